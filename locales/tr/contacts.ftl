contacts-search = Ad, firma, not veya numara
contacts-list = Kişiler, ada göre
contacts-cut = İlk { $count } kişi listelendi. Daha azı için biraz daha yazın.
contacts-new = Yeni kişi
contacts-more-numbers = { $count ->
   *[other] +{ $number } numara
}
contacts-empty-title = Henüz kişi yok
contacts-empty-text = Bir numaraya ad verdiğinizde o ad, eski çağrılar dahil her yerde görünür.
contacts-panel = Kişi ayrıntıları
contacts-person = Kişi
contacts-with-number = Bu numaradaki kişiler
contacts-gone = Bu kişi artık kayıtlı değil
contacts-gone-text = Silinmiş veya başka bir kişiyle birleştirilmiş olabilir.
contacts-no-numbers = Numarası yok
contacts-copy = { $number } numarasını kopyala
contacts-call = { $number } numarasını ara
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
contacts-important-hint = Arayınca bildirimde belirtilir.
contacts-unwanted = İstenmeyen
contacts-unwanted-hint = Arayınca bildirim çıkmaz, çağrı yine kaydedilir.
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
