contacts-search = Имя, компания, номер
contacts-list = Контакты по именам
contacts-cut = { $count ->
    [one] Показан первый { $count } контакт. Уточните запрос.
    [few] Показаны первые { $count } контакта. Уточните запрос.
   *[many] Показаны первые { $count } контактов. Уточните запрос.
}
contacts-new = Новый контакт
contacts-more-numbers = { $count ->
    [one] ещё { $number } номер
    [few] ещё { $number } номера
   *[many] ещё { $number } номеров
}
contacts-empty-title = Контактов пока нет
contacts-empty-text = Импортируйте адресную книгу, и у звонков сразу появятся имена, даже у старых.
contacts-panel = Подробности контакта
contacts-person = Контакт
contacts-with-number = Контакты с этим номером
contacts-gone = Такого контакта больше нет
contacts-gone-text = Его могли удалить или объединить с другим.
contacts-no-numbers = Номера нет
contacts-copy = Копировать { $number }
contacts-call = Позвонить на { $number }
contacts-dial = Позвонить по этому номеру
contacts-calls = Звонки
contacts-no-calls = Звонков с этим контактом пока не было

## Writing

contacts-edit = Изменить
contacts-add = Добавить в контакты
contacts-show = Показать контакт
contacts-add-who = Добавить { $who } в контакты
contacts-show-who = Показать контакт { $who }
contacts-name = Имя
contacts-company = Компания
contacts-numbers = Номера
contacts-number-at = Номер { $place }
contacts-number-add = Добавить номер
contacts-number-remove = Убрать номер
contacts-number-remove-at = Убрать номер { $place }
contacts-kind = Тип
contacts-kind-at = Тип номера { $place }
contacts-note = Заметка
contacts-important = Важный
contacts-important-hint = При звонке это будет видно на экране.
contacts-unwanted = Нежелательный
contacts-unwanted-hint = Звонок не всплывёт, перезванивать не нужно, но он сохранится.
contacts-wrong-taken = Этот номер записан за контактом { $who }. Если это одно лицо, объедините контакты.
contacts-wrong-no-number = Это не номер телефона.
contacts-wrong-no-name = Укажите имя или компанию.
contacts-label-mobile = мобильный
contacts-label-work = рабочий
contacts-label-home = домашний
contacts-label-main = основной
contacts-label-fax = факс
contacts-label-company = компания
contacts-label-other = другой
contacts-label-work-mobile = рабочий мобильный
contacts-label-work-fax = рабочий факс
contacts-label-home-fax = домашний факс

## Taking away and putting together

contacts-remove = Удалить контакт
contacts-removed = { $who }: контакт удалён, звонки остались
contacts-doubles = { $count ->
    [one] Есть ещё { $count } контакт с таким именем
    [few] Есть ещё { $count } контакта с таким именем
   *[many] Есть ещё { $count } контактов с таким именем
}
contacts-merge = Объединить
contacts-merge-who = Объединить: { $who }
contacts-merge-other = Объединить с другим контактом
contacts-merge-with = С каким контактом?
contacts-merge-hint = Номера и заметка выбранного контакта перейдут сюда, имя { $who } останется.
contacts-merged = Объединено: { $who }

## Files

