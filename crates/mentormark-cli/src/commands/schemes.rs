//! `mentormark schemes`: what ships with the program.

use std::io::{self, Write};

use mentormark_report::english::date;
use mentormark_rules::{Date, json};
use mentormark_schemes::Shipped;
use serde::Serialize;

use crate::{
    args::Colour,
    ending::{Ending, Failure},
    library::Library,
    page::Page,
    paint::Paint,
};

#[derive(Serialize)]
struct Listed {
    id: &'static str,
    edition: &'static str,
    name: String,
    starts_on: &'static str,
    rules_hash: &'static str,
}

/// Lists the shipped schemes.
pub(crate) fn schemes(as_json: bool, colour: Colour) -> Result<Ending, Failure> {
    let library = Library::new(&[], Paint::for_errors(colour))?;
    let mut listed = Vec::new();
    for Shipped { id, edition, starts_on, rules_hash, .. } in mentormark_schemes::all() {
        let name = library.find(id, Some(edition))?.wording().name;
        listed.push(Listed { id, edition, name, starts_on, rules_hash });
    }
    if as_json {
        writeln!(io::stdout(), "{}", json::canonical(&listed))?;
        return Ok(Ending::Fine);
    }
    let mut page = Page::for_output(Paint::for_output(colour));
    for scheme in &listed {
        page.heading(&format!("{}@{}", scheme.id, scheme.edition));
        let from = scheme.starts_on.parse::<Date>().map_or_else(|_| scheme.starts_on.to_owned(), date);
        page.labelled(&[("Name", scheme.name.clone()), ("From", from), ("Rules", scheme.rules_hash.to_owned())]);
    }
    page.print()?;
    Ok(Ending::Fine)
}
