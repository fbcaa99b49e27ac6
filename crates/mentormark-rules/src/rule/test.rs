//! Tests compiled: every shape at one level, told for blanks at their worst and at their best in one go.

use crate::packed::packed;
use alloc::vec::Vec;

use super::{
    condition::Condition,
    sections::{Levels, Quorum},
    table::Lookup,
    tally::{Selection, Shape, Tally},
};
use crate::{
    Bounds, Id, Rank,
    case::{Answers, Awards},
    fact::{Facts, Truths},
    scheme::{
        Asks, Rule, Scheme, Section,
        test::{Selector, Test},
    },
};

/// A test compiled at one level.
#[derive(Clone, Debug)]
pub(crate) enum Asked {
    Tally(Tally),
    Sections(Quorum),
    Table(Table),
    Condition(Condition),
    All(Vec<Asked>),
    Any(Vec<Asked>),
    Quorum(u32, Vec<Asked>),
}

packed!(enum Asked { 0 => Tally(a), 1 => Sections(a), 2 => Table(a), 3 => Condition(a), 4 => All(a), 5 => Any(a), 6 => Quorum(a, b) });

/// A table compiled at one level.
#[derive(Clone, Debug)]
pub(crate) struct Table {
    pub(crate) lookup: Lookup,
    /// The result that the level asked for needs.
    pub(crate) at: Rank,
    /// Its anchor.
    pub(crate) source: Id,
}

packed!(struct Table { lookup, at, source });

/// What a test is asked of.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Asking<'a> {
    pub(crate) answers: &'a Answers,
    pub(crate) truths: &'a Truths,
    pub(crate) awards: &'a Awards,
    /// The levels of the sections, for the award rule.
    pub(crate) levels: Option<&'a Levels>,
}

/// A rule compiled.
#[derive(Clone, Debug, Default)]
pub(crate) struct Ladder {
    pub(crate) cumulative: bool,
    /// The test at each level, lowest first; `None` where the level comes with the one below.
    pub(crate) asked: Vec<Option<Asked>>,
    /// Whether each level counts criteria of its own, each once, so that levels can be told apart.
    pub(crate) comes_apart: bool,
    /// Whether the test cannot hold at a level without holding at every lower one.
    pub(crate) rises: bool,
}

packed!(struct Ladder { cumulative, asked, comes_apart, rises });

/// A section compiled.
#[derive(Clone, Debug)]
pub(crate) struct SectionPlan {
    pub(crate) ladder: Ladder,
    /// Its criteria.
    pub(crate) criteria: Selection,
    pub(crate) applies_when: Option<Condition>,
    /// The comparisons that decide what it comes to.
    pub(crate) looks_at: Truths,
    /// At each level, the criteria that its tally shows, and the step of the scale from which they count as met.
    pub(crate) shown: Vec<(Selection, usize)>,
}

packed!(struct SectionPlan { ladder, criteria, applies_when, shown, looks_at });

impl Asked {
    /// Compiles a test of a checked scheme at a level: of one section, or of the whole.
    pub(crate) fn compile(
        test: &Test,
        scheme: &Scheme,
        section: Option<usize>,
        level: Rank,
        facts: &mut Facts,
    ) -> Self {
        let each = |tests: &[Test], facts: &mut Facts| {
            tests.iter().map(|test| Self::compile(test, scheme, section, level, facts)).collect()
        };
        match test {
            Test::Sections(sections) => Self::Sections(Quorum::new(scheme, sections, level)),
            Test::Table(table) => {
                Self::Table(Table { lookup: Lookup::new(scheme, table), at: level, source: table.source.clone() })
            }
            Test::All(tests) => Self::All(each(tests, facts)),
            Test::Any(tests) => Self::Any(each(tests, facts)),
            Test::Quorum(quorum) => Self::Quorum(quorum.needed, each(&quorum.of, facts)),
            Test::Fact(_) | Test::Held(_) | Test::Not(_) | Test::Cases(_) => {
                Self::Condition(Condition::compile(test, facts))
            }
            Test::Share(_) | Test::Points(_) | Test::NoneBelow(_) => {
                Tally::new(scheme, section, level, test).map_or_else(|| Self::Any(Vec::new()), Self::Tally)
            }
        }
    }

