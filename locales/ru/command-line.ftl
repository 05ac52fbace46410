cli-about-kimo = Показывает, кто звонит: облачные АТС сообщают сюда о звонках
cli-about-serve = Принимать уведомления (без рабочего стола)
cli-about-hooks = Показать адреса, которые нужно указать в АТС
cli-about-add = Добавить адрес
cli-about-rotate = Дать новый адрес
cli-about-revoke = Отключить прежний адрес
cli-about-hooks-remove = Удалить подключение: его адрес больше не работает, ключ и пароль удаляются; звонки остаются
cli-about-limit = Ограничить, откуда принимать уведомления
cli-about-calls = Показать звонки, новые сначала
cli-about-missed = Показать, кому ещё не перезвонили
cli-about-missed-handled = Отметить, что пропущенный звонок обработан
cli-about-contacts = Показать контакты
cli-about-contacts-add = Добавить контакт
cli-about-contacts-import = Взять контакты из файла vCard или CSV
cli-about-contacts-export = Записать все контакты в файл: .vcf или .csv
cli-about-contacts-sync = Синхронизировать адресную книгу сейчас
cli-arg-file = Файл
cli-arg-shell = bash, zsh, fish, powershell или elvish
cli-arg-folder = Куда их записать
cli-arg-dry-run = Только сказать, что будет с каждым
cli-about-send = Разыграть сценарий: отправить то, что отправила бы АТС
cli-about-doctor = Узнать, что не так и что делать
cli-about-forget = Удалить всё об одном человеке
cli-about-rebuild = Собрать события и звонки заново из уведомлений
cli-about-report = Составить отчёт о проблеме: без имён, номеров и паролей, никуда не отправляется
cli-arg-save-to = Новый файл для отчёта
cli-about-restore = Поставить резервную копию на место истории; Kimo должен быть остановлен
cli-about-export = Записать всё в один файл, чтобы переехать на другой компьютер
cli-about-import = Продолжить здесь с файлом другого компьютера; Kimo должен быть остановлен
cli-arg-export-to = Новый файл
cli-arg-import-from = Файл, который записал другой компьютер
cli-arg-secrets = Также пароли и ключи под паролем, который читается из стандартного ввода
cli-arg-without-secrets = Не переносить пароли и ключи
cli-arg-replace = Отложить историю, которая здесь есть, и занять её место
cli-about-completions = Вывести то, по чему оболочка дополняет команды
cli-about-manual = Записать страницы руководства
cli-arg-seen = То, что случилось с историей, увидено; больше не сообщать
cli-arg-backup = Резервная копия; по умолчанию самая новая
cli-arg-data-dir = Папка с историей
cli-arg-verbose = Подробнее о происходящем
cli-arg-listen = Где принимать уведомления (по умолчанию 127.0.0.1:8460); порт 0 — любой свободный
cli-arg-ui = Где показывать окно браузеру на этом компьютере; по умолчанию любой свободный порт
cli-arg-json = Вывод в JSON, для других программ
cli-arg-pbx = { $pbxs }
cli-arg-name = Название
cli-arg-region = Страна, чьи номера приходят в национальном виде: TR, RU, …
cli-arg-basic = Требовать HTTP Basic этого пользователя; пароль читается со стандартного ввода
cli-arg-missed = Только пропущенные
cli-arg-search = Только звонки, где это есть в номере или имени
cli-arg-since = Только с этого времени: 2026-11-20, 2026-11-20T09:00, 2h, 7d
cli-arg-limit = Не больше стольких
cli-arg-scenario = Сценарий, например answered или missed; все — в --list
cli-arg-fast = Без пауз настоящего звонка
cli-arg-hook = Куда отправить: название или адрес
cli-arg-with-records = И запись о звонке: её получит имитация, ключ которой есть у подключения
cli-arg-only-record = Только запись, как о звонке, о котором никто не сообщил
cli-arg-list = Показать сценарии
cli-arg-which = Адрес: название или АТС
cli-arg-overlap = Сколько часов ещё действует прежний адрес; 0 — отключить сразу
cli-arg-networks = IP-адреса или сети, например 203.0.113.0/24
cli-arg-header = Заголовок, в котором туннель сообщает адрес отправителя: x-forwarded-for, cf-connecting-ip или x-real-ip
cli-arg-anywhere = Снова принимать уведомления отовсюду
cli-arg-account = Который договор там; нужно, только если их несколько
cli-arg-set = Одна из собственных настроек АТС; можно указать несколько раз
cli-arg-hooks = Создать адрес для каждой АТС, у которой его ещё нет
cli-arg-number = Номер человека, как вы его пишете
cli-arg-yes = Не спрашивать
cli-serve-listens = Kimo принимает уведомления по адресу { $address }. Укажите в АТС эти адреса:
cli-serve-listens-no-hook = Kimo принимает уведомления по адресу { $address }. Адресов для АТС ещё нет: добавьте в окне или командой: kimo hooks add PBX
cli-serve-window = Окно: { $url }
cli-serve-stop = Ctrl+C — остановить.
cli-data-dir-held = Папку { $dir } использует { $program } (процесс { $pid }). Остановите его или выберите другую папку: --data-dir.
cli-data-dir-held-by-unknown = Папку { $dir } использует другой Kimo. Остановите его или выберите другую папку: --data-dir.
cli-address-taken = Адрес { $address } занят: { $program } (процесс { $pid }). Остановите его или выберите другой адрес: --listen.
cli-address-taken-by-unknown = Адрес { $address } занят другой программой. Выберите другой адрес: --listen.
cli-address-refused = На адресе { $address } нельзя принимать ({ $detail }). Выберите другой адрес: --listen.
cli-hook-added = Добавлено: { $name }. Укажите в АТС этот адрес:
cli-hook-rotated = { $name }: новый адрес. Укажите его в АТС; прежний действует до { $until }:
cli-hook-rotated-at-once = { $name }: новый адрес, прежний больше не действует. Укажите в АТС этот:
cli-hook-revoked = { $name }: действует только этот адрес:
cli-hook-removed = Подключение «{ $name }» удалено; этот адрес больше не работает, уберите его и в АТС:
cli-hook-limited = { $name }: уведомления принимаются только с { $networks }, по заголовку { $header }:
cli-hook-unlimited = { $name }: уведомления принимаются отовсюду:
cli-hook-no-delivery = уведомлений ещё не было
cli-hooks-none = АТС ещё не выбрана. Выберите её командой: kimo hooks add
cli-hook-password = Пароль:
cli-calls-none = Звонков нет.
cli-calls-more = Есть ещё; их покажет --limit.
cli-forget-sure = { $count ->
    [one] { $count } звонок с { $number } и все заметки об этом человеке будут удалены навсегда. Продолжить? [д/Н]
    [few] { $count } звонка с { $number } и все заметки об этом человеке будут удалены навсегда. Продолжить? [д/Н]
   *[other] { $count } звонков с { $number } и все заметки об этом человеке будут удалены навсегда. Продолжить? [д/Н]
}
cli-forget-not = Ничего не удалено. С --yes вопроса не будет.
cli-forgotten = { $number } удалён.
cli-call-fax = факс
cli-call-ringing = звонит
cli-call-talking = разговор
cli-call-test = пробный
cli-call-missed = пропущен
cli-call-answered = принят
cli-call-not-answered = без ответа
cli-call-ended = завершён
cli-call-outbound = исходящий
cli-call-reached = исходящий, дозвонились
cli-call-not-reached = исходящий, не дозвонились
cli-no-desk = Здесь никто не принимает уведомления. Запустите: kimo serve
cli-send-no-stand-in = У { $hook } нет ключа имитации, которой можно передать запись. Дать его: kimo hooks key NAME --base URL
cli-send-record = запись  { $status }
cli-rebuilding = { $done } из { $total } уведомлений
cli-rebuilt = { $count ->
    [one] Заново прочитано { $count } уведомление.
    [few] Заново прочитано { $count } уведомления.
   *[other] Заново прочитано { $count } уведомлений.
}
cli-report-saved = Отчёт сохранён: { $file }. Он никуда не отправлен.
cli-import-without-secrets = Если пароль никто не знает, с --without-secrets перенос пройдёт без паролей и ключей.
cli-restored = Теперь история взята из { $backup }.
cli-restored-replaced = Прежняя история: { $file }
cli-scenario-answered = звонит, и отвечают
cli-scenario-missed = звонит, и никто не отвечает
cli-scenario-group = звонит группа, отвечает один
cli-scenario-menu = звонящий кладёт трубку в голосовом меню
cli-scenario-gave-up = звонящий не дождался
cli-scenario-pickup = коллега перехватывает чужой звонок
cli-scenario-busy = занято
cli-scenario-hidden = номер звонящего скрыт
cli-scenario-late = уведомления приходят не по порядку
cli-scenario-repeated = уведомления приходят по нескольку раз
cli-scenario-outbound = звоним мы, и нам отвечают
cli-scenario-internal = один добавочный звонит другому
cli-scenario-fax = приходит факс
cli-scenario-redirect = первый номер не отвечает, второй отвечает
cli-scenario-no-cdr = принят; в виде, в котором сообщают с 2021 года
cli-about-tunnel = Показать или изменить способ связи АТС с Kimo
cli-about-key = Вывести открытый ключ, который должен впустить сервер
cli-about-use = Использовать этот туннель
cli-about-tunnel-status = Показать, доступен ли Kimo
cli-about-check = Проверить сейчас
cli-about-off = Работать без туннеля
cli-about-forget-host-key = Принять новый ключ сервера
cli-about-ssh = Туннель SSH к своему серверу
cli-about-ngrok = ngrok; токен берётся из NGROK_AUTHTOKEN или со стандартного ввода
cli-about-cloudflared = cloudflared; токен туннеля с адресом берётся из TUNNEL_TOKEN или со стандартного ввода
cli-about-tailscale = Tailscale Funnel
cli-about-address = Свой адрес: обратный прокси или проброшенный порт
cli-arg-host = Имя или адрес сервера
cli-arg-port = Порт SSH на сервере
cli-arg-user = Пользователь на сервере
cli-arg-remote-port = Порт, который пробрасывает сервер
cli-arg-remote-socket = Сокет unix на сервере вместо порта
cli-arg-public-url = Внешний адрес, на который шлёт АТС, например https://kimo.example.com
cli-arg-domain = Постоянное имя учётной записи
cli-arg-program = Где находится программа, если её нет в PATH
cli-tunnel-off = Без туннеля: Kimo доступен только с этого компьютера.
cli-tunnel-unchecked = { $kind }: ещё не проверено.
cli-tunnel-reachable = { $kind }: доступно с { $since }.
cli-tunnel-unreachable = { $kind }: недоступно с { $since }.
cli-arg-numbers = Его номера, как вы их пишете
cli-contacts-none = Контактов пока нет. Добавить: kimo contacts add; взять из файла: kimo contacts import
cli-sync-no-book = Адресная книга не подключена. Подключите её в окне: «Контакты», «Импорт и экспорт».
cli-sync-done = { $name }: { $count ->
    [one] { $count } контакт
    [few] { $count } контакта
   *[many] { $count } контактов
}, синхронизация { $at }
cli-contact-taken = { $number } принадлежит контакту { $name }
cli-contact-no-number = { $number } — не номер
cli-contact-no-name = Контакту нужно имя
cli-import-read = Прочитано как { $format }, { $charset }
cli-import-would = Новых: { $added }. Известных, с новым номером: { $changed }. Известных: { $same }. Не взято: { $skipped }. Ничего не изменено.
cli-import-done = Новых: { $added }. Известных, с новым номером: { $changed }. Известных: { $same }. Не взято: { $skipped }.
cli-export-which = Назовите файл, который кончается на .vcf или .csv
cli-arg-mine = Только те, кто звонил на ваши добавочные и в ваши очереди
cli-arg-key = Кто: ключ из вывода --json или номер
cli-missed-none = Перезванивать некому.
cli-missed-hidden = { $count ->
    [one] { $count } звонок со скрытого номера
    [few] { $count } звонка со скрытых номеров
   *[other] { $count } звонков со скрытых номеров
}
cli-missed-tried = перезвонили { $when }, не дозвонились
cli-missed-handled = { $who }: обработано
cli-missed-not-open = { $number } нет среди тех, кому перезвонить.
cli-about-status = Показать, доступен ли Kimo, до какого времени история полна и что неисправно
cli-about-register = Указать адрес в АТС по ключу или вернуть прежний
cli-arg-instead-of = Адрес другой системы, который стоит там и будет заменён
cli-arg-put-back = Вернуть адрес, который стоял раньше
cli-register-done = Адрес указан в АТС
cli-register-put-back = Прежний адрес возвращён
cli-register-another = В АТС указан адрес другой системы, ничего не изменено: { $address }. Чтобы заменить его, передайте его в --instead-of
cli-register-failed = Ничего не изменено: { $reason }
cli-about-hooks-key = Задать ключ API этой АТС; читается из стандартного ввода
cli-about-call = Позвонить на номер со своего добавочного
cli-arg-base = Адрес интерфейса, если он не обычный
cli-arg-recordings = Ключ записей разговоров, если он у них свой
cli-hook-key = Ключ:
cli-key-works = { $name }: ключ работает{ $what }
cli-key-extensions = { $count ->
    [one] { $count } добавочный
   *[other] { $count } добавочных
}
cli-key-contacts = { $count ->
    [one] { $count } контакт
    [few] { $count } контакта
   *[other] { $count } контактов
}
cli-key-refused = Ключ не сохранён: { $reason }
cli-recordings-key-kept = { $name }: ключ записей разговоров сохранён. Проверить его нельзя; принят ли он, станет видно, когда кто-то запросит запись.
cli-status-reached = Kimo доступен
cli-status-not-reached = Kimo недоступен
cli-status-unknown = Неизвестно, доступен ли Kimo
cli-status-until = { $name }: история полна до { $at }
cli-status-nothing = { $name }: пока ничего не подтверждено
cli-status-fails = { $name }: { $reason }
cli-status-no-key = { $name }: нет ключа, полноту подтвердить нельзя
cli-status-gap-open = { $name }: { $from } – { $to }, { $why }; ещё не проверено
cli-status-gap-closed = { $name }: { $from } – { $to }, { $why }; { $count ->
    [one] добавлен { $count } звонок
    [few] добавлено { $count } звонка
   *[other] добавлено { $count } звонков
}
cli-status-now = сейчас
cli-call-rings = Звонит { $extension }; когда возьмут трубку, наберётся { $number }
cli-about-update = Сказать, вышла ли новая версия Kimo: её ищет запущенная программа
cli-arg-now = Установить её, как только никто не будет говорить по телефону
cli-update-unknown = новых версий здесь никто не ищет: либо программа с окном не запущена, либо при сборке не указано, где искать
cli-update-none = Установлена самая новая версия Kimo.
cli-update-left = Обновление не установлено: от него отказались.
