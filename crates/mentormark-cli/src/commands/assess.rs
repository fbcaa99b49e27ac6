//! `mentormark assess`: one assessment, or a stream of them.

use std::io::{self, Write};

use mentormark_report::Standard;
use mentormark_rules::{Outcome, Refusals, assess_text, json, read_text};

use crate::{
    args::{Assess, Colour},
    ending::{Ending, Failure},
    input,
    library::Library,
    page::Page,
    paint::Paint,
    progress::{Counts, Progress},
    refused, report,
    stream::{Line, answer_lines},
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
        Err(refusals) => return Err(refused::document(&args.file, &refusals, args.json, colour)),
    };
    if args.json {
        writeln!(io::stdout(), "{}", json::canonical(&outcome))?;
        return Ok(Ending::Fine);
    }
    let entry = library.find(&outcome.scheme, Some(outcome.edition.as_str()))?;
    let plan = entry.plan().map_err(|refusals| Failure::Input(refusals.to_string()))?;
    let mut page = Page::for_output(Paint::for_output(colour));
    report::write(&mut page, &outcome, Standard { scheme: plan.scheme(), wording: &entry.wording() });
    page.print()?;
    Ok(Ending::Fine)
}

fn judged(library: &Library, text: &str) -> Result<Outcome, Refusals> {
    assess_text(text, |assessment| library.plan_for(assessment))
}

/// The answers to some lines, each with its end.
#[derive(Default)]
struct Answers {
    text: String,
    counts: Counts,
}

/// One outcome or its refusals a line; refused in the end if any line was.
fn each_line(args: &Assess, library: Library) -> Result<Ending, Failure> {
    let input = input::open(&args.file)?;
    let summary = args.summary;
    let worker = move || {
        let (library, mut longest) = (library.afresh(), 0);
        move |line: Line<'_>, answers: &mut Answers| {
            if answers.text.is_empty() {
                // So that a text seldom moves while it grows.
                answers.text.reserve(longest);
            }
            let read = line
                .text
                .map_err(Refusals::from)
                .and_then(|text| read_text(&text, |assessment| library.plan_for(assessment)));
            answers.counts.count(read.is_err());
            match read {
                Ok((plan, case)) if summary => json::append_canonical(&plan.summary(&case), &mut answers.text),
                Ok((plan, case)) => json::append_canonical(&plan.outcome(&case), &mut answers.text),
                Err(refusals) => answers.text += &json::refused(&refusals),
            }
            answers.text.push('\n');
            longest = longest.max(answers.text.len());
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
    if counts.refused == 0 { Ok(Ending::Fine) } else { Err(Failure::Told) }
}
