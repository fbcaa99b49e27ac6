//! The server under load on this machine, beside floors measured in the same run. It ends with an error where a floor is not held.
//!
//! `MENTORMARK_LOAD_SECONDS` is the length of the longest part, 120 where it is not set. Clients, server and floor share the machine's cores, so
//! the figures say how they compare and not how fast a server can be.

#![expect(clippy::cast_precision_loss, reason = "counts and times of minutes are far below what a float holds exactly")]

use std::{
    fs,
    net::SocketAddr,
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

/// Connections that ask at once, each as soon as it is answered.
const CLIENTS: usize = 32;

/// The least that `POST /v1/assess` may reach of the floor.
const ASSESS_FLOOR: f64 = 0.6;
/// The least that durable verifications may reach of a bare loop of inserts.
const VERIFY_FLOOR: f64 = 0.5;
/// How much the memory and the 99th percentile may grow from the second quarter to the last.
const FLAT: f64 = 1.25;

/// What a load found.
struct Load {
    each_second: f64,
    /// Microseconds, in the second and the last quarter.
    p99: [f64; 2],
    /// Kilobytes, after a quarter and at the end.
    memory: [f64; 2],
}

fn main() -> ExitCode {
    let seconds = std::env::var("MENTORMARK_LOAD_SECONDS").ok().and_then(|text| text.parse().ok()).unwrap_or(120);
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().expect("threads");
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/mid-sized-charity.json");
    let sample = fs::read_to_string(sample).expect("the sample is there");
    let scratch = Scratch::new("load");
    let verifier = runtime.block_on(async {
        let mut config = Config::new("127.0.0.1:0", scratch.path());
        (config.limits.assess_per_minute, config.limits.verify_per_minute) = (0, 0);
        Verifier::open(config).await.expect("it opens")
    });
    let address = serve(&runtime, app(&verifier));
    let answer = Connection::open(address).and_then(|mut it| it.post("/v1/assess", &[], &sample)).expect("it answers");
    assert_eq!(answer.status, 200, "{}", answer.body);
    let floor_address = serve(&runtime, floor(answer.body));

    let body = |_| sample.clone();
    // Both once before, so that neither is the one that warms the machine up.
    load(floor_address, "/v1/assess", 200, 2, body);
    load(address, "/v1/assess", 200, 2, body);
    let floor = load(floor_address, "/v1/assess", 200, (seconds / 4).max(4), body);
    let assess = load(address, "/v1/assess", 200, seconds, body);
    println!(
        "assess: {:.0} a second; the same body parsed and a constant answered: {:.0}",
        assess.each_second, floor.each_second
    );
    println!(
        "assess: p99 {:.0} µs then {:.0} µs; memory {:.0} KB then {:.0} KB",
        assess.p99[0], assess.p99[1], assess.memory[0], assess.memory[1]
    );

    let Store::Sqlite(store) = verifier.store() else { unreachable!("no address was given") };
    let before = store.transactions();
    let verify = load(address, "/v1/verifications", 201, (seconds / 2).max(4), submission::numbered);
    let checked = runtime.block_on(verifier.store().check(None)).expect("it can be checked");
    assert_eq!(checked.faults, []);
    let group = checked.rows.div_ceil((store.transactions() - before).max(1));
    let answer =
        Connection::open(address).and_then(|mut it| it.post("/v1/verifications", &[], &submission::numbered(1)));
    let bare = bare_inserts(scratch.path(), group, &answer.expect("it answers").body, (seconds / 4).max(4));
    println!("verify: {:.0} a second in groups of {group}; bare inserts in such groups: {bare:.0}", verify.each_second);
    println!(
        "verify: p99 {:.0} µs then {:.0} µs; memory {:.0} KB then {:.0} KB",
        verify.p99[0], verify.p99[1], verify.memory[0], verify.memory[1]
    );

    let held = [
        ("assess of its floor", assess.each_second / floor.each_second, ASSESS_FLOOR..=f64::MAX),
        ("assess p99, last quarter of the second", assess.p99[1] / assess.p99[0], 0.0..=FLAT),
        ("assess memory, end of a quarter", assess.memory[1] / assess.memory[0], 0.0..=FLAT),
        ("verify of its floor", verify.each_second / bare, VERIFY_FLOOR..=f64::MAX),
    ];
    let mut code = ExitCode::SUCCESS;
    for (what, found, within) in held {
        let is_held = within.contains(&found);
        println!("{what}: {found:.2}, {}", if is_held { "held" } else { "NOT HELD" });
        if !is_held {
            code = ExitCode::FAILURE;
        }
    }
    code
}

/// Serves on a free port until the process ends.
fn serve(runtime: &tokio::runtime::Runtime, app: Router) -> SocketAddr {
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

/// Asks from many connections for so many seconds.
fn load(server: SocketAddr, path: &'static str, status: u16, seconds: u64, body: impl Fn(u32) -> String) -> Load {
    let (stop, next) = (Arc::new(AtomicBool::new(false)), Arc::new(AtomicU32::new(1)));
    // Made before, so that clients only send.
    let bodies: Arc<Vec<String>> = Arc::new((1..=256).map(body).collect());
    let start = Instant::now();
    let clients: Vec<_> = (0..CLIENTS)
        .map(|_| {
            let (stop, next, bodies) = (Arc::clone(&stop), Arc::clone(&next), Arc::clone(&bodies));
            thread::spawn(move || {
                let mut connection = Connection::open(server).expect("it listens");
                let mut took = Took::new();
                while !stop.load(Ordering::Relaxed) {
                    let number = next.fetch_add(1, Ordering::Relaxed);
                    let asked = Instant::now();
                    let answer =
                        connection.post(path, &[], &bodies[number as usize % bodies.len()]).expect("it answers");
                    assert_eq!(answer.status, status, "{}", answer.body);
                    took.add(start.elapsed().as_secs_f64() / seconds as f64, asked.elapsed());
                }
                took
            })
        })
        .collect();
    let length = Duration::from_secs(seconds);
    thread::sleep(length / 4);
    let early = memory();
    thread::sleep((length / 4) * 3);
    let late = memory();
    stop.store(true, Ordering::Relaxed);
    let mut all = Took::new();
    for client in clients {
        all.take_up(&client.join().expect("no panic"));
    }
    Load {
        each_second: all.count as f64 / start.elapsed().as_secs_f64(),
        p99: [p99(&all.quarters[1]), p99(&all.quarters[3])],
        memory: [early, late],
    }
}

/// How long answers took, counted in steps of ten microseconds for each quarter of the time. It does not grow.
struct Took {
    count: u64,
    quarters: [Vec<u32>; 4],
}

impl Took {
    /// The last step stands for a tenth of a second and more.
    fn new() -> Self {
        Self { count: 0, quarters: [(); 4].map(|()| vec![0; 10_001]) }
    }

    /// Counts an answer that came after this part of the time.
    fn add(&mut self, part: f64, took: Duration) {
        let quarter = [0.25, 0.5, 0.75].iter().filter(|end| part >= **end).count();
        let steps = &mut self.quarters[quarter];
        let step = usize::try_from(took.as_micros() / 10).map_or(usize::MAX, |step| step).min(steps.len() - 1);
        steps[step] += 1;
        self.count += 1;
    }

    fn take_up(&mut self, other: &Self) {
        self.count += other.count;
        for (own, others) in self.quarters.iter_mut().zip(&other.quarters) {
            for (own, other) in own.iter_mut().zip(others) {
                *own += other;
            }
        }
    }
}

/// The 99th percentile in microseconds.
fn p99(steps: &[u32]) -> f64 {
    let all: u32 = steps.iter().sum();
    let mut seen = 0;
    let step = steps.iter().position(|count| {
        seen += count;
        u64::from(seen) * 100 >= u64::from(all) * 99
    });
    step.map_or(f64::NAN, |step| (step * 10) as f64)
}

/// The memory of this process in kilobytes.
fn memory() -> f64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    line.and_then(|line| line.trim().trim_end_matches("kB").trim().parse().ok()).unwrap_or(f64::NAN)
}

/// Rows a second of a loop that inserts what the store inserts and commits in groups, with the settings of the store.
fn bare_inserts(folder: &Path, group: u64, answer: &str, seconds: u64) -> f64 {
    let connection = rusqlite::Connection::open(folder.join("bare.db")).expect("a file");
    connection.pragma_update(None, "journal_mode", "WAL").expect("it is set");
    connection.pragma_update(None, "synchronous", "FULL").expect("it is set");
    connection.execute_batch(include_str!("../../crates/mentormark-verifier/src/store/sqlite-1.sql")).expect("tables");
    let prepare = |sql| connection.prepare(sql).expect("it is sound");
    let mut record = prepare("INSERT INTO record VALUES (?1, ?2, 'verification', ?3, ?4, ?5)");
    let mut audit = prepare("INSERT INTO audit VALUES (?1, ?3, 'verification', ?2, ?4, ?4, ?4, ?4)");
    let (at, asked, hash) = ("2026-11-21T10:00:00Z", submission::numbered(1), "sha256:0".repeat(8));
    let (start, mut rows) = (Instant::now(), 0u64);
    while start.elapsed() < Duration::from_secs(seconds) {
        connection.execute_batch("BEGIN IMMEDIATE").expect("it begins");
        for _ in 0..group {
            rows += 1;
            let id = format!("{:032x}", rows.wrapping_mul(0x9e37_79b9_7f4a_7c15));
            record.execute((rows, &id, at, answer, &asked)).expect("it is inserted");
            audit.execute((rows, &id, at, &hash)).expect("it is inserted");
        }
        connection.execute_batch("COMMIT").expect("it commits");
    }
    rows as f64 / start.elapsed().as_secs_f64()
}
