//! Text that came from outside, made fit to be shown.

/// How long a title may be: a name on one line of a popup.
pub(crate) const TITLE: usize = 80;
/// How long a part of a line may be.
pub(crate) const PART: usize = 60;
/// How long a note may be in a popup.
pub(crate) const NOTE: usize = 120;

/// One line without control, invisible and bidirectional characters, of at most `limit` characters,
/// the last of them `…` where it was longer.
pub fn clean(text: &str, limit: usize) -> String {
    let mut line = String::with_capacity(text.len().min(4 * limit));
    let mut length = 0;
    let mut marks = 0;
    let mut space = false;
    // Where the text may be cut so that `…` still fits in.
    let mut cut = 0;
    for character in text.chars() {
        if character.is_whitespace() {
            space = !line.is_empty();
            continue;
        }
        if is_unwanted(character) {
            continue;
        }
        let extends = extends_the_one_before(character);
        marks = if extends { marks + 1 } else { 0 };
        if marks > MARKS {
            continue;
        }
        let joined = extends || line.ends_with(JOINER);
        if !joined && length < limit {
            cut = line.len();
        }
        let needed = if space { 2 } else { 1 };
        if length + needed > limit {
            line.truncate(cut);
            line.push('…');
            return line;
        }
        if space {
            line.push(' ');
            space = false;
        }
        line.push(character);
        length += needed;
    }
    line
}

/// The text with spaces at which no line ends: numbers are read in one go.
pub(crate) fn unbroken(text: &str) -> String {
    text.replace(' ', "\u{a0}")
}

/// Escapes a text for a notification server that renders markup. To be done there and nowhere
/// else: a server that renders none would show the escapes.
pub fn escape_markup(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            other => escaped.push(other),
        }
    }
    escaped
}

/// More marks on one letter than any language writes reach over the lines around it.
const MARKS: usize = 4;
const JOINER: char = '\u{200d}';

/// Control characters, and those that turn the reading direction or cannot be seen: with them a
/// caller could look like another one.
fn is_unwanted(character: char) -> bool {
    character.is_control()
        || matches!(character,
            '\u{ad}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{180e}' | '\u{3164}' | '\u{feff}' | '\u{ffa0}'
            | '\u{200b}' | '\u{200e}' | '\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{fff0}'..='\u{fffb}'
            | '\u{e0000}'..='\u{e007f}'
            // Private use: no two computers show the same.
            | '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..='\u{10ffff}')
}

/// Combining marks, variation selectors, skin colours, joiners: never to be parted from what they
/// belong to.
fn extends_the_one_before(character: char) -> bool {
    matches!(character,
        '\u{300}'..='\u{36f}' | '\u{483}'..='\u{489}' | '\u{591}'..='\u{5bd}' | '\u{610}'..='\u{61a}'
        | '\u{64b}'..='\u{65f}' | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}'
        | '\u{200c}' | JOINER | '\u{20d0}'..='\u{20ff}' | '\u{fe00}'..='\u{fe0f}' | '\u{fe20}'..='\u{fe2f}'
        | '\u{1f3fb}'..='\u{1f3ff}' | '\u{e0100}'..='\u{e01ef}')
}
