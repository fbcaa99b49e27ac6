//! The sources that a page names, each with a number.

use mentormark_report::{english::source_note, source};
use mentormark_rules::{Id, Wording};

use crate::page::Page;

/// The sources named so far, each with a number.
#[derive(Default)]
pub(crate) struct Notes {
    anchors: Vec<Id>,
}

impl Notes {
    /// A sentence with the number of its source.
    pub(crate) fn cite(&mut self, sentence: &str, anchor: &Id) -> String {
        format!("{sentence} [{}]", self.number(anchor))
    }

    /// The number of a source, from 1.
    pub(crate) fn number(&mut self, anchor: &Id) -> usize {
        let known = self.anchors.iter().position(|known| known == anchor);
        let place = known.unwrap_or_else(|| {
            self.anchors.push(anchor.clone());
            self.anchors.len() - 1
        });
        place + 1
    }

    /// Writes what the sources say, and how far each can be relied on.
    pub(crate) fn write(&self, page: &mut Page, wording: &Wording) {
        if self.anchors.is_empty() {
            return;
        }
        page.heading("Sources");
        for (i, anchor) in self.anchors.iter().enumerate() {
            page.hanging(&format!("[{}] ", i + 1), &said(anchor, wording));
        }
    }

    /// Writes what the sources say that were not named, and below that the background, with why no rule rests on it.
    pub(crate) fn write_others(&self, page: &mut Page, wording: &Wording) {
        let is_named = |key: &str| self.anchors.iter().any(|anchor| *anchor == key);
        let others = wording.sources.iter().filter(|(key, _)| !is_named(key));
        let (background, others): (Vec<_>, Vec<_>) = others.partition(|(_, source)| source.because.is_some());
        let lists = [("What no rule here names", others), ("Background, on which no rule rests", background)];
        for (title, listed) in lists {
            if !listed.is_empty() {
                page.heading(title);
            }
            for (anchor, source) in listed {
                let because = source.because.iter().map(|because| format!(" {because}"));
                page.item(&[said(anchor, wording)].into_iter().chain(because).collect::<String>());
            }
        }
    }
}

fn said(anchor: &str, wording: &Wording) -> String {
    let note = source_note(anchor, wording);
    source(anchor, wording).map_or(note.clone(), |source| format!("{} ({note})", source.says))
}
