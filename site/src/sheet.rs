//! A piece of page: markup made once, with slots in it that follow the answers. Only a slot whose content changes is touched.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, Node};

use crate::html::{Html, html};

/// Markup with slots.
#[derive(Default)]
pub(crate) struct Sheet {
    html: Html,
    slots: Vec<Memo<Html>>,
}

impl Sheet {
    /// Where the markup goes.
    pub(crate) fn html(&mut self) -> &mut Html {
        &mut self.html
    }

    /// Adds a slot with what `content` writes, as often as what it reads changes.
    pub(crate) fn show(&mut self, content: impl Fn(&mut Html) + Send + Sync + 'static) {
        self.slot(Box::new(content));
    }

    /// Not generic, so that all slots together cost one memo's WebAssembly.
    fn slot(&mut self, content: Box<dyn Fn(&mut Html) + Send + Sync>) {
        let content = Memo::new(move |_| {
            let mut html = Html::default();
            content(&mut html);
            html
        });
        html!(self.html, "<span data-slot=\"", self.slots.len().to_string(), "\">");
        content.with_untracked(|content| self.html.add(content));
        html!(self.html, "</span>");
        self.slots.push(content);
    }

    /// Puts the sheet into the page, where its slots follow from now on; as long as the effect around this, if there is one.
    pub(crate) fn put(self, place: &Element) {
        place.set_inner_html(self.html.as_str());
        for (at, content) in self.slots.into_iter().enumerate() {
            if let Some(slot) = place.query_selector(&format!("[data-slot=\"{at}\"]")).ok().flatten() {
                follow(slot, content);
            }
        }
    }
}

/// Puts what `content` becomes from now on into `slot`.
fn follow(slot: Element, content: Memo<Html>) {
    let mut is_later = false;
    watch(Box::new(move || {
        content.with(|content| {
            if std::mem::replace(&mut is_later, true) {
                fill(&slot, content.as_str());
            }
        });
    }));
}

/// Does something soon, and again whenever what it read changes. Not generic, so that all effects together cost one's WebAssembly.
pub(crate) fn watch(act: Box<dyn FnMut()>) {
    Effect::new(act);
}

/// Puts `markup` into `slot`. What stays the same is left alone, so the browser lays out and paints only what differs.
fn fill(slot: &Element, markup: &str) {
    // Most slots hold words alone, before and after.
    let words = slot.first_child().filter(|first| is_text(first) && first.next_sibling().is_none());
    if let Some(words) = words.filter(|_| !markup.is_empty() && !markup.contains(['<', '&'])) {
        return words.set_node_value(Some(markup));
    }
    if let Some(wanted) = slot.clone_node().ok().and_then(|slot| slot.dyn_into::<Element>().ok()) {
        wanted.set_inner_html(markup);
        mend(slot, &wanted);
    }
}

/// Makes `old` hold what `new` holds.
fn mend(old: &Node, new: &Node) {
    let (mut present, mut wanted) = (old.first_child(), new.first_child());
    while let Some(to) = wanted {
        wanted = to.next_sibling();
        match present.take() {
            Some(from) => {
                present = from.next_sibling();
                if !from.is_equal_node(Some(&to)) {
                    exchange(old, &from, &to);
                }
            }
            None => drop(old.append_child(&to)),
        }
    }
    while let Some(surplus) = present {
        present = surplus.next_sibling();
        let _ = old.remove_child(&surplus);
    }
}

/// Makes `from`, in `place`, what `to` is.
fn exchange(place: &Node, from: &Node, to: &Node) {
    if is_text(from) && is_text(to) {
        from.set_node_value(to.node_value().as_deref());
    } else if matches!((from.clone_node(), to.clone_node()), (Ok(from), Ok(to)) if from.is_equal_node(Some(&to))) {
        // They differ only in what they hold.
        mend(from, to);
    } else {
        let _ = place.replace_child(to, from);
    }
}

fn is_text(node: &Node) -> bool {
    node.node_type() == Node::TEXT_NODE
}
