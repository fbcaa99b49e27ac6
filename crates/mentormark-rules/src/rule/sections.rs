//! Sections: so many sections at a level or higher, the others at least at a floor.

use alloc::{format, vec::Vec};

use serde::{Serialize, Serializer, ser::SerializeMap};

use crate::{
    Code, Id, Rank, Refusal,
    json::{Node, Object},
    scheme::Scheme,
};

/// At least `needed` sections at the level asked for or higher, and every other at least at `floor`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Sections {
    /// How many sections.
    pub needed: Needed,
    /// What the others need.
    pub floor: Floor,
    /// Its anchor.
    pub source: Id,
}

/// How many sections.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Needed {
    /// Every one.
    All,
    /// At least so many.
    Count(u32),
}

/// What the sections outside the quorum need.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Floor {
    /// Nothing.
    None,
    /// The level below the one asked for; nothing at the lowest.
    OneBelow,
    /// A level of the ladder.
    Level(Id),
}

impl Serialize for Needed {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::All => serializer.serialize_str("all"),
            Self::Count(count) => serializer.serialize_u32(*count),
        }
    }
}

impl Serialize for Floor {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::None => serializer.serialize_str("none"),
            Self::OneBelow => serializer.serialize_str("one-below"),
            Self::Level(level) => {
                let mut map = serializer.serialize_map(Some(1))?;
                map.serialize_entry("level", level)?;
                map.end()
            }
        }
    }
}

/// Reads the shape at `key`.
pub(crate) fn read(object: &Object<'_>, key: &str) -> Sections {
    let fields = &["needed", "floor", "source"];
    let Some(object) = object.required(key).map(|node| node.fields(fields)) else {
        return Sections { needed: Needed::All, floor: Floor::None, source: Id::default() };
    };
    Sections {
        needed: object.required("needed").and_then(|node| needed(&node)).unwrap_or(Needed::All),
        floor: object.required("floor").and_then(|node| floor(&node)).unwrap_or(Floor::None),
        source: object.anchor("source"),
    }
}

fn needed(node: &Node<'_>) -> Option<Needed> {
    if node.is_text() { node.choice(&[("all", Needed::All)]) } else { node.whole(1, 1_000).map(Needed::Count) }
}

fn floor(node: &Node<'_>) -> Option<Floor> {
    if node.is_object() {
        return Some(Floor::Level(node.fields(&["level"]).id("level")));
    }
    Some(if node.choice(&[("none", false), ("one-below", true)])? { Floor::OneBelow } else { Floor::None })
}

/// Notes what is wrong with the award rule's quorum.
pub(crate) fn check(scheme: &Scheme, faults: &mut Vec<Refusal>) {
    let sections = &scheme.award_rule.sections;
    let count = scheme.sections.len();
    if let Needed::Count(needed) = sections.needed
        && usize::try_from(needed).is_ok_and(|needed| needed > count)
    {
        let message = format!("{needed} sections are asked for, but there are {count}: ask for fewer");
        faults.push(Refusal::new(Code::QuorumImpossible, "/award_rule/sections/needed", message));
    }
    if let Floor::Level(level) = &sections.floor
        && scheme.level_index(level).is_none()
    {
        let message = format!("there is no level `{level}`: name one of those under `levels`");
        faults.push(
            Refusal::new(Code::UnknownLevel, "/award_rule/sections/floor/level", message)
                .suggesting(level, scheme.levels.iter().map(|level| &*level.id)),
        );
    }
}

/// The shape compiled: what it needs at each level, and how to ask it.
#[derive(Clone, Debug)]
pub(crate) struct Quorum {
    /// Sections needed at the level.
    pub(crate) needed: u32,
    /// Sections there are.
    pub(crate) of: u32,
    /// For each level, lowest first, the level that every section needs.
    floors: Vec<Option<Rank>>,
}

/// How many sections are at each place of the ladder, the first being no level. Counting them all once lets one section's
/// level be changed without counting again.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Standing {
    at: [u32; Rank::MOST + 1],
}

impl Standing {
    /// Counts a section that reaches `level`.
    pub(crate) fn count(&mut self, level: Option<Rank>) {
        if let Some(at) = self.at.get_mut(Rank::place(level)) {
            *at = at.saturating_add(1);
        }
    }

