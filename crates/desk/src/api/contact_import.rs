//! Contacts from files.

use base64::{Engine, prelude::BASE64_STANDARD};
use jiff::Timestamp;
use kimo_contacts::{Card, CardFile, FileError, LARGEST_FILE, Meaning, SkipReason};
use kimo_history::{ContactDraft, Judged};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{AskError, AskErrorCode, ImportCounts, Importing, Nothing, count};
use crate::{
    Desk, clean,
    contact_text::{LINE, NUMBERS, draft, home},
};

/// A part of a file that is to be imported.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct AddToImportParams {
    /// Whether the file begins with it.
    pub first: bool,
    /// The bytes, in base64.
    pub part: String,
}

/// Asks what an import would do.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct PreviewImportParams {
    /// The file's name, for people.
    pub file: String,
}

/// What an import would do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ImportPreview {
    /// What kind of file it is: `vcard 3.0`, `csv ;`.
    pub format: String,
    /// The character set by which it was read.
    pub charset: String,
    /// The columns of a CSV, as they were understood.
    pub columns: Vec<ImportColumn>,
    /// How many contacts it has.
    pub cards: u32,
    /// What would become of them.
    #[serde(flatten)]
    pub counts: ImportCounts,
    /// The first of each kind.
    pub sample: Vec<JudgedContact>,
    /// The first of those that could not be read.
    pub not_read: Vec<NotRead>,
}

/// A column of a CSV.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ImportColumn {
    /// What stands above it.
    pub header: String,
    /// What it was taken for; none for one that is not used.
    pub meaning: Option<ColumnMeaning>,
}

/// What a column was taken for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ColumnMeaning {
    /// The name, or a part of it.
    Name,
    /// The company.
    Company,
    /// Numbers.
    Number,
    /// What numbers are called.
    Label,
    /// The note.
    Note,
}

/// What would become of a contact.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct JudgedContact {
    /// What it is called.
    pub name: String,
    /// Its numbers, as written.
    pub numbers: Vec<String>,
    /// What becomes of it.
    pub verdict: ImportVerdict,
    /// Whose its numbers are.
    pub by: Option<String>,
}

/// What becomes of a contact.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ImportVerdict {
    /// It is new.
    Added,
    /// It is known, and gets a number.
    Changed,
    /// It is known as it is.
    Same,
    /// None of its numbers is one.
    Empty,
    /// Its numbers are somebody else's.
    Taken,
}

/// A card or row that could not be read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct NotRead {
    /// Which, the first is 1.
    pub place: u32,
    /// Why.
    pub why: NotReadWhy,
}

/// Why a card or row could not be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum NotReadWhy {
    /// It has no number.
    NoNumber,
    /// A spreadsheet program has lost the digits of its number.
    SpoiltNumber,
    /// It has neither name nor company.
    NoName,
    /// It has more numbers than anybody.
    TooManyNumbers,
    /// A text of it is too long.
    TooLong,
    /// It does not end.
    BreaksOff,
}

pub(super) async fn add_to_import(desk: &Desk, params: AddToImportParams) -> Result<(), AskError> {
    let part = BASE64_STANDARD
        .decode(&params.part)
        .map_err(AskError::bad_params)?;
    desk.0.contact_import.change(|state| {
        if params.first {
            state.file = Vec::new();
        }
        if state.file.len() + part.len() > LARGEST_FILE {
            state.file = Vec::new();
            return Err(AskError::bad_params(FileError::TooLarge));
        }
        state.file.extend(part);
        Ok(())
    })
}

/// Reads the file, and says what would become of each contact in it.
pub(super) async fn preview_import(
    desk: &Desk,
    params: PreviewImportParams,
) -> Result<ImportPreview, AskError> {
    let file = desk
        .0
        .contact_import
        .change(|state| std::mem::take(&mut state.file));
    let home = home(desk);
    let reading = move || {
        let read = kimo_contacts::read(&file)?;
        let drafts: Vec<_> = read.cards.iter().map(|card| draft(card, home)).collect();
        Ok::<_, FileError>((read, drafts))
    };
    let (read, drafts) = tokio::task::spawn_blocking(reading)
        .await
        .map_err(AskError::bad_params)?
        .map_err(|error| AskError::new(AskErrorCode::NoContacts, error))?;
    let judging = drafts.clone();
    let judged = desk
        .read(move |reader| reader.judge_import(&judging))
        .await?;
    let preview = preview(&read, &drafts, &judged);
    desk.0.contact_import.change(|state| {
        state.read = Some((clean(&params.file, LINE), drafts));
    });
    Ok(preview)
}

/// Begins to import what was read last, unless it is under way already.
pub(super) async fn import_contacts(desk: &Desk, _: Nothing) -> Result<Importing, AskError> {
    let begun = desk.0.contact_import.change(|state| {
        if state.progress.running {
            return None;
        }
        let read = state.read.take()?;
        state.is_cancelled = false;
        state.progress = Importing {
            running: true,
            total: count(read.1.len() as u64),
            ..Importing::default()
        };
        Some(read)
    });
    if let Some((file, drafts)) = begun {
        let working = desk.clone();
        desk.spawn(async move {
            let error = work(&working, file, drafts).await.err();
            working.0.contact_import.change(|state| {
                state.progress.running = false;
                state.progress.error = error.map(|error| error.detail);
            });
        });
    }
    importing(desk, Nothing).await
}

