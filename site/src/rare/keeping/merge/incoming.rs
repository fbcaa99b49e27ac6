//! What came in from elsewhere: another person's file, a link, or an assessment that this browser keeps, of another edition or given by
//! rules that were revised since.

use leptos::prelude::GetUntracked;
use mentormark_rules::{Assessment, Code, Date, Refusal, Refusals, json};

use super::carry::{Carried, carry};
use crate::deeds::{assessment_in, faults, resume};
use crate::parts::Fault;
use crate::rare::keeping::fragment::{self, Unread};
use crate::state::{Refused, Session};
use crate::text::{self, keeping, merging as words};

/// An assessment that came in, as this edition takes it.
#[derive(Debug)]
pub(super) struct Incoming {
    /// Where it came from, in words: the name of a file, or that it is a link's.
    pub(super) from: String,
    /// The answers, as they stand on this standard today.
    pub(super) answers: Assessment,
    /// The day on which they were judged.
    pub(super) judged_on: Date,
    /// Whether they are those that are open here, which the rules of this edition refuse.
    pub(super) is_own: bool,
    /// What carrying them over from another edition changed; the answers as they were, too.
    pub(super) carried: Option<Box<(Assessment, Carried)>>,
}

/// Reads a file: JSON, or the page that this site makes of answers.
pub(super) fn file(session: Session, name: &str, text: &str) -> Result<Incoming, Vec<Fault>> {
    if resume::is_page(text) && resume::data(text).is_none() {
        return Err(vec![fault(words::PAGE_WITHOUT_DATA)]);
    }
    read(session, name.to_owned(), &assessment_in(text))
}

/// Reads what stands in the fragment of an address.
pub(super) async fn link(session: Session, letters: &str) -> Result<Incoming, Vec<Fault>> {
    let text = fragment::unpacked(letters).await.map_err(|unread| {
        vec![fault(match unread {
            Unread::Broken => words::LINK_BROKEN,
            Unread::TooLong => words::LINK_BOMB,
        })]
    })?;
    read(session, words::A_LINK.to_owned(), &text).map_err(|mut faults| {
        // What is said of files would mislead.
        for fault in &mut faults {
            if fault.words == text::NOT_ANSWERS {
                words::LINK_BROKEN.clone_into(&mut fault.words);
            }
        }
        faults
    })
}

/// Takes an assessment that is kept already.
pub(super) fn kept(session: Session, name: String, answers: &Assessment) -> Result<Incoming, Vec<Fault>> {
    read(session, name, &json::canonical(answers))
}

/// Takes the answers that are open here as the rules of this edition take them.
pub(super) fn own(session: Session) -> Result<Incoming, Vec<Fault>> {
    let name = session.name.get_untracked();
    let name = if name.is_empty() { keeping::UNNAMED.to_owned() } else { name };
    let incoming = carried(session, name, session.answers.get_untracked())?;
    Ok(Incoming { is_own: true, ..incoming })
}

fn read(session: Session, from: String, json: &str) -> Result<Incoming, Vec<Fault>> {
    let scheme = session.catalogue.scheme();
    if let Ok(read) = json::thorough_assessment(json)
        && read.scheme == *scheme.id
        && read.edition.as_ref().is_some_and(|edition| *edition != *scheme.edition)
    {
        return carried(session, from, read);
    }
    let answers = session.read_file(json).map_err(|Refused(refusals)| faults(&refusals))?;
    let judged_on = json::thorough_assessment(json).map_or(answers.as_of, |read| read.as_of);
    Ok(Incoming { from, answers, judged_on, is_own: false, carried: None })
}

fn carried(session: Session, from: String, old: Assessment) -> Result<Incoming, Vec<Fault>> {
    let judged_on = old.as_of;
    let today = session.blank().as_of;
    let carried = carry(&session.catalogue.plan, Assessment { as_of: today, ..old.clone() })
        .map_err(|refusals: Refusals| faults(&not_the_edition(refusals)))?;
    let answers = carried.answers.clone();
    Ok(Incoming { from, answers, judged_on, is_own: false, carried: Some(Box::new((old, carried))) })
}

/// Without the refusal of the edition, which is being dealt with.
fn not_the_edition(refusals: Refusals) -> Vec<Refusal> {
    let mut refusals = refusals.into_vec();
    refusals.retain(|refusal| refusal.code != Code::WrongEdition);
    refusals
}

/// Something wrong as a whole.
pub(super) fn fault(words: &str) -> Fault {
    Fault::new(words.to_owned())
}
