//! A cache that forgets what has not been asked for in a while.

use std::{collections::HashMap, hash::Hash, mem};

/// Holds at least the latest entries that weigh `capacity` together, and at most about twice as
/// much.
#[derive(Debug)]
pub(crate) struct Recent<K, V> {
    capacity: usize,
    /// What the young ones weigh.
    weight: usize,
    young: HashMap<K, (usize, V)>,
    old: HashMap<K, (usize, V)>,
}

impl<K: Eq + Hash, V> Recent<K, V> {
    pub(crate) fn new(capacity: usize) -> Self {
        Self {
            capacity,
            weight: 0,
            young: HashMap::new(),
            old: HashMap::new(),
        }
    }

    /// Takes an entry out; whoever still wants it there puts it back.
    pub(crate) fn take(&mut self, key: &K) -> Option<V> {
        if let Some((weight, value)) = self.young.remove(key) {
            self.weight -= weight;
            return Some(value);
        }
        self.old.remove(key).map(|(_, value)| value)
    }

    /// Puts an entry in, as the latest.
    pub(crate) fn put(&mut self, key: K, value: V) {
        self.put_weighing(1, key, value);
    }

    /// Puts an entry in that weighs so much, as the latest.
    pub(crate) fn put_weighing(&mut self, weight: usize, key: K, value: V) {
        if self.weight >= self.capacity {
            self.old = mem::take(&mut self.young);
            self.weight = 0;
        }
        self.weight += weight;
        if let Some((former, _)) = self.young.insert(key, (weight, value)) {
            self.weight -= former;
        }
    }

    /// Forgets everything.
    pub(crate) fn clear(&mut self) {
        self.young = HashMap::new();
        self.weight = 0;
        self.old = HashMap::new();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Calls of a thousand events are not kept in the number in which calls of four are.
    #[test]
    fn what_weighs_much_is_forgotten_sooner() {
        let mut recent = Recent::new(4000);
        for call in 0..1000 {
            recent.put_weighing(1100, call, ());
        }
        assert!(recent.young.len() + recent.old.len() <= 8);
        assert_eq!(recent.take(&999), Some(()));
        for _ in 0..1000 {
            // One that is asked for again and again drives out nobody.
            recent.put_weighing(1100, 999, ());
            recent.take(&999);
        }
        assert_eq!(recent.take(&998), Some(()));
        for call in 0..100_000 {
            recent.put_weighing(4, call, ());
        }
        assert!((1000..=2001).contains(&(recent.young.len() + recent.old.len())));
    }
}
