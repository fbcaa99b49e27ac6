//! The `mentormark` program.

use std::{
    env,
    path::{Path, PathBuf},
    process::Command,
    sync::OnceLock,
};

/// `MENTORMARK_BIN`, or the program beside this test, which is built where it is missing.
///
/// # Panics
/// Where it is missing and cannot be built.
#[must_use]
pub fn program() -> &'static Path {
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
