//! Why a request was not answered as asked: RFC 9457 problem documents.
//!
//! What a caller may know is in the document; what an operator needs besides goes to the log alone.

use axum::{
    http::{HeaderName, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use mentormark_rules::{Code, Refusal, Refusals, json};
use serde::Serialize;

use crate::store::StoreError;

macro_rules! kinds {
    ($( $(#[doc = $doc:literal])+ $name:ident = $text:literal, $status:ident, $title:literal; )+) => {
        /// What kind of problem it is. A kind is never renamed or given another meaning.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Kind {
            $( $(#[doc = $doc])+ $name, )+
        }

        impl Kind {
            /// Every kind, in the order of the documentation.
            pub const ALL: &[Self] = &[ $( Self::$name, )+ ];

            /// The kind as it is written at the end of `type`.
            #[must_use]
            pub fn as_str(self) -> &'static str {
                match self { $( Self::$name => $text, )+ }
            }

            /// The status that it is answered with; a refused document has one of three, by its refusals.
            #[must_use]
            pub fn status(self) -> StatusCode {
                match self { $( Self::$name => StatusCode::$status, )+ }
            }

            /// The same in few words.
            #[must_use]
            pub fn title(self) -> &'static str {
                match self { $( Self::$name => $title, )+ }
            }

            /// What it means and what to do, in a sentence or two.
            #[must_use]
            pub fn meaning(self) -> &'static str {
                match self { $( Self::$name => concat!($($doc),+), )+ }
            }
        }
    };
}

kinds! {
    /// The document was refused; each reason stands in `errors` with a pointer to the value. 400 where it is not JSON, 413 where it is
    /// longer than the limit, else 422.
    Refused = "refused", UNPROCESSABLE_ENTITY, "the document was refused";
    /// There is nothing at this address.
    NotFound = "not-found", NOT_FOUND, "nothing is here";
    /// The address does not take this method; `Allow` lists those it takes.
    MethodNotAllowed = "method-not-allowed", METHOD_NOT_ALLOWED, "this address does not take the method";
    /// The address takes no such query.
    BadQuery = "bad-query", BAD_REQUEST, "the query is not one that this address takes";
    /// The body is of another media type than the address takes, or compressed in another way than gzip.
    UnsupportedMediaType = "unsupported-media-type", UNSUPPORTED_MEDIA_TYPE, "this kind of body is not taken";
    /// The body could not be read to its end: it was cut short, or is not the gzip that it is said to be.
    UnreadableBody = "unreadable-body", BAD_REQUEST, "the body could not be read";
    /// The body took longer than the limit to arrive.
    TooSlow = "too-slow", REQUEST_TIMEOUT, "the body took too long to arrive";
    /// The header `Idempotency-Key` is not 1 to 255 visible ASCII characters.
    BadIdempotencyKey = "bad-idempotency-key", BAD_REQUEST, "the idempotency key cannot be used";
    /// The idempotency key was used for another body. Use a new key for a new submission.
    IdempotencyKeyReused = "idempotency-key-reused", UNPROCESSABLE_ENTITY, "the idempotency key belongs to another body";
    /// A request with the same idempotency key is still at work. Ask again after `Retry-After` seconds.
    IdempotencyKeyRunning = "idempotency-key-running", CONFLICT, "a request with this idempotency key is still at work";
    /// This client has asked more often than the limit, or has as many batches at work as it may. Ask again after `Retry-After` seconds.
    TooManyRequests = "too-many-requests", TOO_MANY_REQUESTS, "too many requests";
    /// More requests are at work than the limit. Ask again after `Retry-After` seconds.
    Overloaded = "overloaded", SERVICE_UNAVAILABLE, "the server is at its limit";
    /// Answers cannot be kept at the moment, so none are given. Send the same again, with the same idempotency key, after `Retry-After`
    /// seconds.
    StoreUnavailable = "store-unavailable", SERVICE_UNAVAILABLE, "answers cannot be kept at the moment";
    /// Receipts cannot be signed at the moment, because the clock of the server stands before its signing key was taken into use. Nothing
    /// was kept. Send the same again after `Retry-After` seconds.
    SigningUnavailable = "signing-unavailable", SERVICE_UNAVAILABLE, "receipts cannot be signed at the moment";
    /// A defect of the server. The log tells more under the request id.
    Internal = "internal", INTERNAL_SERVER_ERROR, "the server failed";
}

/// A problem to be answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    kind: Kind,
    status: StatusCode,
    detail: Option<String>,
    refusals: Vec<Refusal>,
    retry_after: Option<u64>,
    /// Whether the connection cannot be used further.
    close: bool,
}

/// A problem as it is written.
#[derive(Serialize)]
struct Written<'a> {
    r#type: String,
    title: &'a str,
    status: u16,
    #[serde(skip_serializing_if = "Option::is_none")]
    detail: Option<&'a str>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    errors: &'a [Refusal],
}

