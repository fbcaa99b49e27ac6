//! `mentormark serve` as a process, and folders of its own.

use std::{
    fs,
    io::{BufRead, BufReader},
    net::SocketAddr,
    path::{Path, PathBuf},
    process::{Child, Command, ExitStatus, Stdio},
    sync::atomic::{AtomicUsize, Ordering},
};

use crate::{http::Connection, program::program};

/// The names of what is in a folder, in order.
///
/// # Panics
/// Where the folder cannot be listed.
#[must_use]
pub fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("the folder can be listed");
    let mut names: Vec<String> =
        entries.map(|entry| entry.expect("an entry can be read").file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

/// A folder of its own, gone when dropped.
pub struct Scratch(PathBuf);

impl Scratch {
    /// A new folder.
    ///
    /// # Panics
    /// Where the system has no room for one.
    #[must_use]
    pub fn new(name: &str) -> Self {
        static MADE: AtomicUsize = AtomicUsize::new(0);
        let number = MADE.fetch_add(1, Ordering::Relaxed);
        let folder = std::env::temp_dir().join(format!("mentormark-{name}-{}-{number}", std::process::id()));
        fs::create_dir_all(&folder).expect("a folder for this test");
        Self(folder)
    }

    /// Where it is.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// A server as a process, killed when dropped.
pub struct Serving {
    child: Child,
    address: SocketAddr,
}

impl Serving {
    /// A server over a folder, with flags besides; `Err` with what it said where it did not start.
    ///
    /// # Errors
    /// What it said.
    ///
    /// # Panics
    /// Where the program cannot be started at all.
    pub fn start(data: &Path, flags: &[&str]) -> Result<Self, String> {
        let mut command = Command::new(program());
        command.args(["serve", "--listen", "127.0.0.1:0", "--quiet", "--data"]).arg(data).args(flags);
        command.args(["--limit", "verify-per-minute=0,assess-per-minute=0,read-per-minute=0"]);
        Self::spawn(command)
    }

    /// A server that a command starts.
    ///
    /// # Errors
    /// What it said.
    ///
    /// # Panics
    /// Where the command cannot be started at all.
    pub fn spawn(mut command: Command) -> Result<Self, String> {
        // Away from the repository, where a site may lie about.
        command.current_dir(std::env::temp_dir()).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().expect("the program starts");
        let mut said = String::new();
        BufReader::new(child.stdout.take().expect("it was piped")).read_line(&mut said).expect("it can be read");
        let address = said.strip_prefix("Serving http://").and_then(|rest| rest.split('/').next());
        let Some(address) = address.and_then(|address| address.parse().ok()) else {
            let output = child.wait_with_output().expect("it ends");
            return Err(String::from_utf8_lossy(&output.stderr).into_owned());
        };
        let mut log = child.stderr.take().expect("it was piped");
        std::thread::spawn(move || std::io::copy(&mut log, &mut std::io::sink()));
        Ok(Self { child, address })
    }

    /// Where it listens.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// The id of its process.
    #[must_use]
    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// A connection to it.
    ///
    /// # Panics
    /// Where it takes none.
    #[must_use]
    pub fn connect(&self) -> Connection {
        Connection::open(self.address).expect("it listens")
    }

    /// Ends it at once, as `kill -9` does.
    pub fn kill(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }

    /// Tells it to end, and waits until it has.
    ///
    /// # Panics
    /// Where it cannot be told.
    #[must_use]
    pub fn stop(self) -> ExitStatus {
        self.tell_to_stop();
        self.stop_was_told()
    }

    /// Waits until it has ended, having been told.
    ///
    /// # Panics
    /// Where it cannot be waited for.
    #[must_use]
    pub fn stop_was_told(mut self) -> ExitStatus {
        self.child.wait().expect("it ends")
    }

    /// Tells it to end.
    ///
    /// # Panics
    /// Where it cannot be told.
    pub fn tell_to_stop(&self) {
        assert!(Command::new("kill").arg(self.child.id().to_string()).status().expect("kill starts").success());
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        self.kill();
    }
}
