//! The deciding clauses as lines of a list: what one alone cannot say, of several together and of what is still open.

use mentormark_rules::{Id, Outcome, Reason, reason::Ignored};

use super::{
    counts::{not_reached, to_be_answered},
    level,
    plural::RATING,
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
        may_apply: |programme, name, hangs, standard| {
            let body = format!("nid yw’n hysbys eto a yw {} yn berthnasol.{}", quoted(name), on(hangs, standard));
            said(programme, &body)
        },
        may_count: |programme, count, hangs, standard| {
            let (ratings, on) = (RATING.counted(count as u64), on(hangs, standard));
            let body = format!(
                "dim ond os yw’r meini prawf yn berthnasol y mae {ratings} yn cyfrif, ac nid yw hynny’n hysbys eto.{on}"
            );
            said(programme, &body)
        },
        may_be_left: |programme, at, hangs, standard| {
            let (level, on) = (level(at, standard), on(hangs, standard));
            let body = format!("nid yw’n hysbys eto a yw unrhyw beth y mae {level} yn edrych arno yn berthnasol.{on}");
            said(programme, &body)
        },
        blank: |blank, standard| {
            let not_reached = not_reached(blank.section, blank.level, standard);
            said(blank.programme, &format!("{not_reached} eto.{}", to_be_answered(&blank.facts, standard)))
        },
        may_be_there: |prerequisite, at, hangs, standard| {
            let name = quoted(prerequisite_name(prerequisite, standard.wording));
            let (level, on) = (level(at, standard), on(hangs, standard));
            capital(&format!("mae angen {name} hefyd ar gyfer {level}. Nid yw’n hysbys eto a yw ar gael.{on}"))
        },
        depends: |hangs, standard| match hangs {
            Hangs::Unknown => " Mae hyn yn dibynnu ar yr hyn sydd heb ei ateb eto.".to_owned(),
            hangs => on(hangs, standard),
        },
    };
    reason_line::reason_lines(outcome, standard, shown, &words)
}

/// On which blank facts something hangs: ` Mae hyn yn dibynnu ar yr hyn sydd i’w ateb o hyd: “Rôl”.`; nothing where nobody can tell.
fn on(hangs: &Hangs, standard: Standard<'_>) -> String {
    let facts = |of: &[Id]| super::facts(of, standard.wording);
    match hangs {
        Hangs::Blank(blank) => format!(" Mae hyn yn dibynnu ar yr hyn sydd i’w ateb o hyd: {}.", facts(blank)),
        Hangs::Among(among) => {
            format!(" Mae hyn yn dibynnu ar atebion y mae rhai ohonynt i’w rhoi o hyd: {}.", facts(among))
        }
        Hangs::Unknown => String::new(),
    }
}

fn ignored_together(count: usize, because: Ignored) -> String {
    let ratings = RATING.counted(count as u64);
    match because {
        Ignored::DoesNotApply => {
            format!("nid yw {ratings} yn cyfrif: nid yw eu meini prawf yn berthnasol yma.")
        }
        Ignored::NoReason => format!(
            "mae {ratings} yn dweud “ddim yn berthnasol” heb ddweud pam, felly mae eu meini prawf yn cyfrif fel rhai heb eu hateb."
        ),
    }
}
