### Тексты Kimo: один источник для окна, уведомлений, трея и командной строки.
### Заголовки разделов одинаковы в трёх языках; тест проверяет полноту всех трёх файлов.

## Popup

popup-hidden-number = номер скрыт
popup-extension = доб. { $number }
popup-queue = очередь { $number }
popup-answered-by = Ответил { $who }
popup-answered = На звонок ответили
popup-missed = Пропущенный звонок, { $time }
popup-waited = ожидание { $duration }
popup-calls-today = { $count ->
    [2] второй звонок за сегодня
    [3] третий звонок за сегодня
    [4] четвёртый звонок за сегодня
    [5] пятый звонок за сегодня
   *[other] { $count }-й звонок за сегодня
}
popup-missed-this-week = { $count ->
    [one] не ответили { $count } раз на этой неделе
    [few] не ответили { $count } раза на этой неделе
   *[many] не ответили { $count } раз на этой неделе
}
popup-note = заметка: { $note }
popup-open = Открыть
popup-copy = Копировать номер
popup-call-back = Перезвонить
popup-done = Готово

## Tray

tray-tooltip-quiet = Kimo
tray-tooltip-missed = { $count ->
    [one] Kimo: перезвонить { $count } абоненту
    [few] Kimo: перезвонить { $count } абонентам
   *[many] Kimo: перезвонить { $count } абонентам
}
tray-tooltip-dnd = { $text } · не беспокоить
tray-blind = Kimo не видит звонков: { $reason }
tray-dnd-on = Включено «Не беспокоить», звонки только записываются
tray-caller = { $who } · { $time }
tray-caller-repeated = { $count ->
    [one] { $who } · { $count } раз · { $time }
    [few] { $who } · { $count } раза · { $time }
   *[many] { $who } · { $count } раз · { $time }
}
tray-caller-call-back = Перезвонить
tray-caller-open = Открыть
tray-caller-done = Готово
tray-more-missed = ещё { $count }…
tray-yesterday = вчера { $time }
tray-history = Звонки
tray-dnd = Не беспокоить
tray-test-call = Отправить тестовый звонок
tray-copy-address = Скопировать адрес для АТС
tray-settings = Настройки
tray-quit = Выход

## Command line

