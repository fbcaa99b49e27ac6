//! The full outcome of a case: levels, award, dates, fee, routes and fragile answers. The reasons are in `explain`.

mod summary;

use alloc::vec::Vec;

pub use summary::{ProgrammeSummary, Summary};

use crate::{
    Assessment, Bounds, Case, Date, Id, Outcome, Plan, Rank, Refusal, Refusals,
    case::Programme,
    eligibility::{Circumstance, Circumstances},
    fee::Price,
    json,
    outcome::{
        Award, Check, CheckStatus, Earliest, Eligibility, EligibilityStatus, Fee, KnownFee, Limit, ProgrammeOutcome,
        SectionOutcome, Status, Tally,
    },
    rule::{
        sections::Levels,
        test::{Asking, SectionPlan},
    },
    scheme,
};

/// The outcome of an assessment in JSON, judged by the plan that `choose` finds for it.
///
/// ```no_run
/// # fn plans() -> Vec<(mentormark_rules::scheme::Edition<'static>, mentormark_rules::Plan)> { vec![] }
/// use mentormark_rules::{assess_text, scheme::edition_on};
///
/// let (editions, plans): (Vec<_>, Vec<_>) = plans().into_iter().unzip();
/// let outcome = assess_text("{}", |assessment| Ok(&plans[edition_on(&editions, assessment)?]));
/// assert!(outcome.is_err());
/// ```
///
/// # Errors
/// Every fault at once: of the text's shape, of the choice, and of what the assessment says.
pub fn assess_text<'p>(
    text: &str,
    choose: impl Fn(&Assessment) -> Result<&'p Plan, Refusal>,
) -> Result<Outcome, Refusals> {
    read_text(text, choose).map(|(plan, case)| plan.outcome(&case))
}

/// The plan that `choose` finds for an assessment in JSON, and the case that it reads from it.
///
/// What `choose` is handed may be without its ratings and its programmes, and it may be asked twice.
///
/// # Errors
/// As [`assess_text`].
pub fn read_text<'p>(
    text: &str,
    choose: impl Fn(&Assessment) -> Result<&'p Plan, Refusal>,
) -> Result<(&'p Plan, Case), Refusals> {
    if let Some(scanned) = json::scan(text)
        && let Ok(plan) = choose(&scanned.rest)
        && let Ok(case) = plan.read_rated(&scanned.rest, &scanned.ratings)
    {
        return Ok((plan, case));
    }
    let unread = match json::thorough_assessment(text) {
        Ok(assessment) => {
            let plan = choose(&assessment)?;
            return plan.read(&assessment).map(|case| (plan, case));
        }
        Err(unread) => unread,
    };
    let mut faults = unread.refusals.into_vec();
    if let Some(rest) = unread.rest {
        match choose(&rest) {
            Ok(plan) => faults.extend(plan.read(&rest).err().map(Refusals::into_vec).unwrap_or_default()),
            Err(fault) => faults.push(fault),
        }
    }
    // INVARIANT: an unread text has at least one refusal.
    Err(Refusals::all(faults))
}

/// A programme worked out in the way of filling the blank facts that the reasons tell of.
pub(crate) struct Worked<'a> {
    pub(crate) programme: &'a Programme,
    pub(crate) answers: crate::case::Answers,
    pub(crate) levels: Levels,
    pub(crate) quality: Bounds<Option<Rank>>,
    /// What it earns over every way.
    overall: Bounds<Option<Rank>>,
    /// The bounds of each section over every way.
    sections: Vec<Bounds<Option<Rank>>>,
}

/// A case worked out.
pub(crate) struct Told<'a> {
    pub(crate) case: &'a Case,
    pub(crate) circumstances: &'a Circumstances,
    /// The way of filling the blank facts that gives the least, the first of equals.
    pub(crate) way: Circumstance<'a>,
    pub(crate) programmes: Vec<Worked<'a>>,
    /// What the ratings earn at worst, in that way.
    pub(crate) quality: Option<Rank>,
    /// What may be given at worst, over every way.
    pub(crate) award: Option<Rank>,
    pub(crate) price: &'a Price,
    /// The positions of the facts that an unknown fee hangs on; none while nobody is told of them.
    pub(crate) needs: Vec<usize>,
}

