//! `xtask docs`: writes the documents that are generated from data, or checks that they are fresh.

use crate::{hosting, place};
use anyhow::{Context, Result, bail};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

/// Writes every generated document; with `check` only compares.
///
/// # Errors
/// With `check`: names each document that is missing, stale or no longer made.
pub(crate) fn docs(check: bool) -> Result<()> {
    let mut stale = Vec::new();
    for (folder, made) in [("docs/sources", sources()?), (hosting::FOLDER, hosting::files()?)] {
        stale.extend(documents(folder, &made, check)?);
    }
    if !stale.is_empty() {
        bail!("not fresh, run `cargo xtask docs`: {}", stale.join(", "));
    }
    Ok(())
}

/// Writes the documents of a folder, given as file name and text; with `check` only compares. Gives those that are not fresh.
fn documents(path: &str, made: &[(String, String)], check: bool) -> Result<Vec<String>> {
    let folder = place::root().join(path);
    if !check {
        fs::create_dir_all(&folder).with_context(|| format!("make {}", folder.display()))?;
        for (name, text) in made {
            fs::write(folder.join(name), text).with_context(|| format!("write {path}/{name}"))?;
        }
    }
    let mut stale: Vec<String> = made
        .iter()
        .filter(|(name, text)| fs::read_to_string(folder.join(name)).ok().as_ref() != Some(text))
        .map(|(name, _)| format!("{path}/{name}"))
        .collect();
    for file in listed(&folder).unwrap_or_default() {
        let name = name_of(&file);
        if !made.iter().any(|(made, _)| *made == name) {
            stale.push(format!("{path}/{name} (nothing makes it: remove it)"));
        }
    }
    Ok(stale)
}

/// One document for each `sources.toml` of a scheme or a policy: file name and text.
fn sources() -> Result<Vec<(String, String)>> {
    let data = "crates/mentormark-schemes";
    let mut made = Vec::new();
    for kind in ["data", "policy"] {
        for folder in listed(&place::root().join(data).join(kind))? {
            let (id, file) = (name_of(&folder), folder.join("sources.toml"));
            if file.is_file() {
                let from = format!("{data}/{kind}/{id}/sources.toml");
                let text = fs::read_to_string(&file).with_context(|| format!("read {from}"))?;
                made.push((format!("{id}.md"), document(&id, &from, &text).with_context(|| format!("read {from}"))?));
            }
        }
    }
    Ok(made)
}

/// The anchors of one `sources.toml` in the order of the file, each with its provenance and what the source says, and below them its
/// background, each with why nothing rests on it.
fn document(id: &str, from: &str, text: &str) -> Result<String> {
    let sources: toml::Table = toml::from_str(text)?;
    let anchors = sources.get("anchors").and_then(toml::Value::as_table).context("it has no `anchors`")?;
    let mut out = format!(
        "<!-- Generated from {from} by `cargo xtask docs`: edit that file, not this one. -->\n\n\
         # What stands behind the rules of `{id}`\n\n\
         Data cites a paragraph below as `{id}#<heading>`. *Published*: the standard itself says so. *Elsewhere*: another public\n\
         source says so. *Drafted*: the words are this project's. *Assumption*: the sources are silent, and this is our reading.\n"
    );
    for (anchor, entry) in anchors {
        write!(out, "\n## {anchor}\n\n{}", said(anchor, entry)?)?;
    }
    if let Some(background) = sources.get("background").and_then(toml::Value::as_table) {
        out.push_str("\n## Background\n\nNo value rests on a paragraph below, and each says why. A worked example in `tests/vectors` may cite one all the same.\n");
        for (name, entry) in background {
            write!(out, "\n### {name}\n\n{}\n{}\n", said(name, entry)?, field(name, entry, "because")?)?;
        }
    }
    Ok(out)
}

/// What a source says, how far it can be relied on, and where it stands.
fn said(name: &str, entry: &toml::Value) -> Result<String> {
    let (initial, rest) = field(name, entry, "provenance")?.split_at_checked(1).context("a provenance is empty")?;
    let (says, place) = (field(name, entry, "says")?, field(name, entry, "where")?);
    Ok(format!("*{}{rest}.* {says}\n\nWhere: {place}\n", initial.to_uppercase()))
}

fn field<'a>(name: &str, entry: &'a toml::Value, key: &str) -> Result<&'a str> {
    let value = entry.get(key).and_then(toml::Value::as_str);
    value.with_context(|| format!("the paragraph `{name}` has no `{key}`"))
}

fn listed(folder: &Path) -> Result<Vec<PathBuf>> {
    let entries = fs::read_dir(folder).with_context(|| format!("list {}", folder.display()))?;
    let mut paths = Vec::new();
    for entry in entries {
        paths.push(entry.with_context(|| format!("list {}", folder.display()))?.path());
    }
    paths.sort();
    Ok(paths)
}

fn name_of(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_says_how_it_is_made_and_keeps_the_order_of_the_file() {
        let text = "[anchors.levels]\nprovenance = \"published\"\nsays = \"Three.\"\nwhere = \"p. 1\"\n\
                    [anchors.fees]\nprovenance = \"assumption\"\nsays = \"Ours.\"\nwhere = \"p. 2\"\n";
        let made = document("nms", "nms/sources.toml", text).unwrap();
        assert!(made.lines().next().unwrap().contains("nms/sources.toml by `cargo xtask docs`"));
        assert!(made.ends_with(
            "\n## levels\n\n*Published.* Three.\n\nWhere: p. 1\n\n## fees\n\n*Assumption.* Ours.\n\nWhere: p. 2\n"
        ));
    }

    #[test]
    fn an_anchor_that_says_nothing_is_refused() {
        let refused = document("nms", "x", "[anchors.fees]\nprovenance = \"published\"\n").unwrap_err().to_string();
        assert_eq!(refused, "the paragraph `fees` has no `says`");
    }

    #[test]
    fn background_stands_below_the_anchors_and_says_why_nothing_rests_on_it() {
        let entry = "provenance = \"published\"\nsays = \"It began.\"\nwhere = \"p. 1\"\n";
        let anchors = format!("[background.past]\n{entry}because = \"It is history.\"\n[anchors.fees]\n{entry}");
        let made = document("nms", "x", &anchors).unwrap();
        let (above, below) = made.split_once("\n## Background\n").unwrap();
        assert!(above.ends_with("\n## fees\n\n*Published.* It began.\n\nWhere: p. 1\n"));
        assert!(below.ends_with("\n### past\n\n*Published.* It began.\n\nWhere: p. 1\n\nIt is history.\n"));
        assert!(!document("nms", "x", &format!("[anchors.fees]\n{entry}")).unwrap().contains("## Background"));
        let refused = document("nms", "x", &format!("[anchors.fees]\n{entry}[background.past]\n{entry}"));
        assert_eq!(refused.unwrap_err().to_string(), "the paragraph `past` has no `because`");
    }
}
