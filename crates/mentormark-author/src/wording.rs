//! Compiles a words file: the text of a scheme in one language.

use mentormark_rules::{Scheme, json, wording};

use crate::{Anchors, Diagnostic, RateTables, SchemeFile, compile::sources_of, document::Document};

/// Compiled words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CompiledWording {
    /// Their canonical JSON (RFC 8785).
    pub json: String,
    /// `sha256:` and the hexadecimal hash of those bytes.
    pub wording_hash: String,
    /// The language, as a BCP 47 tag.
    pub language: String,
}

/// The words in `file`, compiled for `scheme`, with the sources behind its rules among them.
///
/// # Errors
/// Every fault of the file, in the order of the file; among them everything in the scheme that has no words, and every
/// words that name nothing in it. Faults of syntax are reported without others.
pub fn compile_wording(
    file: &SchemeFile<'_>,
    anchors: &Anchors,
    rate_tables: &RateTables,
    scheme: &Scheme,
) -> Result<CompiledWording, Vec<Diagnostic>> {
    let mut document = Document::read(file)?;
    document.refuse_compiled_field("sources", "sources.toml");
    let wording = document.read_as(wording::read);
    let compiled = wording.map(|mut wording| {
        for fault in wording.check(scheme) {
            document.refuse(fault);
        }
        wording.sources = sources_of(scheme, anchors, rate_tables).into_iter().collect();
        let json = json::canonical(&wording);
        if let Err(refusal) = json::tree(&json) {
            document.refuse(refusal);
        }
        let wording_hash = json::sha256(json.as_bytes());
        CompiledWording { json, wording_hash, language: wording.language }
    });
    document.unless_faulty(compiled)
}
