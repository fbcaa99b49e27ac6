//! A key file that is gone, cannot be read, or could not be written to its end: a clear answer, nothing lost, and going on once it is right.

#![cfg(unix)]

use std::{
    fs,
    os::unix::fs::PermissionsExt,
    path::Path,
    process::{Command, Output},
};

use mentormark_tests::{
    http::Answer,
    postgres::Postgres,
    program::program,
    serving::{Scratch, Serving, names},
    submission,
};

fn submit(server: &Serving, number: u32) -> Answer {
    let answer = server.connect().post("/v1/verifications", &[], &submission::numbered(number)).unwrap();
    assert_eq!(answer.status, 201, "{}", answer.body);
    answer
}

/// What is said to a start that is refused.
fn refused(data: &Path) -> String {
    let Err(said) = Serving::start(data, &[]) else { panic!("it starts") };
    said
}

#[test]
fn a_key_file_that_goes_while_serving_stops_nothing_until_the_next_start() {
    let scratch = Scratch::new("keys-gone");
    let data = scratch.path().join("data");
    let (file, elsewhere) = (data.join("keys.json"), scratch.path().join("elsewhere"));
    let server = Serving::start(&data, &[]).unwrap();
    let first = submit(&server, 1);
    let keys = server.connect().get("/v1/keys").unwrap().body;
    fs::rename(&file, &elsewhere).unwrap();
    let second = submit(&server, 2);
    assert_eq!(server.connect().get("/v1/keys").unwrap().body, keys);
    assert!(server.stop().success());

    let told = refused(&data);
    assert!(told.contains("is not there") && told.contains("--new-key"), "{told}");
    assert!(!file.exists(), "no other key is put in its place");

    // A service that is started again and again, as a supervisor does, goes on when the file is back.
    fs::rename(&elsewhere, &file).unwrap();
    let server = Serving::start(&data, &[]).unwrap();
    assert_eq!(server.connect().get("/v1/keys").unwrap().body, keys);
    submit(&server, 3);
    for answer in [&first, &second] {
        assert_eq!(server.connect().get(answer.header("location").unwrap()).unwrap().body, answer.body);
    }
}

#[test]
fn a_key_file_that_cannot_be_read_is_told_and_left_alone() {
    let scratch = Scratch::new("keys-unreadable");
    let data = scratch.path().join("data");
    let file = data.join("keys.json");
    let server = Serving::start(&data, &[]).unwrap();
    let first = submit(&server, 1);
    assert!(server.stop().success());
    let good = fs::read(&file).unwrap();

    // Whoever runs as root may read anything: so what cannot be read here is a folder, and a link to nowhere.
    fs::rename(&file, scratch.path().join("good")).unwrap();
    fs::create_dir(&file).unwrap();
    fs::set_permissions(&file, fs::Permissions::from_mode(0o700)).unwrap();
    let told = refused(&data);
    assert!(told.contains("cannot use the key file") && told.contains("keys.json"), "{told}");
    fs::remove_dir(&file).unwrap();
    std::os::unix::fs::symlink(scratch.path().join("nowhere"), &file).unwrap();
    let told = refused(&data);
    assert!(told.contains("cannot use the key file"), "{told}");
    assert!(fs::symlink_metadata(&file).unwrap().is_symlink(), "it is left as it was");
    fs::remove_file(&file).unwrap();
    for (text, mode, expected) in
        [(&good[..good.len() / 2], 0o600, "cannot be used"), (&good[..], 0o640, "can be read by others")]
    {
        fs::write(&file, text).unwrap();
        fs::set_permissions(&file, fs::Permissions::from_mode(mode)).unwrap();
        let told = refused(&data);
        assert!(told.contains(expected), "{told}");
        assert_eq!(fs::read(&file).unwrap(), text);
    }

    fs::set_permissions(&file, fs::Permissions::from_mode(0o600)).unwrap();
    let server = Serving::start(&data, &[]).unwrap();
    assert_eq!(server.connect().get(first.header("location").unwrap()).unwrap().body, first.body);
    submit(&server, 2);
}

#[test]
fn a_key_that_cannot_be_written_whole_is_not_written_at_all() {
    let Some(database) = Postgres::start() else {
        println!("not run: this machine has no PostgreSQL");
        return;
    };
    database.make("first");
    let scratch = Scratch::new("key-cut");
    let (data, address) = (scratch.path().to_string_lossy().into_owned(), database.address("first"));
    let over_it = ["--database-url", address.as_str()];
    // The store is elsewhere, so the key is the first thing that finds no room.
    let failed = on_a_full_disk(&[&["serve", "--listen", "127.0.0.1:0", "--data", &data], &over_it[..]].concat());
    let told = String::from_utf8(failed.stderr).unwrap();
    assert_eq!(failed.status.code(), Some(3), "{told}");
    assert!(told.contains("cannot use the key file"), "{told}");
    assert_eq!(names(scratch.path()), [""; 0]);
    submit(&Serving::start(scratch.path(), &over_it).unwrap(), 1);
    assert_eq!(names(scratch.path()), ["keys.json"]);
}

/// A command whose files may not grow at all: to it the disk is full.
fn on_a_full_disk(arguments: &[&str]) -> Output {
    let mut command = Command::new("sh");
    command.args(["-c", "trap '' XFSZ; ulimit -f 0; exec \"$0\" \"$@\""]).arg(program()).args(arguments);
    command.output().unwrap()
}

#[test]
fn a_rotation_on_a_full_disk_leaves_the_keys_as_they_were() {
    let scratch = Scratch::new("keys-full");
    let data = scratch.path().to_string_lossy().into_owned();
    drop(Serving::start(scratch.path(), &[]).unwrap());
    let file = scratch.path().join("keys.json");
    let (before, beside) = (fs::read(&file).unwrap(), names(scratch.path()));
    let failed = on_a_full_disk(&["keys", "rotate", "--data", &data]);
    let told = String::from_utf8(failed.stderr).unwrap();
    assert_eq!(failed.status.code(), Some(3), "{told}");
    assert!(told.contains("cannot use the key file") && told.contains("too large"), "{told}");
    assert_eq!((fs::read(&file).unwrap(), names(scratch.path())), (before, beside));
    let rotated = Command::new(program()).args(["keys", "rotate", "--data", &data]).output().unwrap();
    assert!(rotated.status.success());
    assert_eq!(String::from_utf8(rotated.stdout).unwrap().matches("z6Mk").count(), 2);
}

#[test]
fn a_first_start_on_a_full_disk_leaves_nothing_that_the_next_one_stumbles_over() {
    let scratch = Scratch::new("start-full");
    let data = scratch.path().join("data");
    let failed = on_a_full_disk(&["serve", "--listen", "127.0.0.1:0", "--data", &data.to_string_lossy()]);
    let told = String::from_utf8(failed.stderr).unwrap();
    assert_eq!(failed.status.code(), Some(3), "{told}");
    assert!(told.contains("mentormark.db"), "{told}");
    let server = Serving::start(&data, &[]).unwrap();
    submit(&server, 1);
    assert!(server.stop().success());
    assert!(names(&data).iter().all(|name| !name.contains("new")), "{:?}", names(&data));
}
