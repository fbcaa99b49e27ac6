//! How often a client may ask: as many requests a minute as published, all at once or spread out.
//!
//! Counted as a time until which a client has used up its share (the generic cell rate algorithm), by a clock that only goes forward:
//! one number a client. Of many clients at once only so many are told apart; the rest share one count.

use std::{
    collections::HashMap,
    net::{IpAddr, Ipv6Addr},
    sync::{Mutex, PoisonError},
    time::{Duration, Instant},
};

use axum::{
    extract::Request,
    http::{HeaderName, HeaderValue},
    middleware::Next,
    response::{IntoResponse, Response},
};

use crate::problem::{Kind, Problem};

/// The length of a share.
const WINDOW: Duration = Duration::from_mins(1);

/// How many clients are told apart.
const MOST_CLIENTS: usize = 100_000;

/// How often at most those are looked for whose share is whole again: that takes a look at every client.
const SWEEP: Duration = Duration::from_secs(1);

const POLICY: HeaderName = HeaderName::from_static("ratelimit-policy");
const LEFT: HeaderName = HeaderName::from_static("ratelimit");

/// Who asks, as far as limits go.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Client {
    /// An IPv4 address, or the /64 network of an IPv6 address, which one customer usually has whole.
    At(IpAddr),
    /// Whoever cannot be told apart.
    Other,
}

impl Client {
    /// The client at an address.
    pub(crate) fn at(address: IpAddr) -> Self {
        match address.to_canonical() {
            IpAddr::V4(address) => Self::At(address.into()),
            IpAddr::V6(address) => {
                let [a, b, c, d, ..] = address.segments();
                Self::At(Ipv6Addr::new(a, b, c, d, 0, 0, 0, 0).into())
            }
        }
    }

    /// The client that the nearest `proxies` proxies tell of in `X-Forwarded-For`; the address of the connection where there are none,
    /// or they do not tell.
    pub(crate) fn of(request: &Request, proxies: usize) -> Self {
        let direct = request.extensions().get::<IpAddr>().copied();
        let Some(back) = proxies.checked_sub(1) else { return direct.map_or(Self::Other, Self::at) };
        // Each proxy adds the address that it was asked from at the end; what stands before the trusted ones anybody may have written.
        let told = request.headers().get_all("x-forwarded-for").iter().filter_map(|value| value.to_str().ok());
        let told: Vec<&str> = told.flat_map(|value| value.split(',')).collect();
        let address = told.iter().rev().nth(back).and_then(|address| address.trim().parse().ok());
        address.or(direct).map_or(Self::Other, Self::at)
    }
}

/// A published limit and who has used how much of it.
#[derive(Debug)]
pub(crate) struct Rate {
    name: &'static str,
    per_minute: u32,
    used: Mutex<Used>,
}

/// Who has used how much.
#[derive(Debug, Default)]
struct Used {
    until: HashMap<Client, Instant>,
    swept: Option<Instant>,
}

impl Used {
    /// Forgets those whose share is whole again, where there are as many clients as may be.
    fn make_room(&mut self, now: Instant) {
        let is_due = self.swept.is_none_or(|swept| now.saturating_duration_since(swept) >= SWEEP);
        if self.until.len() >= MOST_CLIENTS && is_due {
            self.until.retain(|_, until| *until > now);
            self.swept = Some(now);
        }
    }
}

/// What is left of a share.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Left {
    /// Requests that would be taken now; `None` where this one was not.
    requests: Option<u32>,
    /// Until the whole share is there again, or until one more would be taken where none is.
    wait: Duration,
}

impl Rate {
    pub(crate) fn new(name: &'static str, per_minute: u32) -> Self {
        Self { name, per_minute, used: Mutex::default() }
    }

    /// Takes one request of a client's share; nothing where there is no limit.
    pub(crate) fn take(&self, client: Client, now: Instant) -> Option<Left> {
        let each = WINDOW.checked_div(self.per_minute)?;
        let mut clients = self.used.lock().unwrap_or_else(PoisonError::into_inner);
        clients.make_room(now);
        let all = &mut clients.until;
        let client = if all.len() >= MOST_CLIENTS && !all.contains_key(&client) { Client::Other } else { client };
        let until = all.get(&client).copied().unwrap_or(now).max(now) + each;
        let used = until - now;
        let Some(rest) = WINDOW.checked_sub(used) else {
            return Some(Left { requests: None, wait: used.saturating_sub(WINDOW) });
        };
        all.insert(client, until);
        let left = rest.as_nanos() / each.as_nanos().max(1);
        Some(Left { requests: Some(u32::try_from(left).unwrap_or(u32::MAX)), wait: used })
    }

