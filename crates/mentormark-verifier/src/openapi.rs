//! The description of the server for machines: OpenAPI 3.1, made from the routes and from the types in [`crate::wire`].

use std::sync::LazyLock;

use serde_json::{Value, json};
use utoipa::OpenApi;

use crate::{Limits, routes, wire};

#[derive(OpenApi)]
#[openapi(
    info(
        title = "Mentormark verifier",
        description = "Judges mentoring programmes against published quality standards, and proves what it found. \
            Documents are strict: unknown members, duplicate keys, `null` for what is left out and anything over the limits are \
            refused, with every fault at once.",
        license(name = "MIT OR Apache-2.0", identifier = "MIT OR Apache-2.0"),
    ),
    paths(
        routes::schemes::schemes,
        routes::scheme::scheme,
        routes::assess::assess,
        routes::verifications::verifications,
        routes::batch::batch,
        routes::verification::verification,
        routes::keys::keys,
        routes::keys::did_document,
        routes::healthz::healthz,
        routes::readyz::readyz,
        routes::metrics::metrics,
        routes::openapi::openapi,
        routes::docs::docs,
    ),
    components(schemas(wire::Manifest)),
    tags(
        (name = "schemes", description = "the standards to judge by"),
        (name = "judging", description = "assessments, submissions and what comes of them"),
        (name = "keys", description = "what receipts are checked with"),
        (name = "operations", description = "how the server is"),
    ),
)]
struct Described;

/// The description as JSON, as `GET /openapi.json` answers with the limits that are set unless told otherwise.
#[must_use]
pub fn described() -> &'static Value {
    static DESCRIBED: LazyLock<Value> = LazyLock::new(|| {
        let mut described = serde_json::to_value(Described::openapi()).expect("a description is JSON");
        described["info"]["x-limits"] = limits(&Limits::default());
        described
    });
    &DESCRIBED
}

/// The published limits.
pub(crate) fn limits(limits: &Limits) -> Value {
    json!({
        "document_bytes": crate::LONGEST_DOCUMENT,
        "document_depth": 32,
        "idempotency_key_characters": crate::LONGEST_KEY,
        "assess_per_minute": limits.assess_per_minute,
        "verify_per_minute": limits.verify_per_minute,
        "read_per_minute": limits.read_per_minute,
        "concurrent_requests": limits.concurrent_requests,
        "concurrent_batches": limits.concurrent_batches,
        "batches_per_client": limits.batches_per_client,
        "connections": limits.connections,
        "connections_per_client": limits.connections_per_client,
        "head_seconds": limits.head_seconds,
        "body_seconds": limits.body_seconds,
    })
}
