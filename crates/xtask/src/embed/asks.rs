//! What a frame asks for a level, chosen so that a visitor finishes it in three minutes.
//!
//! It asks for the scheme's facts and for the criteria of the level, with those of every lower level where a level also needs the
//! lower ones. Where each criterion in turn would take longer than three minutes, it first asks one question a section, whose answer
//! is a rating for all of its criteria or none of them; who wants to say more can open the section and rate each. The same sum
//! decides for every scheme. Nothing is scored here or there: ratings are set, and the engine is asked.

use crate::shipped::Scheme;
use mentormark_rules::Id;
use mentormark_rules::scheme::facts::Fact;
use mentormark_rules::scheme::{Criterion, Section};

/// In how many quarters of a second a frame is to be finished.
const MOST: usize = 180 * SECOND;

/// In quarters of a second: adults read English prose silently at about four words a second (238 a minute: Brysbaert 2019).
const WORD: usize = 1;

/// In quarters of a second: two and a half seconds to choose an answer and press it.
const ANSWER: usize = 10;

/// The quarters of a second.
const SECOND: usize = 4;

/// What a frame asks.
pub(super) struct Asks<'a> {
    /// The level that it is about.
    pub(super) target: &'a str,
    /// The facts, in the scheme's order. One that is asked only of some is left to the full site.
    pub(super) facts: Vec<&'a Fact>,
    /// The sections with the criteria that count here, in the scheme's order.
    pub(super) sections: Vec<(&'a Section, Vec<&'a Criterion>)>,
    /// How the sections are asked about.
    pub(super) by: By,
    /// How long it takes, in whole minutes, rounded up.
    pub(super) minutes: usize,
}

/// How sections are asked about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum By {
    /// Each criterion in turn.
    Criterion,
    /// One question a section first.
    Section,
}

impl<'a> Asks<'a> {
    /// What a frame asks of `scheme` for the level `target`.
    pub(super) fn of(scheme: &'a Scheme, target: &'a str) -> Self {
        let rules = scheme.plan.scheme();
        let facts: Vec<&Fact> = rules.facts.iter().filter(|fact| fact.asked_when.is_none()).collect();
        let top = rules.level_index(target);
        let counts = |section: &Section, level: &Id| {
            let rule = section.rule.as_ref().or(rules.section_rule.as_ref());
            let needs_lower = rules.award_rule.cumulative || rule.is_some_and(|rule| rule.cumulative);
            level.as_str() == target || needs_lower && rules.level_index(level) < top
        };
        let sections: Vec<(&Section, Vec<&Criterion>)> = rules
            .sections
            .iter()
            .map(|section| {
                let asked =
                    |criterion: &&Criterion| criterion.level.as_ref().is_none_or(|level| counts(section, level));
                (section, section.criteria.iter().filter(asked).collect::<Vec<_>>())
            })
            .filter(|(_, criteria)| !criteria.is_empty())
            .collect();
        let (by, time) = form(scheme, &facts, &sections);
        Self { target, facts, sections, by, minutes: time.div_ceil(60 * SECOND) }
    }

    /// How many questions there are, one after another.
    pub(super) fn steps(&self) -> usize {
        self.facts.len() + self.sections.len()
    }

    /// The levels that the criteria belong to, lowest first; none where they belong to every level.
    pub(super) fn levels(&self, scheme: &'a Scheme) -> Vec<&'a Id> {
        let all = scheme.plan.scheme().levels.iter().map(|level| &level.id);
        let criteria = || self.sections.iter().flat_map(|(_, criteria)| criteria);
        all.filter(|level| criteria().any(|criterion| criterion.level.as_ref() == Some(*level))).collect()
    }
}

/// How sections are asked about, and how many quarters of a second all of it takes.
fn form(scheme: &Scheme, facts: &[&Fact], sections: &[(&Section, Vec<&Criterion>)]) -> (By, usize) {
    let said = &scheme.said;
    let words = |text: &str| text.split_whitespace().count() * WORD;
    let facts: usize = facts
        .iter()
        .filter_map(|fact| said.facts.get(fact.id.as_str()))
        .map(|asked| words(&asked.question) + words(&asked.help) + ANSWER)
        .sum();
    let criteria = sections.iter().flat_map(|(_, criteria)| criteria);
    let each: usize =
        criteria.map(|criterion| said.criteria.get(criterion.id.as_str()).map_or(0, |text| words(text)) + ANSWER).sum();
    if facts + each <= MOST {
        return (By::Criterion, facts + each);
    }
    let sections = sections.iter().filter_map(|(section, _)| said.sections.get(section.id.as_str()));
    let whole: usize = sections.map(|section| words(&section.summary) + ANSWER).sum();
    (By::Section, facts + whole)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::shipped;

    fn asked(id: &str, target: &str, check: impl Fn(&Asks<'_>)) {
        let schemes = shipped::schemes().unwrap();
        check(&Asks::of(schemes.iter().find(|scheme| scheme.shipped.id == id).unwrap(), target));
    }

    fn criteria(asks: &Asks<'_>) -> Vec<String> {
        asks.sections.iter().flat_map(|(_, criteria)| criteria).map(|criterion| criterion.id.to_string()).collect()
    }

    #[test]
    fn every_frame_is_finished_in_three_minutes() {
        for scheme in shipped::schemes().unwrap() {
            for level in &scheme.plan.scheme().levels {
                let asks = Asks::of(&scheme, &level.id);
                assert!((1..=3).contains(&asks.minutes), "{} {}: {}", scheme.shipped.id, level.id, asks.minutes);
                assert_eq!(asks.sections.len(), scheme.sections.len());
            }
        }
    }

    #[test]
    fn each_criterion_is_asked_where_that_takes_no_longer() {
        asked("mentorsme", "listed", |asks| assert_eq!((asks.by, asks.steps()), (By::Criterion, 3)));
        asked("nms", "bronze", |asks| assert_eq!((asks.by, asks.steps()), (By::Section, 8)));
        asked("learning-mentor", "pass", |asks| assert_eq!((asks.by, asks.steps()), (By::Section, 16)));
    }

    #[test]
    fn a_cumulative_level_also_asks_the_lower_ones_and_never_a_higher_one() {
        asked("nms", "bronze", |asks| assert!(criteria(asks).iter().all(|id| id.contains(".bronze."))));
        asked("nms", "silver", |asks| {
            let all = criteria(asks);
            assert!(all.iter().any(|id| id.contains(".bronze.")) && all.iter().any(|id| id.contains(".silver.")));
            assert!(!all.iter().any(|id| id.contains(".gold.")));
        });
        asked("qim", "excellence", |asks| assert_eq!(criteria(asks).len(), 83));
    }

    #[test]
    fn criteria_of_every_level_are_asked_for_each() {
        asked("learning-mentor", "distinction", |asks| assert_eq!(criteria(asks).len(), 34));
    }

    #[test]
    fn a_fact_asked_only_of_some_is_left_to_the_full_site() {
        asked("nos-coaching-mentoring", "competent", |asks| {
            let facts: Vec<&str> = asks.facts.iter().map(|fact| fact.id.as_str()).collect();
            assert_eq!(facts, ["profile"]);
        });
    }
}
