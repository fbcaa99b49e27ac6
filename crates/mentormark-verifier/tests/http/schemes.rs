//! The schemes, as anybody may fetch them.

use axum::{body::Body, http::Request};
use mentormark_rules::json::sha256;

use crate::serving::Served;

#[tokio::test]
async fn every_edition_is_listed_and_served_as_the_bytes_of_its_hash() {
    let served = Served::new().await;
    let list = served.get("/v1/schemes").await.json();
    let listed = list["schemes"].as_array().unwrap();
    assert_eq!(listed.len(), mentormark_schemes::all().len());
    for edition in listed {
        let scheme = served.get(edition["href"].as_str().unwrap()).await;
        let hash = edition["rules_hash"].as_str().unwrap();
        assert_eq!((scheme.status.as_u16(), sha256(scheme.body.as_bytes())), (200, hash.to_owned()));
        assert_eq!(scheme.header("etag"), format!("\"{hash}\""));
        // Another revision of the edition may be released tomorrow.
        assert_eq!(scheme.header("cache-control"), "public, max-age=300");
        assert_eq!(scheme.header("access-control-allow-origin"), "*");
    }
}

#[tokio::test]
async fn every_revision_is_at_the_address_that_names_its_hash_and_never_changes_there() {
    let served = Served::new().await;
    for revision in mentormark_schemes::revisions() {
        let path = format!("/v1/schemes/{}/{}?rules_hash={}", revision.id, revision.edition, revision.rules_hash);
        let scheme = served.get(&path).await;
        assert_eq!((scheme.status.as_u16(), scheme.body.as_str()), (200, revision.compiled), "{path}");
        assert_eq!(scheme.header("etag"), format!("\"{}\"", revision.rules_hash));
        assert_eq!(scheme.header("cache-control"), "public, max-age=31536000, immutable");
        assert_eq!(scheme.header("access-control-allow-origin"), "*");
        // The hash belongs to one edition of one scheme.
        let elsewhere = format!("/v1/schemes/none/{}?rules_hash={}", revision.edition, revision.rules_hash);
        assert_eq!(served.get(&elsewhere).await.problem().1, "not-found");
    }
    for (query, expected) in [
        ("rules_hash=sha256:0", (404, "not-found".to_owned(), vec![])),
        ("rules_hash=", (404, "not-found".to_owned(), vec![])),
        ("hash=sha256:0", (400, "bad-query".to_owned(), vec![])),
    ] {
        assert_eq!(served.get(&format!("/v1/schemes/nms/2022?{query}")).await.problem(), expected, "{query}");
    }
}

#[tokio::test]
async fn a_scheme_that_is_known_is_not_sent_again() {
    let served = Served::new().await;
    let tag = served.get("/v1/schemes/nms/2022").await.header("etag").to_owned();
    for (given, status) in [(tag.as_str(), 304), ("\"other\"", 200), (&format!("\"other\", W/{tag}"), 304), ("*", 304)]
    {
        let request = Request::get("/v1/schemes/nms/2022").header("if-none-match", given);
        let answer = served.ask(request.body(Body::empty()).unwrap()).await;
        assert_eq!((answer.status.as_u16(), answer.header("etag")), (status, tag.as_str()), "{given}");
        assert_eq!(answer.body.is_empty(), status == 304);
    }
}

#[tokio::test]
async fn a_scheme_that_is_not_there_is_not_found() {
    let served = Served::new().await;
    for path in ["/v1/schemes/nms/1999", "/v1/schemes/none/2022", "/v1/schemes/nms", "/v1/nothing", "/v1/"] {
        assert_eq!(served.get(path).await.problem(), (404, "not-found".to_owned(), vec![]), "{path}");
    }
}
