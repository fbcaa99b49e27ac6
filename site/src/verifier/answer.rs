//! A verification as a verifier answered it: as much as pages show.

use mentormark_rules::{
    Checked, Claim, Date, Pence,
    json::{self, Tree},
    submission::FeeAmounts,
    verification::{Caution, Difference, Stated, Status},
};

/// What a verifier found.
pub(crate) struct Answer {
    /// The reference.
    pub(crate) id: String,
    /// When it was verified, `2026-11-22T09:30:00Z`.
    pub(crate) at: String,
    /// The scheme and its edition.
    pub(crate) of: [String; 2],
    /// The day judged on.
    pub(crate) as_of: Date,
    /// Whether the claim is what the rules say, and where not.
    pub(crate) checked: Checked,
    /// What was claimed.
    pub(crate) claim: Claim,
    /// The receipt.
    pub(crate) receipt: String,
}

/// The parts of a claim, by their pointers.
const LEVELS: [&str; 2] = ["/claim/quality", "/claim/award"];
const FEE: &str = "/claim/fee";
const AMOUNTS: [&str; 3] = ["/claim/fee/net", "/claim/fee/vat", "/claim/fee/gross"];

impl Answer {
    /// What a document says, if it is a verification.
    pub(crate) fn read(document: &str) -> Option<Self> {
        Self::of(&json::tree(document).ok()?)
    }

    /// The same of a document that is read.
    pub(crate) fn of(tree: &Tree) -> Option<Self> {
        let known = |path: &[&str]| text(tree, path).map(str::to_owned);
        let differences = list(member(tree, &["differences"])?).iter().map(difference).collect::<Option<Vec<_>>>()?;
        let status = match text(tree, &["status"])? {
            "confirmed" => Status::Confirmed,
            "differs" => Status::Differs,
            _ => return None,
        };
        let claim = claim(tree, &differences)?;
        let cautions = list(member(tree, &["cautions"])?).iter().filter_map(caution).collect();
        Some(Self {
            id: known(&["id"])?,
            at: known(&["receipt", "credentialSubject", "verified_at"])?,
            of: [known(&["outcome", "scheme"])?, known(&["outcome", "edition"])?],
            as_of: text(tree, &["outcome", "as_of"])?.parse().ok()?,
            checked: Checked {
                assessment_hash: text(tree, &["assessment_hash"])?.into(),
                cautions,
                differences,
                outcome: None,
                rules_hash: text(tree, &["rules_hash"])?.into(),
                status,
            },
            claim,
            receipt: json::canonical(member(tree, &["receipt"])?),
        })
    }
}

/// The value at the end of a path of keys.
pub(crate) fn member<'t>(tree: &'t Tree, path: &[&str]) -> Option<&'t Tree> {
    path.iter().try_fold(tree, |tree, key| match tree {
        Tree::Object(members) => members.iter().find(|(name, _)| name == key).map(|(_, value)| value),
        _ => None,
    })
}

/// The text at the end of a path of keys.
pub(crate) fn text<'t>(tree: &'t Tree, path: &[&str]) -> Option<&'t str> {
    match member(tree, path)? {
        Tree::Text(text) => Some(text),
        _ => None,
    }
}

fn list(tree: &Tree) -> &[Tree] {
    match tree {
        Tree::List(entries) => entries,
        _ => &[],
    }
}

fn caution(tree: &Tree) -> Option<Caution> {
    match tree {
        Tree::Text(code) if code == "as-of-not-today" => Some(Caution::AsOfNotToday),
        Tree::Text(code) if code == "held-unverified" => Some(Caution::HeldUnverified),
        _ => None,
    }
}

fn difference(tree: &Tree) -> Option<Difference> {
    let at = text(tree, &["pointer"])?;
    let pointer = LEVELS.into_iter().chain([FEE]).chain(AMOUNTS).find(|known| *known == at)?;
    let of = |key: &str| match member(tree, &[key])? {
        Tree::Null => Some(None),
        value => stated(value).map(Some),
    };
    Some(Difference { claimed: of("claimed")?, computed: of("computed")?, pointer })
}

/// A value that a claim states.
fn stated(tree: &Tree) -> Option<Stated> {
    Some(match tree {
        Tree::Text(level) => Stated::Level(level.as_str().into()),
        Tree::Whole(_) => Stated::Pence(pence(tree)?),
        _ => Stated::Fee(fee(tree)?),
    })
}

