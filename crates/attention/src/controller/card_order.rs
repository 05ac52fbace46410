//! In which order the calls stand on the card.

use kimo_calls::CallId;

/// More calls than these are only counted.
pub(super) const MOST: usize = 20;

/// A call that stands on the card.
#[derive(Clone, Debug)]
pub(super) struct Standing {
    pub(super) id: CallId,
    pub(super) rings: bool,
    /// Its place in the order in which calls came onto the card.
    pub(super) arrived: u64,
}

/// The calls from top to bottom: those that ring first, each in the order in which it came.
///
/// `held` is the order as it was, where somebody writes on the card: nothing may move under their
/// hands then. The card grows away from its corner, so what is new goes to the other end.
pub(super) fn ordered(
    mut standing: Vec<Standing>,
    held: Option<&[CallId]>,
    is_at_the_top: bool,
) -> Vec<CallId> {
    standing.sort_unstable_by_key(|one| (!one.rings, one.arrived));
    let Some(held) = held else {
        standing.truncate(MOST);
        return standing.into_iter().map(|one| one.id).collect();
    };
    let (known, new): (Vec<Standing>, Vec<Standing>) =
        standing.into_iter().partition(|one| held.contains(&one.id));
    let is_known = |id: &&CallId| known.iter().any(|one| one.id == **id);
    let mut order: Vec<CallId> = held.iter().filter(is_known).cloned().collect();
    let room = MOST.saturating_sub(order.len());
    let new = new.into_iter().take(room).map(|one| one.id);
    match is_at_the_top {
        true => order.extend(new),
        false => order.splice(0..0, new).for_each(drop),
    }
    order
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(name: &str) -> CallId {
        format!("verimor:{name}").parse().unwrap()
    }

    /// `A` rings, `a` does not; they came in the order of their letters.
    fn standing(names: &str) -> Vec<Standing> {
        let one = |name: char| Standing {
            id: id(&name.to_lowercase().to_string()),
            rings: name.is_uppercase(),
            arrived: u64::from(u32::from(name.to_ascii_lowercase())),
        };
        names.chars().map(one).collect()
    }

    fn ids(names: &str) -> Vec<CallId> {
        let names = names.chars();
        names.map(|name| id(&name.to_string())).collect()
    }

    #[test]
    fn those_that_ring_come_first_each_as_it_came() {
        for (names, expected) in [("", ""), ("CBa", "bca"), ("abC", "cab"), ("dBcA", "abcd")] {
            let order = ordered(standing(names), None, true);
            assert_eq!(order, ids(expected), "{names}");
        }
    }

    #[test]
    fn nothing_moves_under_the_hands_of_whoever_writes() {
        let cases = [
            // what stands, the order before, at the top, at the bottom
            ("abC", "ab", "abc", "cab"),
            ("aBCD", "ba", "bacd", "cdba"),
            ("aC", "bca", "ca", "ca"),
            ("A", "", "a", "a"),
        ];
        for (names, before, at_top, at_bottom) in cases {
            let before = ids(before);
            let order = |top| ordered(standing(names), Some(&before), top);
            assert_eq!(order(true), ids(at_top), "{names} at the top");
            assert_eq!(order(false), ids(at_bottom), "{names} at the bottom");
        }
    }

    #[test]
    fn more_than_there_is_room_for_are_left_out() {
        let many = |n: u64| Standing {
            id: id(&n.to_string()),
            rings: true,
            arrived: n,
        };
        let all: Vec<Standing> = (0..50).map(many).collect();
        let order = ordered(all.clone(), None, true);
        assert_eq!(order.len(), MOST);
        let held = [id("49"), id("48")];
        for top in [true, false] {
            let order = ordered(all.clone(), Some(&held), top);
            assert_eq!(order.len(), MOST);
            assert!(held.iter().all(|one| order.contains(one)));
        }
    }
}
