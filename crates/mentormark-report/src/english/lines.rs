//! The deciding clauses as lines of a list: what one alone cannot say, of several together and of what is still open.

use mentormark_rules::{Outcome, Reason, reason::Ignored};

use super::{
    counts::{not_reached, to_be_answered},
    facts, level_name,
    reasons::{reason_sentence, said},
};
use crate::{
    ReasonLine, Standard,
    open::Hangs,
    phrase::{capital, quoted},
    prerequisite_name,
    reason_line::{self, Words},
};

/// The deciding clauses of an outcome that are `shown` in words, in their order. It says of them what one alone cannot: ratings that
/// count for nothing for one reason are told of together, and what another way of filling blank facts could change is not said as if it
/// were settled, such as that a section does not apply.
#[must_use]
pub fn reason_lines<'o>(
    outcome: &'o Outcome,
    standard: Standard<'_>,
    shown: &dyn Fn(&Reason) -> bool,
) -> Vec<ReasonLine<'o>> {
    let words = Words {
        one: reason_sentence,
        ignored: |programme, count, because| said(programme, &ignored_together(count, because)),
        may_count: |programme, count, hangs, standard| said(programme, &may_count(count, &on(hangs, standard))),
        may_apply: |programme, name, hangs, standard| {
            said(programme, &format!("whether {name} applies {}.", on(hangs, standard)))
        },
        may_be_left: |programme, level, hangs, standard| {
            let level = level_name(Some(level.as_str()), standard.wording);
            said(programme, &format!("whether anything of what {level} looks at applies {}.", on(hangs, standard)))
        },
        blank: |blank, standard| {
            let not_reached = not_reached(blank.section, blank.level, standard);
            said(blank.programme, &format!("{not_reached} yet.{}", to_be_answered(&blank.facts, standard)))
        },
        may_be_there: |prerequisite, level, hangs, standard| {
            let name = quoted(prerequisite_name(prerequisite, standard.wording));
            let level = level_name(Some(level.as_str()), standard.wording);
            capital(&format!("{level} also needs {name}. Whether that is so {}.", on(hangs, standard)))
        },
        depends: |hangs, standard| match hangs {
            Hangs::Unknown => " This depends on what is still to be answered.".to_owned(),
            hangs => format!(" This {}.", on(hangs, standard)),
        },
    };
    reason_line::reason_lines(outcome, standard, shown, &words)
}

/// On which blank facts something hangs: `depends on what is still to be answered: Role`.
fn on(hangs: &Hangs, standard: Standard<'_>) -> String {
    match hangs {
        Hangs::Blank(blank) => format!("depends on what is still to be answered: {}", facts(blank, standard.wording)),
        Hangs::Among(among) => {
            format!("depends on answers of which some are still to be given: {}", facts(among, standard.wording))
        }
        Hangs::Unknown => "is not known yet".to_owned(),
    }
}

fn may_count(count: usize, on: &str) -> String {
    match count {
        1 => format!("1 rating counts only if its criterion applies, which {on}."),
        count => format!("{count} ratings count only if their criteria apply, which {on}."),
    }
}

fn ignored_together(count: usize, because: Ignored) -> String {
    match because {
        Ignored::DoesNotApply => format!("{count} ratings do not count: their criteria do not apply here."),
        Ignored::NoReason => {
            format!("{count} ratings say “not applicable” and not why, so their criteria count as not answered.")
        }
    }
}
