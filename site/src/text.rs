//! Every word of the interface in British English. Words about an outcome come from `mentormark-report`, words about a
//! standard from its own wording. Another language would stand beside this file with the same names.

use mentormark_report::{count, level_name};
use mentormark_rules::{Bounds, Code, Id, Refusal, Wording, outcome::Tally};

use crate::state::Kept;

// Pages.
pub(crate) const OVERVIEW: &str = "Overview";
pub(crate) const ABOUT: &str = "About you";
pub(crate) const RESULT: &str = "Your result";
pub(crate) const UNKNOWN: &str = "Page not found";
pub(crate) const UNKNOWN_WHY: &str =
    "There is no page at this address. It may have been typed wrongly, or the page may have gone.";
pub(crate) const UNKNOWN_HOME: &str = "Go to the overview";
pub(crate) const ONWARD: &str = "Previous and next";

/// The title of the window.
pub(crate) fn window_title(page: &str, scheme: &str, wrong: bool) -> String {
    let error = if wrong { "Error: " } else { "" };
    format!("{error}{page} | {scheme} | Mentormark")
}

/// The title of the window at the start of a standard.
pub(crate) fn start_title(scheme: &str) -> String {
    format!("{scheme} | Mentormark")
}

pub(crate) fn back_to(page: &str) -> String {
    format!("Back: {page}")
}

pub(crate) fn on_to(page: &str) -> String {
    format!("Next: {page}")
}

// When the standard is not there.
pub(crate) const MISSING: &str = "The standard could not be loaded";
pub(crate) const MISSING_WHY: &str =
    "Check your connection and try again. Answers that you gave before are still kept in this browser.";
pub(crate) const TRY_AGAIN: &str = "Try again";

// Where one stands.
pub(crate) const STANDING: &str = "Where you stand";
pub(crate) const COULD_REACH: &str = "Could still reach";
pub(crate) const ANSWERS_EARN: &str = "Answers earn";
pub(crate) const FEE_WITH_VAT: &str = "Fee with VAT";
pub(crate) const ANSWERED: &str = "Answered";
pub(crate) const NO_LEVEL: &str = "None yet";
pub(crate) const NO_FEE: &str = "No fee";
pub(crate) const TOP_LEVEL: &str = "You hold the top level";

pub(crate) fn award_now(open: bool) -> &'static str {
    if open { "Award now, at least" } else { "Award now" }
}

pub(crate) fn next_date(level: Option<&str>) -> String {
    level.map_or_else(|| "Next level".to_owned(), |level| format!("{level}, earliest"))
}

pub(crate) fn fee_needs(facts: &[&str]) -> String {
    format!("Depends on: {}", facts.join(", "))
}

/// What the answers earn, short.
pub(crate) fn earned(quality: &Bounds<Option<Id>>, wording: &Wording) -> String {
    let level =
        |level: &Option<Id>| level.as_ref().map_or(NO_LEVEL, |level| level_name(Some(level), wording)).to_owned();
    if quality.is_settled() {
        level(&quality.level)
    } else {
        format!("{}, up to {}", level(&quality.level), level(&quality.could_reach))
    }
}

pub(crate) fn not_kept_and(standing: &str) -> String {
    format!("{KEPT_REFUSED} {standing}")
}

pub(crate) fn announced(award: &str, fee: &str) -> String {
    format!("Award now: {award}. Fee with VAT: {fee}.")
}

// Steps.
pub(crate) const STEPS: &str = "Steps";
pub(crate) const ANSWERED_AFTER: &str = " answered";

pub(crate) fn of((part, whole): (u32, u32)) -> String {
    format!("{part} of {whole}")
}

pub(crate) fn answered((part, whole): (u32, u32)) -> String {
    format!("{part} of {whole} answered")
}

