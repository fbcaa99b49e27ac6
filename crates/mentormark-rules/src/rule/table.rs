//! Table: the levels of some sections in, an overall level out.

use crate::packed::packed;
use alloc::{format, string::String, vec::Vec};

use serde::Serialize;

use crate::{
    Code, Id, Rank, Refusal,
    json::Node,
    scheme::{Scheme, test},
};

/// What stands in a table for no level.
const NONE: &str = "none";

/// The levels of some sections give a level by a table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Table {
    /// The sections.
    pub sections: Vec<Id>,
    /// Every combination of their levels, once.
    pub rows: Vec<Row>,
    /// Its anchor.
    pub source: Id,
}

packed!(struct Table { sections, rows, source });

/// A row of a table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Row {
    /// The level of each section, or `none`.
    pub when: Vec<Id>,
    /// The level they give, or `none`.
    pub then: Id,
}

packed!(struct Row { when, then });

/// Reads the shape.
pub(crate) fn read(node: &Node<'_>) -> Table {
    let object = node.fields(&["sections", "rows", "source"]);
    let row = |node: &Node<'_>| {
        let object = node.fields(&["when", "then"]);
        Row { when: test::ids(&object.filled_list("when")), then: object.id("then") }
    };
    Table {
        sections: test::ids(&object.filled_list("sections")),
        rows: object.filled_list("rows").iter().map(row).collect(),
        source: object.anchor("source"),
    }
}

/// The most rows of a table, which is every combination of the levels of its sections.
const MOST_ROWS: usize = 4_096;

/// The place on the ladder that a cell names; `None` where it names none.
fn place(scheme: &Scheme, cell: &str) -> Option<usize> {
    if cell == NONE { Some(0) } else { Some(scheme.level_index(cell)?.saturating_add(1)) }
}

