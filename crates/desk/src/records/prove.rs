//! One proof: the records since the last one, read to their end and merged.

use std::collections::BTreeSet;

use jiff::{SignedDuration, Timestamp};
use kimo_history::{BroughtIn, DeliverySource, Incoming, KeepError, Proof};
use kimo_pbx::{Delivery, PageAt, ReadError, Reading, Window};

use super::link::{Failure, Link};
use crate::Desk;

/// Reads and merges the records since the last proof, and notes up to when the history is complete
/// now. Gives the calls that nothing else had told of.
pub(super) async fn prove(
    desk: &Desk,
    link: &Link,
    proof: &Proof,
    brought_in: &mut Vec<BroughtIn>,
) -> Result<(), Failure> {
    let now = desk.0.records.now();
    let days = desk.read(|reader| reader.settings()).await?.retention_days;
    let reaches_back = link.api.reaches_back();
    let kept = days.map(|days| SignedDuration::from_hours(24 * i64::from(days)));
    let kept = kept.map(|kept| before(now, kept));
    let from = since(proof.complete_until, kept, reaches_back, now);
    let by_the_clocks = reaches_back.is_some() || kept == Some(from);
    for window in windows(from, now, link.api.longest_window().min(AT_ONCE)) {
        let there = read_window(desk, link, window, kept, brought_in).await?;
        let settles = settles(desk, link).await?;
        let until = proved_until(window, there, now, by_the_clocks, settles);
        let until = until.ok_or(Failure::Clocks)?;
        let noted = desk
            .writer()?
            .note_proof(
                &link.hook,
                proof.complete_until,
                from,
                until,
                desk.0.records.now(),
            )
            .await?;
        if !noted {
            // Something else is to be read by now, or from earlier on.
            return Err(Failure::Grows);
        }
    }
    Ok(())
}

/// How long a record is waited for, by what is known now: the last reading may have found one that was
/// late.
async fn settles(desk: &Desk, link: &Link) -> Result<SignedDuration, Failure> {
    let proofs = desk.read(|reader| reader.proofs()).await?;
    let proof = proofs.iter().find(|proof| proof.hook == link.hook.id);
    Ok(proof.ok_or(KeepError::NotFound)?.waits())
}

/// Up to when all is there once a window has been read. A clock that is ahead must not have it
/// complete up to what has not been yet: `None` where nobody tells what time it is `there`. Nor may
/// one that differs where the window was counted back from the time, here or there.
fn proved_until(
    window: Window,
    there: Option<Timestamp>,
    now: Timestamp,
    by_the_clocks: bool,
    settles: SignedDuration,
) -> Option<Timestamp> {
    let there = there?;
    if by_the_clocks && there.duration_since(now).abs() > DIFFER {
        return None;
    }
    let clock = there.min(now);
    let settled = clock.saturating_sub(settles).unwrap_or(clock);
    // Of what was before it nothing was read.
    Some(window.to.min(settled)).filter(|until| *until >= window.from)
}

/// From when on the records are asked for: calls that were under way when it was last proved that
/// the history is complete have their records since. Nothing that would be deleted at once, and
/// nothing that the PBX does not tell of any more.
fn since(
    complete_until: Option<Timestamp>,
    kept: Option<Timestamp>,
    reaches_back: Option<SignedDuration>,
    now: Timestamp,
) -> Timestamp {
    let from = match complete_until {
        Some(until) => before(until, LONGEST_CALL),
        None => before(now, FIRST_LOOK),
    };
    let reached = reaches_back.map(|reaches_back| before(now, reaches_back));
    [kept, reached]
        .into_iter()
        .flatten()
        .fold(from, Timestamp::max)
}

fn before(time: Timestamp, by: SignedDuration) -> Timestamp {
    time.saturating_sub(by).unwrap_or(Timestamp::UNIX_EPOCH)
}

/// The windows from then to now, the earliest first, so that what was read of them counts even if
/// the rest has to wait.
fn windows(from: Timestamp, now: Timestamp, longest: SignedDuration) -> Vec<Window> {
    let mut windows = Vec::new();
    let mut from = from;
    while from < now {
        let to = from.saturating_add(longest).unwrap_or(now).min(now);
        windows.push(Window { from, to });
        // Whether a call that begins at an end of it is in it stands nowhere.
        from = match to < now {
            true => to.saturating_sub(OVERLAP).unwrap_or(to),
            false => now,
        };
    }
    windows
}

