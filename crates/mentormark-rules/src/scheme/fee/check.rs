//! Holds a fee against itself and the rest of its scheme.

use alloc::{collections::BTreeSet, format, vec::Vec};

use super::{Band, Change, Fee, FeeVersion, Net, PartOfUnit, Published, Vat, VatLevel};
use crate::{
    Code, Id, Pence, Refusal,
    fact::{Known, Ratio, Scope},
    scheme::{
        Scheme,
        facts::{Expression, RoundTo},
    },
};

/// The most bands of a version, versions, and rates of VAT, of each.
const MOST_ENTRIES: usize = 1_000;
/// The most modifiers.
const MOST_MODIFIERS: usize = 16;
/// The most modifiers by a ratio, for what blanks can do to each is looked at together.
const MOST_RATIOS: usize = 4;
/// The most facts and derived facts that a fee counts with.
const MOST_QUANTITIES: usize = 32;

/// Notes what is wrong with the fee. Conditions are checked with those of other rules.
pub(crate) fn check(scheme: &Scheme, faults: &mut Vec<Refusal>) {
    let Some(fee) = scheme.fee.as_ref().and_then(Fee::published) else {
        return;
    };
    let mut numbers = Numbers(Vec::new());
    for (pointer, id) in fee.quantities() {
        if let Some((known, _)) = number(scheme, id, &pointer, faults)
            && numbers.get(id).is_none()
        {
            numbers.0.push((id, known));
        }
    }
    if numbers.0.len() > MOST_QUANTITIES {
        let message = format!("{} facts are more than {MOST_QUANTITIES}: count with fewer", numbers.0.len());
        faults.push(Refusal::new(Code::TooManyEntries, "/fee", message));
    }
    if fee.versions.as_slice().iter().any(|version| stays_exact(fee, version, &numbers).is_none()) {
        let message = "this could become too large to be worked out exactly: give its facts narrower limits";
        faults.push(Refusal::new(Code::NumberTooLarge, "/fee", message));
    }
    unique("modifiers", fee.modifiers.iter().map(|modifier| &modifier.id), "/fee/modifiers", faults);
    versions_ascend(fee, faults);
    for (i, version) in fee.versions.as_slice().iter().enumerate() {
        let at = fee.versions.pointer(i);
        unique("bands", version.bands.iter().map(|band| &band.id), &format!("{at}/bands"), faults);
        bands_cover_the_fact(scheme, version, &numbers, &at, faults);
        levels_are_priced(scheme, version, &at, faults);
        fee_never_falls(scheme, version, &at, faults);
        units_are_reached(version, &numbers, &at, faults);
    }
    if let Some(vat) = &fee.vat {
        rates_ascend(vat, faults);
        lines_are_whole(fee, vat, faults);
    }
}

/// Notes the lists of the fee that are too long for the other checks.
pub(crate) fn sizes(scheme: &Scheme, faults: &mut Vec<Refusal>) {
    let Some(fee) = scheme.fee.as_ref().and_then(Fee::published) else {
        return;
    };
    let mut at_most = |most: usize, count: usize, what: &str, pointer: &str| {
        if count > most {
            let message = format!("{count} {what} are more than {most}: remove some");
            faults.push(Refusal::new(Code::TooManyEntries, pointer, message));
        }
    };
    let ratios = fee.modifiers.iter().filter(|modifier| matches!(modifier.change, Change::Ratio(_))).count();
    at_most(MOST_MODIFIERS, fee.modifiers.len(), "modifiers", "/fee/modifiers");
    at_most(MOST_RATIOS, ratios, "modifiers by a ratio", "/fee/modifiers");
    at_most(MOST_ENTRIES, fee.vat.as_ref().map_or(0, |vat| vat.rates.len()), "rates", "/fee/vat/rates");
    at_most(MOST_ENTRIES, fee.versions.as_slice().len(), "versions", "/fee/versions");
    // Counted together, for each has a pointer of its own in what follows.
    let bands = fee.versions.as_slice().iter().map(|version| version.bands.len());
    let bands = bands.fold(0usize, usize::saturating_add);
    at_most(MOST_ENTRIES, bands, "bands", &format!("{}/bands", fee.versions.pointer(0)));
}

