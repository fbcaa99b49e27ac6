//! What is said of a scheme and of an outcome is said in every language, with the same numbers and in the same order.
//!
//! Names are made up for each case, of letters that no word has, so that what is looked at is what the languages say themselves.

use std::collections::BTreeSet;

use mentormark_report::{Chapter, Clause, Standard, english, welsh};
use mentormark_rules::{
    Entries, Outcome, Reason, Scheme, Wording, json,
    scheme::fee::Fee,
    wording::{Question, Titled},
};

use crate::case::case;

const RUN: u64 = 31;

/// Words of English that are none of Welsh. `is`, `all`, `at` and `a` are both.
const ENGLISH: [&str; 17] = [
    "the", "and", "of", "not", "for", "with", "are", "must", "that", "this", "which", "where", "when", "award",
    "level", "would", "below",
];

/// Words of Welsh that are none of English.
const WELSH: [&str; 10] = ["mae", "nid", "yn", "ac", "yw", "rhaid", "lefel", "dyfarniad", "bod", "gyfer"];

/// The numbers in a text, in order: the languages need not say them in the same one.
fn numbers(text: &str) -> Vec<&str> {
    let parts = text.split(|letter: char| !letter.is_ascii_digit() && letter != '.' && letter != ',');
    let mut numbers: Vec<&str> =
        parts.map(|part| part.trim_matches(['.', ','])).filter(|part| !part.is_empty()).collect();
    numbers.sort_unstable();
    numbers
}

/// The words of a text but for what it quotes, which is said in the language of a scheme or in none.
fn words(text: &str) -> impl Iterator<Item = String> {
    let unquoted = text.split('“').enumerate();
    let unquoted =
        unquoted.map(|(i, part)| if i == 0 { part } else { part.split_once('”').map_or("", |(_, rest)| rest) });
    unquoted.flat_map(|part| part.split(|letter: char| !letter.is_alphabetic())).map(str::to_lowercase)
}

/// Holds what is said in both languages against each other.
fn check(english: &str, welsh: &str, story: &str) {
    assert_eq!(numbers(english), numbers(welsh), "other numbers:\n{english}\n{welsh}\n{story}");
    for (text, foreign) in [(english, WELSH.as_slice()), (welsh, &ENGLISH)] {
        assert!(!text.trim().is_empty(), "nothing is said:\n{english}\n{welsh}\n{story}");
        let stray = words(text).find(|word| foreign.contains(&word.as_str()));
        assert!(stray.is_none(), "{stray:?} is of another language:\n{text}\n{story}");
        assert!(!text.contains("  ") && text.trim() == text, "a space too many:\n{text}\n{story}");
        assert!(
            !text.contains(" ,") && !text.contains(" .") && !text.contains(".."),
            "a mark too many:\n{text}\n{story}"
        );
    }
}

fn check_each(english: &[String], welsh: &[String], story: &str) {
    assert_eq!(english.len(), welsh.len(), "{english:?}\n{welsh:?}\n{story}");
    for (english, welsh) in english.iter().zip(welsh) {
        check(english, welsh, story);
    }
}

fn check_sentence(english: &str, welsh: &str, story: &str) {
    check(english, welsh, story);
    for text in [english, welsh] {
        assert!(text.ends_with('.'), "no full stop:\n{text}\n{story}");
        let starts = |letter: char| letter == '“' || letter.is_uppercase() || letter.is_ascii_digit();
        assert!(text.starts_with(starts), "no capital:\n{text}\n{story}");
    }
}

/// A name for each of some ids, of no word of either language.
struct Names {
    next: usize,
    /// The ids that could not be mistaken for a word.
    ids: BTreeSet<String>,
}

impl Names {
    fn name(&mut self) -> String {
        let letter = |number: usize| char::from(b'a' + u8::try_from(number % 26).expect("a letter"));
        self.next += 1;
        format!("Zq{}{}", letter(self.next / 26), letter(self.next))
    }

