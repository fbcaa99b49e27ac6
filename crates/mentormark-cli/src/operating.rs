//! What can be typed to run a verifier: flags, environment variables, and the file that holds the same.

use std::{fs, path::PathBuf};

use clap::{Args, Subcommand, builder::BoolishValueParser};
use mentormark_seal::DidWeb;
use mentormark_verifier::{Config, Limits};
use serde::Deserialize;

use crate::ending::Failure;

/// Where the built site is when nothing else is said, from the root of the repository.
const SITE: &str = "site/dist";

/// Flags of `serve`. Every one but `--config` and `--new-key` may stand in the file too.
#[derive(Args, Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct Serve {
    /// A TOML file with these settings by their names, and `[limits]`
    #[arg(long, value_name = "FILE", env = "MENTORMARK_CONFIG")]
    #[serde(skip)]
    pub(crate) config: Option<PathBuf>,
    /// Address and port to listen on; port 0 takes any that is free [default: 127.0.0.1:8080]
    #[arg(long, value_name = "ADDR", env = "MENTORMARK_LISTEN")]
    pub(crate) listen: Option<String>,
    /// The folder of the built site [default: site/dist, if it is there]
    #[arg(long, value_name = "DIR", env = "MENTORMARK_SITE")]
    pub(crate) site: Option<PathBuf>,
    /// The folder for the key file and the store, made if it is not there [default: mentormark-data]
    #[arg(long, value_name = "DIR", env = "MENTORMARK_DATA")]
    pub(crate) data: Option<PathBuf>,
    /// Keep verifications in this PostgreSQL database, which several instances may share
    #[arg(long, value_name = "URL", env = "MENTORMARK_DATABASE_URL", hide_env_values = true)]
    pub(crate) database_url: Option<String>,
    /// The key file [default: keys.json in the data folder]
    #[arg(long, value_name = "FILE", env = "MENTORMARK_KEYS")]
    pub(crate) keys: Option<PathBuf>,
    /// Sign in the name of this web address, as a `did:web`; without it each key speaks for itself
    #[arg(long, value_name = "DID", env = "MENTORMARK_ISSUER")]
    pub(crate) issuer: Option<String>,
    /// Make a new key though the store has answers signed with one whose file is gone
    #[arg(long)]
    #[serde(skip)]
    pub(crate) new_key: bool,
    /// Keep notes and links with submissions; they may hold personal data. `--keep-evidence=false` overrules the file
    #[arg(long, value_name = "BOOL", env = "MENTORMARK_KEEP_EVIDENCE", num_args = 0..=1, require_equals = true,
        default_missing_value = "true", value_parser = BoolishValueParser::new())]
    pub(crate) keep_evidence: Option<bool>,
    /// How many proxies of your own stand before the server and add to `X-Forwarded-For` [default: 0]
    #[arg(long, value_name = "NUMBER", env = "MENTORMARK_PROXIES")]
    pub(crate) proxies: Option<usize>,
    /// Do not log each request. `--quiet=false` overrules the file
    #[arg(long, value_name = "BOOL", env = "MENTORMARK_QUIET", num_args = 0..=1, require_equals = true,
        default_missing_value = "true", value_parser = BoolishValueParser::new())]
    pub(crate) quiet: Option<bool>,
    /// Set a limit, such as `verify-per-minute=300`; `/docs` on the server lists them
    #[arg(long = "limit", value_name = "NAME=NUMBER", value_delimiter = ',', env = "MENTORMARK_LIMITS", value_parser = limit)]
    #[serde(skip)]
    pub(crate) set: Vec<(String, i64)>,
    /// The limits of the file.
    #[arg(skip)]
    limits: toml::Table,
}

/// What can be done to what a verifier keeps.
#[derive(Subcommand, Debug)]
pub(crate) enum StoreCommand {
    /// Check the audit chain and every kept answer; a server may be running
    #[command(
        after_help = "Exit code 1 where something is wrong. Note the head that it prints somewhere else: a chain whose end was cut off \
                      checks as well, but no longer holds it.\n\nExample:\n  mentormark store check --data /var/lib/mentormark --head sha256:…"
    )]
    Check {
        #[command(flatten)]
        kept: Kept,
        /// A head that was printed before and must still be in the chain
        #[arg(long, value_name = "HASH")]
        head: Option<String>,
    },
    /// Copy the store into a new file; a server may be running
    #[command(
        after_help = "The key file is not in it: copy that once, to a safe place. For PostgreSQL use `pg_dump`.\n\nExample:\n  \
                      mentormark store backup --data /var/lib/mentormark /backup/mentormark-monday.db"
    )]
    Backup {
        /// The folder of the store
        #[arg(long, value_name = "DIR", env = "MENTORMARK_DATA", default_value = "mentormark-data")]
        data: PathBuf,
        /// The file to make
        file: PathBuf,
    },
}

