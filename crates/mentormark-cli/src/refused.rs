//! Refusals for a person: code, place, what is wrong and what was probably meant.

use std::{
    fmt::Write as _,
    io::{self, Write as _},
    path::Path,
};

use mentormark_rules::{Refusals, json};

use crate::{args::Colour, ending::Failure, input, page::wrapped, paint::Paint};

const WIDTH: usize = 80;

/// Tells why the document in `file` was turned away: as JSON on standard output, or to a person. Gives how the command ends.
pub(crate) fn document(file: &Path, refusals: &Refusals, as_json: bool, colour: Colour) -> Failure {
    if as_json {
        return writeln!(io::stdout(), "{}", json::refused(refusals)).map_or_else(Failure::from, |()| Failure::Told);
    }
    tell(&input::name(file), refusals, Paint::for_errors(colour));
    Failure::Told
}

/// Tells on standard error why `source` was turned away.
pub(crate) fn tell(source: &str, refusals: &Refusals, paint: Paint) {
    // Nobody is left to tell if this fails.
    let _ = io::stderr().write_all(told(source, refusals, paint).as_bytes());
}

/// Why `source` was turned away, for a person.
pub(crate) fn told(source: &str, refusals: &Refusals, paint: Paint) -> String {
    let refusals = refusals.as_slice();
    let faults = if refusals.len() == 1 { "1 fault".to_owned() } else { format!("{} faults", refusals.len()) };
    let mut text = format!("{} {source} has {faults}\n", paint.wrong("refused:"));
    for refusal in refusals {
        let place = if refusal.pointer.is_empty() { "the whole document" } else { &refusal.pointer };
        let _ = writeln!(text, "\n{} at {place}", paint.strong(refusal.code.as_str()));
        let mut lines = wrapped(&refusal.message, WIDTH - 2);
        lines.extend(refusal.did_you_mean.iter().map(|name| format!("did you mean `{name}`?")));
        for line in lines {
            let _ = writeln!(text, "  {line}");
        }
    }
    text
}
