//! Random inputs, made of the vendors' examples: nothing that is read may panic, hang or break what
//! every reading promises. `docs/trials.md` says how, and what becomes of a finding.
#![allow(clippy::unwrap_used, reason = "a panic in a test is the report")]

mod bodies;
#[cfg(unix)]
mod control;
mod fold;
mod mutate;
mod numbers;
mod pool;
mod requests;
mod tunnel;
