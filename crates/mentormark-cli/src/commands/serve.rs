//! `mentormark serve`: the verifier and the built site on one port.

use std::io::{self, Write};

use mentormark_verifier::{OpenError, ServeError, StoreError};

use crate::{
    ending::{Ending, Failure},
    operating::Serve,
};

/// Serves until interrupted, having printed the address and where verifications are kept.
pub(crate) fn serve(typed: &Serve) -> Result<Ending, Failure> {
    let config = typed.to_config()?;
    mentormark_verifier::log(typed.is_quiet()?);
    let site = config.site().map_or_else(|| "no site".to_owned(), |site| site.display().to_string());
    let kept =
        if config.database_url.is_some() { "PostgreSQL".to_owned() } else { format!("`{}`", config.data.display()) };
    let announce = |address| {
        let mut out = io::stdout();
        // Whoever started the server may have stopped listening to it; it serves all the same.
        let _ = writeln!(out, "Serving http://{address}/ ({site})\nKeeping verifications in {kept}")
            .and_then(|()| out.flush());
    };
    mentormark_verifier::serve(config, announce).map_err(|error| match error {
        ServeError::Open(OpenError::Store(StoreError::NoStore(message))) => Failure::Input(message),
        other => Failure::Machine(other.to_string()),
    })?;
    Ok(Ending::Fine)
}
