//! A record of either interface: which one a hook asked is no more known when it is read again.

use serde_json::Value;

use super::{exolve_record, telecom_record};
use crate::{Incoming, ReadError, Reading};

/// Reads the fields of a record.
pub(super) fn read(fields: Value, incoming: &Incoming<'_>) -> Result<Reading, ReadError> {
    match telecom_record::is_one(&fields) {
        true => telecom_record::read(fields, incoming),
        false => exolve_record::read(fields, incoming),
    }
}
