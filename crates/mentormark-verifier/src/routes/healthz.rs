//! `GET /healthz`: whether the process answers.

use axum::{http::header, response::IntoResponse};

/// Says that the process answers. It looks at nothing else.
#[utoipa::path(get, path = "/healthz", tag = "operations",
    responses((status = 200, description = "the process answers", body = crate::wire::Health)))]
pub(crate) async fn healthz() -> impl IntoResponse {
    let headers = [(header::CONTENT_TYPE, "application/json"), (header::CACHE_CONTROL, "no-store")];
    (headers, r#"{"status":"ok"}"#)
}
