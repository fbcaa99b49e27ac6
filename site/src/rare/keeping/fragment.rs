//! Answers as the fragment of an address: deflated, and written in letters that stand in addresses as they are (base64url without
//! padding). The fragment is never sent to a server.

use gloo::file::Blob;
use js_sys::Uint8Array;
use wasm_bindgen::{JsCast, JsValue};

use crate::rare::foreign::{call, made, named, promised};

/// The most bytes that are unpacked: twice what is read of any document, so a small fragment cannot fill the memory.
const MOST_UNPACKED: usize = 2 << 20;

/// How both sides are compressed.
const FORMAT: &str = "deflate-raw";

/// Why a fragment does not become a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unread {
    /// Something in it is missing or does not belong there.
    Broken,
    /// It unpacks to more than any file of answers.
    TooLong,
}

/// The text packed into letters; `None` where the browser cannot.
pub(crate) async fn packed(text: &str) -> Option<String> {
    let bytes = through(&Blob::new(text), "CompressionStream").await.ok()?;
    Some(written(&bytes))
}

/// The text that was packed into `letters`.
pub(crate) async fn unpacked(letters: &str) -> Result<String, Unread> {
    let bytes = bytes(letters).ok_or(Unread::Broken)?;
    let text = through(&Blob::new(bytes.as_slice()), "DecompressionStream").await?;
    String::from_utf8(text).map_err(|_| Unread::Broken)
}

/// What comes out of a stream of this class when `blob` goes in.
async fn through(blob: &Blob, class: &str) -> Result<Vec<u8>, Unread> {
    let broken = |_: JsValue| Unread::Broken;
    let blob: &web_sys::Blob = blob.as_ref();
    let stream = call(blob, "stream", &JsValue::UNDEFINED).map_err(broken)?;
    let stream = call(&stream, "pipeThrough", &made(class, FORMAT).map_err(broken)?).map_err(broken)?;
    let reader = call(&stream, "getReader", &JsValue::UNDEFINED).map_err(broken)?;
    let mut bytes = Vec::new();
    loop {
        let read = promised(&reader, "read", &JsValue::UNDEFINED).await.map_err(broken)?;
        let chunk = named(&read, "value").map_err(broken)?;
        if chunk.is_undefined() {
            return Ok(bytes);
        }
        bytes.extend(chunk.unchecked_into::<Uint8Array>().to_vec());
        if bytes.len() > MOST_UNPACKED {
            let _ = promised(&reader, "cancel", &JsValue::UNDEFINED).await;
            return Err(Unread::TooLong);
        }
    }
}

const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// Bytes as letters, six bits each.
fn written(bytes: &[u8]) -> String {
    let mut letters = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for three in bytes.chunks(3) {
        let bits = (0..3).fold(0u32, |bits, at| bits << 8 | u32::from(three.get(at).copied().unwrap_or_default()));
        for at in 0..=three.len() {
            let six = bits >> (18 - 6 * at) & 63;
            letters.push(char::from(LETTERS[usize::try_from(six).unwrap_or_default()]));
        }
    }
    letters
}

/// The bytes that stand in letters; `None` where one is none of them, or is missing.
fn bytes(letters: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(letters.len() / 4 * 3 + 2);
    for four in letters.as_bytes().chunks(4) {
        let mut bits = 0u32;
        for letter in four {
            let six = LETTERS.iter().position(|other| other == letter)?;
            bits = bits << 6 | u32::try_from(six).ok()?;
        }
        let whole = four.len().checked_sub(1).filter(|&whole| whole > 0)?;
        let spare = four.len() * 6 - whole * 8;
        if bits & ((1 << spare) - 1) != 0 {
            return None;
        }
        let bits = (bits >> spare).to_be_bytes();
        bytes.extend_from_slice(&bits[4 - whole..]);
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_those_of_the_standard() {
        // From RFC 4648, without the padding.
        for (text, letters) in [
            ("", ""),
            ("f", "Zg"),
            ("fo", "Zm8"),
            ("foo", "Zm9v"),
            ("foob", "Zm9vYg"),
            ("fooba", "Zm9vYmE"),
            ("foobar", "Zm9vYmFy"),
        ] {
            assert_eq!(written(text.as_bytes()), letters);
            assert_eq!(bytes(letters).as_deref(), Some(text.as_bytes()));
        }
        assert_eq!(written(&[0xfb, 0xff]), "-_8");
    }

    #[test]
    fn every_byte_comes_back() {
        let all: Vec<u8> = (0..=255).collect();
        for from in 0..4 {
            assert_eq!(bytes(&written(&all[from..])).as_deref(), Some(&all[from..]));
        }
    }

    #[test]
    fn what_is_not_written_so_is_not_read() {
        for letters in ["Z", "Zm9vZ", "Zg==", "Z+8", "Zm 9", "Zé", "Zh", "Zm9"] {
            assert_eq!(bytes(letters), None, "{letters}");
        }
    }
}
