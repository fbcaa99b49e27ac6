//! The copy to change: what is asked about the applicant, and each section, one open at a time.

use leptos::prelude::*;
use mentormark_report::section_name;
use web_sys::Element;

use crate::html::{Html, html};
use crate::pages;
use crate::route;
use crate::sheet::Sheet;
use crate::state::{Session, name_of};
use crate::text;

/// Adds every part, closed. A section's criteria come when it is opened, and go when another is: what has a name has it once.
pub(super) fn write(sheet: &mut Sheet, copy: Session) {
    let catalogue = copy.catalogue;
    if catalogue.asks() {
        html!(sheet.html(), "<details name=\"part\"><summary>", text::ABOUT, "</summary><div class=\"inside\">");
        pages::questions(sheet, copy);
        html!(sheet.html(), "</div></details>");
    }
    let programmes = copy.answers.with_untracked(|answers| {
        answers.programmes.iter().map(|programme| Some(programme.id.clone())).collect::<Vec<_>>()
    });
    let programmes = if programmes.is_empty() { vec![None] } else { programmes };
    for (at, programme) in programmes.iter().enumerate() {
        for (place, section) in catalogue.scheme().sections.iter().enumerate() {
            let name = section_name(&section.id, &catalogue.wording);
            html!(
                sheet.html(),
                "<details name=\"part\" data-part=\"",
                place.to_string(),
                "\" data-programme=\"",
                at.to_string(),
                "\" data-unfold=\"\"><summary>"
            );
            if let Some(programme) = programme {
                html!(sheet.html(), name_of(programme), ": ");
            }
            html!(sheet.html(), name, "</summary><div class=\"criteria inside\"></div></details>");
        }
    }
}

/// Fills a section that was opened, and empties the others.
pub(super) fn fill(copy: Session, details: &Element) {
    let number = |name: &str| details.get_attribute(name).and_then(|number| number.parse().ok()).unwrap_or_default();
    let (programme, place): (usize, usize) = (number("data-programme"), number("data-part"));
    for inside in route::elements("[data-part] > .inside") {
        let is_this = details.contains(Some(&inside));
        if is_this && inside.first_child().is_some() {
            continue;
        }
        inside.set_inner_html(if is_this { section(copy, programme, place) } else { Html::default() }.as_str());
    }
}

fn section(copy: Session, programme: usize, place: usize) -> Html {
    let mut to = Html::default();
    let Some(section) = copy.catalogue.scheme().sections.get(place) else { return to };
    if !untrack(move || copy.applies(place)) {
        let noun = crate::text::said::section_noun(1, &copy.catalogue.wording);
        html!(to, "<p class=\"note\">", text::not_concerned(noun), "</p>");
        return to;
    }
    for criterion in &section.criteria {
        pages::criterion(&mut to, copy, programme, criterion);
    }
    to
}
