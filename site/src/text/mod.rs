//! Every word of the interface in British English. Words about an outcome come from `mentormark-report`, words about a
//! standard from its own wording. Another language would stand beside this file with the same names.

pub(crate) mod keeping;
pub(crate) mod planning;
pub(crate) mod sending;
pub(crate) mod verify;

use std::fmt::Write;

use mentormark_report::{check_status as met, count, duration, level_name};
use mentormark_rules::{
    Bounds, Code, Id, Refusal, Wording,
    outcome::{CheckStatus, EligibilityStatus, Tally},
    scheme::facts::FactKind,
};

use crate::state::{BadName, Kept};

// Pages.
pub(crate) const OVERVIEW: &str = "Overview";
pub(crate) const ABOUT: &str = "About you";
pub(crate) const PROGRAMMES: &str = "Your programmes";
pub(crate) const RESULT: &str = "Your result";
pub(crate) const CHECK: &str = "Check your answers";
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

/// A section with the programme it is of.
pub(crate) fn of_programme(section: &str, programme: &str) -> String {
    format!("{section}, {programme}")
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
pub(crate) const FEE_SHORT: &str = "Fee";
pub(crate) const MAY_APPLY: &str = "May apply";
pub(crate) const ANSWERED: &str = "Answered";
pub(crate) const NO_LEVEL: &str = "None yet";
pub(crate) const NO_FEE: &str = "No fee";
pub(crate) const NOT_PUBLISHED: &str = "Not published";
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

pub(crate) fn announced(award: &str, fee: Option<&str>) -> String {
    let fee = fee.map(|fee| format!(" Fee with VAT: {fee}.")).unwrap_or_default();
    format!("Award now: {award}.{fee}")
}

/// Whether one may apply, short.
pub(crate) fn eligible(status: EligibilityStatus) -> &'static str {
    match status {
        EligibilityStatus::Eligible => "Yes",
        EligibilityStatus::NotEligible => "No",
        EligibilityStatus::Undetermined => "Not known yet",
    }
}

// Steps.
pub(crate) const STEPS: &str = "Steps";
pub(crate) const ANSWERED_AFTER: &str = " answered";

pub(crate) const DOES_NOT_APPLY: &str = "Does not apply";

pub(crate) fn of<Count: std::fmt::Display>((part, whole): (Count, Count)) -> String {
    format!("{part} of {whole}")
}

pub(crate) fn answered((part, whole): (usize, usize)) -> String {
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
        Kept::Nothing | Kept::Aside => "Answers are saved in this browser as you go.",
        Kept::Saving => "Saving…",
        Kept::Saved => "Saved in this browser.",
        Kept::Refused => "Not saved: this browser refuses. Download your answers instead.",
        Kept::Blocked(_) => "Not saved: see the notice at the top of the page.",
    }
}

/// What stands before whether answers are kept: the name of the assessment, if it has one.
pub(crate) fn of_named(name: &str) -> String {
    if name.is_empty() { String::new() } else { format!("{name}: ") }
}

// The start page.
pub(crate) const HOW: &str = "How it works";
pub(crate) const HOW_STOP: &str =
    "Stop when you like. Your answers are saved in this browser, and you can download them as a file.";
pub(crate) const HOW_PRIVATE: &str = "Nothing you enter leaves your browser unless you submit it.";
pub(crate) const HOW_FIRST: &str = "From the first answer on you see where you stand.";
pub(crate) const LEVELS: &str = "The levels";
pub(crate) const YOUR_STEPS: &str = "Your steps";
pub(crate) const PROGRAMMES_SUMMARY: &str = "One programme, or several that are assessed together.";
pub(crate) const RESULT_SUMMARY: &str = "What you would get and why, what would lift it and what holds it up.";
pub(crate) const SEVERAL: &str = "Keep several assessments, or share one";
pub(crate) const YOUR_FILE: &str = "Your answers as a file";

pub(crate) fn owned(owner: &str, edition: &str) -> String {
    format!("{owner}, edition {edition}")
}

pub(crate) fn begin(begun: bool) -> &'static str {
    if begun { "Continue" } else { "Begin" }
}

pub(crate) fn how_many(criteria: usize, sections: usize, noun: &str) -> String {
    format!("{criteria} short statements in {sections} {noun}. You can stop at any time and go on later.")
}

