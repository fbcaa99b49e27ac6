//! Answers given under another edition, carried over to this one: what this edition's rules still take stays, by its id. What they
//! refuse is left out and listed with their own reason.

use mentormark_rules::{Assessment, Code, Plan, Refusal, Refusals};

use crate::rare::answers::{Answer, Item, all_items, answer, pointer, programmes, put};

/// What came of carrying over.
#[derive(Debug)]
pub(super) struct Carried {
    /// The answers as this edition takes them.
    pub(super) answers: Assessment,
    /// How many answers stayed.
    pub(super) stayed: usize,
    /// What was left out: its place, what was said there, and why.
    pub(super) left_out: Vec<(Item, Answer, Refusal)>,
    /// Criteria of this edition, by their ids, that have no answer now in any programme: new ones, and those left open before.
    pub(super) open: Vec<String>,
}

/// Carries answers over to the edition of `plan`.
///
/// # Errors
/// Where this edition refuses something that cannot be left out.
pub(super) fn carry(plan: &Plan, old: Assessment) -> Result<Carried, Refusals> {
    let mut answers = Assessment { edition: Some(plan.scheme().edition.to_string()), ..old };
    let mut left_out = Vec::new();
    while let Err(refusals) = plan.read(&answers) {
        let items = all_items(&answers);
        // Looked up before anything is taken out, because that moves what comes after it.
        let wrong: Vec<(Item, Refusal)> = items
            .into_iter()
            .filter_map(|item| {
                let at = pointer(&answers, &item);
                let why = refusals.as_slice().iter().find(|refusal| is_about(refusal, &at))?;
                Some((item, why.clone()))
            })
            .collect();
        if wrong.is_empty() {
            return Err(refusals);
        }
        for (item, why) in wrong {
            if let Some(said) = answer(&answers, &item) {
                put(&mut answers, &item, None);
                left_out.push((item, said, why));
            }
        }
    }
    let stayed = all_items(&answers).len();
    let programmes = programmes(&answers);
    let is_open = |criterion: &str| {
        let rated = |programme: &Option<String>| {
            answer(&answers, &Item::Rating(programme.clone(), criterion.to_owned())).is_some()
        };
        !programmes.iter().any(rated)
    };
    let open = plan.scheme().criteria().map(|criterion| criterion.id.to_string()).filter(|id| is_open(id)).collect();
    Ok(Carried { answers, stayed, left_out, open })
}

/// Whether a refusal is about the answer at `pointer`, about a part of it, or about that which it is a part of.
fn is_about(refusal: &Refusal, pointer: &str) -> bool {
    let within =
        |whole: &str, part: &str| part.strip_prefix(whole).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
    // A document as a whole is wrong for a reason that no answer's going would take away.
    refusal.code != Code::WrongScheme
        && !refusal.pointer.is_empty()
        && (within(&refusal.pointer, pointer) || within(pointer, &refusal.pointer))
}

#[cfg(test)]
mod tests {
    use mentormark_rules::json;

    use super::*;
    use crate::rare::fixture;

    fn read(text: &str) -> Assessment {
        json::assessment(text).unwrap()
    }

    const OLD: &str = r#"{"scheme":"tiny","edition":"0","as_of":"2026-11-21","target":"platinum",
        "held":{"level":"gold","awarded_on":"2026-01-02"},"facts":{"employees":12,"volunteers":3},
        "ratings":{"one.a":"met","one.gone":"met","two.a":"partly"},
        "evidence":{"one.a":{"note":"stays"},"one.gone":{"note":"goes","links":["https://example.org/"]}}}"#;

    #[test]
    fn what_the_new_edition_takes_stays_and_the_rest_is_listed() {
        let carried = carry(&fixture::plan(), read(OLD)).unwrap();
        assert_eq!(carried.answers.edition.as_deref(), Some("1"));
        assert_eq!(carried.answers.ratings.keys().collect::<Vec<_>>(), ["one.a"]);
        assert_eq!(carried.answers.evidence.get("one.a").unwrap().note, "stays");
        assert!(fixture::plan().read(&carried.answers).is_ok());
        let mut left: Vec<(Item, Code)> =
            carried.left_out.iter().map(|(item, _, why)| (item.clone(), why.code)).collect();
        for expected in [
            (Item::Target, Code::UnknownLevel),
            (Item::Held, Code::HeldNotUsed),
            (Item::Fact("volunteers".to_owned()), Code::UnknownFact),
            (Item::Rating(None, "one.gone".to_owned()), Code::UnknownCriterion),
            (Item::Note(None, "one.gone".to_owned()), Code::UnknownCriterion),
            (Item::Links(None, "one.gone".to_owned()), Code::UnknownCriterion),
            (Item::Rating(None, "two.a".to_owned()), Code::UnknownRating),
        ] {
            let place = left.iter().position(|found| *found == expected);
            left.remove(place.unwrap_or_else(|| panic!("{expected:?} is not in {left:?}")));
        }
        assert_eq!(left, []);
        // The fact, the rating and the note.
        assert_eq!(carried.stayed, 3);
        assert_eq!(carried.open, ["one.b", "two.a", "two.b"]);
    }

    #[test]
    fn more_faults_than_are_reported_at_once_are_all_left_out() {
        let ratings: Vec<String> = (0..1_500).map(|at| format!("\"gone.{at}\":\"met\"")).collect();
        let old = format!(
            r#"{{"scheme":"tiny","edition":"0","as_of":"2026-11-21","facts":{{}},"ratings":{{"one.b":"met",{}}}}}"#,
            ratings.join(",")
        );
        let carried = carry(&fixture::plan(), read(&old)).unwrap();
        assert_eq!((carried.left_out.len(), carried.stayed), (1_500, 1));
    }

    #[test]
    fn what_cannot_be_left_out_is_refused() {
        let other = OLD.replace("tiny", "other");
        let refused = carry(&fixture::plan(), read(&other)).unwrap_err();
        assert!(refused.as_slice().iter().any(|refusal| refusal.code == Code::WrongScheme));
        let several = r#"{"scheme":"tiny","edition":"0","as_of":"2026-11-21","facts":{},
            "programmes":[{"id":"a","ratings":{"one.gone":"met"}}]}"#;
        assert!(carry(&fixture::single(), read(several)).is_err());
    }

    #[test]
    fn a_document_in_order_is_carried_whole() {
        let old = OLD.replace("platinum", "gold").replace(r#""held":{"level":"gold","awarded_on":"2026-01-02"},"#, "");
        let old = old.replace(r#","volunteers":3"#, "").replace("one.gone", "one.b").replace("partly", "met");
        let carried = carry(&fixture::plan(), read(&old)).unwrap();
        assert!(carried.left_out.is_empty(), "{carried:?}");
        assert_eq!((carried.stayed, carried.open), (8, vec!["two.b".to_owned()]));
    }
}
