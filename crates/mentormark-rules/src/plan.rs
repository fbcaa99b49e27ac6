//! A scheme checked and compiled once, to answer as often as asked.

use crate::packed::packed;
use alloc::{borrow::Cow, string::String, vec::Vec};

use crate::{
    Assessment, Bounds, Case, Code, Id, Outcome, Rank, Refusal, Refusals, Scheme,
    case::{Answers, Programme},
    eligibility::{Circumstance, Circumstances, Conditions},
    fact::{Facts, Truths},
    fee::{Price, Tariff},
    json,
    packed::{packed_bytes, unpacked},
    progression::{Ladder, Term},
    rule::{
        condition::Condition,
        sections::{Levels, SectionLevel, Standing},
        tally::Selection,
        test::{self, Asking, SectionPlan},
    },
    scheme::{self, Applicability, Combine, test::Test},
};

mod reach;
#[cfg(test)]
mod tests;

/// A scheme checked and compiled. Making one is the dear part; judging with it is cheap.
#[derive(Clone, Debug)]
pub struct Plan {
    // INVARIANT: `scheme` passed its checks, and the rest was compiled from it.
    scheme: Scheme,
    rules_hash: Id,
    /// For each assumption of the scheme, where it is named.
    assumed_at: Vec<Vec<String>>,
    /// Ids of criteria in scheme order; a criterion's place here is its bit.
    criteria: Vec<Id>,
    /// The same sorted by id, with their places.
    by_id: Vec<(Id, usize)>,
    /// Which criteria may be rated not applicable; without entries where none may.
    applicability: Vec<Applicability>,
    asks_for_reasons: bool,
    looks_at_held: bool,
    /// For each fact, when it is asked for, where that hangs on others.
    asked_when: Vec<Option<Condition>>,
    pub(crate) facts: Facts,
    sections: Vec<SectionPlan>,
    /// Criteria that do not concern everyone, by what decides it.
    concerns: Vec<(Selection, Condition)>,
    pub(crate) award: test::Ladder,
    pub(crate) conditions: Conditions,
    pub(crate) ladder: Option<Ladder>,
    tariff: Option<Tariff>,
    pub(crate) term: Option<Term>,
    top: Option<Rank>,
}

packed!(struct Plan { scheme, rules_hash, assumed_at, criteria, by_id, applicability, asks_for_reasons, looks_at_held, asked_when, facts, sections, concerns, award, conditions, ladder, tariff, term, top });

/// What a form should ask for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// Whether each fact of the scheme is asked for now; not while that hangs on another that is blank.
    pub facts: Vec<bool>,
    /// Whether each section may concern the applicant.
    pub sections: Vec<bool>,
}

/// Levels, award and fee only: what checking a submission needs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// What the ratings earn.
    pub quality: Bounds<Option<Rank>>,
    /// What may be given now.
    pub award: Bounds<Option<Rank>>,
    /// What it costs.
    pub price: Price,
}

impl Plan {
    /// Compiles a scheme from its compiled JSON.
    ///
    /// # Errors
    /// Every fault of its shape, or else everything that is wrong with what it says.
    pub fn from_json(text: &str) -> Result<Self, Refusals> {
        let (scheme, hash, tree) = read(text)?;
        Refusals::unless_none(scheme::check::check(&scheme), ())?;
        let plan = Self::compile(scheme, &hash, &tree);
        Refusals::unless_none(plan.unreachable(), plan)
    }

    /// Compiles a scheme that was checked before: one whose compiled JSON has the hash of a known one. Nothing that it says is checked
    /// again, so of any other scheme it may say anything.
    ///
    /// # Errors
    /// Every fault of its shape.
    pub fn from_checked_json(text: &str) -> Result<Self, Refusals> {
        let (scheme, hash, tree) = read(text)?;
        Ok(Self::compile(scheme, &hash, &tree))
    }

    /// The plan as bytes from which [`Plan::unpack`] makes it again, for the engine of the same build.
    #[must_use]
    pub fn pack(&self) -> Vec<u8> {
        packed_bytes(self)
    }

