//! An assessment held against a scheme and packed for the rules.

use alloc::{format, string::String, vec, vec::Vec};

use crate::{
    Assessment, Code, Date, Entries, Id, Plan, Rank, Refusal, Refusals,
    assessment::{Evidence, NOT_APPLICABLE},
    fact::{Facts, Packed},
    refusal::MOST_SUGGESTIONS,
    scheme::{Applicability, NotApplicableCounts, Scheme, test},
};

/// An assessment that a plan has read: every id resolved, every limit checked. Only the plan that made it can judge it.
#[derive(Clone, Debug)]
pub struct Case {
    // INVARIANT: indices and lengths fit the plan whose `read` made this.
    pub(crate) tax_point: Date,
    pub(crate) edition_named: bool,
    pub(crate) target: Option<Rank>,
    pub(crate) awards: Awards,
    /// In the order of the scheme's facts.
    pub(crate) facts: Vec<Option<Packed>>,
    /// One without an id, or several with one.
    pub(crate) programmes: Vec<Programme>,
}

/// The ratings of one programme.
#[derive(Clone, Debug)]
pub(crate) struct Programme {
    /// Its id; none where the assessment is of a single programme.
    pub(crate) id: Option<Id>,
    pub(crate) answers: Answers,
    /// Criteria rated not applicable without the reason that this needs, which are blank.
    pub(crate) unreasoned: Vec<usize>,
}

/// The awards held on the day judged on.
#[derive(Clone, Debug)]
pub(crate) struct Awards {
    pub(crate) as_of: Date,
    pub(crate) held: Option<HeldAward>,
    /// The level held, as the scheme names it.
    held_id: Id,
    /// Scheme, level and day of the awards of other schemes.
    elsewhere: Vec<(Id, Id, Date)>,
}

/// An award of this scheme held now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct HeldAward {
    pub(crate) level: Rank,
    pub(crate) on: Date,
}

impl Case {
    /// Nothing stated but the day.
    pub(crate) fn blank(plan: &Plan, as_of: Date) -> Self {
        let answers = Answers::blank(plan.criteria().len(), plan.scheme().scale.len());
        Self {
            tax_point: as_of,
            edition_named: false,
            target: None,
            awards: Awards { as_of, held: None, held_id: Id::default(), elsewhere: Vec::new() },
            facts: vec![None; plan.scheme().facts.len()],
            programmes: [Programme { id: None, answers, unreasoned: Vec::new() }].into(),
        }
    }
}

impl Case {
    /// The criteria of each programme that are rated not applicable without the reason that this needs, by their places in scheme
    /// order. They count as blank.
    #[must_use]
    pub fn unreasoned(&self) -> Vec<Vec<usize>> {
        self.programmes.iter().map(|programme| programme.unreasoned.clone()).collect()
    }
}

impl Awards {
    /// Whether an award like this is held.
    pub(crate) fn has(&self, asked: &test::Held) -> bool {
        let fits = |level: &Id, on: Date| {
            let months = |months: Option<u16>| months.and_then(crate::Months::new).map(|months| on.plus(months));
            on <= self.as_of
                && asked.levels.contains(level)
                && months(asked.for_months).is_none_or(|from| self.as_of >= from)
                && months(asked.in_date_months).is_none_or(|end| self.as_of < end)
                && asked
                    .within_days
                    .is_none_or(|days| self.as_of.day_number().saturating_sub(on.day_number()) <= i64::from(days))
        };
        match &asked.scheme {
            None => self.held.is_some_and(|held| fits(&self.held_id, held.on)),
            Some(scheme) => self.elsewhere.iter().any(|(of, level, on)| of == scheme && fits(level, *on)),
        }
    }
}

/// Ratings as bit sets over the criteria in scheme order: which are known, and which reach each step of the scale.
#[derive(Clone, Debug)]
pub(crate) struct Answers {
    /// 64-bit words in one bit set.
    words: usize,
    /// Criteria that are not blank.
    known: Vec<u64>,
    /// One bit set for each step of the scale above the lowest, one after the other.
    reached: Vec<u64>,
    /// Criteria that no count takes in; known, and reaching no step. Without words where there are none.
    left_out: Vec<u64>,
    /// Criteria rated not applicable, whatever that counts for. Without words where there are none.
    not_applicable: Vec<u64>,
    /// Criteria whose note says something. Without words where nobody asks.
    reasoned: Vec<u64>,
}

impl Answers {
    /// Nothing answered: `criteria` criteria on a scale of `ratings` ratings.
    pub(crate) fn blank(criteria: usize, ratings: usize) -> Self {
        let words = criteria.div_ceil(64);
        let steps = ratings.saturating_sub(1);
        Self {
            words,
            known: vec![0; words],
            reached: vec![0; words.saturating_mul(steps)],
            left_out: Vec::new(),
            not_applicable: Vec::new(),
            reasoned: Vec::new(),
        }
    }

