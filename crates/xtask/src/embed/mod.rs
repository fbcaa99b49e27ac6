//! The readiness widget: the frames that other people's pages show, the loader that puts them there, and the page that hands out snippets.
//!
//! A frame is a page of `site/embed/frame.html`, made whole from a scheme and its words, one for each level: its first view needs no
//! WebAssembly. `docs/widget.md` says what it asks and why.

mod asks;
mod frame;
mod loader;
mod partners;
mod plural;
mod questions;
mod spoken;
mod style;

pub(crate) use partners::PATH as PARTNERS;

use crate::language::Language;
use crate::locale::Locale;
use crate::output::{Asset, Output};
use crate::page::{Shared, root_from};
use crate::shipped::Scheme;
use crate::sizes::Sizes;
use crate::wasm::{self, Profile};
use crate::{bundle, place};
use anyhow::{Context, Result, bail};
use asks::Asks;
use frame::Frame;
use spoken::Spoken;
use std::fs;
use std::path::Path;

/// Where frames stand, from the root of the site: the only pages that other pages may show in a frame.
const FOLDER: &str = "embed/";

/// What every frame loads, by what it is for.
struct Files {
    /// The style sheet.
    style: Asset,
    /// The script that goes through the questions.
    script: Asset,
    /// The script around the rules module, loaded once somebody answers.
    engine: Asset,
    /// The rules module.
    rules: Asset,
}

/// A check: a scheme at a level, or at its lowest under its own name, in a language.
#[derive(Clone, Copy)]
struct Check<'a> {
    /// The frames in the language.
    spoken: &'a Spoken,
    /// The scheme with its words in the language.
    scheme: &'a Scheme,
    /// The level, where the path names one.
    level: Option<&'a str>,
}

impl Check<'_> {
    /// Where its frame stands, from the root of the site.
    fn path(self) -> String {
        let level = self.level.map(|level| format!("{level}/")).unwrap_or_default();
        format!("{FOLDER}{}{}/{level}", self.spoken.language.folder, self.scheme.shipped.id)
    }
}

/// Makes the frames of every scheme in every language, the loader and the page for partners, and notes what each loads.
pub(crate) fn build(locales: &[Locale], shared: &Shared, output: &mut Output, sizes: &mut Sizes) -> Result<()> {
    let [english, ..] = locales else { bail!("the site has no language") };
    let folder = place::root().join("site/embed");
    let spoken = locales.iter().map(|locale| Spoken::read(locale.language, &folder)).collect::<Result<Vec<_>>>()?;
    let files = files(&folder, output)?;
    for scheme in &english.schemes {
        // As the pages of the app name it, so that it is one file.
        let stem = format!("{}-{}", scheme.shipped.id, scheme.shipped.edition);
        let plan = output.asset(&stem, "plan", &scheme.plan.pack())?;
        for (path, html) in pages(scheme, &in_languages(scheme, &spoken, locales), &files, &plan)? {
            let size = output.file(&format!("{path}index.html"), html.as_bytes())?;
            sizes.frame(&format!("/{path}"), size, [&files.style, &files.script]);
        }
    }
    let loader = loader::publish(&folder.join("released"), output)?;
    sizes.loader = loader.size;
    partners::build(locales, &spoken, shared, &loader, output, sizes)
}

/// A scheme in each language that it has words in, in the order of the languages.
fn in_languages<'a>(scheme: &Scheme, spoken: &'a [Spoken], locales: &'a [Locale]) -> Vec<(&'a Spoken, &'a Scheme)> {
    let is_it = |other: &&Scheme| other.shipped == scheme.shipped;
    let each = spoken.iter().zip(locales);
    each.filter_map(|(spoken, locale)| Some((spoken, locale.schemes.iter().find(is_it)?))).collect()
}

/// The frames of a scheme in languages, by path: one for each level, and one under the scheme's own name for the lowest.
fn pages(
    scheme: &Scheme,
    languages: &[(&Spoken, &Scheme)],
    files: &Files,
    plan: &Asset,
) -> Result<Vec<(String, String)>> {
    let levels = &scheme.plan.scheme().levels;
    let whole = levels.first().map(|lowest| (None, lowest));
    let mut pages = Vec::new();
    for (named, level) in whole.into_iter().chain(levels.iter().map(|level| (Some(level.id.as_str()), level))) {
        // The same in each language, so that a check never asks more in one of them.
        let asks = Asks::of(scheme, level.id.as_str());
        let checks = languages.iter().map(|(spoken, scheme)| Check { spoken, scheme, level: named });
        let paths: Vec<(&'static Language, String)> =
            checks.clone().map(|check| (check.spoken.language, check.path())).collect();
        for check in checks {
            let Check { spoken, scheme, .. } = check;
            let path = check.path();
            let others = paths.iter().filter(|(other, _)| other.tag != spoken.language.tag).collect();
            let made = Frame { scheme, spoken, asks: &asks, root: root_from(&path), others };
            pages.push((path, made.page(files, plan)?));
        }
    }
    Ok(pages)
}

/// Publishes what the frames load.
fn files(folder: &Path, output: &mut Output) -> Result<Files> {
    let module = wasm::build("mentormark-wasm", "rules", Profile::Small)?;
    let style = bundle::style(&style::sheet(&place::root().join("site"))?)?;
    let mut scripts = Vec::new();
    for name in ["frame.js", "form.js", "outcome.js", "share.js"] {
        scripts.push((name, read(&folder.join(name))?));
    }
    let scripts: Vec<(&str, &str)> = scripts.iter().map(|(name, text)| (*name, text.as_str())).collect();
    let script = bundle::script(&scripts, "frame.js")?;
    let engine =
        bundle::script(&[("rules.js", &module.js), ("engine.js", &read(&folder.join("engine.js"))?)], "engine.js")?;
    Ok(Files {
        style: output.asset("embed", "css", style.as_bytes())?,
        script: output.asset("embed", "js", script.as_bytes())?,
        engine: output.asset("embed-engine", "js", engine.as_bytes())?,
        rules: output.asset("rules", "wasm", &module.wasm)?,
    })
}

fn read(path: &Path) -> Result<String> {
    fs::read_to_string(path).with_context(|| format!("read {}", path.display()))
}
