//! Which criteria a rule counts, and what it counts them for: `Bronze criteria`, `criteria under “Performance”`.

use mentormark_rules::scheme::{
    Force, Section,
    test::{LevelPick, Selector},
};

use super::{criteria_noun, listed, quoted};
use crate::{Standard, level_name, section_name, tag_name};

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
        // With only one level there is nothing to tell apart.
        if standard.scheme.levels.len() > 1 && standard.has_levels(section) {
            let name = |level| level_name(Some(level), wording);
            match (&selector.level, level) {
                (LevelPick::Same, Some(level)) => picked.before = format!("{} ", name(level)),
                (LevelPick::Same, None) => picked.after += " of that level",
                (LevelPick::UpTo, Some(level)) if standard.is_lowest(level) => {
                    picked.before = format!("{} ", name(level));
                }
                (LevelPick::UpTo, level) => {
                    picked.after = format!(" of {} or lower", level.map_or("that level", name));
                }
                (LevelPick::Level(level), _) => picked.before = format!("{} ", name(level)),
                (LevelPick::Every, _) => {}
            }
        }
        if let Some(tag) = &selector.tag {
            picked.after += &format!(" under {}", quoted(tag_name(tag, wording)));
        }
        picked.after += match selector.force {
            None => "",
            Some(Force::Must) => " that must be met",
            Some(Force::Should) => " that should be met",
            Some(Force::Suggested) => " that are suggested",
        };
        if !selector.criteria.is_empty() {
            picked.after += " on a list";
        }
        if !selector.sections.is_empty() {
            let names: Vec<&str> = selector.sections.iter().map(|id| section_name(id, wording)).collect();
            picked.after += &format!(" in {}", listed(&names, "and"));
        }
        picked
    }

    /// Whether it is all the criteria there are.
    pub(super) fn is_all(&self) -> bool {
        *self == Self::default()
    }

    /// `16 Bronze criteria`; without the number where it is not known.
    pub(super) fn counted(&self, of: Option<u64>) -> String {
        let number = of.map(|of| format!("{} ", super::whole(of))).unwrap_or_default();
        format!("{number}{}{}{}", self.before, criteria_noun(of.unwrap_or(2)), self.after)
    }
}

/// How a rating must be, or else a reason given.
pub(super) fn rated(rating: &str, or_reasoned: bool, standard: Standard<'_>) -> String {
    let rated = super::rated(rating, standard);
    if or_reasoned { format!("{rated}, or given a written reason") } else { rated }
}
