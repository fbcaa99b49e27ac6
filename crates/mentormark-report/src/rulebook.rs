//! What a scheme's rules say, as chapters of clauses; a language writes them.

use mentormark_rules::Id;

/// A part of a scheme in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chapter {
    /// What it is about.
    pub title: &'static str,
    /// What it says, at least one thing.
    pub clauses: Vec<Clause>,
}

/// One thing that a rule says; with what it is made up of, where that is several things.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clause {
    /// The words.
    pub text: String,
    /// The anchor of the source; that of the clause around it where there is none.
    pub source: Option<Id>,
    /// What it is made up of.
    pub of: Vec<Clause>,
}

impl Clause {
    pub(crate) fn new(text: impl Into<String>, source: &Id) -> Self {
        Self { text: text.into(), source: Some(source.clone()), of: Vec::new() }
    }

    pub(crate) fn plain(text: impl Into<String>) -> Self {
        Self { text: text.into(), source: None, of: Vec::new() }
    }

    pub(crate) fn with(self, of: Vec<Self>) -> Self {
        Self { of, ..self }
    }
}
