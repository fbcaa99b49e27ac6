//! Words of the result.

use mentormark_rules::outcome::EligibilityStatus;

use super::eligible;
use crate::text::capital;

// The result.
pub(crate) const ON_THIS_PAGE: &str = "On this page";
pub(crate) const LIMITED_BY: &str = "What limits the award";
pub(crate) const LIMIT_ELIGIBILITY: &str = "Who may apply";
pub(crate) const LIMIT_PROGRESSION: &str = "The steps and waiting times between levels";
pub(crate) const LIMIT_PREREQUISITE: &str = "What a level needs besides";
pub(crate) const GO_ON: &str = "Go on answering";
pub(crate) const WHY: &str = "Why";
pub(crate) const WHY_FEE: &str = "The fee";
pub(crate) const LIFTS: &str = "What would lift it";
pub(crate) const LIFTS_HELP: &str = "The fewest criteria that would raise what your answers earn.";
pub(crate) const LIFTS_WAIT: &str = "Waiting times between levels come on top: see the dates below.";
pub(crate) const LIFTS_NONE: &str = "Your answers already earn the highest level.";
pub(crate) const HOLDS: &str = "What holds it up";
pub(crate) const HOLDS_HELP: &str = "If an assessor disagreed with any one of these answers, the award would drop. Make sure that their evidence is strong.";
pub(crate) const HOLDS_NOTHING: &str = "There is no award yet, so nothing can lower it.";
pub(crate) const HOLDS_NONE: &str = "No single answer would lower the award if an assessor disagreed with it.";
pub(crate) const TABLE_LEVEL: &str = "Level";
pub(crate) const TABLE_COUNT: &str = "Criteria";
pub(crate) const LASTS: &str = "How long it lasts";
pub(crate) const DATES: &str = "When you may apply";
pub(crate) const DATES_HELP: &str = "Each level’s date assumes that the level before was awarded on its own date.";
pub(crate) const DATES_NONE: &str = "You hold the highest level, so there is no later step to wait for.";
pub(crate) const EARLIEST: &str = "Earliest date";
pub(crate) const FEE: &str = "What it costs";
pub(crate) const FEE_OPEN: &str = "Not known yet";
pub(crate) const UNFINISHED: &str = "Something about you is not finished or cannot be read, so it does not count yet.";
pub(crate) const FEE_ANSWER: &str = "Answer the questions about you";
pub(crate) const FEE_BY_LEVEL: &str =
    "The fee depends on the level. Say which one you are aiming for, and it is shown here.";
pub(crate) const FEE_NOT_PUBLISHED: &str = "The fee is not published. Ask the awarding body.";
pub(crate) const FEE_NET: &str = "Fee before VAT";
pub(crate) const FEE_GROSS: &str = "To pay";
pub(crate) const ASSUMED: &str = "What was assumed";
pub(crate) const ASSUMED_HELP: &str = "Where the standard is silent we had to choose. This result relies on these choices. Ask the awarding body if one of them matters to you.";
pub(crate) const KEEP: &str = "Keep this result";
pub(crate) const KEEP_HELP: &str =
    "The file holds your answers and today’s date, so the same result can be worked out from it again by anyone.";
pub(crate) const PRINT: &str = "Print";
pub(crate) const HASH: &str = "The fingerprint of the rules that this result was worked out by:";

pub(crate) fn judged_on(day: &str, scheme: &str, edition: &str) -> String {
    format!(
        "Judged on {day} by the {scheme}, edition {edition}. A self-assessment: only the awarding body can make an award."
    )
}

pub(crate) fn still_open(blanks: usize, may_rise: bool) -> String {
    let open = match blanks {
        0 => return "Something about you is still open, so this result may change.".to_owned(),
        1 => "1 criterion is not answered yet".to_owned(),
        blanks => format!("{blanks} criteria are not answered yet"),
    };
    if may_rise { open + ", so what your answers earn may still rise." } else { open + "." }
}

pub(crate) fn lift_to(level: &str, count: Option<u32>) -> String {
    match count {
        None => format!("To earn {level}"),
        Some(1) => format!("To earn {level}: 1 criterion"),
        Some(count) => format!("To earn {level}: {count} criteria"),
    }
}

pub(crate) fn eligible_because(status: EligibilityStatus, checks: &str) -> String {
    format!("{}: {checks}.", eligible(status))
}

pub(crate) fn why_sections(noun: &str) -> String {
    format!("{} by {noun}", capital(noun))
}

pub(crate) fn picture(nouns: &str) -> String {
    format!("The {nouns}")
}

pub(crate) fn table(noun: &str) -> String {
    format!("Levels and criteria met in each {noun}")
}

pub(crate) fn table_help(noun: &str) -> String {
    format!("The same as a table: the level of each {noun}, and how many criteria are met")
}

pub(crate) fn would_be(level: &str) -> String {
    format!(". Without it: {level}")
}

pub(crate) fn could_still_reach(could_reach: &str) -> String {
    format!("could still reach {could_reach}")
}

pub(crate) fn valid_for(validity: &str) -> String {
    format!("An award made today would be valid for {validity}.")
}

pub(crate) fn vat_at(rate: &str) -> String {
    format!("VAT at {rate}")
}