/// Reads and merges the records of a window, page by page, until as many were seen as it has. Gives
/// what time it was there at the beginning; the calls that nothing else had told of count also where
/// it breaks off.
///
/// Where nobody tells how many it has, it is read until nothing more comes, and no record came twice;
/// where the pages are lists of their own, all of them are read.
async fn read_window(
    desk: &Desk,
    link: &Link,
    window: Window,
    kept: Option<Timestamp>,
    brought_in: &mut Vec<BroughtIn>,
) -> Result<Option<Timestamp>, Failure> {
    let mut seen = BTreeSet::new();
    for _ in 0..MOST_READINGS {
        let mut began = None;
        let mut page = PageAt::FIRST;
        let mut seen_now = BTreeSet::new();
        let is_whole = loop {
            let (found, date) = link.ask_for_records(desk, &window, page).await?;
            began = began.or(date);
            let had = found.ids.len();
            let before = seen_now.len();
            seen.extend(found.ids.iter().cloned());
            seen_now.extend(found.ids);
            keep(desk, link, found.records, kept, brought_in).await?;
            let (is_last, is_empty) = match found.pages {
                Some(pages) => (page.number >= pages, had == 0 && found.total.is_some()),
                // One that repeats what stood before it leads nowhere.
                None => (seen_now.len() == before, had == 0),
            };
            page = page.next(had);
            if is_last || is_empty || page.number > MOST_PAGES {
                break match (found.total, found.pages) {
                    (Some(total), _) => seen.len() as u64 >= total,
                    (None, Some(_)) => is_last,
                    (None, None) => is_empty && seen_now.len() as u64 == page.after,
                };
            }
        };
        // A list that grows while it is read moves some from a page that is to be read to one that
        // was.
        if is_whole {
            return Ok(began);
        }
    }
    Err(Failure::Grows)
}

/// Keeps records, but for those of calls that were over before this: what was deleted for its age does
/// not come back with what is told beyond a window. A few at a time, for a delivery that comes meanwhile
/// waits for those.
async fn keep(
    desk: &Desk,
    link: &Link,
    records: Vec<String>,
    kept: Option<Timestamp>,
    brought_in: &mut Vec<BroughtIn>,
) -> Result<(), Failure> {
    let received_at = desk.0.records.now();
    let incoming = |body: String| {
        let delivery = Delivery::to(&link.hook, Some(JSON), body.as_bytes(), received_at);
        Incoming {
            source: DeliverySource::Record,
            hook: link.hook.clone(),
            content_type: Some(JSON.to_owned()),
            reading: kimo_pbx::read_record(&delivery, &link.hook.meaning),
            body: body.into_bytes(),
            received_at,
        }
    };
    let is_kept = |incoming: &Incoming| kept.is_none_or(|kept| is_since(&incoming.reading, kept));
    let mut rest = records.into_iter().peekable();
    while rest.peek().is_some() {
        let some = rest.by_ref().take(A_BATCH);
        let some = some.map(incoming).filter(is_kept).collect();
        brought_in.extend(desk.writer()?.keep_records(some).await?);
    }
    Ok(())
}

/// Whether something that a record tells was then or later; so is what cannot be read.
fn is_since(reading: &Result<Reading, ReadError>, kept: Timestamp) -> bool {
    match reading {
        Ok(Reading::Events(events)) => events.iter().any(|event| event.time() >= kept),
        _ => true,
    }
}

