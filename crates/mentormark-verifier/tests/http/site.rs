//! The built site, served beside the verifier.

use std::{
    fs,
    path::{Path, PathBuf},
    sync::Arc,
};

use axum::{
    body::Body,
    http::{HeaderMap, Method, Request, StatusCode},
};
use mentormark_verifier::{Config, ConfigError};

use crate::serving::{Scratch, Served};

/// A built site in a folder of its own, gone when dropped.
struct Site(Arc<Scratch>);

impl Site {
    fn new(files: &[(&str, &str)]) -> Self {
        let folder = Scratch::new();
        for (path, text) in files {
            let file = folder.path().join("dist").join(path);
            fs::create_dir_all(file.parent().unwrap()).unwrap();
            fs::write(file, text).unwrap();
        }
        fs::write(folder.path().join("secret.txt"), "outside the site").unwrap();
        Self(Arc::new(folder))
    }

    fn built() -> Self {
        Self::new(&[
            ("index.html", "landing"),
            ("404.html", "nothing here"),
            ("nms/2022/index.html", "start"),
            ("embed/nms/index.html", "frame"),
            ("sw.js", "worker"),
            ("widget.js", "widget"),
            ("assets/site.0123456789abcdef.js", "js"),
            ("assets/site.0123456789abcdef.js.br", "js in brotli"),
            ("assets/site.0123456789abcdef.js.gz", "js in gzip"),
            ("assets/site_bg.0123456789abcdef.wasm", "wasm"),
            ("assets/site.0123456789abcdef.css", "css"),
            ("assets/nms-2022.0123456789abcdef.json", "{}"),
            ("assets/icon.svg", "<svg/>"),
        ])
    }

    fn dist(&self) -> PathBuf {
        self.0.path().join("dist")
    }

    async fn ask(&self, request: Request<Body>) -> (StatusCode, HeaderMap, String) {
        let served = Served::over(Arc::clone(&self.0), |config| {
            *config = config.clone().with_site(self.dist()).unwrap();
        });
        let answer = served.await.ask(request).await;
        (answer.status, answer.headers, answer.body)
    }

    async fn get(&self, path: &str) -> (StatusCode, HeaderMap, String) {
        self.ask(Request::get(path).body(Body::empty()).unwrap()).await
    }
}

fn header<'a>(headers: &'a HeaderMap, name: &str) -> &'a str {
    headers.get(name).map_or("", |value| value.to_str().unwrap())
}