    /// Rates a criterion: `step` 0 is the lowest rating. What it had before is forgotten.
    pub(crate) fn rate(&mut self, criterion: usize, step: usize) {
        let (word, bit) = place(criterion);
        if let Some(known) = self.known.get_mut(word) {
            *known |= bit;
        }
        for (below, reached) in self.reached.chunks_mut(self.words.max(1)).enumerate() {
            if let Some(reached) = reached.get_mut(word) {
                *reached = if below < step { *reached | bit } else { *reached & !bit };
            }
        }
    }

    /// Rates a criterion not applicable.
    pub(crate) fn rate_not_applicable(&mut self, criterion: usize, counts: NotApplicableCounts) {
        set(&mut self.not_applicable, self.words, criterion);
        match counts {
            NotApplicableCounts::AsHighest => self.rate(criterion, usize::MAX),
            NotApplicableCounts::LeftOut => self.leave_out(criterion),
        }
    }

    /// Takes a criterion out of every count.
    pub(crate) fn leave_out(&mut self, criterion: usize) {
        self.rate(criterion, 0);
        set(&mut self.left_out, self.words, criterion);
    }

    /// Notes that a criterion has a written reason.
    pub(crate) fn give_reason(&mut self, criterion: usize) {
        set(&mut self.reasoned, self.words, criterion);
    }

    /// The bit set of criteria that are not blank.
    pub(crate) fn known(&self) -> &[u64] {
        &self.known
    }

    /// A word of the bit set of criteria that are not blank.
    #[inline]
    pub(crate) fn known_word(&self, word: usize) -> u64 {
        self.known.get(word).copied().unwrap_or_default()
    }

    /// A word of the bit set of criteria rated at `step` or higher; `step` is at least 1.
    #[inline]
    pub(crate) fn reached_word(&self, step: usize, word: usize) -> u64 {
        // The first step is asked about most.
        let start = if step == 1 { 0 } else { step.saturating_sub(1).saturating_mul(self.words) };
        self.reached.get(start.wrapping_add(word)).copied().unwrap_or_default()
    }

    /// The bit set of criteria rated at `step` or higher; `step` is at least 1.
    pub(crate) fn reached(&self, step: usize) -> &[u64] {
        let start = step.saturating_sub(1).saturating_mul(self.words);
        self.reached.get(start..start.saturating_add(self.words)).unwrap_or_default()
    }

    /// Whether any criterion is left out.
    #[inline]
    pub(crate) fn leaves_out(&self) -> bool {
        !self.left_out.is_empty()
    }

    /// The bit set of criteria left out, which may be without words.
    pub(crate) fn left_out(&self) -> &[u64] {
        &self.left_out
    }

    /// The bit set of criteria rated not applicable, which may be without words.
    pub(crate) fn not_applicable(&self) -> &[u64] {
        &self.not_applicable
    }

    /// The bit set of criteria with a written reason, which may be without words.
    pub(crate) fn reasoned(&self) -> &[u64] {
        &self.reasoned
    }

    /// Whether a criterion has a written reason.
    pub(crate) fn is_reasoned(&self, criterion: usize) -> bool {
        is_set(&self.reasoned, criterion)
    }

    /// Whether a criterion is on the scale: blank or rated, but neither left out nor rated not applicable.
    pub(crate) fn is_on_scale(&self, criterion: usize) -> bool {
        !is_set(&self.left_out, criterion) && !is_set(&self.not_applicable, criterion)
    }

    /// The step of a criterion's rating, or `None` where it is blank.
    pub(crate) fn step(&self, criterion: usize) -> Option<usize> {
        let steps = self.reached.chunks(self.words.max(1));
        is_set(&self.known, criterion).then(|| steps.filter(|steps| is_set(steps, criterion)).count())
    }
}

/// How many criteria after the last one found are looked at before all are searched.
const NEAR: usize = 8;

/// Criteria and their ratings as they are stated.
#[derive(Clone, Copy)]
struct Ratings<'a> {
    pairs: &'a [(&'a str, &'a str)],
    /// Whether they stand in the order of their ids; else they mostly stand in scheme order.
    by_id: bool,
}

fn pairs(ratings: &Entries<String>) -> Vec<(&str, &str)> {
    ratings.iter().map(|(id, rating)| (id.as_str(), rating.as_str())).collect()
}

fn is_set(set: &[u64], criterion: usize) -> bool {
    let (word, bit) = place(criterion);
    set.get(word).is_some_and(|bits| bits & bit != 0)
}

