//! What is found in the history when the desk starts.

use std::time::Duration;

use jiff::Timestamp;
use kimo_attention::Input;
use kimo_calls::{CallId, HookId};
use kimo_history::{ReadError, Reader};

/// Gives, one by one, the calls that were running when the desk stopped, and before them what the
/// last ones teach about the PBXs' clocks.
pub(super) fn found(
    reader: &Reader,
    now: Timestamp,
    mut each: impl FnMut(Input),
) -> Result<(), ReadError> {
    let newest = kimo_history::CallQuery {
        limit: LEARN_FROM,
        ..Default::default()
    };
    for call in reader.calls(&newest)?.calls.iter().rev() {
        let Some(hook) = hook_of(reader, &call.id)? else {
            continue;
        };
        for event in reader.events(&call.id)? {
            if let (Some(at), kimo_calls::Clock::Exact) = (event.at, event.clock) {
                each(Input::Learn {
                    hook,
                    at,
                    received_at: event.received_at,
                });
            }
        }
    }
    for id in reader.running()? {
        let Some(call) = reader.call(&id)? else {
            continue;
        };
        let heard = reader
            .events(&call.id)?
            .iter()
            .map(|event| event.received_at)
            .max();
        let silent_for = heard
            .map(|heard| now.duration_since(heard))
            .and_then(|silence| Duration::try_from(silence).ok())
            .unwrap_or_default();
        each(Input::Found {
            hook: hook_of(reader, &id)?,
            call: Box::new(call),
            silent_for,
            context: None,
        });
    }
    Ok(())
}

/// The hook that spoke of a call first.
fn hook_of(reader: &Reader, call: &CallId) -> Result<Option<HookId>, ReadError> {
    let (some, _) = reader.some_deliveries(call, 2)?;
    Ok(some.first().map(|delivery| delivery.hook))
}

/// So many calls, that a hundred of whoever has a token do not hide the others.
const LEARN_FROM: usize = 200;