/// Where verifications are kept.
#[derive(Args, Debug)]
pub(crate) struct Kept {
    /// The folder of the store, or a copy that `store backup` made
    #[arg(long, value_name = "DIR", env = "MENTORMARK_DATA", default_value = "mentormark-data")]
    pub(crate) data: PathBuf,
    /// The PostgreSQL database, instead of a folder
    #[arg(long, value_name = "URL", env = "MENTORMARK_DATABASE_URL", hide_env_values = true)]
    pub(crate) database_url: Option<String>,
}

/// What can be done to keys.
#[derive(Subcommand, Debug)]
pub(crate) enum KeysCommand {
    /// Print the public keys, as `receipt verify --keys` takes them
    #[command(after_help = "Example:\n  mentormark keys list --data /var/lib/mentormark > keys.json")]
    List {
        #[command(flatten)]
        file: KeyFile,
    },
    /// Make a new key to sign with and retire the present one; restart the server afterwards
    #[command(
        after_help = "Receipts signed so far stay good. Both keys are good until the overlap ends, so that a server that has not been \
                      restarted yet still signs well.\n\nExample:\n  mentormark keys rotate --data /var/lib/mentormark"
    )]
    Rotate {
        #[command(flatten)]
        file: KeyFile,
        /// Minutes in which the present key may still sign
        #[arg(long, value_name = "MINUTES", default_value_t = 60)]
        overlap: u32,
    },
}

/// Where the keys are.
#[derive(Args, Debug)]
pub(crate) struct KeyFile {
    /// The folder of the key file
    #[arg(long, value_name = "DIR", env = "MENTORMARK_DATA", default_value = "mentormark-data")]
    data: PathBuf,
    /// The key file itself, where it is elsewhere
    #[arg(long, value_name = "FILE", env = "MENTORMARK_KEYS")]
    keys: Option<PathBuf>,
    /// The web address in whose name it signs, as a `did:web`
    #[arg(long, value_name = "DID", env = "MENTORMARK_ISSUER")]
    pub(crate) issuer: Option<String>,
}

impl KeyFile {
    /// The file.
    pub(crate) fn path(&self) -> PathBuf {
        self.keys.clone().unwrap_or_else(|| self.data.join("keys.json"))
    }
}

/// A `did:web` as typed.
pub(crate) fn issuer(typed: Option<&str>) -> Result<Option<DidWeb>, Failure> {
    typed.map(str::parse).transpose().map_err(|_| {
        let typed = typed.unwrap_or_default();
        Failure::Input(format!("`{typed}` is not a `did:web`: write it as `did:web:example.org`, in lower case"))
    })
}

impl Serve {
    /// The configuration: flags and variables before the file, the file before what is so by itself.
    pub(crate) fn to_config(&self) -> Result<Config, Failure> {
        let file = self.file()?;
        let listen = self.listen.as_ref().or(file.listen.as_ref()).map_or("127.0.0.1:8080", String::as_str);
        let data = self.data.as_ref().or(file.data.as_ref()).cloned().unwrap_or_else(|| "mentormark-data".into());
        let mut limits = file.limits;
        limits.extend(self.set.iter().map(|(name, value)| (name.clone(), toml::Value::Integer(*value))));
        let limits: Limits = toml::Value::Table(limits)
            .try_into()
            .map_err(|error: toml::de::Error| Failure::Input(format!("a limit cannot be set: {}", error.message())))?;
        let limits = limits.checked().map_err(|error| Failure::Input(format!("a limit cannot be set: {error}")))?;
        let mut config = Config::new(listen, data);
        config.database_url = self.database_url.clone().or(file.database_url);
        config.keys = self.keys.clone().or(file.keys);
        config.issuer = issuer(self.issuer.as_deref().or(file.issuer.as_deref()))?;
        config.new_key = self.new_key;
        config.keep_evidence = self.keep_evidence.or(file.keep_evidence).unwrap_or(false);
        config.proxies = self.proxies.or(file.proxies).unwrap_or(0);
        config.limits = limits;
        let named = self.site.clone().or(file.site);
        match named.or_else(|| Some(PathBuf::from(SITE)).filter(|site| site.is_dir())) {
            Some(site) => config.with_site(site).map_err(|error| Failure::Machine(error.to_string())),
            None => Ok(config),
        }
    }

    /// The settings of the file, if one is named.
    fn file(&self) -> Result<Self, Failure> {
        let Some(path) = &self.config else { return Ok(Self::default()) };
        let text = fs::read_to_string(path).map_err(|reason| Failure::unreadable(path, &reason))?;
        toml::from_str(&text).map_err(|error| Failure::Input(format!("`{}`: {}", path.display(), error.message())))
    }

