//! A standard small enough to be read whole, for tests: edition `1` of `tiny`, which combines programmes, and the same without.

use mentormark_rules::Plan;

const TINY: &str = r#"{
    "id": "tiny", "edition": "1", "starts_on": "2020-01-01", "source": "tiny#a",
    "levels": [{"id": "silver", "source": "tiny#a"}, {"id": "gold", "source": "tiny#a"}],
    "scale": [{"id": "not-met", "source": "tiny#a"}, {"id": "met", "source": "tiny#a"}],
    "facts": [{"id": "employees", "kind": "count", "least": 0, "most": 100, "source": "tiny#a"}],
    "sections": [
        {"id": "one", "source": "tiny#a", "criteria_source": "tiny#a", "criteria": [
            {"id": "one.a", "level": "silver"}, {"id": "one.b", "level": "gold"}]},
        {"id": "two", "source": "tiny#a", "criteria_source": "tiny#a", "criteria": [
            {"id": "two.a", "level": "silver"}, {"id": "two.b", "level": "gold"}]}],
    "section_rule": {"source": "tiny#a", "share": {"of": "all", "rated": "met", "source": "tiny#a"}},
    "award_rule": {"source": "tiny#a", "sections": {"needed": "all", "floor": "none", "source": "tiny#a"}}PROGRAMMES
}"#;

/// The plan of the standard, which combines programmes.
pub(super) fn plan() -> Plan {
    read(r#", "programmes": {"combine": "lowest", "source": "tiny#a"}"#)
}

/// The plan of the same for one programme.
pub(super) fn single() -> Plan {
    read("")
}

fn read(programmes: &str) -> Plan {
    Plan::from_json(&TINY.replace("PROGRAMMES", programmes)).unwrap()
}
