//! Health, readiness, counters, and what every answer bears.

use std::{
    io,
    sync::{Arc, Mutex},
};

use axum::{body::Body, http::Request};

use crate::{
    serving::Served,
    submitted::{dishonest, text},
};

#[tokio::test]
async fn a_server_with_a_store_that_writes_is_ready() {
    let served = Served::new().await;
    for path in ["/healthz", "/readyz"] {
        let answer = served.get(path).await;
        assert_eq!((answer.status.as_u16(), answer.body.as_str()), (200, r#"{"status":"ok"}"#), "{path}");
        assert_eq!(answer.header("cache-control"), "no-store");
    }
}

#[tokio::test]
async fn what_was_asked_is_counted() {
    let served = Served::new().await;
    served.post("/v1/verifications", text()).await;
    served.post("/v1/verifications", dishonest()).await;
    served.post("/v1/assess", "{").await;
    let metrics = served.get("/metrics").await;
    assert!(metrics.header("content-type").starts_with("application/openmetrics-text"));
    for line in [
        r#"mentormark_http_requests_total{method="POST",route="/v1/verifications",status="201"} 2"#,
        r#"mentormark_http_requests_total{method="POST",route="/v1/assess",status="400"} 1"#,
        r#"mentormark_verifications_total{status="confirmed",by="one"} 1"#,
        r#"mentormark_verifications_total{status="differs",by="one"} 1"#,
        r#"mentormark_refusals_total{code="syntax"} 1"#,
        "mentormark_store_keep_duration_seconds_count 2",
    ] {
        assert!(metrics.body.lines().any(|found| found == line), "{line} is not in\n{}", metrics.body);
    }
}

#[tokio::test]
async fn every_answer_bears_a_request_id_and_the_security_headers() {
    let served = Served::new().await;
    for path in ["/healthz", "/v1/schemes", "/v1/nothing", "/docs", "/openapi.json", "/nothing"] {
        let answer = served.get(path).await;
        assert!(!answer.header("x-request-id").is_empty(), "{path}");
        assert_eq!(answer.header("x-content-type-options"), "nosniff", "{path}");
        assert!(answer.header("content-security-policy").contains("frame-ancestors 'none'"), "{path}");
    }
}

#[tokio::test]
async fn any_page_may_assess_and_read_what_is_public_and_nothing_else() {
    let served = Served::new().await;
    for (path, open) in [
        ("/v1/assess", true),
        ("/v1/schemes", true),
        ("/v1/keys", true),
        ("/v1/verifications", false),
        ("/v1/verifications/batch", false),
    ] {
        let preflight = Request::builder().method("OPTIONS").uri(path);
        let preflight =
            preflight.header("origin", "https://example.org").header("access-control-request-method", "POST");
        let answer = served.ask(preflight.body(Body::empty()).unwrap()).await;
        assert_eq!(answer.header("access-control-allow-origin"), if open { "*" } else { "" }, "{path}");
        assert_eq!(answer.status == 200, open, "{path}");
    }
}

#[tokio::test]
async fn another_method_is_told_which_it_may_use() {
    let served = Served::new().await;
    for (method, path, allowed) in
        [("DELETE", "/v1/assess", "POST"), ("PUT", "/v1/verifications", "POST"), ("POST", "/v1/keys", "GET,HEAD")]
    {
        let request = Request::builder().method(method).uri(path).body(Body::empty()).unwrap();
        let answer = served.ask(request).await;
        assert_eq!(answer.problem(), (405, "method-not-allowed".to_owned(), vec![]), "{path}");
        assert_eq!(answer.header("allow"), allowed, "{path}");
    }
}

/// What the server logs in this thread while this is kept.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl io::Write for Log {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[tokio::test]
async fn what_a_client_makes_up_does_not_stand_in_the_log() {
    let served = Served::new().await;
    let log = Log::default();
    let writer = log.clone();
    let subscriber = tracing_subscriber::fmt().json().with_writer(move || writer.clone()).finish();
    let _listening = tracing::subscriber::set_default(subscriber);
    let request = Request::builder().method("SOMEBODY").uri("/v1/schemes/somebody/somewhere?somehow");
    served.ask(request.body(Body::empty()).unwrap()).await;
    let told = String::from_utf8(log.0.lock().unwrap().clone()).unwrap();
    assert!(told.contains("\"method\":\"other\"") && told.contains("/v1/schemes/{id}/{edition}"), "{told}");
    assert!(!told.to_lowercase().contains("some"), "{told}");
}
