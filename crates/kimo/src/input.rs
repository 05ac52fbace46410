//! What is read from standard input: secrets, since every program of the computer can read the
//! arguments of all others.

use std::io::{self, BufRead, IsTerminal, Read, Write};

use crate::failure::Failure;

/// A secret in one line. Asks for it with these words where a person types it, and does not show
/// what they type.
pub(crate) fn secret(words: impl std::fmt::Display) -> Result<String, Failure> {
    let stdin = io::stdin();
    let line = if stdin.is_terminal() {
        rpassword::prompt_password(format!("{words} "))?
    } else {
        let mut line = String::new();
        stdin.lock().take(LONGEST).read_line(&mut line)?;
        line
    };
    let secret = line.trim_end_matches(['\r', '\n']);
    match secret.is_empty() {
        true => Err(Failure::Usage(
            "write the password to standard input, in one line".to_owned(),
        )),
        false => Ok(secret.to_owned()),
    }
}

/// A secret that is made up for this, in one line. Who types it types it twice, for they do not see
/// it; `differ` says that it was another.
pub(crate) fn new_secret(
    words: impl std::fmt::Display,
    again: impl std::fmt::Display,
    differ: impl FnOnce() -> String,
) -> Result<String, Failure> {
    let first = secret(words)?;
    if io::stdin().is_terminal() && secret(again)? != first {
        return Err(Failure::Usage(differ()));
    }
    Ok(first)
}

/// Whether a person says yes to a question. Only who types at a terminal is asked.
pub(crate) fn is_agreed(question: impl std::fmt::Display) -> Result<bool, Failure> {
    let stdin = io::stdin();
    if !stdin.is_terminal() {
        return Ok(false);
    }
    let mut stderr = io::stderr();
    write!(stderr, "{question} ")?;
    stderr.flush()?;
    let mut line = String::new();
    stdin.lock().take(LONGEST).read_line(&mut line)?;
    // Yes, evet, да.
    let answer = line.trim().to_lowercase();
    Ok(["y", "yes", "e", "evet", "д", "да"].contains(&answer.as_str()))
}

const LONGEST: u64 = 4096;
