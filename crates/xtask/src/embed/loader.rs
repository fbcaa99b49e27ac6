//! The loader, `pkg/widget.js`, as the site hands it out: under a name that never changes and one that bears its version.
//!
//! A page that names the versioned file with its hash stops working when one byte of it changes. So the hash of every version stands
//! in `site/embed/released/hashes.toml`, every version is published for ever, and the build refuses a loader of another hash.

use crate::output::{Asset, Output, integrity};
use crate::place;
use anyhow::{Context, Result, bail};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// The version of the loader, that of the npm package which it is a part of.
const VERSION: &str = env!("CARGO_PKG_VERSION");

/// The loaders of versions, each with its bytes.
type Loaders = BTreeMap<String, Vec<u8>>;

/// Publishes the loader of every version, and the one of today under its own name too; gives the last, under its versioned name.
pub(super) fn publish(released: &Path, output: &mut Output) -> Result<Asset> {
    let file = place::root().join("pkg/widget.js");
    let now = fs::read(&file).with_context(|| format!("read {}", file.display()))?;
    let mut loaders = earlier(released)?;
    loaders.insert(VERSION.to_owned(), now.clone());
    let hashes =
        toml::from_str(&super::read(&released.join("hashes.toml"))?).context("read the hashes of the loaders")?;
    hold(&hashes, &loaders)?;
    for (version, bytes) in &loaders {
        output.file(&name(version), bytes)?;
    }
    let size = output.file("widget.js", &now)?;
    Ok(Asset { path: name(VERSION), integrity: integrity(&now), size })
}

fn name(version: &str) -> String {
    format!("widget-{version}.js")
}

/// The loaders that stand in the folder.
fn earlier(folder: &Path) -> Result<Loaders> {
    let mut loaders = Loaders::new();
    for entry in fs::read_dir(folder).with_context(|| format!("list {}", folder.display()))? {
        let path = entry.with_context(|| format!("list {}", folder.display()))?.path();
        let named = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        if let Some(version) = named.strip_prefix("widget-").and_then(|name| name.strip_suffix(".js")) {
            loaders.insert(version.to_owned(), fs::read(&path).with_context(|| format!("read {}", path.display()))?);
        }
    }
    Ok(loaders)
}

/// Refuses a loader whose hash is not the listed one, and a version that has one and not the other.
fn hold(hashes: &BTreeMap<String, String>, loaders: &Loaders) -> Result<()> {
    for (version, bytes) in loaders {
        let hash = integrity(bytes);
        match hashes.get(version) {
            Some(listed) if *listed == hash => {}
            None => bail!(
                "site/embed/released/hashes.toml does not list the loader of {version}: add `\"{version}\" = \"{hash}\"`"
            ),
            Some(_) if version == VERSION => bail!(
                "pkg/widget.js is not the loader of {version} that site/embed/released/hashes.toml lists, and pages elsewhere name it by \
                 that hash: raise the version, and keep the old file there as {}; while nobody else can have this version, list {hash}",
                name(version)
            ),
            Some(_) => bail!(
                "site/embed/released/{} was changed, and pages elsewhere name it by its hash: put it back",
                name(version)
            ),
        }
    }
    if let Some(lost) = hashes.keys().find(|version| !loaders.contains_key(*version)) {
        bail!("site/embed/released has no {}: put there what pkg/widget.js was at that version", name(lost));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is said where versions are listed with the hashes of some bytes, and others are there.
    fn refused(listed: &[(&str, &str)], there: &[(&str, &str)]) -> Option<String> {
        let hashes = listed.iter().map(|(version, text)| ((*version).to_owned(), integrity(text.as_bytes()))).collect();
        let loaders = there.iter().map(|(version, text)| ((*version).to_owned(), text.as_bytes().to_vec())).collect();
        hold(&hashes, &loaders).err().map(|trouble| trouble.to_string())
    }

    #[test]
    fn what_a_version_released_never_changes() {
        let now = VERSION;
        assert_eq!(refused(&[("0.0.9", "old"), (now, "new")], &[("0.0.9", "old"), (now, "new")]), None);
        for (listed, there, said) in [
            (vec![(now, "new")], vec![(now, "newer")], "raise the version"),
            (vec![("0.0.9", "old"), (now, "new")], vec![("0.0.9", "changed"), (now, "new")], "put it back"),
            (vec![("0.0.9", "old"), (now, "new")], vec![(now, "new")], "has no widget-0.0.9.js"),
            (vec![("0.0.9", "old")], vec![("0.0.9", "old"), (now, "new")], "does not list"),
        ] {
            let refused = refused(&listed, &there).unwrap();
            assert!(refused.contains(said), "{refused}");
        }
    }

    #[test]
    fn every_version_is_published_beside_the_unversioned_loader() {
        let folder = std::env::temp_dir().join(format!("mentormark-loaders-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        let now = integrity(&fs::read(place::root().join("pkg/widget.js")).unwrap());
        let list = format!("\"0.0.9\" = \"{}\"\n\"{VERSION}\" = \"{now}\"\n", integrity(b"old"));
        fs::write(folder.join("hashes.toml"), list).unwrap();
        fs::write(folder.join("widget-0.0.9.js"), "old").unwrap();
        let mut output = Output::default();
        let loader = publish(&folder, &mut output);
        fs::remove_dir_all(folder).unwrap();
        let loader = loader.unwrap();
        assert_eq!((loader.path, loader.integrity), (name(VERSION), now));
        let published: BTreeMap<&str, &[u8]> = output.contents().collect();
        assert_eq!(published["widget-0.0.9.js"], b"old");
        assert_eq!(published["widget.js"], published[name(VERSION).as_str()]);
    }

    #[test]
    fn the_loaders_of_this_project_are_those_that_are_listed() {
        publish(&place::root().join("site/embed/released"), &mut Output::default()).unwrap();
    }
}
