error-no_such_question = window and program are of different versions; restart Kimo
error-bad_params = Kimo did not accept this ({ $detail })
error-not_found = it is no longer in the history
error-storage = the history cannot be reached ({ $detail })
error-desktop_only = only the desktop program can do this
error-not_delivered = the test call did not get through ({ $detail })
error-secrets = the secrets cannot be kept ({ $detail })
error-unreachable = Kimo does not answer
