//! The command as a person runs it: what it prints, on which stream, and how it ends.

#[path = "cli/check.rs"]
mod check;
#[path = "cli/dry_run.rs"]
mod dry_run;
#[path = "cli/receipt.rs"]
mod receipt;
#[path = "cli/switches.rs"]
mod switches;
#[path = "cli/verify.rs"]
mod verify;

use std::{
    env, fs,
    io::{BufRead, BufReader, Write},
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
};

/// The program, as if nobody watched: no terminal, no colour.
fn mentormark() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_mentormark"));
    command.current_dir(env!("CARGO_MANIFEST_DIR")).env_remove("NO_COLOR").env_remove("COLUMNS").stdin(Stdio::null());
    command
}

/// How a run ended: exit code, standard output, standard error.
struct Run {
    code: i32,
    out: String,
    err: String,
}

fn run(args: &[&str]) -> Run {
    ended(&mentormark().args(args).output().unwrap())
}

fn run_with(args: &[&str], input: &[u8]) -> Run {
    let mut child =
        mentormark().args(args).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let input = input.to_vec();
    let writing = std::thread::spawn(move || stdin.write_all(&input));
    let output = child.wait_with_output().unwrap();
    let _ = writing.join().unwrap();
    ended(&output)
}

fn ended(output: &Output) -> Run {
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    Run { code: output.status.code().unwrap(), out: text(&output.stdout), err: text(&output.stderr) }
}

/// Holds `found` against the golden file, or writes that with `BLESS=1`.
fn golden(name: &str, found: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden").join(name);
    if env::var_os("BLESS").is_some() {
        fs::write(&path, found).unwrap();
    }
    let stored = fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(found, stored, "{name} differs: look at it, then set BLESS=1 to keep it");
}

/// A file of its own, gone when dropped.
struct Scratch(PathBuf);

impl Scratch {
    fn new(name: &str, text: &str) -> Self {
        let path = env::temp_dir().join(format!("mentormark-{}-{name}", std::process::id()));
        fs::write(&path, text).unwrap();
        Self(path)
    }

    fn path(&self) -> &str {
        self.0.to_str().unwrap()
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.0);
    }
}

const SAMPLE: &str = "tests/samples/charity.json";
const NMS: &str = "../mentormark-schemes/data/nms/2022.toml";

/// The sample on one line.
fn sample_line() -> String {
    let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(SAMPLE)).unwrap();
    text.lines().map(str::trim).collect()
}

#[test]
fn every_command_explains_itself_with_an_example() {
    let help = run(&["--help"]);
    golden("help.txt", &help.out);
    for command in [
        "schemes",
        "show",
        "assess",
        "verify",
        "check",
        "compile",
        "dry-run",
        "serve",
        "store",
        "keys",
        "receipt",
        "completions",
    ] {
        let help = run(&[command, "--help"]);
        assert_eq!(help.code, 0);
        assert!(help.out.contains(&format!("  mentormark {command}")), "{command} has no example");
        golden(&format!("help-{command}.txt"), &help.out);
    }
}

#[test]
fn the_version_names_every_rules_hash() {
    let version = run(&["--version"]);
    let mut lines = version.out.lines();
    assert_eq!((version.code, lines.next()), (0, Some(concat!("mentormark ", env!("CARGO_PKG_VERSION")))));
    for shipped in mentormark_schemes::all() {
        let expected = format!("{}@{} {}", shipped.id, shipped.edition, shipped.rules_hash);
        assert_eq!(lines.next(), Some(expected.as_str()));
    }
    assert_eq!(lines.next(), None);
}

#[test]
fn a_wrong_command_line_is_bad_input() {
    for args in
        [&["asess"][..], &[], &["assess", "--sumary"], &["assess", "--summary"], &["compile", "x", "--set", "y"]]
    {
        let run = run(args);
        assert_eq!((run.code, run.out.as_str()), (2, ""), "{args:?}");
        assert!(!run.err.is_empty());
    }
}

