settings-title = Settings
settings-language = Language
settings-language-system = The system's language
settings-language-tr = Türkçe
settings-language-en = English
settings-language-ru = Русский
settings-popups = Calls that pop up
settings-extensions = My extensions
settings-extensions-hint = Only calls that ring these extensions pop up. Leave empty to see every incoming call.
settings-extensions-placeholder = 1001
settings-queues = My queues
settings-queues-hint = Calls that come to these queues or groups pop up too.
settings-queues-placeholder = 200
settings-token-remove = Remove { $token }
settings-internal = Show internal calls too
settings-internal-hint = Calls between extensions.
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
settings-keys-single-hint = “/” searches, 1–4 switch sections, J and K move through calls. When off, Ctrl+F and the arrow keys still work.
settings-about = About Kimo
settings-version = Version
settings-total = Calls recorded
settings-folder = Where the history is kept
settings-copy-folder = Copy where the history is kept
settings-problems = Take note
