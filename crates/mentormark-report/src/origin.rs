//! Which part of a rule a deciding clause comes from. A clause says how many count; the rule says which, and as what.

use std::cmp::Reverse;

use mentormark_rules::{
    Id,
    scheme::{
        Section, Sections, Share,
        test::{LevelPick, Row, Selector, Table, Test},
    },
};

use crate::Standard;

/// Of which level the criteria are that a selector picks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PickedLevel<'a> {
    /// Nothing is to be said of it: there is only one, or the criteria belong to none.
    Any,
    /// Of every one.
    Every,
    /// Of this one.
    At(&'a str),
    /// Of the one asked for, whichever that is.
    AtThat,
    /// Of this one or a lower one.
    UpTo(&'a str),
    /// Of the one asked for or a lower one.
    UpToThat,
}

impl<'a> Standard<'a> {
    /// Of which level the criteria are that a selector picks of a section, or of all, where `level` is asked for.
    pub(crate) fn picked_level(
        self,
        selector: &'a Selector,
        section: Option<&Section>,
        level: Option<&'a str>,
    ) -> PickedLevel<'a> {
        // With only one level there is nothing to tell apart.
        if self.scheme.levels.len() < 2 || !self.has_levels(section) {
            return PickedLevel::Any;
        }
        match (&selector.level, level) {
            (LevelPick::Same, Some(level)) => PickedLevel::At(level),
            (LevelPick::Same, None) => PickedLevel::AtThat,
            (LevelPick::UpTo, Some(level)) if self.is_lowest(level) => PickedLevel::At(level),
            (LevelPick::UpTo, Some(level)) => PickedLevel::UpTo(level),
            (LevelPick::UpTo, None) => PickedLevel::UpToThat,
            (LevelPick::Level(level), _) => PickedLevel::At(level),
            (LevelPick::Every, _) => PickedLevel::Every,
        }
    }

    /// The share that a clause comes from: in the rule at the level, the one with this source that needs so many; none where several
    /// would fit.
    pub(crate) fn share(
        self,
        section: Option<&Id>,
        level: &Id,
        (needed, of): (u32, u32),
        source: &Id,
    ) -> Option<&'a Share> {
        let asked = self.asked(section.map(Id::as_str), level);
        only(asked.into_iter().filter_map(|test| match test {
            Test::Share(share) if share.source == *source && share.of.needed(of) == needed => Some(share),
            _ => None,
        }))
    }

    /// What is asked of the sections by the rule that a clause comes from; none where several parts of it would fit.
    pub(crate) fn asked_of_sections(self, level: &Id, source: &Id) -> Option<&'a Sections> {
        only(self.asked(None, level).into_iter().filter_map(|test| match test {
            Test::Sections(sections) if sections.source == *source => Some(sections),
            _ => None,
        }))
    }

    /// The rows of a table that give a level, the best first.
    pub(crate) fn rows_with_levels(self, table: &Table) -> Vec<&Row> {
        let mut rows: Vec<&Row> = table.rows.iter().rev().filter(|row| row.then != *"none").collect();
        rows.sort_by_key(|row| Reverse(self.scheme.level_index(&row.then)));
        rows
    }

    /// The sections of the table that a clause comes from, which gave so many results.
    pub(crate) fn sections_of_table(self, results: usize, source: &Id) -> &'a [Id] {
        let tests = self.scheme.levels.iter().flat_map(|level| self.asked(None, &level.id));
        let mut tables = tests.filter_map(|test| match test {
            Test::Table(table) if table.source == *source && table.sections.len() == results => Some(table),
            _ => None,
        });
        tables.next().map_or(&[], |table| &table.sections)
    }
}

fn only<T>(mut of: impl Iterator<Item = T>) -> Option<T> {
    let first = of.next();
    first.filter(|_| of.next().is_none())
}
