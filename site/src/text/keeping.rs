//! Words about keeping several assessments, handing them on and putting them together.

/// What amounts are in.
pub(crate) const CURRENCY: &str = "GBP";

// What is asked about the applicant, as a place in a list.
pub(crate) const HELD: &str = "Award held now";
pub(crate) const TARGET: &str = "Level aimed for";
pub(crate) const TAX_POINT: &str = "Day that decides the VAT rate";

pub(crate) fn held_elsewhere(scheme: &str) -> String {
    format!("Award held under another standard ({scheme})")
}

pub(crate) fn note_on(criterion: &str) -> String {
    format!("Note beside: {criterion}")
}

pub(crate) fn links_on(criterion: &str) -> String {
    format!("Links beside: {criterion}")
}

pub(crate) fn of_one(programme: &str, asked: &str) -> String {
    format!("{programme}: {asked}")
}

pub(crate) fn awarded(level: &str, day: &str) -> String {
    format!("{level}, awarded on {day}")
}

// Where the result leads on to these pages.
pub(crate) const TO_SAVED_HELP: &str = "Take it along as a page or a link, and keep several beside each other.";
pub(crate) const TO_MERGE_HELP: &str = "Combine a colleague’s answers with yours and decide where you differ.";

// The assessments that are kept.
pub(crate) const SAVED: &str = "Your assessments";
pub(crate) const SAVED_LEAD: &str = "These are kept in this browser, on this device only. Try one thing in one and another in the next, or keep last year’s beside this year’s.";
pub(crate) const SAVED_GO: &str = "See your assessments";
pub(crate) const NOTHING_CHANGED: &str = "Nothing was changed.";
pub(crate) const UNNAMED: &str = "Assessment without a name";
pub(crate) const NEWER_NAME: &str = "From a newer version of this site";
pub(crate) const DAMAGED_NAME: &str = "Cannot be read";
pub(crate) const KEPT_HERE: &str = "In this browser";
pub(crate) const OPEN_HERE: &str = "Open now";
pub(crate) const OPEN: &str = "Open";
pub(crate) const DUPLICATE: &str = "Duplicate";
pub(crate) const DOWNLOAD: &str = "Download";
pub(crate) const REMOVE: &str = "Delete";
pub(crate) const RENAME: &str = "Rename";
pub(crate) const RENAME_SAVE: &str = "Save the name";
pub(crate) const NEWER: &str = "A newer version of this site keeps this, and this version cannot read it. It is left as it is. Reload the page to get the newer version.";
pub(crate) const DAMAGED: &str = "What is kept here is damaged. It is left as it is: download it if you may need it.";
pub(crate) const NEW: &str = "Start another";
pub(crate) const NEW_NAME: &str = "Name of the new assessment";
pub(crate) const NEW_ADD: &str = "Start it";
pub(crate) const NAME_MISSING: &str = "Enter a name, for example Spring 2027";
pub(crate) const NO_ROOM: &str = "This browser has no room for more, or its storage is switched off. Download what you want to keep, then delete an assessment that you no longer need.";
pub(crate) const UNSAVED: &str =
    "The answers that are open are not saved, because this browser refuses. Download them first: they would be lost.";
pub(crate) const OTHER_EDITIONS: &str = "From other editions";
pub(crate) const OTHER_EDITIONS_HELP: &str = "These were made for another edition of this standard. Carry one over to see what changed: the one that is kept stays as it is.";
pub(crate) const CARRY: &str = "Carry over to this edition";
pub(crate) const OPEN_EDITION: &str = "Open it under its own edition";

pub(crate) fn edition(edition: &str) -> String {
    format!("Edition {edition}")
}

pub(crate) fn holds(rated: usize, day: &str) -> String {
    match rated {
        0 => "No criteria answered yet.".to_owned(),
        1 => format!("1 criterion answered. Last changed on {day}."),
        rated => format!("{rated} criteria answered. Last changed on {day}."),
    }
}

pub(crate) fn would_get(award: &str) -> String {
    format!("Award today: {award}.")
}

pub(crate) fn new_name(name: &str) -> String {
    format!("New name of {name}")
}

pub(crate) fn of_it(name: &str) -> String {
    format!("of {name}")
}

pub(crate) fn copy_of(name: &str) -> String {
    format!("Copy of {name}")
}

pub(crate) fn opened(name: &str) -> String {
    format!("Opened: {name}.")
}

