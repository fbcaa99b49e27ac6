//! Clients that ask and do not read: they keep nobody else out, neither for ever nor by their number.

use std::{
    fs::{self, File},
    io::Write,
    time::{Duration, Instant},
};

use mentormark_tests::{
    http::Connection,
    serving::{Scratch, Serving},
};

/// Eight times what is read at once below, and longer than what the system keeps for a connection on its way.
const LARGE: u64 = 64 << 20;

#[test]
fn clients_that_read_nothing_are_let_go() {
    let scratch = Scratch::new("stuck");
    let site = scratch.path().join("site");
    fs::create_dir_all(&site).unwrap();
    File::create(site.join("large.bin")).unwrap().set_len(LARGE).unwrap();
    let site = site.to_string_lossy().into_owned();
    let limits = "connections=4,body-seconds=2,head-seconds=5";
    let server = Serving::start(&scratch.path().join("data"), &["--site", &site, "--limit", limits]).unwrap();
    let mut stuck: Vec<Connection> = (0..4).map(|_| server.connect()).collect();
    for connection in &mut stuck {
        connection.raw().write_all(b"GET /large.bin HTTP/1.1\r\nhost: localhost\r\n\r\n").unwrap();
    }
    // All places are taken, and are free again once nothing was read for two seconds.
    let start = Instant::now();
    let mut next = server.connect();
    next.raw().set_read_timeout(Some(Duration::from_secs(15))).unwrap();
    assert_eq!(next.get("/healthz").expect("it has its turn").status, 200);
    assert!(start.elapsed() < Duration::from_secs(15), "{:?}", start.elapsed());

    // One that reads, however slowly, gets all of it.
    let mut slow = server.connect();
    slow.raw().write_all(b"GET /large.bin HTTP/1.1\r\nhost: localhost\r\n\r\n").unwrap();
    let head = slow.head().unwrap();
    assert_eq!(head.header("content-length"), Some(LARGE.to_string().as_str()));
    let mut part = vec![0; 8 << 20];
    for _ in 0..8 {
        std::thread::sleep(Duration::from_millis(300));
        slow.read_exact(&mut part).expect("it goes on");
    }
}

#[test]
fn one_address_has_so_many_connections_and_no_more() {
    let scratch = Scratch::new("crowd");
    let server = Serving::start(scratch.path(), &["--limit", "connections-per-client=2"]).unwrap();
    let mut kept: Vec<Connection> = (0..2).map(|_| server.connect()).collect();
    for connection in &mut kept {
        assert_eq!(connection.get("/healthz").unwrap().status, 200);
    }
    assert!(server.connect().get("/healthz").is_err(), "a third is let go");
    for connection in &mut kept {
        assert_eq!(connection.get("/healthz").unwrap().status, 200, "the others stay");
    }
    drop(kept);
    let again = (0..100).any(|_| {
        std::thread::sleep(Duration::from_millis(50));
        server.connect().get("/healthz").is_ok()
    });
    assert!(again, "those that ended make room");

    // Behind a proxy every connection is the proxy's.
    let flags = ["--proxies", "1", "--limit", "connections-per-client=2"];
    let behind = Serving::start(&scratch.path().join("behind"), &flags).unwrap();
    let mut many: Vec<Connection> = (0..4).map(|_| behind.connect()).collect();
    for connection in &mut many {
        assert_eq!(connection.get("/healthz").unwrap().status, 200);
    }
}
