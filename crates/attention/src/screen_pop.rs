//! What is opened for a call: an address or a program, made of what somebody here has written and
//! of what a stranger may have chosen. Nothing of the latter ever becomes more than one value.

use kimo_calls::{Call, PopWhat, Region, ScreenPop};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use url::{Position, Url};

use crate::{popup_wording::name, words::clean};

/// What is opened for a call, with its values in place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Opening {
    /// An address.
    Address(String),
    /// A program, without any shell.
    Program {
        /// Its name or path.
        program: String,
        /// Its arguments.
        arguments: Vec<String>,
    },
}

/// Why nothing can be opened by what was written.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PopError {
    /// Nothing was written.
    #[error("there is nothing to open")]
    Nothing,
    /// It is no address.
    #[error("this is no address")]
    NoAddress,
    /// Addresses that begin so are not opened, or not before somebody agrees.
    #[error("addresses that begin with `{0}:` are not opened")]
    Scheme(String),
    /// There is no value of this name.
    #[error("`{{{0}}}` is no value of a call")]
    UnknownValue(String),
    /// A value stands where it would choose which server or which program.
    #[error("no value of a call may choose the server or the program")]
    ValueChooses,
    /// A quotation mark has no other.
    #[error("a quotation mark is missing")]
    Unquoted,
}

impl PopError {
    /// Its name.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Nothing => "nothing",
            Self::NoAddress => "no-address",
            Self::Scheme(_) => "scheme",
            Self::UnknownValue(_) => "unknown-value",
            Self::ValueChooses => "value-chooses",
            Self::Unquoted => "unquoted",
        }
    }
}

/// What of a call can stand in an opening.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PopValues {
    /// The caller's number in E.164 form, or as the PBX sent it.
    pub e164: String,
    /// The digits that people type for it in its country.
    pub national: String,
    /// The caller's name; empty where nobody knows it.
    pub name: String,
    /// The call's id.
    pub call: String,
    /// Our number that was called, in E.164 form, or as the PBX sent it.
    pub line: String,
}

impl PopValues {
    /// Those of a call.
    pub(crate) fn of(call: &Call) -> Self {
        let number = |party: &kimo_calls::Party| match &party.number {
            Some(number) => number.to_string(),
            None => party.raw.clone(),
        };
        let national = call.caller.number.as_ref();
        Self {
            e164: number(&call.caller),
            national: national.map_or_else(
                || call.caller.raw.clone(),
                |number| number.national_digits().into_owned(),
            ),
            name: name(&call.caller).unwrap_or_default(),
            call: call.id.to_string(),
            line: number(&call.called),
        }
    }

    /// Those of an invented call, to try an opening with.
    pub fn invented(region: Region) -> Self {
        let e164 = match region {
            Region::RU => "+79161234567",
            _ => "+905321234567",
        };
        let number = kimo_calls::PhoneNumber::read_leniently(e164, region);
        let national = number.map(|number| number.national_digits().into_owned());
        Self {
            e164: e164.to_owned(),
            national: national.unwrap_or_default(),
            name: "Ayşe Yılmaz".to_owned(),
            call: "test:1".to_owned(),
            line: "1001".to_owned(),
        }
    }

    /// The same text for each.
    fn all(text: &str) -> Self {
        let text = || text.to_owned();
        Self {
            e164: text(),
            national: text(),
            name: text(),
            call: text(),
            line: text(),
        }
    }

    fn value(&self, name: &str) -> Result<&str, PopError> {
        match name {
            "e164" => Ok(&self.e164),
            "national" => Ok(&self.national),
            "name" => Ok(&self.name),
            "call" => Ok(&self.call),
            "line" => Ok(&self.line),
            unknown => Err(PopError::UnknownValue(clean(unknown, LONGEST_NAME))),
        }
    }
}

impl Opening {
    /// What a screen pop opens with these values.
    ///
    /// # Errors
    ///
    /// Where that is nothing that is opened, whatever the values: see [`PopError`].
    pub fn of(pop: &ScreenPop, values: &PopValues) -> Result<Self, PopError> {
        match pop.what {
            PopWhat::Address => address(pop, values).map(Self::Address),
            PopWhat::Program => program(&pop.opens, values),
        }
    }
}

