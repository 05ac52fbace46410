//! Calling back: the system's handler of `tel:` addresses dials.

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

/// The `tel:` address of a number (RFC 3966): digits, with a leading plus for international ones.
/// `None` for anything else, because a caller chooses what arrives here.
fn address(number: &str) -> Option<String> {
    const LONGEST: usize = 32;
    let digits = number.strip_prefix('+').unwrap_or(number);
    let dialable = !digits.is_empty()
        && digits.len() <= LONGEST
        && digits.bytes().all(|byte| byte.is_ascii_digit());
    dialable.then(|| format!("tel:{number}"))
}

#[cfg(test)]
mod tests {
    use super::address;

    #[test]
    fn numbers_are_dialled() {
        assert_eq!(
            address("+905321234567").as_deref(),
            Some("tel:+905321234567")
        );
        assert_eq!(address("1001").as_deref(), Some("tel:1001"));
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
