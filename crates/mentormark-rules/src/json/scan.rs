//! Reads an assessment that is in order without copying its ratings: for streams, where reading is most of the work.
//!
//! It says yes to less than [`super::assessment`], and to nothing else: what it does not know, or finds at fault, is for the thorough
//! reader to judge. Whether a rating stands twice is seen when the ratings are held against a scheme.

use alloc::{borrow::ToOwned, string::String, vec::Vec};

use super::{Tree, assessment::fits, canonical::plain_length, tree, tree::MOST_BYTES};
use crate::{
    Assessment, Date, Entries,
    assessment::{Evidence, FactValue, Held, HeldElsewhere, MOST_RATINGS},
};

/// An assessment, its ratings still as they stand in the text.
pub(crate) struct Scanned<'t> {
    /// All but the ratings.
    pub(crate) rest: Assessment,
    /// Criteria and their ratings in the order of the text; a criterion may be there twice.
    pub(crate) ratings: Vec<(&'t str, &'t str)>,
}

/// Reads an assessment of one programme that is in order, so far as can be told without the scheme.
pub(crate) fn scan(text: &str) -> Option<Scanned<'_>> {
    let mut scan = Scan { text, at: 0 };
    if text.len() > MOST_BYTES {
        return None;
    }
    let (mut scheme, mut edition, mut as_of, mut target, mut tax_point) = (None, None, None, None, None);
    let (mut held, mut held_elsewhere, mut facts, mut ratings, mut evidence) = (None, None, None, None, None);
    scan.object(&mut |scan, key| match key {
        "scheme" => once(&mut scheme, scan.plain()?.to_owned()),
        "edition" => once(&mut edition, scan.plain()?.to_owned()),
        "as_of" => once(&mut as_of, scan.date()?),
        "target" => once(&mut target, scan.plain()?.to_owned()),
        "tax_point" => once(&mut tax_point, scan.date()?),
        "held" => once(&mut held, scan.held()?),
        "held_elsewhere" => once(&mut held_elsewhere, scan.held_elsewhere()?),
        "facts" => once(&mut facts, scan.facts()?),
        "ratings" => once(&mut ratings, scan.ratings()?),
        "evidence" => once(&mut evidence, scan.evidence()?),
        _ => None,
    })?;
    let rest = Assessment {
        scheme: scheme?,
        edition,
        as_of: as_of?,
        target,
        tax_point,
        held,
        held_elsewhere: held_elsewhere.unwrap_or_default(),
        facts: facts?,
        ratings: Entries::new(),
        evidence: evidence.unwrap_or_default(),
        programmes: Vec::new(),
    };
    let ratings = ratings.filter(|ratings| ratings.len() <= MOST_RATINGS)?;
    (scan.is_at_end() && fits(&rest)).then_some(Scanned { rest, ratings })
}

/// Fills a slot that was empty.
fn once<T>(slot: &mut Option<T>, value: T) -> Option<()> {
    slot.replace(value).is_none().then_some(())
}