// Keeping answers.
pub(crate) const KEPT_REFUSED: &str = "Your answers cannot be saved in this browser.";
pub(crate) const CANNOT_KEEP: &str = "Your answers cannot be saved in this browser: its storage is switched off or full. They will be lost when you close this page. Download them instead, and open the file here next time.";
pub(crate) const UNREADABLE: &str = "This browser holds answers that this page cannot read. They may be damaged, or from a newer version. They are left as they are, and nothing new is saved over them. Download them if you may need them, then set them aside so that new answers can be saved.";
pub(crate) const UNREADABLE_FILE: &str = "mentormark-unreadable.json";
pub(crate) const UNREADABLE_KEEP: &str = "Download what is there";
pub(crate) const UNREADABLE_GO_ON: &str = "Set it aside and save new answers";

pub(crate) fn kept(kept: &Kept) -> &'static str {
    match kept {
        Kept::Nothing => "Answers are saved in this browser as you go.",
        Kept::Saving => "Saving…",
        Kept::Saved => "Saved in this browser.",
        Kept::Refused => "Not saved: this browser refuses. Download your answers instead.",
        Kept::Blocked(_) => "Not saved: see the notice at the top of the page.",
    }
}

// The start page.
pub(crate) const HOW: &str = "How it works";
pub(crate) const HOW_STOP: &str =
    "Stop when you like. Your answers are saved in this browser, and you can download them as a file.";
pub(crate) const HOW_PRIVATE: &str = "Nothing you enter leaves your browser.";
pub(crate) const HOW_FIRST: &str = "From the first answer on you see the award you would get, what it costs and when.";
pub(crate) const LEVELS: &str = "The levels";
pub(crate) const YOUR_STEPS: &str = "Your steps";
pub(crate) const ABOUT_SUMMARY: &str = "What decides the fee and the earliest dates: three short questions.";
pub(crate) const RESULT_SUMMARY: &str = "The award, why, what would lift it, the dates and the fee.";
pub(crate) const YOUR_FILE: &str = "Your answers as a file";

pub(crate) fn owned(owner: &str, edition: &str) -> String {
    format!("{owner}, edition {edition}")
}

pub(crate) fn begin(begun: bool) -> &'static str {
    if begun { "Continue" } else { "Begin" }
}

pub(crate) fn how_many(criteria: usize, sections: usize) -> String {
    format!("{criteria} short statements in {sections} sections. You can stop at any time and go on later.")
}

// Files.
pub(crate) const DOWNLOAD: &str = "Download your answers";
pub(crate) const FILE_HELP: &str = "The file holds all your answers and today’s date. Keep it, send it to a colleague, or open it here on another device.";
pub(crate) const OPEN: &str = "Open a file of answers";
pub(crate) const OPEN_HELP: &str = "A file that you downloaded from here. Its answers are judged on today’s date.";
pub(crate) const FILE_REFUSED: &str = "The file was not opened, and your answers are as they were.";
pub(crate) const FILE_UNREAD: &str = "The file cannot be read. Choose a file that you downloaded from here.";
pub(crate) const REPLACE: &str = "Replace your answers?";
pub(crate) const REPLACE_LOSES: &str = "The answers in the file take the place of those you have given here. Download yours first if you want to keep them.";
pub(crate) const REPLACE_YES: &str = "Replace my answers";
pub(crate) const CLEAR_ALL: &str = "Clear all answers";
pub(crate) const CLEAR: &str = "Clear all answers?";
pub(crate) const CLEAR_LOSES: &str =
    "Every answer is removed from this browser. Download them first if you want to keep them.";
pub(crate) const CLEAR_YES: &str = "Clear all answers";
pub(crate) const CLEARED: &str = "All answers are cleared.";
pub(crate) const CANCEL: &str = "Cancel";

pub(crate) fn opened(file: &str, judged_on: &str) -> String {
    format!("Opened {file}. It was judged on {judged_on} and is judged on today’s date here.")
}

// About the organisation.
pub(crate) const ABOUT_LEAD: &str =
    "These answers decide the fee and the dates. They do not change the level that your programme earns.";
