//! How many gain, lose and stay, and from which level to which.

use std::collections::BTreeMap;

use mentormark_report::english::level_name;
use mentormark_rules::{Id, Rank};
use serde::Serialize;

use super::{
    Pair,
    comparer::{Change, Kind},
};
use crate::{ending::Failure, library::Entry, page::Page, progress::Counts};

/// How many lines went from one place of a ladder to one of the other; 0 is no level.
type Moves = BTreeMap<(usize, usize), u64>;

/// What some lines add to the totals.
#[derive(Default)]
pub(super) struct Tally {
    pub(super) counts: Counts,
    gain: u64,
    lose: u64,
    award: Moves,
    quality: Moves,
}

impl Tally {
    /// Takes in a line.
    pub(super) fn count(&mut self, change: &Change<'_>) {
        self.counts.count(change.kind == Kind::Refused);
        self.gain += u64::from(change.kind == Kind::Gains);
        self.lose += u64::from(change.kind == Kind::Loses);
        if let (Ok(from), Ok(to)) = (&change.judged.from, &change.judged.to) {
            let moved =
                |moves: &mut Moves, from, to| *moves.entry((Rank::place(from), Rank::place(to))).or_default() += 1;
            moved(&mut self.award, from.award.level, to.award.level);
            moved(&mut self.quality, from.quality.level, to.quality.level);
        }
    }

    /// Takes in the lines that another tally holds.
    pub(super) fn add(&mut self, other: &Self) {
        self.counts.add(other.counts);
        self.gain += other.gain;
        self.lose += other.lose;
        for (moves, others) in [(&mut self.award, &other.award), (&mut self.quality, &other.quality)] {
            for (&places, count) in others {
                *moves.entry(places).or_default() += count;
            }
        }
    }

    fn same(&self) -> u64 {
        self.counts.lines - self.counts.refused - self.gain - self.lose
    }
}

/// The two editions as the totals name them.
pub(super) struct Totals {
    editions: Pair<Named>,
    ladders: Pair<Ladder>,
}

#[derive(Serialize)]
struct Named {
    scheme: Id,
    edition: Id,
    rules_hash: String,
}

/// Ids and names of no level and of each level.
struct Ladder {
    ids: Vec<Option<Id>>,
    names: Vec<String>,
}

/// The totals as JSON.
#[derive(Serialize)]
pub(super) struct Summary<'a> {
    summary: Fields<'a>,
}

#[derive(Serialize)]
struct Fields<'a> {
    #[serde(flatten)]
    editions: &'a Pair<Named>,
    lines: u64,
    gains: u64,
    loses: u64,
    same: u64,
    refused: u64,
    award: Vec<Move<'a>>,
    quality: Vec<Move<'a>>,
}

#[derive(Serialize)]
struct Move<'a> {
    from: Option<&'a Id>,
    to: Option<&'a Id>,
    count: u64,
}

impl Totals {
    /// # Errors
    /// An edition that cannot be judged by.
    pub(super) fn of(editions: &Pair<Entry>) -> Result<Self, Failure> {
        let (from, to) = (named(&editions.from)?, named(&editions.to)?);
        Ok(Self { editions: Pair { from: from.0, to: to.0 }, ladders: Pair { from: from.1, to: to.1 } })
    }

    /// Tells which editions are compared.
    pub(super) fn head(&self, page: &mut Page) {
        let one = |Named { scheme, edition, rules_hash }: &Named| format!("{scheme}@{edition} {rules_hash}");
        page.labelled(&[("From", one(&self.editions.from)), ("To", one(&self.editions.to))]);
        page.blank();
    }

    /// Tells the totals.
    pub(super) fn tell(&self, tally: &Tally, page: &mut Page) {
        let counts = [
            ("Lines", tally.counts.lines),
            ("Gain", tally.gain),
            ("Lose", tally.lose),
            ("Stay", tally.same()),
            ("Refused", tally.counts.refused),
        ];
        page.labelled(&counts.map(|(label, count)| (label, count.to_string())));
        self.table("Awards, from the level on the left to the one above", &tally.award, page);
        self.table("Quality levels, from the level on the left to the one above", &tally.quality, page);
    }

    fn table(&self, title: &str, moves: &Moves, page: &mut Page) {
        let Pair { from, to } = &self.ladders;
        page.heading(title);
        let head: Vec<String> = std::iter::once(String::new()).chain(to.names.iter().cloned()).collect();
        let rows = from.names.iter().enumerate().map(|(row, name)| -> Vec<String> {
            let count = |column| moves.get(&(row, column)).map_or("-".to_owned(), u64::to_string);
            std::iter::once(name.clone()).chain((0..to.names.len()).map(count)).collect()
        });
        if !page.table(&head, &rows.collect::<Vec<_>>()) {
            for (&(row, column), count) in moves {
                page.item(&format!("{} → {}: {count}", from.names[row], to.names[column]));
            }
        }
    }

    /// The totals as JSON.
    pub(super) fn summary(&self, tally: &Tally) -> Summary<'_> {
        let moves = |moves: &Moves| -> Vec<Move<'_>> {
            let Pair { from, to } = &self.ladders;
            let one = |(&(row, column), &count): (&(usize, usize), &u64)| Move {
                from: from.ids[row].as_ref(),
                to: to.ids[column].as_ref(),
                count,
            };
            moves.iter().map(one).collect()
        };
        Summary {
            summary: Fields {
                editions: &self.editions,
                lines: tally.counts.lines,
                gains: tally.gain,
                loses: tally.lose,
                same: tally.same(),
                refused: tally.counts.refused,
                award: moves(&tally.award),
                quality: moves(&tally.quality),
            },
        }
    }
}

fn named(entry: &Entry) -> Result<(Named, Ladder), Failure> {
    let plan = entry.plan().map_err(|refusals| Failure::Input(refusals.to_string()))?;
    let scheme = plan.scheme();
    let (id, edition) = (scheme.id.clone(), scheme.edition.clone());
    let ids: Vec<Option<Id>> =
        std::iter::once(None).chain(scheme.levels.iter().map(|level| Some(level.id.clone()))).collect();
    let wording = entry.wording();
    let names = ids.iter().map(|id| level_name(id.as_deref(), &wording).to_owned()).collect();
    Ok((Named { scheme: id, edition, rules_hash: plan.rules_hash().to_owned() }, Ladder { ids, names }))
}
