//! What an operator types: checking, copying, restoring, and taking a new key into use.

use std::{
    fs,
    path::Path,
    process::{Command, Stdio},
    sync::atomic::{AtomicBool, AtomicU32, Ordering},
    thread,
    time::{Duration, Instant},
};

use mentormark_tests::{
    program::program,
    serving::{Scratch, Serving, names},
    submission,
};

/// Exit code and standard output, and standard error.
fn run(arguments: &[&str]) -> (i32, String, String) {
    let output = Command::new(program()).args(arguments).output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
}

fn text(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}

#[test]
fn a_backup_of_a_running_server_restores_and_holds_the_head_that_was_noted() {
    let scratch = Scratch::new("operate");
    let (data, copy) = (scratch.path().join("data"), scratch.path().join("copy.db"));
    let server = Serving::start(&data, &[]).unwrap();
    let mut connection = server.connect();
    let mut answers = Vec::new();
    for number in 1..=5 {
        let answer = connection.post("/v1/verifications", &[], &submission::numbered(number)).unwrap();
        answers.push((answer.header("location").unwrap().to_owned(), answer.body));
    }
    let (code, said, _) = run(&["store", "check", "--data", &text(&data)]);
    assert_eq!(code, 0, "{said}");
    let head = said.lines().find_map(|line| line.strip_prefix("head ")).unwrap().to_owned();
    let (code, ..) = run(&["store", "backup", "--data", &text(&data), &text(&copy)]);
    assert_eq!(code, 0);
    drop(server);

    let restored = scratch.path().join("restored");
    fs::create_dir_all(&restored).unwrap();
    fs::copy(&copy, restored.join("mentormark.db")).unwrap();
    fs::copy(data.join("keys.json"), restored.join("keys.json")).unwrap();
    let (code, said, _) = run(&["store", "check", "--data", &text(&restored), "--head", &head]);
    assert_eq!((code, said), (0, format!("rows 5\nhead {head}\n")));
    let server = Serving::start(&restored, &[]).unwrap();
    for (location, body) in &answers {
        assert_eq!(&server.connect().get(location).unwrap().body, body);
    }
}

/// A submission with a long note.
fn noted(number: u32) -> String {
    let mut submission: serde_json::Value = serde_json::from_str(&submission::numbered(number)).unwrap();
    let note = "Printed in the handbook. ".repeat(150);
    submission["assessment"]["evidence"] = serde_json::json!({ "aims.bronze.purpose": { "note": note } });
    submission.to_string()
}

#[test]
fn a_backup_ends_while_a_server_writes_all_the_time() {
    let scratch = Scratch::new("busy-backup");
    let data = scratch.path().join("data");
    let folder = scratch.path().join("copies");
    fs::create_dir_all(&folder).unwrap();
    let copy = folder.join("copy.db");
    let server = Serving::start(&data, &["--keep-evidence"]).unwrap();
    let (ended, next) = (AtomicBool::new(false), AtomicU32::new(1));
    let write = || {
        let mut connection = server.connect();
        while !ended.load(Ordering::Relaxed) {
            let number = next.fetch_add(1, Ordering::Relaxed);
            assert_eq!(connection.post("/v1/verifications", &[], &noted(number)).unwrap().status, 201);
        }
    };
    let took = thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(write);
        }
        // More than is copied at one go by whoever copies in steps.
        let start = Instant::now();
        let large = || fs::metadata(data.join("mentormark.db")).unwrap().len() >= 48 << 20;
        while !large() && start.elapsed() < Duration::from_mins(2) {
            thread::sleep(Duration::from_millis(50));
        }
        let start = Instant::now();
        let mut command = Command::new(program());
        command.args(["store", "backup", "--data", &text(&data), &text(&copy)]).stdout(Stdio::null());
        let mut backup = command.spawn().unwrap();
        let status = loop {
            match backup.try_wait().unwrap() {
                None if start.elapsed() < Duration::from_secs(20) => thread::sleep(Duration::from_millis(20)),
                None => {
                    backup.kill().unwrap();
                    break backup.wait().unwrap();
                }
                Some(status) => break status,
            }
        };
        ended.store(true, Ordering::Relaxed);
        assert!(status.success(), "{status} after {:?}", start.elapsed());
        start.elapsed()
    });
    println!("{} bytes copied in {took:?}, beside {next:?} submissions", fs::metadata(&copy).unwrap().len());
    assert_eq!(names(&folder), ["copy.db"]);
    let (code, said, _) = run(&["store", "check", "--data", &text(&copy)]);
    assert_eq!(code, 0, "{said}");
    let head = said.lines().find_map(|line| line.strip_prefix("head ")).unwrap();
    let (code, said, _) = run(&["store", "check", "--data", &text(&data), "--head", head]);
    assert_eq!(code, 0, "{said}");
}

