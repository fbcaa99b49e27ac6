//! `GET /v1/schemes/{id}/{edition}`: one compiled scheme, the very bytes that the rules hash is of.

use axum::{
    extract::{Path, rejection::PathRejection},
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
};

use crate::{
    problem::{Kind, Problem},
    routes::JSON,
};

/// The compiled scheme of an edition: canonical JSON, the very bytes that the rules hash is of. It never changes.
#[utoipa::path(get, path = "/v1/schemes/{id}/{edition}", tag = "schemes",
    params(
        ("id" = String, Path, description = "the scheme's id", example = "nms"),
        ("edition" = String, Path, description = "the edition's id", example = "2022")),
    responses(
        (status = 200, description = "the compiled scheme; `ETag` is the rules hash", body = crate::wire::CompiledScheme),
        (status = 304, description = "it is the one named in `If-None-Match`"),
        (status = 404, description = "`not-found`", body = crate::wire::Problem, content_type = "application/problem+json"),
        (status = 429, description = "`too-many-requests`", body = crate::wire::Problem, content_type = "application/problem+json")))]
pub(crate) async fn scheme(
    path: Result<Path<(String, String)>, PathRejection>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    // What is no text names no scheme.
    let named = path.ok().and_then(|Path((id, edition))| mentormark_schemes::find(&id, &edition));
    let shipped = named.ok_or_else(|| {
        Problem::new(Kind::NotFound).detail("no scheme here has this edition: `/v1/schemes` lists them")
    })?;
    let tag = format!("\"{}\"", shipped.rules_hash);
    let kept = [(header::ETAG, tag.as_str()), (header::CACHE_CONTROL, "public, max-age=31536000, immutable")];
    let known = headers.get_all(header::IF_NONE_MATCH).iter().filter_map(|value| value.to_str().ok());
    let is_known = known
        .flat_map(|value| value.split(','))
        .map(str::trim)
        .any(|given| given == "*" || given.strip_prefix("W/").unwrap_or(given) == tag);
    if is_known {
        return Ok((StatusCode::NOT_MODIFIED, kept).into_response());
    }
    Ok(([JSON], kept, shipped.compiled).into_response())
}
