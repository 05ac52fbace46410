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
missed-done = Обработано
missed-done-all-earlier = { $who }: обработано
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
missed-order = Порядок
missed-newest-first = Сначала новые
missed-oldest-first = Сначала старые
missed-first = первый раз { $when }
missed-last = последний { $when }
missed-just-now = только что
missed-ago = { $span } назад
missed-tried = перезвонили { $when }, { $outcome }
missed-fresh = { $count ->
    [one] { $count } новый
   *[other] { $count } новых
}
missed-off-the-list = убрано из списка
missed-reopen-who = Вернуть в список: { $who }
missed-done-hidden = Скрытые номера: обработано
missed-hidden-callers = Скрытые номера
missed-now-calling = сейчас звонит
missed-now-being-called = сейчас звоним
missed-now-talking = сейчас говорят
missed-now-talking-with = разговор: { $who }
missed-settled-called-back = перезвонили { $when }
missed-settled-called-back-by = перезвонили { $when }, { $who }
missed-settled-got-through = дозвонились { $when }
missed-settled-got-through-to = дозвонились { $when }, { $who }
missed-settled-handled = обработано { $when }
missed-settled-through = { $settled } (номер { $number })
missed-settled-unwanted = нежелательный
missed-also-from = также с { $numbers }
missed-handled-today = Обработано сегодня ({ $count })
missed-handled-calls = { $count ->
    [1] Звонок { $when }
    [one] { $count } звонок, последний { $when }
    [few] { $count } звонка, последний { $when }
   *[many] { $count } звонков, последний { $when }
}
missed-whose = Чьи
missed-mine = Мои
missed-everybody = Все
missed-now-calling-back = перезваниваем с { $when }
missed-due = перезвонить до { $when }
missed-due-past = надо было перезвонить до { $when }
missed-due-yesterday = осталось со вчерашнего дня
missed-outside-hours = в нерабочее время
missed-group-open = Звонили в рабочее время
missed-group-outside = Звонили в нерабочее время
missed-hung-up = Сразу положили трубку ({ $count })
missed-snooze = Отложить
missed-snooze-who = Отложить: { $who }
missed-snooze-until = До какого времени
missed-snooze-half-hour = Через полчаса
missed-snooze-time = День и время
missed-snooze-past = Это время прошло. Выберите более позднее.
missed-snooze-unfinished = Укажите день и время полностью.
missed-snooze-do = Отложить
missed-snoozed = { $who }: отложено до { $when }
missed-snoozed-now = Отложено ({ $count })
missed-until = до { $when }
missed-wake = Вернуть
missed-wake-who = Вернуть: { $who }
missed-show = Показать
missed-show-people = Звонившие
missed-show-messages = Сообщения ({ $count })