#[test]
fn a_backup_that_finds_no_room_leaves_nothing() {
    let scratch = Scratch::new("cut-backup");
    let data = scratch.path().join("data");
    let folder = scratch.path().join("copies");
    fs::create_dir_all(&folder).unwrap();
    let server = Serving::start(&data, &["--keep-evidence"]).unwrap();
    let mut connection = server.connect();
    for number in 1..=30 {
        assert_eq!(connection.post("/v1/verifications", &[], &noted(number)).unwrap().status, 201);
    }
    assert!(server.stop().success());
    let whole = scratch.path().join("whole.db");
    let (code, _, told) = run(&["store", "backup", "--data", &text(&data), &text(&whole)]);
    assert_eq!(code, 0, "{told}");
    // No file may grow beyond 72 blocks of 512 bytes: enough to read the store, and less than a copy of it.
    assert!(fs::metadata(&whole).unwrap().len() > 2 * 72 * 512);
    let mut command = Command::new("sh");
    command.args(["-c", "trap '' XFSZ; ulimit -f 72; exec \"$0\" \"$@\""]).arg(program());
    let failed = command.args(["store", "backup", "--data", &text(&data), &text(&folder.join("copy.db"))]).output();
    let failed = failed.unwrap();
    assert_eq!(failed.status.code(), Some(3), "{}", String::from_utf8_lossy(&failed.stderr));
    assert_eq!(names(&folder), [""; 0]);
}

#[test]
fn a_place_that_cannot_be_used_is_trouble_with_the_machine() {
    let scratch = Scratch::new("unusable");
    let file = scratch.path().join("file");
    fs::write(&file, "not a folder").unwrap();
    let (code, _, told) = run(&["serve", "--listen", "127.0.0.1:0", "--data", &text(&file)]);
    assert_eq!(code, 3, "{told}");
    assert!(told.contains("cannot use"), "{told}");
    drop(Serving::start(&scratch.path().join("data"), &[]).unwrap());
    let to = text(&file.join("copy.db"));
    let (code, _, told) = run(&["store", "backup", "--data", &text(&scratch.path().join("data")), &to]);
    assert_eq!(code, 3, "{told}");
}

#[test]
fn a_variable_switches_off_what_the_file_switches_on() {
    let scratch = Scratch::new("switches");
    let file = scratch.path().join("mentormark.toml");
    fs::write(&file, "keep-evidence = true\n").unwrap();
    for (value, is_kept) in [(None, true), (Some("false"), false), (Some("true"), true)] {
        let data = scratch.path().join(value.unwrap_or("file"));
        let mut command = Command::new(program());
        command.args(["serve", "--listen", "127.0.0.1:0", "--config", &text(&file), "--data", &text(&data)]);
        if let Some(value) = value {
            command.env("MENTORMARK_KEEP_EVIDENCE", value);
        }
        let server = Serving::spawn(command).unwrap();
        assert_eq!(server.connect().post("/v1/verifications", &[], &noted(1)).unwrap().status, 201);
        assert!(server.stop().success());
        let store = rusqlite::Connection::open(data.join("mentormark.db")).unwrap();
        let kept: String = store.query_row("SELECT submission FROM record", [], |row| row.get(0)).unwrap();
        assert_eq!(kept.contains("Printed in the handbook"), is_kept, "{value:?}");
    }
}

#[test]
fn what_is_wrong_with_a_store_is_the_answer_no() {
    let scratch = Scratch::new("tampered");
    let server = Serving::start(scratch.path(), &[]).unwrap();
    for number in 1..=3 {
        assert_eq!(server.connect().post("/v1/verifications", &[], &submission::numbered(number)).unwrap().status, 201);
    }
    assert!(server.stop().success());
    let connection = rusqlite::Connection::open(scratch.path().join("mentormark.db")).unwrap();
    let change = "DROP TRIGGER record_is_not_changed; UPDATE record SET answer = replace(answer, 'confirmed', 'differs') WHERE seq = 2";
    connection.execute_batch(change).unwrap();
    let (code, said, _) = run(&["store", "check", "--data", &text(scratch.path())]);
    assert_eq!(code, 1);
    assert!(said.starts_with("row 2: the answer was changed after it was given\nrows 3\nhead sha256:"), "{said}");

    let nowhere = scratch.path().join("nowhere");
    let (code, _, told) = run(&["store", "check", "--data", &text(&nowhere)]);
    assert_eq!((code, told), (2, format!("mentormark: there is no store in `{}`\n", nowhere.display())));
    let (code, ..) =
        run(&["store", "backup", "--data", &text(scratch.path()), &text(&scratch.path().join("mentormark.db"))]);
    assert_eq!(code, 2);
}

#[test]
fn a_new_key_signs_after_a_restart_and_the_old_one_is_told() {
    let scratch = Scratch::new("rotate");
    let data = text(scratch.path());
    let (code, _, told) = run(&["keys", "list", "--data", &data]);
    assert!(code == 2 && told.contains("the first start of a server makes it"), "{told}");
    drop(Serving::start(scratch.path(), &[]).unwrap());
    let (_, first, _) = run(&["keys", "list", "--data", &data]);
    let (code, both, _) = run(&["keys", "rotate", "--data", &data, "--overlap", "5"]);
    assert_eq!((code, first.matches("z6Mk").count(), both.matches("z6Mk").count()), (0, 1, 2));
    let server = Serving::start(scratch.path(), &[]).unwrap();
    assert_eq!(server.connect().get("/v1/keys").unwrap().body + "\n", both);
}
