//! The HTML of each known route. Nothing in a page is inline: the content-security policy forbids it.

use crate::output::Asset;
use crate::shipped::{LANGUAGE, Scheme};
use crate::template::{Value, Values, escaped, fill};
use anyhow::Result;
use mentormark_rules::Date;

/// What a page may load and do. `wasm-unsafe-eval` is what compiling WebAssembly is called; it allows no JavaScript `eval`.
const POLICY: &str = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; \
                      connect-src 'self'; base-uri 'self'; object-src 'none'; form-action 'self'";

/// The files that the pages share.
pub(crate) struct Shared {
    /// The style sheet.
    pub(crate) style: Asset,
    /// The icon.
    pub(crate) icon: Asset,
    /// The ES module that starts the app.
    pub(crate) script: Asset,
    /// The WebAssembly that it loads.
    pub(crate) wasm: Asset,
}

/// The files of one scheme.
pub(crate) struct OfScheme {
    /// The compiled scheme.
    pub(crate) compiled: Asset,
    /// Its words.
    pub(crate) words: Asset,
    /// What helps to judge its criteria.
    pub(crate) guidance: Asset,
}

/// One page of the app.
pub(crate) struct Route {
    /// From the root of the site: empty, or segments that each end in `/`.
    pub(crate) path: String,
    /// The title of the page.
    pub(crate) title: String,
}

/// The routes of a scheme: its start page, the facts, the programmes where it combines several, a page a section, the result.
pub(crate) fn routes(scheme: &Scheme) -> Vec<Route> {
    let start = format!("{}/{}/", scheme.shipped.id, scheme.shipped.edition);
    let whole = format!("{} | Mentormark", scheme.said.name);
    let part =
        |segment: &str, name: &str| Route { path: format!("{start}{segment}/"), title: format!("{name} | {whole}") };
    let mut routes = vec![Route { path: start.clone(), title: whole.clone() }, part("about", "About you")];
    if scheme.has_programmes {
        routes.push(part("programmes", "Your programmes"));
    }
    routes.extend(scheme.sections.iter().map(|(id, name)| part(id, name)));
    routes.push(part("result", "Your result"));
    routes
}

/// The landing page: the list of schemes, with no script.
pub(crate) fn landing(template: &str, shared: &Shared, schemes: &[Scheme]) -> Result<String> {
    let rows = schemes.iter().map(|scheme| {
        let text = |text: &str| Value::Text(text.to_owned());
        let (id, edition) = (scheme.shipped.id, scheme.shipped.edition);
        Values::from([
            ("href", Value::Text(format!("{id}/{edition}/"))),
            ("name", text(&scheme.said.name)),
            ("summary", text(first_sentence(&scheme.said.summary))),
            ("owner", text(&scheme.said.owner)),
            ("edition", text(edition)),
            ("retired", Value::Rows(scheme.retired_from.map(retired).into_iter().collect())),
        ])
    });
    let mut values = about("", "Mentormark: self-assess your mentoring programme", &always("", shared));
    values.insert("schemes", Value::Rows(rows.collect()));
    fill(template, &values)
}

/// A list is looked through: the rest of a summary stands at the start of its scheme.
fn first_sentence(summary: &str) -> &str {
    summary.split_once(". ").map_or(summary, |(first, _)| &summary[..=first.len()])
}

/// What is said of a retired scheme: the day from which it is.
fn retired(from: Date) -> Values {
    Values::from([("from", Value::Text(mentormark_report::date(from)))])
}

/// A page of the app, which finds the scheme and its words through the links `#file-scheme` and `#file-words`, and the root of the site
/// through `data-root` of the root element.
pub(crate) fn app(template: &str, shared: &Shared, files: &OfScheme, route: &Route) -> Result<String> {
    let root = "../".repeat(route.path.matches('/').count());
    let head = format!(
        "{}\n{}\n{}\n{}\n{}\n<script type=\"module\" src=\"{}\" integrity=\"{}\"></script>",
        always(&root, shared),
        fetched(&root, "wasm", "application/wasm", &shared.wasm),
        fetched(&root, "scheme", "application/json", &files.compiled),
        fetched(&root, "words", "application/json", &files.words),
        later(&root, "guidance", &files.guidance),
        format_args!("{root}{}", shared.script.path),
        shared.script.integrity,
    );
    fill(template, &about(&root, &route.title, &head))
}

fn about(root: &str, title: &str, head: &str) -> Values {
    let policy = format!("<meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">");
    let title_tag = format!("<title>{}</title>", escaped(title));
    let viewport = "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">";
    let head = format!("<meta charset=\"utf-8\">\n{policy}\n{viewport}\n{title_tag}\n{head}");
    Values::from([
        ("lang", Value::Text(LANGUAGE.to_owned())),
        ("root", Value::Text(if root.is_empty() { "./".to_owned() } else { root.to_owned() })),
        ("head", Value::Html(head)),
    ])
}

fn always(root: &str, shared: &Shared) -> String {
    let Shared { style, icon, .. } = shared;
    format!(
        "<link rel=\"icon\" href=\"{root}{}\" type=\"image/svg+xml\">\n\
         <link rel=\"stylesheet\" href=\"{root}{}\" integrity=\"{}\">",
        icon.path, style.path, style.integrity
    )
}

/// A file that the app fetches, asked for early. Browsers do not check the integrity of such a link and warn of it, so who fetches
/// the file passes `data-integrity` on.
fn fetched(root: &str, id: &str, kind: &str, asset: &Asset) -> String {
    format!(
        "<link id=\"file-{id}\" rel=\"preload\" as=\"fetch\" type=\"{kind}\" crossorigin href=\"{root}{}\" data-integrity=\"{}\">",
        asset.path, asset.integrity
    )
}

/// A file that the app fetches when somebody asks for what is in it, and not before: such a link is not followed by itself.
fn later(root: &str, id: &str, asset: &Asset) -> String {
    format!(
        "<link id=\"file-{id}\" rel=\"help\" type=\"application/json\" href=\"{root}{}\" data-integrity=\"{}\">",
        asset.path, asset.integrity
    )
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
            icon: asset("assets/i.svg"),
            script: asset("assets/a.js"),
            wasm: asset("assets/a.wasm"),
        };
        let files = OfScheme {
            compiled: asset("assets/c.json"),
            words: asset("assets/w.json"),
            guidance: asset("assets/g.json"),
        };
        let route = Route { path: path.to_owned(), title: "Aims & more".to_owned() };
        app("<html lang=\"{{lang}}\" data-root=\"{{root}}\">{{head}}", &shared, &files, &route).unwrap()
    }

    #[test]
    fn a_page_reaches_the_root_from_where_it_is() {
        let page = made("nms/2022/aims/");
        assert!(page.contains("data-root=\"../../../\"") && page.contains("src=\"../../../assets/a.js\""), "{page}");
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
