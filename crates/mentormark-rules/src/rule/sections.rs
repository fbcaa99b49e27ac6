//! Sections: so many sections at a level or higher, the others at least at a floor.

use crate::packed::packed;
use alloc::{format, vec::Vec};

use serde::{Serialize, Serializer, ser::SerializeMap};

use crate::{
    Bounds, Code, Id, Rank, Refusal,
    json::Node,
    scheme::{Scheme, test},
};

/// At least `needed` sections at the level asked for or higher, and every one at least at `floor`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Sections {
    /// How many sections.
    pub needed: Needed,
    /// What every section needs.
    pub floor: Floor,
    /// The level that the sections need, in place of the one asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub at: Option<Id>,
    /// Which sections are looked at; all where empty.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub among: Vec<Id>,
    /// Whether sections that do not apply leave, so that fewer are needed.
    #[serde(skip_serializing_if = "core::ops::Not::not")]
    pub without_not_applicable: bool,
    /// Its anchor.
    pub source: Id,
}

packed!(struct Sections { needed, floor, at, among, without_not_applicable, source });

/// How many sections.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Needed {
    /// Every one.
    All,
    /// At least so many.
    Count(u32),
    /// At least so many of so many, rounded up.
    Ratio(u32, u32),
}

packed!(enum Needed { 0 => All, 1 => Count(a), 2 => Ratio(a, b) });

/// What every section needs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Floor {
    /// Nothing.
    None,
    /// The level below the one asked for; nothing at the lowest.
    OneBelow,
    /// A level of the ladder.
    Level(Id),
}

packed!(enum Floor { 0 => None, 1 => OneBelow, 2 => Level(a) });

impl Serialize for Needed {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::All => serializer.serialize_str("all"),
            Self::Count(count) => serializer.serialize_u32(*count),
            Self::Ratio(part, whole) => {
                let mut map = serializer.serialize_map(Some(1))?;
                map.serialize_entry("ratio", &[part, whole])?;
                map.end()
            }
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

/// Reads the shape.
pub(crate) fn read(node: &Node<'_>) -> Sections {
    let object = node.fields(&["needed", "floor", "at", "among", "without_not_applicable", "source"]);
    Sections {
        needed: object.required("needed").and_then(|node| needed(&node)).unwrap_or(Needed::All),
        floor: object.required("floor").and_then(|node| floor(&node)).unwrap_or(Floor::None),
        at: object.optional("at").and_then(|node| node.id()),
        among: test::ids(&object.optional_list("among")),
        without_not_applicable: object
            .optional("without_not_applicable")
            .and_then(|node| node.flag())
            .unwrap_or_default(),
        source: object.anchor("source"),
    }
}

fn needed(node: &Node<'_>) -> Option<Needed> {
    if node.is_text() {
        return node.choice(&[("all", Needed::All)]);
    }
    if !node.is_object() {
        return node.whole(1, 1_000).map(Needed::Count);
    }
    let ratio = node.fields(&["ratio"]).required("ratio")?;
    let [part, whole] = ratio.list()?.try_into().ok().or_else(|| {
        ratio.refuse(Code::WrongType, "a ratio is two whole numbers: `[6, 7]`");
        None
    })?;
    let whole: u32 = whole.whole(1, 1_000)?;
    Some(Needed::Ratio(part.whole(1, i64::from(whole))?, whole))
}

fn floor(node: &Node<'_>) -> Option<Floor> {
    if node.is_object() {
        return Some(Floor::Level(node.fields(&["level"]).id("level")));
    }
    Some(if node.choice(&[("none", false), ("one-below", true)])? { Floor::OneBelow } else { Floor::None })
}

/// Notes what is wrong with the shape at `pointer`.
pub(crate) fn check(scheme: &Scheme, sections: &Sections, pointer: &str, faults: &mut Vec<Refusal>) {
    for (i, id) in sections.among.iter().enumerate() {
        let pointer = format!("{pointer}/among/{i}");
        if !scheme.sections.iter().any(|section| section.id == *id) {
            let message = format!("there is no section `{id}`: name one of those under `sections`");
            let known = scheme.sections.iter().map(|section| &*section.id);
            faults.push(Refusal::new(Code::UnknownSection, pointer, message).suggesting(id, known));
        } else if sections.among.iter().take(i).any(|other| other == id) {
            faults.push(Refusal::new(Code::DuplicateId, pointer, format!("`{id}` stands twice: keep one")));
        }
    }
    let count = if sections.among.is_empty() { scheme.sections.len() } else { sections.among.len() };
    if let Needed::Count(needed) = sections.needed
        && usize::try_from(needed).is_ok_and(|needed| needed > count)
    {
        let are = if count == 1 { "is" } else { "are" };
        let message = format!("{needed} sections are asked for, but there {are} {count}: ask for fewer");
        faults.push(Refusal::new(Code::QuorumImpossible, format!("{pointer}/needed"), message));
    }
    let floor = match &sections.floor {
        Floor::Level(level) => Some((level, format!("{pointer}/floor/level"))),
        _ => None,
    };
    for (level, pointer) in floor.into_iter().chain(sections.at.as_ref().map(|at| (at, format!("{pointer}/at")))) {
        if scheme.level_index(level).is_none() {
            let message = format!("there is no level `{level}`: name one of those under `levels`");
            let known = scheme.levels.iter().map(|level| &*level.id);
            faults.push(Refusal::new(Code::UnknownLevel, pointer, message).suggesting(level, known));
        }
    }
}

/// The shape compiled, at one level.
#[derive(Clone, Debug)]
pub(crate) struct Quorum {
    needed: Needed,
    /// The level that the sections of the quorum need.
    pub(crate) at: Rank,
    /// The level that every section needs.
    pub(crate) floor: Option<Rank>,
    /// The sections looked at, by their places in the scheme; `None` for all of them.
    pub(crate) among: Option<Vec<usize>>,
    without_not_applicable: bool,
    /// Its anchor.
    pub(crate) source: Id,
}

packed!(struct Quorum { needed, at, floor, among, without_not_applicable, source });

/// How many sections are at each level or higher. Counting them all once lets one section's level be changed without counting
/// again.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Standing {
    // INVARIANT: a scheme has at most 1,000 sections.
    at_least: [u16; Rank::MOST],
}

