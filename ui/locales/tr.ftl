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
popup-calls-today = bugün { $count }. araması
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

cli-about-kimo = Kimin aradığını gösterir: bulut santraller çağrılarını buraya bildirir
cli-about-serve = Bildirimleri al (masaüstü olmadan)
cli-about-hooks = Santrallere girilecek adresleri listele
cli-about-add = Adres ekle
cli-about-rotate = Yeni adres ver
cli-about-revoke = Önceki adresi geçersiz kıl
cli-about-calls = Çağrıları listele, en yenisi başta
cli-about-send = Senaryo oynat: santralin göndereceğini gönder
cli-about-doctor = Neyin yanlış olduğunu ve ne yapılacağını bul
cli-about-rebuild = Olayları ve çağrıları bildirimlerden yeniden oluştur
cli-about-restore = Geçmişin yerine bir yedeği koy; Kimo çalışmıyor olmalı
cli-arg-backup = Yedek; verilmezse en yenisi
cli-arg-data-dir = Geçmişin tutulduğu klasör
cli-arg-verbose = Olup biteni ayrıntılı anlat
cli-arg-listen = Bildirimlerin alınacağı adres (verilmezse 127.0.0.1:8460); 0 boş bir kapı seçer
cli-arg-ui = Pencerenin bu bilgisayardaki tarayıcıya açılacağı adres; verilmezse boş bir kapı
cli-arg-json = Başka programlar için JSON yaz
cli-arg-pbx = verimor, bulutfon veya mtt
cli-arg-name = Adı
cli-arg-region = Numaralarını ulusal biçimde gönderdiği ülke: TR, RU, …
cli-arg-basic = HTTP Basic iste: kullanıcı adı ve parola
cli-arg-missed = Yalnız kaçan çağrılar
cli-arg-search = Yalnız numarasında veya adında bu geçen çağrılar
cli-arg-since = Yalnız şundan beri: 2026-11-20, 2026-11-20T09:00, 2h, 7d
cli-arg-limit = En çok bu kadar
cli-arg-scenario = Senaryo; verimor-answered veya answered gibi
cli-arg-fast = Gerçek çağrının beklemeleri olmadan
cli-arg-hook = Gönderilecek adres: adı veya kendisi
cli-arg-list = Senaryoları listele
cli-arg-which = Adres: adı veya santrali
cli-arg-overlap = Önceki adresin kaç saat daha geçerli olacağı; 0 hemen sona erdirir
cli-serve-listens = Kimo bildirimleri { $address } adresinde alıyor. Santralinize şu adresleri girin:
cli-serve-window = Pencere: { $url }
cli-serve-stop = Ctrl+C durdurur.
cli-data-dir-held = { $dir } klasörünü { $program } (süreç { $pid }) kullanıyor. Önce onu durdurun ya da --data-dir ile başka klasör seçin.
cli-data-dir-held-by-unknown = { $dir } klasörünü başka bir Kimo kullanıyor. Önce onu durdurun ya da --data-dir ile başka klasör seçin.
cli-address-taken = { $address } adresini { $program } (süreç { $pid }) kullanıyor. Onu durdurun ya da --listen ile başka adres seçin.
cli-address-taken-by-unknown = { $address } adresini başka bir program kullanıyor. --listen ile başka adres seçin.
cli-address-refused = { $address } adresi dinlenemiyor ({ $detail }). --listen ile başka adres seçin.
cli-hook-added = { $name } eklendi. Santrale şu adresi girin:
cli-hook-rotated = { $name } için yeni adres. Santrale bunu girin; önceki { $until } tarihine kadar geçerli:
cli-hook-rotated-at-once = { $name } için yeni adres; öncekisi artık geçersiz. Santrale bunu girin:
cli-hook-revoked = { $name } için yalnız bu adres geçerli:
cli-hook-no-delivery = henüz bildirim yok
cli-calls-none = Çağrı yok.
cli-calls-more = Devamı var; --limit gösterir.
cli-call-fax = faks
cli-call-ringing = çalıyor
cli-call-talking = görüşülüyor
cli-call-missed = kaçan
cli-call-answered = cevaplandı
cli-call-not-answered = cevaplanmadı
cli-call-ended = bitti
cli-call-outbound = giden
cli-call-reached = giden, ulaşıldı
cli-call-not-reached = giden, ulaşılamadı
cli-no-desk = Burada bildirim alan Kimo yok. Başlatmak için: kimo serve
cli-rebuilding = { $total } bildirimden { $done } tanesi
cli-rebuilt = { $count } bildirim yeniden okundu.
cli-restored = Geçmiş artık { $backup } yedeğindeki.
cli-restored-replaced = Önceki geçmiş: { $file }
cli-scenario-answered = çalar ve cevaplanır
cli-scenario-missed = çalar ve kimse cevaplamaz
cli-scenario-group = grup çalar, biri cevaplar
cli-scenario-menu = arayan sesli menüde vazgeçer
cli-scenario-gave-up = arayan beklerken vazgeçer
cli-scenario-pickup = başka yerde çalanı bir arkadaşı çeker
cli-scenario-busy = hat meşguldür
cli-scenario-hidden = arayan numarasını gizler
cli-scenario-late = bildirimler yanlış sırada gelir
cli-scenario-repeated = bildirimler birkaç kez gelir
cli-scenario-outbound = biz ararız, cevaplanır
cli-scenario-internal = bir dahili ötekini arar
cli-scenario-fax = faks gelir
cli-scenario-redirect = ilk numara cevaplamaz, ikincisi cevaplar
cli-scenario-no-cdr = cevaplanır; 2021'den beri gönderilen biçimde
doctor-state-ok = iyi
doctor-state-note = not
doctor-state-wrong = YANLIŞ
doctor-dir = veri klasörü { $dir }
doctor-dir-missing = { $dir } veri klasörü yok
doctor-dir-missing-next = Kimo'yu bir kez başlatın; klasörü oluşturur.
doctor-dir-is-a-file = { $dir } klasör değil
doctor-dir-is-a-file-next = --data-dir ile başka klasör seçin.
doctor-dir-refused = { $dir } veri klasörüne yazılamıyor ({ $detail })
doctor-dir-refused-next = Klasörü Kimo'yu çalıştıran kullanıcıya verin.
doctor-dir-open-to-others = { $path } başkalarınca okunabiliyor
doctor-dir-open-to-others-next = Haklarını alın: veri klasöründe chmod -R go=
doctor-disk = diskte { $megabytes } MB boş
doctor-disk-full = diskte yalnız { $megabytes } MB boş
doctor-disk-full-next = Yer açın; yoksa çağrılar saklanamaz.
doctor-database = geçmiş sağlam, { $megabytes } MB
doctor-database-damaged = geçmiş hasarlı: { $detail }
doctor-database-damaged-next = Kimo'yu yeniden başlatın: hasarlı geçmişi kenara koyar ve son yedeğin yerini söyler. kimo restore onu geri getirir.
doctor-database-unreadable = geçmiş okunamıyor: { $detail }
doctor-database-unreadable-next = Başka bir program mı tutuyor, haklar doğru mu, bakın.
doctor-database-missing = henüz geçmiş yok
doctor-database-missing-next = Kimo'yu bir kez başlatın.
doctor-database-older = geçmişi daha eski bir Kimo yazmış
doctor-database-older-next = Güncellenmesi için Kimo'yu bir kez başlatın.
doctor-database-newer = { $detail }
doctor-backups = { $count } yedek, en yenisi { $day }
doctor-backups-none = henüz yedek yok
doctor-backups-none-next = Çalışan Kimo her gün bir yedek alır.
doctor-backups-old = en yeni yedek { $day } tarihli
doctor-backups-old-next = Kimo'yu açık bırakın; her gün yedek alır. Açıksa diskte yer var mı, bakın.
doctor-backups-unreadable = yedekler okunamıyor ({ $detail })
doctor-desk = { $program } (süreç { $pid }) bildirimleri { $address } adresinde alıyor
doctor-desk-none = burada Kimo çalışmıyor; çağrılar görülmüyor
doctor-desk-none-next = Kimo'yu başlatın, ya da: kimo serve
doctor-desk-hangs = Kimo (süreç { $pid }) çalışıyor ama yanıt vermiyor
doctor-desk-hangs-next = O süreci sonlandırıp Kimo'yu yeniden başlatın.
doctor-desk-unknown = Kimo'nun çalışıp çalışmadığı anlaşılamıyor ({ $detail })
doctor-desk-deaf = { $program } (süreç { $pid }) çalışıyor ama bildirim alamıyor
doctor-desk-deaf-next = Adresini büyük olasılıkla başka bir program kullanıyor: hangisi olduğunu pencere söyler.
doctor-hook = { $name }: adres yanıt veriyor
doctor-hook-refuses = { $name }: adresin yanıtı { $detail }
doctor-hook-refuses-next = Kimo'yu yeniden başlatın.
doctor-hook-silent = { $name }: { $detail }
doctor-hook-silent-next = Bu bilgisayardaki güvenlik duvarı engelliyor mu, bakın ve Kimo'yu yeniden başlatın.
doctor-delivery = { $name }: { $count } bildirim, sonuncusu { $at }
doctor-delivery-only-tested = { $name }: { $at } sınandı, henüz bildirim yok
doctor-delivery-only-tested-next = Görmek için bir arama yapın.
doctor-delivery-none = { $name }: henüz bildirim yok
doctor-delivery-none-next = kimo hooks komutunun gösterdiği adresi santrale girin.
doctor-not-understood = { $name }: bu hafta { $count } bildirim anlaşılamadı, sonuncusu: { $detail }
doctor-not-understood-next = Bağlantılar sayfasında görürsünüz; saklanırlar, daha yeni bir Kimo anlayabilir.

