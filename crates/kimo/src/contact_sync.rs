//! `kimo contacts sync`: the address book, now.

use std::{process::ExitCode, thread, time::Duration};

use jiff::{Timestamp, tz::TimeZone};
use kimo_desk::{
    Formats, Texts,
    api::{AddressBookFailure, AddressBookRow, Asker, Nothing},
    clean,
};
use serde::Serialize;

use crate::{doctor::of_fault, failure::Failure, output::Output};

/// How the address book is, for another program. Fields may be added, never changed.
#[derive(Serialize)]
struct SyncLine<'a> {
    name: &'a str,
    contacts: u32,
    synced_at: &'a Option<String>,
    failure: Option<FailureLine<'a>>,
}

#[derive(Serialize)]
struct FailureLine<'a> {
    code: &'a str,
    detail: &'a str,
}

/// Syncs the address book and waits for the end of that; code 1 where it fails.
pub(crate) fn sync(
    desk: &Asker,
    json: bool,
    texts: &Texts,
    output: &mut Output,
) -> Result<ExitCode, Failure> {
    let mut view = desk.sync_address_book(Nothing)?;
    while view.book.is_some() && view.syncing {
        thread::sleep(LOOK_AGAIN);
        view = desk.address_book(Nothing)?;
    }
    let Some(book) = view.book else {
        return Err(Failure::Usage(texts.get("cli-sync-no-book", &[])));
    };
    match json {
        true => output.json(&SyncLine {
            name: &book.name,
            contacts: book.contacts,
            synced_at: &book.synced_at,
            failure: book.failure.as_ref().map(|failure| FailureLine {
                code: &failure.code,
                detail: &failure.detail,
            }),
        })?,
        false => tell(&book, texts, output)?,
    }
    Ok(match book.failure {
        Some(_) => ExitCode::FAILURE,
        None => ExitCode::SUCCESS,
    })
}

fn tell(book: &AddressBookRow, texts: &Texts, output: &mut Output) -> Result<(), Failure> {
    // A name comes from a server and goes to a terminal, which obeys control characters.
    let name = clean(&book.name, CELL);
    if let Some(AddressBookFailure { code, detail, .. }) = &book.failure {
        for id in [
            format!("book-failure-{code}"),
            format!("book-failure-{code}-next"),
        ] {
            output.line(of_fault(&id, &clean(detail, DETAIL), texts))?;
        }
        return Ok(());
    }
    let formats = Formats::new(texts.language(), TimeZone::system());
    let at = book.synced_at.as_deref().map(str::parse::<Timestamp>);
    let at = at.and_then(Result::ok).unwrap_or_else(Timestamp::now);
    let words = [
        ("name", name.into()),
        ("count", book.contacts.into()),
        ("at", formats.date_time(at).into()),
    ];
    output.line(texts.get("cli-sync-done", &words))?;
    Ok(())
}

const CELL: usize = 60;
const DETAIL: usize = 300;
const LOOK_AGAIN: Duration = Duration::from_millis(100);
