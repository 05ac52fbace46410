missed-title = Кому перезвонить
missed-waiting = { $count ->
    [one] { $count } человек не дозвонился
    [few] { $count } человека не дозвонились
   *[many] { $count } человек не дозвонились
}
missed-called = { $count ->
    [1] Вам звонили
    [one] Вам звонили { $count } раз
    [few] Вам звонили { $count } раза
   *[many] Вам звонили { $count } раз
}
missed-calls-hidden = { $count ->
    [one] { $count } звонок со скрытого номера
    [few] { $count } звонка со скрытых номеров
   *[many] { $count } звонков со скрытых номеров
}
missed-done = Обработано
missed-done-all-earlier = { $who }: обработано
missed-call-back = Перезвонить
missed-call-back-who = Перезвонить: { $who }
missed-list = Кому перезвонить
missed-cleared = { $who }: убрано из списка
missed-empty-title = Перезванивать некому
missed-empty-text = Здесь собираются те, кто не дозвонился. Они исчезают сами, когда вы перезвоните или они дозвонятся.
missed-empty-calls = Показать все звонки
missed-more = { $count ->
    [one] и ещё { $count } человек
    [few] и ещё { $count } человека
   *[many] и ещё { $count } человек
}