pub(super) async fn importing(desk: &Desk, _: Nothing) -> Result<Importing, AskError> {
    Ok(desk.0.contact_import.change(|state| state.progress.clone()))
}

/// What was imported so far stays, and can be taken back.
pub(super) async fn cancel_import(desk: &Desk, _: Nothing) -> Result<(), AskError> {
    desk.0.contact_import.change(|state| {
        state.is_cancelled = true;
        state.read = None;
    });
    Ok(())
}

pub(super) async fn undo_import(desk: &Desk, _: Nothing) -> Result<(), AskError> {
    if desk.0.contact_import.change(|state| state.progress.running) {
        return Err(AskError::bad_params(
            "an import is under way: stop it first",
        ));
    }
    let Some((import, _)) = desk.read(|reader| reader.last_import()).await? else {
        return Err(AskError::new(AskErrorCode::NotFound, "an import"));
    };
    while desk.writer()?.undo_import(import).await? {}
    Ok(())
}

async fn work(desk: &Desk, file: String, drafts: Vec<ContactDraft>) -> Result<(), AskError> {
    let writer = desk.writer()?;
    let import = writer.begin_import(file, Timestamp::now()).await?;
    for some in drafts.chunks(AT_ONCE) {
        if desk.0.contact_import.change(|state| state.is_cancelled) {
            return Ok(());
        }
        let judged = writer.import_contacts(import, some.to_vec()).await?;
        desk.0.contact_import.change(|state| {
            let progress = &mut state.progress;
            progress.done += count(judged.len() as u64);
            for one in &judged {
                progress.counts.count(one);
            }
        });
    }
    Ok(())
}

fn preview(read: &CardFile, drafts: &[ContactDraft], judged: &[Judged]) -> ImportPreview {
    let mut counts = ImportCounts::default();
    let mut sample = Vec::new();
    for ((card, draft), judged) in read.cards.iter().zip(drafts).zip(judged) {
        if counts.count(judged) <= SHOWN {
            sample.push(shown(card, draft, judged));
        }
    }
    counts.skipped += count(read.skipped.len() as u64);
    let not_read = read.skipped.iter().take(SHOWN as usize);
    ImportPreview {
        format: read.format.to_string(),
        charset: read.charset.to_owned(),
        columns: read.columns.iter().map(column).collect(),
        cards: count(read.cards.len() as u64 + read.skipped.len() as u64),
        counts,
        sample,
        not_read: not_read
            .map(|skipped| NotRead {
                place: count(skipped.place as u64),
                why: why(skipped.why),
            })
            .collect(),
    }
}

fn column(column: &kimo_contacts::Column) -> ImportColumn {
    ImportColumn {
        header: clean(&column.header, LINE),
        meaning: column.meaning.as_ref().map(|meaning| match meaning {
            Meaning::Name
            | Meaning::NamePrefix
            | Meaning::GivenName
            | Meaning::MiddleName
            | Meaning::FamilyName
            | Meaning::NameSuffix
            | Meaning::Nickname => ColumnMeaning::Name,
            Meaning::Company => ColumnMeaning::Company,
            Meaning::Number { .. } => ColumnMeaning::Number,
            Meaning::NumberLabel => ColumnMeaning::Label,
            Meaning::Note => ColumnMeaning::Note,
        }),
    }
}

fn shown(card: &Card, draft: &ContactDraft, judged: &Judged) -> JudgedContact {
    let (verdict, by) = match judged {
        Judged::Added => (ImportVerdict::Added, None),
        Judged::Changed => (ImportVerdict::Changed, None),
        Judged::Same => (ImportVerdict::Same, None),
        Judged::Empty => (ImportVerdict::Empty, None),
        Judged::Taken { by } => (ImportVerdict::Taken, Some(by.clone())),
    };
    let numbers = card.numbers.iter().take(NUMBERS);
    JudgedContact {
        name: draft.title().to_owned(),
        numbers: numbers.map(|number| clean(&number.text, LINE)).collect(),
        verdict,
        by,
    }
}

fn why(why: SkipReason) -> NotReadWhy {
    match why {
        SkipReason::NoNumber => NotReadWhy::NoNumber,
        SkipReason::SpoiltNumber => NotReadWhy::SpoiltNumber,
        SkipReason::NoName => NotReadWhy::NoName,
        SkipReason::TooManyNumbers => NotReadWhy::TooManyNumbers,
        SkipReason::TooLong => NotReadWhy::TooLong,
        SkipReason::BreaksOff => NotReadWhy::BreaksOff,
    }
}

/// How many contacts are imported in one transaction: no delivery waits longer than for these.
const AT_ONCE: usize = 1_000;
/// How many of each kind a preview shows.
const SHOWN: u32 = 20;
