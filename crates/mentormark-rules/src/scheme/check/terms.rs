//! Checks of what goes by dates and by awards held: versions, prerequisites, progression, and the days of the edition itself.

use alloc::{collections::BTreeSet, format, vec::Vec};

use super::{fault, unknown_level};
use crate::{
    Code, Refusal,
    scheme::{CheckAsks, Lapsed, Scheme, facts},
};

/// The first version has no first day, and each other has a later one than the one before.
pub(super) fn versions_rise(scheme: &Scheme, faults: &mut Vec<Refusal>) {
    for (i, check) in scheme.eligibility.iter().enumerate() {
        let CheckAsks::Dated { dated_by, versions } = &check.asks else {
            continue;
        };
        facts::check_date(scheme, dated_by, &format!("/eligibility/{i}/dated_by"), faults);
        let mut before = None;
        for (v, version) in versions.iter().enumerate() {
            let pointer = format!("/eligibility/{i}/versions/{v}/from");
            match (v, version.from) {
                (0, Some(from)) => {
                    let message = format!("no version is in force before {from}: leave `from` out of the first one");
                    fault(faults, Code::VersionsStartLate, pointer, message);
                }
                (0, None) => {}
                (_, None) => {
                    let message = "`from` is missing: say from which day on this version is in force";
                    fault(faults, Code::MissingField, pointer, message);
                }
                (_, Some(from)) if before.is_some_and(|before| from <= before) => {
                    let message =
                        format!("{from} does not come after the version before: put versions in rising order");
                    fault(faults, Code::NotAscending, pointer, message);
                }
                (_, Some(_)) => {}
            }
            before = version.from.or(before);
        }
    }
}

pub(super) fn prerequisites_have_levels(scheme: &Scheme, faults: &mut Vec<Refusal>) {
    for (i, prerequisite) in scheme.prerequisites.iter().enumerate() {
        if scheme.level_index(&prerequisite.level).is_none() {
            unknown_level(scheme, &prerequisite.level, format!("/prerequisites/{i}/level"), faults);
        }
    }
}

pub(super) fn progression_fits_the_ladder(scheme: &Scheme, faults: &mut Vec<Refusal>) {
    let Some(progression) = &scheme.progression else {
        return;
    };
    if scheme.level_index(&progression.entry).is_none() {
        let message = format!("there is no level `{}`: name one of those under `levels`", progression.entry);
        faults.push(
            Refusal::new(Code::UnknownLevel, "/progression/entry", message)
                .suggesting(&progression.entry, scheme.levels.iter().map(|level| &*level.id)),
        );
    }
    let below_top = scheme.levels.len().saturating_sub(1);
    let mut seen = BTreeSet::new();
    for (i, wait) in progression.waits.iter().enumerate() {
        let pointer = format!("/progression/waits/{i}/at");
        match scheme.level_index(&wait.at) {
            None => {
                let message = format!("there is no level `{}`: name one of those under `levels`", wait.at);
                // One that has a wait already, or needs none, was not meant.
                let lacks = |level: &&str| !progression.waits.iter().any(|wait| *wait.at == **level);
                let known = scheme.levels.iter().take(below_top).map(|level| &*level.id).filter(lacks);
                faults.push(Refusal::new(Code::UnknownLevel, &*pointer, message).suggesting(&wait.at, known));
            }
            Some(index) if index >= below_top => {
                let message = format!("`{}` is the top level, from which nobody rises: remove this", wait.at);
                faults.push(Refusal::new(Code::WaitUseless, &*pointer, message));
            }
            Some(index) => {
                if !seen.insert(index) {
                    let message = format!("`{}` has a waiting time already: keep one", wait.at);
                    faults.push(Refusal::new(Code::WaitUseless, &*pointer, message));
                }
                // Rising up to the entry level is open to all, whatever they hold.
                let top = index.saturating_add(usize::from(progression.most_steps)).min(below_top);
                let delays = scheme.level_index(&progression.entry).is_some_and(|entry| top > entry);
                let ends = scheme.validity.as_ref().filter(|_| delays && progression.lapsed == Some(Lapsed::Blocked));
                let term = ends.map(|validity| validity.months_at(&wait.at)).filter(|&term| term <= wait.months);
                if let Some(term) = term {
                    let message = format!(
                        "`{}` ends after {} months and then counts for nothing, so nobody rises from it after {}: let it last for longer, \
                         or shorten the wait",
                        wait.at,
                        term.get(),
                        wait.months.get()
                    );
                    let pointer = format!("/progression/waits/{i}/months");
                    faults.push(Refusal::new(Code::WaitOutlastsTerm, pointer, message));
                }
            }
        }
    }
    for (index, level) in scheme.levels.iter().enumerate().take(below_top) {
        if !seen.contains(&index) {
            let message = format!("`{}` has no waiting time: add one, 0 months if there is none", level.id);
            faults.push(Refusal::new(Code::WaitMissing, "/progression/waits", message));
        }
    }
    if progression.lapsed.is_some() && scheme.validity.is_none() {
        let message = "awards never lapse here: remove this, or say under `validity` how long they last";
        faults.push(Refusal::new(Code::LapseWithoutValidity, "/progression/lapsed", message));
    }
}

pub(super) fn dates_are_in_order(scheme: &Scheme, faults: &mut Vec<Refusal>) {
    if let Some(retired) = scheme.retired.as_ref().filter(|retired| retired.from <= scheme.starts_on) {
        let message =
            format!("{} is not after {}, when the edition starts: correct one", retired.from, scheme.starts_on);
        fault(faults, Code::DatesCross, "/retired/from", message);
    }
}