fn set(set: &mut Vec<u64>, words: usize, criterion: usize) {
    if set.is_empty() {
        set.resize(words, 0);
    }
    let (word, bit) = place(criterion);
    if let Some(bits) = set.get_mut(word) {
        *bits |= bit;
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

    /// Packs the ratings.
    fn programme(
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
            let is_rated = |criterion| is_set(&answers.known, criterion) || unreasoned.contains(&criterion);
            let is_new = !criterion.is_some_and(is_rated);
            if let (Some(criterion), Some(step), true) = (criterion, step, is_new) {
                answers.rate(criterion, step);
                continue;
            }
            let pointer = format!("{within}/ratings/{}", escaped(id));
            let Some(criterion) = criterion else {
                faults.push(self.unknown_criterion(id, pointer, faults.len()));
                continue;
            };
            if !is_new {
                let message = format!("`{id}` is rated twice: keep one");
                faults.push(Refusal::new(Code::DuplicateKey, pointer, message));
            } else if rating == NOT_APPLICABLE {
                if !self.rate_not_applicable(criterion, pointer, &mut answers, faults) {
                    unreasoned.push(criterion);
                }
            } else {
                let message = format!("`{rating}` is no rating here: use `{}`", listed(scale.iter().map(|it| &*it.id)));
                let refusal = Refusal::new(Code::UnknownRating, pointer, message);
                faults.push(refusal.suggesting(rating, scale.iter().map(|known| &*known.id)));
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

impl Plan {
    pub(crate) fn awards(&self, assessment: &Assessment, faults: &mut Vec<Refusal>) -> Awards {
        let held_elsewhere = assessment.held_elsewhere.iter();
        Awards {
            as_of: assessment.as_of,
            held: self.held(assessment, faults),
            held_id: assessment.held.as_ref().map(|held| (&*held.level).into()).unwrap_or_default(),
            elsewhere: held_elsewhere
                .map(|held| ((&*held.scheme).into(), (&*held.level).into(), held.awarded_on))
                .collect(),
        }
    }

    fn held(&self, assessment: &Assessment, faults: &mut Vec<Refusal>) -> Option<HeldAward> {
        let scheme = self.scheme();
        let held = assessment.held.as_ref()?;
        if !self.looks_at_held() {
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
    use alloc::string::ToString;

    /// The scheme of the examples, whose first criterion may be rated not applicable with a reason.
    fn plan() -> Plan {
        let scheme = include_str!("../examples/two-sections.json");
        let scheme =
            scheme.replace(r#""id": "one.pass.a","#, r#""id": "one.pass.a", "not_applicable": "with-reason","#);
        let counts = r#""not_applicable": { "counts": "left-out", "source": "example#all" }, "sections": ["#;
        Plan::from_json(&scheme.replacen(r#""sections": ["#, counts, 1)).unwrap()
    }

    fn read(plan: &Plan, text: &str) -> Result<Case, Refusals> {
        crate::read_text(text, |_| Ok(plan)).map(|(_, case)| case)
    }

    #[test]
    fn a_rating_without_its_reason_is_told_by_its_place() {
        let plan = plan();
        let unreasoned = |evidence: &str| {
            let text = format!(
                r#"{{ "scheme": "example", "as_of": "2026-11-21", "facts": {{}}, "evidence": {evidence},
                "ratings": {{ "one.pass.a": "not-applicable", "two.pass.a": "met" }} }}"#
            );
            read(&plan, &text).unwrap().unreasoned()
        };
        assert_eq!(unreasoned("{}"), [[0]]);
        assert_eq!(unreasoned(r#"{ "one.pass.a": { "note": " " } }"#), [[0]]);
        assert_eq!(unreasoned(r#"{ "one.pass.a": { "note": "Nobody." } }"#), [[0; 0]]);
    }

    #[test]
    fn the_first_hundred_faults_come_with_a_guess() {
        let plan = plan();
        let guessed = |scheme: &str, within: &str, value: &str, count: usize| {
            let named: Vec<String> = (0..count).map(|i| format!(r#""one.pass.{i}": {value}"#)).collect();
            let rest = if within == "evidence" { r#""ratings": {},"# } else { "" };
            let text = format!(
                r#"{{ "scheme": "{scheme}", "as_of": "2026-11-21", "facts": {{}}, {rest} "{within}": {{ {} }} }}"#,
                named.join(",")
            );
            let refusals = read(&plan, &text).unwrap_err();
            refusals.as_slice().iter().filter(|refusal| refusal.did_you_mean.is_some()).count()
        };
        for (within, value) in [("ratings", r#""met""#), ("evidence", "{}")] {
            assert_eq!(guessed("example", within, value, 100), 100, "{within}");
            assert_eq!(guessed("example", within, value, 101), 100, "{within}");
            // The name of the scheme is a fault as well.
            assert_eq!(guessed("exampel", within, value, 101), 99, "{within}");
        }
    }

    #[test]
    fn a_rating_or_a_level_that_there_is_not_is_answered_with_those_there_are() {
        let text = r#"{ "scheme": "example", "as_of": "2026-11-21", "facts": {}, "target": "gold", "ratings": { "one.pass.a": "so-so" } }"#;
        let refusals = read(&plan(), text).unwrap_err();
        let said: Vec<String> = refusals.as_slice().iter().map(ToString::to_string).collect();
        assert!(said.iter().any(|said| said.contains("`so-so` is no rating here: use `not-met`, `met`")), "{said:?}");
        assert!(said.iter().any(|said| said.contains("no level `gold`: use `pass`")), "{said:?}");
    }

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
