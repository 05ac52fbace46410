//! What happens at the clinic on one Tuesday, as a line for each call: the time in Turkey, the PBX's
//! id of the call, and what somebody standing in the office would have seen.
//!
//! - `in FROM how`: a call comes in to the clinic's line. `no 1001` rings there and nobody answers,
//!   `busy 1001`, `rejected 1001`, `queue` gives up in queue 200, `menu` never leaves the menu,
//!   `talk 1001` is answered there, `qtalk 1001` in the queue.
//! - `out TO how`: somebody of ours calls. `no 1001`, `talk 1001`.
//! - `int FROM TO`: two extensions talk.
//! - `mtt FROM NUMBER-… NUMBER+`: a call to the Russian line, forwarded to these in turn; `+` answers.
//! - `bul FROM how`: a call to the third line, at another PBX. `no 1001`, `menu`, `fax`.
//!
//! Behind that may stand how its deliveries come: `late` all of them long after midnight, `tail` all
//! but the first of them then, `twice` each twice, `again` all of them once more after midnight,
//! `backwards` the last one first.

/// The day.
pub(super) const SCRIPT: &str = "
00:41 night1      in  05302000001 menu
02:13 night2      in  05302000002 menu
02:15 night3      in  05302000002 menu
03:30 hidden1     in  anonymous menu
05:55 ayse1       in  02121000001 menu
06:20 delta1      in  02161000003 menu

08:05 twice1      in  05302000003 no 1001
08:06 twice2      in  05302000003 no 1001
08:09 twice3      in  05302000003 talk 1002
08:12 queue1      in  05302000004 queue
08:31 night4      out 05302000001 talk 1001
08:35 night5      out 05302000002 no 1002
08:40 ayse2       out 05301000001 talk 1003
08:44 queue2      out 05302000004 talk 1001
08:50 busy1       in  05302000005 busy 1001
08:55 reject1     in  05302000006 rejected 1002
09:10 cem1        in  05301000003 talk 1001
09:15 derya1      in  05301000004 no 1001
09:18 delta2      in  02161000003 talk 1002
09:20 busy2       in  05302000005 busy 1002
09:30 fatma1      in  05302000019 no 1001
09:40 fatma2      in  02121000019 talk 1002

10:00 hidden2     in  anonymous no 1001
10:05 hidden3     in  anonymous talk 1002
10:10 third1      bul 05302000025 no 1001
10:15 third2      out 05302000025 talk 1002
10:20 sifa1       in  02121000005 no 1003
10:25 third3      bul 05302000026 menu
10:30 sifa2       bul 02121000006 fax
10:40 hasan1      in  05302000020 no 1001
10:50 hasan2      in  02121000020 talk 1002
11:00 moscow1     mtt 79161110001 79680000002- 79680000001+
11:10 moscow2     mtt 79161110002 79680000001- 79680000002-
11:20 moscow3     mtt 79161110003 79680000001-
11:22 selim1      in  05301000007 no 1001
11:25 forward1    in  05302000007 no 1001
11:30 forward2    in  05302000007 talk 05301000007
11:40 moscow4     mtt 79161110003 79680000001- 79680000002+
11:45 mehmet1     in  05301000002 no 1001
12:00 advert1     in  05302000009 no 1001
12:10 mehmet2     in  02121000002 queue
12:11 mehmet3     in  05421000002 menu
12:30 advert2     in  05302000008 no 1002
12:40 selim2      out 02121000007 no 1001
12:45 nuisance1   in  05302000010 no 1001