impl Plan {
    /// What the rules say of a case.
    #[must_use]
    pub fn outcome(&self, case: &Case) -> Outcome {
        let circumstances = self.circumstances(case);
        let (quality, award) = self.bounds(case, &circumstances);
        let price = self.price(case, award.level);
        let mut told = self.worked_out(case, &circumstances, award.level, &price);
        told.needs = self.fee_needs(case, award.level, &price);
        Outcome {
            fee: self.fee(&price, &told.needs),
            routes: self.routes(case, &circumstances, quality.level),
            fragile: self.fragile(case, &circumstances, award.level),
            reasons: self.reasons(&told),
            assumptions: self.assumptions(case, &price),
            ..self.outlined(&told, quality, award)
        }
    }

    /// The outcome of a case without what explains it: no routes, no fragile answers, no reasons, no assumptions, nor the
    /// facts that an unknown fee hangs on are worked out, and their lists are empty. For a screen that shows where one stands and fetches the rest when it is asked for.
    #[must_use]
    pub fn outline(&self, case: &Case) -> Outcome {
        let circumstances = self.circumstances(case);
        let (quality, award) = self.bounds(case, &circumstances);
        let price = self.price(case, award.level);
        self.outlined(&self.worked_out(case, &circumstances, award.level, &price), quality, award)
    }

