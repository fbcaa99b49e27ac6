//! Entries by key.

use alloc::{string::String, vec::Vec};
use core::borrow::Borrow;

use serde::{Serialize, Serializer};

use crate::order;

/// Values by key, in the order of the keys.
///
/// A sorted list. What people state and what schemes say is little and mostly comes in order, and the library's tree of the same
/// is several kilobytes of WebAssembly for each type that it holds.
///
/// ```
/// use mentormark_rules::Entries;
///
/// let mut ratings: Entries<&str> = Entries::new();
/// ratings.insert("b".into(), "met");
/// ratings.insert("a".into(), "not-met");
/// assert_eq!(ratings.get("b"), Some(&"met"));
/// assert_eq!(ratings.keys().collect::<Vec<_>>(), ["a", "b"]);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entries<V, K = String> {
    // INVARIANT: rising by key, each key once.
    list: Vec<(K, V)>,
}

impl<V, K> Entries<V, K> {
    /// No entries.
    #[must_use]
    pub const fn new() -> Self {
        Self { list: Vec::new() }
    }

    /// How many entries there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.list.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// Each key and its value, in the order of the keys.
    #[must_use]
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (&K, &V)> + DoubleEndedIterator + Clone {
        self.list.iter().map(|(key, value)| (key, value))
    }

    /// The keys, in order.
    #[must_use]
    pub fn keys(&self) -> impl ExactSizeIterator<Item = &K> + DoubleEndedIterator + Clone {
        self.list.iter().map(|(key, _)| key)
    }

    /// The values, in the order of their keys.
    #[must_use]
    pub fn values(&self) -> impl ExactSizeIterator<Item = &V> + DoubleEndedIterator + Clone {
        self.list.iter().map(|(_, value)| value)
    }

    /// The values, in the order of their keys, to be changed.
    pub fn values_mut(&mut self) -> impl Iterator<Item = &mut V> {
        self.list.iter_mut().map(|(_, value)| value)
    }

    /// Takes every entry out.
    pub fn clear(&mut self) {
        self.list.clear();
    }

    /// Keeps those entries alone that are as `is_kept` says.
    pub fn retain(&mut self, mut is_kept: impl FnMut(&K, &mut V) -> bool) {
        self.list.retain_mut(|(key, value)| is_kept(key, value));
    }
}

impl<V, K: Ord> Entries<V, K> {
    /// Entries in any order; `None` where a key stands twice. Of many in disorder it takes less time than [`Entries::insert`] of each.
    #[must_use]
    pub fn of(mut list: Vec<(K, V)>) -> Option<Self> {
        order::sort(&mut list, &|(one, _), (other, _)| one < other);
        let is_rising = list.windows(2).all(|pair| matches!(pair, [(one, _), (other, _)] if one < other));
        is_rising.then_some(Self { list })
    }

    fn place<Q: Ord + ?Sized>(&self, key: &Q) -> Result<usize, usize>
    where
        K: Borrow<Q>,
    {
        self.list.binary_search_by(|(other, _)| other.borrow().cmp(key))
    }

    /// The value of a key.
    #[must_use]
    pub fn get<Q: Ord + ?Sized>(&self, key: &Q) -> Option<&V>
    where
        K: Borrow<Q>,
    {
        let (_, value) = self.list.get(self.place(key).ok()?)?;
        Some(value)
    }

    /// The value of a key, to be changed.
    #[must_use]
    pub fn get_mut<Q: Ord + ?Sized>(&mut self, key: &Q) -> Option<&mut V>
    where
        K: Borrow<Q>,
    {
        let place = self.place(key).ok()?;
        self.list.get_mut(place).map(|(_, value)| value)
    }

    /// Whether a key has a value.
    #[must_use]
    pub fn contains_key<Q: Ord + ?Sized>(&self, key: &Q) -> bool
    where
        K: Borrow<Q>,
    {
        self.place(key).is_ok()
    }

    /// Gives a key a value, and what it had before.
    pub fn insert(&mut self, key: K, value: V) -> Option<V> {
        match self.place(&key) {
            Ok(place) => self.list.get_mut(place).map(|(_, before)| core::mem::replace(before, value)),
            Err(place) => {
                self.list.insert(place, (key, value));
                None
            }
        }
    }

