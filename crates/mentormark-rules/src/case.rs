//! An assessment held against a scheme and packed for the rules.

use alloc::{collections::BTreeMap, format, string::String, vec, vec::Vec};

use crate::{
    Assessment, Code, Date, Id, Plan, Rank, Refusal, Refusals,
    assessment::NOT_APPLICABLE,
    refusal::MOST_SUGGESTIONS,
    scheme::{FactKind, Scheme},
};

/// An assessment that a plan has read: every id resolved, every limit checked. Only the plan that made it can judge it.
#[derive(Clone, Debug)]
pub struct Case {
    // INVARIANT: indices and lengths fit the plan whose `read` made this.
    pub(crate) as_of: Date,
    pub(crate) tax_point: Date,
    pub(crate) edition_named: bool,
    pub(crate) target: Option<Rank>,
    pub(crate) held: Option<HeldAward>,
    /// In the order of the scheme's facts.
    pub(crate) facts: Vec<Option<i64>>,
    pub(crate) answers: Answers,
}

/// An award of this scheme held now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct HeldAward {
    pub(crate) level: Rank,
    pub(crate) on: Date,
}

/// Ratings as bit sets over the criteria in scheme order: which are known, and which reach each step of the scale.
#[derive(Clone, Debug)]
pub(crate) struct Answers {
    /// 64-bit words in one bit set.
    words: usize,
    known: Vec<u64>,
    /// One bit set for each step of the scale above the lowest, one after the other.
    reached: Vec<u64>,
}

impl Answers {
    /// Nothing answered: `criteria` criteria on a scale of `ratings` ratings.
    pub(crate) fn blank(criteria: usize, ratings: usize) -> Self {
        let words = criteria.div_ceil(64);
        let steps = ratings.saturating_sub(1);
        Self { words, known: vec![0; words], reached: vec![0; words.saturating_mul(steps)] }
    }

    /// Rates a criterion: `step` 0 is the lowest rating.
    pub(crate) fn rate(&mut self, criterion: usize, step: usize) {
        let (word, bit) = place(criterion);
        if let Some(known) = self.known.get_mut(word) {
            *known |= bit;
        }
        for reached in 0..step {
            let at = reached.saturating_mul(self.words).saturating_add(word);
            if let Some(reached) = self.reached.get_mut(at) {
                *reached |= bit;
            }
        }
    }

    /// The bit set of criteria that are answered.
    pub(crate) fn known(&self) -> &[u64] {
        &self.known
    }

    /// The bit set of criteria rated at `step` or higher; `step` is at least 1.
    pub(crate) fn reached(&self, step: usize) -> &[u64] {
        let start = step.saturating_sub(1).saturating_mul(self.words);
        self.reached.get(start..start.saturating_add(self.words)).unwrap_or_default()
    }

    /// The step of a criterion's rating, or `None` where it is blank.
    pub(crate) fn step(&self, criterion: usize) -> Option<usize> {
        let (word, bit) = place(criterion);
        let is_set = |set: &[u64]| set.get(word).is_some_and(|bits| bits & bit != 0);
        is_set(&self.known).then(|| self.reached.chunks(self.words.max(1)).filter(|&set| is_set(set)).count())
    }
}

/// The word of a bit set that holds a criterion, and its bit there.
pub(crate) fn place(criterion: usize) -> (usize, u64) {
    let bit = u32::try_from(criterion & 63).unwrap_or_default();
    (criterion >> 6, 1u64.rotate_left(bit))
}

impl Plan {
    /// Holds an assessment against the scheme and packs it.
    ///
    /// # Errors
    /// Every fault at once: a wrong scheme or edition, unknown criteria, ratings, facts and levels, facts out of range, an
    /// award dated after the day judged on, a tax point without a VAT rate.
    pub fn read(&self, assessment: &Assessment) -> Result<Case, Refusals> {
        let scheme = self.scheme();
        let mut faults = Vec::new();
        named(scheme, assessment, &mut faults);
        let answers = self.answers(&assessment.ratings, &mut faults);
        self.evidence_has_criteria(assessment, &mut faults);
        let facts = facts(scheme, &assessment.facts, &mut faults);
        let target = assessment.target.as_ref().and_then(|target| level(scheme, target, "/target", &mut faults));
        let held = held(scheme, assessment, &mut faults);
        let tax_point = assessment.tax_point.unwrap_or(assessment.as_of);
        if self.tariff().is_some_and(|tariff| !tariff.covers(tax_point)) {
            let pointer = if assessment.tax_point.is_some() { "/tax_point" } else { "/as_of" };
            let message = format!("no VAT rate is known for {tax_point}: give a later tax point");
            faults.push(Refusal::new(Code::NoVatRateOnDate, pointer, message));
        }
        let as_of = assessment.as_of;
        let edition_named = assessment.edition.is_some();
        Refusals::unless_none(faults, Case { as_of, tax_point, edition_named, target, held, facts, answers })
    }