/// A text and how far it is read.
struct Scan<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Scan<'t> {
    fn next(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn skip_space(&mut self) {
        while matches!(self.next(), Some(b' ' | b'\t' | b'\n' | b'\r')) {
            self.at = self.at.saturating_add(1);
        }
    }

    fn is_at_end(&mut self) -> bool {
        self.skip_space();
        self.at == self.text.len()
    }

    fn is_token(&mut self, token: u8) -> bool {
        self.skip_space();
        let is_here = self.next() == Some(token);
        self.at = self.at.saturating_add(usize::from(is_here));
        is_here
    }

    fn token(&mut self, token: u8) -> Option<()> {
        self.is_token(token).then_some(())
    }

    /// What stands between a bracket and its counterpart, with commas between: `each` reads one entry.
    fn entries(&mut self, [open, close]: [u8; 2], each: &mut dyn FnMut(&mut Self) -> Option<()>) -> Option<()> {
        self.token(open)?;
        if self.is_token(close) {
            return Some(());
        }
        loop {
            each(self)?;
            if !self.is_token(b',') {
                return self.token(close);
            }
        }
    }

    /// An object: `each` reads the value of a key.
    fn object(&mut self, each: &mut dyn FnMut(&mut Self, &'t str) -> Option<()>) -> Option<()> {
        self.entries(*b"{}", &mut |scan| {
            let key = scan.plain()?;
            scan.token(b':')?;
            each(scan, key)
        })
    }

    /// A text without escapes.
    fn plain(&mut self) -> Option<&'t str> {
        self.token(b'"')?;
        let rest = self.text.get(self.at..)?;
        let length = plain_length(rest.as_bytes());
        let (text, end) = rest.split_at_checked(length)?;
        self.at = self.at.saturating_add(length).saturating_add(1);
        end.starts_with('"').then_some(text)
    }

    /// Any text.
    fn any_text(&mut self) -> Option<String> {
        self.skip_space();
        let start = self.at;
        if let Some(plain) = self.plain() {
            return Some(plain.to_owned());
        }
        let rest = self.text.get(start..)?;
        let mut is_escape = false;
        let length = rest.bytes().skip(1).position(|byte| {
            let ends = byte == b'"' && !is_escape;
            is_escape = byte == b'\\' && !is_escape;
            ends
        })?;
        let length = length.saturating_add(2);
        self.at = start.saturating_add(length);
        match tree(rest.get(..length)?).ok()? {
            Tree::Text(text) => Some(text),
            _ => None,
        }
    }

    fn date(&mut self) -> Option<Date> {
        self.plain()?.parse().ok()
    }

    fn held(&mut self) -> Option<Held> {
        let (scheme, level, awarded_on) = self.award()?;
        scheme.is_none().then_some(Held { level, awarded_on })
    }

    fn held_elsewhere(&mut self) -> Option<Vec<HeldElsewhere>> {
        let mut all = Vec::new();
        self.entries(*b"[]", &mut |scan| {
            let (scheme, level, awarded_on) = scan.award()?;
            all.push(HeldElsewhere { scheme: scheme?, level, awarded_on });
            Some(())
        })?;
        Some(all)
    }

    /// The scheme, if it is named, the level and the day of an award.
    fn award(&mut self) -> Option<(Option<String>, String, Date)> {
        let (mut scheme, mut level, mut awarded_on) = (None, None, None);
        self.object(&mut |scan, key| match key {
            "scheme" => once(&mut scheme, scan.plain()?.to_owned()),
            "level" => once(&mut level, scan.plain()?.to_owned()),
            "awarded_on" => once(&mut awarded_on, scan.date()?),
            _ => None,
        })?;
        Some((scheme, level?, awarded_on?))
    }

    fn facts(&mut self) -> Option<Entries<FactValue>> {
        let mut facts = Vec::new();
        self.object(&mut |scan, key| {
            scan.skip_space();
            let value = match scan.next()? {
                b'"' => FactValue::Text(scan.plain()?.to_owned()),
                b'[' => FactValue::Texts(scan.texts()?),
                _ => scan.word()?,
            };
            facts.push((key.to_owned(), value));
            Some(())
        })?;
        Entries::of(facts)
    }

    /// A whole number, `true` or `false`.
    fn word(&mut self) -> Option<FactValue> {
        let rest = self.text.get(self.at..)?;
        let word = rest.split([',', '}', ' ', '\t', '\n', '\r']).next()?;
        self.at = self.at.saturating_add(word.len());
        match word {
            "true" => return Some(FactValue::Flag(true)),
            "false" => return Some(FactValue::Flag(false)),
            _ => {}
        }
        // As JSON writes it: Rust would take a plus sign and noughts in front as well.
        let number: i64 = word.parse().ok()?;
        let digits = word.strip_prefix('-').unwrap_or(word);
        let is_json = word == "0" || digits.starts_with(|first: char| matches!(first, '1'..='9'));
        is_json.then_some(FactValue::Whole(number))
    }

    fn texts(&mut self) -> Option<Vec<String>> {
        let mut texts = Vec::new();
        self.entries(*b"[]", &mut |scan| {
            texts.push(scan.any_text()?);
            Some(())
        })?;
        Some(texts)
    }

    fn ratings(&mut self) -> Option<Vec<(&'t str, &'t str)>> {
        let mut ratings = Vec::with_capacity(128);
        self.object(&mut |scan, key| {
            ratings.push((key, scan.plain()?));
            Some(())
        })?;
        Some(ratings)
    }

    fn evidence(&mut self) -> Option<Entries<Evidence>> {
        let mut all = Vec::new();
        self.object(&mut |scan, criterion| {
            let (mut note, mut links) = (None, None);
            scan.object(&mut |scan, key| match key {
                "note" => once(&mut note, scan.any_text()?),
                "links" => once(&mut links, scan.texts()?),
                _ => None,
            })?;
            let evidence = Evidence { note: note.unwrap_or_default(), links: links.unwrap_or_default() };
            all.push((criterion.to_owned(), evidence));
            Some(())
        })?;
        Entries::of(all)
    }
}

