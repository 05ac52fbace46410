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

## Answers of the desk

error-no_such_question = pencere ile program farklı sürümlerden; Kimo'yu yeniden başlatın
error-bad_params = Kimo bunu kabul etmedi ({ $detail })
error-not_found = kayıt artık yok
error-storage = kayıtlara ulaşılamıyor ({ $detail })
error-desktop_only = bu yalnızca masaüstü programında yapılır
error-not_delivered = deneme çağrısı ulaşmadı ({ $detail })
error-unreachable = Kimo yanıt vermiyor

## Window

window-title = Kimo
window-title-section = { $section } · Kimo
window-title-missed = ({ $count }) { $title }
window-loading = Yükleniyor
window-copy = Kopyala
window-copied = Kopyalandı
window-close = Kapat
window-back = Geri
window-undo = Geri al
window-cancel = Vazgeç
window-save = Kaydet
window-saved = Kaydedildi
window-retry = Yeniden dene
window-failed = Olmadı: { $reason }. Hiçbir kayıt kaybolmadı.
window-blind = Kimo şu anda çağrıları göremiyor
window-blind-reason = Nedeni: { $reason }. Önceki kayıtlar duruyor.
window-blind-next-cannot-store = Diskte yer açın; Kimo kendiliğinden yeniden dener.
window-blind-next-cannot-listen = Aynı adresi kullanan programı kapatıp Kimo'yu yeniden başlatın.
window-blind-next-other = Kimo'yu yeniden başlatın; düzelmezse Bağlantılar sayfasına bakın.
window-lost = Kimo ile bağlantı koptu, yeniden bağlanıyor. Çağrılar kaydedilmeye devam ediyor olabilir.
window-not-started = Kimo'ya ulaşılamadı
window-not-started-next = Programın çalıştığından emin olun, sonra yeniden deneyin.
window-rings = { $who } arıyor
window-hidden-number = Gizli numara
window-extension = dahili { $number }
window-extensions-more = dahili { $number } ve { $count } dahili daha
window-queue = kuyruk { $number }

## Navigation

nav-label = Bölümler
nav-calls = Çağrılar
nav-missed = Cevapsız
nav-connections = Bağlantılar
nav-settings = Ayarlar
nav-missed-count = geri aranacak { $count } kişi
nav-blind = Kimo çağrıları göremiyor

## Calls

calls-search = Ad veya numara
calls-search-clear = Aramayı temizle
calls-filter = Hangi çağrılar gösterilsin
calls-filter-all = Tümü
calls-filter-missed = Cevapsız
calls-filter-in = Gelen
calls-filter-out = Giden
calls-list = Çağrılar, en yenisi üstte
calls-now = Şu anda
calls-new-above = { $count } yeni çağrı
calls-empty-title = Henüz çağrı yok
calls-empty-text = Santraliniz Kimo'ya haber verdiğinde çağrılar burada belirir. Şimdi bir deneme çağrısı gönderip nasıl göründüğüne bakabilirsiniz.
calls-empty-connect = Santrali bağla
calls-empty-test = Deneme çağrısı gönder
calls-none-missed = Cevapsız çağrı yok
calls-none-in = Gelen çağrı yok
calls-none-out = Giden çağrı yok
calls-none-text = Öteki çağrıları görmek için süzgeci kaldırın.
calls-none-show-all = Tümünü göster
calls-nothing-found = “{ $search }” bulunamadı
calls-nothing-found-text = Numaranın veya adın bir parçasını yazmak yeter.
calls-only-newest = En yeni { $count } çağrı listelendi. Daha eskileri için arayın.
calls-glyph-in = Gelen çağrı
calls-glyph-out = Giden çağrı
calls-glyph-missed = Cevapsız çağrı
calls-glyph-internal = Dahili çağrı
calls-glyph-fax = Faks
calls-glyph-ringing = Çalıyor
calls-glyph-talking = Görüşülüyor
calls-done = Tamam
calls-has-note = Not var

## Outcomes