    /// The plan that was packed into `bytes`; `None` where another version of the engine did, or they are not whole. Nothing in them is
    /// checked beyond that: give it what [`Plan::pack`] made.
    #[must_use]
    pub fn unpack(bytes: &[u8]) -> Option<Self> {
        unpacked(bytes)
    }

    fn compile(scheme: Scheme, hash: &str, tree: &json::Tree) -> Self {
        let criteria: Vec<Id> = scheme.criteria().map(|criterion| criterion.id.clone()).collect();
        let mut by_id: Vec<(Id, usize)> = Vec::with_capacity(criteria.len());
        for (id, place) in criteria.iter().zip(0..) {
            by_id.insert(by_id.partition_point(|(other, _)| other < id), (id.clone(), place));
        }
        let mut facts = Facts::new(&scheme);
        let mut asked_when = Vec::with_capacity(scheme.facts.len());
        for fact in &scheme.facts {
            asked_when.push(fact.asked_when.as_ref().map(|test| Condition::compile(test, &mut facts)));
        }
        let (mut sections, mut concerns) = (Vec::with_capacity(scheme.sections.len()), Vec::new());
        let mut first = 0usize;
        for (index, section) in scheme.sections.iter().enumerate() {
            let plan = SectionPlan::new(&scheme, index, section, first, &mut facts);
            if let Some(applies_when) = &plan.applies_when {
                concerns.push((plan.criteria.clone(), applies_when.clone()));
            }
            for (criterion, place) in section.criteria.iter().zip(first..) {
                if let Some(test) = &criterion.applies_when {
                    let condition = Condition::compile(test, &mut facts);
                    concerns.push((Selection::of(core::iter::once(place)), condition));
                }
            }
            sections.push(plan);
            first = first.saturating_add(section.criteria.len());
        }
        let award = test::Ladder::new(&scheme, &scheme.award_rule, None, &mut facts);
        let mut quality = Vec::new();
        for section in &mut sections {
            section.ladder.comparisons(&mut quality);
            section.look_at(&concerns);
        }
        award.comparisons(&mut quality);
        let (ladder, term) = (Ladder::new(&scheme), Term::new(&scheme));
        let conditions = concerns.iter().map(|(_, condition)| condition.clone()).collect();
        let may_be = |criterion: &scheme::Criterion| criterion.not_applicable;
        let nobody = scheme.criteria().all(|criterion| may_be(criterion) == Applicability::Forbidden);
        Self {
            rules_hash: hash.into(),
            assumed_at: assumed_at(&scheme, tree),
            criteria,
            by_id,
            applicability: if nobody { Vec::new() } else { scheme.criteria().map(may_be).collect() },
            asks_for_reasons: scheme.criteria().any(|criterion| may_be(criterion) == Applicability::WithReason)
                || asks_for_reasons(&scheme),
            looks_at_held: ladder.is_some() || term.as_ref().is_some_and(Term::looks_at_held) || looks_at_held(&scheme),
            asked_when,
            sections,
            concerns,
            award,
            conditions: Conditions::new(&scheme, quality, conditions, &mut facts),
            ladder,
            tariff: Tariff::new(&scheme, &mut facts),
            term,
            top: Rank::at_place(scheme.levels.len()),
            facts,
            scheme,
        }
    }

    /// The scheme.
    #[must_use]
    pub fn scheme(&self) -> &Scheme {
        &self.scheme
    }

    /// `sha256:` and the hash of the compiled rules.
    #[must_use]
    pub fn rules_hash(&self) -> &str {
        &self.rules_hash
    }

    /// What the rules say of an assessment.
    ///
    /// # Errors
    /// Every fault of the assessment, as [`Plan::read`] finds them.
    pub fn assess(&self, assessment: &Assessment) -> Result<Outcome, Refusals> {
        self.read(assessment).map(|case| self.outcome(&case))
    }