13:00 handled1    in  05302000011 no 1001
13:05 handled2    in  05302000011 no 1001
13:20 ayse3       in  05301000001 no 1001
13:22 ayse4       in  02121000001 no 1001
13:30 mehmet4     in  05301000002 talk 1002
14:10 thrice1     in  05302000012 queue
14:15 thrice2     out 05302000012 no 1001
14:25 thrice3     out 05302000012 no 1002
14:40 thrice4     out 05302000012 talk 1002
14:50 late1       in  05302000013 no 1001 late
15:00 handled3    in  05302000011 no 1002
15:10 late2       out 05302000013 talk 1001
15:20 late3       in  05302000014 talk 1001
15:30 late4       in  05302000014 no 1002 late
15:35 tail1       in  05302000015 talk 1003 tail
15:40 delta3      in  02161000003 queue
15:45 repeat1     in  05302000016 no 1001 twice
15:55 repeat2     in  05302000017 no 1002 again
16:00 repeat3     out 05302000017 talk 1002
16:10 mixed1      in  05302000018 queue backwards
16:12 mixed2      in  05302000018 qtalk 1002 backwards
16:20 mehmet5     in  05421000002 no 1003
16:25 mehmet6     in  02121000002 no 1003
16:30 selim3      in  02121000007 talk 1001
16:35 selim4      in  05301000007 no 1002
16:40 internal1   int 1001 1002

17:10 spelled1    in  905302000021 no 1001
17:12 spelled2    in  00905302000021 no 1001
17:14 spelled3    in  5302000021 no 1001
17:20 london1     in  00442071838750 no 1002
17:25 london2     out 00442071838750 no 1001
17:40 before1     out 05302000027 talk 1001
17:45 before2     in  05302000027 no 1001
18:40 evening1    in  05302000023 queue
18:55 evening2    in  05302000022 queue
19:05 evening3    in  05302000022 menu
23:50 midnight1   in  05302000024 menu
23:58 midnight2   in  05302000024 menu
";

/// What people do at Kimo meanwhile.
#[derive(Clone, Copy, Debug)]
pub(super) enum Done {
    /// Somebody saves a contact with these numbers in the place of the one that was called so.
    Saves {
        name: &'static str,
        company: Option<&'static str>,
        numbers: &'static [&'static str],
        unwanted: bool,
    },
    /// Somebody imports this file.
    Imports(&'static str),
    /// Somebody says `kimo missed handled` of this caller.
    Handles(&'static str),
}

const fn saves(name: &'static str, numbers: &'static [&'static str]) -> Done {
    Done::Saves {
        name,
        company: None,
        numbers,
        unwanted: false,
    }
}

const fn of_delta(name: &'static str, numbers: &'static [&'static str]) -> Done {
    Done::Saves {
        name,
        company: Some("Delta"),
        numbers,
        unwanted: false,
    }
}

const fn unwanted(name: &'static str, numbers: &'static [&'static str]) -> Done {
    Done::Saves {
        name,
        company: None,
        numbers,
        unwanted: true,
    }
}

/// When, and what.
pub(super) const DONE: &[(&str, Done)] = &[
    (
        "00:00",
        saves("Ayşe Yılmaz", &["05301000001", "02121000001"]),
    ),
    (
        "00:00",
        saves(
            "Mehmet Demir",
            &["05301000002", "02121000002", "05421000002"],
        ),
    ),
    (
        "00:00",
        of_delta("Cem Kaya", &["05301000003", "02161000003"]),
    ),
    (
        "00:00",
        of_delta("Derya Ak", &["05301000004", "02161000003"]),
    ),
    ("00:00", saves("Şifa Tıp", &["02121000005", "02121000006"])),
    ("00:00", saves("Dr. Selim", &["05301000007", "02121000007"])),
    ("00:00", unwanted("Reklam", &["05302000009", "05302000008"])),
    ("00:00", saves("Fatma Çelik", &["05302000019"])),
    ("00:00", saves("Hasan Er", &["05302000020", "02121000020"])),
    // The list of patients comes from the other program.
    (
        "12:20",
        Done::Imports("Ad;Telefon;Cep\r\nFatma Çelik;02121000019;05302000019\r\n"),
    ),
    ("12:50", unwanted("Rahatsız", &["05302000010"])),
    ("13:10", Done::Handles("0530 200 00 11")),
    // By the number that did not call last.
    ("13:25", Done::Handles("+905301000001")),
    ("14:00", saves("Rahatsız", &["05302000010"])),
    // It was the neighbour's.
    ("17:00", saves("Hasan Er", &["05302000020"])),
];
