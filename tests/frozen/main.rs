//! What was verified once is verified again, byte for byte: under every revision that was ever released.
//!
//! `README.md` here says what is kept and how more is added.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

use mentormark_rules::{Plan, json, read_submission};
use mentormark_schemes::Revision;
use mentormark_tests::frozen::{SUBMISSIONS, VERIFICATIONS, folder, received, root};
use serde_json::Value;

fn lines(file: &Path) -> Vec<String> {
    let text = fs::read_to_string(file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    assert!(text.ends_with('\n'), "{}: the last line is cut", file.display());
    text.lines().map(str::to_owned).collect()
}

/// The released revisions, each with its submissions and their verifications.
fn kept() -> Vec<(&'static Revision, Vec<(String, String)>)> {
    let released = mentormark_schemes::revisions().iter().filter(|revision| revision.number > 0);
    let kept = released.map(|revision| {
        let folder = folder(revision);
        let (submissions, verifications) = (lines(&folder.join(SUBMISSIONS)), lines(&folder.join(VERIFICATIONS)));
        assert_eq!(submissions.len(), verifications.len(), "{}", folder.display());
        (revision, submissions.into_iter().zip(verifications).collect())
    });
    kept.collect()
}

#[test]
fn every_frozen_submission_is_verified_as_it_was() {
    let mut verified = 0;
    for (revision, pairs) in kept() {
        let plan = Plan::from_json(revision.compiled).expect("released rules stay sound");
        for (number, (submission, expected)) in (1..).zip(pairs) {
            let filed = read_submission(&submission, |hash| (hash == revision.rules_hash).then_some(&plan));
            let filed =
                filed.unwrap_or_else(|faults| panic!("{}, line {number}: {faults}", folder(revision).display()));
            let found = json::canonical(&filed.verified(received(revision)));
            assert_eq!(found, expected, "{}, line {number}", folder(revision).display());
            verified += 1;
        }
    }
    assert!(verified >= 40, "{verified}");
}

#[test]
fn every_revision_has_a_claim_that_is_confirmed_and_one_that_differs() {
    for (revision, pairs) in kept() {
        let statuses: BTreeSet<String> = pairs
            .iter()
            .map(|(_, verification)| {
                let verification: Value = serde_json::from_str(verification).expect("JSON");
                assert_eq!(verification["rules_hash"], revision.rules_hash);
                verification["status"].as_str().expect("a status").to_owned()
            })
            .collect();
        let both = BTreeSet::from(["confirmed".to_owned(), "differs".to_owned()]);
        assert_eq!(statuses, both, "{}", folder(revision).display());
    }
}

#[test]
fn every_folder_is_of_a_released_revision() {
    let folders = |of: &Path| -> BTreeSet<PathBuf> {
        let listed = fs::read_dir(of).unwrap_or_else(|error| panic!("{}: {error}", of.display()));
        listed.map(|entry| entry.expect("an entry").path()).filter(|path| path.is_dir()).collect()
    };
    let found: BTreeSet<PathBuf> = folders(&root()).iter().flat_map(|scheme| folders(scheme)).collect();
    let released = mentormark_schemes::revisions().iter().filter(|revision| revision.number > 0);
    let expected: BTreeSet<PathBuf> = released.map(folder).collect();
    assert_eq!(found, expected, "a revision is never taken back, and neither is what was verified under it");
}
