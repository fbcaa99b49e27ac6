//! Reads a submission: fast where it is in order, and thorough where it is not.

use alloc::{borrow::ToOwned, boxed::Box, format, string::String};

use super::{
    Node, Reading, Tree, Unread,
    assessment::{fits, read as read_assessment},
    canonical, sha256, tree,
    tree::MOST_BYTES,
};
use crate::{
    Code, Refusal, Refusals,
    assessment::from_text,
    submission::{Claim, FeeAmounts, Received, Submission},
};

/// Reads a submission in the shape of the public contract.
///
/// ```
/// use mentormark_rules::json;
///
/// let hash = format!("sha256:{}", "0".repeat(64));
/// let text = format!(
///     r#"{{"assessment":{{"scheme":"nms","as_of":"2026-11-21","facts":{{}},"ratings":{{}}}},"wording_hash":"{hash}",
///         "claim":{{"rules_hash":"{hash}","quality":null,"award":null,"fee":null}}}}"#
/// );
/// assert_eq!(json::submission(&text).unwrap().submission.claim.award, None);
///
/// let unread = json::submission(&text.replace(r#""facts":{}"#, r#""facts":[]"#).replace(r#","fee":null"#, "")).unwrap_err();
/// let faults: Vec<&str> = unread.refusals.as_slice().iter().map(|refusal| refusal.pointer.as_str()).collect();
/// assert_eq!(faults, ["/assessment/facts", "/claim/fee"]);
/// ```
///
/// # Errors
/// Every fault of the shape at once; a fault of the syntax alone.
pub fn submission(text: &str) -> Result<Received, Unread<Submission>> {
    fast(text).map_or_else(|| thorough_submission(text), Ok)
}

/// Reads exactly as [`submission`] does, without trying the fast way first: for where one submission is read and every kilobyte is
/// waited for.
///
/// # Errors
/// As [`submission`].
pub fn thorough_submission(text: &str) -> Result<Received, Unread<Submission>> {
    let tree = tree(text).map_err(|refusal| Unread { refusals: refusal.into(), rest: None })?;
    let faults = Reading::default();
    let read = read(&Node::root(&tree, &faults));
    match (Refusals::unless_none(faults.take(), ()), read) {
        (Ok(()), Some((submission, assessment))) => {
            let assessment_hash = (*sha256(canonical(assessment).as_bytes())).into();
            Ok(Received { submission, assessment_hash })
        }
        (Err(refusals), read) => Err(Unread { refusals, rest: read.map(|(rest, _)| Box::new(rest)) }),
        (Ok(()), None) => {
            Err(Unread { refusals: Refusal::new(Code::WrongType, "", "this is no submission").into(), rest: None })
        }
    }
}

/// What can be read of the submission, and its assessment as it is written; every fault is noted on the way. Nothing where it does not
/// say by which rules: no more faults could be found.
fn read<'t>(root: &Node<'t>) -> Option<(Submission, &'t Tree)> {
    let object = root.object(&["assessment", "wording_hash", "claim"])?;
    let assessment = object.required("assessment");
    let read = assessment.as_ref().and_then(read_assessment);
    let wording_hash = object.required("wording_hash").and_then(|node| hash(&node));
    let claim = object.required("claim").and_then(|node| claim(&node));
    let submission = Submission { assessment: read?, wording_hash: wording_hash.unwrap_or_default(), claim: claim? };
    Some((submission, assessment?.tree()))
}

