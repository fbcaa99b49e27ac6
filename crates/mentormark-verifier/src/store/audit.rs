//! The audit chain: one row for each kept answer, which names the hash of the row before it.
//!
//! A row's hash is SHA-256 over its canonical JSON without `hash`. Whoever changes an answer, a row or the order of rows must
//! change every later hash too; whoever noted one of those elsewhere sees it.

use std::fmt;

use mentormark_rules::json;
use serde::Serialize;

use super::{Checked, Record};

/// What stands for the row before the first.
pub const FIRST: &str = "sha256:0000000000000000000000000000000000000000000000000000000000000000";

/// The most faults that a check tells of.
const MOST_FAULTS: usize = 100;

/// One row, without its own hash. Members stand in the order of their names, so that the canonical writer need not sort them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Row {
    /// The hash of the answer.
    pub answer: String,
    /// When the answer was given, by the clock of the machine; clocks may go back, places do not.
    pub at: String,
    /// What was answered.
    pub event: String,
    /// The id of the answer.
    pub id: String,
    /// The hash of the row before.
    pub previous: String,
    /// Its place in the chain, from 1.
    pub seq: u64,
    /// The hash of what was kept of the question.
    pub submission: Option<String>,
}

impl Row {
    /// The row of a record that comes after the row at `seq` with the hash `previous`.
    #[must_use]
    pub fn after(seq: u64, previous: &str, record: &Record) -> Self {
        Self {
            seq: seq + 1,
            at: record.at.clone(),
            event: record.event.as_str().to_owned(),
            id: record.id.clone(),
            answer: record.answer.1.clone(),
            submission: record.submission.as_ref().map(|(_, hash)| hash.clone()),
            previous: previous.to_owned(),
        }
    }

    /// The hash of the row.
    #[must_use]
    pub fn hash(&self) -> String {
        json::sha256(json::canonical(self).as_bytes())
    }
}

/// A row as it was read, with the answer that it tells of.
#[derive(Clone, Debug)]
pub struct Found {
    /// The row.
    pub row: Row,
    /// Its hash, as it stands in the table.
    pub hash: String,
    /// The answer, and what was kept of the question; `None` where there is no such record.
    pub record: Option<(String, Option<String>)>,
}

/// Something wrong with the chain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The row; 0 for the chain as a whole.
    pub seq: u64,
    /// What is wrong.
    pub what: What,
}

/// What is wrong with a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// A row before it is missing.
    Gap,
    /// It does not name the row before.
    Unlinked,
    /// It was changed.
    Changed,
    /// The answer is not there.
    NoAnswer,
    /// The answer was changed.
    OtherAnswer,
    /// What was kept of the question was changed.
    OtherSubmission,
    /// There are answers without a row.
    Unlisted,
    /// A head that was noted elsewhere is not in the chain: it was cut off, or made anew.
    HeadMissing,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let what = match self.what {
            What::Gap => "a row before it is missing",
            What::Unlinked => "it does not follow from the row before",
            What::Changed => "the row was changed after it was written",
            What::NoAnswer => "the answer that it tells of is not there",
            What::OtherAnswer => "the answer was changed after it was given",
            What::OtherSubmission => "what was kept of the submission was changed",
            What::Unlisted => return f.write_str("there are answers without a row in the chain"),
            What::HeadMissing => {
                return f.write_str("the head that was noted is not in the chain: it was cut off, or made anew");
            }
        };
        write!(f, "row {}: {what}", self.seq)
    }
}

/// A check under way.
#[derive(Debug)]
pub struct Check<'a> {
    known_head: Option<&'a str>,
    checked: Checked,
}

impl<'a> Check<'a> {
    /// A check that also looks for a head noted before.
    #[must_use]
    pub fn new(known_head: Option<&'a str>) -> Self {
        let checked = Checked { rows: 0, head: FIRST.to_owned(), holds_known_head: false, faults: Vec::new() };
        Self { known_head, checked }
    }

