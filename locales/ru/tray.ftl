tray-tooltip-quiet = Kimo
tray-tooltip-missed = { $count ->
    [one] Kimo: обратного звонка ждёт { $count } человек
    [few] Kimo: обратного звонка ждут { $count } человека
   *[many] Kimo: обратного звонка ждут { $count } человек
}
tray-tooltip-dnd = { $text } · не беспокоить
tray-tooltip-dnd-until = { $text } · не беспокоить до { $until }
tray-tooltip-complete = { $text } · история полна до { $until }
tray-tooltip-complete-of = { $text } · { $names }: история полна до { $until }
tray-blind = Kimo не видит звонков: { $reason }
tray-dnd-on = Включено «Не беспокоить», звонки только записываются
tray-dnd-until = Не беспокоить до { $until }, звонки только записываются
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
tray-tomorrow = завтра { $time }
tray-history = Звонки
tray-dnd = Не беспокоить
tray-dnd-half-an-hour = На 30 минут
tray-dnd-an-hour = На 1 час
tray-dnd-opening = До открытия офиса
tray-dnd-morning = До завтрашнего утра
tray-dnd-always = Пока не выключу
tray-test-call = Отправить пробный звонок
tray-copy-address = Копировать адрес для АТС
tray-settings = Настройки
tray-quit = Выход