    fn named<'a>(&mut self, ids: impl Iterator<Item = &'a str>) -> Entries<String> {
        let mut names = Entries::new();
        for id in ids {
            if id.contains(|letter: char| !letter.is_alphabetic()) {
                self.ids.insert(id.to_owned());
            }
            names.insert(id.to_owned(), self.name());
        }
        names
    }

    fn titled<'a>(&mut self, ids: impl Iterator<Item = &'a str>) -> Entries<Titled> {
        let mut titled = Entries::new();
        for (id, name) in self.named(ids).iter() {
            titled.insert(id.clone(), Titled { name: name.clone(), summary: format!("{name}.") });
        }
        titled
    }
}

/// Words for a scheme in no language, and the ids that they stand for.
fn made_up(scheme: &Scheme) -> (Wording, BTreeSet<String>) {
    let mut names = Names { next: 0, ids: BTreeSet::new() };
    let fee = scheme.fee.as_ref().and_then(Fee::published);
    let bands = fee.into_iter().flat_map(|fee| fee.versions.as_slice()).flat_map(|version| &version.bands);
    let mut facts = Entries::new();
    for fact in &scheme.facts {
        let options = names.named(fact.kind.options().iter().map(|id| &**id));
        let (name, question) = (names.name(), format!("{}?", names.name()));
        names.ids.insert(fact.id.to_string());
        facts.insert(fact.id.to_string(), Question { name, question, help: String::new(), options });
    }
    names.ids.retain(|id| id.contains(|letter: char| !letter.is_alphabetic()));
    let wording = Wording {
        section_noun: names.name(),
        section_nouns: names.name(),
        levels: names.titled(scheme.levels.iter().map(|level| &*level.id)),
        outcomes: names.titled(scheme.below.iter().map(|below| &*below.id)),
        ratings: names.named(scheme.scale.iter().map(|rating| &*rating.id)),
        tags: names.named(scheme.criteria().flat_map(|criterion| &criterion.tags).map(|tag| &**tag)),
        facts,
        checks: names.titled(scheme.eligibility.iter().map(|check| &*check.id)),
        prerequisites: names.titled(scheme.prerequisites.iter().map(|it| &*it.id)),
        fee_bands: names.named(bands.map(|band| &*band.id)),
        fee_modifiers: names.named(fee.into_iter().flat_map(|fee| &fee.modifiers).map(|it| &*it.id)),
        sections: names.titled(scheme.sections.iter().map(|section| &*section.id)),
        criteria: names.named(scheme.criteria().map(|criterion| &*criterion.id)),
        ..Wording::default()
    };
    (wording, names.ids)
}

/// The code of a reason.
fn code(reason: &Reason) -> String {
    let written = json::canonical(reason);
    written.split("\"code\":\"").nth(1).and_then(|rest| rest.split('"').next()).expect("a code").to_owned()
}

#[test]
fn every_reason_says_the_same_numbers_in_both_languages() {
    let mut codes = BTreeSet::new();
    for number in 0..6_000 {
        let (case, _) = case(RUN, number);
        let (wording, ids) = made_up(case.plan.scheme());
        let standard = Standard { scheme: case.plan.scheme(), wording: &wording };
        let outcome = outcome(&case);
        for reason in &outcome.reasons {
            let said = [english::reason_sentence(reason, standard), welsh::reason_sentence(reason, standard)];
            check_sentence(&said[0], &said[1], &case.story);
            for text in &said {
                let raw = text.split([' ', '“', '”', ',', ':', ';', '(', ')']).find(|word| ids.contains(*word));
                assert!(raw.is_none(), "{raw:?} has a name:\n{text}\n{}", case.story);
            }
            codes.insert(code(reason));
        }
        let lines =
            [english::reason_lines(&outcome, standard, &|_| true), welsh::reason_lines(&outcome, standard, &|_| true)];
        assert_eq!(lines[0].len(), lines[1].len(), "{}", case.story);
        for (english, welsh) in lines[0].iter().zip(&lines[1]) {
            assert_eq!(english.reason, welsh.reason, "{}", case.story);
            check_sentence(&english.text, &welsh.text, &case.story);
        }
    }
    assert_eq!(codes.len(), 42, "a code was never asked of: {codes:?}");
}

