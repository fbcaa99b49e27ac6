//! The HTML of the app's routes and of the front page. Nothing in a page is inline: the content-security policy forbids it.

use crate::language::Language;
use crate::locale::{self, Locale};
use crate::output::Asset;
use crate::shipped::Scheme;
use crate::standard;
use crate::template::{Value, Values, escaped, fill};
use crate::verify;
use anyhow::Result;

/// What a page may load and do. `wasm-unsafe-eval` is what compiling WebAssembly is called; it allows no JavaScript `eval`.
pub(crate) const POLICY: &str = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; \
                      connect-src 'self'; base-uri 'self'; object-src 'none'; form-action 'self'";

/// The files that the pages of a language share.
#[derive(Clone)]
pub(crate) struct Shared {
    /// The style sheet.
    pub(crate) style: Asset,
    /// The style sheet of pages that are only read.
    pub(crate) reading: Asset,
    /// The style sheet of the pages of the app that are loaded later.
    pub(crate) later: Asset,
    /// The icon.
    pub(crate) icon: Asset,
    /// The ES module that keeps the site for when there is no network.
    pub(crate) offline: Asset,
    /// The ES module that starts the app.
    pub(crate) script: Asset,
    /// The WebAssembly that it loads.
    pub(crate) wasm: Asset,
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

/// Where a page stands, and how it names what is elsewhere.
pub(crate) struct Place<'a> {
    /// The site in the language of the page.
    pub(crate) locale: &'a Locale,
    /// From the root of the pages of its language: empty, or segments that each end in `/`.
    path: &'a str,
    /// The root of the pages of its language, as its addresses begin.
    pub(crate) root: String,
    /// The root of the site, where all files are that pages load.
    pub(crate) site: String,
}

impl<'a> Place<'a> {
    /// The page at `path` from the root of the pages of its language.
    pub(crate) fn at(locale: &'a Locale, path: &'a str) -> Self {
        let root = root_from(path);
        let site = format!("{}{root}", root_from(locale.language.folder));
        Self { locale, path, root, site }
    }

    /// A page that stands in for others at any address of a site that is at the path `under` of its host.
    pub(crate) fn anywhere(locale: &'a Locale, name: &'a str, under: &str) -> Self {
        Self { locale, path: name, root: format!("{under}{}", locale.language.folder), site: under.to_owned() }
    }

    /// The same page in other languages, each with its address.
    fn also(&self) -> impl Iterator<Item = (&'static Language, String)> {
        let has_it = self.locale.also.iter().filter(|(_, paths)| paths.contains(self.path));
        has_it.map(|(language, _)| (*language, here(format!("{}{}{}", self.site, language.folder, self.path))))
    }
}

/// An address that is not empty: an empty one would name the page itself.
fn here(address: String) -> String {
    if address.is_empty() { "./".to_owned() } else { address }
}

