//! Writes a file of the engine anew so that each change found in it can be chosen when it runs.

use super::find::{Edit, Found};
use std::collections::BTreeMap;
use std::ops::Range;

/// A file as it is written, and where in it each change stands.
#[derive(Debug, Default)]
pub(crate) struct Written {
    /// The text.
    pub(crate) text: String,
    /// What was put in, and the changes that it serves.
    pieces: Vec<(Range<usize>, Vec<u32>)>,
}

impl Written {
    /// The file with every change found in it.
    pub(crate) fn new(text: &str, found: Found) -> Self {
        let mut edits = found.edits;
        edits.sort_by_key(|edit| (edit.place.start, edit.turn));
        let mut written = Self::default();
        let mut copied = 0;
        for Edit { place, text: put_in, serves, .. } in edits {
            // INVARIANT: edits that take text away never overlap.
            written.text.push_str(&text[copied..place.start.max(copied)]);
            let start = written.text.len();
            written.text.push_str(&put_in);
            written.pieces.push((start..written.text.len(), serves));
            copied = place.end.max(copied);
        }
        written.text.push_str(&text[copied..]);
        written
    }

    /// The changes that a fault at `place` is due to: those of what was put in there, else the innermost around it.
    pub(crate) fn due_to(&self, place: &Range<usize>) -> Vec<u32> {
        let touches = |piece: &Range<usize>| piece.start < place.end && place.start < piece.end;
        if let Some((_, serves)) =
            self.pieces.iter().filter(|(piece, _)| touches(piece)).min_by_key(|(piece, _)| piece.len())
        {
            return serves.clone();
        }
        let mut whole: BTreeMap<u32, Range<usize>> = BTreeMap::new();
        for (piece, serves) in &self.pieces {
            for &number in serves {
                let range = whole.entry(number).or_insert_with(|| piece.clone());
                *range = range.start.min(piece.start)..range.end.max(piece.end);
            }
        }
        let around = whole.into_iter().filter(|(_, range)| range.start <= place.start && place.end <= range.end);
        around.min_by_key(|(_, range)| range.len()).map(|(number, _)| number).into_iter().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::super::find::find;
    use super::*;

    fn written(text: &str) -> (Vec<String>, Written) {
        let found = find("a.rs", text, 1, &|_| false).unwrap();
        let told = found.mutants.iter().map(|mutant| format!("{} {}", mutant.change, mutant.at)).collect();
        (told, Written::new(text, found))
    }

    #[test]
    fn nested_changes_are_written_around_each_other() {
        let (told, written) = written("fn f(a: u8, b: bool) { g(!b && a == 1) }");
        assert_eq!(
            told,
            ["do nothing fn f(a: u8, b: bool)", "`&&` to `||` !b && a == 1", "without `!` !b", "`==` to `!=` a == 1"]
        );
        let body = "(if ((match (b) { mutant_value => if crate::mutant::is(3) { mutant_value } else { !mutant_value } })) \
            != crate::mutant::is(2) { (match (&(a), &(1)) { (mutant_left, mutant_right) => match crate::mutant::chosen() \
            { 4 => *mutant_left != *mutant_right, _ => *mutant_left == *mutant_right } }) } else { crate::mutant::is(2) })";
        assert!(written.text.contains(body), "{}", written.text);
        assert!(syn::parse_file(&written.text).is_ok());
    }

    #[test]
    fn arms_guards_and_methods_are_changed() {
        let text = "fn f(a: Option<u8>) -> bool { match a { Some(1) => true, Some(b) if b > 2 => false, _ => [1].iter().any(g) } }";
        let (told, written) = written(text);
        let expected = [
            "give `true` fn f(a: Option<u8>) -> bool",
            "give `false` fn f(a: Option<u8>) -> bool",
            "leave out the arm Some(1)",
            "leave out the arm Some(b)",
            "make true b > 2",
            "make false b > 2",
            "`>` to `==` b > 2",
            "`>` to `<` b > 2",
            "`>` to `>=` b > 2",
            "`any` to `all` any(g)",
        ];
        assert_eq!(told, expected);
        assert!(written.text.contains("Some(1) if !crate::mutant::is(3) =>"), "{}", written.text);
        assert!(written.text.contains(".mutant_any(10, g)"), "{}", written.text);
        assert!(syn::parse_file(&written.text).is_ok());
    }

    #[test]
    fn a_fault_is_due_to_the_change_it_stands_in() {
        let (_, written) = written("fn f(a: u8) -> Odd { if a == 1 { g(a) } }");
        let default = written.text.find("Default").unwrap();
        assert_eq!(written.due_to(&(default..default + 7)), [1]);
        let one = written.text.find("&(1)").unwrap();
        assert_eq!(written.due_to(&(one + 2..one + 3)), [2]);
        assert!(written.due_to(&(0..2)).is_empty());
    }

    #[test]
    fn tests_and_what_is_worked_out_beforehand_stay_as_they_are() {
        let text = "const A: bool = 1 == 2; const fn f() -> bool { 1 == 2 } #[cfg(test)] mod tests { fn f() -> bool { 1 == 2 } }";
        assert_eq!(written(text).0, [""; 0]);
    }
}
