//! The server under load on this machine, beside floors measured in the same run. It ends with an error where a floor is not held.
//!
//! Server and floor take turns, some seconds each, and what is held is the median of the ratios of neighbours: what else the machine does then
//! falls on both. `MENTORMARK_LOAD_SECONDS` is how long the server assesses in all, 120 where it is not set. Clients, server and floor share the
//! machine's cores, so the figures say how they compare and not how fast a server can be.

#![expect(clippy::cast_precision_loss, reason = "counts and times of minutes are far below what a float holds exactly")]

mod bare;
mod turns;

use std::{
    fs,
    net::SocketAddr,
    ops::RangeInclusive,
    path::Path,
    process::ExitCode,
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicU32, Ordering},
    },
    thread,
    time::{Duration, Instant},
};

use axum::{Router, body::Bytes, http::header, routing::post};
use mentormark_tests::{http::Connection, serving::Scratch, submission};
use mentormark_verifier::{Config, Store, Verifier, app};
use tokio::runtime::Runtime;

use self::{
    bare::Bare,
    turns::{Took, Turns},
};

/// Connections that ask at once, each as soon as it is answered.
const CLIENTS: usize = 32;

/// How often server and floor take turns; two turns are a quarter of the time.
const TURNS: u32 = 8;

/// The least that `POST /v1/assess` may reach of the floor.
const ASSESS_FLOOR: f64 = 0.6;
/// The least that durable verifications may reach of a bare loop of inserts.
const VERIFY_FLOOR: f64 = 0.5;
/// How much the memory and the 99th percentile may grow from the second quarter to the last.
const FLAT: f64 = 1.25;