cli-about-kimo = Показывает, кто звонит: облачные АТС сообщают сюда о звонках
cli-about-serve = Принимать уведомления (без рабочего стола)
cli-about-hooks = Показать адреса, которые нужно указать в АТС
cli-about-add = Добавить адрес
cli-about-rotate = Дать новый адрес
cli-about-revoke = Отключить прежний адрес
cli-about-limit = Ограничить, откуда принимать уведомления
cli-about-calls = Показать звонки, новые сначала
cli-about-send = Разыграть сценарий: отправить то, что отправила бы АТС
cli-about-doctor = Узнать, что не так и что делать
cli-about-rebuild = Собрать события и звонки заново из уведомлений
cli-about-restore = Поставить резервную копию на место истории; Kimo должен быть остановлен
cli-arg-backup = Резервная копия; по умолчанию самая новая
cli-arg-data-dir = Папка с историей
cli-arg-verbose = Подробнее о происходящем
cli-arg-listen = Где принимать уведомления (по умолчанию 127.0.0.1:8460); порт 0 — любой свободный
cli-arg-ui = Где показывать окно браузеру на этом компьютере; по умолчанию любой свободный порт
cli-arg-json = Вывод в JSON, для других программ
cli-arg-pbx = verimor, bulutfon или mtt
cli-arg-name = Название
cli-arg-region = Страна, чьи номера приходят в национальном виде: TR, RU, …
cli-arg-basic = Требовать HTTP Basic: имя и пароль
cli-arg-missed = Только пропущенные
cli-arg-search = Только звонки, где это есть в номере или имени
cli-arg-since = Только с этого времени: 2026-11-20, 2026-11-20T09:00, 2h, 7d
cli-arg-limit = Не больше стольких
cli-arg-scenario = Сценарий, например verimor-answered или answered
cli-arg-fast = Без пауз настоящего звонка
cli-arg-hook = Куда отправить: название или адрес
cli-arg-list = Показать сценарии
cli-arg-which = Адрес: название или АТС
cli-arg-overlap = Сколько часов ещё действует прежний адрес; 0 — отключить сразу
cli-arg-networks = IP-адреса или сети, например 203.0.113.0/24
cli-arg-header = Заголовок, в котором туннель сообщает адрес отправителя: x-forwarded-for, cf-connecting-ip или x-real-ip
cli-arg-anywhere = Снова принимать уведомления отовсюду
cli-serve-listens = Kimo принимает уведомления по адресу { $address }. Укажите в АТС эти адреса:
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
cli-hook-limited = { $name }: уведомления принимаются только с { $networks }, по заголовку { $header }:
cli-hook-unlimited = { $name }: уведомления принимаются отовсюду:
cli-hook-no-delivery = уведомлений ещё не было
cli-calls-none = Звонков нет.
cli-calls-more = Есть ещё; их покажет --limit.
cli-call-fax = факс
cli-call-ringing = звонит
cli-call-talking = разговор
cli-call-missed = пропущен
cli-call-answered = отвечен
cli-call-not-answered = без ответа
cli-call-ended = завершён
cli-call-outbound = исходящий
cli-call-reached = исходящий, дозвонились
cli-call-not-reached = исходящий, не дозвонились
cli-no-desk = Здесь никто не принимает уведомления. Запустите: kimo serve
cli-rebuilding = { $done } из { $total } уведомлений
cli-rebuilt = { $count ->
    [one] Заново прочитано { $count } уведомление.
    [few] Заново прочитано { $count } уведомления.
   *[other] Заново прочитано { $count } уведомлений.
}
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
cli-scenario-internal = один внутренний звонит другому
cli-scenario-fax = приходит факс
cli-scenario-redirect = первый номер не отвечает, второй отвечает
cli-scenario-no-cdr = отвечен, в виде, принятом с 2021 года
doctor-state-ok = хорошо
doctor-state-note = заметка
doctor-state-wrong = ОШИБКА
doctor-dir = папка данных { $dir }
doctor-dir-missing = папки данных { $dir } нет
doctor-dir-missing-next = Запустите Kimo один раз, и она появится.
doctor-dir-is-a-file = { $dir } — не папка
doctor-dir-is-a-file-next = Выберите другую папку: --data-dir.
doctor-dir-refused = в папку данных { $dir } нельзя писать ({ $detail })
doctor-dir-refused-next = Отдайте папку пользователю, который запускает Kimo.
doctor-dir-open-to-others = { $path } могут читать другие
doctor-dir-open-to-others-next = Отнимите у них права: chmod -R go= для папки данных.
doctor-disk = на диске свободно { $megabytes } МБ
doctor-disk-full = на диске свободно только { $megabytes } МБ
doctor-disk-full-next = Освободите место: иначе звонки не сохранить.
doctor-database = история цела, { $megabytes } МБ
doctor-database-damaged = история повреждена: { $detail }
doctor-database-damaged-next = Запустите Kimo снова: повреждённая история будет отложена, и Kimo скажет, где последняя копия. Её возвращает kimo restore.
doctor-database-unreadable = историю не прочитать: { $detail }
doctor-database-unreadable-next = Проверьте, не держит ли её другая программа и верны ли права.
doctor-database-missing = истории ещё нет
doctor-database-missing-next = Запустите Kimo один раз.
doctor-database-older = историю записал более старый Kimo
doctor-database-older-next = Запустите Kimo один раз, чтобы обновить её.
doctor-database-newer = { $detail }
doctor-backups = { $count ->
    [one] { $count } резервная копия, от { $day }
    [few] { $count } резервные копии, последняя от { $day }
   *[other] { $count } резервных копий, последняя от { $day }
}
doctor-backups-none = резервных копий ещё нет
doctor-backups-none-next = Работающий Kimo делает их каждый день.
doctor-backups-old = последняя резервная копия от { $day }
doctor-backups-old-next = Не выключайте Kimo: он делает копию каждый день. Если он работает, проверьте место на диске.
doctor-backups-unreadable = резервные копии не прочитать ({ $detail })
doctor-desk = { $program } (процесс { $pid }) принимает уведомления по адресу { $address }
doctor-desk-none = Kimo здесь не запущен, звонков не видно
doctor-desk-none-next = Запустите Kimo или: kimo serve
doctor-desk-hangs = Kimo (процесс { $pid }) запущен, но не отвечает
doctor-desk-hangs-next = Завершите этот процесс и запустите Kimo снова.
doctor-desk-unknown = не удаётся узнать, запущен ли Kimo ({ $detail })
doctor-desk-deaf = { $program } (процесс { $pid }) запущен, но не принимает уведомления
doctor-desk-deaf-next = Скорее всего, адрес занят другой программой: какой — скажет окно.
doctor-hook = { $name }: адрес отвечает
doctor-hook-refuses = { $name }: ответ адреса — { $detail }
doctor-hook-refuses-next = Запустите Kimo снова.
doctor-hook-password = { $name }: не удаётся прочитать пароль, и адрес никого не принимает
doctor-hook-password-next = Разблокируйте системное хранилище ключей или введите пароль заново на странице подключений.
doctor-hook-silent = { $name }: { $detail }
doctor-hook-silent-next = Проверьте, не мешает ли брандмауэр этого компьютера, и запустите Kimo снова.
doctor-delivery = { $count ->
    [one] { $name }: { $count } уведомление, { $at }
    [few] { $name }: { $count } уведомления, последнее { $at }
   *[other] { $name }: { $count } уведомлений, последнее { $at }
}
doctor-delivery-only-tested = { $name }: проверен { $at }, уведомлений ещё не было
doctor-delivery-only-tested-next = Позвоните, чтобы увидеть первое.
doctor-delivery-none = { $name }: уведомлений ещё не было
doctor-delivery-none-next = Укажите в АТС адрес, который показывает kimo hooks.
doctor-not-understood = { $count ->
    [one] { $name }: за неделю не понято { $count } уведомление: { $detail }
    [few] { $name }: за неделю не понято { $count } уведомления, последнее: { $detail }
   *[other] { $name }: за неделю не понято { $count } уведомлений, последнее: { $detail }
}
doctor-not-understood-next = Они видны на странице подключений; они сохранены, и новый Kimo может их понять.
cli-about-tunnel = Показать или изменить, как АТС достигает Kimo
cli-about-key = Вывести открытый ключ, который должен впустить сервер
cli-about-use = Использовать этот туннель
cli-about-status = Показать, доступна ли Kimo
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
cli-tunnel-off = Без туннеля: Kimo доступна только с этого компьютера.
cli-tunnel-unchecked = { $kind }: ещё не проверено.
cli-tunnel-reachable = { $kind }: доступно с { $since }.
cli-tunnel-unreachable = { $kind }: недоступно с { $since }.
doctor-tunnel-off = Без туннеля: Kimo доступна только с этого компьютера
doctor-tunnel-unchecked = { $url } ещё не проверен
doctor-tunnel-reachable = АТС достигает Kimo по адресу { $url }
doctor-tunnel-unreachable = АТС не достигает Kimo: { $reason }

