//! A piece of page: markup made once, with slots in it that follow the answers. Only a slot whose content changes is touched.

use leptos::{html, prelude::*};
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

    /// The sheet in the page.
    pub(crate) fn view(self) -> AnyView {
        let place = NodeRef::<html::Div>::new();
        let slots = self.slots;
        Effect::new(move || {
            let Some(place) = place.get() else { return };
            for (at, content) in slots.iter().enumerate() {
                let slot = place.query_selector(&format!("[data-slot=\"{at}\"]")).ok().flatten();
                if let Some(slot) = slot.and_then(|slot| slot.dyn_into().ok()) {
                    follow(slot, *content);
                }
            }
        });
        view! { <div class="sheet stack" node_ref=place inner_html=self.html.as_str().to_owned()></div> }.into_any()
    }
}

/// Puts what `content` becomes from now on into `slot`.
fn follow(slot: Element, content: Memo<Html>) {
    Effect::new(move |before: Option<()>| {
        content.with(|content| {
            if before.is_some() {
                fill(&slot, content.as_str());
            }
        });
    });
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
