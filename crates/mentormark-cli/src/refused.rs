//! Refusals for a person: code, place, what is wrong and what was probably meant.

use std::{
    fmt::Write as _,
    io::{self, Write as _},
};

use mentormark_rules::Refusals;

use crate::{page::wrapped, paint::Paint};

const WIDTH: usize = 80;

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
