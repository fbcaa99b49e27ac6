//! Sorting in little WebAssembly: the general sorts of the library weigh six times as much for each type sorted, and what is sorted
//! here is short, or somebody's mischief, where this is as fast as any.

/// Sorts by `is_before`, a strict order in which no two are equal, in time proportional to n log n (a heap sort).
pub(crate) fn sort<T>(items: &mut [T], is_before: &dyn Fn(&T, &T) -> bool) {
    let count = items.len();
    let before = |items: &[T], a: usize, b: usize| items.get(a).zip(items.get(b)).is_some_and(|(a, b)| is_before(a, b));
    if (1..count).all(|at| !before(items, at, at.saturating_sub(1))) {
        return;
    }
    let sink = |items: &mut [T], mut at: usize, end: usize| {
        loop {
            let mut child = at.saturating_mul(2).saturating_add(1);
            let next = child.saturating_add(1);
            if next < end && before(items, child, next) {
                child = next;
            }
            if child >= end || !before(items, at, child) {
                return;
            }
            items.swap(at, child);
            at = child;
        }
    };
    (0..count.div_euclid(2)).rev().for_each(|at| sink(items, at, count));
    for end in (1..count).rev() {
        items.swap(0, end);
        sink(items, 0, end);
    }
}

#[cfg(test)]
mod tests {
    use alloc::vec::Vec;

    use super::*;

    #[test]
    fn whatever_the_order_it_is_sorted() {
        for count in 0..40usize {
            for step in [1, 3, 7, 11, 39] {
                let mut items: Vec<usize> = (0..count).map(|at| at * step % 41).collect();
                let mut sorted = items.clone();
                sorted.sort_unstable();
                sort(&mut items, &|a, b| a < b);
                assert_eq!(items, sorted);
                items.reverse();
                sort(&mut items, &|a, b| a < b);
                assert_eq!(items, sorted);
            }
        }
    }
}
