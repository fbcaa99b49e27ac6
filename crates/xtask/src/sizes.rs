//! `xtask sizes`: holds what was built against its budgets.

use crate::output::{Asset, Size};
use crate::{pkg, place};
use anyhow::{Context, Result, bail};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fmt::{self, Display, Formatter};
use std::fs;
use std::path::Path;

/// Where the sizes stand in the folder of a built site.
pub(crate) const FILE: &str = "sizes.json";

/// Brotli bytes of everything that an entry route loads until it can be used.
const ROUTE: usize = 150_000;

/// Brotli bytes that a page of the app loads when it is opened, with what its parts share, beyond what every page has loaded by itself.
/// One step passes it, and is held where it stands (docs/decisions/0009-what-a-first-visit-loads.md).
const OPENED: usize = 40_000;

/// What the result waits for, which comes by itself once a page can be used. The aim is [`OPENED`].
const RESULT: usize = 73_000;

/// Brotli bytes of the rules module for JavaScript with the scripts of the npm package, which is built to be fast. The aim is 60,000
/// (docs/decisions/0011-three-modules-for-javascript.md).
const MODULE: usize = 107_000;

/// Brotli bytes of the module for JavaScript that compiles a scheme which is not in the npm package, with its scripts.
const COMPILE: usize = 113_000;

/// Brotli bytes of the module for JavaScript that checks receipts, with its scripts.
const RECEIPTS: usize = 40_000;

/// Gzip bytes of the loader of the widget, which runs on other people's pages.
const LOADER: usize = 5_000;

/// Gzip bytes of what a frame of the widget loads until it can be answered.
const FRAME: usize = 150_000;

/// What a built site weighs.
#[derive(Default, Serialize, Deserialize)]
pub(crate) struct Sizes {
    /// Each published file that pages load.
    pub(crate) assets: BTreeMap<String, Size>,
    /// Each route's first load: its HTML and everything it loads until it can be used.
    pub(crate) routes: BTreeMap<String, Size>,
    /// Each part of the app that is loaded later, by its published path.
    pub(crate) later: BTreeMap<String, Size>,
    /// What each step of a visit loads after the first load, with what its parts share, by step and language.
    pub(crate) opened: BTreeMap<String, Size>,
    /// Each frame of the widget: its HTML and everything it loads until somebody answers.
    pub(crate) frames: BTreeMap<String, Size>,
    /// The loader of the widget.
    pub(crate) loader: Size,
}

impl Sizes {
    /// Notes the first load of a route.
    pub(crate) fn route<'a>(&mut self, route: &str, html: Size, assets: impl IntoIterator<Item = &'a Asset>) {
        let all = assets.into_iter().fold(html, |sum, asset| sum + asset.size);
        self.routes.insert(route.to_owned(), all);
    }

    /// Notes the first view of a frame of the widget.
    pub(crate) fn frame<'a>(&mut self, path: &str, html: Size, assets: impl IntoIterator<Item = &'a Asset>) {
        let all = assets.into_iter().fold(html, |sum, asset| sum + asset.size);
        self.frames.insert(path.to_owned(), all);
    }

    /// Writes the sizes as JSON.
    pub(crate) fn write(&self, path: &Path) -> Result<()> {
        let json = serde_json::to_string_pretty(self).context("write the sizes as JSON")?;
        fs::write(path, json + "\n").with_context(|| format!("write {}", path.display()))
    }
}

impl Display for Sizes {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "{}\n{}", Table("asset", &self.assets), Table("first load of", &self.routes))?;
        write!(f, "\n{}\n{}", Table("loaded later", &self.later), Table("opened later, in all", &self.opened))?;
        write!(f, "\n{}", Table("first view of frame", &self.frames))?;
        writeln!(f, "\nloader of the widget: {} bytes (gzip)", self.loader.gzip)
    }
}

/// Named sizes as lines of text under a heading.
pub(crate) struct Table<'a>(pub(crate) &'a str, pub(crate) &'a BTreeMap<String, Size>);

impl Display for Table<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let Self(heading, sizes) = self;
        let width = sizes.keys().map(String::len).chain([heading.len()]).max().unwrap_or(0);
        writeln!(f, "{heading:width$}  {:>9}  {:>9}  {:>9}", "bytes", "gzip", "brotli")?;
        sizes.iter().try_for_each(|(name, Size { raw, gzip, brotli })| {
            writeln!(f, "{name:width$}  {raw:>9}  {gzip:>9}  {brotli:>9}")
        })
    }
}

