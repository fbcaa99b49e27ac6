//! `mentormark check`: what it finds in scheme files, and in what cannot be read as one.

use std::{
    env, fs,
    path::{Path, PathBuf},
};

use super::{NMS, Scratch, run};

/// A folder of its own, gone when dropped.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = env::temp_dir().join(format!("mentormark-check-{}-{name}", std::process::id()));
        fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    /// Writes a file of the folder, and gives its path.
    fn file(&self, name: &str, bytes: impl AsRef<[u8]>) -> String {
        let path = self.0.join(name);
        fs::write(&path, bytes).unwrap();
        path.to_str().unwrap().to_owned()
    }

    fn path(&self) -> &str {
        self.0.to_str().unwrap()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// The NMS as a scheme that nobody ships, so that its anchors are in no file but the one beside it.
fn garden() -> String {
    fs::read_to_string(at(NMS)).unwrap().replace("\"nms#", "\"garden#").replacen("id = \"nms\"", "id = \"garden\"", 1)
}

fn at(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

fn errors(out: &str) -> usize {
    out.matches("error[").count()
}

#[test]
fn check_tells_fine_files_from_faulty_ones() {
    let fine = run(&["check", NMS]);
    let hash = mentormark_schemes::find("nms", "2022").unwrap().rules_hash;
    assert_eq!((fine.code, fine.out), (0, format!("{NMS}: fine, {hash}\n")));
    let faulty = Scratch::new("faulty.toml", "id = \"Bad Id\"\nedition = \"1\"\n");
    let found = run(&["check", NMS, faulty.path()]);
    assert_eq!((found.code, found.err.as_str()), (1, ""));
    assert!(found.out.contains("bad-id") && found.out.contains(&format!("{}:1:6", faulty.path())), "{}", found.out);
    assert_eq!(run(&["check", "no-such-file.toml"]).code, 3);
}

#[test]
fn every_file_is_checked_whatever_becomes_of_those_before_it() {
    let folder = Folder::new("each");
    let faulty = folder.file("faulty.toml", "id = \"Bad Id\"\nedition = \"1\"\n");
    let found = run(&["check", "no-such-file.toml", &faulty, folder.path(), NMS]);
    assert_eq!(found.code, 3, "the gravest counts");
    assert!(found.out.contains("bad-id") && found.out.contains(&format!("{NMS}: fine, ")), "{}", found.out);
    let told: Vec<&str> = found.err.lines().collect();
    assert_eq!(told.len(), 2, "{told:?}");
    assert!(told[0].starts_with("mentormark: cannot read `no-such-file.toml`: "), "{told:?}");
    assert!(told[1].starts_with(&format!("mentormark: cannot read `{}`: ", folder.path())), "{told:?}");
    assert_eq!(run(&["check", NMS, &faulty, NMS]).code, 1);
    assert_eq!(run(&["check", folder.path(), &faulty]).code, 3, "whatever is found after it");
}

#[test]
fn a_file_that_is_not_utf_8_is_a_finding_with_its_place() {
    let folder = Folder::new("encodings");
    let latin = folder.file("latin.toml", b"id = \"a\"\n# \xa3 5\n");
    let utf_16 = folder.file("utf-16.toml", b"\xff\xfei\0d\0\n\0");
    let json = folder.file("latin.json", b"{\"id\":\"\xe9\"}");
    let found = run(&["check", &latin, &utf_16, &json]);
    let expected = format!(
        "error[toml-syntax]: the byte `0xa3` here is not UTF-8\n \
         --> {latin}:2:3\n  |\n2 | # \u{fffd} 5\n  |   ^\n  = help: save the file as UTF-8\n\
         error[toml-syntax]: this file is UTF-16\n \
         --> {utf_16}:1:1\n  |\n1 | id\n  | ^^\n  = help: save it as UTF-8\n\
         error[syntax]: the byte `0xe9` here is not UTF-8\n \
         --> {json}:1:8\n  |\n1 | {{\"id\":\"\u{fffd}\"}}\n  |        ^\n  = help: save the file as UTF-8\n"
    );
    assert_eq!((found.code, found.err.as_str(), found.out), (1, "", expected));
    for args in [&["compile", &latin][..], &["assess", "--scheme-file", &latin]] {
        let refused = run(args);
        assert_eq!((refused.code, refused.out.as_str()), (2, ""));
        assert!(refused.err.contains(&format!("--> {latin}:2:3\n")), "{}", refused.err);
    }
}

#[test]
fn sources_that_are_missing_are_told_once_with_where_they_were_looked_for() {
    let folder = Folder::new("sources");
    let scheme = folder.file("2026.toml", garden());
    let looked_for = folder.0.join("sources.toml");
    let missing = run(&["check", &scheme]);
    assert_eq!((missing.code, errors(&missing.out)), (1, 1), "{}", missing.out);
    assert!(missing.out.contains("error[unknown-source]: there is no `sources.toml` beside this file"));
    assert!(missing.out.contains(&format!("write `{}`", looked_for.display())), "{}", missing.out);

    folder.file("sources.toml", "");
    let empty = run(&["check", &scheme]);
    assert_eq!((empty.code, errors(&empty.out)), (1, 1), "{}", empty.out);
    assert!(empty.out.contains("error[missing-field]"), "an empty file is there, and faulty: {}", empty.out);

    let sources = folder.file("sources.toml", b"# \xa3");
    let garbled = run(&["check", &scheme]);
    assert_eq!((garbled.code, errors(&garbled.out)), (1, 1), "{}", garbled.out);
    assert!(garbled.out.contains(&format!("--> {sources}:1:3\n")), "{}", garbled.out);

    fs::copy(at(NMS).with_file_name("sources.toml"), &sources).unwrap();
    let fine = run(&["check", &scheme]);
    assert_eq!((fine.code, errors(&fine.out)), (0, 0), "{}", fine.out);
}
