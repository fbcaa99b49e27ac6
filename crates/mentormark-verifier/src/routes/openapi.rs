//! `GET /openapi.json`: the description of the server for machines.

use std::sync::Arc;

use axum::{
    extract::State,
    http::header,
    response::{IntoResponse, Response},
};

use crate::{openapi as description, routes::JSON, verifier::Verifier};

/// This description, with the limits of this server in `info.x-limits`.
#[utoipa::path(get, path = "/openapi.json", tag = "operations",
    responses((status = 200, description = "OpenAPI 3.1", body = crate::wire::Description)))]
pub(crate) async fn openapi(State(verifier): State<Arc<Verifier>>) -> Response {
    let mut described = description::described().clone();
    described["info"]["x-limits"] = description::limits(&verifier.config.limits);
    ([JSON, (header::CACHE_CONTROL, "public, max-age=300")], described.to_string()).into_response()
}
