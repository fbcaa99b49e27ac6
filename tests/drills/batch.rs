//! A batch of any length in the same memory: what is read is judged, answered and forgotten.

use std::{env, fs, io::Write, net::Shutdown, thread};

use mentormark_tests::{
    serving::{Scratch, Serving},
    submission,
};
use serde_json::{Value, json};

/// Kilobytes by which the server may grow between a tenth of the batch and its end: room for what the allocator keeps, and less than the shortest
/// batch that is sent here.
const MOST_GROWTH: u64 = 8 << 10;

fn megabytes() -> usize {
    env::var("MENTORMARK_BATCH_MEGABYTES").ok().and_then(|most| most.parse().ok()).unwrap_or(24)
}

/// Kilobytes by which the server may grow over a batch of lines that are as short as can be: each is a byte, and its answer hundreds.
const MOST_FOR_SHORT_LINES: u64 = 48 << 10;

/// An honest submission with a note of some thousand characters, on one line.
fn line(number: u32) -> String {
    let mut submission: Value = serde_json::from_str(&submission::numbered(number)).expect("it is JSON");
    submission["assessment"]["evidence"] =
        json!({ "aims.bronze.purpose": { "note": "handbook, page 4; ".repeat(200) } });
    format!("{submission}\n")
}

/// The most memory that a process has had at once, in kilobytes.
fn most_memory(process: u32) -> u64 {
    let status = fs::read_to_string(format!("/proc/{process}/status")).expect("it runs");
    let most = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).expect("Linux tells it");
    most.trim().trim_end_matches("kB").trim().parse().expect("a number")
}

#[test]
fn a_long_batch_takes_no_more_memory_than_its_first_tenth() {
    let lines: Vec<String> = (1..=100).map(line).collect();
    let block = lines.concat();
    let blocks = (megabytes() << 20).div_ceil(block.len());
    let scratch = Scratch::new("batch");
    let server = Serving::start(scratch.path(), &[]).expect("it starts");
    let mut connection = server.connect();
    let mut sending = connection.raw().try_clone().expect("a second handle");
    let head = format!(
        "POST /v1/verifications/batch HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/x-ndjson\r\ncontent-length: {}\r\n\r\n",
        block.len() * blocks
    );
    let sender = thread::spawn(move || {
        sending.write_all(head.as_bytes()).expect("it reads");
        for _ in 0..blocks {
            sending.write_all(block.as_bytes()).expect("it reads while it answers");
        }
    });

    assert_eq!(connection.head().expect("it answers").status, 200);
    let all = lines.len() * blocks;
    let (mut answered, mut early, mut chunk, mut last) = (0, None, Vec::new(), Vec::new());
    while connection.chunk(&mut chunk).expect("it goes on") > 0 {
        answered += chunk.split(|byte| *byte == b'\n').count() - 1;
        if answered >= all / 10 {
            early.get_or_insert_with(|| most_memory(server.id()));
        }
        std::mem::swap(&mut chunk, &mut last);
        chunk.clear();
    }
    sender.join().expect("all was taken");
    let manifest: Value = serde_json::from_slice(&last).expect("the manifest comes by itself");
    let counts = &manifest["manifest"]["credentialSubject"]["lines"];
    assert_eq!(counts, &json!({ "all": all, "confirmed": all, "differs": 0, "refused": 0 }));
    let (early, late) = (early.expect("a tenth was answered"), most_memory(server.id()));
    println!("{all} lines, {} MB: at most {early} KB after a tenth, {late} KB at the end", megabytes());
    assert!(late - early <= MOST_GROWTH, "from {early} KB after a tenth to {late} KB at the end");
}

#[test]
fn four_megabytes_of_line_breaks_take_no_more_memory_than_other_batches() {
    const BYTES: usize = 4 << 20;
    const READ: usize = 100_000;
    let scratch = Scratch::new("line-breaks");
    let server = Serving::start(scratch.path(), &[]).expect("it starts");
    let mut connection = server.connect();
    let before = most_memory(server.id());
    let mut sending = connection.raw().try_clone().expect("a second handle");
    let head = format!(
        "POST /v1/verifications/batch HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/x-ndjson\r\ncontent-length: {BYTES}\r\n\r\n"
    );
    let sender = thread::spawn(move || {
        sending.write_all(head.as_bytes()).expect("it reads");
        // It is not read to its end once the answers are not.
        let _ = sending.write_all(&vec![b'\n'; BYTES]);
    });

    assert_eq!(connection.head().expect("it answers").status, 200);
    let (mut answered, mut chunk) = (0, Vec::new());
    while answered < READ {
        assert!(connection.chunk(&mut chunk).expect("it goes on") > 0, "it ends after {answered}");
        let lines = std::str::from_utf8(&chunk).expect("it is text").lines();
        answered +=
            lines.inspect(|line| assert!(line.starts_with("{\"refused\":[{\"code\":\"syntax\""), "{line}")).count();
        chunk.clear();
    }
    // Nobody reads on: what is judged now has to wait, and so has what is not.
    thread::sleep(std::time::Duration::from_secs(3));
    let after = most_memory(server.id());
    println!("{answered} answers read: {before} KB before, at most {after} KB");
    assert!(after - before <= MOST_FOR_SHORT_LINES, "from {before} KB to {after} KB");
    assert_eq!(server.connect().get("/healthz").expect("it answers").status, 200);
    connection.raw().shutdown(Shutdown::Both).expect("it is open");
    sender.join().expect("it ends");
}
