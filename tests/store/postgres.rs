//! What PostgreSQL promises besides: several instances on one chain, claims that run out, and recovery without hands.

use std::{process::Command, sync::Arc};

use mentormark_tests::postgres::Postgres;
use mentormark_verifier::{
    StoreError,
    store::{Claim, Key},
};

use crate::{Place, keyed, promises, record};

#[tokio::test(flavor = "multi_thread")]
async fn postgres_keeps_every_promise() {
    let Some(server) = Postgres::start() else {
        println!("not run: this machine has no PostgreSQL");
        return;
    };
    let fresh = async |name: &str| {
        server.make(name);
        Place::Address(server.address(name))
    };
    promises::all_hold(fresh).await;
    two_instances_add_to_one_chain(&fresh("instances").await).await;
    a_claim_whose_attempt_died_runs_out(&fresh("lease").await).await;
    a_claim_from_before_the_clock_went_back_runs_out(&fresh("clock").await).await;
    a_connection_that_answers_no_more_is_given_up(&fresh("silent").await, &server).await;
    tables_of_a_later_program_are_not_touched(&fresh("later").await).await;
    a_server_that_was_gone_is_used_again(&fresh("gone").await, &server).await;
    let nowhere = Place::Address("postgres://postgres@127.0.0.1:1/none".to_owned()).open().await.unwrap_err();
    assert!(matches!(nowhere, StoreError::Unavailable(_)), "{nowhere:?}");
    let nonsense = Place::Address("nonsense://x".to_owned()).open().await.unwrap_err();
    assert!(matches!(nonsense, StoreError::NoStore(_)), "{nonsense:?}");
}

async fn two_instances_add_to_one_chain(place: &Place) {
    let (one, two) = (Arc::new(place.open().await.unwrap()), Arc::new(place.open().await.unwrap()));
    let key = Key::new("key", b"a");
    assert_eq!(one.claim(&key).await, Ok(Claim::Granted));
    assert_eq!(two.claim(&Key::new("key", b"a")).await, Ok(Claim::Running));
    assert_eq!(two.claim(&Key::new("key", b"b")).await, Ok(Claim::OtherBody));
    let keeping: Vec<_> = (1..=400)
        .map(|number| {
            let store = Arc::clone(if number % 2 == 0 { &one } else { &two });
            tokio::spawn(async move { store.keep(record(number)).await })
        })
        .collect();
    for kept in keeping {
        assert_eq!(kept.await.unwrap(), Ok(()));
    }
    one.keep(keyed(401, &key)).await.unwrap();
    let answered = Claim::Answered { id: record(401).id, answer: record(401).answer().to_owned() };
    assert_eq!(two.claim(&Key::new("key", b"a")).await, Ok(answered));
    let checked = two.check(None).await.unwrap();
    assert_eq!((checked.rows, checked.faults), (401, vec![]));
}

async fn a_claim_whose_attempt_died_runs_out(place: &Place) {
    let store = place.open().await.unwrap();
    let dead = Key::new("key", b"a");
    assert_eq!(store.claim(&dead).await, Ok(Claim::Granted));
    let next = Key::new("key", b"a");
    assert_eq!(store.claim(&next).await, Ok(Claim::Running));
    place.tamper("UPDATE idempotency SET claimed_at = now() - interval '31 seconds'").await.unwrap();
    assert_eq!(store.claim(&next).await, Ok(Claim::Granted));
    // The first was only slow: it is told, and nothing of it is kept.
    assert_eq!(store.keep(keyed(1, &dead)).await, Err(StoreError::Overtaken));
    store.release(&dead).await;
    store.keep(keyed(2, &next)).await.unwrap();
    assert_eq!(store.verification(&record(1).id).await, Ok(None));
    let checked = store.check(None).await.unwrap();
    assert_eq!((checked.rows, checked.faults), (1, vec![]));
}

async fn a_claim_from_before_the_clock_went_back_runs_out(place: &Place) {
    let store = place.open().await.unwrap();
    let dead = Key::new("key", b"a");
    assert_eq!(store.claim(&dead).await, Ok(Claim::Granted));
    let next = Key::new("key", b"a");
    // Clocks of databases that take turns are some seconds apart.
    place.tamper("UPDATE idempotency SET claimed_at = now() + interval '20 seconds'").await.unwrap();
    assert_eq!(store.claim(&next).await, Ok(Claim::Running));
    place.tamper("UPDATE idempotency SET claimed_at = now() + interval '1 hour'").await.unwrap();
    assert_eq!(store.claim(&next).await, Ok(Claim::Granted));
    assert_eq!(store.keep(keyed(1, &dead)).await, Err(StoreError::Overtaken));
    store.keep(keyed(2, &next)).await.unwrap();
    assert_eq!(store.check(None).await.unwrap().rows, 1);
}

/// As when a cable is cut: the connection stands, and nothing comes of it.
async fn a_connection_that_answers_no_more_is_given_up(place: &Place, server: &Postgres) {
    let store = place.open().await.unwrap();
    store.keep(record(1)).await.unwrap();
    let stopped = server.ask("SELECT pid FROM pg_stat_activity WHERE application_name = 'mentormark'");
    let signal = |name: &str| {
        for process in stopped.lines() {
            assert!(Command::new("kill").args([name, process]).status().unwrap().success(), "{name} {process}");
        }
    };
    signal("-STOP");
    let first = record(1);
    let silent = tokio::join!(store.verification(&first.id), store.keep(record(2)));
    let found = (store.verification(&first.id).await, store.keep(record(3)).await);
    signal("-CONT");
    assert!(promises::is_silent(&silent.0) && promises::is_silent(&silent.1), "{silent:?}");
    assert_eq!(found, (Ok(Some(first.answer().to_owned())), Ok(())));
    assert_eq!(store.check(None).await.unwrap().faults, []);
}

async fn tables_of_a_later_program_are_not_touched(place: &Place) {
    drop(place.open().await.unwrap());
    place.tamper("INSERT INTO schema_version VALUES (99)").await.unwrap();
    assert_eq!(place.open().await.unwrap_err(), StoreError::TooNew { found: 99 });
}

async fn a_server_that_was_gone_is_used_again(place: &Place, server: &Postgres) {
    let store = place.open().await.unwrap();
    store.keep(record(1)).await.unwrap();
    server.halt();
    assert!(promises::is_silent(&store.probe().await));
    assert!(promises::is_silent(&store.keep(record(2)).await));
    assert!(promises::is_silent(&store.verification(&record(1).id).await));
    server.resume();
    store.probe().await.unwrap();
    store.keep(record(3)).await.unwrap();
    assert_eq!(store.verification(&record(1).id).await, Ok(Some(record(1).answer().to_owned())));
    let checked = store.check(None).await.unwrap();
    assert_eq!((checked.rows, checked.faults), (2, vec![]));
}
