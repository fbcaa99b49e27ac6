//! Settings: values set when compiling, in place of what the file says.

use core::fmt;

use mentormark_rules::{
    Code, Refusal,
    json::{Node, Reading, Tree},
    scheme,
};
use toml::de::DeValue;

use crate::{
    document::{DEEPEST, Document, scalar_tree},
    place::{child, parent_and_key},
};

/// What names a scheme, which no setting changes.
const FIXED: [&str; 2] = ["id", "edition"];

/// A value set when compiling: another reading of the standard, under another rules hash.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Setting {
    /// The path of what the file holds, `progression.lapsed` or `fee.bands.0.net`, or of a key that may stand in one of its tables.
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
        document.annotate(pointer.clone(), note.clone());
        if FIXED.contains(&setting.key.as_str()) {
            let message = format!("`{}` names the scheme: change it in the file", setting.key);
            document.refuse(Refusal::new(Code::UnknownSetting, pointer, message));
            continue;
        }
        let value = match value(&setting.value) {
            Ok(value) if depth(&value) + pointer.matches('/').count() <= DEEPEST => value,
            Ok(_) => {
                let message = format!("`{}` is nested more than {DEEPEST} deep: say it with less", setting.key);
                document.refuse(Refusal::new(Code::TooDeep, pointer, message));
                continue;
            }
            Err(fault) => {
                let message = format!("what `{}` is set to is not TOML, {fault}: mend this first", setting.key);
                document.refuse(Refusal::new(Code::TomlSyntax, pointer, message));
                continue;
            }
        };
        let mut changed = document.tree.clone();
        match put(&mut changed, &setting.key, value) {
            Put::Replaced => document.tree = changed,
            Put::Added => {
                if let Some(unknown) = unknown(&changed, &pointer) {
                    document.refuse(no_such(&document.tree, setting, pointer, unknown.did_you_mean));
                    continue;
                }
                // A new key may be at odds with those beside it.
                if let Some((around, _)) = parent_and_key(&pointer).filter(|(around, _)| !around.is_empty()) {
                    document.annotate(around.into(), note);
                }
                document.tree = changed;
            }
            Put::Nowhere => document.refuse(no_such(&document.tree, setting, pointer, None)),
        }
    }
}

/// What became of a value that was put somewhere.
#[derive(Debug, PartialEq, Eq)]
enum Put {
    /// It stands in place of another.
    Replaced,
    /// Its key is new to the table around it.
    Added,
    /// There is no table or list around it, or the list has no such entry.
    Nowhere,
}

fn put(tree: &mut Tree, key: &str, value: Tree) -> Put {
    let (around, key) = key.rsplit_once('.').map_or((None, key), |(around, key)| (Some(around), key));
    let around = match around {
        Some(path) => at(tree, path),
        None => Some(tree),
    };
    let place = match around {
        Some(Tree::Object(fields)) => {
            let Some(held) = fields.iter().position(|(name, _)| name == key) else {
                fields.push((key.into(), value));
                return Put::Added;
            };
            fields.get_mut(held).map(|(_, held)| held)
        }
        Some(Tree::List(entries)) => key.parse().ok().and_then(|entry: usize| entries.get_mut(entry)),
        _ => None,
    };
    let Some(place) = place else { return Put::Nowhere };
    *place = value;
    Put::Replaced
}

/// That the format knows no key at `pointer`.
fn unknown(tree: &Tree, pointer: &str) -> Option<Refusal> {
    let faults = Reading::default();
    let _ = scheme::read_on(&Node::root(tree, &faults));
    faults.take().into_iter().find(|fault| fault.code == Code::UnknownField && fault.pointer == pointer)
}

/// That there is nothing to set by this key; `meant` is the last part of the key that is meant, where that is known.
fn no_such(tree: &Tree, setting: &Setting, pointer: String, meant: Option<String>) -> Refusal {
    let key = &setting.key;
    let around = key.rsplit_once('.').map(|(around, _)| around);
    let is_one_value = |path: &str| scalars_below(tree).iter().any(|scalar| scalar == path);
    let how = match around.filter(|around| is_one_value(around)) {
        Some(around) => format!("set `{around}` to a table that holds it"),
        None => "name one that the file holds or may hold".into(),
    };
    let refusal = Refusal::new(Code::UnknownSetting, pointer, format!("there is no value `{key}` to set: {how}"));
    match meant {
        Some(meant) => {
            let meant = around.map_or_else(|| meant.clone(), |around| format!("{around}.{meant}"));
            Refusal { did_you_mean: Some(meant), ..refusal }
        }
        None => refusal.suggesting(key, scalars_below(tree).iter().map(String::as_str)),
    }
}

