//! `xtask soak`: what takes longer than a minute or two, or wants a quiet machine. It prints figures, which stand in
//! `docs/evidence.md` with the command and the date.
//!
//! Each check is a process of its own with a time after which it is ended, so one that fails or hangs takes no other with it. What each of them says
//! stays in `target/soak`, and the end tells what became of all.

mod bounded;
mod checks;

use crate::place;
use anyhow::{Context, Result, bail};
use bounded::Ended;
use std::fs;
use std::process::Command;
use std::time::{Duration, Instant};

/// A long check.
struct Check {
    name: &'static str,
    about: &'static str,
    /// Minutes after which it is ended. Building what it needs is within them, on a slow machine with nothing built.
    minutes: u64,
    run: fn() -> Result<()>,
}

/// Runs the checks that are named, or all of them, one after the other.
pub(crate) fn soak(only: &[String]) -> Result<()> {
    let chosen = chosen(only)?;
    let said = place::target()?.join("soak");
    fs::create_dir_all(&said).with_context(|| format!("make {}", said.display()))?;
    let xtask = std::env::current_exe().context("find this program")?;
    let mut report = Vec::new();
    for check in chosen {
        println!("\n== {}: {}", check.name, check.about);
        let mut command = Command::new(&xtask);
        command.args(["soak-check", check.name]);
        let file = said.join(format!("{}.txt", check.name));
        let start = Instant::now();
        let ended = bounded::run(&mut command, Duration::from_secs(check.minutes * 60), &file)?;
        report.push((check, ended, start.elapsed()));
    }
    println!("\n{:>8}  check", "seconds");
    for (check, ended, took) in &report {
        println!("{:>8.1}  {}: {}", took.as_secs_f64(), check.name, outcome(ended, check.minutes));
    }
    println!("What each of them said stands in {}", said.display());
    let failed: Vec<&str> =
        report.iter().filter(|(_, ended, _)| *ended != Ended::Well).map(|(check, ..)| check.name).collect();
    if !failed.is_empty() {
        bail!("{} of {} checks failed: {}", failed.len(), report.len(), failed.join(", "));
    }
    Ok(())
}

/// Prints the checks, the longest that each may take, and what it does.
pub(crate) fn list() {
    for Check { name, about, minutes, .. } in checks::ALL {
        println!("{name:<18} {minutes:>4} min  {about}");
    }
}

/// Runs one check in this process.
pub(crate) fn check(name: &str) -> Result<()> {
    (find(name)?.run)()
}

fn outcome(ended: &Ended, minutes: u64) -> String {
    match ended {
        Ended::Well => "held".to_owned(),
        Ended::Badly(why) => format!("FAILED: {why}"),
        Ended::Late => format!("FAILED: it was ended after {minutes} minutes"),
    }
}

/// The checks of these names in their own order; every check for no name.
fn chosen(only: &[String]) -> Result<Vec<&'static Check>> {
    let named = only.iter().map(|name| find(name).map(|check| check.name)).collect::<Result<Vec<_>>>()?;
    Ok(checks::ALL.iter().filter(|check| named.is_empty() || named.contains(&check.name)).collect())
}

fn find(name: &str) -> Result<&'static Check> {
    let known = || checks::ALL.iter().map(|check| check.name).collect::<Vec<_>>().join(", ");
    checks::ALL
        .iter()
        .find(|check| check.name == name)
        .with_context(|| format!("there is no check `{name}`: name one of {}", known()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn checks_are_chosen_by_name_and_run_in_their_own_order() {
        let of = |names: &[&str]| {
            let names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
            chosen(&names).map(|checks| checks.iter().map(|check| check.name).collect::<Vec<_>>())
        };
        let all = of(&[]).unwrap();
        assert_eq!(all.len(), checks::ALL.len());
        assert_eq!(of(&[all[3], all[1], all[3]]).unwrap(), [all[1], all[3]]);
        let unknown = of(&["lod"]).unwrap_err().to_string();
        assert!(unknown.starts_with("there is no check `lod`: name one of ") && unknown.contains(all[0]), "{unknown}");
    }

    #[test]
    fn no_two_checks_have_one_name() {
        let mut names: Vec<&str> = checks::ALL.iter().map(|check| check.name).collect();
        names.sort_unstable();
        assert!(names.windows(2).all(|pair| pair[0] != pair[1]), "{names:?}");
    }
}
