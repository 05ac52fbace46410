settings-title = Settings
settings-language = Language
settings-language-system = The system's language
settings-language-tr = Türkçe
settings-language-en = English
settings-language-ru = Русский
settings-start = Start with the computer
settings-start-hint = Kimo is in the tray when you log in, so that no call goes by unseen.
settings-first = First settings
settings-popups = Calls that pop up
settings-extensions = My extensions
settings-extensions-hint = Only calls that ring these extensions pop up. Leave empty to see every incoming call.
settings-extensions-placeholder = for example 1001
settings-queues = My queues
settings-queues-hint = Calls that come to these queues or groups pop up too.
settings-queues-placeholder = for example 200
settings-token-remove = Remove { $token }
settings-internal = Show internal calls too
settings-internal-hint = Calls between extensions.
settings-card = Call card
settings-card-when = Show it
settings-card-hint = A small window in a corner of the screen for calls that ring. It stands above full-screen programs and does not take the keyboard.
settings-card-auto = Where notifications cannot follow a call
settings-card-on = On
settings-card-off = Off
settings-card-instead = Ringing calls on the card only
settings-card-instead-hint = Otherwise in a notification of the system as well.
settings-card-corner = Corner
settings-card-top-left = Top left
settings-card-top-right = Top right
settings-card-bottom-left = Bottom left
settings-card-bottom-right = Bottom right
settings-card-screen = Screen
settings-card-screen-main = Main screen
settings-card-screen-one = { $name } ({ $width } × { $height })
settings-back = Calling back
settings-hours-on = Business hours
settings-hours-hint = Who calls while you are closed stands apart, and the time to call back runs during these hours only.
settings-hours-from = { $day }, opens
settings-hours-to = { $day }, closes
settings-hours-closed = closed
settings-hours-same = The same until Friday
settings-promise = Time to call back
settings-promise-hint = Once it has passed, you are reminded of a caller one time.
settings-promise-none = None
settings-promise-minutes = { $count ->
    [one] { $count } minute
   *[other] { $count } minutes
}
settings-short = Hung up at once
settings-short-hint = Who hangs up within this time does not count among those to call back, and stands below the list.
settings-short-none = Count them too
settings-short-seconds = { $count ->
    [one] { $count } second
   *[other] { $count } seconds
}
settings-own = Our numbers
settings-own-hint = Give names to your lines, extensions and queues. The greeting stands on the screen while the line rings.
settings-own-number = Line, extension or queue
settings-own-name = Name
settings-own-greeting = Greeting
settings-own-greeting-example = Good morning, Dental Clinic
settings-own-add = Add a number
settings-own-remove = Remove { $number }
settings-quiet = Do not disturb
settings-quiet-hint = Calls are recorded and do not pop up.
settings-history = History
settings-keep = Keep calls
settings-keep-always = For ever
settings-keep-days = { $count ->
    [one] { $count } day
   *[other] { $count } days
}
settings-keep-sure = Calls older than { $count } days, their notes and events will be deleted. This cannot be undone.
settings-keep-yes = Delete older calls
settings-keys = Keyboard
settings-keys-single = Single-key shortcuts
settings-keys-single-hint = “/” searches, 1–5 switch sections, J and K move through calls. When off, Ctrl+F and the arrow keys still work.
settings-about = About Kimo
settings-version = Version
settings-total = Calls recorded
settings-folder = Where the history is kept
settings-copy-folder = Copy where the history is kept
settings-problems = Take note
