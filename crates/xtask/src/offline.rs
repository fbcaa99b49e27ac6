//! What keeps the site working without a network: the service worker with the list of what it keeps, and the script of the page that
//! registers it (`site/offline`, docs/decisions/0010-own-service-worker.md).

use crate::output::{self, Asset, Output};
use crate::shipped::Scheme;
use crate::{bundle, standard};
use anyhow::{Context, Result, bail};
use base64::Engine;
use base64::prelude::BASE64_STANDARD as BASE64;
use serde::Serialize;
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// Where the worker stands: at the root of the site, because it serves what is below it.
pub(crate) const WORKER: &str = "sw.js";

/// The page that is shown for one that is not kept while there is no network.
pub(crate) const NOT_KEPT: &str = "offline.html";

/// Pages that are shown in frames of other sites, which keep nothing here.
const FRAMED: &str = "embed/";

/// The file of a page, which is asked for by its folder.
const PAGE: &str = "index.html";

/// Where the files are that pages load.
const ASSETS: &str = "assets/";

/// What `boot.js` calls the script of the page and its hash.
const SCRIPT: [&str; 2] = ["\"./offline.js\"", "\"sha384-offline\""];

/// Hashes by path from the root of the site.
type Hashes = BTreeMap<String, String>;

/// The standards whose pages load a file, by the path of their start pages; none for a page of all.
type Users<'a> = BTreeSet<Option<&'a str>>;

/// Where the pages of a standard are.
struct Place {
    /// The path of its start page, below which those of the app are.
    start: String,
    /// The path of the page to read.
    standard: String,
}

/// What the worker keeps, and when.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Files {
    /// Changes whenever anything in the list does.
    version: String,
    /// The path that [`NOT_KEPT`] was written for.
    under: String,
    not_kept: &'static str,
    /// What every visitor needs: the pages of all standards, and what these or the pages of several load.
    shared: Hashes,
    /// The pages of one standard and what they alone load, by the path of its start page.
    schemes: BTreeMap<String, Hashes>,
}

/// The ES module that registers the worker and announces new versions.
///
/// # Errors
/// When a file of `site/offline` is missing or not understood.
pub(crate) fn script(site: &Path) -> Result<String> {
    let read = |name: &str| read(site, name);
    let notice = bundle::style(&read("notice.css")?)?;
    let words = read("words.js")?;
    bundle::script(&[("notice.css", &notice), ("words.js", &words), ("page.js", &read("page.js")?)], "page.js")
}

/// `boot` with the published script in place of its name and hash.
///
/// # Errors
/// When it does not name the script.
pub(crate) fn placed(boot: &str, script: &Asset) -> Result<String> {
    let file = script.path.rsplit('/').next().unwrap_or(&script.path);
    let mut placed = boot.to_owned();
    for (name, published) in SCRIPT.into_iter().zip([format!("\"./{file}\""), format!("\"{}\"", script.integrity)]) {
        if !placed.contains(name) {
            bail!("site/boot.js must name {name}, which the build puts the script that registers the worker for");
        }
        placed = placed.replace(name, &published);
    }
    Ok(placed)
}

/// The worker for what has been put into `output`. `under` is the path on its host that [`NOT_KEPT`] was written for.
///
/// # Errors
/// When a file of `site/offline` is missing or not understood.
pub(crate) fn worker(site: &Path, output: &Output, schemes: &[Scheme], under: &str) -> Result<String> {
    let schemes: Vec<Place> =
        schemes.iter().map(|scheme| Place { start: scheme.start(), standard: standard::path(scheme) }).collect();
    let list = Files::of(&output.contents().collect(), &schemes, under);
    let list = serde_json::to_string(&list).context("write the list of what is kept")?;
    bundle::classic(
        &[("files.js", &format!("export const FILES = {list};")), ("worker.js", &read(site, "worker.js")?)],
        "worker.js",
    )
}

impl Files {
    /// Which of the files of a build, given by path, are kept: every page that is no frame, and the assets that these load.
    fn of(contents: &BTreeMap<&str, &[u8]>, schemes: &[Place], under: &str) -> Self {
        let place = |path: &str| {
            schemes.iter().find(|Place { start, standard }| {
                path.starts_with(start.as_str()) || path.starts_with(standard.as_str())
            })
        };
        let mut kept: BTreeMap<&str, Users> = contents
            .keys()
            .filter(|path| is_page(path))
            .map(|path| (*path, Users::from([place(path).map(|place| place.start.as_str())])))
            .collect();
        let mut new: Vec<&str> = kept.keys().copied().collect();
        while let Some(path) = new.pop() {
            let users = kept.get(path).cloned().unwrap_or_default();
            for asset in named_in(contents.get(path).copied().unwrap_or_default(), contents) {
                let known = kept.entry(asset).or_default();
                let before = known.len();
                known.extend(&users);
                if known.len() > before {
                    new.push(asset);
                }
            }
        }
        let (mut shared, mut of_scheme) = (Hashes::new(), BTreeMap::<String, Hashes>::new());
        for (path, users) in &kept {
            let hashes = match users.first() {
                Some(Some(start)) if users.len() == 1 => of_scheme.entry((*start).to_owned()).or_default(),
                _ => &mut shared,
            };
            let hash = BASE64.encode(Sha256::digest(contents.get(path).copied().unwrap_or_default()));
            hashes.insert(path.strip_suffix(PAGE).unwrap_or(path).to_owned(), format!("sha256-{hash}"));
        }
        let mut whole = Sha256::new();
        for (path, hash) in shared.iter().chain(of_scheme.values().flatten()) {
            whole.update(format!("{path} {hash}\n"));
        }
        let version = output::hex(&whole.finalize())[..16].to_owned();
        Self { version, under: under.to_owned(), not_kept: NOT_KEPT, shared, schemes: of_scheme }
    }
}