    /// What the rules say of an assessment in JSON, as canonical JSON.
    ///
    /// # Errors
    /// Every fault of the text and of the assessment at once.
    pub fn assess_json(&self, text: &str) -> Result<alloc::string::String, Refusals> {
        crate::assess_text(text, |_| Ok(self)).map(|outcome| json::canonical(&outcome))
    }

    /// Levels, award and fee only; without allocating where the scheme counts sections and no fact its rules look at is blank.
    #[must_use]
    pub fn verify(&self, case: &Case) -> Verdict {
        let (quality, award) = if self.conditions.are_none() {
            let nothing = Truths::default();
            let (quality, cap) = (self.quality(case, &nothing), self.cap(case));
            (quality, quality.map(|level| self.capped(case, &nothing, level.min(cap))))
        } else {
            self.bounds(case, &self.circumstances(case))
        };
        Verdict { quality, award, price: self.price(case, award.level) }
    }

    /// What the ratings earn and what may be given, over every completion.
    pub(crate) fn bounds(
        &self,
        case: &Case,
        circumstances: &Circumstances,
    ) -> (Bounds<Option<Rank>>, Bounds<Option<Rank>>) {
        let (mut quality, mut award, cap) = (None, None, self.cap(case));
        for way in circumstances.each() {
            quality = Some(widened(quality, way.quality));
            award = Some(widened(award, self.award_of(case, way, way.quality.map(|level| level.min(cap)))));
        }
        (quality.unwrap_or_default(), award.unwrap_or_default())
    }

    /// What may be given of the levels that ratings and progression allow, in one way the blank facts can come out.
    fn award_of(&self, case: &Case, way: Circumstance<'_>, upto: Bounds<Option<Rank>>) -> Bounds<Option<Rank>> {
        let given = upto.map(|level| self.capped(case, way.truths, level));
        Bounds {
            level: given.level.filter(|_| way.eligible.level),
            could_reach: given.could_reach.filter(|_| way.eligible.could_reach),
        }
    }

    /// The highest level up to one, itself no higher than the [`Plan::cap`], that prerequisites allow.
    pub(crate) fn capped(&self, case: &Case, way: &Truths, upto: Option<Rank>) -> Option<Rank> {
        let mut level = upto;
        while let Some(rank) = level.filter(|&rank| !self.passes(case, way, rank)) {
            level = Rank::at_place(rank.index());
        }
        level
    }

    /// Whether everything that a level needs besides quality holds.
    pub(crate) fn passes(&self, case: &Case, way: &Truths, level: Rank) -> bool {
        self.must_pass(case).is_none_or(|held| level > held)
            && self.conditions.prerequisites_hold(level, way, &case.awards)
    }

    /// The level at or below which nothing may be awarded, because it is held and must be risen from.
    pub(crate) fn must_pass(&self, case: &Case) -> Option<Rank> {
        let held = case.awards.held;
        let held = self.ladder.as_ref().map_or(held, |ladder| ladder.counting(held, case.awards.as_of));
        self.term.as_ref()?.must_pass(held?.level)
    }

    /// The highest level that may be awarded now.
    pub(crate) fn cap(&self, case: &Case) -> Option<Rank> {
        self.ladder.as_ref().map_or(self.top, |ladder| Some(ladder.cap(case.awards.held, case.awards.as_of)))
    }

    /// What the fee is, given the level to be awarded.
    pub(crate) fn price(&self, case: &Case, award: Option<Rank>) -> Price {
        self.tariff.as_ref().map_or(Price::None, |tariff| {
            let level = case.target.or(award);
            tariff.price(&self.facts, &case.facts, &case.awards, case.tax_point, level)
        })
    }

    /// The positions of the facts that the fee hangs on, rising; none unless it is unknown.
    pub(crate) fn fee_needs(&self, case: &Case, award: Option<Rank>, price: &Price) -> Vec<usize> {
        match (&self.tariff, price) {
            (Some(tariff), Price::Unknown) => {
                tariff.needs(&self.facts, &case.facts, &case.awards, case.tax_point, case.target.or(award))
            }
            _ => Vec::new(),
        }
    }

