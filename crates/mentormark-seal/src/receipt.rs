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
    read::{Members, Notes, SAFE, count},
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
        let fee = self.fee.iter();
        let texts = [
            REFERENCE.fault("verification_id", &self.verification_id),
            VERSION.fault("engine_version", &self.engine_version),
            ID.fault("scheme", &self.scheme),
            ID.fault("edition", &self.edition),
            self.quality.as_ref().and_then(|level| ID.fault("quality", level)),
            self.award.as_ref().and_then(|level| ID.fault("award", level)),
        ];
        let mut faults: Vec<Fault> = texts.into_iter().flatten().collect();
        faults.extend(fee.filter_map(|fee| CURRENCY.fault("fee/currency", &fee.currency)));
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
        let text = |key| members.text(key).map(String::from);
        let id = |key| members.text(key).map(Id::from);
        let hash = |key| members.parsed::<Hash>(key, Code::Shape(mentormark_rules::Code::BadHash));
        let level = |key| -> Option<Option<Id>> {
            members.required(key)?.unless_null().map_or(Some(None), |node| node.text().map(|text| Some(text.into())))
        };
        // Every member is read before any is asked for, so that all faults are noted.
        let (verification_id, engine_version) = (text("verification_id"), text("engine_version"));
        let verified_at = members.parsed("verified_at", Code::BadTime);
        let status = members.required("status").and_then(|node| node.choice(&STATUSES));
        let (scheme, edition) = (id("scheme"), id("edition"));
        let as_of = members.required("as_of").and_then(|node| node.date());
        let hashes = (hash("assessment_hash"), hash("rules_hash"), hash("wording_hash"));
        let (quality, award) = (level("quality"), level("award"));
        let fee = members.required("fee").map(Node::unless_null).map(|node| node.map(|node| fee(&node, notes)));
        let cautions = members
            .required("cautions")
            .and_then(|node| node.list())
            .map(|list| list.iter().filter_map(|node| node.choice(&CAUTIONS)).collect());
        let log_index = members.optional("log_index").map(|node| count(&node));
        Some(Self {
            verification_id: verification_id?,
            verified_at: verified_at?,
            status: status?,
            scheme: scheme?,
            edition: edition?,
            as_of: as_of?,
            assessment_hash: hashes.0?,
            rules_hash: hashes.1?,
            wording_hash: hashes.2?,
            engine_version: engine_version?,
            quality: quality?,
            award: award?,
            fee: match fee? {
                Some(fee) => Some(fee?),
                None => None,
            },
            cautions: cautions?,
            log_index: match log_index {
                Some(index) => Some(index?),
                None => None,
            },
        })
    }
}

fn fee(node: &Node<'_>, notes: &Notes) -> Option<Fee> {
    let members = Members::of(node, "/credentialSubject/fee", notes, &["currency", "net", "vat", "gross"])?;
    let currency = members.text("currency").map(Id::from);
    let (net, vat, gross) = (members.pence("net"), members.pence("vat"), members.pence("gross"));
    Some(Fee { currency: currency?, net: net?, vat: vat?, gross: gross? })
}
