settings-title = Настройки
settings-language = Язык
settings-language-system = Язык системы
settings-language-tr = Türkçe
settings-language-en = English
settings-language-ru = Русский
settings-start = Запускать вместе с компьютером
settings-start-hint = Kimo будет у часов сразу после входа, и ни один звонок не пройдёт незамеченным.
settings-first = Первые настройки
settings-popups = Всплывающие звонки
settings-extensions = Мои добавочные
settings-extensions-hint = Показывать только звонки на эти номера. Если пусто, показываются все входящие.
settings-extensions-placeholder = например, 1001
settings-queues = Мои очереди
settings-queues-hint = Звонки в эти очереди или группы тоже показываются.
settings-queues-placeholder = например, 200
settings-token-remove = Убрать { $token }
settings-internal = Показывать и внутренние звонки
settings-internal-hint = Звонки между добавочными.
settings-missed-stay = Пропущенные остаются на экране
settings-missed-stay-hint = В списке тех, кому перезвонить, они остаются в любом случае.
settings-missed-stay-always = Пока не увижу
settings-sounds = Звуки
settings-sounds-hint = Сначала выключены: телефон на столе и так звонит. В режиме «Не беспокоить» звуков нет.
settings-sound-call = Когда поступает звонок
settings-sound-important = Когда звонит важный контакт
settings-sound-missed = Когда звонок пропущен
settings-sound-try = Послушать
settings-sound-try-named = Послушать: { $sound }
settings-sound-volume = Громкость
settings-sound-no-device = Сейчас на этом компьютере звук не воспроизводится. Проверьте динамики и настройки звука системы.
settings-sound-no-desktop = Звуки есть только в настольной программе Kimo.
settings-card = Карточка звонка
settings-card-when = Показывать
settings-card-hint = Небольшое окно в углу экрана для входящих звонков. Видно и поверх программ на весь экран, клавиатуру не забирает.
settings-card-auto = Если уведомления не следят за звонком
settings-card-on = Включена
settings-card-off = Выключена
settings-card-instead = Входящие только на карточке
settings-card-instead-hint = Иначе ещё и в уведомлении системы.
settings-card-corner = Угол
settings-card-top-left = Слева вверху
settings-card-top-right = Справа вверху
settings-card-bottom-left = Слева внизу
settings-card-bottom-right = Справа внизу
settings-card-screen = Экран
settings-card-screen-main = Основной экран
settings-card-screen-one = { $name } ({ $width } × { $height })
settings-pop = Звонящий в другой программе
settings-pop-when = Открывать звонящего
settings-pop-hint = Например, его страницу в вашей программе клиентов. Для скрытых номеров и при отключённых уведомлениях ничего не открывается.
settings-pop-off = Никогда
settings-pop-ringing = Когда звонит здесь
settings-pop-answered = Когда отвечаю я
settings-pop-what = Что открывать
settings-pop-address = Адрес
settings-pop-program = Программу
settings-pop-values = Сюда Kimo подставит данные звонка: { "{e164}" } номер с кодом страны, { "{national}" } номер, как его набирают здесь, { "{name}" } имя, { "{line}" } наш номер, { "{call}" } идентификатор звонка.
settings-pop-allow = Открывать адреса, начинающиеся с { $scheme }:
settings-pop-try = Попробовать
settings-pop-opened = Открыто: { $what }
settings-pop-would = Откроется: { $what }
settings-pop-nothing = Укажите, что открывать
settings-pop-no-address = Это не адрес. Полный адрес начинается с https://
settings-pop-scheme = Адреса, начинающиеся с { $about }:, не открываются
settings-pop-unknown-value = Значения { "{" }{ $about }{ "}" } нет
settings-pop-value-chooses = Сервер или программа должны быть указаны целиком: иначе их выберет звонящий
settings-pop-unquoted = Не хватает кавычки
settings-back = Обратный звонок
settings-hours-on = Рабочее время
settings-hours-hint = Звонки в нерабочее время стоят отдельно, а срок обратного звонка идёт только в рабочее.
settings-hours-from = { $day }, открытие
settings-hours-to = { $day }, закрытие
settings-hours-closed = закрыто
settings-hours-same = Так же до пятницы
settings-promise = Срок обратного звонка
settings-promise-hint = Когда срок пройдёт, о том, кому не перезвонили, один раз напомнят.
settings-promise-none = Нет
settings-promise-minutes = { $count ->
    [one] { $count } минута
    [few] { $count } минуты
   *[many] { $count } минут
}
settings-short = Сразу положили трубку
settings-short-hint = Кто положил трубку за это время, не входит в число тех, кому перезвонить, и стоит под списком.
settings-short-none = Считать и их
settings-short-seconds = { $count ->
    [one] { $count } секунда
    [few] { $count } секунды
   *[many] { $count } секунд
}
settings-own = Наши номера
settings-own-hint = Дайте имена линиям, добавочным и очередям. Приветствие видно на экране, пока линия звонит.
settings-own-number = Линия, добавочный или очередь
settings-own-name = Имя
settings-own-greeting = Приветствие
settings-own-greeting-example = Добрый день, стоматология
settings-own-add = Добавить номер
settings-own-remove = Убрать { $number }
settings-silence = Тихое время
settings-quiet = Не беспокоить
settings-quiet-hint = Звонки записываются, но не всплывают.
settings-quiet-until = До { $until }. Звонки записываются, но не всплывают.
settings-quiet-until-off = Пока не выключите. Звонки записываются, но не всплывают.
settings-quiet-for = На время
settings-quiet-half-an-hour = 30 минут
settings-quiet-an-hour = 1 час
settings-quiet-opening = До открытия офиса
settings-quiet-morning = До завтрашнего утра
settings-quiet-closed = И в нерабочее время
settings-quiet-closed-hint = Звонки в нерабочее время записываются и считаются, но не всплывают.
settings-quiet-closed-none = Сначала укажите ниже рабочее время.
settings-history = История звонков
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
settings-move = Переехать на другой компьютер
settings-move-hint = Записывает звонки, заметки, сообщения, контакты, подключения и настройки в один файл. Адреса в АТС на другом компьютере остаются прежними.
settings-move-passphrase = Пароль файла (необязательно)
settings-move-passphrase-hint = Пароли и ключи подключений переносятся только под вашим паролем. Запишите его: Kimo его не хранит. Если оставить пустым, в файле их не будет.
settings-move-write = Записать файл
settings-move-cancel = Остановить
settings-move-careful = У кого файл, тот прочтёт звонки и контакты. Удалите его, когда переедете.
settings-move-there = На другом компьютере закройте Kimo и выполните эту команду, указав путь к файлу: { $command }
settings-move-copy = Скопировать путь к файлу
settings-move-again = Записать другой файл
settings-move-here = Принесли файл с другого компьютера? Закройте Kimo и выполните эту команду, указав путь к файлу: { $command }
settings-arrive-first = Переезжаете с другого компьютера?
settings-arrive-hint = Принесли файл с другого компьютера? Пока здесь нет звонков, можно продолжить с того места, где вы остановились.
settings-arrive-choose = Выбрать файл
settings-arrive-other = Выбрать другой файл
settings-arrive-what = { $calls ->
    [one] { $calls } звонок; файл записан { $time }.
    [few] { $calls } звонка; файл записан { $time }.
   *[other] { $calls } звонков; файл записан { $time }.
}
settings-arrive-passphrase = Пароль файла
settings-arrive-passphrase-hint = Если оставить пустым, пароли и ключи не перейдут; их можно будет ввести заново.
settings-arrive-begin = Переехать сюда
settings-arrive-restart = Теперь закройте Kimo через значок у часов и запустите снова: всё будет на месте. На другом компьютере тоже закройте Kimo.
settings-keys = Клавиатура
settings-keys-single = Команды одной клавишей
settings-keys-single-hint = «/» — поиск, 1–5 — разделы, J и K — по звонкам. Если выключено, работают Ctrl+F и стрелки.
settings-about = О программе
settings-version = Версия
settings-total = Записано звонков
settings-folder = Где хранится история
settings-copy-folder = Копировать путь к истории
settings-problems = Обратите внимание
settings-report = Сообщить о проблеме
settings-report-hint = Состояние Kimo и конец журнала одним текстом. Имена, номера, адреса и пароли скрыты. Kimo никому его не отправляет; кому передать, решаете вы.
settings-report-show = Показать отчёт
settings-report-renew = Обновить отчёт
settings-report-copy = Скопировать отчёт
settings-report-save = Сохранить отчёт
settings-report-saved = Файл { $file } скачан
