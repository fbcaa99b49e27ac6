//! Which sections a clause counts, and at which level.

use mentormark_rules::Id;

use crate::Standard;

/// Which sections a clause counts, and at which level.
pub(crate) struct Turnout<'a> {
    /// How many there are, where that is the same for everyone.
    pub(crate) of: Option<u32>,
    /// The level that they need.
    pub(crate) at: &'a str,
    /// The level asked for, where that is another.
    pub(crate) level: Option<&'a str>,
}

impl<'a> Turnout<'a> {
    /// What the rule asks that a clause comes from.
    pub(crate) fn find(level: &'a Id, source: &Id, standard: Standard<'a>) -> Self {
        let Some(sections) = standard.asked_of_sections(level, source) else {
            return Self { of: None, at: level, level: None };
        };
        let of = if sections.among.is_empty() { standard.scheme.sections.len() } else { sections.among.len() };
        let of = u32::try_from(of).ok().filter(|_| !sections.without_not_applicable);
        let at = sections.at.as_ref().unwrap_or(level);
        Self { of, at, level: (at != level).then_some(level) }
    }
}
