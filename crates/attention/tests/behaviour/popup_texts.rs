//! What popups say, in three languages.

use kimo_attention::{CallerContext, Lang, OwnNumber, Popup, Preferences};

use crate::{
    script::{Said, Script, bulutfon, mtt, verimor},
    stage::Stage,
};

/// The call's popup after these deliveries, in Turkish, English and Russian.
fn in_three_languages(context: &CallerContext, said: impl Fn() -> Vec<Said>) -> String {
    let mut written = String::new();
    for language in ["tr", "en", "ru"] {
        let mut desk = Stage::new().knowing(context.clone());
        desk.set(Preferences {
            language: Lang::of_tag(language),
            ..Preferences::default()
        });
        desk.receive_all(said());
        desk.pass(if said()[0].event.call.pbx == crate::script::MTT {
            5
        } else {
            0
        });
        desk.popups()
            .for_each(|popup| written.push_str(&write(popup)));
    }
    written
}

fn write(popup: &Popup) -> String {
    let labels: Vec<_> = popup
        .actions
        .iter()
        .map(|action| action.label.as_str())
        .collect();
    let mut lines = vec![format!("{:?}: {}", popup.kind, popup.title)];
    // A tilde is a space at which no line ends.
    let line = |line: &String| format!("  {}", line.replace('\u{a0}', "~"));
    lines.extend(popup.lines.iter().map(line));
    lines.push(format!("  [{}]", labels.join("] [")));
    lines.join("\n") + "\n"
}

fn well_known() -> CallerContext {
    CallerContext {
        calls_today: 3,
        missed_this_week: 2,
        note: Some("salı günü\nteklif bekliyor".into()),
        ..CallerContext::default()
    }
}

fn nobody() -> CallerContext {
    CallerContext {
        calls_today: 1,
        ..CallerContext::default()
    }
}

fn ringing(call: &Script) -> Vec<Said> {
    vec![call.queue_ringing(0, "200", "1001")]
}

