//! No fault hides another: each two of many single faults are put into one file, and what is said of each alone must be said of both.

use std::{collections::BTreeSet, fs, path::Path};

use mentormark_author::{Anchors, RateTables, SchemeFile, compile};

/// Faults of one file, each by what is written instead of what.
const FAULTS: &[(&str, &str)] = &[
    ("id = \"groups\"\nkind = \"choices\"", "id = \"groups\"\nkind = \"choises\""),
    ("id = \"helpers\"\nkind = \"count\"", "id = \"helpers\"\nkind = \"zzz\""),
    ("id = \"founded\"\nkind = \"date\"", "id = \"founded\"\nkind = \"data\""),
    ("id = \"open-hours\"\nkind = \"duration\"\nleast = 0", "id = \"open-hours\"\nkind = \"duration\"\nleast = 20_000"),
    ("id = \"helpers\"\nkind = \"count\"\nleast = 0", "id = \"helpers\"\nkind = \"count\"\nleast = true"),
    ("most = 2100-12-31", "most = \"2100-13-31\""),
    ("kind = \"yes-no\"\nsource = \"example#standard\"", "kind = \"yes-no\"\nsorce = \"example#standard\""),
    ("options = [\"young\", \"old\"]", "options = [\"young\", \"young\"]"),
    ("asked_when = { fact = \"charity\", is = true }", "asked_when = { fact = \"charitee\", is = true }"),
    ("sum = [\"staff\", \"helpers\"]", "sum = [\"staff\", \"helperz\"]"),
    ("months_between = [\"founded\", \"as_of\"]", "months_betwen = [\"founded\", \"as_of\"]"),
    ("[[levels]]\nid = \"merit\"", "[[levels]]\nid = \"Merit\""),
    ("[[levels]]\nid = \"pass\"", "[[levels]]\nweight = 3\nid = \"pass\""),
    ("id = \"partly\"\npoints = 1", "id = \"partly\"\npoints = 3"),
    ("id = \"yes\"\npoints = 3", "id = \"yes\"\npoints = \"3\""),
    ("counts = \"left-out\"", "counts = \"left-oot\""),
    ("counts = \"left-out\"", "counts = \"left-out\"\nfoo = 1"),
    ("of = { percent = 60 }", "of = { percent = 600 }"),
    ("of = { percent = 60 }", "of = \"sixty\""),
    ("[section_rule.at.pass.share]\nrated = \"partly\"", "[section_rule.at.pass.share]\nrated = \"parly\""),
    ("at_least = 3, level = \"up-to\"", "at_least = 300, level = \"up-to\""),
    ("rated = \"partly\", force = \"must\"", "rated = \"partly\", force = \"mast\""),
    ("rated = \"partly\", force = \"must\"", "rated = \"partly\", tag = \"saftey\""),
    ("sections = [\"one\", \"two\"]", "sections = [\"one\", \"tow\"]"),
    ("{ when = [\"pass\", \"none\"], then = \"none\" }", "{ when = [\"pass\", \"none\"], then = \"nome\" }"),
    ("{ when = [\"merit\", \"merit\"], then = \"merit\" }", "{ when = [\"merit\", \"merit\"], then = \"none\" }"),
    ("dated_by = \"as_of\"", "dated_by = \"asof\""),
    ("dated_by = \"as_of\"", "datd_by = \"as_of\""),
    ("from = 2024-01-01\nfact = \"age\"", "from = \"2024-14-01\"\nfact = \"age\""),
    ("fact = \"age\"\nat_least = 12\n", "fact = \"age\"\nat_least = 2012-01-01\n"),
    ("includes = \"young\"", "includes = \"yung\""),
    ("then = { fact = \"people\", at_least = 5 }", "then = { fact = \"peeple\", at_least = 5 }"),
    ("{ fact = \"open-hours\", at_least = 600 }", "{ fact = \"open-hours\", at_least = 60_000 }"),
    (
        "{ fact = \"open-hours\", at_least = 600 }",
        "{ fact = \"open-hours\", at_least = 600, held = { levels = [\"pass\"] } }",
    ),
    ("needed = 1, of = [", "needed = 7, of = ["),
    ("percent = 10 } }", "percent = 1000 } }"),
    ("id = \"held-pass\"\nlevel = \"merit\"", "id = \"held-pass\"\nlevel = \"mert\""),
    ("held = { levels = [\"pass\"]", "held = { levels = [\"passed\"]"),
    ("for_months = 6", "for_months = \"6\""),
    ("combine = { quorum = 2 }", "combine = \"quorum\""),
    ("entry = \"merit\"", "entry = \"mrit\""),
    ("most_steps = 1", "most_steps = 0"),
    ("waits = [{ at = \"pass\"", "waits = [{ at = \"pas\""),
    ("waits = [{ at = \"pass\"", "waits = [{ at = \"zzzzz\""),
    ("waits = [{ at = \"pass\"", "waits = [{ at = \"merit\""),
    ("[validity]\nmonths = 24", "[validity]\nmonths = \"24\""),
    ("[validity]\nmonths = 24", "[validity]\nmonths = 24\nfoo = 3"),
    ("level = \"merit\"\nmonths = 36", "level = \"meritt\"\nmonths = 36"),
    ("level = \"merit\"\nmonths = 36", "level = \"merit\"\nmonths = 3600"),
    ("opens_months_before = 3", "opens_months_before = 30"),
    ("late = \"new\"", "late = \"soon\""),
    ("must_progress = [\"pass\"]", "must_progress = [\"pas\"]"),
    ("[validity.renewal]", "[validity.renewel]"),
    ("currency = \"GBP\"", "currency = \"USD\""),
    ("dated_by = \"tax_point\"", "dated_by = \"taxpoint\""),
    ("[[fee.versions]]\nfact = \"turnover\"", "[[fee.versions]]\nfact = \"turnoverr\""),
    ("to = 75_100_000", "to = 75_099_999"),
    ("from = 75_100_001, net = 90_000", "from = 75_100_001, net = 40_000"),
    ("net = 20_000", "net = \"20_000\""),
    ("nets = { pass = 60_000, merit = 80_000 }", "nets = { pass = 60_000, merit = 8_000 }"),
    ("nets = { pass = 60_000, merit = 80_000 }", "nets = { pass = 60_000, merit = \"80_000\" }"),
    ("nets = { pass = 60_000, merit = 80_000 }", "net = 5, nets = { pass = 60_000, merit = 80_000 }"),
    ("[[fee.versions]]\nfrom = 2025-01-01", "[[fee.versions]]\nfrm = 2025-01-01"),
    ("fact = \"staff\", above = 10", "fact = \"staff\", above = 10_000"),
    ("part = \"started\"", "part = \"startd\""),
    ("part = \"started\"", "part = \"zzzzz\""),
    ("fact = \"staff\", above = 10", "fact = \"staf\", above = 10"),
    (
        "[[fee.modifiers]]\nid = \"charities\"\nwhen = { fact = \"charity\", is = true }",
        "[[fee.modifiers]]\nid = \"charities\"\nwhen = { fact = \"charity\", is = \"yes\" }",
    ),
    ("percent = -15", "percent = -15\nnet = 4"),
    ("percent = -15", "percent = -15\nnet = \"four\""),
    ("percent = -15", "percent = -150"),
    ("ratio = { fact = \"open-hours\", of = 10_080 }", "ratio = { fact = \"open-hours\", of = 0 }"),
    ("ratio = { fact = \"open-hours\", of = 10_080 }", "ratio = { fact = \"charity\", of = 10_080 }"),
    ("basis_points = 2_000", "basis_points = 20_000"),
    ("from = 2011-01-04", "from = \"2011-01-44\""),
    ("rates = [{ from = 2011-01-04, basis_points = 2_000, source = \"example#standard\" }]", "rates = \"flat\""),
    ("rounding = \"nearest\"", "rounding = \"up\""),
    ("level = \"invoice\"", "level = \"line\""),
    ("[fee.vat]", "[fee.vta]"),
    ("highest_level = \"pass\"", "highest_level = \"past\""),
    ("resit = { allowed = true", "resit = { allowed = \"yes\""),
    ("agreement = \"all\"", "agreement = \"al\""),
    ("inherits = [\"merit\"]", "inherits = [\"pass\", \"merit\"]"),
    ("inherits = [\"merit\"]", "inherit = [\"merit\"]"),
    ("{ id = \"two.pass.a\", level = \"pass\" }", "{ id = \"two.pass.a\", level = \"pss\" }"),
    ("{ id = \"one.merit.a\", level = \"merit\"", "{ id = \"one.merit.a\", level = \"mertt\""),
    ("{ id = \"one.merit.a\", level = \"merit\"", "{ id = \"one.merit.a\", level = \"zzzzz\""),
    ("[section_rule.at.pass.share]", "[section_rule.at.pas.share]"),
    ("nets = { pass = 60_000", "nets = { pas = 60_000"),
    ("nets = { pass = 60_000", "nets = { zzzzz = 60_000"),
    ("not_applicable = \"with-reason\"", "not_applicable = \"with-reasn\""),
    ("weight = 2", "weight = 0"),
    ("applies_when = { fact = \"helpers\", at_least = 1 }", "applies_when = { fact = \"helpers\", at_least = 0 }"),
    ("is_one_of = [\"health\", \"sport\"]", "is_one_of = [\"health\", \"sprt\"]"),
    ("rule = { share = { rated = \"yes\", of = \"all\"", "rule = { share = { rated = \"yess\", of = \"all\""),
    ("rule = { share = { rated = \"yes\", of = \"all\"", "rule = { sare = { rated = \"yes\", of = \"all\""),
    ("{ id = \"two.pass.a\"", "{ id = \"one.pass.a\""),
    ("retired = { from = 2030-01-01", "retired = { from = 2020-01-01"),
    ("starts_on = 2022-01-01", "starts_on = \"2022\""),
    ("[after_award]", "[after_awrd]"),
    ("[after_award]", "[zzzzzz]\nx = 1\n[after_award]"),
    (
        "visits = { every_months = 12, source = \"example#standard\" }",
        "visits = { every_months = 12, source = \"example#standrad\" }",
    ),
    (
        "currency = \"GBP\"\ndated_by = \"tax_point\"\nsource = \"example#standard\"",
        "currency = \"GBP\"\ndated_by = \"tax_point\"",
    ),
];

