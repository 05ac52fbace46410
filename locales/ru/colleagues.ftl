## Коллеги

colleagues-title = Коллеги
colleagues-on-the-phone = { $count ->
    [0] Никто не говорит по телефону
    [one] { $count } занят
    [few] { $count } заняты
   *[many] { $count } заняты
}
colleagues-none = Пока никто не известен
colleagues-none-text = Добавочные появятся здесь, когда будет введён ключ АТС или придут первые звонки.
colleagues-free = свободен
colleagues-on-a-call = говорит по телефону
colleagues-do-not-disturb = просит не беспокоить
colleagues-off = телефон выключен
colleagues-rings = звонит: { $who }, с { $since }
colleagues-calls = набирает: { $who }, с { $since }
colleagues-talks = разговаривает: { $who }, с { $since }
