//! The deciding clauses as lines of a list, some of which tell of several clauses together.

use mentormark_rules::{Bounds, Id, Outcome, Reason, reason::Ignored};

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
    /// Ratings that count if their criteria turn out to apply, in a programme where there are several.
    pub(crate) may_count: fn(Option<&Id>, usize) -> String,
    /// That a section, by its name, might apply, in a programme where there are several.
    pub(crate) may_apply: fn(Option<&Id>, &str) -> String,
    /// That something of what a level looks at might apply, in a programme where there are several.
    pub(crate) may_be_left: fn(Option<&Id>, &Id, Standard<'_>) -> String,
    /// What stands behind a clause that does not hold however the blank facts come out.
    pub(crate) depends: &'static str,
}

/// The deciding clauses of an outcome that are to be shown in words, in their order. They are those of the way of filling blank facts that gives the
/// least, so where another way could give more, they are not said as if they were settled.
pub(crate) fn reason_lines<'o>(
    outcome: &'o Outcome,
    standard: Standard<'_>,
    shown: &dyn Fn(&Reason) -> bool,
    words: &Words,
) -> Vec<ReasonLine<'o>> {
    let rank = |level: &Option<Id>| level.as_ref().and_then(|id| standard.scheme.level_index(id));
    let all: Vec<&Reason> = outcome.reasons.iter().filter(|reason| shown(reason)).collect();
    let mut lines: Vec<ReasonLine<'o>> = Vec::new();
    let mut left = all.as_slice();
    while let [reason, rest @ ..] = left {
        let mut told = 0;
        let text = match *reason {
            Reason::RatingIgnored { programme, because, .. } => {
                let may_count = may_count(outcome, standard, reason);
                let same = |other: &&&Reason| {
                    matches!(other, Reason::RatingIgnored { programme: of, because: why, .. } if (of, why) == (programme, because))
                        && self::may_count(outcome, standard, other) == may_count
                };
                told = rest.iter().take_while(same).count();
                match told {
                    more if may_count => (words.may_count)(programme.as_ref(), more + 1),
                    0 => (words.one)(reason, standard),
                    more => (words.ignored)(programme.as_ref(), more + 1, *because),
                }
            }
            Reason::SectionNotApplicable { programme, section, .. }
                if bounds(outcome, programme.as_ref(), Some(section)).could_reach.is_some() =>
            {
                (words.may_apply)(programme.as_ref(), section_name(section, standard.wording))
            }
            Reason::NothingApplicable { programme, section, level, .. }
                if rank(bounds(outcome, programme.as_ref(), section.as_ref()).could_reach)
                    >= standard.scheme.level_index(level) =>
            {
                (words.may_be_left)(programme.as_ref(), level, standard)
            }
            Reason::SectionReached { programme, section, level, .. }
                if rank(bounds(outcome, programme.as_ref(), Some(section)).level)
                    < standard.scheme.level_index(level) =>
            {
                (words.one)(reason, standard) + words.depends
            }
            _ => (words.one)(reason, standard),
        };
        lines.push(ReasonLine { text, reason });
        left = rest.get(told..).unwrap_or_default();
    }
    lines
}

/// Whether a rating that counts for nothing is of a section that might apply.
fn may_count(outcome: &Outcome, standard: Standard<'_>, reason: &Reason) -> bool {
    let Reason::RatingIgnored { programme, criterion, because: Ignored::DoesNotApply, .. } = reason else {
        return false;
    };
    let mut sections = standard.scheme.sections.iter();
    let section = sections.find(|section| section.criteria.iter().any(|other| other.id == *criterion));
    section.is_some_and(|section| bounds(outcome, programme.as_ref(), Some(&section.id)).could_reach.is_some())
}

/// What a section, or all of a programme, earns at worst and at best.
fn bounds<'o>(outcome: &'o Outcome, programme: Option<&Id>, section: Option<&Id>) -> Bounds<&'o Option<Id>> {
    const NONE: &Option<Id> = &None;
    let found = match section {
        Some(section) => {
            let mut all = sections(outcome);
            all.find(|(of, here)| *of == programme && here.id == *section).map(|(_, here)| &here.bounds)
        }
        None => match programme {
            Some(programme) => outcome.programmes.iter().find(|of| of.id == *programme).map(|of| &of.quality),
            None => Some(&outcome.quality),
        },
    };
    found.map_or(Bounds { level: NONE, could_reach: NONE }, |found| Bounds {
        level: &found.level,
        could_reach: &found.could_reach,
    })
}
