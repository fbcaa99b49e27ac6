//! The words of the action plan, of trying changes on a copy and comparing, and of what leads there.

use std::fmt::Write;

// The action plan.
pub(crate) const PLAN: &str = "Action plan";
pub(crate) const PLAN_LEAD: &str =
    "The fewest criteria that would lift your award, as a list of things to do: who does each, and by when.";
pub(crate) const PLAN_PRIVATE: &str =
    "A role or initials are enough for who does it: no name or other personal data is needed.";
pub(crate) const PLAN_WHERE: &str = "The plan is saved in this browser, beside your answers. It is not part of the file of your answers: download it as a table to keep it elsewhere. Clearing all answers clears it too.";
pub(crate) const PLAN_REFUSED: &str = "Your plan cannot be saved in this browser: its storage is switched off or full. It is lost when you close this page, so download it first.";
pub(crate) const PLAN_UNREADABLE: &str = "This browser holds a plan that this page cannot read. It may be damaged, or from a newer version. It is left as it is, and nothing new is saved over it. Download it if you may need it, then set it aside so that a new plan can be saved.";
pub(crate) const PLAN_LEVEL: &str = "Which level is the plan for?";
pub(crate) const NOT_ELIGIBLE: &str =
    "You may not apply yet, whatever the criteria below: your answers about you do not meet these.";
pub(crate) const PLAN_TOP: &str = "Your answers already earn the highest level, so nothing is left to lift.";
pub(crate) const PLAN_NOTHING: &str = "No criteria are left to lift for this level.";
pub(crate) const PLAN_DONE: &str = "Done";
pub(crate) const PLAN_DONE_HELP: &str = "These were on your plan, and your answers now say that they are met.";
pub(crate) const PLAN_OFF: &str = "No longer needed for this level";
pub(crate) const PLAN_OFF_HELP: &str =
    "The shortest way to the level no longer leads over these. What you wrote about them is kept.";
pub(crate) const OWNER: &str = "Who does it";
pub(crate) const BY: &str = "By when";
pub(crate) const IS_DONE: &str = "Done";
pub(crate) const RATING: &str = "Rating needed: ";
pub(crate) const ANSWER_IT: &str = "Change your answer";
pub(crate) const RATE_IT: &str = "Done, but it counts only once you change your answer.";
pub(crate) const KEEP_PLAN: &str = "Take the plan with you";
pub(crate) const KEEP_PLAN_HELP: &str = "The table opens in any spreadsheet. The calendar file holds each action that has a date and is not met yet, and the first day on which you may apply for each level that you have to wait for. Opened again later, it changes the same entries.";
pub(crate) const AS_TABLE: &str = "Download as a table (CSV)";
pub(crate) const AS_CALENDAR: &str = "Download the dates (calendar)";
pub(crate) const NO_DATES: &str =
    "There is no date to put into a calendar: no action has one, and there is no day to wait for.";
pub(crate) const NOT_READ: &str = "This part could not be loaded. Reload the page to try again.";

/// The columns of the table.
pub(crate) const COLUMNS: [&str; 9] = [
    "Level aimed for",
    "Programme",
    "Section",
    "Criterion",
    "What to lift",
    "Rating needed",
    "Who does it",
    "By when",
    "State",
];

// The states of an action, in the table.
pub(crate) const STATE_OPEN: &str = "To do";
pub(crate) const STATE_MARKED: &str = "Said to be done";
pub(crate) const STATE_MET: &str = "Met";
pub(crate) const STATE_OFF: &str = "No longer needed";

/// How far the plan is.
pub(crate) fn progress(open: usize, marked: usize, met: usize) -> String {
    let mut words = match open {
        0 => "Nothing left to do".to_owned(),
        open => format!("{open} to do"),
    };
    if marked > 0 {
        let _ = write!(words, ", {marked} said to be done");
    }
    if met > 0 {
        let _ = write!(words, ", {met} met");
    }
    words + "."
}

pub(crate) fn reached(level: &str) -> String {
    format!("Your answers now earn {level}, which this plan was for.")
}

pub(crate) fn may_apply_from(level: &str, day: &str) -> String {
    format!("The first day on which you may apply for {level}: {day}.")
}

pub(crate) fn may_apply(level: &str) -> String {
    format!("You may apply for {level} from today")
}

/// What is in the calendar of the day on which one may apply.
pub(crate) fn may_apply_words(scheme: &str) -> String {
    format!("{scheme}. Worked out by Mentormark from your answers; ask the awarding body to confirm it.")
}