    /// Whether the test holds with every blank criterion at its worst and at its best.
    pub(crate) fn holds(&self, asking: Asking<'_>) -> Bounds<bool> {
        match self {
            Self::Tally(tally) => tally.holds(asking.answers),
            Self::Sections(quorum) => asking.levels.map(|levels| quorum.holds(levels)).unwrap_or_default(),
            Self::Table(table) => asking.levels.map(|levels| table.holds(levels)).unwrap_or_default(),
            Self::Condition(condition) => {
                let holds = condition.holds(asking.truths, asking.awards);
                Bounds { level: holds, could_reach: holds }
            }
            Self::All(tests) => tests.iter().fold(Bounds { level: true, could_reach: true }, |so_far, test| {
                let holds = test.holds(asking);
                Bounds { level: so_far.level && holds.level, could_reach: so_far.could_reach && holds.could_reach }
            }),
            Self::Any(tests) => Self::at_least(1, tests, asking),
            Self::Quorum(needed, tests) => Self::at_least(*needed, tests, asking),
        }
    }

    fn at_least(needed: u32, tests: &[Self], asking: Asking<'_>) -> Bounds<bool> {
        let mut count = Bounds::<u32>::default();
        for test in tests {
            let holds = test.holds(asking);
            count.level = count.level.saturating_add(u32::from(holds.level));
            count.could_reach = count.could_reach.saturating_add(u32::from(holds.could_reach));
        }
        count.map(|count| count >= needed)
    }

    /// Adds the comparisons of facts that the test looks at to `into`, each once.
    pub(crate) fn comparisons(&self, into: &mut Vec<usize>) {
        match self {
            Self::Condition(condition) => condition.comparisons(into),
            Self::All(tests) | Self::Any(tests) | Self::Quorum(_, tests) => {
                for test in tests {
                    test.comparisons(into);
                }
            }
            Self::Tally(_) | Self::Sections(_) | Self::Table(_) => {}
        }
    }

    /// Whether the test looks at single sections.
    fn looks_at_each(&self) -> bool {
        match self {
            Self::Table(_) => true,
            Self::Sections(quorum) => quorum.looks_at_each(),
            Self::All(tests) | Self::Any(tests) | Self::Quorum(_, tests) => tests.iter().any(Self::looks_at_each),
            Self::Tally(_) | Self::Condition(_) => false,
        }
    }

    /// Whether the test, in the award rule, looks at ratings by itself rather than through the sections.
    fn looks_at_ratings(&self) -> bool {
        match self {
            Self::Tally(_) => true,
            Self::All(tests) | Self::Any(tests) | Self::Quorum(_, tests) => tests.iter().any(Self::looks_at_ratings),
            Self::Sections(_) | Self::Table(_) | Self::Condition(_) => false,
        }
    }
}

impl Table {
    fn holds(&self, levels: &Levels) -> Bounds<bool> {
        let at = |pick: fn(Bounds<Option<Rank>>) -> Option<Rank>| {
            let level = self.lookup.level(|section| levels.each.get(section).and_then(|level| pick(level.bounds)));
            level >= Some(self.at)
        };
        Bounds { level: at(|bounds| bounds.level), could_reach: at(|bounds| bounds.could_reach) }
    }
}

impl Ladder {
    /// Compiles a rule of a checked scheme: a section's, or the award rule.
    pub(crate) fn new(scheme: &Scheme, rule: &Rule, section: Option<(usize, &Section)>, facts: &mut Facts) -> Self {
        let index = section.map(|(index, _)| index);
        let mut asked = Vec::with_capacity(scheme.levels.len());
        for (rank, level) in (0..).map_while(Rank::from_index).zip(&scheme.levels) {
            let inherits = section.is_some_and(|(_, section)| section.inherits.contains(&level.id));
            let test = rule.asks.at(&level.id).filter(|_| !inherits);
            asked.push(test.map(|test| Asked::compile(test, scheme, index, rank, facts)));
        }
        Self { cumulative: rule.cumulative, comes_apart: comes_apart(&asked), rises: rises(rule), asked }
    }

    /// The highest level at which the rule holds.
    pub(crate) fn level(&self, asking: Asking<'_>) -> Bounds<Option<Rank>> {
        if !self.cumulative {
            return self.highest(asking);
        }
        // A level counts only on top of all below it.
        let (mut places, mut climbs) = (Bounds { level: 0usize, could_reach: 0usize }, true);
        for asked in &self.asked {
            let holds = match asked {
                // By far the most common, and so asked without a detour.
                Some(Asked::Tally(tally)) => tally.holds(asking.answers),
                Some(asked) => asked.holds(asking),
                None => Bounds { level: true, could_reach: true },
            };
            if !holds.could_reach {
                break;
            }
            climbs &= holds.level;
            places.level = places.level.wrapping_add(usize::from(climbs));
            places.could_reach = places.could_reach.wrapping_add(1);
        }
        places.map(Rank::at_place)
    }

