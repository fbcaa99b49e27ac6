//! `GET /v1/schemes/{id}/{edition}`: one compiled scheme, the very bytes that the rules hash is of.

use axum::{
    extract::{
        Path, Query,
        rejection::{PathRejection, QueryRejection},
    },
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
};
use serde::Deserialize;

use crate::{
    problem::{Kind, Problem},
    routes::JSON,
};

/// Which revision.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Revision {
    rules_hash: Option<String>,
}

/// The compiled scheme of an edition: canonical JSON, the very bytes that the rules hash is of. The newest revision; with `rules_hash` the
/// one that has it, however old, and that answer never changes.
#[utoipa::path(get, path = "/v1/schemes/{id}/{edition}", tag = "schemes",
    params(
        ("id" = String, Path, description = "the scheme's id", example = "nms"),
        ("edition" = String, Path, description = "the edition's id", example = "2022"),
        ("rules_hash" = Option<String>, Query, description = "the revision with this hash, which may be an earlier one", pattern = "^sha256:[0-9a-f]{64}$")),
    responses(
        (status = 200, description = "the compiled scheme; `ETag` is the rules hash", body = crate::wire::CompiledScheme),
        (status = 304, description = "it is the one named in `If-None-Match`"),
        (status = 400, description = "`bad-query`", body = crate::wire::Problem, content_type = "application/problem+json"),
        (status = 404, description = "`not-found`", body = crate::wire::Problem, content_type = "application/problem+json"),
        (status = 429, description = "`too-many-requests`", body = crate::wire::Problem, content_type = "application/problem+json")))]
pub(crate) async fn scheme(
    path: Result<Path<(String, String)>, PathRejection>,
    query: Result<Query<Revision>, QueryRejection>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let Query(Revision { rules_hash }) =
        query.map_err(|_| Problem::new(Kind::BadQuery).detail("only `rules_hash=sha256:…` may follow the `?`"))?;
    // What is no text names no scheme.
    let named = path.ok().and_then(|Path((id, edition))| match &rules_hash {
        Some(hash) => mentormark_schemes::by_rules_hash(hash)
            .filter(|revision| revision.id == id && revision.edition == edition)
            .map(|revision| (revision.rules_hash, revision.compiled)),
        None => mentormark_schemes::find(&id, &edition).map(|shipped| (shipped.rules_hash, shipped.compiled)),
    });
    let (hash, compiled) = named.ok_or_else(|| {
        Problem::new(Kind::NotFound).detail("no scheme here has this edition and hash: `/v1/schemes` lists the newest")
    })?;
    let tag = format!("\"{hash}\"");
    // What its own hash names is the same for ever; an edition may have another revision tomorrow.
    let keeping = if rules_hash.is_some() { "public, max-age=31536000, immutable" } else { "public, max-age=300" };
    let kept = [(header::ETAG, tag.as_str()), (header::CACHE_CONTROL, keeping)];
    let known = headers.get_all(header::IF_NONE_MATCH).iter().filter_map(|value| value.to_str().ok());
    let is_known = known
        .flat_map(|value| value.split(','))
        .map(str::trim)
        .any(|given| given == "*" || given.strip_prefix("W/").unwrap_or(given) == tag);
    if is_known {
        return Ok((StatusCode::NOT_MODIFIED, kept).into_response());
    }
    Ok(([JSON], kept, compiled).into_response())
}