/// Notes what is wrong with a table: unknown ids, missing or repeated combinations, and rows that break its rise.
pub(crate) fn check(scheme: &Scheme, table: &Table, pointer: &str, faults: &mut Vec<Refusal>) {
    let before = faults.len();
    for (i, id) in table.sections.iter().enumerate() {
        let pointer = format!("{pointer}/sections/{i}");
        if !scheme.sections.iter().any(|section| section.id == *id) {
            let message = format!("there is no section `{id}`: name one of those under `sections`");
            let known = scheme.sections.iter().map(|section| &*section.id);
            faults.push(Refusal::new(Code::UnknownSection, pointer, message).suggesting(id, known));
        } else if table.sections.iter().take(i).any(|other| other == id) {
            let message = format!("`{id}` stands twice: keep one");
            faults.push(Refusal::new(Code::DuplicateId, pointer, message));
        }
    }
    let unknown = |cell: &Id, pointer: String| {
        let message = format!("there is no level `{cell}`: name one of those under `levels`, or `none`");
        let known = scheme.levels.iter().map(|level| &*level.id).chain([NONE]);
        Refusal::new(Code::UnknownLevel, pointer, message).suggesting(cell, known)
    };
    for (r, row) in table.rows.iter().enumerate() {
        for (i, cell) in row.when.iter().enumerate().filter(|(_, cell)| place(scheme, cell).is_none()) {
            faults.push(unknown(cell, format!("{pointer}/rows/{r}/when/{i}")));
        }
        if row.when.len() != table.sections.len() {
            let message =
                format!("{} levels stand for {} sections: name one for each", row.when.len(), table.sections.len());
            faults.push(Refusal::new(Code::TableRow, format!("{pointer}/rows/{r}/when"), message));
        }
        if let Some(first) = table.rows.iter().take(r).position(|other| other.when == row.when) {
            let message = format!("row {} is about these levels already: keep one of the two", first.saturating_add(1));
            faults.push(Refusal::new(Code::TableRow, format!("{pointer}/rows/{r}/when"), message));
        }
    }
    let is_clear = faults.len() == before;
    // What one row gives says nothing of the others.
    for (r, row) in table.rows.iter().enumerate().filter(|(_, row)| place(scheme, &row.then).is_none()) {
        faults.push(unknown(&row.then, format!("{pointer}/rows/{r}/then")));
    }
    if !is_clear {
        return;
    }
    let combinations =
        table.sections.iter().fold(1usize, |n, _| n.saturating_mul(scheme.levels.len().saturating_add(1)));
    if combinations > MOST_ROWS {
        let message = format!("{combinations} combinations are more than {MOST_ROWS}: use another shape");
        faults.push(Refusal::new(Code::TooManyEntries, format!("{pointer}/sections"), message));
        return;
    }
    let lookup = Lookup::new(scheme, table);
    if table.rows.len() < combinations {
        let missing = combinations.saturating_sub(table.rows.len());
        let named = |at: usize| {
            let mut rest = at;
            let mut names = Vec::with_capacity(table.sections.len());
            for _ in &table.sections {
                let places = scheme.levels.len().saturating_add(1);
                let place = rest.checked_rem(places).unwrap_or_default();
                rest = rest.checked_div(places).unwrap_or_default();
                let level = place.checked_sub(1).and_then(|index| scheme.levels.get(index));
                names.push(level.map_or(NONE, |level| &*level.id));
            }
            names
        };
        let has_row = |names: &Vec<&str>| {
            table.rows.iter().any(|row| row.when.iter().map(|cell| &**cell).eq(names.iter().copied()))
        };
        let example = (0..combinations).map(named).find(|names| !has_row(names)).unwrap_or_default().join("`, `");
        let message = match missing {
            1 => format!("there is no row for `{example}`: add one"),
            _ => format!("{missing} combinations have no row, such as `{example}`: add one for each"),
        };
        faults.push(Refusal::new(Code::TableIncomplete, format!("{pointer}/rows"), message));
        return;
    }
    for (r, row) in table.rows.iter().enumerate() {
        let here: Vec<usize> = row.when.iter().filter_map(|cell| place(scheme, cell)).collect();
        let then = place(scheme, &row.then);
        for (s, section) in table.sections.iter().enumerate() {
            let mut higher = here.clone();
            if let Some(place) = higher.get_mut(s) {
                *place = place.saturating_add(1);
            }
            if let Some(result) = lookup.result(&higher).filter(|&result| Some(result) < then) {
                let level = |place: usize| {
                    place.checked_sub(1).and_then(|index| scheme.levels.get(index)).map_or(NONE, |level| &*level.id)
                };
                let better = higher.get(s).map_or(NONE, |&place| level(place));
                let message = format!(
                    "with `{section}` at `{better}` and all else the same the result falls to `{}`: correct one of the two rows",
                    level(result)
                );
                faults.push(Refusal::new(Code::TableFalls, format!("{pointer}/rows/{r}/then"), message));
            }
        }
    }
}

/// A table compiled.
#[derive(Clone, Debug)]
pub(crate) struct Lookup {
    /// The sections, by their places in the scheme.
    pub(crate) sections: Vec<usize>,
    /// Places on the ladder, the first being no level.
    places: usize,
    /// The result of each combination, the first section counting fastest.
    results: Vec<Option<usize>>,
}

packed!(struct Lookup { sections, places, results });

impl Lookup {
    /// Compiles the table of a checked scheme.
    pub(crate) fn new(scheme: &Scheme, table: &Table) -> Self {
        let places = scheme.levels.len().saturating_add(1);
        let combinations = table.sections.iter().fold(1usize, |n, _| n.saturating_mul(places)).min(MOST_ROWS);
        let position = |id: &Id| scheme.sections.iter().position(|section| section.id == *id);
        let mut lookup = Self {
            sections: table.sections.iter().filter_map(position).collect(),
            places,
            results: alloc::vec![None; combinations],
        };
        for row in &table.rows {
            let when: Vec<usize> = row.when.iter().filter_map(|cell| place(scheme, cell)).collect();
            let at = lookup.at(&when);
            if let Some(result) = at.and_then(|at| lookup.results.get_mut(at)) {
                *result = place(scheme, &row.then);
            }
        }
        lookup
    }

