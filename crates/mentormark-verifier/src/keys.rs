//! The file with the signing keys: made at the first start, readable by its owner alone, never replaced.

use std::{
    fs,
    io::{self, Write},
    path::{Path, PathBuf},
};

use mentormark_rules::json::canonical;
use mentormark_seal::{DatedKey, DidWeb, Issuer, Keys, Moment, PublicKeys};
use serde::Serialize;

use crate::{clock, private, random};

/// Why there are no keys to sign with.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum KeyError {
    /// The file cannot be read or written.
    #[error("cannot use the key file `{}`: {reason}", file.display())]
    Unusable {
        /// The file.
        file: PathBuf,
        /// What the system says.
        reason: io::Error,
    },
    /// What is in the file cannot be signed with.
    #[error("the key file `{}` cannot be used: {faults}", file.display())]
    Faulty {
        /// The file.
        file: PathBuf,
        /// What is wrong with it; no secret is in it.
        faults: String,
    },
    /// Others may read the file.
    #[error("the key file `{}` can be read by others: `chmod 600` it, and take a new key into use if anybody may have", file.display())]
    Open {
        /// The file.
        file: PathBuf,
    },
    /// The store has answers, and the file that they were signed with is gone.
    #[error(
        "the key file `{}` is not there, but the store has answers signed with `{known}`: put it back from your backup, or start with \
         `--new-key` to go on with a new key (old receipts stay good, because their public keys are kept in the store)", file.display()
    )]
    Gone {
        /// The file.
        file: PathBuf,
        /// The last key that the store knows.
        known: String,
    },
}

/// The keys in a file, or nothing where there is no file.
///
/// # Errors
/// A file that cannot be read, is open to others, or holds no keys.
pub fn read(file: &Path) -> Result<Option<Keys>, KeyError> {
    let unusable = |reason| KeyError::Unusable { file: file.to_owned(), reason };
    match fs::symlink_metadata(file) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(unusable(error)),
        Ok(_) => {}
    }
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = fs::metadata(file).map_err(unusable)?.permissions().mode();
        if mode & 0o077 != 0 {
            return Err(KeyError::Open { file: file.to_owned() });
        }
    }
    let text = fs::read_to_string(file).map_err(unusable)?;
    let faulty =
        |faults: mentormark_seal::Faults| KeyError::Faulty { file: file.to_owned(), faults: faults.to_string() };
    Keys::from_json(&text).map(Some).map_err(faulty)
}

/// Makes a first key and its file; where another process was quicker, its keys. The file is there whole or not at all.
///
/// # Errors
/// A file that cannot be written.
pub fn make(file: &Path, now: Moment) -> Result<Keys, KeyError> {
    let keys = Keys::new(seed(), now);
    let unusable = |reason| KeyError::Unusable { file: file.to_owned(), reason };
    let beside = file.with_extension(format!("{}.new", random::id()));
    let made =
        write(&beside, &keys).and_then(|()| private::put(&beside, file)).and_then(|()| private::sync_folder(file));
    // Gone or not, nothing is lost with it.
    let _ = fs::remove_file(&beside);
    match made {
        Ok(()) => Ok(keys),
        Err(reason) if reason.kind() == io::ErrorKind::AlreadyExists => {
            read(file)?.ok_or_else(|| unusable(io::ErrorKind::NotFound.into()))
        }
        Err(reason) => Err(unusable(reason)),
    }
}

/// Takes a new key into use now and retires the present one in `overlap` seconds; the file is replaced whole, or stays as it is.
///
/// # Errors
/// A file that is not there, cannot be read or written, or whose present key is of the future.
pub fn rotate(file: &Path, overlap: u64) -> Result<Keys, KeyError> {
    let seconds = clock::seconds();
    let until = clock::moment(seconds.saturating_add(i64::try_from(overlap).unwrap_or(i64::MAX)));
    let now = clock::moment(seconds);
    let unusable = |reason| KeyError::Unusable { file: file.to_owned(), reason };
    let mut keys = read(file)?.ok_or_else(|| unusable(io::ErrorKind::NotFound.into()))?;
    let faulty =
        |faults: mentormark_seal::Faults| KeyError::Faulty { file: file.to_owned(), faults: faults.to_string() };
    keys.rotate(seed(), now, until).map_err(faulty)?;
    let beside = file.with_extension(format!("{}.new", random::id()));
    let replaced =
        write(&beside, &keys).and_then(|()| fs::rename(&beside, file)).and_then(|()| private::sync_folder(file));
    if let Err(reason) = replaced {
        let _ = fs::remove_file(&beside);
        return Err(unusable(reason));
    }
    Ok(keys)
}

/// The public keys as one list each with its id, for the store.
pub(crate) fn entries(public: &PublicKeys) -> Vec<(String, String)> {
    public.keys().iter().map(|key| (key.id.to_string(), canonical(key))).collect()
}

/// The id of a key that the store knows.
pub(crate) fn name(document: &str) -> String {
    let known = known(document);
    known.first().map_or_else(|| "a key whose entry was changed".to_owned(), |key| key.id.to_string())
}

/// The key of an entry of the store; none where that was changed so that it cannot be read.
fn known(document: &str) -> Vec<DatedKey> {
    PublicKeys::from_json(&format!("{{\"keys\":[{document}]}}"))
        .map_or_else(|_| Vec::new(), |read| read.keys().to_vec())
}

/// The keys of the file, and those that the store knows besides.
pub(crate) fn all(public: &PublicKeys, entries: &[String]) -> PublicKeys {
    #[derive(Serialize)]
    struct All {
        #[serde(skip_serializing_if = "Option::is_none")]
        issuer: Option<DidWeb>,
        keys: Vec<DatedKey>,
    }
    let mut keys: Vec<DatedKey> = entries.iter().flat_map(|entry| known(entry)).collect();
    keys.retain(|key| public.keys().iter().all(|own| own.id != key.id));
    keys.extend(public.keys());
    keys.sort_by_key(|key| key.created);
    let issuer = match public.issuer() {
        Issuer::Key => None,
        Issuer::Web(did) => Some(did),
    };
    // What is in the store was written by this program; if it was changed since, the keys of the file are still told.
    PublicKeys::from_json(&canonical(&All { issuer, keys })).unwrap_or_else(|_| public.clone())
}

/// Writes a new file.
fn write(file: &Path, keys: &Keys) -> io::Result<()> {
    if let Some(folder) = file.parent() {
        private::folder(folder)?;
    }
    let mut open = private::new_file(file)?;
    open.write_all(keys.to_json().as_bytes())?;
    open.sync_all()
}

fn seed() -> [u8; 32] {
    let mut seed = [0; 32];
    getrandom::fill(&mut seed).expect("the system has randomness");
    seed
}
