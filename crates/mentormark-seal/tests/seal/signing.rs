//! Whatever can be signed holds.

use mentormark_rules::{
    Pence,
    verification::{Caution, Status},
};
use mentormark_seal::{
    AnyChecked, Code, Fee, Hash, Holding, Issuer, Keys, LineCounts, Moment, PublicKeys, Verification, check,
    check_manifest, check_receipt,
};

use crate::made::{
    LINES, SEEDS, bare, batch, first_key, keys, manifest, moment, receipt, signed_as_it_stands, tree, trusted,
    verification, web,
};

#[test]
fn a_receipt_is_signed_and_checked_in_the_name_of_either_kind_of_issuer() {
    for issuer in [Issuer::Key, web()] {
        let receipt = receipt(&issuer);
        let checked = check_receipt(&receipt.to_json(), &keys().public(&issuer)).unwrap();
        assert_eq!(checked.document(), &receipt);
        assert_eq!(checked.subject(), &verification());
        assert_eq!(checked.key(), keys().current());
        assert!(checked.findings().iter().all(|finding| finding.holding == Holding::Holds));
        assert_eq!(checked.document().issuer(), &issuer);
    }
}

#[test]
fn a_receipt_is_the_same_bytes_whoever_writes_it() {
    let written = receipt(&Issuer::Key).to_json();
    assert_eq!(serde_json::to_value(receipt(&Issuer::Key)).unwrap(), tree(&receipt(&Issuer::Key)));
    assert_eq!(signed_as_it_stands(tree(&receipt(&Issuer::Key))), written);
}

#[test]
fn a_receipt_without_award_and_fee_says_so() {
    let receipt = first_key().seal(&Issuer::Key, bare(), bare().verified_at).unwrap();
    let subject = &tree(&receipt)["credentialSubject"];
    for key in ["quality", "award", "fee"] {
        assert!(subject[key].is_null() && subject.get(key).is_some(), "{key}");
    }
    assert_eq!(subject.get("log_index"), None);
    let checked = check_receipt(&receipt.to_json(), &first_key().public(&Issuer::Key)).unwrap();
    assert_eq!(checked.subject(), &bare());
}

#[test]
fn white_space_and_the_order_of_members_are_not_signed() {
    let pretty = serde_json::to_string_pretty(&receipt(&Issuer::Key)).unwrap();
    assert_ne!(pretty, receipt(&Issuer::Key).to_json());
    assert_eq!(check_receipt(&pretty, &trusted()).unwrap().document(), &receipt(&Issuer::Key));
}

#[test]
fn receipts_of_a_retired_key_still_hold() {
    let early = Verification { verified_at: moment("2026-06-30T23:59:59Z"), ..verification() };
    let receipt = first_key().seal(&Issuer::Key, early.clone(), early.verified_at).unwrap();
    let checked = check_receipt(&receipt.to_json(), &trusted()).unwrap();
    assert_eq!(checked.key().retired, Some(moment("2026-07-01T12:00:00Z")));
}

#[test]
fn a_manifest_holds_and_knows_its_lines() {
    let manifest = manifest(&web());
    let checked = check_manifest(&manifest.to_json(), &keys().public(&web())).unwrap();
    assert_eq!(checked.subject(), &batch());
    assert_eq!(batch().lines, LineCounts { all: 4, confirmed: 2, differs: 1, refused: 1 });
    let lines = LINES.map(|(line, _)| line);
    assert!(checked.subject().is_of(lines));
    for others in [&lines[..3], &[lines[1], lines[0], lines[2], lines[3]], &[lines[0]; 4], &[]] {
        assert!(!checked.subject().is_of(others), "{others:?}");
    }
    assert!(matches!(check(&manifest.to_json(), &keys().public(&web())), Ok(AnyChecked::Manifest(_))));
    assert!(matches!(check(&receipt(&Issuer::Key).to_json(), &trusted()), Ok(AnyChecked::Receipt(_))));
}

#[test]
fn the_hash_of_the_lines_is_the_hash_of_their_hashes() {
    // printf '{"status":"confirmed"}' | sha256sum, and so on; their bytes one after the other, hashed again.
    let digests: Vec<u8> = LINES
        .iter()
        .flat_map(|(line, _)| {
            let hash = Hash::of(line.as_bytes());
            let digits = hash.as_str().strip_prefix("sha256:").unwrap().to_owned();
            (0..32).map(move |i| u8::from_str_radix(&digits[2 * i..2 * i + 2], 16).unwrap())
        })
        .collect();
    assert_eq!(batch().lines_hash, Hash::of(&digests));
}

#[test]
fn random_receipts_hold_and_come_back_as_they_were() {
    let mut random = fastrand::Rng::with_seed(20_261_122);
    for _ in 0..200 {
        let seed = core::array::from_fn(|_| random.u8(..));
        let at = Moment::from_unix(random.i64(0..4_000_000_000)).unwrap();
        let keys = Keys::new(seed, at);
        let issuer = if random.bool() { Issuer::Key } else { web() };
        let stated = random_verification(&mut random, at);
        let receipt = keys.seal(&issuer, stated.clone(), at).unwrap();
        let checked = check_receipt(&receipt.to_json(), &keys.public(&issuer)).unwrap();
        assert_eq!(checked.subject(), &stated);
        let others = Keys::new(SEEDS[2], at).public(&issuer);
        assert_eq!(code(&check_receipt(&receipt.to_json(), &others).unwrap_err()), Code::KeyNotGiven);
    }
}