## Errors

error-no-notification-server = уведомления не показываются: служба уведомлений не запущена. Звонки всё равно записываются
error-notifications-hang = уведомления запаздывают: служба уведомлений не отвечает. Звонки всё равно записываются
error-no-tray = на этом рабочем столе нет области уведомлений. Чтобы открыть окно, запустите Kimo ещё раз
error-disk-full = звонки не сохраняются: диск заполнен
error-storage-locked = звонки не сохраняются: историю держит другая программа
error-storage-damaged = звонки не сохраняются: история повреждена ({ $detail }). Запустите Kimo снова
error-backup-failed = ежедневная резервная копия не удалась ({ $detail })
error-history-set-aside = история была повреждена, начата новая с адресами и настройками последней копии; прежняя: { $detail }. Чтобы вернуть эту копию, остановите Kimo и выполните kimo restore, указав путь к ней
error-history-begun-anew = история была повреждена, копии не было; начата новая. Адреса теперь другие: укажите их в АТС. Прежняя: { $detail }
error-hook-password = не удаётся прочитать пароль адреса, и он никого не принимает ({ $detail })
error-cannot-store = звонки не сохраняются ({ $detail })
error-cannot-listen = адрес для АТС недоступен ({ $detail })

## Reach

error-reach-name = имя внешнего адреса не найдено ({ $detail })
error-reach-connect = нет соединения с внешним адресом ({ $detail })
error-reach-tls = сертификату внешнего адреса нет доверия ({ $detail })
error-reach-refused = сервер туннеля не принимает ключ или токен ({ $detail })
error-reach-host_key_changed = ключ сервера изменился ({ $detail })
error-reach-not_forwarded = сервер не отдаёт порт ({ $detail })
error-reach-silent = сервер туннеля не отвечает
error-reach-program_missing = программа туннеля не установлена ({ $detail })
error-reach-program = программа туннеля не работает ({ $detail })
error-reach-tunnel = туннель не установлен ({ $detail })
error-reach-listener = Kimo не может принимать соединения на этом компьютере
error-reach-wrong_place = по внешнему адресу отвечает другая программа ({ $detail })
reach-next-name = Проверьте адрес по буквам; новое имя может стать известно через час. Проверьте и интернет.
reach-next-connect = Проверьте интернет и работу сервера. Kimo попробует снова сама.
reach-next-tls = Обновите сертификат на сервере; проверьте часы этого компьютера.
reach-next-refused = Для SSH добавьте открытый ключ Kimo в authorized_keys на сервере; его показывают страница «Подключения» и «kimo tunnel key». Для ngrok и cloudflared введите токен заново.
reach-next-host_key_changed = Спросите того, кто ведёт сервер. Если ключ сменил он, выберите «Принять новый ключ» на странице «Подключения» или выполните «kimo tunnel forget-host-key»; если нет, не подключайтесь.
reach-next-not_forwarded = Пройдёт само, когда закроется старый сеанс. Если нет, порт занят другой программой или переадресация запрещена.
reach-next-silent = Проверьте, что сервер и интернет работают. Kimo попробует снова сама.
reach-next-program_missing = Установите программу или укажите её место на странице «Подключения».
reach-next-program = Посмотрите, что сообщает программа; Kimo перезапустит её сама.
reach-next-tunnel = Kimo попробует снова сама. Если не пройдёт, проверьте настройки на странице «Подключения».
reach-next-listener = Закройте программу, которая использует тот же адрес.
reach-next-wrong_place = Проверьте, что внешний адрес ведёт к Kimo на этом компьютере: переадресация на сервере указывает не туда.
reach-kind-off = без туннеля
reach-kind-address = свой адрес
reach-kind-ssh = туннель SSH
reach-kind-ngrok = ngrok
reach-kind-cloudflared = cloudflared
reach-kind-tailscale = Tailscale Funnel