fn main() -> ExitCode {
    let seconds = std::env::var("MENTORMARK_LOAD_SECONDS").ok().and_then(|text| text.parse().ok()).unwrap_or(120);
    let turn = Duration::from_secs(seconds) / TURNS;
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().expect("threads");
    let scratch = Scratch::new("load");
    let verifier = runtime.block_on(async {
        let mut config = Config::new("127.0.0.1:0", scratch.path());
        (config.limits.assess_per_minute, config.limits.verify_per_minute) = (0, 0);
        Verifier::open(config).await.expect("it opens")
    });
    let address = serve(&runtime, app(&verifier));
    let assess = assess(&runtime, address, turn);
    let verify = verify(&runtime, &verifier, address, scratch.path(), turn);
    let [early, late] = assess.p99();
    let held = [
        ("assess of its floor, median", assess.ratio(), ASSESS_FLOOR..=f64::MAX),
        ("assess p99, last quarter of the second", late / early, 0.0..=FLAT),
        ("assess memory, end of a quarter", assess.memory[7] / assess.memory[1], 0.0..=FLAT),
        ("verify of its floor, median", verify.ratio(), VERIFY_FLOOR..=f64::MAX),
    ];
    let is_held = held.map(|(what, found, within)| holds(what, found, &within));
    if is_held.contains(&false) { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}

fn holds(what: &str, found: f64, within: &RangeInclusive<f64>) -> bool {
    let is_held = within.contains(&found);
    println!("{what}: {found:.2}, {}", if is_held { "held" } else { "NOT HELD" });
    is_held
}

/// `POST /v1/assess`, and a handler that parses the same body and answers as large a constant.
fn assess(runtime: &Runtime, server: SocketAddr, turn: Duration) -> Turns {
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/mid-sized-charity.json");
    let sample = fs::read_to_string(sample).expect("the sample is there");
    let answer = Connection::open(server).and_then(|mut it| it.post("/v1/assess", &[], &sample)).expect("it answers");
    assert_eq!(answer.status, 200, "{}", answer.body);
    let floor = serve(runtime, floor(answer.body));
    let bodies: Arc<[String]> = [sample].into();
    let asked = |server, length| load(server, "/v1/assess", 200, length, &bodies);
    // Both once before, so that neither is the one that warms the machine up.
    asked(floor, turn.min(Duration::from_secs(2)));
    asked(server, turn.min(Duration::from_secs(2)));
    let mut turns = Turns::default();
    for _ in 0..TURNS {
        turns.floor.push(asked(floor, turn / 3).each_second());
        turns.take(asked(server, turn));
    }
    turns.tell("assess", "the same body parsed and a constant answered");
    turns
}

/// `POST /v1/verifications`, and a bare loop of the same inserts in groups of the same size.
fn verify(runtime: &Runtime, verifier: &Verifier, server: SocketAddr, folder: &Path, turn: Duration) -> Turns {
    let Store::Sqlite(store) = verifier.store() else { unreachable!("no address was given") };
    // Made before, so that clients only send.
    let bodies: Arc<[String]> = (1..=256).map(submission::numbered).collect();
    let answer = Connection::open(server).and_then(|mut it| it.post("/v1/verifications", &[], &bodies[0]));
    let answer = answer.expect("it answers");
    assert_eq!(answer.status, 201, "{}", answer.body);
    let mut bare = Bare::new(folder, answer.body);
    let (mut turns, mut groups) = (Turns::default(), Vec::new());
    for _ in 0..TURNS {
        let before = store.transactions();
        let took = load(server, "/v1/verifications", 201, turn / 2, &bodies);
        let group = took.count.div_ceil((store.transactions() - before).max(1));
        turns.take(took);
        turns.floor.push(bare.inserts(group, turn / 2));
        groups.push(group.to_string());
    }
    let checked = runtime.block_on(verifier.store().check(None)).expect("it can be checked");
    assert_eq!(checked.faults, []);
    turns.tell("verify", &format!("bare inserts in groups of {}", groups.join(", ")));
    turns
}

/// Serves on a free port until the process ends.
fn serve(runtime: &Runtime, app: Router) -> SocketAddr {
    let listener = runtime.block_on(tokio::net::TcpListener::bind("127.0.0.1:0")).expect("a port");
    let address = listener.local_addr().expect("an address");
    runtime.spawn(async move { axum::serve(listener, app).await });
    address
}

/// A server that parses the body and answers a constant.
fn floor(answer: String) -> Router {
    let answer: &'static str = answer.leak();
    let handler = move |body: Bytes| async move {
        let parsed: serde_json::Value = serde_json::from_slice(&body).expect("it is JSON");
        assert!(parsed.is_object());
        ([(header::CONTENT_TYPE, "application/json")], answer)
    };
    Router::new().route("/v1/assess", post(handler))
}

/// Asks from many connections for so long.
fn load(server: SocketAddr, path: &'static str, status: u16, length: Duration, bodies: &Arc<[String]>) -> Took {
    let (stop, next) = (Arc::new(AtomicBool::new(false)), Arc::new(AtomicU32::new(1)));
    let start = Instant::now();
    let clients: Vec<_> = (0..CLIENTS)
        .map(|_| {
            let (stop, next, bodies) = (Arc::clone(&stop), Arc::clone(&next), Arc::clone(bodies));
            thread::spawn(move || {
                let mut connection = Connection::open(server).expect("it listens");
                let mut took = Took::new();
                while !stop.load(Ordering::Relaxed) {
                    let number = next.fetch_add(1, Ordering::Relaxed);
                    let asked = Instant::now();
                    let answer =
                        connection.post(path, &[], &bodies[number as usize % bodies.len()]).expect("it answers");
                    assert_eq!(answer.status, status, "{}", answer.body);
                    took.add(asked.elapsed());
                }
                took
            })
        })
        .collect();
    thread::sleep(length);
    stop.store(true, Ordering::Relaxed);
    let mut all = Took::new();
    for client in clients {
        all.take_up(&client.join().expect("no panic"));
    }
    all.seconds = start.elapsed().as_secs_f64();
    all
}
