//! `GET /v1/schemes`: the editions that this server judges by.

use axum::{
    http::header,
    response::{IntoResponse, Response},
};
use mentormark_rules::json;
use serde::Serialize;
use utoipa::ToSchema;

use crate::routes::JSON;

/// The editions that a server judges by.
#[derive(Serialize, ToSchema)]
pub(crate) struct Schemes {
    /// By scheme and then edition.
    schemes: Vec<Listed>,
}

/// One edition of a scheme.
#[derive(Serialize, ToSchema)]
#[schema(as = Edition)]
pub(crate) struct Listed {
    /// The scheme's id.
    #[schema(example = "nms")]
    id: &'static str,
    /// The edition's id.
    #[schema(example = "2022")]
    edition: &'static str,
    /// The first day on which it is in force.
    #[schema(format = Date, example = "2022-09-01")]
    starts_on: &'static str,
    /// `sha256:` and the hash of the compiled scheme.
    rules_hash: &'static str,
    /// Where the compiled scheme is.
    #[schema(example = "/v1/schemes/nms/2022")]
    href: String,
}

/// Lists the editions that this server judges by.
#[utoipa::path(get, path = "/v1/schemes", tag = "schemes",
    responses(
        (status = 200, description = "the editions", body = Schemes),
        (status = 429, description = "`too-many-requests`", body = crate::wire::Problem, content_type = "application/problem+json")))]
pub(crate) async fn schemes() -> Response {
    let edition = |shipped: &mentormark_schemes::Shipped| Listed {
        id: shipped.id,
        edition: shipped.edition,
        starts_on: shipped.starts_on,
        rules_hash: shipped.rules_hash,
        href: format!("/v1/schemes/{}/{}", shipped.id, shipped.edition),
    };
    let body = json::canonical(&Schemes { schemes: mentormark_schemes::all().iter().map(edition).collect() });
    ([JSON, (header::CACHE_CONTROL, "public, max-age=300")], body).into_response()
}