fn unique<'s>(what: &str, ids: impl Iterator<Item = &'s Id>, pointer: &str, faults: &mut Vec<Refusal>) {
    let mut seen = BTreeSet::new();
    for (i, id) in ids.enumerate() {
        if !seen.insert(id) {
            let message = format!("there are two {what} `{id}`: rename or remove one");
            faults.push(Refusal::new(Code::DuplicateId, format!("{pointer}/{i}/id"), message));
        }
    }
}

/// The numbers that a fee counts with, each once.
struct Numbers<'s>(Vec<(&'s Id, Known)>);

impl Numbers<'_> {
    fn get(&self, id: &Id) -> Option<&Known> {
        self.0.iter().find(|(known, _)| *known == id).map(|(_, known)| known)
    }
}

/// What is known of a number among the facts and derived facts, and the places of the facts in it; what is wrong with it is noted.
pub(crate) fn number(
    scheme: &Scheme,
    id: &Id,
    pointer: &str,
    faults: &mut Vec<Refusal>,
) -> Option<(Known, Vec<usize>)> {
    let mut scope = Scope::new(&scheme.facts, &scheme.derived, scheme.derived.len());
    let known = scope.compile(&Expression::Name(id.clone()), pointer);
    let known = known.filter(|known| scope.is_kind(known, false, pointer));
    faults.append(&mut scope.faults);
    Some((known?, scope.used))
}

fn versions_ascend(fee: &Published, faults: &mut Vec<Refusal>) {
    let mut before = None;
    for (i, version) in fee.versions.as_slice().iter().enumerate() {
        let pointer = format!("{}/from", fee.versions.pointer(i));
        match (i, version.from, before) {
            (0, Some(from), _) => {
                let message = format!("no version is in force before {from}: leave `from` out of the first one");
                faults.push(Refusal::new(Code::VersionsStartLate, &*pointer, message));
            }
            (0, None, _) => {}
            (_, None, _) => {
                let message = "`from` is missing: say from which day on this version is in force";
                faults.push(Refusal::new(Code::MissingField, &*pointer, message));
            }
            (_, Some(from), Some(before)) if from <= before => {
                let message = format!("{from} does not come after {before}: put versions in rising order");
                faults.push(Refusal::new(Code::NotAscending, &*pointer, message));
            }
            _ => {}
        }
        before = version.from.or(before);
    }
}

/// Every value that the fact can take must fall in exactly one band.
fn bands_cover_the_fact(
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
    let range = numbers.get(fact).map(|known| known.range);
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
    if to < last {
        let first = to.saturating_add(1);
        let missed = if first == last { format!("{first} falls") } else { format!("{first} to {last} fall") };
        let message = format!("{missed} in no band: end this one at {last}, or leave `to` out");
        faults.push(Refusal::new(Code::BandGap, pointer, message));
    } else if to > last && !is_last {
        let message = format!("{to} falls in the next band as well: end this one at {last}, or leave `to` out");
        faults.push(Refusal::new(Code::BandOverlap, pointer, message));
    }
}

/// `None` where some number that comes up in a fee could leave 128 bits, for it is never brought to lowest terms.
fn stays_exact(fee: &Published, version: &FeeVersion, numbers: &Numbers<'_>) -> Option<()> {
    // The greatest number above the line and below it that a value can have.
    let parts = |id: &Id| -> Option<(i128, i128)> {
        let Some(known) = numbers.get(id) else { return Some((0, 1)) };
        let most = known.range.0.magnitude()?.max(known.range.1.magnitude()?);
        let under = i128::from(known.denominator);
        Some((i128::from(most).checked_mul(under)?, under))
    };
    let greatest = version.bands.iter().map(|band| match &band.net {
        Net::Same(net) => *net,
        Net::ByLevel(nets) => nets.iter().map(|&(_, net)| net).max().unwrap_or_default(),
    });
    let (mut over, mut under) = (i128::from(greatest.max().unwrap_or_default().get()), 1i128);
    if let Some(unit) = &version.per_unit {
        let (value, part) = parts(&unit.fact)?;
        let units = value.checked_add(i128::from(unit.above.saturating_abs()).checked_mul(part)?)?;
        under = part.checked_mul(unit.unit.into())?;
        over = over.checked_mul(under)?.checked_add(units.checked_mul(unit.net.get().into())?)?;
    }
    for modifier in &fee.modifiers {
        (over, under) = match &modifier.change {
            Change::Percent(percent) => {
                let percent = i128::from(percent.saturating_add(100));
                (over.checked_mul(percent.max(1))?, under.checked_mul(100)?)
            }
            Change::Net(net) => (over.checked_add(under.checked_mul(i128::from(net.saturating_abs()))?)?, under),
            Change::Ratio(ratio) => {
                let (value, part) = parts(&ratio.fact)?;
                (over.checked_mul(value.max(1))?, under.checked_mul(part)?.checked_mul(ratio.of.into())?)
            }
        };
    }
    over.checked_add(under)?.checked_mul(4).map(|_| ())
}