/// The outcome of a case.
fn outcome(case: &crate::case::Case) -> Outcome {
    let assessment = json::assessment(&case.assessment.to_string()).unwrap_or_else(|faults| panic!("{faults:?}"));
    case.plan.assess(&assessment).unwrap_or_else(|faults| panic!("{faults}\n{}", case.story))
}

#[test]
fn all_else_that_is_said_of_an_outcome_says_the_same_numbers_in_both_languages() {
    for number in 0..1_500 {
        let (case, _) = case(RUN + 1, number);
        let (wording, _) = made_up(case.plan.scheme());
        let standard = Standard { scheme: case.plan.scheme(), wording: &wording };
        let outcome = outcome(&case);
        let both = |english: Option<String>, welsh: Option<String>| {
            assert_eq!(english.is_some(), welsh.is_some(), "{english:?} {welsh:?}\n{}", case.story);
            check_each(&Vec::from_iter(english), &Vec::from_iter(welsh), &case.story);
        };
        let award = &outcome.award;
        both(english::open_phrase(&outcome, standard), welsh::open_phrase(&outcome, standard));
        both(english::eligibility_phrase(&outcome.eligibility), welsh::eligibility_phrase(&outcome.eligibility));
        both(english::limits_phrase(&award.limited_by), welsh::limits_phrase(&award.limited_by));
        both(Some(english::award_phrase(award, &wording)), Some(welsh::award_phrase(award, &wording)));
        both(
            Some(english::bounds_phrase(&outcome.quality, &wording)),
            Some(welsh::bounds_phrase(&outcome.quality, &wording)),
        );
        both(Some(english::fee_sentence(&outcome.fee, &wording)), Some(welsh::fee_sentence(&outcome.fee, &wording)));
        both(
            outcome.validity.as_ref().map(english::validity_sentence),
            outcome.validity.as_ref().map(welsh::validity_sentence),
        );
        for programme in &outcome.programmes {
            both(
                Some(english::programme_phrase(programme, &wording)),
                Some(welsh::programme_phrase(programme, &wording)),
            );
        }
        for route in &outcome.routes {
            check_each(&english::route_notes(route, &wording), &welsh::route_notes(route, &wording), &case.story);
            for lift in route.lift.iter().flatten() {
                both(Some(english::lift_phrase(lift, standard)), Some(welsh::lift_phrase(lift, standard)));
            }
        }
        let tables = [english::section_table(&outcome, standard), welsh::section_table(&outcome, standard)];
        assert_eq!(tables[0].len(), tables[1].len(), "{}", case.story);
        for (english, welsh) in tables[0].iter().zip(&tables[1]) {
            check(&english.level, &welsh.level, &case.story);
            both(english.could_reach.clone(), welsh.could_reach.clone());
            let cells = |of: &mentormark_report::SectionRow| {
                of.tallies.iter().flat_map(|cell| [cell.words.clone(), cell.counted.clone()]).collect::<Vec<_>>()
            };
            check_each(&cells(english), &cells(welsh), &case.story);
        }
        check(
            &described(&english::section_chart(&outcome, standard)),
            &described(&welsh::section_chart(&outcome, standard)),
            &case.story,
        );
        both(
            english::timeline(&outcome, standard).map(|drawn| described(&drawn)),
            welsh::timeline(&outcome, standard).map(|drawn| described(&drawn)),
        );
        for (english, welsh) in
            english::eligibility_list(&outcome, &wording).iter().zip(&welsh::eligibility_list(&outcome, &wording))
        {
            assert_eq!((&english.name, english.status), (&welsh.name, welsh.status));
            check(english.words, welsh.words, &case.story);
        }
    }
}

