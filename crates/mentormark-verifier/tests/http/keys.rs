//! The key file: made once, never replaced, never guessed.

use std::{fs, sync::Arc};

use mentormark_seal::{Issuer, Keys, PublicKeys, check_receipt};
use mentormark_verifier::{Config, OpenError, Verifier, keys};

use crate::{
    serving::{Scratch, Served},
    submitted::text,
};

/// Why a verifier over `folder` does not start.
async fn refused(folder: &Scratch) -> String {
    let config = Config::new("127.0.0.1:0", folder.path().join("data"));
    match Verifier::open(config).await {
        Err(error @ OpenError::Keys(_)) => error.to_string(),
        Err(other) => panic!("{other}"),
        Ok(_) => panic!("it starts"),
    }
}

#[tokio::test]
async fn the_first_start_makes_a_key_that_only_its_owner_may_read() {
    let served = Served::new().await;
    let file = served.folder.path().join("data/keys.json");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
    }
    let first = fs::read(&file).unwrap();
    let folder = Arc::clone(&served.folder);
    drop(served);
    let _next = Served::over(folder, |_| {}).await;
    assert_eq!(fs::read(&file).unwrap(), first);
}

#[tokio::test]
async fn after_a_rotation_old_receipts_hold_and_the_new_key_signs() {
    let served = Served::new().await;
    let old = served.post("/v1/verifications", text()).await.json();
    let file = served.folder.path().join("data/keys.json");
    keys::rotate(&file, 3_600).unwrap();
    let folder = Arc::clone(&served.folder);
    drop(served);
    let served = Served::over(folder, |_| {}).await;
    let new = served.post("/v1/verifications", text()).await.json();
    let public = PublicKeys::from_json(&served.get("/v1/keys").await.body).unwrap();
    assert_eq!(public.keys().len(), 2);
    assert!(public.keys()[0].retired.is_some() && public.keys()[1].retired.is_none());
    let key = |answer: &serde_json::Value| check_receipt(&answer["receipt"].to_string(), &public).unwrap().key().id;
    assert_eq!([key(&old), key(&new)], [public.keys()[0].id, public.keys()[1].id]);
}

#[tokio::test]
async fn a_key_file_that_is_gone_is_not_replaced_unasked() {
    let served = Served::new().await;
    let old = served.post("/v1/verifications", text()).await;
    let folder = Arc::clone(&served.folder);
    drop(served);
    let file = folder.path().join("data/keys.json");
    fs::rename(&file, folder.path().join("elsewhere")).unwrap();
    let told = refused(&folder).await;
    assert!(told.contains("is not there") && told.contains("--new-key"), "{told}");
    let known = old.json()["receipt"]["issuer"].as_str().unwrap().strip_prefix("did:key:").unwrap().to_owned();
    assert!(told.contains(&format!("answers signed with `{known}`: put it back")), "{told}");
    assert!(!file.exists());

    let served = Served::over(Arc::clone(&folder), |config| config.new_key = true).await;
    let public = PublicKeys::from_json(&served.get("/v1/keys").await.body).unwrap();
    assert_eq!(public.keys().len(), 2, "the lost key's public half is still told");
    check_receipt(&old.json()["receipt"].to_string(), &public).unwrap();
}

#[tokio::test]
async fn a_key_file_that_cannot_be_used_is_told() {
    for (text, expected) in [("", "cannot be used"), ("{\"keys\":[]}", "cannot be used"), ("{", "cannot be used")] {
        let folder = Scratch::new();
        fs::create_dir_all(folder.path().join("data")).unwrap();
        let file = folder.path().join("data/keys.json");
        fs::write(&file, text).unwrap();
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            fs::set_permissions(&file, fs::Permissions::from_mode(0o600)).unwrap();
        }
        let told = refused(&folder).await;
        assert!(told.contains(expected), "{told}");
        assert_eq!(fs::read_to_string(&file).unwrap(), text);
    }
}

#[tokio::test]
async fn with_a_clock_before_the_key_nothing_is_signed_and_nothing_kept() {
    let served = Served::new().await;
    let folder = Arc::clone(&served.folder);
    drop(served);
    let file = folder.path().join("data/keys.json");
    // To this key the present is the past.
    let later = Keys::new([7; 32], "2199-01-01T00:00:00Z".parse().unwrap());
    fs::write(&file, later.to_json()).unwrap();
    let served = Served::over(folder, |_| {}).await;
    let refused = served.post("/v1/verifications", text()).await;
    assert_eq!(refused.problem(), (503, "signing-unavailable".to_owned(), vec![]));
    assert_eq!(refused.header("retry-after"), "30");
    assert_eq!(served.post("/v1/assess", crate::submitted::ASSESSMENT).await.status, 200);
    assert_eq!(served.kept().await, 0);
}

#[tokio::test]
#[cfg(unix)]
async fn a_key_file_that_others_may_read_is_told() {
    use std::os::unix::fs::PermissionsExt;
    let served = Served::new().await;
    let folder = Arc::clone(&served.folder);
    drop(served);
    let file = folder.path().join("data/keys.json");
    fs::set_permissions(&file, fs::Permissions::from_mode(0o644)).unwrap();
    assert!(refused(&folder).await.contains("chmod 600"));
}

#[tokio::test]
async fn a_web_issuer_signs_in_its_own_name_and_has_a_did_document() {
    let served = Served::with(|config| config.issuer = Some("did:web:example.org".parse().unwrap())).await;
    let receipt = served.post("/v1/verifications", text()).await.json()["receipt"].clone();
    assert_eq!(receipt["issuer"], "did:web:example.org");
    let public = PublicKeys::from_json(&served.get("/v1/keys").await.body).unwrap();
    assert!(matches!(public.issuer(), Issuer::Web(_)));
    check_receipt(&receipt.to_string(), &public).unwrap();
    let document = served.get("/.well-known/did.json").await.json();
    assert_eq!(document["id"], "did:web:example.org");
    assert_eq!(Served::new().await.get("/.well-known/did.json").await.problem().1, "not-found");
}