/// Pairs of which the first is not said beside the second, each with why nobody could tell: whether the first is a fault, or what is to be
/// said of it, hangs on what the second should have said.
const UNCERTAIN: &[(&str, &str, &str)] = &[
    (
        "applies_when = { fact = \"helpers\", at_least = 0 }",
        "id = \"helpers\"\nkind = \"zzz\"",
        "whether it always holds hangs on the fact's kind",
    ),
    (
        "applies_when = { fact = \"helpers\", at_least = 0 }",
        "id = \"helpers\"\nkind = \"count\"\nleast = true",
        "whether it always holds hangs on the fact's least value",
    ),
    (
        "{ fact = \"open-hours\", at_least = 60_000 }",
        "id = \"open-hours\"\nkind = \"duration\"\nleast = 20_000",
        "whether it never holds hangs on the greatest value, which may be what is wrong where that is below the least",
    ),
    (
        "at_least = 300, level = \"up-to\"",
        "id = \"yes\"\npoints = \"3\"",
        "how many points there are hangs on those of a rating",
    ),
    (
        "at_least = 300, level = \"up-to\"",
        "{ id = \"one.merit.a\", level = \"zzzzz\"",
        "how many points there are hangs on the level of the criterion",
    ),
    ("at_least = 300, level = \"up-to\"", "weight = 0", "how many points there are hangs on the weight"),
    (
        "id = \"partly\"\npoints = 3",
        "id = \"yes\"\npoints = \"3\"",
        "the points that do not rise are those that cannot be read",
    ),
    ("opens_months_before = 30", "[validity]\nmonths = \"24\"", "how long an award lasts cannot be read"),
    (
        "opens_months_before = 30",
        "level = \"merit\"\nmonths = 3600",
        "it is said of the award that lasts for the shortest time, which may be this one",
    ),
    ("retired = { from = 2020-01-01", "starts_on = \"2022\"", "the day that it should come after cannot be read"),
    (
        "{ when = [\"merit\", \"merit\"], then = \"none\" }",
        "sections = [\"one\", \"tow\"]",
        "it is said of the section, and which that is hangs on the name",
    ),
];