fn claim(node: &Node<'_>) -> Option<Claim> {
    let object = node.object(&["rules_hash", "quality", "award", "fee"])?;
    let rules_hash = object.required("rules_hash").and_then(|node| hash(&node));
    let level = |key| object.required(key).and_then(unless_null).and_then(|node| node.text().map(ToOwned::to_owned));
    let (quality, award) = (level("quality"), level("award"));
    let fee = object.required("fee").and_then(unless_null).and_then(|node| {
        let object = node.object(&["net", "vat", "gross"])?;
        let most = i64::try_from(FeeAmounts::MOST).unwrap_or(i64::MAX);
        let pence = |key| object.required(key).and_then(|node| node.whole(0, most)).and_then(FeeAmounts::pence);
        let (net, vat, gross) = (pence("net"), pence("vat"), pence("gross"));
        Some(FeeAmounts { net: net?, vat: vat?, gross: gross? })
    });
    Some(Claim { rules_hash: rules_hash?, quality, award, fee })
}

fn unless_null(node: Node<'_>) -> Option<Node<'_>> {
    (*node.tree() != Tree::Null).then_some(node)
}

/// A hash as [`sha256`] writes it.
fn hash(node: &Node<'_>) -> Option<String> {
    let text = node.text()?;
    if is_hash(text) {
        return Some(text.to_owned());
    }
    // It may be as long as the document.
    let start: String = text.chars().take(80).collect();
    node.refuse(Code::BadHash, format!("`{start}` is no hash: write `sha256:` and 64 digits of 0-9 and a-f"));
    None
}

fn is_hash(text: &str) -> bool {
    let digits = text.strip_prefix("sha256:").unwrap_or_default();
    digits.len() == 64 && digits.bytes().all(|digit| matches!(digit, b'0'..=b'9' | b'a'..=b'f'))
}

/// Reads what is in order in every way; anything else is for the thorough reader to judge.
fn fast(text: &str) -> Option<Received> {
    if text.len() > MOST_BYTES {
        return None;
    }
    let read: Submission = from_text(text)?;
    let in_order = is_hash(&read.wording_hash) && is_hash(&read.claim.rules_hash) && fits(&read.assessment);
    // What was read writes back as it was, because the fast reader leaves empty things that need not be there to the thorough one.
    in_order.then(|| read.into())
}

#[cfg(test)]
mod tests {
    use alloc::{string::ToString, vec::Vec};

    use super::*;

    const HASH: &str = "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    fn text() -> String {
        format!(
            "{}{}{}",
            r#"{"assessment":{"scheme":"s","as_of":"2026-11-21","facts":{"n":-3},"ratings":{"c":"met"},"#,
            r#""evidence":{"c":{"note":"n"}}},"wording_hash":"HASH","claim":{"rules_hash":"HASH","quality":"b","award":null,"#,
            r#""fee":{"net":1,"vat":0,"gross":1}}}"#
        )
        .replace("HASH", HASH)
    }

    fn check(from: &str, to: &str, expected: &[(&str, &str)]) {
        let changed = text().replacen(from, to, 1);
        assert_ne!(changed, text(), "`{from}` is not there");
        let found: Vec<(String, String)> = match submission(&changed) {
            Ok(_) => Vec::new(),
            Err(unread) => unread.refusals.into_vec().into_iter().map(|it| (it.code.to_string(), it.pointer)).collect(),
        };
        let expected: Vec<(String, String)> = expected.iter().map(|(c, p)| ((*c).into(), (*p).into())).collect();
        assert_eq!(found, expected, "{changed}");
    }

    #[test]
    fn both_readers_read_the_same_and_what_is_written_reads_back() {
        let nothing = text().replace(r#"{"net":1,"vat":0,"gross":1}"#, "null").replace(r#""b""#, "null");
        for text in [text(), nothing] {
            let fast = fast(&text).unwrap();
            assert_eq!(thorough_submission(&text).unwrap(), fast);
            assert_eq!(submission(&canonical(&fast.submission)).unwrap(), fast);
        }
    }

    #[test]
    fn the_hash_is_of_the_assessment_as_it_is_written() {
        let hash = |text: &str| submission(text).unwrap().assessment_hash;
        let with = |extra: &str| text().replacen(r#""n"}}"#, &format!(r#""n"}}}}{extra}"#), 1);
        assert_eq!(hash(&with("")), hash(&text().replace(',', "\n,")));
        let canonical = r#"{"as_of":"2026-11-21","evidence":{"c":{"note":"n"}},"facts":{"n":-3},"held_elsewhere":[],"ratings":{"c":"met"},"scheme":"s"}"#;
        assert_eq!(*hash(&with(r#","held_elsewhere":[]"#)), *sha256(canonical.as_bytes()));
        for (empty, full) in
            [(r#"{"note":"n","links":[]}"#, r#"{"note":"n"}"#), (r#"{"note":""}"#, "{}"), ("{}", r#"{"note":"n"}"#)]
        {
            let with = |evidence: &str| text().replace(r#"{"note":"n"}"#, evidence);
            assert_ne!(hash(&with(empty)), hash(&with(full)), "{empty}");
        }
        let empty = text().replace(r#""evidence":{"c":{"note":"n"}}"#, r#""evidence":{}"#);
        assert_ne!(hash(&empty), hash(&empty.replace(r#","evidence":{}"#, "")));
    }

    #[test]
    fn every_key_must_be_there_and_only_some_may_be_null() {
        check(r#""quality":"b","#, "", &[("missing-field", "/claim/quality")]);
        check(r#""award":null,"#, "", &[("missing-field", "/claim/award")]);
        check(r#","fee":{"net":1,"vat":0,"gross":1}"#, "", &[("missing-field", "/claim/fee")]);
        check(&format!(r#""wording_hash":"{HASH}","#), "", &[("missing-field", "/wording_hash")]);
        check(r#""vat":0,"#, "", &[("missing-field", "/claim/fee/vat")]);
        check(r#"{"net":1,"vat":0,"gross":1}"#, "null", &[]);
        check(r#""b""#, "null", &[]);
        check("1}", "null}", &[("wrong-type", "/claim/fee/gross")]);
        check(&format!(r#""wording_hash":"{HASH}""#), r#""wording_hash":null"#, &[("wrong-type", "/wording_hash")]);
        check(r#""award":null"#, r#""award":null,"a":1"#, &[("unknown-field", "/claim/a")]);
        check(r#""award":null"#, r#""award":null,"award":"x""#, &[("duplicate-key", "/claim/award")]);
        check(r#""gross":1"#, r#""gross":1,"band":"x""#, &[("unknown-field", "/claim/fee/band")]);
    }

    #[test]
    fn a_fee_is_whole_pence_within_what_there_can_be() {
        for (gross, expected) in [
            ("0", &[] as &[_]),
            ("2000000000000000", &[]),
            ("2000000000000001", &[("number-out-of-range", "/claim/fee/gross")]),
            ("-1", &[("number-out-of-range", "/claim/fee/gross")]),
            ("1.0", &[("wrong-type", "/claim/fee/gross")]),
        ] {
            check(r#""gross":1"#, &format!(r#""gross":{gross}"#), expected);
        }
    }

    #[test]
    fn a_hash_is_written_in_one_way() {
        for bad in [&HASH[7..], &HASH[..70], &HASH.replace("sha256", "sha512"), &HASH.to_uppercase(), ""] {
            check(
                &format!(r#"rules_hash":"{HASH}""#),
                &format!(r#"rules_hash":"{bad}""#),
                &[("bad-hash", "/claim/rules_hash")],
            );
        }
    }

    #[test]
    fn faults_of_all_parts_come_at_once() {
        check(
            r#""as_of":"2026-11-21","facts":{"n":-3}"#,
            r#""as_of":"2026-11-31","facts":{"n":null}"#,
            &[("bad-date", "/assessment/as_of"), ("wrong-type", "/assessment/facts/n")],
        );
        let list = format!(r#"["{HASH}","b",null,null]"#);
        let claim =
            format!(r#"{{"rules_hash":"{HASH}","quality":"b","award":null,"fee":{{"net":1,"vat":0,"gross":1}}}}"#);
        check(&claim, &list, &[("wrong-type", "/claim")]);
    }
}
