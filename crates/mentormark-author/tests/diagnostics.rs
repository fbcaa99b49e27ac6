//! Each fault of a scheme file, as a person sees it: `fixtures/faulty/<code>.toml` beside `<code>.txt`.
//!
//! A code that is met in several ways has several fixtures, `<code>.<way>.toml`. Each is one of the sound files beside the folder with
//! one thing wrong: a scheme, or words where it starts with `language = …`. `# set: KEY=VALUE` on its first line is a setting, and
//! `# no sources.toml` says that there is none. The fixtures `several…` have faults of several codes. With `BLESS=1` in the environment the expected texts are written anew.

use std::{
    collections::BTreeSet,
    env,
    fmt::Write as _,
    fs,
    path::{Path, PathBuf},
};

use mentormark_author::{
    Anchors, Compiled, Diagnostic, RateTables, SchemeFile, Setting, compile, compile_wording, render, utf8,
};
use mentormark_rules::Code;
use serde_json::Value;

/// Codes that no file on disk shows, because it would have to be very long; [`generated`] makes their files.
const GENERATED: [Code; 2] = [Code::TooLarge, Code::TooManyCriteria];

/// Codes that a scheme or words file cannot give, for they are about JSON or about assessments, each with a vector that meets it.
const ELSEWHERE: [(Code, &str); 17] = [
    (Code::Syntax, "nms-2022-refused-text-that-ends-early"),
    (Code::TooManyRatings, "nms-2022-refused-too-many-ratings"),
    (Code::NoteTooLong, "nms-2022-refused-note-of-4001-characters"),
    (Code::TooManyLinks, "nms-2022-refused-21-links"),
    (Code::BadLink, "nms-2022-refused-links-of-other-kinds"),
    (Code::UnknownScheme, "nms-2022-refused-scheme-misspelt"),
    (Code::UnknownEdition, "nms-2022-edition-unknown"),
    (Code::NoEditionOnDate, "nms-2022-edition-left-out-the-day-before"),
    (Code::WrongScheme, "nms-2022-refused-scheme-of-another-plan"),
    (Code::WrongEdition, "nms-2022-edition-of-another-plan"),
    (Code::NotApplicableForbidden, "nms-2022-refused-not-applicable"),
    (Code::HeldInFuture, "nms-2022-refused-held-in-future"),
    (Code::HeldNotUsed, "aps-2010-award-held-is-not-looked-at"),
    (Code::ProgrammesNotTaken, "nms-2022-refused-programmes"),
    (Code::NoVatRateOnDate, "nms-2022-vat-on-1973-03-31"),
    (Code::BadHash, "refusals-rules-hash-too-short"),
    (Code::UnknownRules, "refusals-unknown-rules"),
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

/// The code that a fixture of this name shows.
fn code_of(name: &str) -> &str {
    name.split_once('.').map_or(name, |(code, _)| code)
}

/// What is wrong with a file.
fn faults(name: &str, text: &str) -> Vec<Diagnostic> {
    let file = SchemeFile { name, text };
    let has_no_anchors = text.starts_with("# no sources.toml\n");
    let anchors = if has_no_anchors { Anchors::missing("garden/sources.toml") } else { anchors("beside/sources.toml") };
    let rate_tables = rate_tables();
    if text.starts_with("language") {
        return compile_wording(&file, &anchors, &rate_tables, &base().scheme).err().unwrap_or_default();
    }
    let settings: Vec<Setting> = text
        .lines()
        .next()
        .and_then(|line| line.strip_prefix("# set: "))
        .map(|set| set.parse().unwrap())
        .into_iter()
        .collect();
    compile(&file, &anchors, &rate_tables, &settings).err().unwrap_or_default()
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
fn what_the_fixtures_were_made_from_is_sound() {
    for name in ["base.toml", "wide.toml"] {
        let text = text(name);
        if let Err(faults) = compiled(&text, &[]) {
            panic!("{name}:\n{}", render(&faults, &text, false));
        }
    }
}

#[test]
fn each_fault_is_shown_with_its_code_and_place() {
    let mut others = Vec::new();
    for name in on_disk().into_iter().filter(|name| code_of(name) != "several") {
        let text = text(&format!("faulty/{name}.toml"));
        let faults = faults(&format!("{name}.toml"), &text);
        if faults.is_empty() {
            others.push(format!("{name}: nothing"));
            continue;
        }
        hold(&name, &render(&faults, &text, false));
        let codes: Vec<&str> = faults.iter().map(|fault| fault.code.as_str()).collect();
        if codes.iter().any(|code| *code != code_of(&name)) {
            others.push(format!("{name}: {codes:?}"));
        }
    }
    assert!(others.is_empty(), "{}", others.join("\n"));
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
fn files_that_are_not_utf_8_are_shown_with_the_first_byte_that_is_not() {
    let sound = text("base.toml").replace("[fee]\n", "[fee] # at least £5\n");
    let windows_1252: Vec<u8> = sound.chars().map(|c| u8::try_from(c).unwrap()).collect();
    let utf_16: Vec<u8> = format!("\u{feff}{sound}").encode_utf16().flat_map(u16::to_le_bytes).collect();
    for (name, bytes) in [("toml-syntax.windows-1252", windows_1252), ("toml-syntax.utf-16", utf_16)] {
        let refused = utf8(&format!("{name}.toml"), &bytes).unwrap_err();
        assert_eq!(refused.diagnostic.code.as_str(), code_of(name));
        hold(name, &render(&[refused.diagnostic], &refused.legible, false));
    }
    assert_eq!(utf8("base.toml", sound.as_bytes()), Ok(sound.as_str()));
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
            "unknown-field",
            "unknown-rate-table",
            "unknown-source",
        ]
    );
}

#[test]
fn faults_of_everything_that_can_be_written_are_shown_at_once() {
    let text = text("faulty/several.language.toml");
    let faults = faults("several.language.toml", &text);
    hold("several.language", &render(&faults, &text, false));
    let codes: BTreeSet<&str> = faults.iter().map(|fault| fault.code.as_str()).collect();
    assert_eq!((codes.len(), faults.len()), (11, 11), "{codes:?}");
}

#[test]
fn faults_of_shape_do_not_hide_those_of_sense() {
    let text = text("faulty/several.shape-and-sense.toml");
    let faults = faults("several.shape-and-sense.toml", &text);
    hold("several.shape-and-sense", &render(&faults, &text, false));
    let codes: Vec<&str> = faults.iter().map(|fault| fault.code.as_str()).collect();
    let expected = [
        "unknown-choice",
        "unknown-field",
        "unknown-section",
        "missing-field",
        "unknown-field",
        "unknown-level",
        "wrong-type",
        "number-out-of-range",
        "unknown-field",
        "unknown-field",
        "inherits-wrongly",
    ];
    assert_eq!(codes, expected);
}

#[test]
fn what_is_misspelt_hides_neither_what_stands_in_it_nor_what_stands_beside_it() {
    let text = text("faulty/several.misspelt.toml");
    let faults = faults("several.misspelt.toml", &text);
    hold("several.misspelt", &render(&faults, &text, false));
    let found: Vec<(usize, &str)> = faults.iter().map(|fault| (fault.line, fault.code.as_str())).collect();
    let expected = [
        (5, "unknown-field"),
        (5, "dates-cross"),
        (28, "points-fall"),
        (51, "unknown-choice"),
        (52, "wrong-type"),
        (65, "unknown-choice"),
        (66, "wrong-type"),
        (158, "comparison-never"),
        (181, "unknown-field"),
        (190, "number-out-of-range"),
        (197, "unknown-choice"),
        (205, "band-gap"),
        (218, "unknown-field"),
        (218, "wrong-type"),
        (226, "unknown-field"),
        (227, "versions-start-late"),
        (228, "unknown-choice"),
        (233, "unknown-field"),
        (235, "unknown-level"),
        (258, "bad-id"),
        (258, "unknown-level"),
    ];
    assert_eq!(found, expected);
}

#[test]
fn a_fault_of_the_fee_does_not_hide_that_a_level_is_unreachable() {
    let text = text("faulty/level-unreachable.toml");
    let (before, after) = text.split_once("net = 20_000").unwrap();
    for (net, code) in [("net = 5_000", "fee-falls"), ("net = \"5\"", "wrong-type"), ("nett = 20_000", "unknown-field")]
    {
        let faults = compiled(&format!("{before}{net}{after}"), &[]).unwrap_err();
        let codes: BTreeSet<&str> = faults.iter().map(|fault| fault.code.as_str()).collect();
        assert_eq!(codes, BTreeSet::from([code, "level-unreachable"]));
    }
}

#[test]
fn nothing_is_said_of_what_only_follows_from_a_misspelt_key() {
    let sound = text("wide.toml");
    let (mut misspelt, mut wrong) = (0, Vec::new());
    for (end, _) in sound.match_indices(" = ") {
        let (before, rest) = sound.split_at(end);
        let faults = compiled(&format!("{before}q{rest}"), &[]).unwrap_err();
        let codes: Vec<Code> = faults.iter().map(|fault| fault.code).collect();
        // The keys of some tables are levels.
        if codes != [Code::UnknownField] && codes != [Code::UnknownLevel] {
            wrong.push(format!("{} {faults:?}", last_line(before)));
        }
        misspelt += 1;
    }
    assert!(misspelt > 200, "{misspelt}");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn an_unknown_rate_table_hides_nothing_of_the_bands() {
    for rates in ["flatt", "zzzzz"] {
        for (sound, faulty, code) in [
            ("from = 100\n", "from = 2_000\n", "band-unreachable"),
            ("from = 1\n", "from = 2\n", "bands-start-late"),
            ("from = 100\n", "from = 1\n", "not-ascending"),
            ("from = 100\n", "from = 100\n", ""),
        ] {
            let base = text("base.toml").replace("\"flat\"", &format!("\"{rates}\"")).replace(sound, faulty);
            let faults = compiled(&base, &[]).unwrap_err();
            let codes: Vec<&str> = faults.iter().map(|fault| fault.code.as_str()).collect();
            let expected = [code, "unknown-rate-table"].into_iter().filter(|code| !code.is_empty());
            assert_eq!(codes, expected.collect::<Vec<_>>(), "{rates} {faulty}");
        }
    }
}

#[test]
fn a_misspelt_rate_table_is_read_as_the_one_that_was_meant() {
    let late = |rates: &str| {
        let base = text("base.toml").replace("\"flat\"", &format!("\"{rates}\""));
        let faults = compiled(&base.replace("starts_on = 2022-01-01", "starts_on = 1999-12-31"), &[]).unwrap_err();
        faults.into_iter().map(|fault| (fault.code.as_str(), fault.note)).collect::<Vec<_>>()
    };
    let in_table = ("versions-start-late", Some("this is in the rate table `flat`".to_owned()));
    assert_eq!(late("flat"), std::slice::from_ref(&in_table));
    assert_eq!(late("flatt"), [in_table, ("unknown-rate-table", None)]);
    assert_eq!(late("zzzzz"), [("unknown-rate-table", None)]);
}

/// What is said of base.toml with a third level and this instead of what asks for it.
fn said_of_levels(waits: [&str; 2], levels: [&str; 2]) -> Vec<(&'static str, Option<String>)> {
    let more = "[[levels]]\nid = \"star\"\nsource = \"example#standard\"\n\n[[scale]]\nid = \"not-met\"";
    let wait =
        format!("months = 6\nsource = \"example#standard\"\n\n[[progression.waits]]\nat = \"{}\"\nmonths", waits[1]);
    let criteria = |id: &str, level: &str| format!("{{ id = \"{id}\", level = \"{level}\" }},\n");
    let base = text("base.toml")
        .replacen("[[scale]]\nid = \"not-met\"", more, 1)
        .replacen("at = \"pass\"\nmonths", &format!("at = \"{}\"\n{wait}", waits[0]), 1)
        .replacen(
            "{ id = \"one.merit.a\"",
            &format!("{}{{ id = \"one.merit.a\"", criteria("one.star.a", levels[0])),
            1,
        );
    let two = "\n[[sections]]\nid = \"two\"\nsource = \"example#standard\"\ncriteria_source = \"example#drafted\"\n";
    let of_two = [("a", "pass"), ("b", "merit"), ("c", levels[1])]
        .map(|(id, level)| criteria(&format!("two.{id}"), level))
        .concat();
    let faults = compiled(&format!("{base}{two}criteria = [\n{of_two}]\n"), &[]).err().unwrap_or_default();
    faults.into_iter().map(|fault| (fault.code.as_str(), fault.did_you_mean)).collect()
}

#[test]
fn nothing_is_said_of_what_only_follows_from_a_misspelt_level() {
    let (waits, levels) = (["pass", "merit"], ["star", "star"]);
    let unknown = |meant: Option<&str>| ("unknown-level", meant.map(str::to_owned));
    assert_eq!(said_of_levels(waits, levels), []);
    assert_eq!(said_of_levels(["pas", "merit"], levels), [unknown(Some("pass"))]);
    assert_eq!(said_of_levels(["zzzzz", "merit"], levels), [unknown(None)]);
    assert_eq!(said_of_levels(waits, ["stra", "star"]), [unknown(Some("star"))]);
    assert_eq!(said_of_levels(waits, ["stra", "sta"]), [unknown(Some("star")), unknown(Some("star"))]);
    assert_eq!(said_of_levels(waits, ["zzzzz", "yyyyy"]), [unknown(None), unknown(None)]);
    // What is near one that has its wait already was not meant to be that one.
    assert_eq!(said_of_levels(["pas", "pass"], levels), [unknown(None)]);
}

#[test]
fn a_misspelt_level_hides_nothing_that_does_not_follow_from_it() {
    let (waits, levels) = (["pass", "merit"], ["star", "star"]);
    let unknown = |meant: Option<&str>| ("unknown-level", meant.map(str::to_owned));
    // A wait, and criteria of the other section, are missing all the same.
    assert_eq!(
        said_of_levels(["pas", "star"], levels),
        [("wait-missing", None), unknown(Some("pass")), ("wait-useless", None)]
    );
    assert_eq!(said_of_levels(waits, ["zzzzz", "merit"]), [unknown(None), ("no-criteria-at-level", None)]);
    assert_eq!(said_of_levels(waits, ["merit", "stra"]), [("no-criteria-at-level", None), unknown(Some("star"))]);
}

#[test]
fn nothing_is_said_of_what_only_follows_from_a_value_of_another_type() {
    let sound = text("wide.toml");
    let (mut retyped, mut wrong) = (0, Vec::new());
    for (end, mark) in sound.match_indices(" = ") {
        let (before, rest) = sound.split_at(end + mark.len());
        let digits = rest.find(|c: char| !(c.is_ascii_digit() || ['_', '-'].contains(&c))).unwrap_or(rest.len());
        if digits == 0 {
            continue;
        }
        let faults = compiled(&format!("{before}true{}", &rest[digits..]), &[]).unwrap_err();
        let codes: Vec<&str> = faults.iter().map(|fault| fault.code.as_str()).collect();
        if codes != ["wrong-type"] {
            wrong.push(format!("{} {codes:?}", last_line(before)));
        }
        retyped += 1;
    }
    assert!(retyped > 40, "{retyped}");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn last_line(text: &str) -> &str {
    text.lines().last().unwrap_or_default()
}

#[test]
fn a_misspelt_key_of_every_table_is_shown_with_the_key_that_was_meant() {
    let text = text("faulty/unknown-field.every-table.toml");
    let faults = faults("unknown-field.every-table.toml", &text);
    assert!(faults.len() > 40, "{}", faults.len());
    for fault in faults {
        assert!(fault.did_you_mean.is_some(), "{fault:?}");
    }
}

#[test]
fn every_code_is_shown_or_cannot_occur_in_a_file() {
    let on_disk = on_disk();
    let is_elsewhere = |code: &Code| ELSEWHERE.iter().any(|(other, _)| other == code);
    for code in Code::ALL {
        let ways =
            [on_disk.iter().any(|name| code_of(name) == code.as_str()), GENERATED.contains(code), is_elsewhere(code)];
        assert_eq!(ways.into_iter().filter(|way| *way).count(), 1, "{code}: add a fixture, or say why there is none");
    }
    assert!(Code::ALL.len() - ELSEWHERE.len() >= 40);
    for name in on_disk.iter().filter(|name| code_of(name) != "several") {
        assert!(Code::ALL.iter().any(|code| code.as_str() == code_of(name)), "{name}: there is no such code");
    }
}

#[test]
fn every_code_that_cannot_occur_in_a_file_has_a_vector() {
    let tests = fixtures().join("../../../../tests");
    let mut files = entries(&tests.join("submissions"));
    for scheme in entries(&tests.join("vectors")) {
        files.extend(entries(&scheme).iter().flat_map(|edition| entries(edition)));
    }
    let mut vectors = Vec::new();
    for file in files.iter().filter(|file| file.extension().is_some_and(|ending| ending == "json")) {
        let listed: Vec<Value> = serde_json::from_str(&fs::read_to_string(file).unwrap()).unwrap();
        vectors.extend(listed);
    }
    for (code, id) in ELSEWHERE {
        let vector =
            vectors.iter().find(|vector| vector["id"] == id).unwrap_or_else(|| panic!("{code}: no vector `{id}`"));
        let refused = vector["expect"]["refused"].as_array().unwrap_or_else(|| panic!("{id} is not refused"));
        assert!(refused.iter().any(|refusal| refusal["code"] == code.as_str()), "{id} is not refused by `{code}`");
    }
}

/// The paths in a folder; none in a file.
fn entries(folder: &Path) -> Vec<PathBuf> {
    fs::read_dir(folder).into_iter().flatten().map(|entry| entry.unwrap().path()).collect()
}

#[test]
fn messages_say_what_is_wrong_and_what_to_do() {
    for name in on_disk() {
        for fault in faults(&name, &text(&format!("faulty/{name}.toml"))) {
            let said = [Some(fault.message), fault.help].into_iter().flatten().collect::<Vec<String>>().join(": ");
            assert!(!said.starts_with(char::is_uppercase), "{name}: `{said}` starts in upper case");
            assert!(!said.ends_with('.'), "{name}: `{said}` ends with a full stop");
            assert!(said.contains(": "), "{name}: `{said}` does not say what to do");
        }
    }
}
