//! Reads an assessment against a plan: everything but the ratings of a programme.

use alloc::{format, string::String, vec::Vec};

use super::{
    Case, Programme,
    ratings::{Ratings, pairs},
};
use crate::{Assessment, Code, Plan, Rank, Refusal, Refusals, fact::Facts, scheme::Scheme};

impl Plan {
    /// Holds an assessment against the scheme and packs it.
    ///
    /// # Errors
    /// Every fault at once: a wrong scheme or edition, unknown criteria, ratings, facts and levels, facts out of range, an
    /// award dated after the day judged on, a tax point without a VAT rate.
    pub fn read(&self, assessment: &Assessment) -> Result<Case, Refusals> {
        let mut faults = Vec::new();
        named(self.scheme(), assessment, &mut faults);
        let programmes = self.programmes(assessment, &mut faults);
        self.packed(assessment, programmes, faults)
    }

    /// The same of an assessment of one programme whose ratings stand beside it, in any order. A fault is as good as any other: it
    /// says no more than that the assessment should be read thoroughly.
    pub(crate) fn read_rated(&self, assessment: &Assessment, ratings: &[(&str, &str)]) -> Result<Case, Refusals> {
        let mut faults = Vec::new();
        named(self.scheme(), assessment, &mut faults);
        let programme =
            self.programme(None, "", Ratings { pairs: ratings, by_id: false }, &assessment.evidence, &mut faults);
        self.packed(assessment, [programme].into(), faults)
    }

    /// Packs what stands beside the programmes.
    fn packed(
        &self,
        assessment: &Assessment,
        programmes: Vec<Programme>,
        mut faults: Vec<Refusal>,
    ) -> Result<Case, Refusals> {
        let scheme = self.scheme();
        let facts = Facts::read(scheme, &assessment.facts, &mut faults);
        let target = assessment.target.as_ref().and_then(|target| level(scheme, target, "/target", &mut faults));
        let awards = self.awards(assessment, &mut faults);
        let tax_point = assessment.tax_point.unwrap_or(assessment.as_of);
        if self.tariff().is_some_and(|tariff| !tariff.covers(tax_point)) {
            let pointer = if assessment.tax_point.is_some() { "/tax_point" } else { "/as_of" };
            let message = format!("no VAT rate is known for {tax_point}: give a later tax point");
            faults.push(Refusal::new(Code::NoVatRateOnDate, pointer, message));
        }
        let edition_named = assessment.edition.is_some();
        Refusals::unless_none(faults, Case { tax_point, edition_named, target, awards, facts, programmes })
    }

    fn programmes(&self, assessment: &Assessment, faults: &mut Vec<Refusal>) -> Vec<Programme> {
        if assessment.programmes.is_empty() {
            let pairs = pairs(&assessment.ratings);
            let ratings = Ratings { pairs: &pairs, by_id: true };
            return [self.programme(None, "", ratings, &assessment.evidence, faults)].into();
        }
        if self.scheme().programmes.is_none() {
            let message = "this takes one programme: put its `ratings` and `evidence` beside `facts`";
            faults.push(Refusal::new(Code::ProgrammesNotTaken, "/programmes", message));
            return Vec::new();
        }
        let mut programmes: Vec<Programme> = Vec::with_capacity(assessment.programmes.len());
        for (i, programme) in assessment.programmes.iter().enumerate() {
            if programmes.iter().any(|other| other.id.as_deref() == Some(&programme.id)) {
                let message = format!("there are two programmes `{}`: rename or remove one", programme.id);
                faults.push(Refusal::new(Code::DuplicateId, format!("/programmes/{i}/id"), message));
            }
            let within = format!("/programmes/{i}");
            let id = Some((&*programme.id).into());
            let pairs = pairs(&programme.ratings);
            let ratings = Ratings { pairs: &pairs, by_id: true };
            programmes.push(self.programme(id, &within, ratings, &programme.evidence, faults));
        }
        programmes
    }
}

fn named(scheme: &Scheme, assessment: &Assessment, faults: &mut Vec<Refusal>) {
    if scheme.id != *assessment.scheme.as_str() {
        let message = format!("this is judged by `{}`, but names `{}`: choose one", scheme.id, assessment.scheme);
        faults.push(Refusal::new(Code::WrongScheme, "/scheme", message));
    }
    if let Some(edition) = &assessment.edition
        && scheme.edition != *edition.as_str()
    {
        let message = format!("this is judged by edition `{}`, but names `{edition}`: choose one", scheme.edition);
        faults.push(Refusal::new(Code::WrongEdition, "/edition", message));
    }
}

/// The level with this id; a fault where there is none.
pub(crate) fn level(scheme: &Scheme, id: &str, pointer: &str, faults: &mut Vec<Refusal>) -> Option<Rank> {
    let rank = scheme.level_index(id).and_then(Rank::from_index);
    if rank.is_none() {
        let known = || scheme.levels.iter().map(|level| &*level.id);
        let message = format!("the scheme has no level `{id}`: use `{}`", listed(known()));
        faults.push(Refusal::new(Code::UnknownLevel, pointer, message).suggesting(id, known()));
    }
    rank
}

pub(super) fn listed<'a>(ids: impl Iterator<Item = &'a str>) -> String {
    ids.collect::<Vec<_>>().join("`, `")
}
