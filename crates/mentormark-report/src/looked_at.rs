//! Which facts a part of the rules looks at.

use mentormark_rules::{
    Id,
    scheme::{
        Section,
        facts::{Comparison, Expression},
        test::Test,
    },
};

use crate::Standard;

impl<'a> Standard<'a> {
    /// The facts that tests look at, in scheme order.
    pub(crate) fn facts_of<'t>(self, tests: impl IntoIterator<Item = &'t Test>) -> Vec<Id> {
        let mut named = Vec::new();
        tests.into_iter().for_each(|test| self.named(test, &mut named));
        let in_order = self.scheme.facts.iter().map(|fact| &fact.id).filter(|id| named.contains(id));
        in_order.cloned().collect()
    }

    /// All that a section's level may hang on besides ratings: what it concerns, and what its rule asks at any level.
    pub(crate) fn deciding(self, section: &'a Section) -> impl Iterator<Item = &'a Test> {
        let levels = self.scheme.levels.iter();
        let asked = levels.filter_map(move |level| self.scheme.rule_of(section)?.asks.at(&level.id));
        concerning(section).chain(asked)
    }

    fn named(self, test: &Test, into: &mut Vec<Id>) {
        match test {
            Test::Fact(fact) => self.compared(&fact.comparison, into),
            Test::All(tests) | Test::Any(tests) => tests.iter().for_each(|test| self.named(test, into)),
            Test::Quorum(quorum) => quorum.of.iter().for_each(|test| self.named(test, into)),
            Test::Not(test) => self.named(test, into),
            Test::Cases(cases) => {
                let tests = cases.iter().flat_map(|case| case.when.iter().chain([&case.then]));
                tests.for_each(|test| self.named(test, into));
            }
            // These ask of ratings, or of awards held.
            Test::Share(_)
            | Test::Points(_)
            | Test::NoneBelow(_)
            | Test::Sections(_)
            | Test::Table(_)
            | Test::Held(_) => {}
        }
    }

    fn compared(self, comparison: &Comparison, into: &mut Vec<Id>) {
        match comparison {
            Comparison::Is { fact, .. } | Comparison::IsOneOf { fact, .. } | Comparison::Includes { fact, .. } => {
                into.push(fact.clone());
            }
            Comparison::Range { fact, at_least, at_most, more_than, less_than, within: _ } => {
                let ends = [at_least, at_most, more_than, less_than].into_iter().flatten();
                ends.chain([fact]).for_each(|value| self.names(value, into));
            }
        }
    }

    /// Of a derived fact, the facts that it is worked out from.
    fn names(self, value: &Expression, into: &mut Vec<Id>) {
        match value {
            Expression::Name(id) => match self.scheme.derived.iter().find(|derived| derived.id == *id) {
                Some(derived) => self.names(&derived.value, into),
                None => into.push(id.clone()),
            },
            Expression::Of(_, parts) => parts.iter().for_each(|part| self.names(part, into)),
            Expression::Whole(_) | Expression::Date(_) => {}
        }
    }
}

/// What decides whether a section, or a criterion of it, concerns the applicant.
pub(crate) fn concerning(section: &Section) -> impl Iterator<Item = &Test> {
    let of_criteria = section.criteria.iter().filter_map(|criterion| criterion.applies_when.as_ref());
    section.applies_when.iter().chain(of_criteria)
}
