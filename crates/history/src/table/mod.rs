//! The tables: one file each, with its migration, its rows and its queries.

use rusqlite_migration::{M, Migrations};

pub(crate) mod calls;
pub(crate) mod deliveries;
pub(crate) mod events;
pub(crate) mod hooks;
pub(crate) mod marks;
pub(crate) mod numbers;
pub(crate) mod open_missed;
pub(crate) mod settings;

/// The format this Kimo writes: how many migrations there are.
pub(crate) const FORMAT: i64 = 9;

/// Every migration that has landed, in order. Append only.
pub(crate) fn migrations() -> Migrations<'static> {
    Migrations::new(vec![
        M::up(settings::CREATE),
        M::up(hooks::CREATE),
        M::up(numbers::CREATE),
        M::up(calls::CREATE),
        M::up(deliveries::CREATE),
        M::up(events::CREATE),
        M::up(marks::CREATE),
        M::up(open_missed::CREATE),
        M::up(hooks::ADD_PREVIOUS_TOKEN),
    ])
}
