messages-title = Take a message
messages-write = Take message
messages-write-who = Take a message: { $who }
messages-write-key = Take message (M)
messages-recipient = For
messages-recipient-missing = Say for whom the message is
messages-wants = The caller
messages-wants-call-back = wants to be called back
messages-wants-called-again = called again
messages-wants-will-call-again = will call again
messages-wants-other = something else
messages-text = Message
messages-text-missing = Write a few words, or choose what the caller wants
messages-address = E-mail address (optional, not kept)
messages-copy = Copy and keep
messages-mail = Write e-mail
messages-keep = Keep only
messages-left = The message for { $recipient } is kept with the call
messages-left-copied = The message for { $recipient } is kept and copied
messages-subject = Message for { $recipient }: { $who }
messages-for = Message for { $recipient }
messages-fact = { $label }: { $value }
messages-when = Time
messages-line = Our line
messages-of-call = Messages
messages-waiting = Messages to pass on
messages-none = No message to pass on
messages-none-text = Messages that you write for colleagues about a call stay here until they are passed on.
messages-pass-on = Passed on
messages-pass-on-who = Message for { $recipient }: passed on
messages-passed-on = The message for { $recipient } is passed on
messages-reopen-who = Reopen the message for { $recipient }
messages-more = { $count ->
    [one] and { $count } more message
   *[other] and { $count } more messages
}
