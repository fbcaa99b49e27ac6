//! The full outcome of a case: levels, award, dates, fee, routes, fragile answers and the reasons.

use alloc::vec::Vec;

use crate::{
    Assessment, Bounds, Case, Date, Id, Outcome, Plan, Rank, Reason, Refusal, Refusals,
    fee::{Charge, Price},
    json,
    outcome::{
        Award, Earliest, Eligibility, EligibilityStatus, Fee, KnownFee, Limit, SectionOutcome, Status, Tally, Validity,
    },
    plan::{Counted, Group},
    progression::last_day,
    rule::sections::Standing,
    scheme::{self, Lapsed},
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
    choose: impl FnOnce(&Assessment) -> Result<&'p Plan, Refusal>,
) -> Result<Outcome, Refusals> {
    let unread = match json::assessment(text) {
        Ok(assessment) => return choose(&assessment)?.assess(&assessment),
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

/// A section worked out.
struct Worked<'p> {
    groups: &'p [Group],
    counted: Vec<Counted>,
    bounds: Bounds<Option<Rank>>,
}

impl Plan {
    /// What the rules say of a case.
    #[must_use]
    pub fn outcome(&self, case: &Case) -> Outcome {
        let scheme = self.scheme();
        let sections: Vec<Worked<'_>> = self.sections().map(|groups| self.work_out(groups, case)).collect();
        let mut standing = Bounds { level: Standing::default(), could_reach: Standing::default() };
        for section in &sections {
            standing.level.count(section.bounds.level);
            standing.could_reach.count(section.bounds.could_reach);
        }
        let quality = standing.map(|standing| self.quorum.level(&standing));
        let cap = self.cap(case);
        let award = quality.map(|level| level.min(cap));
        let price = self.price(case);
        let levels: Vec<Option<Rank>> = sections.iter().map(|section| section.bounds.level).collect();

        let settled = sections.iter().all(|section| section.bounds.is_settled())
            && quality.is_settled()
            && award.is_settled()
            && price != Price::Unknown;
        let name = |level: Option<Rank>| level.map(|level| self.level_id(level));
        let earliest = self.earliest(case);
        Outcome {
            scheme: scheme.id.clone(),
            edition: scheme.edition.clone(),
            rules_hash: self.hash().clone(),
            as_of: case.as_of,
            target: name(case.target),
            status: if settled { Status::Complete } else { Status::Incomplete },
            // No eligibility check is declared, so there is none to fail.
            eligibility: Eligibility { status: EligibilityStatus::Eligible, checks: Vec::new() },
            sections: sections
                .iter()
                .zip(&scheme.sections)
                .map(|(worked, it)| self.section_outcome(worked, it))
                .collect(),
            programmes: Vec::new(),
            quality: quality.map(name),
            award: Award {
                bounds: award.map(name),
                limited_by: if cap < quality.level { [Limit::Progression].into() } else { Vec::new() },
                label: name(award.level),
            },
            progression: earliest
                .iter()
                .map(|&(level, earliest)| Earliest { level: self.level_id(level), earliest })
                .collect(),
            validity: self.term.map(|term| Validity {
                months: term.get(),
                last_day: last_day(case.as_of, term),
                renew_from: None,
            }),
            fee: self.fee(price),
            routes: self.routes(case, quality.level),
            fragile: self.fragile(case, &levels, &standing.level, award.level),
            reasons: self.reasons(case, &sections, &standing.level, quality.level, award.level, price),
            assumptions: self.assumptions(case, price),
        }
    }

    /// For each level above the one held, the first day on which it may be awarded: `as_of` where nothing delays it.
    fn earliest(&self, case: &Case) -> Vec<(Rank, Date)> {
        match &self.ladder {
            Some(ladder) => ladder.earliest(case.held, case.as_of),
            None => {
                (0..self.scheme().levels.len()).filter_map(Rank::from_index).map(|level| (level, case.as_of)).collect()
            }
        }
    }

    fn work_out<'p>(&'p self, groups: &'p [Group], case: &Case) -> Worked<'p> {
        let answers = self.counting(&case.answers);
        let counted = groups.iter().map(|group| group.count(answers)).collect();
        Worked { groups, counted, bounds: self.section(groups, answers) }
    }

    fn section_outcome(&self, worked: &Worked<'_>, section: &scheme::Section) -> SectionOutcome {
        let tally = |((level, group), counted): ((&scheme::Named, &Group), &Counted)| Tally {
            level: level.id.clone(),
            met: counted.met,
            unanswered: counted.blank,
            not_applicable: 0,
            of: group.of,
        };
        let levels = self.scheme().levels.iter();
        SectionOutcome {
            id: section.id.clone(),
            bounds: worked.bounds.map(|level| level.map(|level| self.level_id(level))),
            tallies: levels.zip(worked.groups).zip(&worked.counted).map(tally).collect(),
        }
    }

    fn fee(&self, price: Price) -> Fee {
        let Some(fee) = &self.scheme().fee else {
            return Fee::None;
        };
        match price {
            Price::None => Fee::None,
            Price::Unknown => Fee::Unknown { needs: [fee.fact.clone()].into() },
            Price::Known(charge) => Fee::Known(KnownFee {
                currency: fee.currency.clone(),
                // INVARIANT: a charge names a band of this plan's fee.
                band: fee.bands.get(charge.band).map_or_else(|| Id::from(""), |band| band.id.clone()),
                net: charge.net,
                vat: charge.vat,
                gross: charge.gross,
                vat_rate_bp: charge.rate,
            }),
        }
    }

    fn reasons(
        &self,
        case: &Case,
        sections: &[Worked<'_>],
        standing: &Standing,
        quality: Option<Rank>,
        award: Option<Rank>,
        price: Price,
    ) -> Vec<Reason> {
        let mut reasons = Vec::new();
        for (worked, section) in sections.iter().zip(&self.scheme().sections) {
            self.section_reasons(worked, &section.id, &mut reasons);
        }
        self.award_reasons(case, standing, quality, award, &mut reasons);
        self.progression_reason(case, quality, &mut reasons);
        self.fee_reasons(case, price, &mut reasons);
        self.caution(case, &mut reasons);
        reasons
    }

    /// What a section reached, what the next level misses, and what does not count without it.
    fn section_reasons(&self, worked: &Worked<'_>, section: &Id, reasons: &mut Vec<Reason>) {
        let rule = &self.scheme().section_rule;
        let at = |rank: Rank| Some((worked.groups.get(rank.index())?, worked.counted.get(rank.index())?));
        if let Some(level) = worked.bounds.level
            && let Some((group, counted)) = at(level)
        {
            reasons.push(Reason::SectionReached {
                section: section.clone(),
                level: self.level_id(level),
                met: counted.met,
                needed: group.needed,
                of: group.of,
                source: rule.share.source.clone(),
            });
        }
        let Some(next) = Rank::from_index(Rank::place(worked.bounds.level)) else {
            return;
        };
        let Some((group, counted)) = at(next) else { return };
        reasons.push(Reason::SectionMissed {
            section: section.clone(),
            level: self.level_id(next),
            met: counted.met,
            unanswered: counted.blank,
            needed: group.needed,
            of: group.of,
            source: rule.share.source.clone(),
        });
        let mut higher = worked.groups.iter().zip(&worked.counted).enumerate().skip(next.index());
        let held_back = higher.rfind(|(_, (group, counted))| counted.met >= group.needed);
        if rule.cumulative
            && let Some(level) = held_back.and_then(|(index, _)| Rank::from_index(index))
        {
            reasons.push(Reason::SectionHeldBack {
                section: section.clone(),
                level: self.level_id(level),
                below: self.level_id(next),
                source: rule.source.clone(),
            });
        }
    }

    /// What the quorum reached, what the next level misses, and whether the level applied for may be awarded.
    fn award_reasons(
        &self,
        case: &Case,
        standing: &Standing,
        quality: Option<Rank>,
        award: Option<Rank>,
        reasons: &mut Vec<Reason>,
    ) {
        let source = || self.scheme().award_rule.sections.source.clone();
        let needed = self.quorum.needed;
        if let Some(level) = quality {
            let count = standing.at_least(level);
            reasons.push(Reason::QuorumReached { level: self.level_id(level), count, needed, source: source() });
        }
        let next = Rank::from_index(Rank::place(quality)).filter(|next| next.index() < self.scheme().levels.len());
        if let Some(next) = next {
            let (level, count) = (self.level_id(next), standing.at_least(next));
            match self.quorum.floor(next) {
                Some(floor) if count >= needed => reasons.push(Reason::FloorMissed {
                    level,
                    floor: self.level_id(floor),
                    below: self.quorum.of.saturating_sub(standing.at_least(floor)),
                    source: source(),
                }),
                _ => reasons.push(Reason::QuorumMissed { level, count, needed, source: source() }),
            }
        }
        if let Some(target) = case.target {
            let source = self.scheme().award_rule.source.clone();
            let id = self.level_id(target);
            reasons.push(if award >= Some(target) {
                Reason::TargetReached { target: id, source }
            } else {
                Reason::TargetMissed { target: id, award: award.map(|level| self.level_id(level)), source }
            });
        }
    }

    /// What holds the award below the quality level, if anything does.
    fn progression_reason(&self, case: &Case, quality: Option<Rank>, reasons: &mut Vec<Reason>) {
        let (Some(ladder), Some(progression)) = (&self.ladder, &self.scheme().progression) else {
            return;
        };
        let cap = ladder.cap(case.held, case.as_of);
        let Some(quality) = quality.filter(|&quality| cap < quality) else {
            return;
        };
        let source = progression.source.clone();
        let Some(held) = ladder.counting(case.held, case.as_of) else {
            let (level, quality) = (self.level_id(cap), self.level_id(quality));
            reasons.push(Reason::ProgressionEntry { level, quality, source });
            return;
        };
        let months = ladder.wait(held.level);
        let from = held.on.plus(months);
        let level = self.level_id(held.level);
        reasons.push(if case.as_of < from {
            let wait = progression.waits.iter().find(|wait| wait.at == level);
            Reason::ProgressionWait {
                held: level,
                awarded_on: held.on,
                months: months.get(),
                from,
                source: wait.map_or(source, |wait| wait.source.clone()),
            }
        } else {
            Reason::ProgressionStep { held: level, level: self.level_id(cap), source }
        });
    }

    fn fee_reasons(&self, case: &Case, price: Price, reasons: &mut Vec<Reason>) {
        let Some(fee) = &self.scheme().fee else { return };
        match price {
            Price::None => {}
            Price::Unknown => {
                reasons.push(Reason::FeeUnknown { needs: [fee.fact.clone()].into(), source: fee.source.clone() });
            }
            Price::Known(Charge { band, .. }) => {
                reasons.extend(fee.bands.get(band).map(|band| Reason::FeeBand {
                    band: band.id.clone(),
                    fact: fee.fact.clone(),
                    from: band.from,
                    net: band.net,
                    currency: fee.currency.clone(),
                    source: band.source.clone(),
                }));
                let mut rates = fee.vat.iter().flat_map(|vat| &vat.rates);
                reasons.extend(rates.rfind(|rate| rate.from <= case.tax_point).map(|rate| Reason::VatRate {
                    vat_rate_bp: rate.basis_points,
                    tax_point: case.tax_point,
                    from: rate.from,
                    source: rate.source.clone(),
                }));
            }
        }
    }

    /// The last day of the award held, if that is past.
    fn lapsed_on(&self, case: &Case) -> Option<Date> {
        Some(last_day(case.held?.on, self.term?)).filter(|&last_day| case.as_of > last_day)
    }

    fn caution(&self, case: &Case, reasons: &mut Vec<Reason>) {
        let (Some(progression), Some(held)) = (&self.scheme().progression, case.held) else {
            return;
        };
        let (Some(lapsed), Some(last_day)) = (progression.lapsed, self.lapsed_on(case)) else {
            return;
        };
        reasons.push(Reason::HeldLapsed {
            held: self.level_id(held.level),
            last_day,
            counts: lapsed == Lapsed::Allowed,
            source: progression.lapsed_source.clone().unwrap_or_else(|| progression.source.clone()),
        });
    }

    /// The assumptions relied on, in scheme order: those of the rules asked, and of what this case brought into play.
    fn assumptions(&self, case: &Case, price: Price) -> Vec<Id> {
        let scheme = self.scheme();
        let is_relied_on = |anchor: &Id| {
            let anchor = &**anchor;
            let is = |other: &Id| **other == *anchor;
            let named = |mut named: core::slice::Iter<'_, scheme::Named>| named.any(|named| is(&named.source));
            let section = |section: &scheme::Section| is(&section.source) || is(&section.criteria_source);
            let section_rule = &scheme.section_rule;
            let award_rule = &scheme.award_rule;
            (!case.edition_named && is(&scheme.source))
                || named(scheme.levels.iter())
                || named(scheme.scale.iter())
                || scheme.sections.iter().any(section)
                || is(&section_rule.source)
                || is(&section_rule.share.source)
                || section_rule.assumes.iter().any(is)
                || is(&award_rule.source)
                || is(&award_rule.sections.source)
                || award_rule.assumes.iter().any(is)
                || scheme.validity.as_ref().is_some_and(|validity| is(&validity.source))
                || scheme.progression.as_ref().is_some_and(|progression| {
                    is(&progression.source)
                        || (case.held.is_some() && progression.waits.iter().any(|wait| is(&wait.source)))
                        || (case.target.is_some() && progression.assumes.iter().any(is))
                        || (self.lapsed_on(case).is_some() && progression.lapsed_source.as_ref().is_some_and(is))
                })
                || scheme.fee.as_ref().filter(|_| matches!(price, Price::Known(_))).is_some_and(|fee| {
                    let vat = fee.vat.as_ref();
                    is(&fee.source)
                        || fee.bands.iter().any(|band| is(&band.source))
                        || vat.is_some_and(|vat| {
                            is(&vat.source)
                                || vat.assumes.iter().any(is)
                                || vat.rates.iter().any(|rate| is(&rate.source))
                        })
                })
        };
        scheme.assumptions.iter().filter(|anchor| is_relied_on(anchor)).cloned().collect()
    }
}