/// One page of the app.
pub(crate) struct Route {
    /// From the root of the pages of its language: segments that each end in `/`.
    pub(crate) path: String,
    /// The title of the page.
    pub(crate) title: String,
    /// The heading that the app shows on it: it stands there before the app comes, so that the first text is the largest.
    heading: String,
    /// Whether a link to the start page stands above the heading.
    leads_back: bool,
    /// The text above the heading, after that link.
    over: String,
    /// What the app shows below it, as far as that is long: each with its class.
    leads: Vec<(&'static str, String)>,
    /// Where the standard stands in full, from the same root.
    pub(crate) full: String,
}

/// The routes of a scheme: its start page, the facts, the programmes where it combines several, a page a section, the result and what
/// follows it.
///
/// # Errors
/// When the name of a page is not among the short words.
pub(crate) fn routes(locale: &Locale, scheme: &Scheme) -> Result<Vec<Route>> {
    let (start, said) = (scheme.start(), &scheme.said);
    let whole = format!("{} | Mentormark", said.name);
    let full = standard::path(scheme);
    let part = |segment: &str, name: &str, lead: Option<&String>| Route {
        path: format!("{start}{segment}/"),
        title: format!("{name} | {whole}"),
        heading: name.to_owned(),
        leads_back: true,
        over: String::new(),
        leads: lead.map(|lead| ("lead", lead.clone())).into_iter().collect(),
        full: full.clone(),
    };
    let named = |segment: &str| -> Result<Route> {
        Ok(part(segment, &locale.words.say(&format!("page_{segment}"), &[])?, None))
    };
    let owned = locale.words.say("owned", &[("owner", &said.owner), ("edition", scheme.shipped.edition)])?;
    let first = Route {
        path: start.clone(),
        title: whole.clone(),
        heading: said.name.clone(),
        leads_back: false,
        over: owned,
        leads: vec![("lead", said.summary.clone()), ("note", scheme.drafted.clone())],
        full: full.clone(),
    };
    let mut routes = vec![first, named("about")?];
    if scheme.plan.scheme().programmes.is_some() {
        routes.push(named("programmes")?);
    }
    let summary = |id: &String| said.sections.get(id).map(|words| &words.summary);
    let (noun, of) = ((scheme.language.say.section_noun)(1, said), scheme.sections.len().to_string());
    for ((id, name), at) in scheme.sections.iter().zip(1_usize..) {
        let over = locale.words.say("place", &[("noun", noun), ("place", &at.to_string()), ("of", &of)])?;
        routes.push(Route { over, ..part(id, name, summary(id)) });
    }
    for segment in AFTER {
        let mut route = named(segment)?;
        if segment == RESULT {
            let judged = locale.words.say("judged", &[("scheme", &said.name), ("edition", scheme.shipped.edition)])?;
            route.leads.push(("lead", judged));
        }
        routes.push(route);
    }
    Ok(routes)
}

/// The last segment of the address of the result.
const RESULT: &str = "result";

/// The pages after those of the sections: the last segment of each one's address.
const AFTER: [&str; 8] = [RESULT, "check", "submit", "confirmation", "plan", "compare", "saved", "merge"];

/// The landing page: the list of schemes, with no script but the one that keeps the site for when there is no network.
///
/// # Errors
/// When its template is missing, or asks for what it does not have.
pub(crate) fn landing(locale: &Locale, shared: &Shared) -> Result<String> {
    let place = Place::at(locale, "");
    let site = &place.site;
    let links = format!("{}\n{}", always(site, shared), script(site, &shared.offline));
    let mut values = around(&place, "front page", head(POLICY, "", &links))?;
    values.extend(lists(&place));
    values.insert("ladder", Value::Html(locale::part("ladder.html")?));
    fill(&locale.template("landing.html")?, &values)
}

/// The schemes that a page lists: `schemes` in its own language, and `others` where there are some that have no words in it.
pub(crate) fn lists(place: &Place<'_>) -> [(&'static str, Value); 2] {
    let Locale { schemes, others, .. } = place.locale;
    let rows = |schemes: &[Scheme], root| Value::Rows(schemes.iter().map(|scheme| row(scheme, root)).collect());
    let others = others.first().map(|first| {
        Values::from([
            ("schemes", rows(others, &place.site)),
            ("site", Value::Text(place.site.clone())),
            ("tag", Value::Text(first.language.tag.to_owned())),
        ])
    });
    [("schemes", rows(schemes, &place.root)), ("others", Value::Rows(others.into_iter().collect()))]
}

/// What a list of standards says of one; `root` is that of the pages in its language.
pub(crate) fn row(scheme: &Scheme, root: &str) -> Values {
    let text = |text: &str| Value::Text(text.to_owned());
    let rules = scheme.plan.scheme();
    let retired = rules.retired.as_ref().map(|retired| (scheme.language.say.date)(retired.from));
    let retired = retired.map(|from| Values::from([("from", Value::Text(from))]));
    Values::from([
        ("href", Value::Text(format!("{root}{}", scheme.start()))),
        ("full", Value::Text(format!("{root}{}", standard::path(scheme)))),
        ("tag", text(scheme.language.tag)),
        ("name", text(&scheme.said.name)),
        ("summary", text(first_sentence(&scheme.said.summary))),
        ("owner", text(&scheme.said.owner)),
        ("edition", text(scheme.shipped.edition)),
        ("retired", Value::Rows(retired.into_iter().collect())),
    ])
}

