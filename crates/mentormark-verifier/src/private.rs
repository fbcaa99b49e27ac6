//! Files and folders that nobody but their owner may read: what stands in them says something of those who sent it, or signs.

use std::{
    fs::{self, File},
    io,
    path::Path,
};

/// A new file, open for writing.
///
/// # Errors
/// One that is there already, or cannot be made.
pub(crate) fn new_file(file: &Path) -> io::Result<File> {
    let mut options = File::options();
    options.write(true).create_new(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(0o600);
    }
    options.open(file)
}

/// Makes a folder and those above it, as far as they are not there; one that is there stays as open as it is.
///
/// # Errors
/// One that cannot be made.
pub(crate) fn folder(folder: &Path) -> io::Result<()> {
    let mut made = fs::DirBuilder::new();
    made.recursive(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::DirBuilderExt;
        made.mode(0o700);
    }
    made.create(folder)
}

/// Gives a new file its name, unless that is taken; `beside` may stay as a second name of it.
///
/// # Errors
/// A name that is taken or cannot be given.
pub(crate) fn put(beside: &Path, file: &Path) -> io::Result<()> {
    fs::hard_link(beside, file).or_else(|reason| match reason.kind() {
        // Some file systems know one name for a file only.
        io::ErrorKind::Unsupported | io::ErrorKind::PermissionDenied if !file.exists() => fs::rename(beside, file),
        _ => Err(reason),
    })
}

/// Brings the name of a file to the disk.
///
/// # Errors
/// A folder that cannot be synced.
pub(crate) fn sync_folder(file: &Path) -> io::Result<()> {
    #[cfg(unix)]
    if let Some(folder) = file.parent() {
        File::open(if folder.as_os_str().is_empty() { Path::new(".") } else { folder })?.sync_all()?;
    }
    Ok(())
}
