call-panel = Подробности звонка
call-back = Перезвонить
call-again = Позвонить снова
call-copy-number = Копировать номер
call-mark-done = Обработано
call-mark-done-hint = Убирает из списка пропущенных
call-reopen = Вернуть в список
call-fact-called = На номер
call-fact-caller = Звонил
call-fact-queue = Очередь
call-fact-extensions = Добавочные
call-fact-answered-by = Кто ответил
call-fact-waited = Ожидание
call-fact-talked = Разговор
call-fact-record = Запись
call-recording = Прослушать запись
call-recording-asks = Запрос к АТС…
call-recording-opens = Открывается в браузере
call-recording-open = Открыть запись
call-recording-open-number = Открыть запись { $number }
call-recording-look = Проверить, есть ли запись
call-recording-plain = Запись лежит по адресу без шифрования: её может прослушать любой на пути.
call-brought-in = Добавлен позже из записей АТС
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
call-event-expired = О завершении не сообщили; Kimo перестал ждать
call-event-marked-done = Отмечено как обработанное
call-event-marked-open = Возвращено в список
call-event-noted = Заметка: { $text }
call-event-note-removed = Заметка удалена
call-event-not-understood = Нераспознанное уведомление: { $text }
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
call-beyond = { $count ->
    [one] Об этом звонке пришло слишком много: { $count } уведомление в него не вошло и хранится как пришло
    [few] Об этом звонке пришло слишком много: { $count } уведомления в него не вошли и хранятся как пришли
   *[many] Об этом звонке пришло слишком много: { $count } уведомлений в него не вошло и хранится как пришли
}
call-more-extensions = { $count ->
    [one] Звонил ещё { $count } добавочный
    [few] Звонили ещё { $count } добавочных
   *[many] Звонили ещё { $count } добавочных
}
call-more-in-between = { $count ->
    [one] { $count } запись в середине не показана
    [few] { $count } записи в середине не показаны
   *[many] { $count } записей в середине не показано
}
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
call-forget-sure = Будут удалены все звонки, заметки и уведомления: { $who }. Вернуть нельзя.
call-forget-yes = Удалить всё
call-forgotten = { $who }: удалено
call-gone = Этого звонка больше нет в истории
call-gone-text = Возможно, он удалён. Остальные звонки в списке.
call-settled-show = Показать тот звонок
call-dial-here = Набрать с компьютера
call-ring-mine = Позвонить с { $extension }
call-dialling = Запрос отправлен на АТС
call-rings = Звонит { $extension }: снимите трубку, и наберётся { $number }
call-i-am-calling = Я перезваниваю
call-not-calling = Не буду звонить
call-event-calling = Кто-то сообщил, что перезванивает
call-event-not-calling = Перезванивать передумали
call-event-snoozed = Обратный звонок отложен до { $when }
call-event-not-snoozed = Больше не отложено
call-event-message = Сообщение для { $recipient }: { $said }
call-event-passed-on = Сообщение для { $recipient } передано
call-event-not-passed-on = Сообщение для { $recipient } снова открыто