    /// The same where each level is told by itself: the highest is looked at first.
    fn highest(&self, asking: Asking<'_>) -> Bounds<Option<Rank>> {
        let (mut could_reach, mut above) = (None, None);
        for (index, asked) in self.asked.iter().enumerate().rev() {
            // What inherits is reached with the next level below that does not; the lowest never does.
            let place = above.take().or_else(|| Rank::from_index(index));
            let Some(asked) = asked else {
                above = place;
                continue;
            };
            let holds = asked.holds(asking);
            if holds.could_reach && could_reach.is_none() {
                could_reach = place;
            }
            if holds.level {
                return Bounds { level: place, could_reach };
            }
        }
        Bounds { level: None, could_reach }
    }

    fn any(&self, is: fn(&Asked) -> bool) -> bool {
        self.asked.iter().flatten().any(is)
    }

    /// Whether the award rule looks at single sections.
    pub(crate) fn looks_at_each(&self) -> bool {
        self.any(Asked::looks_at_each)
    }

    /// Whether the award rule looks at ratings by itself.
    pub(crate) fn looks_at_ratings(&self) -> bool {
        self.any(Asked::looks_at_ratings)
    }

    /// Adds the comparisons of facts that the rule looks at to `into`, each once.
    pub(crate) fn comparisons(&self, into: &mut Vec<usize>) {
        self.asked.iter().flatten().for_each(|asked| asked.comparisons(into));
    }
}

impl SectionPlan {
    /// Compiles a section of a checked scheme.
    pub(crate) fn new(scheme: &Scheme, index: usize, section: &Section, first: usize, facts: &mut Facts) -> Self {
        let rule = scheme.rule_of(section);
        let same = Selector::default();
        let shown = |(rank, level): (Rank, &crate::scheme::Named)| {
            let places = super::tally::select(scheme, &same, Some(index), rank).map(|at| at.0);
            let rated = rule.and_then(|rule| rule.asks.at(&level.id)).and_then(first_rating);
            let top = scheme.scale.len().saturating_sub(1);
            (Selection::of(places), rated.and_then(|id| scheme.rating_index(id)).unwrap_or(top).max(1))
        };
        Self {
            shown: (0..).map_while(Rank::from_index).zip(&scheme.levels).map(shown).collect(),
            // INVARIANT: a checked scheme has a rule for every section.
            ladder: rule.map_or_else(Ladder::default, |rule| Ladder::new(scheme, rule, Some((index, section)), facts)),
            criteria: Selection::of(first..first.saturating_add(section.criteria.len())),
            applies_when: section.applies_when.as_ref().map(|test| Condition::compile(test, facts)),
            looks_at: Truths::default(),
        }
    }

    /// Notes which comparisons decide what the section comes to, given the conditions on which criteria concern everyone.
    pub(crate) fn look_at(&mut self, concerns: &[(Selection, Condition)]) {
        let mut comparisons = Vec::new();
        self.ladder.comparisons(&mut comparisons);
        for (concerned, condition) in concerns {
            if concerned.members().any(|criterion| self.criteria.has(criterion)) {
                condition.comparisons(&mut comparisons);
            }
        }
        // One that a scheme which was not checked names in vain has no place, and never holds.
        comparisons.retain(|&comparison| comparison != usize::MAX);
        self.looks_at = Truths::of(&comparisons);
    }
}

/// Whether each test counts criteria of its own, each once.
fn comes_apart(asked: &[Option<Asked>]) -> bool {
    let mut seen: Vec<&Selection> = Vec::new();
    for asked in asked.iter().flatten() {
        let Asked::Tally(tally) = asked else {
            return false;
        };
        let is_new = |criterion| !seen.iter().any(|other| other.has(criterion));
        if tally.shape == Shape::Points || !tally.selection.members().all(is_new) {
            return false;
        }
        seen.push(&tally.selection);
    }
    true
}

/// Whether a rule's test cannot hold at a level without holding at every lower one: the same count of sections at the level asked
/// for.
fn rises(rule: &Rule) -> bool {
    matches!(&rule.asks, Asks::Same(Test::Sections(sections)) if sections.at.is_none())
}

