//! Bad inputs, each with the answer that it must get: never a 5xx, and never a change of the store.

use std::{convert::Infallible, io::Write};

use axum::{body::Body, http::Request};
use bytes::Bytes;
use http_body_util::channel::Channel;
use serde_json::{Value, json};

use crate::{
    serving::Served,
    submitted::{ASSESSMENT, text},
};

/// A request that must be turned away.
struct Bad {
    name: String,
    path: &'static str,
    headers: Vec<(&'static str, String)>,
    body: Vec<u8>,
    /// The status, the kind of problem, and the code of each refusal.
    expected: (u16, &'static str, Vec<&'static str>),
}

const ASSESS: &str = "/v1/assess";
const VERIFY: &str = "/v1/verifications";

/// A document that is refused.
fn refused(name: impl Into<String>, path: &'static str, body: impl Into<Vec<u8>>, codes: &[&'static str]) -> Bad {
    let status = match codes {
        ["syntax"] => 400,
        ["too-large"] => 413,
        _ => 422,
    };
    let (headers, expected) = (Vec::new(), (status, "refused", codes.to_vec()));
    Bad { name: name.into(), path, headers, body: body.into(), expected }
}

/// Both documents as they would be taken, with the address that takes them.
fn documents() -> [(&'static str, Value); 2] {
    let read = |text: &str| serde_json::from_str(text).unwrap();
    [(ASSESS, read(ASSESSMENT)), (VERIFY, read(&text()))]
}

/// A document with the value at `pointer` replaced, or left out.
fn with(document: &Value, pointer: &str, value: Option<Value>) -> String {
    let mut document = document.clone();
    let (parent, key) = pointer.rsplit_once('/').unwrap();
    let parent = document.pointer_mut(parent).unwrap().as_object_mut().unwrap();
    match value {
        Some(value) => drop(parent.insert(key.to_owned(), value)),
        None => drop(parent.remove(key).unwrap()),
    }
    document.to_string()
}

/// Where the assessment stands in the document that an address takes.
fn root(path: &str) -> &'static str {
    if path == ASSESS { "" } else { "/assessment" }
}

fn cut_short(all: &mut Vec<Bad>) {
    for (path, document) in documents() {
        let text = document.to_string();
        for part in 0..50 {
            let end = text.len() * part / 50;
            all.push(refused(format!("cut at {end}"), path, &text[..end], &["syntax"]));
        }
    }
}

fn no_json(all: &mut Vec<Bad>) {
    let texts: [&[u8]; 22] = [
        b" ",
        b"nul",
        b"[",
        b"{,}",
        b"{\"a\":1,}",
        b"{'a':1}",
        b"NaN",
        b"-",
        b"01",
        b"1.",
        b"+1",
        b"\x00",
        b"\xff\xfe",
        b"{\"scheme\":\"\xc3\x28\"}",
        b"\xef\xbb\xbf{}",
        b"{} {}",
        b"{}x",
        b"\"\\x\"",
        b"{\"scheme\":\"\\ud800\"}",
        b"{\"scheme\":\"\\udc00\\ud800\"}",
        b"{\"\\ud800\":1}",
        b"\"\t\"",
    ];
    for path in [ASSESS, VERIFY] {
        for text in texts {
            all.push(refused(String::from_utf8_lossy(text), path, text, &["syntax"]));
        }
    }
}

fn wrong_types(all: &mut Vec<Bad>) {
    for (path, document) in documents() {
        for text in ["null", "true", "1", "\"x\"", "[]"] {
            all.push(refused(text, path, text, &["wrong-type"]));
        }
        let root = root(path);
        for (member, is_object) in [
            ("scheme", false),
            ("edition", false),
            ("as_of", false),
            ("target", false),
            ("tax_point", false),
            ("facts", true),
            ("ratings", true),
            ("evidence", true),
            ("held", true),
            ("ratings/aims.bronze.purpose", false),
            ("evidence/aims.bronze.purpose", true),
            ("evidence/aims.bronze.purpose/note", false),
        ] {
            let other = if is_object { json!("x") } else { json!({}) };
            for value in [json!(null), json!(true), json!(1), json!(1.5), json!([]), other] {
                let text = with(&document, &format!("{root}/{member}"), Some(value.clone()));
                all.push(refused(format!("{member} is {value}"), path, text, &["wrong-type"]));
            }
        }
    }
    let (_, submission) = &documents()[1];
    for member in ["assessment", "wording_hash", "claim", "claim/rules_hash", "claim/fee/net"] {
        for value in [json!(null), json!(true), json!([]), json!(1.5)] {
            let text = with(submission, &format!("/{member}"), Some(value.clone()));
            all.push(refused(format!("{member} is {value}"), VERIFY, text, &["wrong-type"]));
        }
    }
}