/// The media type of a problem.
pub(crate) const MEDIA_TYPE: &str = "application/problem+json";

impl Problem {
    /// A problem of a kind, without more to say.
    #[must_use]
    pub fn new(kind: Kind) -> Self {
        let status = kind.status();
        Self { kind, status, detail: None, refusals: Vec::new(), retry_after: None, close: false }
    }

    /// The same with what is wrong this time.
    #[must_use]
    pub fn detail(mut self, detail: impl Into<String>) -> Self {
        self.detail = Some(detail.into());
        self
    }

    /// The same with the seconds after which to ask again.
    #[must_use]
    pub fn retry_after(mut self, seconds: u64) -> Self {
        self.retry_after = Some(seconds);
        self
    }

    /// The same, ending the connection: some of the request was not read.
    #[must_use]
    pub fn closing(mut self) -> Self {
        self.close = true;
        self
    }

    /// The problem document, as canonical JSON.
    #[must_use]
    pub fn to_json(&self) -> String {
        json::canonical(&Written {
            r#type: format!("/docs#{}", self.kind.as_str()),
            title: self.kind.title(),
            status: self.status.as_u16(),
            detail: self.detail.as_deref(),
            errors: &self.refusals,
        })
    }

    /// What kind it is.
    #[must_use]
    pub fn kind(&self) -> Kind {
        self.kind
    }
}

impl From<Refusals> for Problem {
    fn from(refusals: Refusals) -> Self {
        let refusals = refusals.into_vec();
        let status = match refusals.as_slice() {
            [only] if only.code == Code::Syntax => StatusCode::BAD_REQUEST,
            [only] if only.code == Code::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            _ => StatusCode::UNPROCESSABLE_ENTITY,
        };
        Self { status, refusals, ..Self::new(Kind::Refused) }
    }
}

impl From<StoreError> for Problem {
    fn from(error: StoreError) -> Self {
        if error == StoreError::Overtaken {
            return Self::new(Kind::IdempotencyKeyRunning).retry_after(1);
        }
        tracing::error!(error = %error, "the store failed");
        Self::new(Kind::StoreUnavailable)
            .detail("nothing was acknowledged: send the same again, with the same idempotency key")
            .retry_after(5)
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let body = self.to_json();
        let headers = [(header::CONTENT_TYPE, MEDIA_TYPE), (header::CACHE_CONTROL, "no-store")];
        let mut response = (self.status, headers, body).into_response();
        let mut set = |name: HeaderName, value: HeaderValue| drop(response.headers_mut().insert(name, value));
        if let Some(seconds) = self.retry_after {
            set(header::RETRY_AFTER, seconds.into());
        }
        if self.kind == Kind::UnsupportedMediaType {
            set(header::ACCEPT_ENCODING, HeaderValue::from_static("gzip"));
        }
        if self.close {
            set(header::CONNECTION, HeaderValue::from_static("close"));
        }
        response.extensions_mut().insert(Codes(self.refusals.iter().map(|refusal| refusal.code).collect()));
        response
    }
}

/// The codes of what was refused, for counting.
#[derive(Clone, Debug)]
pub(crate) struct Codes(pub(crate) Vec<Code>);

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(codes: &[Code]) -> StatusCode {
        let faults = codes.iter().map(|&code| Refusal::new(code, "/x", "no")).collect();
        Problem::from(Refusals::unless_none(faults, ()).unwrap_err()).into_response().status()
    }

    #[test]
    fn a_refused_document_has_the_status_of_its_fault() {
        assert_eq!(refused(&[Code::Syntax]), StatusCode::BAD_REQUEST);
        assert_eq!(refused(&[Code::TooLarge]), StatusCode::PAYLOAD_TOO_LARGE);
        assert_eq!(refused(&[Code::WrongType]), StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(refused(&[Code::UnknownField, Code::WrongType]), StatusCode::UNPROCESSABLE_ENTITY);
    }

    #[test]
    fn kinds_are_distinct_and_explained() {
        let mut seen = std::collections::BTreeSet::new();
        for kind in Kind::ALL {
            assert!(seen.insert(kind.as_str()), "{} twice", kind.as_str());
            assert!(kind.meaning().trim().ends_with('.'), "{}", kind.as_str());
            assert!(kind.status().is_client_error() || kind.status().is_server_error());
        }
    }

    #[test]
    fn what_the_store_says_stays_in_the_log() {
        let problem = Problem::from(StoreError::Unavailable("secret host".into()));
        assert_eq!(problem.kind(), Kind::StoreUnavailable);
        assert!(!format!("{problem:?}").contains("secret"));
    }
}
