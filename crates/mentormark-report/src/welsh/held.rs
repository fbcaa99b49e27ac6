//! What a rule asks of awards held.

use std::fmt::Write;

use mentormark_rules::{Id, scheme::test::Held};

use super::{joining, level, months, plural::DAY};
use crate::{Standard, phrase::quoted};

/// `bod dyfarniad ar lefel Arian yn cael ei ddal, a hynny ers o leiaf 6 mis`.
pub(super) fn is_held(held: &Held, standard: Standard<'_>) -> String {
    let mut words = format!("bod {} yn cael ei ddal", award_of(held.scheme.as_ref(), &held.levels, standard));
    if let Some(least) = held.for_months {
        let _ = write!(words, ", a hynny ers o leiaf {}", months(least));
    }
    if let Some(most) = held.in_date_months {
        let _ = write!(words, ", a’i fod wedi’i wneud lai na {} yn ôl", months(most));
    }
    if let Some(days) = held.within_days {
        let days = DAY.counted(u64::from(days));
        let _ = write!(words, ", a’i fod wedi’i wneud heb fod yn fwy na {days} yn ôl");
    }
    words
}

/// `dyfarniad ar lefel Arian neu lefel Aur`; an award of another scheme by the ids that it has there.
pub(super) fn award_of(scheme: Option<&Id>, levels: &[Id], standard: Standard<'_>) -> String {
    match scheme {
        None => {
            let names: Vec<String> = levels.iter().map(|id| level(id, standard)).collect();
            format!("dyfarniad ar {}", joining::one_of(&names))
        }
        Some(scheme) => {
            let names: Vec<String> = levels.iter().map(|level| quoted(level)).collect();
            format!("dyfarniad o {} ar lefel {}", quoted(scheme), joining::one_of(&names))
        }
    }
}
