//! One assessment judged under both editions, and what that changes.

use std::cmp::Ordering;

use mentormark_report::{
    Standard,
    english::{level_name, reason_sentence},
};
use mentormark_rules::{
    Assessment, Bounds, Case, Code, Id, Plan, Rank, Reason, Refusal, Refusals, Wording,
    json::{self, Unread},
};
use serde::Serialize;

use super::{
    Pair,
    reasons::{Difference, Under, differences, of_each_code},
};
use crate::{library::Entry, page::Page, stream::Line};

/// The most reasons that are put into words for a line.
const MOST_SENTENCES: usize = 3;

/// Judges lines under both editions.
pub(super) struct Comparer {
    editions: Pair<Edition>,
    /// For each place on the ladder of `from`, the place of the same level on that of `to`; 0 is no level.
    places: Vec<usize>,
}

/// What judges, and its words.
struct Edition {
    entry: Entry,
    wording: Wording,
}

/// An assessment read as one of an edition.
struct Read<'a> {
    plan: &'a Plan,
    case: Case,
}

/// A line judged under both editions.
pub(super) struct Change<'a> {
    comparer: &'a Comparer,
    line: u64,
    pub(super) kind: Kind,
    pub(super) judged: Pair<Result<Levels<Rank>, Refusals>>,
    differences: Vec<Difference>,
}

/// Whether a line has more under the edition compared: a higher award or, where that stays, a higher quality level. What could still
/// be reached does not count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Kind {
    Gains,
    Loses,
    Same,
    Refused,
}

/// Levels under one edition.
#[derive(Clone, Copy, Serialize)]
pub(super) struct Levels<L> {
    pub(super) award: Bounds<Option<L>>,
    pub(super) quality: Bounds<Option<L>>,
}

/// A change as JSON.
#[derive(Serialize)]
pub(super) struct Entered<'a> {
    change: Kind,
    from: Judged<'a>,
    line: u64,
    reasons: &'a [Difference],
    to: Judged<'a>,
}

#[derive(Serialize)]
#[serde(untagged)]
enum Judged<'a> {
    Levels(Levels<Id>),
    Refused { refused: &'a Refusals },
}

impl Edition {
    /// With a plan of its own.
    fn new(entry: &Entry) -> Self {
        Self { entry: entry.afresh(), wording: entry.wording() }
    }

    /// Reads an assessment as one of this edition. `faults` are those of its shape, which left of it what could be read.
    fn read(&self, assessment: Option<&Assessment>, faults: &[Refusal]) -> Result<Read<'_>, Refusals> {
        let plan = self.entry.plan().map_err(Refusals::clone)?;
        let mut faults = faults.to_vec();
        let case = assessment.and_then(|assessment| {
            let mut assessment = assessment.clone();
            assessment.scheme = plan.scheme().id.to_string();
            assessment.edition = Some(plan.scheme().edition.to_string());
            plan.read(&assessment).map_err(|refusals| faults.extend(refusals.into_vec())).ok()
        });
        // INVARIANT: where there is no case, some fault says why.
        let case = Refusals::unless_none(faults, case)?;
        let nothing = || Refusal::new(Code::WrongType, "", "this is no assessment").into();
        case.map(|case| Read { plan, case }).ok_or_else(nothing)
    }

    /// The id of a level.
    fn level(&self, rank: Rank) -> Option<Id> {
        Some(self.entry.plan().ok()?.scheme().levels.get(rank.index())?.id.clone())
    }

    /// What a reason says; its code where the edition cannot be judged by.
    fn sentence(&self, Difference { reason, code, .. }: &Difference) -> String {
        self.entry.plan().map_or_else(
            |_| code.clone(),
            |plan| reason_sentence(reason, Standard { scheme: plan.scheme(), wording: &self.wording }),
        )
    }

    /// The name of a level, or what stands for none.
    fn name(&self, rank: Option<Rank>) -> String {
        level_name(rank.and_then(|rank| self.level(rank)).as_deref(), &self.wording).to_owned()
    }
}

impl Read<'_> {
    fn levels(&self) -> Levels<Rank> {
        let verdict = self.plan.verify(&self.case);
        Levels { award: verdict.award, quality: verdict.quality }
    }

    fn reasons(&self) -> Vec<Reason> {
        self.plan.outcome(&self.case).reasons
    }
}

impl Comparer {
    /// For two editions that can be judged by.
    pub(super) fn new(editions: &Pair<Entry>) -> Self {
        let editions = Pair { from: Edition::new(&editions.from), to: Edition::new(&editions.to) };
        let ladder = |edition: &Edition| -> Vec<Id> {
            let levels = edition.entry.plan().map(|plan| plan.scheme().levels.iter());
            levels.map(|levels| levels.map(|level| level.id.clone()).collect()).unwrap_or_default()
        };
        let (from, to) = (ladder(&editions.from), ladder(&editions.to));
        let same = |(place, level)| to.iter().position(|other| other == level).map_or(place, |index| index + 1);
        let places = std::iter::once(0).chain((1..).zip(&from).map(same)).collect();
        Self { editions, places }
    }

