//! Keeping a session's answers in this browser: taking up what is there, saving shortly after each change, and following other tabs.

use gloo::events::EventListener;
use gloo::timers::callback::Timeout;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;
use wasm_split_helpers::SplitLoaderError;
use web_sys::StorageEvent;

use super::{Kept, Session, blank, here, today};
use crate::deeds;
use crate::state::store::{self, Stored};
use crate::state::{Catalogue, download};
use crate::text;

/// Milliseconds without a change after which answers are saved.
const PAUSE: u32 = 300;

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
        let (answers, name, kept, rules) = match stored {
            Stored::Nothing => (blank(catalogue), String::new(), Kept::Nothing, String::new()),
            Stored::Kept(named) => (here(catalogue, named.answers), named.name, Kept::Saved, named.rules),
            Stored::Unreadable(entry) => (blank(catalogue), String::new(), Kept::Blocked(entry), String::new()),
        };
        let session = Self::about(catalogue, (key, name), answers, kept);
        session.given_by(rules);
        session.listen();
        session
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

    fn take_over(self, stored: Stored) {
        match stored {
            Stored::Nothing => {
                self.given_by(String::new());
                self.take_up(blank(self.catalogue), Kept::Nothing);
            }
            Stored::Kept(named) => {
                self.name.set(named.name);
                self.given_by(named.rules);
                self.take_up(here(self.catalogue, named.answers), Kept::Saved);
            }
            Stored::Unreadable(entry) => self.kept.set(Kept::Blocked(entry)),
        }
    }

    /// Notes by which rules the answers were given: those of the page where that is not known.
    pub(crate) fn given_by(self, rules: String) {
        let rules = if rules.is_empty() { self.catalogue.plan.rules_hash().to_owned() } else { rules };
        // What is told of them is told once.
        if self.rules.with_untracked(|before| *before != rules) {
            self.rules.set(rules);
        }
    }

    /// Takes the answers for ones that were given by the rules of the page.
    pub(crate) fn take_rules(self) {
        self.given_by(String::new());
        self.turn();
        self.save_soon();
        self.save_now();
    }

    /// Removes every answer, here and where they are kept.
    pub(crate) fn clear(self) {
        self.turn();
        self.timer.set_value(None);
        let (key, name) = (self.key.get_untracked(), self.name.get_untracked());
        // One that was given a name stays, without answers.
        self.given_by(String::new());
        let rules = self.rules.get_untracked();
        let cleared = if name.is_empty() {
            store::remove(&key)
        } else {
            store::save(&key, &name, &rules, &blank(self.catalogue))
        };
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

    pub(super) fn save_soon(self) {
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
        let (key, name, rules) = (self.key.get_untracked(), self.name.get_untracked(), self.rules.get_untracked());
        let saved = self.answers.with_untracked(|answers| store::save(&key, &name, &rules, answers));
        self.kept.set(if saved.is_ok() { Kept::Saved } else { Kept::Refused });
    }
}
