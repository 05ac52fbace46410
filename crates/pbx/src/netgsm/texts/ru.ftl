netgsm-guide-open = Войдите в Netgsm и на странице Netsantral откройте по порядку:
netgsm-guide-settings = «настройки», в меню
netgsm-guide-general = «общие настройки»
netgsm-guide-requests = «настройки запросов API», на этой странице
netgsm-guide-paste = Скопируйте адрес и вставьте целиком в поле адреса:
netgsm-guide-save = Включите отправку и сохраните. Netgsm не проверяет адрес: первый же звонок появится ниже.
netgsm-guide-nothing-else = Больше выбирать нечего: Netgsm шлёт все события на этот адрес, имени и пароля не спрашивает.
netgsm-story-transfer = ответивший переводит звонок коллеге