fn address(pop: &ScreenPop, values: &PopValues) -> Result<String, PopError> {
    let template = pop.opens.trim();
    if template.is_empty() {
        return Err(PopError::Nothing);
    }
    let with = |values: &PopValues| -> Result<Url, PopError> {
        let filled = filled(template, values, |value| match value {
            // Encoded, these would still lead out of a folder.
            "." | ".." => String::new(),
            value => utf8_percent_encode(value, NON_ALPHANUMERIC).to_string(),
        })?;
        Url::parse(&filled).map_err(|_| PopError::NoAddress)
    };
    // Whatever comes before the path is the same for every call.
    let (one, other) = match (with(&PopValues::all("1")), with(&PopValues::all("b"))) {
        (Ok(one), Ok(other)) => (one, other),
        (Err(error @ PopError::UnknownValue(_)), _) => return Err(error),
        _ => return Err(PopError::NoAddress),
    };
    let server = |url: &Url| url[..Position::BeforePath].to_owned();
    if server(&one) != server(&other) {
        return Err(PopError::ValueChooses);
    }
    let is_allowed = match one.scheme() {
        "http" | "https" => true,
        // These never name somebody's page.
        "file" | "javascript" | "data" | "blob" | "about" => false,
        scheme => scheme.eq_ignore_ascii_case(pop.scheme.trim()),
    };
    if !is_allowed {
        return Err(PopError::Scheme(one.scheme().to_owned()));
    }
    let url = with(values)?;
    match server(&url) == server(&one) {
        true => Ok(url.into()),
        false => Err(PopError::ValueChooses),
    }
}

fn program(line: &str, values: &PopValues) -> Result<Opening, PopError> {
    let mut words = words(line)?.into_iter();
    let program = words.next().ok_or(PopError::Nothing)?;
    if program.contains('{') {
        return Err(PopError::ValueChooses);
    }
    let argument = |word: String| {
        let begins_with_value = word.starts_with('{');
        let argument = filled(&word, values, |value| clean(value, LONGEST_VALUE))?;
        Ok(match begins_with_value {
            // A caller whose name looks like an option is none.
            true => argument.trim_start_matches(['-', '/', '@']).to_owned(),
            false => argument,
        })
    };
    Ok(Opening::Program {
        program,
        arguments: words.map(argument).collect::<Result<_, _>>()?,
    })
}

/// The words of a line; what stands in double quotation marks is one of them.
fn words(line: &str) -> Result<Vec<String>, PopError> {
    let mut words = Vec::new();
    let mut word: Option<String> = None;
    let mut is_quoted = false;
    for character in line.chars() {
        match character {
            '"' => {
                is_quoted = !is_quoted;
                word.get_or_insert_default();
            }
            space if space.is_whitespace() && !is_quoted => words.extend(word.take()),
            other => word.get_or_insert_default().push(other),
        }
    }
    if is_quoted {
        return Err(PopError::Unquoted);
    }
    words.extend(word);
    Ok(words)
}

/// The text with each value in its place. What a value says is not looked at again.
fn filled(
    template: &str,
    values: &PopValues,
    write: impl Fn(&str) -> String,
) -> Result<String, PopError> {
    let mut filled = String::new();
    let mut rest = template;
    while let Some((before, behind)) = rest.split_once('{') {
        filled.push_str(before);
        let (name, behind) = behind
            .split_once('}')
            .ok_or_else(|| PopError::UnknownValue(clean(behind, LONGEST_NAME)))?;
        filled.push_str(&write(values.value(name)?));
        rest = behind;
    }
    filled.push_str(rest);
    Ok(filled)
}

const LONGEST_NAME: usize = 20;
const LONGEST_VALUE: usize = 250;

#[cfg(test)]
mod tests {
    use super::*;

    fn values(name: &str) -> PopValues {
        PopValues {
            e164: "+905321234567".to_owned(),
            national: "05321234567".to_owned(),
            name: name.to_owned(),
            call: "verimor:1".to_owned(),
            line: "+902123205062".to_owned(),
        }
    }

    fn opened(what: PopWhat, opens: &str, scheme: &str, name: &str) -> Result<Opening, PopError> {
        let pop = ScreenPop {
            what,
            opens: opens.to_owned(),
            scheme: scheme.to_owned(),
            ..ScreenPop::default()
        };
        Opening::of(&pop, &values(name))
    }

