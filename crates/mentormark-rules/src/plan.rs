//! A scheme checked and compiled once, to answer as often as asked.

use alloc::vec::Vec;
use core::cell::RefCell;

use crate::{
    Assessment, Bounds, Case, Code, Id, Months, Outcome, Rank, Refusal, Refusals, Scheme,
    case::Answers,
    fee::{Price, Tariff},
    json,
    progression::Ladder,
    rule::sections::{Quorum, Standing},
    scheme,
};

/// A scheme checked and compiled. Making one is the dear part; judging with it is cheap.
#[derive(Clone, Debug)]
pub struct Plan {
    // INVARIANT: `scheme` passed its checks, and the rest was compiled from it.
    scheme: Scheme,
    rules_hash: Id,
    /// Ids of criteria in scheme order; a criterion's place here is its bit.
    criteria: Vec<Id>,
    /// The same sorted by id, with their places.
    by_id: Vec<(Id, usize)>,
    /// The step of the scale from which a rating counts; at least 1.
    pub(crate) rated: usize,
    /// The criteria of each section at each level: the section's levels lowest first, then the next section's.
    groups: Vec<Group>,
    pub(crate) quorum: Quorum,
    pub(crate) ladder: Option<Ladder>,
    tariff: Option<Tariff>,
    pub(crate) term: Option<Months>,
    top: Option<Rank>,
}

/// The criteria of one section at one level.
#[derive(Clone, Debug)]
pub(crate) struct Group {
    /// Where their first bits stand. Few groups cross into another word, so counting mostly looks no further.
    first: Span,
    /// Where further bits stand.
    rest: Vec<Span>,
    /// How many of them must reach the rating that counts.
    pub(crate) needed: u32,
    /// How many there are.
    pub(crate) of: u32,
}

/// The bits of a group within one word of a bit set.
#[derive(Clone, Copy, Debug, Default)]
struct Span {
    word: usize,
    mask: u64,
}

/// The bit sets that counting looks at: criteria at the rating that counts or higher, and criteria answered.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Counting<'a> {
    reached: &'a [u64],
    known: &'a [u64],
}

/// How many of a group's criteria count, and how many are blank.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Counted {
    pub(crate) met: u32,
    pub(crate) blank: u32,
}