## Errors

error-no-notification-server = bildirimler gösterilemiyor: bu bilgisayarda bildirim hizmeti çalışmıyor. Çağrılar yine de kaydediliyor
error-notifications-hang = bildirimler gecikiyor: bildirim hizmeti yanıt vermiyor. Çağrılar yine de kaydediliyor
error-no-tray = bu masaüstünde sistem tepsisi yok. Pencereyi açmak için Kimo’yu bir daha başlatın
error-disk-full = çağrılar saklanamıyor, disk dolu
error-storage-locked = çağrılar saklanamıyor, geçmişi başka bir program tutuyor
error-storage-damaged = çağrılar saklanamıyor, geçmiş hasarlı ({ $detail }). Kimo'yu yeniden başlatın
error-backup-failed = günlük yedek alınamadı ({ $detail })
error-history-set-aside = geçmiş hasarlıydı, yenisine başlandı; eskisi: { $detail }. Yedeğe dönmek için Kimo'yu durdurup şunu çalıştırın: kimo restore
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

window-title-section = { $section } · Kimo
window-title-missed = ({ $count }) { $title }
window-loading = Yükleniyor
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
window-blind-next-disk = Diskte yer açın; Kimo kendiliğinden yeniden dener.
window-blind-next-locked = Kayıtları kullanan öteki programı kapatın; Kimo kendiliğinden yeniden dener.
window-blind-next-cannot-listen = Aynı adresi kullanan programı kapatıp Kimo'yu yeniden başlatın.
window-blind-next-other = Kimo'yu yeniden başlatın; düzelmezse Bağlantılar sayfasına bakın.
window-lost = Kimo ile bağlantı koptu, yeniden bağlanıyor. Çağrılar kaydedilmeye devam ediyor olabilir.
window-cannot-show = Burası şu anda gösterilemiyor
window-not-started = Kimo'ya ulaşılamadı
window-not-started-next = Programın çalıştığından emin olun, sonra yeniden deneyin.
window-rings = { $who } arıyor
window-hidden-number = Gizli numara
window-extension = dahili { $number }
window-extensions-more = dahili { $numbers } +{ $count }
window-extensions = dahili { $numbers }
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
call-arrived-only = Kimo'ya ulaştığı saat
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