    #[test]
    fn a_value_stays_one_value_of_an_address() {
        let at = |opens, name| opened(PopWhat::Address, opens, "crm", name);
        let crm = "https://crm.example.com/find?phone={e164}&name={name}#{call}";
        for (template, name, address) in [
            (
                crm,
                "Ayşe & Ali",
                "https://crm.example.com/find?phone=%2B905321234567\
                 &name=Ay%C5%9Fe%20%26%20Ali#verimor%3A1",
            ),
            (
                crm,
                "{call}\"'<>\r\n#?/",
                "https://crm.example.com/find?phone=%2B905321234567\
                 &name=%7Bcall%7D%22%27%3C%3E%0D%0A%23%3F%2F#verimor%3A1",
            ),
            (
                "http://localhost:8080/{line}/{national}",
                "",
                "http://localhost:8080/%2B902123205062/05321234567",
            ),
            (
                "https://example.com/a/{name}/b",
                "..",
                "https://example.com/a//b",
            ),
            (
                "https://example.com/a/{name}/b",
                "../..",
                "https://example.com/a/%2E%2E%2F%2E%2E/b",
            ),
            ("crm:open?{national}", "", "crm:open?05321234567"),
            ("CRM://open/{name}", "a@b", "crm://open/a%40b"),
            (" https://example.com ", "", "https://example.com/"),
        ] {
            let opening = Opening::Address(address.to_owned());
            assert_eq!(at(template, name), Ok(opening), "{template} {name}");
        }
    }

    #[test]
    fn no_value_chooses_a_server_and_no_address_is_opened_that_nobody_allowed() {
        let at = |opens, name| opened(PopWhat::Address, opens, "", name);
        let scheme = |name: &str| PopError::Scheme(name.to_owned());
        for (template, error) in [
            ("", PopError::Nothing),
            ("crm.example.com/{e164}", PopError::NoAddress),
            ("{name}", PopError::NoAddress),
            ("https://{name}/", PopError::ValueChooses),
            ("https://{name}.example.com/", PopError::ValueChooses),
            ("https://example.com:8{line}/", PopError::NoAddress),
            ("https://{name}@example.com/", PopError::ValueChooses),
            (
                "https://example.com/{phone}",
                PopError::UnknownValue("phone".to_owned()),
            ),
            (
                "https://example.com/{e164",
                PopError::UnknownValue("e164".to_owned()),
            ),
            ("crm:{e164}", scheme("crm")),
            ("file:///home/{name}", scheme("file")),
            ("javascript:alert('{name}')", scheme("javascript")),
        ] {
            let outcome = at(template, "evil.example");
            assert_eq!(outcome, Err(error), "{template}");
        }
        let file = opened(PopWhat::Address, "file:///{name}", "file", "x");
        assert_eq!(file, Err(scheme("file")), "whoever agreed to it");
    }

    #[test]
    fn a_value_stays_within_one_argument_and_is_no_option() {
        let run = |opens, name| opened(PopWhat::Program, opens, "", name);
        let of = |program: &str, arguments: &[&str]| {
            Ok(Opening::Program {
                program: program.to_owned(),
                arguments: arguments.iter().map(|&word| word.to_owned()).collect(),
            })
        };
        assert_eq!(
            run(
                "\"C:\\Program Files\\crm.exe\" /find {e164} \"name={name}\"",
                "\"; calc & \r\n'$(x)"
            ),
            of(
                "C:\\Program Files\\crm.exe",
                &["/find", "+905321234567", "name=\"; calc & '$(x)"]
            )
        );
        assert_eq!(
            run("crm {name}", "--delete=all"),
            of("crm", &["delete=all"])
        );
        assert_eq!(run("crm {name}", "/c calc"), of("crm", &["c calc"]));
        assert_eq!(run("crm \"\" x\"y z\"", ""), of("crm", &["", "xy z"]));
        for (line, error) in [
            (" ", PopError::Nothing),
            ("{name} x", PopError::ValueChooses),
            ("crm \"x", PopError::Unquoted),
            ("crm {x y}", PopError::UnknownValue("x".to_owned())),
            ("crm \"{x y}\"", PopError::UnknownValue("x y".to_owned())),
        ] {
            assert_eq!(run(line, "evil"), Err(error), "{line}");
        }
    }
}
