//! The program `kimo` as other programs and people meet it: real processes, sockets and files.
//! Each test's name is a line of docs/behaviour.md where there is one.

#![allow(clippy::unwrap_used, reason = "a panic in a test is its report")]

#[cfg(target_os = "linux")]
mod accounts;
mod address_book;
#[cfg(target_os = "linux")]
mod asleep;
mod clinic;
mod command_line;
mod contacts;
mod crash;
#[cfg(unix)]
mod danger;
mod dates;
mod deliveries;
mod dialling;
mod dialling_exolve;
#[cfg(unix)]
mod doctor_faults;
#[cfg(target_os = "linux")]
mod faults;
mod former_version;
mod haste;
mod hook_passwords;
mod hooks;
mod hostile;
mod lifecycle;
mod moving;
mod moving_by_window;
mod moving_office;
mod names;
#[cfg(target_os = "linux")]
mod proved_day;
mod recordings;
mod recordings_telecom;
mod records;
mod records_exolve;
mod records_telecom;
#[cfg(target_os = "linux")]
mod registering;
#[cfg(target_os = "linux")]
mod report;
mod second_records;
mod sent_records;
#[cfg(target_os = "linux")]
#[path = "../../../crates/tunnel/tests/support/sshd.rs"]
mod sshd;
mod support;
mod telephones;
#[cfg(target_os = "linux")]
mod tunnel;
#[cfg(target_os = "linux")]
mod tunnel_faults;
#[cfg(target_os = "linux")]
mod tunnel_programs;
#[cfg(target_os = "linux")]
mod tunnel_set_up;
mod upkeep;
mod window;
#[cfg(target_os = "linux")]
mod window_connections;
