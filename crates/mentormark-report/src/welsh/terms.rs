//! What a scheme's rules say of steps and waits, of how long an award lasts, of the fee, and of what happens after the score.

use mentormark_rules::scheme::{
    Lapsed,
    after_award::Agreement,
    facts::Expression,
    fee::{
        Band, Change, DatedBy, Fee, FeeVersion, Modifier, Net, PartOfUnit, PerUnit, Published, Quantum, Rounding, Vat,
        VatLevel,
    },
    validity::{Late, Renewal},
};

use super::{
    amounts::{amount, before_vat, each_adds},
    conditions, date, joining, level, level_name, months,
    plural::{ASSESSOR, LEVEL, RENEWAL, TIME, WORKING_DAY},
    rules::in_force,
    values,
};
use crate::{
    Clause, Standard,
    bands::{Chosen, Span},
    fee_band_name, fee_modifier_name,
    format::pence,
    money, percent,
    unit::Unit,
};

pub(super) fn progression(standard: Standard<'_>) -> Vec<Clause> {
    let Some(progression) = &standard.scheme.progression else { return Vec::new() };
    let steps = match progression.most_steps {
        1 => "Gall y dyfarniad nesaf fod un lefel yn uwch na’r un a ddelir, a dim mwy.".to_owned(),
        steps => {
            let levels = LEVEL.counted(u64::from(steps));
            format!("Gall y dyfarniad nesaf fod hyd at {levels} yn uwch na’r un a ddelir, a dim mwy.")
        }
    };
    let entry = level(&progression.entry, standard);
    let mut clauses = vec![
        Clause::new(format!("Gall y dyfarniad cyntaf fod ar {entry} ar y mwyaf."), &progression.source),
        Clause::new(steps, &progression.source),
    ];
    clauses.extend(progression.waits.iter().map(|wait| {
        let at = level(&wait.at, standard);
        let text = match wait.months.get() {
            0 => format!("Nid oes rhaid dal {at} am unrhyw gyfnod cyn cael dyfarniad uwch."),
            long => format!("Rhaid dal {at} am {} cyn cael dyfarniad uwch.", months(long)),
        };
        Clause::new(text, &wait.source)
    }));
    if let Some(lapsed) = progression.lapsed {
        let text = match lapsed {
            Lapsed::Allowed => "Mae dyfarniad sydd wedi dod i ben yn dal i gyfrif, gyda rhybudd.",
            Lapsed::Blocked => "Mae dyfarniad sydd wedi dod i ben yn cyfrif fel pe na bai un yn cael ei ddal.",
        };
        let source = progression.lapsed_source.as_ref().unwrap_or(&progression.source);
        clauses.push(Clause::new(text, source));
    }
    clauses
}

pub(super) fn validity(standard: Standard<'_>) -> Vec<Clause> {
    let Some(validity) = &standard.scheme.validity else { return Vec::new() };
    let mut clauses =
        vec![Clause::new(format!("Mae dyfarniad yn para {}.", months(validity.months.get())), &validity.source)];
    clauses.extend(validity.levels.iter().map(|term| {
        let text = format!("Mae dyfarniad ar {} yn para {}.", level(&term.level, standard), months(term.months.get()));
        Clause::new(text, &term.source)
    }));
    if let Some(renewal) = &validity.renewal {
        renewal_clauses(renewal, standard, &mut clauses);
    }
    clauses
}

fn renewal_clauses(renewal: &Renewal, standard: Standard<'_>, clauses: &mut Vec<Clause>) {
    let mut say = |text: String| clauses.push(Clause::new(text, &renewal.source));
    if let Some(before) = renewal.opens_months_before {
        say(format!("Gellir ei adnewyddu o {} cyn iddo ddod i ben.", months(before.get())));
    }
    if renewal.early_keeps_anniversary {
        say("Os caiff ei adnewyddu’n gynnar, mae’r dyfarniad newydd yn dechrau pan ddaw’r hen un i ben.".to_owned());
    }
    match renewal.late {
        Some(Late::New) => say("Ar ôl iddo ddod i ben, cais newydd yw’r nesaf.".to_owned()),
        Some(Late::Allowed) => say("Ar ôl iddo ddod i ben, gellir ei adnewyddu o hyd.".to_owned()),
        None => {}
    }
    if let Some(by) = renewal.extension_months {
        say(format!("Gellir ei ymestyn hyd at {}.", months(by.get())));
    }
    match renewal.lighter_renewals {
        None => {}
        Some(0) => say("Mae pob adnewyddiad yn un llawn.".to_owned()),
        Some(1) => say("Daw un adnewyddiad ysgafnach cyn pob un llawn.".to_owned()),
        Some(lighter) => {
            say(format!("Daw {} ysgafnach cyn pob un llawn.", RENEWAL.counted(u64::from(lighter))));
        }
    }
    if !renewal.must_progress.is_empty() {
        let names: Vec<String> = renewal.must_progress.iter().map(|id| level(id, standard)).collect();
        let names = joining::one_of(&names);
        say(format!("Rhaid i bwy bynnag sy’n dal {names} symud i fyny: dyfarniad uwch yw’r nesaf."));
    }
}

