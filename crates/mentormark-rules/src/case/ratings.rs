//! Reads the ratings of a programme, with the evidence beside them: which criterion each is of, and whether it may be given.

use alloc::{format, string::String, vec::Vec};

use super::{Answers, Programme, answers::is_set, read::listed};
use crate::{
    Code, Entries, Id, Plan, Refusal,
    assessment::{Evidence, NOT_APPLICABLE},
    refusal::MOST_SUGGESTIONS,
    scheme::Applicability,
};

/// How many criteria after the last one found are looked at before all are searched.
const NEAR: usize = 8;

/// Criteria and their ratings as they are stated.
#[derive(Clone, Copy)]
pub(super) struct Ratings<'a> {
    pub(super) pairs: &'a [(&'a str, &'a str)],
    /// Whether they stand in the order of their ids; else they mostly stand in scheme order.
    pub(super) by_id: bool,
}

pub(super) fn pairs(ratings: &Entries<String>) -> Vec<(&str, &str)> {
    ratings.iter().map(|(id, rating)| (id.as_str(), rating.as_str())).collect()
}

impl Plan {
    /// Packs the ratings.
    pub(super) fn programme(
        &self,
        id: Option<Id>,
        within: &str,
        ratings: Ratings<'_>,
        evidence: &Entries<Evidence>,
        faults: &mut Vec<Refusal>,
    ) -> Programme {
        let scale = &self.scheme().scale;
        let mut answers = Answers::blank(self.criteria().len(), scale.len());
        let mut unreasoned = Vec::new();
        let mut faults_of_evidence = Vec::new();
        for (id, evidence) in evidence {
            match self.by_id().binary_search_by(|(known, _)| (**known).cmp(id)) {
                Err(_) => {
                    let pointer = format!("{within}/evidence/{}", escaped(id));
                    let before = faults.len().saturating_add(faults_of_evidence.len());
                    faults_of_evidence.push(self.unknown_criterion(id, pointer, before));
                }
                Ok(found) if self.asks_for_reasons() && !evidence.note.trim().is_empty() => {
                    if let Some(&(_, criterion)) = self.by_id().get(found) {
                        answers.give_reason(criterion);
                    }
                }
                Ok(_) => {}
            }
        }
        let mut next = 0;
        for &(id, rating) in ratings.pairs {
            let criterion = self.criterion(id, ratings.by_id, &mut next);
            let step = scale.iter().position(|known| known.id == *rating);
            // One without its reason counts as blank, and is rated all the same.
            let is_rated = |criterion| is_set(answers.known(), criterion) || unreasoned.contains(&criterion);
            let is_new = !criterion.is_some_and(is_rated);
            if let (Some(criterion), Some(step), true) = (criterion, step, is_new) {
                answers.rate(criterion, step);
                continue;
            }
            let pointer = format!("{within}/ratings/{}", escaped(id));
            if step.is_none() && rating != NOT_APPLICABLE {
                let message = format!("`{rating}` is no rating here: use `{}`", listed(scale.iter().map(|it| &*it.id)));
                let refusal = Refusal::new(Code::UnknownRating, pointer.as_str(), message);
                faults.push(refusal.suggesting(rating, scale.iter().map(|known| &*known.id)));
            }
            let Some(criterion) = criterion else {
                faults.push(self.unknown_criterion(id, pointer, faults.len()));
                continue;
            };
            if !is_new {
                let message = format!("`{id}` is rated twice: keep one");
                faults.push(Refusal::new(Code::DuplicateKey, pointer, message));
            } else if rating == NOT_APPLICABLE && !self.rate_not_applicable(criterion, pointer, &mut answers, faults) {
                unreasoned.push(criterion);
            }
        }
        faults.append(&mut faults_of_evidence);
        Programme { id, answers, unreasoned }
    }

    /// The place of a criterion, looked for first from the `next` on: by their ids, or in scheme order.
    fn criterion(&self, id: &str, by_id: bool, next: &mut usize) -> Option<usize> {
        let at = |place: usize| self.by_id().get(place).map(|&(_, criterion)| criterion);
        let near = |place: &usize| {
            let known =
                if by_id { self.by_id().get(*place).map(|(known, _)| known) } else { self.criteria().get(*place) };
            known.is_some_and(|known| **known == *id)
        };
        let found = (*next..next.saturating_add(NEAR)).find(near);
        let (place, criterion) = if let Some(place) = found {
            (place, if by_id { at(place)? } else { place })
        } else {
            let place = self.by_id().binary_search_by(|(known, _)| (**known).cmp(id)).ok()?;
            let criterion = at(place)?;
            (if by_id { place } else { criterion }, criterion)
        };
        *next = place.saturating_add(1);
        Some(criterion)
    }

    /// Rates a criterion not applicable; `false` where the reason that this needs is missing, which is as good as no rating.
    fn rate_not_applicable(
        &self,
        criterion: usize,
        pointer: String,
        answers: &mut Answers,
        faults: &mut Vec<Refusal>,
    ) -> bool {
        let applicability = self.applicability(criterion);
        let counts = self.scheme().not_applicable.as_ref().map(|not_applicable| not_applicable.counts);
        match (applicability, counts) {
            (Applicability::Forbidden, _) | (_, None) => {
                let message = "this criterion applies to everyone: choose a rating, or leave it out";
                faults.push(Refusal::new(Code::NotApplicableForbidden, pointer, message));
            }
            (Applicability::WithReason, _) if !answers.is_reasoned(criterion) => return false,
            (_, Some(counts)) => answers.rate_not_applicable(criterion, counts),
        }
        true
    }

    fn unknown_criterion(&self, id: &str, pointer: String, before: usize) -> Refusal {
        let message = format!("the scheme has no criterion `{id}`: remove or rename it");
        let refusal = Refusal::new(Code::UnknownCriterion, pointer, message);
        if before < MOST_SUGGESTIONS { refusal.suggesting(id, self.criteria().iter().map(Id::as_str)) } else { refusal }
    }
}

/// A key as it stands in a JSON pointer.
fn escaped(key: &str) -> String {
    key.replace('~', "~0").replace('/', "~1")
}
