//! Which reasons of two outcomes differ.

use mentormark_rules::{
    Reason,
    json::{self, Tree},
};
use serde::Serialize;

/// A reason that one of two outcomes has and the other has not.
#[derive(Debug, Serialize)]
pub(super) struct Difference {
    /// The outcome that has it.
    pub(super) under: Under,
    #[serde(flatten)]
    pub(super) reason: Reason,
    #[serde(skip)]
    pub(super) code: String,
}

/// Which of the two editions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Under {
    From,
    To,
}

/// What a reason says without its numbers and its source, and its code.
///
/// Numbers are left out because another threshold changes those of every reason, of those too that decide the same.
struct Gist {
    code: String,
    says: String,
}

impl Gist {
    fn of(reason: &Reason) -> Self {
        let mut fields = match json::tree(&json::canonical(reason)) {
            Ok(Tree::Object(fields)) => fields,
            _ => Vec::new(),
        };
        fields.retain(|(key, value)| key != "source" && !matches!(value, Tree::Whole(_)));
        let code = fields.iter().find_map(|(key, value)| match value {
            Tree::Text(code) if key == "code" => Some(code.clone()),
            _ => None,
        });
        Self { code: code.unwrap_or_default(), says: json::canonical(&Tree::Object(fields)) }
    }
}

/// The reasons that differ: those of `to` that `from` has not, and then the other way round.
pub(super) fn differences(from: &[Reason], to: &[Reason]) -> Vec<Difference> {
    let gists = |reasons: &[Reason]| -> Vec<Gist> { reasons.iter().map(Gist::of).collect() };
    let (of_from, of_to) = (gists(from), gists(to));
    let mut differences = Vec::new();
    let sides = [(Under::To, to, of_to.iter(), &of_from), (Under::From, from, of_from.iter(), &of_to)];
    for (under, reasons, gists, others) in sides {
        let only_here =
            reasons.iter().zip(gists).filter(|(_, gist)| others.iter().all(|other| other.says != gist.says));
        differences.extend(only_here.map(|(reason, gist)| Difference {
            under,
            reason: reason.clone(),
            code: gist.code.clone(),
        }));
    }
    differences
}

/// The codes of the reasons that only one outcome has, each with how often it is there, in the order of the first.
pub(super) fn of_each_code(differences: &[Difference], under: Under) -> Vec<(&str, usize)> {
    let mut codes: Vec<(&str, usize)> = Vec::new();
    for difference in differences.iter().filter(|difference| difference.under == under) {
        match codes.iter_mut().find(|(code, _)| *code == difference.code) {
            Some((_, count)) => *count += 1,
            None => codes.push((&difference.code, 1)),
        }
    }
    codes
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reached(level: &str, count: u32) -> Reason {
        Reason::QuorumReached { programme: None, level: level.into(), count, needed: 6, source: "s#q".into() }
    }

    fn missed(level: &str, count: u32) -> Reason {
        Reason::QuorumMissed { programme: None, level: level.into(), count, needed: 6, source: "s#q".into() }
    }

    #[test]
    fn other_numbers_are_no_difference_and_other_levels_are() {
        let found = |from: &[Reason], to: &[Reason]| -> Vec<(Under, Reason)> {
            differences(from, to).into_iter().map(|difference| (difference.under, difference.reason)).collect()
        };
        assert_eq!(found(&[reached("a", 6)], &[reached("a", 7)]), []);
        assert_eq!(
            found(&[reached("a", 6), missed("b", 0)], &[reached("b", 6)]),
            [(Under::To, reached("b", 6)), (Under::From, reached("a", 6)), (Under::From, missed("b", 0))]
        );
    }

    #[test]
    fn codes_are_counted_in_their_order() {
        let all = differences(&[], &[missed("a", 1), reached("b", 1), missed("c", 1)]);
        assert_eq!(of_each_code(&all, Under::To), [("quorum-missed", 2), ("quorum-reached", 1)]);
        assert_eq!(of_each_code(&all, Under::From), []);
    }
}
