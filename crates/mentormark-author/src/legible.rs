//! Files as text, which must be UTF-8, and what is wrong with those that are not.

use mentormark_rules::{Code, Refusal};

use crate::{Diagnostic, SchemeFile};

/// Makes a unit of UTF-16 from its bytes, in one order or the other.
type Unit = fn([u8; 2]) -> u16;

/// The two marks that a UTF-16 file may begin with, and the order of bytes that each stands for.
const UTF_16: [([u8; 2], Unit); 2] = [([0xff, 0xfe], u16::from_le_bytes), ([0xfe, 0xff], u16::from_be_bytes)];

/// A file that is not UTF-8.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotUtf8 {
    /// What is wrong, at the first byte that is not UTF-8.
    pub diagnostic: Diagnostic,
    /// As much of the file as can be read, to show the diagnostic with.
    pub legible: String,
}

/// The text of the file `name` that holds `bytes`.
///
/// # Errors
/// A file that is not UTF-8, by [`Code::TomlSyntax`]; by [`Code::Syntax`] where it is JSON.
///
/// # Examples
/// ```
/// use mentormark_author::{render, utf8};
///
/// let refused = utf8("a.toml", b"says = \"\xa3 5\"\n").unwrap_err();
/// assert!(render(&[refused.diagnostic], &refused.legible, false).contains(" --> a.toml:1:9\n"));
/// ```
pub fn utf8<'b>(name: &str, bytes: &'b [u8]) -> Result<&'b str, Box<NotUtf8>> {
    str::from_utf8(bytes).map_err(|error| {
        let (legible, span, message) = if let Some(legible) = utf16(bytes) {
            (legible, 0..2, "this file is UTF-16: save it as UTF-8".to_owned())
        } else {
            let from = error.valid_up_to();
            let byte = bytes.get(from).copied().unwrap_or_default();
            let message = format!("the byte `0x{byte:02x}` here is not UTF-8: save the file as UTF-8");
            (String::from_utf8_lossy(bytes).into_owned(), from..from + 1, message)
        };
        let code = if legible.trim_start().starts_with('{') { Code::Syntax } else { Code::TomlSyntax };
        let file = SchemeFile { name, text: &legible };
        let diagnostic = Diagnostic::new(&file, span, Refusal::new(code, "", message), None);
        Box::new(NotUtf8 { diagnostic, legible })
    })
}

/// The text of bytes that are marked as UTF-16, without the mark.
fn utf16(bytes: &[u8]) -> Option<String> {
    UTF_16.iter().find_map(|(mark, unit)| {
        let (pairs, _) = bytes.strip_prefix(mark)?.as_chunks();
        let units: Vec<u16> = pairs.iter().map(|pair| unit(*pair)).collect();
        Some(String::from_utf16_lossy(&units))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Code, line, column and message of what is wrong.
    fn refused(bytes: &[u8]) -> (Code, usize, usize, String) {
        let Diagnostic { code, line, column, message, .. } = utf8("t.toml", bytes).unwrap_err().diagnostic;
        (code, line, column, message)
    }

    #[test]
    fn the_first_byte_that_is_not_utf_8_is_told_with_its_place() {
        for (bytes, code, line, column, byte) in [
            (&b"a = \"\xa3\"\nb = \"\xe9\""[..], Code::TomlSyntax, 1, 6, "0xa3"),
            (b"a = 1\n# \xc2\xa3\xe9\n", Code::TomlSyntax, 2, 4, "0xe9"),
            (b"# cut \xe2\x82", Code::TomlSyntax, 1, 7, "0xe2"),
            (b" {\"id\":\"\xe9\"}", Code::Syntax, 1, 9, "0xe9"),
        ] {
            assert_eq!(refused(bytes), (code, line, column, format!("the byte `{byte}` here is not UTF-8")));
        }
        assert_eq!(utf8("t.toml", "# £ é 指".as_bytes()), Ok("# £ é 指"));
    }

    #[test]
    fn utf_16_is_named_in_either_order_of_bytes_and_can_be_read() {
        let text = "id = \"指導\"\n";
        for (mark, bytes) in [([0xff, 0xfe], u16::to_le_bytes as fn(u16) -> [u8; 2]), ([0xfe, 0xff], u16::to_be_bytes)]
        {
            let units: Vec<u8> = text.encode_utf16().flat_map(bytes).collect();
            let file = [&mark[..], &units].concat();
            assert_eq!(refused(&file), (Code::TomlSyntax, 1, 1, "this file is UTF-16".to_owned()));
            assert_eq!(utf8("t.toml", &file).unwrap_err().legible, text);
        }
    }
}