#[cfg(test)]
mod tests {
    use alloc::format;

    use super::*;
    use crate::json;

    const FULL: &str = r#" { "scheme": "nms", "edition" : "2022", "as_of":"2026-11-21", "target":"gold","tax_point":"2026-11-22",
        "held": {"level":"bronze","awarded_on":"2026-03-02"}, "held_elsewhere" : [{"scheme":"x","level":"y","awarded_on":"2020-02-29"}],
        "facts": {"employees":180,"debt":-7,"none":0,"charity":true,"closed":false,"kind":"a","all":["a","b"]},
        "ratings": {"aims.bronze.purpose":"met","aims.bronze.reach":"not-met"},
        "evidence": {"aims.bronze.purpose":{"note":"a \"b\"\n\u00e9 \\","links":["https://example.org/?a=%22"]},"x":{"note":"é"}} }
        "#;

    /// The assessment that is scanned, whole.
    fn whole(text: &str) -> Option<Assessment> {
        let Scanned { rest, ratings } = scan(text)?;
        let owned = |(id, rating): &(&str, &str)| ((*id).to_owned(), (*rating).to_owned());
        Some(Assessment { ratings: ratings.iter().map(owned).collect(), ..rest })
    }

    #[test]
    fn what_is_scanned_is_what_is_read() {
        let least = r#"{"scheme":"nms","as_of":"2026-11-21","facts":{},"ratings":{}}"#;
        for text in [FULL, least] {
            assert_eq!(whole(text), Some(json::thorough_assessment(text).unwrap()));
        }
    }

    #[test]
    fn what_is_changed_by_a_byte_is_scanned_as_it_is_read_or_not_at_all() {
        let (mut scanned, mut refused) = (0, 0);
        for at in (0..FULL.len()).filter(|&at| FULL.is_char_boundary(at)) {
            let (before, from) = FULL.split_at(at);
            let mut chars = from.chars();
            chars.next();
            let after = chars.as_str();
            let put = ["", "\"", "\\", ",", ":", "{", "}", "[", "]", "0", "-", "+", ".", "e", " ", "\u{1}", "é"];
            for text in put.iter().flat_map(|put| [format!("{before}{put}{after}"), format!("{before}{put}{from}")]) {
                if let Some(assessment) = whole(&text) {
                    scanned += 1;
                    assert_eq!(Ok(assessment), json::thorough_assessment(&text), "{text}");
                } else {
                    refused += 1;
                }
            }
        }
        assert!(scanned > 1_000 && refused > 1_000, "{scanned} {refused}");
    }

    #[test]
    fn what_stands_twice_is_left_to_the_thorough_reader() {
        let text = |inside: &str| format!(r#"{{"scheme":"nms","as_of":"2026-11-21","ratings":{{}},{inside}}}"#);
        assert!(scan(&text(r#""facts":{"a":1}"#)).is_some());
        for twice in [
            r#""facts":{"a":1,"a":1}"#,
            r#""facts":{},"scheme":"nms""#,
            r#""facts":{},"facts":{}"#,
            r#""facts":{},"held":{"level":"a","level":"a","awarded_on":"2026-01-01"}"#,
            r#""facts":{},"evidence":{"a":{"note":"b","note":"b"}}"#,
            r#""facts":{},"evidence":{"a":{},"a":{}}"#,
        ] {
            assert!(scan(&text(twice)).is_none(), "{twice}");
        }
    }
}
