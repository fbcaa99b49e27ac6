//! The tests that judge a changed engine.

use anyhow::{Context, Result, bail};
use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::time::{Duration, Instant};

/// Memory that one test program may use, in kilobytes: a change can make a loop that never stops collecting.
const MOST_MEMORY: &str = "4000000";

/// A test program, and which of its tests judge.
#[derive(Debug)]
pub(crate) struct Judge {
    /// Its name.
    pub(crate) name: String,
    /// The program.
    pub(crate) program: PathBuf,
    /// What it is told besides.
    pub(crate) given: Vec<&'static str>,
    /// One in how many of its random cases it tries.
    pub(crate) one_in: u32,
    /// Where it is run.
    pub(crate) folder: PathBuf,
    /// How long it may use the processor. Other programs may have that for most of the time, so the clock on the wall says little.
    pub(crate) patience: Duration,
}

/// How many times as long it may take altogether: some changes make a test wait for ever, which takes no processor.
const WAITING: u32 = 30;

/// What a judge finds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Finding {
    /// Nothing.
    Passes,
    /// A test fails.
    Fails,
    /// It does not come to an end.
    GoesOn,
}

impl Judge {
    /// What it finds of the engine with one change; 0 is the engine as it is.
    pub(crate) fn judge(&self, number: u32) -> Result<Finding> {
        // The limits are the shell's to set.
        let mut limited = Command::new("sh");
        limited.args(["-c", "ulimit -v \"$0\"; ulimit -t \"$1\"; shift; exec \"$@\"", MOST_MEMORY]);
        limited.arg(self.patience.as_secs().max(1).to_string()).arg(&self.program).args(&self.given);
        limited.env("MENTORMARK_MUTANT", number.to_string()).env("MENTORMARK_ONE_IN", self.one_in.to_string());
        limited.env("RUST_BACKTRACE", "0").current_dir(&self.folder);
        limited.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped());
        let mut running = limited.spawn().with_context(|| format!("start {}", self.program.display()))?;
        let finding = self.wait(&mut running);
        if matches!(finding, Ok(Finding::Passes)) {
            return finding;
        }
        // It may have ended by itself since.
        running.kill().ok();
        running.wait().with_context(|| format!("end {}", self.name))?;
        finding
    }

    /// Waits until it ends, panics, or has taken too long.
    fn wait(&self, running: &mut Child) -> Result<Finding> {
        let (told, hear) = mpsc::channel();
        let Some(said) = running.stderr.take() else { bail!("{} says nothing", self.name) };
        std::thread::spawn(move || {
            let panics = |line: &std::io::Result<Vec<u8>>| {
                line.as_ref().is_ok_and(|line| line.windows(11).any(|part| part == b"panicked at"))
            };
            // Read to its end, or it would wait for somebody to read.
            for line in BufReader::new(said).split(b'\n').take_while(Result::is_ok) {
                if panics(&line) {
                    told.send(()).ok();
                }
            }
        });
        let start = Instant::now();
        loop {
            if hear.try_recv().is_ok() {
                return Ok(Finding::Fails);
            }
            if let Some(status) = running.try_wait().with_context(|| format!("wait for {}", self.name))? {
                // Without a code it was ended from outside: out of time, memory or stack.
                return Ok(match status.code() {
                    Some(0) => Finding::Passes,
                    Some(_) => Finding::Fails,
                    None => Finding::GoesOn,
                });
            }
            if start.elapsed() > self.patience * WAITING {
                return Ok(Finding::GoesOn);
            }
            std::thread::sleep(Duration::from_millis(5));
        }
    }
}
