//! Which criteria a rule or a clause counts, and what it counts them for: `Bronze criteria`, `criteria under “Performance”`.

use std::fmt::Write;

use mentormark_rules::{
    Id,
    scheme::{Applicability, Criterion, Force, Section, test::Selector},
};

use super::{are, conditions, criteria_noun, level_name, listed, sections};
use crate::{
    Clause, Standard, criterion_statement, format::whole, origin::PickedLevel, phrase::quoted, section_name, tag_name,
};

/// The criteria that a selector picks, in words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Picked {
    /// What stands before the word: `Bronze `.
    before: String,
    /// What stands after it: ` under “Performance”`.
    after: String,
}

impl Picked {
    /// What a selector picks of a section, or of all, at a level; at the level asked for where none is named.
    pub(super) fn new(
        selector: &Selector,
        section: Option<&Section>,
        level: Option<&str>,
        standard: Standard<'_>,
    ) -> Self {
        let (wording, mut picked) = (standard.wording, Self::default());
        let name = |level| level_name(Some(level), wording);
        let has_others = standard.has_criteria_of_none(section);
        match standard.picked_level(selector, section, level) {
            PickedLevel::Any => {}
            PickedLevel::Every => picked.after += " of any level",
            PickedLevel::At(level) if has_others => picked.after = format!(" of {} or of no level", name(level)),
            PickedLevel::At(level) => picked.before = format!("{} ", name(level)),
            PickedLevel::AtThat if has_others => picked.after += " of that level or of none",
            PickedLevel::AtThat => picked.after += " of that level",
            PickedLevel::UpTo(level) if has_others => {
                picked.after = format!(" of {} or lower or of no level", name(level));
            }
            PickedLevel::UpTo(level) => picked.after = format!(" of {} or lower", name(level)),
            PickedLevel::UpToThat if has_others => picked.after += " of that level or lower or of none",
            PickedLevel::UpToThat => picked.after += " of that level or lower",
        }
        if let Some(tag) = &selector.tag {
            let _ = write!(picked.after, " under {}", quoted(tag_name(tag, wording)));
        }
        picked.after += match selector.force {
            None => "",
            Some(Force::Must) => " that must be met",
            Some(Force::Should) => " that should be met",
            Some(Force::Suggested) => " that are suggested",
        };
        if !selector.criteria.is_empty() {
            picked.after += " that the rule lists";
        }
        if !selector.sections.is_empty() {
            let names: Vec<&str> = selector.sections.iter().map(|id| section_name(id, wording)).collect();
            let _ = write!(picked.after, " in {}", listed(&names, "and"));
        }
        picked
    }

    /// Whether it is all the criteria there are.
    pub(super) fn is_all(&self) -> bool {
        *self == Self::default()
    }

    /// `16 Bronze criteria`; without the number where it is not known.
    pub(super) fn counted(&self, of: Option<u64>) -> String {
        let number = of.map(|of| format!("{} ", whole(of))).unwrap_or_default();
        format!("{number}{}{}{}", self.before, criteria_noun(of.unwrap_or(2)), self.after)
    }
}

/// The criteria that a clause counts, and what it counts them for.
pub(super) struct Counted {
    picked: Picked,
    rated: String,
}

impl Counted {
    /// What the share asks that a clause comes from, which needs so many of so many.
    pub(super) fn find(section: Option<&Id>, level: &Id, of: (u32, u32), source: &Id, standard: Standard<'_>) -> Self {
        let of_section = section.and_then(|id| standard.section(id));
        match standard.share(section, level, of, source) {
            Some(share) => Self {
                picked: Picked::new(&share.selector, of_section, Some(level), standard),
                rated: rated(&share.rated, share.or_reasoned, standard),
            },
            None => Self { picked: Picked::default(), rated: "rated high enough".to_owned() },
        }
    }

    /// `4 of its 5 Bronze criteria are met`.
    pub(super) fn met_of(&self, whose: &str, met: u32, of: u32) -> String {
        let (rated, criteria) = (&self.rated, self.picked.counted(Some(u64::from(of))));
        match (met, of) {
            (0, 1) => format!("{whose} {criteria} is not {rated}"),
            (1, 1) => format!("{whose} {criteria} is {rated}"),
            (0, _) => format!("none of {whose} {criteria} are {rated}"),
            (_, _) if met == of => {
                let criteria = self.picked.counted(None);
                format!("all {of} of {whose} {criteria} are {rated}")
            }
            (_, _) => format!("{met} of {whose} {criteria} {} {rated}", are(u64::from(met))),
        }
    }
}

/// How a rating must be, or else a reason given.
pub(super) fn rated(rating: &str, or_reasoned: bool, standard: Standard<'_>) -> String {
    let rated = sections::rated(rating, standard);
    if or_reasoned { format!("{rated}, or given a written reason") } else { rated }
}

/// The criteria that a selector lists by themselves, a clause each.
pub(super) fn listed_ones(selector: &Selector, standard: Standard<'_>) -> Vec<Clause> {
    let statement = |id: &Id| Clause::plain(criterion_statement(id, standard.wording));
    selector.criteria.iter().map(statement).collect()
}

/// What is special about a criterion, each in a few words: `should be met`, `counts 2 times`.
#[must_use]
pub fn criterion_notes(criterion: &Criterion, standard: Standard<'_>) -> Vec<String> {
    let mut notes = Vec::new();
    if standard.picks_by_force() {
        let force = match criterion.force {
            Force::Must => "must be met",
            Force::Should => "should be met",
            Force::Suggested => "suggested",
        };
        notes.push(force.to_owned());
    }
    if criterion.weight > 1 {
        notes.push(format!("counts {} times", criterion.weight));
    }
    let tags = criterion.tags.iter().filter(|tag| standard.picks_by(tag));
    notes.extend(tags.map(|tag| format!("under {}", quoted(tag_name(tag, standard.wording)))));
    match criterion.not_applicable {
        Applicability::Forbidden => {}
        Applicability::Allowed => notes.push("can be rated not applicable".to_owned()),
        Applicability::WithReason => notes.push("can be rated not applicable, with a note that says why".to_owned()),
    }
    if let Some(test) = &criterion.applies_when {
        notes.push(format!("applies only where {}", conditions::condition(test, standard)));
    }
    notes
}
