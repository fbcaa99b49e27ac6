//! `xtask site`: builds the site into `site/dist`, ready for any static host under any path.

use crate::language::{self, Language};
use crate::locale::{self, Locale};
use crate::opened::Parts;
use crate::output::{Asset, Output, short_integrity};
use crate::page::{self, OfScheme, Shared};
use crate::reading;
use crate::shipped::Scheme;
use crate::sizes::{self, Sizes};
use crate::wasm::{self, Profile};
use crate::{action_plan, bundle, embed, hosting, offline, place, setup, split, verify};
use anyhow::{Context, Result, bail};
use mentormark_rules::{Plan, Wording};
use mentormark_schemes::Revision;
use std::fs;
use std::path::Path;

/// Builds the site for the root of a host; any path will do but for the pages that stand in for others.
pub(crate) fn build() -> Result<()> {
    build_under("/")
}

/// Builds the site, prints what it weighs and writes that to `site/dist/sizes.json`. `under` is its path on the host that it is for.
pub(crate) fn build_under(under: &str) -> Result<()> {
    if !(under.starts_with('/') && under.ends_with('/')) {
        bail!("`{under}` is no path of a site: it starts and ends with `/`, as `/tools/mentormark/` does");
    }
    setup::build_tools()?;
    let folder = place::root().join("site");
    let locales = locale::all()?;
    let mut output = Output::default();
    let mut sizes = Sizes::default();
    let shared = shared(&folder, &mut output, &mut sizes)?;
    let mut published = Vec::new();
    for locale in &locales {
        let files = locale.schemes.iter().map(|scheme| publish(locale, scheme, &mut output));
        published.push(files.collect::<Result<Vec<_>>>()?);
    }
    for (at, locale) in locales.iter().enumerate() {
        let shared = if at == 0 {
            shared.clone()
        } else {
            let (script, wasm) =
                app(&folder, locale.language, &shared.offline, &shared.later, &mut output, &mut sizes)?;
            Shared { script, wasm, ..shared.clone() }
        };
        // Those of the page's own language come first.
        let own = locale.schemes.iter().zip(&published[at]);
        let others = locales.iter().zip(&published).filter(|(other, _)| other.language.tag != locale.language.tag);
        let others = others.flat_map(|(other, files)| other.schemes.iter().zip(files));
        let known: Vec<(&Scheme, &OfScheme)> = own.chain(others).collect();
        pages(locale, &shared, &published[at], &known, &mut output, &mut sizes)?;
    }
    let [english, ..] = locales.as_slice() else { bail!("the site has no language") };
    for (path, html) in reading::anywhere(english, &shared, under)? {
        output.file(path, html.as_bytes())?;
    }
    embed::build(&locales, &shared, &mut output, &mut sizes)?;
    // Last of all, because they name everything else.
    output.bare(hosting::HEADERS, hosting::headers(&output, under)?.as_bytes());
    output.file(offline::WORKER, offline::worker(&folder, &output, &locales, under)?.as_bytes())?;
    sizes.assets = output
        .sizes()
        .iter()
        .filter(|(path, _)| path.starts_with("assets/"))
        .map(|(path, size)| (path.clone(), *size))
        .collect();

    let dist = folder.join("dist");
    output.write(&dist)?;
    sizes.write(&dist.join(sizes::FILE))?;
    print!("{sizes}");
    Ok(())
}

/// The pages of a language. `files` are those of its schemes, `known` those of every scheme in every language, its own first.
fn pages(
    locale: &Locale,
    shared: &Shared,
    files: &[OfScheme],
    known: &[(&Scheme, &OfScheme)],
    output: &mut Output,
    sizes: &mut Sizes,
) -> Result<()> {
    let root = locale.language.folder;
    let always = [&shared.style, &shared.icon];
    let mut publish = |path: &str, html: &str, loads: &[&Asset]| -> Result<()> {
        let size = output.file(&format!("{root}{path}index.html"), html.as_bytes())?;
        sizes.route(&format!("/{root}{path}"), size, always.into_iter().chain(loads.iter().copied()));
        Ok(())
    };
    publish("", &page::landing(locale, shared)?, &[&shared.offline])?;
    for (path, html) in reading::pages(locale, shared)? {
        publish(&path, &html, &[&shared.reading])?;
    }
    let shell = locale.template("app.html")?;
    for (scheme, files) in locale.schemes.iter().zip(files) {
        for route in page::routes(locale, scheme)? {
            let html = page::app(&shell, locale, shared, (scheme, files), &route)?;
            publish(&route.path, &html, &[&shared.script, &shared.wasm, &files.plan, &files.words])?;
        }
    }
    let html = verify::page(locale, shared, known)?;
    publish(verify::PATH, &html, &[&shared.later, &shared.script, &shared.wasm])
}

