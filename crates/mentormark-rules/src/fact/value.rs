//! Reads the facts that an assessment states against those that a scheme asks for.

use alloc::{format, vec::Vec};

use super::{Facts, Packed, comparison::bit};
use crate::{
    Code, Date, Entries, Id, Refusal, Scheme,
    assessment::FactValue,
    date::DateError,
    json::child,
    refusal::MOST_SUGGESTIONS,
    scheme::facts::{Fact, FactKind},
};

impl Facts {
    /// The values stated, in the order of the scheme's facts; `None` where a fact is blank or its value is at fault, which is noted.
    pub(crate) fn read(scheme: &Scheme, given: &Entries<FactValue>, faults: &mut Vec<Refusal>) -> Vec<Option<Packed>> {
        let known = || scheme.facts.iter().map(|fact| &*fact.id);
        for id in given.keys() {
            if !known().any(|known| known == id) {
                let message = format!("the scheme asks no fact `{id}`: remove or rename it");
                let refusal = Refusal::new(Code::UnknownFact, child("/facts", id), message);
                let is_few = faults.len() < MOST_SUGGESTIONS;
                faults.push(if is_few { refusal.suggesting(id, known()) } else { refusal });
            }
        }
        let value = |fact: &Fact| fact.packed(given.get(&*fact.id)?, &child("/facts", &fact.id), faults);
        scheme.facts.iter().map(value).collect()
    }
}

impl FactValue {
    /// What this is, in words.
    fn kind(&self) -> &'static str {
        match self {
            Self::Whole(_) => "a whole number",
            Self::Flag(_) => "true or false",
            Self::Text(_) => "a text",
            Self::Texts(_) => "a list",
        }
    }
}

impl Fact {
    /// A value of this fact, or `None` where it is none, which is noted.
    fn packed(&self, value: &FactValue, pointer: &str, faults: &mut Vec<Refusal>) -> Option<Packed> {
        let mut refuse = |code, message| faults.push(Refusal::new(code, pointer, message));
        let (least, most) = self.kind.limits();
        let wanted = match (&self.kind, value) {
            (
                FactKind::Count { .. } | FactKind::Amount { .. } | FactKind::Duration { .. },
                &FactValue::Whole(number),
            ) => {
                if (least..=most).contains(&number) {
                    return Some(number);
                }
                let message = format!("{number} is outside {least} to {most}: use a number within");
                refuse(Code::NumberOutOfRange, message);
                return None;
            }
            (FactKind::Date { .. }, FactValue::Text(text)) => {
                let day = match text.parse::<Date>() {
                    Ok(date) => date.day_number(),
                    Err(error @ DateError::NotADate) => {
                        refuse(Code::BadDate, format!("`{text}` is {error}"));
                        return None;
                    }
                    Err(error @ DateError::OutOfRange) => {
                        refuse(Code::DateOutOfRange, format!("`{text}` is {error}"));
                        return None;
                    }
                };
                if (least..=most).contains(&day) {
                    return Some(day);
                }
                let (least, most) = (Date::of_day_number(least), Date::of_day_number(most));
                refuse(Code::DateOutOfRange, format!("`{text}` is outside {least} to {most}: use a date within"));
                return None;
            }
            (FactKind::YesNo, &FactValue::Flag(flag)) => return Some(flag.into()),
            (FactKind::Choice { options }, FactValue::Text(text)) => {
                return option(options, text, pointer, faults).and_then(|place| place.try_into().ok());
            }
            (FactKind::Choices { options }, FactValue::Texts(texts)) => {
                let mut bits = 0;
                let mut are_known = true;
                for (i, text) in texts.iter().enumerate() {
                    let pointer = format!("{pointer}/{i}");
                    let found = option(options, text, &pointer, faults).and_then(bit);
                    let bit = found.unwrap_or_default();
                    are_known &= found.is_some() && bits & bit == 0;
                    if bits & bit != 0 {
                        let message = format!("`{text}` stands twice: keep one");
                        faults.push(Refusal::new(Code::DuplicateOption, pointer, message));
                    }
                    bits |= bit;
                }
                return Packed::try_from(bits).ok().filter(|_| are_known);
            }
            (FactKind::Count { .. } | FactKind::Amount { .. } | FactKind::Duration { .. }, _) => "a whole number",
            (FactKind::Date { .. }, _) => "a date",
            (FactKind::YesNo, _) => "true or false",
            (FactKind::Choice { .. }, _) => "an option",
            (FactKind::Choices { .. }, _) => "a list of options",
        };
        refuse(Code::WrongType, format!("this must be {wanted}, not {}", value.kind()));
        None
    }
}