/// Levels, award and fee only: what checking a submission needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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
        let tree = json::tree(text)?;
        let faults = RefCell::new(Vec::new());
        let scheme = scheme::read(&json::Node::root(&tree, &faults));
        Refusals::unless_none(faults.take(), ())?;
        let scheme = scheme.ok_or_else(|| Refusal::new(Code::WrongType, "", "this is no scheme"))?;
        // The hash is of the canonical bytes, so a scheme laid out for reading has the hash of its compiled form.
        let canonical = json::canonical(&tree);
        Self::compile(scheme, &canonical)
    }

    fn compile(scheme: Scheme, canonical: &str) -> Result<Self, Refusals> {
        Refusals::unless_none(scheme::check::check(&scheme), ())?;
        let criteria: Vec<Id> = scheme.criteria().map(|criterion| criterion.id.clone()).collect();
        let mut by_id: Vec<(Id, usize)> = Vec::with_capacity(criteria.len());
        for (id, place) in criteria.iter().zip(0..) {
            by_id.insert(by_id.partition_point(|(other, _)| other < id), (id.clone(), place));
        }
        let groups = groups(&scheme);
        let share = &scheme.section_rule.share;
        Ok(Self {
            rules_hash: json::sha256(canonical.as_bytes()).as_str().into(),
            criteria,
            by_id,
            rated: scheme.scale.iter().position(|rating| rating.id == share.rated).unwrap_or(1).max(1),
            groups,
            quorum: Quorum::new(&scheme),
            ladder: Ladder::new(&scheme),
            tariff: Tariff::new(&scheme),
            term: scheme.validity.as_ref().map(|validity| validity.months),
            top: Rank::at_place(scheme.levels.len()),
            scheme,
        })
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

    /// Levels, award and fee only, without allocating.
    #[must_use]
    pub fn verify(&self, case: &Case) -> Verdict {
        let mut standing = Bounds { level: Standing::default(), could_reach: Standing::default() };
        let answers = self.counting(&case.answers);
        for section in self.sections() {
            let bounds = self.section(section, answers);
            standing.level.count(bounds.level);
            standing.could_reach.count(bounds.could_reach);
        }
        let quality = standing.map(|standing| self.quorum.level(&standing));
        let cap = self.cap(case);
        Verdict { quality, award: quality.map(|level| level.min(cap)), price: self.price(case) }
    }

    /// The highest level that may be awarded now.
    pub(crate) fn cap(&self, case: &Case) -> Option<Rank> {
        self.ladder.as_ref().map_or(self.top, |ladder| Some(ladder.cap(case.held, case.as_of)))
    }

    pub(crate) fn price(&self, case: &Case) -> Price {
        let Some(tariff) = &self.tariff else {
            return Price::None;
        };
        tariff.price(case.facts.get(tariff.fact).copied().flatten(), case.tax_point)
    }

    /// The level of a section, given its groups.
    pub(crate) fn section(&self, groups: &[Group], answers: Counting<'_>) -> Bounds<Option<Rank>> {
        let cumulative = self.scheme.section_rule.cumulative;
        let mut places = Bounds { level: 0usize, could_reach: 0usize };
        for (below, group) in groups.iter().enumerate() {
            let counted = group.count(answers);
            let place = below.saturating_add(1);
            // Cumulative: a level counts only on top of all below it.
            if counted.met >= group.needed && (!cumulative || places.level == below) {
                places.level = place;
            }
            if counted.met.saturating_add(counted.blank) >= group.needed && (!cumulative || places.could_reach == below)
            {
                places.could_reach = place;
            }
        }
        places.map(Rank::at_place)
    }

    /// The answers as this plan counts them.
    pub(crate) fn counting<'a>(&self, answers: &'a Answers) -> Counting<'a> {
        Counting { reached: answers.reached(self.rated), known: answers.known() }
    }

    /// The groups of each section.
    pub(crate) fn sections(&self) -> impl Iterator<Item = &[Group]> {
        self.groups.chunks(self.scheme.levels.len().max(1))
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

impl Group {
    /// How many of the group's criteria count, and how many are blank.
    pub(crate) fn count(&self, answers: Counting<'_>) -> Counted {
        let count = |span: &Span| {
            let bits = |set: &[u64]| set.get(span.word).copied().unwrap_or_default() & span.mask;
            Counted { met: bits(answers.reached).count_ones(), blank: (bits(answers.known) ^ span.mask).count_ones() }
        };
        self.rest.iter().map(count).fold(count(&self.first), |sum, more| Counted {
            met: sum.met.saturating_add(more.met),
            blank: sum.blank.saturating_add(more.blank),
        })
    }

    /// The places of the group's criteria, in scheme order.
    pub(crate) fn members(&self) -> impl Iterator<Item = usize> {
        core::iter::once(&self.first).chain(&self.rest).flat_map(|span| {
            let first = span.word.saturating_mul(64);
            let mut rest = span.mask;
            core::iter::from_fn(move || {
                let bit = (rest != 0).then(|| rest.trailing_zeros())?;
                rest &= rest.wrapping_sub(1);
                Some(first.saturating_add(usize::try_from(bit).ok()?))
            })
        })
    }
}

/// The groups of all sections.
fn groups(scheme: &Scheme) -> Vec<Group> {
    let mut groups = Vec::new();
    let mut first = 0usize;
    for section in &scheme.sections {
        for level in &scheme.levels {
            let places = section.criteria.iter().zip(first..).filter(|(criterion, _)| criterion.level == level.id);
            let mut spans: Vec<Span> = Vec::new();
            let mut of = 0u32;
            for (_, place) in places {
                let (word, bit) = crate::case::place(place);
                match spans.last_mut().filter(|span| span.word == word) {
                    Some(span) => span.mask |= bit,
                    None => spans.push(Span { word, mask: bit }),
                }
                of = of.saturating_add(1);
            }
            let mut spans = spans.into_iter();
            let (first, rest) = (spans.next().unwrap_or_default(), spans.collect());
            groups.push(Group { first, rest, needed: scheme.section_rule.share.of.needed(of), of });
        }
        first = first.saturating_add(section.criteria.len());
    }
    groups
}
