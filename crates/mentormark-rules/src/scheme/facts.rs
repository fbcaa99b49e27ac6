//! What a scheme asks the applicant about itself, what it works out from that, and how it compares it.

use crate::packed::packed;
use alloc::vec::Vec;

use serde::Serialize;

use super::test::{self, Test};
pub(crate) use crate::fact::{
    check::{check_cells, check_comparison, check_date, check_entangled, check_facts},
    comparison::{COMPARISON_KEYS, read as read_comparison},
    expression::{MOST_WHOLE, read as read_expression},
};
pub use crate::fact::{
    comparison::{Answer, Comparison, Within},
    expression::{Expression, Operation, RoundTo},
};
use crate::{
    Date, Id,
    json::{Node, Object},
};

/// Something the applicant states about itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Fact {
    /// The fact's id.
    pub id: Id,
    /// What kind of value it takes.
    #[serde(flatten)]
    pub kind: FactKind,
    /// When a form asks for it; always where left out. It has no effect on results.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub asked_when: Option<Test>,
    /// Its anchor.
    pub source: Id,
}

packed!(struct Fact { id, kind, asked_when, source });

/// What kind of value a fact takes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum FactKind {
    /// A whole number of something.
    Count {
        /// The least it can be.
        least: i64,
        /// The most it can be.
        most: i64,
    },
    /// Money in whole minor units: pence, for pounds.
    Amount {
        /// The least it can be.
        least: i64,
        /// The most it can be.
        most: i64,
    },
    /// A time in whole minutes.
    Duration {
        /// The least it can be.
        least: i64,
        /// The most it can be.
        most: i64,
    },
    /// A date.
    Date {
        /// The first it can be; 1 January 1900 where left out.
        #[serde(skip_serializing_if = "Option::is_none")]
        least: Option<Date>,
        /// The last it can be; 31 December 2199 where left out.
        #[serde(skip_serializing_if = "Option::is_none")]
        most: Option<Date>,
    },
    /// Yes or no.
    YesNo,
    /// One of some options.
    Choice {
        /// The options, 2 to 32.
        options: Vec<Id>,
    },
    /// Any of some options, or none.
    Choices {
        /// The options, 1 to 16.
        options: Vec<Id>,
    },
}

packed!(enum FactKind { 0 => Count { least, most }, 1 => Amount { least, most }, 2 => Duration { least, most }, 3 => Date { least, most }, 4 => YesNo, 5 => Choice { options }, 6 => Choices { options } });

/// A number or a date worked out from facts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Derived {
    /// The derived fact's id.
    pub id: Id,
    /// What it is; facts, and derived facts that stand before it, may be named.
    pub value: Expression,
    /// Its anchor.
    pub source: Id,
}

packed!(struct Derived { id, value, source });

impl FactKind {
    /// The least and the greatest packed value.
    pub(crate) fn limits(&self) -> (i64, i64) {
        let last = |options: &[Id]| i64::try_from(options.len()).unwrap_or_default().saturating_sub(1);
        match self {
            Self::Count { least, most } | Self::Amount { least, most } | Self::Duration { least, most } => {
                (*least, *most)
            }
            Self::Date { least, most } => {
                (least.unwrap_or(Date::FIRST).day_number(), most.unwrap_or(Date::LAST).day_number())
            }
            Self::YesNo => (0, 1),
            Self::Choice { options } => (0, last(options)),
            Self::Choices { options } => {
                let bits = u32::try_from(options.len()).ok().and_then(|bits| 1i64.checked_shl(bits));
                (0, bits.unwrap_or_default().saturating_sub(1))
            }
        }
    }

    /// Whether it is a date rather than a number; `None` where it is neither.
    pub(crate) fn is_date(&self) -> Option<bool> {
        match self {
            Self::Count { .. } | Self::Amount { .. } | Self::Duration { .. } => Some(false),
            Self::Date { .. } => Some(true),
            Self::YesNo | Self::Choice { .. } | Self::Choices { .. } => None,
        }
    }

