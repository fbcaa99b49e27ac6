//! The files of a build: named by their content, compressed beside themselves, measured, written all at once.

use anyhow::{Context, Result};
use base64::Engine;
use base64::prelude::BASE64_STANDARD as BASE64;
use flate2::Compression;
use flate2::write::GzEncoder;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256, Sha384};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::ops::Add;
use std::path::Path;

/// What a file weighs, in bytes: as it is, and as gzip and brotli at their strongest.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Size {
    /// Uncompressed.
    pub(crate) raw: usize,
    /// After gzip.
    pub(crate) gzip: usize,
    /// After brotli.
    pub(crate) brotli: usize,
}

/// A published file: where it is and how a page may name and check it.
#[derive(Clone, Debug)]
pub(crate) struct Asset {
    /// Path from the root of the site, with forward slashes.
    pub(crate) path: String,
    /// What `integrity="..."` holds.
    pub(crate) integrity: String,
    /// Its size.
    pub(crate) size: Size,
}

/// The files of a build, in memory until [`Output::write`].
#[derive(Default)]
pub(crate) struct Output {
    files: BTreeMap<String, Vec<u8>>,
    sizes: BTreeMap<String, Size>,
}

impl Output {
    /// Adds `assets/<stem>.<hash>.<extension>`; the hash is the first 16 hex digits of the SHA-256 of the bytes. What is there already is
    /// not compressed again.
    pub(crate) fn asset(&mut self, stem: &str, extension: &str, bytes: &[u8]) -> Result<Asset> {
        let path = format!("assets/{stem}.{}.{extension}", &hex(&Sha256::digest(bytes))[..16]);
        let known = self.sizes.get(&path).copied();
        let size = known.map_or_else(|| self.file(&path, bytes), Ok)?;
        Ok(Asset { path, integrity: integrity(bytes), size })
    }

    /// Adds a file under a name of its own, with `.gz` and `.br` beside it.
    pub(crate) fn file(&mut self, path: &str, bytes: &[u8]) -> Result<Size> {
        let (gzipped, brotlied) = (gzip(bytes)?, brotli(bytes)?);
        let size = Size { raw: bytes.len(), gzip: gzipped.len(), brotli: brotlied.len() };
        self.files.insert(path.to_owned(), bytes.to_vec());
        self.files.insert(format!("{path}.gz"), gzipped);
        self.files.insert(format!("{path}.br"), brotlied);
        self.sizes.insert(path.to_owned(), size);
        Ok(size)
    }

    /// Adds a file that nobody but a host reads, and so without compressed forms.
    pub(crate) fn bare(&mut self, path: &str, bytes: &[u8]) {
        self.files.insert(path.to_owned(), bytes.to_vec());
    }

    /// All files added, by path, without their compressed forms and without what only hosts read.
    pub(crate) fn contents(&self) -> impl Iterator<Item = (&str, &[u8])> {
        self.sizes.keys().filter_map(|path| Some((path.as_str(), self.files.get(path)?.as_slice())))
    }

    /// The sizes of all files added, by path.
    pub(crate) fn sizes(&self) -> &BTreeMap<String, Size> {
        &self.sizes
    }

    /// Replaces `folder` with the files added.
    pub(crate) fn write(&self, folder: &Path) -> Result<()> {
        if folder.exists() {
            fs::remove_dir_all(folder).with_context(|| format!("empty {}", folder.display()))?;
        }
        for (path, bytes) in &self.files {
            let file = folder.join(path);
            let parent = file.parent().unwrap_or(folder);
            fs::create_dir_all(parent).with_context(|| format!("make {}", parent.display()))?;
            fs::write(&file, bytes).with_context(|| format!("write {}", file.display()))?;
        }
        Ok(())
    }
}

impl Size {
    /// What `bytes` weigh.
    pub(crate) fn of(bytes: &[u8]) -> Result<Self> {
        Ok(Self { raw: bytes.len(), gzip: gzip(bytes)?.len(), brotli: brotli(bytes)?.len() })
    }
}

impl Add for Size {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self { raw: self.raw + other.raw, gzip: self.gzip + other.gzip, brotli: self.brotli + other.brotli }
    }
}

/// What `integrity="..."` holds for a file of these bytes.
pub(crate) fn integrity(bytes: &[u8]) -> String {
    format!("sha384-{}", BASE64.encode(Sha384::digest(bytes)))
}

/// The same, shorter: for the many small parts of the app, whose hashes every first visit loads and which do not compress.
pub(crate) fn short_integrity(bytes: &[u8]) -> String {
    format!("sha256-{}", BASE64.encode(Sha256::digest(bytes)))
}

/// Lower-case hexadecimal.
pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

fn gzip(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes).context("compress with gzip")?;
    encoder.finish().context("compress with gzip")
}

fn brotli(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut compressed = Vec::new();
    let mut encoder = brotli::CompressorWriter::new(&mut compressed, 1 << 16, 11, 22);
    encoder.write_all(bytes).context("compress with brotli")?;
    drop(encoder);
    Ok(compressed)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Read;

    #[test]
    fn an_asset_is_named_and_checked_by_its_content() {
        let mut output = Output::default();
        let asset = output.asset("site", "css", b"alert('Hello, world.');").unwrap();
        assert_eq!(asset.path, "assets/site.ab39cb72c44ec781.css");
        // The example of the subresource integrity specification.
        assert_eq!(asset.integrity, "sha384-H8BRh8j48O9oYatfu5AZzq6A9RINhZO5H16dQZngK7T62em8MUt1FLm52t+eX6xO");
    }

    #[test]
    fn what_is_compressed_comes_back() {
        let text = "six of seven pillars ".repeat(200);
        let mut unzipped = String::new();
        flate2::read::GzDecoder::new(&gzip(text.as_bytes()).unwrap()[..]).read_to_string(&mut unzipped).unwrap();
        assert_eq!(unzipped, text);
        let mut unbrotlied = String::new();
        brotli::Decompressor::new(&brotli(text.as_bytes()).unwrap()[..], 4096).read_to_string(&mut unbrotlied).unwrap();
        assert_eq!(unbrotlied, text);
    }
}
