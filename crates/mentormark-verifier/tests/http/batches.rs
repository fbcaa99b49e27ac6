//! Many submissions, one a line.

use std::{convert::Infallible, time::Duration};

use axum::{
    body::Body,
    http::{Method, Request},
    response::Response,
};
use bytes::Bytes;
use http_body_util::{
    BodyExt,
    channel::{Channel, Sender},
};
use mentormark_rules::{Filed, Plan, json, read_submission};
use mentormark_seal::{PublicKeys, check_manifest};
use serde_json::Value;

use crate::{
    serving::{Answer, Served},
    submitted::{dishonest, numbered},
};

const NDJSON: [(&str, &str); 1] = [("content-type", "application/x-ndjson")];

async fn batch(served: &Served, query: &str, body: impl Into<Body>) -> Answer {
    served.post_with(&format!("/v1/verifications/batch{query}"), &NDJSON, body).await
}

/// The lines of an answer: all but the last, and what that holds.
fn lines(answer: &Answer) -> (Vec<&str>, Value) {
    let mut lines: Vec<&str> = answer.body.lines().collect();
    let last = lines.pop().unwrap();
    (lines, serde_json::from_str(last).unwrap())
}

#[tokio::test]
async fn each_line_is_answered_in_its_place_and_the_manifest_is_signed_over_all() {
    let served = Served::new().await;
    let sent: Vec<String> = (0..200)
        .map(|number| match number % 10 {
            3 => "{".to_owned(),
            7 => dishonest(),
            _ => numbered(number),
        })
        .collect();
    let answer = batch(&served, "", sent.join("\n")).await;
    assert_eq!((answer.status.as_u16(), answer.header("content-type")), (200, "application/x-ndjson"));
    let (answers, last) = lines(&answer);
    assert_eq!(answers.len(), sent.len());

    let plan = Plan::from_json(mentormark_schemes::find("nms", "2022").unwrap().compiled).unwrap();
    for (sent, answered) in sent.iter().zip(&answers) {
        let checked = |filed: Filed<'_>| {
            let mut checked: Value = serde_json::to_value(filed.checked(None)).unwrap();
            checked["cautions"] = serde_json::from_str::<Value>(answered).unwrap()["cautions"].clone();
            checked
        };
        let expected = match read_submission(sent, |_| Some(&plan)) {
            Ok(filed) => checked(filed),
            Err(refusals) => serde_json::from_str(&json::refused(&refusals)).unwrap(),
        };
        assert_eq!(serde_json::from_str::<Value>(answered).unwrap(), expected);
    }
    let keys = PublicKeys::from_json(&served.get("/v1/keys").await.body).unwrap();
    let manifest = check_manifest(&last["manifest"].to_string(), &keys).unwrap();
    let counts = manifest.subject().lines;
    assert_eq!((counts.all, counts.confirmed, counts.differs, counts.refused), (200, 160, 20, 20));
    let mut again = mentormark_seal::Lines::default();
    for answered in &answers {
        let value: Value = serde_json::from_str(answered).unwrap();
        let status = match value["status"].as_str() {
            Some("confirmed") => Some(mentormark_rules::verification::Status::Confirmed),
            Some(_) => Some(mentormark_rules::verification::Status::Differs),
            None => None,
        };
        again.push(answered.as_bytes(), status);
    }
    let subject = manifest.subject();
    let made = again.batch(subject.batch_id.clone(), subject.verified_at, subject.engine_version.clone());
    assert_eq!(&made, subject);
    // The manifest is kept, and the lines are not.
    assert_eq!(served.kept().await, 1);
}

#[tokio::test]
async fn lines_may_be_cut_anywhere_and_the_last_needs_no_end() {
    let served = Served::new().await;
    let text = format!("{}\n\n{}", numbered(1), numbered(2));
    let whole = batch(&served, "", text.clone()).await;
    let (answers, _) = lines(&whole);
    assert_eq!(answers.len(), 3, "an empty line is a line");
    assert!(answers[1].contains("\"syntax\""));
    for at_once in [1, 7, 100] {
        let (mut sender, body) = Channel::<Bytes, Infallible>::new(1);
        let text = text.clone();
        let sending = tokio::spawn(async move {
            for part in text.as_bytes().chunks(at_once) {
                sender.send_data(Bytes::copy_from_slice(part)).await.unwrap();
            }
        });
        let answer = batch(&served, "", Body::new(body)).await;
        sending.await.unwrap();
        assert_eq!(lines(&answer).0, answers);
    }
    assert_eq!(lines(&batch(&served, "", format!("{text}\n")).await).0, answers);
}

#[tokio::test]
async fn answers_come_before_all_is_sent() {
    let served = Served::new().await;
    let (mut sender, body) = Channel::<Bytes, Infallible>::new(1);
    let request = Request::builder().method(Method::POST).uri("/v1/verifications/batch");
    let request = request.header("content-type", "application/x-ndjson").body(Body::new(body)).unwrap();
    let app = mentormark_verifier::app(&served.verifier);
    let mut answer = tower::ServiceExt::oneshot(app, request).await.unwrap().into_body();
    for number in 0..3 {
        sender.send_data(Bytes::from(numbered(number) + "\n")).await.unwrap();
        let frame = answer.frame().await.unwrap().unwrap().into_data().unwrap();
        assert!(frame.starts_with(b"{\"assessment_hash\""), "{frame:?}");
    }
    drop(sender);
    let last = answer.frame().await.unwrap().unwrap().into_data().unwrap();
    assert!(last.starts_with(b"{\"manifest\""), "{last:?}");
}

