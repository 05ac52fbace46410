## Why an address book cannot be read, and what to do

book-failure-bad-address = This is not the address of a server
book-failure-bad-address-next = Enter it as your provider gives it, for example cloud.example.com.
book-failure-not-https = { $fact } would be reached without encryption
book-failure-not-https-next = Enter the address with https. The password is not sent without it.
book-failure-wrong-password = The server does not accept the user name or the password
book-failure-wrong-password-next = Check both and enter them again. Google, iCloud and accounts with two-factor login need an app password.
book-failure-no-password = The password of the address book cannot be read ({ $detail })
book-failure-no-password-next = Enter the password again under Contacts → Import and export.
book-failure-unreachable = The server cannot be reached ({ $detail })
book-failure-unreachable-next = Check the internet connection and the address. Kimo tries again by itself.
book-failure-certificate = The server's certificate is not accepted ({ $detail })
book-failure-certificate-next = Check the address and the computer's clock. On a server of your own, ask whoever looks after it to install a valid certificate.
book-failure-elsewhere = The server points to { $fact }
book-failure-elsewhere-next = The password was not sent there. If that server is yours too, enter its address.
book-failure-no-book = There is no address book at this address
book-failure-no-book-next = Check the address and the user name, or create an address book on the server.
book-failure-not-carddav = The server does not answer as an address book does ({ $detail })
book-failure-not-carddav-next = Check the address. Your provider calls it the CardDAV address.
book-failure-refused = The server refused the request (HTTP { $fact })
book-failure-refused-next = Try again later. If it stays so, ask whoever looks after the server.
book-failure-too-much = The server sends more than Kimo takes ({ $detail })
book-failure-too-much-next = Choose a smaller address book, or share only the contacts that you need.
book-failure-not-kept = The contacts could not be saved ({ $detail })
book-failure-not-kept-next = Check the free space on the disk. Kimo tries again by itself.
