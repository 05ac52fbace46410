messages-title = Записать сообщение
messages-write = Записать сообщение
messages-write-who = Записать сообщение: { $who }
messages-write-key = Записать сообщение (M)
messages-recipient = Кому
messages-recipient-missing = Укажите, кому сообщение
messages-wants = Звонивший
messages-wants-call-back = просит перезвонить
messages-wants-called-again = звонил ещё раз
messages-wants-will-call-again = перезвонит сам
messages-wants-other = другое
messages-text = Сообщение
messages-text-missing = Напишите несколько слов или выберите, чего хочет звонивший
messages-address = Адрес эл. почты (необязательно, не сохраняется)
messages-copy = Скопировать и сохранить
messages-mail = Написать письмо
messages-keep = Только сохранить
messages-left = Сообщение для { $recipient } сохранено со звонком
messages-left-copied = Сообщение для { $recipient } сохранено и скопировано
messages-subject = Сообщение для { $recipient }: { $who }
messages-for = Сообщение для { $recipient }
messages-fact = { $label }: { $value }
messages-when = Время
messages-line = Наша линия
messages-of-call = Сообщения
messages-waiting = Сообщения, которые нужно передать
messages-none = Передавать нечего
messages-none-text = Сообщения, которые вы записали для коллег, остаются здесь, пока их не передадут.
messages-pass-on = Передано
messages-pass-on-who = Сообщение для { $recipient }: передано
messages-passed-on = Сообщение для { $recipient } передано
messages-reopen-who = Снова открыть сообщение для { $recipient }
messages-more = { $count ->
    [one] и ещё { $count } сообщение
    [few] и ещё { $count } сообщения
   *[many] и ещё { $count } сообщений
}
