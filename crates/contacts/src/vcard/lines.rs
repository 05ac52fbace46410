//! The lines of a vCard, put together where they were folded.

use std::borrow::Cow;

/// More of a line is not kept, in bytes; no text that is read is as long.
const LONGEST_LINE: usize = 128 << 10;

/// Goes through the lines of a vCard.
pub(super) struct Lines<'f> {
    rest: &'f [u8],
}

impl<'f> Lines<'f> {
    pub(super) fn new(file: &'f [u8]) -> Self {
        Self { rest: file }
    }

    /// The next line whose property is `wanted`, with all that was folded off it.
    pub(super) fn next(&mut self, wanted: impl Fn(&[u8]) -> bool) -> Option<Cow<'f, [u8]>> {
        loop {
            let first = self.physical()?;
            let head = &first[..position(first, b':').unwrap_or(first.len())];
            let is_kept = wanted(name_of(head));
            let whole = self.unfolded(first, head, is_kept);
            if is_kept {
                return Some(whole);
            }
        }
    }

    /// The line that begins so. Where it is not kept, what belongs to it is passed over all the same.
    fn unfolded(&mut self, first: &'f [u8], head: &[u8], is_kept: bool) -> Cow<'f, [u8]> {
        let is_quoted_printable = contains_ignoring_case(head, b"QUOTED-PRINTABLE");
        let mut whole = Cow::Borrowed(&first[..first.len().min(LONGEST_LINE)]);
        let mut last = first;
        loop {
            if is_quoted_printable && last.ends_with(b"=") {
                let Some(next) = self.physical() else { break };
                if is_kept {
                    let whole = whole.to_mut();
                    whole.pop();
                    add(whole, next);
                }
                last = next;
            } else if matches!(self.rest.first(), Some(b' ' | b'\t')) {
                let Some(next) = self.physical() else { break };
                if is_kept {
                    add(whole.to_mut(), &next[1..]);
                }
                last = next;
            } else {
                break;
            }
        }
        whole
    }

    /// The bytes up to the next line break of any kind.
    fn physical(&mut self) -> Option<&'f [u8]> {
        if self.rest.is_empty() {
            return None;
        }
        let is_break = |byte: &u8| matches!(byte, b'\n' | b'\r');
        let end = self.rest.iter().position(is_break);
        let end = end.unwrap_or(self.rest.len());
        let (line, rest) = self.rest.split_at(end);
        self.rest = rest
            .strip_prefix(b"\r\n")
            .or_else(|| rest.strip_prefix(b"\n"))
            .or_else(|| rest.strip_prefix(b"\r"))
            .unwrap_or(rest);
        Some(line)
    }
}

/// The name of a property: what stands before its parameters, without its group.
fn name_of(head: &[u8]) -> &[u8] {
    let name = &head[..position(head, b';').unwrap_or(head.len())];
    match position(name, b'.') {
        Some(dot) => &name[dot + 1..],
        None => name,
    }
}

fn add(whole: &mut Vec<u8>, more: &[u8]) {
    let room = LONGEST_LINE.saturating_sub(whole.len());
    whole.extend_from_slice(&more[..more.len().min(room)]);
}

fn position(bytes: &[u8], byte: u8) -> Option<usize> {
    bytes.iter().position(|other| *other == byte)
}

fn contains_ignoring_case(bytes: &[u8], word: &[u8]) -> bool {
    bytes
        .windows(word.len())
        .any(|window| window.eq_ignore_ascii_case(word))
}
