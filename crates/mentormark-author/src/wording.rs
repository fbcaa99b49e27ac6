//! Compiles a words file: the text of a scheme in one language.

use mentormark_rules::{Refusal, Scheme, json, wording};

use crate::{Anchors, Diagnostic, RateTables, SchemeFile, compile::sources_of, document::Document, place::is_within};

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
    document.mend(wording::read_on);
    document.refuse_compiled_field("sources", "sources.toml");
    let wording = document.read_as(|root| Some(wording::read_on(root)));
    let misread = document.unread().to_vec();
    let compiled = wording.map(|mut wording| {
        // Of a group that could not be read it is not known for what it has words.
        let is_read = |fault: &Refusal| !misread.iter().any(|misread| is_within(&misread.pointer, &fault.pointer));
        for fault in wording.check(scheme).into_iter().filter(is_read) {
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
