//! `POST /v1/verifications`: a submission in, its verification out, once that is kept.

use std::sync::Arc;

use axum::{
    body::Body,
    extract::State,
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
};
use mentormark_rules::verification::Status;

use crate::{
    body,
    limits::LONGEST_KEY,
    metrics,
    problem::{Kind, Problem},
    routes::JSON,
    store::{Claim, Key},
    verifier::Verifier,
};

/// The header with a client's own name for a request.
const IDEMPOTENCY_KEY: &str = "idempotency-key";

/// Judges a submission by the rules that its claim names, and answers with a signed receipt once that is kept for good. With an
/// `Idempotency-Key`, the same body gets the same answer however often it is sent.
#[utoipa::path(post, path = "/v1/verifications", tag = "judging",
    params(("Idempotency-Key" = Option<String>, Header, description = "1 to 255 visible ASCII characters, of your own making; send the same again to be sure of one answer",
        min_length = 1, max_length = 255, pattern = "^[!-~]+$")),
    request_body(content = crate::wire::Submission, description = "at most 1 MiB; may be compressed with gzip"),
    responses(
        (status = 201, description = "the verification, kept for good", body = crate::wire::Verification,
            headers(("Location" = String, description = "where it can be had again"))),
        (status = 400, description = "`refused` (it is not JSON), `unreadable-body`, `bad-idempotency-key`", body = crate::wire::Problem, content_type = "application/problem+json"),
        (status = 408, description = "`too-slow`", body = crate::wire::Problem, content_type = "application/problem+json"),
        (status = 409, description = "`idempotency-key-running`", body = crate::wire::Problem, content_type = "application/problem+json"),
        (status = 413, description = "`refused`: it is too long", body = crate::wire::Problem, content_type = "application/problem+json"),
        (status = 415, description = "`unsupported-media-type`", body = crate::wire::Problem, content_type = "application/problem+json"),
        (status = 422, description = "`refused`, with every reason in `errors`; `idempotency-key-reused`", body = crate::wire::Problem, content_type = "application/problem+json"),
        (status = 429, description = "`too-many-requests`", body = crate::wire::Problem, content_type = "application/problem+json"),
        (status = 503, description = "`store-unavailable`, `signing-unavailable`, `overloaded`", body = crate::wire::Problem, content_type = "application/problem+json")))]
pub(crate) async fn verifications(
    State(verifier): State<Arc<Verifier>>,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, Problem> {
    let key = key(&headers)?;
    let text = body::document(&headers, body, &verifier.config.limits).await?;
    // In a task of its own, so that it is brought to its end even if the client goes.
    tokio::spawn(verify(verifier, text, key)).await.map_err(|_| Problem::new(Kind::Internal))?
}

/// The idempotency key that a client sent.
fn key(headers: &HeaderMap) -> Result<Option<String>, Problem> {
    let mut sent = headers.get_all(IDEMPOTENCY_KEY).iter();
    let Some(key) = sent.next() else { return Ok(None) };
    let is_key = |key: &&str| (1..=LONGEST_KEY).contains(&key.len()) && key.bytes().all(|byte| byte.is_ascii_graphic());
    let key = key.to_str().ok().filter(is_key).filter(|_| sent.next().is_none());
    key.map(|key| Some(key.to_owned())).ok_or_else(|| {
        let detail = format!("send one `Idempotency-Key` of 1 to {LONGEST_KEY} visible ASCII characters");
        Problem::new(Kind::BadIdempotencyKey).detail(detail).closing()
    })
}

async fn verify(verifier: Arc<Verifier>, text: String, key: Option<String>) -> Result<Response, Problem> {
    let key = key.map(|sent| Key::new(&sent, text.as_bytes()));
    // What was answered is answered again, whatever could be judged and signed now.
    if let Some(key) = &key {
        match verifier.store.claim(key).await? {
            Claim::Granted => {}
            Claim::Answered { id, answer } => return Ok(created(&id, answer)),
            Claim::Running => return Err(Problem::new(Kind::IdempotencyKeyRunning).retry_after(1)),
            Claim::OtherBody => {
                let detail = "use a new `Idempotency-Key` for a new submission";
                return Err(Problem::new(Kind::IdempotencyKeyReused).detail(detail));
            }
        }
    }
    let answered = judge_and_keep(&verifier, text, key.clone()).await;
    if let (Err(_), Some(key)) = (&answered, &key) {
        verifier.store.release(key).await;
    }
    answered
}

/// The answer to a submission, once it is kept.
async fn judge_and_keep(verifier: &Arc<Verifier>, text: String, key: Option<Key>) -> Result<Response, Problem> {
    let mut judged = verifier.judge(text).await?;
    judged.record.key = key;
    let (id, answer) = (judged.record.id.clone(), judged.record.answer().to_owned());
    verifier.keep(judged.record).await?;
    let status = name(judged.status);
    verifier.metrics.verifications.get_or_create(&metrics::Outcome { status, by: "one" }).inc();
    Ok(created(&id, answer))
}

/// A status as it is counted.
pub(crate) fn name(status: Status) -> &'static str {
    match status {
        Status::Confirmed => "confirmed",
        Status::Differs => "differs",
    }
}

fn created(id: &str, answer: String) -> Response {
    let headers = [JSON, (header::CACHE_CONTROL, "no-store")];
    let location = [(header::LOCATION, format!("/v1/verifications/{id}"))];
    (StatusCode::CREATED, headers, location, answer).into_response()
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    #[test]
    fn a_key_is_one_header_of_visible_characters() {
        let of = |values: &[&'static [u8]]| {
            let mut headers = HeaderMap::new();
            for value in values {
                headers.append(IDEMPOTENCY_KEY, HeaderValue::from_bytes(value).unwrap());
            }
            key(&headers).map_err(|problem| problem.kind())
        };
        assert_eq!(of(&[]), Ok(None));
        assert_eq!(of(&[b"a-1"]), Ok(Some("a-1".to_owned())));
        for bad in [&[b"".as_slice()][..], &[b"a b"], &[b"\xff"], &[b"a", b"a"], &[[b'a'; 256].as_slice()]] {
            let values: Vec<&'static [u8]> = bad.iter().map(|value| &*value.to_vec().leak()).collect();
            assert_eq!(of(&values), Err(Kind::BadIdempotencyKey), "{bad:?}");
        }
    }
}
