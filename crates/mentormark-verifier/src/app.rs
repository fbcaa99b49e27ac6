//! The routes together, under what every request goes through.

use std::sync::Arc;

use axum::{
    Router,
    extract::{DefaultBodyLimit, Request, State},
    http::{HeaderName, Method, header},
    middleware::{self, Next},
    response::Response,
    routing::{get, post},
};
use tower_http::{catch_panic::CatchPanicLayer, cors::CorsLayer};

use crate::{
    Verifier, headers,
    problem::{Kind, Problem},
    routes, site, watch,
};

/// The whole server as a service: what `/openapi.json` describes, and the built site for every other path.
pub fn app(verifier: &Arc<Verifier>) -> Router {
    let read_rate = middleware::from_fn_with_state(Arc::clone(verifier), read_rate);
    let assess_rate = middleware::from_fn_with_state(Arc::clone(verifier), assess_rate);
    let verify_rate = middleware::from_fn_with_state(Arc::clone(verifier), verify_rate);
    let open = Router::new()
        .route("/v1/schemes", get(routes::schemes::schemes))
        .route("/v1/schemes/{id}/{edition}", get(routes::scheme::scheme))
        .route("/v1/keys", get(routes::keys::keys))
        .route("/.well-known/did.json", get(routes::keys::did_document))
        .route_layer(read_rate.clone())
        .merge(Router::new().route("/v1/assess", post(routes::assess::assess)).route_layer(assess_rate))
        .route("/openapi.json", get(routes::openapi::openapi))
        .method_not_allowed_fallback(not_allowed);
    let own = Router::new()
        .route("/v1/verifications/{id}", get(routes::verification::verification))
        .route_layer(read_rate)
        .merge(
            Router::new()
                .route("/v1/verifications", post(routes::verifications::verifications))
                .route("/v1/verifications/batch", post(routes::batch::batch))
                .route_layer(verify_rate),
        )
        .route("/healthz", get(routes::healthz::healthz))
        .route("/readyz", get(routes::readyz::readyz))
        .route("/metrics", get(routes::metrics::metrics))
        .route("/docs", get(routes::docs::docs))
        .route("/docs.css", get(routes::docs::style))
        .route("/v1/{*rest}", get(nothing).post(nothing))
        .method_not_allowed_fallback(not_allowed);
    let own = match verifier.config.site() {
        Some(folder) => own.fallback_service(site::site(folder)),
        None => own.fallback(nothing),
    };
    // A page of another origin may read why it gets no answer where it could have read the answer.
    let routes = guarded(open, verifier).layer(anyone()).merge(guarded(own, verifier));
    routes
        .with_state(Arc::clone(verifier))
        // Bodies are read by `body`, which answers with a refusal and not with a broken connection.
        .layer(DefaultBodyLimit::disable())
        .layer(middleware::from_fn_with_state(Arc::clone(verifier), watch::watch))
        .layer(middleware::from_fn(headers::secure))
}

/// The same, held to the limit on requests at work, and with a defect answered.
fn guarded(routes: Router<Arc<Verifier>>, verifier: &Arc<Verifier>) -> Router<Arc<Verifier>> {
    let bounded = middleware::from_fn_with_state(Arc::clone(verifier), watch::bounded);
    routes.layer(CatchPanicLayer::custom(watch::defect)).layer(bounded)
}

/// What any page may ask for: the public reads and `assess`, without anything that tells who asks.
fn anyone() -> CorsLayer {
    const TOLD: [HeaderName; 4] = [
        header::ETAG,
        header::RETRY_AFTER,
        HeaderName::from_static("ratelimit"),
        HeaderName::from_static("ratelimit-policy"),
    ];
    CorsLayer::new()
        .allow_origin(tower_http::cors::Any)
        .allow_methods([Method::GET, Method::POST])
        .allow_headers([header::CONTENT_TYPE, header::CONTENT_ENCODING])
        .expose_headers(TOLD)
        .max_age(std::time::Duration::from_hours(24))
}

async fn nothing() -> Problem {
    Problem::new(Kind::NotFound).detail("nothing is at this address: `/docs` lists what is")
}

async fn not_allowed() -> Problem {
    Problem::new(Kind::MethodNotAllowed)
}

async fn read_rate(State(verifier): State<Arc<Verifier>>, request: Request, next: Next) -> Response {
    verifier.read_rate.hold(verifier.config.proxies, request, next).await
}

async fn assess_rate(State(verifier): State<Arc<Verifier>>, request: Request, next: Next) -> Response {
    verifier.assess_rate.hold(verifier.config.proxies, request, next).await
}

async fn verify_rate(State(verifier): State<Arc<Verifier>>, request: Request, next: Next) -> Response {
    verifier.verify_rate.hold(verifier.config.proxies, request, next).await
}
