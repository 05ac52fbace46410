//! What is found in the history when the desk starts.

use std::time::Duration;

use jiff::Timestamp;
use kimo_attention::Input;
use kimo_history::{ReadError, Reader};

/// The calls that were running when the desk stopped, and what the last ones teach about the
/// PBXs' clocks.
pub(super) fn found(reader: &Reader, now: Timestamp) -> Result<Vec<Input>, ReadError> {
    let mut inputs = Vec::new();
    let newest = kimo_history::CallQuery {
        limit: LEARN_FROM,
        ..Default::default()
    };
    for call in reader.calls(&newest)?.calls.iter().rev() {
        let Some(hook) = reader
            .deliveries(&call.id)?
            .first()
            .map(|delivery| delivery.hook)
        else {
            continue;
        };
        for event in reader.events(&call.id)? {
            if let (Some(at), kimo_calls::Clock::Exact) = (event.at, event.clock) {
                inputs.push(Input::Learn {
                    hook,
                    at,
                    received_at: event.received_at,
                });
            }
        }
    }
    for call in reader.running_calls()? {
        let heard = reader
            .events(&call.id)?
            .iter()
            .map(|event| event.received_at)
            .max();
        let silent_for = heard
            .map(|heard| now.duration_since(heard))
            .and_then(|silence| Duration::try_from(silence).ok())
            .unwrap_or_default();
        inputs.push(Input::Found {
            call: Box::new(call),
            silent_for,
        });
    }
    Ok(inputs)
}

/// So many calls, that a hundred of whoever has a token do not hide the others.
const LEARN_FROM: usize = 200;
