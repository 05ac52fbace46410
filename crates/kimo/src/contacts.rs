//! `kimo contacts`: the people with names, from and into files.

use std::{fs, path::Path, process::ExitCode, thread, time::Duration};

use anyhow::Context;
use base64::{Engine, prelude::BASE64_STANDARD};
use kimo_desk::{
    Texts,
    api::{
        AddToImportParams, Asker, ContactFormat, ContactRow, ContactsParams, ExportContactsParams,
        ImportCounts, ImportPreview, Importing, Nothing, NumberToSave, PreviewImportParams,
        SaveContactParams, SavedContact,
    },
    clean,
};
use serde::Serialize;

use crate::{
    cli::{AddContactArgs, ContactsArgs, ContactsCommand, ImportArgs},
    contact_sync,
    failure::Failure,
    output::Output,
};

/// Lists contacts, or does something with them.
pub(crate) fn contacts(
    data_dir: &Path,
    args: &ContactsArgs,
    texts: &Texts,
    output: &mut Output,
) -> Result<ExitCode, Failure> {
    let desk = Asker::of(data_dir)?;
    let code = match &args.command {
        None => list(&desk, args.json, texts, output),
        Some(ContactsCommand::Add(told)) => add(&desk, told, texts, output),
        Some(ContactsCommand::Import(file)) => import(&desk, file, args.json, texts, output),
        Some(ContactsCommand::Export { file }) => export(&desk, file, texts),
        Some(ContactsCommand::Sync) => contact_sync::sync(&desk, args.json, texts, output),
    }?;
    output.flush()?;
    Ok(code)
}

fn list(desk: &Asker, json: bool, texts: &Texts, output: &mut Output) -> Result<ExitCode, Failure> {
    let mut after = None;
    let mut rows = Vec::new();
    loop {
        let page = desk.contacts(ContactsParams {
            search: String::new(),
            after,
            limit: PAGE,
        })?;
        for contact in &page.rows {
            match json {
                true => output.json(&ContactLine::of(contact))?,
                false => rows.push(row(contact)),
            }
        }
        after = page.next;
        if after.is_none() {
            break;
        }
    }
    if rows.is_empty() && !json {
        output.line(texts.get("cli-contacts-none", &[]))?;
    }
    output.table(&rows)?;
    Ok(ExitCode::SUCCESS)
}

/// A contact for another program. Fields may be added, never changed.
#[derive(Serialize)]
struct ContactLine<'a> {
    id: i64,
    name: &'a str,
    company: &'a Option<String>,
    note: &'a Option<String>,
    important: bool,
    unwanted: bool,
    synced: bool,
    numbers: Vec<NumberLine<'a>>,
}

#[derive(Serialize)]
struct NumberLine<'a> {
    key: &'a str,
    written: &'a str,
    label: &'a Option<String>,
}

impl<'a> ContactLine<'a> {
    fn of(contact: &'a ContactRow) -> Self {
        let numbers = contact.numbers.iter().map(|number| NumberLine {
            key: &number.key,
            written: &number.written,
            label: &number.label,
        });
        Self {
            id: contact.id,
            name: &contact.name,
            company: &contact.company,
            note: &contact.note,
            important: contact.important,
            unwanted: contact.unwanted,
            synced: contact.synced,
            numbers: numbers.collect(),
        }
    }
}

fn row(contact: &ContactRow) -> [String; 3] {
    let numbers: Vec<_> = contact
        .numbers
        .iter()
        .map(|one| one.display.as_str())
        .collect();
    [
        contact.name.clone(),
        contact.company.clone().unwrap_or_default(),
        numbers.join(", "),
    ]
    // It goes to a terminal, which obeys control characters.
    .map(|cell| clean(&cell, CELL))
}

