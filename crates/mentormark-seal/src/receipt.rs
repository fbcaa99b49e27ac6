//! The receipt of one verification: what was judged, by which rules, and what came out.

use alloc::{string::String, vec::Vec};

use mentormark_rules::{
    Date, Id, Outcome, Pence, Submission,
    json::Node,
    outcome,
    verification::{Caution, Checked, Status},
};
use serde::Serialize;

use crate::{
    Code, Fault, Hash, Moment, NotAHash, Sealed, Subject,
    name::{CURRENCY, ID, REFERENCE, VERSION},
    read::{Members, Noted, Notes, SAFE, count},
    sealed::Closed,
};

/// The signed receipt of one verification.
pub type Receipt = Sealed<Verification>;

/// What a verification found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Verification {
    /// The verification's id: 1 to 64 of `a-z`, `A-Z`, `0-9`, `-` and `_`.
    pub verification_id: String,
    /// When it was verified.
    pub verified_at: Moment,
    /// Whether the claim was what the rules say.
    pub status: Status,
    /// The scheme.
    pub scheme: Id,
    /// Its edition.
    pub edition: Id,
    /// The day judged on.
    pub as_of: Date,
    /// The SHA-256 of the assessment in the form of RFC 8785.
    pub assessment_hash: Hash,
    /// The hash of the rules judged by.
    pub rules_hash: Hash,
    /// The hash of the words that the applicant read.
    pub wording_hash: Hash,
    /// The version of the engine that judged: 1 to 64 of `a-z`, `A-Z`, `0-9`, `.`, `-` and `+`.
    pub engine_version: String,
    /// The quality level that was computed, if any.
    pub quality: Option<Id>,
    /// The award that was computed, if any.
    pub award: Option<Id>,
    /// The fee that was computed, where it is known.
    pub fee: Option<Fee>,
    /// What a reader should know besides: each at most once, [`Caution::AsOfNotToday`] first.
    pub cautions: Vec<Caution>,
    /// Where the verification stands in the public log, if there is one; below 2^53.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub log_index: Option<u64>,
}

/// A fee, in minor units of its currency.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Fee {
    /// The ISO 4217 code of the currency.
    pub currency: Id,
    /// Before VAT.
    pub net: Pence,
    /// The VAT.
    pub vat: Pence,
    /// With VAT.
    pub gross: Pence,
}

const STATUSES: [(&str, Status); 2] = [("confirmed", Status::Confirmed), ("differs", Status::Differs)];

const CAUTIONS: [(&str, Caution); 2] =
    [("as-of-not-today", Caution::AsOfNotToday), ("held-unverified", Caution::HeldUnverified)];

impl Verification {
    /// What a receipt states of a submission that was checked.
    ///
    /// # Errors
    /// [`NotAHash`] where the hash of the words in the submission is none, which its reader would have refused.
    pub fn new(
        verification_id: String,
        verified_at: Moment,
        engine_version: String,
        submission: &Submission,
        checked: &Checked,
        outcome: &Outcome,
    ) -> Result<Self, NotAHash> {
        Ok(Self {
            verification_id,
            verified_at,
            status: checked.status,
            scheme: outcome.scheme.clone(),
            edition: outcome.edition.clone(),
            as_of: outcome.as_of,
            assessment_hash: checked.assessment_hash.parse()?,
            rules_hash: checked.rules_hash.parse()?,
            wording_hash: submission.wording_hash.parse()?,
            engine_version,
            quality: outcome.quality.level.clone(),
            award: outcome.award.bounds.level.clone(),
            fee: match &outcome.fee {
                outcome::Fee::Known(fee) => {
                    Some(Fee { currency: fee.currency.clone(), net: fee.net, vat: fee.vat, gross: fee.gross })
                }
                outcome::Fee::Unknown { .. } | outcome::Fee::NotPublished | outcome::Fee::None => None,
            },
            cautions: checked.cautions.clone(),
            log_index: None,
        })
    }
}

impl Subject for Verification {}

impl Closed for Verification {
    const TYPE: &'static str = "MentormarkReceipt";

    fn at(&self) -> Moment {
        self.verified_at
    }

