//! Checks of bands: every number falls in exactly one, every level has its price, and nothing larger or higher costs less.

use alloc::{format, vec::Vec};

use super::Numbers;
use crate::{
    Code, Id, Pence, Refusal,
    scheme::{
        Scheme,
        facts::RoundTo,
        fee::{Band, FeeVersion, Net},
    },
};

/// Every value that the fact can take must fall in exactly one band.
pub(super) fn bands_cover_the_fact(
    scheme: &Scheme,
    version: &FeeVersion,
    numbers: &Numbers<'_>,
    at: &str,
    faults: &mut Vec<Refusal>,
) {
    let Some(fact) = &version.fact else {
        if version.bands.len() > 1 {
            let message = "there are several bands, but nothing to choose by: name a `fact`, or keep one band";
            faults.push(Refusal::new(Code::MissingField, format!("{at}/fact"), message));
        } else if version.bands.iter().any(|band| band.from.is_some() || band.to.is_some()) {
            let message = "no fact decides the band, so it starts and ends nowhere: name the `fact`, or remove this";
            faults.push(Refusal::new(Code::UnknownField, format!("{at}/bands/0/from"), message));
        }
        return;
    };
    // A number that is not known has been noted, and its bands may still be out of order.
    let range = numbers.get(fact).map(|known| known.range).filter(|(least, most)| least <= most);
    let (least, most) =
        (range.map(|range| range.0.round(RoundTo::Up)), range.map(|range| range.1.round(RoundTo::Down)));
    let is_derived = scheme.facts.iter().all(|known| known.id != *fact);
    let mut before: Option<i64> = None;
    for (i, band) in version.bands.iter().enumerate() {
        let pointer = format!("{at}/bands/{i}/from");
        match (band.from, before, least) {
            // What is derived may start anywhere at or below its least value, for that is no number of the author's.
            (Some(from), None, Some(least)) if i == 0 && (from > least || (from < least && !is_derived)) => {
                let message = format!("the first band starts at {from}, but `{fact}` starts at {least}: start there");
                faults.push(Refusal::new(Code::BandsStartLate, &*pointer, message));
            }
            (None, ..) if i > 0 => {
                let message = "`from` is missing: say where this band starts";
                faults.push(Refusal::new(Code::MissingField, &*pointer, message));
            }
            (Some(from), Some(before), _) if from <= before => {
                let message = format!("{from} does not come after {before}: put bands in rising order");
                faults.push(Refusal::new(Code::NotAscending, &*pointer, message));
            }
            _ => {}
        }
        if let Some((from, most)) = band.from.zip(most)
            && from > most
        {
            let message = format!("`{fact}` is never above {most}: remove this band or raise `most`");
            faults.push(Refusal::new(Code::BandUnreachable, &*pointer, message));
        }
        before = band.from.or(before).or(least);
        // The last band goes up to the greatest value.
        let next = version.bands.get(i.saturating_add(1));
        let last = next.map_or(most, |next| next.from.map(|from| from.saturating_sub(1)));
        ends_before_the_next(band, last, next.is_none(), &format!("{at}/bands/{i}/to"), faults);
    }
}

/// A band whose end was written down must end at `last`, one below where the next starts.
fn ends_before_the_next(band: &Band, last: Option<i64>, is_last: bool, pointer: &str, faults: &mut Vec<Refusal>) {
    let Some((to, last)) = band.to.zip(last) else { return };
    if let Some(from) = band.from.filter(|&from| to < from) {
        let message = format!("this band ends before it starts, at {from}: end it at {last}, or leave `to` out");
        faults.push(Refusal::new(Code::BandGap, pointer, message));
    } else if to < last {
        let first = to.saturating_add(1);
        let missed = if first == last { format!("{first} falls") } else { format!("{first} to {last} fall") };
        let message = format!("{missed} in no band: end this one at {last}, or leave `to` out");
        faults.push(Refusal::new(Code::BandGap, pointer, message));
    } else if to > last && !is_last {
        let message = format!("{to} falls in the next band as well: end this one at {last}, or leave `to` out");
        faults.push(Refusal::new(Code::BandOverlap, pointer, message));
    }
}

/// A fee by level must have one for each level, and none may be below that of a lower level.
pub(super) fn levels_are_priced(scheme: &Scheme, version: &FeeVersion, at: &str, faults: &mut Vec<Refusal>) {
    for (i, band) in version.bands.iter().enumerate() {
        let Net::ByLevel(nets) = &band.net else { continue };
        let pointer = format!("{at}/bands/{i}/nets");
        for (level, _) in nets.iter().filter(|(level, _)| scheme.level_index(level).is_none()) {
            let message = format!("there is no level `{level}`: name one of those under `levels`");
            let refusal = Refusal::new(Code::UnknownLevel, format!("{pointer}/{level}"), message);
            faults.push(refusal.suggesting(level, scheme.levels.iter().map(|level| &*level.id)));
        }
        let mut before: Option<(&Id, Pence)> = None;
        for level in &scheme.levels {
            let Some(net) = band.net.at(Some(&level.id)) else {
                let message = format!("`{}` has no fee for `{}`: add one", band.id, level.id);
                faults.push(Refusal::new(Code::MissingField, format!("{pointer}/{}", level.id), message));
                continue;
            };
            if let Some((lower, _)) = before.filter(|&(_, less)| net < less) {
                let message =
                    format!("`{}` costs less than the lower level `{lower}`: correct one of the two", level.id);
                faults.push(Refusal::new(Code::LevelFeeFalls, format!("{pointer}/{}", level.id), message));
            }
            before = Some((&level.id, net));
        }
    }
}

/// A larger applicant must not pay less than a smaller one.
pub(super) fn fee_never_falls(scheme: &Scheme, version: &FeeVersion, at: &str, faults: &mut Vec<Refusal>) {
    for (i, pair) in version.bands.windows(2).enumerate() {
        let [before, band] = pair else { continue };
        let falls = |level: Option<&str>| before.net.at(level).zip(band.net.at(level)).is_some_and(|(a, b)| b < a);
        if falls(None) || scheme.levels.iter().any(|level| falls(Some(&level.id))) {
            let message =
                format!("`{}` costs less than `{}`, the band below: correct one of the two", band.id, before.id);
            let key = if matches!(band.net, Net::Same(_)) { "net" } else { "nets" };
            faults.push(Refusal::new(Code::FeeFalls, format!("{at}/bands/{}/{key}", i.saturating_add(1)), message));
        }
    }
}
