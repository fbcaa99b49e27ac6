//! The deciding clauses as lines of a list, some of which tell of several clauses together.
//!
//! The clauses are those of the way of filling blank facts that gives the least. What another way could change is said to be open here,
//! with the facts that it hangs on.

use mentormark_rules::{Bounds, Id, Outcome, Reason, outcome::SectionOutcome, reason::Ignored, scheme::Section};

use crate::{
    Standard,
    looked_at::concerning,
    open::{Hangs, Open, is_answered},
    section_name,
    section_table::sections,
};

/// A deciding clause in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReasonLine<'o> {
    /// What it says.
    pub text: String,
    /// The clause; the first of those that one line tells of together.
    pub reason: &'o Reason,
}

/// What a language says in the lines; of a programme where there are several.
pub(crate) struct Words {
    /// A clause by itself.
    pub(crate) one: fn(&Reason, Standard<'_>) -> String,
    /// Several ratings that count for nothing for the same reason.
    pub(crate) ignored: fn(Option<&Id>, usize, Ignored) -> String,
    /// Ratings that count if their criteria turn out to apply.
    pub(crate) may_count: fn(Option<&Id>, usize, &Hangs, Standard<'_>) -> String,
    /// That a section, by its name, might apply.
    pub(crate) may_apply: fn(Option<&Id>, &str, &Hangs, Standard<'_>) -> String,
    /// That something of what a level looks at might apply.
    pub(crate) may_be_left: fn(Option<&Id>, &Id, &Hangs, Standard<'_>) -> String,
    /// That a level is not reached as long as facts are blank.
    pub(crate) blank: fn(&Blank<'_>, Standard<'_>) -> String,
    /// That a level needs something else, by its id, which might be there.
    pub(crate) may_be_there: fn(&Id, &Id, &Hangs, Standard<'_>) -> String,
    /// What stands behind a clause that does not hold however the blank facts come out.
    pub(crate) depends: fn(&Hangs, Standard<'_>) -> String,
}

/// A level that is not reached as long as facts are blank.
pub(crate) struct Blank<'a> {
    /// The programme, where there are several.
    pub(crate) programme: Option<&'a Id>,
    /// The section, where it is one's.
    pub(crate) section: Option<&'a Id>,
    /// The level.
    pub(crate) level: &'a Id,
    /// The facts.
    pub(crate) facts: Vec<Id>,
}

/// The deciding clauses of an outcome that are to be shown in words, in their order.
pub(crate) fn reason_lines<'o>(
    outcome: &'o Outcome,
    standard: Standard<'_>,
    shown: &dyn Fn(&Reason) -> bool,
    words: &Words,
) -> Vec<ReasonLine<'o>> {
    let lines = Lines { outcome, standard, words, open: Open::new(outcome, standard) };
    let all: Vec<&Reason> = outcome.reasons.iter().filter(|reason| shown(reason)).collect();
    let mut told: Vec<ReasonLine<'o>> = Vec::new();
    let mut left = all.as_slice();
    while let [reason, rest @ ..] = left {
        let (text, more) = lines.line(reason, rest);
        told.push(ReasonLine { text, reason });
        left = rest.get(more..).unwrap_or_default();
    }
    told
}

/// What the lines are made from.
struct Lines<'a> {
    outcome: &'a Outcome,
    standard: Standard<'a>,
    words: &'a Words,
    open: Open<'a>,
}

impl Lines<'_> {
    /// What is said of a clause, and of how many of those that follow it.
    fn line(&self, reason: &Reason, rest: &[&Reason]) -> (String, usize) {
        let Self { standard, words, .. } = *self;
        let one = || (words.one)(reason, standard);
        let text = match reason {
            Reason::RatingIgnored { programme, because, .. } => {
                return self.ignored(programme.as_ref(), *because, reason, rest);
            }
            Reason::SectionNotApplicable { programme, section, .. } => match self.applying(programme.as_ref(), section)
            {
                Some(hangs) => {
                    (words.may_apply)(programme.as_ref(), section_name(section, standard.wording), &hangs, standard)
                }
                None => one(),
            },
            Reason::NothingApplicable { programme, section, level, .. } => {
                let is_open = self.could_reach(programme.as_ref(), section.as_ref(), level);
                let is_meant = |of: &Section| section.as_ref().is_none_or(|section| of.id == *section);
                match self.open.hangs(self.concerning(is_meant), is_open) {
                    Some(hangs) => (words.may_be_left)(programme.as_ref(), level, &hangs, standard),
                    None => one(),
                }
            }
            Reason::SectionReached { programme, section, level, .. }
                if self.rank(self.bounds(programme.as_ref(), Some(section)).level)
                    < standard.scheme.level_index(level) =>
            {
                let of = standard.section(section);
                let facts = of.map(|of| standard.facts_of(standard.deciding(of))).unwrap_or_default();
                one() + &(words.depends)(&self.open.of(facts), standard)
            }
            Reason::FactMissed { programme, section, level, facts, .. }
                if self.could_reach(programme.as_ref(), section.as_ref(), level) =>
            {
                let facts: Vec<Id> = facts.iter().filter(|fact| self.open.blank.contains(fact)).cloned().collect();
                let (programme, section) = (programme.as_ref(), section.as_ref());
                if facts.is_empty() {
                    one()
                } else {
                    (words.blank)(&Blank { programme, section, level, facts }, standard)
                }
            }
            Reason::QuorumReached { programme, level, source, .. }
            | Reason::QuorumMissed { programme, level, source, .. }
            | Reason::FloorMissed { programme, level, source, .. } => {
                one() + &self.turnout(programme.as_ref(), level, source)
            }
            Reason::TableResult { programme, results, source, .. } => {
                one() + &self.table(programme.as_ref(), standard.sections_of_table(results.len(), source))
            }
            Reason::PrerequisiteMissed { prerequisite, level, .. } => match self.needing(prerequisite, level) {
                Some(hangs) => (words.may_be_there)(prerequisite, level, &hangs, standard),
                None => one(),
            },
            _ => one(),
        };
        (text, 0)
    }

    /// Ratings that count for nothing, or might: those that follow one another for the same reason are told of together.
    fn ignored(&self, programme: Option<&Id>, because: Ignored, first: &Reason, rest: &[&Reason]) -> (String, usize) {
        let Self { standard, words, .. } = *self;
        let hangs = self.counting(first);
        let same = |other: &&&Reason| {
            matches!(other, Reason::RatingIgnored { programme: of, because: why, .. } if (of.as_ref(), *why) == (programme, because))
                && self.counting(other) == hangs
        };
        let more = rest.iter().take_while(same).count();
        let text = match (hangs, more) {
            (Some(hangs), more) => (words.may_count)(programme, more + 1, &hangs, standard),
            (None, 0) => (words.one)(first, standard),
            (None, more) => (words.ignored)(programme, more + 1, because),
        };
        (text, more)
    }

    /// What it hangs on whether a rating that counts for nothing might count; nothing where it might not.
    fn counting(&self, reason: &Reason) -> Option<Hangs> {
        let Reason::RatingIgnored { programme, criterion, because: Ignored::DoesNotApply, .. } = reason else {
            return None;
        };
        let mut all = self.standard.scheme.sections.iter();
        let (section, criterion) = all.find_map(|section| {
            let of = section.criteria.iter().find(|other| other.id == *criterion);
            of.map(|criterion| (section, criterion))
        })?;
        // Of a section that applies, it is the criterion itself that does not.
        let own = || self.open.hangs(self.standard.facts_of(&criterion.applies_when), false);
        self.applying(programme.as_ref(), &section.id).or_else(own)
    }

    /// What it hangs on whether a section applies; nothing where that is settled.
    fn applying(&self, programme: Option<&Id>, section: &Id) -> Option<Hangs> {
        let (_, found) = sections(self.outcome).find(|(of, here)| *of == programme && here.id == *section)?;
        self.open.applying(programme, found)
    }

    /// The facts that the rules look at for whether the sections that are meant, or criteria of them, apply.
    fn concerning(&self, is_meant: impl Fn(&Section) -> bool) -> Vec<Id> {
        let meant = self.standard.scheme.sections.iter().filter(|section| is_meant(section));
        self.standard.facts_of(meant.flat_map(concerning))
    }

    /// That a count of the sections that apply depends on which do, where that is open.
    fn turnout(&self, programme: Option<&Id>, level: &Id, source: &Id) -> String {
        let asked = self.standard.asked_of_sections(level, source);
        let Some(asked) = asked.filter(|asked| asked.without_not_applicable) else { return String::new() };
        let may_apply = |(of, section): &(Option<&Id>, &SectionOutcome)| {
            let counts = asked.among.is_empty() || asked.among.contains(&section.id);
            counts && *of == programme && self.open.applying(programme, section).is_some()
        };
        let open: Vec<_> = sections(self.outcome).filter(may_apply).map(|(_, section)| section).collect();
        let facts = self.concerning(|of| open.iter().any(|section| section.id == of.id));
        let hangs = self.open.hangs(facts, open.iter().any(|section| !section.bounds.is_settled()));
        hangs.map(|hangs| (self.words.depends)(&hangs, self.standard)).unwrap_or_default()
    }

    /// That what a table gives depends on blank facts, where the levels of its sections do.
    fn table(&self, programme: Option<&Id>, of: &[Id]) -> String {
        let hangs = |(at, section): &(Option<&Id>, &SectionOutcome)| {
            *at == programme && of.contains(&section.id) && !section.bounds.is_settled()
        };
        let open: Vec<_> = sections(self.outcome).filter(hangs).collect();
        if !open.iter().all(|(_, section)| is_answered(self.outcome, programme, section)) {
            return String::new();
        }
        let found = open.iter().filter_map(|(_, section)| self.standard.section(&section.id));
        let facts = self.standard.facts_of(found.flat_map(|section| self.standard.deciding(section)));
        if facts.is_empty() { String::new() } else { (self.words.depends)(&self.open.of(facts), self.standard) }
    }

    /// What it hangs on whether something else that a level needs is there; nothing where it is not, for certain.
    fn needing(&self, prerequisite: &Id, level: &Id) -> Option<Hangs> {
        let found = self.standard.scheme.prerequisites.iter().find(|other| other.id == *prerequisite)?;
        let facts = self.standard.facts_of([&found.test]);
        let award = &self.outcome.award.bounds;
        let is_blank = facts.iter().any(|fact| self.open.blank.contains(fact));
        // What might be awarded has all that it needs, and may do without what a lower level needs.
        let is_open = award.could_reach.as_ref() == Some(level)
            || (is_blank && self.rank(award.could_reach.as_ref()) > self.standard.scheme.level_index(level));
        (is_open && award.level != award.could_reach && !facts.is_empty()).then(|| self.open.of(facts))
    }

    fn rank(&self, level: Option<&Id>) -> Option<usize> {
        level.and_then(|id| self.standard.scheme.level_index(id))
    }

    /// Whether a section, or all of a programme, could still reach a level.
    fn could_reach(&self, programme: Option<&Id>, section: Option<&Id>, level: &Id) -> bool {
        self.rank(self.bounds(programme, section).could_reach) >= self.standard.scheme.level_index(level)
    }

    /// What a section, or all of a programme, earns at worst and at best.
    fn bounds(&self, programme: Option<&Id>, section: Option<&Id>) -> Bounds<Option<&Id>> {
        let found = match section {
            Some(section) => {
                let mut all = sections(self.outcome);
                all.find(|(of, here)| *of == programme && here.id == *section).map(|(_, here)| &here.bounds)
            }
            None => match programme {
                Some(programme) => self.outcome.programmes.iter().find(|of| of.id == *programme).map(|of| &of.quality),
                None => Some(&self.outcome.quality),
            },
        };
        found.map_or(Bounds { level: None, could_reach: None }, |found| Bounds {
            level: found.level.as_ref(),
            could_reach: found.could_reach.as_ref(),
        })
    }
}
