//! Settings: values set when compiling, in place of what the file says.

use core::fmt;

use mentormark_rules::{Code, Refusal, json::Tree};
use toml::de::DeValue;

use crate::{
    document::{Document, scalar_tree},
    place::child,
};

/// What names a scheme, which no setting changes.
const FIXED: [&str; 2] = ["id", "edition"];

/// A value set when compiling: another reading of the standard, under another rules hash.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Setting {
    /// The path of a text, number, date or flag that the file holds: `progression.lapsed`, `fee.bands.0.net`.
    pub key: String,
    /// The value as TOML writes it, or a text without quotes.
    pub value: String,
}

/// A text that is not `KEY=VALUE`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotASetting(String);

impl fmt::Display for NotASetting {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` is no setting: write it as `KEY=VALUE`", self.0)
    }
}

impl core::error::Error for NotASetting {}

impl core::str::FromStr for Setting {
    type Err = NotASetting;

    /// Reads `KEY=VALUE`.
    ///
    /// ```
    /// use mentormark_author::Setting;
    ///
    /// let setting: Setting = "progression.lapsed=blocked".parse()?;
    /// assert_eq!((&*setting.key, &*setting.value), ("progression.lapsed", "blocked"));
    /// assert!("progression.lapsed".parse::<Setting>().is_err());
    /// # Ok::<(), mentormark_author::NotASetting>(())
    /// ```
    fn from_str(text: &str) -> Result<Self, NotASetting> {
        match text.split_once('=') {
            Some((key, value)) if !key.trim().is_empty() => {
                Ok(Self { key: key.trim().into(), value: value.trim().into() })
            }
            _ => Err(NotASetting(text.into())),
        }
    }
}

/// Puts each setting in its place; the last one of a key stands.
pub(crate) fn apply(document: &mut Document<'_>, settings: &[Setting]) {
    for setting in settings {
        let pointer = setting.key.split('.').fold(String::new(), |pointer, part| child(&pointer, part));
        let note = format!("`{}` was set to `{}` on the command line", setting.key, setting.value);
        document.annotate(pointer.clone(), note);
        if FIXED.contains(&setting.key.as_str()) {
            let message = format!("`{}` names the scheme: change it in the file", setting.key);
            document.refuse(Refusal::new(Code::UnknownSetting, pointer, message));
            continue;
        }
        if let Some(scalar) = scalar(&mut document.tree, setting.key.split('.')) {
            *scalar = value(&setting.value);
            continue;
        }
        let mut known = Vec::new();
        scalars(&document.tree, "", &mut known);
        known.sort();
        let message = format!("there is no value `{}` to set: name one that the file holds", setting.key);
        let refusal = Refusal::new(Code::UnknownSetting, pointer, message);
        document.refuse(refusal.suggesting(&setting.key, known.iter().map(String::as_str)));
    }
}

fn value(text: &str) -> Tree {
    let parsed = DeValue::parse(text).ok().and_then(|value| scalar_tree(value.get_ref()));
    parsed.unwrap_or_else(|| Tree::Text(text.into()))
}

fn is_scalar(tree: &Tree) -> bool {
    !matches!(tree, Tree::List(_) | Tree::Object(_))
}

/// The scalar at the end of a path.
fn scalar<'t>(tree: &'t mut Tree, mut path: core::str::Split<'_, char>) -> Option<&'t mut Tree> {
    path.try_fold(tree, |tree, part| match tree {
        Tree::Object(fields) => fields.iter_mut().find(|(key, _)| key == part).map(|(_, tree)| tree),
        Tree::List(entries) => entries.get_mut(part.parse::<usize>().ok()?),
        _ => None,
    })
    .filter(|tree| is_scalar(tree))
}

/// The paths of all scalars.
fn scalars(tree: &Tree, path: &str, found: &mut Vec<String>) {
    let below = |part: &str| if path.is_empty() { part.to_string() } else { format!("{path}.{part}") };
    match tree {
        Tree::Object(fields) => fields.iter().for_each(|(key, tree)| scalars(tree, &below(key), found)),
        Tree::List(entries) => {
            entries.iter().enumerate().for_each(|(i, tree)| scalars(tree, &below(&i.to_string()), found));
        }
        _ if FIXED.contains(&path) => {}
        _ => found.push(path.into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_toml_where_it_can_be_and_else_a_text() {
        for (text, expected) in [
            ("7", Tree::Whole(7)),
            ("true", Tree::Bool(true)),
            ("2022-01-01", Tree::Text("2022-01-01".into())),
            ("\"7\"", Tree::Text("7".into())),
            ("at-least-half", Tree::Text("at-least-half".into())),
            ("[1]", Tree::Text("[1]".into())),
            ("", Tree::Text(String::new())),
        ] {
            assert_eq!(value(text), expected, "{text}");
        }
    }

    #[test]
    fn only_scalars_have_a_path() {
        let mut tree = Tree::Object(vec![
            ("id".into(), Tree::Text("x".into())),
            ("a".into(), Tree::List(vec![Tree::Object(vec![("b".into(), Tree::Whole(1))])])),
        ]);
        let mut found = Vec::new();
        scalars(&tree, "", &mut found);
        assert_eq!(found, ["a.0.b"]);
        assert_eq!(scalar(&mut tree, "a.0.b".split('.')), Some(&mut Tree::Whole(1)));
        for no in ["a", "a.0", "a.1.b", "a.b", "a.0.b.c", ""] {
            assert_eq!(scalar(&mut tree, no.split('.')), None, "{no}");
        }
    }
}
