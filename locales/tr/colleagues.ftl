## Çalışanlar

colleagues-title = Çalışanlar
colleagues-on-the-phone = { $count ->
    [0] Kimse telefonda değil
   *[other] { $count } kişi telefonda
}
colleagues-none = Henüz kimse bilinmiyor
colleagues-none-text = Santralin anahtarı girilince ya da ilk çağrılar gelince dahililer burada durur.
colleagues-free = boşta
colleagues-on-a-call = telefonda
colleagues-do-not-disturb = rahatsız edilmek istemiyor
colleagues-off = telefonu kapalı
colleagues-rings = çalıyor: { $who } · { $since }
colleagues-calls = { $who } aranıyor · { $since }
colleagues-talks = { $who } ile görüşüyor · { $since }
