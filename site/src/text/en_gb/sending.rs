//! The words of checking one's answers, submitting them and what came of it.

use mentormark_rules::{Date, verification::Status};

use crate::text::said::date;

// Check your answers.
pub(crate) const TO_CHECK_HELP: &str =
    "Every answer once more, before you submit them to be worked out again and signed.";
pub(crate) const CHECK_LEAD: &str =
    "These are all your answers. Nothing has been sent: it is not finished until you submit them on the next page.";
pub(crate) const BEFORE: &str = "Before you submit";
pub(crate) const ALL_ANSWERED: &str = "Every criterion is answered.";
pub(crate) const EVIDENCE_ALL: &str = "Nothing is claimed without a note or a link that shows it.";
pub(crate) const EVIDENCE_HELP: &str = "You can submit without evidence. An assessor will ask what shows these, so a short note or a link on each saves time later.";
pub(crate) const CHANGE: &str = "Change";
pub(crate) const BACK_TO_CHECK: &str = "Back to check your answers";
pub(crate) const BACK_TO_RESULT: &str = "Back to your result";
pub(crate) const NEXT: &str = "Next";
pub(crate) const NEXT_SUBMIT: &str =
    "The next page shows exactly what would be sent, and to whom. You can still come back and change your answers.";
pub(crate) const GO_ON_TO_SUBMIT: &str = "Continue to submit";

pub(crate) fn facts_not_answered(blanks: usize) -> String {
    let questions = if blanks == 1 { "1 question about you is" } else { &format!("{blanks} questions about you are") };
    format!("{questions} not answered. What hangs on it is not known: whether you may apply, an award or the fee.")
}

pub(crate) fn not_answered(blanks: usize) -> String {
    match blanks {
        1 => "1 criterion is not answered. You can submit all the same: it counts as not met.".to_owned(),
        blanks => format!("{blanks} criteria are not answered. You can submit all the same: they count as not met."),
    }
}

pub(crate) fn without_evidence(count: usize) -> String {
    match count {
        1 => "1 criterion is claimed without a note or a link".to_owned(),
        count => format!("{count} criteria are claimed without a note or a link"),
    }
}

pub(crate) fn held(level: &str, day: &str) -> String {
    format!("{level}, awarded on {day}")
}

// Submit.
pub(crate) const SUBMIT: &str = "Submit your self-assessment";
pub(crate) const SUBMIT_LEAD: &str = "Nothing has been sent yet. This is what will be sent when you press the button at the end of the page. The verifier works out your result again by the same rules and answers with a signed receipt.";
pub(crate) const NOT_READY: &str =
    "These answers cannot be submitted as they are, because the rules do not read them. Change these first:";
pub(crate) const WHAT_IS_SENT: &str = "What is sent";
pub(crate) const TO_WHOM: &str = "To";
pub(crate) const STANDARD: &str = "Standard";
pub(crate) const JUDGED_ON: &str = "Judged on";
pub(crate) const EVIDENCE: &str = "Evidence";
pub(crate) const CLAIMED_QUALITY: &str = "Answers earn, at least";
pub(crate) const CLAIMED_AWARD: &str = "Award, at least";
pub(crate) const CLAIMED_FEE: &str = "Fee";
pub(crate) const NO_FEE_KNOWN: &str = "None known";
pub(crate) const RULES_HASH: &str = "Fingerprint of the rules";
pub(crate) const OTHER_RULES: &str = "This was worked out by another revision of the rules than this page uses now. It stays as it is, but a result worked out today may differ.";
pub(crate) const WORDING_HASH: &str = "Fingerprint of the words you read";
pub(crate) const ASSESSMENT_HASH: &str = "Fingerprint of your answers";
pub(crate) const EVERY_WORD: &str = "See every word that is sent";
pub(crate) const EVERY_WORD_HELP: &str = "This is the whole document, with spaces added so that it can be read. Besides it, only what a browser tells every website goes with it.";
pub(crate) const PERSONAL: &str = "Personal data in your notes";
pub(crate) const PERSONAL_WHY: &str = "Your answers are sent as they stand above. A note or a link needs nobody’s personal data: make sure that none has in it:";
pub(crate) const PERSONAL_NEVER: [&str; 4] = [
    "names, initials or photographs of mentees, mentors, parents or staff",
    "addresses, telephone numbers, email addresses or dates of birth",
    "anything about somebody’s health, beliefs, offences or family",
    "links that let anybody who follows them see such things",
];
pub(crate) const NOTES_KEPT: &str = "Your notes and links are sent with your answers, because the fingerprint of your answers covers them. The verifier forgets them once it has checked, unless whoever runs it has chosen to keep them: ask them if it matters to you. So keep the file of what you sent.";
pub(crate) const NOTES_NONE: &str = "You have written no notes and no links.";
pub(crate) const THEN: &str = "What happens then";
pub(crate) const THEN_STEPS: [&str; 3] = [
    "The verifier works out the result from your answers and compares it with what this page claims. This takes a moment.",
    "You get a reference and a signed receipt, and can save both.",
    "The verifier keeps the result, so that it can be looked up by the reference.",
];
pub(crate) const SEND: &str = "Submit";
pub(crate) const SAVE_SUBMISSION: &str = "Save what is sent as a file";
pub(crate) const SENDING: &str = "Sending… Please wait for the answer.";
pub(crate) const SENDING_NOT_KEPT: &str = "Sending… Please wait for the answer and do not reload: this browser keeps nothing, so it would not know that it has sent this.";
pub(crate) const STILL_SENDING: &str = "Still waiting for the answer. You need do nothing: it is asked for once only.";
pub(crate) const CHANGED: &str = "Your answers or the date have changed since this page was opened. Look at what is sent now, and press the button again.";
pub(crate) const STATIC: &str = "This copy of the site cannot receive submissions: there is no verifier where it is hosted. Save what would be sent as a file and hand that over in the way that the awarding body asks for.";
pub(crate) const OFFLINE: &str = "The verifier cannot be reached at the moment. Your answers are safe in this browser. Submit when you are connected again, or save what would be sent as a file.";
pub(crate) const ASK_AGAIN: &str = "Ask for its answer";
pub(crate) const SEE_CONFIRMATION: &str = "See the confirmation";
pub(crate) const NOTHING_LOST: &str = "Nothing is lost: your answers are as they were.";