/// A list is looked through: the rest of a summary stands at the start of its scheme.
fn first_sentence(summary: &str) -> &str {
    summary.split_once(". ").map_or(summary, |(first, _)| &summary[..=first.len()])
}

/// A page of the app, which finds the scheme and its words through the links `#file-plan` and `#file-words`, the root of the pages of
/// its language through `data-root` of the root element, and that of the site through `data-site` where it is another.
///
/// # Errors
/// When its template asks for what it does not have.
pub(crate) fn app(
    template: &str,
    locale: &Locale,
    shared: &Shared,
    (scheme, files): (&Scheme, &OfScheme),
    route: &Route,
) -> Result<String> {
    let place = Place::at(locale, &route.path);
    let site = &place.site;
    let beside = files.beside.as_ref().map(|asset| later(site, "beside", "data-integrity", asset) + "\n");
    // By which rules answers were given that this browser keeps from before.
    let before = files.revisions.iter().filter(|(rules_hash, _)| *rules_hash != scheme.plan.rules_hash());
    let before: String = before.map(|revision| rules(site, scheme, revision) + "\n").collect();
    let links = format!(
        "{}\n{}\n{}\n{}\n{}\n{}\n{}{before}{}{}",
        always(site, shared),
        fetched(site, "wasm", "application/wasm", "", &shared.wasm),
        fetched(site, "plan", "application/octet-stream", "", &files.plan),
        fetched(
            site,
            "words",
            "application/octet-stream",
            &format!(" data-hash=\"{}\"", files.wording_hash),
            &files.words
        ),
        later(site, "guidance", "data-integrity", &files.guidance),
        later(site, "style", "integrity", &shared.later),
        beside.unwrap_or_default(),
        newer(&place, scheme).unwrap_or_default(),
        script(site, &shared.script),
    );
    let head = head(POLICY, &format!("<title>{}</title>", escaped(&route.title)), &links);
    let mut values = around(&place, "app", head)?;
    let text = |text: &str| Value::Text(text.to_owned());
    let of = Values::from([
        ("start", Value::Text(format!("{}{}", place.root, scheme.start()))),
        ("name", text(&scheme.said.name)),
    ]);
    let leads = route.leads.iter().map(|(class, lead)| Values::from([("class", text(class)), ("lead", text(lead))]));
    values.extend([
        ("full", Value::Text(format!("{}{}", place.root, route.full))),
        ("of", Value::Rows(if route.leads_back { vec![of] } else { Vec::new() })),
        ("over", text(&route.over)),
        ("h1", text(&route.heading)),
        ("leads", Value::Rows(leads.collect())),
    ]);
    fill(template, &values)
}

/// The way up from a path that ends in `/`.
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