calls-outcome-talked-with = { $who } ile { $duration }
calls-outcome-talked = { $duration } görüşüldü
calls-outcome-answered-by = { $who } cevapladı
calls-outcome-answered = cevaplandı
calls-outcome-no-answer = cevap yok
calls-outcome-no-answer-after = { $duration } çaldı, cevap yok
calls-outcome-busy = meşgul
calls-outcome-rejected = reddedildi
calls-outcome-cancelled = vazgeçildi
calls-outcome-gave-up-after = { $duration } sonra kapattı
calls-outcome-gave-up-in-queue = kuyrukta kapattı
calls-outcome-gave-up-in-this-queue = { $queue } kuyruğunda kapattı
calls-outcome-gave-up-in-queue-after = { $queue } kuyruğunda { $duration } bekleyip kapattı
calls-outcome-gave-up-in-menu = menüde kapattı
calls-outcome-failed = bağlanamadı
calls-outcome-unknown = sonucu bildirilmedi
calls-outcome-end-not-reported = bitişi bildirilmedi
calls-outcome-fax = faks
calls-outcome-ringing = çalıyor
calls-outcome-ringing-for = çalıyor { $duration }
calls-outcome-talking = görüşülüyor
calls-outcome-talking-for = görüşülüyor { $duration }
calls-outcome-talking-with-for = { $who } ile { $duration }

## One call

call-panel = Çağrı ayrıntıları
call-back = Geri ara
call-again = Tekrar ara
call-copy-number = Numarayı kopyala
call-mark-done = Tamam
call-mark-done-hint = Geri aranacaklar listesinden çıkar
call-reopen = Yeniden aç
call-is-done = Tamam olarak işaretli
call-fact-called = Aranan
call-fact-caller = Arayan
call-fact-queue = Kuyruk
call-fact-extensions = Çalan dahililer
call-fact-answered-by = Cevaplayan
call-fact-waited = Bekleme
call-fact-talked = Görüşme
call-fact-pbx = Santral
call-note = Not
call-note-placeholder = Bu çağrı için kısa bir not
call-note-failed = Not kaydedilemedi: { $reason }. Yazdığınız duruyor; yeniden deneyin.
call-timeline = Neler oldu
call-event-arrived = Çağrı geldi
call-event-placed = Numara arandı
call-event-routed-menu = { $number } menüsüne bağlandı
call-event-routed-group = { $number } grubuna bağlandı
call-event-routed-queue = { $number } kuyruğuna alındı
call-event-routed = Yönlendirildi
call-event-ringing = { $number } çaldı
call-event-ringing-unknown = Çalmaya başladı
call-event-answered = { $number } cevapladı
call-event-answered-unknown = Cevaplandı
call-event-leg-ended = { $number } kapandı
call-event-leg-ended-unknown = Hat kapandı
call-event-missed = Cevapsız kaldı
call-event-ended = Çağrı bitti
call-event-progress = Santralden bilgi: { $text }
call-event-fax = Faks geldi
call-event-expired = Bitişi bildirilmedi; Kimo beklemeyi bıraktı
call-event-marked-done = Tamam olarak işaretlendi
call-event-marked-open = Yeniden açıldı
call-event-noted = Not: { $text }
call-event-note-removed = Not silindi
call-event-not-understood = Anlaşılamayan bildirim: { $text }
call-cause-no-answer = cevap verilmedi
call-cause-busy = meşgul
call-cause-rejected = reddedildi
call-cause-caller-gave-up = arayan kapattı
call-cause-answered-elsewhere = başka dahili cevapladı
call-cause-picked-up-elsewhere = başka yerden alındı
call-cause-time-over = süre doldu
call-cause-hung-up = kapatıldı
call-cause-no-such-number = numara yok
call-cause-not-reachable = ulaşılamıyor
call-cause-network = şebeke sorunu
call-arrived-later = Kimo'ya { $span } sonra ulaştı
call-arrived-earlier = saatler farklı: Kimo'ya { $span } önce ulaştı
call-arrived-only = Kimo'ya ulaştığı saat; santral saat bildirmedi
call-deliveries = Santralin gönderdikleri
call-deliveries-count = { $count } bildirim, geldiği gibi
call-delivery-error = okunamadı: { $reason }
call-earlier = Aynı numarayla önceki çağrılar
call-forget = Bu kişinin bütün kayıtlarını sil
call-forget-sure = { $who } ile bütün çağrılar, notlar ve gelen bildirimler silinir. Geri alınamaz.
call-forget-yes = Hepsini sil
call-forgotten = { $who } silindi
call-gone = Bu çağrı artık kayıtta yok
call-gone-text = Silinmiş olabilir. Öteki çağrılar listede.

## Missed

