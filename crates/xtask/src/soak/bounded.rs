//! Running a program for no longer than it may, with what it says shown and kept.

use anyhow::{Context, Result};
use std::fs::File;
use std::io::{self, Read, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

/// How often to look whether the program has ended.
const LOOK: Duration = Duration::from_millis(100);

/// How a program ended.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Ended {
    /// With success.
    Well,
    /// Without; its last word on why.
    Badly(String),
    /// It was ended, because it took too long.
    Late,
}

/// Runs a program and ends it, with all that it started, when its time is over. What it says is shown, and kept in `file`.
///
/// # Errors
/// When it does not start, or the file cannot be written.
pub(super) fn run(command: &mut Command, most: Duration, file: &Path) -> Result<Ended> {
    let kept = File::create(file).with_context(|| format!("write {}", file.display()))?;
    let kept = Arc::new(Mutex::new(kept));
    let start = Instant::now();
    let mut child = command
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .with_context(|| format!("`{command:?}` does not start"))?;
    let out = child.stdout.take().map(|out| show(out, io::stdout(), &kept));
    let err = child.stderr.take().map(|err| show(err, io::stderr(), &kept));
    let status = loop {
        if let Some(status) = child.try_wait().context("wait for it")? {
            break Some(status);
        }
        if start.elapsed() > most {
            end(&mut child)?;
            break None;
        }
        thread::sleep(LOOK);
    };
    let last = |shown: Option<JoinHandle<String>>| shown.and_then(|shown| shown.join().ok()).unwrap_or_default();
    let (_, last) = (last(out), last(err));
    Ok(match status {
        None => Ended::Late,
        Some(status) if status.success() => Ended::Well,
        Some(status) => {
            let word = last.lines().rev().find_map(|line| line.strip_prefix("error: "));
            Ended::Badly(word.map_or_else(|| status.to_string(), str::to_owned))
        }
    })
}

/// Copies what a program says as it says it, to where it is seen and to a file; gives the end of it.
fn show(
    mut from: impl Read + Send + 'static,
    mut to: impl Write + Send + 'static,
    kept: &Arc<Mutex<File>>,
) -> JoinHandle<String> {
    const LAST: usize = 4_096;
    let kept = Arc::clone(kept);
    thread::spawn(move || {
        let (mut buffer, mut last) = ([0; 4_096], Vec::new());
        while let Ok(length @ 1..) = from.read(&mut buffer) {
            // Whoever looks may have gone, and the disk may be full: the check goes on.
            let _ = to.write_all(&buffer[..length]).and_then(|()| to.flush());
            let _ = kept.lock().unwrap_or_else(PoisonError::into_inner).write_all(&buffer[..length]);
            last.extend_from_slice(&buffer[..length]);
            last.drain(..last.len().saturating_sub(LAST));
        }
        String::from_utf8_lossy(&last).into_owned()
    })
}

/// Ends a program and all that it started, and what those started.
fn end(child: &mut Child) -> Result<()> {
    let mut doomed = vec![child.id()];
    if cfg!(unix) {
        let listed = Command::new("ps").args(["-A", "-o", "pid=,ppid="]).output().context("list what is running")?;
        let listed = String::from_utf8_lossy(&listed.stdout).into_owned();
        let pairs: Vec<(u32, u32)> = listed
            .lines()
            .filter_map(|line| {
                let mut numbers = line.split_whitespace().map(str::parse);
                Some((numbers.next()?.ok()?, numbers.next()?.ok()?))
            })
            .collect();
        let mut at = 0;
        while let Some(&parent) = doomed.get(at) {
            doomed.extend(pairs.iter().filter(|(_, of)| *of == parent).map(|(process, _)| *process));
            at += 1;
        }
        let doomed: Vec<String> = doomed.iter().map(u32::to_string).collect();
        // One that ended by itself meanwhile is no trouble.
        let _ = Command::new("kill").arg("-KILL").args(doomed).stderr(Stdio::null()).status();
    }
    // On its own account too, wherever there is no `kill`.
    let _ = child.kill();
    child.wait().context("wait for it to end").map(drop)
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;
    use std::fs;

    fn sh(script: &str, most: Duration) -> (Ended, String) {
        let file = std::env::temp_dir().join(format!("xtask-bounded-{}-{}", std::process::id(), script.len()));
        let ended = run(Command::new("sh").args(["-c", script]), most, &file).unwrap();
        let kept = fs::read_to_string(&file).unwrap();
        fs::remove_file(file).unwrap();
        (ended, kept)
    }

    #[test]
    fn what_is_said_is_kept_and_the_last_word_tells_why() {
        let minute = Duration::from_mins(1);
        assert_eq!(sh("echo figure", minute), (Ended::Well, "figure\n".to_owned()));
        let (ended, kept) = sh("echo figure; echo 'error: not held' >&2; exit 1", minute);
        assert_eq!(ended, Ended::Badly("not held".to_owned()));
        assert!(kept.contains("figure\n") && kept.contains("error: not held\n"), "{kept}");
        assert_eq!(sh("exit 3", minute).0, Ended::Badly("exit status: 3".to_owned()));
    }

    #[test]
    fn what_takes_too_long_is_ended_with_all_that_it_started() {
        // The pipe stays open for as long as the sleeper lives, so this comes back only when that is gone too.
        let start = Instant::now();
        let (ended, kept) = sh("echo begun; sleep 300 & sleep 300", Duration::from_millis(300));
        assert_eq!((ended, kept.as_str()), (Ended::Late, "begun\n"));
        assert!(start.elapsed() < Duration::from_mins(1));
    }
}
