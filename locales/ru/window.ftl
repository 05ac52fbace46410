window-title-section = { $section } · Kimo
window-title-missed = ({ $count }) { $title }
window-loading = Загрузка
window-copied = Скопировано
window-close = Закрыть
window-back = Назад
window-undo = Вернуть
window-cancel = Отмена
window-save = Сохранить
window-saved = Сохранено
window-retry = Повторить
window-failed = Не получилось: { $reason }. Ничего не потеряно.
window-quiet = Не беспокоить: звонки записываются, но не всплывают.
window-quiet-until = Не беспокоить до { $until }: звонки записываются, но не всплывают.
window-quiet-closed = Нерабочее время, не беспокоить до { $until }: звонки записываются, но не всплывают.
window-quiet-end = Отключить
window-blind = Kimo сейчас не видит звонков
window-blind-reason = Причина: { $reason }. Всё записанное раньше на месте.
window-blind-next-disk = Освободите место на диске; Kimo повторит попытку сам.
window-blind-next-locked = Закройте другую программу, которая держит историю; Kimo повторит попытку сам.
window-blind-next-cannot-listen = Закройте программу, занявшую этот адрес, и перезапустите Kimo.
window-blind-next-other = Перезапустите Kimo; если не поможет, откройте «Подключения».
window-blind-show = Открыть подключения
window-incident = С историей звонков что-то случилось
window-fault = В Kimo произошла ошибка
window-incident-seen = Отметить как прочитанное
window-address-changed = Пока новый не указан в АТС, звонков не будет.
window-address-show = Показать новый адрес
window-lost = Связь с Kimo прервалась, идёт повторное подключение. Звонки при этом могут записываться.
window-cannot-show = Сейчас это не показать
window-details = Подробности
window-not-started = Kimo недоступен
window-not-started-next = Убедитесь, что программа запущена, и повторите.
window-no-session = Эта страница не относится к запущенному Kimo
window-no-session-next = Откройте адрес, который Kimo вывел при запуске: при каждом запуске он новый.
window-rings = Звонит { $who }
window-missed = Пропущенный звонок: { $who }
window-hidden-number = Номер скрыт
window-extension = доб. { $number }
window-extensions-more = доб. { $numbers } +{ $count }
window-extensions = доб. { $numbers }
window-queue = очередь { $number }
window-internal = { $caller } → { $called }
window-internal-named = { $caller } → { $called }

## Navigation

nav-label = Разделы
nav-calls = Звонки
nav-missed = Пропущенные
nav-contacts = Контакты
nav-colleagues = Коллеги
nav-connections = Подключения
nav-settings = Настройки
nav-missed-count = { $count ->
    [one] обратного звонка ждёт { $count } человек
    [few] обратного звонка ждут { $count } человека
   *[many] обратного звонка ждут { $count } человек
}
nav-blind = Kimo не видит звонков
