//! The pages that are only read: they hold no script, so they are whole in any browser.
//!
//! What each says stands in a file of `site/pages/<language>`: what goes into the `head`, an empty line, and then the main part.

use crate::locale::Locale;
use crate::page::{self, Place, Shared};
use crate::shipped::Scheme;
use crate::standard::{self, sources};
use crate::template::{Value, Values, fill};
use crate::{action_plan, offline};
use anyhow::{Context, Result};
use mentormark_rules::wording::Provenance;

/// The file of the page of a standard.
pub(crate) const STANDARD: &str = "standard.html";

/// The other pages: path from the root of the pages of a language, and file.
pub(crate) const PAGES: [(&str, &str); 4] = [
    (standard::FOLDER, "standards.html"),
    ("about/", "about.html"),
    ("accessibility/", "accessibility.html"),
    ("privacy/", "privacy.html"),
];

/// Pages that stand in for others at any address, so that theirs start at the root of the host: file of the site, and part.
const ANYWHERE: [(&str, &str); 2] = [("404.html", "not-found.html"), (offline::NOT_KEPT, "not-kept.html")];

/// What such a page may load: the style sheets and the icon, and nothing that acts.
const POLICY: &str = "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'";

/// Every page of a language that is only read, by its path from the root of its pages.
///
/// # Errors
/// When a template is missing, or asks for what it does not have.
pub(crate) fn pages(locale: &Locale, shared: &Shared) -> Result<Vec<(String, String)>> {
    let mut made = Vec::new();
    for (path, file) in PAGES {
        let place = Place::at(locale, path);
        made.push((path.to_owned(), framed(&place, path, &locale.template(file)?, &of_all(&place), shared)?));
    }
    for scheme in &locale.schemes {
        let Some(plan) = action_plan::markup(locale, scheme.shipped.id, action_plan::Under::Page)? else { continue };
        let path = format!("{}{}", standard::path(scheme), action_plan::SEGMENT);
        let place = Place::at(locale, &path);
        let values = Values::from([
            ("name", Value::Text(scheme.said.name.clone())),
            ("standard", Value::Text(format!("{}{}", place.root, standard::path(scheme)))),
            ("assess", Value::Text(format!("{}{}", place.root, scheme.start()))),
            ("plan", Value::Html(plan)),
        ]);
        let html = framed(&place, &path, &locale.template(action_plan::PAGE)?, &values, shared)?;
        made.push((path, html));
    }
    let text = locale.template(STANDARD)?;
    for scheme in &locale.schemes {
        let path = standard::path(scheme);
        let place = Place::at(locale, &path);
        let values = standard::values(locale, scheme, &place.root)?;
        let html = framed(&place, &path, &text, &values, shared)?;
        made.push((path, html));
    }
    Ok(made)
}

/// The pages that stand in for others at any address, by their file: each says it in every language. `under` is the path of the site on
/// its host, `/` or `/tools/`.
///
/// # Errors
/// As [`pages`].
pub(crate) fn anywhere(locale: &Locale, shared: &Shared, under: &str) -> Result<Vec<(&'static str, String)>> {
    let page = |(name, file)| {
        let place = Place::anywhere(locale, name, under);
        Ok((name, framed(&place, name, &locale.part(file)?, &of_all(&place), shared)?))
    };
    ANYWHERE.into_iter().map(page).collect()
}

/// What the pages about all standards fill in.
fn of_all(place: &Place<'_>) -> Values {
    let Place { locale, root, site, .. } = place;
    let listed = locale.schemes.iter().map(|scheme| listed(scheme, root)).collect();
    let mut values = Values::from(page::lists(place));
    values.extend([
        ("root", Value::Text(root.clone())),
        ("site", Value::Text(site.clone())),
        ("schemes", Value::Rows(listed)),
    ]);
    for provenance in sources::KINDS {
        let words = (locale.language.say.provenance_words)(provenance);
        values.insert(sources::kind(provenance), Value::Text(words.to_owned()));
    }
    values
}

