//! The description for machines, held against what the engine and the seal write.

use mentormark_verifier::wire;
use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;

use crate::{
    serving::Served,
    submitted::{ASSESSMENT, dishonest, text},
};

/// Reads a text as `T` and writes it again: it must stay the same, so `T` has every member and no other.
fn is_described<T: DeserializeOwned + Serialize>(text: &str) {
    let read: T = serde_json::from_str(text).unwrap_or_else(|error| panic!("{error}: {text}"));
    let again = serde_json::to_value(&read).unwrap();
    assert_eq!(again, serde_json::from_str::<Value>(text).unwrap());
}

#[tokio::test]
async fn every_shape_that_is_answered_is_described() {
    let served = Served::with(|config| config.issuer = Some("did:web:example.org".parse().unwrap())).await;
    is_described::<wire::Assessment>(ASSESSMENT);
    is_described::<wire::Submission>(&text());
    for sent in [text(), dishonest()] {
        is_described::<wire::Verification>(&served.post("/v1/verifications", sent).await.body);
    }
    is_described::<wire::Outcome>(&served.post("/v1/assess", ASSESSMENT).await.body);
    is_described::<wire::Problem>(&served.post("/v1/assess", "{}").await.body);
    is_described::<wire::Problem>(&served.get("/v1/nothing").await.body);
    is_described::<wire::Keys>(&served.get("/v1/keys").await.body);
    is_described::<wire::DidDocument>(&served.get("/.well-known/did.json").await.body);
    is_described::<wire::Health>(&served.get("/readyz").await.body);
    is_described::<wire::CompiledScheme>(&served.get("/v1/schemes/nms/2022").await.body);
    let batch = served.post_with("/v1/verifications/batch", &[("content-type", "application/x-ndjson")], text()).await;
    let last: Value = serde_json::from_str(batch.body.lines().last().unwrap()).unwrap();
    is_described::<wire::Manifest>(&last["manifest"].to_string());
}

#[tokio::test]
async fn every_path_of_the_description_is_there_and_tells_its_limits() {
    let served = Served::with(|config| config.limits.assess_per_minute = 77).await;
    let described = served.get("/openapi.json").await.json();
    assert_eq!(described["openapi"], "3.1.0");
    assert_eq!(described["info"]["x-limits"]["assess_per_minute"], 77);
    for (path, methods) in described["paths"].as_object().unwrap() {
        let path = path.replace("{id}", "nms").replace("{edition}", "2022");
        for method in methods.as_object().unwrap().keys() {
            let answer = match method.as_str() {
                "get" => served.get(&path).await,
                "post" => served.post(&path, "{}").await,
                other => panic!("{other}"),
            };
            assert_ne!(answer.status, 405, "{method} {path}");
            let status = answer.status.as_u16().to_string();
            let listed = methods[method.as_str()]["responses"].as_object().unwrap();
            assert!(listed.contains_key(&status), "{method} {path}: {status}");
        }
    }
}

#[tokio::test]
async fn the_page_for_people_has_a_style_of_its_own() {
    let served = Served::new().await;
    let page = served.get("/docs").await;
    assert_eq!((page.status.as_u16(), page.header("content-type")), (200, "text/html; charset=utf-8"));
    let style = served.get("/docs.css").await;
    assert_eq!((style.status.as_u16(), style.header("content-type")), (200, "text/css; charset=utf-8"));
}