pub(crate) fn about_summary(questions: usize) -> String {
    let questions = if questions == 1 { "1 short question".to_owned() } else { format!("{questions} short questions") };
    format!("What the result depends on besides: {questions}.")
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
    "Every answer and your action plan are removed from this browser. Download them first if you want to keep them.";
pub(crate) const CLEAR_YES: &str = "Clear all answers";
pub(crate) const CLEARED: &str = "All answers are cleared.";
pub(crate) const CANCEL: &str = "Cancel";

pub(crate) fn opened(file: &str, judged_on: &str) -> String {
    format!("Opened {file}. It was judged on {judged_on} and is judged on today’s date here.")
}

// About the applicant.
pub(crate) const ABOUT_LEAD: &str =
    "The result depends on these answers besides what you can show. Leave out what you do not know yet.";
pub(crate) const ABOUT_NOTHING: &str = "This standard asks nothing about you.";
pub(crate) const YES: &str = "Yes";
pub(crate) const NO: &str = "No";
pub(crate) const YES_VALUE: &str = "yes";
pub(crate) const NO_VALUE: &str = "no";
pub(crate) const NOT_ANSWERED: &str = "Not answered";
pub(crate) const NONE_OF_THESE: &str = "None of these";
pub(crate) const WHO_MAY_APPLY: &str = "Who may apply";
pub(crate) const CHECKS_HELP: &str = "These follow your answers above.";
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

/// In what unit a number is given; empty where the question says of what it is, `None` for what is no number.
pub(crate) fn unit(kind: &FactKind) -> Option<&'static str> {
    match kind {
        FactKind::Count { .. } => Some(""),
        FactKind::Amount { .. } => Some("In pounds, for example 1,250 or 1,250.50."),
        FactKind::Duration { .. } => Some("Minutes, or hours and minutes: for example 90 or 1 h 30."),
        _ => None,
    }
}

pub(crate) fn not_a_number(fact: &str, kind: &FactKind) -> String {
    let example = match kind {
        FactKind::Amount { .. } => "an amount in pounds, such as 1,250.50",
        FactKind::Duration { .. } => "a number of minutes, such as 90, or hours and minutes, such as 1 h 30",
        _ => "a whole number, such as 180",
    };
    format!("{fact} must be {example}")
}

pub(crate) fn not_a_date(fact: &str) -> String {
    format!("{fact} must be a real date in numbers, such as 2 3 2026")
}

pub(crate) fn not_within(fact: &str, kind: &FactKind) -> String {
    match kind {
        FactKind::Count { least, most } => {
            format!("{fact} must be a whole number from {} to {}", count(*least), count(*most))
        }
        FactKind::Amount { least, most } => {
            format!("{fact} must be from £{} to £{}", count(least / 100), count(most / 100))
        }
        FactKind::Duration { least, most } => {
            format!("{fact} must be from {} to {}", duration(*least), duration(*most))
        }
        _ => format!("{fact} is too early or too late"),
    }
}

/// Whether a check is met, on a line of its own; `waived` where it asks nothing of this applicant.
pub(crate) fn check_status(status: CheckStatus, waived: bool) -> String {
    if waived {
        return "Not asked of you".to_owned();
    }
    capital(met(status))
}

/// What the style sheet knows a status by.
pub(crate) fn status_mark(status: CheckStatus) -> &'static str {
    match status {
        CheckStatus::Met => "met",
        CheckStatus::NotMet => "not-met",
        CheckStatus::Undetermined => "open",
    }
}

/// Words with a capital letter.
pub(crate) fn capital(words: &str) -> String {
    let mut letters = words.chars();
    let first = letters.next().map(|letter| letter.to_ascii_uppercase());
    first.into_iter().chain(letters).collect()
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
        Code::WrongEdition => {
            "The answers in this file are for another edition of this standard. Open the file at “Put answers together”, which shows what would change and carries them over."
        }
        Code::Syntax | Code::TooLarge | Code::TooDeep => NOT_ANSWERS,
        Code::WrongType if refusal.pointer.is_empty() => NOT_ANSWERS,
        _ => return None,
    })
}

/// How many more faults a file has than are shown.
pub(crate) fn and_more(more: usize) -> String {
    format!("And {more} more.")
}

pub(crate) const NOT_ANSWERS: &str = "This is not a file of answers from this site. Choose one that you downloaded here: its name ends in “.html” or “.json”.";

/// A refusal as a sentence without its code.
pub(crate) fn sentence(refusal: &Refusal) -> String {
    spoken(&refusal.message, refusal.did_you_mean.as_deref())
}

