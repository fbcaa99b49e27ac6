//! Words about keeping several assessments and handing them on.

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
/// What it says of its own words: nothing where they are no draft.
pub(crate) const DRAFT: &str = "";
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
