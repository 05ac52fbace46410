//! What every stand-in can do.

use jiff::SignedDuration;
use serde_json::Value;

use super::{BulutfonApi, ExolveApi, Fault, TelecomApi, VerimorApi};

/// A running stand-in, whichever it is.
pub trait StandIn: Sync {
    /// Its name.
    fn name(&self) -> &'static str;

    /// The PBX.
    fn pbx(&self) -> &'static str {
        self.name()
    }

    /// The setting that a hook of its PBX needs, and its value, where there is one.
    fn setting(&self) -> Option<(&'static str, &'static str)> {
        None
    }

    /// Its base.
    fn base(&self) -> String;

    /// Has a record from now on, as one is kept.
    fn record(&self, record: Value);

    /// Goes wrong so with the next questions about records, one after the other.
    fn fail(&self, faults: &[Fault]);

    /// Its clock is so far ahead of this computer's from now on.
    fn clock_ahead_by(&self, by: SignedDuration);

    /// How often it was asked for records, and how often it refused anything for haste.
    fn asked(&self) -> (u32, u32);
}

macro_rules! stand_in {
    ($api:ty, $name:literal) => {
        impl StandIn for $api {
            fn name(&self) -> &'static str {
                $name
            }

            stand_in!(all of the same name);

            fn record(&self, record: Value) {
                Self::record(self, record);
            }

            fn asked(&self) -> (u32, u32) {
                Self::asked(self)
            }
        }
    };
    (all of the same name) => {
        fn base(&self) -> String {
            Self::base(self)
        }

        fn fail(&self, faults: &[Fault]) {
            Self::fail(self, faults);
        }

        fn clock_ahead_by(&self, by: SignedDuration) {
            Self::clock_ahead_by(self, by);
        }
    };
}

stand_in!(VerimorApi, "verimor");
stand_in!(BulutfonApi, "bulutfon");

/// The number of ours whose calls MTT's stand-ins have.
const LINE: &str = "78000000000";

impl StandIn for TelecomApi {
    fn name(&self) -> &'static str {
        "telecom"
    }

    fn pbx(&self) -> &'static str {
        "mtt"
    }

    fn setting(&self) -> Option<(&'static str, &'static str)> {
        Some(("history_numbers", LINE))
    }

    stand_in!(all of the same name);

    fn record(&self, record: Value) {
        self.keep(&record);
    }

    fn asked(&self) -> (u32, u32) {
        (self.times_asked(), self.refused_for_haste())
    }
}

/// How often it may be asked stands nowhere.
impl StandIn for ExolveApi {
    fn name(&self) -> &'static str {
        "exolve"
    }

    fn pbx(&self) -> &'static str {
        "mtt"
    }

    fn setting(&self) -> Option<(&'static str, &'static str)> {
        Some(("own_number", LINE))
    }

    stand_in!(all of the same name);

    fn record(&self, record: Value) {
        Self::record(self, record);
    }

    fn asked(&self) -> (u32, u32) {
        (Self::asked(self), 0)
    }
}

/// One of each whose limits are known or taken from one that is, that accepts this key.
pub fn each(key: &str) -> std::io::Result<[Box<dyn StandIn>; 2]> {
    Ok([
        Box::new(VerimorApi::start(key)?),
        Box::new(BulutfonApi::start(key)?),
    ])
}

/// One of every interface, with the key that it accepts, made of this one.
pub fn every(key: &str) -> std::io::Result<[(Box<dyn StandIn>, String); 4]> {
    let [verimor, bulutfon] = each(key)?;
    let account = format!("office:{key}");
    let telecom = TelecomApi::start(&account, &[LINE])?;
    let exolve = ExolveApi::start(key)?;
    Ok([
        (verimor, key.to_owned()),
        (bulutfon, key.to_owned()),
        (Box::new(telecom), account),
        (Box::new(exolve), key.to_owned()),
    ])
}
