//! What was made of numbers before, so that it need not be made again.

use std::sync::LazyLock;

use quick_cache::{Equivalent, sync::Cache};

use crate::Region;

/// So many are kept; the least used give way. Each takes about 150 bytes, and no text of more than
/// 40 characters is read as a number.
const KEPT: usize = 4096;

/// What a pure function makes of a number's text in a region, for the numbers used most.
pub(crate) struct KnownNumbers<T>(LazyLock<Cache<InRegion, T>>);

impl<T: Clone> KnownNumbers<T> {
    pub(crate) const fn new() -> Self {
        Self(LazyLock::new(|| Cache::new(KEPT)))
    }

    /// What is known, or what `make` makes.
    pub(crate) fn get_or_make(&self, text: &str, region: Region, make: impl FnOnce() -> T) -> T {
        if let Some(known) = self.0.get(&InRegionRef { region, text }) {
            return known;
        }
        let made = make();
        let text = text.into();
        self.0.insert(InRegion { region, text }, made.clone());
        made
    }
}

#[derive(PartialEq, Eq, Hash)]
struct InRegion {
    region: Region,
    text: Box<str>,
}

/// The same, borrowed; it hashes alike.
#[derive(Hash)]
struct InRegionRef<'a> {
    region: Region,
    text: &'a str,
}

impl Equivalent<InRegion> for InRegionRef<'_> {
    fn equivalent(&self, key: &InRegion) -> bool {
        self.region == key.region && *self.text == *key.text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_known_is_not_made_again_and_each_region_has_its_own() {
        let known = KnownNumbers::new();
        let ask = |text, region, made| known.get_or_make(text, region, || made);
        assert_eq!(ask("0532 123 45 67", Region::TR, 1), 1);
        assert_eq!(ask("0532 123 45 67", Region::TR, 2), 1);
        assert_eq!(ask("0532 123 45 67", Region::RU, 3), 3);
        assert_eq!(ask("0532 123 45 68", Region::TR, 4), 4);
    }

    #[test]
    fn no_flood_of_numbers_makes_it_grow_beyond_its_bound() {
        let known = KnownNumbers::new();
        for number in 0..10 * KEPT {
            known.get_or_make(&number.to_string(), Region::TR, || number);
        }
        assert!(known.0.len() <= KEPT, "{}", known.0.len());
    }
}
