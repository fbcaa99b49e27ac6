//! A wording fits its scheme group by group, and its compiled form leaves out what is empty.

mod samples;

use mentormark_rules::{Code, Wording, json};
use samples::Sample;

#[test]
fn words_that_fit_have_no_faults() {
    let sample = Sample::components();
    assert_eq!(sample.wording().check(sample.standard().scheme), []);
}

#[test]
fn each_group_is_held_against_the_scheme() {
    let sample = Sample::components();
    let check = |what: &str, change: &dyn Fn(&mut Wording), pointers: [&str; 2]| {
        let mut wording = sample.wording().clone();
        change(&mut wording);
        let faults = wording.check(sample.standard().scheme);
        // A criterion's guidance goes by its words.
        let faults = faults.iter().filter(|fault| !fault.pointer.starts_with("/guidance"));
        let found: Vec<(Code, &str)> = faults.map(|fault| (fault.code, fault.pointer.as_str())).collect();
        assert_eq!(found, pointers.map(|pointer| (Code::WordingMismatch, pointer)), "{what}");
    };
    macro_rules! renamed {
        ($group:ident, $id:literal) => {
            check(
                stringify!($group),
                &|wording| {
                    let words = wording.$group.remove($id).unwrap();
                    wording.$group.insert("other".to_owned(), words);
                },
                [concat!("/", stringify!($group)), concat!("/", stringify!($group), "/other")],
            );
        };
    }
    renamed!(levels, "pass");
    renamed!(outcomes, "not-yet");
    renamed!(ratings, "zero");
    renamed!(tags, "talk");
    renamed!(facts, "ready");
    renamed!(checks, "year");
    renamed!(prerequisites, "elsewhere");
    renamed!(fee_bands, "few");
    renamed!(fee_modifiers, "late");
    renamed!(sections, "observation");
    renamed!(criteria, "observation.a");
    let options: &dyn Fn(&mut Wording) = &|wording| {
        let options = &mut wording.facts.get_mut("role").unwrap().options;
        let words = options.remove("coach").unwrap();
        options.insert("other".to_owned(), words);
    };
    check("options of a choice", options, ["/facts/role/options", "/facts/role/options/other"]);
}

#[test]
fn options_belong_to_choices_only() {
    let sample = Sample::components();
    let mut wording = sample.wording().clone();
    wording.facts.get_mut("ready").unwrap().options.insert("yes".to_owned(), "Yes".to_owned());
    let faults = wording.check(sample.standard().scheme);
    let found: Vec<&str> = faults.iter().map(|fault| fault.pointer.as_str()).collect();
    assert_eq!(found, ["/facts/ready/options/yes"]);
}

#[test]
fn the_compiled_form_leaves_empty_groups_out_and_is_read_back() {
    for sample in [Sample::pillars(), Sample::components()] {
        let compiled = json::canonical(sample.wording());
        assert_eq!(Wording::from_json(&compiled).as_ref(), Ok(sample.wording()));
    }
    let compiled = json::canonical(Sample::pillars().wording());
    assert!(!compiled.contains("\"outcomes\"") && !compiled.contains("\"tags\"") && !compiled.contains("\"options\""));
    assert!(json::canonical(Sample::components().wording()).contains("\"options\":{\"coach\":\"Coach\""));
}

#[test]
fn words_must_say_what_sections_are_called() {
    let text = include_str!("samples/wording.json");
    for key in ["section_noun", "section_nouns"] {
        let without = text.replace(&format!("\"{key}\":"), "\"summary2\":");
        let refusals = Wording::from_json(&without).unwrap_err();
        let missing = refusals
            .as_slice()
            .iter()
            .any(|refusal| refusal.code == Code::MissingField && refusal.message.contains(key));
        assert!(missing, "{refusals}");
    }
}