/// The place of an option among those of a fact.
fn option(options: &[Id], text: &str, pointer: &str, faults: &mut Vec<Refusal>) -> Option<usize> {
    let place = options.iter().position(|option| *option == *text);
    if place.is_none() {
        let options = || options.iter().map(Id::as_str);
        let listed = options().collect::<Vec<_>>().join("`, `");
        let message = format!("`{text}` is no option here: use `{listed}`");
        faults.push(Refusal::new(Code::UnknownOption, pointer, message).suggesting(text, options()));
    }
    place
}

#[cfg(test)]
mod tests {
    use alloc::string::String;

    use super::*;
    use crate::fact::tests::{codes, day, scheme};

    const FACTS: &str = r#"[
        { "id": "n", "kind": "count", "least": -1, "most": 10, "source": "x#x" },
        { "id": "m", "kind": "amount", "least": 0, "most": 1000000000000, "source": "x#x" },
        { "id": "t", "kind": "duration", "least": 1, "most": 600, "source": "x#x" },
        { "id": "d", "kind": "date", "least": "2020-02-29", "most": "2029-12-31", "source": "x#x" },
        { "id": "e", "kind": "date", "source": "x#x" },
        { "id": "y", "kind": "yes-no", "source": "x#x" },
        { "id": "c", "kind": "choice", "options": ["north", "south"], "source": "x#x" },
        { "id": "l", "kind": "choices", "options": ["north", "south", "west"], "source": "x#x" }
    ]"#;

    fn read(given: &[(&str, FactValue)]) -> (Vec<Option<Packed>>, Vec<Refusal>) {
        let mut faults = Vec::new();
        let given = given.iter().map(|(id, value)| (String::from(*id), value.clone())).collect();
        let values = Facts::read(&scheme(FACTS, "[]"), &given, &mut faults);
        (values, faults)
    }

    fn text(text: &str) -> FactValue {
        FactValue::Text(text.into())
    }

    fn texts(texts: &[&str]) -> FactValue {
        FactValue::Texts(texts.iter().map(|text| (*text).into()).collect())
    }

    #[test]
    fn values_are_packed_in_the_order_of_the_scheme() {
        let (values, faults) = read(&[
            ("d", text("2020-02-29")),
            ("l", texts(&["west", "north"])),
            ("c", text("south")),
            ("y", FactValue::Flag(true)),
            ("n", FactValue::Whole(-1)),
        ]);
        assert_eq!(faults, []);
        assert_eq!(values, [Some(-1), None, None, Some(day("2020-02-29")), None, Some(1), Some(1), Some(0b101)]);
        assert_eq!(read(&[("l", texts(&[]))]).0.last(), Some(&Some(0)));
        assert_eq!(read(&[]).0, [None; 8]);
    }

    fn check(id: &str, value: FactValue, code: Option<Code>) {
        let (values, faults) = read(&[(id, value)]);
        let pointer = format!("/facts/{id}");
        let expected: Vec<(Code, &str)> = code.map(|code| (code, pointer.as_str())).into_iter().collect();
        assert_eq!(codes(&faults), expected);
        assert_eq!(values.iter().flatten().count(), usize::from(code.is_none()), "{values:?}");
    }

    #[test]
    fn values_keep_to_the_limits_of_their_facts() {
        for (id, within, beyond) in [
            ("n", [-1, 10], [-2, 11]),
            ("m", [0, 1_000_000_000_000], [-1, 1_000_000_000_001]),
            ("t", [1, 600], [0, 601]),
        ] {
            for number in within {
                check(id, FactValue::Whole(number), None);
            }
            for number in beyond {
                check(id, FactValue::Whole(number), Some(Code::NumberOutOfRange));
            }
        }
        for (id, value, code) in [
            ("d", "2020-02-29", None),
            ("d", "2029-12-31", None),
            ("d", "2020-02-28", Some(Code::DateOutOfRange)),
            ("d", "2030-01-01", Some(Code::DateOutOfRange)),
            ("e", "1900-01-01", None),
            ("e", "2199-12-31", None),
            ("e", "1899-12-31", Some(Code::DateOutOfRange)),
            ("e", "2200-01-01", Some(Code::DateOutOfRange)),
            ("e", "2023-02-29", Some(Code::BadDate)),
            ("e", "29/02/2024", Some(Code::BadDate)),
            ("e", "", Some(Code::BadDate)),
            ("c", "north", None),
            ("c", "east", Some(Code::UnknownOption)),
            ("c", "", Some(Code::UnknownOption)),
        ] {
            check(id, text(value), code);
        }
    }

    #[test]
    fn a_value_of_another_kind_is_refused() {
        let values = || [FactValue::Whole(1), FactValue::Flag(true), text("north"), texts(&["north"])];
        for (id, fits) in [("n", 0), ("m", 0), ("t", 0), ("y", 1), ("c", 2), ("l", 3)] {
            for (i, value) in values().into_iter().enumerate() {
                check(id, value, (i != fits).then_some(Code::WrongType));
            }
        }
        check("d", FactValue::Whole(1), Some(Code::WrongType));
        check("d", texts(&["2024-01-01"]), Some(Code::WrongType));
        let message = |id, value| read(&[(id, value)]).1.remove(0).message;
        assert_eq!(message("n", FactValue::Flag(true)), "this must be a whole number, not true or false");
        assert_eq!(message("y", FactValue::Whole(1)), "this must be true or false, not a whole number");
        assert_eq!(message("d", texts(&[])), "this must be a date, not a list");
        assert_eq!(message("l", text("north")), "this must be a list of options, not a text");
    }

    #[test]
    fn options_are_known_and_stand_once() {
        let (values, faults) = read(&[("l", texts(&["nort", "south", "south"])), ("c", text("sout"))]);
        assert_eq!(values, [None; 8]);
        assert_eq!(
            codes(&faults),
            [
                (Code::UnknownOption, "/facts/c"),
                (Code::UnknownOption, "/facts/l/0"),
                (Code::DuplicateOption, "/facts/l/2"),
            ]
        );
        let meant: Vec<Option<&str>> = faults.iter().map(|fault| fault.did_you_mean.as_deref()).collect();
        assert_eq!(meant, [Some("south"), Some("north"), None]);
        let (_, faults) = read(&[("l", texts(&["west", "west", "west"]))]);
        assert_eq!(codes(&faults), [(Code::DuplicateOption, "/facts/l/1"), (Code::DuplicateOption, "/facts/l/2")]);
    }

    #[test]
    fn a_fact_that_is_not_asked_is_refused() {
        let (_, faults) = read(&[("a/b", FactValue::Whole(1))]);
        assert_eq!(codes(&faults), [(Code::UnknownFact, "/facts/a~1b")]);
    }

    #[test]
    fn what_was_meant_is_said_of_so_many_facts_and_no_more() {
        let scheme =
            scheme(r#"[{ "id": "employees", "kind": "count", "least": 0, "most": 9, "source": "x#x" }]"#, "[]");
        let given = (0..=MOST_SUGGESTIONS).map(|i| (format!("employees{i:03}"), FactValue::Whole(1))).collect();
        let mut faults = Vec::new();
        Facts::read(&scheme, &given, &mut faults);
        let meant: Vec<bool> = faults.iter().map(|fault| fault.did_you_mean.is_some()).collect();
        assert_eq!(meant.len(), MOST_SUGGESTIONS + 1);
        assert!(meant.iter().zip(0..).all(|(&is_said, place)| is_said == (place < MOST_SUGGESTIONS)), "{meant:?}");
    }
}
