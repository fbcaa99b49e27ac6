//! The programmes that are assessed together: naming, renaming and removing them.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlInputElement};

use crate::html::html;
use crate::pages::{View, beside, heading, id, onward};
use crate::parts::{self, Fault, dialog};
use crate::route::{self, Page, Router};
use crate::sheet::Sheet;
use crate::state::{Session, name_of};
use crate::text;

/// The field of a further programme's name; that of one there is ends in its place.
const FIELD: &str = "_programme";

/// What draws the page.
pub(super) struct Programmes;

impl View for Programmes {
    fn page(&self, _: Page, sheet: &mut Sheet, session: Session, router: Router) {
        page(sheet, session, router);
    }

    fn act(&self, session: Session, _: Router, deed: &str, control: &Element) -> bool {
        match deed {
            "ask-remove" => {
                dialog::pose("remove", "", text::REMOVE_LOSES, text::REMOVE_YES);
                if name(session, control).is_some() {
                    dialog::ask("#remove");
                }
            }
            "remove" => {
                dialog::close(control);
                remove(session, control);
            }
            _ => return false,
        }
        true
    }

    fn submit(&self, session: Session, _: Router, form: &Element) {
        submit(session, form);
    }
}

fn page(sheet: &mut Sheet, session: Session, router: Router) {
    parts::problem(sheet, session, "");
    heading(sheet, session, router, "", text::PROGRAMMES);
    let (_, ids) = session.asked.get();
    html!(sheet.html(), "<p class=\"lead\">", text::PROGRAMMES_LEAD, "</p><p>");
    sheet.html().words(if ids.is_empty() { text::PROGRAMMES_ONE } else { text::PROGRAMMES_EACH });
    html!(sheet.html(), "</p><p class=\"done\">");
    sheet.show(move |to| session.done.with(|done| to.words(done)));
    html!(sheet.html(), "</p>");
    for (place, id) in ids.iter().enumerate() {
        let name = name_of(id);
        html!(
            sheet.html(),
            "<section class=\"card stack\"><h2>",
            name,
            "</h2><p><a href=\"",
            router.address(Page::Section(place, 0))
        );
        html!(sheet.html(), "\">", text::go_to_programme(&name), "</a></p>");
        naming(sheet, session, &place.to_string(), &name);
        html!(
            sheet.html(),
            "<p><button type=\"button\" class=\"button grave\" data-do=\"ask-remove\" value=\"",
            place.to_string()
        );
        html!(sheet.html(), "\">", text::remove(&name), "</button></p></section>");
    }
    html!(sheet.html(), "<h2>", text::PROGRAMME_ADD, "</h2>");
    naming(sheet, session, "", "");
    onward(sheet, session, router, Page::Programmes);
}

/// Adds the form that names the programme at `place`, or a further one where that is empty.
fn naming(sheet: &mut Sheet, session: Session, place: &str, name: &str) {
    let field = format!("{FIELD}{place}");
    let (label, button) = if place.is_empty() {
        (text::PROGRAMME_NAME.to_owned(), text::PROGRAMME_ADD)
    } else {
        (text::new_name(name), text::PROGRAMME_RENAME)
    };
    html!(
        sheet.html(),
        "<form novalidate data-do=\"name\" data-place=\"",
        place,
        "\"><div class=\"field\" data-field=\"",
        field
    );
    html!(
        sheet.html(),
        "\"><label for=\"",
        id(&field),
        "\">",
        label,
        "</label><p class=\"hint\" id=\"",
        id(&field),
        "-hint\">"
    );
    html!(sheet.html(), text::PROGRAMME_HELP, "</p>");
    beside(sheet, session.faults, &field);
    html!(
        sheet.html(),
        "<input class=\"entry\" type=\"text\" autocomplete=\"off\" maxlength=\"100\" id=\"",
        id(&field),
        "\" value=\"",
        name
    );
    html!(
        sheet.html(),
        "\" aria-describedby=\"",
        id(&field),
        "-hint ",
        id(&field),
        "-fault\"></div><p class=\"buttons\">"
    );
    html!(sheet.html(), "<button type=\"submit\" class=\"button plain\">", button);
    if !place.is_empty() {
        html!(sheet.html(), "<span class=\"unseen\">: ", name, "</span>");
    }
    html!(sheet.html(), "</button></p></form>");
}

/// Takes the name that a form gives, or says beside its field what is wrong with it.
fn submit(session: Session, form: &Element) {
    let place = form.get_attribute("data-place").unwrap_or_default();
    let typed = form.query_selector("input").ok().flatten();
    let Some(input) = typed.and_then(|input| input.dyn_into::<HtmlInputElement>().ok()) else { return };
    let field = format!("{FIELD}{place}");
    match session.name(place.parse().ok(), &input.value()) {
        Ok(named) => {
            session.faults.set(Vec::new());
            session.tell(text::named(&named));
            arrive(&id(&field));
        }
        Err(bad) => {
            for other in route::elements("form[data-do=name] input") {
                let is_wrong = other.id() == input.id();
                let _ = other.set_attribute("aria-invalid", if is_wrong { "true" } else { "false" });
            }
            parts::raise(session, vec![Fault::new(text::bad_name(bad).to_owned()).of(&input.id())]);
        }
    }
}

/// Names the programme that a button stands for in the question whether to remove it.
fn name(session: Session, button: &Element) -> Option<()> {
    let place: usize = button.get_attribute("value")?.parse().ok()?;
    let name = name_of(&session.programme(place)?);
    route::element("#remove-title")?.set_text_content(Some(&text::remove_this(&name)));
    // The button that says yes stands for it now.
    route::element("#remove [data-do=remove]")?.set_attribute("value", &place.to_string()).ok()
}

/// Removes the programme that a button stands for.
fn remove(session: Session, button: &Element) {
    let Some(place) = button.get_attribute("value").and_then(|place| place.parse().ok()) else { return };
    let name = session.programme(place).map(|id| name_of(&id)).unwrap_or_default();
    session.remove(place);
    session.faults.set(Vec::new());
    session.tell(text::removed(&name));
    arrive(&id(FIELD));
}

/// Moves focus to a field of the page as it is drawn next; to its heading where that has none.
fn arrive(field: &str) {
    let field = format!("[id=\"{field}\"]");
    request_animation_frame(move || {
        if let Some(place) = route::element(&field).or_else(|| route::element("h1")) {
            route::focus(&place);
            place.scroll_into_view();
        }
    });
}
