//! `GET /metrics`: the counters, for Prometheus.

use std::sync::Arc;

use axum::{
    extract::State,
    http::header,
    response::{IntoResponse, Response},
};

use crate::verifier::Verifier;

/// The counters as Prometheus reads them. None says anything of a person.
#[utoipa::path(get, path = "/metrics", tag = "operations",
    responses((status = 200, description = "OpenMetrics 1.0", body = String, content_type = "application/openmetrics-text")))]
pub(crate) async fn metrics(State(verifier): State<Arc<Verifier>>) -> Response {
    verifier.metrics.waiting.set(i64::try_from(verifier.pool.waiting()).unwrap_or(i64::MAX));
    let kind = "application/openmetrics-text; version=1.0.0; charset=utf-8";
    ([(header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, "no-store")], verifier.metrics.text()).into_response()
}
