//! Each fault of a scheme file, as a person sees it: `fixtures/faulty/<code>.toml` beside `<code>.txt`.
//!
//! A fixture is a scheme unless it starts with words (`language = …`); `# set: KEY=VALUE` on its first line is a setting.
//! With `BLESS=1` in the environment the expected texts are written anew.

use std::{env, fmt::Write as _, fs, path::PathBuf};

use mentormark_author::{
    Anchors, Compiled, Diagnostic, RateTables, SchemeFile, Setting, compile, compile_wording, render,
};
use mentormark_rules::Code;

/// Codes that no file on disk shows, because it would have to be very long; [`generated`] makes their files.
const GENERATED: [Code; 2] = [Code::TooLarge, Code::TooManyCriteria];

/// Codes that a scheme or words file cannot give: they are about JSON or about assessments.
const ELSEWHERE: [Code; 17] = [
    Code::Syntax,
    Code::TooDeep,
    Code::TooManyRatings,
    Code::NoteTooLong,
    Code::TooManyLinks,
    Code::BadLink,
    Code::UnknownScheme,
    Code::UnknownEdition,
    Code::NoEditionOnDate,
    Code::WrongScheme,
    Code::WrongEdition,
    Code::UnknownCriterion,
    Code::NotApplicableForbidden,
    Code::HeldInFuture,
    Code::HeldNotUsed,
    Code::ProgrammesNotTaken,
    Code::NoVatRateOnDate,
];

fn fixtures() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures")
}

fn text(path: &str) -> String {
    fs::read_to_string(fixtures().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

fn anchors(path: &str) -> Anchors {
    Anchors::read(&SchemeFile { name: path, text: &text(path) }).unwrap()
}

fn rate_tables() -> RateTables {
    let mut tables = RateTables::default();
    tables.add(&SchemeFile { name: "flat.toml", text: &text("beside/flat.toml") }).unwrap();
    tables.add_sources("vat", &anchors("beside/vat-sources.toml"));
    tables
}

fn compiled(text: &str, settings: &[Setting]) -> Result<Compiled, Vec<Diagnostic>> {
    compile(&SchemeFile { name: "base.toml", text }, &anchors("beside/sources.toml"), &rate_tables(), settings)
}

fn base() -> Compiled {
    compiled(&text("base.toml"), &[]).unwrap()
}

/// What is wrong with a file that is wrong.
fn faults(name: &str, text: &str) -> Vec<Diagnostic> {
    let file = SchemeFile { name, text };
    let (anchors, rate_tables) = (anchors("beside/sources.toml"), rate_tables());
    if text.starts_with("language") {
        return compile_wording(&file, &anchors, &rate_tables, &base().scheme).unwrap_err();
    }
    let settings: Vec<Setting> = text
        .lines()
        .next()
        .and_then(|line| line.strip_prefix("# set: "))
        .map(|set| set.parse().unwrap())
        .into_iter()
        .collect();
    compile(&file, &anchors, &rate_tables, &settings).unwrap_err()
}

/// Holds what is shown against the expected text beside the fixture.
fn hold(name: &str, shown: &str) {
    let path = fixtures().join(format!("faulty/{name}.txt"));
    if env::var_os("BLESS").is_some_and(|bless| bless == "1") {
        fs::write(&path, shown).unwrap();
        return;
    }
    let expected = fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(shown, expected, "{name}: if the new text is right, run again with BLESS=1");
}

fn on_disk() -> Vec<String> {
    let files = fs::read_dir(fixtures().join("faulty")).unwrap().map(|entry| entry.unwrap().path());
    let mut names: Vec<String> = files
        .filter(|path| path.extension().is_some_and(|extension| extension == "toml"))
        .map(|path| path.file_stem().unwrap().to_str().unwrap().into())
        .collect();
    names.sort();
    names
}

/// A scheme that is too long to keep: with many criteria, or so many bytes that no surface would load it.
fn generated(code: Code) -> String {
    let (many, long) = match code {
        Code::TooManyCriteria => (9_999, 0),
        _ => (9_990, 80),
    };
    let mut criteria = String::new();
    for i in 0..many {
        let long = "x".repeat(long);
        let _ = writeln!(criteria, "  {{ id = \"one.pass.{i}{long}\", level = \"pass\" }},");
    }
    text("base.toml").replace("criteria = [\n", &format!("criteria = [\n{criteria}"))
}

#[test]
fn each_fault_is_shown_with_its_code_and_place() {
    for name in on_disk().into_iter().filter(|name| name != "several") {
        let text = text(&format!("faulty/{name}.toml"));
        let faults = faults(&format!("{name}.toml"), &text);
        hold(&name, &render(&faults, &text, false));
        let codes: Vec<&str> = faults.iter().map(|fault| fault.code.as_str()).collect();
        assert!(codes.iter().all(|code| *code == name), "{name}: {codes:?}");
    }
}

#[test]
fn faults_of_very_long_files_are_shown_too() {
    for code in GENERATED {
        let text = generated(code);
        let faults = faults(&format!("{code}.toml"), &text);
        assert_eq!(faults.iter().map(|fault| fault.code).collect::<Vec<_>>(), [code]);
        hold(code.as_str(), &render(&faults, &text, false));
    }
}

#[test]
fn several_faults_are_shown_at_once_in_the_order_of_the_file() {
    let text = text("faulty/several.toml");
    let faults = faults("several.toml", &text);
    hold("several", &render(&faults, &text, false));
    assert!(faults.iter().map(|fault| fault.line).is_sorted());
    let codes: Vec<&str> = faults.iter().map(|fault| fault.code.as_str()).collect();
    assert_eq!(
        codes,
        [
            "unknown-field",
            "wrong-type",
            "missing-field",
            "number-out-of-range",
            "missing-field",
            "unknown-field",
            "unknown-rate-table",
            "unknown-source",
        ]
    );
}

#[test]
fn every_code_is_shown_or_cannot_occur_in_a_file() {
    let on_disk = on_disk();
    for code in Code::ALL {
        let ways =
            [on_disk.iter().any(|name| name == code.as_str()), GENERATED.contains(code), ELSEWHERE.contains(code)];
        assert_eq!(ways.into_iter().filter(|way| *way).count(), 1, "{code}: add a fixture, or say why there is none");
    }
}