/// Holds the built site and the built module against their budgets.
///
/// # Errors
/// When something is over its budget, or nothing was built yet.
pub(crate) fn hold() -> Result<()> {
    let file = place::root().join("site/dist").join(FILE);
    let text = fs::read_to_string(&file).context("there is no site/dist/sizes.json: run `cargo xtask site` first")?;
    let site: Sizes = serde_json::from_str(&text).with_context(|| format!("read {}", file.display()))?;
    let pkg::Weighed { rules, compile, receipts } = pkg::measure()?;
    let [module, compile, receipts] = [rules, compile, receipts].map(|files| sum(files.into_values()));
    let largest = site.routes.values().map(|size| size.brotli).max().unwrap_or_default();
    println!("largest first load: {largest} of {ROUTE} bytes (brotli)");
    for (step, size) in &site.opened {
        println!("loaded later for {step}: {} of {} bytes (brotli)", size.brotli, budget(step));
    }
    println!("rules module for JavaScript: {} of {MODULE} bytes (brotli)", module.brotli);
    println!("for a scheme of one's own: {} of {COMPILE} bytes (brotli)", compile.brotli);
    println!("for receipts: {} of {RECEIPTS} bytes (brotli)", receipts.brotli);
    println!("loader of the widget: {} of {LOADER} bytes (gzip)", site.loader.gzip);
    let largest = site.frames.values().map(|size| size.gzip).max().unwrap_or_default();
    println!("largest first view of a frame: {largest} of {FRAME} bytes (gzip)");

    let mut over = over(&site.routes, ROUTE);
    over.extend(site.opened.iter().filter_map(|(step, size)| over_one(step, *size, budget(step))));
    over.extend(over_one("the rules module", module, MODULE));
    over.extend(over_one("the module that compiles", compile, COMPILE));
    over.extend(over_one("the receipts module", receipts, RECEIPTS));
    over.extend(gzip_over("widget.js", site.loader, LOADER));
    over.extend(site.frames.iter().filter_map(|(path, size)| gzip_over(path, *size, FRAME)));
    if !over.is_empty() {
        bail!("over budget (brotli bytes, gzip for the widget): {}", over.join("; "));
    }
    Ok(())
}

/// What a step of a visit may load, by its name in [`Sizes::opened`].
fn budget(step: &str) -> usize {
    if step.starts_with("result ") { RESULT } else { OPENED }
}

fn sum(sizes: impl Iterator<Item = Size>) -> Size {
    sizes.fold(Size::default(), |sum, size| sum + size)
}

fn over(sizes: &BTreeMap<String, Size>, budget: usize) -> Vec<String> {
    sizes.iter().filter_map(|(name, size)| over_one(name, *size, budget)).collect()
}

fn over_one(name: &str, size: Size, budget: usize) -> Option<String> {
    (size.brotli > budget).then(|| format!("{name} is {} of {budget}", size.brotli))
}

fn gzip_over(name: &str, size: Size, budget: usize) -> Option<String> {
    (size.gzip > budget).then(|| format!("{name} is {} of {budget}", size.gzip))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn brotli(bytes: usize) -> Size {
        Size { brotli: bytes, ..Size::default() }
    }

    #[test]
    fn a_budget_includes_its_last_byte() {
        let sizes = BTreeMap::from([("/a/".to_owned(), brotli(150_000)), ("/b/".to_owned(), brotli(150_001))]);
        assert_eq!(over(&sizes, 150_000), ["/b/ is 150001 of 150000"]);
    }

    #[test]
    fn each_step_of_a_visit_has_a_budget() {
        assert_eq!(["result in cy", "verify in en-GB"].map(budget), [RESULT, OPENED]);
    }

    #[test]
    fn the_widget_is_held_to_its_gzip_bytes() {
        let size = Size { gzip: 5_001, brotli: 1, raw: 9 };
        assert_eq!(gzip_over("widget.js", size, 5_000).unwrap(), "widget.js is 5001 of 5000");
        assert_eq!(gzip_over("widget.js", size, 5_001), None);
    }

    #[test]
    fn a_first_load_is_the_page_and_all_it_loads() {
        let asset = Asset { path: String::new(), integrity: String::new(), size: brotli(20) };
        let mut sizes = Sizes::default();
        sizes.route("/", brotli(1), [&asset, &asset]);
        assert_eq!(sizes.routes["/"], brotli(41));
    }
}
