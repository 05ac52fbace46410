//! The measures, one file each.

mod bundle;
#[cfg(target_os = "linux")]
mod card;
mod contacts;
mod deliveries;
#[cfg(target_os = "linux")]
pub(crate) mod desktop;
mod disk;
mod large;
mod memory;
mod pages;
#[cfg(target_os = "linux")]
mod popup;
mod ready;
mod records;
#[cfg(target_os = "linux")]
pub(crate) mod session;

use anyhow::Result;
use clap::ValueEnum;

use crate::{Bench, table::Table};

/// What can be measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Measure {
    /// Deliveries kept per second, and one at a time.
    Deliveries,
    /// From a post to the notification server.
    Popup,
    /// From a post to the call card on the screen.
    Card,
    /// Bytes that calls take on the disk.
    Disk,
    /// Pages, filters and searches in a large history.
    Pages,
    /// Names for a hundred thousand callers of a large history.
    Contacts,
    /// Records of a PBX's own interface, and deliveries meanwhile.
    Records,
    /// Start of `kimo serve` on a large history.
    Ready,
    /// Memory of `kimo serve`.
    Memory,
    /// Start and memory of `kimo-desktop`.
    Desktop,
    /// What a browser loads.
    Bundle,
}

impl Measure {
    /// In the order in which they are measured: the quiet ones before the large history is made.
    pub(crate) const ALL: [Self; 11] = [
        Self::Deliveries,
        Self::Records,
        Self::Popup,
        Self::Card,
        Self::Desktop,
        Self::Bundle,
        Self::Disk,
        Self::Pages,
        Self::Contacts,
        Self::Ready,
        Self::Memory,
    ];

    pub(crate) fn title(self) -> &'static str {
        match self {
            Self::Deliveries => "deliveries",
            Self::Records => "records",
            Self::Popup => "post to Notify",
            Self::Card => "post to the card",
            Self::Disk => "bytes on disk",
            Self::Pages => "pages, filters, searches",
            Self::Contacts => "contacts",
            Self::Ready => "start of kimo serve",
            Self::Memory => "memory of kimo serve",
            Self::Desktop => "start and memory of kimo-desktop",
            Self::Bundle => "UI bundle",
        }
    }

    pub(crate) fn run(self, bench: &Bench, table: &mut Table) -> Result<()> {
        match self {
            Self::Deliveries => deliveries::measure(bench, table),
            Self::Records => records::measure(bench, table),
            Self::Popup => popup(bench, table),
            Self::Card => card(bench, table),
            Self::Disk => disk::measure(bench, table),
            Self::Pages => pages::measure(bench, table),
            Self::Contacts => contacts::measure(bench, table),
            Self::Ready => ready::measure(bench, table),
            Self::Memory => memory::measure(bench, table),
            Self::Desktop => desktop(bench, table),
            Self::Bundle => bundle::measure(table),
        }
    }
}

#[cfg(target_os = "linux")]
use self::{card::measure as card, desktop::measure as desktop, popup::measure as popup};

#[cfg(not(target_os = "linux"))]
fn card(_: &Bench, _: &mut Table) -> Result<()> {
    anyhow::bail!("measured on Linux only")
}

#[cfg(not(target_os = "linux"))]
fn popup(_: &Bench, _: &mut Table) -> Result<()> {
    anyhow::bail!("measured on Linux only")
}

#[cfg(not(target_os = "linux"))]
fn desktop(_: &Bench, _: &mut Table) -> Result<()> {
    anyhow::bail!("measured on Linux only")
}
