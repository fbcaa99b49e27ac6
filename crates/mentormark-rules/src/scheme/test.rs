//! Tests: what a rule asks of ratings, facts and awards held. A test that asks nothing of ratings is a condition.

use crate::packed::packed;
use alloc::{boxed::Box, vec::Vec};

use serde::Serialize;

use super::{
    Criterion, Force, Scheme, Section, Sections, Share,
    facts::{self, Comparison},
};
pub use crate::rule::{
    none_below::NoneBelow,
    points::{Points, PointsNeeded},
    table::{Row, Table},
};
use crate::{
    Code, Id,
    json::{Node, Object},
    rule,
};

/// What is asked. The shapes over ratings stand first, those over facts and awards held after them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Test {
    /// Enough of the criteria are rated high enough.
    Share(Share),
    /// The points of the criteria are enough.
    Points(Points),
    /// None of the criteria is rated too low.
    NoneBelow(NoneBelow),
    /// Enough of the sections are at a level.
    Sections(Sections),
    /// The levels of some sections give a level by a table.
    Table(Table),
    /// An award is held.
    Held(Held),
    /// Every one of these holds.
    All(Vec<Test>),
    /// One of these holds.
    Any(Vec<Test>),
    /// So many of these hold.
    Quorum(Quorum),
    /// This does not hold.
    Not(Box<Test>),
    /// The first case that is so decides.
    Cases(Vec<Case>),
    /// A fact is as it should be.
    #[serde(untagged)]
    Fact(FactTest),
}

packed!(enum Test { 0 => Share(a), 1 => Points(a), 2 => NoneBelow(a), 3 => Sections(a), 4 => Table(a), 5 => Held(a), 6 => All(a), 7 => Any(a), 8 => Quorum(a), 9 => Not(a), 10 => Cases(a), 11 => Fact(a) });

/// A fact is as it should be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FactTest {
    /// How it should be.
    #[serde(flatten)]
    pub comparison: Comparison,
    /// Its anchor; that of the rule it stands in where left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<Id>,
}

packed!(struct FactTest { comparison, source });

/// At least `needed` of the tests hold.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Quorum {
    /// How many.
    pub needed: u32,
    /// Of these.
    pub of: Vec<Test>,
}

packed!(struct Quorum { needed, of });

/// A case: what is asked when it is so.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Case {
    /// When it is so; in every other case where left out, which only the last may do.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub when: Option<Test>,
    /// What is asked then.
    pub then: Test,
}

packed!(struct Case { when, then });

/// An award held: of this scheme, or of another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Held {
    /// The other scheme; this one where left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub scheme: Option<Id>,
    /// The levels that will do.
    pub levels: Vec<Id>,
    /// For how many calendar months at least; the anniversary day is late enough.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub for_months: Option<u16>,
    /// How many calendar months such an award lasts, for it to be in date.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub in_date_months: Option<u16>,
    /// At most so many days ago.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub within_days: Option<u32>,
    /// Its anchor; that of the rule it stands in where left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<Id>,
}

packed!(struct Held { scheme, levels, for_months, in_date_months, within_days, source });

/// Which criteria a shape looks at. All that is said must hold of them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Selector {
    /// By level.
    #[serde(skip_serializing_if = "LevelPick::is_same")]
    pub level: LevelPick,
    /// By force.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub force: Option<Force>,
    /// By tag.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tag: Option<Id>,
    /// By id; any where empty.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub criteria: Vec<Id>,
    /// By section, in the award rule; any where empty.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub sections: Vec<Id>,
}

packed!(struct Selector { level, force, tag, criteria, sections });

/// Criteria of which level. One without a level belongs to every level.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum LevelPick {
    /// The level asked for.
    #[default]
    Same,
    /// The level asked for and all below it.
    UpTo,
    /// Any.
    Every,
    /// This level.
    #[serde(untagged)]
    Level(Id),
}

packed!(enum LevelPick { 0 => Same, 1 => UpTo, 2 => Every, 3 => Level(a) });

