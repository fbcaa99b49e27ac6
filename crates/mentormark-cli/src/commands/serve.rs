//! `mentormark serve`: the built site on one port.

use std::{
    io::{self, Write},
    path::Path,
};

use mentormark_verifier::Config;

use crate::ending::{Ending, Failure};

/// Serves until interrupted, having printed the address.
pub(crate) fn serve(listen: &str, site: &Path) -> Result<Ending, Failure> {
    let config = Config::new(listen, site).map_err(|error| Failure::Machine(error.to_string()))?;
    let announce = |address| {
        let mut out = io::stdout();
        // Whoever started the server may have stopped listening to it; it serves all the same.
        let _ = writeln!(out, "Serving http://{address}/ ({})", site.display()).and_then(|()| out.flush());
    };
    mentormark_verifier::serve(&config, announce).map_err(|error| Failure::Machine(error.to_string()))?;
    Ok(Ending::Fine)
}
