//! The `mentormark` program as a surface.

use std::{
    io::Write,
    path::PathBuf,
    process::{Command, Stdio},
    thread,
};

use mentormark_tests::program::program;

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

/// Runs a command of `mentormark` with `input` on its standard input and scheme files besides what is shipped.
pub(crate) fn run(command: &str, arguments: &[&str], scheme_files: &[PathBuf], input: &str) -> Answered {
    let mut child = Command::new(program())
        .arg(command)
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
