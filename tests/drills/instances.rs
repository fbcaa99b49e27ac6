//! Two servers over one PostgreSQL: one answer to one key, whoever is asked, and one chain. The database gone while they serve, and restored
//! from a backup.

use std::{
    collections::BTreeSet,
    process::Command,
    sync::{Arc, Barrier},
    thread,
    time::{Duration, Instant},
};

use mentormark_tests::{
    http::{Answer, Connection},
    postgres::Postgres,
    program::program,
    serving::{Scratch, Serving},
    submission,
};

/// A database with servers over it, each with a folder of its own and all with one key file.
struct Shared {
    database: Postgres,
    scratch: Scratch,
    address: String,
}

impl Shared {
    /// `None` where this machine has no PostgreSQL.
    fn new() -> Option<Self> {
        let Some(database) = Postgres::start() else {
            println!("not run: this machine has no PostgreSQL");
            return None;
        };
        database.make("shared");
        let address = database.address("shared");
        Some(Self { database, scratch: Scratch::new("shared"), address })
    }

    fn serve(&self, name: &str) -> Serving {
        let keys = self.scratch.path().join("keys.json");
        let data = self.scratch.path().join(name);
        let flags = ["--database-url", &self.address, "--keys", &keys.to_string_lossy(), "--limit", "claim-seconds=2"];
        Serving::start(&data, &flags).unwrap()
    }

    /// What `store check` says, having found nothing wrong.
    fn checked(&self) -> String {
        let (code, said, _) = check(&self.address, &[]);
        assert_eq!(code, Some(0), "{said}");
        said
    }
}

/// The exit code of `store check`, and what it says.
fn check(address: &str, more: &[&str]) -> (Option<i32>, String, String) {
    let mut command = Command::new(program());
    let output = command.args(["store", "check", "--database-url", address]).args(more).output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (output.status.code(), text(output.stdout), text(output.stderr))
}

fn submit(connection: &mut Connection, key: &str, text: &str) -> Answer {
    connection.post("/v1/verifications", &[("idempotency-key", key)], text).unwrap()
}

/// The problem that an answer tells of.
fn problem(answer: &Answer) -> (u16, &str) {
    let kind = answer.body.split("/docs#").nth(1).and_then(|rest| rest.split('"').next());
    (answer.status, kind.unwrap_or_default())
}

#[test]
fn one_key_has_one_answer_whichever_instance_is_asked() {
    let Some(shared) = Shared::new() else { return };
    let (one, two) = (shared.serve("one"), shared.serve("two"));
    let (mut at_one, mut at_two) = (one.connect(), two.connect());
    assert_eq!(at_one.get("/v1/keys").unwrap().body, at_two.get("/v1/keys").unwrap().body);

    let text = submission::numbered(1);
    let first = submit(&mut at_one, "k1", &text);
    assert_eq!(first.status, 201, "{}", first.body);
    let again = submit(&mut at_two, "k1", &text);
    assert_eq!((again.status, &again.body, again.header("location")), (201, &first.body, first.header("location")));
    assert_eq!(problem(&submit(&mut at_two, "k1", &submission::numbered(2))), (422, "idempotency-key-reused"));
    let location = first.header("location").unwrap();
    for connection in [&mut at_one, &mut at_two] {
        assert_eq!(connection.get(location).unwrap().body, first.body, "it can be read from either");
    }
    assert!(shared.checked().starts_with("rows 1\n"));
}

#[test]
fn one_key_sent_to_both_at_once_makes_one_verification() {
    let Some(shared) = Shared::new() else { return };
    let servers = [shared.serve("one"), shared.serve("two")];
    for round in 1..=5 {
        let text: Arc<str> = submission::numbered(round).into();
        let together = Arc::new(Barrier::new(16));
        let asked: Vec<_> = (0..16)
            .map(|number| {
                let (text, together) = (Arc::clone(&text), Arc::clone(&together));
                let mut connection = servers[number % 2].connect();
                thread::spawn(move || {
                    together.wait();
                    submit(&mut connection, &format!("round-{round}"), &text)
                })
            })
            .collect();
        let mut bodies = BTreeSet::new();
        for asked in asked {
            let answer = asked.join().unwrap();
            match answer.status {
                201 => drop(bodies.insert(answer.body)),
                _ => assert_eq!(problem(&answer), (409, "idempotency-key-running"), "{}", answer.body),
            }
        }
        assert_eq!(bodies.len(), 1, "round {round}");
        assert!(shared.checked().starts_with(&format!("rows {round}\n")));
    }
}

