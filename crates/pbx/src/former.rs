//! The numbers by which the first formats of the history stored PBXs.

use kimo_calls::PbxId;

/// Number and PBX. From format 11 on, ids are stored as text.
pub const FORMER_NUMBERS: [(i64, PbxId); 3] = [
    (0, PbxId::known("verimor")),
    (1, PbxId::known("bulutfon")),
    (2, PbxId::known("mtt")),
];
