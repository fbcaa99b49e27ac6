//! `kill -9` at any instant under load: what was acknowledged is there, nothing is half written, and the chain checks.

use std::{
    env,
    path::Path,
    process::Command,
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, AtomicU32, Ordering},
    },
    thread,
    time::Duration,
};

use mentormark_tests::{
    http::{Answer, Connection},
    postgres::Postgres,
    program::program,
    serving::{Scratch, Serving},
    submission,
};

/// Clients that send at once.
const CLIENTS: usize = 4;

fn kills() -> u32 {
    env::var("MENTORMARK_KILLS").ok().and_then(|kills| kills.parse().ok()).unwrap_or(3)
}

/// What a client sent, and the answer where one came.
struct Sent {
    key: String,
    text: String,
    acknowledged: Option<(String, String)>,
}

impl Sent {
    /// The answer to the same again, once no other attempt is at work.
    fn ask_again(&self, connection: &mut Connection) -> Answer {
        loop {
            let headers = [("idempotency-key", self.key.as_str())];
            let answer = connection.post("/v1/verifications", &headers, &self.text).expect("it answers");
            if answer.status != 409 {
                return answer;
            }
            thread::sleep(Duration::from_millis(100));
        }
    }
}

/// Sends submissions until the server is gone.
fn send(server: std::net::SocketAddr, next: &AtomicU32, stop: &AtomicBool, sent: &Mutex<Vec<Sent>>) {
    let Ok(mut connection) = Connection::open(server) else { return };
    while !stop.load(Ordering::Relaxed) {
        let number = next.fetch_add(1, Ordering::Relaxed);
        let (key, text) = (format!("key-{number}"), submission::numbered(number));
        let answer = connection.post("/v1/verifications", &[("idempotency-key", &key)], &text);
        let acknowledged = match &answer {
            Ok(answer) => {
                assert_eq!(answer.status, 201, "{}", answer.body);
                Some((answer.header("location").expect("a location").to_owned(), answer.body.clone()))
            }
            Err(_) => None,
        };
        let gone = acknowledged.is_none();
        sent.lock().expect("no panic").push(Sent { key, text, acknowledged });
        if gone {
            break;
        }
    }
}

/// Kills servers over one store, and looks at what is left each time. How many answers were acknowledged in all.
fn drill(data: &Path, flags: &[&str]) -> usize {
    let (next, sent) = (Arc::new(AtomicU32::new(1)), Arc::new(Mutex::new(Vec::new())));
    let mut looked_at = 0;
    for _ in 0..kills() {
        let mut server = Serving::start(data, flags).expect("it starts after being killed");
        let stop = Arc::new(AtomicBool::new(false));
        let clients: Vec<_> = (0..CLIENTS)
            .map(|_| {
                let (next, stop, sent) = (Arc::clone(&next), Arc::clone(&stop), Arc::clone(&sent));
                let address = server.address();
                thread::spawn(move || send(address, &next, &stop, &sent))
            })
            .collect();
        thread::sleep(Duration::from_millis(fastrand::u64(20..300)));
        server.kill();
        stop.store(true, Ordering::Relaxed);
        for client in clients {
            client.join().expect("every answer was whole");
        }

        let server = Serving::start(data, flags).expect("it starts after being killed");
        let mut connection = server.connect();
        let mut sent = sent.lock().expect("no panic");
        for one in &mut sent[looked_at..] {
            if let Some((location, body)) = &one.acknowledged {
                let found = connection.get(location).expect("it answers");
                assert_eq!(&found.body, body, "an acknowledged answer is gone");
                continue;
            }
            // Kept or not, the same key and body get one answer now.
            let first = one.ask_again(&mut connection);
            assert_eq!((first.status, &one.ask_again(&mut connection).body), (201, &first.body));
            let location = first.header("location").expect("a location").to_owned();
            one.acknowledged = Some((location, first.body));
        }
        looked_at = sent.len();
        assert!(server.stop().success());
    }
    sent.lock().expect("no panic").len()
}

/// Rows of the chain, having been found whole.
fn rows(arguments: &[&str]) -> usize {
    let checked = Command::new(program()).args(["store", "check"]).args(arguments).output().expect("it starts");
    let said = String::from_utf8(checked.stdout).expect("text");
    assert!(checked.status.success(), "{said}");
    said.lines().find_map(|line| line.strip_prefix("rows ")?.parse().ok()).expect("it tells the rows")
}

#[test]
fn a_killed_server_over_sqlite_loses_nothing() {
    let scratch = Scratch::new("kill-sqlite");
    let data = scratch.path().join("data");
    let acknowledged = drill(&data, &[]);
    assert!(acknowledged > CLIENTS, "nothing was sent");
    assert_eq!(rows(&["--data", &data.to_string_lossy()]), acknowledged, "one row for each submission");
}

#[test]
fn a_killed_server_over_postgres_loses_nothing() {
    let Some(database) = Postgres::start() else {
        println!("not run: this machine has no PostgreSQL");
        return;
    };
    database.make("drill");
    let scratch = Scratch::new("kill-postgres");
    let address = database.address("drill");
    let acknowledged = drill(&scratch.path().join("data"), &["--database-url", &address, "--limit", "claim-seconds=1"]);
    assert!(acknowledged > CLIENTS, "nothing was sent");
    assert_eq!(rows(&["--database-url", &address]), acknowledged, "one row for each submission");
}
