//! What an operator types: checking, copying, restoring, and taking a new key into use.

use std::{fs, path::Path, process::Command};

use mentormark_tests::{
    program::program,
    serving::{Scratch, Serving},
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