#[test]
fn what_a_killed_instance_left_is_answered_by_the_other() {
    let Some(shared) = Shared::new() else { return };
    let (mut one, two) = (shared.serve("one"), shared.serve("two"));
    let sending: Vec<_> = (1..=8)
        .map(|number| {
            let mut connection = one.connect();
            thread::spawn(move || {
                let mut sent = Vec::new();
                for number in (number..).step_by(8) {
                    let (key, text) = (format!("k{number}"), submission::numbered(number));
                    let answer = connection.post("/v1/verifications", &[("idempotency-key", &key)], &text);
                    let is_gone = answer.is_err();
                    sent.push((key, text, answer.ok()));
                    if is_gone {
                        return sent;
                    }
                }
                unreachable!("there are numbers enough")
            })
        })
        .collect();
    thread::sleep(Duration::from_millis(300));
    one.kill();
    let sent: Vec<_> = sending.into_iter().flat_map(|sending| sending.join().unwrap()).collect();
    let mut connection = two.connect();
    for (key, text, acknowledged) in &sent {
        // A claim that died with its instance runs out after the seconds that were set.
        let patience = Instant::now() + Duration::from_secs(20);
        let answer = loop {
            let answer = submit(&mut connection, key, text);
            if problem(&answer) != (409, "idempotency-key-running") || Instant::now() > patience {
                break answer;
            }
            thread::sleep(Duration::from_millis(100));
        };
        assert_eq!(answer.status, 201, "{}", answer.body);
        if let Some(acknowledged) = acknowledged {
            assert_eq!(answer.body, acknowledged.body);
        }
    }
    assert!(shared.checked().starts_with(&format!("rows {}\n", sent.len())));
}

#[test]
fn a_database_that_is_gone_is_told_and_used_again_by_itself() {
    let Some(shared) = Shared::new() else { return };
    let servers = [shared.serve("one"), shared.serve("two")];
    let mut connections = servers.each_ref().map(Serving::connect);
    let kept = submit(&mut connections[0], "kept", &submission::numbered(1));
    assert_eq!(kept.status, 201, "{}", kept.body);
    let location = kept.header("location").unwrap();

    shared.database.halt();
    for connection in &mut connections {
        let refused = submit(connection, "refused", &submission::numbered(2));
        assert_eq!(problem(&refused), (503, "store-unavailable"), "{}", refused.body);
        assert_eq!(refused.header("retry-after"), Some("5"));
        assert_eq!(problem(&connection.get(location).unwrap()), (503, "store-unavailable"));
        // `/readyz` may still know the answer of a second ago.
        thread::sleep(Duration::from_millis(1_100));
        assert_eq!(problem(&connection.get("/readyz").unwrap()), (503, "store-unavailable"));
        assert_eq!(connection.get("/healthz").unwrap().status, 200);
        assert_eq!(connection.get("/v1/schemes").unwrap().status, 200);
    }

    shared.database.resume();
    thread::sleep(Duration::from_millis(1_100));
    let mut bodies = BTreeSet::new();
    for connection in &mut connections {
        assert_eq!(connection.get("/readyz").unwrap().status, 200);
        assert_eq!(connection.get(location).unwrap().body, kept.body);
        let answer = submit(connection, "refused", &submission::numbered(2));
        assert_eq!(answer.status, 201, "{}", answer.body);
        bodies.insert(answer.body);
    }
    assert_eq!(bodies.len(), 1, "the key that was refused was answered once");
    assert!(shared.checked().starts_with("rows 2\n"));
}

#[test]
fn a_dump_taken_while_serving_restores_and_holds_the_head_that_was_noted() {
    let Some(shared) = Shared::new() else { return };
    assert_eq!(check(&shared.address, &[]).0, Some(2), "there is no store yet");
    assert_eq!(check(&shared.address, &[]).0, Some(2), "and a check makes none");
    let server = shared.serve("one");
    let mut connection = server.connect();
    let kept: Vec<Answer> =
        (1..=5).map(|number| submit(&mut connection, &format!("k{number}"), &submission::numbered(number))).collect();
    let said = shared.checked();
    let head = said.lines().find_map(|line| line.strip_prefix("head ")).unwrap();

    let restored = shared.database.restored("shared");
    assert_eq!(check(&restored, &["--head", head]), (Some(0), said.clone(), String::new()));
    let keys = shared.scratch.path().join("keys.json");
    let flags = ["--database-url", &restored, "--keys", &keys.to_string_lossy()];
    let next = Serving::start(&shared.scratch.path().join("restored"), &flags).unwrap();
    let mut connection = next.connect();
    for (number, answer) in (1..).zip(&kept) {
        assert_eq!(answer.status, 201, "{}", answer.body);
        assert_eq!(connection.get(answer.header("location").unwrap()).unwrap().body, answer.body);
        assert_eq!(submit(&mut connection, &format!("k{number}"), &submission::numbered(number)).body, answer.body);
    }
    assert_eq!(submit(&mut connection, "k6", &submission::numbered(6)).status, 201);
    assert!(check(&restored, &["--head", head]).1.starts_with("rows 6\n"));
    assert!(shared.checked().starts_with("rows 5\n"), "the first database has nothing of it");
}
