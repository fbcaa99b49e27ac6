//! `xtask mutants`: changes the engine on purpose, one place at a time, and looks whether a test notices.
//!
//! The changes are those that cargo-mutants makes, and methods put in the place of their opposites. The engine is copied and written
//! anew with all of them in it, each behind a number, so that it is built once and not two thousand times; the number is chosen when a
//! test program starts. Those that no test notices must stand in `tests/mutants.toml` with the reason why they change no answer.

mod find;
mod judge;
mod opposites;
mod tree;
mod values;
mod write;

use crate::place;
use anyhow::{Context, Result, bail};
use clap::Args;
use find::Mutant;
use judge::{Finding, Judge};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::io::Write;
use std::path::Path;
use std::sync::Mutex;
use std::thread;
use tree::Built;

/// The changes that no test notices, and why.
const EXPLAINED: &str = "tests/mutants.toml";

/// Changes to one file that no test can notice, all for the same reason.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Explained {
    /// Why they change no answer.
    why: String,
    /// The file, from the source folder of the engine.
    file: String,
    /// Each as it is told, without file and line: the function, what is done, and what it is done to.
    changes: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct List {
    unnoticed: Vec<Explained>,
}

/// What is tried, and by whom.
#[derive(Args, Debug, Default)]
pub(crate) struct Wanted {
    /// Files or folders in crates/mentormark-rules/src to change; what decides outcomes if there is none
    #[arg(value_name = "PATH")]
    only: Vec<String>,
    /// Leave out what was noticed the last time: try what nobody noticed, and what it did not come to
    #[arg(long)]
    again: bool,
    /// Leave out the tests that take long
    #[arg(long)]
    quick: bool,
}

/// What decides outcomes: the rules themselves, and not the reading and checking of documents, which have goldens of their own.
const DECIDING: [&str; 26] = [
    "assess.rs",
    "assess/",
    "bounds.rs",
    "case.rs",
    "case/",
    "date.rs",
    "eligibility.rs",
    "explain.rs",
    "explain/",
    "fact/",
    "fee/",
    "fragile.rs",
    "money.rs",
    "order.rs",
    "plan.rs",
    "progression.rs",
    "route.rs",
    "route/",
    "rule/",
    "scheme/after_award.rs",
    "scheme/edition.rs",
    "scheme/validity.rs",
    "search.rs",
    "survey.rs",
    "outcome.rs",
    "reason.rs",
];

/// Tries the changes, and says what became of them.
pub(crate) fn mutants(wanted: &Wanted) -> Result<()> {
    let explained = explained()?;
    let log = place::target()?.join("mutants/log");
    let (noticed, kept) = if wanted.again { noticed(&log)? } else { Default::default() };
    let all: Vec<String> = DECIDING.map(str::to_owned).into();
    let only = if wanted.only.is_empty() { &all } else { &wanted.only };
    let Built { mutants, left_out, first, second } = tree::build(only, wanted.quick)?;
    let mutants: Vec<Mutant> = mutants.into_iter().filter(|mutant| !noticed.contains(&key(mutant))).collect();
    println!("{} changes to try; {left_out} more do not compile", mutants.len());
    fs::write(&log, kept).with_context(|| format!("write {}", log.display()))?;
    let mut fates = try_all(mutants.iter().collect(), &first, &log)?;
    let is_open =
        |mutant: &&Mutant| fates.get(&mutant.number).is_none_or(Option::is_none) && !explained.contains(&key(mutant));
    let left: Vec<&Mutant> = mutants.iter().filter(is_open).collect();
    println!("{} of them to try at length", left.len());
    fates.extend(try_all(left, &second, &log)?);
    report(&mutants, &fates, &explained, wanted.only.is_empty() && !wanted.again)
}

/// What was noticed, as `log` has it, by file and change, and what the log says of it.
fn noticed(log: &Path) -> Result<(BTreeSet<(String, String)>, String)> {
    let text = fs::read_to_string(log).with_context(|| format!("read {}", log.display()))?;
    Ok(noticed_in(&text))
}

fn noticed_in(log: &str) -> (BTreeSet<(String, String)>, String) {
    let mut last: BTreeMap<(String, String), Vec<&str>> = BTreeMap::new();
    for line in log.lines() {
        let Some((by, told)) = line.split_once(": ") else { continue };
        let Some((place, change)) = told.split_once(": ") else { continue };
        let file = place.split(':').next().unwrap_or(place);
        let lines = last.entry((file.to_owned(), change.to_owned())).or_default();
        // What is noticed at length stands there twice. Of two that are told alike one may have been noticed and the other not.
        if by == "nobody" {
            lines.clear();
        } else {
            lines.push(line);
        }
    }
    last.retain(|_, lines| !lines.is_empty());
    let kept = last.values().flatten().flat_map(|line| [*line, "\n"]).collect();
    (last.into_keys().collect(), kept)
}

