//! The HTML of the app's routes and of the front page. Nothing in a page is inline: the content-security policy forbids it.

use crate::output::Asset;
use crate::shipped::{LANGUAGE, Scheme};
use crate::standard;
use crate::template::{Value, Values, escaped, fill};
use crate::verify;
use anyhow::Result;
use mentormark_rules::Date;

/// What a page may load and do. `wasm-unsafe-eval` is what compiling WebAssembly is called; it allows no JavaScript `eval`.
pub(crate) const POLICY: &str = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; \
                      connect-src 'self'; base-uri 'self'; object-src 'none'; form-action 'self'";

/// The files that the pages share.
pub(crate) struct Shared {
    /// The style sheet.
    pub(crate) style: Asset,
    /// The style sheet of pages that are only read.
    pub(crate) reading: Asset,
    /// The style sheet of the pages of the app that are loaded later.
    pub(crate) later: Asset,
    /// The icon.
    pub(crate) icon: Asset,
    /// The ES module that starts the app.
    pub(crate) script: Asset,
    /// The WebAssembly that it loads.
    pub(crate) wasm: Asset,
    /// The ES module that keeps the site for when there is no network.
    pub(crate) offline: Asset,
}

/// What stands at the top and at the bottom of every page.
pub(crate) struct Parts {
    /// The name of the site and the ways to the pages to read.
    pub(crate) masthead: String,
    /// Links to what every page owes.
    pub(crate) foot: String,
}

