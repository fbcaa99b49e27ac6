//! One submission: judged, signed, kept, and had again.

use std::sync::Arc;

use mentormark_rules::{Submission, json::canonical};
use mentormark_seal::{PublicKeys, check_receipt};
use serde_json::json;

use crate::{
    serving::Served,
    submitted::{ASSESSMENT, dishonest, honest, text},
};

#[tokio::test]
async fn a_submission_is_answered_with_a_signed_receipt_that_is_kept() {
    let served = Served::new().await;
    let answer = served.post("/v1/verifications", text()).await;
    assert_eq!(answer.status, 201, "{}", answer.body);
    let verification = answer.json();
    assert_eq!(verification["status"], "confirmed");
    assert_eq!(verification["differences"], json!([]));
    let id = verification["id"].as_str().unwrap();
    assert_eq!(answer.header("location"), format!("/v1/verifications/{id}"));
    assert_eq!(answer.header("cache-control"), "no-store");

    let again = served.get(answer.header("location")).await;
    assert_eq!((again.status.as_u16(), &again.body), (200, &answer.body));
    assert_eq!(served.kept().await, 1);

    let keys = PublicKeys::from_json(&served.get("/v1/keys").await.body).unwrap();
    let receipt = check_receipt(&verification["receipt"].to_string(), &keys).unwrap();
    assert_eq!(receipt.subject().verification_id, id);
    assert_eq!(receipt.subject().assessment_hash.as_str(), verification["assessment_hash"]);
}

#[tokio::test]
async fn the_words_that_were_read_change_no_result_in_whatever_language() {
    let served = Served::new().await;
    let mut stated = Vec::new();
    for words in mentormark_schemes::find("nms", "2022").unwrap().words {
        let submission = Submission { wording_hash: words.wording_hash.to_owned(), ..honest(ASSESSMENT) };
        let verification = served.post("/v1/verifications", canonical(&submission)).await.json();
        assert_eq!(verification["status"], "confirmed", "{}", words.language);
        assert_eq!(verification["receipt"]["credentialSubject"]["wording_hash"], words.wording_hash);
        stated.push((words.language, verification["outcome"].clone()));
    }
    assert_eq!(stated.iter().map(|(language, _)| *language).collect::<Vec<_>>(), ["en-GB", "cy"]);
    assert!(!stated[0].1.is_null() && stated[0].1 == stated[1].1);
}

#[tokio::test]
async fn a_claim_that_is_not_what_the_rules_say_differs_and_is_kept_too() {
    let served = Served::new().await;
    let answer = served.post("/v1/verifications", dishonest()).await;
    assert_eq!(answer.status, 201);
    let verification = answer.json();
    assert_eq!(verification["status"], "differs");
    let difference = json!([{ "pointer": "/claim/award", "claimed": "gold", "computed": null }]);
    assert_eq!(verification["differences"], difference);
    assert_eq!(verification["receipt"]["credentialSubject"]["status"], "differs");
    assert_eq!(served.kept().await, 1);
}

#[tokio::test]
async fn what_is_refused_is_not_kept() {
    let served = Served::new().await;
    let wrong = text().replace("\"employees\":180", "\"employees\":\"many\"");
    let refused = served.post("/v1/verifications", wrong).await;
    assert_eq!(refused.problem(), (422, "refused".to_owned(), vec!["wrong-type".to_owned()]));
    assert_eq!(refused.json()["errors"][0]["pointer"], "/assessment/facts/employees");
    assert_eq!(served.kept().await, 0);
}

#[tokio::test]
async fn an_id_that_nobody_was_given_is_not_found() {
    let served = Served::new().await;
    for id in ["0".repeat(32), "x".to_owned(), "0".repeat(33), "%27%20OR%201=1".to_owned()] {
        let missing = served.get(&format!("/v1/verifications/{id}")).await;
        assert_eq!(missing.problem().1, "not-found", "{id}");
    }
}

#[tokio::test]
async fn answers_outlive_the_server_that_gave_them() {
    let served = Served::new().await;
    let answer = served.post("/v1/verifications", text()).await;
    let folder = Arc::clone(&served.folder);
    drop(served);
    let next = Served::over(folder, |_| {}).await;
    assert_eq!(next.get(answer.header("location")).await.body, answer.body);
    let other = next.post("/v1/verifications", dishonest()).await;
    assert_eq!(other.status, 201);
    assert_eq!(next.kept().await, 2);
}

#[tokio::test]
async fn notes_are_kept_only_where_the_operator_wants_them() {
    for (keep, expected) in [(false, false), (true, true)] {
        let served = Served::with(|config| config.keep_evidence = keep).await;
        assert_eq!(served.post("/v1/verifications", text()).await.status, 201);
        let mut bytes = Vec::new();
        for entry in std::fs::read_dir(served.folder.path().join("data")).unwrap() {
            bytes.extend(std::fs::read(entry.unwrap().path()).unwrap());
        }
        let holds = |text: &[u8]| bytes.windows(text.len()).any(|part| part == text);
        assert!(holds(b"aims.bronze.purpose"), "nothing was kept");
        assert_eq!(holds(b"Handbook, page 4"), expected);
    }
}

#[tokio::test]
async fn a_body_may_be_compressed() {
    use std::io::Write;
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    packed.write_all(text().as_bytes()).unwrap();
    let served = Served::new().await;
    let headers = [("content-encoding", "gzip")];
    let answer = served.post_with("/v1/verifications", &headers, packed.finish().unwrap()).await;
    assert_eq!(answer.status, 201, "{}", answer.body);
}
