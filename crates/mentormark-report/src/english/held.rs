//! What a rule asks of awards held.

use std::fmt::Write;

use mentormark_rules::{Id, scheme::test::Held};

use super::{level_name, listed, months_long};
use crate::{Standard, count, phrase::quoted};

/// `an award at Silver is held, and has been for at least 6 months`.
pub(super) fn is_held(held: &Held, standard: Standard<'_>) -> String {
    let mut words = format!("{} is held", award_of(held.scheme.as_ref(), &held.levels, standard));
    if let Some(months) = held.for_months {
        let _ = write!(words, ", and has been for at least {}", months_long(months));
    }
    if let Some(months) = held.in_date_months {
        let _ = write!(words, ", and was made less than {} ago", months_long(months));
    }
    if let Some(days) = held.within_days {
        let days = if days == 1 { "1 day".to_owned() } else { format!("{} days", count(i64::from(days))) };
        let _ = write!(words, ", and was made no more than {days} ago");
    }
    words
}

/// `an award at Silver or Gold`; an award of another scheme by the ids that it has there.
pub(super) fn award_of(scheme: Option<&Id>, levels: &[Id], standard: Standard<'_>) -> String {
    match scheme {
        None => {
            let names: Vec<&str> = levels.iter().map(|level| level_name(Some(level), standard.wording)).collect();
            format!("an award at {}", listed(&names, "or"))
        }
        Some(scheme) => {
            let names: Vec<String> = levels.iter().map(|level| quoted(level)).collect();
            format!("an award of {} at {}", quoted(scheme), listed(&names, "or"))
        }
    }
}
