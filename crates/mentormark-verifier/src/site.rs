//! The built site as static files, with the compressed twins that the build wrote beside them.

use std::path::Path;

use axum::{
    Router,
    extract::Request,
    handler::HandlerWithoutStateExt,
    http::{HeaderValue, StatusCode, header},
    middleware::{self, Next},
    response::{IntoResponse, Response},
};
use tower_http::services::{ServeDir, ServeFile};

use crate::headers;

/// Where files are that have a hash in their names.
const ASSETS: &str = "/assets/";
/// The fewest hexadecimal digits that count as a hash in a file's name.
const HASH_DIGITS: usize = 8;

/// The files of `folder`; a missing one is answered with `404.html`, or in plain words where there is none.
pub(crate) fn site(folder: &Path) -> Router {
    let files = ServeDir::new(folder).precompressed_br().precompressed_gzip();
    let page = folder.join("404.html");
    let files = if page.is_file() {
        let page = ServeFile::new(page).precompressed_br().precompressed_gzip();
        Router::new().fallback_service(files.not_found_service(page))
    } else {
        Router::new().fallback_service(files.fallback(missing.into_service()))
    };
    files.layer(middleware::from_fn(described))
}

async fn missing() -> Response {
    (StatusCode::NOT_FOUND, "There is no such page.\n").into_response()
}

/// Says how long a file may be kept, and that text is UTF-8.
async fn described(request: Request, next: Next) -> Response {
    let hashed = is_hashed(request.uri().path());
    let mut response = next.run(request).await;
    let fresh = response.status().is_success() || response.status() == StatusCode::NOT_MODIFIED;
    let headers = response.headers_mut();
    // What changes its name with its bytes is kept without asking again; for all else, and for what is gone, a browser asks each time.
    if let Some(keeping) = headers::keeping(if hashed && fresh { ASSETS } else { "/" }) {
        headers.insert(header::CACHE_CONTROL, keeping);
    }
    let bare = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    let bare = bare.filter(|kind| kind.starts_with("text/") && !kind.contains(';'));
    if let Some(kind) = bare.and_then(|kind| HeaderValue::try_from(format!("{kind}; charset=utf-8")).ok()) {
        headers.insert(header::CONTENT_TYPE, kind);
    }
    response
}

/// Whether `path` is of a file under `/assets/` that has a hash in its name: `/assets/site.0123456789abcdef.js`.
fn is_hashed(path: &str) -> bool {
    let Some(name) = path.strip_prefix(ASSETS).and_then(|rest| rest.rsplit('/').next()) else {
        return false;
    };
    name.split(['.', '-', '_']).any(|part| part.len() >= HASH_DIGITS && part.bytes().all(|b| b.is_ascii_hexdigit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_hashed_names_under_assets_are_kept_for_ever() {
        for hashed in
            ["/assets/nms-2022.0123456789abcdef.json", "/assets/site-0123abcd.js", "/assets/a/b.0123456789abcdef.css"]
        {
            assert!(is_hashed(hashed), "{hashed}");
        }
        for plain in ["/assets/icon.svg", "/0123456789abcdef.js", "/assets/0123.js", "/assets/", "/", "/nms/2022/"] {
            assert!(!is_hashed(plain), "{plain}");
        }
    }
}
