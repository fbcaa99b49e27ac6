//! The routes together, under the headers that every answer bears.

use axum::{Router, middleware, routing::get};

use crate::{Config, headers, routes, site};

/// The whole server as a service: `GET /healthz`, and the built site for every other path.
pub fn app(config: &Config) -> Router {
    Router::new()
        .route("/healthz", get(routes::healthz::healthz))
        .fallback_service(site::site(config.site()))
        .layer(middleware::from_fn(headers::secure))
}