    /// The same, were one section at `to` instead of at the higher `from`.
    pub(crate) fn lowered(mut self, from: Option<Rank>, to: Option<Rank>) -> Self {
        if let Some(at) = self.at.get_mut(Rank::place(from)) {
            *at = at.saturating_sub(1);
        }
        self.count(to);
        self
    }

    /// How many sections are at `level` or higher.
    pub(crate) fn at_least(&self, level: Rank) -> u32 {
        self.at.iter().skip(Rank::place(Some(level))).fold(0, |sum, at| sum.saturating_add(*at))
    }
}

impl Quorum {
    /// Compiles the shape of a checked scheme.
    pub(crate) fn new(scheme: &Scheme) -> Self {
        let rule = &scheme.award_rule.sections;
        let of = u32::try_from(scheme.sections.len()).unwrap_or(u32::MAX);
        let needed = match rule.needed {
            Needed::All => of,
            Needed::Count(count) => count,
        };
        let floor = |place: usize| match &rule.floor {
            Floor::None => None,
            Floor::OneBelow => Rank::at_place(place),
            Floor::Level(level) => scheme.level_index(level).and_then(Rank::from_index),
        };
        Self { needed, of, floors: (0..scheme.levels.len()).map(floor).collect() }
    }

    /// The level that every section needs for `level`.
    pub(crate) fn floor(&self, level: Rank) -> Option<Rank> {
        self.floors.get(level.index()).copied().flatten()
    }

    /// Whether the rule holds at `level`.
    pub(crate) fn holds(&self, level: Rank, standing: &Standing) -> bool {
        standing.at_least(level) >= self.needed
            && self.floor(level).is_none_or(|floor| standing.at_least(floor) >= self.of)
    }

    /// The highest level at which the rule holds.
    ///
    /// There is no floor where the scheme says `none`: six of seven at the top and one at nothing is the top.
    pub(crate) fn level(&self, standing: &Standing) -> Option<Rank> {
        (0..self.floors.len()).rev().filter_map(Rank::from_index).find(|&level| self.holds(level, standing))
    }
}

#[cfg(test)]
mod tests {
    use alloc::vec;

    use super::*;

    fn rank(place: usize) -> Option<Rank> {
        Rank::at_place(place)
    }

    fn standing(places: &[usize]) -> Standing {
        let mut standing = Standing::default();
        for &place in places {
            standing.count(rank(place));
        }
        standing
    }

    fn level(needed: u32, floors: [usize; 3], places: &[usize]) -> usize {
        let of = u32::try_from(places.len()).unwrap();
        let quorum = Quorum { needed, of, floors: vec![rank(floors[0]), rank(floors[1]), rank(floors[2])] };
        Rank::place(quorum.level(&standing(places)))
    }

    #[test]
    fn six_of_seven_without_a_floor_ignores_the_seventh() {
        assert_eq!(level(6, [0, 0, 0], &[3, 3, 3, 3, 3, 3, 0]), 3);
        assert_eq!(level(6, [0, 0, 0], &[3, 3, 3, 3, 3, 2, 0]), 2);
        assert_eq!(level(6, [0, 0, 0], &[3, 3, 3, 3, 3, 0, 0]), 0);
    }

    #[test]
    fn a_floor_holds_for_every_section() {
        assert_eq!(level(6, [0, 1, 2], &[3, 3, 3, 3, 3, 3, 1]), 2);
        assert_eq!(level(6, [0, 1, 2], &[3, 3, 3, 3, 3, 3, 2]), 3);
        assert_eq!(level(6, [0, 1, 2], &[3, 3, 3, 3, 3, 3, 0]), 1);
        assert_eq!(level(2, [1, 1, 1], &[3, 3, 0]), 0);
        assert_eq!(level(2, [1, 1, 1], &[3, 3, 1]), 3);
    }

    #[test]
    fn lowering_one_section_is_the_same_as_counting_again() {
        for from in 0..=3 {
            for to in 0..=from {
                let lowered = standing(&[from, 2, 3]).lowered(rank(from), rank(to));
                assert_eq!(lowered, standing(&[to, 2, 3]));
            }
        }
    }
}
