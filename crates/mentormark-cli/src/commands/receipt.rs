//! `mentormark receipt`: what a verifier signed, checked offline.

use std::{
    io::{self, BufRead, BufReader, Write},
    path::Path,
};

use mentormark_report::{
    count,
    english::{caution_sentence, date, verification_sentence},
    money,
};
use mentormark_rules::{Id, Refusals, json};
use mentormark_seal::{
    AnyChecked, Batch, DatedKey, Fault, Finding, Holding, PublicKeys, ReceiptRefusal, Step, Verification, check, report,
};

use crate::{
    args::{Colour, VerifyReceipt},
    ending::{Ending, Failure},
    input,
    page::Page,
    paint::Paint,
    refused,
};

/// Checks what `args` names and tells what holds.
pub(crate) fn verify(args: &VerifyReceipt, colour: Colour) -> Result<Ending, Failure> {
    let keys = args.keys.as_deref().map_or_else(|| Ok(PublicKeys::none()), trusted)?;
    let text = match input::document(&args.file)? {
        Ok(text) => text,
        Err(refusal) => {
            let refusals = Refusals::from(refusal);
            if args.json {
                writeln!(io::stdout(), "{}", json::refused(&refusals))?;
            } else {
                refused::tell(&input::name(&args.file), &refusals, Paint::for_errors(colour));
            }
            return Err(Failure::Told);
        }
    };
    let checked = check(&text, &keys);
    let lines = match (&args.lines, &checked) {
        (Some(file), Ok(AnyChecked::Manifest(manifest))) => Some(are_of(manifest.subject(), file)?),
        (Some(_), Ok(AnyChecked::Receipt(_))) => {
            return Err(Failure::Input("a receipt has no lines: leave out `--lines`, or name the manifest".to_owned()));
        }
        _ => None,
    };
    if args.json {
        writeln!(io::stdout(), "{}", report(&checked, lines))?;
    } else {
        told(&args.file, &checked, lines, Page::for_output(Paint::for_output(colour)))?;
    }
    match checked {
        Ok(_) if lines == Some(false) => Ok(Ending::No),
        Ok(_) => Ok(Ending::Fine),
        Err(refusal) if refusal.is_of_another_document() => Err(Failure::Told),
        Err(_) => Ok(Ending::No),
    }
}

const LINES_DIFFER: &str =
    "the lines are not those of the manifest: some are missing, changed, added or in another place";

/// The public keys in a file.
fn trusted(file: &Path) -> Result<PublicKeys, Failure> {
    PublicKeys::from_json(&input::whole(file)?).map_err(|faults| {
        let told = format!("`{}` is no list of public keys, as `/v1/keys` answers:\n{faults}", file.display());
        Failure::Input(told)
    })
}

/// Whether the lines of a file are those of a batch.
fn are_of(batch: &Batch, file: &Path) -> Result<bool, Failure> {
    let mut trouble = None;
    let lines = BufReader::new(input::open(file)?).split(b'\n');
    let read = lines.map_while(|line| line.map_err(|reason| trouble = Some(reason)).ok());
    let are_of = batch.is_of(read);
    trouble.map_or(Ok(are_of), |reason| Err(Failure::unreadable(file, &reason)))
}

/// Tells what holds, and what was signed where everything does.
fn told(
    file: &Path,
    checked: &Result<AnyChecked, ReceiptRefusal>,
    lines: Option<bool>,
    mut page: Page,
) -> Result<(), Failure> {
    match checked {
        Ok(checked) => {
            let heading = if lines == Some(false) {
                "The manifest holds, and these are not its lines"
            } else {
                "Everything holds"
            };
            page.heading(heading);
            findings(&mut page, &checked.findings(), lines);
            match checked {
                AnyChecked::Receipt(receipt) => {
                    receipt_lines(&mut page, receipt.subject(), &receipt.document().issuer_name(), receipt.key());
                }
                AnyChecked::Manifest(manifest) => {
                    manifest_lines(&mut page, manifest.subject(), &manifest.document().issuer_name(), manifest.key());
                }
            }
        }
        Err(refusal) => {
            page.heading(&format!("This does not hold: {}", input::name(file)));
            findings(&mut page, &refusal.findings(), None);
            page.heading("Why");
            for Fault { code, pointer, message } in refusal.faults().as_slice() {
                let place = if pointer.is_empty() { "the whole document" } else { pointer };
                page.item(&format!("{code} at {place}: {message}"));
            }
        }
    }
    Ok(page.print()?)
}

