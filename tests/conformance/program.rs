//! The `mentormark` program as a surface.

use std::{
    env,
    io::Write,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    sync::OnceLock,
    thread,
};

use crate::vector::{Surface, Vector};

/// What the program said.
pub(crate) struct Answered {
    pub(crate) stdout: String,
    pub(crate) stderr: String,
    pub(crate) code: Option<i32>,
}

impl Answered {
    /// What it printed, without the line break at the end.
    pub(crate) fn line(&self) -> &str {
        self.stdout.trim_end_matches('\n')
    }
}

/// Whether a vector can be put to the program, which chooses the scheme and the edition itself.
pub(crate) fn concerns(vector: &Vector) -> bool {
    vector.surface != Surface::Plan
}

/// Runs `mentormark assess` with `input` on its standard input and scheme files besides what is shipped.
pub(crate) fn assess(arguments: &[&str], scheme_files: &[PathBuf], input: &str) -> Answered {
    let mut child = Command::new(program())
        .arg("assess")
        .args(arguments)
        .args(scheme_files.iter().flat_map(|file| ["--scheme-file".as_ref(), file.as_os_str()]))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let mut stdin = child.stdin.take().expect("it was piped");
    let input = input.to_owned();
    // Written from a thread of its own, because the program may answer before it has read everything.
    let writer = thread::spawn(move || stdin.write_all(input.as_bytes()));
    let output = child.wait_with_output().expect("the program ends");
    // It need not read all of a document that is too long.
    let _ = writer.join().expect("no panic");
    let text = |bytes| String::from_utf8(bytes).expect("it prints UTF-8");
    Answered { stdout: text(output.stdout), stderr: text(output.stderr), code: output.status.code() }
}

/// `MENTORMARK_BIN`, or the program beside this test, which is built where it is missing.
fn program() -> &'static Path {
    static PROGRAM: OnceLock<PathBuf> = OnceLock::new();
    PROGRAM.get_or_init(|| {
        if let Some(named) = env::var_os("MENTORMARK_BIN") {
            return named.into();
        }
        // target/<profile>/deps/conformance-<hash>
        let test = env::current_exe().expect("this test is a file");
        let folder = test.ancestors().nth(2).expect("it stands in a folder of the target folder");
        let program = folder.join(format!("mentormark{}", env::consts::EXE_SUFFIX));
        if !program.is_file() {
            build(folder);
        }
        program
    })
}

fn build(folder: &Path) {
    let profile = folder.file_name().unwrap_or_default().to_string_lossy();
    // The folder of the profile `dev` is called `debug`.
    let profile = if profile == "debug" { "dev" } else { &*profile };
    let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let status = Command::new(cargo)
        .args(["build", "--quiet", "--package", "mentormark-cli", "--profile", profile])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .status()
        .expect("cargo starts");
    assert!(status.success(), "`cargo build --package mentormark-cli` failed");
}
