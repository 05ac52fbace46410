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
missed-call-back-who = Geri ara: { $who }
missed-list = Geri aranacak kişiler
missed-cleared = { $who } listeden çıkarıldı
missed-empty-title = Geri aranacak kimse yok
missed-empty-text = Cevapsız kalanlar burada toplanır; siz geri arayınca ya da kişi yeniden arayıp ulaşınca kendiliğinden çıkar.
missed-empty-calls = Bütün çağrıları göster
missed-more = ve { $count } kişi daha
missed-order = Sıralama
missed-newest-first = Önce yeniler
missed-oldest-first = Önce eskiler
missed-first = ilki { $when }
missed-last = sonuncusu { $when }
missed-just-now = az önce
missed-ago = { $span } önce
missed-tried = { $when } geri arandı, { $outcome }
missed-fresh = { $count } yeni
missed-off-the-list = listeden çıktı
missed-reopen-who = Yeniden listeye al: { $who }
missed-done-hidden = Gizli numaralar: halledildi
missed-hidden-callers = Gizli numaralar
missed-now-calling = şu anda arıyor
missed-now-being-called = şu anda aranıyor
missed-now-talking = şu anda görüşülüyor
missed-now-talking-with = { $who } görüşüyor
missed-settled-called-back = { $when } geri arandı
missed-settled-called-back-by = { $when } geri arandı, { $who }
missed-settled-got-through = { $when } kendisi ulaştı
missed-settled-got-through-to = { $when } kendisi ulaştı, { $who }
missed-settled-handled = { $when } halledildi
missed-handled-today = Bugün halledilenler ({ $count })
missed-handled-calls = { $count ->
    [one] { $when } aradı
   *[other] { $count } kez aradı, sonuncusu { $when }
}
missed-whose = Kimin
missed-mine = Benimkiler
missed-everybody = Hepsi
missed-now-calling-back = { $when } geri aranıyor
missed-due = en geç { $when } aranacak
missed-due-past = { $when } olmadan aranacaktı
missed-due-yesterday = dünden kaldı
missed-outside-hours = mesai dışında
missed-group-open = Mesai saatinde arayanlar
missed-group-outside = Mesai dışında arayanlar
missed-hung-up = Hemen kapatanlar ({ $count })
missed-snooze = Ertele
missed-snooze-who = { $who } ertelensin
missed-snooze-until = Ne zamana kadar
missed-snooze-half-hour = Yarım saat sonra
missed-snooze-time = Gün ve saat
missed-snooze-do = Ertele
missed-snoozed = { $who } ertelendi: { $when }
missed-snoozed-now = Ertelenenler ({ $count })
missed-until = { $when } geri gelir
missed-wake = Geri getir
missed-wake-who = { $who } geri getirilsin