/// What the pages about all standards say of one.
fn listed(scheme: &Scheme, root: &str) -> Values {
    let wording = &scheme.said;
    let criteria = scheme.plan.scheme().criteria().count();
    let text = |words: &str| Value::Text(words.to_owned());
    let mut values = page::row(scheme, root);
    values.extend([
        ("id", text(scheme.shipped.id)),
        ("drafted", text(&scheme.drafted)),
        ("criteria", Value::Text(criteria.to_string())),
        ("rules_hash", text(scheme.plan.rules_hash())),
        ("kinds", Value::Rows(sources::kinds(wording, scheme.language))),
        ("drafts", Value::Rows(sources::of_kind(wording, Provenance::Drafted, scheme.language))),
        ("assumptions", Value::Rows(sources::of_kind(wording, Provenance::Assumption, scheme.language))),
    ]);
    values
}

/// A page in its frame; `at` is where it stands in the masthead.
fn framed(place: &Place<'_>, at: &str, text: &str, values: &Values, shared: &Shared) -> Result<String> {
    let sheet = &shared.reading;
    let links = format!(
        "{}\n<link rel=\"stylesheet\" href=\"{}{}\" integrity=\"{}\">",
        page::always(&place.site, shared),
        place.site,
        sheet.path,
        sheet.integrity
    );
    within(place, at, text, values, POLICY, &links)
}

/// A page of the two parts of `text`, the `head` and the main one, in the frame of pages that are read.
///
/// # Errors
/// When it lacks the empty line between them, or asks for what it does not have.
pub(crate) fn within(
    place: &Place<'_>,
    at: &str,
    text: &str,
    values: &Values,
    policy: &str,
    links: &str,
) -> Result<String> {
    let (named, main) =
        text.split_once("\n\n").context("a page lacks the empty line between its `head` and its main part")?;
    let head = page::head(policy, &fill(named, values)?, links);
    let mut around = page::around(place, at, head)?;
    around.insert("main", Value::Html(fill(main, values)?));
    fill(&place.locale.part("reading.html")?, &around)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::tests::shared;
    use crate::{language, locale, shipped};

    fn made() -> Vec<(String, String)> {
        pages(&locale::all().unwrap()[0], &shared()).unwrap()
    }

    /// Every page in every language, with its language.
    fn all() -> Vec<(&'static str, String, String)> {
        let made = |locale: Locale| {
            let pages = pages(&locale, &shared()).unwrap().into_iter();
            pages.map(move |(path, page)| (locale.language.tag, path, page))
        };
        locale::all().unwrap().into_iter().flat_map(made).collect()
    }

    fn made_anywhere(under: &str) -> Vec<(&'static str, String)> {
        anywhere(&locale::all().unwrap()[0], &shared(), under).unwrap()
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
        let pages = all();
        let words: usize = mentormark_schemes::all().iter().map(|shipped| shipped.words.len()).sum();
        // The page of the action plan that one standard comes from.
        assert_eq!(pages.len(), language::ALL.len() * PAGES.len() + words + 1);
        let mut titles: Vec<&str> = Vec::new();
        for (language, path, page) in &pages {
            assert_eq!(page.matches("<h1").count(), 1, "{path}");
            assert_eq!(page.matches("<meta name=\"description\" content=\"").count(), 1, "{path}");
            assert!(page.contains(&format!("<html lang=\"{language}\"")) && !page.contains("content=\"\""), "{path}");
            titles.push(page.split_once("<title>").unwrap().1.split_once(" | Mentormark</title>").unwrap().0);
        }
        titles.sort_unstable();
        titles.dedup();
        assert_eq!(titles.len(), pages.len());
    }

    #[test]
    fn nothing_acts_is_inline_or_comes_from_elsewhere_and_every_address_is_relative() {
        for (_, path, page) in all() {
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
