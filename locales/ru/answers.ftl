error-no_such_question = окно и программа разных версий; перезапустите Kimo
error-bad_params = Kimo этого не принял ({ $detail })
error-not_found = записи больше нет
error-storage = журнал недоступен ({ $detail })
error-desktop_only = это может только настольная программа
error-not_delivered = пробный звонок не дошёл ({ $detail })
error-secrets = секреты не удаётся сохранить ({ $detail })
error-unreachable = Kimo не отвечает
