//! Which criteria a rule or a clause counts, and what it counts them for: `5 maen prawf lefel Efydd`, `meini prawf dan “Perfformiad”`.

use std::fmt::Write;

use mentormark_rules::{
    Id,
    scheme::{Applicability, Criterion, Force, Section, test::Selector},
};

use super::{
    conditions, joining, level,
    plural::{CRITERION, TIME},
    section, sections,
};
use crate::{Clause, Standard, criterion_statement, origin::PickedLevel, phrase::quoted, tag_name};

/// The criteria that a selector picks, in words: what stands after the noun.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Picked {
    after: String,
}

impl Picked {
    /// What a selector picks of a section, or of all, at a level; at the level asked for where none is named.
    pub(super) fn new(
        selector: &Selector,
        of_section: Option<&Section>,
        at: Option<&str>,
        standard: Standard<'_>,
    ) -> Self {
        let picked = standard.picked_level(selector, of_section, at);
        let mut after = match picked {
            PickedLevel::Any => String::new(),
            PickedLevel::Every => " ar unrhyw lefel".to_owned(),
            PickedLevel::At(id) => format!(" {}", level(id, standard)),
            PickedLevel::AtThat => " ar y lefel honno".to_owned(),
            PickedLevel::UpTo(id) => format!(" {} neu is", level(id, standard)),
            PickedLevel::UpToThat => " ar y lefel honno neu is".to_owned(),
        };
        if !matches!(picked, PickedLevel::Any | PickedLevel::Every) && standard.has_criteria_of_none(of_section) {
            after += ", neu heb lefel,";
        }
        if let Some(tag) = &selector.tag {
            let _ = write!(after, " dan {}", quoted(tag_name(tag, standard.wording)));
        }
        after += match selector.force {
            None => "",
            Some(Force::Must) => " sy’n orfodol",
            Some(Force::Should) => " a argymhellir",
            Some(Force::Suggested) => " a awgrymir",
        };
        if !selector.criteria.is_empty() {
            after += " a restrir gan y rheol";
        }
        if !selector.sections.is_empty() {
            let names: Vec<String> = selector.sections.iter().map(|id| section(id, standard)).collect();
            let _ = write!(after, " yn {}", joining::all_of(&names));
        }
        Self { after }
    }

    /// Whether it is all the criteria there are.
    pub(super) fn is_all(&self) -> bool {
        self.after.is_empty()
    }

    /// `16 maen prawf lefel Efydd`; `meini prawf lefel Efydd` where the number is not known.
    pub(super) fn counted(&self, of: Option<u64>) -> String {
        let criteria = of.map_or_else(|| "meini prawf".to_owned(), |of| CRITERION.counted(of));
        format!("{criteria}{}", self.after)
    }
}

/// The criteria that a clause counts, and what it counts them for.
pub(super) struct Counted {
    picked: Picked,
    /// What one of them must be, and what several must be.
    rated: [String; 2],
}

impl Counted {
    /// What the share asks that a clause comes from, which needs so many of so many.
    pub(super) fn find(of_section: Option<&Id>, at: &Id, of: (u32, u32), source: &Id, standard: Standard<'_>) -> Self {
        let whole_section = of_section.and_then(|id| standard.section(id));
        match standard.share(of_section, at, of, source) {
            Some(share) => Self {
                picked: Picked::new(&share.selector, whole_section, Some(at), standard),
                rated: [1, 2].map(|count| rated(&share.rated, share.or_reasoned, count, standard)),
            },
            None => {
                Self { picked: Picked::default(), rated: [(); 2].map(|()| "wedi cael sgôr digon uchel".to_owned()) }
            }
        }
    }

    /// `mae 4 o’r 5 maen prawf lefel Efydd wedi’u bodloni`.
    pub(super) fn met_of(&self, met: u32, of: u32) -> String {
        let ([one, several], criteria) = (&self.rated, self.picked.counted(Some(u64::from(of))));
        match (met, of) {
            (0, 1) => format!("nid yw’r {criteria} {one}"),
            (1, 1) => format!("mae’r {criteria} {one}"),
            (0, _) => format!("nid oes yr un o’r {criteria} {one}"),
            (_, _) if met == of => format!("mae pob un o’r {criteria} {one}"),
            (1, _) => format!("mae 1 o’r {criteria} {one}"),
            (_, _) => format!("mae {met} o’r {criteria} {several}"),
        }
    }
}

/// How the rating of so many criteria must be, or else a reason given.
pub(super) fn rated(rating: &str, or_reasoned: bool, count: u64, standard: Standard<'_>) -> String {
    let rated = sections::rated(rating, count, standard);
    if or_reasoned { format!("{rated}, neu â rheswm ysgrifenedig") } else { rated }
}

/// The criteria that a selector lists by themselves, a clause each.
pub(super) fn listed_ones(selector: &Selector, standard: Standard<'_>) -> Vec<Clause> {
    let statement = |id: &Id| Clause::plain(criterion_statement(id, standard.wording));
    selector.criteria.iter().map(statement).collect()
}

/// What is special about a criterion, each in a few words: `dylid ei fodloni`, `yn cyfrif 2 waith`.
#[must_use]
pub fn criterion_notes(criterion: &Criterion, standard: Standard<'_>) -> Vec<String> {
    let mut notes = Vec::new();
    if standard.picks_by_force() {
        let force = match criterion.force {
            Force::Must => "rhaid ei fodloni",
            Force::Should => "dylid ei fodloni",
            Force::Suggested => "awgrymir ei fodloni",
        };
        notes.push(force.to_owned());
    }
    if criterion.weight > 1 {
        notes.push(format!("yn cyfrif {}", TIME.counted(u64::from(criterion.weight))));
    }
    let tags = criterion.tags.iter().filter(|tag| standard.picks_by(tag));
    notes.extend(tags.map(|tag| format!("dan {}", quoted(tag_name(tag, standard.wording)))));
    match criterion.not_applicable {
        Applicability::Forbidden => {}
        Applicability::Allowed => notes.push("gellir rhoi’r sgôr “ddim yn berthnasol” iddo".to_owned()),
        Applicability::WithReason => {
            notes.push("gellir rhoi’r sgôr “ddim yn berthnasol” iddo, gyda nodyn sy’n dweud pam".to_owned());
        }
    }
    if let Some(test) = &criterion.applies_when {
        notes.push(format!("yn berthnasol dim ond ar yr amod {}", conditions::condition(test, standard)));
    }
    notes
}