## Answers of the desk

error-no_such_question = окно и программа разных версий; перезапустите Kimo
error-bad_params = Kimo этого не принял ({ $detail })
error-not_found = записи больше нет
error-storage = журнал недоступен ({ $detail })
error-desktop_only = это может только настольная программа
error-not_delivered = пробный звонок не дошёл ({ $detail })
error-secrets = секреты не удаётся сохранить ({ $detail })
error-unreachable = Kimo не отвечает

## Window

window-title-section = { $section } · Kimo
window-title-missed = ({ $count }) { $title }
window-loading = Загрузка
window-copied = Скопировано
window-close = Закрыть
window-back = Назад
window-undo = Вернуть
window-cancel = Отмена
window-save = Сохранить
window-saved = Сохранено
window-retry = Повторить
window-failed = Не получилось: { $reason }. Ничего не потеряно.
window-blind = Kimo сейчас не видит звонков
window-blind-reason = Причина: { $reason }. Всё записанное раньше на месте.
window-blind-next-disk = Освободите место на диске; Kimo повторит попытку сам.
window-blind-next-locked = Закройте другую программу, занявшую журнал; Kimo повторит попытку сам.
window-blind-next-cannot-listen = Закройте программу, занявшую этот адрес, и перезапустите Kimo.
window-blind-next-other = Перезапустите Kimo; если не поможет, откройте «Подключения».
window-blind-show = Открыть подключения
window-address-changed = Пока новый не указан в АТС, звонков не будет.
window-address-show = Показать новый адрес
window-lost = Связь с Kimo прервалась, идёт повторное подключение. Звонки при этом могут записываться.
window-cannot-show = Сейчас это не показать
window-not-started = Kimo недоступен
window-not-started-next = Убедитесь, что программа запущена, и повторите.
window-rings = Звонит { $who }
window-hidden-number = Номер скрыт
window-extension = доб. { $number }
window-extensions-more = доб. { $numbers } +{ $count }
window-extensions = доб. { $numbers }
window-queue = очередь { $number }

