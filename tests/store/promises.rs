//! One body of promises for every kind of store. Each starts with an empty one.

use std::sync::Arc;

use mentormark_verifier::{
    StoreError,
    store::{Claim, Event, Key, audit::What},
};

use crate::{Place, entry, keyed, record};

/// Keeps all of them, having made an empty place for each.
pub(crate) async fn all_hold(fresh: impl AsyncFn(&str) -> Place) {
    answers_are_kept_and_found(&fresh("found").await).await;
    many_at_once_are_all_kept(&fresh("many").await).await;
    one_that_cannot_be_kept_stops_no_other(&fresh("alone").await).await;
    a_key_is_claimed_once(&fresh("claims").await).await;
    a_key_given_up_can_be_claimed_again(&fresh("released").await).await;
    public_keys_are_kept_in_their_order(&fresh("keys").await).await;
    nothing_is_changed_by_accident(&fresh("triggers").await).await;
    tampering_is_found(&fresh("tampered").await).await;
}

async fn answers_are_kept_and_found(place: &Place) {
    let store = place.open().await.unwrap();
    store.probe().await.unwrap();
    assert_eq!(store.verification(&record(1).id).await, Ok(None));
    for number in 1..=3 {
        store.keep(record(number)).await.unwrap();
    }
    store.keep(entry(4, Event::Manifest)).await.unwrap();
    assert_eq!(store.verification(&record(2).id).await, Ok(Some(record(2).answer().to_owned())));
    assert_eq!(store.verification(&record(4).id).await, Ok(None), "a manifest is no verification");
    let checked = store.check(None).await.unwrap();
    assert_eq!((checked.rows, checked.faults.len()), (4, 0));
    drop(store);
    let store = place.open().await.unwrap();
    assert_eq!(store.verification(&record(3).id).await, Ok(Some(record(3).answer().to_owned())));
    store.keep(record(5)).await.unwrap();
    let later = store.check(Some(&checked.head)).await.unwrap();
    assert_eq!((later.rows, later.holds_known_head, later.faults.len()), (5, true, 0));
    assert_ne!(later.head, checked.head);
}

async fn many_at_once_are_all_kept(place: &Place) {
    let store = Arc::new(place.open().await.unwrap());
    let keeping: Vec<_> = (0..600)
        .map(|number| {
            let store = Arc::clone(&store);
            tokio::spawn(async move { store.keep(record(number)).await })
        })
        .collect();
    for kept in keeping {
        assert_eq!(kept.await.unwrap(), Ok(()));
    }
    let checked = store.check(None).await.unwrap();
    assert_eq!((checked.rows, checked.faults), (600, vec![]));
    for number in 0..600 {
        assert_eq!(store.verification(&record(number).id).await, Ok(Some(record(number).answer().to_owned())));
    }
}

async fn one_that_cannot_be_kept_stops_no_other(place: &Place) {
    let store = Arc::new(place.open().await.unwrap());
    store.keep(record(0)).await.unwrap();
    let keeping: Vec<_> = (0..50)
        .map(|number| {
            let store = Arc::clone(&store);
            // Number 0 has an id that is taken.
            tokio::spawn(async move { store.keep(record(number)).await })
        })
        .collect();
    for (number, kept) in keeping.into_iter().enumerate() {
        assert_eq!(kept.await.unwrap().is_ok(), number > 0, "{number}");
    }
    let checked = store.check(None).await.unwrap();
    assert_eq!((checked.rows, checked.faults), (50, vec![]));
}

