//! Reading a body within the limits on size, time and kind.

use std::io::Read;

use axum::{
    body::Body,
    http::{HeaderMap, header},
};
use bytes::{Bytes, BytesMut};
use flate2::bufread::MultiGzDecoder;
use http_body_util::BodyExt;
use mentormark_rules::{Code, Refusal, Refusals, json};
use tokio::time;

use crate::{
    limits::{LONGEST_DROPPED, LONGEST_KEPT, Limits},
    problem::{Kind, Problem},
};

/// One document's text: whole, or cut beyond the most that the engine takes.
///
/// # Errors
/// A body that is not JSON in UTF-8 by its header, is compressed in an unknown way, breaks off, or takes too long.
pub(crate) async fn document(headers: &HeaderMap, body: Body, limits: &Limits) -> Result<String, Problem> {
    let is_gzip = kind(headers, "application/json")?;
    let (bytes, whole) = time::timeout(limits.body_time(), read(body)).await.map_err(|_| {
        let detail = format!("send the body within {} seconds", limits.body_seconds);
        Problem::new(Kind::TooSlow).detail(detail).closing()
    })??;
    if !whole {
        // In the engine's own words; the rest of the body is not waited for.
        let refusal = json::tree(&String::from_utf8_lossy(&bytes)).err();
        return Err(refusal
            .map_or_else(|| Problem::new(Kind::UnreadableBody), |it| Refusals::from(it).into())
            .closing());
    }
    Ok(if is_gzip { text(&inflated(&bytes)?)? } else { text(&bytes)? })
}

/// Whether the body is compressed with gzip, having checked that it is of `media_type`.
pub(crate) fn kind(headers: &HeaderMap, media_type: &str) -> Result<bool, Problem> {
    let refused = |detail: String| Problem::new(Kind::UnsupportedMediaType).detail(detail).closing();
    let given = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let (essence, parameters) = given.split_once(';').unwrap_or((given, ""));
    let is_utf8 = parameters.split(';').map(str::trim).filter(|parameter| !parameter.is_empty()).all(|parameter| {
        let (name, value) = parameter.split_once('=').unwrap_or((parameter, ""));
        !name.eq_ignore_ascii_case("charset") || value.trim_matches('"').eq_ignore_ascii_case("utf-8")
    });
    if !essence.trim().eq_ignore_ascii_case(media_type) || !is_utf8 {
        return Err(refused(format!("send the body as `content-type: {media_type}`, in UTF-8")));
    }
    // Each header may name several, in the order in which they were done.
    let named =
        headers.get_all(header::CONTENT_ENCODING).iter().flat_map(|value| value.as_bytes().split(|it| *it == b','));
    let mut done = named.map(<[u8]>::trim_ascii).filter(|it| !it.is_empty() && !it.eq_ignore_ascii_case(b"identity"));
    match (done.next(), done.next()) {
        (None, _) => Ok(false),
        (Some(coding), None) if coding.eq_ignore_ascii_case(b"gzip") => Ok(true),
        _ => Err(refused("send the body as it is, or compressed with gzip once".to_owned())),
    }
}

/// The start of a body, and whether that is all of it.
async fn read(mut body: Body) -> Result<(Bytes, bool), Problem> {
    let mut kept = BytesMut::new();
    let mut seen = 0;
    while let Some(frame) = body.frame().await {
        let frame = frame.map_err(|_| Problem::new(Kind::UnreadableBody).detail("it was cut short").closing())?;
        let Ok(data) = frame.into_data() else { continue };
        seen += data.len();
        let room = LONGEST_KEPT.saturating_sub(kept.len());
        kept.extend_from_slice(&data[..data.len().min(room)]);
        if seen > LONGEST_DROPPED {
            return Ok((kept.freeze(), false));
        }
    }
    Ok((kept.freeze(), true))
}

/// What a gzip body holds, all its members one after the other; no more of it than is kept of one that is not compressed, however much it
/// would become. What stands behind it must be gzip too.
fn inflated(bytes: &[u8]) -> Result<Vec<u8>, Problem> {
    let mut out = Vec::new();
    let most = u64::try_from(LONGEST_KEPT).unwrap_or(u64::MAX);
    MultiGzDecoder::new(bytes).take(most).read_to_end(&mut out).map_err(|_| {
        Problem::new(Kind::UnreadableBody)
            .detail("it is not the gzip that `content-encoding` says it is, or was cut short")
    })?;
    Ok(out)
}

/// Bytes as text; refused where they are not UTF-8.
pub(crate) fn text(bytes: &[u8]) -> Result<String, Refusals> {
    match str::from_utf8(bytes) {
        Ok(text) => Ok(text.to_owned()),
        // Cut in the middle of a letter; it is refused for its length in any case.
        Err(_) if bytes.len() >= LONGEST_KEPT => Ok(String::from_utf8_lossy(bytes).into_owned()),
        Err(_) => Err(Refusal::new(Code::Syntax, "", "this is not UTF-8: save it as UTF-8").into()),
    }
}
