//! Choices: radio buttons or checkboxes, each in a label that is as large as a finger. Every group of them is made here.

use crate::html::{Html, html};

/// What the choices of a group have in common.
#[derive(Clone, Copy)]
pub(crate) struct Choices<'a> {
    /// What hears them, as `act` knows it.
    pub(crate) take: &'a str,
    /// The name of the group.
    pub(crate) name: &'a str,
    /// Whether several may be chosen.
    pub(crate) many: bool,
}

impl Choices<'_> {
    /// Adds a choice.
    pub(crate) fn add(self, to: &mut Html, value: &str, words: &str, is_chosen: bool) {
        html!(to, "<label class=\"choice\"><input type=\"");
        to.markup(if self.many { "checkbox" } else { "radio" });
        html!(to, "\" data-take=\"", self.take, "\" name=\"", self.name, "\" value=\"", value, "\"");
        to.markup(if is_chosen { " checked>" } else { ">" });
        html!(to, "<span>", words, "</span></label>");
    }
}

/// Adds the button that takes back what is chosen of a question or a criterion.
pub(crate) fn undo(to: &mut Html, words: &str, of: &str) {
    html!(
        to,
        "<button type=\"button\" class=\"text-button undo\" data-do=\"undo\">",
        words,
        "<span class=\"unseen\">: ",
        of,
        "</span></button>"
    );
}