missed-title = Geri aranacaklar
missed-waiting = { $count } kişiye henüz ulaşılamadı
missed-called = { $count ->
    [one] Sizi aradı
   *[other] Sizi { $count } kez aradı
}
missed-calls-hidden = { $count } gizli numaralı çağrı
missed-last = son: { $moment }
missed-done = Tamam
missed-done-all-earlier = { $who } için Tamam
missed-call-back = Geri ara
missed-call-back-who = { $who } geri ara
missed-list = Geri aranacak kişiler
missed-cleared = { $who } listeden çıkarıldı
missed-empty-title = Geri aranacak kimse yok
missed-empty-text = Cevapsız kalanlar burada toplanır; siz geri arayınca ya da kişi yeniden arayıp ulaşınca kendiliğinden çıkar.
missed-empty-calls = Bütün çağrıları göster
missed-more = ve { $count } kişi daha

## Connections

connections-title = Bağlantılar
connections-listening = Kimo { $address } adresinde dinliyor
connections-not-listening = Kimo şu anda hiçbir adresi dinlemiyor
connections-add = Bağlantı ekle
connections-add-title = Yeni bağlantı
connections-add-pbx = Santral
connections-add-name = Ad
connections-add-name-placeholder = Örneğin: Şube hattı
connections-add-yes = Ekle
connections-address = Bildirim adresi
connections-address-hint = Santralinizin olay bildirimi ayarına bu adresi girin. Adres bu bilgisayardadır; dışarıdan tünelinizin adıyla ulaşılır.
connections-copy-address = Adresi kopyala
connections-last = Son bildirim { $moment }
connections-waiting = Henüz bildirim gelmedi
connections-tested = Santral adresi sınadı: { $moment }
connections-count = { $count } bildirim
connections-test = Deneme çağrısı gönder
connections-test-sent = Deneme çağrısı yolda; birazdan Çağrılar sayfasında belirir.
connections-not-understood = { $count } bildirim anlaşılamadı
connections-not-understood-text = Hiçbiri kaybolmadı; geldikleri gibi saklanıyor.
connections-edit = Düzenle
connections-edit-title = { $name } ayarları
connections-name = Ad
connections-region = Yerel numaraların ülkesi
connections-flag = Verimor'un “answered” bilgisi
connections-flag-accepted = Doğruysa çağrı cevaplandı (olağan)
connections-flag-missed = Doğruysa çağrı cevapsız (eski santraller)
connections-flag-hint = Değiştirirseniz eski çağrılar da yeniden değerlendirilir.
connections-basic = Kullanıcı adı ve parola iste (HTTP Basic)
connections-basic-user = Kullanıcı adı
connections-basic-password = Parola
connections-basic-keep = Değişmeyecekse boş bırakın
connections-basic-missing = Kullanıcı adı ve parola gerekli.
connections-basic-colon = Kullanıcı adında iki nokta olamaz.
connections-empty-title = Bağlantı yok
connections-empty-text = Santralinizin bildirim göndereceği ilk adresi ekleyin.

## Settings

settings-title = Ayarlar
settings-language = Dil
settings-language-system = Sistemin dili
settings-language-tr = Türkçe
settings-language-en = English
settings-language-ru = Русский
settings-popups = Ekrana gelen çağrılar
settings-extensions = Dahililerim
settings-extensions-hint = Yalnız bu dahililer çalınca haber verilir. Boşsa bütün gelen çağrılar gösterilir.
settings-extensions-placeholder = 1001
settings-queues = Kuyruklarım
settings-queues-hint = Bu kuyruklara veya gruplara düşen çağrılar da gösterilir.
settings-queues-placeholder = 200
settings-token-remove = { $token } kaldır
settings-internal = Dahili çağrıları da göster
settings-internal-hint = Dahililer arasındaki çağrılar.
settings-quiet = Rahatsız etmeyin
settings-quiet-hint = Çağrılar kaydedilir, ekrana gelmez.
settings-history = Kayıtlar
settings-keep = Çağrıları sakla
settings-keep-always = Süresiz
settings-keep-days = { $count } gün
settings-keep-sure = { $count } günden eski çağrılar, notlar ve gelen bildirimler silinir. Geri alınamaz.
settings-keep-yes = Eskileri sil
settings-keys = Klavye
settings-keys-single = Tek tuşla gezinme
settings-keys-single-hint = “/” ile arama, 1–4 ile bölümler, J ve K ile çağrılar. Kapalıyken Ctrl+F ve ok tuşları çalışır.
settings-about = Kimo hakkında
settings-version = Sürüm
settings-total = Kayıtlı çağrı
settings-folder = Kayıtların yeri
settings-copy-folder = Kayıtların yerini kopyala
settings-problems = Dikkat
