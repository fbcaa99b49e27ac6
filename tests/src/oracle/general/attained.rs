//! Every level that some completion attains.

use super::award::{Standing, award, award_if_eligible};
use super::condition;
use super::given::{Given, Rating};
use super::model::{Model, Rank, count};
use super::total;
use super::worlds::{World, Worlds};
use serde_json::Value;
use std::cell::RefCell;
use std::collections::{BTreeSet, HashMap};
use std::rc::Rc;

/// A set of ranks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ranks(BTreeSet<Rank>);

impl Ranks {
    /// The least of them.
    ///
    /// # Panics
    /// Where there are none: there is always a completion.
    #[must_use]
    pub fn least(&self) -> Rank {
        *self.0.first().expect("a completion")
    }

    /// The greatest of them.
    ///
    /// # Panics
    /// Where there are none.
    #[must_use]
    pub fn greatest(&self) -> Rank {
        *self.0.last().expect("a completion")
    }

    /// Each of them, the least first.
    pub fn each(&self) -> impl Iterator<Item = Rank> {
        self.0.iter().copied()
    }

    /// Takes in those of `others`.
    pub fn join(&mut self, others: &Ranks) {
        self.0.extend(&others.0);
    }
}

impl FromIterator<Rank> for Ranks {
    fn from_iter<I: IntoIterator<Item = Rank>>(ranks: I) -> Ranks {
        Ranks(ranks.into_iter().collect())
    }
}

/// The levels that one programme attains in one world, over every completion of its blank criteria.
#[derive(Clone, Debug)]
pub struct Attained {
    /// Those of each section.
    pub sections: Vec<Ranks>,
    /// Those of the whole programme.
    pub quality: Ranks,
}

/// A kind of world, a programme, and its ratings.
type Seen = (usize, usize, Vec<Rating>);

/// An assessment, and every way of filling its blank facts.
pub struct Judge<'a> {
    /// The scheme.
    pub model: &'a Model<'a>,
    /// The assessment.
    pub given: &'a Given<'a>,
    /// Every way of filling its blank facts.
    pub worlds: Worlds<'a>,
    /// What is so of an award in each world, whatever the ratings.
    pub standings: Vec<Standing>,
    /// Worlds are of one kind where every condition of the rules comes out alike, so that ratings earn the same in them.
    pub kinds: Vec<usize>,
    /// A world of each kind.
    examples: Vec<usize>,
    seen: RefCell<HashMap<Seen, Rc<Attained>>>,
}

