//! Who is who at a stand-in of Verimor's.

use serde_json::{Value, json};

use super::answers::page;

/// Extensions and queues with their names, and the phone book.
#[derive(Debug, Default)]
pub(super) struct People {
    extensions: Vec<(String, String)>,
    queues: Vec<(String, String)>,
    contacts: Vec<Value>,
    statuses: Vec<(String, String)>,
}

impl People {
    /// With these extensions, and so many people in the phone book.
    pub(super) fn of(extensions: &[(&str, &str)], contacts: usize) -> Self {
        let nth = |nth| {
            entry(
                nth,
                &format!("Kişi {nth}"),
                &format!("0532{}", 1_000_000 + nth),
            )
        };
        Self {
            extensions: owned(extensions),
            contacts: (0..contacts).map(nth).collect(),
            ..Self::default()
        }
    }

    pub(super) fn have_queues(&mut self, queues: &[(&str, &str)]) {
        self.queues = owned(queues);
    }

    pub(super) fn have_statuses(&mut self, statuses: &[(&str, &str)]) {
        self.statuses = owned(statuses);
    }

    /// Their numbers are JSON numbers (R).
    pub(super) fn statuses(&self) -> Value {
        let one = |(number, status): &(String, String)| {
            let number: Value = number.parse::<u32>().map_or(Value::Null, Value::from);
            json!({"user": number, "status": status})
        };
        self.statuses.iter().map(one).collect()
    }

    /// Each entry has the place of its own.
    pub(super) fn have_book(&mut self, people: &[(&str, &str)]) {
        let people = people.iter().enumerate();
        let entries = people.map(|(nth, (name, number))| entry(nth, name, number));
        self.contacts = entries.collect();
    }

    pub(super) fn has(&self, extension: &str) -> bool {
        self.extensions.iter().any(|(known, _)| known == extension)
    }

    pub(super) fn extensions(&self) -> Value {
        let one = |(number, name): &(String, String)| json!({"number": number, "name": name, "dnd": false});
        self.extensions.iter().map(one).collect()
    }

    /// Their numbers are JSON numbers (M).
    pub(super) fn queues(&self) -> Value {
        let one = |(number, name): &(String, String)| {
            let number: Value = number.parse::<u32>().map_or(Value::Null, Value::from);
            json!({"number": number, "name": name})
        };
        self.queues.iter().map(one).collect()
    }

    /// A page of the phone book, counted from 1, of so many.
    pub(super) fn page(&self, of: (usize, usize)) -> Value {
        page("contacts", self.contacts.iter(), of)
    }
}

fn owned(named: &[(&str, &str)]) -> Vec<(String, String)> {
    let owned = |(number, name): &(&str, &str)| ((*number).to_owned(), (*name).to_owned());
    named.iter().map(owned).collect()
}

/// With what Kimo leaves there: a national id, a birthday, a note.
fn entry(id: usize, name: &str, number: &str) -> Value {
    json!({
        "id": id, "name": name, "surname": "", "tckn": "10000000146", "phone": number,
        "phone1": "", "phone2": "", "birthday": "01.01.1990", "note1": "left at the PBX",
        "company_name": "", "group_ids": [],
    })
}