    /// A case as its reasons tell it.
    fn worked_out<'a>(
        &self,
        case: &'a Case,
        circumstances: &'a Circumstances,
        award: Option<Rank>,
        price: &'a Price,
    ) -> Told<'a> {
        let mut told = self.told(case, circumstances, award, price);
        let programmes = case.programmes.iter().enumerate();
        told.programmes =
            programmes.map(|(index, it)| self.work_out(index, it, case, told.way, circumstances)).collect();
        told
    }

    /// An outcome without what explains it.
    #[inline(never)]
    fn outlined(&self, told: &Told<'_>, quality: Bounds<Option<Rank>>, award: Bounds<Option<Rank>>) -> Outcome {
        let scheme = self.scheme();
        let Told { case, circumstances, price, .. } = *told;
        let eligibility = self.eligibility(circumstances);
        let settled = eligibility.status != EligibilityStatus::Undetermined
            && told.programmes.iter().all(|worked| worked.sections.iter().all(Bounds::is_settled))
            && (case.programmes.len() == 1 || told.programmes.iter().all(|worked| worked.overall.is_settled()))
            && quality.is_settled()
            && award.is_settled()
            && *price != Price::Unknown;
        let name = |level: Option<Rank>| level.map(|level| self.level_id(level));
        let single = case.programmes.first().is_none_or(|programme| programme.id.is_none());
        Outcome {
            scheme: scheme.id.clone(),
            edition: scheme.edition.clone(),
            rules_hash: self.hash().clone(),
            as_of: case.awards.as_of,
            target: name(case.target),
            status: if settled { Status::Complete } else { Status::Incomplete },
            sections: match told.programmes.first() {
                Some(worked) if single => self.section_outcomes(worked),
                _ => Vec::new(),
            },
            programmes: if single {
                Vec::new()
            } else {
                let programme = |worked: &Worked<'_>| ProgrammeOutcome {
                    id: worked.programme.id.clone().unwrap_or_default(),
                    sections: self.section_outcomes(worked),
                    quality: worked.overall.map(name),
                };
                told.programmes.iter().map(programme).collect()
            },
            quality: quality.map(name),
            award: Award {
                bounds: award.map(name),
                limited_by: self.limits(told, quality.level, eligibility.status),
                label: name(award.level).or_else(|| scheme.below.as_ref().map(|below| below.id.clone())),
            },
            eligibility,
            progression: self
                .earliest(case)
                .into_iter()
                .map(|(level, earliest)| Earliest { level: self.level_id(level), earliest })
                .collect(),
            validity: self.term.as_ref().map(|term| term.validity(award.level, case.awards.held, case.awards.as_of)),
            fee: self.fee(price, &[]),
            routes: Vec::new(),
            fragile: Vec::new(),
            reasons: Vec::new(),
            assumptions: Vec::new(),
        }
    }

    /// A case as its reasons tell it, its programmes not worked out.
    fn told<'a>(
        &self,
        case: &'a Case,
        circumstances: &'a Circumstances,
        award: Option<Rank>,
        price: &'a Price,
    ) -> Told<'a> {
        let way = self.way_told(case, circumstances);
        Told {
            case,
            circumstances,
            way,
            programmes: Vec::new(),
            quality: way.quality.level,
            award,
            price,
            needs: Vec::new(),
        }
    }

    /// The way of filling the blank facts that gives the least, the first of equals.
    fn way_told<'a>(&self, case: &Case, circumstances: &'a Circumstances) -> Circumstance<'a> {
        let cap = self.cap(case);
        let worth = |way: &Circumstance<'_>| {
            let quality = way.quality.level;
            (self.capped(case, way.truths, quality.min(cap)), quality)
        };
        let mut least = circumstances.first();
        if circumstances.ways().len() > 1 {
            let mut of_least = worth(&least);
            for way in circumstances.each() {
                let here = worth(&way);
                if here < of_least {
                    (least, of_least) = (way, here);
                }
            }
        }
        least
    }

    fn work_out<'a>(
        &self,
        index: usize,
        programme: &'a Programme,
        case: &Case,
        way: Circumstance<'_>,
        circumstances: &Circumstances,
    ) -> Worked<'a> {
        let answers = self.concerned(&programme.answers, case, way.truths).into_owned();
        let asking = Asking { answers: &answers, truths: way.truths, awards: &case.awards, levels: None };
        let levels = self.levels(asking, true);
        let quality = self.award.level(Asking { levels: Some(&levels), ..asking });
        let mut sections: Vec<Bounds<Option<Rank>>> = levels.each.iter().map(|level| level.bounds).collect();
        for (section, bounds) in sections.iter_mut().enumerate() {
            *bounds = circumstances.survey.section(index, section).unwrap_or(*bounds);
        }
        let overall = circumstances.survey.quality(index).unwrap_or(quality);
        Worked { programme, answers, levels, quality, overall, sections }
    }

    fn eligibility(&self, circumstances: &Circumstances) -> Eligibility {
        let check = |(check, &status): (&scheme::Check, &CheckStatus)| Check {
            id: check.id.clone(),
            status,
            source: check.source.clone(),
        };
        Eligibility {
            status: match circumstances.status() {
                CheckStatus::Met => EligibilityStatus::Eligible,
                CheckStatus::NotMet => EligibilityStatus::NotEligible,
                CheckStatus::Undetermined => EligibilityStatus::Undetermined,
            },
            checks: self.scheme().eligibility.iter().zip(&circumstances.checks).map(check).collect(),
        }
    }

    /// What holds the award below the quality level, both at their worst.
    fn limits(&self, told: &Told<'_>, quality: Option<Rank>, eligibility: EligibilityStatus) -> Vec<Limit> {
        let mut limits = Vec::new();
        if eligibility != EligibilityStatus::Eligible {
            limits.push(Limit::Eligibility);
        }
        let cap = self.cap(told.case);
        if cap < quality {
            limits.push(Limit::Progression);
        }
        // The way told of is one that gives the least.
        if self.capped(told.case, told.way.truths, told.quality.min(cap)) < quality.min(cap) {
            limits.push(Limit::Prerequisite);
        }
        limits
    }

    /// For each level above the one held, the first day on which it may be awarded: `as_of` where nothing delays it.
    fn earliest(&self, case: &Case) -> Vec<(Rank, Date)> {
        let as_of = case.awards.as_of;
        if let Some(ladder) = &self.ladder {
            return ladder.earliest(case.awards.held, as_of);
        }
        let above = Rank::place(case.awards.held.map(|held| held.level))..self.scheme().levels.len();
        above.filter_map(Rank::from_index).map(|level| (level, as_of)).collect()
    }

    fn section_outcomes(&self, worked: &Worked<'_>) -> Vec<SectionOutcome> {
        let sections = self.scheme().sections.iter().zip(self.sections()).zip(&worked.sections);
        sections.map(|((section, plan), &bounds)| self.section_outcome(worked, section, plan, bounds)).collect()
    }

    fn section_outcome(
        &self,
        worked: &Worked<'_>,
        section: &scheme::Section,
        plan: &SectionPlan,
        bounds: Bounds<Option<Rank>>,
    ) -> SectionOutcome {
        let answers = &worked.answers;
        let outside = |criterion: &usize| !answers.is_on_scale(*criterion);
        let tally = |(level, (shown, step)): (&scheme::Named, &(crate::rule::tally::Selection, usize))| Tally {
            level: level.id.clone(),
            met: shown.within(answers.reached(*step)),
            unanswered: shown.of.saturating_sub(shown.within(answers.known())),
            not_applicable: if answers.leaves_out() || !answers.not_applicable().is_empty() {
                u32::try_from(shown.members().filter(outside).count()).unwrap_or(u32::MAX)
            } else {
                0
            },
            of: shown.of,
        };
        SectionOutcome {
            id: section.id.clone(),
            bounds: bounds.map(|level| level.map(|level| self.level_id(level))),
            tallies: self.scheme().levels.iter().zip(&plan.shown).map(tally).collect(),
        }
    }

    fn fee(&self, price: &Price, needs: &[usize]) -> Fee {
        let Some(fee) = &self.scheme().fee else {
            return Fee::None;
        };
        match price {
            Price::None => Fee::None,
            Price::NotPublished => Fee::NotPublished,
            Price::Unknown => Fee::Unknown { needs: self.fact_ids(needs) },
            Price::Known(charge) => Fee::Known(KnownFee {
                currency: fee.currency(),
                band: fee.band_id(charge),
                net: charge.net,
                vat: charge.vat,
                gross: charge.gross,
                vat_rate_bp: charge.rate,
            }),
        }
    }

    /// The ids of facts given by their places.
    pub(crate) fn fact_ids(&self, places: &[usize]) -> Vec<Id> {
        places.iter().filter_map(|&place| Some(self.scheme().facts.get(place)?.id.clone())).collect()
    }

    /// The assumptions relied on, in scheme order: those of the rules asked, and of what this case brought into play.
    fn assumptions(&self, case: &Case, price: &Price) -> Vec<Id> {
        let held = case.awards.held.is_some();
        let is_in_play = |pointer: &str| match pointer {
            "/source" => !case.edition_named,
            "/progression/lapsed_source" => self.lapsed_on(case).is_some(),
            "/retired/source" => self.is_retired(case),
            _ if pointer.starts_with("/after_award/") => false,
            _ if pointer.starts_with("/progression/waits/") => held,
            _ if pointer.starts_with("/progression/assumes/") => case.target.is_some(),
            _ if pointer.starts_with("/validity/renewal/") => held,
            _ if pointer.starts_with("/programmes/") => case.programmes.len() > 1,
            _ if pointer.starts_with("/fee/") => matches!(price, Price::Known(_) | Price::NotPublished),
            _ => true,
        };
        let named = self.scheme().assumptions.iter().zip(self.assumed_at());
        let relied = named.filter(|(_, places)| places.iter().any(|place| is_in_play(place)));
        relied.map(|(assumption, _)| assumption.clone()).collect()
    }
}
