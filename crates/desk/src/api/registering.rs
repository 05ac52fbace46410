//! Entering a hook's address at its PBX, where the PBX has an interface for that.

use kimo_calls::HookId;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{AskError, KeyOfParams};
use crate::{
    Desk,
    records::{Entered, enter, put_back},
};

/// Asks to have the address of a hook entered at its PBX.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct EnterAddressParams {
    /// The hook's row.
    pub hook: i64,
    /// Another system's address that stands there, as somebody has seen it, who agreed to replace it.
    #[serde(default)]
    #[ts(optional)]
    pub instead_of: Option<String>,
}

/// What came of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum AddressEntered {
    /// It stands there.
    Done,
    /// Another system's address stands there, and still does.
    Another {
        /// That.
        address: String,
    },
    /// Nothing was changed: the text `address-failure-<code>`, or where there is none of that name
    /// `records-failure-<code>`.
    Failed {
        /// Names the text.
        code: String,
    },
}

impl From<Entered> for AddressEntered {
    fn from(entered: Entered) -> Self {
        match entered {
            Entered::Done => Self::Done,
            Entered::Another { address } => Self::Another { address },
            Entered::Failed { code } => Self::Failed {
                code: code.to_owned(),
            },
        }
    }
}

/// Reads what stands there first, and asks before another system's address is replaced.
pub(super) async fn enter_address(
    desk: &Desk,
    params: EnterAddressParams,
) -> Result<AddressEntered, AskError> {
    let hook = HookId(params.hook);
    Ok(enter(desk, hook, params.instead_of.as_deref()).await.into())
}

/// Puts back what stood there before this desk entered its own.
pub(super) async fn put_address_back(
    desk: &Desk,
    params: KeyOfParams,
) -> Result<AddressEntered, AskError> {
    Ok(put_back(desk, HookId(params.hook)).await.into())
}
