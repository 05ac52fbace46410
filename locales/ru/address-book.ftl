## Why an address book cannot be read, and what to do

book-failure-bad-address = Это не адрес сервера
book-failure-bad-address-next = Укажите его так, как дал провайдер, например cloud.example.com.
book-failure-not-https = Соединение с { $fact } было бы без шифрования
book-failure-not-https-next = Укажите адрес с https. Без шифрования пароль не отправляется.
book-failure-wrong-password = Сервер не принимает имя пользователя или пароль
book-failure-wrong-password-next = Проверьте и введите их ещё раз. Для Google, iCloud и входа в два шага нужен пароль приложения.
book-failure-no-password = Не удаётся прочитать пароль адресной книги ({ $detail })
book-failure-no-password-next = Введите пароль заново на странице «Контакты → Импорт и экспорт».
book-failure-unreachable = Сервер недоступен ({ $detail })
book-failure-unreachable-next = Проверьте интернет и адрес. Kimo повторит попытку сам.
book-failure-certificate = Сертификат сервера не принят ({ $detail })
book-failure-certificate-next = Проверьте адрес и часы компьютера. Если сервер ваш, попросите установить на него действительный сертификат.
book-failure-elsewhere = Сервер отправляет на { $fact }
book-failure-elsewhere-next = Пароль туда не отправлен. Если и тот сервер ваш, укажите его адрес.
book-failure-no-book = По этому адресу нет адресной книги
book-failure-no-book-next = Проверьте адрес и имя пользователя или создайте адресную книгу на сервере.
book-failure-not-carddav = Сервер отвечает не как адресная книга ({ $detail })
book-failure-not-carddav-next = Проверьте адрес. Провайдер называет его адресом CardDAV.
book-failure-refused = Сервер отклонил запрос (HTTP { $fact })
book-failure-refused-next = Повторите позже. Если не поможет, обратитесь к тому, кто ведёт сервер.
book-failure-too-much = Сервер присылает больше, чем принимает Kimo ({ $detail })
book-failure-too-much-next = Выберите книгу поменьше или откройте доступ только к нужным контактам.
book-failure-not-kept = Не удалось сохранить контакты ({ $detail })
book-failure-not-kept-next = Проверьте свободное место на диске. Kimo повторит попытку сам.