    /// What the ratings earn, in one way the blank facts can come out.
    pub(crate) fn quality(&self, case: &Case, way: &Truths) -> Bounds<Option<Rank>> {
        let qualities = case.programmes.iter().map(|programme| self.quality_of(programme, case, way));
        self.combine(case.programmes.len(), qualities)
    }

    /// What `count` programmes earn together.
    pub(crate) fn combine(
        &self,
        count: usize,
        mut qualities: impl Iterator<Item = Bounds<Option<Rank>>>,
    ) -> Bounds<Option<Rank>> {
        match &self.scheme.programmes {
            Some(rule) if count > 1 => combined(rule.combine, qualities),
            _ => qualities.next().unwrap_or_default(),
        }
    }

    /// What the ratings of one programme earn.
    pub(crate) fn quality_of(&self, programme: &Programme, case: &Case, way: &Truths) -> Bounds<Option<Rank>> {
        let answers = self.concerned(&programme.answers, case, way);
        let asking = Asking { answers: &answers, truths: way, awards: &case.awards, levels: None };
        let levels = self.levels(asking, self.award.looks_at_each());
        self.award.level(Asking { levels: Some(&levels), ..asking })
    }

    /// The answers without the criteria that do not concern this applicant.
    pub(crate) fn concerned<'a>(&self, answers: &'a Answers, case: &Case, way: &Truths) -> Cow<'a, Answers> {
        let mut answers = Cow::Borrowed(answers);
        for (criteria, condition) in &self.concerns {
            if !condition.holds(way, &case.awards) {
                let answers = answers.to_mut();
                criteria.words().for_each(|(word, criteria)| answers.leave_out_among(word, criteria));
            }
        }
        answers
    }

    /// The levels of all sections, one by one too if `each`.
    pub(crate) fn levels(&self, asking: Asking<'_>, each: bool) -> Levels {
        let mut levels = Levels::default();
        for section in &self.sections {
            levels.add(section_level(section, asking), each);
        }
        levels
    }

    pub(crate) fn sections(&self) -> &[SectionPlan] {
        &self.sections
    }

    /// Whether an award of this scheme held changes anything.
    #[must_use]
    pub fn looks_at_held(&self) -> bool {
        self.looks_at_held
    }

    /// What a form should ask for, given what is stated so far. What cannot be read counts as blank.
    #[must_use]
    pub fn asked(&self, assessment: &Assessment) -> Asked {
        let mut ignored = Vec::new();
        let facts = Facts::read(&self.scheme, &assessment.facts, &mut ignored);
        let awards = self.awards(assessment, &mut ignored);
        // Whether it holds in some way that the blank facts can come out, and whether in all.
        let holds = |condition: &Condition| {
            let mut wanted = Vec::new();
            condition.comparisons(&mut wanted);
            let (mut some, mut all) = (false, true);
            for way in self.facts.ways(&facts, assessment.as_of, &wanted) {
                let holds = condition.holds(&way.truths, &awards);
                some |= holds;
                all &= holds;
            }
            (some, all)
        };
        let may_hold = |condition: &Condition| holds(condition).0;
        let must_hold = |condition: &Condition| holds(condition).1;
        Asked {
            facts: self.asked_when.iter().map(|when| when.as_ref().is_none_or(must_hold)).collect(),
            sections: self.sections.iter().map(|section| section.applies_when.as_ref().is_none_or(may_hold)).collect(),
        }
    }

    /// Whether a written reason changes anything.
    pub(crate) fn asks_for_reasons(&self) -> bool {
        self.asks_for_reasons
    }

    /// Whether a criterion may be rated not applicable.
    pub(crate) fn applicability(&self, criterion: usize) -> Applicability {
        self.applicability.get(criterion).copied().unwrap_or_default()
    }

    /// For each assumption of the scheme, where it is named.
    pub(crate) fn assumed_at(&self) -> &[Vec<String>] {
        &self.assumed_at
    }

    pub(crate) fn criteria(&self) -> &[Id] {
        &self.criteria
    }

    pub(crate) fn by_id(&self) -> &[(Id, usize)] {
        &self.by_id
    }

    pub(crate) fn tariff(&self) -> Option<&Tariff> {
        self.tariff.as_ref()
    }

    pub(crate) fn hash(&self) -> &Id {
        &self.rules_hash
    }

    /// The id of a level.
    pub(crate) fn level_id(&self, rank: Rank) -> Id {
        // INVARIANT: ranks come from this plan's ladder, so there is always a level.
        self.scheme.levels.get(rank.index()).map_or_else(|| Id::from(""), |level| level.id.clone())
    }
}

