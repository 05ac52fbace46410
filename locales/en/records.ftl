## The PBX's own records

records-gap-asleep = the computer slept
records-gap-off = Kimo was not running
records-gap-unreachable = Kimo could not be reached from outside
records-gap-not_delivered = the PBX did not report it
records-gap-no_key = there is no key
records-failure-key = The PBX does not accept the key
records-failure-too-often = The PBX says that it was asked too often
records-failure-trouble = The PBX's interface is in trouble
records-failure-refused = The PBX refuses the request
records-failure-shape = The PBX does not answer as its document says
records-failure-no-extension = The PBX has no such extension
records-failure-no-destination = This number cannot be called
records-failure-unreachable = The PBX's interface cannot be reached
records-failure-certificate = The PBX's certificate is not accepted
records-failure-too-late = The PBX does not answer in time
records-failure-too-much = The PBX sends more than is taken
records-failure-no-key = The key cannot be read
records-failure-grows = The list changes while it is read
records-failure-clocks = The PBX's clock and this computer's differ too much, or it does not tell the time: nothing is proved
records-failure-not-kept = The records could not be kept
records-failure-lost-most = The PBX no longer tells of most whom it told of; that may be wrong, and nobody was removed
dial-failure-no-key = To call, the PBX's key is needed
dial-failure-not-offered = The PBX does not offer to call numbers for Kimo
dial-failure-no-own-extension = Enter your own extension in the settings first
dial-failure-unsure = The PBX did not answer; your telephone may ring all the same
dial-failure-busy = Another number is just being called
