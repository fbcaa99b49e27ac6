//! What was most likely meant: a misspelt key, choice or id is noted and then read as what it is most like, so that it hides no other
//! fault, and nothing is said of what only follows from it.

use mentormark_rules::{
    Code, Id, Refusal,
    json::{Node, Reading, Tree},
};

use crate::{
    document::Document,
    place::{child, parent_and_key},
};

impl Document<'_> {
    /// Notes what `read` finds misspelt, and puts what was meant in its place. `read` may be called several times: what stands below a
    /// misspelt key is only then looked at.
    pub(crate) fn mend<T>(&mut self, read: impl Fn(&Node<'_>) -> T) {
        loop {
            let faults = Reading::default();
            read(&Node::root(&self.tree, &faults));
            let mended: Vec<Refusal> = faults.take().into_iter().filter_map(|fault| self.mend_one(fault)).collect();
            if mended.is_empty() {
                return;
            }
            self.mended.extend(mended);
        }
    }

    /// Puts the levels that were meant in the place of those that `faults` says there are not. Returns where they stand.
    pub(crate) fn mend_levels(&mut self, faults: &[Refusal]) -> Vec<String> {
        let unknown = faults.iter().filter(|fault| fault.code == Code::UnknownLevel);
        let mended: Vec<Refusal> = unknown.filter_map(|fault| self.mend_one(fault.clone())).collect();
        let places = mended.iter().map(|fault| fault.pointer.clone()).collect();
        self.mended.extend(mended);
        places
    }

    /// The fault, with what was meant, if that is known and now stands in its place.
    fn mend_one(&mut self, fault: Refusal) -> Option<Refusal> {
        let is_text = text_at(&mut self.tree, &fault.pointer).is_some();
        match fault.code {
            Code::UnknownChoice | Code::UnknownLevel if is_text => {
                let meant = fault.did_you_mean.clone()?;
                *text_at(&mut self.tree, &fault.pointer)? = meant;
                Some(fault)
            }
            // The keys of some tables are levels.
            Code::UnknownField | Code::UnknownLevel => {
                let meant = fault.did_you_mean.as_deref()?;
                let (around, key) = parent_and_key(&fault.pointer)?;
                let Tree::Object(fields) = at(&mut self.tree, around)? else { return None };
                if fields.iter().any(|(key, _)| key == meant) {
                    return None;
                }
                let (written, _) = fields.iter_mut().find(|(name, _)| *name == key)?;
                *written = meant.into();
                self.renamed(&fault.pointer, &child(around, meant));
                Some(fault)
            }
            Code::BadId => {
                let text = text_at(&mut self.tree, &fault.pointer)?;
                if fault.pointer.ends_with("/language") {
                    // That is no id, and has capitals.
                    return None;
                }
                let is_anchor = fault.pointer.ends_with("source") || fault.pointer.contains("/assumes/");
                let meant = id_like(text).filter(|meant| meant.contains('#') == is_anchor && meant != text)?;
                text.clone_from(&meant);
                Some(Refusal { did_you_mean: Some(meant), ..fault })
            }
            _ => None,
        }
    }
}

/// The id or anchor that `text` is but for capitals, spaces and underscores.
fn id_like(text: &str) -> Option<String> {
    let like: String = text.chars().map(|c| if c == ' ' || c == '_' { '-' } else { c.to_ascii_lowercase() }).collect();
    let (of, name) = like.split_once('#').unwrap_or((&like, "x"));
    (Id::is_well_formed(of) && Id::is_well_formed(name)).then_some(like)
}

/// The value at an RFC 6901 pointer.
fn at<'t>(tree: &'t mut Tree, pointer: &str) -> Option<&'t mut Tree> {
    let Some((around, key)) = parent_and_key(pointer) else { return Some(tree) };
    match at(tree, around)? {
        Tree::Object(fields) => fields.iter_mut().find(|(name, _)| *name == key).map(|(_, value)| value),
        Tree::List(entries) => entries.get_mut(key.parse::<usize>().ok()?),
        _ => None,
    }
}

fn text_at<'t>(tree: &'t mut Tree, pointer: &str) -> Option<&'t mut String> {
    match at(tree, pointer)? {
        Tree::Text(text) => Some(text),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Diagnostic, SchemeFile};

    /// What is found where `days` is a table of `first`, a date, and `kind`, `a-b` or `c`, and `source`, an anchor.
    fn faults(text: &str) -> Vec<(&'static str, usize, Option<String>)> {
        let mut document = Document::read(&SchemeFile { name: "t.toml", text }).unwrap();
        let read = |root: &Node<'_>| {
            let days = root.fields(&["days"]).required("days")?;
            let days = days.fields(&["first", "kind", "source"]);
            let _ = (days.date("first"), days.choice("kind", ("a-b", 1), &[("c", 2)]), days.anchor("source"));
            Some(())
        };
        document.mend(read);
        let read = document.read_as(read);
        let said = |fault: Diagnostic| (fault.code.as_str(), fault.line, fault.did_you_mean);
        document.unless_faulty(read).err().unwrap_or_default().into_iter().map(said).collect()
    }

    #[test]
    fn what_is_misspelt_hides_nothing_below_it() {
        let sound = "[days]\nfirst = 2022-01-01\nkind = \"a-b\"\nsource = \"a#b\"";
        assert_eq!(faults(sound), []);
        let days = Some("days".to_owned());
        assert_eq!(faults(&sound.replace("days", "dayz")), [("unknown-field", 1, days.clone())]);
        let first = Some("first".to_owned());
        let deep = sound.replace("days", "dayz").replace("first", "frist").replace("2022-01-01", "\"2022-01-32\"");
        assert_eq!(faults(&deep), [("unknown-field", 1, days), ("unknown-field", 2, first), ("bad-date", 2, None)]);
    }

    #[test]
    fn a_misspelt_key_is_told_of_once() {
        let text = "[days]\nfirst = 2022-01-01\nkinds = [\"a-b\"]\nsource = \"a#b\"";
        assert_eq!(faults(text), [("unknown-field", 3, Some("kind".into()))]);
    }

    #[test]
    fn ids_and_choices_are_read_as_what_they_are_like() {
        let text = "[days]\nfirst = 2022-01-01\nkind = \"a_b\"\nsource = \"My Scheme#B_c\"";
        let meant = [("unknown-choice", 3, Some("a-b".into())), ("bad-id", 4, Some("my-scheme#b-c".into()))];
        assert_eq!(faults(text), meant);
        assert_eq!(faults(&text.replace("a_b", "zzz").replace("B_c", "é"))[0], ("unknown-choice", 3, None));
        assert_eq!(faults(&text.replace("a_b", "c").replace("My Scheme#B_c", "my")), [("bad-id", 4, None)]);
    }

    #[test]
    fn a_key_that_stands_already_is_not_meant_by_another() {
        let text = "[days]\nfirst = 2022-01-01\nfrist = 1\nkind = \"c\"\nsource = \"a#b\"";
        assert_eq!(faults(text), [("unknown-field", 3, Some("first".into()))]);
    }
}
