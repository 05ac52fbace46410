//! The recording of a call, where its PBX has one: found when somebody asks for it, opened by the
//! system, and kept nowhere.

use kimo_calls::CallId;
use kimo_history::Proof;
use kimo_pbx::RecordingAt;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{AskError, AskErrorCode, CallParams};
use crate::{
    Desk, Opening,
    records::{Failure, Link, recorded_by},
};

/// What came of asking for a recording.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum RecordingFound {
    /// The system's browser opens it.
    Opened,
    /// There is no desktop: it is at this address, for a while, for whoever has that.
    At {
        /// An address of `https`, or of `http` where the interface itself is at one.
        address: String,
    },
    /// It cannot be had: the text `records-failure-<code>`.
    Failed {
        /// Names the text.
        code: String,
    },
}

/// Finds the recording of a call and opens it, where there is a desktop.
pub(super) async fn open_recording(
    desk: &Desk,
    params: CallParams,
) -> Result<RecordingFound, AskError> {
    let id: CallId = params.id.parse().map_err(AskError::bad_params)?;
    let wanted = id.clone();
    let looked = desk.read(move |reader| {
        let (deliveries, _) = reader.some_deliveries(&wanted, DELIVERIES)?;
        Ok(recorded_by(&wanted, &deliveries, &reader.proofs()?).cloned())
    });
    let proof = looked
        .await?
        .ok_or_else(|| AskError::new(AskErrorCode::NotFound, &params.id))?;
    Ok(match found(desk, &proof, &id.pbx_call_id).await {
        Ok(address) if desk.is_desktop() => {
            let opening = Opening::Address(address);
            desk.on_desktop(move |desktop| desktop.open(&opening));
            RecordingFound::Opened
        }
        Ok(address) => RecordingFound::At { address },
        Err(failure) => RecordingFound::Failed {
            code: failure.code().to_owned(),
        },
    })
}

async fn found(desk: &Desk, proof: &Proof, call: &str) -> Result<String, Failure> {
    let link = Link::of(desk, proof).await?;
    let no_recording = Failure::Refused(kimo_pbx::Refusal::NoRecording);
    let address = match link.api.recording(call).ok_or(no_recording)? {
        RecordingAt::Address(request) => request.url(&link.base, &link.key),
        RecordingAt::Asked(request) => {
            link.ask(desk, &request, |answer| link.api.read_recording(answer))
                .await?
                .0
        }
    };
    match may_be_opened(&address, &link.base) {
        true => Ok(address),
        false => Err(Failure::Refused(kimo_pbx::Refusal::Shape)),
    }
}

/// Whether it is an address that a browser fetches something from, and no less safely than the
/// interface is asked: it is another's answer, and opened by the system.
fn may_be_opened(address: &str, base: &str) -> bool {
    const LONGEST: usize = 2_000;
    let plain = address.bytes().all(|byte| byte.is_ascii_graphic());
    let has_server = |scheme: &str| {
        let rest = address.strip_prefix(scheme);
        rest.is_some_and(|rest| rest.starts_with(|first: char| first.is_ascii_alphanumeric()))
    };
    let has_server = has_server("https://") || base.starts_with("http://") && has_server("http://");
    plain && has_server && address.len() <= LONGEST
}

/// Whether there is one stands in the last of them.
const DELIVERIES: usize = 200;

#[cfg(test)]
mod tests {
    use super::may_be_opened;

    #[test]
    fn no_address_is_opened_that_is_more_than_a_recordings() {
        let base = "https://api.example.com";
        for (address, opened) in [
            ("https://api.example.com/recording/R38359b70", true),
            ("https://files.example.org/a?b=c&d=%20", true),
            ("http://api.example.com/recording/R38359b70", false),
            ("file:///etc/passwd", false),
            ("javascript:alert(1)", false),
            ("https://", false),
            ("https:///etc/passwd", false),
            ("https://a b", false),
            ("https://a\n-x", false),
            ("-x https://a", false),
            ("", false),
        ] {
            assert_eq!(may_be_opened(address, base), opened, "{address:?}");
        }
        let local = "http://127.0.0.1:8000";
        assert!(may_be_opened("http://127.0.0.1:8000/recording/R1", local));
        assert!(!may_be_opened(
            &format!("https://a/{}", "b".repeat(2_000)),
            base
        ));
    }
}