#[tokio::test]
async fn health_is_told_and_not_kept() {
    let (status, headers, body) = Site::built().get("/healthz").await;
    assert_eq!((status, body.as_str()), (StatusCode::OK, r#"{"status":"ok"}"#));
    assert_eq!(header(&headers, "cache-control"), "no-store");
    assert_eq!(header(&headers, "x-content-type-options"), "nosniff");
}

#[tokio::test]
async fn folders_serve_their_page() {
    let site = Site::built();
    for (path, text) in [("/", "landing"), ("/nms/2022/", "start")] {
        let (status, headers, body) = site.get(path).await;
        assert_eq!((status, body.as_str()), (StatusCode::OK, text), "{path}");
        assert_eq!(header(&headers, "content-type"), "text/html; charset=utf-8");
        assert_eq!(header(&headers, "cache-control"), "no-cache");
    }
    let (status, headers, _) = site.get("/nms/2022").await;
    assert_eq!((status, header(&headers, "location")), (StatusCode::TEMPORARY_REDIRECT, "/nms/2022/"));
}

#[tokio::test]
async fn each_kind_of_file_has_its_type() {
    let site = Site::built();
    for (path, kind) in [
        ("/assets/site.0123456789abcdef.js", "text/javascript; charset=utf-8"),
        ("/assets/site_bg.0123456789abcdef.wasm", "application/wasm"),
        ("/assets/site.0123456789abcdef.css", "text/css; charset=utf-8"),
        ("/assets/nms-2022.0123456789abcdef.json", "application/json"),
        ("/assets/icon.svg", "image/svg+xml"),
        ("/sw.js", "text/javascript; charset=utf-8"),
    ] {
        let (status, headers, _) = site.get(path).await;
        assert_eq!((status, header(&headers, "content-type")), (StatusCode::OK, kind), "{path}");
    }
}

#[tokio::test]
async fn hashed_assets_are_kept_for_ever_and_the_rest_is_asked_about() {
    let site = Site::built();
    for (path, kept) in [
        ("/assets/site.0123456789abcdef.js", "public, max-age=31536000, immutable"),
        ("/assets/icon.svg", "no-cache"),
        ("/assets/gone.0123456789abcdef.js", "no-cache"),
        ("/sw.js", "no-cache"),
        ("/embed/nms/", "no-cache"),
    ] {
        assert_eq!(header(&site.get(path).await.1, "cache-control"), kept, "{path}");
    }
}

#[tokio::test]
async fn the_compressed_twin_goes_to_those_who_take_it() {
    let site = Site::built();
    for (accept, encoding, text) in
        [("br, gzip", "br", "js in brotli"), ("gzip", "gzip", "js in gzip"), ("identity", "", "js")]
    {
        let request = Request::get("/assets/site.0123456789abcdef.js").header("accept-encoding", accept);
        let (_, headers, body) = site.ask(request.body(Body::empty()).unwrap()).await;
        assert_eq!((header(&headers, "content-encoding"), body.as_str()), (encoding, text), "{accept}");
        assert_eq!(header(&headers, "content-type"), "text/javascript; charset=utf-8");
        assert_eq!(header(&headers, "vary"), "accept-encoding");
    }
}

#[tokio::test]
async fn a_missing_page_is_answered_in_the_sites_own_words() {
    let (status, headers, body) = Site::built().get("/no/such/page/").await;
    assert_eq!((status, body.as_str()), (StatusCode::NOT_FOUND, "nothing here"));
    assert_eq!(header(&headers, "content-type"), "text/html; charset=utf-8");
    let (status, _, body) = Site::new(&[("index.html", "landing")]).get("/no/such/page/").await;
    assert_eq!((status, body.as_str()), (StatusCode::NOT_FOUND, "There is no such page.\n"));
}

#[tokio::test]
async fn nothing_outside_the_site_is_served() {
    let site = Site::built();
    for path in
        ["/../secret.txt", "/%2e%2e/secret.txt", "/assets/..%2f..%2fsecret.txt", "/..%5csecret.txt", "//etc/passwd"]
    {
        let (status, _, body) = site.get(path).await;
        assert_eq!(status, StatusCode::NOT_FOUND, "{path}");
        assert!(!body.contains("outside"), "{path}");
    }
}

#[tokio::test]
async fn every_answer_bears_the_security_headers() {
    let site = Site::built();
    for path in ["/", "/healthz", "/no/such/page", "/assets/icon.svg", "/nms/2022"] {
        let (_, headers, _) = site.get(path).await;
        let policy = header(&headers, "content-security-policy");
        for rule in [
            "default-src 'self';",
            "script-src 'self' 'wasm-unsafe-eval';",
            "frame-ancestors 'none';",
            "form-action 'self'",
        ] {
            assert!(policy.contains(rule), "{path}: {policy}");
        }
        assert_eq!(header(&headers, "referrer-policy"), "no-referrer", "{path}");
        assert_eq!(header(&headers, "cross-origin-opener-policy"), "same-origin", "{path}");
        assert!(header(&headers, "permissions-policy").contains("camera=()"), "{path}");
    }
}

#[tokio::test]
async fn only_what_is_made_for_frames_may_stand_in_one() {
    let site = Site::built();
    for (path, ancestors) in
        [("/embed/nms/", "*"), ("/", "'none'"), ("/nms/2022/", "'none'"), ("/embedded/", "'none'"), ("/docs", "'none'")]
    {
        let (_, headers, _) = site.get(path).await;
        let policy = header(&headers, "content-security-policy");
        assert!(policy.contains(&format!("frame-ancestors {ancestors};")), "{path}: {policy}");
        assert_eq!(headers.get_all("content-security-policy").iter().count(), 1, "{path}");
    }
    // What is not there was made for nothing.
    let (status, headers, _) = site.get("/embed/nothing/").await;
    assert_eq!(status, StatusCode::NOT_FOUND);
    assert!(header(&headers, "content-security-policy").contains("frame-ancestors 'none';"));
}

#[tokio::test]
async fn pages_elsewhere_may_fetch_what_the_widget_is_made_of_and_nothing_else() {
    let site = Site::built();
    for (path, anyone) in [
        ("/assets/site.0123456789abcdef.js", "*"),
        ("/assets/icon.svg", "*"),
        ("/embed/nms/", "*"),
        ("/widget.js", "*"),
        ("/", ""),
        ("/nms/2022/", ""),
        ("/sw.js", ""),
        ("/healthz", ""),
        ("/v1/verifications/none", ""),
    ] {
        assert_eq!(header(&site.get(path).await.1, "access-control-allow-origin"), anyone, "{path}");
    }
}

#[tokio::test]
async fn only_reading_is_allowed() {
    let site = Site::built();
    for path in ["/", "/healthz"] {
        let request = Request::builder().method(Method::POST).uri(path).body(Body::empty()).unwrap();
        assert_eq!(site.ask(request).await.0, StatusCode::METHOD_NOT_ALLOWED, "{path}");
    }
    let request = Request::head("/nms/2022/").body(Body::empty()).unwrap();
    let (status, headers, body) = site.ask(request).await;
    assert_eq!((status, header(&headers, "content-length"), body.as_str()), (StatusCode::OK, "5", ""));
}

#[test]
fn a_site_that_is_not_there_is_refused_before_listening() {
    let folder = Path::new("/no/such/folder");
    let refused = Config::new("127.0.0.1:0", "data").with_site(folder).unwrap_err();
    assert_eq!(refused, ConfigError::NoSite { site: folder.into() });
    assert_eq!(
        refused.to_string(),
        "there is no folder `/no/such/folder` to serve: build the site with `cargo xtask site`, or name its folder"
    );
}
