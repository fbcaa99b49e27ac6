//! `mentormark keys`: the keys that a verifier signs with.

use std::io::{self, Write};

use mentormark_seal::{Issuer, Keys};
use mentormark_verifier::keys;

use crate::{
    ending::{Ending, Failure},
    operating::{KeyFile, KeysCommand, issuer},
};

/// Does what was asked for, and prints the public keys.
pub(crate) fn keys(command: &KeysCommand) -> Result<Ending, Failure> {
    let (file, keys) = match command {
        KeysCommand::List { file } => (file, read(file)?),
        KeysCommand::Rotate { file, overlap } => {
            let rotated = keys::rotate(&file.path(), u64::from(*overlap) * 60);
            (file, rotated.map_err(|error| Failure::Machine(error.to_string()))?)
        }
    };
    let issuer = issuer(file.issuer.as_deref())?.map_or(Issuer::Key, Issuer::Web);
    writeln!(io::stdout(), "{}", keys.public(&issuer).to_json())?;
    Ok(Ending::Fine)
}

fn read(file: &KeyFile) -> Result<Keys, Failure> {
    let path = file.path();
    let read = keys::read(&path).map_err(|error| Failure::Machine(error.to_string()))?;
    read.ok_or_else(|| {
        Failure::Input(format!("there is no key file `{}`: the first start of a server makes it", path.display()))
    })
}
