//! Words of the pages of sections and of programmes.

use std::fmt::Write;

use mentormark_rules::outcome::Tally;

use crate::state::BadName;

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

pub(crate) fn link_refused(line: usize, why: &str) -> String {
    format!("Line {line} is not kept: {why}")
}

pub(crate) fn links_too_many(most: usize, why: &str) -> String {
    format!("Only the first {most} are kept: {why}")
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

// The programmes.
pub(crate) const PROGRAMMES_LEAD: &str =
    "Answer for one programme, or name several that are assessed together: each then has pages of its own.";
pub(crate) const PROGRAMMES_ONE: &str = "You are answering for one programme, which needs no name. What you have answered stays with the first that you name.";
pub(crate) const PROGRAMMES_EACH: &str =
    "Each of these is answered on its own. The result says how they count together.";
pub(crate) const PROGRAMME_NAME: &str = "Name of the programme";
pub(crate) const PROGRAMME_HELP: &str =
    "For example Peer mentoring 2026. Letters and digits are kept, without accents and other marks.";
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
