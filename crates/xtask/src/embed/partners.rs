//! The page for partners: it writes the snippet that puts a readiness check on a page of theirs, and shows it at work.

use crate::bundle;
use crate::output::{Asset, Output};
use crate::page::{self, Parts, Shared};
use crate::place;
use crate::shipped::{LANGUAGE, Scheme};
use crate::sizes::Sizes;
use crate::template::{Value, Values, fill};
use anyhow::{Context, Result};
use mentormark_report::level_name;

/// The path of the page, from the root of the site.
pub(super) const PATH: &str = "partners/";

/// What the page may load: the loader, what writes the snippets, and the frames of this site.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; frame-src 'self'; base-uri 'none'; \
                      form-action 'none'";

/// Makes the page.
pub(super) fn build(
    parts: &Parts,
    shared: &Shared,
    schemes: &[Scheme],
    loader: &Asset,
    output: &mut Output,
    sizes: &mut Sizes,
) -> Result<()> {
    let site = place::root().join("site");
    let style = bundle::style(&super::read(&site.join("embed/partners.css"))?)?;
    let script = bundle::script(&[("partners.js", &super::read(&site.join("embed/partners.js"))?)], "partners.js")?;
    let style = output.asset("partners", "css", style.as_bytes())?;
    let script = output.asset("partners", "js", script.as_bytes())?;
    let root = page::root_from(PATH);
    let template = super::read(&site.join("pages/partners.html"))?;
    let (named, main) = template
        .split_once("\n\n")
        .context("partners.html lacks the empty line between its `head` and its main part")?;
    let values = values(schemes, loader);
    let links = format!(
        "{}\n<link rel=\"stylesheet\" href=\"{root}{}\" integrity=\"{}\">\n<link rel=\"stylesheet\" href=\"{root}{}\" integrity=\"{}\">\n\
         <script type=\"module\" src=\"{root}widget.js\"></script>\n<script type=\"module\" src=\"{root}{}\" integrity=\"{}\"></script>",
        page::always(&root, shared),
        shared.reading.path,
        shared.reading.integrity,
        style.path,
        style.integrity,
        script.path,
        script.integrity,
    );
    let head = page::head(POLICY, &fill(named, &values)?, &links);
    let mut around = page::frame(parts, &root, PATH, head)?;
    around.insert("main", Value::Html(fill(main, &values)?));
    let html = fill(&super::read(&site.join("reading.html"))?, &around)?;
    let size = output.file(&format!("{PATH}index.html"), html.as_bytes())?;
    sizes.route(&format!("/{PATH}"), size, [&shared.style, &shared.icon, &shared.reading, &style, &script, loader]);
    Ok(())
}

fn values(schemes: &[Scheme], loader: &Asset) -> Values {
    let text = |text: &str| Value::Text(text.to_owned());
    let listed = |scheme: &Scheme| {
        let levels = scheme.plan.scheme().levels.iter().map(|level| {
            Values::from([
                ("level", Value::Text(level.id.to_string())),
                ("level_name", text(level_name(Some(&level.id), &scheme.said))),
            ])
        });
        Values::from([
            ("id", text(scheme.shipped.id)),
            ("name", text(&scheme.said.name)),
            ("start", Value::Text(scheme.start())),
            ("levels", Value::Rows(levels.collect())),
        ])
    };
    let mut values = Values::from([
        ("root", Value::Text(page::root_from(PATH))),
        ("loader", text(&loader.path)),
        ("integrity", text(&loader.integrity)),
        ("lang", text(LANGUAGE)),
        ("schemes", Value::Rows(schemes.iter().map(listed).collect())),
    ]);
    // The snippet that stands there until somebody chooses: the first scheme at its lowest level.
    let first = schemes.first().and_then(|scheme| Some((scheme, scheme.plan.scheme().levels.first()?)));
    if let Some((scheme, level)) = first {
        values.insert("first", text(scheme.shipped.id));
        values.insert("first_start", Value::Text(scheme.start()));
        values.insert("first_level", Value::Text(level.id.to_string()));
        values.insert("first_name", text(&scheme.said.name));
        values.insert("first_level_name", text(level_name(Some(&level.id), &scheme.said)));
    }
    values
}
