//! What the server is told when it starts.

use std::path::{Path, PathBuf};

/// Where to listen and what to serve.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Config {
    /// Address and port, `127.0.0.1:8080`; port 0 takes any that is free.
    pub listen: String,
    // INVARIANT: a folder that existed when the configuration was made.
    site: PathBuf,
}

/// Why a configuration cannot be served.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[non_exhaustive]
pub enum ConfigError {
    /// The folder of the site is not there.
    #[error("there is no folder `{}` to serve: build the site with `cargo xtask site`, or name its folder", site.display())]
    NoSite {
        /// The folder.
        site: PathBuf,
    },
}

impl Config {
    /// A configuration that serves the built site in the folder `site`.
    ///
    /// # Errors
    /// [`ConfigError::NoSite`] where there is no such folder.
    pub fn new(listen: impl Into<String>, site: impl Into<PathBuf>) -> Result<Self, ConfigError> {
        let site = site.into();
        if !site.is_dir() {
            return Err(ConfigError::NoSite { site });
        }
        Ok(Self { listen: listen.into(), site })
    }

    /// The folder of the built site.
    #[must_use]
    pub fn site(&self) -> &Path {
        &self.site
    }
}