## Navigation

nav-label = Разделы
nav-calls = Звонки
nav-missed = Пропущенные
nav-connections = Подключения
nav-settings = Настройки
nav-missed-count = { $count ->
    [one] перезвонить { $count } абоненту
    [few] перезвонить { $count } абонентам
   *[many] перезвонить { $count } абонентам
}
nav-blind = Kimo не видит звонков

## Calls

calls-search = Имя или номер
calls-search-clear = Очистить поиск
calls-filter = Какие звонки показать
calls-filter-all = Все
calls-filter-missed = Пропущенные
calls-filter-in = Входящие
calls-filter-out = Исходящие
calls-list = Звонки, сначала новые
calls-now = Сейчас
calls-new-above = { $count ->
    [one] { $count } новый звонок
    [few] { $count } новых звонка
   *[many] { $count } новых звонков
}
calls-empty-title = Звонков пока нет
calls-empty-text = Звонки появятся здесь, как только АТС сообщит о них. Отправьте пробный звонок и посмотрите, как это выглядит.
calls-empty-connect = Подключить АТС
calls-empty-test = Отправить пробный звонок
calls-none-missed = Пропущенных звонков нет
calls-none-in = Входящих звонков нет
calls-none-out = Исходящих звонков нет
calls-none-text = Снимите фильтр, чтобы увидеть остальные звонки.
calls-none-show-all = Показать все
calls-nothing-found = По запросу «{ $search }» ничего не найдено
calls-nothing-found-text = Достаточно части номера или имени.
calls-only-newest = { $count ->
    [one] Показан { $count } последний звонок. Более старые ищите поиском.
    [few] Показаны { $count } последних звонка. Более старые ищите поиском.
   *[many] Показаны { $count } последних звонков. Более старые ищите поиском.
}
calls-glyph-in = Входящий звонок
calls-glyph-out = Исходящий звонок
calls-glyph-missed = Пропущенный звонок
calls-glyph-internal = Внутренний звонок
calls-glyph-fax = Факс
calls-glyph-ringing = Звонит
calls-glyph-talking = Идёт разговор
calls-done = Готово
calls-has-note = Есть заметка

## Outcomes

calls-outcome-talked-with = { $duration } с { $who }
calls-outcome-talked = разговор { $duration }
calls-outcome-answered-by = ответил { $who }
calls-outcome-answered = ответили
calls-outcome-no-answer = нет ответа
calls-outcome-no-answer-after = нет ответа, { $duration }
calls-outcome-busy = занято
calls-outcome-rejected = отклонён
calls-outcome-cancelled = отменён
calls-outcome-gave-up-after = не дождался, { $duration }
calls-outcome-gave-up-in-queue = не дождался в очереди
calls-outcome-gave-up-in-this-queue = не дождался в очереди { $queue }
calls-outcome-gave-up-in-queue-after = не дождался в очереди { $queue }, { $duration }
calls-outcome-gave-up-in-menu = положил трубку в меню
calls-outcome-failed = не соединилось
calls-outcome-unknown = исход не сообщён
calls-outcome-end-not-reported = конец не сообщён
calls-outcome-fax = факс
calls-outcome-ringing = звонит
calls-outcome-ringing-for = звонит { $duration }
calls-outcome-talking = разговор
calls-outcome-talking-for = разговор { $duration }
calls-outcome-talking-with-for = { $duration } с { $who }

## One call