impl Standing {
    /// Counts a section that reaches `level`.
    pub(crate) fn count(&mut self, level: Option<Rank>) {
        self.at_least.iter_mut().take(Rank::place(level)).for_each(|count| *count = count.wrapping_add(1));
    }

    /// The same, were one section at `to` instead of at the higher `from`.
    pub(crate) fn lowered(mut self, from: Option<Rank>, to: Option<Rank>) -> Self {
        self.at_least.iter_mut().take(Rank::place(from)).for_each(|count| *count = count.saturating_sub(1));
        self.count(to);
        self
    }

    /// How many sections are at `level` or higher.
    pub(crate) fn at_least(&self, level: Rank) -> u32 {
        self.at_least.get(level.index()).copied().map_or(0, u32::from)
    }
}

/// A section's level, and whether the section concerns the applicant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct SectionLevel {
    pub(crate) bounds: Bounds<Option<Rank>>,
    pub(crate) applies: bool,
}

/// The levels of all sections: counted, and one by one where a rule looks at single sections.
#[derive(Clone, Debug, Default)]
pub(crate) struct Levels {
    pub(crate) counted: Bounds<Standing>,
    /// How many sections there are.
    pub(crate) of: u32,
    pub(crate) each: Vec<SectionLevel>,
}

impl Levels {
    /// Counts a section, and notes its level where rules look at `each`.
    pub(crate) fn add(&mut self, level: SectionLevel, each: bool) {
        self.counted.level.count(level.bounds.level);
        self.counted.could_reach.count(level.bounds.could_reach);
        self.of = self.of.saturating_add(1);
        if each {
            self.each.push(level);
        }
    }

    /// Forgets all sections, and keeps the room for them.
    pub(crate) fn clear(&mut self) {
        (self.counted, self.of) = (Bounds::default(), 0);
        self.each.clear();
    }
}

/// What a quorum counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Turnout {
    pub(crate) counted: Bounds<Standing>,
    /// Sections that count.
    pub(crate) of: u32,
    /// How many of them must be at the level.
    pub(crate) needed: u32,
}

impl Quorum {
    /// Compiles the shape of a checked scheme for the level asked for.
    pub(crate) fn new(scheme: &Scheme, rule: &Sections, level: Rank) -> Self {
        let rank = |id: &Id| scheme.level_index(id).and_then(Rank::from_index);
        let at = rule.at.as_ref().and_then(rank).unwrap_or(level);
        let position = |id: &Id| scheme.sections.iter().position(|section| section.id == *id);
        Self {
            needed: rule.needed,
            at,
            floor: match &rule.floor {
                Floor::None => None,
                Floor::OneBelow => Rank::from_index(level.index().wrapping_sub(1)),
                Floor::Level(level) => rank(level),
            },
            among: (!rule.among.is_empty()).then(|| rule.among.iter().filter_map(position).collect()),
            without_not_applicable: rule.without_not_applicable,
            source: rule.source.clone(),
        }
    }

    /// Whether the shape looks at single sections rather than at how many are at each level.
    pub(crate) fn looks_at_each(&self) -> bool {
        self.among.is_some() || self.without_not_applicable
    }