fn is_page(path: &str) -> bool {
    path == NOT_KEPT || path.ends_with(PAGE) && !path.starts_with(FRAMED)
}

/// The assets that a page, a script or a style sheet names: wherever it stands, it names them by their file, which nothing else is called.
fn named_in<'a>(bytes: &[u8], contents: &BTreeMap<&'a str, &[u8]>) -> Vec<&'a str> {
    let text = String::from_utf8_lossy(bytes);
    let is_named = |path: &&str| path.strip_prefix(ASSETS).is_some_and(|file| text.contains(file));
    contents.keys().copied().filter(is_named).collect()
}

fn read(site: &Path, name: &str) -> Result<String> {
    let path = site.join("offline").join(name);
    fs::read_to_string(&path).with_context(|| format!("read {}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::Size;

    const BUILT: [(&str, &str); 16] = [
        ("index.html", "front assets/site.01.css assets/offline.01.js"),
        ("404.html", "not found assets/site.01.css"),
        ("offline.html", "/assets/site.01.css"),
        ("about/index.html", "about"),
        ("embed/nms/index.html", "assets/embed.01.js"),
        ("nms/2022/index.html", "../../assets/site.01.js assets/nms-2022.01.plan"),
        ("nms/2022/aims/index.html", "aims"),
        ("standards/nms/2022/index.html", "standard"),
        ("nms-university/2022/index.html", "../../assets/site.01.js"),
        ("assets/site.01.css", ""),
        ("assets/site.01.js", "./part.01.wasm ./offline.01.js"),
        ("assets/part.01.wasm", "part"),
        ("assets/offline.01.js", "offline"),
        ("assets/nms-2022.01.plan", "plan"),
        ("assets/nms-2022.01.json", "rules that no page names"),
        ("assets/embed.01.js", "frame"),
    ];

    fn files(built: &[(&'static str, &'static str)]) -> Files {
        let place = |id: &str| Place { start: format!("{id}/2022/"), standard: format!("standards/{id}/2022/") };
        let contents = built.iter().map(|(path, text)| (*path, text.as_bytes())).collect();
        Files::of(&contents, &[place("nms"), place("nms-university")], "/")
    }

    fn paths(hashes: &Hashes) -> Vec<&str> {
        hashes.keys().map(String::as_str).collect()
    }

    #[test]
    fn a_standard_has_its_pages_and_what_they_alone_load_and_the_rest_is_shared() {
        let files = files(&BUILT);
        assert_eq!(
            paths(&files.shared),
            [
                "",
                "about/",
                "assets/offline.01.js",
                "assets/part.01.wasm",
                "assets/site.01.css",
                "assets/site.01.js",
                "offline.html",
            ]
        );
        assert_eq!(
            paths(&files.schemes["nms/2022/"]),
            ["assets/nms-2022.01.plan", "nms/2022/", "nms/2022/aims/", "standards/nms/2022/"]
        );
        assert_eq!(paths(&files.schemes["nms-university/2022/"]), ["nms-university/2022/"]);
    }

    #[test]
    fn a_file_is_kept_by_the_hash_of_its_bytes() {
        // The hash of the empty text, as everybody knows it.
        assert_eq!(files(&BUILT).shared["assets/site.01.css"], "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=");
    }

    #[test]
    fn the_version_changes_with_any_file_that_is_kept_and_with_no_other() {
        let whole = files(&BUILT).version;
        for (at, (path, text)) in BUILT.iter().enumerate() {
            let mut changed = BUILT;
            let longer = format!("{text} changed");
            changed[at].1 = longer.leak();
            let is_kept =
                !["404.html", "embed/nms/index.html", "assets/embed.01.js", "assets/nms-2022.01.json"].contains(path);
            assert_eq!(files(&changed).version != whole, is_kept, "{path}");
        }
    }

    #[test]
    fn the_app_names_the_published_script_and_its_hash() {
        let script = Asset { path: "assets/offline.ab.js".into(), integrity: "sha384-x".into(), size: Size::default() };
        let boot = "load(\"./offline.js\", \"sha384-offline\")";
        assert_eq!(placed(boot, &script).unwrap(), "load(\"./offline.ab.js\", \"sha384-x\")");
        assert!(placed("load()", &script).is_err());
    }
}