/// A value as TOML writes it, or a text without quotes.
///
/// # Errors
/// What is wrong with a list or table.
fn value(text: &str) -> Result<Tree, String> {
    match DeValue::parse(text) {
        Ok(value) => Ok(tree(value.get_ref())),
        Err(fault) if text.starts_with(['{', '[']) => Err(fault.message().into()),
        Err(_) => Ok(Tree::Text(text.into())),
    }
}

fn tree(value: &DeValue<'_>) -> Tree {
    match value {
        DeValue::Array(entries) => Tree::List(entries.iter().map(|entry| tree(entry.get_ref())).collect()),
        DeValue::Table(fields) => {
            Tree::Object(fields.iter().map(|(key, value)| (key.get_ref().to_string(), tree(value.get_ref()))).collect())
        }
        // What is no day alone is a text that is no day, and refused as that.
        DeValue::Datetime(moment) => scalar_tree(value).unwrap_or_else(|| Tree::Text(moment.to_string())),
        _ => scalar_tree(value).unwrap_or(Tree::Null),
    }
}

/// How many tables and lists stand around the innermost value, itself included.
fn depth(tree: &Tree) -> usize {
    match tree {
        Tree::Object(fields) => 1 + fields.iter().map(|(_, tree)| depth(tree)).max().unwrap_or(0),
        Tree::List(entries) => 1 + entries.iter().map(depth).max().unwrap_or(0),
        _ => 0,
    }
}

/// The value at the end of a path.
fn at<'t>(tree: &'t mut Tree, path: &str) -> Option<&'t mut Tree> {
    path.split('.').try_fold(tree, |tree, part| match tree {
        Tree::Object(fields) => fields.iter_mut().find(|(key, _)| key == part).map(|(_, tree)| tree),
        Tree::List(entries) => entries.get_mut(part.parse::<usize>().ok()?),
        _ => None,
    })
}

/// The paths of all scalars, in order.
fn scalars_below(tree: &Tree) -> Vec<String> {
    let mut found = Vec::new();
    scalars(tree, "", &mut found);
    found.sort();
    found
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

    fn table(fields: &[(&str, Tree)]) -> Tree {
        Tree::Object(fields.iter().map(|(key, value)| ((*key).into(), value.clone())).collect())
    }

    #[test]
    fn a_value_is_toml_where_it_can_be_and_else_a_text() {
        for (text, expected) in [
            ("7", Tree::Whole(7)),
            ("true", Tree::Bool(true)),
            ("2022-01-01", Tree::Text("2022-01-01".into())),
            ("12:30:00", Tree::Text("12:30:00".into())),
            ("\"7\"", Tree::Text("7".into())),
            ("at-least-half", Tree::Text("at-least-half".into())),
            ("[1, true]", Tree::List(vec![Tree::Whole(1), Tree::Bool(true)])),
            ("{ quorum = 2 }", table(&[("quorum", Tree::Whole(2))])),
            ("", Tree::Text(String::new())),
        ] {
            assert_eq!(value(text), Ok(expected), "{text}");
        }
        for no in ["{ quorum = 2", "[1", "{ a = 1, a = 2 }"] {
            assert!(value(no).is_err(), "{no}");
        }
    }

    #[test]
    fn a_value_is_put_in_place_of_another_or_beside_others_and_nowhere_else() {
        let b = |whole| table(&[("a", Tree::List(vec![table(&[("b", Tree::Whole(whole))])]))]);
        let mut tree = b(1);
        assert_eq!(put(&mut tree, "a.0.b", Tree::Whole(2)), Put::Replaced);
        assert_eq!(tree, b(2));
        for nowhere in ["a.1", "a.1.b", "a.b", "a.0.b.c", "c.d"] {
            assert_eq!(put(&mut tree, nowhere, Tree::Null), Put::Nowhere, "{nowhere}");
        }
        assert_eq!(tree, b(2));
        assert_eq!(put(&mut tree, "a.0", Tree::Null), Put::Replaced);
        assert_eq!(put(&mut tree, "c", Tree::Null), Put::Added);
        assert_eq!(tree, table(&[("a", Tree::List(vec![Tree::Null])), ("c", Tree::Null)]));
    }

    #[test]
    fn only_scalars_are_suggested() {
        let tree = table(&[("id", Tree::Text("x".into())), ("a", Tree::List(vec![table(&[("b", Tree::Whole(1))])]))]);
        assert_eq!(scalars_below(&tree), ["a.0.b"]);
    }
}
