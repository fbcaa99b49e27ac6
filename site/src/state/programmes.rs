//! The programmes that are assessed: their names, and the ratings and notes of each. One without a name is the plain form.

use leptos::prelude::*;
use mentormark_rules::{
    Assessment, Entries, Outcome,
    assessment::{Evidence, MOST_PROGRAMMES, Programme},
    outcome::SectionOutcome,
    scheme::Criterion,
};

use super::Session;

/// What is wrong with a programme's name.
#[derive(Clone, Copy)]
pub(crate) enum BadName {
    /// It has no letter or digit.
    Empty,
    /// Another programme has it.
    Taken,
    /// There are as many programmes as there may be.
    TooMany,
}

impl Session {
    /// The id of a programme by its place; `None` where it has no name.
    pub(crate) fn programme(self, place: usize) -> Option<String> {
        self.answers.with_untracked(|answers| answers.programmes.get(place).map(|programme| programme.id.clone()))
    }

    /// The place of a programme by its id.
    pub(crate) fn place_of(self, id: &str) -> Option<usize> {
        self.answers.with_untracked(|answers| answers.programmes.iter().position(|programme| programme.id == *id))
    }

    /// Names a programme: the one at `place`, or a further one. What was answered before any had a name belongs to the first.
    pub(crate) fn name(self, place: Option<usize>, name: &str) -> Result<String, BadName> {
        let id = id_of(name);
        let named = name_of(&id);
        let (taken, count) = self.answers.with_untracked(|answers| (self.place_of(&id), answers.programmes.len()));
        match taken {
            _ if id.is_empty() => return Err(BadName::Empty),
            Some(other) if place != Some(other) => return Err(BadName::Taken),
            None if place.is_none() && count == MOST_PROGRAMMES => return Err(BadName::TooMany),
            _ => {}
        }
        self.change(|answers| {
            if let Some(programme) = place.and_then(|place| answers.programmes.get_mut(place)) {
                programme.id = id;
            } else {
                let ratings = std::mem::take(&mut answers.ratings);
                let evidence = std::mem::take(&mut answers.evidence);
                answers.programmes.push(Programme { id, ratings, evidence });
            }
        });
        Ok(named)
    }

    /// Removes a programme. Of the last one only the name goes: its answers are the plain form's.
    pub(crate) fn remove(self, place: usize) {
        self.change(|answers| {
            if place < answers.programmes.len() {
                let removed = answers.programmes.remove(place);
                if answers.programmes.is_empty() {
                    (answers.ratings, answers.evidence) = (removed.ratings, removed.evidence);
                }
            }
        });
    }

    /// Rates a criterion of a programme, or clears its rating.
    pub(crate) fn rate(self, programme: usize, criterion: &str, rating: Option<String>) {
        self.change(|answers| {
            let (ratings, _) = parts_mut(answers, programme);
            match rating {
                Some(rating) => drop(ratings.insert(criterion.to_owned(), rating)),
                None => drop(ratings.remove(criterion)),
            }
        });
    }

    /// Writes a note beside a criterion of a programme; an empty one is none.
    pub(crate) fn note(self, programme: usize, criterion: &str, note: String) {
        self.change(|answers| {
            let (_, evidence) = parts_mut(answers, programme);
            let links = evidence.get(criterion).map(|of| of.links.clone()).unwrap_or_default();
            if note.is_empty() && links.is_empty() {
                evidence.remove(criterion);
            } else {
                evidence.insert(criterion.to_owned(), Evidence { note, links });
            }
        });
    }

    /// Puts evidence beside a criterion of a programme in place of what stands there; of nothing, none.
    pub(crate) fn back(self, programme: usize, criterion: &str, with: Evidence) {
        self.change(|answers| {
            let (_, evidence) = parts_mut(answers, programme);
            if with == Evidence::default() {
                evidence.remove(criterion);
            } else {
                evidence.insert(criterion.to_owned(), with);
            }
        });
    }

    /// What stands beside a criterion of a programme as evidence.
    pub(crate) fn backing(self, programme: usize, criterion: &str) -> Evidence {
        self.answers.with_untracked(|answers| parts(answers, programme).1.get(criterion).cloned().unwrap_or_default())
    }

    /// The rating and the note of a criterion and the number of its links, as they stand.
    pub(crate) fn rated(self, programme: usize, criterion: &str) -> (Option<String>, String, usize) {
        self.answers.with_untracked(|answers| {
            let (ratings, evidence) = parts(answers, programme);
            let (note, links) = evidence.get(criterion).map(|of| (of.note.clone(), of.links.len())).unwrap_or_default();
            (ratings.get(criterion).cloned(), note, links)
        })
    }

    /// How many criteria of a section are answered, of how many; none of none where the section does not apply.
    pub(crate) fn answered(self, programme: usize, place: usize) -> (usize, usize) {
        self.answered_among(programme, place, &|_| true)
    }

