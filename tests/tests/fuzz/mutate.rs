//! Inputs that are nearly right: examples with some bytes, values or parts of them changed.

use kimo_tests::dice::Dice;

/// Makes inputs from examples.
pub(crate) struct Mutator {
    dice: Dice,
    /// What stands between the delimiters of the examples: keys, values, numbers.
    words: Vec<Vec<u8>>,
}

/// Longer ones only take longer: what is posted is cut at 64 KiB before it is read.
const LONGEST: usize = 8 << 10;

/// What has broken readers before.
const NASTY: [&[u8]; 30] = [
    b"",
    b"0",
    b"-1",
    b"1e999",
    b"-0.0",
    b"NaN",
    b"null",
    b"true",
    b"[]",
    b"{}",
    b"\"",
    b"\\u0000",
    b"\\ud800",
    b"%00",
    b"%ff%fe",
    b"%",
    b"+",
    b"&&",
    b"=",
    b"[",
    b"[][x]",
    b"18446744073709551616",
    b"9223372036854775807",
    b"253402300800",
    b"9999-12-31 23:59:59",
    b"2026-02-30T25:61:61Z",
    b"1970-01-01 00:00:00 +2359",
    "\u{202e}\u{feff}".as_bytes(),
    "٠٥٣٢١٢٣٤٥٦٧".as_bytes(),
    "ﬀİı".as_bytes(),
];

impl Mutator {
    pub(crate) fn new(seed: u64, examples: &[Vec<u8>]) -> Self {
        let mut words: Vec<Vec<u8>> = examples.iter().flat_map(|one| words_of(one)).collect();
        words.sort_unstable();
        words.dedup();
        let dice = Dice::new(seed);
        Self { dice, words }
    }

    pub(crate) fn throw(&mut self, sides: usize) -> usize {
        self.dice.throw(u32::try_from(sides.max(1)).unwrap()) as usize
    }

    /// One with a few things changed; `other` is another one, to take parts of.
    pub(crate) fn changed(&mut self, one: &[u8], other: &[u8]) -> Vec<u8> {
        let mut bytes = one.to_vec();
        for _ in 0..=self.throw(4) {
            self.change(&mut bytes, other);
        }
        bytes.truncate(LONGEST);
        bytes
    }

    fn change(&mut self, bytes: &mut Vec<u8>, other: &[u8]) {
        let at = self.throw(bytes.len() + 1);
        let until = (at + 1 + self.throw(24)).min(bytes.len());
        let at = at.min(until);
        match self.throw(12) {
            0 => {
                if let Some(byte) = bytes.get_mut(at) {
                    *byte ^= 1 << self.dice.throw(8);
                }
            }
            1 => bytes.insert(at, self.dice.throw(256) as u8),
            2 => drop(bytes.drain(at..until)),
            3 => {
                let part = bytes[at..until].to_vec();
                let times = 1 + self.throw(40);
                bytes.splice(at..at, part.repeat(times));
            }
            4 => bytes.truncate(at),
            5 => {
                let from = self.throw(other.len() + 1);
                bytes.splice(at..until, other[from..].iter().copied());
            }
            6 => {
                let nasty = NASTY[self.throw(NASTY.len())];
                bytes.splice(at..until, nasty.iter().copied());
            }
            // What stands between two delimiters gives way as a whole.
            7 | 8 => {
                let nasty = NASTY[self.throw(NASTY.len())].to_vec();
                self.put_for_a_word(bytes, &nasty);
            }
            9 | 10 if !self.words.is_empty() => {
                let place = self.throw(self.words.len());
                let word = self.words[place].clone();
                self.put_for_a_word(bytes, &word);
            }
            _ => {
                let digits: Vec<u8> = (0..1 + self.throw(22))
                    .map(|_| b'0' + self.throw(10) as u8)
                    .collect();
                self.put_for_a_word(bytes, &digits);
            }
        }
    }

    fn put_for_a_word(&mut self, bytes: &mut Vec<u8>, word: &[u8]) {
        let places: Vec<(usize, usize)> = places_of(bytes).collect();
        if places.is_empty() {
            return;
        }
        let (from, to) = places[self.throw(places.len())];
        bytes.splice(from..to, word.iter().copied());
    }
}

fn words_of(bytes: &[u8]) -> impl Iterator<Item = Vec<u8>> {
    places_of(bytes).map(|(from, to)| bytes[from..to].to_vec())
}

/// Where words stand: between two delimiters of JSON, of a form or of a request.
fn places_of(bytes: &[u8]) -> impl Iterator<Item = (usize, usize)> {
    let is_delimiter = |byte: &u8| b"\"{}[],:=&?/ \r\n".contains(byte);
    let mut from = 0;
    let ends = (0..=bytes.len()).filter(move |at| bytes.get(*at).is_none_or(is_delimiter));
    ends.map(move |to| (std::mem::replace(&mut from, to + 1), to))
        .filter(|(from, to)| from < to)
}