pub(super) fn fee(standard: Standard<'_>) -> Vec<Clause> {
    let fee = match &standard.scheme.fee {
        None => return Vec::new(),
        Some(Fee::NotPublished(fee)) => return vec![Clause::new("Nid yw’r ffi wedi’i chyhoeddi.", &fee.source)],
        Some(Fee::Published(fee)) => fee,
    };
    let versions = fee.versions.as_slice();
    let mut clauses = Vec::new();
    for (i, version) in versions.iter().enumerate() {
        let of = fee_version(version, fee, standard);
        if versions.len() == 1 {
            clauses.extend(of);
            continue;
        }
        let day = match fee.dated_by {
            DatedBy::AsOf => "’r diwrnod y bernir arno",
            DatedBy::TaxPoint => "’r pwynt treth",
        };
        let ends = versions.get(i + 1).and_then(|next| next.from);
        let when = format!("{}:", in_force(day, version.from, ends));
        clauses.push(Clause::new(when, &fee.source).with(of));
    }
    clauses.extend(fee.modifiers.iter().map(|modifier| modifier_clause(modifier, fee, standard)));
    clauses.extend(fee.vat.as_ref().map(vat_clause));
    clauses
}

fn fee_version(version: &FeeVersion, fee: &Published, standard: Standard<'_>) -> Vec<Clause> {
    let plus_vat = if fee.vat.is_some() { " ynghyd â TAW" } else { "" };
    let chosen = Chosen::new(version, standard);
    let clause = |(place, band): (usize, &Band)| {
        let mut name = fee_band_name(&band.id, standard.wording).to_owned();
        if let Some(chosen) = &chosen
            && let Some(Some(span)) = chosen.spans.get(place)
        {
            name = format!("{name}, {}", span_words(*span, chosen.unit, standard));
        }
        match &band.net {
            Net::Same(net) => Clause::new(format!("{name}: {}{plus_vat}.", money(*net, &fee.currency)), &band.source),
            Net::ByLevel(_) => {
                let each = standard.scheme.levels.iter().filter_map(|level| {
                    let net = money(band.net.at(Some(&level.id))?, &fee.currency);
                    let level = level_name(Some(&level.id), standard.wording);
                    Some(Clause::plain(format!("{level}: {net}{plus_vat}")))
                });
                Clause::new(format!("{name}:"), &band.source).with(each.collect())
            }
        }
    };
    let by = chosen.as_ref().map(|chosen| {
        let value = values::expression(&chosen.value, chosen.unit, standard);
        Clause::new(format!("Dewisir y band ffi yn ôl {value}."), &fee.source)
    });
    let mut clauses: Vec<Clause> = by.into_iter().collect();
    clauses.extend(version.bands.iter().enumerate().map(clause));
    clauses.extend(version.per_unit.as_ref().map(|unit| unit_clause(unit, fee, standard)));
    clauses
}

/// `o 0 i 249`, `o 250`.
fn span_words(span: Span, unit: Unit, standard: Standard<'_>) -> String {
    let said = |number: i64| values::expression(&Expression::Whole(number), unit, standard);
    match span {
        Span::Only(only) => format!("{} yn union", said(only)),
        Span::To(from, last) => format!("o {} i {}", said(from), said(last)),
        Span::ToLessThan(from, next) => format!("o {} i lai na {}", said(from), said(next)),
        Span::From(from) => format!("o {}", said(from)),
        Span::UpTo(last) => format!("hyd at {}", said(last)),
        Span::LessThan(next) => format!("llai na {}", said(next)),
    }
}

fn unit_clause(unit: &PerUnit, fee: &Published, standard: Standard<'_>) -> Clause {
    let adds = each_adds(
        &values::fact(&unit.fact, standard),
        &unit.fact,
        [unit.above, unit.unit],
        &money(unit.net, &fee.currency),
        standard,
    );
    let part = match (unit.part, unit.unit) {
        (_, 1) => "",
        (PartOfUnit::Whole, _) => " Nid yw rhan o hynny’n ychwanegu dim.",
        (PartOfUnit::Started, _) => " Mae rhan o hynny’n cyfrif fel y cyfan.",
        (PartOfUnit::Exact, _) => " Mae rhan o hynny’n ychwanegu’r rhan honno.",
    };
    Clause::new(format!("Ar gyfer {adds}{}.{part}", before_vat(Some(fee))), &unit.source)
}

