netgsm-guide-open = Netgsm'e giriş yapıp Netsantral'ın sayfasında sırayla şunları açın:
netgsm-guide-settings = menüde
netgsm-guide-general = alt menüde
netgsm-guide-requests = sayfadaki bölüm
netgsm-guide-paste = Adresi kopyalayıp oradaki adres alanına bütün olarak yapıştırın:
netgsm-guide-save = Gönderimi açık duruma getirip kaydedin. Netgsm adresi sınamaz: ilk aramayla birlikte burada görünür.
netgsm-guide-nothing-else = Başka seçim yok: Netgsm bütün olayları bu adrese gönderir, kullanıcı adı ve parola sormaz.
netgsm-story-transfer = ilk cevaplayan çağrıyı bir arkadaşına aktarır