    /// Where the result of a combination stands; `None` where there is no such place on the ladder.
    fn at(&self, when: &[usize]) -> Option<usize> {
        let mut at = 0usize;
        for &place in when.iter().rev() {
            if place >= self.places {
                return None;
            }
            at = at.saturating_mul(self.places).saturating_add(place);
        }
        Some(at)
    }

    /// The place on the ladder that a combination gives.
    pub(crate) fn result(&self, when: &[usize]) -> Option<usize> {
        self.at(when).and_then(|at| self.results.get(at).copied().flatten())
    }

    /// Every combination with the place on the ladder that it gives.
    pub(crate) fn rows(&self) -> impl Iterator<Item = (Vec<usize>, usize)> {
        self.results.iter().zip(0usize..).filter_map(|(result, at)| {
            let mut rest = at;
            let mut when = Vec::with_capacity(self.sections.len());
            for _ in &self.sections {
                when.push(rest.checked_rem(self.places)?);
                rest = rest.checked_div(self.places)?;
            }
            Some((when, (*result)?))
        })
    }

    /// The level that the levels of the scheme's sections give.
    pub(crate) fn level(&self, levels: impl Fn(usize) -> Option<Rank>) -> Option<Rank> {
        let when: Vec<usize> = self.sections.iter().map(|&section| Rank::place(levels(section))).collect();
        Rank::at_place(self.result(&when).unwrap_or_default())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{fact::tests::scheme, scheme::Section};

    #[test]
    fn a_level_that_no_row_can_give_hides_nothing_of_the_other_rows() {
        let mut scheme = scheme("[]", "[]");
        let pass = scheme.levels.first().cloned().unwrap();
        scheme.levels.push(crate::scheme::Named { id: "merit".into(), ..pass });
        let codes = |rows: &[(&str, &str)]| {
            let row = |&(when, then): &(&str, &str)| Row { when: [when.into()].into(), then: then.into() };
            let rows = rows.iter().map(row).collect();
            let table = Table { sections: ["one".into()].into(), rows, source: "x#x".into() };
            let mut faults = Vec::new();
            check(&scheme, &table, "", &mut faults);
            faults.into_iter().map(|fault| (fault.code, fault.pointer)).collect::<Vec<_>>()
        };
        let unknown = |row: usize| (Code::UnknownLevel, format!("/rows/{row}/then"));
        let falls = || (Code::TableFalls, String::from("/rows/1/then"));
        assert_eq!(codes(&[("none", "none"), ("pass", "pass"), ("merit", "merit")]), []);
        assert_eq!(codes(&[("none", "none"), ("pass", "pass"), ("merit", "none")]), [falls()]);
        assert_eq!(codes(&[("none", "nome"), ("pass", "pass"), ("merit", "none")]), [unknown(0), falls()]);
        // Whether the result falls is not certain where it is one of the two that is unknown.
        assert_eq!(codes(&[("none", "none"), ("pass", "pass"), ("merit", "nome")]), [unknown(2)]);
        let mut faults = Vec::new();
        let rows = [Row { when: ["none".into()].into(), then: "nome".into() }].into();
        check(&scheme, &Table { sections: ["one".into()].into(), rows, source: "x#x".into() }, "", &mut faults);
        let said: Vec<&str> = faults.iter().map(|fault| fault.message.as_str()).collect();
        assert_eq!(said[1], "2 combinations have no row, such as `pass`: add one for each");
    }

    #[test]
    fn a_table_has_4_096_rows_at_most() {
        // Of each section, no level or the only one.
        for (sections, expected) in [(12, Code::TableIncomplete), (13, Code::TooManyEntries)] {
            let mut scheme = scheme("[]", "[]");
            let one = scheme.sections.swap_remove(0);
            let ids: Vec<Id> = (0..sections).map(|i| Id::from(format!("s{i}").as_str())).collect();
            scheme.sections = ids.iter().map(|id| Section { id: id.clone(), ..one.clone() }).collect();
            let table = Table { sections: ids, rows: Vec::new(), source: "x#x".into() };
            let mut faults = Vec::new();
            check(&scheme, &table, "", &mut faults);
            assert_eq!(faults.iter().map(|fault| fault.code).collect::<Vec<_>>(), [expected], "{sections}");
        }
    }
}