fn add(
    desk: &Asker,
    told: &AddContactArgs,
    texts: &Texts,
    output: &mut Output,
) -> Result<ExitCode, Failure> {
    let numbers = told.numbers.iter().map(|written| NumberToSave {
        written: written.clone(),
        label: None,
    });
    let saved = desk.save_contact(SaveContactParams {
        name: told.name.clone(),
        numbers: numbers.collect(),
        ..SaveContactParams::default()
    })?;
    let (id, words) = match saved {
        SavedContact::Kept { contact } => {
            output.table(&[row(&contact)])?;
            return Ok(ExitCode::SUCCESS);
        }
        SavedContact::Taken { number, by } => (
            "cli-contact-taken",
            vec![("number", number.into()), ("name", by.into())],
        ),
        SavedContact::NoNumber { number } => {
            ("cli-contact-no-number", vec![("number", number.into())])
        }
        SavedContact::NoName => ("cli-contact-no-name", Vec::new()),
    };
    Err(Failure::Usage(texts.get(id, &words)))
}

/// What an import came to, for another program. Fields may be added, never changed.
#[derive(Serialize)]
struct ImportLine<'a> {
    read: u32,
    added: u32,
    changed: u32,
    same: u32,
    skipped: u32,
    charset: &'a str,
    format: &'a str,
}

fn import(
    desk: &Asker,
    args: &ImportArgs,
    json: bool,
    texts: &Texts,
    output: &mut Output,
) -> Result<ExitCode, Failure> {
    let path = args.file.display();
    let file = fs::read(&args.file).with_context(|| format!("{path} cannot be read"))?;
    let parts = file.chunks(PART);
    // An empty file is one too, and is told to be.
    let parts = parts.chain(file.is_empty().then_some([].as_slice()));
    for (place, part) in parts.enumerate() {
        desk.add_to_import(AddToImportParams {
            first: place == 0,
            part: BASE64_STANDARD.encode(part),
        })?;
    }
    let name = args.file.file_name().unwrap_or(args.file.as_os_str());
    let preview = desk.preview_import(PreviewImportParams {
        file: name.to_string_lossy().into_owned(),
    })?;
    let counts = match args.dry_run {
        true => preview.counts,
        false => imported(desk, &preview)?,
    };
    if json {
        output.json(&ImportLine {
            read: preview.cards,
            added: counts.added,
            changed: counts.changed,
            same: counts.same,
            skipped: counts.skipped,
            charset: &preview.charset,
            format: &preview.format,
        })?;
        return Ok(ExitCode::SUCCESS);
    }
    let read = [
        ("format", preview.format.into()),
        ("charset", preview.charset.into()),
    ];
    output.line(texts.get("cli-import-read", &read))?;
    let id = match args.dry_run {
        true => "cli-import-would",
        false => "cli-import-done",
    };
    let words = [
        ("added", counts.added.into()),
        ("changed", counts.changed.into()),
        ("same", counts.same.into()),
        ("skipped", counts.skipped.into()),
    ];
    output.line(texts.get(id, &words))?;
    Ok(ExitCode::SUCCESS)
}

/// Imports what was read, and waits for its end.
fn imported(desk: &Asker, preview: &ImportPreview) -> Result<ImportCounts, Failure> {
    let mut now: Importing = desk.import_contacts(Nothing)?;
    while now.running {
        thread::sleep(LOOK_AGAIN);
        now = desk.importing(Nothing)?;
    }
    match now.error {
        Some(error) => Err(Failure::Other(anyhow::anyhow!(error))),
        // Those that could not be read are skipped too.
        None => Ok(ImportCounts {
            skipped: preview.cards - now.total + now.counts.skipped,
            ..now.counts
        }),
    }
}

fn export(desk: &Asker, path: &Path, texts: &Texts) -> Result<ExitCode, Failure> {
    let ending = path.extension().unwrap_or_default().to_ascii_lowercase();
    let format = match ending.to_str() {
        Some("vcf" | "vcard") => ContactFormat::Vcard,
        Some("csv") => ContactFormat::Csv,
        _ => return Err(Failure::Usage(texts.get("cli-export-which", &[]))),
    };
    let all = desk.export_contacts(ExportContactsParams { format })?;
    let content = BASE64_STANDARD
        .decode(all.content)
        .context("the desk's answer breaks off")?;
    fs::write(path, content).with_context(|| format!("{} cannot be written", path.display()))?;
    Ok(ExitCode::SUCCESS)
}

/// How much of a file is handed over at once.
const PART: usize = 256 * 1024;
const PAGE: u32 = 500;
const CELL: usize = 60;
const LOOK_AGAIN: Duration = Duration::from_millis(50);
