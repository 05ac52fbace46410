### Kimo'nun metinleri: pencere, bildirim, tepsi ve komut satırı için tek kaynak.
### Bölüm başlıkları üç dilde de aynıdır; bir test üç dosyanın eksiksiz olduğunu denetler.

## Popup

popup-hidden-number = gizli numara
popup-extension = dahili { $number }
popup-queue = kuyruk { $number }
popup-answered-by = { $who } cevapladı
popup-answered = Cevaplandı
popup-missed = Cevapsız çağrı, { $time }
popup-waited = { $duration } bekledi
popup-calls-today = bugün { $count }. arayışı
popup-missed-this-week = bu hafta { $count } kez ulaşamadı
popup-note = not: { $note }
popup-open = Aç
popup-copy = Numarayı kopyala
popup-call-back = Geri ara
popup-done = Tamam

## Tray

tray-tooltip-quiet = Kimo
tray-tooltip-missed = Kimo: geri aranacak { $count } kişi
tray-tooltip-dnd = { $text } · rahatsız etmeyin açık
tray-blind = Kimo çağrıları göremiyor: { $reason }
tray-dnd-on = Rahatsız etmeyin açık, çağrılar yalnızca kaydediliyor
tray-caller = { $who } · { $time }
tray-caller-repeated = { $who } · { $count } kez · { $time }
tray-caller-call-back = Geri ara
tray-caller-open = Aç
tray-caller-done = Tamam
tray-more-missed = { $count } kişi daha…
tray-yesterday = dün { $time }
tray-history = Çağrılar
tray-dnd = Rahatsız etmeyin
tray-test-call = Deneme çağrısı gönder
tray-copy-address = Santral adresini kopyala
tray-settings = Ayarlar
tray-quit = Çıkış

## Command line

## Errors

error-cannot-store = çağrılar kaydedilemiyor ({ $detail })
error-cannot-listen = çağrı adresi dinlenemiyor ({ $detail })