/// What a picture says of itself, without what it draws.
fn described(drawn: &str) -> String {
    let between = |from: &str, to: &str| {
        let rest = drawn.split(from).nth(1).expect("it describes itself");
        rest.split('>').nth(1).and_then(|rest| rest.split(to).next()).expect("it does so to its end").to_owned()
    };
    format!("{}: {}", between("<title", "</title"), between("<desc", "</desc"))
}

/// The clauses of a chapter one after another, each with how deep it stands and its source.
fn flat(chapters: &[Chapter]) -> Vec<(usize, Option<String>, String)> {
    fn add(clauses: &[Clause], depth: usize, into: &mut Vec<(usize, Option<String>, String)>) {
        for clause in clauses {
            into.push((depth, clause.source.as_ref().map(ToString::to_string), clause.text.clone()));
            add(&clause.of, depth + 1, into);
        }
    }
    let mut all = Vec::new();
    for chapter in chapters {
        all.push((0, None, chapter.title.to_owned()));
        add(&chapter.clauses, 1, &mut all);
    }
    all
}

#[test]
fn the_rules_of_a_scheme_are_the_same_clauses_in_both_languages() {
    for number in 0..3_000 {
        let (case, _) = case(RUN + 2, number);
        let (wording, _) = made_up(case.plan.scheme());
        let standard = Standard { scheme: case.plan.scheme(), wording: &wording };
        let (english, welsh) = (flat(&english::rulebook(standard)), flat(&welsh::rulebook(standard)));
        assert_eq!(english.len(), welsh.len(), "{english:?}\n{welsh:?}\n{}", case.story);
        for ((depth, source, english), (other_depth, other_source, welsh)) in english.iter().zip(&welsh) {
            assert_eq!((depth, source), (other_depth, other_source), "{english}\n{welsh}\n{}", case.story);
            check(english, welsh, &case.story);
            let is_open = |text: &str| text.ends_with(':');
            assert_eq!(
                (is_open(english), english.ends_with('.')),
                (is_open(welsh), welsh.ends_with('.')),
                "{english}\n{welsh}"
            );
        }
        for criterion in case.plan.scheme().criteria() {
            let notes = [english::criterion_notes(criterion, standard), welsh::criterion_notes(criterion, standard)];
            check_each(&notes[0], &notes[1], &case.story);
        }
    }
}

#[test]
fn a_scheme_with_welsh_words_has_no_english_in_its_welsh_rules_and_reasons() {
    let mut looked_at = 0;
    for shipped in mentormark_schemes::all() {
        let Some(translated) = shipped.words_in("cy") else { continue };
        let plan = crate::case::planned(shipped.compiled);
        let wording = Wording::from_json(translated.compiled).unwrap_or_else(|faults| panic!("{faults}"));
        let standard = Standard { scheme: plan.scheme(), wording: &wording };
        let mut texts: Vec<String> = flat(&welsh::rulebook(standard)).into_iter().map(|(_, _, text)| text).collect();
        for number in 0..100 {
            let mut rng = mentormark_tests::random::case(RUN + 3, number);
            let assessment = mentormark_tests::random::shipped::assessment(&mut rng, shipped).to_string();
            let assessment = json::assessment(&assessment).unwrap_or_else(|faults| panic!("{faults:?}"));
            let outcome = plan.assess(&assessment).unwrap_or_else(|faults| panic!("{faults}"));
            texts.extend(welsh::reason_lines(&outcome, standard, &|_| true).into_iter().map(|line| line.text));
        }
        for text in &texts {
            let stray = words(text).find(|word| ENGLISH.contains(&word.as_str()));
            assert!(stray.is_none(), "{stray:?} is English: {text}");
        }
        looked_at += texts.len();
    }
    assert!(looked_at > 1_000, "{looked_at} texts");
}
