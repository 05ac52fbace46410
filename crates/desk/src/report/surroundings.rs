//! What is told of the computer and of the files.

use std::{env, fs, path::Path};

use kimo_history::path_in;

use super::sheet::Sheet;
use crate::mask::Mask;

/// The system, and what of it makes a difference.
pub(super) fn tell(sheet: &mut Sheet) {
    let mask = Mask::default();
    let system = os_info::get();
    sheet.line("os", env::consts::OS);
    sheet.line("arch", env::consts::ARCH);
    sheet.line(
        "system",
        mask.code(&system.os_type().to_string().replace(' ', "-")),
    );
    sheet.line(
        "system_version",
        mask.version(&system.version().to_string()),
    );
    for (name, variable, known) in [
        ("session", "XDG_SESSION_TYPE", &SESSIONS[..]),
        ("desktop", "XDG_CURRENT_DESKTOP", &DESKTOPS[..]),
    ] {
        let value = env::var(variable).unwrap_or_default().to_lowercase();
        let named = value.split([':', ';']);
        for one in named.filter_map(|one| known.iter().find(|known| **known == one)) {
            sheet.line(name, *one);
        }
    }
}

const SESSIONS: [&str; 3] = ["x11", "wayland", "tty"];
const DESKTOPS: [&str; 16] = [
    "gnome",
    "kde",
    "xfce",
    "lxqt",
    "lxde",
    "mate",
    "x-cinnamon",
    "cinnamon",
    "unity",
    "budgie",
    "pantheon",
    "sway",
    "hyprland",
    "cosmic",
    "ubuntu",
    "pop",
];

/// What lies in the data directory, and how much room there is.
pub(super) fn tell_files(sheet: &mut Sheet, data_dir: &Path) {
    sheet.line("directory", data_dir.is_dir());
    sheet.line_if_any(
        "room_mib",
        fs4::available_space(data_dir).ok().map(|free| free >> 20),
    );
    let open = kimo_history::is_open_to_others(data_dir).ok();
    sheet.line_if_any("open_to_others", open);
    let database = path_in(data_dir);
    let log = data_dir.join("kimo.db-wal");
    for (name, path) in [("history_bytes", &database), ("wal_bytes", &log)] {
        sheet.line_if_any(name, fs::metadata(path).ok().map(|file| file.len()));
    }
    let entries = fs::read_dir(data_dir).into_iter().flatten().flatten();
    let names = entries.map(|entry| entry.file_name().to_string_lossy().into_owned());
    let aside = names.filter(|name| name.starts_with("kimo.db.")).count();
    sheet.line("histories_set_aside", aside);
    let backups = kimo_history::backups(data_dir, jiff::Timestamp::now()).unwrap_or_default();
    sheet.line("backups", backups.len());
    if let Some(newest) = backups.first() {
        let today = jiff::Timestamp::now()
            .to_zoned(jiff::tz::TimeZone::UTC)
            .date();
        let days = (today - newest.day).get_days();
        sheet.line_if_any("newest_backup_days", u32::try_from(days).ok());
    }
    sheet.line(
        "secrets_in_keyring",
        data_dir.join("secrets-in-keyring").exists(),
    );
    sheet.line("secrets_in_file", data_dir.join("secrets.json").exists());
    sheet.line("tunnel_is_set_up", data_dir.join("tunnel.json").exists());
}