impl Selector {
    /// Whether it selects a criterion of a section, asked at the level with this index.
    #[must_use]
    pub fn picks(&self, scheme: &Scheme, section: &Section, criterion: &Criterion, level: usize) -> bool {
        let of_level = criterion.level.as_ref().is_none_or(|id| match &self.level {
            LevelPick::Same => scheme.level_index(id) == Some(level),
            LevelPick::UpTo => scheme.level_index(id).is_some_and(|index| index <= level),
            LevelPick::Every => true,
            LevelPick::Level(named) => named == id,
        });
        of_level
            && self.force.is_none_or(|force| criterion.force == force)
            && self.tag.as_ref().is_none_or(|tag| criterion.tags.contains(tag))
            && (self.criteria.is_empty() || self.criteria.contains(&criterion.id))
            && (self.sections.is_empty() || self.sections.contains(&section.id))
    }
}

impl LevelPick {
    fn is_same(&self) -> bool {
        *self == Self::Same
    }
}

/// The keys of which a test has one.
const SHAPES: [&str; 12] =
    ["share", "points", "none_below", "sections", "table", "held", "all", "any", "quorum", "not", "cases", "fact"];

/// The keys of a selector.
pub(crate) const SELECTOR: [&str; 5] = ["level", "force", "tag", "criteria", "sections"];

/// The fields of a node that holds a test and `others` besides.
pub(crate) fn fields<'t>(node: &Node<'t>, others: &[&str]) -> Object<'t> {
    let keys: Vec<&str> = SHAPES.iter().chain(facts::COMPARISON_KEYS).chain(others).copied().collect();
    node.fields(&keys)
}

/// The test in an object of its own.
pub(crate) fn read(node: &Node<'_>) -> Test {
    let object = fields(node, &["source"]);
    let source = object.optional("source");
    match read_from(&object) {
        Some(Test::Fact(test)) => Test::Fact(FactTest { source: source.and_then(|node| node.anchor()), ..test }),
        Some(test) => {
            if let Some(source) = source {
                source.refuse(Code::UnknownField, "a source has no place here: put it into the shape");
            }
            test
        }
        None => {
            if node.is_object() {
                node.refuse(Code::MissingField, "nothing is asked here: add `fact`, `all` or another test");
            }
            nothing()
        }
    }
}

/// A test that stands for a faulty one.
pub(crate) fn nothing() -> Test {
    Test::All(Vec::new())
}

/// The test among the fields of an object, which has a source of its own; `None` where there is none.
pub(crate) fn read_from(object: &Object<'_>) -> Option<Test> {
    let mut shapes = SHAPES.iter().filter_map(|&key| Some((key, object.optional(key)?)));
    let (key, node) = shapes.next()?;
    for (other, node) in shapes {
        let message = alloc::format!("`{key}` and `{other}` stand side by side: keep one, or put both under `all`");
        node.refuse(Code::TwoShapes, message);
    }
    let list = || node.filled_list().unwrap_or_default().iter().map(read).collect();
    Some(match key {
        "share" => Test::Share(rule::share::read(&node)),
        "points" => Test::Points(rule::points::read(&node)),
        "none_below" => Test::NoneBelow(rule::none_below::read(&node)),
        "sections" => Test::Sections(rule::sections::read(&node)),
        "table" => Test::Table(rule::table::read(&node)),
        "held" => Test::Held(held(&node)),
        "all" => Test::All(list()),
        "any" => Test::Any(list()),
        "quorum" => {
            let object = node.fields(&["needed", "of"]);
            let of: Vec<Test> = object.filled_list("of").iter().map(read).collect();
            let most = i64::try_from(of.len()).unwrap_or(i64::MAX).max(1);
            Test::Quorum(Quorum { needed: u32::try_from(object.whole("needed", 1, most)).unwrap_or(1), of })
        }
        "not" => Test::Not(Box::new(read(&node))),
        "cases" => Test::Cases(cases(&node)),
        _ => Test::Fact(FactTest { comparison: facts::read_comparison(object), source: None }),
    })
}

