//! What a scheme and its words compile to.

use std::{collections::BTreeMap, fs, path::PathBuf};

use mentormark_author::{Anchors, Compiled, Diagnostic, RateTables, SchemeFile, Setting, compile, compile_wording};
use mentormark_rules::{Code, Plan, Wording, json};
use serde_json::{Value, json};

fn text(path: &str) -> String {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(path);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
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

fn compiled(settings: &[&str]) -> Result<Compiled, Vec<Diagnostic>> {
    let settings: Vec<Setting> = settings.iter().map(|setting| setting.parse().unwrap()).collect();
    let file = SchemeFile { name: "base.toml", text: &text("base.toml") };
    compile(&file, &anchors("beside/sources.toml"), &rate_tables(), &settings)
}

fn value(compiled: &Compiled) -> Value {
    serde_json::from_str(&compiled.json).unwrap()
}

#[test]
fn a_scheme_compiles_to_canonical_json_with_rates_written_out_and_defaults_left_out() {
    let compiled = compiled(&[]).unwrap();
    let value = value(&compiled);
    assert_eq!(json::canonical(&value), compiled.json);
    assert_eq!(json::sha256(compiled.json.as_bytes()), compiled.rules_hash);
    assert_eq!(value["starts_on"], "2022-01-01");
    let rate = json!({ "from": "2000-01-01", "basis_points": 1000, "source": "vat#flat" });
    assert_eq!(value["fee"]["vat"]["rates"], json!([rate]));
    assert_eq!(value["award_rule"].get("assumes"), None);
}

#[test]
fn every_surface_can_load_what_was_compiled() {
    let compiled = compiled(&[]).unwrap();
    Plan::from_json(&compiled.json).unwrap();
}

#[test]
fn the_assumptions_are_those_named_in_scheme_order_without_repeats() {
    // `half` is named twice, `unnamed` not at all.
    assert_eq!(compiled(&[]).unwrap().scheme.assumptions, ["example#half"]);
}

#[test]
fn every_anchor_that_the_engine_knows_of_is_looked_up() {
    let whole = compiled(&[]).unwrap();
    let file = SchemeFile { name: "base.toml", text: &text("base.toml") };
    let mut without_sources = RateTables::default();
    without_sources.add(&SchemeFile { name: "flat.toml", text: &text("beside/flat.toml") }).unwrap();
    let faults = compile(&file, &Anchors::default(), &without_sources, &[]).unwrap_err();
    assert!(faults.iter().all(|fault| fault.code == Code::UnknownSource));
    let mut named = BTreeMap::<String, usize>::new();
    for anchor in whole.scheme.anchors() {
        *named.entry(format!("there is no source `{anchor}`")).or_default() += 1;
    }
    let mut refused = BTreeMap::<String, usize>::new();
    for fault in &faults {
        *refused.entry(fault.message.clone()).or_default() += 1;
    }
    assert_eq!(refused, named);
}

/// What is wrong with base.toml under another id, as codes and pointers' lines.
fn faults_under(id: &str, anchors: &Anchors, other: (&str, &str)) -> Vec<(Code, usize)> {
    let text = text("base.toml").replacen("id = \"example\"", &format!("id = \"{id}\""), 1).replace(other.0, other.1);
    let file = SchemeFile { name: "base.toml", text: &text };
    let faults = compile(&file, anchors, &rate_tables(), &[]).unwrap_err();
    faults.iter().map(|fault| (fault.code, fault.line)).collect()
}

#[test]
fn one_fault_behind_many_anchors_is_told_once() {
    let (there, missing) = (anchors("beside/sources.toml"), Anchors::missing("sources.toml"));
    let alike = ("", "");
    assert_eq!(faults_under("example", &missing, alike), [(Code::UnknownSource, 5)]);
    assert_eq!(faults_under("exampel", &missing, alike), [(Code::UnknownSource, 5)]);
    assert_eq!(faults_under("Example", &missing, alike), [(Code::BadId, 2), (Code::UnknownSource, 5)]);
    assert_eq!(faults_under("exampel", &there, alike), [(Code::UnknownSource, 2)]);
    assert_eq!(faults_under("Example", &there, alike), [(Code::BadId, 2)]);
}

#[test]
fn what_else_is_wrong_with_anchors_is_told_beside_it() {
    let (there, missing) = (anchors("beside/sources.toml"), Anchors::missing("sources.toml"));
    let policy = ("months = 12\nsource = \"example#standard\"", "months = 12\nsource = \"vat#falt\"");
    let line = 1 + text("base.toml").lines().position(|line| line == "months = 12").unwrap() + 1;
    assert_eq!(faults_under("example", &missing, policy), [(Code::UnknownSource, 5), (Code::UnknownSource, line)]);
    assert_eq!(faults_under("Example", &there, policy), [(Code::BadId, 2), (Code::UnknownSource, line)]);
    // Where some anchors are the scheme's own, or none would be known by its id, each is told.
    let own = ("months = 12\nsource = \"example#", "months = 12\nsource = \"exampel#");
    assert!(faults_under("exampel", &there, own).len() > 10);
    assert!(faults_under("exampel", &Anchors::default(), ("", "")).len() > 10);
}

#[test]
fn a_setting_changes_its_value_and_the_hash_and_nothing_else() {
    let plain = compiled(&[]).unwrap();
    for (setting, pointer, expected) in [
        ("section_rule.share.of=all", "/section_rule/share/of", json!("all")),
        ("progression.lapsed = blocked", "/progression/lapsed", json!("blocked")),
        ("fee.bands.1.net=30_000", "/fee/bands/1/net", json!(30_000)),
        ("starts_on=2023-01-01", "/starts_on", json!("2023-01-01")),
        ("fee.vat.rounding=\"nearest\"", "/fee/vat/rounding", json!("nearest")),
    ] {
        let set = compiled(&[setting]).unwrap();
        assert_ne!(set.rules_hash, plain.rules_hash, "{setting}");
        let mut value = value(&plain);
        *value.pointer_mut(pointer).unwrap() = expected;
        assert_eq!(json::canonical(&value), set.json, "{setting}");
    }
    let same = compiled(&["section_rule.share.of=all", "section_rule.share.of=at-least-half"]).unwrap();
    assert_eq!(same, plain);
}

#[test]
fn faults_of_a_set_value_say_that_it_was_set() {
    let faults = compiled(&["award_rule.sections.needed=9", "progression.entry=pas"]).unwrap_err();
    let found: Vec<(&str, usize, &str)> =
        faults.iter().map(|fault| (fault.code.as_str(), fault.line, fault.note.as_deref().unwrap())).collect();
    assert_eq!(
        found,
        [
            ("quorum-impossible", 44, "`award_rule.sections.needed` was set to `9` on the command line"),
            ("unknown-level", 49, "`progression.entry` was set to `pas` on the command line"),
        ]
    );
}

#[test]
fn what_names_a_scheme_and_what_the_format_does_not_know_cannot_be_set() {
    for (setting, meant) in [
        ("id=other", None),
        ("edition=2", None),
        ("levels.2.id=x", Some("levels.0.id")),
        ("levels.2={ id = \"x\" }", None),
        ("progression.laps=blocked", Some("progression.lapsed")),
        ("section_rule.cumulativ=true", Some("section_rule.cumulative")),
        ("aftr_award={}", Some("after_award")),
        ("section_rule.share.of.count=1", Some("section_rule.share.of")),
    ] {
        let faults = compiled(&[setting]).unwrap_err();
        let found: Vec<(Code, Option<&str>)> =
            faults.iter().map(|fault| (fault.code, fault.did_you_mean.as_deref())).collect();
        assert_eq!(found, [(Code::UnknownSetting, meant)], "{setting}");
    }
}

#[test]
fn a_table_a_list_or_a_key_that_the_file_leaves_out_can_be_set() {
    let plain = value(&compiled(&[]).unwrap());
    for (setting, pointer, key, expected) in [
        ("section_rule.share.of={ count = 1 }", "/section_rule/share", "of", json!({ "count": 1 })),
        ("award_rule.cumulative = true", "/award_rule", "cumulative", json!(true)),
        (
            "scale=[{ id = \"not-met\", source = \"example#standard\" }, { id = \"met\", source = \"example#drafted\" }]",
            "/scale/1",
            "source",
            json!("example#drafted"),
        ),
    ] {
        let set = compiled(&[setting]).unwrap_or_else(|faults| panic!("{setting}: {faults:?}"));
        let mut changed = plain.clone();
        changed.pointer_mut(pointer).unwrap()[key] = expected;
        assert_eq!(json::canonical(&changed), set.json, "{setting}");
        assert_ne!(changed, plain, "{setting}");
    }
}

#[test]
fn faults_of_what_was_added_or_replaced_name_the_setting() {
    let deep = format!("section_rule.share.of={}1{}", "[".repeat(30), "]".repeat(30));
    for (setting, code) in [
        ("levels=none", "wrong-type"),
        ("section_rule.share.of={ cuont = 1 }", "unknown-field"),
        ("section_rule.share.of={ count = 1", "toml-syntax"),
        ("section_rule.share.of={ count = 99 }", "share-impossible"),
        ("fee.bands.1={ id = \"large\" }", "missing-field"),
        ("section_rule.any=[]", "two-shapes"),
        (&*deep, "too-deep"),
    ] {
        let faults = compiled(&[setting]).unwrap_err();
        let (key, value) = setting.split_once('=').unwrap();
        let note = format!("`{key}` was set to `{value}` on the command line");
        assert!(faults.iter().any(|fault| fault.code.as_str() == code), "{setting}: {faults:?}");
        for fault in &faults {
            assert_eq!(fault.note.as_ref(), Some(&note), "{setting}: {fault:?}");
        }
    }
}

#[test]
fn a_fault_in_a_rate_table_is_shown_where_it_is_named() {
    let mut tables = RateTables::default();
    let text_of_table = text("beside/flat.toml").replace("1000", "10_001");
    tables.add(&SchemeFile { name: "flat.toml", text: &text_of_table }).unwrap();
    tables.add_sources("vat", &anchors("beside/vat-sources.toml"));
    let base = text("base.toml");
    let faults = compile(&SchemeFile { name: "base.toml", text: &base }, &anchors("beside/sources.toml"), &tables, &[])
        .unwrap_err();
    assert_eq!(faults.len(), 1);
    assert_eq!((faults[0].code, &base[faults[0].span.clone()]), (Code::NumberOutOfRange, "\"flat\""));
    assert_eq!(faults[0].note.as_deref(), Some("this is in the rate table `flat`"));
}

#[test]
fn words_compile_with_the_sources_of_their_scheme_and_of_what_it_names() {
    let scheme = compiled(&[]).unwrap().scheme;
    let words = text("words.toml");
    let file = SchemeFile { name: "words.toml", text: &words };
    let compiled = compile_wording(&file, &anchors("beside/sources.toml"), &rate_tables(), &scheme).unwrap();
    assert_eq!(compiled.language, "en-GB");
    assert_eq!(json::sha256(compiled.json.as_bytes()), compiled.wording_hash);
    let wording = Wording::from_json(&compiled.json).unwrap();
    let anchors: Vec<&str> = wording.sources.keys().map(String::as_str).collect();
    assert_eq!(
        anchors,
        ["example#drafted", "example#half", "example#past", "example#standard", "example#unnamed", "vat#flat"]
    );
    let because: Vec<&str> = wording.sources.values().filter_map(|source| source.because.as_deref()).collect();
    assert_eq!(because, ["It is history."]);
    assert_eq!(wording.ratings.get("met").unwrap(), "Met");
}

#[test]
fn only_the_compiler_writes_what_it_fills_in() {
    let scheme = compiled(&[]).unwrap().scheme;
    let words = format!("{}\n[sources]\n", text("words.toml"));
    let file = SchemeFile { name: "words.toml", text: &words };
    let faults = compile_wording(&file, &anchors("beside/sources.toml"), &rate_tables(), &scheme).unwrap_err();
    assert_eq!((faults.len(), faults[0].code, &words[faults[0].span.clone()]), (1, Code::UnknownField, "sources"));
}

#[test]
fn diagnostics_have_a_json_form() {
    let faults = compiled(&["progression.laps=blocked"]).unwrap_err();
    let expected = json!([{
        "code": "unknown-setting",
        "file": "base.toml",
        "line": 48,
        "column": 1,
        "span": { "start": 787, "end": 800 },
        "message": "there is no value `progression.laps` to set",
        "help": "name one that the file holds or may hold",
        "note": "`progression.laps` was set to `blocked` on the command line",
        "did_you_mean": "progression.lapsed",
    }]);
    assert_eq!(serde_json::to_value(&faults).unwrap(), expected);
}

#[test]
fn a_file_of_another_kind_is_refused_for_what_it_is() {
    for (path, line, said) in [
        ("words.toml", 2, "these are words, not rules"),
        ("beside/sources.toml", 1, "these are sources, not rules"),
        ("beside/flat.toml", 3, "these are rates, not rules"),
    ] {
        let text = text(path);
        let file = SchemeFile { name: path, text: &text };
        let faults = compile(&file, &Anchors::default(), &RateTables::default(), &[]).unwrap_err();
        assert_eq!(faults.iter().map(|fault| (fault.line, &*fault.message)).collect::<Vec<_>>(), [(line, said)]);
    }
}
