//! How the desk behaves: each test is named after a line of `docs/behaviour.md`.

#![allow(clippy::unwrap_used, reason = "a panic in a test is its report")]

mod any_order;
mod card;
mod card_texts;
mod card_writing;
mod clocks;
mod do_not_disturb;
mod documented;
mod expiry;
mod growth;
mod missed;
mod missed_people;
mod notice;
mod popup_texts;
mod quiet_for_a_time;
mod reminders;
mod ringing;
mod screen_pop;
mod script;
mod sounds;
mod stage;
mod texts;
mod tray;
mod tray_tooltip;
mod which_calls;
mod words;
