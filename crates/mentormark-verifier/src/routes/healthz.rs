//! `GET /healthz`: whether the process answers.

use axum::{http::header, response::IntoResponse};

pub(crate) async fn healthz() -> impl IntoResponse {
    let headers = [(header::CONTENT_TYPE, "application/json"), (header::CACHE_CONTROL, "no-store")];
    (headers, r#"{"status":"ok"}"#)
}