/// What is in the calendar of an action: where it is found and who does it.
pub(crate) fn action_words(section: &str, level: &str, owner: &str) -> String {
    let owner = if owner.is_empty() { String::new() } else { format!("\n{OWNER}: {owner}") };
    format!("{section}, for {level}{owner}")
}

/// The title of a day in the calendar.
pub(crate) fn action_title(statement: &str, is_done: bool) -> String {
    if is_done { format!("Done: {statement}") } else { statement.to_owned() }
}

pub(crate) fn plan_name(scheme: &str) -> String {
    format!("Action plan, {scheme}")
}

// Trying changes, and comparing.
pub(crate) const COMPARE: &str = "What if, and compare";
pub(crate) const COMPARE_LEAD: &str = "Try changes on a copy of your answers, or set your answers beside a file that you kept. Your own answers stay as they are.";
pub(crate) const TRY: &str = "Try changes on a copy";
pub(crate) const TRY_HELP: &str = "The copy begins with your answers as they are now.";
pub(crate) const COMPARE_FILE: &str = "Compare with a file";
pub(crate) const OTHER_FILE: &str = "A file of answers to compare with";
pub(crate) const OTHER_FILE_HELP: &str =
    "A file that you downloaded from here before. It is judged on today’s date, as your answers are.";
pub(crate) const FILE_NOT_COMPARED: &str = "The file was not opened.";
pub(crate) const SIDE_BY_SIDE: &str = "Side by side";
pub(crate) const SIDES_HELP: &str = "What the rules say today of your answers and of the copy";
pub(crate) const YOURS: &str = "Your answers";
pub(crate) const COPY: &str = "The copy";
pub(crate) const AWARD: &str = "Award now";
pub(crate) const WHAT: &str = "What";
pub(crate) const DIFFERS: &str = "What differs";
pub(crate) const DIFFERS_NONE: &str = "No answer differs yet.";
pub(crate) const CHANGE: &str = "Change the copy";
pub(crate) const CHANGE_HELP: &str = "Open a part and change what you like. The comparison above follows at once.";
pub(crate) const COPY_KEPT_NOWHERE: &str = "The copy is not saved: it is gone when you close or reload this page.";
pub(crate) const ADOPT: &str = "Use the copy as my answers";
pub(crate) const ADOPT_ASK: &str = "Use the copy as your answers?";
pub(crate) const ADOPT_LOSES: &str =
    "The answers of the copy take the place of those you have given. Download yours first if you want to keep them.";
pub(crate) const ADOPT_YES: &str = "Use the copy";
pub(crate) const ADOPTED: &str = "The answers of the copy are now your answers.";
pub(crate) const DISCARD: &str = "Throw the copy away";
pub(crate) const DISCARD_ASK: &str = "Throw the copy away?";
pub(crate) const DISCARD_LOSES: &str = "What you changed in the copy is lost. Your own answers stay as they are.";
pub(crate) const DISCARDED: &str = "The copy is gone. Your answers are as they were.";
pub(crate) const DOWNLOAD_COPY: &str = "Download the copy";
pub(crate) const CHANGED: &str = "differs";
pub(crate) const NOT_THERE: &str = "No such programme";
pub(crate) const ALREADY_HELD: &str = "Held already";
pub(crate) const NOTHING_HELD: &str = "None";

/// What the other side is called.
pub(crate) fn other_side(file: &str) -> String {
    if file.is_empty() { COPY.to_owned() } else { format!("{COPY}, from {file}") }
}

pub(crate) fn earliest(level: &str) -> String {
    format!("{level}, earliest")
}

pub(crate) fn from_to(yours: &str, copy: &str) -> String {
    format!("Yours: {yours}. Copy: {copy}")
}

/// What is read out of the copy when what it gets changes.
pub(crate) fn copy_gets(award: &str) -> String {
    format!("With the copy, award now: {award}.")
}

pub(crate) fn differ(count: usize) -> String {
    if count == 1 { "1 answer differs.".to_owned() } else { format!("{count} answers differ.") }
}

pub(crate) fn notes_differ(count: usize) -> String {
    if count == 1 {
        "1 note or list of links differs as well.".to_owned()
    } else {
        format!("{count} notes or lists of links differ as well.")
    }
}

// What leads there from the result.
pub(crate) const NEXT: &str = "What to do next";
pub(crate) const TO_PLAN: &str = "Make an action plan";
pub(crate) const TO_PLAN_HELP: &str = "Who lifts which criterion by when, to print or to put into a calendar.";
pub(crate) const TO_COMPARE: &str = "Try changes, or compare";
pub(crate) const TO_COMPARE_HELP: &str = "See what other answers would give, beside your own.";
