//! By what a fee chooses its band, and which values each band takes.

use mentormark_rules::scheme::{
    facts::{Expression, Operation},
    fee::FeeVersion,
};

use crate::{
    Standard,
    unit::{Unit, unit, written_out},
};

/// What chooses between bands.
pub(crate) struct Chosen {
    /// The value, with derived facts in place of their names.
    pub(crate) value: Expression,
    /// What it counts.
    pub(crate) unit: Unit,
    /// What each band takes, in their order; none for one that starts and ends nowhere.
    pub(crate) spans: Vec<Option<Span>>,
}

/// The values that a band takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Span {
    /// No other than this.
    Only(i64),
    /// From the one to the other.
    To(i64, i64),
    /// From the one to short of the other: fractions may come between.
    ToLessThan(i64, i64),
    /// This and all above.
    From(i64),
    /// This and all below.
    UpTo(i64),
    /// All below this.
    LessThan(i64),
}

impl Chosen {
    /// What chooses between the bands of a version; `None` where there is only one.
    pub(crate) fn new(version: &FeeVersion, standard: Standard<'_>) -> Option<Self> {
        let fact = version.fact.as_ref().filter(|_| version.bands.len() > 1)?;
        let value = written_out(&Expression::Name(fact.clone()), standard);
        let is_whole = is_whole(&value);
        let spans = version.bands.iter().enumerate().map(|(place, band)| {
            let next = version.bands.get(place + 1).and_then(|next| next.from);
            // Before the next whole number comes the one below it, before the next fraction comes none.
            let last = next.filter(|_| is_whole).map(|next| next.saturating_sub(1));
            match (band.from, last, next) {
                (Some(from), Some(last), _) if from == last => Some(Span::Only(from)),
                (Some(from), Some(last), _) => Some(Span::To(from, last)),
                (Some(from), None, Some(next)) => Some(Span::ToLessThan(from, next)),
                (Some(from), None, None) => Some(Span::From(from)),
                (None, Some(last), _) => Some(Span::UpTo(last)),
                (None, None, Some(next)) => Some(Span::LessThan(next)),
                (None, None, None) => None,
            }
        });
        Some(Self { unit: unit(&value, standard), spans: spans.collect(), value })
    }
}

/// Whether a value is never a fraction.
fn is_whole(value: &Expression) -> bool {
    match value {
        Expression::Of(Operation::Ratio, _) => false,
        Expression::Of(Operation::Round(_), _) => true,
        Expression::Of(_, parts) => parts.iter().all(is_whole),
        _ => true,
    }
}