fn members_missing_unknown_or_twice(all: &mut Vec<Bad>) {
    for (path, document) in documents() {
        let root = root(path);
        for (member, value) in [("scheme", "\"nms\""), ("as_of", "\"2026-11-21\""), ("facts", "{}"), ("ratings", "{}")]
        {
            let text = with(&document, &format!("{root}/{member}"), None);
            all.push(refused(format!("no {member}"), path, text, &["missing-field"]));
            let member = format!("\"{member}\":");
            let twice = document.to_string().replacen(&member, &format!("{member}{value},{member}"), 1);
            all.push(refused(format!("{member} twice"), path, twice, &["duplicate-key"]));
        }
        for place in ["", "/evidence/aims.bronze.purpose"] {
            let text = with(&document, &format!("{root}{place}/colour"), Some(json!("red")));
            all.push(refused(format!("{place}/colour"), path, text, &["unknown-field"]));
        }
    }
    let (_, submission) = &documents()[1];
    for member in
        ["assessment", "wording_hash", "claim", "claim/rules_hash", "claim/quality", "claim/award", "claim/fee"]
    {
        let text = with(submission, &format!("/{member}"), None);
        all.push(refused(format!("no {member}"), VERIFY, text, &["missing-field"]));
    }
    for place in ["", "/claim", "/claim/fee"] {
        let text = with(submission, &format!("{place}/colour"), Some(json!(null)));
        all.push(refused(format!("{place}/colour"), VERIFY, text, &["unknown-field"]));
    }
}

fn values_out_of_bounds(all: &mut Vec<Bad>) {
    for (path, document) in documents() {
        let root = root(path);
        let mut put = |member: &str, value: Value, code: &'static str| {
            let text = with(&document, &format!("{root}/{member}"), Some(value.clone()));
            let shown: String = format!("{member} is {value}").chars().take(60).collect();
            all.push(refused(shown, path, text, &[code]));
        };
        for (date, code) in [
            ("2026-02-30", "bad-date"),
            ("2026-13-01", "bad-date"),
            ("2026-1-1", "bad-date"),
            ("20261121", "bad-date"),
            ("", "bad-date"),
            ("1899-12-31", "date-out-of-range"),
            ("2200-01-01", "date-out-of-range"),
        ] {
            put("as_of", json!(date), code);
        }
        for (count, code) in [
            (json!(-1), "number-out-of-range"),
            (json!(i64::MAX), "number-out-of-range"),
            (json!("180"), "wrong-type"),
            (json!(180.5), "wrong-type"),
            (json!([180]), "wrong-type"),
        ] {
            put("facts/employees", count, code);
        }
        // A submission names its rules, so another scheme is not an unknown one but the wrong one.
        let [scheme, edition] =
            if path == ASSESS { ["unknown-scheme", "unknown-edition"] } else { ["wrong-scheme", "wrong-edition"] };
        put("scheme", json!("nmss"), scheme);
        put("edition", json!("1999"), edition);
        put("target", json!("platinum"), "unknown-level");
        put("facts/staff", json!(1), "unknown-fact");
        put("ratings/aims.bronze.purpos", json!("met"), "unknown-criterion");
        put("ratings/aims.bronze.purpose", json!("fine"), "unknown-rating");
        put("held", json!({ "level": "bronze", "awarded_on": "2026-11-22" }), "held-in-future");
        put("evidence/aims.bronze.purpose/note", json!("é".repeat(4_001)), "note-too-long");
        put("evidence/aims.bronze.purpose/links", json!(vec!["https://example.org"; 21]), "too-many-links");
        for link in ["javascript:alert(1)", "ftp://example.org", "//example.org", "", "data:text/html,x"] {
            put("evidence/aims.bronze.purpose/links", json!([link]), "bad-link");
        }
        for number in ["1e400", "99999999999999999999", "1e2", "-0.0"] {
            let text = document.to_string().replace("\"employees\":180", &format!("\"employees\":{number}"));
            assert!(text.contains(number));
            all.push(refused(format!("employees is {number}"), path, text, &["wrong-type"]));
        }
        let many: serde_json::Map<String, Value> =
            (0..10_001).map(|number| (format!("c{number}"), json!("met"))).collect();
        let text = with(&document, &format!("{root}/ratings"), Some(many.into()));
        all.push(refused("too many ratings", path, text, &["too-many-ratings"]));
        for depth in [40, 5_000, 500_000] {
            let deep = format!("{}{}", "[".repeat(depth), "]".repeat(depth));
            all.push(refused(format!("{depth} deep"), path, deep, &["too-deep"]));
        }
        for length in [(1 << 20) + 1, 3 << 20, 9 << 20] {
            let text = format!("{}{}", document, " ".repeat(length - document.to_string().len()));
            all.push(refused(format!("{length} bytes"), path, text, &["too-large"]));
        }
    }
    let (_, submission) = &documents()[1];
    let mut put = |member: &str, value: Value, code: &'static str| {
        let text = with(submission, &format!("/{member}"), Some(value.clone()));
        all.push(refused(format!("{member} is {value}"), VERIFY, text, &[code]));
    };
    put("claim/rules_hash", json!(format!("sha256:{}", "0".repeat(64))), "unknown-rules");
    put("claim/award", json!("platinum"), "unknown-level");
    put("claim/quality", json!("Bronze"), "unknown-level");
    put("claim/fee/net", json!(-1), "number-out-of-range");
    put("claim/fee/gross", json!(i64::MAX), "number-out-of-range");
    put("claim/fee/gross", json!(u64::MAX), "wrong-type");
}

