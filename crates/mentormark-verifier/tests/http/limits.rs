//! The limits on how often, how long and how many.

use std::{
    convert::Infallible,
    time::{Duration, Instant},
};

use axum::body::Body;
use bytes::Bytes;
use http_body_util::channel::Channel;

use crate::{serving::Served, submitted::ASSESSMENT};

#[tokio::test]
async fn a_client_hears_what_is_left_and_then_when_to_come_back() {
    let served = Served::with(|config| config.limits.assess_per_minute = 2).await;
    let start = Instant::now();
    for (status, left, wait) in [(200, 1, 30), (200, 0, 60), (429, 0, 30)] {
        let answer = served.post("/v1/assess", ASSESSMENT).await;
        assert_eq!(answer.status, status);
        assert_eq!(answer.header("ratelimit-policy"), "\"assess\";q=2;w=60");
        let (told, seconds) = answer.header("ratelimit").split_once(";t=").unwrap();
        assert_eq!(told, format!("\"assess\";r={left}"));
        // However slow this machine is, the wait is shorter by no more than what has passed.
        let seconds: u64 = seconds.parse().unwrap();
        assert!((wait - start.elapsed().as_secs() - 1..=wait).contains(&seconds), "{seconds} for {wait}");
        if status == 429 {
            assert_eq!(answer.problem().1, "too-many-requests");
            assert_eq!(answer.header("retry-after"), seconds.to_string());
        }
    }
    // Each kind of request has a share of its own.
    assert_eq!(served.get("/v1/schemes").await.status, 200);
}

#[tokio::test]
async fn a_body_that_does_not_end_in_time_is_told_so() {
    let served = Served::with(|config| config.limits.body_seconds = 1).await;
    let (mut sender, body) = Channel::<Bytes, Infallible>::new(1);
    sender.send_data(Bytes::from_static(b"{")).await.unwrap();
    let slow = served.post("/v1/assess", Body::new(body)).await;
    assert_eq!(slow.problem(), (408, "too-slow".to_owned(), vec![]));
    assert_eq!(slow.header("connection"), "close");
    drop(sender);
}

#[tokio::test]
async fn over_the_limit_of_requests_at_work_the_server_says_so_and_its_health_is_still_told() {
    let served = std::sync::Arc::new(Served::with(|config| config.limits.concurrent_requests = 1).await);
    let (sender, body) = Channel::<Bytes, Infallible>::new(1);
    let waiting = {
        let served = std::sync::Arc::clone(&served);
        tokio::spawn(async move { served.post("/v1/assess", Body::new(body)).await })
    };
    tokio::time::sleep(Duration::from_millis(100)).await;
    let refused = served.get("/v1/schemes").await;
    assert_eq!(refused.problem(), (503, "overloaded".to_owned(), vec![]));
    assert_eq!(refused.header("retry-after"), "1");
    // A page of another origin reads why, where it could have read the answer, and nowhere else.
    assert_eq!(refused.header("access-control-allow-origin"), "*");
    let own = served.get("/v1/verifications/none").await;
    assert_eq!((own.status.as_u16(), own.header("access-control-allow-origin")), (503, ""));
    assert_eq!(served.get("/healthz").await.status, 200);
    drop(sender);
    assert_eq!(waiting.await.unwrap().problem().1, "refused");
    assert_eq!(served.get("/v1/schemes").await.status, 200);
}