fn fixture(path: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(path)).unwrap()
}

/// What is said of a file: codes and messages.
fn said(anchors: &Anchors, text: &str) -> BTreeSet<String> {
    let file = SchemeFile { name: "pair.toml", text };
    let faults = compile(&file, anchors, &RateTables::default(), &[]).err().unwrap_or_default();
    faults.into_iter().map(|fault| format!("{}: {}", fault.code, fault.message)).collect()
}

/// The file with both faults; `None` where they are of the same words.
fn both(sound: &str, one: (&str, &str), other: (&str, &str)) -> Option<String> {
    let place = |text: &str, (old, _): (&str, &str)| text.find(old).map(|start| start..start + old.len());
    let (first, second) = (place(sound, one)?, place(sound, other)?);
    if first.start < second.end && second.start < first.end {
        return None;
    }
    let (early, late) = if first.start < second.start {
        ((first, one.1), (second, other.1))
    } else {
        ((second, other.1), (first, one.1))
    };
    let mut text = sound.to_owned();
    text.replace_range(late.0, late.1);
    text.replace_range(early.0, early.1);
    Some(text)
}

#[test]
fn no_fault_hides_another() {
    // The rates are written out, and so are not of the shared sources.
    let sound = fixture("wide.toml").replace("vat#flat", "example#standard");
    let anchors = Anchors::read(&SchemeFile { name: "sources.toml", text: &fixture("beside/sources.toml") }).unwrap();
    assert_eq!(said(&anchors, &sound), BTreeSet::new());
    let alone: Vec<BTreeSet<String>> = FAULTS
        .iter()
        .map(|(old, new)| {
            assert!(sound.contains(old), "{old}");
            let said = said(&anchors, &sound.replacen(old, new, 1));
            assert!(!said.is_empty(), "{new}");
            said
        })
        .collect();
    let (mut pairs, mut hidden, mut added) = (0, BTreeSet::new(), BTreeSet::new());
    for (i, &one) in FAULTS.iter().enumerate() {
        for (j, &other) in FAULTS.iter().enumerate().skip(i + 1) {
            let Some(text) = both(&sound, one, other) else { continue };
            let said = said(&anchors, &text);
            pairs += 1;
            for (a, b) in [(i, j), (j, i)] {
                if !alone[a].is_subset(&said) {
                    hidden.insert((FAULTS[a].1, FAULTS[b].1));
                }
            }
            let more: Vec<&String> =
                said.iter().filter(|said| !alone[i].contains(*said) && !alone[j].contains(*said)).collect();
            if !more.is_empty() {
                added.insert(format!("{} + {}: {more:?}", one.1, other.1));
            }
        }
    }
    assert!(pairs > 4_000, "{pairs}");
    let known: BTreeSet<(&str, &str)> = UNCERTAIN.iter().map(|&(one, other, _)| (one, other)).collect();
    assert_eq!(hidden, known);
    assert_eq!(added, BTreeSet::new(), "consequences are said");
}