fn wrong_wrappings(all: &mut Vec<Bad>) {
    let gzip = |bytes: &[u8]| {
        let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
        packed.write_all(bytes).unwrap();
        packed.finish().unwrap()
    };
    for (path, document) in documents() {
        let text = document.to_string();
        let mut put =
            |headers: &[(&'static str, &str)], body: &[u8], expected: (u16, &'static str, &[&'static str])| {
                let (status, kind, codes) = expected;
                all.push(Bad {
                    name: format!("{headers:?}"),
                    path,
                    headers: headers.iter().map(|(name, value)| (*name, (*value).to_owned())).collect(),
                    body: body.to_vec(),
                    expected: (status, kind, codes.to_vec()),
                });
            };
        let other_kind = (415, "unsupported-media-type", &[][..]);
        for kind in [
            "",
            "text/plain",
            "text/html",
            "application/xml",
            "application/x-www-form-urlencoded",
            "multipart/form-data; boundary=x",
            "application/json; charset=iso-8859-1",
            "application/jsonx",
            "application/x-ndjson",
            "application/json, application/json",
        ] {
            put(&[("content-type", kind)], text.as_bytes(), other_kind);
        }
        for coding in ["br", "deflate", "gzip, gzip", "zstd", "x"] {
            put(&[("content-encoding", coding)], text.as_bytes(), other_kind);
        }
        let packed = gzip(text.as_bytes());
        let unreadable = (400, "unreadable-body", &[][..]);
        put(&[("content-encoding", "gzip")], text.as_bytes(), unreadable);
        put(&[("content-encoding", "gzip")], b"", unreadable);
        for end in [1, 9, 10, packed.len() / 2, packed.len() - 8, packed.len() - 1] {
            put(&[("content-encoding", "gzip")], &packed[..end], unreadable);
        }
        put(&[("content-encoding", "identity"), ("content-encoding", "br")], text.as_bytes(), other_kind);
        put(&[("content-encoding", "gzip"), ("content-encoding", "gzip")], &packed, other_kind);
        // What stands after it is a part of the body.
        put(&[("content-encoding", "gzip")], &[&packed[..], b"rest"].concat(), unreadable);
        put(&[("content-encoding", "gzip")], &[&packed[..], &packed[..9]].concat(), unreadable);
        put(&[("content-encoding", "gzip")], &[&packed[..], &gzip(b"x")].concat(), (400, "refused", &["syntax"]));
        let bomb = gzip(&vec![b' '; 64 << 20]);
        assert!(bomb.len() < 1 << 18);
        put(&[("content-encoding", "gzip")], &bomb, (413, "refused", &["too-large"]));
        put(&[("content-encoding", "gzip")], &gzip(b"{"), (400, "refused", &["syntax"]));
    }
    let text = text();
    for key in ["", "a b", "\t", &"k".repeat(256)] {
        let bad = refused(format!("key {key:.9}"), VERIFY, text.as_bytes(), &[]);
        let headers = vec![("idempotency-key", key.to_owned())];
        all.push(Bad { headers, expected: (400, "bad-idempotency-key", Vec::new()), ..bad });
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_bad_input_gets_its_code_and_none_changes_the_store() {
    let mut all = Vec::new();
    cut_short(&mut all);
    no_json(&mut all);
    wrong_types(&mut all);
    members_missing_unknown_or_twice(&mut all);
    values_out_of_bounds(&mut all);
    wrong_wrappings(&mut all);
    let number = all.len();
    assert!(number >= 300, "{number}");
    println!("{number} bad inputs");
    let served = Served::with(|config| {
        config.limits.assess_per_minute = 0;
        config.limits.verify_per_minute = 0;
    })
    .await;
    let mut wrong = Vec::new();
    for bad in all {
        let headers: Vec<(&str, &str)> = bad.headers.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let answer = served.post_with(bad.path, &headers, bad.body).await;
        assert!(answer.status.is_client_error(), "{} {}: {} {}", bad.path, bad.name, answer.status, answer.body);
        let (status, kind, mut codes) = answer.problem();
        codes.dedup();
        let found = (status, kind.as_str(), codes.iter().map(String::as_str).collect::<Vec<_>>());
        if found != bad.expected {
            wrong.push(format!("{} {}: {found:?}, not {:?}", bad.path, bad.name, bad.expected));
        }
    }
    assert!(wrong.is_empty(), "{} of them:\n{}", wrong.len(), wrong.join("\n"));
    assert_eq!(served.kept().await, 0);
}

#[tokio::test]
async fn a_body_that_breaks_off_is_told_so() {
    let served = Served::new().await;
    for path in [ASSESS, VERIFY] {
        let (mut sender, body) = Channel::<Bytes, std::io::Error>::new(1);
        sender.send_data(Bytes::from_static(b"{\"sch")).await.unwrap();
        sender.abort(std::io::ErrorKind::ConnectionReset.into());
        let answer = served.post(path, Body::new(body)).await;
        assert_eq!(answer.problem(), (400, "unreadable-body".to_owned(), vec![]), "{path}");
    }
    assert_eq!(served.kept().await, 0);
}

#[tokio::test]
async fn a_body_without_end_is_refused_before_it_ends() {
    let served = Served::new().await;
    let (mut sender, body) = Channel::<Bytes, Infallible>::new(1);
    let sending =
        tokio::spawn(async move { while sender.send_data(Bytes::from(vec![b' '; 1 << 16])).await.is_ok() {} });
    let answer = served.post(ASSESS, Body::new(body)).await;
    assert_eq!(answer.problem(), (413, "refused".to_owned(), vec!["too-large".to_owned()]));
    assert_eq!(answer.header("connection"), "close");
    sending.await.unwrap();
}

#[tokio::test]
async fn strange_requests_are_answered_as_problems() {
    let served = Served::new().await;
    for (method, path, status) in [
        ("GET", "/v1/assess", 405),
        ("PATCH", "/v1/verifications", 405),
        ("DELETE", "/v1/verifications/00000000000000000000000000000000", 405),
        ("GET", "/v1/verifications", 405),
        ("GET", "/v1/verifications/%ff", 404),
        ("GET", "/v1/verifications/%00", 404),
        ("GET", "/v1/schemes/%2e%2e/%2e%2e", 404),
        ("GET", "/v1/schemes//", 404),
        ("POST", "/v1/nothing", 404),
        ("DELETE", "/v1/nothing", 405),
        ("GET", "/nothing", 404),
    ] {
        let request = Request::builder().method(method).uri(path).body(Body::empty()).unwrap();
        let answer = served.ask(request).await;
        assert_eq!(answer.problem().0, status, "{method} {path}");
    }
}
