//! The languages of the site. Each has pages below a folder of its own and an app of its own, so that nobody loads words they do not
//! read (docs/decisions/0012-one-app-a-language.md).

use mentormark_report::{Chapter, Standard};
use mentormark_rules::wording::Provenance;
use mentormark_rules::{Date, Wording, scheme::Criterion};

/// A language of the site.
pub(crate) struct Language {
    /// Its tag, as `lang` has it.
    pub(crate) tag: &'static str,
    /// What it calls itself.
    pub(crate) name: &'static str,
    /// Where its pages stand, from the root of the site: empty, or a segment that ends in `/`.
    pub(crate) folder: &'static str,
    /// The features of `mentormark-site` by which the app speaks it.
    pub(crate) features: &'static [&'static str],
    /// Whether no translator has checked its words yet, which every page of it then says.
    pub(crate) is_draft: bool,
    /// How it says what is in data.
    pub(crate) say: Say,
}

/// The functions of `mentormark-report` that have a language, as far as pages need them.
pub(crate) struct Say {
    pub(crate) date: fn(Date) -> String,
    pub(crate) level_name: for<'a> fn(Option<&'a str>, &'a Wording) -> &'a str,
    pub(crate) section_noun: for<'a> fn(usize, &'a Wording) -> &'a str,
    pub(crate) rating_name: for<'a> fn(&'a str, &'a Wording) -> &'a str,
    pub(crate) rulebook: fn(Standard<'_>) -> Vec<Chapter>,
    pub(crate) criterion_notes: fn(&Criterion, Standard<'_>) -> Vec<String>,
    pub(crate) provenance_words: fn(Provenance) -> &'static str,
}

/// The functions of one of the modules of `mentormark-report`.
macro_rules! say {
    ($language:ident) => {
        Say {
            date: mentormark_report::$language::date,
            level_name: mentormark_report::$language::level_name,
            section_noun: mentormark_report::$language::section_noun,
            rating_name: mentormark_report::$language::rating_name,
            rulebook: mentormark_report::$language::rulebook,
            criterion_notes: mentormark_report::$language::criterion_notes,
            provenance_words: mentormark_report::$language::provenance_words,
        }
    };
}

/// The language of the pages at the root of the site, which decides where another says something else. Every scheme has words in it.
pub(crate) static ENGLISH: Language =
    Language { tag: "en-GB", name: "English", folder: "", features: &[], is_draft: false, say: say!(english) };

static WELSH: Language =
    Language { tag: "cy", name: "Cymraeg", folder: "cy/", features: &["cy"], is_draft: true, say: say!(welsh) };

/// Every language, [`ENGLISH`] first.
pub(crate) static ALL: [&Language; 2] = [&ENGLISH, &WELSH];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_language_has_a_tag_and_a_folder_of_its_own_and_only_the_first_is_at_the_root() {
        for (at, one) in ALL.iter().enumerate() {
            assert_eq!(one.folder.is_empty(), at == 0, "{}", one.tag);
            assert!(one.folder.is_empty() || one.folder.ends_with('/'), "{}", one.tag);
            assert!(ALL[..at].iter().all(|other| other.tag != one.tag && other.folder != one.folder), "{}", one.tag);
        }
    }
}
