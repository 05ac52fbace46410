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

#[cfg(test)]
mod tests {
    use kimo_calls::Hook;
    use kimo_history::{DeliverySource, History, Incoming, NewHook};
    use kimo_pbx::{Delivery, VerimorCall, VerimorEnd};

    use super::*;

    /// The end of a call, heard of a minute after it began.
    fn ended(hook: &Hook, n: u64) -> Incoming {
        let started_at = Timestamp::UNIX_EPOCH + Duration::from_secs(1_700_000_000 + n);
        let call = VerimorCall {
            id: format!("{}-{n}", hook.id.0),
            started_at,
            direction: "inbound",
            caller: "05321234567",
            shows: "",
            called: "02129630000",
            queue: "",
        };
        let body = call.hangup(&VerimorEnd {
            leg: "1001",
            answered: false,
            answered_at: None,
            at: 30,
            cause: "NO_ANSWER",
        });
        let received_at = started_at + Duration::from_secs(60);
        let delivery = Delivery::to(hook, None, body.as_bytes(), received_at);
        Incoming {
            source: DeliverySource::Hook,
            hook: hook.clone(),
            content_type: None,
            reading: kimo_pbx::read(&delivery, &hook.meaning),
            received_at,
            body: body.into_bytes(),
        }
    }

    #[tokio::test]
    async fn a_flood_to_one_hook_hides_nothing_that_was_learnt_of_another() {
        let dir = tempfile::tempdir().unwrap();
        let history = History::open(dir.path()).unwrap().history;
        let writer = history.writer(|_| {}).unwrap();
        let pbx = kimo_calls::PbxId::known("verimor");
        let mut hooks = Vec::new();
        for account in ["office", "stranger"] {
            let new = NewHook {
                pbx,
                account: account.parse().unwrap(),
                name: account.to_owned(),
                basic_user: None,
                meaning: kimo_pbx::meaning_of(pbx),
            };
            hooks.push(writer.add_hook(new).await.unwrap());
        }
        let [office, stranger] = &hooks[..] else {
            panic!("there are two");
        };
        writer.keep(ended(office, 0)).await.unwrap();
        for n in 0..LEARN_FROM as u64 + 10 {
            writer.keep(ended(stranger, n)).await.unwrap();
        }
        let reader = Reader::open(dir.path()).unwrap();
        let mut learnt = [0; 2];
        found(&reader, Timestamp::now(), |input| {
            if let Input::Learn { hook, .. } = input {
                learnt[usize::from(hook == stranger.id)] += 1;
            }
        })
        .unwrap();
        assert_eq!(learnt, [1, LEARN_FROM]);
    }
}
