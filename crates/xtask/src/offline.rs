//! What keeps the site working without a network: the service worker with the list of what it keeps, and the script of the page that
//! registers it (`site/offline`, docs/decisions/0010-own-service-worker.md).

use crate::locale::Locale;
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

/// Whose pages load a file: the folder of a language, and the path of the start page of a standard, or none for a page of all.
type Users<'a> = BTreeSet<(&'a str, Option<&'a str>)>;

/// Where the pages of a language are.
struct Pages {
    /// Its folder, from the root of the site.
    folder: String,
    /// Its standards.
    standards: Vec<Standard>,
}

/// Where the pages of a standard are in a language, from the root of the site.
struct Standard {
    /// The path of its start page, below which those of the app are.
    start: String,
    /// The path of the page to read.
    page: String,
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
    /// What every visitor who reads a language needs, by its folder: the pages of all standards, and what these or the pages of several
    /// load.
    languages: BTreeMap<String, Hashes>,
    /// The pages of one standard in one language and what they alone load, by the path of its start page.
    standards: BTreeMap<String, Hashes>,
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
pub(crate) fn worker(site: &Path, output: &Output, locales: &[Locale], under: &str) -> Result<String> {
    let pages = locales.iter().map(|Locale { language, schemes, .. }| {
        let folder = language.folder;
        let standard = |scheme: &Scheme| Standard {
            start: format!("{folder}{}", scheme.start()),
            page: format!("{folder}{}", standard::path(scheme)),
        };
        Pages { folder: folder.to_owned(), standards: schemes.iter().map(standard).collect() }
    });
    let list = Files::of(&output.contents().collect(), &pages.collect::<Vec<_>>(), under);
    let list = serde_json::to_string(&list).context("write the list of what is kept")?;
    bundle::classic(
        &[("files.js", &format!("export const FILES = {list};")), ("worker.js", &read(site, "worker.js")?)],
        "worker.js",
    )
}

impl Files {
    /// Which of the files of a build, given by path, are kept: every page that is no frame, and the assets that these load.
    fn of(contents: &BTreeMap<&str, &[u8]>, languages: &[Pages], under: &str) -> Self {
        let mut kept: BTreeMap<&str, Users> = contents
            .keys()
            .filter(|path| is_page(path))
            .map(|path| (*path, languages.iter().filter_map(|language| language.user(path, languages)).collect()))
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
        let (mut of_language, mut of_standard) = (BTreeMap::<String, Hashes>::new(), BTreeMap::<String, Hashes>::new());
        let mut whole = Sha256::new();
        for (path, users) in &kept {
            let hash = BASE64.encode(Sha256::digest(contents.get(path).copied().unwrap_or_default()));
            let (address, hash) = (path.strip_suffix(PAGE).unwrap_or(path), format!("sha256-{hash}"));
            whole.update(format!("{address} {hash}\n"));
            for Pages { folder, .. } in languages {
                // What two standards of a language load is loaded once a visitor reads that language at all.
                let starts: Vec<_> =
                    users.iter().filter(|(other, _)| other == folder).map(|(_, start)| start).collect();
                let hashes = match starts.as_slice() {
                    [] => continue,
                    [Some(start)] => of_standard.entry((*start).to_owned()).or_default(),
                    _ => of_language.entry(folder.clone()).or_default(),
                };
                hashes.insert(address.to_owned(), hash.clone());
            }
        }
        let version = output::hex(&whole.finalize())[..16].to_owned();
        Self { version, under: under.to_owned(), not_kept: NOT_KEPT, languages: of_language, standards: of_standard }
    }
}

impl Pages {
    /// Whom of this language a page is for; none where it is another's. `all` are the languages.
    fn user<'a>(&'a self, path: &str, all: &[Self]) -> Option<(&'a str, Option<&'a str>)> {
        let is_within = |language: &Self| !language.folder.is_empty() && path.starts_with(language.folder.as_str());
        let is_ours = if self.folder.is_empty() { !all.iter().any(is_within) } else { is_within(self) };
        let is_of = |standard: &&Standard| {
            path.starts_with(standard.start.as_str()) || path.starts_with(standard.page.as_str())
        };
        let start = self.standards.iter().find(is_of).map(|standard| standard.start.as_str());
        (is_ours || path == NOT_KEPT).then_some((self.folder.as_str(), start))
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

    const BUILT: [(&str, &str); 21] = [
        ("index.html", "front assets/site.01.css assets/offline.01.js"),
        ("404.html", "not found assets/site.01.css"),
        ("offline.html", "/assets/site.01.css"),
        ("about/index.html", "about"),
        ("cy/index.html", "blaen ../assets/site.01.css ../assets/offline.01.js"),
        ("cy/nms/2022/index.html", "../../../assets/site.cy.01.js ../../../assets/nms-2022.01.plan"),
        ("cy/standards/nms/2022/index.html", "safon"),
        ("cy/verify/index.html", "../../assets/site.cy.01.js"),
        ("embed/nms/index.html", "assets/embed.01.js"),
        ("nms/2022/index.html", "../../assets/site.01.js assets/nms-2022.01.plan"),
        ("nms/2022/aims/index.html", "aims"),
        ("standards/nms/2022/index.html", "standard"),
        ("nms-university/2022/index.html", "../../assets/site.01.js"),
        ("assets/site.01.css", ""),
        ("assets/site.01.js", "./part.01.wasm ./offline.01.js"),
        ("assets/site.cy.01.js", "./offline.01.js"),
        ("assets/part.01.wasm", "part"),
        ("assets/offline.01.js", "offline"),
        ("assets/nms-2022.01.plan", "plan"),
        ("assets/nms-2022.01.json", "rules that no page names"),
        ("assets/embed.01.js", "frame"),
    ];

    fn files(built: &[(&'static str, &'static str)]) -> Files {
        let pages = |folder: &str, ids: &[&str]| {
            let standard = |id: &&str| Standard {
                start: format!("{folder}{id}/2022/"),
                page: format!("{folder}standards/{id}/2022/"),
            };
            Pages { folder: folder.to_owned(), standards: ids.iter().map(standard).collect() }
        };
        let contents = built.iter().map(|(path, text)| (*path, text.as_bytes())).collect();
        Files::of(&contents, &[pages("", &["nms", "nms-university"]), pages("cy/", &["nms"])], "/")
    }

    fn paths(hashes: &Hashes) -> Vec<&str> {
        hashes.keys().map(String::as_str).collect()
    }

    #[test]
    fn a_standard_has_its_pages_and_what_they_alone_load_and_the_rest_is_shared_by_those_of_its_language() {
        let files = files(&BUILT);
        assert_eq!(
            paths(&files.languages[""]),
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
            paths(&files.standards["nms/2022/"]),
            ["assets/nms-2022.01.plan", "nms/2022/", "nms/2022/aims/", "standards/nms/2022/"]
        );
        assert_eq!(paths(&files.standards["nms-university/2022/"]), ["nms-university/2022/"]);
    }

    #[test]
    fn who_reads_one_language_keeps_nothing_of_another() {
        let files = files(&BUILT);
        assert_eq!(
            paths(&files.languages["cy/"]),
            ["assets/offline.01.js", "assets/site.01.css", "assets/site.cy.01.js", "cy/", "cy/verify/", "offline.html"]
        );
        assert_eq!(
            paths(&files.standards["cy/nms/2022/"]),
            ["assets/nms-2022.01.plan", "cy/nms/2022/", "cy/standards/nms/2022/"]
        );
        let english = files.languages[""].keys().chain(files.standards["nms/2022/"].keys());
        assert_eq!(english.filter(|path| path.contains("cy")).count(), 0);
    }

    #[test]
    fn a_file_is_kept_by_the_hash_of_its_bytes() {
        // The hash of the empty text, as everybody knows it.
        assert_eq!(
            files(&BUILT).languages[""]["assets/site.01.css"],
            "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="
        );
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
