//! What a browser is told with every answer: the list in `headers.txt`, which other hosts of the site are given as well.
//!
//! The policy lets in nothing from elsewhere and nothing inline, no frame around a page but those made for frames, and no form that
//! leaves. `wasm-unsafe-eval` lets the page compile WebAssembly and nothing more. Pages of other origins may fetch what the widget is
//! made of, which is the same for everybody.

use std::sync::LazyLock;

use axum::{
    extract::Request,
    http::{HeaderName, HeaderValue, header},
    middleware::Next,
    response::Response,
};

const LIST: &str = include_str!("headers.txt");

/// The headers of the paths that start with the first part, in the order of the list: shorter paths first.
type Listed = Vec<(&'static str, Vec<(HeaderName, HeaderValue)>)>;

static LISTED: LazyLock<Listed> = LazyLock::new(|| read(LIST));

/// Sets what is listed for its path on whatever `next` answers; what is not as asked for bears what every answer does. How long an
/// answer may be kept is for who answers to say.
pub(crate) async fn secure(request: Request, next: Next) -> Response {
    let path = request.uri().path().to_owned();
    let mut response = next.run(request).await;
    let is_refused = response.status().is_client_error() || response.status().is_server_error();
    let listed = if is_refused { "/" } else { &path };
    for (name, value) in of(listed).filter(|(name, _)| *name != header::CACHE_CONTROL) {
        response.headers_mut().insert(name.clone(), value.clone());
    }
    response
}

/// How long the file at `path` may be kept.
pub(crate) fn keeping(path: &str) -> Option<HeaderValue> {
    of(path).filter(|(name, _)| *name == header::CACHE_CONTROL).last().map(|(_, value)| value.clone())
}

/// What is listed for `path`; of a header that is there twice, the last stands.
fn of(path: &str) -> impl Iterator<Item = &'static (HeaderName, HeaderValue)> {
    LISTED.iter().filter(move |(start, _)| path.starts_with(start)).flat_map(|(_, headers)| headers)
}

fn read(list: &'static str) -> Listed {
    let mut listed = Listed::new();
    for line in list.lines().filter(|line| !line.starts_with('#')) {
        let header = line.trim_start().split_once(": ").and_then(|(name, value)| {
            Some((HeaderName::from_bytes(name.as_bytes()).ok()?, HeaderValue::from_str(value).ok()?))
        });
        match (header, listed.last_mut()) {
            (Some(header), Some((_, headers))) => headers.push(header),
            _ if line.starts_with('/') => listed.push((line, Vec::new())),
            _ => {}
        }
    }
    listed
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_list_is_read() {
        let lines = LIST.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
        let read: usize = LISTED.iter().map(|(_, headers)| 1 + headers.len()).sum();
        assert_eq!(read, lines.count());
    }

    #[test]
    fn shorter_paths_come_first() {
        let starts: Vec<&str> = LISTED.iter().map(|(start, _)| *start).collect();
        assert_eq!(starts.first(), Some(&"/"));
        for (at, start) in starts.iter().enumerate() {
            assert!(!starts[at..].iter().any(|later| later != start && start.starts_with(later)), "{start}");
        }
    }

    #[test]
    fn the_policy_of_a_page_for_frames_differs_from_that_of_others_in_who_may_frame_it_alone() {
        let policy = |path: &str| {
            let all = of(path).filter(|(name, _)| *name == header::CONTENT_SECURITY_POLICY);
            all.last().unwrap().1.to_str().unwrap().to_owned()
        };
        assert!(policy("/embedded/").contains("frame-ancestors 'none'"));
        assert_eq!(policy("/embed/nms/"), policy("/nms/2022/").replace("frame-ancestors 'none'", "frame-ancestors *"));
    }
}