    /// The sections that count, by their places in the scheme.
    pub(crate) fn counting(&self, levels: &[SectionLevel]) -> Vec<usize> {
        let mut places = Vec::with_capacity(levels.len());
        self.each_counting(levels, &mut |place, _| places.push(place));
        places
    }

    /// Looks at each section that counts.
    fn each_counting(&self, levels: &[SectionLevel], look: &mut dyn FnMut(usize, SectionLevel)) {
        for at in 0..self.among.as_ref().map_or(levels.len(), Vec::len) {
            let place = self.among.as_ref().map_or(Some(at), |among| among.get(at).copied());
            if let Some((place, &level)) = place.and_then(|place| Some((place, levels.get(place)?)))
                && self.keeps(level)
            {
                look(place, level);
            }
        }
    }

    fn keeps(&self, section: SectionLevel) -> bool {
        section.applies || !self.without_not_applicable
    }

    /// How many of `of` sections must be at the level; more than there are where there are none.
    pub(crate) fn needed(&self, of: u32) -> u32 {
        let needed = match self.needed {
            Needed::All => of,
            Needed::Count(count) if self.without_not_applicable => count.min(of),
            Needed::Count(count) => count,
            Needed::Ratio(part, whole) => {
                let product = u64::from(part).saturating_mul(u64::from(of));
                u32::try_from(product.div_ceil(u64::from(whole).max(1))).unwrap_or(u32::MAX)
            }
        };
        needed.max(1)
    }

    /// What the quorum counts.
    pub(crate) fn turnout(&self, levels: &Levels) -> Turnout {
        if !self.looks_at_each() {
            return Turnout { counted: levels.counted, of: levels.of, needed: self.needed(levels.of) };
        }
        let (mut counted, mut of) = (Bounds::<Standing>::default(), 0u32);
        self.each_counting(&levels.each, &mut |_, section| {
            counted.level.count(section.bounds.level);
            counted.could_reach.count(section.bounds.could_reach);
            of = of.saturating_add(1);
        });
        Turnout { counted, of, needed: self.needed(of) }
    }

    /// Whether the shape holds.
    ///
    /// There is no floor where the scheme says `none`: six of seven at the top and one at nothing is the top.
    pub(crate) fn holds(&self, levels: &Levels) -> Bounds<bool> {
        if !self.looks_at_each() {
            return self.enough(&levels.counted, levels.of, self.needed(levels.of));
        }
        let turnout = self.turnout(levels);
        self.enough(&turnout.counted, turnout.of, turnout.needed)
    }

    fn enough(&self, counted: &Bounds<Standing>, of: u32, needed: u32) -> Bounds<bool> {
        let is_enough = |standing: &Standing| {
            standing.at_least(self.at) >= needed && self.floor.is_none_or(|floor| standing.at_least(floor) >= of)
        };
        Bounds { level: is_enough(&counted.level), could_reach: is_enough(&counted.could_reach) }
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
        let counted = standing(places);
        let of = u32::try_from(places.len()).unwrap();
        let levels = Levels { counted: Bounds { level: counted, could_reach: counted }, of, each: Vec::new() };
        let holds = |index: usize| {
            let quorum = Quorum {
                needed: Needed::Count(needed),
                at: Rank::from_index(index).unwrap(),
                floor: rank(floors[index]),
                among: None,
                without_not_applicable: false,
                source: "s#a".into(),
            };
            quorum.holds(&levels).level
        };
        (0..3).rev().find(|&index| holds(index)).map_or(0, |index| index + 1)
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
    fn sections_that_do_not_apply_leave_where_the_scheme_says_so() {
        let section = |place: usize, applies: bool| {
            let level = rank(place);
            SectionLevel { bounds: Bounds { level, could_reach: level }, applies }
        };
        let check = |needed: Needed, without: bool, expected: (u32, u32, bool)| {
            let each = vec![section(1, true), section(0, false), section(1, true), section(0, true)];
            let quorum = Quorum {
                needed,
                at: rank(1).unwrap(),
                floor: None,
                among: Some(vec![0, 1, 2]),
                without_not_applicable: without,
                source: "s#a".into(),
            };
            let levels = Levels { each, ..Levels::default() };
            let turnout = quorum.turnout(&levels);
            assert_eq!((turnout.of, turnout.needed, quorum.holds(&levels).level), expected, "{needed:?} {without}");
        };
        check(Needed::All, false, (3, 3, false));
        check(Needed::All, true, (2, 2, true));
        check(Needed::Count(3), true, (2, 2, true));
        check(Needed::Ratio(2, 3), false, (3, 2, true));
        check(Needed::Ratio(2, 3), true, (2, 2, true));
        check(Needed::Ratio(1, 2), true, (2, 1, true));
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
