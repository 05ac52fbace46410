contacts-search = Ad, firma, not veya numara
contacts-list = Kişiler, ada göre
contacts-cut = İlk { $count } kişi listelendi. Listeyi kısaltmak için biraz daha yazın.
contacts-new = Yeni kişi
contacts-more-numbers = { $count ->
   *[other] +{ $number } numara
}
contacts-empty-title = Henüz kişi yok
contacts-empty-text = Rehberinizi içe aktarın; arayanların adı eski çağrılarda da hemen görünür.
contacts-panel = Kişi ayrıntıları
contacts-person = Kişi
contacts-with-number = Bu numaradaki kişiler
contacts-gone = Bu kişi artık kayıtlı değil
contacts-gone-text = Silinmiş veya başka bir kişiyle birleştirilmiş olabilir.
contacts-no-numbers = Numarası yok
contacts-copy = { $number } numarasını kopyala
contacts-call = { $number } numarasını ara
contacts-dial = Bu numarayı ara
contacts-calls = Çağrılar
contacts-no-calls = Bu kişiyle henüz çağrı yok

## Writing

contacts-edit = Düzenle
contacts-add = Kişilere ekle
contacts-show = Kişiyi göster
contacts-add-who = { $who } numarasını kişilere ekle
contacts-show-who = { $who } kişisini göster
contacts-name = Ad
contacts-company = Firma
contacts-numbers = Numaralar
contacts-number-at = { $place }. numara
contacts-number-add = Numara ekle
contacts-number-remove = Numarayı çıkar
contacts-number-remove-at = { $place }. numarayı çıkar
contacts-kind = Türü
contacts-kind-at = { $place }. numaranın türü
contacts-note = Not
contacts-important = Önemli
contacts-important-hint = Arayınca ekranda belirtilir.
contacts-unwanted = İstenmeyen
contacts-unwanted-hint = Arayınca ekrana gelmez, geri aranacaklara girmez; çağrı yine kaydedilir.
contacts-wrong-taken = Bu numara { $who } adına kayıtlı. İkisi aynı kişiyse birleştirin.
contacts-wrong-no-number = Bu bir telefon numarası değil.
contacts-wrong-no-name = Ad veya firma yazın.
contacts-label-mobile = cep
contacts-label-work = iş
contacts-label-home = ev
contacts-label-main = santral
contacts-label-fax = faks
contacts-label-company = firma
contacts-label-other = diğer
contacts-label-work-mobile = iş cebi
contacts-label-work-fax = iş faksı
contacts-label-home-fax = ev faksı

## Taking away and putting together

contacts-remove = Kişiyi sil
contacts-removed = { $who } silindi; çağrılar duruyor
contacts-doubles = { $count ->
    [one] Aynı adla bir kişi daha var
   *[other] Aynı adla { $count } kişi daha var
}
contacts-merge = Birleştir
contacts-merge-who = { $who } ile birleştir
contacts-merge-other = Başka kişiyle birleştir
contacts-merge-with = Hangi kişiyle?
contacts-merge-hint = Seçtiğiniz kişinin numaraları ve notu buraya taşınır, { $who } adı kalır.
contacts-merged = { $who } ile birleştirildi

## Files

