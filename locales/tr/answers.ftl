error-no_such_question = pencere ile program farklı sürümlerden; Kimo'yu yeniden başlatın
error-bad_params = Kimo bunu kabul etmedi ({ $detail })
error-not_found = kayıt artık yok
error-storage = kayıtlara ulaşılamıyor ({ $detail })
error-desktop_only = bu yalnızca masaüstü programında yapılır
error-not_delivered = deneme çağrısı ulaşmadı ({ $detail })
error-secrets = gizli bilgiler saklanamadı ({ $detail })
error-unreachable = Kimo yanıt vermiyor
