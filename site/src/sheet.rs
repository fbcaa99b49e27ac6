//! A piece of page: markup made once, with slots in it that follow the answers. Only a slot whose content changes is touched.

use leptos::{html, prelude::*};
use wasm_bindgen::JsCast;
use web_sys::Element;

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
                slot.set_inner_html(content.as_str());
            }
        });
    });
}
