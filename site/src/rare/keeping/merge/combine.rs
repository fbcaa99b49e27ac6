//! Two assessments of one standard put together: blanks are filled, and where both say something else nothing is decided.

use mentormark_rules::{
    Assessment, Scheme,
    assessment::{MOST_LINKS, MOST_NOTE_CHARACTERS, MOST_PROGRAMMES, MOST_RATINGS},
};

use crate::rare::answers::{Answer, Item, answer, items, programmes, put};

/// Two assessments put together as far as they agree.
#[derive(Debug)]
pub(super) struct Combined {
    /// Mine with the blanks filled from theirs.
    pub(super) answers: Assessment,
    /// What was filled or added to.
    pub(super) filled: Vec<Item>,
    /// Where both say something else, in the order of the standard.
    pub(super) conflicts: Vec<Conflict>,
    /// How many answers both have alike.
    pub(super) same: usize,
}

/// A place in which the two say something else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Conflict {
    /// The place.
    pub(super) item: Item,
    /// What I say.
    pub(super) mine: Answer,
    /// What they say.
    pub(super) theirs: Answer,
}

/// What stands after a conflict.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Choice {
    /// What I say.
    Mine,
    /// What they say.
    Theirs,
    /// Both, one after the other; for notes alone.
    Both,
}

/// Why two assessments cannot be put together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unfit {
    /// One names its programmes and the other does not, and both have ratings.
    Programmes,
    /// There would be more programmes or ratings than an assessment may have.
    TooMany,
}

/// Puts `theirs` to `mine`, which stand as they are read by the same standard.
pub(super) fn combine(scheme: &Scheme, mine: &Assessment, theirs: &Assessment) -> Result<Combined, Unfit> {
    let is_plain = |of: &Assessment| of.programmes.is_empty();
    let has_ratings = |of: &Assessment| !of.ratings.is_empty() || !of.evidence.is_empty();
    if is_plain(mine) != is_plain(theirs) && (has_ratings(mine) || has_ratings(theirs)) {
        return Err(Unfit::Programmes);
    }
    let mut combined = Combined { answers: mine.clone(), filled: Vec::new(), conflicts: Vec::new(), same: 0 };
    // One without answers has no place of its own.
    for programme in &theirs.programmes {
        if !combined.answers.programmes.iter().any(|mine| mine.id == programme.id) {
            let mut blank = programme.clone();
            blank.ratings.clear();
            blank.evidence.clear();
            combined.answers.programmes.push(blank);
        }
    }
    let facts = scheme.facts.iter().map(|fact| &*fact.id);
    let criteria: Vec<&str> = scheme.criteria().map(|criterion| &*criterion.id).collect();
    for item in items(theirs, facts, &criteria) {
        let Some(theirs) = answer(theirs, &item) else { continue };
        match answer(mine, &item) {
            None => combined.fill(item, theirs),
            Some(mine) if mine == theirs => combined.same += 1,
            Some(mine) => combined.settle(item, mine, theirs),
        }
    }
    let ratings: usize = combined.answers.programmes.iter().map(|programme| programme.ratings.len()).sum();
    if programmes(&combined.answers).len() > MOST_PROGRAMMES || ratings > MOST_RATINGS {
        return Err(Unfit::TooMany);
    }
    Ok(combined)
}

impl Combined {
    fn fill(&mut self, item: Item, answer: Answer) {
        put(&mut self.answers, &item, Some(answer));
        self.filled.push(item);
    }

    /// Links add up as long as there is room; everything else is for a person to decide.
    fn settle(&mut self, item: Item, mine: Answer, theirs: Answer) {
        if let (Answer::Links(ours), Answer::Links(more)) = (&mine, &theirs) {
            let mut all = ours.clone();
            all.extend(more.iter().filter(|link| !ours.contains(link)).cloned());
            if all.len() == ours.len() {
                self.same += 1;
                return;
            }
            if all.len() <= MOST_LINKS {
                return self.fill(item, Answer::Links(all));
            }
        }
        self.conflicts.push(Conflict { item, mine, theirs });
    }

    /// The answers with each conflict settled; one without a choice stays as mine.
    pub(super) fn settled(&self, choices: &[Option<Choice>]) -> Assessment {
        let mut answers = self.answers.clone();
        for (conflict, choice) in self.conflicts.iter().zip(choices) {
            if let Some(chosen) = conflict.chosen(*choice) {
                put(&mut answers, &conflict.item, Some(chosen));
            }
        }
        answers
    }
}

impl Conflict {
    /// What stands where both notes are kept; `None` where they are no notes or too long together.
    pub(super) fn both(&self) -> Option<Answer> {
        let (Answer::Note(mine), Answer::Note(theirs)) = (&self.mine, &self.theirs) else { return None };
        let both = format!("{mine}\n\n{theirs}");
        (both.chars().count() <= MOST_NOTE_CHARACTERS).then_some(Answer::Note(both))
    }

