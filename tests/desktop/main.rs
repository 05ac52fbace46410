//! The desktop program for real: on a virtual screen, with a notification server, a panel with a
//! tray, and a window that a browser driver looks into. See `run`.

#![expect(clippy::expect_used, reason = "a panic here is the report")]
#![allow(clippy::print_stdout, reason = "figures are for reading")]

mod dunst;
mod eventually;
mod kimo;
mod loudspeaker;
mod phone;
mod recorder;
mod releases;
mod session;
mod tray;
mod typing;
mod webdriver;

mod brought_in;
mod card;
mod hidden;
mod leaving_updates;
mod popups;
mod screenshots;
mod sounds;
mod speed;
mod starts;
mod trays;
mod troubles;
mod updates;
mod windows;
