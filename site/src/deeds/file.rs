//! Opening a file of answers.

use std::borrow::Cow;

use leptos::prelude::*;
use mentormark_rules::{
    Code, Refusal,
    json::{self, Tree},
};
use web_sys::File;

use super::resume;
use crate::parts::{self, Fault, dialog};
use crate::state::{Session, read_text};
use crate::text;
use crate::text::said::date;

/// Where it is chosen.
const FIELD: &str = "file";

/// Opens the chosen file: says what is wrong with it, or takes its answers, asking first if there are others.
pub(super) fn open(session: Session, file: File) {
    let name = file.name();
    read_text(file, move |file| opened(session, &name, file.as_deref()));
}

fn opened(session: Session, name: &str, file: Option<&str>) {
    session.tell(String::new());
    let Some(file) = file else {
        return parts::raise(session, vec![Fault::new(text::FILE_UNREAD.to_owned()).of(FIELD)]);
    };
    let file = &*assessment_in(file);
    match session.read_file(file) {
        Err(refused) => parts::raise(session, chosen_in(FIELD, faults(&refused.0))),
        Ok(answers) => {
            session.faults.set(Vec::new());
            let judged_on = json::thorough_assessment(file).map(|read| date(read.as_of)).unwrap_or_default();
            session.pend(answers, text::opened(name, &judged_on));
            if untrack(move || session.is_blank()) {
                session.take_pending();
            } else {
                dialog::pose("replace", text::REPLACE, text::REPLACE_LOSES, text::REPLACE_YES);
                dialog::ask("#replace");
            }
        }
    }
}

/// The assessment in a file: the file itself, or what a page that was downloaded here, or a submission, holds. Any other page has none.
pub(crate) fn assessment_in(file: &str) -> Cow<'_, str> {
    let data = if resume::is_page(file) { resume::data(file).unwrap_or_default() } else { file };
    let Ok(Tree::Object(members)) = json::tree(data) else { return data.into() };
    let member = |key: &str| members.iter().find(|(name, _)| name == key).map(|(_, value)| value);
    match member("assessment").zip(member("claim")) {
        Some((assessment, _)) => json::canonical(assessment).into(),
        None => data.into(),
    }
}

/// The most faults of a file that are shown.
const MOST_SHOWN: usize = 10;

/// What is wrong with a file: that it is the wrong one, or else its first faults.
pub(crate) fn faults(refusals: &[Refusal]) -> Vec<Fault> {
    // That it is for another standard says more than that the edition is another one, too.
    let first = refusals.iter().find(|refusal| refusal.code == Code::WrongScheme);
    if let Some(words) = first.into_iter().chain(refusals).find_map(text::wrong_file) {
        return vec![Fault::new(words.to_owned())];
    }
    let mut faults: Vec<Fault> = refusals.iter().take(MOST_SHOWN).map(fault).collect();
    if let Some(more) = refusals.len().checked_sub(MOST_SHOWN).filter(|&more| more > 0) {
        faults.push(Fault::new(text::and_more(more)));
    }
    faults
}

/// What is wrong with the file that was chosen in a field.
pub(crate) fn chosen_in(field: &str, faults: Vec<Fault>) -> Vec<Fault> {
    faults.into_iter().map(|fault| fault.of(field)).collect()
}

fn fault(refusal: &Refusal) -> Fault {
    Fault { pointer: refusal.pointer.clone(), ..Fault::new(text::sentence(refusal)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_submission_holds_its_assessment_and_nothing_else_does() {
        let submission = r#"{"assessment": {"scheme": "nms"}, "claim": {"award": null}}"#;
        let page = format!("<html>{}{submission}{}</html>", resume::BLOCK, resume::END);
        for (file, held) in [
            (submission, r#"{"scheme":"nms"}"#),
            (&page, r#"{"scheme":"nms"}"#),
            (r#"{"scheme": "nms"}"#, r#"{"scheme": "nms"}"#),
            (r#"{"assessment": {}}"#, r#"{"assessment": {}}"#),
            ("<html></html>", ""),
            ("{", "{"),
        ] {
            assert_eq!(assessment_in(file), held, "{file}");
        }
    }
}
