//! What the server is told when it starts.

use std::path::{Path, PathBuf};

use mentormark_seal::DidWeb;

use crate::{Clock, Limits};

/// Where to listen, what to serve, and where answers and keys are kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Config {
    /// Address and port, `127.0.0.1:8080`; port 0 takes any that is free.
    pub listen: String,
    /// The folder of the key file and, unless there is a `database_url`, of the store.
    pub data: PathBuf,
    /// The address of a PostgreSQL database, `postgres://user@host/database`.
    pub database_url: Option<String>,
    /// The key file, where it is not `keys.json` in `data`.
    pub keys: Option<PathBuf>,
    /// The web address in whose name receipts are signed; each key speaks for itself where left out.
    pub issuer: Option<DidWeb>,
    /// Go on with a new key though the store has answers signed with one that is gone.
    pub new_key: bool,
    /// Keep notes and links with the submissions.
    pub keep_evidence: bool,
    /// How many proxies stand before the server, each of which adds to `X-Forwarded-For`.
    pub proxies: usize,
    /// The limits to hold.
    pub limits: Limits,
    /// What answers are dated by.
    pub clock: Clock,
    // INVARIANT: a folder that existed when the configuration was made.
    site: Option<PathBuf>,
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
    /// A configuration that keeps everything in the folder `data` and serves no site.
    #[must_use]
    pub fn new(listen: impl Into<String>, data: impl Into<PathBuf>) -> Self {
        Self {
            listen: listen.into(),
            data: data.into(),
            database_url: None,
            keys: None,
            issuer: None,
            new_key: false,
            keep_evidence: false,
            proxies: 0,
            limits: Limits::default(),
            clock: Clock::default(),
            site: None,
        }
    }

    /// The same with the built site in the folder `site`.
    ///
    /// # Errors
    /// [`ConfigError::NoSite`] where there is no such folder.
    pub fn with_site(self, site: impl Into<PathBuf>) -> Result<Self, ConfigError> {
        let site = site.into();
        if !site.is_dir() {
            return Err(ConfigError::NoSite { site });
        }
        Ok(Self { site: Some(site), ..self })
    }

    /// The folder of the built site.
    #[must_use]
    pub fn site(&self) -> Option<&Path> {
        self.site.as_deref()
    }

    /// The key file.
    #[must_use]
    pub fn key_file(&self) -> PathBuf {
        self.keys.clone().unwrap_or_else(|| self.data.join("keys.json"))
    }
}
