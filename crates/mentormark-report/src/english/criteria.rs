//! Which criteria a rule or a clause counts, and what it counts them for: `Bronze criteria`, `criteria under “Performance”`.

use std::fmt::Write;

use mentormark_rules::{
    Id,
    scheme::{
        Force, Section, Share,
        test::{LevelPick, Selector, Test},
    },
};

use super::{are, criteria_noun, listed, quoted};
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
            let _ = write!(picked.after, " under {}", quoted(tag_name(tag, wording)));
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
        let number = of.map(|of| format!("{} ", super::whole(of))).unwrap_or_default();
        format!("{number}{}{}{}", self.before, criteria_noun(of.unwrap_or(2)), self.after)
    }
}

/// The criteria that a clause counts, and what it counts them for.
pub(super) struct Counted {
    picked: Picked,
    rated: String,
}

impl Counted {
    /// What the share asks that a clause comes from: in the rule at the level, the one with this source that needs so many.
    pub(super) fn find(
        section: Option<&Id>,
        level: &Id,
        needed: u32,
        of: u32,
        source: &Id,
        standard: Standard<'_>,
    ) -> Self {
        let section = section.map(Id::as_str);
        let asked = standard.asked(section, level);
        let shares = asked.iter().filter_map(|test| match test {
            Test::Share(share) if share.source == *source && share.of.needed(of) == needed => Some(share),
            _ => None,
        });
        let shares: Vec<&Share> = shares.collect();
        let of_section = section.and_then(|id| standard.section(id));
        match shares.as_slice() {
            [share] => Self {
                picked: Picked::new(&share.selector, of_section, Some(level), standard),
                rated: rated(&share.rated, share.or_reasoned, standard),
            },
            // Several would fit, or none.
            _ => Self { picked: Picked::default(), rated: "rated high enough".to_owned() },
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
    let rated = super::rated(rating, standard);
    if or_reasoned { format!("{rated}, or given a written reason") } else { rated }
}
