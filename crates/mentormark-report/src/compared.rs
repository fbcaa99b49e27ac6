//! What a range compares with what, as it is best said.

use mentormark_rules::scheme::facts::{Expression, Operation, Within};

use crate::{
    Standard,
    unit::{Unit, unit, written_out},
};

/// On which side of an end a value must lie.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Than {
    /// There or above; there or later.
    AtLeast,
    /// There or below; there or earlier.
    AtMost,
    /// Above; later.
    More,
    /// Below; earlier.
    Less,
}

/// A value, and where it must lie.
pub(crate) struct Compared {
    /// The value, with derived facts in place of their names.
    pub(crate) value: Expression,
    /// What it counts.
    pub(crate) unit: Unit,
    /// The ends between which it must lie, with derived facts in place of their names.
    pub(crate) ends: Vec<(Than, Expression)>,
    /// What it must lie near to.
    pub(crate) within: Option<Within>,
}

impl Compared {
    /// What a range compares: `ends` are those for at least, at most, more than and less than.
    pub(crate) fn new(
        fact: &Expression,
        ends: [Option<&Expression>; 4],
        within: Option<Within>,
        standard: Standard<'_>,
    ) -> Self {
        let value = written_out(fact, standard);
        let unit = unit(&value, standard);
        let than = [Than::AtLeast, Than::AtMost, Than::More, Than::Less];
        let ends: Vec<(Than, Expression)> =
            than.into_iter().zip(ends).filter_map(|(than, end)| Some((than, written_out(end?, standard)))).collect();
        // What is left of one number without another is put against nought: then the two are what is compared.
        if let (Expression::Of(Operation::Difference, parts), [(than, Expression::Whole(0))], None) =
            (&value, ends.as_slice(), within)
            && let [one, other] = parts.as_slice()
        {
            return Self { value: one.clone(), unit, ends: vec![(*than, other.clone())], within };
        }
        Self { value, unit, ends, within }
    }

    /// In which unit the constants of an end are.
    pub(crate) fn unit_of_end(&self, end: &Expression, standard: Standard<'_>) -> Unit {
        match unit(end, standard) {
            Unit::Number => unit(&self.value, standard),
            own => own,
        }
    }

    /// Whether an end is a number of minutes that is worked out, and so does not say that it is one.
    pub(crate) fn is_worked_out_minutes(&self, end: &Expression, standard: Standard<'_>) -> bool {
        matches!(end, Expression::Of(..))
            && unit(&self.value, standard) == Unit::Minutes
            && unit(end, standard) == Unit::Number
    }
}

/// The range that is so many percent of a number around it, where its ends are whole.
pub(crate) fn ends_within(within: Within) -> Option<(i64, i64)> {
    let end = |percent: i64| {
        let hundred_times = within.of.checked_mul(percent)?;
        (hundred_times % 100 == 0).then_some(hundred_times / 100)
    };
    let percent = i64::from(within.percent);
    end(100 - percent).zip(end(100 + percent))
}