    /// The same of those of its criteria that are so.
    pub(crate) fn answered_among(
        self,
        programme: usize,
        place: usize,
        is_meant: &dyn Fn(&Criterion) -> bool,
    ) -> (usize, usize) {
        let sections = &self.catalogue.scheme().sections;
        let first: usize = sections.iter().take(place).map(|section| section.criteria.len()).sum();
        let section = sections.get(place).filter(|_| self.applies(place));
        let of_section = || section.into_iter().flat_map(|section| &section.criteria).zip(first..);
        let meant = || of_section().filter(|(criterion, _)| is_meant(criterion));
        let answered = self.answers.with(|answers| {
            let (ratings, _) = parts(answers, programme);
            meant().filter(|(criterion, _)| ratings.contains_key(&*criterion.id)).count()
        });
        // A rating that still needs its reason is as good as none.
        let unreasoned = self.unreasoned.with(|unreasoned| {
            let here = unreasoned.get(programme).map_or(&[][..], Vec::as_slice);
            meant().filter(|(_, place)| here.contains(place)).count()
        });
        (answered.saturating_sub(unreasoned), meant().count())
    }

    /// How many criteria of all that applies are answered, of how many.
    pub(crate) fn answered_in_all(self) -> (usize, usize) {
        let sections = 0..self.catalogue.scheme().sections.len();
        let programmes = self.asked.with(|(_, programmes)| programmes.len()).max(1);
        let pairs = (0..programmes).flat_map(|programme| sections.clone().map(move |place| (programme, place)));
        pairs
            .map(|(programme, place)| self.answered(programme, place))
            .fold((0, 0), |sum, of| (sum.0 + of.0, sum.1 + of.1))
    }

    /// Whether a section concerns this applicant, as far as is known.
    pub(crate) fn applies(self, place: usize) -> bool {
        self.asked.with(|(asked, _)| asked.sections.get(place).copied().unwrap_or(true))
    }
}

/// What the rules say of the sections of a programme.
pub(crate) fn sections(outcome: &Outcome, programme: usize) -> &[SectionOutcome] {
    outcome.programmes.get(programme).map_or(&outcome.sections, |programme| &programme.sections)
}

/// A programme's id as a name: `Peer mentoring` for `peer-mentoring`.
pub(crate) fn name_of(id: &str) -> String {
    let mut letters = id.chars();
    let first = letters.next().map(|letter| letter.to_ascii_uppercase());
    first.into_iter().chain(letters.map(|letter| if letter == '-' { ' ' } else { letter })).collect()
}

/// The id that a name makes: letters without their marks, and digits, the rest as single hyphens between them. Empty where nothing is left.
fn id_of(name: &str) -> String {
    let name: String =
        name.to_lowercase().chars().filter(|letter| !['\'', '’'].contains(letter)).map(unmarked).collect();
    let words = name.split(|letter: char| !letter.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let mut id = words.collect::<Vec<_>>().join("-");
    id.truncate(LONGEST);
    id.trim_end_matches('-').to_owned()
}

/// A small letter without what stands above or below it.
fn unmarked(letter: char) -> char {
    match letter {
        'à'..='å' => 'a',
        'ç' => 'c',
        'è'..='ë' => 'e',
        'ì'..='ï' => 'i',
        'ñ' => 'n',
        'ò'..='ö' => 'o',
        'ù'..='ü' => 'u',
        'ŵ' | 'ẁ' | 'ẃ' | 'ẅ' => 'w',
        'ý' | 'ÿ' | 'ŷ' | 'ỳ' => 'y',
        letter => letter,
    }
}

/// The most letters of an id.
const LONGEST: usize = 100;

type Ratings = Entries<String>;
type Notes = Entries<Evidence>;

fn parts(answers: &Assessment, programme: usize) -> (&Ratings, &Notes) {
    match answers.programmes.get(programme) {
        Some(programme) => (&programme.ratings, &programme.evidence),
        None => (&answers.ratings, &answers.evidence),
    }
}

fn parts_mut(answers: &mut Assessment, programme: usize) -> (&mut Ratings, &mut Notes) {
    match answers.programmes.get_mut(programme) {
        Some(programme) => (&mut programme.ratings, &mut programme.evidence),
        None => (&mut answers.ratings, &mut answers.evidence),
    }
}

#[cfg(test)]
mod tests {
    use mentormark_rules::Id;

    use super::*;

    #[test]
    fn a_name_makes_an_id_that_reads_as_the_name() {
        for (name, id, shown) in [
            ("Peer mentoring", "peer-mentoring", "Peer mentoring"),
            ("  Maths & Stats (2026) ", "maths-stats-2026", "Maths stats 2026"),
            ("a--b", "a-b", "A b"),
            ("Mentora’r Tŷ", "mentorar-ty", "Mentorar ty"),
            ("Women's café", "womens-cafe", "Womens cafe"),
            ("–", "", ""),
        ] {
            assert_eq!((id_of(name).as_str(), name_of(&id_of(name)).as_str()), (id, shown));
        }
        assert!(Id::is_well_formed(&id_of(&"ab ".repeat(60))));
    }
}