pub(crate) const SAVE_AND_GO_ON: &str = "Save and continue";
pub(crate) const HELD: &str = "Which level of this award do you hold now?";
pub(crate) const HELD_HELP: &str = "Choose the level on your latest certificate.";
pub(crate) const HELD_NONE: &str = "None yet";
pub(crate) const DAY: &str = "When was it awarded?";
pub(crate) const DAY_HELP: &str = "The date on the certificate, for example 2 3 2026.";
pub(crate) const DAY_DAY: &str = "Day";
pub(crate) const DAY_MONTH: &str = "Month";
pub(crate) const DAY_YEAR: &str = "Year";
pub(crate) const DAY_MISSING: &str = "Enter the date of the award you hold";
pub(crate) const DAY_WRONG: &str = "The date of the award must be a real date in numbers, such as 2 3 2026";
pub(crate) const TARGET: &str = "Which level are you aiming for?";
pub(crate) const TARGET_HELP: &str = "You may leave this open. It never changes your result.";
pub(crate) const TARGET_NONE: &str = "Not decided";
pub(crate) const PROBLEM: &str = "There is a problem";
pub(crate) const ERROR: &str = "Error: ";

pub(crate) fn not_whole(fact: &str) -> String {
    format!("{fact} must be a whole number, such as 180")
}

pub(crate) fn not_within(fact: &str, least: i64, most: i64) -> String {
    format!("{fact} must be a whole number from {} to {}", count(least), count(most))
}

/// What is wrong with a field, for the person who filled it in.
pub(crate) fn refusal(refusal: &Refusal) -> String {
    match refusal.code {
        Code::HeldInFuture => "The date of the award must be today or in the past".to_owned(),
        _ => sentence(refusal),
    }
}

/// What is wrong with a file as a whole, for the person who chose it; `None` where some value in it is wrong.
pub(crate) fn wrong_file(refusal: &Refusal) -> Option<&'static str> {
    Some(match refusal.code {
        Code::WrongScheme => "The answers in this file are for another standard. Open it on the page of that standard.",
        Code::WrongEdition => "The answers in this file are for another edition of this standard.",
        Code::Syntax | Code::TooLarge | Code::TooDeep => NOT_ANSWERS,
        Code::WrongType if refusal.pointer.is_empty() => NOT_ANSWERS,
        _ => return None,
    })
}

/// How many more faults a file has than are shown.
pub(crate) fn and_more(more: usize) -> String {
    format!("And {more} more.")
}

const NOT_ANSWERS: &str =
    "This is not a file of answers from this site. Choose one that you downloaded here: its name ends in “.json”.";

/// A refusal as a sentence without its code.
pub(crate) fn sentence(refusal: &Refusal) -> String {
    let mut sentence = String::with_capacity(refusal.message.len() + 8);
    let mut quoted = false;
    for letter in refusal.message.chars() {
        match letter {
            '`' => {
                sentence.push(if quoted { '”' } else { '“' });
                quoted = !quoted;
            }
            letter if sentence.is_empty() => sentence.push(letter.to_ascii_uppercase()),
            letter => sentence.push(letter),
        }
    }
    sentence.push('.');
    if let Some(meant) = &refusal.did_you_mean {
        sentence.extend([" Did you mean “", meant, "”?"]);
    }
    sentence
}

pub(crate) fn at(pointer: &str) -> String {
    format!("At {pointer}")
}

// A section.
pub(crate) const RATE: &str = "Choose Met only where you could show it today.";
pub(crate) const CRITERIA: &str = " criteria";
pub(crate) const CLEAR_ANSWER: &str = "Clear this answer";
pub(crate) const GUIDE: &str = "Why it matters and what shows it";
pub(crate) const WAIT: &str = "One moment.";
pub(crate) const GUIDE_MISSING: &str = "This could not be loaded. Close it and open it again to try once more.";
pub(crate) const WHY_IT_MATTERS: &str = "Why it matters";
pub(crate) const IN_PRACTICE: &str = "In practice";
pub(crate) const EVIDENCE: &str = "Typical evidence";
pub(crate) const SECTION_STANDING: &str = "Where this section stands";

