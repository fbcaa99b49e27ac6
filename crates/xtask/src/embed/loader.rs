//! The loader, `pkg/widget.js`, as the site hands it out: under a name that never changes and one that bears its version.
//!
//! A page that names the versioned file with its hash stops working when one byte of it changes. So what was released stands in
//! `site/embed/released`, is published for ever, and the build refuses a loader that differs from what its version released.

use crate::output::{Asset, Output, integrity};
use crate::place;
use anyhow::{Context, Result, bail};
use std::ffi::OsStr;
use std::fs;
use std::path::Path;

/// The version of the loader, that of the npm package which it is a part of.
const VERSION: &str = env!("CARGO_PKG_VERSION");

/// Publishes every released loader and the one of today; gives the last, under its versioned name.
pub(super) fn publish(released: &Path, output: &mut Output) -> Result<Asset> {
    let file = place::root().join("pkg/widget.js");
    let now = fs::read(&file).with_context(|| format!("read {}", file.display()))?;
    for entry in fs::read_dir(released).with_context(|| format!("list {}", released.display()))? {
        let path = entry.with_context(|| format!("list {}", released.display()))?.path();
        let bytes = fs::read(&path).with_context(|| format!("read {}", path.display()))?;
        let name = path.file_name().and_then(OsStr::to_str).context("a released loader has no name")?;
        output.file(name, &bytes)?;
    }
    let name = format!("widget-{VERSION}.js");
    agree(&now, fs::read(released.join(&name)).ok().as_deref(), &name)?;
    output.file("widget.js", &now)?;
    let size = output.file(&name, &now)?;
    Ok(Asset { path: name, integrity: integrity(&now), size })
}

/// Refuses a loader that is not what its version released.
fn agree(now: &[u8], released: Option<&[u8]>, name: &str) -> Result<()> {
    match released {
        Some(released) if released == now => Ok(()),
        Some(_) => bail!(
            "pkg/widget.js is not what site/embed/released/{name} holds, and pages elsewhere name that file by its hash: raise the \
             version and copy it there under its new name; while nobody else can have this version, copy it over the old one"
        ),
        None => bail!("site/embed/released has no {name}: copy pkg/widget.js there under this name"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_version_released_never_changes() {
        agree(b"one", Some(b"one"), "widget-1.js").unwrap();
        assert!(agree(b"two", Some(b"one"), "widget-1.js").unwrap_err().to_string().contains("raise the version"));
        assert!(agree(b"two", None, "widget-2.js").unwrap_err().to_string().contains("has no widget-2.js"));
    }

    #[test]
    fn every_released_loader_is_published_beside_the_unversioned_one() {
        let mut output = Output::default();
        let loader = publish(&place::root().join("site/embed/released"), &mut output).unwrap();
        assert_eq!(loader.path, format!("widget-{VERSION}.js"));
        assert!(output.sizes().contains_key("widget.js") && output.sizes().contains_key(&loader.path));
        assert!(loader.integrity.starts_with("sha384-"));
    }
}
