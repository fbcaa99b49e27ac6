//! The verifier on the same host, where there is one: asking it, and reading what it answers.

mod answer;

pub(crate) use answer::{Answer, member, text};

use js_sys::Reflect;
use leptos::prelude::window;
use mentormark_rules::json;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::Response;

use crate::rare::foreign::{call, named, promised};

/// Milliseconds that an answer may take: more than a verifier gives a body to arrive and its store to write.
const PATIENCE: u32 = 45_000;

/// What a browser calls the end of its patience.
const TIMED_OUT: &str = "TimeoutError";

/// What came of a request.
pub(crate) enum Heard {
    /// A document of JSON, and success.
    Document(String),
    /// A verifier says why it did not do as it was asked.
    Problem(Problem),
    /// Something that is no verifier answers with this status: a host of files, or what stands before a verifier that is down.
    Another(u16),
    /// Nothing came in time.
    TooSlow,
    /// The host was not reached, or the answer broke off.
    Unreached,
}

/// An RFC 9457 problem document.
pub(crate) struct Problem {
    /// The status of the answer.
    pub(crate) status: u16,
    /// The document; empty where it could not be read.
    pub(crate) text: String,
    /// The seconds after which to ask again, where it says.
    pub(crate) retry_after: Option<u32>,
}

/// What is sent, and the name that makes sending it twice the same as once.
pub(crate) struct Parcel<'a> {
    /// The idempotency key.
    pub(crate) key: &'a str,
    /// The document.
    pub(crate) body: &'a str,
}

/// Reads what stands at an address below the root of the site.
pub(crate) async fn read(address: &str) -> Heard {
    heard(address, None).await
}

/// Sends a document.
pub(crate) async fn send(address: &str, parcel: &Parcel<'_>) -> Heard {
    heard(address, Some(parcel)).await
}

async fn heard(address: &str, parcel: Option<&Parcel<'_>>) -> Heard {
    answered(address, parcel).await.unwrap_or_else(|trouble| {
        let name = named(&trouble, "name").ok().and_then(|name| name.as_string());
        if name.as_deref() == Some(TIMED_OUT) { Heard::TooSlow } else { Heard::Unreached }
    })
}

async fn answered(address: &str, parcel: Option<&Parcel<'_>>) -> Result<Heard, JsValue> {
    let how = call(&named(&window(), "JSON")?, "parse", &JsValue::from_str(&options(parcel)))?;
    // A browser without it waits for as long as it likes.
    if let Ok(signal) = call(&named(&window(), "AbortSignal")?, "timeout", &JsValue::from(PATIENCE)) {
        Reflect::set(&how, &JsValue::from_str("signal"), &signal)?;
    }
    let answer = window().fetch_with_str_and_init(address, how.unchecked_ref());
    let response: Response = JsFuture::from(answer).await?.dyn_into()?;
    let headers = named(&response, "headers")?;
    let header = |name: &str| call(&headers, "get", &JsValue::from_str(name)).ok().and_then(|value| value.as_string());
    let kind = header("content-type").unwrap_or_default();
    let status = named(&response, "status")?.as_f64().unwrap_or_default();
    let status = (100..=599).find(|known| f64::from(*known) >= status).unwrap_or_default();
    if kind.starts_with("application/problem+json") {
        let retry_after = header("retry-after").and_then(|seconds| seconds.parse().ok());
        let text = body(&response).await.unwrap_or_default();
        return Ok(Heard::Problem(Problem { status, text, retry_after }));
    }
    if !response.ok() || !kind.starts_with("application/json") {
        return Ok(Heard::Another(status));
    }
    Ok(Heard::Document(body(&response).await?))
}

async fn body(response: &Response) -> Result<String, JsValue> {
    Ok(promised(response, "text", &JsValue::UNDEFINED).await?.as_string().unwrap_or_default())
}

/// How to ask, as `fetch` takes it. Each part of it as a call of its own would be a function more in the script of every page.
fn options(parcel: Option<&Parcel<'_>>) -> String {
    let Some(Parcel { key, body }) = parcel else { return r#"{"cache":"no-store"}"#.to_owned() };
    format!(
        r#"{{"method":"POST","cache":"no-store","headers":{{"content-type":"application/json","idempotency-key":{}}},"body":{}}}"#,
        json::canonical(*key),
        json::canonical(*body)
    )
}
