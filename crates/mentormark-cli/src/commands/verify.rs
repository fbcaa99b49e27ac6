//! `mentormark verify`: one submission, or a stream of them, each beside what the rules it names say.

use std::{
    io::{self, Write},
    num::NonZeroU64,
    time::SystemTime,
};

use mentormark_report::Standard;
use mentormark_rules::{Checked, Date, Filed, Refusals, json, read_submission, verification::Status};

use crate::{
    args::{Colour, Verify},
    ending::{Ending, Failure},
    input,
    library::Library,
    page::Page,
    paint::Paint,
    progress::{Counts, Progress},
    refused,
    stream::{FromLine, Line, answer_lines},
    verified,
};

/// Checks what `args` names.
pub(crate) fn verify(args: &Verify, colour: Colour) -> Result<Ending, Failure> {
    let library = Library::new(&args.added.scheme_files, Paint::for_errors(colour))?;
    let received = args.received.map_or_else(today, Ok)?;
    if args.ndjson {
        return each_line(args, library, received);
    }
    let text = input::document(&args.file)?;
    let filed = text.map_err(Refusals::from).and_then(|text| filed(&library, &text));
    let filed = match filed {
        Ok(filed) => filed,
        Err(refusals) => return Err(refused::document(&args.file, &refusals, args.json, colour)),
    };
    let checked = checked(&filed, received, args.outcome);
    if args.json {
        writeln!(io::stdout(), "{}", json::canonical(&checked))?;
    } else {
        let wording = library.wording_of(filed.plan());
        let mut page = Page::for_output(Paint::for_output(colour));
        verified::write(&mut page, &filed, &checked, Standard { scheme: filed.plan().scheme(), wording: &wording });
        page.print()?;
    }
    Ok(match checked.status {
        Status::Confirmed => Ending::Fine,
        Status::Differs => Ending::No,
    })
}

fn filed<'l>(library: &'l Library, text: &str) -> Result<Filed<'l>, Refusals> {
    read_submission(text, |rules_hash| library.by_hash(rules_hash))
}

fn checked(filed: &Filed<'_>, received: Date, outcome: bool) -> Checked {
    if outcome { filed.verified(Some(received)) } else { filed.checked(Some(received)) }
}

/// The day it is now, in UTC.
fn today() -> Result<Date, Failure> {
    let seconds = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).ok();
    seconds.and_then(|since| Date::at_unix_time(since.as_secs())).ok_or_else(|| {
        Failure::Machine("the clock does not stand between 1970 and 2199: set it, or give `--received`".to_owned())
    })
}

/// The answers to some lines, each with its end.
#[derive(Default)]
struct Answers {
    text: String,
    counts: Counts,
}

/// One answer a line. The end is that of the worst line: refused, else different, else fine.
fn each_line(args: &Verify, library: Library, received: Date) -> Result<Ending, Failure> {
    let input = FromLine::new(input::open(&args.file)?, args.from_line.map_or(1, NonZeroU64::get));
    let outcome = args.outcome;
    let worker = move || {
        let library = library.afresh();
        move |line: Line<'_>, answers: &mut Answers| {
            let filed = line.text.map_err(Refusals::from).and_then(|text| filed(&library, &text));
            answers.counts.count(filed.is_err());
            answers.text += &match filed {
                Ok(filed) => {
                    let checked = checked(&filed, received, outcome);
                    answers.counts.differing += u64::from(checked.status == Status::Differs);
                    json::canonical(&checked)
                }
                Err(refusals) => json::refused(&refusals),
            };
            answers.text.push('\n');
        }
    };
    let (mut counts, mut progress) = (Counts::default(), Progress::new());
    let ended = answer_lines(input, worker, |answers: Answers| {
        counts.add(answers.counts);
        progress.tell(counts);
        io::stdout().write_all(answers.text.as_bytes())
    });
    progress.end(counts);
    ended.map_err(|trouble| trouble.of(&args.file))?;
    match counts {
        Counts { refused: 1.., .. } => Err(Failure::Told),
        Counts { differing: 1.., .. } => Ok(Ending::No),
        _ => Ok(Ending::Fine),
    }
}
