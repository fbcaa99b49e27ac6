//! Stopping when told to, and starting twice.

use std::{io::Write, thread, time::Duration};

use mentormark_tests::{
    http::Connection,
    serving::{Scratch, Serving},
    submission,
};

#[test]
fn a_server_that_is_told_to_stop_finishes_what_it_accepted() {
    let scratch = Scratch::new("stop");
    let server = Serving::start(scratch.path(), &[]).unwrap();
    let address = server.address();
    let text = submission::numbered(1);
    let (start, rest) = text.split_at(100);
    let mut connection = server.connect();
    let head = format!(
        "POST /v1/verifications HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\r\n",
        text.len()
    );
    connection.raw().write_all(head.as_bytes()).unwrap();
    connection.raw().write_all(start.as_bytes()).unwrap();
    thread::sleep(Duration::from_millis(200));
    server.tell_to_stop();
    thread::sleep(Duration::from_millis(300));
    assert!(Connection::open(address).is_err(), "it takes no more connections");
    connection.raw().write_all(rest.as_bytes()).unwrap();
    let answer = connection.answer().unwrap();
    assert_eq!(answer.status, 201, "{}", answer.body);
    assert!(server.stop_was_told().success());

    let again = Serving::start(scratch.path(), &[]).unwrap();
    let location = answer.header("location").unwrap();
    assert_eq!(again.connect().get(location).unwrap().body, answer.body);
}

#[test]
fn a_second_server_over_one_folder_is_told_no() {
    let scratch = Scratch::new("twice");
    let _first = Serving::start(scratch.path(), &[]).unwrap();
    let Err(said) = Serving::start(scratch.path(), &[]) else { panic!("it starts") };
    assert!(said.contains("another process has") && said.contains("--data"), "{said}");
}

#[test]
fn a_client_that_sends_no_head_is_let_go() {
    let scratch = Scratch::new("slow-head");
    let server = Serving::start(scratch.path(), &["--limit", "head-seconds=1"]).unwrap();
    let mut connection = server.connect();
    connection.raw().write_all(b"GET /healthz HTTP/1.1\r\nho").unwrap();
    let start = std::time::Instant::now();
    // Either it is told that it took too long, or the connection ends.
    assert!(connection.answer().map_or(true, |answer| answer.status == 408));
    assert!(start.elapsed() < Duration::from_secs(5), "{:?}", start.elapsed());
    assert_eq!(server.connect().get("/healthz").unwrap().status, 200);
}
