//! The server under load on this machine, beside floors measured in the same run. It ends with an error where a floor is not held.
//!
//! Server and floor take turns, some seconds each, and what is held is the median of the ratios of neighbours: what else the machine does then
//! falls on both. `MENTORMARK_LOAD_SECONDS` is how long the server assesses in all, 120 where it is not set. Clients, server and floor share the
//! machine's cores, so the figures say how they compare and not how fast a server can be.

#![expect(clippy::cast_precision_loss, reason = "counts and times of minutes are far below what a float holds exactly")]

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

/// What a server and its floor did in their turns.
#[derive(Default)]
struct Turns {
    /// Answers a second.
    server: Vec<f64>,
    floor: Vec<f64>,
    took: Vec<Took>,
    /// Kilobytes after each turn of the server.
    memory: Vec<f64>,
}

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

impl Turns {
    fn take(&mut self, took: Took) {
        self.server.push(took.each_second());
        self.took.push(took);
        self.memory.push(memory());
    }

    /// The median of what the server reached of the floor beside it.
    fn ratio(&self) -> f64 {
        median(self.server.iter().zip(&self.floor).map(|(server, floor)| server / floor).collect())
    }

    /// The 99th percentiles of the second and of the last quarter, in microseconds.
    fn p99(&self) -> [f64; 2] {
        let quarter = |turns: &[Took]| {
            let mut all = Took::new();
            for turn in turns {
                all.take_up(turn);
            }
            p99(&all.steps)
        };
        [quarter(&self.took[2..4]), quarter(&self.took[6..8])]
    }

    fn tell(&self, what: &str, floor: &str) {
        let (server, beside) = (median(self.server.clone()), median(self.floor.clone()));
        println!("{what}: {server:.0} a second; {floor}: {beside:.0}");
        let ratios: Vec<String> =
            self.server.iter().zip(&self.floor).map(|(server, floor)| format!("{:.2}", server / floor)).collect();
        println!("{what}: of its floor turn by turn: {}", ratios.join(", "));
        let ([early, late], memory) = (self.p99(), &self.memory);
        println!("{what}: p99 {early:.0} µs then {late:.0} µs; memory {:.0} KB then {:.0} KB", memory[1], memory[7]);
    }
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    let (upper, lower) = (values.len() / 2, (values.len() - 1) / 2);
    f64::midpoint(values[lower], values[upper])
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

/// How long answers took, counted in steps of ten microseconds. It does not grow.
struct Took {
    count: u64,
    steps: Vec<u32>,
    /// How long they were asked for.
    seconds: f64,
}

impl Took {
    /// The last step stands for a tenth of a second and more.
    fn new() -> Self {
        Self { count: 0, steps: vec![0; 10_001], seconds: 0.0 }
    }

    fn add(&mut self, took: Duration) {
        let step = usize::try_from(took.as_micros() / 10).map_or(usize::MAX, |step| step).min(self.steps.len() - 1);
        self.steps[step] += 1;
        self.count += 1;
    }

    fn take_up(&mut self, other: &Self) {
        self.count += other.count;
        for (own, other) in self.steps.iter_mut().zip(&other.steps) {
            *own += other;
        }
    }

    fn each_second(&self) -> f64 {
        self.count as f64 / self.seconds
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

/// A file of its own with the settings and the tables of the store, that grows as the store does.
struct Bare {
    connection: rusqlite::Connection,
    rows: u64,
    answer: String,
    asked: String,
}

impl Bare {
    fn new(folder: &Path, answer: String) -> Self {
        let connection = rusqlite::Connection::open(folder.join("bare.db")).expect("a file");
        connection.pragma_update(None, "journal_mode", "WAL").expect("it is set");
        connection.pragma_update(None, "synchronous", "FULL").expect("it is set");
        let tables = include_str!("../../crates/mentormark-verifier/src/store/sqlite-1.sql");
        connection.execute_batch(tables).expect("tables");
        Self { connection, rows: 0, answer, asked: submission::numbered(1) }
    }

    /// Rows a second of a loop that inserts what the store inserts and commits in groups.
    fn inserts(&mut self, group: u64, length: Duration) -> f64 {
        let prepare = |sql| self.connection.prepare(sql).expect("it is sound");
        let mut record = prepare("INSERT INTO record VALUES (?1, ?2, 'verification', ?3, ?4, ?5)");
        let mut audit = prepare("INSERT INTO audit VALUES (?1, ?3, 'verification', ?2, ?4, ?4, ?4, ?4)");
        let (at, hash) = ("2026-11-21T10:00:00Z", "sha256:0".repeat(8));
        let (start, before) = (Instant::now(), self.rows);
        while start.elapsed() < length {
            self.connection.execute_batch("BEGIN IMMEDIATE").expect("it begins");
            for _ in 0..group {
                self.rows += 1;
                let id = format!("{:032x}", self.rows.wrapping_mul(0x9e37_79b9_7f4a_7c15));
                record.execute((self.rows, &id, at, &self.answer, &self.asked)).expect("it is inserted");
                audit.execute((self.rows, &id, at, &hash)).expect("it is inserted");
            }
            self.connection.execute_batch("COMMIT").expect("it commits");
        }
        (self.rows - before) as f64 / start.elapsed().as_secs_f64()
    }
}
