//! Records, as they are fetched of a PBX.

use jiff::SignedDuration;
use kimo_calls::Timestamp;
use kimo_history::{BroughtIn, DeliverySource, Incoming};
use kimo_pbx::{Delivery, VerimorCall, VerimorRecord};

use super::{Desk, VERIMOR, noon};

/// So many minutes after noon.
pub(crate) fn minute(minute: i64) -> Timestamp {
    noon() + SignedDuration::from_mins(minute)
}

/// The record of a call of half a minute.
pub(crate) fn record(call: &str, from: &str, at: i64, missed: bool) -> String {
    let of = VerimorCall {
        id: call.to_owned(),
        started_at: minute(at),
        direction: "inbound",
        caller: from,
        shows: "",
        called: "02129090909",
        queue: "",
    };
    let record = of.record(&VerimorRecord {
        missed,
        result: if missed { "Cevapsız" } else { "Cevaplandı" },
        answered_at: (!missed).then_some(5),
        at: 30,
    });
    record.to_string()
}

/// Keeps these records as if they had been fetched then.
pub(crate) async fn fetched(desk: &Desk, bodies: &[String], at: Timestamp) -> Vec<BroughtIn> {
    let hook = desk.hook(VERIMOR);
    let incoming = |body: &String| {
        let delivery = Delivery::to(&hook, Some("application/json"), body.as_bytes(), at);
        Incoming {
            source: DeliverySource::Record,
            hook: hook.clone(),
            content_type: Some("application/json".to_owned()),
            body: body.clone().into_bytes(),
            received_at: at,
            reading: kimo_pbx::read_record(&delivery, &hook.meaning),
        }
    };
    let records = bodies.iter().map(incoming).collect();
    desk.writer.keep_records(records).await.unwrap()
}
