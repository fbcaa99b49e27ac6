//! `mentormark dry-run`: a stream of assessments under two editions: who gains, who loses, and why.
//!
//! `comparer` judges a line under both and says what changes, `reasons` tells apart why, and `totals` counts.

mod comparer;
mod reasons;
mod totals;

use std::io::{self, Write};

use mentormark_rules::json;

use self::{
    comparer::Comparer,
    totals::{Tally, Totals},
};
use crate::{
    args::{Colour, DryRun},
    ending::{Ending, Failure},
    input,
    library::Library,
    page::Page,
    paint::Paint,
    progress::Progress,
    stream::{Line, answer_lines},
};

/// Something for each edition.
#[derive(Clone, Debug, Default, serde::Serialize)]
struct Pair<T> {
    from: T,
    to: T,
}

/// The answers to some lines, each with its end.
#[derive(Default)]
struct Answers {
    text: String,
    tally: Tally,
}

/// Tells of each line what the two editions make of it, and the totals.
pub(crate) fn dry_run(args: &DryRun, colour: Colour) -> Result<Ending, Failure> {
    let paint = Paint::for_errors(colour);
    let library = Library::new(&args.added.scheme_files, paint)?;
    let editions = Pair { from: library.named(&args.from, paint)?, to: library.named(&args.to, paint)? };
    let input = input::open(&args.file)?;
    let as_json = args.json;
    let blank = Page::for_output(Paint::for_output(colour));
    let totals = Totals::of(&editions)?;
    if !as_json {
        let mut page = blank.clone();
        totals.head(&mut page);
        page.print()?;
    }

    let (mut tally, mut progress) = (Tally::default(), Progress::new());
    let page = blank.clone();
    let worker = move || {
        let (comparer, page) = (Comparer::new(&editions), page.clone());
        move |line: Line<'_>, answers: &mut Answers| {
            let change = comparer.change(line);
            answers.tally.count(&change);
            if as_json {
                answers.text += &json::canonical(&change.entered());
                answers.text.push('\n');
            } else {
                let mut page = page.clone();
                change.tell(&mut page);
                answers.text += &page.into_text();
            }
        }
    };
    let ended = answer_lines(input, worker, |answers: Answers| {
        tally.add(&answers.tally);
        progress.tell(tally.counts);
        io::stdout().write_all(answers.text.as_bytes())
    });
    progress.end(tally.counts);
    ended.map_err(|trouble| trouble.of(&args.file))?;

    if as_json {
        writeln!(io::stdout(), "{}", json::canonical(&totals.summary(&tally)))?;
    } else {
        let mut page = blank;
        page.blank();
        totals.tell(&tally, &mut page);
        page.print()?;
    }
    if tally.counts.refused == 0 { Ok(Ending::Fine) } else { Err(Failure::Told) }
}
