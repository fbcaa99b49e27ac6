//! `mentormark verify`: one submission, or a stream of them, each beside what the rules it names say.

use std::{
    io::{self, Write},
    num::NonZeroU64,
};

use mentormark_report::Standard;
use mentormark_rules::{Checked, Date, Filed, Refusals, json, read_submission, verification::Status};
use mentormark_verifier::Clock;

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
    let received = Received { given: args.received, clock: Clock::default() };
    if args.ndjson {
        return each_line(args, library, received);
    }
    let text = input::document(&args.file)?;
    let filed = text.map_err(Refusals::from).and_then(|text| filed(&library, &text));
    let filed = match filed {
        Ok(filed) => filed,
        Err(refusals) => return Err(refused::document(&args.file, &refusals, args.json, colour)),
    };
    let checked = received.check(&filed, args.outcome);
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

/// The day that submissions came in on: what was typed, or else today as a server would say it.
#[derive(Clone, Copy)]
struct Received {
    given: Option<Date>,
    clock: Clock,
}

impl Received {
    fn check(self, filed: &Filed<'_>, outcome: bool) -> Checked {
        let as_of = filed.received().submission.assessment.as_of;
        let on = Some(self.given.unwrap_or_else(|| self.clock.today(as_of)));
        if outcome { filed.verified(on) } else { filed.checked(on) }
    }
}

/// The answers to some lines, each with its end.
#[derive(Default)]
struct Answers {
    text: String,
    counts: Counts,
}

/// One answer a line. The end is that of the worst line: refused, else different, else fine.
fn each_line(args: &Verify, library: Library, received: Received) -> Result<Ending, Failure> {
    let input = FromLine::new(input::open(&args.file)?, args.from_line.map_or(1, NonZeroU64::get));
    let outcome = args.outcome;
    let worker = move || {
        let library = library.afresh();
        move |line: Line<'_>, answers: &mut Answers| {
            let filed = line.text.map_err(Refusals::from).and_then(|text| filed(&library, &text));
            answers.counts.count(filed.is_err());
            answers.text += &match filed {
                Ok(filed) => {
                    let checked = received.check(&filed, outcome);
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

#[cfg(test)]
mod tests {
    use mentormark_rules::Plan;

    use super::*;

    #[test]
    fn on_a_summer_night_today_is_what_a_server_would_say() {
        let shipped = mentormark_schemes::find("nms", "2022").unwrap();
        let plan = Plan::from_json(shipped.compiled).unwrap();
        let cautions = |as_of: &str, given: Option<&str>| {
            let text = format!(
                r#"{{"assessment":{{"scheme":"nms","as_of":"{as_of}","facts":{{}},"ratings":{{}}}},"wording_hash":"{0}",
                    "claim":{{"rules_hash":"{1}","quality":null,"award":null,"fee":null}}}}"#,
                shipped.words[0].wording_hash, shipped.rules_hash
            );
            let filed = read_submission(&text, |_| Some(&plan)).unwrap();
            // 2026-07-01T23:30:00Z: half past midnight on the 2nd in the United Kingdom.
            let clock = Clock::read_by(|| 1_782_948_600);
            let received = Received { given: given.map(|day| day.parse().unwrap()), clock };
            received.check(&filed, false).cautions.len()
        };
        assert_eq!(
            ["2026-06-30", "2026-07-01", "2026-07-02", "2026-07-03"].map(|day| cautions(day, None)),
            [1, 0, 0, 1]
        );
        assert_eq!(cautions("2026-07-02", Some("2026-07-01")), 1);
    }
}
