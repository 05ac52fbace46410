//! Character sets, found by looking.

use std::borrow::Cow;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{
    Encoding, IBM866, ISO_8859_5, KOI8_U, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1250, WINDOWS_1251,
    WINDOWS_1254, WINDOWS_1257, X_MAC_CYRILLIC,
};

/// As much of a file's letters beyond ASCII is looked at, in bytes.
const SAMPLE: usize = 64 << 10;

/// A file whose character set is known.
pub(crate) struct LookedAt<'f> {
    /// The file without its byte order mark. One of UTF-16 is UTF-8 already.
    pub(crate) bytes: Cow<'f, [u8]>,
    /// How `bytes` are to be read.
    pub(crate) encoding: &'static Encoding,
    /// The character set of the file as it came.
    pub(crate) charset: &'static str,
}

impl LookedAt<'_> {
    /// The file as text; what cannot be read is marked in it.
    pub(crate) fn text(&self) -> Cow<'_, str> {
        self.encoding.decode_without_bom_handling(&self.bytes).0
    }
}

/// Finds the character set of a file.
pub(crate) fn look_at(file: &[u8]) -> LookedAt<'_> {
    let (encoding, mark) = match Encoding::for_bom(file) {
        Some(marked) => marked,
        None => (guess(file), 0),
    };
    let bytes = &file[mark..];
    if encoding == UTF_16LE || encoding == UTF_16BE {
        let text = encoding.decode_without_bom_handling(bytes).0;
        return LookedAt {
            bytes: Cow::Owned(text.into_owned().into_bytes()),
            encoding: UTF_8,
            charset: encoding.name(),
        };
    }
    LookedAt {
        bytes: Cow::Borrowed(bytes),
        encoding,
        charset: encoding.name(),
    }
}

/// The encoding of that name, if there is one: `windows-1254`, `ISO-8859-9`, `cp1251`, …
pub(crate) fn named(name: &str) -> Option<&'static Encoding> {
    Encoding::for_label(name.trim().as_bytes())
}

/// The encoding of bytes that do not say it.
pub(crate) fn guess(bytes: &[u8]) -> &'static Encoding {
    utf_16(bytes).unwrap_or_else(|| {
        if is_utf_8(bytes) || is_utf_8(&unfolded(bytes)) {
            UTF_8
        } else {
            of_single_bytes(bytes)
        }
    })
}

/// UTF-16 without a byte order mark: text has no zero bytes, and this has one in each ASCII
/// character, always at the same side.
fn utf_16(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    let zeros = |at: usize| {
        let half = sample.iter().skip(at).step_by(2);
        half.filter(|byte| **byte == 0).count()
    };
    let (even, odd) = (zeros(0), zeros(1));
    let is_enough = |many: usize, few: usize| many * 20 >= sample.len() && few * 20 <= many;
    if odd > 0 && is_enough(odd, even) {
        Some(UTF_16LE)
    } else if even > 0 && is_enough(even, odd) {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// UTF-8 throughout, or so much of it that the rest is damage: no other character set looks like it.
fn is_utf_8(bytes: &[u8]) -> bool {
    let mut letters = 0;
    let mut damaged = 0;
    for chunk in bytes.utf8_chunks() {
        let valid = chunk.valid().bytes();
        letters += valid.filter(|byte| (0xc0..).contains(byte)).count();
        damaged += usize::from(!chunk.invalid().is_empty());
    }
    damaged * 20 <= letters
}

/// Without the line breaks by which a vCard is folded, for some programs fold within a letter.
fn unfolded(bytes: &[u8]) -> Vec<u8> {
    let mut unfolded = Vec::with_capacity(bytes.len());
    for line in bytes.split_inclusive(|byte| *byte == b'\n') {
        let folded = line.strip_prefix(b" ").or_else(|| line.strip_prefix(b"\t"));
        if folded.is_some() {
            while unfolded
                .pop_if(|byte| matches!(byte, b'\n' | b'\r'))
                .is_some()
            {}
        }
        unfolded.extend_from_slice(folded.unwrap_or(line));
    }
    unfolded
}

/// The detector is made for pages of the whole world and, of a short list of names, guesses any of
/// it. Two things about the bytes say more: Cyrillic words consist of letters beyond ASCII, Turkish
/// ones have single ones among others; and Turkish has few of them.
fn of_single_bytes(bytes: &[u8]) -> &'static Encoding {
    let sample = beyond_ascii(bytes);
    let letters = sample.iter().filter(|byte| !byte.is_ascii()).count();
    let pairs = sample.windows(2);
    let in_words = pairs.filter(|pair| !pair[0].is_ascii() && !pair[1].is_ascii());
    if in_words.count() * 5 >= letters * 2 {
        let guess = detected(&sample, "ru");
        let is_cyrillic =
            [WINDOWS_1251, KOI8_U, IBM866, ISO_8859_5, X_MAC_CYRILLIC].contains(&guess);
        return if is_cyrillic || letters > 1000 {
            guess
        } else {
            WINDOWS_1251
        };
    }
    if sample.iter().all(|byte| is_turkish(*byte)) {
        return WINDOWS_1254;
    }
    let guess = detected(&sample, "tr");
    // windows-1252 differs in six letters only, which are Icelandic there.
    if [WINDOWS_1250, WINDOWS_1257].contains(&guess) {
        guess
    } else {
        WINDOWS_1254
    }
}

fn detected(sample: &[u8], country: &str) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(sample, true);
    detector.guess(Some(country.as_bytes()), Utf8Detection::Deny)
}

/// The lines that have letters beyond ASCII, for much of a file may have none.
fn beyond_ascii(bytes: &[u8]) -> Vec<u8> {
    let mut sample = Vec::new();
    for line in bytes.split_inclusive(|byte| *byte == b'\n') {
        if !line.is_ascii() {
            let room = SAMPLE - sample.len();
            sample.extend_from_slice(&line[..line.len().min(room)]);
        }
        if sample.len() == SAMPLE {
            break;
        }
    }
    sample
}

/// Whether windows-1254 has at that byte what stands in Turkish text: letters, quotation marks,
/// dashes.
fn is_turkish(byte: u8) -> bool {
    byte.is_ascii()
        || b"\xc7\xd0\xdd\xd6\xde\xdc\xe7\xf0\xfd\xf6\xfe\xfc\xc2\xe2\xce\xee\xdb\xfb"
            .contains(&byte)
        || b"\x85\x91\x92\x93\x94\x95\x96\x97\x99\xa0\xab\xae\xb0\xb7\xbb".contains(&byte)
}
