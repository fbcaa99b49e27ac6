//! The languages of the words. Rules and sources are written in the language that decides; in any other there are words, and the same
//! sources in that language, under `text/<language>/sources/`.

use std::{
    fs,
    path::{Path, PathBuf},
};

use mentormark_author::{Anchors, RateTables};
use toml::Table;

use super::{File, SOURCES, entries, same_keys::unequal, stem, trouble};

/// The language of `data` and `policy`, whose words decide where another says something else.
const DECIDES: &str = "en-GB";

/// The folders of the words: first the language that decides, then the others by their tags.
pub(crate) fn languages() -> Result<Vec<PathBuf>, String> {
    let mut folders = entries("text")?;
    folders.sort_by_key(|folder| !folder.ends_with(DECIDES));
    Ok(folders)
}

/// The file of a scheme's words in a language.
pub(crate) fn words(language: &Path, scheme: &str) -> PathBuf {
    language.join(format!("{scheme}.toml"))
}

/// Refuses words of a scheme that say more or less than those in the language that decides.
pub(crate) fn refuse_other_words(language: &Path, scheme: &str) -> Result<(), String> {
    let (decides, path) = (words(&Path::new("text").join(DECIDES), scheme), words(language, scheme));
    same(&decides, &table(&decides)?, &path, &table(&path)?)
}

/// What stands behind a scheme in a language: its own sources, and those of the rates that schemes name.
///
/// `anchors` and `rates` are those of the language that decides.
pub(crate) fn sources_in(
    language: &Path,
    scheme: &str,
    anchors: &Anchors,
    rates: &RateTables,
) -> Result<(Anchors, RateTables), String> {
    let mut rates = rates.clone();
    if language.ends_with(DECIDES) {
        return Ok((anchors.clone(), rates));
    }
    for subject in entries("policy")? {
        rates.add_sources(stem(&subject)?, &translated(language, &subject)?);
    }
    Ok((translated(language, &Path::new("data").join(scheme))?, rates))
}

/// Refuses a file of sources in another language that no scheme with words in it, and no subject of policy, has a use for.
pub(crate) fn refuse_unused_sources(language: &Path) -> Result<(), String> {
    let folder = language.join(SOURCES);
    for path in if folder.is_dir() { entries(folder)? } else { Vec::new() } {
        let of = stem(&path)?;
        if language.ends_with(DECIDES) || !(words(language, of).exists() || Path::new("policy").join(of).is_dir()) {
            return Err(format!("{}: nothing in this language names these sources: remove this file", path.display()));
        }
    }
    Ok(())
}

/// The sources of `folder` in another language: each of them, and none besides, as far to be relied on.
fn translated(language: &Path, folder: &Path) -> Result<Anchors, String> {
    let decides = folder.join("sources.toml");
    let path = language.join(SOURCES).join(format!("{}.toml", stem(folder)?));
    let file = File::read(&path)?;
    let read = file.say(Anchors::read(&file.as_scheme_file()))?;
    let (known, said) = (table(&decides)?, table(&path)?);
    same(&decides, &known, &path, &said)?;
    for (kind, of_kind) in &known {
        for (name, source) in of_kind.as_table().into_iter().flatten() {
            if source["provenance"] != said[kind][name]["provenance"] {
                return Err(format!(
                    "{}: `{name}` has another provenance than in {}: take that",
                    path.display(),
                    decides.display()
                ));
            }
        }
    }
    Ok(read)
}

/// Refuses a file that has other keys than the one in the language that decides.
fn same(decides: &Path, known: &Table, path: &Path, said: &Table) -> Result<(), String> {
    let (decides, path) = (decides.display().to_string(), path.display().to_string());
    unequal((&decides, known), (&path, said)).map_or(Ok(()), Err)
}

/// A file as it is written.
fn table(path: &Path) -> Result<Table, String> {
    let text = fs::read_to_string(path).map_err(|error| trouble("read", path, &error))?;
    text.parse().map_err(|fault| format!("{}: {fault}", path.display()))
}
