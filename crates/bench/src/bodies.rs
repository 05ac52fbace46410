//! Deliveries as Verimor sends them, as many as are needed, no two alike.

/// One of many calls, made up from its number.
#[derive(Clone, Copy)]
pub(crate) struct MadeUpCall(pub(crate) u64);

/// What a call that was answered sends, in order.
pub(crate) const STEPS: u64 = 4;

/// So many people call, or are called.
pub(crate) const CALLERS: u64 = 300_000;

/// The number of one of them as the PBX writes it.
pub(crate) fn caller(caller: u64) -> String {
    format!(
        "905{:02}{:07}",
        30 + caller % 30,
        (caller * 7_919) % 10_000_000
    )
}

impl MadeUpCall {
    /// A call's delivery: ringing, answer, the leg's end, the call's end.
    pub(crate) fn step(self, step: u64) -> String {
        match step % STEPS {
            0 => self.ringing(),
            1 => format!(
                "event_type=answer&{}&dialed_user={1}&connected_user={1}&answer_stamp={2}",
                self.common(),
                self.extension(),
                self.stamp(6)
            ),
            2 => format!(
                "event_type=user_hangup&{}&dialed_user={1}&connected_user={1}&answer_stamp={2}\
                 &end_stamp={3}&hangup_cause=NORMAL_CLEARING",
                self.common(),
                self.extension(),
                self.stamp(6),
                self.stamp(96)
            ),
            _ => self.hangup(true),
        }
    }

    pub(crate) fn ringing(self) -> String {
        format!(
            "event_type=ringing&{}&dialed_user={}",
            self.common(),
            self.extension()
        )
    }

    /// The end of the call, which is also its record.
    pub(crate) fn hangup(self, answered: bool) -> String {
        let end = if answered {
            format!(
                "connected_user={}&answer_stamp={}&end_stamp={}&duration=90&answered=true\
                 &hangup_cause=NORMAL_CLEARING",
                self.extension(),
                self.stamp(6),
                self.stamp(96)
            )
        } else {
            format!(
                "connected_user=&answer_stamp=&end_stamp={}&duration=0&answered=false\
                 &hangup_cause=ORIGINATOR_CANCEL",
                self.stamp(30)
            )
        };
        format!(
            "event_type=hangup&{}&dialed_user={}&{end}&sip_hangup_disposition=caller\
             &recording_present=true&queue=&queue_wait_seconds=",
            self.common(),
            self.extension()
        )
    }

    /// The only delivery of a call in a large history: every fourth was not answered.
    pub(crate) fn record(self) -> String {
        self.hangup(!Self(self.0 | 1 << 40).spread().is_multiple_of(4))
    }

    /// Whether it is one of our own, as every fifth is.
    pub(crate) fn is_outbound(self) -> bool {
        Self(self.0 | 2 << 40).spread().is_multiple_of(5)
    }

    /// The other side's number as the PBX writes it.
    pub(crate) fn caller(self) -> String {
        caller(self.spread() % CALLERS)
    }

    fn common(self) -> String {
        let (direction, from, to) = if self.is_outbound() {
            ("outbound", self.extension(), self.caller())
        } else {
            ("inbound", self.caller(), "902129090909".to_owned())
        };
        format!(
            "domain_id=101&direction={direction}&caller_id_number={from}\
             &outbound_caller_id_number=&destination_number={to}&call_uuid={}&start_stamp={}",
            self.uuid(),
            self.stamp(0)
        )
    }

    fn uuid(self) -> String {
        let (a, b) = (self.spread(), Self(self.0 ^ 0x5555_5555).spread());
        format!(
            "{:08x}-{:04x}-4{:03x}-9{:03x}-{:012x}",
            a >> 32,
            (a >> 16) & 0xffff,
            a & 0xfff,
            b >> 52,
            b & 0xffff_ffff_ffff
        )
    }

    fn extension(self) -> String {
        (1001 + self.spread() % 12).to_string()
    }

    /// So many seconds after the call's start. Calls start two minutes apart, from 2019 on.
    fn stamp(self, seconds: u64) -> String {
        const YEAR_2019: i64 = 1_546_300_800;
        let start = YEAR_2019 + i64::try_from(self.0 * 120 % 230_000_000 + seconds).unwrap_or(0);
        jiff::Timestamp::from_second(start)
            .map(|time| time.strftime("%Y-%m-%d+%H%%3A%M%%3A%S").to_string())
            .unwrap_or_default()
    }

    /// A number that looks like chance, the same in every run (splitmix64).
    pub(crate) fn spread(self) -> u64 {
        let mut z = self.0.wrapping_add(1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }
}
