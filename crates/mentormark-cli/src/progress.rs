//! How far a stream is, told on standard error now and then.

use std::{
    io::{self, IsTerminal, Write},
    time::{Duration, Instant},
};

/// How many lines have been answered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Counts {
    /// Lines in all.
    pub(crate) lines: u64,
    /// Lines turned away.
    pub(crate) refused: u64,
    /// Lines that claim something else than the rules say.
    pub(crate) differing: u64,
}

impl Counts {
    /// Takes in a line.
    pub(crate) fn count(&mut self, refused: bool) {
        self.lines += 1;
        self.refused += u64::from(refused);
    }

    /// Takes in the lines that other counts hold.
    pub(crate) fn add(&mut self, others: Self) {
        self.lines += others.lines;
        self.refused += others.refused;
        self.differing += others.differing;
    }
}

/// Tells on standard error how far it is, where that is a terminal which the answers do not fill.
pub(crate) struct Progress {
    wanted: bool,
    started: Instant,
    told: Option<Instant>,
}

impl Progress {
    const PAUSE: Duration = Duration::from_millis(250);

    /// Nothing told yet.
    pub(crate) fn new() -> Self {
        let wanted = io::stderr().is_terminal() && !io::stdout().is_terminal();
        Self { wanted, started: Instant::now(), told: None }
    }

    /// Tells of `counts`, unless it told of others a moment ago.
    pub(crate) fn tell(&mut self, counts: Counts) {
        if self.wanted && self.told.is_none_or(|told| told.elapsed() >= Self::PAUSE) {
            self.told = Some(Instant::now());
            self.line(counts);
        }
    }

    /// Tells of the last `counts` and ends the line.
    pub(crate) fn end(&self, counts: Counts) {
        if self.told.is_some() {
            self.line(counts);
            let _ = writeln!(io::stderr());
        }
    }

    /// Nobody is left to tell if this fails.
    fn line(&self, counts: Counts) {
        let seconds = self.started.elapsed().as_secs();
        let differ = if counts.differing > 0 { format!(", {} differ", counts.differing) } else { String::new() };
        let _ = write!(io::stderr(), "\r{} lines{differ}, {} refused, {seconds} s", counts.lines, counts.refused);
    }
}
