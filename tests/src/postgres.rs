//! A PostgreSQL server of this test's own, on a socket in a folder of its own.

use std::{
    env,
    ffi::OsStr,
    fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use crate::serving::Scratch;

/// A server, stopped when dropped.
pub struct Postgres {
    programs: PathBuf,
    as_user: Option<&'static str>,
    folder: Scratch,
}

impl Postgres {
    /// A new server, or nothing where this machine has no PostgreSQL. `MENTORMARK_POSTGRES` names the folder of its programs; with that
    /// there must be one.
    ///
    /// # Panics
    /// A PostgreSQL that is there and does not start.
    #[must_use]
    pub fn start() -> Option<Self> {
        let programs = programs()?;
        // PostgreSQL does not run as root.
        let is_root = Command::new("id").arg("-u").output().is_ok_and(|output| output.stdout == b"0\n");
        let as_user = is_root.then_some("postgres");
        let folder = Scratch::new("postgres");
        let server = Self { programs, as_user, folder };
        if is_root {
            run(Command::new("chown").arg("postgres").arg(server.folder.path()));
        }
        let data = server.data();
        server.run("initdb", &["--auth=trust", "--username=postgres", "--encoding=UTF8", "--no-sync", "-D"], &data);
        server.resume();
        Some(server)
    }

    /// Starts it again after [`Postgres::halt`].
    ///
    /// # Panics
    /// Where it does not start.
    pub fn resume(&self) {
        let options = format!("-c listen_addresses= -c unix_socket_directories={}", self.folder.path().display());
        let log = self.folder.path().join("log");
        let data = self.data();
        let arguments = ["-w", "-l", &log.to_string_lossy(), "-o", &options, "start", "-D"];
        self.run("pg_ctl", &arguments, &data);
    }

    /// Stops it at once, as a crash would.
    ///
    /// # Panics
    /// Where it cannot be stopped.
    pub fn halt(&self) {
        self.run("pg_ctl", &["-m", "immediate", "-w", "stop", "-D"], &self.data());
    }

    /// The address of a schema of its own in it, made if it is not there.
    #[must_use]
    pub fn address(&self, schema: &str) -> String {
        let folder = self.folder.path().to_string_lossy().replace('/', "%2F");
        format!("postgres://postgres@{folder}/postgres?options=-csearch_path%3D{schema}")
    }

    /// Makes a schema.
    ///
    /// # Panics
    /// Where it cannot be made.
    pub fn make(&self, schema: &str) {
        let mut psql = self.command("psql");
        psql.args(["-q", "-U", "postgres", "-h"]).arg(self.folder.path());
        run(psql.args(["-c", &format!("CREATE SCHEMA {schema}"), "postgres"]));
    }

    fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    fn run(&self, program: &str, arguments: &[&str], last: &Path) {
        run(self.command(program).args(arguments).arg(last));
    }

    fn command(&self, program: &str) -> Command {
        let program = self.programs.join(program);
        let mut command = match self.as_user {
            Some(user) => {
                let mut command = Command::new("runuser");
                command.args([OsStr::new("-u"), OsStr::new(user), OsStr::new("--"), program.as_os_str()]);
                command
            }
            None => Command::new(program),
        };
        command.current_dir(self.folder.path());
        command
    }
}

impl Drop for Postgres {
    fn drop(&mut self) {
        let mut stop = self.command("pg_ctl");
        stop.args(["-m", "immediate", "-w", "stop", "-D"]).arg(self.data());
        let _ = stop.stdout(Stdio::null()).stderr(Stdio::null()).status();
    }
}

/// The folder with the programs of PostgreSQL.
fn programs() -> Option<PathBuf> {
    if let Some(named) = env::var_os("MENTORMARK_POSTGRES") {
        return Some(named.into());
    }
    let has = |folder: &PathBuf| folder.join("initdb").is_file() && folder.join("pg_ctl").is_file();
    let on_path = env::var_os("PATH").map(|path| env::split_paths(&path).collect::<Vec<_>>()).unwrap_or_default();
    let debian =
        fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten().map(|entry| entry.path().join("bin"));
    debian.chain(on_path).find(has)
}

fn run(command: &mut Command) {
    let output = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn();
    let status = output.and_then(|mut child| child.wait()).unwrap_or_else(|error| panic!("{command:?}: {error}"));
    assert!(status.success(), "{command:?}: {status}");
}
