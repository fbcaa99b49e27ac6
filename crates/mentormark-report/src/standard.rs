//! A scheme together with its words, and what of the one decides how the other is put.

use mentormark_rules::{
    Id, Scheme, Wording,
    scheme::{
        Criterion, Rule, Section,
        fee::{Fee, Published},
        test::{Selector, Test},
    },
};

/// A scheme and its words in one language: what every sentence is made from.
#[derive(Clone, Copy, Debug)]
pub struct Standard<'a> {
    /// The rules.
    pub scheme: &'a Scheme,
    /// The words.
    pub wording: &'a Wording,
}

impl<'a> Standard<'a> {
    /// The section of this id.
    pub(crate) fn section(self, id: &str) -> Option<&'a Section> {
        self.scheme.sections.iter().find(|section| section.id == *id)
    }

    /// Whether a level is the highest of the ladder.
    pub(crate) fn is_top(self, level: &str) -> bool {
        self.scheme.levels.last().is_some_and(|top| top.id == *level)
    }

    /// Whether a level is the lowest of the ladder.
    pub(crate) fn is_lowest(self, level: &str) -> bool {
        self.scheme.levels.first().is_some_and(|lowest| lowest.id == *level)
    }

    /// Whether a criterion is met or is not, with nothing between.
    pub(crate) fn scale_is_plain(self) -> bool {
        self.scheme.scale.len() == 2
    }

    /// Whether any criterion of a section, or of all of them, belongs to a level.
    pub(crate) fn has_levels(self, section: Option<&Section>) -> bool {
        self.criteria(section).any(|(_, criterion)| criterion.level.is_some())
    }

    /// Whether criteria of a section, or of all of them, belong to no level, and so are counted at each.
    pub(crate) fn has_criteria_of_none(self, section: Option<&Section>) -> bool {
        self.criteria(section).any(|(_, criterion)| criterion.level.is_none())
    }

    /// Whether a rule picks criteria by whether they must be met, should be, or are suggested.
    pub(crate) fn picks_by_force(self) -> bool {
        self.selectors().any(|selector| selector.force.is_some())
    }

    /// Whether a rule picks criteria by this tag.
    pub(crate) fn picks_by(self, tag: &Id) -> bool {
        self.selectors().any(|selector| selector.tag.as_ref() == Some(tag))
    }

    /// Which criteria each test of all rules looks at.
    fn selectors(self) -> impl Iterator<Item = &'a Selector> {
        self.asked_anywhere().filter_map(selector)
    }

    fn criteria(self, of: Option<&Section>) -> impl Iterator<Item = (&'a Section, &'a Criterion)> {
        let sections = self.scheme.sections.iter().filter(move |section| of.is_none_or(|of| of.id == section.id));
        sections.flat_map(|section| section.criteria.iter().map(move |criterion| (section, criterion)))
    }

    /// The criteria that a selector picks at a level, each with its section.
    pub(crate) fn picked(
        self,
        selector: &Selector,
        of: Option<&Section>,
        level: &str,
    ) -> Vec<(&'a Section, &'a Criterion)> {
        let Some(level) = self.scheme.level_index(level) else { return Vec::new() };
        let picks =
            |(section, criterion): &(&Section, &Criterion)| selector.picks(self.scheme, section, criterion, level);
        self.criteria(of).filter(picks).collect()
    }

    /// The most points that criteria could be given.
    pub(crate) fn most_points(self, picked: &[(&Section, &Criterion)]) -> u64 {
        let top = self.scheme.scale.len().saturating_sub(1);
        let points = self.scheme.scale.last().and_then(|rating| rating.points).map_or(top as u64, u64::from);
        picked.iter().map(|(section, criterion)| u64::from(section.weight) * u64::from(criterion.weight) * points).sum()
    }

    /// The rule of a section, or the award rule.
    fn rule(self, section: Option<&str>) -> Option<&'a Rule> {
        match section {
            Some(section) => self.scheme.rule_of(self.section(section)?),
            None => Some(&self.scheme.award_rule),
        }
    }

    /// The single tests that a section's rule, or the award rule, is made of at a level.
    pub(crate) fn asked(self, section: Option<&str>, level: &str) -> Vec<&'a Test> {
        let mut single = Vec::new();
        if let Some(test) = self.rule(section).and_then(|rule| rule.asks.at(level)) {
            part(test, &mut single);
        }
        single
    }

    /// The rating from which the counts of a section at a level count a criterion as met, as the engine shows them: that of the
    /// first share or none-below of its rule.
    pub(crate) fn counted_from(self, section: &str, level: &str) -> Option<&'a Id> {
        let rated = |test: &&'a Test| match test {
            Test::Share(share) => Some(&share.rated),
            Test::NoneBelow(none_below) => Some(&none_below.rated),
            _ => None,
        };
        let first = self.asked(Some(section), level).iter().find_map(rated);
        first.or_else(|| self.scheme.scale.last().map(|rating| &rating.id))
    }

    /// The single tests that all rules are made of, at all levels.
    fn asked_anywhere(self) -> impl Iterator<Item = &'a Test> {
        let sections = self.scheme.sections.iter().map(|section| Some(section.id.as_str()));
        let levels = &self.scheme.levels;
        sections.chain([None]).flat_map(move |of| levels.iter().flat_map(move |level| self.asked(of, &level.id)))
    }

    /// Whether any rule counts points.
    pub(crate) fn counts_points(self) -> bool {
        self.asked_anywhere().any(|test| matches!(test, Test::Points(_)))
    }

    /// The fee, where one is published.
    pub(crate) fn fee(self) -> Option<&'a Published> {
        self.scheme.fee.as_ref().and_then(Fee::published)
    }

    /// The currency of the fee; pounds where there is none.
    pub(crate) fn currency(self) -> &'a str {
        self.fee().map_or("GBP", |fee| &fee.currency)
    }

    /// Whether what is added to the bands of the fee makes these only where it starts.
    pub(crate) fn fee_starts_at_its_band(self) -> bool {
        let adds = |fee: &Published| {
            !fee.modifiers.is_empty() || fee.versions.as_slice().iter().any(|version| version.per_unit.is_some())
        };
        self.fee().is_some_and(adds)
    }
}

/// Which criteria a single test looks at, where it looks at criteria.
fn selector(test: &Test) -> Option<&Selector> {
    match test {
        Test::Share(share) => Some(&share.selector),
        Test::Points(points) => Some(&points.selector),
        Test::NoneBelow(none_below) => Some(&none_below.selector),
        _ => None,
    }
}

fn part<'t>(test: &'t Test, into: &mut Vec<&'t Test>) {
    match test {
        Test::All(tests) | Test::Any(tests) => tests.iter().for_each(|test| part(test, into)),
        Test::Quorum(quorum) => quorum.of.iter().for_each(|test| part(test, into)),
        single => into.push(single),
    }
}