async fn a_key_is_claimed_once(place: &Place) {
    let store = place.open().await.unwrap();
    let attempt = |body: &str| Key::new("key", body.as_bytes());
    let first = attempt("a");
    assert_eq!(store.claim(&first).await, Ok(Claim::Granted));
    assert_eq!(store.claim(&attempt("a")).await, Ok(Claim::Running));
    assert_eq!(store.claim(&attempt("b")).await, Ok(Claim::OtherBody));
    assert_eq!(store.claim(&Key::new("other", b"a")).await, Ok(Claim::Granted));
    store.keep(keyed(1, &first)).await.unwrap();
    let answered = Claim::Answered { id: record(1).id, answer: record(1).answer().to_owned() };
    assert_eq!(store.claim(&attempt("a")).await, Ok(answered.clone()));
    assert_eq!(store.claim(&attempt("b")).await, Ok(Claim::OtherBody));
    drop(store);
    let store = place.open().await.unwrap();
    assert_eq!(store.claim(&attempt("a")).await, Ok(answered));
    assert_eq!(store.claim(&attempt("b")).await, Ok(Claim::OtherBody));
}

async fn a_key_given_up_can_be_claimed_again(place: &Place) {
    let store = place.open().await.unwrap();
    let first = Key::new("key", b"a");
    assert_eq!(store.claim(&first).await, Ok(Claim::Granted));
    store.release(&first).await;
    let second = Key::new("key", b"b");
    assert_eq!(store.claim(&second).await, Ok(Claim::Granted));
    // Given up once more, the first takes nothing from the second.
    store.release(&first).await;
    assert_eq!(store.claim(&Key::new("key", b"b")).await, Ok(Claim::Running));
    store.keep(keyed(2, &second)).await.unwrap();
    assert_eq!(store.check(None).await.unwrap().rows, 1);
}

async fn public_keys_are_kept_in_their_order(place: &Place) {
    let store = place.open().await.unwrap();
    let entry = |id: &str, document: &str| (id.to_owned(), document.to_owned());
    store.enter_keys(vec![entry("z", "1"), entry("a", "2")]).await.unwrap();
    store.enter_keys(vec![entry("z", "1, retired"), entry("m", "3")]).await.unwrap();
    assert_eq!(store.keys().await.unwrap(), ["1, retired", "2", "3"]);
}

async fn nothing_is_changed_by_accident(place: &Place) {
    let store = place.open().await.unwrap();
    store.keep(record(1)).await.unwrap();
    for sql in [
        "UPDATE record SET answer = 'other'",
        "DELETE FROM record",
        "UPDATE audit SET at = 'other'",
        "DELETE FROM audit",
    ] {
        assert!(place.tamper(sql).await.is_err(), "{sql}");
    }
    assert_eq!(store.check(None).await.unwrap().faults, []);
}

async fn tampering_is_found(place: &Place) {
    let store = place.open().await.unwrap();
    for number in 1..=5 {
        store.keep(record(number)).await.unwrap();
    }
    let head = store.check(None).await.unwrap().head;
    let unguard = match place {
        Place::Folder(_) => {
            "DROP TRIGGER record_is_not_changed; DROP TRIGGER audit_is_not_changed; DROP TRIGGER audit_is_not_deleted; DROP TRIGGER record_is_not_deleted;"
        }
        Place::Address(_) => {
            "DROP TRIGGER record_is_only_added_to ON record; DROP TRIGGER audit_is_only_added_to ON audit;"
        }
    };
    place.tamper(unguard).await.unwrap();
    let found = async || {
        let faults = store.check(Some(&head)).await.unwrap().faults;
        faults.into_iter().map(|fault| (fault.seq, fault.what)).collect::<Vec<_>>()
    };
    assert_eq!(found().await, []);
    place.tamper("UPDATE record SET answer = 'other' WHERE seq = 2").await.unwrap();
    assert_eq!(found().await, [(2, What::OtherAnswer)]);
    place.tamper("UPDATE audit SET at = '2020-01-01T00:00:00Z' WHERE seq = 4").await.unwrap();
    let changed = found().await;
    assert!(changed.contains(&(4, What::Changed)), "{changed:?}");
    place.tamper("DELETE FROM audit WHERE seq = 5").await.unwrap();
    let cut = found().await;
    assert!(cut.contains(&(0, What::HeadMissing)) && cut.contains(&(0, What::Unlisted)), "{cut:?}");
}

/// Whether an error says that the store does not answer.
pub(crate) fn is_silent<T>(found: &Result<T, StoreError>) -> bool {
    matches!(found, Err(StoreError::Unavailable(_)))
}