const JSON: &str = "application/json";
/// No call takes longer, and if one does, its record is found only if it was posted too.
const LONGEST_CALL: SignedDuration = SignedDuration::from_hours(6);
/// How far back the records are read the first time.
const FIRST_LOOK: SignedDuration = SignedDuration::from_hours(7 * 24);
/// A window that is proved by itself: most answers are one page, and few are let through a minute.
const AT_ONCE: SignedDuration = SignedDuration::from_hours(7 * 24);
/// Records that are kept in one transaction: as many as most pages have.
const A_BATCH: usize = 100;
/// By how much windows overlap, which are asked for by the second.
const OVERLAP: SignedDuration = SignedDuration::from_mins(1);
/// How often a list that changes is read from its beginning.
const MOST_READINGS: usize = 3;
const MOST_PAGES: u32 = 10_000;
/// What is asked for as "the last hour" has room for so much.
const DIFFER: SignedDuration = SignedDuration::from_mins(5);

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    #[test]
    fn windows_overlap_and_go_up_to_now() {
        let now = at("2026-11-25T12:00:00Z");
        let day = SignedDuration::from_hours(24);
        let found = windows(since(None, None, None, now), now, day);
        assert_eq!(found.len(), 8);
        assert_eq!(found[0].from, at("2026-11-18T12:00:00Z"));
        assert_eq!(found[7].to, now);
        // Whether a PBX takes both ends of a window to be in it stands nowhere.
        assert!(found.windows(2).all(|two| two[0].to > two[1].from));
        assert!(
            found
                .iter()
                .all(|one| one.to.duration_since(one.from) <= day)
        );
        assert_eq!(windows(now, now, day), []);
        // A clock that was set back: nothing to ask for yet.
        assert_eq!(windows(at("2026-11-26T12:00:00Z"), now, day), []);
    }

    #[test]
    fn no_clock_that_is_wrong_proves_more_than_was_read() {
        let at = |minute: i64| Timestamp::UNIX_EPOCH + SignedDuration::from_mins(100_000 + minute);
        let until = |there: Option<i64>, now: i64, by_the_clocks| {
            let window = Window {
                from: at(now - 60),
                to: at(now),
            };
            let settles = SignedDuration::from_mins(5);
            proved_until(window, there.map(at), at(now), by_the_clocks, settles)
        };
        for by_the_clocks in [false, true] {
            assert_eq!(until(Some(0), 0, by_the_clocks), Some(at(-5)));
            assert_eq!(until(Some(-4), 0, by_the_clocks), Some(at(-9)));
            assert_eq!(until(None, 0, by_the_clocks), None, "it may be any time");
        }
        // Ours is a year ahead, or an hour behind: what was asked for as the last hour was another.
        assert_eq!(until(Some(60), 0, false), Some(at(-5)));
        assert_eq!(until(Some(0), 30, false), Some(at(-5)));
        assert_eq!(until(Some(0), 525_600, false), None, "nothing was read");
        assert_eq!(until(Some(0), 525_600, true), None);
        assert_eq!(until(Some(60), 0, true), None);
    }

    #[test]
    fn records_are_asked_for_with_overlap_and_never_what_would_be_deleted() {
        let now = at("2026-11-25T12:00:00Z");
        let until = Some(at("2026-11-25T11:40:00Z"));
        assert_eq!(since(until, None, None, now), at("2026-11-25T05:40:00Z"));
        let kept = Some(at("2026-11-23T12:00:00Z"));
        assert_eq!(since(None, kept, None, now), at("2026-11-23T12:00:00Z"));
        assert_eq!(since(until, kept, None, now), at("2026-11-25T05:40:00Z"));
        let month = Some(SignedDuration::from_hours(28 * 24));
        let summer = Some(at("2026-07-01T12:00:00Z"));
        assert_eq!(since(summer, None, month, now), at("2026-10-28T12:00:00Z"));
        assert_eq!(since(until, None, month, now), at("2026-11-25T05:40:00Z"));
    }
    /// Some tell of a month whatever is asked for.
    #[test]
    fn what_was_deleted_for_its_age_does_not_come_back_with_what_is_told_beyond_a_window() {
        let pbx = kimo_pbx::named("bulutfon").unwrap().id();
        let is_kept_since = |kept: &str| {
            let record = br#"{"uuid": "1", "direction": "IN", "caller": 905320000021,
                "call_time": "2026-11-20T12:00:00+03:00", "missing_call": true,
                "hangup_time": "2026-11-20T12:00:20+03:00"}"#;
            let delivery = Delivery {
                pbx,
                account: &kimo_calls::Account::default(),
                content_type: Some(JSON),
                body: record,
                received_at: at("2026-11-25T12:00:00Z"),
            };
            let reading = kimo_pbx::read_record(&delivery, &kimo_pbx::meaning_of(pbx));
            assert!(matches!(reading, Ok(Reading::Events(_))));
            is_since(&reading, at(kept))
        };
        assert!(is_kept_since("2026-11-20T09:00:20Z"));
        assert!(!is_kept_since("2026-11-22T12:00:00Z"));
    }
}