contacts-files = İçe ve dışa aktar
contacts-import = Rehberi içe aktar
contacts-import-text = Google, Outlook, iCloud, Excel veya telefondan alınmış bir vCard ya da CSV dosyası seçin veya buraya bırakın. Önce ne olacağını görürsünüz.
contacts-import-choose = Dosya seç
contacts-import-reading = { $file } okunuyor
contacts-import-failed = İçe aktarılamadı: { $reason }. Kişileriniz olduğu gibi duruyor.
contacts-import-begin = { $count ->
   *[other] { $number } kişiyi içe aktar
}
contacts-import-other = Başka dosya seç
contacts-importing = İçe aktarılıyor: { $done } / { $total }
contacts-import-cancel = Durdur
contacts-import-done = İçe aktarma bitti.
contacts-import-broke-off = İçe aktarma yarıda kaldı.
contacts-import-counts = Yeni: { $added }, numara eklenen: { $changed }, aynı kalan: { $same }, atlanan: { $skipped }.
contacts-import-show = Kişileri göster
contacts-import-undo = { $file } aktarımını geri al
contacts-import-undo-sure = { $file } ile gelen kişi ve numaralar silinir. Sonradan değiştirdiğiniz kişiler kalır.
contacts-import-undo-yes = Geri al
contacts-import-undone = { $file } aktarımı geri alındı
contacts-preview = { $count ->
   *[other] { $file } içinde { $number } kişi var.
}
contacts-preview-columns = Sütunlar nasıl anlaşıldı
contacts-preview-column = { $place }. sütun
contacts-preview-added = { $count ->
   *[other] { $number } yeni kişi eklenecek
}
contacts-preview-changed = { $count ->
   *[other] { $number } kişiye numara eklenecek
}
contacts-preview-same = { $count ->
   *[other] { $number } kişi zaten kayıtlı
}
contacts-preview-skipped = { $count ->
   *[other] { $number } kişi atlanacak
}
contacts-preview-of = numara { $who } adına kayıtlı
contacts-preview-place = { $place }. kayıt
contacts-preview-more = { $count ->
   *[other] ve { $number } kişi daha
}
contacts-column-number = Numara
contacts-column-unused = kullanılmıyor
contacts-unread-no-number = numarası yok
contacts-unread-spoilt-number = tablo programı numarayı bozmuş
contacts-unread-no-name = ne adı ne firması var
contacts-unread-too-many-numbers = çok fazla numarası var
contacts-unread-too-long = bir metni çok uzun
contacts-unread-breaks-off = yarım kalmış
contacts-export = Rehberi dışa aktar
contacts-export-text = Bütün kişiler bir dosyaya yazılır: başka rehberler için vCard, Excel için CSV.
contacts-export-desktop = Bütün kişileri bir dosyaya yazmak için komut satırında “{ $command }” kullanılır.
contacts-export-vcard = vCard indir
contacts-export-csv = CSV indir
contacts-exported = { $file } indirildi

## The address book of a server

contacts-book = Sunucudaki adres defteri
contacts-book-text = Kimo; Nextcloud, iCloud, Google veya başka bir CardDAV sunucusundaki kişileri saatte bir okur. Orada hiçbir şeyi değiştirmez; bir numara ikisinde de varsa kendi kişiniz görünür.
contacts-book-address = Sunucu adresi
contacts-book-address-hint = Sağlayıcınızın verdiği gibi, örneğin cloud.example.com, contacts.icloud.com veya www.googleapis.com
contacts-book-user = Kullanıcı adı
contacts-book-password = Parola
contacts-book-password-hint = Google, iCloud ve iki adımlı girişi olan hesaplar uygulama parolası ister.
contacts-book-connect = Bağlan
contacts-book-finding = Bağlanıyor
contacts-book-which = Hangi adres defteri?
contacts-book-use = Bunu kullan
contacts-book-looking = Değişikliklere bakılıyor
contacts-book-syncing = Eşitleniyor: { $done } / { $total }
contacts-book-synced = { $count ->
   *[other] { $number } kişi
}, eşitlendi: { $at }
contacts-book-unread = Henüz eşitlenmedi
contacts-book-sync = Şimdi eşitle
contacts-book-password-new = Parolayı değiştir
contacts-book-remove = Bağlantıyı kes
contacts-book-remove-sure = Bu adres defterindeki kişiler Kimo'da kalsın mı?
contacts-book-remove-keep = Kişiler kalsın
contacts-book-remove-all = Kişiler silinsin
contacts-book-kept = Bağlantı kesildi; kişiler artık sizin
contacts-book-removed = Bağlantı kesildi; kişiler silindi
contacts-book-from = { $name } defterinden geliyor. Ad ve numaralar orada değiştirilir.
contacts-book-show = Adres defteri
contacts-pbx-from = { $name } santralinin rehberinden. Ad ve numaralar orada değiştirilir.
contacts-pbx-show = Bağlantı
