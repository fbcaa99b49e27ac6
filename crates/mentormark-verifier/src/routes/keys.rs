//! `GET /v1/keys`: the public keys that have signed receipts. `GET /.well-known/did.json`: the same for resolvers of `did:web`.

use std::sync::Arc;

use axum::{
    extract::State,
    http::header,
    response::{IntoResponse, Response},
};

use crate::{
    problem::{Kind, Problem},
    routes::JSON,
    verifier::Verifier,
};

/// The public keys that have signed receipts here, oldest first, with the time in which each was in use.
#[utoipa::path(get, path = "/v1/keys", tag = "keys",
    responses(
        (status = 200, description = "the keys", body = crate::wire::Keys),
        (status = 429, description = "`too-many-requests`", body = crate::wire::Problem, content_type = "application/problem+json"),
        (status = 503, description = "`store-unavailable`", body = crate::wire::Problem, content_type = "application/problem+json")))]
pub(crate) async fn keys(State(verifier): State<Arc<Verifier>>) -> Result<Response, Problem> {
    let keys = verifier.public_keys().await?;
    Ok(([JSON, (header::CACHE_CONTROL, "public, max-age=300")], keys.to_json()).into_response())
}

/// The DID document of the issuer, where receipts are signed in the name of a `did:web` of a bare host.
#[utoipa::path(get, path = "/.well-known/did.json", tag = "keys",
    responses(
        (status = 200, description = "the DID document", body = crate::wire::DidDocument),
        (status = 404, description = "`not-found`: each key speaks for itself", body = crate::wire::Problem, content_type = "application/problem+json"),
        (status = 429, description = "`too-many-requests`", body = crate::wire::Problem, content_type = "application/problem+json"),
        (status = 503, description = "`store-unavailable`", body = crate::wire::Problem, content_type = "application/problem+json")))]
pub(crate) async fn did_document(State(verifier): State<Arc<Verifier>>) -> Result<Response, Problem> {
    let document = verifier.public_keys().await?.did_document();
    let document = document.ok_or_else(|| {
        Problem::new(Kind::NotFound)
            .detail("receipts are signed here in the name of their keys, which `/v1/keys` lists")
    })?;
    Ok(([JSON, (header::CACHE_CONTROL, "public, max-age=300")], document).into_response())
}
