//! One person's answers to one standard, what the rules say of them, and whether they are kept.

mod explained;
mod keep;

use std::ops::Deref;

use gloo::timers::callback::Timeout;
use leptos::prelude::*;
use mentormark_rules::{Asked, Assessment, Date, Entries, Outcome, Refusal, Refusals, json};

use super::{Catalogue, Form, clock, download};
use crate::explain::Explainer;
use crate::parts::Fault;
use explained::judged;

/// What the rules say, or why these answers are refused.
type Standing = Fresh<Result<Judged, Refusals>>;

/// Where one stands.
#[derive(Clone)]
pub(crate) struct Judged {
    /// The outcome; without what explains it until that is loaded.
    pub(crate) outcome: Outcome,
    /// Whether it is explained.
    is_explained: bool,
    /// Criteria that still need a reason, by programme and place.
    unreasoned: Vec<Vec<usize>>,
}

/// Something worked out anew, which counts as changed whenever it is: each slot that follows it compares its own words, and comparing
/// all of it before costs more than it saves.
#[derive(Clone)]
pub(crate) struct Fresh<T>(pub(crate) T);

impl<T> PartialEq for Fresh<T> {
    fn eq(&self, _: &Self) -> bool {
        false
    }
}

/// Whether the answers are kept in this browser.
#[derive(Clone, PartialEq, Eq)]
pub(crate) enum Kept {
    /// There is nothing to keep yet.
    Nothing,
    /// A change is about to be saved.
    Saving,
    /// They are.
    Saved,
    /// The browser refuses.
    Refused,
    /// What was kept before cannot be read and is left as it is, here; until it is set aside nothing is saved over it.
    Blocked(String),
    /// They are a copy, which is kept nowhere.
    Aside,
}

