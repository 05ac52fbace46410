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
popup-in-tray = Kimo продолжает работу
popup-in-tray-text = Он и дальше показывает, кто звонит. Окно открывается щелчком по значку рядом с часами.
popup-newer = Kimo обновлён до версии { $version }
popup-newer-text = Звонки и настройки на месте.
popup-open = Открыть
popup-open-missed = Показать пропущенные
popup-copy = Копировать номер
popup-message = Записать сообщение
popup-call-back = Перезвонить
popup-done = Обработано
popup-card-title = Карточка звонка
popup-card-rings = Звонит
popup-card-ended = Разговор окончен
popup-card-ended-after = Разговор окончен · { $duration }
popup-card-over = Больше не звонит
popup-card-more = { $count ->
    [one] и ещё { $count } звонок
    [few] и ещё { $count } звонка
   *[other] и ещё { $count } звонков
}
popup-card-last = Последний разговор: { $when } · { $talk }
popup-card-talked-with = { $who }, { $duration }
popup-card-today = сегодня { $time }
popup-card-yesterday = вчера { $time }
popup-card-copy = Копировать
popup-card-message = Сообщение
popup-card-note = Заметка к звонку
popup-card-kept = Заметка сохранена
popup-card-not-kept = Заметка пока не сохранена, Kimo попробует ещё раз
popup-card-copied = Скопировано
popup-card-close = Убрать с карточки
popup-card-failed = Не получилось. Попробуйте в окне Kimo.
