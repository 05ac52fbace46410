netgsm-guide-open = Sign in to Netgsm and open, one after the other, on Netsantral's page:
netgsm-guide-settings = “settings”, in the menu
netgsm-guide-general = “general settings”
netgsm-guide-requests = “settings of API requests”, on that page
netgsm-guide-paste = Copy the address and paste it whole into the field for the address:
netgsm-guide-save = Switch the sending on and save. Netgsm does not test the address: the first call will show below.
netgsm-guide-nothing-else = There is nothing else to choose: Netgsm sends all events to this one address, and asks for no user name and password.
netgsm-story-transfer = whoever answers passes the call on to a colleague
