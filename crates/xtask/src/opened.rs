//! What a visit loads of the app after its first load: by itself once a page can be used, and as it opens pages that come late or never.
//! A page waits for all that it loads, so its parts and what parts share are counted together.

use crate::output::Size;
use anyhow::{Context, Result, bail};
use std::collections::{BTreeMap, BTreeSet};

/// What comes by itself on every page of the app, in this order, by the names of the functions that call for it (`#[wasm_split]`).
const BY_ITSELF: [(&str, &[&str]); 2] = [("result", &["judge", "explain"]), ("deeds", &["deeds"])];

/// What opening further pages calls for, after that.
const OPENED: [&str; 4] = ["planning", "sending", "keeping", "told"];

/// The page that verifies, which is opened by itself: with it, and with the first file that was signed.
const VERIFY: [&str; 2] = ["verify", "signed"];

/// What an app in parts is made of.
pub(crate) struct Parts<'a> {
    /// The parts that each function calls for.
    pub(crate) calls: &'a BTreeMap<String, Vec<String>>,
    /// What each part weighs.
    pub(crate) sizes: BTreeMap<&'a str, Size>,
    /// What the table weighs that says where they are, loaded with the first of them.
    pub(crate) table: Size,
    /// What the style sheet of pages that come late weighs.
    pub(crate) style: Size,
}

impl Parts<'_> {
    /// What each step of a visit loads that none before it did, by its name.
    ///
    /// # Errors
    /// When the app has no function of a name, splits one off that no step counts, or a part was not published.
    pub(crate) fn opened(&self) -> Result<Vec<(&'static str, Size)>> {
        let counted = BY_ITSELF.iter().flat_map(|(_, calls)| calls.iter()).chain(&OPENED).chain(&VERIFY);
        let counted: BTreeSet<&str> = counted.copied().collect();
        if let Some(call) = self.calls.keys().find(|call| !counted.contains(call.as_str())) {
            bail!("no step of a visit counts what `{call}` loads: name it in {}", file!());
        }
        let mut there = BTreeSet::new();
        let mut opened = Vec::new();
        for (step, calls) in BY_ITSELF {
            let size = self.beyond(&there, calls)?;
            opened.push((step, if there.is_empty() { size + self.table } else { size }));
            for call in calls {
                there.extend(self.called(call)?);
            }
        }
        for step in OPENED {
            opened.push((step, self.beyond(&there, &[step])? + self.style));
        }
        let mut there = BTreeSet::new();
        for step in VERIFY {
            let size = self.beyond(&there, &[step])?;
            opened.push((step, if there.is_empty() { size + self.table } else { size }));
            there.extend(self.called(step)?);
        }
        Ok(opened)
    }

    /// What functions call for that is not there, each part once.
    fn beyond(&self, there: &BTreeSet<&str>, calls: &[&str]) -> Result<Size> {
        let mut wanted = BTreeSet::new();
        for call in calls {
            wanted.extend(self.called(call)?);
        }
        let mut sum = Size::default();
        for part in wanted.difference(there) {
            let size =
                self.sizes.get(part).with_context(|| format!("the part `{part}` of the app was not published"))?;
            sum = sum + *size;
        }
        Ok(sum)
    }

    fn called(&self, call: &str) -> Result<impl Iterator<Item = &str>> {
        let parts = self.calls.get(call).with_context(|| format!("nothing in the app is split off as `{call}`"))?;
        Ok(parts.iter().map(String::as_str))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn calls(drop: &str) -> BTreeMap<String, Vec<String>> {
        let of = [
            ("judge", "judge shared"),
            ("explain", "explain shared words"),
            ("deeds", "deeds words page"),
            ("planning", "planning page words"),
            ("sending", "sending page"),
            ("keeping", "keeping other"),
            ("told", "told page"),
            ("verify", "verify words"),
            ("signed", "signed words shared"),
        ];
        let of = of.into_iter().filter(|(call, _)| *call != drop);
        of.map(|(call, parts)| (call.to_owned(), parts.split(' ').map(str::to_owned).collect())).collect()
    }

    /// Sizes that tell which parts are in a sum.
    fn opened(calls: &BTreeMap<String, Vec<String>>) -> Result<Vec<(&'static str, usize)>> {
        let names = [
            "judge", "shared", "explain", "words", "deeds", "page", "planning", "sending", "keeping", "other",
            "verify", "signed", "told",
        ];
        let of = |brotli| Size { brotli, ..Size::default() };
        let sizes = names.iter().enumerate().map(|(at, name)| (*name, of(1 << at))).collect();
        let parts = Parts { calls, sizes, table: of(1 << 20), style: of(1 << 21) };
        Ok(parts.opened()?.into_iter().map(|(step, size)| (step, size.brotli)).collect())
    }

    #[test]
    fn what_parts_share_counts_once_and_where_it_is_first_loaded() {
        let (table, style) = (1 << 20, 1 << 21);
        let expected = [
            ("result", 0b1111 + table),
            ("deeds", 0b11_0000),
            ("planning", (1 << 6) + style),
            ("sending", (1 << 7) + style),
            ("keeping", (1 << 8) + (1 << 9) + style),
            ("told", (1 << 12) + style),
            ("verify", (1 << 10) + 0b1000 + table),
            ("signed", (1 << 11) + 0b10),
        ];
        assert_eq!(opened(&calls("")).unwrap(), expected);
    }

    #[test]
    fn a_part_that_is_not_there_is_named() {
        let refused = opened(&calls("keeping")).unwrap_err().to_string();
        assert_eq!(refused, "nothing in the app is split off as `keeping`");
        let mut calls = calls("");
        calls.insert("judge".to_owned(), vec!["gone".to_owned()]);
        assert_eq!(opened(&calls).unwrap_err().to_string(), "the part `gone` of the app was not published");
    }

    #[test]
    fn a_part_that_no_step_counts_is_named() {
        let mut calls = calls("");
        calls.insert("printing".to_owned(), vec!["page".to_owned()]);
        let refused = opened(&calls).unwrap_err().to_string();
        assert!(refused.starts_with("no step of a visit counts what `printing` loads: "), "{refused}");
    }
}