#[test]
fn a_ringing_call_says_who_which_line_who_is_rung_and_what_is_worth_knowing() {
    let call = verimor("a");
    insta::assert_snapshot!(in_three_languages(&well_known(), || ringing(&call)), @r"
    Ringing: 0212 320 50 62
      0212~963~00~00 · kuyruk 200 · dahili 1001
      bugün 3. araması; bu hafta 2 kez ulaşamadı; not: salı günü teklif bekliyor
      [Aç] [Numarayı kopyala] [Mesaj yaz]
    Ringing: 0212 320 50 62
      0212~963~00~00 · queue 200 · ext. 1001
      third call today; missed twice this week; note: salı günü teklif bekliyor
      [Open] [Copy number] [Take message]
    Ringing: 0212 320 50 62
      0212~963~00~00 · очередь 200 · доб. 1001
      третий звонок за сегодня; не ответили 2 раза на этой неделе; заметка: salı günü teklif bekliyor
      [Открыть] [Копировать номер] [Записать сообщение]
    ");
}

#[test]
fn an_important_caller_is_said_to_be_one() {
    let call = verimor("a");
    let important = CallerContext {
        is_important: true,
        ..well_known()
    };
    insta::assert_snapshot!(in_three_languages(&important, || ringing(&call)), @r"
    Ringing: 0212 320 50 62
      0212~963~00~00 · kuyruk 200 · dahili 1001
      önemli; bugün 3. araması; bu hafta 2 kez ulaşamadı; not: salı günü teklif bekliyor
      [Aç] [Numarayı kopyala] [Mesaj yaz]
    Ringing: 0212 320 50 62
      0212~963~00~00 · queue 200 · ext. 1001
      important; third call today; missed twice this week; note: salı günü teklif bekliyor
      [Open] [Copy number] [Take message]
    Ringing: 0212 320 50 62
      0212~963~00~00 · очередь 200 · доб. 1001
      важный контакт; третий звонок за сегодня; не ответили 2 раза на этой неделе; заметка: salı günü teklif bekliyor
      [Открыть] [Копировать номер] [Записать сообщение]
    ");
}

/// Whoever sits beside them need not wait until they pick up.
#[test]
fn a_call_that_rings_for_somebody_who_talks_says_so_until_they_have_hung_up() {
    let (talk, call) = (verimor("talk").from("05439012277"), verimor("a"));
    let mut desk = Stage::new();
    let ours = |number: &str, name: &str| OwnNumber {
        number: number.to_owned(),
        name: name.to_owned(),
        greeting: String::new(),
    };
    desk.set(Preferences {
        language: Lang::of_tag("en"),
        own_numbers: vec![ours("1002", "Ayşe")],
        ..Preferences::default()
    });
    let second_line = |desk: &Stage| desk.popup(&call.id()).unwrap().lines.get(1).cloned();
    desk.receive_all([talk.ringing(0, "1002"), call.ringing(2, "1002")]);
    assert_eq!(second_line(&desk), None, "both ring");
    desk.receive(talk.answered(5, "1002"));
    assert_eq!(second_line(&desk).as_deref(), Some("1002 Ayşe is talking"));
    desk.receive(call.ringing(6, "1001"));
    assert_eq!(second_line(&desk).as_deref(), Some("1002 Ayşe is talking"));
    desk.receive(talk.ended(9));
    assert_eq!(second_line(&desk), None);
    // Of a talk whose end is not heard of it is said as long as it is believed to go on.
    let lost = verimor("lost").from("05439012278");
    desk.receive_all([lost.ringing(10, "1001"), lost.answered(11, "1001")]);
    assert_eq!(second_line(&desk).as_deref(), Some("1001 is talking"));
    desk.expire(&lost.id());
    assert_eq!(second_line(&desk), None);
}

#[test]
fn the_title_is_the_name_alone_and_the_number_goes_below() {
    let call = verimor("a").named("Ayşe Yılmaz");
    insta::assert_snapshot!(in_three_languages(&nobody(), || ringing(&call)), @r"
    Ringing: Ayşe Yılmaz
      0212~320~50~62 · 0212~963~00~00 · kuyruk 200 · dahili 1001
      [Aç] [Numarayı kopyala] [Mesaj yaz]
    Ringing: Ayşe Yılmaz
      0212~320~50~62 · 0212~963~00~00 · queue 200 · ext. 1001
      [Open] [Copy number] [Take message]
    Ringing: Ayşe Yılmaz
      0212~320~50~62 · 0212~963~00~00 · очередь 200 · доб. 1001
      [Открыть] [Копировать номер] [Записать сообщение]
    ");
}

#[test]
fn a_hidden_number_has_no_history_and_cannot_be_copied() {
    let call = verimor("a").from("anonymous");
    insta::assert_snapshot!(in_three_languages(&well_known(), || ringing(&call)), @r"
    Ringing: gizli numara
      0212~963~00~00 · kuyruk 200 · dahili 1001
      [Aç] [Mesaj yaz]
    Ringing: hidden number
      0212~963~00~00 · queue 200 · ext. 1001
      [Open] [Take message]
    Ringing: номер скрыт
      0212~963~00~00 · очередь 200 · доб. 1001
      [Открыть] [Записать сообщение]
    ");
}

#[test]
fn a_call_to_an_extension_names_it_once() {
    let call = verimor("a").to("1001");
    let said = || vec![call.ringing(0, "1001")];
    insta::assert_snapshot!(in_three_languages(&nobody(), said), @r"
    Ringing: 0212 320 50 62
      dahili 1001
      [Aç] [Numarayı kopyala] [Mesaj yaz]
    Ringing: 0212 320 50 62
      ext. 1001
      [Open] [Copy number] [Take message]
    Ringing: 0212 320 50 62
      доб. 1001
      [Открыть] [Копировать номер] [Записать сообщение]
    ");
}

#[test]
fn many_legs_are_not_listed_one_by_one() {
    let call = verimor("a");
    let legs = ["1001", "1002", "1003", "1004", "1005"];
    let said = || legs.iter().map(|leg| call.ringing(0, leg)).collect();
    insta::assert_snapshot!(in_three_languages(&nobody(), said), @r"
    Ringing: 0212 320 50 62
      0212~963~00~00 · dahili 1001, 1002, 1003, …
      [Aç] [Numarayı kopyala] [Mesaj yaz]
    Ringing: 0212 320 50 62
      0212~963~00~00 · ext. 1001, 1002, 1003, …
      [Open] [Copy number] [Take message]
    Ringing: 0212 320 50 62
      0212~963~00~00 · доб. 1001, 1002, 1003, …
      [Открыть] [Копировать номер] [Записать сообщение]
    ");
}

#[test]
fn redirect_numbers_are_written_for_reading_aloud() {
    let call = mtt("a").asking_for("0004");
    let said = || vec![call.ringing(0, "79684881033")];
    insta::assert_snapshot!(in_three_languages(&nobody(), said), @r"
    Ringing: 8 (915) 436-88-86
      8~(958)~648-80-02 · dahili 0004 · 8~(968)~488-10-33
      [Aç] [Numarayı kopyala] [Mesaj yaz]
    Ringing: 8 (915) 436-88-86
      8~(958)~648-80-02 · ext. 0004 · 8~(968)~488-10-33
      [Open] [Copy number] [Take message]
    Ringing: 8 (915) 436-88-86
      8~(958)~648-80-02 · доб. 0004 · 8~(968)~488-10-33
      [Открыть] [Копировать номер] [Записать сообщение]
    ");
}

#[test]
fn answered_elsewhere_says_by_whom() {
    let call = verimor("a");
    let said = || {
        vec![
            call.queue_ringing(0, "200", "1002"),
            call.answered(5, "1002"),
        ]
    };
    insta::assert_snapshot!(in_three_languages(&well_known(), said), @r"
    Answered: 0212 320 50 62
      1002 cevapladı · 0212~963~00~00 · kuyruk 200
      []
    Answered: 0212 320 50 62
      Answered by 1002 · 0212~963~00~00 · queue 200
      []
    Answered: 0212 320 50 62
      Ответили: 1002 · 0212~963~00~00 · очередь 200
      []
    ");
}

#[test]
fn missed_says_when_where_how_long_they_waited_and_offers_to_call_back() {
    let call = verimor("a");
    let said = || vec![call.queue_ringing(0, "200", "1001"), call.ended_missed(35)];
    insta::assert_snapshot!(in_three_languages(&well_known(), said), @r"
    Missed: 0212 320 50 62
      Cevapsız çağrı, 12:00 · 0212~963~00~00 · kuyruk 200 · dahili 1001
      35~sn bekledi; bugün 3. araması; bu hafta 2 kez ulaşamadı; not: salı günü teklif bekliyor
      [Geri ara] [Numarayı kopyala] [Halledildi] [Aç]
    Missed: 0212 320 50 62
      Missed call, 12:00 · 0212~963~00~00 · queue 200 · ext. 1001
      waited 35~s; third call today; missed twice this week; note: salı günü teklif bekliyor
      [Call back] [Copy number] [Handled] [Open]
    Missed: 0212 320 50 62
      Пропущенный звонок, 12:00 · 0212~963~00~00 · очередь 200 · доб. 1001
      ожидание 35~с; третий звонок за сегодня; не ответили 2 раза на этой неделе; заметка: salı günü teklif bekliyor
      [Перезвонить] [Копировать номер] [Обработано] [Открыть]
    ");
}

#[test]
fn a_call_that_was_missed_on_another_day_says_which() {
    let call = bulutfon("a").beginning(-300 * 24 * 60 * 60);
    let said = || vec![call.missing_call(20)];
    insta::assert_snapshot!(in_three_languages(&nobody(), said), @r"
    Missed: 0532 000 00 00
      Cevapsız çağrı, 26.01.2026 12:00 · 0850~885~00~00
      [Geri ara] [Numarayı kopyala] [Halledildi] [Aç]
    Missed: 0532 000 00 00
      Missed call, 26 Jan 2026 12:00 · 0850~885~00~00
      [Call back] [Copy number] [Handled] [Open]
    Missed: 0532 000 00 00
      Пропущенный звонок, 26.01.2026 12:00 · 0850~885~00~00
      [Перезвонить] [Копировать номер] [Обработано] [Открыть]
    ");
}

#[test]
fn several_missed_callers_are_counted_and_the_newest_are_named() {
    let callers = ["05321234501", "05321234502", "anonymous", "05321234504"];
    let said = || {
        let calls = callers.iter().zip(0..).map(|(caller, minute)| {
            let call = verimor(caller).from(caller).beginning(60 * minute);
            match minute {
                1 => call.named("Ayşe Yılmaz"),
                _ => call,
            }
        });
        calls.map(|call| call.ended_missed(20)).collect()
    };
    insta::assert_snapshot!(in_three_languages(&nobody(), said), @r"
    SeveralMissed(4): 4 kişi aradı
      Cevapsız çağrılar, sonuncusu 12:03
      0532~123~45~04, gizli~numara, Ayşe Yılmaz, …
      [Cevapsızları göster]
    SeveralMissed(4): 4 people called
      Missed calls, the last at 12:03
      0532~123~45~04, hidden~number, Ayşe Yılmaz, …
      [Show missed callers]
    SeveralMissed(4): Звонили 4 человека
      Пропущенные звонки, последний в 12:03
      0532~123~45~04, номер~скрыт, Ayşe Yılmaz, …
      [Показать пропущенные]
    ");
}

#[test]
fn a_greeting_and_names_of_our_own_numbers_stand_in_the_popup() {
    let own = |number: &str, name: &str, greeting: &str| OwnNumber {
        number: number.into(),
        name: name.into(),
        greeting: greeting.into(),
    };
    let line = own(
        "+90 212 963 00 00",
        "Randevu hattı",
        "İyi günler, Diş Kliniği",
    );
    let mut desk = Stage::with(Preferences {
        language: Lang::of_tag("tr"),
        own_numbers: vec![line, own("1001", "Ayşe", "")],
        ..Preferences::default()
    });
    let call = verimor("a");
    desk.receive(call.queue_ringing(0, "200", "1001"));
    desk.receive(call.queue_ringing(0, "200", "1002"));
    let mut written = write(desk.popup(&call.id()).unwrap());
    desk.receive(call.ended_missed(35));
    written.push_str(&write(desk.popup(&call.id()).unwrap()));
    insta::assert_snapshot!(written, @r"
    Ringing: 0212 320 50 62
      kuyruk 200 · dahili 1002 · Ayşe
      Randevu hattı: İyi günler, Diş Kliniği
      [Aç] [Numarayı kopyala] [Mesaj yaz]
    Missed: 0212 320 50 62
      Cevapsız çağrı, 12:00 · Randevu hattı · kuyruk 200 · dahili 1002 · Ayşe
      35~sn bekledi
      [Geri ara] [Numarayı kopyala] [Halledildi] [Aç]
    ");
}

#[test]
fn a_test_call_says_that_it_is_one() {
    let call = verimor("6b696d6f-7465-7374-0000-000000000000");
    let said = || vec![call.ringing(0, "1001")];
    insta::assert_snapshot!(in_three_languages(&nobody(), said), @r"
    Ringing: 0212 320 50 62
      Deneme çağrısı · 0212~963~00~00 · dahili 1001
      [Aç] [Numarayı kopyala] [Mesaj yaz]
    Ringing: 0212 320 50 62
      Test call · 0212~963~00~00 · ext. 1001
      [Open] [Copy number] [Take message]
    Ringing: 0212 320 50 62
      Пробный звонок · 0212~963~00~00 · доб. 1001
      [Открыть] [Копировать номер] [Записать сообщение]
    ");
}

#[test]
fn text_from_outside_is_one_clean_line_of_limited_length() {
    let name = "Ali\u{202e}\r\n<b>Veli</b> ".repeat(20);
    let call = verimor("a").named(&name).to("\u{1b}[2Jour~line");
    insta::assert_snapshot!(in_three_languages(&nobody(), || ringing(&call)), @r"
    Ringing: Ali <b>Veli</b> Ali <b>Veli</b> Ali <b>Veli</b> Ali <b>Veli</b> Ali <b>Veli</b>…
      0212~320~50~62 · [2Jour~line · kuyruk 200 · dahili 1001
      [Aç] [Numarayı kopyala] [Mesaj yaz]
    Ringing: Ali <b>Veli</b> Ali <b>Veli</b> Ali <b>Veli</b> Ali <b>Veli</b> Ali <b>Veli</b>…
      0212~320~50~62 · [2Jour~line · queue 200 · ext. 1001
      [Open] [Copy number] [Take message]
    Ringing: Ali <b>Veli</b> Ali <b>Veli</b> Ali <b>Veli</b> Ali <b>Veli</b> Ali <b>Veli</b>…
      0212~320~50~62 · [2Jour~line · очередь 200 · доб. 1001
      [Открыть] [Копировать номер] [Записать сообщение]
    ");
}
