//! Trying what is opened for a call.

use kimo_attention::{Opening, PopError, PopValues};
use kimo_calls::{Region, ScreenPop};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::AskError;
use crate::Desk;

/// Asks to try a screen pop.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct TryScreenPopParams {
    /// The screen pop as it is to be.
    pub pop: ScreenPop,
    /// Nothing is opened: only whether it could be is asked.
    pub only_check: bool,
}

/// What came of a try.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct TriedPop {
    /// What is opened for an invented call: the address, or the program and its arguments; empty
    /// where it is nothing.
    pub opens: Vec<String>,
    /// Whether that was opened now: there is a desktop.
    pub is_opened: bool,
    /// Names why nothing is opened.
    pub failure: Option<String>,
    /// Which addresses or which value that is about.
    pub about: Option<String>,
}

/// Opens what would be opened for a call, with the values of an invented one.
pub(super) async fn try_screen_pop(
    desk: &Desk,
    params: TryScreenPopParams,
) -> Result<TriedPop, AskError> {
    let TryScreenPopParams { pop, only_check } = params;
    let home = desk.homes().first().copied().unwrap_or(Region::TR);
    Ok(match Opening::of(&pop, &PopValues::invented(home)) {
        Ok(opening) => {
            let is_opened = desk.is_desktop() && !only_check;
            let opens = match &opening {
                Opening::Address(address) => vec![address.clone()],
                Opening::Program { program, arguments } => {
                    [std::slice::from_ref(program), arguments].concat()
                }
            };
            if is_opened {
                desk.on_desktop(move |desktop| desktop.open(&opening));
            }
            TriedPop {
                opens,
                is_opened,
                failure: None,
                about: None,
            }
        }
        Err(error) => TriedPop {
            opens: Vec::new(),
            is_opened: false,
            failure: Some(error.code().to_owned()),
            about: match error {
                PopError::Scheme(about) | PopError::UnknownValue(about) => Some(about),
                PopError::Nothing
                | PopError::NoAddress
                | PopError::ValueChooses
                | PopError::Unquoted => None,
            },
        },
    })
}