/// A fee by level must have one for each level, and none may be below that of a lower level.
fn levels_are_priced(scheme: &Scheme, version: &FeeVersion, at: &str, faults: &mut Vec<Refusal>) {
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
fn fee_never_falls(scheme: &Scheme, version: &FeeVersion, at: &str, faults: &mut Vec<Refusal>) {
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

fn units_are_reached(version: &FeeVersion, numbers: &Numbers<'_>, at: &str, faults: &mut Vec<Refusal>) {
    let Some(unit) = &version.per_unit else { return };
    if let Some(known) = numbers.get(&unit.fact)
        && known.range.1 <= Ratio::whole(unit.above)
    {
        let message = format!("`{}` is never above {}: count units from a lower number", unit.fact, unit.above);
        faults.push(Refusal::new(Code::NumberOutOfRange, format!("{at}/per_unit/above"), message));
    }
}

fn rates_ascend(vat: &Vat, faults: &mut Vec<Refusal>) {
    for (i, pair) in vat.rates.windows(2).enumerate() {
        if let [before, rate] = pair
            && rate.from <= before.from
        {
            let pointer = format!("/fee/vat/rates/{}/from", i.saturating_add(1));
            let message = format!("{} does not come after {}: put rates in rising order", rate.from, before.from);
            faults.push(Refusal::new(Code::NotAscending, &*pointer, message));
        }
    }
}

/// A line is a number of pence on an invoice: there is none for a part of a unit, nor for what a modifier takes off.
fn lines_are_whole(fee: &Published, vat: &Vat, faults: &mut Vec<Refusal>) {
    let is_exact = |version: &FeeVersion| version.per_unit.as_ref().is_some_and(|unit| unit.part == PartOfUnit::Exact);
    if vat.level == VatLevel::Line && (!fee.modifiers.is_empty() || fee.versions.as_slice().iter().any(is_exact)) {
        let message = "with modifiers or exact parts of units no line is whole pence: round VAT by the `invoice`";
        faults.push(Refusal::new(Code::LineVatInexact, "/fee/vat/level", message));
    }
}

#[cfg(test)]
mod tests {
    use alloc::string::{String, ToString};

    use super::{super::read, *};
    use crate::{
        json::{self, Node},
        scheme,
    };

    fn scheme(fee: &str) -> Result<Scheme, Vec<Refusal>> {
        let text = format!(
            r#"{{ "id": "s", "edition": "1", "starts_on": "2000-01-01", "source": "s#a",
                "levels": [{{ "id": "bronze", "source": "s#a" }}, {{ "id": "silver", "source": "s#a" }}],
                "scale": [{{ "id": "not-met", "source": "s#a" }}, {{ "id": "met", "source": "s#a" }}],
                "facts": [
                    {{ "id": "income", "kind": "amount", "least": 0, "most": 1000000000000, "source": "s#a" }},
                    {{ "id": "months", "kind": "count", "least": 1, "most": 12, "source": "s#a" }},
                    {{ "id": "started", "kind": "date", "source": "s#a" }}
                ],
                "derived": [{{ "id": "extra", "value": {{ "sum": ["months", 5] }}, "source": "s#a" }}],
                "sections": [{{ "id": "one", "source": "s#a", "criteria_source": "s#a", "criteria": [
                    {{ "id": "one.a", "level": "bronze" }}, {{ "id": "one.b", "level": "silver" }}] }}],
                "section_rule": {{ "source": "s#a", "share": {{ "rated": "met", "of": "all", "source": "s#a" }} }},
                "award_rule": {{ "source": "s#a", "sections": {{ "needed": "all", "floor": "none", "source": "s#a" }} }},
                "fee": {{ "source": "s#a", {fee} }} }}"#
        );
        let tree = json::tree(&text).unwrap();
        let faults = json::Reading::default();
        scheme::read(&Node::root(&tree, &faults)).ok_or_else(|| faults.take())
    }

    fn faults(fee: &str) -> Vec<Refusal> {
        scheme(fee).map_or_else(
            |faults| faults,
            |scheme| {
                let mut faults = Vec::new();
                sizes(&scheme, &mut faults);
                check(&scheme, &mut faults);
                faults
            },
        )
    }

    fn check_faults(fee: &str, expected: &[(&str, &str)]) {
        let found: Vec<(String, String)> =
            faults(fee).into_iter().map(|fault| (fault.code.to_string(), fault.pointer)).collect();
        let expected: Vec<(String, String)> = expected.iter().map(|(c, p)| ((*c).into(), (*p).into())).collect();
        assert_eq!(found, expected, "{fee}");
    }

    fn bands(fact: &str, bands: &[&str]) -> String {
        let bands: Vec<String> = bands
            .iter()
            .enumerate()
            .map(|(i, rest)| format!(r#"{{ "id": "b{i}", "source": "s#a", {rest} }}"#))
            .collect();
        format!(r#""currency": "GBP", {fact} "bands": [{}]"#, bands.join(","))
    }

    const INCOME: &str = r#""fact": "income","#;
    const MONTHS: &str = r#""fact": "months","#;

    #[test]
    fn bands_that_miss_or_share_a_value_are_refused_where_both_ends_are_written() {
        let between = |to: i64| {
            let first = format!(r#""from": 0, "to": {to}, "net": 1"#);
            bands(INCOME, &[&first, r#""from": 75100001, "net": 2"#])
        };
        check_faults(&between(75_100_000), &[]);
        check_faults(&between(75_099_999), &[("band-gap", "/fee/bands/0/to")]);
        assert!(faults(&between(75_099_999))[0].message.starts_with("75100000 falls in no band"));
        check_faults(&between(75_100_001), &[("band-overlap", "/fee/bands/0/to")]);
        let last = |to: i64| bands(MONTHS, &[&format!(r#""from": 1, "to": {to}, "net": 1"#)]);
        check_faults(&last(12), &[]);
        check_faults(&last(11), &[("band-gap", "/fee/bands/0/to")]);
    }

    #[test]
    fn an_end_that_was_written_is_no_part_of_the_compiled_form() {
        let with = bands(INCOME, &[r#""from": 0, "to": 9, "net": 1"#, r#""from": 10, "net": 2"#]);
        let without = with.replace(r#""to": 9, "#, "");
        assert_eq!(json::canonical(&scheme(&with).unwrap()), json::canonical(&scheme(&without).unwrap()));
    }

    #[test]
    fn bands_cover_their_fact_in_rising_order() {
        for (fee, expected) in [
            (bands(MONTHS, &[r#""from": 1, "net": 1"#, r#""from": 12, "net": 1"#]), &[][..]),
            (bands(MONTHS, &[r#""net": 1"#, r#""from": 2, "net": 1"#]), &[]),
            (bands(MONTHS, &[r#""from": 0, "net": 1"#]), &[("bands-start-late", "/fee/bands/0/from")]),
            (bands(MONTHS, &[r#""from": 2, "net": 1"#]), &[("bands-start-late", "/fee/bands/0/from")]),
            (bands(MONTHS, &[r#""net": 1"#, r#""from": 1, "net": 1"#]), &[("not-ascending", "/fee/bands/1/from")]),
            (bands(MONTHS, &[r#""net": 1"#, r#""from": 13, "net": 1"#]), &[("band-unreachable", "/fee/bands/1/from")]),
            (bands(MONTHS, &[r#""net": 1"#, r#""net": 1"#]), &[("missing-field", "/fee/bands/1/from")]),
            (bands(MONTHS, &[r#""net": 2"#, r#""from": 2, "net": 1"#]), &[("fee-falls", "/fee/bands/1/net")]),
            (bands(r#""fact": "extra","#, &[r#""from": 0, "net": 1"#, r#""from": 17, "net": 2"#]), &[]),
            (bands(r#""fact": "extra","#, &[r#""from": 7, "net": 1"#]), &[("bands-start-late", "/fee/bands/0/from")]),
            (
                bands(r#""fact": "extra","#, &[r#""net": 1"#, r#""from": 18, "net": 2"#]),
                &[("band-unreachable", "/fee/bands/1/from")],
            ),
            (bands("", &[r#""net": 1"#]), &[]),
            (bands("", &[r#""from": 0, "net": 1"#]), &[("unknown-field", "/fee/bands/0/from")]),
            (bands("", &[r#""net": 1"#, r#""from": 2, "net": 1"#]), &[("missing-field", "/fee/fact")]),
            (bands(r#""fact": "staff","#, &[r#""net": 1"#]), &[("unknown-fact", "/fee/fact")]),
            (bands(r#""fact": "started","#, &[r#""net": 1"#]), &[("wrong-fact-kind", "/fee/fact")]),
        ] {
            check_faults(&fee, expected);
        }
    }

    #[test]
    fn a_fee_by_level_prices_every_level_and_no_higher_one_lower() {
        let nets = |nets: &str| bands("", &[&format!(r#""nets": {{ {nets} }}"#)]);
        check_faults(&nets(r#""bronze": 1, "silver": 1"#), &[]);
        check_faults(&nets(r#""bronze": 1"#), &[("missing-field", "/fee/bands/0/nets/silver")]);
        check_faults(&nets(r#""bronze": 1, "silver": 0"#), &[("level-fee-falls", "/fee/bands/0/nets/silver")]);
        let other = nets(r#""bronze": 1, "silver": 1, "gold": 1"#);
        check_faults(&other, &[("unknown-level", "/fee/bands/0/nets/gold")]);
        check_faults(&nets(r#""Bronze": 1"#), &[("bad-id", "/fee/bands/0/nets/Bronze")]);
        let falls = [r#""nets": { "bronze": 1, "silver": 5 }"#, r#""from": 2, "net": 4"#];
        check_faults(&bands(MONTHS, &falls), &[("fee-falls", "/fee/bands/1/net")]);
        check_faults(&bands("", &[r#""net": 1, "nets": {}"#]), &[("unknown-field", "/fee/bands/0/nets")]);
        check_faults(&bands("", &[r#""to": 0"#]), &[("missing-field", "/fee/bands/0/net")]);
    }

    #[test]
    fn versions_start_in_order_and_the_first_has_always_been_in_force() {
        let versions = |froms: &[&str]| {
            let version =
                |from: &&str| format!(r#"{{ {from} "bands": [{{ "id": "b", "net": 1, "source": "s#a" }}] }}"#);
            let versions: Vec<String> = froms.iter().map(version).collect();
            format!(r#""currency": "GBP", "versions": [{}]"#, versions.join(","))
        };
        let (may, june) = (r#""from": "2026-05-01","#, r#""from": "2026-06-01","#);
        check_faults(&versions(&["", may, june]), &[]);
        check_faults(&versions(&[may, june]), &[("versions-start-late", "/fee/versions/0/from")]);
        check_faults(&versions(&["", june, june]), &[("not-ascending", "/fee/versions/2/from")]);
        check_faults(&versions(&["", ""]), &[("missing-field", "/fee/versions/1/from")]);
        let beside = format!(r#"{}, {MONTHS} "dated_by": "tax_point""#, versions(&["", may]));
        check_faults(&beside, &[("unknown-field", "/fee/fact")]);
    }

    #[test]
    fn modifiers_change_one_thing_within_limits() {
        let modifier = |rest: &str| {
            format!(r#"{}, "modifiers": [{{ "id": "m", "source": "s#a", {rest} }}]"#, bands("", &[r#""net": 1"#]))
        };
        for (rest, expected) in [
            (r#""percent": -100"#, &[][..]),
            (r#""percent": 1000"#, &[]),
            (r#""percent": -101"#, &[("number-out-of-range", "/fee/modifiers/0/percent")]),
            (r#""percent": 1001"#, &[("number-out-of-range", "/fee/modifiers/0/percent")]),
            (r#""percent": 5, "net": 5"#, &[("unknown-field", "/fee/modifiers/0/net")]),
            (r#""when": { "fact": "months", "at_least": 2 }"#, &[("missing-field", "/fee/modifiers/0")]),
            (r#""ratio": { "fact": "months", "of": 0 }"#, &[("number-out-of-range", "/fee/modifiers/0/ratio/of")]),
            (r#""ratio": { "fact": "started", "of": 1 }"#, &[("wrong-fact-kind", "/fee/modifiers/0/ratio/fact")]),
        ] {
            check_faults(&modifier(rest), expected);
        }
        let many: Vec<String> = (0..17).map(|i| format!(r#"{{ "id": "m{i}", "source": "s#a", "net": 1 }}"#)).collect();
        let many = format!(r#"{}, "modifiers": [{}]"#, bands("", &[r#""net": 1"#]), many.join(","));
        check_faults(&many, &[("too-many-entries", "/fee/modifiers")]);
    }

    #[test]
    fn units_are_of_a_number_that_is_reached() {
        let unit =
            |rest: &str| format!(r#"{}, "per_unit": {{ "source": "s#a", {rest} }}"#, bands("", &[r#""net": 1"#]));
        let of = |above: i64, part: &str| {
            unit(&format!(r#""fact": "months", "above": {above}, "unit": 1, "net": 5, "part": "{part}""#))
        };
        check_faults(&of(11, "whole"), &[]);
        check_faults(&of(12, "whole"), &[("number-out-of-range", "/fee/per_unit/above")]);
        check_faults(&of(11, "half"), &[("unknown-choice", "/fee/per_unit/part")]);
        let line = |rest: &str| {
            format!(
                r#"{rest}, "vat": {{ "rounding": "down", "level": "line", "source": "s#a",
                    "rates": [{{ "from": "2011-01-04", "basis_points": 2000, "source": "s#a" }}] }}"#
            )
        };
        check_faults(&line(&of(11, "started")), &[]);
        check_faults(&line(&of(11, "exact")), &[("line-vat-inexact", "/fee/vat/level")]);
        let modified = format!(r#"{}, "modifiers": [{{ "id": "m", "source": "s#a", "net": 1 }}]"#, of(11, "whole"));
        check_faults(&line(&modified), &[("line-vat-inexact", "/fee/vat/level")]);
    }

    #[test]
    fn a_fee_that_is_not_published_says_no_more() {
        check_faults(r#""status": "not-published""#, &[]);
        check_faults(r#""status": "published""#, &[("unknown-choice", "/fee/status")]);
        check_faults(r#""status": "not-published", "currency": "GBP""#, &[("unknown-field", "/fee/currency")]);
    }

    #[test]
    fn the_compiled_form_of_a_fee_reads_back_as_it_was() {
        for fee in [
            bands(MONTHS, &[r#""from": 1, "net": 1"#, r#""from": 5, "nets": { "bronze": 2, "silver": 3 }"#]),
            r#""status": "not-published""#.into(),
            r#""currency": "EUR", "dated_by": "tax_point", "assumes": ["s#b"],
                "versions": [{ "bands": [{ "id": "b", "net": 1, "source": "s#a" }] }, { "from": "2026-05-01", "fact": "months",
                    "bands": [{ "id": "b", "net": 2, "source": "s#a" }],
                    "per_unit": { "fact": "months", "above": 3, "unit": 2, "net": 7, "part": "exact", "source": "s#a" } }],
                "modifiers": [
                    { "id": "x", "percent": -15, "source": "s#a", "when": { "fact": "months", "at_least": 6 } },
                    { "id": "y", "net": -5, "source": "s#a", "assumes": ["s#c"] },
                    { "id": "z", "ratio": { "fact": "months", "of": 12 }, "source": "s#a" }],
                "vat": { "rounding": "nearest", "quantum": "half-penny", "source": "s#a",
                    "rates": [{ "from": "2011-01-04", "basis_points": 2000, "source": "s#a" }] }"#
                .into(),
        ] {
            check_faults(&fee, &[]);
            let fee = scheme(&fee).unwrap().fee.unwrap();
            let text = json::canonical(&fee);
            let tree = json::tree(&text).unwrap();
            let faults = json::Reading::default();
            assert_eq!(read(&Node::root(&tree, &faults)), fee, "{text}");
            assert_eq!(faults.take(), []);
        }
    }
}