    /// Takes one request and lets it through, or answers it with 429; either way with what is left. What follows is told who asks.
    pub(crate) async fn hold(&self, proxies: usize, mut request: Request, next: Next) -> Response {
        let client = Client::of(&request, proxies);
        request.extensions_mut().insert(client);
        let Some(left) = self.take(client, Instant::now()) else {
            return next.run(request).await;
        };
        let seconds = u64::try_from(left.wait.as_millis().div_ceil(1_000)).unwrap_or(u64::MAX);
        let mut response = if left.requests.is_some() {
            next.run(request).await
        } else {
            let detail = format!("at most {} requests a minute are taken here from one client", self.per_minute);
            Problem::new(Kind::TooManyRequests).detail(detail).retry_after(seconds).closing().into_response()
        };
        let policy = format!("\"{}\";q={};w={}", self.name, self.per_minute, WINDOW.as_secs());
        let told = format!("\"{}\";r={};t={seconds}", self.name, left.requests.unwrap_or(0));
        for (name, value) in [(POLICY, policy), (LEFT, told)] {
            if let Ok(value) = HeaderValue::try_from(value) {
                response.headers_mut().insert(name, value);
            }
        }
        response
    }
}

#[cfg(test)]
mod tests {
    use axum::body::Body;

    use super::*;

    fn client(last: u8) -> Client {
        Client::At(IpAddr::from([192, 0, 2, last]))
    }

    #[test]
    fn a_share_can_be_used_at_once_and_comes_back_evenly() {
        let rate = Rate::new("r", 3);
        let start = Instant::now();
        let left = |after: u64| rate.take(client(1), start + Duration::from_secs(after)).unwrap().requests;
        assert_eq!([left(0), left(0), left(0), left(0)], [Some(2), Some(1), Some(0), None]);
        assert_eq!([left(19), left(20), left(20)], [None, Some(0), None]);
        assert_eq!(left(1_000), Some(2));
        assert_eq!(rate.take(client(2), start).unwrap().requests, Some(2));
    }

    #[test]
    fn the_wait_is_until_one_more_would_be_taken() {
        let rate = Rate::new("r", 1);
        let start = Instant::now();
        assert_eq!(rate.take(client(1), start).unwrap().wait, WINDOW);
        let refused = rate.take(client(1), start + Duration::from_secs(10)).unwrap();
        assert_eq!(refused, Left { requests: None, wait: Duration::from_secs(50) });
    }

    #[test]
    fn of_too_many_clients_room_is_looked_for_now_and_then() {
        let rate = Rate::new("r", 600);
        let start = Instant::now();
        let many = u32::try_from(MOST_CLIENTS).unwrap();
        for number in 0..many {
            rate.take(Client::At(IpAddr::from(number.to_be_bytes())), start);
        }
        let known = |number: u32, after: u64| {
            let client = Client::At(IpAddr::from(number.to_be_bytes()));
            rate.take(client, start + Duration::from_millis(after)).unwrap();
            rate.used.lock().unwrap().until.contains_key(&client)
        };
        // A tenth of a second after its one request everybody's share is whole again.
        assert!(!known(many, 50), "nobody could be forgotten");
        assert!(!known(many, 900), "looked for a moment ago");
        assert!(known(many, 1_100));
        assert!(known(many + 1, 1_101));
    }

    #[test]
    fn nought_is_no_limit() {
        assert_eq!(Rate::new("r", 0).take(client(1), Instant::now()), None);
    }

    #[test]
    fn a_client_is_an_address_or_a_network_of_ipv6() {
        let at = |text: &str| Client::at(text.parse().unwrap());
        assert_eq!(at("::ffff:192.0.2.1"), client(1));
        assert_eq!(at("2001:db8:1:2:3::1"), at("2001:db8:1:2::9"));
        assert_ne!(at("2001:db8:1:2::1"), at("2001:db8:1:3::1"));
    }

    #[test]
    fn only_what_trusted_proxies_add_is_believed() {
        let asked = |proxies| {
            let mut request = Request::builder()
                .header("x-forwarded-for", "203.0.113.9, 192.0.2.1")
                .header("x-forwarded-for", "192.0.2.2")
                .body(Body::empty())
                .unwrap();
            request.extensions_mut().insert(IpAddr::from([192, 0, 2, 3]));
            Client::of(&request, proxies)
        };
        assert_eq!([asked(0), asked(1), asked(2)], [client(3), client(2), client(1)]);
        assert_eq!(asked(4), client(3));
    }
}
