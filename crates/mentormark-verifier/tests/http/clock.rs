//! A clock that goes back while the server is at work.

use std::sync::{
    Arc,
    atomic::{AtomicI64, Ordering},
};

use mentormark_seal::{PublicKeys, check_receipt};
use mentormark_verifier::Clock;
use serde_json::Value;

use crate::{
    serving::{Answer, Served},
    submitted::{ASSESSMENT, numbered, text},
};

/// 2026-11-21T10:00:00Z.
const TEN: i64 = 1_795_255_200;
const HOUR: i64 = 3_600;

static NOW: AtomicI64 = AtomicI64::new(TEN);

fn set(seconds: i64) {
    NOW.store(seconds, Ordering::Relaxed);
}

fn verified_at(answer: &Answer) -> Value {
    assert_eq!(answer.status, 201, "{}", answer.body);
    answer.json()["receipt"]["credentialSubject"]["verified_at"].clone()
}

#[tokio::test]
async fn a_clock_that_goes_back_loses_nothing_and_is_answered_clearly() {
    let clock =
        |config: &mut mentormark_verifier::Config| config.clock = Clock::read_by(|| NOW.load(Ordering::Relaxed));
    let key = [("idempotency-key", "once")];
    // The key is made at ten.
    let served = Served::with(clock).await;
    set(TEN + 2 * HOUR);
    let first = served.post_with("/v1/verifications", &key, text()).await;
    assert_eq!(verified_at(&first), "2026-11-21T12:00:00Z");

    // Back by an hour: it goes on, and what was answered before stands before.
    set(TEN + HOUR);
    let second = served.post("/v1/verifications", numbered(2)).await;
    assert_eq!(verified_at(&second), "2026-11-21T11:00:00Z");
    assert_eq!(served.post_with("/v1/verifications", &key, text()).await.body, first.body);
    assert_eq!((served.get("/readyz").await.status.as_u16(), served.kept().await), (200, 2));
    let public = PublicKeys::from_json(&served.get("/v1/keys").await.body).unwrap();
    for answer in [&first, &second] {
        check_receipt(&answer.json()["receipt"].to_string(), &public).unwrap();
    }

    // To before the key: nothing is signed, everything else is answered, and the balancer is told.
    set(TEN - 1);
    let again = served.post_with("/v1/verifications", &key, text()).await;
    assert_eq!((again.status.as_u16(), &again.body), (201, &first.body), "what was answered is answered again");
    let refused = served.post_with("/v1/verifications", &[("idempotency-key", "later")], numbered(3)).await;
    assert_eq!(refused.problem(), (503, "signing-unavailable".to_owned(), vec![]));
    assert_eq!(refused.header("retry-after"), "30");
    let batch = [("content-type", "application/x-ndjson")];
    let batch = served.post_with("/v1/verifications/batch", &batch, format!("{}\n", numbered(3))).await;
    assert!(batch.body.trim_end().lines().last().unwrap().contains("signing-unavailable"), "{}", batch.body);
    assert_eq!(served.get("/readyz").await.problem().1, "signing-unavailable");
    assert_eq!(served.get("/healthz").await.status, 200);
    assert_eq!(served.post("/v1/assess", ASSESSMENT).await.status, 200);
    assert_eq!(served.get(first.header("location")).await.body, first.body);
    assert_eq!(served.kept().await, 2);

    // A restart changes nothing of it.
    let folder = Arc::clone(&served.folder);
    drop(served);
    let served = Served::over(folder, clock).await;
    assert_eq!(served.post("/v1/verifications", numbered(3)).await.problem().1, "signing-unavailable");

    // Set right, it goes on by itself, and the key that was refused is still free.
    set(TEN + 2 * HOUR);
    assert_eq!(served.get("/readyz").await.status, 200);
    let third = served.post_with("/v1/verifications", &[("idempotency-key", "later")], numbered(3)).await;
    assert_eq!(verified_at(&third), "2026-11-21T12:00:00Z");
    assert_eq!(served.kept().await, 3);
    for answer in [&first, &second, &third] {
        assert_eq!(served.get(answer.header("location")).await.body, answer.body);
    }
}