/// The scheme in a text, its hash and its tree.
fn read(text: &str) -> Result<(Scheme, String, json::Tree), Refusals> {
    let tree = json::tree(text)?;
    let faults = json::Reading::default();
    let scheme = scheme::read(&json::Node::root(&tree, &faults));
    Refusals::unless_none(faults.take(), ())?;
    let scheme = scheme.ok_or_else(|| Refusal::new(Code::WrongType, "", "this is no scheme"))?;
    // The hash is of the canonical bytes, so a scheme laid out for reading has the hash of its compiled form.
    let hash = json::sha256(json::canonical(&tree).as_bytes());
    Ok((scheme, hash, tree))
}

/// A section's level.
pub(crate) fn section_level(section: &SectionPlan, asking: Asking<'_>) -> SectionLevel {
    if asking.answers.leaves_out() && section.criteria.within(asking.answers.left_out()) == section.criteria.of {
        return SectionLevel { bounds: Bounds::default(), applies: false };
    }
    SectionLevel { bounds: section.ladder.level(asking), applies: true }
}

/// The bounds that hold both.
pub(crate) fn widened(so_far: Option<Bounds<Option<Rank>>>, more: Bounds<Option<Rank>>) -> Bounds<Option<Rank>> {
    so_far.map_or(more, |so_far| Bounds {
        level: so_far.level.min(more.level),
        could_reach: so_far.could_reach.max(more.could_reach),
    })
}

/// The level of several programmes together.
pub(crate) fn combined(combine: Combine, levels: impl Iterator<Item = Bounds<Option<Rank>>>) -> Bounds<Option<Rank>> {
    let (mut standing, mut of) = (Bounds::<Standing>::default(), 0u32);
    for level in levels {
        standing.level.count(level.level);
        standing.could_reach.count(level.could_reach);
        of = of.saturating_add(1);
    }
    let needed = match combine {
        Combine::Lowest => of,
        Combine::Quorum(needed) => needed.min(of),
    };
    standing.map(|standing| {
        (0..Rank::MOST).rev().filter_map(Rank::from_index).find(|&level| standing.at_least(level) >= needed)
    })
}

/// Where each assumption of a scheme is named in its tree.
fn assumed_at(scheme: &Scheme, tree: &json::Tree) -> Vec<Vec<String>> {
    let named = scheme::anchors(tree);
    let places = |assumption: &Id| {
        let here = named.iter().filter(|named| *named.anchor == **assumption);
        here.map(|named| named.pointer.clone()).collect()
    };
    scheme.assumptions.iter().map(places).collect()
}

/// Whether any test of the scheme is as `is` says.
fn any_test(scheme: &Scheme, is: fn(&Test) -> bool) -> bool {
    let mut found = false;
    scheme::check::each_test(scheme, &mut |_, test| found |= is(test));
    found
}

fn looks_at_held(scheme: &Scheme) -> bool {
    any_test(scheme, |test| matches!(test, Test::Held(held) if held.scheme.is_none()))
}

fn asks_for_reasons(scheme: &Scheme) -> bool {
    any_test(scheme, |test| matches!(test, Test::Share(share) if share.or_reasoned))
}