    fn faults(&self) -> Vec<Fault> {
        let mut faults = Vec::new();
        let texts = [
            (&REFERENCE, "verification_id", Some(&*self.verification_id)),
            (&VERSION, "engine_version", Some(&*self.engine_version)),
            (&ID, "scheme", Some(&*self.scheme)),
            (&ID, "edition", Some(&*self.edition)),
            (&ID, "quality", self.quality.as_deref()),
            (&ID, "award", self.award.as_deref()),
            (&CURRENCY, "fee/currency", self.fee.as_ref().map(|fee| &*fee.currency)),
        ];
        for (kind, key, text) in texts {
            faults.extend(text.and_then(|text| kind.fault(key, text)));
        }
        let place = |caution: &Caution| CAUTIONS.iter().position(|(_, known)| known == caution);
        if !self.cautions.iter().map(place).is_sorted_by(|a, b| a < b) {
            let message = "a caution stands twice, or before one that belongs above it: `as-of-not-today` is first";
            faults.push(Fault::new(Code::BadName, "/credentialSubject/cautions", message));
        }
        if self.log_index.is_some_and(|index| index > SAFE) {
            let code = Code::Shape(mentormark_rules::Code::NumberOutOfRange);
            faults.push(Fault::new(code, "/credentialSubject/log_index", "numbers end at 2^53 less one"));
        }
        faults
    }

    fn read(node: &Node<'_>, notes: &Notes) -> Option<Self> {
        let known = [
            "verification_id",
            "verified_at",
            "status",
            "scheme",
            "edition",
            "as_of",
            "assessment_hash",
            "rules_hash",
            "wording_hash",
            "engine_version",
            "quality",
            "award",
            "fee",
            "cautions",
            "log_index",
        ];
        let members = Members::of(node, "/credentialSubject", notes, &known)?;
        // Every member is read before any is asked for, so that all faults are noted; and none is copied before all are there, because
        // what would have to be dropped in between makes up half of the WebAssembly.
        let (verification_id, engine_version) = (members.text("verification_id"), members.text("engine_version"));
        let verified_at = members.parsed("verified_at", Code::BadTime);
        let status = members.choice("status", &STATUSES);
        let (scheme, edition, as_of) = (members.text("scheme"), members.text("edition"), members.date("as_of"));
        let hashes = ["assessment_hash", "rules_hash", "wording_hash"].map(|key| members.hash(key));
        let (quality, award) = (members.text_or_null("quality"), members.text_or_null("award"));
        let (fee, cautions) = (fee(&members), cautions(&members));
        let log_index = members.optional("log_index").map(|node| count(&node));

        let (verification_id, engine_version, verified_at) = (verification_id?, engine_version?, verified_at?);
        let (status, scheme, edition, as_of) = (status?, scheme?, edition?, as_of?);
        let [Some(assessment_hash), Some(rules_hash), Some(wording_hash)] = hashes else { return None };
        let (Ok(quality), Ok(award), Ok(fee), Some(cautions)) = (quality, award, fee, cautions) else { return None };
        let log_index = match log_index {
            Some(index) => Some(index?),
            None => None,
        };
        Some(Self {
            verification_id: verification_id.into(),
            verified_at,
            status,
            scheme: scheme.into(),
            edition: edition.into(),
            as_of,
            assessment_hash: Hash::read(assessment_hash),
            rules_hash: Hash::read(rules_hash),
            wording_hash: Hash::read(wording_hash),
            engine_version: engine_version.into(),
            quality: quality.map(Id::from),
            award: award.map(Id::from),
            fee: fee.map(|(currency, [net, vat, gross])| Fee { currency: currency.into(), net, vat, gross }),
            cautions,
            log_index,
        })
    }
}

/// The currency and the amounts of the fee in `members`: net, VAT and gross.
fn fee<'t>(members: &Members<'t, '_>) -> Result<Option<(&'t str, [Pence; 3])>, Noted> {
    let Some(node) = members.required("fee").ok_or(Noted)?.unless_null() else { return Ok(None) };
    let known = ["currency", "net", "vat", "gross"];
    let fee = Members::of(&node, "/credentialSubject/fee", members.notes, &known).ok_or(Noted)?;
    let (currency, pence) = (fee.text("currency"), ["net", "vat", "gross"].map(|key| fee.pence(key)));
    let (Some(currency), [Some(net), Some(vat), Some(gross)]) = (currency, pence) else { return Err(Noted) };
    Ok(Some((currency, [net, vat, gross])))
}

fn cautions(members: &Members<'_, '_>) -> Option<Vec<Caution>> {
    let list = members.required("cautions")?.list()?;
    Some(list.iter().filter_map(|node| node.choice(&CAUTIONS)).collect())
}
