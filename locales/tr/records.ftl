## Santralin kendi kayıtları

records-gap-asleep = bilgisayar uyuyordu
records-gap-off = Kimo çalışmıyordu
records-gap-unreachable = Kimo'ya dışarıdan ulaşılamıyordu
records-gap-not_delivered = santral bildirmedi
records-gap-no_key = anahtar yok
records-failure-key = Santral anahtarı kabul etmiyor
records-failure-too-often = Santral çok sık sorulduğunu söylüyor
records-failure-trouble = Santralin arayüzünde sorun var
records-failure-refused = Santral isteği reddediyor
records-failure-shape = Santral, belgesindeki gibi yanıt vermiyor
records-failure-no-extension = Santralde bu dahili yok
records-failure-no-destination = Bu numara aranamıyor
records-failure-unreachable = Santralin arayüzüne ulaşılamıyor
records-failure-certificate = Santralin sertifikası kabul edilmiyor
records-failure-too-late = Santral zamanında yanıt vermiyor
records-failure-too-much = Santral, alınabilecekten fazlasını gönderiyor
records-failure-no-key = Anahtar okunamıyor
records-failure-grows = Liste okunurken değişiyor
records-failure-clocks = Santralin saatiyle bu bilgisayarın saati çok farklı, ya da santral saati bildirmiyor: çağrıların eksiksiz olduğu söylenemiyor
records-failure-not-kept = Kayıtlar saklanamadı
records-failure-lost-most = Santral, bilinenlerin çoğunu artık bildirmiyor; yanlış olabilir, hiçbiri silinmedi
dial-failure-no-key = Arama için santralin anahtarı gerekiyor
dial-failure-not-offered = Santral, Kimo için numara aramayı sunmuyor
dial-failure-no-own-extension = Önce kendi dahilinizi ayarlarda girin
dial-failure-unsure = Santral yanıt vermedi; telefonunuz yine de çalabilir
dial-failure-busy = Şu anda başka bir numara aranıyor
