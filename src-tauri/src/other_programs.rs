//! What other programs do: the system's handler of `tel:` addresses dials, that of `mailto:` begins
//! an e-mail, and whatever somebody has set is opened for a call. And what Kimo does as the first.

use std::{
    process::{Child, Command, Stdio},
    sync::{Mutex, PoisonError},
};

use kimo_desk::{Dialable, NotDialable, Opening};
use percent_encoding::percent_decode_str;

/// Dials a number. Never waits for the handler.
pub(crate) fn call_back(number: &str) {
    match address(number) {
        Some(address) => {
            if let Err(error) = open::that_detached(address) {
                tracing::warn!(%error, "nothing on this computer dials");
            }
        }
        None => tracing::warn!("not a number to dial"),
    }
}

/// Begins an e-mail. Never waits for the handler.
pub(crate) fn mail(address: &str) {
    if is_mail(address) {
        if let Err(error) = open::that_detached(address) {
            tracing::warn!(%error, "nothing on this computer writes e-mails");
        }
    } else {
        tracing::warn!("not an e-mail to write");
    }
}

/// Opens what somebody has set for calls. Never waits for it.
pub(crate) fn open(opening: &Opening) {
    let opened = match opening {
        Opening::Address(address) => open::that_detached(address),
        Opening::Program { program, arguments } => run(program, arguments),
    };
    if let Err(error) = opened {
        tracing::warn!(%error, "what is set for calls does not open");
    }
}

/// Starts a program, without any shell.
fn run(program: &str, arguments: &[String]) -> std::io::Result<()> {
    static STARTED: Mutex<Vec<Child>> = Mutex::new(Vec::new());
    let child = Command::new(program)
        .args(arguments)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()?;
    let mut started = STARTED.lock().unwrap_or_else(PoisonError::into_inner);
    // Whoever has ended stays in the system's books until it is asked for.
    started.retain_mut(|child| matches!(child.try_wait(), Ok(None)));
    started.push(child);
    Ok(())
}

/// Whether it is the address of an e-mail (RFC 6068) and nothing else: encoded, so of plain letters.
fn is_mail(address: &str) -> bool {
    const LONGEST: usize = 16 * 1024;
    address.starts_with("mailto:")
        && address.len() <= LONGEST
        && address.bytes().all(|byte| byte.is_ascii_graphic())
}

/// The `tel:` address of a number (RFC 3966): digits, with a leading plus for international ones.
/// `None` for anything else, because a caller chooses what arrives here.
fn address(number: &str) -> Option<String> {
    let number: Dialable = number.parse().ok()?;
    Some(format!("tel:{number}"))
}

/// The number of a `tel:` address as other programs and pages of the web write it: encoded, grouped by
/// dots, dashes, brackets and spaces, with parameters after it.
pub(crate) fn number_of(address: &str) -> Result<Dialable, NotDialable> {
    let (scheme, rest) = address.split_once(':').ok_or(NotDialable)?;
    if !scheme.eq_ignore_ascii_case("tel") {
        return Err(NotDialable);
    }
    let rest = percent_decode_str(rest)
        .decode_utf8()
        .map_err(|_| NotDialable)?;
    let number = rest.split(';').next().unwrap_or_default();
    let number = number.strip_prefix("//").unwrap_or(number);
    let groups = |character: &char| {
        matches!(character, '-' | '.' | '(' | ')' | '/') || character.is_whitespace()
    };
    let digits: String = number
        .chars()
        .filter(|character| !groups(character))
        .collect();
    digits.parse()
}

#[cfg(test)]
mod tests {
    use super::{address, is_mail, number_of};

    #[test]
    fn an_address_is_read_as_pages_write_it() {
        for (address, number) in [
            ("tel:+905321234567", "+905321234567"),
            ("TEL:+90-532-123-45-67", "+905321234567"),
            ("tel:+90%20(532)%20123%2045%2067", "+905321234567"),
            ("tel:0532.123.45.67", "05321234567"),
            ("tel://1001", "1001"),
            ("tel:7042;phone-context=example.com", "7042"),
        ] {
            assert_eq!(number_of(address).unwrap().to_string(), number, "{address}");
        }
        for address in [
            "",
            "tel:",
            "tel:;1001",
            "05321234567",
            "sip:1001",
            "tel:*21*5%23",
            "tel:ayşe",
            "tel:%FF",
            "tel:+90+532",
            "file:///etc/passwd",
            "--hidden",
        ] {
            assert!(number_of(address).is_err(), "{address}");
        }
    }

    #[test]
    fn numbers_are_dialled() {
        assert_eq!(
            address("+905321234567").as_deref(),
            Some("tel:+905321234567")
        );
        assert_eq!(address("1001").as_deref(), Some("tel:1001"));
    }

    #[test]
    fn an_encoded_e_mail_is_begun_and_nothing_else() {
        assert!(is_mail("mailto:?subject=A%26B&body=%C5%9Eu%0D%0Aara"));
        assert!(is_mail("mailto:ali@example.com"));
        for text in [
            "",
            "https://example.com",
            "file:///etc",
            "--help",
            "mailto:a b",
            "mailto:\nfile:///etc",
            "mailto:ş",
            &format!("mailto:{}", "a".repeat(20_000)),
        ] {
            assert!(!is_mail(text), "{text}");
        }
    }

    #[test]
    fn nothing_else_is_opened() {
        for text in [
            "",
            "+",
            "++90",
            "90 532",
            "tel:1",
            "1;phone-context=x",
            "file:///etc",
            "*21*5#",
            "--help",
            &"1".repeat(33),
        ] {
            assert_eq!(address(text), None, "{text}");
        }
    }
}
