calls-search = Имя или номер
calls-search-clear = Очистить поиск
calls-filter = Какие звонки показать
calls-filter-all = Все
calls-filter-missed = Пропущенные
calls-filter-in = Входящие
calls-complete-until = История полна до { $moment }
calls-complete-until-of = { $names }: история полна до { $moment }
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
calls-empty-text-unconnected = Подключите АТС, и звонки появятся здесь.
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
calls-test = Пробный звонок
calls-has-note = Есть заметка

calls-in-a-row = { $count ->
    [one] { $count } звонок подряд
    [few] { $count } звонка подряд
   *[many] { $count } звонков подряд
}

## Outcomes

calls-outcome-talked-with = разговор: { $who }, { $duration }
calls-outcome-talked = разговор, { $duration }
calls-outcome-answered-by = ответили: { $who }
calls-outcome-answered = ответили
calls-outcome-no-answer = нет ответа
calls-outcome-no-answer-after = нет ответа, { $duration }
calls-outcome-busy = занято
calls-outcome-rejected = отклонён
calls-outcome-cancelled = звонивший передумал
calls-outcome-gave-up-after = не дождался, { $duration }
calls-outcome-gave-up-in-queue = не дождался в очереди
calls-outcome-gave-up-in-this-queue = не дождался в очереди { $queue }
calls-outcome-gave-up-in-queue-after = не дождался в очереди { $queue }, { $duration }
calls-outcome-gave-up-in-menu = положил трубку в меню
calls-outcome-gave-up-in-menu-after = положил трубку в меню, { $duration }
calls-outcome-failed = не удалось соединить
calls-outcome-unknown = результат неизвестен
calls-outcome-end-not-reported = о завершении не сообщили
calls-outcome-fax = факс
calls-outcome-ringing = звонит
calls-outcome-ringing-for = звонит, { $duration }
calls-outcome-talking = разговор
calls-outcome-talking-for = разговор, { $duration }
calls-outcome-talking-with-for = разговор: { $who }, { $duration }