/// The rating that the first share or none-below of a test counts from, in reading order.
fn first_rating(test: &Test) -> Option<&Id> {
    match test {
        Test::Share(share) => Some(&share.rated),
        Test::NoneBelow(none_below) => Some(&none_below.rated),
        Test::All(tests) | Test::Any(tests) => tests.iter().find_map(first_rating),
        Test::Quorum(quorum) => quorum.of.iter().find_map(first_rating),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use alloc::format;

    use crate::Plan;

    /// How many of two criteria are shown as met, one rated in part and one in full, where this is what a section is asked.
    fn shown_as_met(test: &str) -> u32 {
        let scheme = include_str!("../../examples/two-sections.json");
        let scheme = scheme.replace(
            r#""scale": [{ "id": "not-met", "source": "example#all" },"#,
            r#""scale": [{ "id": "not-met", "source": "example#all" }, { "id": "partly", "source": "example#all" },"#,
        );
        let share = r#""share": { "rated": "met", "of": "at-least-half", "source": "example#all" }"#;
        let plan = Plan::from_json(&scheme.replace(share, test)).unwrap_or_else(|refusals| panic!("{refusals}"));
        let text = r#"{ "scheme": "example", "as_of": "2026-11-22", "facts": {},
            "ratings": { "two.pass.a": "partly", "two.pass.b": "met" } }"#;
        let (_, case) = crate::read_text(text, |_| Ok(&plan)).unwrap();
        plan.outcome(&case).sections[1].tallies[0].met
    }

    #[test]
    fn what_is_shown_as_met_is_rated_as_the_first_count_in_a_rule_asks() {
        let source = r#""source": "example#all""#;
        let partly = format!(r#""share": {{ "rated": "partly", "of": "all", {source} }}"#);
        let below = format!(r#""none_below": {{ "rated": "met", {source} }}"#);
        assert_eq!(shown_as_met(&partly), 2);
        assert_eq!(shown_as_met(&below), 1);
        assert_eq!(shown_as_met(&format!(r#""all": [{{ {partly} }}, {{ {below} }}]"#)), 2);
        assert_eq!(shown_as_met(&format!(r#""any": [{{ {below} }}, {{ {partly} }}]"#)), 1);
        assert_eq!(shown_as_met(&format!(r#""quorum": {{ "needed": 1, "of": [{{ {partly} }}, {{ {below} }}] }}"#)), 2);
        // Points say nothing of what is met: the highest rating is.
        assert_eq!(shown_as_met(&format!(r#""points": {{ "at_least": 1, {source} }}"#)), 1);
    }

    /// Whether the tests of a section with these for its three levels count criteria of their own.
    fn comes_apart(first: &str, second: &str, third: &str) -> bool {
        let level = |id: &str| format!(r#"{{ "id": "{id}", "source": "x#x" }}"#);
        let criterion = |id: &str, level: &str| format!(r#"{{ "id": "{id}", "level": "{level}" }}"#);
        let scheme = format!(
            r#"{{ "id": "x", "edition": "1", "starts_on": "2020-01-01", "source": "x#x",
            "levels": [{}, {}, {}], "scale": [{}, {}],
            "sections": [{{ "id": "all", "source": "x#x", "criteria_source": "x#x", "criteria": [{}, {}, {}, {}] }}],
            "section_rule": {{ "source": "x#x", "cumulative": true, "at": {{ "one": {first}, "two": {second}, "three": {third} }} }},
            "award_rule": {{ "source": "x#x", "sections": {{ "needed": "all", "floor": "none", "source": "x#x" }} }} }}"#,
            level("one"),
            level("two"),
            level("three"),
            level("no"),
            level("yes"),
            criterion("a", "one"),
            criterion("b", "one"),
            criterion("c", "two"),
            criterion("d", "three"),
        );
        let plan = Plan::from_json(&scheme).unwrap_or_else(|refusals| panic!("{refusals}"));
        plan.sections().iter().all(|section| section.ladder.comes_apart)
    }

    #[test]
    fn tests_come_apart_where_no_criterion_is_counted_by_two_of_them() {
        let share = |of: &str, level: &str| {
            format!(r#"{{ "share": {{ "rated": "yes", "of": {of}, "level": "{level}", "source": "x#x" }} }}"#)
        };
        let own = share(r#""any""#, "same");
        assert!(comes_apart(&own, &own, &own));
        // The third counts again what the first does, and what the second does not.
        assert!(!comes_apart(&own, &own, &share(r#"{ "count": 2 }"#, "one")));
        assert!(!comes_apart(&own, &own, &share(r#"{ "count": 4 }"#, "up-to")));
        assert!(!comes_apart(&own, &own, r#"{ "points": { "at_least": 1, "source": "x#x" } }"#));
    }
}