fn fee(tree: &Tree) -> Option<FeeAmounts> {
    let of = |key: &str| pence(member(tree, &[key])?);
    Some(FeeAmounts { gross: of("gross")?, net: of("net")?, vat: of("vat")? })
}

fn pence(tree: &Tree) -> Option<Pence> {
    match tree {
        Tree::Whole(pence) => Pence::new(u64::try_from(*pence).ok()?),
        _ => None,
    }
}

/// What was claimed: what was worked out, but for the differences.
fn claim(tree: &Tree, differences: &[Difference]) -> Option<Claim> {
    let claimed = |pointer: &str| differences.iter().find(|difference| difference.pointer == pointer);
    let level = |pointer: &str, of: &str| match claimed(pointer).map(|difference| &difference.claimed) {
        Some(Some(Stated::Level(level))) => Some(level.to_string()),
        Some(_) => None,
        None => text(tree, &["outcome", of, "level"]).map(str::to_owned),
    };
    let worked_out = member(tree, &["outcome", "fee"])?;
    let is_known = text(worked_out, &["status"]) == Some("known");
    let fee = match claimed(FEE).map(|difference| &difference.claimed) {
        Some(Some(Stated::Fee(fee))) => Some(*fee),
        None if is_known => Some(fee(worked_out)?),
        _ => None,
    };
    let amount = |at: usize, computed: Pence| match claimed(AMOUNTS[at]).map(|difference| &difference.claimed) {
        Some(Some(Stated::Pence(claimed))) => *claimed,
        _ => computed,
    };
    Some(Claim {
        award: level(LEVELS[1], "award"),
        fee: fee.map(|fee| FeeAmounts {
            net: amount(0, fee.net),
            vat: amount(1, fee.vat),
            gross: amount(2, fee.gross),
        }),
        quality: level(LEVELS[0], "quality"),
        rules_hash: text(tree, &["rules_hash"])?.to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn verification(differences: &str) -> String {
        format!(
            r#"{{"id":"a1","status":"differs","differences":{differences},"cautions":["held-unverified"],
            "assessment_hash":"sha256:aa","rules_hash":"sha256:bb",
            "outcome":{{"scheme":"nms","edition":"2022","as_of":"2026-11-21","quality":{{"level":"silver"}},"award":{{"level":"bronze"}},
                "fee":{{"status":"known","net":80000,"vat":16000,"gross":96000}}}},
            "receipt":{{"b":1,"a":2,"credentialSubject":{{"verified_at":"2026-11-22T09:30:00Z"}}}}}}"#
        )
    }

    #[test]
    fn the_claim_is_what_was_worked_out_but_for_the_differences() {
        let read = |differences: &str| Answer::read(&verification(differences)).unwrap();
        let same = read("[]");
        assert_eq!(same.claim.quality.as_deref(), Some("silver"));
        assert_eq!(same.claim.fee.map(|fee| fee.gross.get()), Some(96_000));
        assert_eq!((same.id.as_str(), same.at.as_str()), ("a1", "2026-11-22T09:30:00Z"));
        assert_eq!(same.checked.cautions, [Caution::HeldUnverified]);
        assert!(same.receipt.starts_with(r#"{"a":2,"b":1"#));
        let other = read(
            r#"[{"pointer":"/claim/award","claimed":"gold","computed":"bronze"},
                {"pointer":"/claim/fee/net","claimed":1,"computed":80000}]"#,
        );
        assert_eq!(other.claim.award.as_deref(), Some("gold"));
        assert_eq!(other.claim.fee.map(|fee| [fee.net.get(), fee.vat.get()]), Some([1, 16_000]));
        let none = read(r#"[{"pointer":"/claim/fee","claimed":null,"computed":{"net":1,"vat":2,"gross":3}}]"#);
        assert_eq!((none.claim.fee, none.claim.award.as_deref()), (None, Some("bronze")));
    }

    #[test]
    fn anything_else_is_no_verification() {
        let whole = verification("[]");
        for broken in ["", "{}", "[]", &whole.replace("differs", "perhaps"), &whole.replace("receipt", "recipe")] {
            assert!(Answer::read(broken).is_none(), "{broken}");
        }
        assert!(Answer::read(&verification(r#"[{"pointer":"/claim/else","claimed":1,"computed":2}]"#)).is_none());
    }
}
