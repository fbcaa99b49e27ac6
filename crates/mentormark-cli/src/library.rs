//! The schemes to judge by: those that ship with the program, and those added from files.

use std::{
    borrow::Cow,
    path::{Path, PathBuf},
    sync::OnceLock,
};

use mentormark_rules::{
    Assessment, Date, Plan, Refusal, Refusals, Wording, nearest,
    scheme::{Edition, edition_on},
};
use mentormark_schemes::{Revision, Shipped};

use crate::{commands::compile, ending::Failure, input, paint::Paint, refused};

/// The schemes to judge by.
pub(crate) struct Library {
    entries: Vec<Entry>,
    /// Every revision that was released, for what was claimed under it.
    released: Vec<Released>,
}

/// A revision that was released.
struct Released {
    revision: &'static Revision,
    plan: OnceLock<Result<Plan, Refusals>>,
}

/// One edition of a scheme.
pub(crate) struct Entry {
    id: String,
    edition: String,
    starts_on: Date,
    rules_hash: Cow<'static, str>,
    compiled: Cow<'static, str>,
    /// Compiled words; the shipped ones of the same scheme for one from a file.
    words: Option<&'static str>,
    plan: OnceLock<Result<Plan, Refusals>>,
}

impl Library {
    /// The shipped schemes and those in `files`, which take the place of a shipped one with the same id and edition.
    ///
    /// # Errors
    /// A file that cannot be read; a scheme with faults, which are told on standard error.
    pub(crate) fn new(files: &[PathBuf], paint: Paint) -> Result<Self, Failure> {
        let mut entries: Vec<Entry> = mentormark_schemes::all().iter().filter_map(Entry::shipped).collect();
        for file in files {
            let added = Entry::from_file(file, paint)?;
            entries.retain(|entry| (&entry.id, &entry.edition) != (&added.id, &added.edition));
            entries.push(added);
        }
        Ok(Self { entries, released: released() })
    }

    /// The same schemes without any plan yet, for another thread.
    pub(crate) fn afresh(&self) -> Self {
        Self { entries: self.entries.iter().map(Entry::afresh).collect(), released: released() }
    }

    /// The rules with this hash: from a file, shipped, or of any revision that was released.
    pub(crate) fn by_hash(&self, rules_hash: &str) -> Option<&Plan> {
        if let Some(entry) = self.entries.iter().find(|entry| entry.rules_hash == rules_hash) {
            return entry.plan().ok();
        }
        let kept = self.released.iter().find(|kept| kept.revision.rules_hash == rules_hash)?;
        kept.plan.get_or_init(|| Plan::from_json(kept.revision.compiled)).as_ref().ok()
    }

    /// The words for rules of these or of a revision.
    pub(crate) fn wording_of(&self, plan: &Plan) -> Wording {
        let (id, edition) = (&plan.scheme().id, &plan.scheme().edition);
        let entry = self.entries.iter().find(|entry| entry.rules_hash == plan.rules_hash());
        let shipped = || mentormark_schemes::find(id, edition).and_then(words);
        wording(id, entry.map_or_else(shipped, |entry| entry.words))
    }

    /// The plan that judges an assessment.
    pub(crate) fn plan_for(&self, assessment: &Assessment) -> Result<&Plan, Refusal> {
        let editions: Vec<Edition<'_>> = self.entries.iter().map(Entry::as_edition).collect();
        let chosen = edition_on(&editions, assessment)?;
        // INVARIANT: `edition_on` gives a place in its list, and shipped schemes were checked by the build.
        let entry = self.entries.get(chosen).map(Entry::plan);
        entry.and_then(Result::ok).ok_or_else(|| {
            Refusal::new(mentormark_rules::Code::UnknownScheme, "/scheme", "this scheme cannot be judged by")
        })
    }

    /// The edition `named`: `SCHEME@EDITION` or `SCHEME` of these, or a scheme file by its ending.
    ///
    /// # Errors
    /// A scheme or an edition that is not there; a file that cannot be read or has faults, which are told on standard error.
    pub(crate) fn named(&self, named: &str, paint: Paint) -> Result<Entry, Failure> {
        let file = Path::new(named);
        if file.extension().is_some_and(|ending| ending == "toml" || ending == "json") {
            return Entry::from_file(file, paint);
        }
        let (id, edition) = named.split_once('@').map_or((named, None), |(id, edition)| (id, Some(edition)));
        self.find(id, edition).map(Entry::afresh)
    }

