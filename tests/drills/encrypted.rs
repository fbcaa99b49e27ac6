//! TLS to the database: asked for it is there, with a server that can show who it is, or nothing is sent.

use std::{fs, path::Path, process::Command};

use mentormark_tests::{
    postgres::Postgres,
    program::program,
    serving::{Scratch, Serving},
    submission,
};

/// A server over a database address, which trusts the authorities in a file.
fn serve(data: &Path, authorities: &Path, address: &str) -> Result<Serving, String> {
    let mut command = Command::new(program());
    command.args(["serve", "--listen", "127.0.0.1:0", "--quiet", "--data"]).arg(data);
    command.args(["--database-url", address]).env("SSL_CERT_FILE", authorities).env_remove("SSL_CERT_DIR");
    Serving::spawn(command)
}

#[test]
fn a_database_that_is_asked_for_tls_must_show_who_it_is() {
    let made = rcgen::generate_simple_self_signed(["localhost".to_owned()]).unwrap();
    let strange = rcgen::generate_simple_self_signed(["localhost".to_owned()]).unwrap();
    let Some(database) = Postgres::start_with_tls(&made.cert.pem(), &made.signing_key.serialize_pem()) else {
        println!("not run: this machine has no PostgreSQL");
        return;
    };
    let scratch = Scratch::new("encrypted");
    let (data, own, other) = (scratch.path().join("data"), scratch.path().join("own"), scratch.path().join("other"));
    fs::write(&own, made.cert.pem()).unwrap();
    fs::write(&other, strange.cert.pem()).unwrap();
    let at = |host: &str, mode: &str| format!("postgres://postgres@{host}:{}/postgres?sslmode={mode}", database.port());
    let encrypted = "SELECT bool_and(ssl), count(*) > 0 FROM pg_stat_ssl JOIN pg_stat_activity USING (pid) \
                     WHERE application_name = 'mentormark'";

    let server = serve(&data, &own, &at("localhost", "require")).unwrap();
    let answer = server.connect().post("/v1/verifications", &[], &submission::numbered(1)).unwrap();
    assert_eq!(answer.status, 201, "{}", answer.body);
    assert_eq!(database.ask(encrypted), "t|t");
    assert_eq!(server.connect().get(answer.header("location").unwrap()).unwrap().body, answer.body);
    assert!(server.stop().success());

    let refused = |authorities: &Path, address: &str| {
        let Err(said) = serve(&data, authorities, address) else { panic!("it starts: {address}") };
        said
    };
    let said = refused(&other, &at("localhost", "require"));
    assert!(said.contains("certificate"), "{said}");
    let said = refused(&own, &at("127.0.0.1", "require"));
    assert!(said.contains("certificate"), "{said}");
    let said = refused(&scratch.path().join("nowhere"), &at("localhost", "require"));
    assert!(said.contains("SSL_CERT_FILE"), "{said}");
    let said = refused(&own, &at("localhost", "verify-full"));
    assert!(said.contains("sslmode") && said.contains("require"), "{said}");

    let server = serve(&data, &other, &at("localhost", "disable")).unwrap();
    assert_eq!(server.connect().get("/readyz").unwrap().status, 200);
    assert_eq!(database.ask(encrypted), "f|t");
}

#[test]
fn a_database_without_tls_is_not_spoken_to_where_it_is_asked_for() {
    let Some(database) = Postgres::start() else {
        println!("not run: this machine has no PostgreSQL");
        return;
    };
    database.make("plain");
    let scratch = Scratch::new("plain");
    let own = scratch.path().join("own");
    fs::write(&own, rcgen::generate_simple_self_signed(["localhost".to_owned()]).unwrap().cert.pem()).unwrap();
    let Err(said) = serve(scratch.path(), &own, &format!("{}&sslmode=require", database.address("plain"))) else {
        panic!("it starts")
    };
    assert!(said.contains("TLS"), "{said}");
}