fn random_verification(random: &mut fastrand::Rng, at: Moment) -> Verification {
    let pence = |random: &mut fastrand::Rng| Pence::new(random.u64(0..=Pence::MOST)).unwrap();
    let level = |random: &mut fastrand::Rng| random.bool().then(|| random.choice(["bronze", "a.b-c"]).unwrap().into());
    let cautions = [Caution::AsOfNotToday, Caution::HeldUnverified];
    let hash = |random: &mut fastrand::Rng| Hash::of(&random.u64(..).to_be_bytes());
    Verification {
        verification_id: (0..random.usize(1..=64)).map(|_| random.alphanumeric()).collect(),
        verified_at: at,
        status: if random.bool() { Status::Confirmed } else { Status::Differs },
        assessment_hash: hash(random),
        rules_hash: hash(random),
        wording_hash: hash(random),
        quality: level(random),
        award: level(random),
        fee: random.bool().then(|| {
            let (net, vat) = (pence(random), pence(random));
            Fee { currency: "EUR".into(), net, vat, gross: net.plus(vat) }
        }),
        cautions: cautions.into_iter().filter(|_| random.bool()).collect(),
        log_index: random.bool().then(|| random.u64(0..1 << 53)),
        ..verification()
    }
}

/// The code of the only fault.
pub(crate) fn code(refusal: &mentormark_seal::ReceiptRefusal) -> Code {
    let [fault] = refusal.faults().as_slice() else { panic!("{refusal}") };
    fault.code
}

#[test]
fn what_a_reader_would_refuse_is_not_signed() {
    let at = verification().verified_at;
    let check = |change: &dyn Fn(&mut Verification), code: &str, pointer: &str| {
        let mut stated = verification();
        change(&mut stated);
        let faults = keys().seal(&Issuer::Key, stated, at).unwrap_err();
        let found: Vec<_> =
            faults.as_slice().iter().map(|fault| (fault.code.as_str(), fault.pointer.as_str())).collect();
        assert_eq!(found, [(code, pointer)]);
    };
    check(&|stated| stated.verification_id.clear(), "bad-name", "/credentialSubject/verification_id");
    check(&|stated| stated.verification_id = "a".repeat(65), "bad-name", "/credentialSubject/verification_id");
    check(&|stated| stated.verification_id = "a/b".into(), "bad-name", "/credentialSubject/verification_id");
    check(&|stated| stated.engine_version = "0.1.0 beta".into(), "bad-name", "/credentialSubject/engine_version");
    check(&|stated| stated.scheme = "".into(), "bad-name", "/credentialSubject/scheme");
    check(&|stated| stated.edition = "2022 ".into(), "bad-name", "/credentialSubject/edition");
    check(&|stated| stated.quality = Some("Silver".into()), "bad-name", "/credentialSubject/quality");
    check(&|stated| stated.award = Some("é".into()), "bad-name", "/credentialSubject/award");
    check(
        &|stated| stated.fee.as_mut().unwrap().currency = "gbp".into(),
        "bad-name",
        "/credentialSubject/fee/currency",
    );
    check(&|stated| stated.cautions.reverse(), "bad-name", "/credentialSubject/cautions");
    check(&|stated| stated.cautions = vec![Caution::HeldUnverified; 2], "bad-name", "/credentialSubject/cautions");
    check(&|stated| stated.log_index = Some(1 << 53), "number-out-of-range", "/credentialSubject/log_index");
    check(&|stated| stated.verified_at = moment("2026-11-22T09:30:01Z"), "times-cross", "/proof/created");
}

#[test]
fn a_manifest_that_does_not_add_up_is_not_signed() {
    let at = batch().verified_at;
    let check = |change: &dyn Fn(&mut LineCounts), code: &str, pointer: &str| {
        let mut stated = batch();
        change(&mut stated.lines);
        let faults = keys().seal(&Issuer::Key, stated, at).unwrap_err();
        let found: Vec<_> =
            faults.as_slice().iter().map(|fault| (fault.code.as_str(), fault.pointer.as_str())).collect();
        assert_eq!(found, [(code, pointer)]);
    };
    check(&|lines| lines.all = 5, "counts-differ", "/credentialSubject/lines");
    check(&|lines| lines.confirmed = u64::MAX, "counts-differ", "/credentialSubject/lines");
    let most = (1 << 53) - 1;
    check(
        &|lines| *lines = LineCounts { all: most + 1, confirmed: most, differs: 1, refused: 0 },
        "number-out-of-range",
        "/credentialSubject/lines/all",
    );
}

#[test]
fn nothing_is_signed_before_the_key_was_taken_into_use() {
    // A clock that went backwards.
    let early = moment("2025-12-31T23:59:59Z");
    let stated = Verification { verified_at: early, ..verification() };
    let faults = first_key().seal(&Issuer::Key, stated, early).unwrap_err();
    assert_eq!(faults.as_slice()[0].code, Code::KeyNotInUse);
}

#[test]
fn a_signature_by_a_key_that_nobody_gave_holds_and_proves_nothing() {
    let refusal = check_receipt(&receipt(&Issuer::Key).to_json(), &PublicKeys::none()).unwrap_err();
    assert_eq!(code(&refusal), Code::KeyNotGiven);
    assert!(refusal.signature_holds());
    assert_eq!(refusal.key(), Some(keys().current().id));
    let holding: Vec<Holding> = refusal.findings().iter().map(|finding| finding.holding).collect();
    assert_eq!(holding, [Holding::Holds, Holding::Holds, Holding::Fails, Holding::NotChecked]);
}
