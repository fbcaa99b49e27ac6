//! One route a file.

pub(crate) mod assess;
pub(crate) mod batch;
pub(crate) mod docs;
pub(crate) mod healthz;
pub(crate) mod keys;
pub(crate) mod metrics;
pub(crate) mod openapi;
pub(crate) mod readyz;
pub(crate) mod scheme;
pub(crate) mod schemes;
pub(crate) mod verification;
pub(crate) mod verifications;

use axum::{
    http::{HeaderName, header},
    response::{IntoResponse, Response},
};

/// The media type of canonical JSON.
pub(crate) const JSON: (HeaderName, &str) = (header::CONTENT_TYPE, "application/json");

/// An answer that nobody may keep: it is about one applicant, or about now.
pub(crate) fn not_kept(body: String) -> Response {
    ([JSON, (header::CACHE_CONTROL, "no-store")], body).into_response()
}