fn findings(page: &mut Page, findings: &[Finding], lines: Option<bool>) {
    let mut rows: Vec<(&str, String)> = findings.iter().map(|finding| (step(finding), finding.words.clone())).collect();
    match lines {
        Some(true) => rows.push(("Lines", "these are all lines of the batch, in order and unchanged".to_owned())),
        Some(false) => rows.push(("Lines fail", LINES_DIFFER.to_owned())),
        None => {}
    }
    page.labelled(&rows);
}

fn step(finding: &Finding) -> &'static str {
    match (finding.step, finding.holding) {
        (Step::Shape, Holding::Fails) => "Shape fails",
        (Step::Signature, Holding::Fails) => "Signature fails",
        (Step::Key, Holding::Fails) => "Key fails",
        (Step::Time, Holding::Fails) => "Time fails",
        (Step::Shape, _) => "Shape",
        (Step::Signature, _) => "Signature",
        (Step::Key, _) => "Key",
        (Step::Time, _) => "Time",
    }
}

fn receipt_lines(page: &mut Page, stated: &Verification, issuer: &str, key: DatedKey) {
    let level = |level: &Option<Id>| level.as_deref().unwrap_or("none").to_owned();
    let fee = stated.fee.as_ref().map_or_else(
        || "none known".to_owned(),
        |fee| {
            let [net, vat, gross] = [fee.net, fee.vat, fee.gross].map(|pence| money(pence, &fee.currency));
            format!("{gross}: {net} and {vat} VAT")
        },
    );
    page.heading(verification_sentence(stated.status));
    page.labelled(&[
        ("Receipt", stated.verification_id.clone()),
        ("Signed by", issuer.to_owned()),
        ("Key", key.id.to_string()),
        ("Verified", stated.verified_at.to_string()),
        ("Standard", format!("{}@{}", stated.scheme, stated.edition)),
        ("Judged on", date(stated.as_of)),
        ("Quality", level(&stated.quality)),
        ("Award", level(&stated.award)),
        ("Fee", fee),
        ("Assessment", stated.assessment_hash.to_string()),
        ("Rules", stated.rules_hash.to_string()),
        ("Words", stated.wording_hash.to_string()),
        ("Engine", stated.engine_version.clone()),
    ]);
    if let Some(index) = stated.log_index {
        page.labelled(&[("In the log", index.to_string())]);
    }
    if !stated.cautions.is_empty() {
        page.heading("Take care");
    }
    for caution in &stated.cautions {
        page.item(&caution_sentence(*caution, stated.as_of));
    }
}

fn manifest_lines(page: &mut Page, stated: &Batch, issuer: &str, key: DatedKey) {
    let number = |number: u64| i64::try_from(number).map_or_else(|_| number.to_string(), count);
    page.heading("A batch");
    page.labelled(&[
        ("Batch", stated.batch_id.clone()),
        ("Signed by", issuer.to_owned()),
        ("Key", key.id.to_string()),
        ("Verified", stated.verified_at.to_string()),
        ("Lines", number(stated.lines.all)),
        ("Confirmed", number(stated.lines.confirmed)),
        ("Differ", number(stated.lines.differs)),
        ("Refused", number(stated.lines.refused)),
        ("Hash", stated.lines_hash.to_string()),
        ("Engine", stated.engine_version.clone()),
    ]);
}
