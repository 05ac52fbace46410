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
tray-caller-done = Обработано
tray-more-missed = ещё { $count }…
tray-yesterday = вчера { $time }
tray-history = Звонки
tray-dnd = Не беспокоить
tray-test-call = Отправить пробный звонок
tray-copy-address = Копировать адрес для АТС
tray-settings = Настройки
tray-quit = Выход