#[test]
fn schemes_lists_editions_with_their_hashes() {
    let listed = run(&["schemes"]);
    let as_json = run(&["schemes", "--json"]);
    assert_eq!((listed.code, as_json.code), (0, 0));
    for shipped in mentormark_schemes::all() {
        assert!(listed.out.contains(&format!("{}@{}", shipped.id, shipped.edition)));
        assert!(listed.out.contains(shipped.rules_hash));
        assert!(as_json.out.contains(&format!(r#""rules_hash":"{}""#, shipped.rules_hash)));
        assert!(as_json.out.contains(&format!(r#""starts_on":"{}""#, shipped.starts_on)));
    }
}

#[test]
fn show_gives_the_hashed_bytes_or_a_page() {
    let shipped = mentormark_schemes::find("nms", "2022").unwrap();
    for named in ["nms", "nms@2022"] {
        let as_json = run(&["show", named, "--json"]);
        assert_eq!((as_json.code, as_json.out.as_str()), (0, shipped.compiled));
        assert_eq!(mentormark_rules::json::sha256(as_json.out.as_bytes()), shipped.rules_hash);
    }
    let page = run(&["show", "nms"]);
    assert_eq!(page.code, 0);
    assert!(page.out.contains("£1,400.00 plus VAT") && page.out.contains("aims.bronze.purpose"));
    assert!(page.out.lines().all(|line| line.chars().count() <= 80));
}

#[test]
fn a_scheme_that_is_not_there_is_bad_input_with_a_suggestion() {
    let unknown = run(&["show", "nsm"]);
    assert_eq!((unknown.code, unknown.out.as_str()), (2, ""));
    assert_eq!(
        unknown.err,
        "mentormark: there is no scheme `nsm` (did you mean `nms`?): `mentormark schemes` lists them\n"
    );
    let edition = run(&["show", "nms@2021"]);
    assert_eq!(
        edition.err,
        "mentormark: `nms` has no edition `2021` (did you mean `2022`?): `mentormark schemes` lists them\n"
    );
}

#[test]
fn the_report_is_the_golden_one() {
    let report = run(&["assess", SAMPLE]);
    assert_eq!((report.code, report.err.as_str()), (0, ""));
    golden("report.txt", &report.out);
    assert!(report.out.lines().all(|line| line.chars().count() <= 80), "a line is too wide");
    assert!(!report.out.contains('\u{1b}'), "no colour where nobody looks");
    assert!(run(&["--color", "always", "assess", SAMPLE]).out.contains('\u{1b}'));
}

#[test]
fn a_report_on_nothing_says_what_is_still_possible() {
    let nothing = br#"{"scheme":"nms","as_of":"2026-11-21","facts":{},"ratings":{}}"#;
    let report = run_with(&["assess"], nothing);
    assert_eq!((report.code, report.err.as_str()), (0, ""));
    golden("report-nothing.txt", &report.out);
    assert!(report.out.contains("no award, could still reach Bronze"));
}

#[test]
fn a_report_warns_of_a_lapsed_award_and_of_answers_that_hold_it_up() {
    let lapsed = sample_line().replace("2026-11-21", "2027-06-01");
    let report = run_with(&["assess"], lapsed.as_bytes()).out;
    assert!(report.contains("\nTake care\n- The award held, Bronze, was last valid on 1 March 2027."), "{report}");
    // Without Awareness six sections are left at Bronze, the fewest that do, and Recognition is there by one criterion.
    let fragile = ["awareness.bronze.where-seen", "recognition.bronze.thanks"]
        .iter()
        .fold(sample_line(), |line, id| line.replace(&format!("\"{id}\": \"met\""), &format!("\"{id}\": \"not-met\"")));
    let report = run_with(&["assess"], fragile.as_bytes()).out;
    let (_, held_up) =
        report.split_once("What holds the award up: without any one of these it would be no award\n").unwrap();
    let held_up = held_up.split("\n\n").next().unwrap();
    assert_eq!(held_up.matches("(recognition.bronze.").count(), 3, "{held_up}");
}

#[test]
fn the_outcome_is_what_the_engine_gives_to_the_byte() {
    let shipped = mentormark_schemes::find("nms", "2022").unwrap();
    let plan = mentormark_rules::Plan::from_json(shipped.compiled).unwrap();
    let outcome = plan.assess_json(&sample_line()).unwrap() + "\n";
    let from_file = run(&["assess", "--json", SAMPLE]);
    let from_input = run_with(&["assess", "--json", "-"], sample_line().as_bytes());
    assert_eq!((from_file.code, from_file.out.as_str()), (0, outcome.as_str()));
    assert_eq!((from_input.code, from_input.out.as_str()), (0, outcome.as_str()));
}

const FAULTY: &[u8] = br#"{"scheme":"nms","as_of":"2026-02-30","facts":{"employees":-1},
    "ratings":{"aims.bronze.purpos":"met","aims.bronze.matching":"mett"}}"#;

#[test]
fn refusals_come_all_at_once_for_a_person() {
    let refused = run_with(&["assess"], FAULTY);
    assert_eq!((refused.code, refused.out.as_str()), (2, ""));
    golden("refused.txt", &refused.err);
}

#[test]
fn refusals_come_as_json_where_json_was_asked_for() {
    let refused = run_with(&["assess", "--json"], FAULTY);
    assert_eq!((refused.code, refused.err.as_str()), (2, ""));
    golden("refused.json", &refused.out);
    for (input, code) in [(&b"{"[..], "syntax"), (b"\xff", "syntax"), (b"", "syntax")] {
        let refused = run_with(&["assess", "--json"], input);
        assert_eq!(refused.code, 2);
        assert!(refused.out.starts_with(&format!(r#"{{"refused":[{{"code":"{code}""#)), "{}", refused.out);
    }
    let long = run_with(&["assess", "--json"], " ".repeat(3 << 20).as_bytes());
    assert!(long.out.contains(r#""code":"too-large""#), "{}", long.out);
}

#[test]
fn a_file_that_is_not_there_is_trouble_with_the_machine() {
    let missing = run(&["assess", "no-such-file.json"]);
    assert_eq!((missing.code, missing.out.as_str()), (3, ""));
    assert!(missing.err.starts_with("mentormark: cannot read `no-such-file.json`: "), "{}", missing.err);
}

#[test]
fn a_stream_keeps_its_order_and_goes_on_after_a_refusal() {
    let (sample, days) = (sample_line(), 1..=28);
    let mut input = String::new();
    for month in 1..=12 {
        for day in days.clone() {
            input += &sample.replace("2026-11-21", &format!("2027-{month:02}-{day:02}"));
            input += "\n";
        }
        input += "\nnot json\n";
    }
    let streamed = run_with(&["assess", "--ndjson"], input.as_bytes());
    assert_eq!(streamed.code, 2, "some lines were refused");
    assert_eq!(streamed.err, "");
    let lines: Vec<&str> = streamed.out.lines().collect();
    assert_eq!(lines.len(), 12 * 30);
    for (i, line) in lines.iter().enumerate() {
        let (month, day) = (i / 30 + 1, i % 30 + 1);
        if day > 28 {
            assert!(line.starts_with(r#"{"refused":[{"code":"syntax""#), "{line}");
        } else {
            assert!(line.contains(&format!(r#""as_of":"2027-{month:02}-{day:02}""#)), "line {i}");
        }
    }
    let one = run_with(&["assess", "--json"], sample.as_bytes());
    let same = run_with(&["assess", "--ndjson"], sample.as_bytes());
    assert_eq!((same.code, same.out), (0, one.out), "a last line needs no line break");
}

#[test]
fn a_summary_has_the_ids_levels_and_fee_only() {
    let summary = run_with(&["assess", "--ndjson", "--summary"], sample_line().as_bytes());
    assert_eq!(summary.code, 0);
    golden("summary.ndjson", &summary.out);
    assert_eq!(run_with(&["assess", "--ndjson"], b"").out, "");
}

/// A university with two programmes: all of one is met, and of the other half.
fn two_programmes() -> String {
    let shipped = mentormark_schemes::find("nms-university", "2022").unwrap();
    let plan = mentormark_rules::Plan::from_json(shipped.compiled).unwrap();
    let all: Vec<String> = plan.scheme().criteria().map(|criterion| format!(r#""{}":"met""#, criterion.id)).collect();
    let programme = |id, ratings: &[String]| format!(r#"{{"id":"{id}","ratings":{{{}}}}}"#, ratings.join(","));
    let programmes = [programme("peer", &all), programme("alumni", &all[..all.len() / 2])].join(",");
    format!(r#"{{"scheme":"nms-university","as_of":"2026-11-21","facts":{{}},"programmes":[{programmes}]}}"#)
}

#[test]
fn a_summary_says_what_the_outcome_says() {
    use mentormark_rules::json::{Tree, tree};
    let fields = |text: &str| match tree(text).unwrap() {
        Tree::Object(fields) => fields,
        other => panic!("{other:?}"),
    };
    let without_sections = |programme: &Tree| match programme {
        Tree::Object(fields) => Tree::Object(fields.iter().filter(|(key, _)| key != "sections").cloned().collect()),
        other => panic!("{other:?}"),
    };
    let input = [sample_line(), two_programmes()].join("\n");
    let summaries = run_with(&["assess", "--ndjson", "--summary"], input.as_bytes());
    let outcomes = run_with(&["assess", "--ndjson"], input.as_bytes());
    assert_eq!((summaries.code, outcomes.code), (0, 0), "{}", summaries.out);
    assert!(summaries.out.contains(r#""programmes":[{"id":"peer","quality":{"#), "{}", summaries.out);
    for (summary, outcome) in summaries.out.lines().zip(outcomes.out.lines()) {
        let outcome = fields(outcome);
        for (key, said) in fields(summary) {
            let (_, whole) = outcome.iter().find(|(other, _)| *other == key).unwrap();
            match whole {
                Tree::List(programmes) => {
                    assert_eq!(said, Tree::List(programmes.iter().map(without_sections).collect()));
                }
                whole => assert_eq!(said, *whole, "{key}"),
            }
        }
    }
}

#[test]
fn a_reader_that_leaves_ends_the_stream_quietly() {
    let mut child = mentormark()
        .args(["assess", "--ndjson"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let line = sample_line() + "\n";
    // Writes until the program is gone, and holds its input open until then.
    let writing = std::thread::spawn(move || while stdin.write_all(line.as_bytes()).is_ok() {});
    let mut first = String::new();
    let mut out = BufReader::new(child.stdout.take().unwrap());
    out.read_line(&mut first).unwrap();
    drop(out);
    let output = child.wait_with_output().unwrap();
    writing.join().unwrap();
    assert_eq!((output.status.code(), output.stderr.as_slice()), (Some(0), &b""[..]));
}

#[test]
fn one_line_is_answered_before_the_next_is_sent() {
    let mut child =
        mentormark().args(["assess", "--ndjson"]).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let mut out = BufReader::new(child.stdout.take().unwrap());
    for _ in 0..3 {
        stdin.write_all((sample_line() + "\n").as_bytes()).unwrap();
        stdin.flush().unwrap();
        let mut answer = String::new();
        out.read_line(&mut answer).unwrap();
        assert!(answer.contains(r#""scheme":"nms""#));
    }
    drop(stdin);
    assert_eq!(child.wait().unwrap().code(), Some(0));
}

#[test]
fn compile_gives_the_hashed_bytes_and_settings_change_them() {
    let shipped = mentormark_schemes::find("nms", "2022").unwrap();
    let compiled = run(&["compile", NMS]);
    assert_eq!((compiled.code, compiled.out.as_str()), (0, shipped.compiled));
    let output = Scratch::new("compiled.json", "");
    let blocked = run(&["compile", NMS, "--set", "progression.lapsed=blocked", "-o", output.path()]);
    assert_eq!((blocked.code, blocked.out.as_str()), (0, ""), "{}", blocked.err);
    let blocked = fs::read_to_string(&output.0).unwrap();
    assert_eq!(blocked, shipped.compiled.replace(r#""lapsed":"allowed""#, r#""lapsed":"blocked""#));
    assert_eq!(run(&["check", output.path()]).code, 0, "compiled files can be checked as well");
    let unknown = run(&["compile", NMS, "--set", "progression.laps=blocked"]);
    assert_eq!((unknown.code, unknown.out.as_str()), (2, ""));
    assert!(unknown.err.contains("unknown-setting"), "{}", unknown.err);
}

#[test]
fn a_scheme_from_a_file_is_judged_by_in_place_of_a_shipped_one() {
    let output = Scratch::new("lapsed-blocked.json", "");
    run(&["compile", NMS, "--set", "progression.lapsed=blocked", "-o", output.path()]);
    let changed = run(&["assess", SAMPLE, "--json", "--scheme-file", output.path()]);
    assert_eq!(changed.code, 0);
    assert!(!changed.out.contains(mentormark_schemes::find("nms", "2022").unwrap().rules_hash));
    let from_toml = run(&["assess", SAMPLE, "--json", "--scheme-file", NMS]);
    assert_eq!(from_toml.out, run(&["assess", SAMPLE, "--json"]).out);
    let faulty = Scratch::new("no-scheme.json", "{}");
    let refused = run(&["assess", SAMPLE, "--json", "--scheme-file", faulty.path()]);
    assert_eq!((refused.code, refused.out.as_str()), (2, ""));
    assert!(refused.err.contains("missing-field"), "{}", refused.err);
}

#[test]
fn completions_name_the_sub_commands() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let script = run(&["completions", shell]);
        assert_eq!(script.code, 0);
        for command in ["schemes", "show", "assess", "verify", "check", "compile", "dry-run", "serve"] {
            assert!(script.out.contains(command), "{shell} does not know {command}");
        }
    }
}

#[test]
fn serving_a_site_that_is_not_there_is_trouble_with_the_machine() {
    let missing = run(&["serve", "--site", "no-such-folder"]);
    assert_eq!((missing.code, missing.out.as_str()), (3, ""));
    assert_eq!(
        missing.err,
        "mentormark: there is no folder `no-such-folder` to serve: build the site with `cargo xtask site`, or name its folder\n"
    );
    let taken = run(&["serve", "--site", "src", "--listen", "nowhere"]);
    assert_eq!(taken.code, 3);
    assert!(taken.err.starts_with("mentormark: cannot listen on `nowhere` ("), "{}", taken.err);
}

#[test]
#[cfg(unix)]
fn a_server_says_where_it_is_and_stops_when_told() {
    let data = env::temp_dir().join(format!("mentormark-serve-{}", std::process::id()));
    let mut child = mentormark()
        .args(["serve", "--listen", "127.0.0.1:0", "--site", "src", "--quiet", "--data"])
        .arg(&data)
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut said = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut said).unwrap();
    let address = said.strip_prefix("Serving http://").and_then(|rest| rest.strip_suffix("/ (src)\n")).unwrap();
    assert!(!address.ends_with(":0"));
    let mut connection = std::net::TcpStream::connect(address).unwrap();
    connection.write_all(b"GET /healthz HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n").unwrap();
    let mut answer = String::new();
    std::io::Read::read_to_string(&mut connection, &mut answer).unwrap();
    assert!(answer.starts_with("HTTP/1.1 200 OK\r\n") && answer.ends_with(r#"{"status":"ok"}"#), "{answer}");
    let told = Command::new("kill").arg(child.id().to_string()).status().unwrap();
    assert!(told.success());
    assert_eq!(child.wait().unwrap().code(), Some(0));
    fs::remove_dir_all(data).unwrap();
}
