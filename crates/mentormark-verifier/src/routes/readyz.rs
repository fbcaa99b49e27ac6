//! `GET /readyz`: whether verifications can be signed and kept now.

use std::sync::Arc;

use axum::{extract::State, response::Response};

use crate::{problem::Problem, routes::not_kept, verifier::Verifier};

/// Says whether a verification could be signed and kept now. It tries by writing to the store, at most once a second.
#[utoipa::path(get, path = "/readyz", tag = "operations",
    responses(
        (status = 200, description = "the store takes answers, and the clock is not before the key", body = crate::wire::Health),
        (status = 503, description = "`store-unavailable`, `signing-unavailable`", body = crate::wire::Problem, content_type = "application/problem+json")))]
pub(crate) async fn readyz(State(verifier): State<Arc<Verifier>>) -> Result<Response, Problem> {
    verifier.ready().await?;
    Ok(not_kept(r#"{"status":"ok"}"#.to_owned()))
}
