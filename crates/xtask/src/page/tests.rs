//! Pages as they are built.

use super::*;
use crate::output::Size;

/// A published file of this path.
pub(crate) fn asset(path: &str) -> Asset {
    Asset { path: path.to_owned(), integrity: "sha384-x".to_owned(), size: Size::default() }
}

/// Files that pages share.
pub(crate) fn shared() -> Shared {
    Shared {
        style: asset("assets/s.css"),
        reading: asset("assets/r.css"),
        later: asset("assets/l.css"),
        icon: asset("assets/i.svg"),
        script: asset("assets/a.js"),
        wasm: asset("assets/a.wasm"),
        offline: asset("assets/o.js"),
    }
}

fn made(path: &str) -> String {
    made_in(0, path)
}

/// A page of the app in a language, given by its place.
fn made_in(language: usize, path: &str) -> String {
    let locale = locale::all().unwrap().swap_remove(language);
    let scheme = locale.schemes.iter().find(|scheme| scheme.shipped.id == "nms").unwrap();
    made_of(&locale, scheme, path)
}

fn made_of(locale: &Locale, scheme: &Scheme, path: &str) -> String {
    let newest: &str = scheme.shipped.rules_hash;
    let files = OfScheme {
        plan: asset("assets/c.plan"),
        words: asset("assets/w.words"),
        wording_hash: "sha256:0",
        guidance: asset("assets/g.words"),
        revisions: vec![("sha256:1", asset("assets/b.plan")), (newest.to_owned().leak(), asset("assets/c.plan"))],
        beside: None,
    };
    let route = routes(locale, scheme).unwrap().into_iter().find(|route| route.path == path).unwrap();
    let route = Route { title: "Aims & more".to_owned(), ..route };
    app(&locale.template("app.html").unwrap(), locale, &shared(), (scheme, &files), &route).unwrap()
}

#[test]
fn a_page_names_the_rules_that_came_before_its_own() {
    let page = made("nms/2022/aims/");
    assert!(page.contains(
        "<link rel=\"help\" data-rules=\"sha256:1\" data-of=\"nms@2022\" href=\"../../../assets/b.plan\" data-integrity=\"sha384-x\">"
    ));
    assert_eq!(page.matches("data-rules").count(), 1);
}

#[test]
fn pages_of_an_older_edition_name_the_newest_one_and_those_of_the_newest_none() {
    for language in [0, 1] {
        let locale = locale::all().unwrap().swap_remove(language);
        let newest = locale.schemes.iter().find(|scheme| scheme.shipped.id == "nms").unwrap();
        let since = format!("\"starts_on\":\"{}\"", newest.plan.scheme().starts_on);
        assert!(newest.shipped.compiled.contains(&since));
        let json = newest.shipped.compiled.replace(&since, "\"starts_on\":\"2019-01-01\"");
        let older = Scheme {
            language: newest.language,
            shipped: Box::leak(Box::new(mentormark_schemes::Shipped { edition: "2019", ..*newest.shipped })),
            wording_hash: newest.wording_hash,
            words: String::new(),
            guidance: String::new(),
            plan: mentormark_rules::Plan::from_json(&json).unwrap(),
            said: newest.said.clone(),
            drafted: newest.drafted.clone(),
            guides: newest.guides.clone(),
            sections: newest.sections.clone(),
        };
        let page = made_of(&locale, &older, "nms/2019/aims/");
        let link = "<link id=\"newer\" rel=\"help\" href=\"../../../nms/2022/\" data-edition=\"2022\">";
        assert!(page.contains(link), "{page}");
        assert!(!made_of(&locale, newest, "nms/2022/aims/").contains("id=\"newer\""));
    }
}

#[test]
fn a_page_reaches_the_root_from_where_it_is() {
    let page = made("nms/2022/aims/");
    assert!(page.contains("data-root=\"../../../\"") && page.contains("src=\"../../../assets/a.js\""), "{page}");
    assert!(page.contains("href=\"../../../\"") && page.contains("<a href=\"../../../standards/nms/2022/\">"));
    assert!(made("nms/2022/").contains("href=\"../../assets/s.css\""));
}

#[test]
fn a_page_in_another_language_names_pages_from_its_own_root_and_files_from_that_of_the_site() {
    let page = made_in(1, "nms/2022/aims/");
    assert!(
        page.contains("<html lang=\"cy\" data-root=\"../../../\" data-site=\"../../../../\" class=\"app\">"),
        "{page}"
    );
    assert!(
        page.contains("src=\"../../../../assets/a.js\"") && page.contains("<a href=\"../../../standards/nms/2022/\">")
    );
    assert!(page.contains("<a id=\"language\" lang=\"en-GB\" hreflang=\"en-GB\" href=\"../../../../nms/2022/aims/\">"));
    let english = made("nms/2022/aims/");
    assert!(english.contains("<a id=\"language\" lang=\"cy\" hreflang=\"cy\" href=\"../../../cy/nms/2022/aims/\">"));
    assert!(!english.contains("data-site") && !english.contains("class=\"draft\"") && page.contains("class=\"draft\""));
}

#[test]
fn no_page_holds_an_inline_script_or_style_or_an_absolute_address() {
    let page = made("nms/2022/aims/");
    assert!(!page.contains("<style") && !page.contains("style=") && !page.contains("=\"/") && !page.contains("http:"));
    assert_eq!(page.matches("<script").count(), page.matches("src=").count());
}

#[test]
fn the_front_page_of_each_language_leads_to_every_standard_in_the_language_that_it_is_in() {
    for locale in locale::all().unwrap() {
        let page = landing(&locale, &shared()).unwrap();
        let (own, others) = (locale.schemes.iter(), locale.others.iter());
        for (scheme, root) in own.map(|scheme| (scheme, "")).chain(others.map(|scheme| (scheme, "../"))) {
            assert!(page.contains(&format!("href=\"{root}{}\"", scheme.start())), "{}", scheme.shipped.id);
        }
        assert_eq!(page.matches("<h1").count(), 1);
    }
}

#[test]
fn the_policy_stands_before_anything_it_governs() {
    let page = made("nms/2022/");
    assert!(page.find("Content-Security-Policy").unwrap() < page.find("<link").unwrap());
}

#[test]
fn a_title_is_escaped() {
    assert!(made("nms/2022/").contains("<title>Aims &amp; more</title>"));
}
