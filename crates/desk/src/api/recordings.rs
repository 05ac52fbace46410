//! The recordings of a call, where its PBX has some: found when somebody asks for them, opened by the
//! system, and kept nowhere.

use std::net::Ipv4Addr;

use hyper::Uri;
use kimo_calls::CallId;
use kimo_history::Proof;
use kimo_pbx::{RecordingAt, Refusal};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{AskError, AskErrorCode};
use crate::{
    Desk, Opening,
    records::{Failure, Link, recorded_by},
};

/// Asks for the recordings of a call.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct OpenRecordingParams {
    /// The call's id.
    pub id: String,
    /// Which file is to be opened, by its number; without one, the only one there is, unless others
    /// could listen on the way to it.
    #[serde(default)]
    #[ts(optional)]
    pub file: Option<u32>,
}

/// What came of asking for recordings.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum RecordingFound {
    /// The system's browser opens it.
    Opened,
    /// There are these to choose from.
    Files {
        /// In their order, one at least.
        files: Vec<RecordingFile>,
    },
    /// None can be had: the text `records-failure-<code>`.
    Failed {
        /// Names the text.
        code: String,
    },
}

/// A file with a recording of a call, or with a part of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct RecordingFile {
    /// Its number among those of the call, counted from 1.
    pub number: u32,
    /// Where it is, for a while, for whoever has that; `null` where there is a desktop, which opens it
    /// when it is asked for by its number.
    pub address: Option<String>,
    /// Whether the way to it is not encrypted, so that others may listen.
    pub is_plain: bool,
}

/// Finds the recordings of a call. Where there is a desktop it opens one: that which is asked for, or
/// the only one.
pub(super) async fn open_recording(
    desk: &Desk,
    params: OpenRecordingParams,
) -> Result<RecordingFound, AskError> {
    let id: CallId = params.id.parse().map_err(AskError::bad_params)?;
    let wanted = id.clone();
    let looked = desk.read(move |reader| {
        let Some(call) = reader.call(&wanted)? else {
            return Ok(None);
        };
        let (deliveries, _) = reader.some_deliveries(&wanted, DELIVERIES)?;
        recorded_by(reader, &call, &deliveries)
    });
    let (proof, _) = looked
        .await?
        .ok_or_else(|| AskError::new(AskErrorCode::NotFound, &params.id))?;
    let files = match found(desk, &proof, &id.pbx_call_id).await {
        Ok(files) => files,
        Err(code) => return Ok(failed(code)),
    };
    if !desk.is_desktop() {
        return Ok(RecordingFound::Files { files });
    }
    let chosen = match (params.file, &*files) {
        (Some(number), files) => match files.iter().find(|file| file.number == number) {
            Some(file) => Some(file),
            // It went meanwhile.
            None => return Ok(failed(Refusal::NoRecording.code())),
        },
        (None, [only]) if !only.is_plain => Some(only),
        (None, _) => None,
    };
    if let Some(address) = chosen.and_then(|file| file.address.clone()) {
        let opening = Opening::Address(address);
        desk.on_desktop(move |desktop| desktop.open(&opening));
        return Ok(RecordingFound::Opened);
    }
    let by_number = |file: RecordingFile| RecordingFile {
        address: None,
        ..file
    };
    Ok(RecordingFound::Files {
        files: files.into_iter().map(by_number).collect(),
    })
}

fn failed(code: &str) -> RecordingFound {
    RecordingFound::Failed {
        code: code.to_owned(),
    }
}

/// Where the recordings of a call are; else the code of why they cannot be had.
async fn found(desk: &Desk, proof: &Proof, call: &str) -> Result<Vec<RecordingFile>, &'static str> {
    let link = Link::to_recordings(desk, proof).await;
    let link = link.map_err(|failure| failure.code())?;
    let addresses = match link.api.recording(call) {
        None => return Err(Refusal::NoRecording.code()),
        Some(RecordingAt::Address(request)) => vec![request.url(&link.base, &link.key)],
        Some(RecordingAt::Asked(request)) => {
            let read = |answer: &kimo_pbx::ApiAnswer<'_>| link.api.read_recordings(answer);
            let asked = link.ask(desk, &request, read).await;
            asked.map_err(|failure| code(&failure, &link))?.0
        }
    };
    let files: Vec<_> = (1..)
        .zip(addresses.into_iter().take(MOST_FILES))
        .filter_map(|(number, address)| {
            let is_plain = is_plain(&address, &link.base, link.api.recordings_may_be_plain())?;
            Some(RecordingFile {
                number,
                address: Some(address),
                is_plain,
            })
        })
        .collect();
    match files.is_empty() {
        true => Err(Refusal::Shape.code()),
        false => Ok(files),
    }
}

