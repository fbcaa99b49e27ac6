//! The page for partners: it writes the snippet that puts a readiness check on a page of theirs, and shows it at work.

use super::{Check, in_languages, spoken::Spoken};
use crate::bundle;
use crate::language::Language;
use crate::locale::Locale;
use crate::output::{Asset, Output};
use crate::page::{self, Place, Shared};
use crate::place;
use crate::reading;
use crate::shipped::Scheme;
use crate::sizes::Sizes;
use crate::template::{Value, Values};
use anyhow::Result;
use mentormark_rules::scheme::Named;

/// The path of the page, from the root of the pages of a language.
pub(crate) const PATH: &str = "partners/";

/// The file of the page.
const PAGE: &str = "partners.html";

/// What the page may load: the loader, what writes the snippets, and the frames of this site.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; frame-src 'self'; base-uri 'none'; \
                      form-action 'none'";

/// Makes the page in every language.
pub(super) fn build(
    locales: &[Locale],
    spoken: &[Spoken],
    shared: &Shared,
    loader: &Asset,
    output: &mut Output,
    sizes: &mut Sizes,
) -> Result<()> {
    let folder = place::root().join("site/embed");
    let style = bundle::style(&super::read(&folder.join("partners.css"))?)?;
    let script = bundle::script(&[("partners.js", &super::read(&folder.join("partners.js"))?)], "partners.js")?;
    let style = output.asset("partners", "css", style.as_bytes())?;
    let script = output.asset("partners", "js", script.as_bytes())?;
    for locale in locales {
        let place = Place::at(locale, PATH);
        let site = &place.site;
        let sheet = |sheet: &Asset| {
            format!("<link rel=\"stylesheet\" href=\"{site}{}\" integrity=\"{}\">", sheet.path, sheet.integrity)
        };
        let links = [
            page::always(site, shared),
            sheet(&shared.reading),
            sheet(&style),
            format!("<script type=\"module\" src=\"{site}widget.js\"></script>"),
            page::script(site, &script),
        ];
        let values = values(&place, locales, spoken, loader)?;
        let html = reading::within(&place, PATH, &locale.template(PAGE)?, &values, POLICY, &links.join("\n"))?;
        let path = format!("{}{PATH}", locale.language.folder);
        let size = output.file(&format!("{path}index.html"), html.as_bytes())?;
        sizes.route(&format!("/{path}"), size, [&shared.style, &shared.icon, &shared.reading, &style, &script, loader]);
    }
    Ok(())
}

fn values(place: &Place<'_>, locales: &[Locale], spoken: &[Spoken], loader: &Asset) -> Result<Values> {
    let Locale { language, schemes, others, .. } = place.locale;
    let text = |text: &str| Value::Text(text.to_owned());
    let mut listed = Vec::new();
    let mut first = None;
    for scheme in schemes.iter().chain(others) {
        let level = |level: &Named| Values::from([("level", Value::Text(level.id.to_string()))]);
        let levels = scheme.plan.scheme().levels.iter();
        let checks = checks(&in_languages(scheme, spoken, locales))?;
        let of_page = checks.iter().find(|check| check.language.tag == language.tag).or(checks.first());
        first = first.or_else(|| of_page.map(|check| (scheme, check.snippet())));
        listed.push(Values::from([
            ("id", text(scheme.shipped.id)),
            ("name", text(&scheme.said.name)),
            ("tag", text(scheme.language.tag)),
            ("levels", Value::Rows(levels.map(level).collect())),
            ("checks", Value::Rows(checks.iter().map(Known::values).collect())),
        ]));
    }
    // The page's own comes first, which the page starts with.
    let (own, rest): (Vec<&Spoken>, Vec<&Spoken>) =
        spoken.iter().partition(|spoken| spoken.language.tag == language.tag);
    let languages = own.into_iter().chain(rest).map(|Spoken { language, words, .. }| {
        let link = words.say("link", &[])?;
        Ok(Values::from([("lang", text(language.tag)), ("language", text(language.name)), ("link", Value::Text(link))]))
    });
    let mut values = Values::from([
        ("root", text(&place.root)),
        ("site", text(&place.site)),
        ("loader", text(&loader.path)),
        ("integrity", text(&loader.integrity)),
        ("languages", Value::Rows(languages.collect::<Result<_>>()?)),
        ("schemes", Value::Rows(listed)),
    ]);
    // The snippet that stands there until somebody chooses: the first scheme at its lowest level.
    if let Some((scheme, snippet)) = first {
        values.insert("first", text(scheme.shipped.id));
        values.insert("first_name", text(&scheme.said.name));
        values.extend(snippet);
    }
    Ok(values)
}

/// What the page knows of a check.
struct Known {
    language: &'static Language,
    level: String,
    level_name: String,
    title: String,
    link: String,
    frame: String,
    start: String,
}

impl Known {
    fn values(&self) -> Values {
        Values::from([
            ("lang", Value::Text(self.language.tag.to_owned())),
            ("level", Value::Text(self.level.clone())),
            ("level_name", Value::Text(self.level_name.clone())),
            ("title", Value::Text(self.title.clone())),
            ("frame", Value::Text(self.frame.clone())),
            ("start", Value::Text(self.start.clone())),
        ])
    }

    /// What of it stands in the snippets.
    fn snippet(&self) -> Values {
        Values::from([
            ("lang", Value::Text(self.language.tag.to_owned())),
            ("first_level", Value::Text(self.level.clone())),
            ("first_level_name", Value::Text(self.level_name.clone())),
            ("first_title", Value::Text(self.title.clone())),
            ("first_link", Value::Text(self.link.clone())),
            ("first_frame", Value::Text(self.frame.clone())),
            ("first_start", Value::Text(self.start.clone())),
        ])
    }
}

/// The checks of a scheme, by language and then level.
fn checks(languages: &[(&Spoken, &Scheme)]) -> Result<Vec<Known>> {
    let mut checks = Vec::new();
    for (spoken, scheme) in languages {
        for Named { id: level, .. } in &scheme.plan.scheme().levels {
            let name = (spoken.language.say.level_name)(Some(level.as_str()), &scheme.said);
            checks.push(Known {
                language: spoken.language,
                level: level.to_string(),
                level_name: name.to_owned(),
                title: spoken.words.say("title", &[("level", name)])?,
                link: spoken.words.say("link", &[])?,
                frame: Check { spoken, scheme, level: Some(level.as_str()) }.path(),
                start: format!("{}{}", spoken.language.folder, scheme.start()),
            });
        }
    }
    Ok(checks)
}