call-panel = Подробности звонка
call-back = Перезвонить
call-again = Позвонить снова
call-copy-number = Копировать номер
call-mark-done = Готово
call-mark-done-hint = Убирает из списка пропущенных
call-reopen = Вернуть в список
call-is-done = Отмечено как готовое
call-fact-called = Набран номер
call-fact-caller = Звонил
call-fact-queue = Очередь
call-fact-extensions = Звонили на
call-fact-answered-by = Ответил
call-fact-waited = Ожидание
call-fact-talked = Разговор
call-fact-pbx = АТС
call-note = Заметка
call-note-placeholder = Короткая заметка к звонку
call-note-failed = Заметка не сохранена: { $reason }. Текст остался здесь; повторите.
call-timeline = Что произошло
call-event-arrived = Поступил звонок
call-event-placed = Набран номер
call-event-routed-menu = Переведён в меню { $number }
call-event-routed-group = Переведён на группу { $number }
call-event-routed-queue = Поставлен в очередь { $number }
call-event-routed = Переведён
call-event-ringing = Звонок на { $number }
call-event-ringing-unknown = Начал звонить
call-event-answered = Ответил { $number }
call-event-answered-unknown = Ответили
call-event-leg-ended = { $number }: линия закрыта
call-event-leg-ended-unknown = Линия закрыта
call-event-missed = Остался без ответа
call-event-ended = Звонок завершён
call-event-progress = Сообщение АТС: { $text }
call-event-fax = Пришёл факс
call-event-expired = Конец не сообщён; Kimo перестал ждать
call-event-marked-done = Отмечено как готовое
call-event-marked-open = Возвращено в список
call-event-noted = Заметка: { $text }
call-event-note-removed = Заметка удалена
call-event-not-understood = Непонятое уведомление: { $text }
call-cause-no-answer = нет ответа
call-cause-busy = занято
call-cause-rejected = отклонён
call-cause-caller-gave-up = звонивший положил трубку
call-cause-answered-elsewhere = ответил другой номер
call-cause-picked-up-elsewhere = перехвачен
call-cause-time-over = время вышло
call-cause-hung-up = трубку положили
call-cause-no-such-number = нет такого номера
call-cause-not-reachable = недоступен
call-cause-network = сбой сети
call-arrived-later = дошло до Kimo через { $span }
call-arrived-earlier = часы расходятся: дошло до Kimo раньше на { $span }
call-arrived-only = время получения
call-deliveries = Что прислала АТС
call-deliveries-count = { $count ->
    [one] { $count } уведомление, как пришло
    [few] { $count } уведомления, как пришли
   *[many] { $count } уведомлений, как пришли
}
call-delivery-error = не удалось прочитать: { $reason }
call-earlier = Прежние звонки с этим номером
call-forget = Удалить всё об этом человеке
call-forget-sure = Будут удалены все звонки с { $who }, заметки и уведомления. Вернуть нельзя.
call-forget-yes = Удалить всё
call-forgotten = { $who }: удалено
call-gone = Этого звонка больше нет в журнале
call-gone-text = Возможно, он удалён. Остальные звонки в списке.

## Missed

missed-title = Кому перезвонить
missed-waiting = { $count ->
    [one] { $count } человек не дозвонился
    [few] { $count } человека не дозвонились
   *[many] { $count } человек не дозвонились
}
missed-called = { $count ->
    [1] Вам звонили
    [one] Вам звонили { $count } раз
    [few] Вам звонили { $count } раза
   *[many] Вам звонили { $count } раз
}
missed-calls-hidden = { $count ->
    [one] { $count } звонок со скрытого номера
    [few] { $count } звонка со скрытых номеров
   *[many] { $count } звонков со скрытых номеров
}
missed-done = Готово
missed-done-all-earlier = { $who }: готово
missed-call-back = Перезвонить
missed-call-back-who = Перезвонить: { $who }
missed-list = Кому перезвонить
missed-cleared = { $who }: убрано из списка
missed-empty-title = Перезванивать некому
missed-empty-text = Здесь собираются те, кто не дозвонился. Они исчезают сами, когда вы перезвоните или они дозвонятся.
missed-empty-calls = Показать все звонки
missed-more = { $count ->
    [one] и ещё { $count } человек
    [few] и ещё { $count } человека
   *[many] и ещё { $count } человек
}