/// What every page has around what it says; `at` is where it stands in the masthead.
///
/// # Errors
/// When the masthead or the foot asks for what it does not have.
pub(crate) fn around(place: &Place<'_>, at: &str, head: String) -> Result<Values> {
    let Locale { language, masthead, foot, .. } = place.locale;
    let text = |text: &str| Value::Text(text.to_owned());
    let (root, site) = (here(place.root.clone()), here(place.site.clone()));
    let is_at = |other: &str| Value::Html(if at == other { " aria-current=\"page\"" } else { "" }.to_owned());
    let also = place.also().map(|(other, href)| {
        Values::from([("tag", text(other.tag)), ("name", text(other.name)), ("href", Value::Text(href))])
    });
    let draft = if language.is_draft {
        fill(&place.locale.template("draft.html")?, &Values::from([("root", text(&root))]))?
    } else {
        String::new()
    };
    let places = Values::from([
        ("root", text(&root)),
        ("site", text(&site)),
        ("at_front_page", is_at("front page")),
        ("at_standards", is_at(standard::FOLDER)),
        ("at_about", is_at("about/")),
        ("at_verify", is_at(verify::PATH)),
        ("also", Value::Rows(also.collect())),
        ("draft", Value::Html(draft)),
    ]);
    let elsewhere = if root == site { String::new() } else { format!(" data-site=\"{}\"", escaped(&site)) };
    Ok(Values::from([
        ("lang", text(language.tag)),
        ("root", text(&root)),
        ("site", text(&site)),
        ("elsewhere", Value::Html(elsewhere)),
        ("head", Value::Html(head)),
        ("masthead", Value::Html(fill(masthead, &places)?)),
        ("foot", Value::Html(fill(foot, &places)?)),
    ]))
}

/// The icon and the style sheet.
pub(crate) fn always(site: &str, shared: &Shared) -> String {
    let Shared { style, icon, .. } = shared;
    format!(
        "<link rel=\"icon\" href=\"{site}{}\" type=\"image/svg+xml\">\n\
         <link rel=\"stylesheet\" href=\"{site}{}\" integrity=\"{}\">",
        icon.path, style.path, style.integrity
    )
}

/// An ES module, run when the page has been read.
pub(crate) fn script(site: &str, script: &Asset) -> String {
    format!("<script type=\"module\" src=\"{site}{}\" integrity=\"{}\"></script>", script.path, script.integrity)
}

/// A file that the app fetches, asked for early. Browsers do not check the integrity of such a link and warn of it, so who fetches
/// the file passes `data-integrity` on.
pub(crate) fn fetched(site: &str, id: &str, kind: &str, more: &str, asset: &Asset) -> String {
    format!(
        "<link id=\"file-{id}\" rel=\"preload\" as=\"fetch\" type=\"{kind}\" crossorigin href=\"{site}{}\" data-integrity=\"{}\"{more}>",
        asset.path, asset.integrity
    )
}

/// A file that the app fetches when somebody asks for what is in it, and not before: such a link is not followed by itself. Once it is
/// one to a style sheet, the browser checks its `integrity`.
fn later(site: &str, id: &str, integrity: &str, asset: &Asset) -> String {
    format!("<link id=\"file-{id}\" rel=\"help\" href=\"{site}{}\" {integrity}=\"{}\">", asset.path, asset.integrity)
}

/// The rules of a released revision as a plan, found by their hash when somebody has a document that names it.
pub(crate) fn rules(site: &str, scheme: &Scheme, (rules_hash, plan): &(&str, Asset)) -> String {
    let of = format!("{}@{}", scheme.shipped.id, scheme.shipped.edition);
    format!(
        "<link rel=\"help\" data-rules=\"{rules_hash}\" data-of=\"{of}\" href=\"{site}{}\" data-integrity=\"{}\">",
        plan.path, plan.integrity
    )
}

/// The start of the newest edition of a standard, on the pages of an older one: the app tells of it.
fn newer(place: &Place<'_>, scheme: &Scheme) -> Option<String> {
    let Locale { schemes, others, .. } = place.locale;
    let own = schemes.iter().map(|other| (other, &place.root));
    let all = own.chain(others.iter().map(|other| (other, &place.site)));
    let since = |scheme: &Scheme| scheme.plan.scheme().starts_on;
    let later = all.filter(|(other, _)| other.shipped.id == scheme.shipped.id && since(other) > since(scheme));
    let (newest, root) = later.max_by_key(|(other, _)| since(other))?;
    let (start, edition) = (newest.start(), newest.shipped.edition);
    Some(format!("<link id=\"newer\" rel=\"help\" href=\"{root}{start}\" data-edition=\"{edition}\">\n"))
}

#[cfg(test)]
pub(crate) mod tests;