#[tokio::test]
async fn outcomes_are_added_where_asked_for() {
    let served = Served::new().await;
    for (query, has) in [("", false), ("?outcome=false", false), ("?outcome=true", true)] {
        let answer = batch(&served, query, numbered(1)).await;
        assert_eq!(answer.body.contains("\"outcome\""), has, "{query}");
    }
    assert_eq!(batch(&served, "?outcomes=true", "").await.problem(), (400, "bad-query".to_owned(), vec![]));
}

#[tokio::test]
async fn a_line_that_is_too_long_is_refused_and_the_next_is_not() {
    let served = Served::new().await;
    let text = format!("\"{}\"\n{}\n", "x".repeat(3 << 20), numbered(1));
    let answer = batch(&served, "", text).await;
    let (answers, _) = lines(&answer);
    assert!(answers[0].contains("\"too-large\""), "{}", &answers[0][..200.min(answers[0].len())]);
    assert!(answers[1].contains("\"confirmed\""));
}

#[tokio::test]
async fn a_body_that_breaks_off_gets_no_manifest() {
    let served = Served::new().await;
    let (mut sender, body) = Channel::<Bytes, std::io::Error>::new(1);
    sender.send_data(Bytes::from(numbered(1) + "\n")).await.unwrap();
    sender.abort(std::io::ErrorKind::ConnectionReset.into());
    let request = Request::builder().method(Method::POST).uri("/v1/verifications/batch");
    let request = request.header("content-type", "application/x-ndjson").body(Body::new(body)).unwrap();
    let app = mentormark_verifier::app(&served.verifier);
    let answer = tower::ServiceExt::oneshot(app, request).await.unwrap();
    assert!(answer.into_body().collect().await.is_err());
    assert_eq!(served.kept().await, 0);
}

#[tokio::test]
async fn only_so_many_batches_are_at_work_at_once() {
    let served = Served::with(|config| config.limits.concurrent_batches = 1).await;
    let (sender, body) = Channel::<Bytes, Infallible>::new(1);
    let request = Request::builder().method(Method::POST).uri("/v1/verifications/batch");
    let request = request.header("content-type", "application/x-ndjson").body(Body::new(body)).unwrap();
    let app = mentormark_verifier::app(&served.verifier);
    let first = tower::ServiceExt::oneshot(app, request).await.unwrap();
    let second = batch(&served, "", numbered(1)).await;
    assert_eq!(second.problem(), (503, "overloaded".to_owned(), vec![]));
    drop(sender);
    assert!(first.into_body().collect().await.is_ok());
    assert_eq!(batch(&served, "", numbered(1)).await.status, 200);
}

/// A batch that is at work until the sender is dropped.
async fn open_batch(served: &Served) -> (Sender<Bytes, Infallible>, Response) {
    let (sender, body) = Channel::<Bytes, Infallible>::new(1);
    let request = Request::builder().method(Method::POST).uri("/v1/verifications/batch");
    let request = request.header("content-type", "application/x-ndjson").body(Body::new(body)).unwrap();
    let answer = tower::ServiceExt::oneshot(mentormark_verifier::app(&served.verifier), request).await.unwrap();
    (sender, answer)
}

#[tokio::test]
async fn one_client_has_two_batches_at_work_and_no_more() {
    let served = Served::new().await;
    let first = open_batch(&served).await;
    let second = open_batch(&served).await;
    assert_eq!([first.1.status().as_u16(), second.1.status().as_u16()], [200, 200]);
    let third = batch(&served, "", numbered(1)).await;
    assert_eq!(third.problem(), (429, "too-many-requests".to_owned(), vec![]));
    assert_eq!(third.header("retry-after"), "5");
    // One that has ended makes room, and so does one whose client has gone.
    drop(first.0);
    assert!(first.1.into_body().collect().await.is_ok());
    assert_eq!(batch(&served, "", numbered(1)).await.status, 200);
}

#[tokio::test]
async fn a_byte_now_and_then_does_not_keep_a_batch_open() {
    let served = Served::with(|config| config.limits.body_seconds = 1).await;
    let (mut sender, answer) = open_batch(&served).await;
    let dripping = tokio::spawn(async move {
        // Twenty times as long as a line may take, unless the server has enough of it.
        for _ in 0..100 {
            if sender.send_data(Bytes::from_static(b" ")).await.is_err() {
                return;
            }
            tokio::time::sleep(Duration::from_millis(200)).await;
        }
    });
    let answer = tokio::time::timeout(Duration::from_secs(15), answer.into_body().collect()).await;
    let answer = answer.expect("it is let go").unwrap().to_bytes();
    assert!(answer.starts_with(b"{\"problem\"") && answer.windows(8).any(|part| part == b"too-slow"), "{answer:?}");
    dripping.abort();
}

#[tokio::test]
async fn lines_that_come_slowly_but_come_keep_a_batch_open() {
    let served = Served::with(|config| config.limits.body_seconds = 1).await;
    let (mut sender, answer) = open_batch(&served).await;
    tokio::spawn(async move {
        for number in 0..4 {
            sender.send_data(Bytes::from(numbered(number) + "\n")).await.unwrap();
            tokio::time::sleep(Duration::from_millis(500)).await;
        }
    });
    let answer = answer.into_body().collect().await.unwrap().to_bytes();
    assert!(answer.ends_with(b"}\n") && answer.windows(10).any(|part| part == b"\"manifest\""), "{answer:?}");
}
