//! Share: how many of the selected criteria must be rated at least so.

use crate::packed::packed;
use alloc::vec::Vec;

use serde::{Serialize, Serializer, ser::SerializeMap};

use crate::{
    Code, Id,
    json::Node,
    scheme::test::{SELECTOR, Selector, selector},
};

/// How many of the selected criteria must be rated at least `rated`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Share {
    /// The rating that counts, and every higher one.
    pub rated: Id,
    /// Which part of the criteria.
    pub of: Part,
    /// Whether a criterion with a written reason counts too.
    #[serde(skip_serializing_if = "core::ops::Not::not")]
    pub or_reasoned: bool,
    /// Of these criteria.
    #[serde(flatten)]
    pub selector: Selector,
    /// Its anchor.
    pub source: Id,
}

packed!(struct Share { rated, of, or_reasoned, selector, source });

/// A part of a number of criteria. Percentages are inclusive; `more-than-half` is strict.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// Every one.
    All,
    /// At least one.
    Any,
    /// Strictly more than half.
    MoreThanHalf,
    /// Half or more.
    AtLeastHalf,
    /// At least so many.
    Count(u32),
    /// At least so many in a hundred, 1 to 100.
    Percent(u32),
}

packed!(enum Part { 0 => All, 1 => Any, 2 => MoreThanHalf, 3 => AtLeastHalf, 4 => Count(a), 5 => Percent(a) });

const NAMES: [(&str, Part); 4] = [
    ("all", Part::All),
    ("any", Part::Any),
    ("more-than-half", Part::MoreThanHalf),
    ("at-least-half", Part::AtLeastHalf),
];

impl Part {
    /// The least count that is this part of `of` criteria.
    ///
    /// ```
    /// use mentormark_rules::scheme::Part;
    ///
    /// assert_eq!(Part::MoreThanHalf.needed(5), 3);
    /// assert_eq!(Part::MoreThanHalf.needed(4), 3);
    /// assert_eq!(Part::Percent(60).needed(7), 5);
    /// ```
    #[must_use]
    pub fn needed(self, of: u32) -> u32 {
        match self {
            Self::All => of,
            Self::Any => 1,
            Self::MoreThanHalf => (of >> 1).saturating_add(1),
            Self::AtLeastHalf => of.div_ceil(2),
            Self::Count(count) => count,
            Self::Percent(percent) => {
                let needed = u64::from(percent).saturating_mul(u64::from(of)).div_ceil(100);
                u32::try_from(needed).unwrap_or(u32::MAX)
            }
        }
    }
}

impl Serialize for Part {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let entry = |serializer: S, key, value| {
            let mut map = serializer.serialize_map(Some(1))?;
            map.serialize_entry(key, value)?;
            map.end()
        };
        match self {
            Self::Count(count) => entry(serializer, "count", count),
            Self::Percent(percent) => entry(serializer, "percent", percent),
            named => {
                let name = NAMES.iter().find(|(_, part)| part == named).map_or("", |&(name, _)| name);
                serializer.serialize_str(name)
            }
        }
    }
}

/// Reads the shape.
pub(crate) fn read(node: &Node<'_>) -> Share {
    let keys: Vec<&str> = SELECTOR.iter().chain(&["rated", "of", "or_reasoned", "source"]).copied().collect();
    let object = node.fields(&keys);
    Share {
        rated: object.id("rated"),
        of: object.required("of").and_then(|node| part(&node)).unwrap_or(Part::All),
        or_reasoned: object.optional("or_reasoned").and_then(|node| node.flag()).unwrap_or_default(),
        selector: selector(&object),
        source: object.anchor("source"),
    }
}

fn part(node: &Node<'_>) -> Option<Part> {
    if !node.is_object() {
        return node.choice(&NAMES);
    }
    let object = node.object(&["count", "percent"])?;
    match (object.optional("count"), object.optional("percent")) {
        (Some(count), None) => count.whole(1, 10_000).map(Part::Count),
        (None, Some(percent)) => percent.whole(1, 100).map(Part::Percent),
        (None, None) => {
            node.refuse(Code::MissingField, "it is not said how many: add `count` or `percent`");
            None
        }
        (Some(count), Some(percent)) => {
            let _ = (count.whole::<u32>(1, 10_000), percent.whole::<u32>(1, 100));
            percent.refuse(Code::UnknownField, "`count` and `percent` stand side by side: keep one");
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_part_needs_the_least_count_that_satisfies_its_definition() {
        for of in 1..=200u32 {
            let least = |holds: &dyn Fn(u32) -> bool| (0..=of + 1).find(|&met| holds(met)).unwrap();
            assert_eq!(Part::All.needed(of), least(&|met| met >= of));
            assert_eq!(Part::Any.needed(of), least(&|met| met >= 1));
            assert_eq!(Part::MoreThanHalf.needed(of), least(&|met| 2 * met > of));
            assert_eq!(Part::AtLeastHalf.needed(of), least(&|met| 2 * met >= of));
            for percent in 1..=100 {
                assert_eq!(Part::Percent(percent).needed(of), least(&|met| 100 * met >= percent * of));
            }
        }
    }

    #[test]
    fn the_published_edges_of_most() {
        for (of, needed) in [(4, 3), (5, 3), (6, 4)] {
            assert_eq!(Part::MoreThanHalf.needed(of), needed);
        }
    }
}
