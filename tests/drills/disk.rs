//! A disk that is full: a clear answer, nothing lost, and going on by itself once there is room.

#![cfg(target_os = "linux")]

use std::process::Command;

use mentormark_tests::{
    program::program,
    serving::{Scratch, Serving},
    submission,
};

#[test]
fn a_full_disk_is_told_and_room_is_used_again() {
    let scratch = Scratch::new("full");
    let data = scratch.path().join("data");
    let mut command = Command::new("sh");
    // No file of this process may grow beyond some hundred kilobytes: to the store that is a full disk.
    command.args(["-c", "trap '' XFSZ; ulimit -S -f 600; exec \"$0\" \"$@\""]).arg(program());
    command.args(["serve", "--listen", "127.0.0.1:0", "--quiet", "--limit", "verify-per-minute=0,read-per-minute=0"]);
    let server = Serving::spawn({
        command.arg("--data").arg(&data);
        command
    })
    .unwrap();
    let mut connection = server.connect();
    let mut kept = Vec::new();
    let refused = loop {
        assert!(kept.len() < 2_000, "the disk is never full");
        let number = u32::try_from(kept.len()).unwrap() + 1;
        let answer = connection
            .post("/v1/verifications", &[("idempotency-key", &format!("k{number}"))], &submission::numbered(number))
            .unwrap();
        if answer.status != 201 {
            break answer;
        }
        kept.push((answer.header("location").unwrap().to_owned(), answer.body));
    };
    assert!(!kept.is_empty());
    assert_eq!(refused.status, 503, "{}", refused.body);
    assert!(
        refused.body.contains("/docs#store-unavailable") && refused.header("retry-after").is_some(),
        "{}",
        refused.body
    );
    assert_eq!(connection.get("/readyz").unwrap().status, 503);
    assert_eq!(connection.get("/healthz").unwrap().status, 200);
    for (location, body) in &kept {
        assert_eq!(&connection.get(location).unwrap().body, body);
    }

    let room = Command::new("prlimit").args(["--pid", &server.id().to_string(), "--fsize=unlimited"]).status().unwrap();
    assert!(room.success());
    std::thread::sleep(std::time::Duration::from_millis(1_100));
    assert_eq!(connection.get("/readyz").unwrap().status, 200);
    let number = u32::try_from(kept.len()).unwrap() + 1;
    let headers = [("idempotency-key", format!("k{number}"))];
    let headers: Vec<(&str, &str)> = headers.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let again = connection.post("/v1/verifications", &headers, &submission::numbered(number)).unwrap();
    assert_eq!(again.status, 201, "{}", again.body);
    kept.push((again.header("location").unwrap().to_owned(), again.body));
    assert!(server.stop().success());

    let next = Serving::start(&data, &[]).unwrap();
    let mut connection = next.connect();
    for (location, body) in &kept {
        assert_eq!(&connection.get(location).unwrap().body, body);
    }
    let checked = Command::new(program()).args(["store", "check", "--data"]).arg(&data).output().unwrap();
    let said = String::from_utf8(checked.stdout).unwrap();
    assert!(checked.status.success() && said.contains(&format!("rows {}\n", kept.len())), "{said}");
}