/// The message of a refusal as a sentence, with what was meant perhaps.
pub(crate) fn spoken(message: &str, did_you_mean: Option<&str>) -> String {
    let mut sentence = String::with_capacity(message.len() + 8);
    let mut quoted = false;
    for letter in message.chars() {
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
    if let Some(meant) = did_you_mean {
        sentence.extend([" Did you mean “", meant, "”?"]);
    }
    sentence
}

pub(crate) fn at(pointer: &str) -> String {
    format!("At {pointer}")
}

// The programmes.
pub(crate) const PROGRAMMES_LEAD: &str =
    "Answer for one programme, or name several that are assessed together: each then has pages of its own.";
pub(crate) const PROGRAMMES_ONE: &str = "You are answering for one programme, which needs no name. What you have answered stays with the first that you name.";
pub(crate) const PROGRAMMES_EACH: &str =
    "Each of these is answered on its own. The result says how they count together.";
pub(crate) const PROGRAMME_NAME: &str = "Name of the programme";
pub(crate) const PROGRAMME_HELP: &str = "Letters without accents and digits, for example Peer mentoring 2026.";
pub(crate) const PROGRAMME_ADD: &str = "Add a programme";
pub(crate) const PROGRAMME_RENAME: &str = "Save the name";
pub(crate) const REMOVE_LOSES: &str = "Its answers go with it, unless it is the last: then they stay, without a name. Download your answers first if you may need them.";
pub(crate) const REMOVE_YES: &str = "Remove the programme";

pub(crate) fn new_name(name: &str) -> String {
    format!("New name of {name}")
}

pub(crate) fn go_to_programme(name: &str) -> String {
    format!("Answer for {name}")
}

pub(crate) fn named(name: &str) -> String {
    format!("Saved: {name}.")
}

pub(crate) fn remove(name: &str) -> String {
    format!("Remove {name}")
}

pub(crate) fn remove_this(name: &str) -> String {
    format!("Remove {name}?")
}

pub(crate) fn removed(name: &str) -> String {
    format!("Removed: {name}.")
}

/// What is wrong with a programme's name.
pub(crate) fn bad_name(bad: BadName) -> &'static str {
    match bad {
        BadName::Empty => "Enter a name with letters or digits in it",
        BadName::Taken => "Another programme has this name: choose a different one",
        BadName::TooMany => "There are as many programmes as one result may have",
    }
}

// A section.
pub(crate) const RATE_MARKS: &str = "Choose the highest mark that you could show today.";
pub(crate) const EVERY_LEVEL: &str = "At every level";
pub(crate) const EVERY_CRITERION: &str = "Criteria";
pub(crate) const SHOULD: &str = "Should";
pub(crate) const SUGGESTED: &str = "Suggested";
pub(crate) const REASON: &str = "Why does this not apply? Without a reason it counts as not answered.";
pub(crate) const REASON_SHOULD: &str = "If this is not met: why not?";
pub(crate) const SEE_ANSWERS: &str = "See your answers about you";
pub(crate) const CRITERIA: &str = " criteria";
pub(crate) const CLEAR_ANSWER: &str = "Clear this answer";
pub(crate) const GUIDE: &str = "Why it matters and what shows it";
/// Over the evidence of a criterion, and how much of it there is.
pub(crate) fn your_evidence(items: usize) -> String {
    if items == 0 { "Your evidence".to_owned() } else { format!("Your evidence: {items}") }
}

pub(crate) const EVIDENCE_HELP: &str =
    "Say where the evidence is, so that you and an assessor find it again. Name documents and pages, not people.";
pub(crate) const EVIDENCE_NOTE: &str = "Note";
pub(crate) const EVIDENCE_LINKS: &str = "Links, one a line";

pub(crate) fn evidence_links_help(most: usize) -> String {
    format!("Up to {most}, each beginning with https:// or http://. Whoever assesses you must be able to open them.")
}

pub(crate) fn link_refused(why: &str) -> String {
    format!("Not kept: {why}")
}

pub(crate) const WAIT: &str = "One moment.";
pub(crate) const EXPLANATIONS_MISSING: &str = "The explanations could not be loaded. What you answered counts all the same. If trying again does not help, reload the page.";
pub(crate) const NOT_LOADED: &str =
    "A part of the site could not be loaded, so nothing was done. Look at your connection and try again.";
pub(crate) const GUIDE_MISSING: &str = "This could not be loaded. Close it and open it again to try once more.";
pub(crate) const WHY_IT_MATTERS: &str = "Why it matters";
pub(crate) const IN_PRACTICE: &str = "In practice";
pub(crate) const EVIDENCE: &str = "Typical evidence";

pub(crate) fn rate(top: &str) -> String {
    format!("Choose {top} only where you could show it today.")
}

pub(crate) fn not_concerned(noun: &str) -> String {
    format!("This {noun} does not apply to you, so it counts for nothing.")
}

pub(crate) fn section_standing(noun: &str) -> String {
    format!("Where this {noun} stands")
}

/// The counts at one level.
pub(crate) fn tally(tally: &Tally) -> String {
    let mut words = format!("{} of {} met", tally.met, tally.of);
    for (count, what) in [(tally.unanswered, "not answered"), (tally.not_applicable, "not applicable")] {
        if count > 0 {
            let _ = write!(words, ", {count} {what}");
        }
    }
    words
}

pub(crate) fn section_of(noun: &str, place: usize, of: usize) -> String {
    format!(", {noun} {place} of {of}")
}

// The result.
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
pub(crate) const DATES_HELP: &str = "Each level’s date assumes that the level before was awarded on its own.";
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

pub(crate) fn still_open(blanks: usize) -> String {
    match blanks {
        0 => "Something about you is still open, so this result may change.".to_owned(),
        1 => "1 criterion is not answered yet, so what your answers earn may still rise.".to_owned(),
        blanks => format!("{blanks} criteria are not answered yet, so what your answers earn may still rise."),
    }
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
