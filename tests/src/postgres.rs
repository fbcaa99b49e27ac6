//! A PostgreSQL server of this test's own, on a socket in a folder of its own; on a port of this machine too where it is asked for TLS.

use std::{
    env,
    ffi::OsStr,
    fs,
    net::TcpListener,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use crate::serving::Scratch;

/// A server, stopped when dropped.
pub struct Postgres {
    programs: PathBuf,
    as_user: Option<&'static str>,
    folder: Scratch,
    /// Where it listens with TLS.
    port: Option<u16>,
}

impl Postgres {
    /// A new server, or nothing where this machine has no PostgreSQL. `MENTORMARK_POSTGRES` names the folder of its programs; with that
    /// there must be one.
    ///
    /// # Panics
    /// A PostgreSQL that is there and does not start.
    #[must_use]
    pub fn start() -> Option<Self> {
        Self::start_with(None)
    }

    /// One that also listens on a port of this machine, with this certificate and key in PEM.
    ///
    /// # Panics
    /// As [`Postgres::start`].
    #[must_use]
    pub fn start_with_tls(certificate: &str, key: &str) -> Option<Self> {
        Self::start_with(Some((certificate, key)))
    }

    fn start_with(tls: Option<(&str, &str)>) -> Option<Self> {
        let programs = programs()?;
        // PostgreSQL does not run as root.
        let is_root = Command::new("id").arg("-u").output().is_ok_and(|output| output.stdout == b"0\n");
        let as_user = is_root.then_some("postgres");
        let folder = Scratch::new("postgres");
        let free = tls.map(|_| TcpListener::bind("127.0.0.1:0").and_then(|it| it.local_addr()).expect("a port"));
        let server = Self { programs, as_user, folder, port: free.map(|address| address.port()) };
        if is_root {
            run(Command::new("chown").arg("postgres").arg(server.folder.path()));
        }
        let data = server.data();
        server.run("initdb", &["--auth=trust", "--username=postgres", "--encoding=UTF8", "--no-sync", "-D"], &data);
        if let Some((certificate, key)) = tls {
            for (name, text) in [("server.crt", certificate), ("server.key", key)] {
                let file = data.join(name);
                fs::write(&file, text).expect("it can be written");
                run(Command::new("chmod").arg("600").arg(&file));
                if is_root {
                    run(Command::new("chown").arg("postgres").arg(&file));
                }
            }
        }
        server.resume();
        Some(server)
    }

    /// Starts it again after [`Postgres::halt`].
    ///
    /// # Panics
    /// Where it does not start.
    pub fn resume(&self) {
        let tls = self.port.map_or("-c listen_addresses=".to_owned(), |port| {
            format!("-c listen_addresses=127.0.0.1 -c port={port} -c ssl=on")
        });
        let options = format!("{tls} -c unix_socket_directories={}", self.folder.path().display());
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

    /// The port of this machine on which it listens with TLS.
    ///
    /// # Panics
    /// Where it was not asked for TLS.
    #[must_use]
    pub fn port(&self) -> u16 {
        self.port.expect("it was started with TLS")
    }

    /// Makes a schema.
    ///
    /// # Panics
    /// Where it cannot be made.
    pub fn make(&self, schema: &str) {
        assert_eq!(self.ask(&format!("CREATE SCHEMA {schema}")), "");
    }

    /// What comes of some SQL: a line a row, columns parted by `|`.
    ///
    /// # Panics
    /// Where it is refused.
    #[must_use]
    pub fn ask(&self, sql: &str) -> String {
        let mut psql = self.command("psql");
        psql.args(["-q", "-A", "-t", "-U", "postgres", "-h"]).arg(self.folder.path());
        psql.args(["-p", &self.port.unwrap_or(5432).to_string(), "-c", sql, "postgres"]);
        let output = psql.output().expect("psql starts");
        assert!(output.status.success(), "{sql}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8_lossy(&output.stdout).trim().to_owned()
    }

    /// The address of a schema in a copy of the database, which `pg_dump` and `pg_restore` made.
    ///
    /// # Panics
    /// Where it cannot be copied.
    #[must_use]
    pub fn restored(&self, schema: &str) -> String {
        let (folder, backup) = (self.folder.path(), self.folder.path().join("backup"));
        let over = |program: &str| {
            let mut command = self.command(program);
            command.args(["-U", "postgres", "-h"]).arg(folder);
            command
        };
        run(over("pg_dump").args(["--format=custom", "--file"]).arg(&backup).arg("postgres"));
        run(over("createdb").arg("restored"));
        run(over("pg_restore").args(["--exit-on-error", "--dbname=restored"]).arg(&backup));
        self.address(schema).replace("/postgres?", "/restored?")
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