contacts-files = Импорт и экспорт
contacts-import = Импортировать контакты
contacts-import-text = Выберите файл vCard или CSV из Google, Outlook, iCloud, Excel или телефона либо перетащите его сюда. Сначала вы увидите, что произойдёт.
contacts-import-choose = Выбрать файл
contacts-import-reading = Чтение { $file }
contacts-import-failed = Импорт не удался: { $reason }. Контакты остались как были.
contacts-import-begin = { $count ->
    [one] Импортировать { $number } контакт
    [few] Импортировать { $number } контакта
   *[many] Импортировать { $number } контактов
}
contacts-import-other = Выбрать другой файл
contacts-importing = Импорт: { $done } из { $total }
contacts-import-cancel = Остановить
contacts-import-done = Импорт завершён.
contacts-import-broke-off = Импорт прерван на середине.
contacts-import-counts = Новых: { $added }, с добавленным номером: { $changed }, без изменений: { $same }, пропущено: { $skipped }.
contacts-import-show = Показать контакты
contacts-import-undo = Отменить импорт { $file }
contacts-import-undo-sure = Контакты и номера из { $file } будут удалены. Контакты, которые вы потом изменили, останутся.
contacts-import-undo-yes = Отменить импорт
contacts-import-undone = Импорт { $file } отменён
contacts-preview = { $count ->
    [one] В файле { $file } { $number } контакт.
    [few] В файле { $file } { $number } контакта.
   *[many] В файле { $file } { $number } контактов.
}
contacts-preview-columns = Как поняты столбцы
contacts-preview-column = Столбец { $place }
contacts-preview-added = { $count ->
    [one] Добавится { $number } новый контакт
    [few] Добавятся { $number } новых контакта
   *[many] Добавятся { $number } новых контактов
}
contacts-preview-changed = { $count ->
    [one] { $number } контакт получит номер
    [few] { $number } контакта получат номер
   *[many] { $number } контактов получат номер
}
contacts-preview-same = { $count ->
    [one] { $number } контакт уже есть
    [few] { $number } контакта уже есть
   *[many] { $number } контактов уже есть
}
contacts-preview-skipped = { $count ->
    [one] { $number } контакт будет пропущен
    [few] { $number } контакта будут пропущены
   *[many] { $number } контактов будут пропущены
}
contacts-preview-of = номер записан за контактом { $who }
contacts-preview-place = Запись { $place }
contacts-preview-more = { $count ->
    [one] и ещё { $number } контакт
    [few] и ещё { $number } контакта
   *[many] и ещё { $number } контактов
}
contacts-column-number = Номер
contacts-column-unused = не используется
contacts-unread-no-number = нет номера
contacts-unread-spoilt-number = табличная программа испортила номер
contacts-unread-no-name = нет ни имени, ни компании
contacts-unread-too-many-numbers = слишком много номеров
contacts-unread-too-long = слишком длинный текст
contacts-unread-breaks-off = обрывается
contacts-export = Экспортировать контакты
contacts-export-text = Все контакты записываются в файл: vCard для других адресных книг, CSV для Excel.
contacts-export-desktop = Чтобы записать все контакты в файл, используйте в командной строке «{ $command }».
contacts-export-vcard = Скачать vCard
contacts-export-csv = Скачать CSV
contacts-exported = Файл { $file } скачан

## The address book of a server

contacts-book = Адресная книга с сервера
contacts-book-text = Kimo раз в час читает контакты с Nextcloud, iCloud, Google или другого сервера CardDAV. Там ничего не меняется; если номер есть и там, и у вас, виден ваш контакт.
contacts-book-address = Адрес сервера
contacts-book-address-hint = Как его дал провайдер, например cloud.example.com, contacts.icloud.com или www.googleapis.com
contacts-book-user = Имя пользователя
contacts-book-password = Пароль
contacts-book-password-hint = Для Google, iCloud и входа в два шага нужен пароль приложения.
contacts-book-connect = Подключить
contacts-book-finding = Подключение
contacts-book-which = Какая адресная книга?
contacts-book-use = Использовать эту
contacts-book-looking = Поиск изменений
contacts-book-syncing = Синхронизация: { $done } из { $total }
contacts-book-synced = { $count ->
    [one] { $number } контакт
    [few] { $number } контакта
   *[many] { $number } контактов
}, синхронизация: { $at }
contacts-book-unread = Ещё не синхронизирована
contacts-book-sync = Синхронизировать
contacts-book-password-new = Изменить пароль
contacts-book-remove = Отключить
contacts-book-remove-sure = Оставить контакты этой адресной книги в Kimo?
contacts-book-remove-keep = Оставить контакты
contacts-book-remove-all = Удалить контакты
contacts-book-kept = Отключено; контакты теперь ваши
contacts-book-removed = Отключено; контакты удалены
contacts-book-from = Из книги «{ $name }». Имя и номера меняются там.
contacts-book-show = Адресная книга
contacts-pbx-from = Из телефонной книги { $name }. Имя и номера меняются там.
contacts-pbx-show = Подключение