fn cases(node: &Node<'_>) -> Vec<Case> {
    let nodes = node.filled_list().unwrap_or_default();
    let last = nodes.len().saturating_sub(1);
    let case = |(i, node): (usize, &Node<'_>)| {
        let object = node.fields(&["when", "then"]);
        let when = if i == last { object.optional("when") } else { object.required("when") };
        if let Some(when) = when.as_ref().filter(|_| i == last) {
            when.refuse(Code::UnknownField, "the last case is every other one: remove this, or add a case after it");
        }
        Case { when: when.as_ref().map(read), then: object.required("then").as_ref().map_or_else(nothing, read) }
    };
    nodes.iter().enumerate().map(case).collect()
}

fn held(node: &Node<'_>) -> Held {
    let keys = ["scheme", "levels", "for_months", "in_date_months", "within_days", "source"];
    let object = node.fields(&keys);
    let months = |key| object.optional(key).and_then(|node| node.whole(0, 1_200));
    Held {
        scheme: object.optional("scheme").and_then(|node| node.id()),
        levels: ids(&object.filled_list("levels")),
        for_months: months("for_months"),
        in_date_months: months("in_date_months"),
        within_days: object.optional("within_days").and_then(|node| node.whole(0, 100_000)),
        source: object.optional("source").and_then(|node| node.anchor()),
    }
}

/// The ids in a list.
pub(crate) fn ids(nodes: &[Node<'_>]) -> Vec<Id> {
    nodes.iter().map(|node| node.id().unwrap_or_default()).collect()
}

/// The selector among the fields of a shape.
pub(crate) fn selector(object: &Object<'_>) -> Selector {
    Selector {
        level: object.optional("level").and_then(|node| node.id()).map_or(LevelPick::Same, |id| match &*id {
            "same" => LevelPick::Same,
            "up-to" => LevelPick::UpTo,
            "every" => LevelPick::Every,
            _ => LevelPick::Level(id),
        }),
        force: object.optional("force").and_then(|node| node.choice(&FORCES)),
        tag: object.optional("tag").and_then(|node| node.id()),
        criteria: ids(&object.optional_list("criteria")),
        sections: ids(&object.optional_list("sections")),
    }
}

/// The names of the forces.
pub(crate) const FORCES: [(&str, Force); 3] =
    [("must", Force::Must), ("should", Force::Should), ("suggested", Force::Suggested)];

impl Test {
    /// The key under which it is written.
    pub(crate) fn key(&self) -> &'static str {
        match self {
            Self::Share(_) => "share",
            Self::Points(_) => "points",
            Self::NoneBelow(_) => "none_below",
            Self::Sections(_) => "sections",
            Self::Table(_) => "table",
            Self::Held(_) => "held",
            Self::All(_) => "all",
            Self::Any(_) => "any",
            Self::Quorum(_) => "quorum",
            Self::Not(_) => "not",
            Self::Cases(_) => "cases",
            Self::Fact(_) => "fact",
        }
    }

    /// Calls `look` with this test and every test in it, each with its pointer.
    pub(crate) fn visit<'t>(&'t self, pointer: &str, look: &mut dyn FnMut(&str, &'t Self)) {
        look(pointer, self);
        let mut each = |key: &str, tests: &'t [Self]| {
            for (i, test) in tests.iter().enumerate() {
                test.visit(&alloc::format!("{pointer}/{key}/{i}"), look);
            }
        };
        match self {
            Self::All(tests) => each("all", tests),
            Self::Any(tests) => each("any", tests),
            Self::Quorum(quorum) => each("quorum/of", &quorum.of),
            Self::Not(test) => test.visit(&alloc::format!("{pointer}/not"), look),
            Self::Cases(cases) => {
                for (i, case) in cases.iter().enumerate() {
                    if let Some(when) = &case.when {
                        when.visit(&alloc::format!("{pointer}/cases/{i}/when"), look);
                    }
                    case.then.visit(&alloc::format!("{pointer}/cases/{i}/then"), look);
                }
            }
            _ => {}
        }
    }
}
