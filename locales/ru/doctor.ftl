doctor-state-ok = хорошо
doctor-state-note = заметка
doctor-state-wrong = ОШИБКА
doctor-dir = папка данных { $dir }
doctor-dir-missing = папки данных { $dir } нет
doctor-dir-missing-next = Запустите Kimo один раз, и она появится.
doctor-dir-is-a-file = { $dir } — не папка
doctor-dir-is-a-file-next = Выберите другую папку: --data-dir.
doctor-dir-refused = в папку данных { $dir } нельзя писать ({ $detail })
doctor-dir-refused-next = Отдайте папку пользователю, который запускает Kimo.
doctor-dir-open-to-others = { $path } могут читать другие
doctor-dir-open-to-others-next = Отнимите у них права: chmod -R go= для папки данных.
doctor-disk = на диске свободно { $megabytes } МБ
doctor-disk-full = на диске свободно только { $megabytes } МБ
doctor-disk-full-next = Освободите место: иначе звонки не сохранить.
doctor-database = история цела, { $megabytes } МБ
doctor-database-damaged = история повреждена: { $detail }
doctor-database-damaged-next = Запустите Kimo снова: повреждённая история будет отложена, и Kimo скажет, где последняя копия. Её возвращает kimo restore.
doctor-database-unreadable = историю не прочитать: { $detail }
doctor-database-unreadable-next = Проверьте, не держит ли её другая программа и верны ли права.
doctor-database-missing = истории ещё нет
doctor-database-missing-next = Запустите Kimo один раз.
doctor-database-older = историю записал более старый Kimo
doctor-database-older-next = Запустите Kimo один раз, чтобы обновить её.
doctor-database-newer = историю записал более новый Kimo ({ $detail })
doctor-database-gone = здесь была история, теперь её нет
doctor-database-gone-next = Верните копию командой kimo restore или запустите Kimo: он начнёт новую историю с адресами последней копии и сохранит то, что осталось.
doctor-incident = { $problem }
doctor-incident-next = Когда вы это увидели: kimo doctor --seen
doctor-dir-full = диск с папкой данных { $dir } заполнен
doctor-dir-full-next = Освободите место: до тех пор звонки не сохраняются.
doctor-dir-read-only = диск с папкой данных { $dir } доступен только для чтения
doctor-dir-read-only-next = Снимите защиту от записи; если система защитила диск сама, он выходит из строя: спасите данные. Или выберите другую папку: --data-dir.
doctor-database-unwritable = в историю { $path } нельзя писать ({ $detail })
doctor-database-unwritable-next = Снимите с файла защиту от записи и отдайте его пользователю, который запускает Kimo.
doctor-desk-blind = { $problem }
doctor-desk-blind-next = Уберите помеху: другую программу, которая держит историю, нехватку места или защиту от записи. Kimo попробует снова.
doctor-tunnel-file-gone = туннель был выбран, но его настройки tunnel.json исчезли
doctor-tunnel-file-gone-next = Выберите туннель заново на странице «Подключения» или командой kimo tunnel; если он не нужен — kimo tunnel off.
doctor-backups = { $count ->
    [one] { $count } резервная копия, от { $day }
    [few] { $count } резервные копии, последняя от { $day }
   *[other] { $count } резервных копий, последняя от { $day }
}
doctor-backups-none = резервных копий ещё нет
doctor-backups-none-next = Работающий Kimo делает их каждый день.
doctor-backups-old = последняя резервная копия от { $day }
doctor-backups-old-next = Не выключайте Kimo: он делает копию каждый день. Если он работает, проверьте место на диске.
doctor-clock-set-back = часы компьютера перевели назад: { $at }
doctor-clock-set-back-next = Выставьте верные дату и время и пусть компьютер следит за ними сам. У прежних звонков время получения неверно.
doctor-clock-ahead = часы компьютера спешат на { $minutes } мин. против времени, которое называет АТС
doctor-clock-ahead-next = Поставьте на компьютере верные дату, время и часовой пояс и включите их автоматическую установку. Если они верны, ошибаются часы АТС; Kimo узнаёт разницу за несколько минут.
doctor-clock-behind = часы компьютера отстают на { $minutes } мин. от времени, которое называет АТС
doctor-clock-behind-next = Поставьте на компьютере верные дату, время и часовой пояс и включите их автоматическую установку. Если они верны, ошибаются часы АТС; звонки тогда показаны по времени, когда они дошли до Kimo.
doctor-backups-unreadable = резервные копии не прочитать ({ $detail })
doctor-desk = { $program } (процесс { $pid }) принимает уведомления по адресу { $address }
doctor-desk-none = Kimo здесь не запущен, звонков не видно
doctor-desk-none-next = Запустите Kimo или: kimo serve
doctor-desk-hangs = Kimo (процесс { $pid }) запущен, но не отвечает
doctor-desk-hangs-next = Завершите этот процесс и запустите Kimo снова.
doctor-desk-unknown = не удаётся узнать, запущен ли Kimo ({ $detail })
doctor-desk-deaf = { $program } (процесс { $pid }) запущен, но не принимает уведомления
doctor-desk-deaf-next = Скорее всего, адрес занят другой программой: какой — скажет окно.
doctor-hook = { $name }: адрес отвечает
doctor-hook-refuses = { $name }: ответ адреса — { $detail }
doctor-hook-refuses-next = Запустите Kimo снова.
doctor-hook-password = { $name }: не удаётся прочитать пароль, и адрес никого не принимает
doctor-hook-password-next = Разблокируйте системное хранилище ключей или введите пароль заново на странице подключений.
doctor-hook-silent = { $name }: адрес не отвечает ({ $detail })
doctor-hook-silent-next = Проверьте, не мешает ли брандмауэр этого компьютера, и запустите Kimo снова.
doctor-delivery = { $count ->
    [one] { $name }: { $count } уведомление, { $at }
    [few] { $name }: { $count } уведомления, последнее { $at }
   *[other] { $name }: { $count } уведомлений, последнее { $at }
}
doctor-delivery-only-tested = { $name }: проверен { $at }, уведомлений ещё не было
doctor-delivery-only-tested-next = Позвоните, чтобы увидеть первое.
doctor-delivery-none = { $name }: уведомлений ещё не было
doctor-delivery-none-next = Укажите в АТС адрес, который показывает kimo hooks.
doctor-not-understood = { $count ->
    [one] { $name }: за неделю не распознано { $count } уведомление: { $detail }
    [few] { $name }: за неделю не распознано { $count } уведомления, последнее: { $detail }
   *[other] { $name }: за неделю не распознано { $count } уведомлений, последнее: { $detail }
}
doctor-not-understood-next = Они видны на странице подключений; они сохранены, и новый Kimo может их распознать.
doctor-not-understood-dropped = { $name }: { $count ->
    [one] удалено { $count } нераспознанное уведомление
    [few] удалено { $count } нераспознанных уведомления
   *[many] удалено { $count } нераспознанных уведомлений
}, последнее { $at }. Их хранится не больше { $megabytes } МБ и не дольше { $days } дней
doctor-not-understood-dropped-next = Если ваша АТС присылает то, чего Kimo не понимает, новая версия может понять. Если нет, адрес знает кто-то чужой: смените его командой kimo hooks rotate.
doctor-tunnel-off = Без туннеля: Kimo доступен только с этого компьютера
doctor-tunnel-unchecked = { $url } ещё не проверен
doctor-tunnel-reachable = Связь есть: АТС обращается к Kimo по адресу { $url }
doctor-address-book = адресная книга { $name }: контактов { $count }, синхронизация { $at }
doctor-address-book-unread = адресная книга { $name }: ещё не синхронизирована
doctor-address-book-fails = адресная книга { $name }: { $reason }
doctor-tunnel-file = настройки туннеля не читаются ({ $detail })
doctor-tunnel-file-next = Выберите туннель заново на странице «Подключения» или командой kimo tunnel use; повреждённый файл сохранится.
doctor-tunnel-unreachable = Нет связи: звонки от АТС не доходят: { $reason }
doctor-records = { $name }: история полна до { $at }
doctor-records-fail = { $name }: записи АТС не читаются. { $reason }
doctor-records-fail-next = Если дело в ключе, возьмите его снова на странице АТС и введите: kimo hooks key. Kimo повторяет попытки сам.
