popup-hidden-number = номер скрыт
popup-test = Пробный звонок
popup-extension = доб. { $number }
popup-queue = очередь { $number }
popup-answered-by = Ответили: { $who }
popup-answered = На звонок ответили
popup-missed = Пропущенный звонок, { $time }
popup-several-missed = { $count ->
    [one] Звонил { $count } человек
    [few] Звонили { $count } человека
   *[many] Звонили { $count } человек
}
popup-several-missed-last = Пропущенные звонки, последний в { $time }
popup-reminder = Звонок в { $time }, ещё не перезвонили
popup-several-reminders = { $count ->
    [one] Обратного звонка ждёт { $count } человек
    [few] Обратного звонка ждут { $count } человека
   *[many] Обратного звонка ждут { $count } человек
}
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
popup-important = важный контакт
popup-talking = { $who } сейчас разговаривает
popup-note = заметка: { $note }
popup-greeting = { $line }: { $greeting }
popup-open = Открыть
popup-open-missed = Показать пропущенные
popup-copy = Копировать номер
popup-message = Записать сообщение
popup-call-back = Перезвонить
popup-done = Обработано
