//! What is found in the history when the desk starts.

use std::time::Duration;

use jiff::Timestamp;
use kimo_attention::Input;
use kimo_calls::{CallId, HookId};
use kimo_history::{ReadError, Reader};

/// Gives, one by one, the calls that were running when the desk stopped, and before them what the
/// last deliveries to each hook teach about its clock.
pub(super) fn found(
    reader: &Reader,
    now: Timestamp,
    mut each: impl FnMut(Input),
) -> Result<(), ReadError> {
    for known in reader.hooks()? {
        let hook = known.hook.id;
        for (at, received_at) in reader.times_told(hook, LEARN_FROM)? {
            each(Input::Learn {
                hook,
                at,
                received_at,
            });
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

/// Of each hook so many deliveries, so that nothing that comes to another one hides them.
const LEARN_FROM: usize = 400;
