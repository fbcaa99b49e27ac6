//! The deciding clauses as lines of a list, some of which tell of several clauses together.

use mentormark_rules::{Id, Outcome, Reason, reason::Ignored};

use crate::{Standard, section_name, section_table::sections};

/// A deciding clause in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReasonLine<'o> {
    /// What it says.
    pub text: String,
    /// The clause; the first of those that one line tells of together.
    pub reason: &'o Reason,
}

/// What a language says in the lines.
pub(crate) struct Words {
    /// A clause by itself.
    pub(crate) one: fn(&Reason, Standard<'_>) -> String,
    /// Several ratings that count for nothing for the same reason, in a programme where there are several.
    pub(crate) ignored: fn(Option<&Id>, usize, Ignored) -> String,
    /// That a section, by its name, might apply, in a programme where there are several.
    pub(crate) may_apply: fn(Option<&Id>, &str) -> String,
}

/// The deciding clauses of an outcome in words, in their order.
pub(crate) fn reason_lines<'o>(outcome: &'o Outcome, standard: Standard<'_>, words: &Words) -> Vec<ReasonLine<'o>> {
    let mut lines: Vec<ReasonLine<'o>> = Vec::new();
    let mut left = outcome.reasons.as_slice();
    while let [reason, rest @ ..] = left {
        let (text, told) = match reason {
            Reason::RatingIgnored { programme, because, .. } => {
                let same = |other: &&Reason| matches!(other, Reason::RatingIgnored { programme: of, because: why, .. } if (of, why) == (programme, because));
                match rest.iter().take_while(same).count() {
                    0 => ((words.one)(reason, standard), 0),
                    more => ((words.ignored)(programme.as_ref(), more + 1, *because), more),
                }
            }
            Reason::SectionNotApplicable { programme, section, .. }
                if may_apply(outcome, programme.as_ref(), section) =>
            {
                ((words.may_apply)(programme.as_ref(), section_name(section, standard.wording)), 0)
            }
            _ => ((words.one)(reason, standard), 0),
        };
        lines.push(ReasonLine { text, reason });
        left = rest.get(told..).unwrap_or_default();
    }
    lines
}

/// Whether a section that is left out could still earn a level, and so might apply.
fn may_apply(outcome: &Outcome, programme: Option<&Id>, section: &Id) -> bool {
    let mut all = sections(outcome);
    all.any(|(of, here)| of == programme && here.id == *section && here.bounds.could_reach.is_some())
}
