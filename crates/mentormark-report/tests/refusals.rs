//! `docs/refusals.md` is written from the codes, and is fresh.

use std::{env, fmt::Write, fs, path::Path};

use mentormark_rules::Code;

#[test]
fn the_documentation_lists_every_code() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/refusals.md");
    let written = page();
    if env::var_os("BLESS").is_some() {
        fs::write(&path, &written).unwrap();
    }
    let stored = fs::read_to_string(&path).unwrap_or_default();
    assert!(stored == written, "docs/refusals.md is not fresh: write it again as its first line says");
}

fn page() -> String {
    let mut page = String::from(
        "<!-- Written by `BLESS=1 cargo test -p mentormark-report --test refusals` from crates/mentormark-rules/src/refusal.rs. \
         Do not edit. -->\n\n# Refusals\n\n\
         A document that cannot be judged is refused, with every fault at once, up to 1,000. Each refusal has these fields:\n\n\
         | Field | |\n|---|---|\n\
         | `code` | one of those below; never renamed, never given another meaning |\n\
         | `pointer` | an RFC 6901 JSON pointer to the value; empty for the whole document |\n\
         | `message` | a sentence for a person, which says what to do |\n\
         | `did_you_mean` | the name that was most likely meant; left out where none is near |\n\n\
         Refusals come ordered by pointer, then in the order of this list.\n\n\
         | Code | Meaning |\n|---|---|\n",
    );
    for code in Code::ALL {
        let _ = writeln!(page, "| `{code}` | {} |", code.meaning().trim());
    }
    page
}
