//! Questions that are asked before something is lost. The browser gives focus back to where it was.

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlDialogElement};

use crate::html::{Html, html};
use crate::{route, text};

/// Opens the question that a selector finds.
pub(crate) fn ask(dialog: &str) {
    if let Some(dialog) = route::element(dialog).and_then(|dialog| dialog.dyn_into::<HtmlDialogElement>().ok()) {
        let _ = dialog.show_modal();
    }
}

/// Closes the question that holds a control.
pub(crate) fn close(within: &Element) {
    let dialog = within.closest("dialog").ok().flatten();
    if let Some(dialog) = dialog.and_then(|dialog| dialog.dyn_into::<HtmlDialogElement>().ok()) {
        dialog.close();
    }
}

/// Puts a question that any page may ask into the page, unless it is there.
pub(crate) fn pose(name: &str, title: &str, loses: &str, yes: &str) {
    let Some(place) = route::element("#asked") else { return };
    if route::element(&format!("#{name}")).is_none() {
        let mut to = Html::default();
        question(&mut to, name, title, loses, yes);
        let _ = place.insert_adjacent_html("beforeend", to.as_str());
    }
}

/// Adds a dialog. What yes does bears the name of the dialog.
pub(crate) fn question(to: &mut Html, name: &str, title: &str, loses: &str, yes: &str) {
    html!(
        to,
        "<dialog id=\"",
        name,
        "\" aria-labelledby=\"",
        name,
        "-title\" aria-describedby=\"",
        name,
        "-words\"><div class=\"stack\"><h2 id=\"",
        name,
        "-title\">",
        title,
        "</h2><p id=\"",
        name,
        "-words\">",
        loses,
        "</p><p class=\"buttons\"><button type=\"button\" class=\"button grave\" data-do=\"",
        name,
        "\">",
        yes,
        "</button><button type=\"button\" class=\"button plain\" data-do=\"cancel\" autofocus>",
        text::CANCEL,
        "</button></p></div></dialog>"
    );
}
