//! Bytes as hexadecimal digits.

use std::fmt;

/// Shows bytes as hexadecimal digits in lower case, two for each.
pub struct Hex<'a>(pub &'a [u8]);

impl fmt::Display for Hex<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

/// 128 random bits as 32 hexadecimal digits: a token, a nonce or an id, which nobody guesses and
/// nobody else draws. Where randomness comes from is passed in, as time is: `getrandom::fill`.
pub fn random_hex<E>(fill: impl FnOnce(&mut [u8]) -> Result<(), E>) -> Result<String, E> {
    let mut bytes = [0; 16];
    fill(&mut bytes)?;
    Ok(Hex(&bytes).to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_byte_has_two_digits() {
        assert_eq!(Hex(&[0, 9, 0xa0, 0xff]).to_string(), "0009a0ff");
        assert_eq!(Hex(&[]).to_string(), "");
    }

    #[test]
    fn what_is_drawn_is_what_the_source_gives_and_its_failure_is_told() {
        let drawn = random_hex(|bytes| {
            bytes.fill(0xab);
            Ok::<_, ()>(())
        });
        assert_eq!(drawn, Ok("ab".repeat(16)));
        assert_eq!(random_hex(|_| Err("none")), Err("none"));
    }
}
