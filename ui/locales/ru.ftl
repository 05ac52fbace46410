### Тексты Kimo: один источник для окна, уведомлений, трея и командной строки.
### Заголовки разделов одинаковы в трёх языках; тест проверяет полноту всех трёх файлов.

## Popup

popup-hidden-number = номер скрыт
popup-extension = доб. { $number }
popup-queue = очередь { $number }
popup-answered-by = Ответил { $who }
popup-answered = На звонок ответили
popup-missed = Пропущенный звонок, { $time }
popup-waited = ждал { $duration }
popup-calls-today = { $count ->
    [2] второй звонок за сегодня
    [3] третий звонок за сегодня
    [4] четвёртый звонок за сегодня
    [5] пятый звонок за сегодня
   *[other] { $count }-й звонок за сегодня
}
popup-missed-this-week = { $count ->
    [one] не дозвонился { $count } раз за неделю
    [few] не дозвонился { $count } раза за неделю
   *[many] не дозвонился { $count } раз за неделю
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

## Errors

error-cannot-store = звонки не сохраняются ({ $detail })
error-cannot-listen = адрес для АТС недоступен ({ $detail })