## Connections

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
    [one] { $count } уведомление не понято
    [few] { $count } уведомления не поняты
   *[many] { $count } уведомлений не понято
}
connections-not-understood-text = Ничего не потеряно: они хранятся, как пришли.
connections-edit = Изменить
connections-edit-title = { $name }: настройки
connections-name = Название
connections-region = Страна местных номеров
connections-flag = Признак «answered» у Verimor
connections-flag-accepted = Истина значит «ответили» (обычно)
connections-flag-missed = Истина значит «пропущен» (старые АТС)
connections-flag-hint = После изменения прежние звонки будут оценены заново.
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
connections-reach = Путь к Kimo
connections-reach-yes = АТС достигает Kimo
connections-reach-no = АТС не достигает Kimo
connections-reach-unchecked = Проверяем, достигает ли АТС Kimo
connections-reach-off = АТС пока не может достичь Kimo
connections-reach-off-text = АТС находится в интернете, а Kimo на этом компьютере. Выберите путь, который их соединит.
connections-reach-choose = Выбрать путь
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
connections-changed-quick = Адрес пробного туннеля меняется при каждом запуске. Путь с постоянным адресом избавит от этого.
connections-changed-entered = Адрес указан
connections-tunnel-title = Выберите путь
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
connections-tunnel-off-text = АТС не достигает Kimo; приходят только пробные звонки.
connections-tunnel-off-hint = Ключи и токен сохраняются: путь можно включить снова.
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
connections-tunnel-use = Использовать этот путь
connections-tunnel-refused = Не сохранено: { $reason }. Введённое на месте; исправьте и повторите.
connections-wrong-url = Укажите адрес вида https://kimo.example.com, без параметров и пароля.
connections-wrong-host = Укажите имя или адрес сервера.
connections-wrong-port = Число от 1 до 65535.
connections-wrong-user = Укажите имя пользователя.
connections-wrong-path = Укажите полный путь, например /run/kimo/desk.sock.
connections-wrong-token = Вставьте токен: для этого пути он не сохранён.
connections-wrong-domain = Укажите только имя, например kimo-office.ngrok.app.
connections-guide-title = Настройка { $pbx }
connections-guide-text = Три шага: путь, адрес, первый звонок.
connections-guide-back = Подключения
connections-guide-done = готово
connections-guide-reach = Откройте АТС путь к Kimo
connections-guide-enter = Укажите адрес в { $pbx }
connections-guide-arrive = Дождитесь первого уведомления
connections-guide-skip = Пропустить этот шаг
connections-guide-skip-text = Если АТС в вашей собственной сети, путь не нужен.
connections-guide-basic = Это подключение требует имя и пароль: укажите там «{ $user }» и его пароль.
connections-guide-basic-impossible = Это подключение требует имя и пароль, а { $pbx } их не передаёт. Измените подключение и отключите их, иначе все уведомления будут отклонены.
connections-guide-waiting = Ждём первое уведомление
connections-guide-waiting-text = Позвоните с мобильного на свой номер. Уведомление появится здесь само.
connections-guide-tested = { $pbx }: адрес проверен, ответ получен ({ $moment }). Теперь ждём первый звонок
connections-guide-before = Последнее уведомление: { $moment }. Ждём новое
connections-guide-before-text = Для проверки позвоните с мобильного на свой номер. Новое уведомление появится здесь само.
connections-guide-stranger = Запрос отклонён ({ $moment })
connections-guide-stranger-text = Если это была АТС, адрес там неполный или старый либо неверен пароль. Скопируйте адрес ещё раз и вставьте целиком.
connections-guide-odd = Пришло уведомление, которое Kimo не понимает ({ $moment })
connections-guide-odd-text = Путь работает, уведомление сохранено. Проверьте, что адрес указан именно в { $pbx } и формат выбран, как написано выше.
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
connections-verimor-open = Войдите в Verimor и откройте по порядку:
connections-verimor-site = oim.verimor.com.tr, сайт для клиентов
connections-verimor-menu = «моя облачная АТС», в меню
connections-verimor-settings = «настройки моей АТС»
connections-verimor-section = «интеграция с CRM», на этой странице
connections-verimor-paste = Скопируйте адрес и вставьте целиком в это поле:
connections-verimor-field = «уведомляемый URL»
connections-verimor-save = Сохраните. Verimor сразу проверит адрес пустым запросом; Kimo ответит, и вы увидите это ниже.
connections-verimor-nothing-else = Больше выбирать нечего: Verimor шлёт все события в виде формы, имени и пароля не спрашивает.
connections-bulutfon-open = Войдите в панель Bulutfon, откройте по порядку и добавьте новый веб-хук:
connections-bulutfon-apps = «приложения», в меню
connections-bulutfon-hooks = «веб-хуки»
connections-bulutfon-number = Выберите номер («santral numarası»), звонки которого хотите видеть. Веб-хук привязан к одному номеру: если номеров несколько, добавьте хук для каждого с тем же адресом.
connections-bulutfon-paste = Скопируйте адрес и вставьте целиком в поле URL:
connections-bulutfon-events = Отметьте все события:
connections-bulutfon-begin = начало звонка: сразу видно, кто звонит
connections-bulutfon-extension = звонок на добавочный: какой звонит
connections-bulutfon-group = звонок в группу: в какую
connections-bulutfon-menu = звонок в меню: в какое
connections-bulutfon-missed = пропущенный: список, кому перезвонить
connections-bulutfon-end = конец звонка: кто ответил и сколько говорили
connections-bulutfon-fax = входящий факс
connections-bulutfon-format = Формат запроса выберите этот (не x-www-form-urlencoded):
connections-bulutfon-basic = Оставьте пустым, если в настройках подключения не заданы имя и пароль:
connections-bulutfon-save = Сохраните веб-хук:
connections-mtt-ask = В документах МТТ меню для этого не названо: адрес указывает поддержка МТТ или тот, кто настраивал вам услугу. Что запросить:
connections-mtt-service = услуга переадресации
connections-mtt-notifications = то, что принимает Kimo
connections-mtt-address = Адрес для уведомлений:
connections-mtt-extended = Запросите и расширенные события; Kimo работает и без них:
connections-mtt-extended-means = кроме o, s, h приходят и sp, ep, t
connections-mtt-json = Больше выбирать нечего: МТТ шлёт JSON; об имени и пароле её документы не говорят.
connections-mtt-letter = Можно отправить поддержке этот текст; при копировании в нём будет и адрес:
connections-mtt-letter-copy = Копировать текст
connections-guide-enter-mtt = Сообщите адрес МТТ
connections-reach-next-key = Нажмите «Изменить» и добавьте показанную там строку в authorized_keys на сервере.
connections-reach-next-token = Нажмите «Изменить» и вставьте токен заново.

