//! The name that a person most likely meant.

use alloc::vec::Vec;

/// The candidate nearest to `given`, if one is near enough to be what was meant.
///
/// Near enough is an edit distance (insert, delete, replace, swap neighbours) of at most a third of the longer text. Ties
/// go to the earlier candidate.
///
/// ```
/// use mentormark_rules::nearest;
///
/// assert_eq!(nearest("bronz", ["bronze", "silver"]), Some("bronze"));
/// assert_eq!(nearest("platinum", ["bronze", "silver"]), None);
/// ```
pub fn nearest<'a>(given: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    // A text longer than any id is not a slip of the keyboard, and comparing it would be slow.
    if given.len() > 120 {
        return None;
    }
    candidates
        .into_iter()
        .filter_map(|candidate| {
            let distance = distance(given, candidate);
            let longer = given.chars().count().max(candidate.chars().count());
            (distance.saturating_mul(3) <= longer).then_some((distance, candidate))
        })
        .min_by_key(|&(distance, _)| distance)
        .map(|(_, candidate)| candidate)
}

/// The number of edits between two texts (optimal string alignment).
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut before: Vec<usize> = Vec::new();
    let mut above: Vec<usize> = (0..=b.len()).collect();
    let mut last = None;
    for (i, x) in a.chars().enumerate() {
        let mut row = Vec::with_capacity(above.len());
        let mut left = i.saturating_add(1);
        row.push(left);
        let mut previous = None;
        for (j, &y) in b.iter().enumerate() {
            let at = |row: &[usize], j: usize| row.get(j).copied().unwrap_or(usize::MAX);
            let replace = at(&above, j).saturating_add(usize::from(x != y));
            let delete = at(&above, j.saturating_add(1)).saturating_add(1);
            let mut best = replace.min(delete).min(left.saturating_add(1));
            if last == Some(y) && previous == Some(x) {
                best = best.min(at(&before, j.saturating_sub(1)).saturating_add(1));
            }
            row.push(best);
            left = best;
            previous = Some(y);
        }
        before = core::mem::replace(&mut above, row);
        last = Some(x);
    }
    above.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn distance_counts_each_kind_of_slip_once() {
        for (a, b, edits) in [
            ("", "", 0),
            ("abc", "abc", 0),
            ("", "abc", 3),
            ("purpos", "purpose", 1),
            ("prupose", "purpose", 1),
            ("porpose", "purpose", 1),
            ("purposse", "purpose", 1),
            ("silver", "gold", 5),
        ] {
            assert_eq!(distance(a, b), edits, "{a} {b}");
            assert_eq!(distance(b, a), edits, "{b} {a}");
        }
    }

    #[test]
    fn the_nearest_is_offered_only_when_near_enough() {
        assert_eq!(
            nearest("aims.bronze.purpos", ["aims.bronze.matching", "aims.bronze.purpose"]),
            Some("aims.bronze.purpose")
        );
        assert_eq!(nearest("x", ["bronze"]), None);
        assert_eq!(nearest(&"a".repeat(500), ["a"]), None);
    }
}