    /// What it is, and by which keys it is compared, in words.
    pub(crate) fn compared(&self) -> (&'static str, &'static str) {
        const BY_SIZE: &str = "`at_least`, `at_most`, `more_than` or `less_than`";
        match self {
            Self::Count { .. } => ("a count", BY_SIZE),
            Self::Amount { .. } => ("an amount", BY_SIZE),
            Self::Duration { .. } => ("a duration", BY_SIZE),
            Self::Date { .. } => ("a date", BY_SIZE),
            Self::YesNo => ("yes or no", "`is`, with `true` or `false`"),
            Self::Choice { .. } => ("a choice", "`is` or `is_one_of`"),
            Self::Choices { .. } => ("a list of choices", "`includes`"),
        }
    }

    /// The options, where it has some.
    #[must_use]
    pub fn options(&self) -> &[Id] {
        match self {
            Self::Choice { options } | Self::Choices { options } => options,
            _ => &[],
        }
    }
}

/// The names of the kinds; what they take is read besides.
const KINDS: [(&str, Kind); 7] = [
    ("count", Kind::Count),
    ("amount", Kind::Amount),
    ("duration", Kind::Duration),
    ("date", Kind::Date),
    ("yes-no", Kind::YesNo),
    ("choice", Kind::Choice),
    ("choices", Kind::Choices),
];

#[derive(Clone, Copy)]
enum Kind {
    Count,
    Amount,
    Duration,
    Date,
    YesNo,
    Choice,
    Choices,
}

/// Reads a fact.
pub(crate) fn read_fact(node: &Node<'_>) -> Fact {
    let object = node.fields(&["id", "kind", "least", "most", "options", "asked_when", "source"]);
    let kind = object.required("kind").and_then(|node| node.choice(&KINDS));
    let unused: &[&str] = match kind {
        Some(Kind::Count | Kind::Amount | Kind::Duration | Kind::Date) => &["options"],
        Some(Kind::YesNo) => &["options", "least", "most"],
        Some(Kind::Choice | Kind::Choices) => &["least", "most"],
        None => &[],
    };
    for node in unused.iter().filter_map(|key| object.optional(key)) {
        node.refuse(crate::Code::UnknownField, "a fact of this kind does not take this: remove it");
    }
    let least = || object.whole("least", -MOST_WHOLE, MOST_WHOLE);
    let most = || object.whole("most", -MOST_WHOLE, MOST_WHOLE);
    let date = |key| object.optional(key).and_then(|node| node.date());
    let options = || test::ids(&object.filled_list("options"));
    if kind.is_none() {
        limits_of_some_kind(&object);
    }
    Fact {
        id: object.id("id"),
        kind: match kind {
            Some(Kind::Count) => FactKind::Count { least: least(), most: most() },
            Some(Kind::Amount) => FactKind::Amount { least: least(), most: most() },
            Some(Kind::Duration) => FactKind::Duration { least: least(), most: most() },
            Some(Kind::Date) => FactKind::Date { least: date("least"), most: date("most") },
            Some(Kind::Choice) => FactKind::Choice { options: options() },
            Some(Kind::Choices) => FactKind::Choices { options: options() },
            Some(Kind::YesNo) | None => FactKind::YesNo,
        },
        asked_when: object.optional("asked_when").as_ref().map(test::read),
        source: object.anchor("source"),
    }
}

/// Notes what would be wrong with the limits and the options whatever the kind.
fn limits_of_some_kind(object: &Object<'_>) {
    for node in ["least", "most"].iter().filter_map(|key| object.optional(key)) {
        if node.is_text() {
            let _ = node.date();
        } else {
            let _ = node.whole::<i64>(-MOST_WHOLE, MOST_WHOLE);
        }
    }
    let options = object.optional("options").and_then(|node| node.filled_list());
    let _ = test::ids(&options.unwrap_or_default());
}

/// Reads a derived fact.
pub(crate) fn read_derived(node: &Node<'_>) -> Derived {
    let object = node.fields(&["id", "value", "source"]);
    let value = object.required("value").as_ref().map_or(Expression::Whole(0), read_expression);
    Derived { id: object.id("id"), value, source: object.anchor("source") }
}
