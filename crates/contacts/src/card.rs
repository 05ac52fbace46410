//! A contact, as it goes into files and comes out of them.

/// A contact as a file has it.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Card {
    /// The whole name; empty where the file has a company only.
    pub name: String,
    /// The company or organisation.
    pub company: Option<String>,
    /// The numbers, in the file's order.
    pub numbers: Vec<CardNumber>,
    /// What somebody wrote about it; may have several lines.
    pub note: Option<String>,
}

/// A number of a contact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CardNumber {
    /// The number as written, without outer spaces and what nobody sees.
    pub text: String,
    /// What kind of number it is: `home`, `work`, `mobile`, `fax`, `home fax`, `work fax`,
    /// `work mobile`, `main`, `pager`, `car`, `other` and the like, or the user's own word.
    pub label: Option<String>,
}
