## Why an address book cannot be read, and what to do

book-failure-bad-address = Bu bir sunucu adresi değil
book-failure-bad-address-next = Adresi sağlayıcınızın verdiği gibi yazın, örneğin cloud.example.com.
book-failure-not-https = { $fact } adresine şifresiz bağlanılacaktı
book-failure-not-https-next = Adresi https ile yazın. Parola şifresiz gönderilmez.
book-failure-wrong-password = Sunucu kullanıcı adını veya parolayı kabul etmiyor
book-failure-wrong-password-next = İkisini de kontrol edip yeniden girin. Google, iCloud ve iki adımlı girişi olan hesaplar uygulama parolası ister.
book-failure-no-password = Adres defterinin parolası okunamıyor ({ $detail })
book-failure-no-password-next = Kişiler → İçe ve dışa aktar sayfasında parolayı yeniden girin.
book-failure-unreachable = Sunucuya ulaşılamıyor ({ $detail })
book-failure-unreachable-next = İnternet bağlantısını ve adresi kontrol edin. Kimo kendiliğinden yeniden dener.
book-failure-certificate = Sunucunun sertifikası kabul edilmiyor ({ $detail })
book-failure-certificate-next = Adresi ve bilgisayarın saatini kontrol edin. Kendi sunucunuzsa geçerli bir sertifika kurulmasını isteyin.
book-failure-elsewhere = Sunucu başka bir yere yönlendiriyor: { $fact }
book-failure-elsewhere-next = Parola oraya gönderilmedi. O sunucu da sizinse onun adresini girin.
book-failure-no-book = Bu adreste adres defteri yok
book-failure-no-book-next = Adresi ve kullanıcı adını kontrol edin veya sunucuda bir adres defteri oluşturun.
book-failure-not-carddav = Sunucu adres defteri gibi yanıt vermiyor ({ $detail })
book-failure-not-carddav-next = Adresi kontrol edin. Sağlayıcınız buna CardDAV adresi der.
book-failure-refused = Sunucu isteği reddetti (HTTP { $fact })
book-failure-refused-next = Daha sonra yeniden deneyin. Düzelmezse sunucuya bakan kişiye sorun.
book-failure-too-much = Sunucu Kimo'nun alabileceğinden fazlasını gönderiyor ({ $detail })
book-failure-too-much-next = Daha küçük bir adres defteri seçin veya yalnızca gereken kişileri paylaşın.
book-failure-not-kept = Kişiler kaydedilemedi ({ $detail })
book-failure-not-kept-next = Diskteki boş yeri kontrol edin. Kimo kendiliğinden yeniden dener.