## Settings

settings-title = Настройки
settings-language = Язык
settings-language-system = Язык системы
settings-language-tr = Türkçe
settings-language-en = English
settings-language-ru = Русский
settings-popups = Всплывающие звонки
settings-extensions = Мои добавочные
settings-extensions-hint = Показывать только звонки на эти номера. Если пусто, показываются все входящие.
settings-extensions-placeholder = 1001
settings-queues = Мои очереди
settings-queues-hint = Звонки в эти очереди или группы тоже показываются.
settings-queues-placeholder = 200
settings-token-remove = Убрать { $token }
settings-internal = Показывать и внутренние звонки
settings-internal-hint = Звонки между добавочными.
settings-quiet = Не беспокоить
settings-quiet-hint = Звонки записываются, но не всплывают.
settings-history = Журнал
settings-keep = Хранить звонки
settings-keep-always = Бессрочно
settings-keep-days = { $count ->
    [one] { $count } день
    [few] { $count } дня
   *[many] { $count } дней
}
settings-keep-sure = { $count ->
    [one] Звонки старше { $count } дня, их заметки и уведомления будут удалены. Вернуть нельзя.
   *[other] Звонки старше { $count } дней, их заметки и уведомления будут удалены. Вернуть нельзя.
}
settings-keep-yes = Удалить старые
settings-keys = Клавиатура
settings-keys-single = Команды одной клавишей
settings-keys-single-hint = «/» — поиск, 1–4 — разделы, J и K — по звонкам. Если выключено, работают Ctrl+F и стрелки.
settings-about = О программе
settings-version = Версия
settings-total = Записано звонков
settings-folder = Где хранится журнал
settings-copy-folder = Копировать путь к журналу
settings-problems = Обратите внимание
