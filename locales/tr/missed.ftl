missed-title = Geri aranacaklar
missed-waiting = { $count } kişi size ulaşamadı
missed-called = { $count ->
    [one] Sizi aradı
   *[other] Sizi { $count } kez aradı
}
missed-calls-hidden = { $count } gizli numaralı çağrı
missed-done = Halledildi
missed-done-all-earlier = { $who }: halledildi
missed-call-back = Geri ara
missed-call-back-who = { $who } geri ara
missed-list = Geri aranacak kişiler
missed-cleared = { $who } listeden çıkarıldı
missed-empty-title = Geri aranacak kimse yok
missed-empty-text = Cevapsız kalanlar burada toplanır; siz geri arayınca ya da kişi yeniden arayıp ulaşınca kendiliğinden çıkar.
missed-empty-calls = Bütün çağrıları göster
missed-more = ve { $count } kişi daha
