## Записи самой АТС

records-gap-asleep = компьютер спал
records-gap-off = Kimo не работал
records-gap-unreachable = Kimo был недоступен снаружи
records-gap-not_delivered = АТС не сообщила
records-gap-no_key = нет ключа
records-failure-key = АТС не принимает ключ
records-failure-too-often = АТС отвечает, что её спрашивают слишком часто
records-failure-trouble = Интерфейс АТС неисправен
records-failure-refused = АТС отклоняет запрос
records-failure-shape = АТС отвечает не так, как описано в её документе
records-failure-no-extension = На АТС нет такого внутреннего номера
records-failure-no-destination = На этот номер нельзя позвонить
records-failure-unreachable = Интерфейс АТС недоступен
records-failure-certificate = Сертификат АТС не принят
records-failure-too-late = АТС не отвечает вовремя
records-failure-too-much = АТС присылает больше, чем принимается
records-failure-no-key = Ключ не удаётся прочитать
records-failure-grows = Список меняется во время чтения
records-failure-clocks = Часы АТС и этого компьютера слишком расходятся, или АТС не сообщает время: полнота истории не подтверждена
records-failure-not-kept = Записи не удалось сохранить
records-failure-lost-most = АТС больше не сообщает о большинстве известных; это может быть ошибкой, никто не удалён
dial-failure-no-key = Для звонка нужен ключ АТС
dial-failure-not-offered = АТС не предлагает звонить для Kimo
dial-failure-no-own-extension = Сначала укажите свой внутренний номер в настройках
dial-failure-unsure = АТС не ответила; ваш телефон всё же может зазвонить
dial-failure-busy = Сейчас уже набирается другой номер