impl<'a> Judge<'a> {
    /// Takes in what an assessment says.
    #[must_use]
    pub fn new(model: &'a Model<'a>, given: &'a Given<'a>) -> Judge<'a> {
        let worlds = Worlds::of(model, given);
        let mut conditions = Vec::new();
        for key in ["sections", "section_rule", "award_rule"] {
            comparisons(&model.json[key], &mut conditions);
        }
        let mut known: HashMap<Vec<bool>, usize> = HashMap::new();
        let mut examples = Vec::new();
        let mut kinds = Vec::new();
        for (place, world) in worlds.all.iter().enumerate() {
            let signs = conditions.iter().map(|condition| condition::holds(condition, model, world)).collect();
            let kind = *known.entry(signs).or_insert_with(|| {
                examples.push(place);
                examples.len() - 1
            });
            kinds.push(kind);
        }
        let standings = worlds.all.iter().map(|world: &World| Standing::of(model, world)).collect();
        Judge { model, given, worlds, standings, kinds, examples, seen: RefCell::default() }
    }

    /// What each programme is rated.
    #[must_use]
    pub fn ratings(&self) -> Vec<Vec<Rating>> {
        self.given.programmes.iter().map(|programme| programme.ratings.clone()).collect()
    }

    /// The number of kinds of world.
    #[must_use]
    pub fn kinds(&self) -> usize {
        self.examples.len()
    }

    /// What `ratings` of a programme attain in worlds of a kind: what they earn, or, where one is blank, what they attain
    /// with it filled in one way or another.
    ///
    /// # Panics
    /// Where the scale has no ratings.
    pub fn attained(&self, kind: usize, programme: usize, ratings: &[Rating]) -> Rc<Attained> {
        let key = (kind, programme, ratings.to_vec());
        if let Some(seen) = self.seen.borrow().get(&key) {
            return Rc::clone(seen);
        }
        let attained = match ratings.iter().position(|rating| *rating == Rating::Blank) {
            Some(blank) => {
                let mut filled = ratings.to_vec();
                let ways = (0..self.model.scale.len()).map(|step| {
                    filled[blank] = Rating::Step(step);
                    self.attained(kind, programme, &filled)
                });
                ways.reduce(|one, other| Rc::new(joined(&one, &other))).expect("a scale has ratings")
            }
            None => Rc::new(self.earned(kind, programme, ratings)),
        };
        self.seen.borrow_mut().insert(key, Rc::clone(&attained));
        attained
    }

    fn earned(&self, kind: usize, programme: usize, ratings: &[Rating]) -> Attained {
        let steps = ratings.iter().map(|rating| match rating {
            Rating::Step(step) => Some(*step),
            Rating::NotApplicable | Rating::Blank => None,
        });
        let world = &self.worlds.all[self.examples[kind]];
        let reasoned = &self.given.programmes[programme].reasoned;
        let earned = total::earned(self.model, world, &steps.collect::<Vec<_>>(), reasoned);
        Attained {
            sections: earned.sections.into_iter().map(|rank| Ranks::from_iter([rank])).collect(),
            quality: Ranks::from_iter([earned.quality]),
        }
    }

    /// The quality levels of the whole that `ratings`, one list a programme, attain in worlds of a kind.
    #[must_use]
    pub fn quality(&self, kind: usize, ratings: &[Vec<Rating>]) -> Ranks {
        let parts: Vec<Rc<Attained>> =
            ratings.iter().enumerate().map(|(programme, ratings)| self.attained(kind, programme, ratings)).collect();
        // Every programme's blanks are filled whatever the others' are.
        let mut together: Vec<Vec<Rank>> = vec![Vec::new()];
        for part in parts {
            let longer = together
                .iter()
                .flat_map(|ranks| part.quality.each().map(move |rank| [ranks.as_slice(), &[rank]].concat()));
            together = longer.collect();
        }
        together.iter().map(|ranks| combined(self.model, ranks)).collect()
    }

    /// The awards that `ratings` attain over all completions.
    #[must_use]
    pub fn awards(&self, ratings: &[Vec<Rating>], cap: Rank) -> Ranks {
        self.awards_by(ratings, &|quality, standing| award(quality, cap, standing))
    }

    /// The awards that `ratings` would attain over all completions if every check were met.
    #[must_use]
    pub fn awards_if_eligible(&self, ratings: &[Vec<Rating>], cap: Rank) -> Ranks {
        self.awards_by(ratings, &|quality, standing| award_if_eligible(quality, cap, standing))
    }

    fn awards_by(&self, ratings: &[Vec<Rating>], award: &dyn Fn(Rank, &Standing) -> Rank) -> Ranks {
        let qualities: Vec<Ranks> = (0..self.kinds()).map(|kind| self.quality(kind, ratings)).collect();
        let mut awards = Ranks::default();
        for (standing, kind) in self.standings.iter().zip(&self.kinds) {
            awards.join(&qualities[*kind].each().map(|quality| award(quality, standing)).collect());
        }
        awards
    }
}

/// Every comparison and every award held that a part of a scheme asks after, wherever it stands.
fn comparisons<'a>(part: &'a Value, found: &mut Vec<&'a Value>) {
    match part {
        Value::Object(fields) if fields.contains_key("fact") || fields.contains_key("held") => found.push(part),
        Value::Object(fields) => fields.values().for_each(|part| comparisons(part, found)),
        Value::Array(parts) => parts.iter().for_each(|part| comparisons(part, found)),
        _ => {}
    }
}

fn joined(one: &Attained, other: &Attained) -> Attained {
    let mut one = one.clone();
    for (section, others) in one.sections.iter_mut().zip(&other.sections) {
        section.join(others);
    }
    one.quality.join(&other.quality);
    one
}

/// The quality level of the whole: that of every programme, or of as many as the quorum asks for.
fn combined(model: &Model, ranks: &[Rank]) -> Rank {
    let quorum = model.json["programmes"]["combine"].get("quorum").map(count);
    let needed = quorum.unwrap_or(ranks.len()).min(ranks.len());
    let reached = |rank: Rank| ranks.iter().filter(|found| **found >= rank).count() >= needed;
    (1..=model.levels.len()).rev().find(|rank| reached(*rank)).unwrap_or(0)
}