    /// The entry of a scheme's edition; of its latest where none is named.
    ///
    /// # Errors
    /// A scheme or an edition that is not there.
    pub(crate) fn find(&self, id: &str, edition: Option<&str>) -> Result<&Entry, Failure> {
        let of_scheme: Vec<&Entry> = self.entries.iter().filter(|entry| entry.id == id).collect();
        if of_scheme.is_empty() {
            let known = self.entries.iter().map(|entry| entry.id.as_str());
            return Err(unknown(&format!("there is no scheme `{id}`"), id, known));
        }
        match edition {
            None => of_scheme.into_iter().max_by_key(|entry| entry.starts_on),
            Some(edition) => of_scheme.into_iter().find(|entry| entry.edition == edition),
        }
        .ok_or_else(|| {
            let edition = edition.unwrap_or_default();
            let known = self.entries.iter().filter(|entry| entry.id == id).map(|entry| entry.edition.as_str());
            unknown(&format!("`{id}` has no edition `{edition}`"), edition, known)
        })
    }
}

fn unknown<'a>(fault: &str, given: &str, known: impl Iterator<Item = &'a str>) -> Failure {
    let meant = nearest(given, known).map(|name| format!(" (did you mean `{name}`?)")).unwrap_or_default();
    Failure::Input(format!("{fault}{meant}: `mentormark schemes` lists them"))
}

impl Entry {
    fn shipped(shipped: &'static Shipped) -> Option<Self> {
        Some(Self {
            id: shipped.id.to_owned(),
            edition: shipped.edition.to_owned(),
            starts_on: shipped.starts_on.parse().ok()?,
            rules_hash: Cow::Borrowed(shipped.rules_hash),
            compiled: Cow::Borrowed(shipped.compiled),
            words: words(shipped),
            plan: OnceLock::new(),
        })
    }

    /// The edition in a scheme file, TOML or compiled JSON.
    ///
    /// # Errors
    /// A file that cannot be read; a scheme with faults, which are told on standard error.
    pub(crate) fn from_file(file: &Path, paint: Paint) -> Result<Self, Failure> {
        let text = compile::written_scheme(file, paint)?;
        let compiled = if input::is_json(&text) { text } else { compile::compiled(file, &text, &[], paint)? };
        let plan = Plan::from_json(&compiled).map_err(|refusals| {
            refused::tell(&format!("`{}`", file.display()), &refusals, paint);
            Failure::Told
        })?;
        Ok(Self::added(compiled, plan))
    }

    /// The same edition without its plan, for another thread: its ids are counted references, which threads that share them would
    /// have to count in turn.
    pub(crate) fn afresh(&self) -> Self {
        Self {
            id: self.id.clone(),
            edition: self.edition.clone(),
            starts_on: self.starts_on,
            rules_hash: self.rules_hash.clone(),
            compiled: self.compiled.clone(),
            words: self.words,
            plan: OnceLock::new(),
        }
    }

    fn added(compiled: String, plan: Plan) -> Self {
        let scheme = plan.scheme();
        let (id, edition) = (scheme.id.to_string(), scheme.edition.to_string());
        let mut shipped = mentormark_schemes::all().iter().filter(|shipped| shipped.id == id);
        Self {
            starts_on: scheme.starts_on,
            words: shipped.next_back().and_then(words),
            rules_hash: Cow::Owned(plan.rules_hash().to_owned()),
            id,
            edition,
            compiled: Cow::Owned(compiled),
            plan: Ok(plan).into(),
        }
    }

    fn as_edition(&self) -> Edition<'_> {
        Edition { scheme: &self.id, edition: &self.edition, starts_on: self.starts_on }
    }

    /// The compiled rules; made when first asked for.
    pub(crate) fn plan(&self) -> Result<&Plan, &Refusals> {
        self.plan.get_or_init(|| Plan::from_json(&self.compiled)).as_ref()
    }

    /// The compiled scheme.
    pub(crate) fn compiled(&self) -> &str {
        &self.compiled
    }

    /// The words of the scheme; none but its id where it has none.
    pub(crate) fn wording(&self) -> Wording {
        wording(&self.id, self.words)
    }
}

fn released() -> Vec<Released> {
    let revisions = mentormark_schemes::revisions().iter();
    revisions.map(|revision| Released { revision, plan: OnceLock::new() }).collect()
}

/// Compiled words as data; none but the scheme's id where there are none.
fn wording(id: &str, words: Option<&str>) -> Wording {
    words.and_then(|words| Wording::from_json(words).ok()).unwrap_or_else(|| Wording {
        language: LANGUAGE.to_owned(),
        name: id.to_owned(),
        short_name: id.to_owned(),
        ..Wording::default()
    })
}

/// The language of reports.
const LANGUAGE: &str = "en-GB";

fn words(shipped: &'static Shipped) -> Option<&'static str> {
    shipped.words_in(LANGUAGE).map(|words| words.compiled)
}
