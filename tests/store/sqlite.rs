//! What SQLite promises besides: one process at a time, backups, and a clear word about what is no store.

use std::fs;

use mentormark_tests::serving::Scratch;
use mentormark_verifier::{Store, StoreError, store::Sqlite};

use crate::{Place, promises, record};

#[tokio::test(flavor = "multi_thread")]
async fn sqlite_keeps_every_promise() {
    let scratch = Scratch::new("promises");
    promises::all_hold(async |name| Place::Folder(scratch.path().join(name))).await;
}

#[tokio::test]
async fn a_folder_is_served_by_one_process() {
    let scratch = Scratch::new("in-use");
    let store = Store::in_folder(scratch.path()).unwrap();
    let second = Store::in_folder(scratch.path()).unwrap_err();
    assert!(matches!(second, StoreError::InUse(_)), "{second}");
    assert!(second.to_string().contains("--data"), "{second}");
    drop(store);
    Store::in_folder(scratch.path()).unwrap();
}

#[cfg(unix)]
#[tokio::test(flavor = "multi_thread")]
async fn what_is_kept_can_be_read_by_its_owner_alone() {
    use std::os::unix::fs::PermissionsExt;
    let mode = |path: &std::path::Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    let scratch = Scratch::new("private");
    let (data, copy) = (scratch.path().join("data"), scratch.path().join("copy.db"));
    let store = Store::in_folder(&data).unwrap();
    store.keep(record(1)).await.unwrap();
    Sqlite::back_up(&data, &copy).unwrap();
    assert_eq!([mode(&data), mode(&copy)], [0o700, 0o600]);
    for file in ["mentormark.db", "mentormark.db-wal", "mentormark.db-shm"] {
        assert_eq!(mode(&data.join(file)), 0o600, "{file}");
    }
}

#[tokio::test]
async fn what_is_no_store_is_told_and_left_alone() {
    let scratch = Scratch::new("no-store");
    let file = scratch.path().join("mentormark.db");
    fs::write(&file, "not a database, but long enough to look at ".repeat(10)).unwrap();
    let before = fs::read(&file).unwrap();
    let refused = Store::in_folder(scratch.path()).unwrap_err();
    assert!(matches!(refused, StoreError::NoStore(_)), "{refused:?}");
    assert_eq!(fs::read(&file).unwrap(), before);
    let nowhere = Sqlite::check_at(&scratch.path().join("nowhere"), None).unwrap_err();
    assert!(nowhere.to_string().starts_with("there is no store in "), "{nowhere}");
}

#[tokio::test]
async fn a_store_of_a_later_program_is_not_touched() {
    let scratch = Scratch::new("too-new");
    drop(Store::in_folder(scratch.path()).unwrap());
    let place = Place::Folder(scratch.path().to_owned());
    place.tamper("PRAGMA user_version = 99").await.unwrap();
    assert_eq!(Store::in_folder(scratch.path()).unwrap_err(), StoreError::TooNew { found: 99 });
}

#[tokio::test(flavor = "multi_thread")]
async fn a_backup_taken_while_answers_are_kept_restores_whole() {
    let scratch = Scratch::new("backup");
    let data = scratch.path().join("data");
    let store = std::sync::Arc::new(Store::in_folder(&data).unwrap());
    for number in 0..100 {
        store.keep(record(number)).await.unwrap();
    }
    let writing = {
        let store = std::sync::Arc::clone(&store);
        tokio::spawn(async move {
            for number in 100..1_000 {
                store.keep(record(number)).await.unwrap();
            }
        })
    };
    let copy = scratch.path().join("copy.db");
    let (from, to) = (data.clone(), copy.clone());
    tokio::task::spawn_blocking(move || Sqlite::back_up(&from, &to)).await.unwrap().unwrap();
    writing.await.unwrap();
    assert!(Sqlite::back_up(&data, &copy).unwrap_err().to_string().contains("is there already"));

    let in_copy = Sqlite::check_at(&copy, None).unwrap();
    assert!(in_copy.faults.is_empty() && (100..=1_000).contains(&in_copy.rows), "{in_copy:?}");
    // The copy is a part of what came after, from its start.
    assert!(store.check(Some(&in_copy.head)).await.unwrap().holds_known_head);

    let restored = scratch.path().join("restored");
    fs::create_dir_all(&restored).unwrap();
    fs::copy(&copy, restored.join("mentormark.db")).unwrap();
    let restored = Store::in_folder(&restored).unwrap();
    assert_eq!(restored.verification(&record(7).id).await, Ok(Some(record(7).answer().to_owned())));
    restored.keep(record(5_000)).await.unwrap();
    let checked = restored.check(Some(&in_copy.head)).await.unwrap();
    assert_eq!((checked.rows, checked.faults), (in_copy.rows + 1, vec![]));
}
