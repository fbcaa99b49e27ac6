//! Nothing lies about in the root of the repository.

use crate::{at, entries, name, tidy};

/// What may stand there. `target`, `.git`, `mentormark-data` (where a server keeps what it keeps) and what editors leave are not the
/// repository's.
const ALLOWED: [&str; 26] = [
    ".cargo",
    ".ci",
    ".git",
    ".gitattributes",
    ".gitignore",
    "ARCHITECTURE.md",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "Cargo.lock",
    "Cargo.toml",
    "LICENSE-APACHE",
    "LICENSE-MIT",
    "README.md",
    "SECURITY.md",
    "clippy.toml",
    "crates",
    "deny.toml",
    "docs",
    "fuzz",
    "mentormark-data",
    "pkg",
    "rust-toolchain.toml",
    "rustfmt.toml",
    "site",
    "target",
    "tests",
];

fn strays(names: impl IntoIterator<Item = String>) -> Vec<String> {
    names.into_iter().filter(|name| !ALLOWED.contains(&name.as_str())).collect()
}

#[test]
fn the_root_holds_only_what_belongs_there() {
    let strays = strays(entries(&at("")).iter().map(|path| name(path)));
    tidy(
        &strays
            .iter()
            .map(|name| format!("`{name}` does not belong in the root: move it, or list it here"))
            .collect::<Vec<_>>(),
    );
}

#[test]
fn a_stray_is_found() {
    assert_eq!(strays(["docs".to_owned(), "notes.txt".to_owned()]), ["notes.txt"]);
}
