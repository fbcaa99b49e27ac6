//! `mentormark assess`: one assessment, or a stream of them.

use std::{
    io::{self, BufWriter, IsTerminal, Write},
    path::Path,
    sync::Arc,
    time::{Duration, Instant},
};

use mentormark_rules::{
    Bounds, Id, Outcome, Refusals, assess_text, json,
    outcome::{Award, Fee},
};
use serde::Serialize;

use crate::{
    args::{Assess, Colour},
    ending::{Ending, Failure},
    input,
    library::Library,
    page::Page,
    paint::Paint,
    refused, report,
    stream::{Answer, Counts, StreamError, answer_lines},
};

/// Judges what `args` names.
pub(crate) fn assess(args: &Assess, colour: Colour) -> Result<Ending, Failure> {
    let library = Library::new(&args.added.scheme_files, Paint::for_errors(colour))?;
    if args.ndjson {
        return each_line(args, library);
    }
    let text = input::document(&args.file)?;
    let outcome = match text.map_err(Refusals::from).and_then(|text| judged(&library, &text)) {
        Ok(outcome) => outcome,
        Err(refusals) => {
            if args.json {
                writeln!(io::stdout(), "{}", json::refused(&refusals))?;
            } else {
                refused::tell(&name(&args.file), &refusals, Paint::for_errors(colour));
            }
            return Err(Failure::Told);
        }
    };
    if args.json {
        writeln!(io::stdout(), "{}", json::canonical(&outcome))?;
        return Ok(Ending::Fine);
    }
    let entry = library.find(&outcome.scheme, Some(outcome.edition.as_str()))?;
    let mut page = Page::for_output(Paint::for_output(colour));
    report::write(&mut page, &outcome, &entry.wording());
    page.print()?;
    Ok(Ending::Fine)
}

fn judged(library: &Library, text: &str) -> Result<Outcome, Refusals> {
    assess_text(text, |assessment| library.plan_for(assessment))
}

fn name(file: &Path) -> String {
    if file == Path::new("-") { "standard input".to_owned() } else { format!("`{}`", file.display()) }
}

/// What is left of an outcome in a summary.
#[derive(Serialize)]
struct Summary<'a> {
    scheme: &'a Id,
    edition: &'a Id,
    quality: &'a Bounds<Option<Id>>,
    award: &'a Award,
    fee: &'a Fee,
}

/// One outcome or its refusals a line; refused in the end if any line was.
fn each_line(args: &Assess, library: Library) -> Result<Ending, Failure> {
    let input = input::open(&args.file)?;
    let (library, summary) = (Arc::new(library), args.summary);
    let answer = move |line: Vec<u8>| {
        let outcome = input::text(line).map_err(Refusals::from).and_then(|text| judged(&library, &text));
        match outcome {
            Ok(Outcome { scheme, edition, quality, award, fee, .. }) if summary => {
                let (scheme, edition, quality, award, fee) = (&scheme, &edition, &quality, &award, &fee);
                Answer { text: json::canonical(&Summary { scheme, edition, quality, award, fee }), refused: false }
            }
            Ok(outcome) => Answer { text: json::canonical(&outcome), refused: false },
            Err(refusals) => Answer { text: json::refused(&refusals), refused: true },
        }
    };
    let mut progress = Progress::new();
    let mut out = BufWriter::with_capacity(1 << 16, io::stdout());
    let ended = answer_lines(input, &mut out, answer, |counts| progress.tell(counts));
    progress.end();
    match ended {
        Ok(counts) if counts.refused == 0 => Ok(Ending::Fine),
        Ok(_) => Err(Failure::Told),
        Err(StreamError::Writing(error)) => {
            // Nothing more can be written, so what is buffered is let go.
            let _ = out.into_parts();
            Err(error.into())
        }
        Err(StreamError::Reading(error)) => Err(Failure::unreadable(&args.file, &error)),
        Err(StreamError::Lost) => {
            Err(Failure::Machine("a worker gave up, so the output is not whole: start again".to_owned()))
        }
    }
}

/// Tells on standard error how far it is, where that is a terminal which the outcomes do not fill.
struct Progress {
    wanted: bool,
    started: Instant,
    told: Option<Instant>,
}

impl Progress {
    const PAUSE: Duration = Duration::from_millis(250);

    fn new() -> Self {
        let wanted = io::stderr().is_terminal() && !io::stdout().is_terminal();
        Self { wanted, started: Instant::now(), told: None }
    }

    fn tell(&mut self, counts: Counts) {
        if self.wanted && self.told.is_none_or(|told| told.elapsed() >= Self::PAUSE) {
            self.told = Some(Instant::now());
            let seconds = self.started.elapsed().as_secs();
            let _ = write!(io::stderr(), "\r{} lines, {} refused, {seconds} s", counts.lines, counts.refused);
        }
    }

    fn end(&self) {
        if self.told.is_some() {
            let _ = writeln!(io::stderr());
        }
    }
}
