//! The pages that are only read: they hold no script, so they are whole in any browser.
//!
//! What each says stands in a file of `site/pages`: what goes into the `head`, an empty line, and then the main part.

use crate::page::{self, Parts, Shared};
use crate::shipped::Scheme;
use crate::standard::{self, sources};
use crate::template::{Value, Values, fill};
use crate::{action_plan, offline};
use anyhow::{Context, Result};
use mentormark_rules::wording::Provenance;

/// The file of the page of a standard.
pub(crate) const STANDARD: &str = "standard.html";

/// The other pages: path from the root of the site, and file.
const PAGES: [(&str, &str); 4] = [
    (standard::FOLDER, "standards.html"),
    ("about/", "about.html"),
    ("accessibility/", "accessibility.html"),
    ("privacy/", "privacy.html"),
];

/// Pages that stand in for others at any address, so that theirs start at the root of the host: file of the site, and file.
const ANYWHERE: [(&str, &str); 2] = [("404.html", "not-found.html"), (offline::NOT_KEPT, "not-kept.html")];

/// What such a page may load: the style sheets and the icon, and nothing that acts.
const POLICY: &str = "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'";

/// Every page that is only read, by its path from the root of the site. `template` reads a file of `site/pages`.
pub(crate) fn pages(
    frame: &str,
    template: impl Fn(&str) -> Result<String>,
    parts: &Parts,
    shared: &Shared,
    schemes: &[Scheme],
) -> Result<Vec<(String, String)>> {
    let mut made = Vec::new();
    for (path, file) in PAGES {
        let root = page::root_from(path);
        let values = of_all(schemes, &root);
        made.push((path.to_owned(), framed(frame, &template(file)?, path, &root, &values, parts, shared)?));
    }
    let part = template(&format!("../parts/{}", action_plan::PAGE))?;
    for scheme in schemes {
        let Some(plan) = action_plan::markup(&part, scheme.shipped.id, action_plan::Under::Page)? else { continue };
        let path = format!("{}{}", standard::path(scheme), action_plan::SEGMENT);
        let root = page::root_from(&path);
        let values = Values::from([
            ("name", Value::Text(scheme.said.name.clone())),
            ("standard", Value::Text(format!("{root}{}", standard::path(scheme)))),
            ("assess", Value::Text(format!("{root}{}", scheme.start()))),
            ("plan", Value::Html(plan)),
        ]);
        made.push((path.clone(), framed(frame, &template(action_plan::PAGE)?, &path, &root, &values, parts, shared)?));
    }
    let text = template(STANDARD)?;
    for scheme in schemes {
        let path = standard::path(scheme);
        let root = page::root_from(&path);
        let values = standard::values(scheme, &root);
        made.push((path.clone(), framed(frame, &text, &path, &root, &values, parts, shared)?));
    }
    Ok(made)
}

/// The pages that stand in for others at any address, by their file. `under` is the path of the site on its host, `/` or `/tools/`.
pub(crate) fn anywhere(
    frame: &str,
    template: impl Fn(&str) -> Result<String>,
    parts: &Parts,
    shared: &Shared,
    schemes: &[Scheme],
    under: &str,
) -> Result<Vec<(&'static str, String)>> {
    let page = |(name, file)| {
        Ok((name, framed(frame, &template(file)?, name, under, &of_all(schemes, under), parts, shared)?))
    };
    ANYWHERE.into_iter().map(page).collect()
}

/// What the pages about all standards fill in.
fn of_all(schemes: &[Scheme], root: &str) -> Values {
    let listed = schemes.iter().map(|scheme| listed(scheme, root)).collect();
    Values::from([("root", Value::Text(root.to_owned())), ("schemes", Value::Rows(listed))])
}

/// What the pages about all standards say of one.
fn listed(scheme: &Scheme, root: &str) -> Values {
    let wording = &scheme.said;
    let criteria = scheme.plan.scheme().criteria().count();
    let text = |words: &str| Value::Text(words.to_owned());
    let mut values = page::row(scheme, root);
    values.extend([
        ("id", text(scheme.shipped.id)),
        ("drafted", text(&wording.drafted)),
        ("criteria", Value::Text(criteria.to_string())),
        ("rules_hash", text(scheme.plan.rules_hash())),
        ("kinds", Value::Rows(sources::kinds(wording))),
        ("drafts", Value::Rows(sources::of_kind(wording, Provenance::Drafted))),
        ("assumptions", Value::Rows(sources::of_kind(wording, Provenance::Assumption))),
    ]);
    values
}

