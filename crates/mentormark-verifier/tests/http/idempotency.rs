//! Sending the same again.

use std::{collections::BTreeSet, sync::Arc};

use crate::{
    serving::Served,
    submitted::{numbered, text},
};

const KEY: [(&str, &str); 1] = [("idempotency-key", "8e03978e-40d5-43dd-bc93-6894a57f9324")];

#[tokio::test]
async fn the_same_key_and_body_get_the_same_answer() {
    let served = Served::new().await;
    let first = served.post_with("/v1/verifications", &KEY, text()).await;
    let again = served.post_with("/v1/verifications", &KEY, text()).await;
    assert_eq!((first.status.as_u16(), &first.body), (201, &again.body));
    assert_eq!((again.status, again.header("location")), (first.status, first.header("location")));
    assert_eq!(served.kept().await, 1);

    let folder = Arc::clone(&served.folder);
    drop(served);
    let next = Served::over(folder, |_| {}).await;
    assert_eq!(next.post_with("/v1/verifications", &KEY, text()).await.body, first.body);
    assert_eq!(next.kept().await, 1);
}

#[tokio::test]
async fn the_same_key_with_another_body_is_refused() {
    let served = Served::new().await;
    assert_eq!(served.post_with("/v1/verifications", &KEY, text()).await.status, 201);
    let other = served.post_with("/v1/verifications", &KEY, numbered(1)).await;
    assert_eq!(other.problem(), (422, "idempotency-key-reused".to_owned(), vec![]));
    // White space counts: the body is what was sent, not what it means.
    let spaced = served.post_with("/v1/verifications", &KEY, format!(" {}", text())).await;
    assert_eq!(spaced.problem().1, "idempotency-key-reused");
    assert_eq!(served.kept().await, 1);
}

#[tokio::test]
async fn without_a_key_each_request_is_a_verification_of_its_own() {
    let served = Served::new().await;
    let first = served.post("/v1/verifications", text()).await.json();
    let second = served.post("/v1/verifications", text()).await.json();
    assert_ne!(first["id"], second["id"]);
    assert_eq!(served.kept().await, 2);
}

#[tokio::test]
async fn a_refused_body_does_not_use_up_its_key() {
    let served = Served::new().await;
    assert_eq!(served.post_with("/v1/verifications", &KEY, "{}").await.status, 422);
    assert_eq!(served.post_with("/v1/verifications", &KEY, text()).await.status, 201);
}

#[tokio::test(flavor = "multi_thread")]
async fn many_at_once_with_one_key_make_one_verification() {
    let served = Arc::new(Served::with(|config| config.limits.verify_per_minute = 0).await);
    let asked: Vec<_> = (0..64)
        .map(|_| {
            let served = Arc::clone(&served);
            tokio::spawn(async move { served.post_with("/v1/verifications", &KEY, text()).await })
        })
        .collect();
    let mut bodies = BTreeSet::new();
    for asked in asked {
        let answer = asked.await.unwrap();
        match answer.status.as_u16() {
            201 => drop(bodies.insert(answer.body)),
            409 => {
                assert_eq!(answer.problem().1, "idempotency-key-running");
                assert_eq!(answer.header("retry-after"), "1");
            }
            other => panic!("{other}: {}", answer.body),
        }
    }
    assert_eq!(bodies.len(), 1);
    assert_eq!(served.kept().await, 1);
}
