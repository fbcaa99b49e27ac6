//! What happens around every request: a request id, one line in the log, counting, the limit on requests at work, and a defect that
//! is answered and not passed on as a broken connection.
//!
//! A line of the log names the pattern of the address and not the address, and no client: it holds no personal data.

use std::{
    any::Any,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::Instant,
};

use axum::{
    body::HttpBody,
    extract::{MatchedPath, Request, State},
    http::{HeaderName, HeaderValue},
    middleware::Next,
    response::{IntoResponse, Response},
};

use crate::{
    metrics,
    problem::{Codes, Kind, Problem},
    verifier::Verifier,
};

const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// Tells of a request once it is answered.
pub(crate) async fn watch(State(verifier): State<Arc<Verifier>>, request: Request, next: Next) -> Response {
    let start = Instant::now();
    let id = request_id(&verifier);
    let method = request.method().clone();
    // Files of the site are one route.
    let route = request.extensions().get::<MatchedPath>().map_or("site", MatchedPath::as_str).to_owned();
    let mut response = next.run(request).await;
    let (status, took) = (response.status(), start.elapsed());
    let method = known_method(method.as_str());
    verifier.metrics.answered(method, &route, status.as_u16(), took);
    if let Some(Codes(codes)) = response.extensions_mut().remove() {
        for code in codes {
            verifier.metrics.refusals.get_or_create(&metrics::Code { code: code.as_str() }).inc();
        }
    }
    let micros = u64::try_from(took.as_micros()).unwrap_or(u64::MAX);
    let length = response.body().size_hint().exact();
    tracing::info!(request_id = %id, method, route, status = status.as_u16(), micros, length, "answered");
    if let Ok(value) = HeaderValue::try_from(id) {
        response.headers_mut().insert(REQUEST_ID, value);
    }
    response
}

/// Lets a request through if the server is not at its limit.
pub(crate) async fn bounded(State(verifier): State<Arc<Verifier>>, request: Request, next: Next) -> Response {
    let route = request.extensions().get::<MatchedPath>().map(MatchedPath::as_str);
    let is_health = matches!(route, Some("/healthz" | "/readyz" | "/metrics"));
    match verifier.requests.try_acquire() {
        // Whoever asks how the server is hears it at its limit too.
        Err(_) if !is_health => Problem::new(Kind::Overloaded).retry_after(1).closing().into_response(),
        permit => {
            verifier.metrics.at_work.inc();
            let response = next.run(request).await;
            verifier.metrics.at_work.dec();
            drop(permit);
            response
        }
    }
}

/// A method as it is counted and logged, so that nobody makes up thousands of them, or writes what they like.
fn known_method(method: &str) -> &str {
    let known = ["GET", "HEAD", "POST", "OPTIONS", "PUT", "DELETE", "PATCH"];
    if known.contains(&method) { method } else { "other" }
}

/// The start of this process and the number of the request in it.
fn request_id(verifier: &Verifier) -> String {
    static ASKED: AtomicU64 = AtomicU64::new(0);
    format!("{}-{}", verifier.run, ASKED.fetch_add(1, Ordering::Relaxed) + 1)
}

/// What a defect is answered with. The panic itself was told on standard error.
pub(crate) fn defect(_panic: Box<dyn Any + Send + 'static>) -> Response {
    tracing::error!("a handler panicked");
    Problem::new(Kind::Internal).closing().into_response()
}
