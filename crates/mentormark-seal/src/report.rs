//! What came of a check, as JSON for programs and pages.

use alloc::{string::String, vec::Vec};

use mentormark_rules::json::canonical;
use serde::Serialize;

use crate::{AnyChecked, Fault, Faults, Finding, Manifest, PublicKey, Receipt, ReceiptRefusal};

/// What came of a check, as it is written.
#[derive(Serialize)]
struct Report<'a> {
    holds: bool,
    kind: Option<&'static str>,
    /// The key whose signature holds.
    key: Option<PublicKey>,
    findings: Vec<Finding>,
    faults: &'a [Fault],
    /// What was signed, and only where every step holds.
    document: Option<Document<'a>>,
    /// Whether the lines that came with a manifest are its lines.
    lines: Option<bool>,
}

/// Why keys cannot be used, as it is written.
#[derive(Serialize)]
struct Refused<'a> {
    refused: &'a [Fault],
}

#[derive(Serialize)]
#[serde(untagged)]
enum Document<'a> {
    Receipt(&'a Receipt),
    Manifest(&'a Manifest),
}

/// Why a list of keys cannot be used, in the form of RFC 8785: `{"refused":[…]}`.
#[must_use]
pub fn refused(faults: &Faults) -> String {
    canonical(&Refused { refused: faults.as_slice() })
}

/// What came of a check in the form of RFC 8785: `docs/schema/receipt-check.schema.json` says what stands where.
///
/// `lines` is whether the lines that came with a manifest are its lines, as [`Batch::is_of`](crate::Batch::is_of) says; `None` where none
/// came.
///
/// ```
/// use mentormark_seal::{PublicKeys, check, report};
///
/// let said = report(&check("{}", &PublicKeys::none()), None);
/// assert!(said.contains(r#""holds":false"#) && said.contains(r#""code":"wrong-document""#));
/// ```
#[must_use]
pub fn report(checked: &Result<AnyChecked, ReceiptRefusal>, lines: Option<bool>) -> String {
    canonical(&match checked {
        Ok(checked) => {
            let (kind, document) = match checked {
                AnyChecked::Receipt(receipt) => ("receipt", Document::Receipt(receipt.document())),
                AnyChecked::Manifest(manifest) => ("manifest", Document::Manifest(manifest.document())),
            };
            Report {
                holds: lines != Some(false),
                kind: Some(kind),
                key: Some(checked.key().id),
                findings: checked.findings(),
                faults: &[],
                document: Some(document),
                lines,
            }
        }
        Err(refusal) => Report {
            holds: false,
            kind: None,
            key: refusal.key(),
            findings: refusal.findings(),
            faults: refusal.faults().as_slice(),
            document: None,
            lines: None,
        },
    })
}