/// The counts at one level.
pub(crate) fn tally(tally: &Tally) -> String {
    let met = format!("{} of {} met", tally.met, tally.of);
    if tally.unanswered == 0 { met } else { format!("{met}, {} not answered", tally.unanswered) }
}

pub(crate) fn section_of(place: usize, of: usize) -> String {
    format!(", section {place} of {of}")
}

// The result.
pub(crate) const LIMITED_BY: &str = "What limits the award";
pub(crate) const LIMIT_PROGRESSION: &str = "The steps and waiting times between levels";
pub(crate) const GO_ON: &str = "Go on answering";
pub(crate) const WHY: &str = "Why";
pub(crate) const WHY_SECTIONS: &str = "Section by section";
pub(crate) const WHY_FEE: &str = "The fee";
pub(crate) const LIFTS: &str = "What would lift it";
pub(crate) const LIFTS_HELP: &str = "The fewest criteria that would raise what your answers earn. Waiting times between levels come on top: see the dates below.";
pub(crate) const LIFTS_NONE: &str = "Your answers already earn the highest level.";
pub(crate) const NOT_EXACT: &str = "A shorter way may exist.";
pub(crate) const HOLDS: &str = "What holds it up";
pub(crate) const HOLDS_HELP: &str = "If an assessor disagreed with any one of these answers, the award would drop. Make sure that their evidence is strong.";
pub(crate) const HOLDS_NOTHING: &str = "There is no award yet, so nothing can lower it.";
pub(crate) const HOLDS_NONE: &str = "No single answer would lower the award if an assessor disagreed with it.";
pub(crate) const PICTURE: &str = "The sections";
pub(crate) const TABLE: &str = "Levels and criteria met in each section";
pub(crate) const TABLE_HELP: &str =
    "The same as a table: each section’s level, and how many criteria are met at each level";
pub(crate) const TABLE_SECTION: &str = "Section";
pub(crate) const TABLE_LEVEL: &str = "Level";
pub(crate) const DATES: &str = "When you may apply";
pub(crate) const DATES_HELP: &str = "Each level’s date assumes that the level before was awarded on its own.";
pub(crate) const DATES_NONE: &str = "You hold the highest level, so there is no later step to wait for.";
pub(crate) const EARLIEST: &str = "Earliest date";
pub(crate) const FEE: &str = "What it costs";
pub(crate) const FEE_OPEN: &str = "Not known yet";
pub(crate) const UNFINISHED: &str = "Something about you is not finished or cannot be read, so it does not count yet.";
pub(crate) const FEE_ANSWER: &str = "Answer the questions about you";
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

pub(crate) fn still_open(blanks: u32) -> String {
    match blanks {
        0 => "Something about you is still open, so this result may change.".to_owned(),
        1 => "1 criterion is not answered yet, so what your answers earn may still rise.".to_owned(),
        blanks => format!("{blanks} criteria are not answered yet, so what your answers earn may still rise."),
    }
}

pub(crate) fn lift_to(level: &str, count: u32) -> String {
    if count == 1 { format!("To earn {level}: 1 criterion") } else { format!("To earn {level}: {count} criteria") }
}

pub(crate) fn lift_needs(facts: &[&str]) -> String {
    format!("This also depends on: {}.", facts.join(", "))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refusal_becomes_a_sentence_without_code() {
        let refusal = Refusal::new(Code::UnknownRating, "/ratings/a", "`mett` is no rating: use `met`")
            .suggesting("mett", ["met"]);
        assert_eq!(sentence(&refusal), "“mett” is no rating: use “met”. Did you mean “met”?");
        assert_eq!(sentence(&Refusal::new(Code::MissingField, "", "a field is missing")), "A field is missing.");
    }
}