/// The session of a page: cheap to copy, lives as long as the page.
#[derive(Clone, Copy)]
pub(crate) struct Session(&'static State);

/// What a session knows.
pub(crate) struct State {
    /// The standard.
    pub(crate) catalogue: &'static Catalogue,
    /// The answers, judged on today's date.
    pub(crate) answers: RwSignal<Assessment>,
    /// What the rules say of them; worked out once a change.
    pub(crate) standing: Memo<Standing>,
    /// Criteria that still need a reason, by programme and place.
    pub(crate) unreasoned: Memo<Vec<Vec<usize>>>,
    /// What explains outcomes, once it is loaded.
    pub(crate) explainer: RwSignal<Explainer>,
    /// What is to be asked now, and the ids of the programmes of which; none where there is one without a name.
    pub(crate) asked: Memo<(Asked, Vec<String>)>,
    /// The answers about the applicant as they are being typed.
    pub(crate) form: RwSignal<Form>,
    /// Whether the answers are kept.
    pub(crate) kept: RwSignal<Kept>,
    /// How often other answers took the place of these, after which a page is drawn anew.
    pub(crate) replaced: RwSignal<u32>,
    /// What the summary of this page says is wrong.
    pub(crate) faults: RwSignal<Vec<Fault>>,
    /// What is wrong beside fields.
    pub(crate) beside: RwSignal<Vec<Fault>>,
    /// What was done last with a file.
    pub(crate) done: RwSignal<String>,
    /// Whether what was pressed last could not be done, because its part of the site could not be loaded.
    pub(crate) not_loaded: RwSignal<bool>,
    /// What is read out to those who cannot see the page change.
    pub(crate) said: RwSignal<String>,
    /// The name of this assessment among those that the browser keeps; empty where it has none.
    pub(crate) name: RwSignal<String>,
    /// The key under which it is kept.
    pub(crate) key: RwSignal<String>,
    /// The hash of the rules by which the answers were given.
    pub(crate) rules: RwSignal<String>,
    /// An action plan that the browser refuses to keep; empty where there is none.
    pub(crate) unkept: RwSignal<String>,
    pending: StoredValue<Option<(Assessment, String)>>,
    turns: StoredValue<u32>,
    timer: StoredValue<Option<Timeout>, LocalStorage>,
}

impl Deref for Session {
    type Target = State;

    fn deref(&self) -> &State {
        self.0
    }
}

/// Some of what was offered was refused, and the answers stay as they were.
pub(crate) struct Refused(pub(crate) Vec<Refusal>);

impl Session {
    /// A session about other answers to the same standard, which are kept nowhere and follow nothing.
    pub(crate) fn aside(self, answers: Assessment) -> Self {
        Self::about(self.catalogue, Default::default(), answers, Kept::Aside)
    }

    /// A session about answers, kept under a key with a name.
    fn about(catalogue: &'static Catalogue, (key, name): (String, String), answers: Assessment, kept: Kept) -> Self {
        let form = RwSignal::new(Form::of(&answers, &catalogue.scheme().facts));
        let answers = RwSignal::new(answers);
        let explainer = RwSignal::new(Explainer::Awaited);
        let standing = Memo::new(move |_| answers.with(|answers| judged(catalogue, answers, explainer.get())));
        Self(Box::leak(Box::new(State {
            catalogue,
            answers,
            standing,
            unreasoned: Memo::new(move |_| {
                standing
                    .with(|standing| standing.0.as_ref().map(|judged| judged.unreasoned.clone()).unwrap_or_default())
            }),
            explainer,
            asked: Memo::new(move |_| {
                answers.with(|answers| {
                    let programmes = answers.programmes.iter().map(|programme| programme.id.clone());
                    (catalogue.plan.asked(answers), programmes.collect())
                })
            }),
            form,
            kept: RwSignal::new(kept),
            name: RwSignal::new(name),
            key: RwSignal::new(key),
            replaced: RwSignal::default(),
            faults: RwSignal::default(),
            beside: RwSignal::default(),
            done: RwSignal::default(),
            not_loaded: RwSignal::default(),
            said: RwSignal::default(),
            rules: RwSignal::new(catalogue.plan.rules_hash().to_owned()),
            unkept: RwSignal::default(),
            pending: StoredValue::default(),
            turns: StoredValue::default(),
            timer: StoredValue::new_local(None),
        })))
    }

    /// Notes that something changed, here or in another tab; gives how often that was.
    fn turn(self) -> u32 {
        self.turns.update_value(|turns| *turns += 1);
        self.turns.get_value()
    }

    fn take_up(self, answers: Assessment, kept: Kept) {
        self.show(&answers);
        self.answers.set(answers);
        self.kept.set(kept);
        self.replaced.update(|times| *times += 1);
    }

    /// Puts what the answers say in place of what was typed.
    fn show(self, answers: &Assessment) {
        self.form.set(Form::of(answers, &self.catalogue.scheme().facts));
        self.faults.set(Vec::new());
        self.beside.set(Vec::new());
    }

    /// Changes the answers and saves them shortly after.
    pub(crate) fn change(self, change: impl FnOnce(&mut Assessment)) {
        self.turn();
        self.answers.update(|answers| {
            answers.as_of = today(self.catalogue);
            change(answers);
        });
        self.save_soon();
    }

    /// Takes back an answer that what is on screen no longer says.
    pub(crate) fn forget(self, forget: impl FnOnce(&mut Assessment)) {
        let mut answers = self.answers.get_untracked();
        forget(&mut answers);
        if self.answers.with_untracked(|present| *present != answers) {
            self.change(|present| *present = answers);
        }
    }

    /// Whether something stands in a field that is no answer yet, such as an award without its day.
    pub(crate) fn is_unfinished(self) -> bool {
        self.form.with(|form| self.answers.with(|answers| form.says_more_than(answers)))
    }

    /// Makes `offered` the answers, unless the engine refuses a value at or below `pointer` in them.
    pub(crate) fn offer(self, offered: Assessment, pointer: &str) -> Result<(), Refused> {
        if let Err(refusals) = self.catalogue.plan.read(&offered) {
            let mut here = refusals.into_vec();
            here.retain(|refusal| refusal.pointer.starts_with(pointer));
            if !here.is_empty() {
                return Err(Refused(here));
            }
        }
        if self.answers.with_untracked(|answers| *answers != offered) {
            self.change(|answers| *answers = offered);
        }
        Ok(())
    }

    /// The answers in a file of the public contract, as they would stand here today; everything that is wrong with it otherwise.
    pub(crate) fn read_file(self, text: &str) -> Result<Assessment, Refused> {
        let plan = &self.catalogue.plan;
        let (mut refusals, read) = match json::thorough_assessment(text) {
            Ok(read) => (Vec::new(), Some(read)),
            Err(unread) => (unread.refusals.into_vec(), unread.rest.map(|rest| *rest)),
        };
        for judged in [read.clone(), read.clone().map(|read| here(self.catalogue, read))].into_iter().flatten() {
            refusals.extend(plan.read(&judged).err().into_iter().flat_map(Refusals::into_vec));
        }
        let read = Refusals::unless_none(refusals, read).map_err(|refusals| Refused(refusals.into_vec()))?;
        read.map(|read| here(self.catalogue, read)).ok_or(Refused(Vec::new()))
    }

    /// Holds the answers of a file until it is agreed that they take the place of these; `words` say so then.
    pub(crate) fn pend(self, answers: Assessment, words: String) {
        self.pending.set_value(Some((answers, words)));
    }

    /// Puts the answers that were held in place of these.
    pub(crate) fn take_pending(self) {
        if let Some((answers, words)) = self.pending.try_update_value(Option::take).flatten() {
            self.given_by(String::new());
            self.replace(answers);
            self.tell(words);
        }
    }

    /// Says what was done, in the page and aloud.
    pub(crate) fn tell(self, words: String) {
        self.said.set(words.clone());
        self.done.set(words);
    }

    /// An assessment of this standard without answers.
    pub(crate) fn blank(self) -> Assessment {
        blank(self.catalogue)
    }

    /// Answers as they stand on this standard today.
    pub(crate) fn here(self, answers: Assessment) -> Assessment {
        here(self.catalogue, answers)
    }

    /// Puts other answers in place of these.
    pub(crate) fn replace(self, answers: Assessment) {
        self.show(&answers);
        self.change(|present| *present = answers);
        self.replaced.update(|times| *times += 1);
    }

    /// Whether nothing has been answered.
    pub(crate) fn is_blank(self) -> bool {
        let blank = blank(self.catalogue);
        self.answers.with(|answers| *answers == Assessment { as_of: answers.as_of, ..blank })
    }

    /// The answers as a file or a submission states them: on today's date.
    pub(crate) fn stated(self) -> Assessment {
        self.answers.with_untracked(|answers| here(self.catalogue, answers.clone()))
    }

    /// Downloads the answers as a file, judged on today's date for good.
    pub(crate) fn export(self) {
        let answers = self.stated();
        let scheme = self.catalogue.scheme();
        download(&format!("{}-{}-{}.json", scheme.id, scheme.edition, answers.as_of), &json::canonical(&answers));
    }
}

/// The answers as they stand on this standard today.
fn here(catalogue: &Catalogue, answers: Assessment) -> Assessment {
    let edition = answers.edition.or_else(|| Some(catalogue.scheme().edition.to_string()));
    Assessment { as_of: today(catalogue), edition, ..answers }
}

fn blank(catalogue: &Catalogue) -> Assessment {
    let scheme = catalogue.scheme();
    Assessment {
        scheme: scheme.id.to_string(),
        edition: Some(scheme.edition.to_string()),
        as_of: today(catalogue),
        target: None,
        tax_point: None,
        held: None,
        held_elsewhere: Vec::new(),
        facts: Entries::new(),
        ratings: Entries::new(),
        evidence: Entries::new(),
        programmes: Vec::new(),
    }
}

/// Today; the edition's first day on a device whose clock is out of all bounds.
fn today(catalogue: &Catalogue) -> Date {
    clock::today().unwrap_or(catalogue.scheme().starts_on)
}
