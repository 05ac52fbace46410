connections-title = Подключения
connections-listening = Kimo слушает { $address }
connections-not-listening = Kimo сейчас не слушает ни одного адреса
connections-add = Добавить подключение
connections-add-title = Новое подключение
connections-add-pbx = АТС
connections-add-name = Название
connections-add-name-placeholder = Например: филиал
connections-add-yes = Добавить
connections-address = Адрес для уведомлений
connections-copy-address = Копировать адрес
connections-last = Последнее уведомление { $moment }
connections-waiting = Уведомлений пока не было
connections-tested = АТС проверила адрес: { $moment }
connections-count = { $count ->
    [one] { $count } уведомление
    [few] { $count } уведомления
   *[many] { $count } уведомлений
}
connections-test = Отправить пробный звонок
connections-test-sent = Пробный звонок отправлен; скоро он появится в разделе «Звонки».
connections-not-understood = { $count ->
    [one] { $count } уведомление не распознано
    [few] { $count } уведомления не распознаны
   *[many] { $count } уведомлений не распознано
}
connections-not-understood-text = Ничего не потеряно: они хранятся, как пришли.
connections-not-understood-dropped = { $count ->
    [one] Ещё { $count } старое удалено
    [few] Ещё { $count } старых удалено
   *[many] Ещё { $count } старых удалено
} ({ $moment }): хранятся первые каждого вида и самые новые.
connections-edit = Изменить
connections-edit-title = { $name }: настройки
connections-remove = Удалить подключение
connections-remove-text = Его адрес сразу перестанет работать; пароль, ключ и полученные с ним имена удаляются. Звонки и пропущенные остаются. Уберите адрес и в АТС.
connections-remove-yes = Удалить
connections-removed = Подключение «{ $name }» удалено
connections-name = Название
connections-region = Страна местных номеров
connections-basic = Требовать имя и пароль (HTTP Basic)
connections-basic-user = Имя пользователя
connections-basic-password = Пароль
connections-basic-keep = Пусто, если без изменений
connections-basic-missing = Нужны имя пользователя и пароль.
connections-basic-colon = В имени пользователя не может быть двоеточия.
connections-sources = Принимать уведомления только с этих адресов
connections-sources-hint = IP-адреса или сети, например 203.0.113.0/24. Оставьте пустым, чтобы принимать отовсюду.
connections-sources-warning = Это лишь второй замок. Если туннель не задаёт заголовок сам, его может подделать кто угодно, а если заголовка нет вовсе, уведомления приходить перестанут.
connections-source-header = Заголовок, который задаёт туннель
connections-sources-wrong = Каждая запись должна быть IP-адресом или сетью, например 203.0.113.7 или 203.0.113.0/24.
connections-address-show = Показать адрес
connections-address-hide = Скрыть адрес
connections-address-only-here = Адреса для ввода ещё нет: обратиться к Kimo может только этот компьютер. Выберите, как это будет делать АТС, и адрес появится здесь.
connections-setup = Настроить
connections-rotate = Сменить адрес
connections-rotate-text = Если адрес узнал кто-то посторонний, смените его. Новый адрес нужно будет указать в АТС.
connections-rotate-overlap = Сколько ещё работает старый адрес
connections-rotate-hour = 1 час
connections-rotate-day = 1 день
connections-rotate-week = 7 дней
connections-rotate-none = Нисколько; сразу закрыть
connections-rotate-none-text = Пока новый адрес не указан в АТС, звонков по этому подключению не будет.
connections-rotate-yes = Создать новый адрес
connections-rotate-done = Новый адрес готов. Скопируйте его и укажите в АТС.
connections-former = Старый адрес работает до: { $moment }. К этому времени укажите в АТС новый.
connections-former-end = Закрыть старый сейчас
connections-former-sure = Уведомления на старый адрес больше не принимаются. Новый адрес уже указан в АТС?
connections-former-yes = Указан, закрыть старый
connections-former-ended = Старый адрес больше не работает
connections-strangers = { $count ->
    [one] С запуска Kimo пришёл { $count } запрос с неверным адресом или паролем ({ $moment }). Он отклонён.
    [few] С запуска Kimo пришло { $count } запроса с неверным адресом или паролем, последний: { $moment }. Они отклонены.
   *[many] С запуска Kimo пришло { $count } запросов с неверным адресом или паролем, последний: { $moment }. Они отклонены.
}
connections-start-title = Какая у вас АТС?
connections-start-text = Подключим её за несколько шагов. Это займёт пять минут.
connections-well-title = Подключение
connections-well = Звонки поступают, последний — { $moment }.
connections-well-show = Показать, как всё настроено
connections-handover = Скопировать для того, кто этим занимается
connections-handover-steps = Скопировать шаги для того, кто их выполнит
connections-handover-secret = Адрес в них секретный: больше никому его не отправляйте.
connections-reach = Связь с Kimo
connections-reach-yes = Связь есть: звонки от АТС доходят
connections-reach-no = Нет связи: звонки от АТС не доходят
connections-reach-unchecked = Проверяем, доходят ли звонки от АТС
connections-reach-off = Связи с АТС пока нет
connections-reach-off-text = АТС находится в интернете, а Kimo на этом компьютере. Выберите, как их связать.
connections-reach-choose = Выбрать способ связи
connections-reach-change = Изменить
connections-reach-since = с { $moment }
connections-reach-checked = проверено { $moment }
connections-reach-never = ещё не проверено
connections-reach-check = Проверить
connections-reach-checking = Проверяем…
connections-reach-public = Внешний адрес
connections-reach-copy = Копировать внешний адрес
connections-reach-nothing-lost = Записанное на месте. Звонков за это время здесь может не быть.
connections-key-title = Ключ сервера изменился. Kimo прекратил подключение.
connections-key-text = Либо сервер обновили, либо кто-то встал между вами. Сначала спросите того, кто ведёт сервер, и сверьте с ним новый ключ.
connections-key-before = Прежний
connections-key-now = Нынешний
connections-key-accept = Принять новый ключ
connections-key-sure = С этого момента Kimo доверяет этому ключу. Если он чужой, ваши уведомления прочтёт кто-то другой.
connections-key-yes = Сверено, принять
connections-changed-title = Внешний адрес изменился
connections-changed-text = Пока АТС шлёт на старый адрес, звонков не будет. Вставьте в АТС этот:
connections-changed-address = Новый адрес: { $name }
connections-changed-quick = Адрес пробного туннеля меняется при каждом запуске. Способ с постоянным адресом избавит от этого.
connections-changed-entered = Адрес указан
connections-tunnel-title = Выберите способ связи
connections-tunnel-ngrok = ngrok
connections-tunnel-ngrok-text = Самый быстрый. Хватит бесплатной учётной записи, сервер не нужен; адрес постоянный.
connections-tunnel-cloudflared = Cloudflare
connections-tunnel-cloudflared-text = Если ваш домен в Cloudflare; для пробы и без учётной записи. Нужна программа cloudflared.
connections-tunnel-ssh = Свой сервер (SSH)
connections-tunnel-ssh-text = Для тех, у кого есть сервер. Всё в ваших руках; адрес постоянный.
connections-tunnel-tailscale = Tailscale Funnel
connections-tunnel-tailscale-text = Если на этом компьютере есть Tailscale. Адрес постоянный.
connections-tunnel-address = Свой адрес
connections-tunnel-address-text = Если сюда уже ведёт обратный прокси или проброшенный порт.
connections-tunnel-off = Никакой
connections-tunnel-off-text = Звонки от АТС не доходят; приходят только пробные.
connections-tunnel-off-hint = Ключи и токен сохраняются: этот способ можно включить снова.
connections-tunnel-host = Сервер
connections-tunnel-port = Порт SSH
connections-tunnel-user = Пользователь
connections-tunnel-remote = Что сервер передаёт Kimo
connections-tunnel-remote-port = Порт
connections-tunnel-remote-socket = Сокет unix
connections-tunnel-remote-port-label = Порт на сервере
connections-tunnel-remote-socket-label = Путь к сокету на сервере
connections-tunnel-url = Внешний адрес
connections-tunnel-url-ssh = Адрес, на который шлёт АТС. Веб-сервер передаёт его дальше; в Caddy: reverse_proxy { $end }
connections-tunnel-url-cloudflared = Имя, которое вы дали этому туннелю в Cloudflare.
connections-tunnel-address-hint = Он должен вести на { $address } этого компьютера.
connections-tunnel-plain = Без https адрес и уведомления может прочитать любой по пути.
connections-tunnel-key = Строка для файла authorized_keys на сервере
connections-tunnel-key-copy = Копировать строку
connections-tunnel-key-hint = Это открытый ключ Kimo. Он разрешает на сервере только переадресацию и больше ничего.
connections-tunnel-key-missing = Ключ Kimo не читается. Разблокируйте хранилище ключей и откройте страницу снова.
connections-tunnel-token = Токен
connections-tunnel-token-kept = Сохранён; пусто, если без изменений
connections-tunnel-token-ngrok = Зарегистрируйтесь на ngrok.com, войдите и скопируйте его со страницы «Your Authtoken».
connections-tunnel-domain = Постоянное имя (необязательно)
connections-tunnel-domain-hint = Указано у ngrok на странице «Domains». Если пусто, имя выберет ngrok.
connections-tunnel-named = Со своим именем
connections-tunnel-quick = Для пробы
connections-tunnel-quick-hint = Учётная запись не нужна. Но адрес меняется при каждом запуске, и его каждый раз нужно заново указывать в АТС.
connections-tunnel-token-cloudflared = Он на странице туннеля в панели Cloudflare. Имя туннеля направьте на { $address }.
connections-tunnel-tailscale-hint = Tailscale должен работать на этом компьютере, с выполненным входом и разрешённым Funnel.
connections-tunnel-program = Где находится { $program } (необязательно)
connections-tunnel-program-hint = Только если Kimo не находит { $program }.
connections-tunnel-secrets-keyring = Ключ и токен хранятся в системном хранилище ключей этого компьютера.
connections-tunnel-secrets-file = На этом компьютере нет хранилища ключей: ключ и токен лежат в файле, который можете прочитать только вы.
connections-tunnel-use = Использовать этот способ
connections-tunnel-refused = Не сохранено: { $reason }. Введённое на месте; исправьте и повторите.
connections-wrong-url = Укажите адрес вида https://kimo.example.com, без параметров и пароля.
connections-wrong-host = Укажите имя или адрес сервера.
connections-wrong-port = Число от 1 до 65535.
connections-wrong-user = Укажите имя пользователя.
connections-wrong-path = Укажите полный путь, например /run/kimo/desk.sock.
connections-wrong-token = Вставьте токен: для этого способа он не сохранён.
connections-wrong-domain = Укажите только имя, например kimo-office.ngrok.app.
connections-guide-title = Настройка { $pbx }
connections-guide-text = Три шага: связь, адрес, первый звонок.
connections-guide-back = Подключения
connections-guide-done = готово
connections-guide-reach = Обеспечьте связь АТС с Kimo
connections-guide-enter = Укажите адрес в { $pbx }
connections-guide-arrive = Дождитесь первого уведомления
connections-guide-skip = Пропустить этот шаг
connections-guide-skip-text = Если АТС в вашей собственной сети, это не нужно.
connections-guide-basic = Это подключение требует имя и пароль: укажите там «{ $user }» и его пароль.
connections-guide-basic-impossible = Это подключение требует имя и пароль, а { $pbx } их не передаёт. Измените подключение и отключите их, иначе все уведомления будут отклонены.
connections-guide-waiting = Ждём первое уведомление
connections-guide-waiting-text = Позвоните с мобильного на свой номер. Уведомление появится здесь само.
connections-guide-tested = { $pbx }: адрес проверен, ответ получен ({ $moment }). Теперь ждём первый звонок
connections-guide-before = Последнее уведомление: { $moment }. Ждём новое
connections-guide-before-text = Для проверки позвоните с мобильного на свой номер. Новое уведомление появится здесь само.
connections-guide-stranger = Запрос отклонён ({ $moment })
connections-guide-stranger-text = Если это была АТС, адрес там неполный или старый либо неверен пароль. Скопируйте адрес ещё раз и вставьте целиком.
connections-guide-odd = Пришло уведомление, которое Kimo не распознал ({ $moment })
connections-guide-odd-text = Связь работает, уведомление сохранено. Проверьте, что адрес указан именно в { $pbx } и формат выбран, как написано выше.
connections-guide-came = Работает: первое уведомление пришло
connections-guide-came-event = Событие
connections-guide-came-number = Номер
connections-guide-came-line = Наша линия
connections-guide-came-at = Время
connections-guide-next = Теперь каждый звонок появится сам. При желании пусть всплывают только звонки на ваши добавочные.
connections-guide-extensions = Выбрать мои добавочные
connections-guide-finish = К звонкам
connections-guide-others = Есть ещё АТС?
connections-guide-other = { $name } ({ $pbx })
connections-guide-letter-copy = Копировать текст
connections-reach-next-key = Нажмите «Изменить» и добавьте показанную там строку в authorized_keys на сервере.
connections-reach-next-token = Нажмите «Изменить» и вставьте токен заново.
connections-table-theirs = { $label }: как называет АТС
connections-table-theirs-placeholder = На АТС
connections-table-ours = { $label }: добавочный или имя здесь
connections-table-ours-placeholder = Здесь
connections-table-add = Добавить строку
connections-table-remove = Убрать строку
connections-key = Ключ API
connections-key-hint = Его показывает страница АТС. С ним на АТС можно всё; Kimo только читает записи, имена и телефонную книгу и звонит на ваш телефон.
connections-key-hint-reads = Его показывает страница АТС. С ним на АТС можно всё; Kimo только читает записи и имена добавочных.
connections-key-enter = Ввести ключ
connections-key-change = Сменить ключ
connections-key-use = Проверить ключ
connections-key-checking = Проверка…
connections-key-works = Ключ работает{ $what }
connections-key-extensions = { $count ->
    [one] { $count } добавочный
   *[other] { $count } добавочных
}
connections-key-contacts = { $count ->
    [one] { $count } контакт
    [few] { $count } контакта
   *[other] { $count } контактов
}
connections-key-none = Ключа нет: звонки, пропущенные, пока компьютер спит, добавить нельзя.
connections-entered-asking = Запрос отправлен на АТС
connections-entered-another = На АТС указан адрес другой системы: { $address }
connections-entered-at = Адрес указан на АТС: { $when }
connections-entered-former = Адрес, указанный на АТС ({ $when }), больше не действует
connections-entered-replace = Указать вместо него адрес Kimo
connections-entered-enter = Указать адрес на АТС
connections-entered-put-back = Вернуть прежний адрес
connections-entered-put-back-sure = АТС снова будет отправлять события на { $address }; в Kimo они приходить не будут.
connections-entered-put-back-nothing = АТС больше не будет отправлять события в Kimo.
connections-names-read = Прочитать сейчас
connections-names-reading = Имена считываются
connections-names-none = Имена ещё не прочитаны
connections-names-queues = { $count ->
    [one] { $count } очередь
    [few] { $count } очереди
   *[many] { $count } очередей
}
connections-key-reading = Записи читаются
connections-key-forget = Забыть ключ
connections-key-forget-sure = Записи больше не читаются. Добавленные звонки останутся; контакты и имена, прочитанные с АТС, удаляются.
connections-key-forget-recordings = Ключ записей разговоров тоже удаляется.
connections-recordings-key = Ключ записей разговоров
connections-recordings-key-none = Ключа записей разговоров нет: у звонков записи не предлагаются.
connections-recordings-key-kept = Ключ записей разговоров сохранён. Проверить его нельзя: принят ли он, станет видно, когда кто-то запросит запись.
connections-recordings-key-enter = Ввести ключ записей
connections-recordings-key-change = Сменить ключ записей
connections-recordings-key-use = Сохранить ключ
connections-recordings-key-forget = Забыть ключ записей
connections-recordings-key-forget-sure = У звонков записи больше не предлагаются. Сами записи на АТС остаются.
connections-gaps = Пробелы
connections-gap-open = { $from } – { $to }: { $why }, ещё не проверено
connections-gap-closed = { $from } – { $to }: { $why }, { $count ->
    [one] позже добавлен { $count } звонок
    [few] позже добавлено { $count } звонка
   *[other] позже добавлено { $count } звонков
}
connections-gap-now = сейчас