    /// What takes the place of mine; `None` where mine stays.
    pub(super) fn chosen(&self, choice: Option<Choice>) -> Option<Answer> {
        match choice {
            Some(Choice::Theirs) => Some(self.theirs.clone()),
            Some(Choice::Both) => self.both(),
            Some(Choice::Mine) | None => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use mentormark_rules::json;

    use super::*;
    use crate::rare::fixture;

    fn read(facts: &str, ratings: &str, evidence: &str) -> Assessment {
        let evidence = if evidence == "{}" { String::new() } else { format!(",\"evidence\":{evidence}") };
        let text = format!(
            r#"{{"scheme":"tiny","edition":"1","as_of":"2026-11-21","facts":{facts},"ratings":{ratings}{evidence}}}"#
        );
        json::assessment(&text).unwrap()
    }

    fn combined(mine: &Assessment, theirs: &Assessment) -> Combined {
        combine(fixture::plan().scheme(), mine, theirs).unwrap()
    }

    #[test]
    fn blanks_are_filled_what_is_alike_is_counted_and_the_rest_is_asked() {
        let mine = read(r#"{"employees":5}"#, r#"{"one.a":"met","one.b":"not-met"}"#, r#"{"one.a":{"note":"mine"}}"#);
        let theirs = read(
            r#"{"employees":5}"#,
            r#"{"one.a":"met","one.b":"met","two.a":"not-met"}"#,
            r#"{"one.a":{"note":"theirs","links":["https://example.org/"]}}"#,
        );
        let found = combined(&mine, &theirs);
        assert_eq!(found.same, 2);
        let filled = [Item::Links(None, "one.a".to_owned()), Item::Rating(None, "two.a".to_owned())];
        assert_eq!(found.filled, filled);
        let asked: Vec<&Item> = found.conflicts.iter().map(|conflict| &conflict.item).collect();
        assert_eq!(asked, [&Item::Note(None, "one.a".to_owned()), &Item::Rating(None, "one.b".to_owned())]);
        // Nothing decided is nothing changed.
        let untouched = found.settled(&[None, None]);
        assert_eq!(
            (untouched.ratings.get("one.b").unwrap().as_str(), untouched.evidence.get("one.a").unwrap().note.as_str()),
            ("not-met", "mine")
        );
        let settled = found.settled(&[Some(Choice::Both), Some(Choice::Theirs)]);
        assert_eq!(settled.evidence.get("one.a").unwrap().note, "mine\n\ntheirs");
        assert_eq!([settled.ratings.get("one.b").unwrap(), settled.ratings.get("two.a").unwrap()], ["met", "not-met"]);
    }

    #[test]
    fn links_add_up_until_there_are_too_many() {
        let links = |from: usize, to: usize| {
            let all: Vec<String> = (from..to).map(|at| format!("\"https://example.org/{at}\"")).collect();
            read("{}", "{}", &format!("{{\"one.a\":{{\"links\":[{}]}}}}", all.join(",")))
        };
        let found = combined(&links(0, 12), &links(8, 20));
        assert_eq!((found.conflicts.len(), found.answers.evidence.get("one.a").unwrap().links.len()), (0, 20));
        assert_eq!(combined(&links(0, 12), &links(8, 21)).conflicts.len(), 1);
        assert_eq!(combined(&links(0, 12), &links(4, 8)).same, 1);
    }

    #[test]
    fn two_notes_that_are_too_long_together_are_not_offered_as_one() {
        let note = |letter: &str, times: usize| {
            let note = letter.repeat(times);
            read("{}", "{}", &format!("{{\"one.a\":{{\"note\":\"{note}\"}}}}"))
        };
        let both = |mine: usize, theirs: usize| combined(&note("é", mine), &note("b", theirs)).conflicts[0].both();
        assert!(both(2_000, 1_998).is_some());
        assert!(both(2_000, 1_999).is_none());
    }

    #[test]
    fn programmes_meet_by_name_and_are_not_mixed_with_answers_without_one() {
        let several = |programmes: &str| {
            let text = format!(
                r#"{{"scheme":"tiny","edition":"1","as_of":"2026-11-21","facts":{{}},"programmes":{programmes}}}"#
            );
            json::assessment(&text).unwrap()
        };
        let mine = several(r#"[{"id":"peers","ratings":{"one.a":"met"}}]"#);
        let theirs =
            several(r#"[{"id":"staff","ratings":{}},{"id":"peers","ratings":{"one.a":"not-met","one.b":"met"}}]"#);
        let found = combined(&mine, &theirs);
        assert_eq!(found.filled, [Item::Rating(Some("peers".to_owned()), "one.b".to_owned())]);
        assert_eq!(found.conflicts.len(), 1);
        assert_eq!(programmes(&found.answers), [Some("peers".to_owned()), Some("staff".to_owned())]);

        let plain = read("{}", r#"{"one.a":"met"}"#, "{}");
        let scheme = fixture::plan();
        assert_eq!(combine(scheme.scheme(), &plain, &theirs).unwrap_err(), Unfit::Programmes);
        assert_eq!(combine(scheme.scheme(), &theirs, &plain).unwrap_err(), Unfit::Programmes);
        let blank = read(r#"{"employees":5}"#, "{}", "{}");
        assert_eq!(programmes(&combined(&blank, &theirs).answers).len(), 2);
        assert_eq!(programmes(&combined(&theirs, &blank).answers).len(), 2);

        let many: Vec<String> = (0..60).map(|at| format!("{{\"id\":\"p{at}\",\"ratings\":{{}}}}")).collect();
        let more: Vec<String> = (50..111).map(|at| format!("{{\"id\":\"p{at}\",\"ratings\":{{}}}}")).collect();
        let of = |list: &[String]| several(&format!("[{}]", list.join(",")));
        assert_eq!(combine(scheme.scheme(), &of(&many), &of(&more)).unwrap_err(), Unfit::TooMany);
        assert!(combine(scheme.scheme(), &of(&many), &of(&more[..50])).is_ok());
    }
}