/// Which of two keys is not accepted has to be said.
fn code(failure: &Failure, link: &Link) -> &'static str {
    match (failure, link.of_recordings) {
        (Failure::Refused(Refusal::Key), Some(_)) => "recordings-key",
        _ => failure.code(),
    }
}

/// Whether others may listen on the way to an address; none where it is not one that a browser fetches
/// something from: it is another's answer, and opened by the system. This computer and others of the
/// office are no place where a PBX keeps recordings, unless its interface is here too.
fn is_plain(address: &str, base: &str, may_be_plain: bool) -> Option<bool> {
    const LONGEST: usize = 2_000;
    if address.len() > LONGEST || !address.bytes().all(|byte| byte.is_ascii_graphic()) {
        return None;
    }
    let uri: Uri = address.parse().ok()?;
    let authority = uri.authority()?;
    let host = authority.host();
    // Who is named there would be shown and remembered with it.
    let is_server = !authority.as_str().contains('@')
        && host.starts_with(|first: char| first.is_ascii_alphanumeric());
    let is_here = ["localhost", "127.0.0.1"].contains(&host);
    match uri.scheme_str()? {
        "https" if is_server => Some(false),
        // Such a base is on this computer.
        "http" if is_here && base.starts_with("http://") => Some(false),
        "http" if is_server && may_be_plain && is_outside(host) => Some(true),
        _ => None,
    }
}

/// Whether it is the number or the name of a server on the internet. What looks like neither may still
/// be a number to a browser: `127.1`, `0x7f000001`.
fn is_outside(host: &str) -> bool {
    /// Names that stand for computers nearby.
    const NEARBY: [&str; 6] = ["localhost", "local", "lan", "home", "internal", "arpa"];
    if let Ok(number) = host.parse::<Ipv4Addr>() {
        let is_nearby = number.is_loopback() || number.is_private() || number.is_link_local();
        return !is_nearby && !number.is_unspecified();
    }
    let Some((_, last)) = host.rsplit_once('.') else {
        return false;
    };
    let is_name = last.starts_with(|first: char| first.is_ascii_alphabetic());
    is_name && !NEARBY.iter().any(|near| last.eq_ignore_ascii_case(near))
}

/// Whether there is one stands in the last of them.
const DELIVERIES: usize = 200;
/// Nobody looks through more files of one call.
const MOST_FILES: usize = 50;

#[cfg(test)]
mod tests {
    use super::is_plain;

    #[test]
    fn no_address_is_opened_that_is_more_than_a_recordings() {
        const BASE: &str = "https://api.example.com";
        for (address, plain) in [
            ("https://api.example.com/recording/R38359b70", Some(false)),
            ("https://files.example.org/a?b=c&d=%20", Some(false)),
            ("HTTPS://files.example.org:8443/a", Some(false)),
            ("http://files.example.org/a_1.wav", Some(true)),
            ("http://203.0.113.7:8080/a_1.wav", Some(true)),
            ("http://localhost.example.org/a", Some(true)),
            // Something of this computer or of the office would be asked for, whatever that does there.
            ("http://127.0.0.1:8000/recording/R1", None),
            ("http://localhost/recording/R1", None),
            ("http://localhost./recording/R1", None),
            ("http://127.1/recording/R1", None),
            ("http://2130706433/recording/R1", None),
            ("http://0x7f.0.0.1/recording/R1", None),
            ("http://0.0.0.0/recording/R1", None),
            ("http://[::1]/recording/R1", None),
            ("http://192.168.1.1/restart", None),
            ("http://10.0.0.1/restart", None),
            ("http://169.254.169.254/a", None),
            ("http://router/restart", None),
            ("http://router.lan/restart", None),
            ("http://a.LOCALHOST/restart", None),
            ("http://desk:s3cret@files.example.org/a", None),
            ("http://files.example.org@evil.example/a", None),
            ("file:///etc/passwd", None),
            ("javascript:alert(1)", None),
            ("ftp://files.example.org/a", None),
            ("//files.example.org/a", None),
            ("files.example.org", None),
            ("/a_1.wav", None),
            ("https://", None),
            ("https:///etc/passwd", None),
            ("https://a b", None),
            ("https://a\n-x", None),
            ("-x https://a", None),
            ("", None),
        ] {
            assert_eq!(is_plain(address, BASE, true), plain, "{address:?}");
            // Where the PBX has them encrypted, nothing else is taken for one.
            let safe = plain.filter(|is_plain| !is_plain);
            assert_eq!(is_plain(address, BASE, false), safe, "{address:?}");
        }
        let long = format!("https://a.example/{}", "b".repeat(2_000));
        assert_eq!(is_plain(&long, BASE, true), None);
        let local = "http://127.0.0.1:8000";
        for address in ["http://127.0.0.1:8000/recording/R1", "http://localhost/a"] {
            assert_eq!(is_plain(address, local, false), Some(false), "{address}");
        }
    }
}