pub(crate) fn standard(name: &str, edition: &str) -> String {
    format!("{name}, edition {edition}")
}

pub(crate) fn notes_and_links(notes: usize, links: usize) -> String {
    let some = |count: usize, one: &str| match count {
        1 => format!("1 {one}"),
        count => format!("{count} {one}s"),
    };
    format!("{}, {}", some(notes, "note"), some(links, "link"))
}

/// That something was sent before and no answer came; `same` where it is what would be sent now.
pub(crate) fn unanswered(same: bool) -> &'static str {
    if same {
        "You sent this before and no answer came, so it may or may not have arrived. Asking for its answer, or submitting once more, counts as the same submission."
    } else {
        "You sent other answers before and no answer came, so they may or may not have arrived. You can ask for the answer to those, or submit the present ones: that is a new submission."
    }
}

pub(crate) fn sent_before(at: &str) -> String {
    format!("You have submitted exactly these answers: {}. Submitting them again gives the same receipt.", moment(at))
}

// Why it was not answered, and what to do next.
pub(crate) const GARBLED: [&str; 2] = [
    "An answer came that this page does not understand, so it is not certain that the submission was received.",
    "Press the button again: it counts as the same submission. If this comes again, save what is sent as a file and tell whoever runs this site.",
];
pub(crate) const TOO_SLOW: [&str; 2] = [
    "No answer came in time, so it is not certain that the submission was received.",
    "Press the button again: it counts as the same submission, even if the first has arrived.",
];
pub(crate) const UNREACHED: [&str; 2] = [
    "The verifier could not be reached, or the connection broke off.",
    "Look at your connection and press the button again: it counts as the same submission, even if the first has arrived. Or save what is sent as a file.",
];

/// What is wrong and what to do where something else than a verifier answers.
pub(crate) fn another(status: u16) -> [String; 2] {
    if status >= 500 && status != 501 {
        return [
            format!("The verifier is not at work at the moment (status {status})."),
            "Try again in a few minutes: it counts as the same submission. Or save what is sent as a file.".to_owned(),
        ];
    }
    [
        "This copy of the site cannot receive submissions: there is no verifier where it is hosted.".to_owned(),
        "Save what is sent as a file and hand that over in the way that the awarding body asks for.".to_owned(),
    ]
}

/// What a verifier's problem means and what to do.
pub(crate) fn problem(status: u16, kind: &str, retry_after: Option<u32>) -> [String; 2] {
    let soon = || match retry_after {
        None | Some(0) => "in a minute".to_owned(),
        Some(1) => "in a second".to_owned(),
        Some(seconds) => format!("in {seconds} seconds"),
    };
    let again = || format!("Press the button again {}: it counts as the same submission.", soon());
    let (what, next) = match (status, kind) {
        (409, _) => ("The same submission is still being worked on, from this page or another.", again()),
        (422, "idempotency-key-reused") => (
            "This submission was sent under a name that belongs to another one, so it was not taken.",
            "Press the button again: it is sent under a new name.".to_owned(),
        ),
        (422, _) if kind == REFUSED => (
            "The verifier did not take the submission, because something in it is not as its rules ask:",
            "Change these answers and submit again. Where nothing is wrong with an answer, this page may be older than the verifier: reload it. Your answers are kept.".to_owned(),
        ),
        (413, _) => (
            "The submission is longer than the verifier takes.",
            "Shorten your notes, or take out some links, and submit again.".to_owned(),
        ),
        (429, _) => ("Too many requests came from your connection in a short time.", again()),
        (503, "signing-unavailable") => ("The verifier cannot sign receipts at the moment. Nothing was kept.", again()),
        (503, _) => ("The verifier cannot keep answers at the moment, or is at its limit.", again()),
        (500.., _) => (
            "The verifier failed.",
            "Try again in a few minutes: it counts as the same submission. If it fails again, save what is sent as a file and tell whoever runs this site.".to_owned(),
        ),
        _ => (
            "The verifier did not take the submission:",
            "Reload this page and try again. If this comes again, save what is sent as a file and tell whoever runs this site.".to_owned(),
        ),
    };
    [what.to_owned(), next]
}