    /// Takes a key out, and gives the value it had.
    pub fn remove<Q: Ord + ?Sized>(&mut self, key: &Q) -> Option<V>
    where
        K: Borrow<Q>,
    {
        let place = self.place(key).ok()?;
        Some(self.list.remove(place).1)
    }
}

impl<V, K> Default for Entries<V, K> {
    fn default() -> Self {
        Self::new()
    }
}

/// Of the same key the last value stands.
impl<V, K: Ord> Extend<(K, V)> for Entries<V, K> {
    fn extend<I: IntoIterator<Item = (K, V)>>(&mut self, entries: I) {
        for (key, value) in entries {
            self.insert(key, value);
        }
    }
}

/// Of the same key the last value stands.
impl<V, K: Ord> FromIterator<(K, V)> for Entries<V, K> {
    fn from_iter<I: IntoIterator<Item = (K, V)>>(entries: I) -> Self {
        let mut all = Self::new();
        all.extend(entries);
        all
    }
}

/// Of the same key the last value stands.
impl<V, K: Ord, const N: usize> From<[(K, V); N]> for Entries<V, K> {
    fn from(entries: [(K, V); N]) -> Self {
        entries.into_iter().collect()
    }
}

impl<V, K> IntoIterator for Entries<V, K> {
    type Item = (K, V);
    type IntoIter = alloc::vec::IntoIter<(K, V)>;

    fn into_iter(self) -> Self::IntoIter {
        self.list.into_iter()
    }
}

impl<'e, V, K> IntoIterator for &'e Entries<V, K> {
    type Item = (&'e K, &'e V);
    type IntoIter = core::iter::Map<core::slice::Iter<'e, (K, V)>, fn(&'e (K, V)) -> (&'e K, &'e V)>;

    fn into_iter(self) -> Self::IntoIter {
        self.list.iter().map(|(key, value)| (key, value))
    }
}

impl<V: Serialize, K: Serialize> Serialize for Entries<V, K> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.iter())
    }
}

#[cfg(test)]
mod tests {
    use alloc::{collections::BTreeMap, vec};

    use super::*;

    #[test]
    fn whatever_is_put_in_and_taken_out_it_is_as_a_tree_would_have_it() {
        let (mut entries, mut tree) = (Entries::new(), BTreeMap::new());
        let mut number = 1u64;
        for step in 0..2_000 {
            number = number.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            let key = number >> 58;
            if number & 0x100 == 0 {
                assert_eq!(entries.insert(key, step), tree.insert(key, step));
            } else {
                assert_eq!(entries.remove(&key), tree.remove(&key));
            }
            assert!(
                entries.iter().eq(tree.iter()) && entries.keys().eq(tree.keys()) && entries.values().eq(tree.values())
            );
            assert_eq!((entries.len(), entries.is_empty()), (tree.len(), tree.is_empty()));
            assert_eq!((entries.get(&key), entries.contains_key(&key)), (tree.get(&key), tree.contains_key(&key)));
            assert_eq!(entries.get_mut(&key), tree.get_mut(&key));
        }
        entries.retain(|key, value| *key % 2 == 0 && *value % 3 == 0);
        tree.retain(|key, value| *key % 2 == 0 && *value % 3 == 0);
        assert!(!tree.is_empty() && (&entries).into_iter().eq(&tree) && entries.into_iter().eq(tree));
    }

    #[test]
    fn a_list_in_any_order_is_put_in_order_and_a_key_that_stands_twice_is_told() {
        assert_eq!(
            Entries::of(vec![(3, 'c'), (1, 'a'), (2, 'b')]),
            Some(Entries::from([(1, 'a'), (2, 'b'), (3, 'c')]))
        );
        assert_eq!(Entries::of(vec![(1, 'a'), (2, 'b'), (1, 'a')]), None);
        assert_eq!(Entries::<(), u8>::of(vec![]), Some(Entries::new()));
        assert_eq!(Entries::from([(1, 'a'), (1, 'b')]).get(&1), Some(&'b'));
    }
}
