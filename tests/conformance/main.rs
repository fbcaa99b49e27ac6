//! Every vector against the engine, the `mentormark` program and its server: one named test for each vector and surface.
//!
//! `tests/vectors/README.md` and `tests/submissions/README.md` say what a vector is. Node and Chromium are asked in `tests/js`.

mod engine;
mod expectation;
mod http;
mod program;
mod proof;
mod submission;
mod vector;

use std::{
    collections::BTreeSet,
    path::PathBuf,
    process::ExitCode,
    sync::{Arc, LazyLock},
};

use libtest_mimic::{Arguments, Failed, Trial};

use crate::{engine::Engine, vector::Vector};

fn main() -> ExitCode {
    let arguments = Arguments::from_args();
    // nextest starts a process for each test, which need not read the vectors of all the others.
    let exact = arguments.filter.as_deref().filter(|_| arguments.exact);
    let only = exact.and_then(|name| name.strip_prefix("engine::").or(name.strip_prefix("cli::")));
    let vectors: Arc<[Vector]> = vector::all(only).into();
    let engine: Arc<LazyLock<Engine>> = Arc::new(LazyLock::new(Engine::default));
    let mut trials = proof::trials();
    for number in 0..vectors.len() {
        let (vectors, engine) = (Arc::clone(&vectors), Arc::clone(&engine));
        let name = format!("engine::{}", vectors[number].id);
        trials.push(Trial::test(name, move || in_engine(&engine, &vectors[number])));
    }
    for number in (0..vectors.len()).filter(|&number| program::concerns(&vectors[number])) {
        let (vectors, engine) = (Arc::clone(&vectors), Arc::clone(&engine));
        let name = format!("cli::{}", vectors[number].id);
        trials.push(Trial::test(name, move || in_program(&engine, &vectors[number])));
    }
    let asked = (Arc::clone(&vectors), Arc::clone(&engine));
    trials.push(Trial::test("http::all-over-one-connection", move || over_http(&asked.1, &asked.0)));
    trials.push(Trial::test("stream::all-lines-in-order", move || in_stream(&engine, &vectors)));
    trials.extend(submission::trials());
    libtest_mimic::run(&arguments, trials).exit_code()
}

fn in_engine(engine: &Engine, vector: &Vector) -> Result<(), Failed> {
    found(&expectation::differences(vector, &engine.answer(vector)))
}

fn in_program(engine: &Engine, vector: &Vector) -> Result<(), Failed> {
    let answered = program::run("assess", &["--json", "-"], vector.proof().as_slice(), &vector.text);
    let mut differences = expectation::differences(vector, answered.line());
    let expected = engine.answer(vector);
    differences.extend(expectation::parting(&format!("{expected}\n"), &answered.stdout));
    let code = if vector.is_refused() { 2 } else { 0 };
    if answered.code != Some(code) {
        differences.push(format!("the exit code is {:?}, not {code}: {}", answered.code, answered.stderr));
    }
    found(&differences)
}

fn in_stream(engine: &Engine, vectors: &[Vector]) -> Result<(), Failed> {
    let fits = |vector: &&Vector| program::concerns(vector) && !vector.text.is_empty() && !vector.text.contains('\n');
    let proofs: BTreeSet<PathBuf> = vectors.iter().filter_map(Vector::proof).collect();
    let proofs: Vec<PathBuf> = proofs.into_iter().collect();
    let lines: Vec<&Vector> = vectors.iter().filter(fits).collect();
    let input: String = lines.iter().flat_map(|vector| [vector.text.as_str(), "\n"]).collect();
    let answered = program::run("assess", &["--ndjson"], &proofs, &input);
    let answers: Vec<&str> = answered.stdout.lines().collect();
    if answers.len() != lines.len() {
        return Err(format!("{} lines in, {} out: {}", lines.len(), answers.len(), answered.stderr).into());
    }
    let parting = |(vector, answer): (&&Vector, &str)| {
        expectation::parting(&engine.answer(vector), answer).map(|parting| format!("{}: {parting}", vector.id))
    };
    found(&lines.iter().zip(answers).filter_map(parting).collect::<Vec<_>>())
}

fn over_http(engine: &Engine, vectors: &[Vector]) -> Result<(), Failed> {
    // A server judges by what is shipped.
    let asked: Vec<&Vector> =
        vectors.iter().filter(|vector| program::concerns(vector) && vector.proof().is_none()).collect();
    if asked.is_empty() {
        return Err("no vector was asked".into());
    }
    let mut server = http::Server::start();
    let parting = |vector: &&Vector| {
        let expected = engine.answer(vector);
        let parting = expectation::parting(&expected, &server.answer(&vector.text));
        parting.map(|parting| format!("{}: {parting}", vector.id))
    };
    found(&asked.iter().filter_map(parting).collect::<Vec<_>>())
}

fn found(differences: &[String]) -> Result<(), Failed> {
    if differences.is_empty() { Ok(()) } else { Err(differences.join("\n").into()) }
}