/// The files of one scheme.
pub(crate) struct OfScheme {
    /// The scheme as a plan.
    pub(crate) plan: Asset,
    /// Its words.
    pub(crate) words: Asset,
    /// The hash of all its words, as submissions name it.
    pub(crate) wording_hash: &'static str,
    /// What helps to judge its criteria.
    pub(crate) guidance: Asset,
    /// Every released revision of the edition as a plan, by the hash of its rules.
    pub(crate) revisions: Vec<(&'static str, Asset)>,
    /// The action plan that stands beside it, where one does.
    pub(crate) beside: Option<Asset>,
}

/// One page of the app.
pub(crate) struct Route {
    /// From the root of the site: empty, or segments that each end in `/`.
    pub(crate) path: String,
    /// The title of the page.
    pub(crate) title: String,
    /// Where the standard stands in full, from the root of the site.
    pub(crate) full: String,
}

/// The routes of a scheme: its start page, the facts, the programmes where it combines several, a page a section, the result and what
/// follows it.
pub(crate) fn routes(scheme: &Scheme) -> Vec<Route> {
    let start = scheme.start();
    let whole = format!("{} | Mentormark", scheme.said.name);
    let full = standard::path(scheme);
    let part = |segment: &str, name: &str| Route {
        path: format!("{start}{segment}/"),
        title: format!("{name} | {whole}"),
        full: full.clone(),
    };
    let first = Route { path: start.clone(), title: whole.clone(), full: full.clone() };
    let mut routes = vec![first, part("about", "About you")];
    if scheme.plan.scheme().programmes.is_some() {
        routes.push(part("programmes", "Your programmes"));
    }
    routes.extend(scheme.sections.iter().map(|(id, name)| part(id, name)));
    routes.extend(AFTER.map(|(segment, name)| part(segment, name)));
    routes
}

/// The pages after those of the sections: the last segment of each one's address, and its title until the app gives it one.
const AFTER: [(&str, &str); 8] = [
    ("result", "Your result"),
    ("check", "Check your answers"),
    ("submit", "Submit"),
    ("confirmation", "What came of it"),
    ("plan", "Action plan"),
    ("compare", "Compare"),
    ("saved", "Your assessments"),
    ("merge", "Merge"),
];

/// The landing page: the list of schemes, with no script but the one that keeps the site for when there is no network.
pub(crate) fn landing(template: &str, parts: &Parts, shared: &Shared, schemes: &[Scheme]) -> Result<String> {
    let links = format!("{}\n{}", always("", shared), script("", &shared.offline));
    let head = head(POLICY, "<title>Mentormark: self-assess your mentoring programme</title>", &links);
    let mut values = frame(parts, "", "front page", head)?;
    values.insert("schemes", Value::Rows(schemes.iter().map(|scheme| row(scheme, "")).collect()));
    fill(template, &values)
}

/// What a list of standards says of one.
pub(crate) fn row(scheme: &Scheme, root: &str) -> Values {
    let text = |text: &str| Value::Text(text.to_owned());
    let retired = scheme.plan.scheme().retired.as_ref();
    Values::from([
        ("href", Value::Text(format!("{root}{}", scheme.start()))),
        ("full", Value::Text(format!("{root}{}", standard::path(scheme)))),
        ("name", text(&scheme.said.name)),
        ("summary", text(first_sentence(&scheme.said.summary))),
        ("owner", text(&scheme.said.owner)),
        ("edition", text(scheme.shipped.edition)),
        ("retired", Value::Rows(retired.map(|retired| self::retired(retired.from)).into_iter().collect())),
    ])
}

/// A list is looked through: the rest of a summary stands at the start of its scheme.
fn first_sentence(summary: &str) -> &str {
    summary.split_once(". ").map_or(summary, |(first, _)| &summary[..=first.len()])
}

/// What is said of a retired scheme: the day from which it is.
fn retired(from: Date) -> Values {
    Values::from([("from", Value::Text(mentormark_report::date(from)))])
}

/// A page of the app, which finds the scheme and its words through the links `#file-plan` and `#file-words`, and the root of the site
/// through `data-root` of the root element.
pub(crate) fn app(template: &str, parts: &Parts, shared: &Shared, files: &OfScheme, route: &Route) -> Result<String> {
    let root = root_from(&route.path);
    let beside = files.beside.as_ref().map(|asset| later(&root, "beside", "data-integrity", asset) + "\n");
    let links = format!(
        "{}\n{}\n{}\n{}\n{}\n{}\n{}{}",
        always(&root, shared),
        fetched(&root, "wasm", "application/wasm", "", &shared.wasm),
        fetched(&root, "plan", "application/octet-stream", "", &files.plan),
        fetched(
            &root,
            "words",
            "application/octet-stream",
            &format!(" data-hash=\"{}\"", files.wording_hash),
            &files.words
        ),
        later(&root, "guidance", "data-integrity", &files.guidance),
        later(&root, "style", "integrity", &shared.later),
        beside.unwrap_or_default(),
        script(&root, &shared.script),
    );
    let head = head(POLICY, &format!("<title>{}</title>", escaped(&route.title)), &links);
    let mut values = frame(parts, &root, "app", head)?;
    values.insert("full", Value::Text(format!("{root}{}", route.full)));
    fill(template, &values)
}

/// The root of the site as seen from a path that ends in `/`.
pub(crate) fn root_from(path: &str) -> String {
    "../".repeat(path.matches('/').count())
}

/// The start of a `head`: the policy stands before all that it governs.
pub(crate) fn head(policy: &str, named: &str, links: &str) -> String {
    format!(
        "<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n{named}\n{links}"
    )
}

/// What every page has around what it says; `here` is where it stands in the masthead.
pub(crate) fn frame(parts: &Parts, root: &str, here: &str, head: String) -> Result<Values> {
    let root = if root.is_empty() { "./" } else { root };
    let is_here = |place: &str| Value::Html(if here == place { " aria-current=\"page\"" } else { "" }.to_owned());
    let places = Values::from([
        ("root", Value::Text(root.to_owned())),
        ("at_front_page", is_here("front page")),
        ("at_standards", is_here(standard::FOLDER)),
        ("at_about", is_here("about/")),
        ("at_verify", is_here(verify::PATH)),
    ]);
    Ok(Values::from([
        ("lang", Value::Text(LANGUAGE.to_owned())),
        ("root", Value::Text(root.to_owned())),
        ("head", Value::Html(head)),
        ("masthead", Value::Html(fill(&parts.masthead, &places)?)),
        ("foot", Value::Html(fill(&parts.foot, &places)?)),
    ]))
}

/// The icon and the style sheet.
pub(crate) fn always(root: &str, shared: &Shared) -> String {
    let Shared { style, icon, .. } = shared;
    format!(
        "<link rel=\"icon\" href=\"{root}{}\" type=\"image/svg+xml\">\n\
         <link rel=\"stylesheet\" href=\"{root}{}\" integrity=\"{}\">",
        icon.path, style.path, style.integrity
    )
}

/// An ES module, run when the page has been read.
pub(crate) fn script(root: &str, script: &Asset) -> String {
    format!("<script type=\"module\" src=\"{root}{}\" integrity=\"{}\"></script>", script.path, script.integrity)
}

/// A file that the app fetches, asked for early. Browsers do not check the integrity of such a link and warn of it, so who fetches
/// the file passes `data-integrity` on.
pub(crate) fn fetched(root: &str, id: &str, kind: &str, more: &str, asset: &Asset) -> String {
    format!(
        "<link id=\"file-{id}\" rel=\"preload\" as=\"fetch\" type=\"{kind}\" crossorigin href=\"{root}{}\" data-integrity=\"{}\"{more}>",
        asset.path, asset.integrity
    )
}

/// A file that the app fetches when somebody asks for what is in it, and not before: such a link is not followed by itself. Once it is
/// one to a style sheet, the browser checks its `integrity`.
fn later(root: &str, id: &str, integrity: &str, asset: &Asset) -> String {
    format!("<link id=\"file-{id}\" rel=\"help\" href=\"{root}{}\" {integrity}=\"{}\">", asset.path, asset.integrity)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::Size;

    fn asset(path: &str) -> Asset {
        Asset { path: path.to_owned(), integrity: "sha384-x".to_owned(), size: Size::default() }
    }

    fn made(path: &str) -> String {
        let shared = Shared {
            style: asset("assets/s.css"),
            reading: asset("assets/r.css"),
            later: asset("assets/l.css"),
            icon: asset("assets/i.svg"),
            script: asset("assets/a.js"),
            wasm: asset("assets/a.wasm"),
            offline: asset("assets/o.js"),
        };
        let files = OfScheme {
            plan: asset("assets/c.plan"),
            words: asset("assets/w.words"),
            wording_hash: "sha256:0",
            guidance: asset("assets/g.words"),
            revisions: Vec::new(),
            beside: None,
        };
        let route =
            Route { path: path.to_owned(), title: "Aims & more".to_owned(), full: "standards/nms/2022/".to_owned() };
        let parts = Parts { masthead: "<a href=\"{{root}}\">".to_owned(), foot: String::new() };
        let template = "<html lang=\"{{lang}}\" data-root=\"{{root}}\">{{head}}{{masthead}}<a href=\"{{full}}\">";
        app(template, &parts, &shared, &files, &route).unwrap()
    }

    #[test]
    fn a_page_reaches_the_root_from_where_it_is() {
        let page = made("nms/2022/aims/");
        assert!(page.contains("data-root=\"../../../\"") && page.contains("src=\"../../../assets/a.js\""), "{page}");
        assert!(page.contains("<a href=\"../../../\">") && page.contains("<a href=\"../../../standards/nms/2022/\">"));
        assert!(made("nms/2022/").contains("href=\"../../assets/s.css\""));
    }

    #[test]
    fn no_page_holds_an_inline_script_or_style_or_an_absolute_address() {
        let page = made("nms/2022/aims/");
        assert!(
            !page.contains("<style") && !page.contains("style=") && !page.contains("=\"/") && !page.contains("http:")
        );
        assert_eq!(page.matches("<script").count(), page.matches("src=").count());
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
}
