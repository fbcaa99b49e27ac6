//! Words about answers from elsewhere and putting them together.

// Answers from elsewhere.
pub(crate) const MERGE: &str = "Put answers together";
pub(crate) const MERGE_LEAD: &str = "Open a file of answers from a colleague. You see what it holds first. Where you both answered the same question in another way, you decide one by one.";
pub(crate) const THEIR_FILE: &str = "Open another person’s file";
pub(crate) const THEIR_FILE_HELP: &str = "A page or a data file that was downloaded from here.";
pub(crate) const CAME_IN: &str = "Answers that came in";
pub(crate) const A_LINK: &str = "the link";
pub(crate) const WHAT_IT_HOLDS: &str = "What it holds";
pub(crate) const WHAT_NOW: &str = "What do you want to do?";
pub(crate) const TAKE_BLANK: &str = "Open these answers";
pub(crate) const TAKE_BLANK_HELP: &str = "You have not answered anything here yet, so nothing is replaced.";
pub(crate) const TAKE: &str = "Open in place of mine";
pub(crate) const TAKE_HELP: &str = "The answers that are open now are replaced. You can undo that straight after.";
pub(crate) const KEEP_NEW: &str = "Keep as a new assessment";
pub(crate) const KEEP_NEW_HELP: &str = "It opens beside yours, which stay as they are under “Your assessments”.";
pub(crate) const KEEP_NEW_BLANK_HELP: &str = "It is kept under a name of its own in “Your assessments”.";
pub(crate) const COMBINE: &str = "Put together with mine";
pub(crate) const COMBINE_HELP: &str =
    "What you left open is filled in. Where you both answered, you decide. You see a summary before anything changes.";
pub(crate) const OPEN_EDITION_HELP: &str = "If this site still has that edition, it opens there with nothing changed.";
pub(crate) const DROP: &str = "Do nothing with it";
pub(crate) const DROP_HELP: &str = "Your answers stay as they are.";
pub(crate) const PAGE_WITHOUT_DATA: &str = "This page holds no answers that can be opened. Choose a page or a data file that was downloaded from this site, not a printed or saved copy of a web page.";
pub(crate) const LINK_BROKEN: &str =
    "The link is damaged: a part of it is missing or changed. Copy it again as a whole, or ask for the file instead.";
pub(crate) const LINK_BOMB: &str =
    "The link holds far more than any assessment does, so it was not opened. Ask for the file instead.";
pub(crate) const UNFIT_PROGRAMMES: &str = "One of the two names its programmes and the other does not, so it is not clear which answers belong together. Name your programme first, or keep the other as a new assessment.";
pub(crate) const UNFIT_TOO_MANY: &str =
    "Together there would be more programmes than one assessment may have. Keep the other as a new assessment.";
pub(crate) const DIFFERENCES: &str = "Where you differ";
pub(crate) const CHOOSE: &str = "Choose which answer stands";
pub(crate) const BOTH: &str = "Both, one after the other";
pub(crate) const CONTINUE: &str = "Continue";
pub(crate) const BACK: &str = "Back";
pub(crate) const MINE_ALL: &str = "Keep mine for this and all that are left";
pub(crate) const THEIRS_ALL: &str = "Take theirs for this and all that are left";
pub(crate) const SUMMARY: &str = "Check what changes";
pub(crate) const SUMMARY_LEAD: &str = "Nothing has been changed yet.";
pub(crate) const DECIDED: &str = "What you decided";
pub(crate) const IS_MINE: &str = "Yours stays";
pub(crate) const IS_THEIRS: &str = "Theirs takes its place";
pub(crate) const IS_BOTH: &str = "Both stand";
pub(crate) const CHANGE: &str = "Change";
pub(crate) const FILLED: &str = "What is filled in or added";
pub(crate) const FILLED_NONE: &str = "Nothing: you have answered everything that they have.";
pub(crate) const APPLY: &str = "Put them together";
pub(crate) const CHANGED_MEANWHILE: &str =
    "Your answers were changed meanwhile, perhaps in another tab. Start putting them together again.";
pub(crate) const UNDO: &str = "Undo";
pub(crate) const UNDONE: &str = "Undone: your answers are as they were.";
pub(crate) const UNDO_TOO_LATE: &str =
    "Your answers have been changed since, so this can no longer be undone in one go.";
pub(crate) const SEE_RESULT: &str = "See your result";
pub(crate) const ANOTHER: &str = "Another file";
pub(crate) const LEFT_OUT: &str = "Left out";

// The answers that are open, where the rules do not take all of them any more.
pub(crate) const OWN: &str = "Answers that no longer fit";
pub(crate) const OWN_CARRIED: &str = "What fits, and what does not";
pub(crate) const OWN_TAKE: &str = "Keep what fits";
pub(crate) const OWN_TAKE_HELP: &str = "What is left out above goes. You can undo that straight after.";
pub(crate) const OWN_TAKEN: &str = "What fits is kept, and the rest is left out.";

pub(crate) fn nothing_yet(from: &str) -> String {
    format!("This is what {from} holds. Nothing here has been changed.")
}

pub(crate) fn holds_from(rated: usize, day: &str) -> String {
    match rated {
        0 => format!("No criteria are answered. It was made on {day}."),
        1 => format!("1 criterion is answered. It was made on {day} and is judged on today’s date here."),
        rated => format!("{rated} criteria are answered. It was made on {day} and is judged on today’s date here."),
    }
}

pub(crate) fn carried_from(edition: &str) -> String {
    format!("Made for edition {edition}")
}

pub(crate) fn carried_over(stayed: usize, edition: &str) -> String {
    let answers = if stayed == 1 { "1 answer fits".to_owned() } else { format!("{stayed} answers fit") };
    format!("{answers} edition {edition} as well. What this edition does not have is left out of what you open here.")
}

pub(crate) fn open_now(count: usize) -> String {
    match count {
        1 => "1 criterion of this edition is not answered: it is new, or was left open".to_owned(),
        count => format!("{count} criteria of this edition are not answered: they are new, or were left open"),
    }
}

pub(crate) fn from_elsewhere(from: &str) -> String {
    format!("From {from}")
}

pub(crate) fn taken(from: &str) -> String {
    format!("Opened in place of your answers: {from}.")
}

pub(crate) fn kept_as(name: &str) -> String {
    format!("Kept as a new assessment and opened: {name}.")
}

pub(crate) fn merged(from: &str) -> String {
    format!("Put together with {from}.")
}

pub(crate) fn differences(of: usize, filled: usize, same: usize) -> String {
    let differ = if of == 1 { "There is 1 difference".to_owned() } else { format!("There are {of} differences") };
    format!("{differ} to decide. {filled} blanks can be filled in, and {same} answers are alike.")
}

pub(crate) fn difference(at: usize, of: usize) -> String {
    format!("Difference {at} of {of}")
}

pub(crate) fn mine(said: &str) -> String {
    format!("Mine: {said}")
}

pub(crate) fn theirs(said: &str) -> String {
    format!("Theirs: {said}")
}

pub(crate) fn award_then(before: &str, then: &str) -> String {
    if before == then {
        format!("Award today: {then}, as before.")
    } else {
        format!("Award today: {before}. After this: {then}.")
    }
}
