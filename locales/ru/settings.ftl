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
settings-back = Перезвонить
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