    /// What the two editions make of a line.
    pub(super) fn change(&self, line: Line<'_>) -> Change<'_> {
        let (assessment, faults) = match line.text.map(|text| json::assessment(&text)) {
            Err(refusal) => (None, vec![refusal]),
            Ok(Ok(assessment)) => (Some(assessment), Vec::new()),
            Ok(Err(Unread { refusals, rest })) => (rest.map(|rest| *rest), refusals.into_vec()),
        };
        let from = self.editions.from.read(assessment.as_ref(), &faults);
        let to = self.editions.to.read(assessment.as_ref(), &faults);
        let (mut kind, mut differing) = (Kind::Refused, Vec::new());
        if let (Ok(from), Ok(to)) = (&from, &to) {
            kind = self.kind(from.levels(), to.levels());
            if kind != Kind::Same {
                differing = differences(&from.reasons(), &to.reasons());
            }
        }
        let judged = Pair { from: from.map(|read| read.levels()), to: to.map(|read| read.levels()) };
        Change { comparer: self, line: line.number, kind, judged, differences: differing }
    }

    fn kind(&self, from: Levels<Rank>, to: Levels<Rank>) -> Kind {
        let award = self.ordering(from.award.level, to.award.level);
        match award.then(self.ordering(from.quality.level, to.quality.level)) {
            Ordering::Less => Kind::Gains,
            Ordering::Equal => Kind::Same,
            Ordering::Greater => Kind::Loses,
        }
    }

    /// How a level of one edition compares with one of the other. A level that the other ladder lacks counts by its place.
    fn ordering(&self, from: Option<Rank>, to: Option<Rank>) -> Ordering {
        let place = Rank::place(from);
        self.places.get(place).unwrap_or(&place).cmp(&Rank::place(to))
    }
}

impl Change<'_> {
    /// The change as JSON.
    pub(super) fn entered(&self) -> Entered<'_> {
        let judged = |edition: &Edition, judged| match judged {
            Err(refused) => Judged::Refused { refused },
            Ok(&Levels { award, quality }) => {
                let ids = |bounds: Bounds<Option<Rank>>| bounds.map(|rank| rank.and_then(|rank| edition.level(rank)));
                Judged::Levels(Levels { award: ids(award), quality: ids(quality) })
            }
        };
        Entered {
            change: self.kind,
            from: judged(&self.comparer.editions.from, self.judged.from.as_ref()),
            line: self.line,
            reasons: &self.differences,
            to: judged(&self.comparer.editions.to, self.judged.to.as_ref()),
        }
    }

    /// Tells of the change, if there is any.
    pub(super) fn tell(&self, page: &mut Page) {
        let line = self.line;
        match (&self.judged.from, &self.judged.to) {
            (Err(from), Err(to)) if from == to => page.paragraph(&format!("line {line} is refused: {}", first(from))),
            (Err(from), Err(to)) => {
                page.paragraph(&format!("line {line} is refused under both: {}", first(from)));
                page.hanging("  ", &format!("and: {}", first(to)));
            }
            (Err(from), Ok(_)) => page.paragraph(&format!("line {line} is refused under the first: {}", first(from))),
            (Ok(_), Err(to)) => page.paragraph(&format!("line {line} is refused under the second: {}", first(to))),
            (Ok(_), Ok(_)) if self.kind == Kind::Same => {}
            (Ok(from), Ok(to)) => {
                let moves = [("award", from.award, to.award), ("quality", from.quality, to.quality)];
                let moves = moves.iter().filter_map(|(what, from, to)| self.moved(what, from.level, to.level));
                let verb = if self.kind == Kind::Gains { "gains" } else { "loses" };
                page.paragraph(&format!("line {line} {verb}: {}", moves.collect::<Vec<_>>().join("; ")));
                self.tell_why(page);
            }
        }
    }

    fn moved(&self, what: &str, from: Option<Rank>, to: Option<Rank>) -> Option<String> {
        let Pair { from: before, to: after } = &self.comparer.editions;
        let is_same = self.comparer.ordering(from, to).is_eq();
        (!is_same).then(|| format!("{what} {} → {}", before.name(from), after.name(to)))
    }

    /// The codes that differ, and the first reasons under the second edition.
    fn tell_why(&self, page: &mut Page) {
        let codes = [("now", Under::To), ("no longer", Under::From)].map(|(when, under)| {
            let codes = of_each_code(&self.differences, under);
            let codes = codes.iter().map(|&(code, count)| match count {
                1 => code.to_owned(),
                _ => format!("{code} ({count})"),
            });
            let codes = codes.collect::<Vec<_>>().join(", ");
            if codes.is_empty() { codes } else { format!("{when} {codes}") }
        });
        let codes: Vec<String> = codes.into_iter().filter(|codes| !codes.is_empty()).collect();
        page.hanging("  ", &codes.join("; "));
        let new = || self.differences.iter().filter(|difference| difference.under == Under::To);
        for difference in new().take(MOST_SENTENCES) {
            page.hanging("  - ", &self.comparer.editions.to.sentence(difference));
        }
        match new().count().saturating_sub(MOST_SENTENCES) {
            0 => {}
            more => page.hanging("  - ", &format!("and {more} more")),
        }
    }
}

/// The first of some refusals.
fn first(refusals: &Refusals) -> String {
    let refusals = refusals.as_slice();
    let first = refusals.first().map(|Refusal { code, pointer, message, .. }| {
        let place = if pointer.is_empty() { String::new() } else { format!(" at {pointer}") };
        format!("{code}{place}: {message}")
    });
    match refusals.len() {
        0 | 1 => first.unwrap_or_default(),
        faults => format!("{}; and {} more", first.unwrap_or_default(), faults - 1),
    }
}
