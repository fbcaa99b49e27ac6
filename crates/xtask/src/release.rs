//! `xtask release`: what an edition's file says becomes its next revision, for ever.

use crate::place;
use anyhow::{Context, Result, bail};
use mentormark_rules::Date;
use mentormark_schemes::{Revision, Unreleased};
use std::fs;
use std::path::PathBuf;
use std::time::SystemTime;

/// Stores the compiled bytes of `SCHEME@EDITION` and lists their hash. With `again` they take the place of the newest revision.
///
/// # Errors
/// Where its file says nothing new, or something cannot be written.
pub(crate) fn release(named: &str, again: bool) -> Result<()> {
    let is_named = |id: &str, edition: &str| named == format!("{id}@{edition}");
    let Some(new) = mentormark_schemes::unreleased().iter().find(|new| is_named(new.id, new.edition)) else {
        bail!("`{named}` says nothing that is not released: change its file in crates/mentormark-schemes/data first");
    };
    let is_newest = |it: &&Revision| is_named(it.id, it.edition) && it.number > 0;
    let newest = mentormark_schemes::revisions().iter().rfind(is_newest);
    let list = here().join("released.toml");
    let listed = fs::read_to_string(&list).with_context(|| format!("read {}", list.display()))?;
    let (number, listed) = match newest {
        Some(newest) if again => (newest.number, relisted(&listed, newest, new)?),
        _ if again => bail!("`{named}` has no revision to release again"),
        _ => {
            let number = newest.map_or(1, |newest| newest.number + 1);
            (number, format!("{listed}{}", entry(new, number, today()?)))
        }
    };
    let bytes = here().join(format!("data/{}/released/{}.{number}.json", new.id, new.edition));
    let folder = bytes.parent().context("a file stands in a folder")?;
    fs::create_dir_all(folder).with_context(|| format!("make {}", folder.display()))?;
    fs::write(&bytes, new.compiled).with_context(|| format!("write {}", bytes.display()))?;
    fs::write(&list, listed).with_context(|| format!("write {}", list.display()))?;
    println!("{named}: revision {number} is {}", new.rules_hash);
    println!("add submissions under it to tests/frozen, as the README there says");
    Ok(())
}

fn here() -> PathBuf {
    place::root().join("crates/mentormark-schemes")
}

fn entry(new: &Unreleased, number: u32, day: Date) -> String {
    format!(
        "\n[[revision]]\nscheme = {:?}\nedition = {:?}\nnumber = {number}\nreleased_on = {day}\nrules_hash = {:?}\n",
        new.id, new.edition, new.rules_hash
    )
}

/// The list with the new hash in the place of the old one.
fn relisted(listed: &str, old: &Revision, new: &Unreleased) -> Result<String> {
    let (before, after) =
        listed.rsplit_once(old.rules_hash).context("released.toml does not list the newest revision")?;
    Ok(format!("{before}{}{after}", new.rules_hash))
}

fn today() -> Result<Date> {
    let seconds = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).context("read the clock")?.as_secs();
    Date::at_unix_time(seconds).context("the clock is past 2199")
}

#[cfg(test)]
mod tests {
    use super::*;

    const NEW: Unreleased = Unreleased { id: "s", edition: "1", rules_hash: "sha256:bb", compiled: "{}" };

    #[test]
    fn an_entry_is_read_as_it_is_meant() {
        let day = Date::new(2026, 11, 22).unwrap();
        let list: toml::Table = entry(&NEW, 3, day).parse().unwrap();
        let expected = "revision = [{ scheme = 's', edition = '1', number = 3, released_on = 2026-11-22, rules_hash = 'sha256:bb' }]";
        assert_eq!(list, expected.parse().unwrap());
    }

    #[test]
    fn a_revision_released_again_keeps_its_place() {
        let old = Revision {
            id: "s",
            edition: "1",
            number: 1,
            released_on: Some("2026-11-22"),
            rules_hash: "sha256:aa",
            compiled: "{ }",
        };
        assert_eq!(
            relisted("a = 'sha256:aa'\nb = 'sha256:cc'", &old, &NEW).unwrap(),
            "a = 'sha256:bb'\nb = 'sha256:cc'"
        );
        assert!(relisted("nothing", &old, &NEW).is_err());
    }
}