fn modifier_clause(modifier: &Modifier, fee: &Published, standard: Standard<'_>) -> Clause {
    let name = fee_modifier_name(&modifier.id, standard.wording);
    let change = match &modifier.change {
        Change::Percent(percent) => changed(*percent, &format!("{}%", percent.unsigned_abs())),
        Change::Net(net) => changed(*net, &pence(net.saturating_abs(), &fee.currency)),
        Change::Ratio(ratio) => {
            let whole = amount(&ratio.fact, ratio.of, standard);
            format!("dim ond cyfran o’r ffi, {} allan o {whole}", values::fact(&ratio.fact, standard))
        }
    };
    let when = modifier.when.as_ref().map(|when| format!(", ar yr amod {}", conditions::condition(when, standard)));
    Clause::new(format!("{name}: {change}{}.", when.unwrap_or_default()), &modifier.source)
}

/// `15% yn llai`.
fn changed(change: i64, by: &str) -> String {
    format!("{by} {}", if change < 0 { "yn llai" } else { "yn fwy" })
}

fn vat_clause(vat: &Vat) -> Clause {
    let rate = vat.rates.last().map(|rate| format!(", {} ers {}", percent(rate.basis_points), date(rate.from)));
    let rounded = match (vat.rounding, vat.quantum) {
        (Rounding::Down, Quantum::Penny) => "i lawr i geiniog gyfan",
        (Rounding::Down, Quantum::HalfPenny) => "i lawr i hanner ceiniog",
        (Rounding::Down, Quantum::TenthPenny) => "i lawr i ddegfed ran o geiniog",
        (Rounding::Nearest, Quantum::Penny) => "i’r geiniog agosaf",
        (Rounding::Nearest, Quantum::HalfPenny) => "i’r hanner ceiniog agosaf",
        (Rounding::Nearest, Quantum::TenthPenny) => "i’r ddegfed ran agosaf o geiniog",
    };
    let on = match vat.level {
        VatLevel::Invoice => "ar yr anfoneb gyfan",
        VatLevel::Line => "ar bob llinell o’r anfoneb",
    };
    let rate = rate.unwrap_or_default();
    let text = format!("Ychwanegir TAW ar y gyfradd ar y pwynt treth{rate}. Caiff ei thalgrynnu {rounded} {on}.");
    Clause::new(text, &vat.source)
}

pub(super) fn after_award(standard: Standard<'_>) -> Vec<Clause> {
    let Some(after) = &standard.scheme.after_award else { return Vec::new() };
    let mut clauses = Vec::new();
    clauses.extend(after.appeal.as_ref().map(|appeal| {
        let days = appeal.working_days.map(|days| format!(" o fewn {}", WORKING_DAY.counted(u64::from(days))));
        let text = if appeal.allowed {
            format!("Gellir apelio yn erbyn y canlyniad{}.", days.unwrap_or_default())
        } else {
            "Ni ellir apelio yn erbyn y canlyniad.".to_owned()
        };
        Clause::new(text, &appeal.source)
    }));
    clauses.extend(after.resit.as_ref().map(|resit| {
        if !resit.allowed {
            return Clause::new("Ni ellir cymryd yr asesiad eto.", &resit.source);
        }
        let within = resit.within_months.map(|within| format!(" o fewn {}", months(within.get())));
        let often = resit.attempts.map(|attempts| format!(" hyd at {}", TIME.counted(u64::from(attempts))));
        let highest = resit.highest_level.as_ref().map(|id| format!(", ar gyfer {} ar y mwyaf", level(id, standard)));
        let [within, often, highest] = [within, often, highest].map(Option::unwrap_or_default);
        Clause::new(format!("Gellir cymryd yr asesiad eto{often}{within}{highest}."), &resit.source)
    }));
    clauses.extend(after.assessors.as_ref().map(|assessors| {
        let number = ASSESSOR.counted(u64::from(assessors.number));
        let agree = match (assessors.number, assessors.agreement) {
            (1, _) => "Un aseswr sy’n barnu.".to_owned(),
            (_, Agreement::All) => format!("Mae {number} yn barnu, a rhaid i bob un ohonynt gytuno."),
            (_, Agreement::Majority) => format!("Mae {number} yn barnu, a rhaid i fwy na’u hanner gytuno."),
            (_, Agreement::SeniorDecides) => format!("Mae {number} yn barnu, a’r uchaf ohonynt sy’n cael y gair olaf."),
        };
        Clause::new(agree, &assessors.source)
    }));
    clauses.extend(after.visits.as_ref().map(|visits| {
        let every = visits.every_months.get();
        let every = if every == 1 { "mis".to_owned() } else { months(every) };
        Clause::new(format!("Daw rhywun i edrych bob {every}."), &visits.source)
    }));
    clauses.extend(
        after.void_on_change.as_ref().map(|void| {
            Clause::new("Daw dyfarniad i ben lle mae’r hyn y’i gwnaed ar ei gyfer yn newid.", &void.source)
        }),
    );
    clauses
}