/// The changes that need not be noticed: file and change.
fn explained() -> Result<BTreeSet<(String, String)>> {
    let text = fs::read_to_string(place::root().join(EXPLAINED)).with_context(|| format!("read {EXPLAINED}"))?;
    let list: List = toml::from_str(&text).with_context(|| format!("read {EXPLAINED}"))?;
    let mut explained = BTreeSet::new();
    for Explained { why, file, changes } in list.unnoticed {
        if why.trim().is_empty() {
            bail!("{EXPLAINED}: say why nobody notices what is changed in {file}");
        }
        for change in changes {
            if !explained.insert((file.clone(), change.clone())) {
                bail!("{EXPLAINED}: {file}: {change} stands twice: keep one");
            }
        }
    }
    Ok(explained)
}

/// Who noticed each change, by its number. Each is written down at once, at the end of `log`.
fn try_all(mutants: Vec<&Mutant>, judges: &[Judge], log: &Path) -> Result<BTreeMap<u32, Option<String>>> {
    let to = File::options().append(true).open(log);
    let log = Mutex::new(to.with_context(|| format!("write {}", log.display()))?);
    let next = Mutex::new(mutants.into_iter());
    let fates = Mutex::new(BTreeMap::new());
    let work = || -> Result<()> {
        loop {
            let Some(mutant) = next.lock().ok().and_then(|mut next| next.next()) else { return Ok(()) };
            let by = noticed_by(mutant.number, judges)?;
            if let (Ok(mut log), Ok(mut fates)) = (log.lock(), fates.lock()) {
                writeln!(log, "{}: {}", by.as_deref().unwrap_or("nobody"), told(mutant)).context("write the log")?;
                fates.insert(mutant.number, by);
            }
        }
    };
    thread::scope(|scope| {
        let workers: Vec<_> =
            (0..thread::available_parallelism().map_or(1, usize::from)).map(|_| scope.spawn(work)).collect();
        workers.into_iter().try_for_each(|worker| worker.join().unwrap_or_else(|_| bail!("a worker panicked")))
    })?;
    Ok(fates.into_inner().unwrap_or_default())
}

/// The first of `judges` that notices a change, or that it keeps from coming to an end.
fn noticed_by(number: u32, judges: &[Judge]) -> Result<Option<String>> {
    for judge in judges {
        match judge.judge(number)? {
            Finding::Passes => {}
            Finding::Fails => return Ok(Some(judge.name.clone())),
            Finding::GoesOn => return Ok(Some(format!("{}, which does not end", judge.name))),
        }
    }
    Ok(None)
}

/// Prints the figures, and fails where a change that nobody notices is not explained, or one that is explained is noticed or gone.
fn report(
    mutants: &[Mutant],
    fates: &BTreeMap<u32, Option<String>>,
    explained: &BTreeSet<(String, String)>,
    all: bool,
) -> Result<()> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    let mut idle = explained.clone();
    let mut open = Vec::new();
    for mutant in mutants {
        let counted = match fates.get(&mutant.number) {
            Some(Some(by)) => format!("noticed by {by}"),
            _ if explained.contains(&key(mutant)) => {
                idle.remove(&key(mutant));
                "unnoticed and explained".to_owned()
            }
            _ => {
                open.push(told(mutant));
                "unnoticed".to_owned()
            }
        };
        *counts.entry(counted).or_default() += 1;
    }
    for (what, count) in &counts {
        println!("{count:>6}  {what}");
    }
    // Where everything is tried, that is the files that decide outcomes; others have changes that are explained too.
    idle.retain(|(file, _)| all && DECIDING.iter().any(|begin| file.starts_with(begin)));
    if !idle.is_empty() {
        println!("\nexplained in {EXPLAINED}, yet noticed or no longer there:");
        for (file, change) in &idle {
            println!("{file}: {change}");
        }
    }
    if !open.is_empty() {
        println!("\nno test notices:\n{}", open.join("\n"));
    }
    if !open.is_empty() || !idle.is_empty() {
        bail!("write a test that notices a change, or say in {EXPLAINED} why it changes no answer");
    }
    Ok(())
}

/// What a change is known by in the list of those that are explained, whatever its line.
fn key(mutant: &Mutant) -> (String, String) {
    (mutant.file.clone(), format!("{}: {} `{}`", mutant.function, mutant.change, mutant.at))
}

fn told(mutant: &Mutant) -> String {
    format!("{}:{}: {}", mutant.file, mutant.line, key(mutant).1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_noticed_is_left_out_and_the_rest_is_tried_again() {
        let log = "frozen: a.rs:1: f: give `0` `f()`\n\
            nobody: a.rs:2: g: `<` to `>` `a < b`\n\
            nobody: b.rs:3: h: make true `c`\n\
            differential, which does not end: a.rs:4: i: make false `d`\n\
            properties: b.rs:3: h: make true `c`\n\
            frozen: a.rs:5: k: make true `e`\n\
            nobody: a.rs:6: k: make true `e`\n\
            frozen: a.r";
        let (noticed, kept) = noticed_in(log);
        let change = |file: &str, change: &str| (file.to_owned(), change.to_owned());
        let expected = [
            change("a.rs", "f: give `0` `f()`"),
            change("a.rs", "i: make false `d`"),
            change("b.rs", "h: make true `c`"),
        ];
        assert_eq!(noticed, BTreeSet::from(expected));
        assert_eq!(noticed_in(&kept), (noticed, kept.clone()));
        assert_eq!(kept.lines().count(), 3);
    }
}