    /// Whether requests are not to be logged.
    pub(crate) fn is_quiet(&self) -> Result<bool, Failure> {
        Ok(self.quiet.or(self.file()?.quiet).unwrap_or(false))
    }
}

/// A limit as typed.
fn limit(typed: &str) -> Result<(String, i64), String> {
    let parts = typed.split_once('=').and_then(|(name, value)| Some((name.to_owned(), value.parse().ok()?)));
    parts.ok_or_else(|| "write it as `NAME=NUMBER`".to_owned())
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    /// What flags over a file of settings come to.
    fn over_file<T>(text: &str, flags: Serve, read: impl FnOnce(&Serve) -> Result<T, Failure>) -> Result<T, String> {
        static MADE: AtomicUsize = AtomicUsize::new(0);
        let number = MADE.fetch_add(1, Ordering::Relaxed);
        let path = std::env::temp_dir().join(format!("mentormark-config-{}-{number}.toml", std::process::id()));
        fs::write(&path, text).unwrap();
        let read = read(&Serve { config: Some(path.clone()), ..flags });
        fs::remove_file(path).unwrap();
        read.map_err(|failure| failure.to_string())
    }

    fn with_file(text: &str, flags: Serve) -> Result<Config, String> {
        over_file(text, flags, Serve::to_config)
    }

    #[test]
    fn flags_come_before_the_file_and_the_file_before_what_is_so_by_itself() {
        let text = "listen = \"127.0.0.1:1\"\ndata = \"from-file\"\nkeep-evidence = true\n[limits]\nassess-per-minute = 7\nbody-seconds = 3\n";
        let set = vec![("assess-per-minute".to_owned(), 9)];
        let config = with_file(text, Serve { data: Some("from-flag".into()), set, ..Serve::default() }).unwrap();
        assert_eq!((config.listen.as_str(), config.data), ("127.0.0.1:1", "from-flag".into()));
        assert!(config.keep_evidence);
        assert_eq!((config.limits.assess_per_minute, config.limits.body_seconds), (9, 3));
        assert_eq!(config.limits.verify_per_minute, Limits::default().verify_per_minute);
    }

    #[derive(clap::Parser)]
    struct Typed {
        #[command(flatten)]
        serve: Serve,
    }

    fn typed(flags: &[&str]) -> Serve {
        let typed = [&["mentormark"][..], flags].concat();
        <Typed as clap::Parser>::try_parse_from(typed).map_or_else(|error| panic!("{error}"), |typed| typed.serve)
    }

    #[test]
    fn a_flag_switches_off_what_the_file_switches_on_and_on_what_it_switches_off() {
        for (flags, on_in_file, off_in_file) in [
            (&[][..], true, false),
            (&["--keep-evidence", "--quiet"][..], true, true),
            (&["--keep-evidence=true", "--quiet=yes"][..], true, true),
            (&["--keep-evidence=false", "--quiet=0"][..], false, false),
        ] {
            for (in_file, expected) in [(true, on_in_file), (false, off_in_file)] {
                let text = format!("keep-evidence = {in_file}\nquiet = {in_file}\n");
                let config = with_file(&text, typed(flags)).unwrap();
                assert_eq!(config.keep_evidence, expected, "{flags:?} over {in_file}");
                let quiet = over_file(&text, typed(flags), Serve::is_quiet);
                assert_eq!(quiet, Ok(expected), "{flags:?} over {in_file}");
            }
        }
        assert!(!with_file("", typed(&[])).unwrap().keep_evidence);
    }

    #[test]
    fn a_limit_that_serves_nobody_or_that_no_machine_holds_is_told() {
        for bad in
            ["connections = 0", "connections = 9223372036854775807", "body-seconds = 0", "head-seconds = 9000000000"]
        {
            let told = with_file(&format!("[limits]\n{bad}\n"), Serve::default()).unwrap_err();
            let (name, given) = bad.split_once(" = ").unwrap();
            assert!(
                told.starts_with(&format!("a limit cannot be set: `{name}` cannot be {given}: set it to 1 to ")),
                "{told}"
            );
        }
    }

    #[test]
    fn what_the_file_misspells_is_told() {
        let refused = |text| with_file(text, Serve::default()).unwrap_err();
        assert!(refused("lisen = \"x\"\n").contains("lisen"));
        assert!(refused("[limits]\nasses = 1\n").contains("asses"));
        assert!(refused("[limits]\nbody-seconds = -1\n").contains("limit"));
        assert!(refused("issuer = \"example.org\"\n").contains("did:web"));
    }

    #[test]
    fn limits_are_typed_as_names_and_numbers() {
        assert_eq!(limit("a=1"), Ok(("a".to_owned(), 1)));
        for bad in ["a", "a=", "a=b", "=1x"] {
            assert!(limit(bad).is_err(), "{bad}");
        }
    }
}