    /// Takes the next row.
    pub fn take(&mut self, found: &Found) {
        let row = &found.row;
        let expected = self.checked.rows + 1;
        if row.seq != expected {
            self.fault(row.seq, What::Gap);
        } else if row.previous != self.checked.head {
            self.fault(row.seq, What::Unlinked);
        }
        if row.hash() != found.hash {
            self.fault(row.seq, What::Changed);
        }
        match &found.record {
            None => self.fault(row.seq, What::NoAnswer),
            Some((answer, submission)) => {
                if json::sha256(answer.as_bytes()) != row.answer {
                    self.fault(row.seq, What::OtherAnswer);
                }
                if submission.as_deref().map(|text| json::sha256(text.as_bytes())) != row.submission {
                    self.fault(row.seq, What::OtherSubmission);
                }
            }
        }
        self.checked.rows = row.seq;
        self.checked.head.clone_from(&found.hash);
        self.checked.holds_known_head |= self.known_head == Some(found.hash.as_str());
    }

    /// What was found, given how many answers the store holds.
    #[must_use]
    pub fn end(mut self, answers: u64) -> Checked {
        if answers > self.checked.rows {
            self.fault(0, What::Unlisted);
        }
        if self.known_head.is_some() && !self.checked.holds_known_head {
            self.fault(0, What::HeadMissing);
        }
        self.checked
    }

    fn fault(&mut self, seq: u64, what: What) {
        if self.checked.faults.len() < MOST_FAULTS {
            self.checked.faults.push(Fault { seq, what });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::Event;

    fn chain(of: u64) -> Vec<Found> {
        let mut previous = FIRST.to_owned();
        let row = |seq: u64| {
            let asked = seq.is_multiple_of(2).then(|| format!("question {seq}"));
            let (id, at) = (format!("{seq:032x}"), "2026-11-21T10:00:00Z".to_owned());
            let record = Record::new(id, Event::Verification, at, format!("answer {seq}"), asked);
            let row = Row::after(seq - 1, &previous, &record);
            previous = row.hash();
            Found { hash: row.hash(), row, record: Some((record.answer.0, record.submission.map(|it| it.0))) }
        };
        (1..=of).map(row).collect()
    }

    fn faults(rows: &[Found], answers: u64) -> Vec<(u64, What)> {
        let mut check = Check::new(None);
        for row in rows {
            check.take(row);
        }
        check.end(answers).faults.iter().map(|fault| (fault.seq, fault.what)).collect()
    }

    #[test]
    fn a_whole_chain_has_no_fault() {
        assert_eq!(faults(&chain(5), 5), []);
        assert_eq!(faults(&[], 0), []);
    }

    #[test]
    fn each_kind_of_tampering_is_found() {
        let with = |change: fn(&mut Vec<Found>)| {
            let mut rows = chain(4);
            change(&mut rows);
            faults(&rows, 4)
        };
        assert_eq!(with(|rows| rows[1].row.at = "2020-01-01T00:00:00Z".into()), [(2, What::Changed)]);
        assert_eq!(with(|rows| rows[2].record = None), [(3, What::NoAnswer)]);
        assert_eq!(with(|rows| rows[0].record = Some(("other".into(), None))), [(1, What::OtherAnswer)]);
        assert_eq!(with(|rows| rows[1].record.as_mut().unwrap().1 = None), [(2, What::OtherSubmission)]);
        assert_eq!(with(|rows| drop(rows.remove(1))), [(3, What::Gap)]);
        assert_eq!(with(|rows| drop(rows.remove(0))), [(2, What::Gap)]);
        // Changed together with its own hash, it no longer fits the next.
        let rehashed = with(|rows| {
            rows[1].row.id = "other".into();
            rows[1].hash = rows[1].row.hash();
        });
        assert_eq!(rehashed, [(3, What::Unlinked)]);
        assert_eq!(faults(&chain(3), 4), [(0, What::Unlisted)]);
    }

    #[test]
    fn a_chain_that_lost_its_end_is_found_by_a_head_noted_before() {
        let rows = chain(4);
        let known = rows[3].hash.clone();
        let check = |of: usize| {
            let mut check = Check::new(Some(&known));
            rows[..of].iter().for_each(|row| check.take(row));
            check.end(of as u64)
        };
        assert_eq!((check(4).holds_known_head, check(4).faults.len()), (true, 0));
        assert_eq!(check(3).faults, [Fault { seq: 0, what: What::HeadMissing }]);
    }
}
