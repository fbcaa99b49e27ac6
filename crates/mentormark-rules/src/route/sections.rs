//! What the sections must climb together, each of them looked at by itself.

use alloc::vec::Vec;

use super::{
    Climb, Ground,
    climb::{added, lesser},
};
use crate::{
    Rank,
    rule::{sections::Quorum, test::Table},
};

/// What the sections must climb for a quorum to hold.
pub(super) fn climb_quorum(quorum: &Quorum, ground: Ground<'_>) -> Option<Climb> {
    let levels = ground.asking.levels?;
    let counting = quorum.counting(&levels.each);
    let top = Rank::place(Some(quorum.at).max(quorum.floor));
    let floor = Rank::place(quorum.floor);
    let needed = usize::try_from(quorum.needed(u32::try_from(counting.len()).ok()?)).ok()?;
    // No section rises by less than the one that rises by least.
    let at = |section: &usize, place: usize| ground.climbs.get(*section)?.get(place)?.as_ref().map(|climb| climb.count);
    let rise = |section: &usize| Some(at(section, top)?.saturating_sub(at(section, floor)?));
    let least = counting.iter().filter_map(rise).min().unwrap_or_default().saturating_mul(needed);
    // Where a section's climb is not surely the least, nor is what is left out for it.
    let is_unsure = |climbs: &&[Option<Climb>]| climbs.iter().flatten().any(|climb| climb.inexact);
    let inexact = ground.climbs.iter().any(is_unsure);
    if !inexact && ground.at_most.is_some_and(|at_most| least > at_most) {
        return None;
    }
    // A section in the quorum climbs to the level, any other to the floor. Those for which that adds least come first.
    let mut pairs: Vec<(&Climb, &Climb)> = Vec::with_capacity(counting.len());
    let mut others: Vec<&Climb> = Vec::new();
    for section in counting {
        let climbs = ground.climbs.get(section)?;
        let at_floor = climbs.get(floor)?.as_ref()?;
        let Some(at_top) = climbs.get(top)?.as_ref() else {
            others.push(at_floor);
            continue;
        };
        let at = pairs.partition_point(|(other, floor)| added(other, floor, at_top, at_floor).is_le());
        pairs.insert(at, (at_top, at_floor));
    }
    if pairs.len() < needed {
        return None;
    }
    let taken = pairs.into_iter().enumerate().map(|(at, (top, floor))| if at < needed { top } else { floor });
    // In scheme order, so that each goes to the end.
    let mut parts: Vec<&Climb> = Vec::with_capacity(ground.climbs.len());
    for part in taken.chain(others) {
        let place = |climb: &Climb| climb.lifts.first().map(|lift| lift.0);
        parts.insert(parts.partition_point(|other| place(other) < place(part)), part);
    }
    let mut climb = Climb { inexact, ..Climb::default() };
    climb.lifts.reserve(parts.iter().fold(0usize, |sum, part| sum.saturating_add(part.count)));
    for part in parts {
        climb.take_in(part);
    }
    Some(climb)
}

/// What the sections must climb for a table to give the level.
pub(super) fn climb_table(table: &Table, ground: Ground<'_>) -> Option<Climb> {
    let mut least: Option<Climb> = None;
    for (when, result) in table.lookup.rows() {
        if result < Rank::place(Some(table.at)) {
            continue;
        }
        let mut climb = Some(Climb::default());
        for (&section, place) in table.lookup.sections.iter().zip(when) {
            let more = ground.climbs.get(section).and_then(|climbs| climbs.get(place)?.as_ref());
            climb = climb.zip(more).map(|(mut climb, more)| {
                climb.take_in(more);
                climb
            });
        }
        least = lesser(least, climb);
    }
    least
}
