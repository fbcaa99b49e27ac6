//! Words of the start page, and of opening and clearing answers.

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
pub(crate) const CLEAR_LOSES: &str = "Every answer and your action plan are removed from this browser, and so are the confirmations of what you submitted for this standard. Save what you want to keep first.";
pub(crate) const CLEAR_YES: &str = "Clear all answers";
pub(crate) const CLEARED: &str = "All answers are cleared.";
pub(crate) const CANCEL: &str = "Cancel";

pub(crate) fn opened(file: &str, judged_on: &str) -> String {
    format!("Opened {file}. It was judged on {judged_on} and is judged on today’s date here.")
}
