//! `docs/refusals.md` is written from the codes, and is fresh.

mod samples;

use std::{env, fmt::Write, fs, path::Path};

use mentormark_rules::{Code, Refusals, assess_text, read_submission, scheme::Edition, scheme::edition_on};
use samples::{Sample, date};

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
        "<!-- Written by `BLESS=1 cargo test -p mentormark-report --test refusals` from crates/mentormark-rules/src/refusal.rs and the \
         faulty fixtures of mentormark-author. \
         Do not edit. -->\n\n# Refusals\n\n\
         A document that cannot be judged is refused, with every fault at once, up to 1,000. Each refusal has these fields:\n\n\
         | Field | |\n|---|---|\n\
         | `code` | one of those below; never renamed, never given another meaning |\n\
         | `pointer` | an RFC 6901 JSON pointer to the value; empty for the whole document |\n\
         | `message` | a sentence for a person, which says what to do |\n\
         | `did_you_mean` | the name that was most likely meant; left out where none is near |\n\n\
         Refusals come ordered by pointer, then in the order of this list. Each example is a message that the code comes with.\n\n\
         | Code | Meaning | Example |\n|---|---|---|\n",
    );
    for code in Code::ALL {
        let example = of_scheme_file(*code).or_else(|| of_assessment(*code)).or_else(|| of_submission(*code));
        let example = example
            .unwrap_or_else(|| panic!("`{code}` has no example: give it a faulty fixture, assessment or submission"));
        let _ = writeln!(page, "| `{code}` | {} | {} |", code.meaning().trim(), example.replace('|', "\\|"));
    }
    page
}

/// What is said of the first faulty scheme file that shows a code.
fn of_scheme_file(code: Code) -> Option<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../mentormark-author/tests/fixtures/faulty");
    let mut paths: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let shows = |path: &Path| {
        let name = path.file_stem().unwrap_or_default().to_string_lossy();
        let is_of_code = name.strip_prefix(code.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'));
        is_of_code && path.extension().is_some_and(|extension| extension == "txt")
    };
    let path = paths.into_iter().find(|path| shows(path))?;
    let text = fs::read_to_string(path).unwrap();
    let from = text.split_once(&format!("error[{code}]: "))?.1;
    let this = from.split("\nerror[").next()?;
    let fault = this.lines().next()?;
    let mut help = this.lines().filter_map(|line| line.trim().strip_prefix("= help: "));
    let to_do = help.rfind(|help| !help.starts_with("did you mean"));
    Some(to_do.map_or_else(|| fault.to_owned(), |to_do| format!("{fault}: {to_do}")))
}

/// What is said of a faulty assessment that shows a code.
fn of_assessment(code: Code) -> Option<String> {
    let with = |fields: &str| format!(r#"{{"scheme":"nms","as_of":"2026-11-21","facts":{{}},{fields}}}"#);
    let evidence = |evidence: &str| with(&format!(r#""ratings":{{}},"evidence":{{"aims.bronze.a":{evidence}}}"#));
    let link = r#""https://example.org""#;
    let text = match code {
        Code::Syntax => "{".to_owned(),
        Code::TooLarge => " ".repeat((1 << 20) + 1),
        Code::TooManyRatings => {
            let ratings: Vec<String> = (0..=10_000).map(|i| format!(r#""c{i}":"met""#)).collect();
            with(&format!(r#""ratings":{{{}}}"#, ratings.join(",")))
        }
        Code::NoteTooLong => evidence(&format!(r#"{{"note":"{}"}}"#, "x".repeat(4_001))),
        Code::TooManyLinks => evidence(&format!(r#"{{"links":[{}]}}"#, [link; 21].join(","))),
        Code::BadLink => evidence(r#"{"links":["ftp://example.org"]}"#),
        Code::UnknownScheme => with(r#""ratings":{}"#).replace("nms", "nsm"),
        Code::UnknownEdition | Code::WrongEdition => with(r#""edition":"2021","ratings":{}"#),
        Code::NoEditionOnDate => with(r#""ratings":{}"#).replace("2026", "2021"),
        Code::WrongScheme => with(r#""ratings":{}"#).replace("nms", "qim"),

        Code::NotApplicableForbidden => with(r#""ratings":{"aims.bronze.a":"not-applicable"}"#),
        Code::HeldInFuture => with(r#""held":{"level":"bronze","awarded_on":"2026-11-22"},"ratings":{}"#),
        Code::HeldNotUsed => with(r#""held":{"level":"bronze","awarded_on":"2026-11-20"},"ratings":{}"#),
        Code::ProgrammesNotTaken => with(r#""programmes":[{"id":"one","ratings":{}}]"#),
        Code::NoVatRateOnDate => with(r#""tax_point":"2009-12-31","ratings":{}"#),
        _ => return None,
    };
    let (sample, other) = (Sample::pillars(), Sample::components());
    let plan = if code == Code::HeldInFuture { other.plan() } else { sample.plan() };
    let text = if code == Code::HeldInFuture { text.replace("nms", "parts").replace("bronze", "pass") } else { text };
    // The plan is chosen by scheme and edition, or fixed beforehand where the wrong one is the fault.
    let is_fixed = matches!(code, Code::WrongScheme | Code::WrongEdition);
    let scheme = plan.scheme();
    let editions =
        [Edition { scheme: &scheme.id, edition: &scheme.edition, starts_on: date("2020-01-01").max(scheme.starts_on) }];
    let judged = assess_text(&text, |assessment| {
        if !is_fixed {
            edition_on(&editions, assessment)?;
        }
        Ok(plan)
    });
    message(judged.err()?, code)
}

/// What is said of a faulty submission that shows a code.
fn of_submission(code: Code) -> Option<String> {
    let hash = format!("sha256:{}", "0".repeat(64));
    let rules_hash = if code == Code::BadHash { "unknown" } else { &hash };
    let text = format!(
        r#"{{"assessment":{{"scheme":"nms","as_of":"2026-11-21","facts":{{}},"ratings":{{}}}},"wording_hash":"{hash}",
            "claim":{{"rules_hash":"{rules_hash}","quality":null,"award":null,"fee":null}}}}"#
    );
    message(read_submission(&text, |_| None).err()?, code)
}

fn message(refusals: Refusals, code: Code) -> Option<String> {
    let found = refusals.into_vec().into_iter().find(|refusal| refusal.code == code);
    found.map(|refusal| refusal.message)
}