    /// Packs the ratings. Both sides are sorted by id, so one walk over them pairs them.
    fn answers(&self, ratings: &BTreeMap<String, String>, faults: &mut Vec<Refusal>) -> Answers {
        let scale = &self.scheme().scale;
        let mut answers = Answers::blank(self.criteria().len(), scale.len());
        let mut by_id = self.by_id().iter().peekable();
        for (id, rating) in ratings {
            while by_id.next_if(|(known, _)| **known < **id).is_some() {}
            let criterion = by_id.peek().filter(|(known, _)| **known == **id).map(|&&(_, criterion)| criterion);
            let step = scale.iter().position(|known| known.id == *rating.as_str());
            if let (Some(criterion), Some(step)) = (criterion, step) {
                answers.rate(criterion, step);
                continue;
            }
            let pointer = format!("/ratings/{}", escaped(id));
            if criterion.is_none() {
                faults.push(self.unknown_criterion(id, pointer, faults.len()));
            } else if rating == NOT_APPLICABLE {
                let message = "this criterion applies to everyone: choose a rating, or leave it out";
                faults.push(Refusal::new(Code::NotApplicableForbidden, pointer, message));
            } else {
                let message = format!("`{rating}` is no rating here: use `{}`", listed(scale.iter().map(|it| &*it.id)));
                let refusal = Refusal::new(Code::UnknownRating, pointer, message);
                faults.push(refusal.suggesting(rating, scale.iter().map(|known| &*known.id)));
            }
        }
        answers
    }

    fn evidence_has_criteria(&self, assessment: &Assessment, faults: &mut Vec<Refusal>) {
        for id in assessment.evidence.keys() {
            if self.by_id().binary_search_by(|(known, _)| (**known).cmp(id)).is_err() {
                faults.push(self.unknown_criterion(id, format!("/evidence/{}", escaped(id)), faults.len()));
            }
        }
    }

    fn unknown_criterion(&self, id: &str, pointer: String, before: usize) -> Refusal {
        let message = format!("the scheme has no criterion `{id}`: remove or rename it");
        let refusal = Refusal::new(Code::UnknownCriterion, pointer, message);
        if before < MOST_SUGGESTIONS { refusal.suggesting(id, self.criteria().iter().map(Id::as_str)) } else { refusal }
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

fn facts(scheme: &Scheme, given: &BTreeMap<String, i64>, faults: &mut Vec<Refusal>) -> Vec<Option<i64>> {
    let known = || scheme.facts.iter().map(|fact| &*fact.id);
    for id in given.keys() {
        if !known().any(|known| known == id) {
            let message = format!("the scheme asks no fact `{id}`: remove or rename it");
            let refusal = Refusal::new(Code::UnknownFact, format!("/facts/{}", escaped(id)), message);
            faults.push(refusal.suggesting(id, known()));
        }
    }
    let value = |fact: &crate::scheme::Fact| {
        let value = *given.get(&*fact.id)?;
        let FactKind::Count { least, most } = fact.kind;
        if !(least..=most).contains(&value) {
            let message = format!("{value} is outside {least} to {most}: use a number within");
            faults.push(Refusal::new(Code::NumberOutOfRange, format!("/facts/{}", fact.id), message));
        }
        Some(value)
    };
    scheme.facts.iter().map(value).collect()
}

fn held(scheme: &Scheme, assessment: &Assessment, faults: &mut Vec<Refusal>) -> Option<HeldAward> {
    let held = assessment.held.as_ref()?;
    if scheme.progression.is_none() {
        let message = format!("`{}` does not look at an award held: leave `held` out", scheme.id);
        faults.push(Refusal::new(Code::HeldNotUsed, "/held", message));
        return None;
    }
    if held.awarded_on > assessment.as_of {
        let message = format!(
            "{} is after the day judged on, {}: give a day that has come, or judge on a later one",
            held.awarded_on, assessment.as_of
        );
        faults.push(Refusal::new(Code::HeldInFuture, "/held/awarded_on", message));
    }
    let level = level(scheme, &held.level, "/held/level", faults)?;
    Some(HeldAward { level, on: held.awarded_on })
}

fn level(scheme: &Scheme, id: &str, pointer: &str, faults: &mut Vec<Refusal>) -> Option<Rank> {
    let rank = scheme.level_index(id).and_then(Rank::from_index);
    if rank.is_none() {
        let known = || scheme.levels.iter().map(|level| &*level.id);
        let message = format!("the scheme has no level `{id}`: use `{}`", listed(known()));
        faults.push(Refusal::new(Code::UnknownLevel, pointer, message).suggesting(id, known()));
    }
    rank
}

fn listed<'a>(ids: impl Iterator<Item = &'a str>) -> String {
    ids.collect::<Vec<_>>().join("`, `")
}

/// A key as it stands in a JSON pointer.
fn escaped(key: &str) -> String {
    key.replace('~', "~0").replace('/', "~1")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rating_reaches_every_step_up_to_its_own() {
        let mut answers = Answers::blank(130, 3);
        answers.rate(0, 2);
        answers.rate(64, 1);
        answers.rate(129, 0);
        assert_eq!(answers.known(), [1, 1, 2]);
        assert_eq!(answers.reached(1), [1, 1, 0]);
        assert_eq!(answers.reached(2), [1, 0, 0]);
        assert_eq!([0, 1, 64, 129].map(|criterion| answers.step(criterion)), [Some(2), None, Some(1), Some(0)]);
    }
}
