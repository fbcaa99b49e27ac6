//! Reading files and standard input.

use std::{
    borrow::Cow,
    fs::File,
    io::{self, IsTerminal, Read},
    path::Path,
};

use mentormark_author::{NotUtf8, render, utf8};
use mentormark_rules::{Code, Refusal};

use crate::{ending::Failure, paint::Paint};

/// More bytes than the rules take of one document, so that one which is cut here is still refused for its length.
pub(crate) const LONGEST: usize = (1 << 20) + 4;

/// The bytes of a file, or of standard input for `-`, as a stream.
///
/// # Errors
/// A file that cannot be opened; `-` where standard input is a keyboard, at which nobody types JSON.
pub(crate) fn open(file: &Path) -> Result<Box<dyn Read + Send>, Failure> {
    if file != Path::new("-") {
        let opened = File::open(file).map_err(|reason| Failure::unreadable(file, &reason))?;
        return Ok(Box::new(opened));
    }
    let input = io::stdin();
    if input.is_terminal() {
        return Err(Failure::Input("no input: name a file, or send one in with `<` or a pipe".to_owned()));
    }
    Ok(Box::new(input))
}

/// One document's text, whole or cut beyond the most that the rules take.
pub(crate) fn document(file: &Path) -> Result<Result<String, Refusal>, Failure> {
    let mut bytes = Vec::new();
    let most = u64::try_from(LONGEST).unwrap_or(u64::MAX);
    open(file)?.take(most).read_to_end(&mut bytes).map_err(|reason| Failure::unreadable(file, &reason))?;
    Ok(text(&bytes).map(Cow::into_owned))
}

/// What a person calls a file, or standard input.
pub(crate) fn name(file: &Path) -> String {
    if file == Path::new("-") { "standard input".to_owned() } else { format!("`{}`", file.display()) }
}

/// A whole text file of any length.
pub(crate) fn whole(file: &Path) -> Result<String, Failure> {
    std::fs::read_to_string(file).map_err(|reason| Failure::unreadable(file, &reason))
}

/// The text of a file that an author wrote, of any length; or, where it is not UTF-8, what is wrong with it, for a person.
pub(crate) fn written(file: &Path, paint: Paint) -> Result<Result<String, String>, Failure> {
    let bytes = std::fs::read(file).map_err(|reason| Failure::unreadable(file, &reason))?;
    let text = utf8(&file.display().to_string(), &bytes).map(ToOwned::to_owned);
    Ok(text.map_err(|refused| {
        let NotUtf8 { diagnostic, legible } = *refused;
        render(&[diagnostic], &legible, paint.is_on())
    }))
}

/// Whether a scheme file is compiled JSON rather than TOML.
pub(crate) fn is_json(text: &str) -> bool {
    text.trim_start().starts_with('{')
}

/// Bytes as text; refused where they are not UTF-8.
pub(crate) fn text(bytes: &[u8]) -> Result<Cow<'_, str>, Refusal> {
    match str::from_utf8(bytes) {
        Ok(text) => Ok(Cow::Borrowed(text)),
        // Cut in the middle of a letter; it is refused for its length in any case.
        Err(_) if bytes.len() >= LONGEST => Ok(String::from_utf8_lossy(bytes)),
        Err(_) => Err(Refusal::new(Code::Syntax, "", "this is not UTF-8: save it as UTF-8")),
    }
}