/// A page in its frame; `here` is where it stands, and `root` the root of the site as its addresses name it.
fn framed(
    frame: &str,
    text: &str,
    here: &str,
    root: &str,
    values: &Values,
    parts: &Parts,
    shared: &Shared,
) -> Result<String> {
    let (named, main) =
        text.split_once("\n\n").context("a page lacks the empty line between its `head` and its main part")?;
    let sheet = &shared.reading;
    let links = format!(
        "{}\n<link rel=\"stylesheet\" href=\"{root}{}\" integrity=\"{}\">",
        page::always(root, shared),
        sheet.path,
        sheet.integrity
    );
    let head = page::head(POLICY, &fill(named, values)?, &links);
    let mut around = page::frame(parts, root, here, head)?;
    around.insert("main", Value::Html(fill(main, values)?));
    fill(frame, &around)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::{Asset, Size};
    use crate::{place, shipped};
    use std::fs;

    fn made() -> Vec<(String, String)> {
        with(|frame, template, parts, shared, schemes| pages(frame, template, parts, shared, schemes).unwrap())
    }

    fn made_anywhere(under: &str) -> Vec<(&'static str, String)> {
        with(|frame, template, parts, shared, schemes| {
            anywhere(frame, template, parts, shared, schemes, under).unwrap()
        })
    }

    /// Makes pages of the files that there are.
    fn with<T>(make: impl Fn(&str, &dyn Fn(&str) -> Result<String>, &Parts, &Shared, &[Scheme]) -> T) -> T {
        let asset =
            |path: &str| Asset { path: path.to_owned(), integrity: "sha384-x".to_owned(), size: Size::default() };
        let shared = Shared {
            style: asset("assets/s.css"),
            reading: asset("assets/r.css"),
            later: asset("assets/l.css"),
            icon: asset("assets/i.svg"),
            script: asset("assets/a.js"),
            wasm: asset("assets/a.wasm"),
            offline: asset("assets/o.js"),
        };
        let site = place::root().join("site");
        let read = |path: &str| fs::read_to_string(site.join(path)).unwrap();
        let parts = Parts { masthead: read("parts/masthead.html"), foot: read("parts/foot.html") };
        let template = |name: &str| Ok(read(&format!("pages/{name}")));
        make(&read("reading.html"), &template, &parts, &shared, &shipped::schemes().unwrap())
    }

    #[test]
    fn a_page_for_any_address_names_everything_from_the_root_of_the_host() {
        for ((name, below), (_, page)) in made_anywhere("/tools/").into_iter().zip(made_anywhere("/")) {
            assert_eq!(below, page.replace("=\"/", "=\"/tools/"), "{name}: the worker moves it like this");
        }
        for (under, marked) in [("/", "=\"/"), ("/tools/mentormark/", "=\"/tools/mentormark/")] {
            for (name, page) in made_anywhere(under) {
                assert_eq!(page.matches("<h1").count(), 1, "{name}");
                assert!(page.contains("content=\"noindex\"") && !page.contains("<script"), "{name}");
                for named in [" href=\"", " src=\""] {
                    for rest in page.split(named).skip(1).filter(|rest| !rest.starts_with('#')) {
                        assert!(format!("=\"{rest}").starts_with(marked), "{name}: {}", &rest[..40]);
                    }
                }
                for scheme in shipped::schemes().unwrap() {
                    assert!(page.contains(&format!("href=\"{under}{}\"", scheme.start())), "{name}");
                }
            }
        }
    }

    #[test]
    fn each_page_has_one_heading_a_title_a_description_and_a_language_of_its_own() {
        let pages = made();
        // The page of the action plan that one standard comes from.
        assert_eq!(pages.len(), PAGES.len() + mentormark_schemes::all().len() + 1);
        let mut titles: Vec<&str> = Vec::new();
        for (path, page) in &pages {
            assert_eq!(page.matches("<h1").count(), 1, "{path}");
            assert_eq!(page.matches("<meta name=\"description\" content=\"").count(), 1, "{path}");
            assert!(page.contains("<html lang=\"en-GB\"") && !page.contains("content=\"\""), "{path}");
            titles.push(page.split_once("<title>").unwrap().1.split_once(" | Mentormark</title>").unwrap().0);
        }
        titles.sort_unstable();
        titles.dedup();
        assert_eq!(titles.len(), pages.len());
    }

    #[test]
    fn nothing_acts_is_inline_or_comes_from_elsewhere_and_every_address_is_relative() {
        for (path, page) in made() {
            for never in ["<script", "<style", "style=\"", "onclick", "=\"/", "http:", "https:", "<form", "<input"] {
                assert!(!page.contains(never), "{path}: {never}");
            }
            assert!(page.find("Content-Security-Policy").unwrap() < page.find("<link").unwrap());
        }
    }

    #[test]
    fn the_pages_about_all_standards_name_each_and_what_was_assumed_for_it() {
        let pages = made();
        let page = |wanted: &str| &pages.iter().find(|(path, _)| path == wanted).unwrap().1;
        for scheme in shipped::schemes().unwrap() {
            let link = format!("href=\"../{}\"", standard::path(&scheme));
            assert!(page("standards/").contains(&link) && page("about/").contains(&link), "{link}");
            let assumed = scheme.said.sources.values().filter(|source| source.provenance == Provenance::Assumption);
            for source in assumed {
                assert!(page("about/").contains(&crate::template::escaped(&source.says)), "{}", source.says);
            }
        }
    }
}