/// The files that every page shares, with the app of the first language.
fn shared(folder: &Path, output: &mut Output, sizes: &mut Sizes) -> Result<Shared> {
    let offline = output.asset("offline", "js", offline::script(folder)?.as_bytes())?;
    sizes.later.insert(offline.path.clone(), offline.size);
    let later = bundle::style(&bundle::sheets(&folder.join("style/later"))?)?;
    let later = output.asset("later", "css", later.as_bytes())?;
    let (script, wasm) = app(folder, &language::ENGLISH, &offline, &later, output, sizes)?;
    let reading = bundle::style(&bundle::sheets(&folder.join("style/reading"))?)?;
    // What frames of the widget show as well stands in a folder of its own, after what it builds on.
    let style = bundle::sheets(&folder.join("style"))? + &bundle::sheets(&folder.join("style/pieces"))?;
    let style = bundle::style(&style)?;
    Ok(Shared {
        style: output.asset("site", "css", style.as_bytes())?,
        reading: output.asset("reading", "css", reading.as_bytes())?,
        later,
        icon: output.asset("icon", "svg", read(&folder.join("icon.svg"))?.as_bytes())?,
        offline,
        script,
        wasm,
    })
}

/// The app in a language: the ES module that starts it and its first WebAssembly. Those parts that are loaded later are published beside
/// them; `style` is the sheet of pages that are.
fn app(
    folder: &Path,
    language: &Language,
    offline: &Asset,
    style: &Asset,
    output: &mut Output,
    sizes: &mut Sizes,
) -> Result<(Asset, Asset)> {
    let module = wasm::build_with(
        "mentormark-site",
        language.features,
        "mentormark-site",
        "mentormark_site",
        Some(GLUE),
        Profile::Small,
    )?;
    // Those of the first language go without its tag.
    let named =
        |name: &str| if language.features.is_empty() { name.to_owned() } else { format!("{name}.{}", language.tag) };
    let mut later = Vec::new();
    for (name, wasm) in &module.later {
        let part = Asset { integrity: short_integrity(wasm), ..output.asset(&named(name), "wasm", wasm)? };
        sizes.later.insert(part.path.clone(), part.size);
        later.push((name.as_str(), part));
    }
    let table = split::table(later.iter().map(|(name, asset)| (*name, asset)))?;
    let table = output.asset(&named("parts"), "json", table.as_bytes())?;
    sizes.later.insert(table.path.clone(), table.size);
    let weights = later.iter().map(|(name, asset)| (*name, asset.size)).collect();
    let parts = Parts { calls: &module.calls, sizes: weights, table: table.size, style: style.size };
    for (step, size) in parts.opened()? {
        sizes.opened.insert(format!("{step} in {}", language.tag), size);
    }
    let loader = split::placed(&module.loader, later.iter().map(|(name, _)| *name), &table)?;
    let script = script(&module.js, &loader, &offline::placed(&read(&folder.join("boot.js"))?, offline)?)?;
    Ok((output.asset(&named("site"), "js", script.as_bytes())?, output.asset(&named("site"), "wasm", &module.wasm)?))
}

/// What `boot.js` and the loader of later parts call the generated module.
const GLUE: &str = "./glue.js";

/// The generated module, the loader of later parts and the start of the app as one file, so that one request brings all.
fn script(glue: &str, loader: &str, boot: &str) -> Result<String> {
    if !boot.contains(&format!("\"{GLUE}\"")) {
        bail!("site/boot.js must import `./glue.js`, the JavaScript of wasm-bindgen");
    }
    bundle::script(&[(GLUE, glue), (split::LOADER, loader), ("boot.js", boot)], "boot.js")
}

/// The files of a scheme in a language.
fn publish(locale: &Locale, scheme: &Scheme, output: &mut Output) -> Result<OfScheme> {
    let (stem, tag) = (format!("{}-{}", scheme.shipped.id, scheme.shipped.edition), locale.language.tag);
    let (words, guidance) = (format!("{stem}.{tag}"), format!("{stem}.{tag}.guidance"));
    // No page loads these; they are there for whoever checks what pages apply and say.
    output.asset(&stem, "json", scheme.shipped.compiled.as_bytes())?;
    output.asset(&words, "json", scheme.words.as_bytes())?;
    output.asset(&guidance, "json", scheme.guidance.as_bytes())?;
    let beside = action_plan::markup(locale, scheme.shipped.id, action_plan::Under::App)?;
    let beside = beside.map(|markup| output.asset(&format!("{stem}.{tag}.beside"), "html", markup.as_bytes()));
    let guides = Wording { guidance: scheme.guides.clone(), ..Wording::default() };
    let mut revisions = Vec::new();
    let of_edition = |it: &&Revision| (it.id, it.edition) == (scheme.shipped.id, scheme.shipped.edition);
    for revision in mentormark_schemes::revisions().iter().filter(of_edition) {
        let plan = Plan::from_checked_json(revision.compiled).context("read a released revision")?;
        revisions.push((revision.rules_hash, output.asset(&stem, "plan", &plan.pack())?));
    }
    Ok(OfScheme {
        wording_hash: scheme.wording_hash,
        revisions,
        plan: output.asset(&stem, "plan", &scheme.plan.pack())?,
        words: output.asset(&words, "words", &scheme.said_in_app().pack())?,
        guidance: output.asset(&guidance, "words", &guides.pack())?,
        beside: beside.transpose()?,
    })
}

fn read(path: &Path) -> Result<String> {
    fs::read_to_string(path).with_context(|| format!("read {}", path.display()))
}
