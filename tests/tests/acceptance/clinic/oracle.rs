//! What a careful person would have on their desk that evening, written by hand from the script.

/// A line of the board: of one person.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Open {
    /// The number they called from last.
    pub(super) key: &'static str,
    /// How they are called.
    pub(super) name: Option<&'static str>,
    /// Their numbers that called, the last first.
    pub(super) numbers: &'static [&'static str],
    /// The calls that stand behind it.
    pub(super) calls: &'static [&'static str],
    /// The first and the last of them, in Turkey.
    pub(super) first: &'static str,
    pub(super) last: &'static str,
    /// The line they called, the queue they waited in, and why the last call was missed.
    pub(super) called: &'static str,
    pub(super) queue: Option<&'static str>,
    pub(super) why: &'static str,
    /// When somebody tried to reach them.
    pub(super) tried: Option<&'static str>,
}

const LINE: &str = "+902129090909";

const fn at(
    key: &'static str,
    calls: &'static [&'static str],
    first: &'static str,
    last: &'static str,
    why: &'static str,
) -> Open {
    Open {
        key,
        name: None,
        numbers: &[],
        calls,
        first,
        last,
        called: LINE,
        queue: None,
        why,
        tried: None,
    }
}

/// The newest first. Where no numbers stand it is the one. Of a menu only the third line's PBX
/// speaks: at the first line nobody can know whether the caller heard one.
pub(super) const BOARD: &[Open] = &[
    at(
        "+905302000024",
        &["midnight1", "midnight2"],
        "23:50",
        "23:58",
        "no_answer",
    ),
    // The last time it was not the queue, though it was before.
    at(
        "+905302000022",
        &["evening2", "evening3"],
        "18:55",
        "19:05",
        "no_answer",
    ),
    Open {
        queue: Some("200"),
        ..at(
            "+905302000023",
            &["evening1"],
            "18:40",
            "18:40",
            "gave_up_in_queue",
        )
    },
    // That we talked before helps nobody.
    at("+905302000027", &["before2"], "17:45", "17:45", "no_answer"),
    Open {
        tried: Some("17:25"),
        ..at("+442071838750", &["london1"], "17:20", "17:20", "no_answer")
    },
    at(
        "+905302000021",
        &["spelled1", "spelled2", "spelled3"],
        "17:10",
        "17:14",
        "no_answer",
    ),
    // He called while we talked to his home, from which he cannot have called.
    Open {
        name: Some("Dr. Selim"),
        ..at("+905301000007", &["selim4"], "16:35", "16:35", "no_answer")
    },
    Open {
        name: Some("Mehmet Demir"),
        numbers: &["+902121000002", "+905421000002"],
        ..at(
            "+902121000002",
            &["mehmet5", "mehmet6"],
            "16:20",
            "16:25",
            "no_answer",
        )
    },
    at("+905302000016", &["repeat1"], "15:45", "15:45", "no_answer"),
    // Two have the switchboard: whom of them?
    Open {
        name: Some("Delta (2)"),
        queue: Some("200"),
        ..at(
            "+902161000003",
            &["delta3"],
            "15:40",
            "15:40",
            "gave_up_in_queue",
        )
    },
    // It came to light after midnight, and nobody talked to them since.
    at("+905302000014", &["late4"], "15:30", "15:30", "no_answer"),
    at(
        "+905302000011",
        &["handled3"],
        "15:00",
        "15:00",
        "no_answer",
    ),
    // Unwanted for an hour only.
    Open {
        name: Some("Rahatsız"),
        ..at(
            "+905302000010",
            &["nuisance1"],
            "12:45",
            "12:45",
            "no_answer",
        )
    },
    Open {
        called: "+78000000000",
        ..at("+79161110002", &["moscow2"], "11:10", "11:10", "no_answer")
    },
    // The neighbour got through, not he.
    Open {
        name: Some("Hasan Er"),
        ..at("+905302000020", &["hasan1"], "10:40", "10:40", "no_answer")
    },
    Open {
        called: "+908508850000",
        ..at(
            "+905302000026",
            &["third3"],
            "10:25",
            "10:25",
            "gave_up_in_menu",
        )
    },
    // A fax from their other number is no talk.
    Open {
        name: Some("Şifa Tıp"),
        ..at("+902121000005", &["sifa1"], "10:20", "10:20", "no_answer")
    },
    at(
        "+905302000005",
        &["busy1", "busy2"],
        "08:50",
        "09:20",
        "busy",
    ),
    // Her company was talked to, at the number of all.
    Open {
        name: Some("Derya Ak"),
        ..at("+905301000004", &["derya1"], "09:15", "09:15", "no_answer")
    },
    at("+905302000006", &["reject1"], "08:55", "08:55", "rejected"),
    Open {
        tried: Some("08:35"),
        ..at(
            "+905302000002",
            &["night2", "night3"],
            "02:13",
            "02:15",
            "no_answer",
        )
    },
];

/// Missed calls of those who withhold their number; that one of them got through says nothing.
pub(super) const HIDDEN: &[&str] = &["hidden1", "hidden2"];

/// A missed call of somebody who is not on the board: how it was settled, by which call, who of ours
/// talked to them, and through which other number of theirs.
pub(super) type Settled = (
    &'static str,
    &'static str,
    &'static str,
    Option<&'static str>,
    Option<&'static str>,
);

/// All of them.
pub(super) const SETTLED: &[Settled] = &[
    ("night1", "called_back", "night4", Some("1001"), None),
    (
        "ayse1",
        "called_back",
        "ayse2",
        Some("1003"),
        Some("+905301000001"),
    ),
    ("delta1", "got_through", "delta2", Some("1002"), None),
    ("twice1", "got_through", "twice3", Some("1002"), None),
    ("twice2", "got_through", "twice3", Some("1002"), None),
    ("queue1", "called_back", "queue2", Some("1001"), None),
    // Since the import her home is known to be hers.
    (
        "fatma1",
        "got_through",
        "fatma2",
        Some("1002"),
        Some("+902121000019"),
    ),
    ("third1", "called_back", "third2", Some("1002"), None),
    (
        "moscow3",
        "got_through",
        "moscow4",
        Some("79680000002"),
        None,
    ),
    (
        "selim1",
        "got_through",
        "selim3",
        Some("1001"),
        Some("+902121000007"),
    ),
    (
        "forward1",
        "got_through",
        "forward2",
        Some("05301000007"),
        None,
    ),
    ("mehmet1", "got_through", "mehmet4", Some("1002"), None),
    (
        "mehmet2",
        "got_through",
        "mehmet4",
        Some("1002"),
        Some("+905301000002"),
    ),
    (
        "mehmet3",
        "got_through",
        "mehmet4",
        Some("1002"),
        Some("+905301000002"),
    ),
    ("advert1", "unwanted", "advert1", None, None),
    ("advert2", "unwanted", "advert2", None, None),
    ("handled1", "handled", "handled2", None, None),
    ("handled2", "handled", "handled2", None, None),
    ("ayse3", "handled", "ayse4", None, None),
    ("ayse4", "handled", "ayse4", None, None),
    ("thrice1", "called_back", "thrice4", Some("1002"), None),
    ("late1", "called_back", "late2", Some("1001"), None),
    ("repeat2", "called_back", "repeat3", Some("1002"), None),
    ("mixed1", "got_through", "mixed2", Some("1002"), None),
];
