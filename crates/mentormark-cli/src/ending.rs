//! How a command ends, and the exit code that tells.

use std::{
    io::{self, Write},
    path::Path,
    process::ExitCode,
};

/// How a command that could do its work ended.
///
/// Of several, the last of these is the gravest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Ending {
    /// 0: all is well; for `assess`, whatever the outcome says.
    Fine,
    /// 1: the answer is no.
    No,
    /// 3: part of the work failed with the machine, which has been told; the rest was done.
    InPart,
}

/// Why a command could not do its work.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Failure {
    /// 2: what was given is faulty, and its faults have been told already.
    #[error("refused")]
    Told,
    /// 2: something is wrong with what was asked for.
    #[error("{0}")]
    Input(String),
    /// 3: a file, a port or another part of the machine failed.
    #[error("{0}")]
    Machine(String),
    /// 0: whoever read the output has heard enough.
    #[error("the reader has gone")]
    ReaderGone,
}

impl Failure {
    /// A file that cannot be read.
    pub(crate) fn unreadable(file: &Path, reason: &io::Error) -> Self {
        Self::Machine(format!("cannot read `{}`: {reason}", file.display()))
    }
}

/// For writing to standard output; reading and other writing names its file.
impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::BrokenPipe => Self::ReaderGone,
            _ => Self::Machine(format!("cannot write the output: {error}")),
        }
    }
}

/// The exit code of an ending; a failure is told on standard error first.
pub(crate) fn exit_code(ending: Result<Ending, Failure>) -> ExitCode {
    let code = match ending {
        Ok(Ending::Fine) | Err(Failure::ReaderGone) => 0,
        Ok(Ending::No) => 1,
        Ok(Ending::InPart) => 3,
        Err(Failure::Told) => 2,
        Err(Failure::Input(message)) => {
            tell(&message);
            2
        }
        Err(Failure::Machine(message)) => {
            tell(&message);
            3
        }
    };
    ExitCode::from(code)
}

/// Tells on standard error what kept the command from its work.
pub(crate) fn tell(message: &str) {
    // Nobody is left to tell if this fails.
    let _ = writeln!(io::stderr(), "mentormark: {message}");
}
