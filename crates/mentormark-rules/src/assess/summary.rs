//! The short of an outcome, for where many are asked for: no reasons, routes, dates or fragile answers are worked out.

use alloc::vec::Vec;

use serde::Serialize;

use crate::{
    Bounds, Case, Id, Plan, Rank,
    case::Programme,
    outcome::{Award, Fee},
};

/// Levels, award and fee of a case, as its [`Outcome`](crate::Outcome) has them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Summary {
    /// What may be given now.
    pub award: Award,
    /// The edition.
    pub edition: Id,
    /// What it costs.
    pub fee: Fee,
    /// Each programme's level, for schemes that combine several.
    pub programmes: Vec<ProgrammeSummary>,
    /// What the ratings earn.
    pub quality: Bounds<Option<Id>>,
    /// The scheme.
    pub scheme: Id,
}

/// The level of one of several programmes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ProgrammeSummary {
    /// The programme.
    pub id: Id,
    /// What the ratings earn.
    pub quality: Bounds<Option<Id>>,
}

impl Plan {
    /// The levels, the award and the fee of a case, without the rest of its outcome.
    #[must_use]
    pub fn summary(&self, case: &Case) -> Summary {
        let circumstances = self.circumstances(case);
        let (quality, award) = self.bounds(case, &circumstances);
        let price = self.price(case, award.level);
        let told = self.told(case, &circumstances, award.level, &price);
        let eligibility = self.eligibility(&circumstances).status;
        let name = |level: Option<Rank>| level.map(|level| self.level_id(level));
        let programme = |(index, programme): (usize, &Programme)| {
            let overall = circumstances.survey.quality(index);
            let quality = || self.quality_of(programme, case, told.way.truths);
            Some(ProgrammeSummary { id: programme.id.clone()?, quality: overall.unwrap_or_else(quality).map(name) })
        };
        let scheme = self.scheme();
        Summary {
            award: Award {
                bounds: award.map(name),
                limited_by: self.limits(&told, quality.level, eligibility),
                label: name(award.level).or_else(|| scheme.below.as_ref().map(|below| below.id.clone())),
            },
            edition: scheme.edition.clone(),
            fee: self.fee(&price, &self.fee_needs(case, award.level, &price)),
            programmes: case.programmes.iter().enumerate().filter_map(programme).collect(),
            quality: quality.map(name),
            scheme: scheme.id.clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use alloc::string::ToString;

    use super::*;
    use crate::json;

    #[test]
    fn a_summary_says_what_the_outcome_says() {
        let plan = Plan::from_json(include_str!("../../examples/two-sections.json")).unwrap();
        let ratings = ["", r#""one.pass.a":"met""#, r#""one.pass.a":"met","two.pass.a":"met""#];
        for ratings in ratings {
            let text =
                alloc::format!(r#"{{"scheme":"example","as_of":"2026-11-21","facts":{{}},"ratings":{{{ratings}}}}}"#);
            let case = plan.read(&json::assessment(&text).unwrap()).unwrap();
            let (summary, outcome) = (plan.summary(&case), plan.outcome(&case));
            assert_eq!((summary.quality, summary.award, summary.fee), (outcome.quality, outcome.award, outcome.fee));
            assert_eq!(summary.scheme.to_string(), "example");
        }
    }
}
