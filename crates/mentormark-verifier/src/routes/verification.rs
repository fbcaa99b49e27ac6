//! `GET /v1/verifications/{id}`: a kept verification.

use std::sync::Arc;

use axum::{
    extract::{Path, State, rejection::PathRejection},
    response::Response,
};

use crate::{
    problem::{Kind, Problem},
    random,
    routes::not_kept,
    verifier::Verifier,
};

/// The verification with this id, to the byte as it was answered. Whoever knows the id may read it: it is 128 random bits.
#[utoipa::path(get, path = "/v1/verifications/{id}", tag = "judging",
    params(("id" = String, Path, description = "the id, 32 hexadecimal digits", example = "5d41402abc4b2a76b9719d911017c592")),
    responses(
        (status = 200, description = "the verification", body = crate::wire::Verification),
        (status = 404, description = "`not-found`", body = crate::wire::Problem, content_type = "application/problem+json"),
        (status = 429, description = "`too-many-requests`", body = crate::wire::Problem, content_type = "application/problem+json"),
        (status = 503, description = "`store-unavailable`", body = crate::wire::Problem, content_type = "application/problem+json")))]
pub(crate) async fn verification(
    State(verifier): State<Arc<Verifier>>,
    id: Result<Path<String>, PathRejection>,
) -> Result<Response, Problem> {
    // What is no text is no id.
    let id = id.map_or_else(|_| String::new(), |Path(id)| id);
    let found = if random::is_id(&id) { verifier.store.verification(&id).await? } else { None };
    found.map(not_kept).ok_or_else(|| Problem::new(Kind::NotFound).detail("no verification here has this id"))
}