pub(crate) fn begun(name: &str) -> String {
    format!("Started and opened: {name}.")
}

pub(crate) fn duplicated(name: &str) -> String {
    format!("Kept beside the others: {name}.")
}

pub(crate) fn renamed(name: &str) -> String {
    format!("Saved: {name}.")
}

pub(crate) fn removed(name: &str) -> String {
    format!("Deleted: {name}.")
}

pub(crate) fn put_back(name: &str) -> String {
    format!("Undo: put back {name}")
}

pub(crate) fn is_back(name: &str) -> String {
    format!("Put back: {name}.")
}

pub(crate) fn edition_missing(edition: &str) -> String {
    format!(
        "This site does not have edition {edition}, or it could not be reached. Carry the answers over to this edition, or download them and open them where that edition is."
    )
}

// Handing on.
pub(crate) const HAND_ON: &str = "Keep a copy or hand it on";
pub(crate) const RESUME_HELP: &str = "A page to read, print or send. It holds your answers too, so opening it here goes on from where you were. The data file holds the same for programs.";
pub(crate) const RESUME_DOWNLOAD: &str = "Download as a page";
pub(crate) const JSON_DOWNLOAD: &str = "Download the data file";
pub(crate) const LINK: &str = "Share by link";
pub(crate) const LINK_HELP: &str = "The link itself carries your answers, in a part of the address that is never sent to a server. Whoever has the link can read them.";
pub(crate) const LINK_WITHOUT: &str = "Your notes and the links beside criteria are left out unless you tick the box. An answer that needs its reason in a note then counts as not answered.";
pub(crate) const LINK_WITH: &str = "Put my notes and evidence links in as well";
pub(crate) const LINK_MAKE: &str = "Make the link";
pub(crate) const LINK_IS: &str = "Link with your answers";
pub(crate) const LINK_COPY: &str = "Copy the link";
pub(crate) const LINK_MADE: &str = "The link is ready.";
pub(crate) const LINK_COPIED: &str = "Copied.";
pub(crate) const LINK_MARKED: &str = "The link is marked: copy it with your keyboard or menu.";
pub(crate) const LINK_CANNOT: &str = "This browser cannot make such a link. Send the page instead.";
pub(crate) const MERGE_OTHER: &str = "Answers from someone else";
pub(crate) const MERGE_OTHER_HELP: &str =
    "Put a colleague’s answers together with yours. You decide each difference, and nothing changes before you agree.";
pub(crate) const MERGE_GO: &str = "Put answers together";

pub(crate) fn link_has(length: usize, with_notes: bool) -> String {
    let notes = if with_notes { "Notes and evidence links are in it" } else { "Notes and evidence links are left out" };
    format!(
        "{notes}. It is {length} characters long. It holds your answers as they are now, and does not change with them."
    )
}

pub(crate) fn link_too_long(length: usize, most: usize) -> String {
    format!(
        "The link would be {length} characters long, and many programs cut links after {most}. Leave the notes out, or send the page instead."
    )
}

// The page to read, print and go on from.
pub(crate) const GO_ON: &str = "How to go on";
pub(crate) const GO_ON_AT: &str = "Go to";
pub(crate) const GO_ON_HOW: &str = "Choose this file at “Open a file of answers”. Your answers are then as they were, and are judged on the day you open them.";
pub(crate) const WORTH: &str = "Result";
pub(crate) const JUDGED_ON: &str = "Judged on";
pub(crate) const PROVISIONAL: &str = "A self-assessment: only the awarding body can make an award.";
pub(crate) const ANSWERS: &str = "Answers";
pub(crate) const CRITERION: &str = "Criterion";
pub(crate) const ANSWER: &str = "Answer";
pub(crate) const EVIDENCE: &str = "Notes and evidence";

pub(crate) fn resume_title(name: &str, scheme: &str, day: &str) -> String {
    if name.is_empty() {
        format!("{scheme} self-assessment, {day}")
    } else {
        format!("{name}: {scheme} self-assessment, {day}")
    }
}

pub(crate) fn resume_lead(name: &str, day: &str) -> String {
    if name.is_empty() { format!("Self-assessment of {day}") } else { format!("{name}: self-assessment of {day}") }
}

pub(crate) fn section_level(level: &str) -> String {
    format!("Level of this part: {level}")
}

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
