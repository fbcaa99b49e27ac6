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

/// Brotli bytes of a part of the app that is loaded once a page can be used, or when something rare is done.
const LATER: usize = 60_000;

/// Brotli bytes of the rules module for JavaScript with the scripts of the npm package. The aim is 60,000.
const MODULE: usize = 186_000;

/// What a built site weighs.
#[derive(Default, Serialize, Deserialize)]
pub(crate) struct Sizes {
    /// Each published file that pages load.
    pub(crate) assets: BTreeMap<String, Size>,
    /// Each route's first load: its HTML and everything it loads until it can be used.
    pub(crate) routes: BTreeMap<String, Size>,
    /// Each part of the app that is loaded later, by its published path.
    pub(crate) later: BTreeMap<String, Size>,
}

impl Sizes {
    /// Notes the first load of a route.
    pub(crate) fn route<'a>(&mut self, route: &str, html: Size, assets: impl IntoIterator<Item = &'a Asset>) {
        let all = assets.into_iter().fold(html, |sum, asset| sum + asset.size);
        self.routes.insert(route.to_owned(), all);
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
        write!(f, "\n{}", Table("loaded later", &self.later))
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
    let mut module = Size::default();
    for size in pkg::measure()?.into_values() {
        module = module + size;
    }
    let largest = site.routes.values().map(|size| size.brotli).max().unwrap_or_default();
    println!("largest first load: {largest} of {ROUTE} bytes (brotli)");
    println!("rules module for JavaScript: {} of {MODULE} bytes (brotli)", module.brotli);

    let mut over = over(&site.routes, ROUTE);
    over.extend(self::over(&site.later, LATER));
    over.extend(over_one("pkg", module, MODULE));
    if !over.is_empty() {
        bail!("over budget (brotli bytes): {}", over.join("; "));
    }
    Ok(())
}

fn over(sizes: &BTreeMap<String, Size>, budget: usize) -> Vec<String> {
    sizes.iter().filter_map(|(name, size)| over_one(name, *size, budget)).collect()
}

fn over_one(name: &str, size: Size, budget: usize) -> Option<String> {
    (size.brotli > budget).then(|| format!("{name} is {} of {budget}", size.brotli))
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
    fn a_first_load_is_the_page_and_all_it_loads() {
        let asset = Asset { path: String::new(), integrity: String::new(), size: brotli(20) };
        let mut sizes = Sizes::default();
        sizes.route("/", brotli(1), [&asset, &asset]);
        assert_eq!(sizes.routes["/"], brotli(41));
    }
}
