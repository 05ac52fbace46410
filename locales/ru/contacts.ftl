contacts-search = Имя, компания, заметка или номер
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
contacts-empty-text = Дайте номеру имя, и оно появится везде, даже у старых звонков.
contacts-panel = Подробности контакта
contacts-person = Контакт
contacts-with-number = Контакты с этим номером
contacts-gone = Такого контакта больше нет
contacts-gone-text = Его могли удалить или объединить с другим.
contacts-no-numbers = Номера нет
contacts-copy = Копировать { $number }
contacts-call = Позвонить на { $number }
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
contacts-important-hint = При звонке об этом скажет уведомление.
contacts-unwanted = Нежелательный
contacts-unwanted-hint = Уведомления при звонке не будет, но звонок сохранится.
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
contacts-merge-who = Объединить с { $who }
contacts-merge-other = Объединить с другим контактом
contacts-merge-with = С каким контактом?
contacts-merge-hint = Номера и заметка выбранного контакта перейдут сюда, имя { $who } останется.
contacts-merged = Объединено: { $who }
