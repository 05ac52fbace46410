//! What the tests stand on.

mod desk;
mod http;
mod program;

pub(crate) use desk::{Desk, Hook};
pub(crate) use http::{Connection, Response, request};
pub(crate) use program::{Ended, Finished, kimo};

/// A Verimor `hangup` of a missed call, which is all there is to say of it.
pub(crate) fn missed_call(call_uuid: &str) -> String {
    format!(
        "event_type=hangup&domain_id=101&direction=inbound&caller_id_number=05320000021\
         &destination_number=02120000000&dialed_user=1001&call_uuid={call_uuid}\
         &start_stamp=2026-11-20 12:00:00&end_stamp=2026-11-20 12:00:20\
         &answered=false&hangup_cause=NO_ANSWER"
    )
    .replace(' ', "+")
}

/// The ids of the lines of `kimo calls --json`.
pub(crate) fn ids(calls: &[serde_json::Value]) -> Vec<&str> {
    calls
        .iter()
        .map(|call| call["id"].as_str().unwrap())
        .collect()
}

/// The ids of all PBXs, in the order in which Kimo lists them.
pub(crate) fn every_pbx() -> Vec<String> {
    let adapters = kimo_pbx::adapters().iter();
    adapters.map(|adapter| adapter.id().to_string()).collect()
}
