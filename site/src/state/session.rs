//! One person's answers to one standard, what the rules say of them, and whether they are kept.

use std::collections::BTreeMap;
use std::ops::Deref;

use gloo::events::EventListener;
use gloo::timers::callback::Timeout;
use leptos::prelude::*;
use leptos::task::spawn_local;
use mentormark_rules::{Asked, Assessment, Case, Date, Outcome, Refusal, Refusals, Wording, json};
use wasm_bindgen::JsCast;
use wasm_split_helpers::SplitLoaderError;
use web_sys::StorageEvent;

use super::store::{self, Stored};
use crate::deeds;
use crate::explain::{self, Explainer, Explains};
use crate::html::{Html, html};
use crate::parts::Fault;
use crate::text;

use super::{Catalogue, Form, clock, download};

/// Milliseconds without a change after which answers are saved.
const PAUSE: u32 = 300;

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
    /// Takes up what this browser keeps.
    ///
    /// # Errors
    /// When something is kept and what reads it could not be loaded.
    pub(crate) async fn open(catalogue: &'static Catalogue) -> Result<Self, SplitLoaderError> {
        let key = store::open(catalogue.scheme());
        // What is kept is read when its reader is there, and not before: another tab may save meanwhile.
        let stored = if store::entry(&key).is_some() { deeds::stored(key.clone()).await? } else { Stored::Nothing };
        Ok(Self::start(catalogue, key, stored))
    }

    fn start(catalogue: &'static Catalogue, key: String, stored: Stored) -> Self {
        let (answers, name, kept) = match stored {
            Stored::Nothing => (blank(catalogue), String::new(), Kept::Nothing),
            Stored::Kept(named) => (here(catalogue, named.answers), named.name, Kept::Saved),
            Stored::Unreadable(entry) => (blank(catalogue), String::new(), Kept::Blocked(entry)),
        };
        let session = Self::about(catalogue, (key, name), answers, kept);
        session.listen();
        session
    }

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
            unkept: RwSignal::default(),
            pending: StoredValue::default(),
            turns: StoredValue::default(),
            timer: StoredValue::new_local(None),
        })))
    }

    /// Saves before the page goes, follows the clock when it comes back, and follows other tabs.
    fn listen(self) {
        EventListener::new(&document(), "visibilitychange", move |_| {
            if document().hidden() {
                self.save_now();
            } else if self.answers.with_untracked(|answers| answers.as_of != today(self.catalogue)) {
                self.answers.update(|answers| answers.as_of = today(self.catalogue));
            }
        })
        .forget();
        EventListener::new(&window(), "pagehide", move |_| self.save_now()).forget();
        EventListener::new(&window(), "storage", move |event| {
            if let Some(event) = event.dyn_ref::<StorageEvent>()
                && event.key().is_none_or(|key| key == self.key.get_untracked())
            {
                self.follow();
            }
        })
        .forget();
    }

    /// Takes over what another tab saved, so that the last change of either stands in both. Reading it may have to wait for what reads
    /// it: a change made here meanwhile, or a later one there, is the last one then.
    fn follow(self) {
        self.timer.set_value(None);
        let key = self.key.get_untracked();
        let turn = self.turn();
        let Some(entry) = store::entry(&key) else { return self.take_over(Stored::Nothing) };
        spawn_local(async move {
            let stored = deeds::stored(key).await;
            if self.turns.get_value() == turn {
                self.take_over(stored.unwrap_or(Stored::Unreadable(entry)));
            }
        });
    }

    /// Notes that something changed, here or in another tab; gives how often that was.
    fn turn(self) -> u32 {
        self.turns.update_value(|turns| *turns += 1);
        self.turns.get_value()
    }

    fn take_over(self, stored: Stored) {
        match stored {
            Stored::Nothing => self.take_up(blank(self.catalogue), Kept::Nothing),
            Stored::Kept(named) => {
                self.name.set(named.name);
                self.take_up(here(self.catalogue, named.answers), Kept::Saved);
            }
            Stored::Unreadable(entry) => self.kept.set(Kept::Blocked(entry)),
        }
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
            self.replace(answers);
            self.tell(words);
        }
    }

    /// Says what was done, in the page and aloud.
    pub(crate) fn tell(self, words: String) {
        self.said.set(words.clone());
        self.done.set(words);
    }

    /// Removes every answer, here and where they are kept.
    pub(crate) fn clear(self) {
        self.turn();
        self.timer.set_value(None);
        let (key, name) = (self.key.get_untracked(), self.name.get_untracked());
        // One that was given a name stays, without answers.
        let cleared =
            if name.is_empty() { store::remove(&key) } else { store::save(&key, &name, &blank(self.catalogue)) };
        let removed = cleared.and(store::remove(&store::plan_key(&key)));
        self.unkept.set(String::new());
        self.take_up(blank(self.catalogue), if removed.is_ok() { Kept::Nothing } else { Kept::Refused });
    }

    /// Takes up the assessment under `key`, which opens by itself from now on; the one that was open is saved before.
    pub(crate) fn switch(self, key: String) {
        self.save_now();
        self.turn();
        self.name.set(String::new());
        self.unkept.set(String::new());
        // Where this cannot be kept, the one that opened by itself before still does.
        let _ = store::point(self.catalogue.scheme(), &key);
        let stored = store::load(&key);
        self.key.set(key);
        self.take_over(stored);
    }

    /// Gives this assessment a name, which is kept with it.
    pub(crate) fn rename(self, name: String) {
        self.turn();
        self.name.set(name);
        self.save_soon();
        self.save_now();
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

    /// Downloads what was kept before and cannot be read.
    pub(crate) fn export_unreadable(self) {
        if let Kept::Blocked(entry) = &*self.kept.read_untracked() {
            download(text::UNREADABLE_FILE, entry);
        }
    }

    /// Moves what could not be read out of the way and keeps answers again.
    pub(crate) fn set_aside(self) {
        if let Kept::Blocked(entry) = self.kept.get_untracked() {
            let moved = store::set_aside(&self.key.get_untracked(), &entry);
            self.kept.set(if moved.is_ok() { Kept::Nothing } else { Kept::Refused });
            if moved.is_ok() && !untrack(move || self.is_blank()) {
                self.save_soon();
            }
        }
    }

    fn save_soon(self) {
        if matches!(*self.kept.read_untracked(), Kept::Blocked(_) | Kept::Aside) {
            return;
        }
        if !matches!(*self.kept.read_untracked(), Kept::Refused | Kept::Saving) {
            self.kept.set(Kept::Saving);
        }
        self.timer.set_value(Some(Timeout::new(PAUSE, move || self.save())));
    }

    /// Saves at once what would have been saved soon.
    pub(crate) fn save_now(self) {
        if self.timer.with_value(Option::is_some) {
            self.save();
        }
    }

    fn save(self) {
        self.timer.set_value(None);
        let (key, name) = (self.key.get_untracked(), self.name.get_untracked());
        let saved = self.answers.with_untracked(|answers| store::save(&key, &name, answers));
        self.kept.set(if saved.is_ok() { Kept::Saved } else { Kept::Refused });
    }

    /// Words about the outcome, which may not be explained yet, for a slot; none where there is no outcome.
    pub(crate) fn words(
        self,
        words: impl Fn(&Outcome, &Wording) -> String + Send + Sync + 'static,
    ) -> impl Fn(&mut Html) + Send + Sync + 'static {
        self.markup(move |to, outcome| to.words(&words(outcome, &self.catalogue.wording)))
    }

    /// Markup about the outcome, which may not be explained yet, for a slot; none where there is no outcome.
    pub(crate) fn markup(
        self,
        markup: impl Fn(&mut Html, &Outcome) + Send + Sync + 'static,
    ) -> impl Fn(&mut Html) + Send + Sync + 'static {
        move |to| {
            self.standing.with(|standing| {
                if let Ok(judged) = &standing.0 {
                    markup(to, &judged.outcome);
                }
            });
        }
    }

    /// Markup that needs explanations, for a slot; until they are loaded, that they are on their way or could not be had.
    pub(crate) fn explained(
        self,
        markup: impl Fn(&mut Html, &dyn Explains, &Outcome) + Send + Sync + 'static,
    ) -> impl Fn(&mut Html) + Send + Sync + 'static {
        move |to| match self.explainer.get() {
            Explainer::Awaited => html!(to, "<p class=\"quiet\">", text::WAIT, "</p>"),
            Explainer::Missing => html!(
                to,
                "<p class=\"fault\">",
                text::EXPLANATIONS_MISSING,
                "</p><p class=\"buttons\"><button type=\"button\" class=\"button plain\" data-do=\"explain\">",
                text::TRY_AGAIN,
                "</button></p>"
            ),
            Explainer::Here(explainer) => self.standing.with(|standing| {
                if let Ok(Judged { outcome, is_explained: true, .. }) = &standing.0 {
                    markup(to, explainer, outcome);
                }
            }),
        }
    }

    /// Loads what explains outcomes.
    pub(crate) fn explain(self) {
        self.explainer.set(Explainer::Awaited);
        spawn_local(async move {
            let loaded = explain::load().await;
            if loaded.is_err() {
                self.said.set(text::EXPLANATIONS_MISSING.to_owned());
            }
            self.explainer.set(loaded.map_or(Explainer::Missing, Explainer::Here));
        });
    }
}

fn judged(catalogue: &Catalogue, answers: &Assessment, explainer: Explainer) -> Standing {
    let judged = |case: Case| {
        let (outcome, is_explained) = match explainer {
            Explainer::Here(explainer) => (explainer.outcome(catalogue, &case), true),
            _ => (catalogue.plan.outline(&case), false),
        };
        Judged { outcome, is_explained, unreasoned: case.unreasoned() }
    };
    Fresh(catalogue.plan.read(answers).map(judged))
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
        facts: BTreeMap::new(),
        ratings: BTreeMap::new(),
        evidence: BTreeMap::new(),
        programmes: Vec::new(),
    }
}

/// Today; the edition's first day on a device whose clock is out of all bounds.
fn today(catalogue: &Catalogue) -> Date {
    clock::today().unwrap_or(catalogue.scheme().starts_on)
}
