//! `POST /v1/assess`: an assessment in, its outcome out; nothing is kept.

use std::sync::Arc;

use axum::{body::Body, extract::State, http::HeaderMap, response::Response};

use crate::{
    body,
    problem::{Kind, Problem},
    routes::not_kept,
    verifier::Verifier,
};

/// Judges an assessment. Nothing of it is kept or logged.
#[utoipa::path(post, path = "/v1/assess", tag = "judging",
    request_body(content = crate::wire::Assessment, description = "at most 1 MiB; may be compressed with gzip"),
    responses(
        (status = 200, description = "the outcome, as canonical JSON (RFC 8785)", body = crate::wire::Outcome),
        (status = 400, description = "`refused` (it is not JSON), `unreadable-body`", body = crate::wire::Problem, content_type = "application/problem+json"),
        (status = 408, description = "`too-slow`", body = crate::wire::Problem, content_type = "application/problem+json"),
        (status = 413, description = "`refused`: it is too long", body = crate::wire::Problem, content_type = "application/problem+json"),
        (status = 415, description = "`unsupported-media-type`", body = crate::wire::Problem, content_type = "application/problem+json"),
        (status = 422, description = "`refused`, with every reason in `errors`", body = crate::wire::Problem, content_type = "application/problem+json"),
        (status = 429, description = "`too-many-requests`", body = crate::wire::Problem, content_type = "application/problem+json"),
        (status = 503, description = "`overloaded`", body = crate::wire::Problem, content_type = "application/problem+json")))]
pub(crate) async fn assess(
    State(verifier): State<Arc<Verifier>>,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, Problem> {
    let text = body::document(&headers, body, &verifier.config.limits).await?;
    let outcome = verifier.pool.run(move |judge| judge.assess(&text)).await;
    Ok(not_kept(outcome.map_err(|_| Problem::new(Kind::Internal))??))
}