/// How a verifier calls a document that it does not take.
const REFUSED: &str = "refused";

// What came of it.
pub(crate) const CONFIRMATION: &str = "Your submission";
pub(crate) const REFERENCE: &str = "Your reference";
pub(crate) const DIFFERS_HELP: &str = "What this site claimed is not all what the verifier worked out; the table shows where. The verifier’s figures count. Reload the site so that it has its newest version, check your answers and submit again, and tell the awarding body if the difference stays.";
pub(crate) const CLAIMS: &str = "What was claimed beside what the verifier worked out";
pub(crate) const CLAIM: &str = "What";
pub(crate) const CLAIMED: &str = "Claimed";
pub(crate) const COMPUTED: &str = "Worked out";
pub(crate) const SAME: &str = "Agree";
pub(crate) const IS_SAME: &str = "✓ the same";
pub(crate) const IS_DIFFERENT: &str = "✕ differs";
pub(crate) const WHAT_NOW: &str = "What happens next";
pub(crate) const RECORD: &str = "Keep a record";
pub(crate) const RECORD_HELP: &str = "The receipt is signed and holds no answers. With the file of what you sent, anybody can check that it is for these very answers. Save both and keep them together.";
pub(crate) const SAVE_RECEIPT: &str = "Save the receipt";
pub(crate) const VERIFY: &str = "Check a receipt yourself";
pub(crate) const KEPT_HERE: &str =
    "This confirmation is kept in this browser: reload this page or keep its address to see it again.";
pub(crate) const NOT_KEPT_HERE: &str = "This browser does not keep this confirmation: its storage is switched off or full. Save both files now. The address of this page shows it again as long as the verifier can be reached.";
pub(crate) const NOTHING_SENT: &str = "Nothing has been submitted for this standard from this browser.";
pub(crate) const LOOKING: &str = "Looking for this submission…";
pub(crate) const OF_ANOTHER_STANDARD: &str =
    "This reference is that of a submission for another standard. Open it on the pages of that standard.";
pub(crate) const NO_SUCH: [&str; 2] = [
    "There is no submission with this reference here, neither in this browser nor at the verifier of this site.",
    "Look at the address once more: the reference is what stands after the “#”.",
];
pub(crate) const OTHERS: &str = "Other submissions from this browser";

pub(crate) fn title(status: Status) -> &'static str {
    match status {
        Status::Confirmed => "Submitted and confirmed",
        Status::Differs => "Submitted, with differences",
    }
}

pub(crate) fn received(at: &str) -> String {
    format!("Received on {}.", moment(at))
}

/// What happens next; only the awarding body knows its own part.
pub(crate) fn now(owner: &str) -> [String; 3] {
    [
        "The result is kept at the verifier under your reference. Whoever has the reference can look it up.".to_owned(),
        format!(
            "A submission is no award and no application by itself: {owner} decides what to ask of you and when. Give them the reference or the receipt when you apply."
        ),
        "If your answers change, submit again: each submission has a reference of its own.".to_owned(),
    ]
}

/// `22 November 2026, 09:30 UTC` for `2026-11-22T09:30:00Z`.
pub(crate) fn moment(at: &str) -> String {
    let day = at.get(..10).and_then(|day| day.parse::<Date>().ok());
    match (day, at.get(11..16)) {
        (Some(day), Some(time)) => format!("{}, {time} UTC", date(day)),
        _ => at.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_are_written_for_people() {
        assert_eq!(moment("2026-11-22T09:30:59Z"), "22 November 2026, 09:30 UTC");
        assert_eq!(moment("soon"), "soon");
    }

    #[test]
    fn each_problem_says_what_to_do_next() {
        let check = |status, kind, retry, words: &str| {
            let [what, next] = problem(status, kind, retry);
            assert!(format!("{what} {next}").contains(words), "{status} {kind}: {what} {next}");
        };
        check(409, "idempotency-key-running", Some(1), "still being worked on");
        check(422, "idempotency-key-reused", None, "under a new name");
        check(422, "refused", None, "Change these answers");
        check(429, "too-many-requests", Some(17), "in 17 seconds");
        check(503, "store-unavailable", Some(5), "in 5 seconds");
        check(503, "overloaded", None, "in a minute");
        check(500, "internal", None, "failed");
        check(400, "unreadable-body", None, "Reload this page");
        assert!(another(405)[0].contains("cannot receive") && another(501)[0].contains("cannot receive"));
        assert!(another(502)[0].contains("not at work"));
    }
}
