//! Which sections a clause counts, and at which level: `6 of the 7 pillars are at Bronze or higher`.

use mentormark_rules::{
    Id,
    scheme::{Sections, test::Test},
};

use super::{are, or_higher};
use crate::{Standard, level_name, section_noun};

/// Which sections a clause counts, and at which level.
pub(super) struct Turnout<'a> {
    /// How many there are, where that is the same for everyone.
    pub(super) of: Option<u32>,
    /// The level that they need.
    at: &'a Id,
    /// The level asked for.
    level: &'a Id,
    standard: Standard<'a>,
}

impl<'a> Turnout<'a> {
    /// What the rule asks that a clause comes from.
    pub(super) fn find(level: &'a Id, source: &Id, standard: Standard<'a>) -> Self {
        let asked = standard.asked(None, level);
        let found = asked.iter().filter_map(|test| match test {
            Test::Sections(sections) if sections.source == *source => Some(sections),
            _ => None,
        });
        let found: Vec<&'a Sections> = found.collect();
        match found.as_slice() {
            [sections] => {
                let of = if sections.among.is_empty() { standard.scheme.sections.len() } else { sections.among.len() };
                let of = u32::try_from(of).ok().filter(|_| !sections.without_not_applicable);
                Self { of, at: sections.at.as_ref().unwrap_or(level), level, standard }
            }
            _ => Self { of: None, at: level, level, standard },
        }
    }

    pub(super) fn at(&self, standard: Standard<'_>) -> String {
        or_higher(self.at, standard)
    }

    /// `6 of the 7 pillars are at Bronze or higher`.
    pub(super) fn standing(&self, count: u32) -> String {
        let noun = |count: u32| section_noun(usize::try_from(count).unwrap_or(usize::MAX), self.standard.wording);
        let at = self.at(self.standard);
        match (count, self.of) {
            (0, Some(1)) => format!("the 1 {} is not at {at}", noun(1)),
            (0, Some(of)) => format!("none of the {of} {} are at {at}", noun(of)),
            (0, None) => format!("no {} is at {at}", noun(1)),
            (1, Some(1)) => format!("the 1 {} is at {at}", noun(1)),
            (all, Some(of)) if all == of => format!("all {of} {} are at {at}", noun(of)),
            (some, Some(of)) => format!("{some} of the {of} {} {} at {at}", noun(of), are(u64::from(count))),
            (some, None) => format!("{some} {} {} at {at}", noun(some), are(u64::from(count))),
        }
    }

    /// ` for Gold`, where the sections need another level than the one asked for.
    pub(super) fn for_level(&self) -> String {
        if self.at == self.level {
            return String::new();
        }
        format!(" for {}", level_name(Some(self.level), self.standard.wording))
    }
}
