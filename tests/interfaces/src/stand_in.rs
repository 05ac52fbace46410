//! What every stand-in can do.

use jiff::SignedDuration;
use serde_json::Value;

use super::{BulutfonApi, Fault, VerimorApi};

/// A running stand-in, whichever it is.
pub trait StandIn: Sync {
    /// The PBX.
    fn pbx(&self) -> &'static str;

    /// Its base.
    fn base(&self) -> String;

    /// Has a record from now on, in the place of the one that it had of that call.
    fn record(&self, record: Value);

    /// Goes wrong so with the next questions about records, one after the other.
    fn fail(&self, faults: &[Fault]);

    /// Its clock is so far ahead of this computer's from now on.
    fn clock_ahead_by(&self, by: SignedDuration);

    /// How often it was asked for records, and how often it refused anything for haste.
    fn asked(&self) -> (u32, u32);
}

macro_rules! stand_in {
    ($api:ty, $pbx:literal) => {
        impl StandIn for $api {
            fn pbx(&self) -> &'static str {
                $pbx
            }

            fn base(&self) -> String {
                Self::base(self)
            }

            fn record(&self, record: Value) {
                Self::record(self, record);
            }

            fn fail(&self, faults: &[Fault]) {
                Self::fail(self, faults);
            }

            fn clock_ahead_by(&self, by: SignedDuration) {
                Self::clock_ahead_by(self, by);
            }

            fn asked(&self) -> (u32, u32) {
                Self::asked(self)
            }
        }
    };
}

stand_in!(VerimorApi, "verimor");
stand_in!(BulutfonApi, "bulutfon");

/// One of each, that accepts this key.
pub fn each(key: &str) -> std::io::Result<[Box<dyn StandIn>; 2]> {
    Ok([
        Box::new(VerimorApi::start(key)?),
        Box::new(BulutfonApi::start(key)?),
    ])
}
