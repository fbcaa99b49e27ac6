//! What a scheme's rules say of steps and waits, of how long an award lasts, of the fee, and of what happens after the score.

use mentormark_rules::{
    Id,
    scheme::{
        Lapsed,
        after_award::Agreement,
        facts::Expression,
        fee::{
            Band, Change, DatedBy, Fee, FeeVersion, Modifier, Net, PartOfUnit, PerUnit, Published, Quantum, Rounding,
            Vat, VatLevel,
        },
        validity::{Late, Renewal},
    },
};

use super::{
    amounts::{amount, before_vat, unit_of},
    conditions, date, level_name, listed, months_long,
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
    let level = |id: &Id| level_name(Some(id.as_str()), standard.wording).to_owned();
    let steps = match progression.most_steps {
        1 => "The next award can be one level above the one held, and no more.".to_owned(),
        steps => format!("The next award can be up to {steps} levels above the one held, and no more."),
    };
    let mut clauses = vec![
        Clause::new(format!("The first award can be {} at most.", level(&progression.entry)), &progression.source),
        Clause::new(steps, &progression.source),
    ];
    clauses.extend(progression.waits.iter().map(|wait| {
        let text = match wait.months.get() {
            0 => format!("{} need not be held for any time before a higher award.", level(&wait.at)),
            months => format!("{} must be held for {} before a higher award.", level(&wait.at), months_long(months)),
        };
        Clause::new(text, &wait.source)
    }));
    if let Some(lapsed) = progression.lapsed {
        let text = match lapsed {
            Lapsed::Allowed => "An award that has run out still counts as held, with a warning.",
            Lapsed::Blocked => "An award that has run out counts as if none were held.",
        };
        let source = progression.lapsed_source.as_ref().unwrap_or(&progression.source);
        clauses.push(Clause::new(text, source));
    }
    clauses
}

pub(super) fn validity(standard: Standard<'_>) -> Vec<Clause> {
    let Some(validity) = &standard.scheme.validity else { return Vec::new() };
    let level = |id: &Id| level_name(Some(id.as_str()), standard.wording).to_owned();
    let mut clauses =
        vec![Clause::new(format!("An award lasts {}.", months_long(validity.months.get())), &validity.source)];
    clauses.extend(validity.levels.iter().map(|term| {
        let text = format!("An award at {} lasts {}.", level(&term.level), months_long(term.months.get()));
        Clause::new(text, &term.source)
    }));
    if let Some(renewal) = &validity.renewal {
        renewal_clauses(renewal, standard, &mut clauses);
    }
    clauses
}

fn renewal_clauses(renewal: &Renewal, standard: Standard<'_>, clauses: &mut Vec<Clause>) {
    let mut say = |text: String| clauses.push(Clause::new(text, &renewal.source));
    if let Some(months) = renewal.opens_months_before {
        say(format!("It can be renewed from {} before it ends.", months_long(months.get())));
    }
    if renewal.early_keeps_anniversary {
        say("Where it is renewed early, the new award starts when the old one ends.".to_owned());
    }
    match renewal.late {
        Some(Late::New) => say("Once it has ended, the next is a new application.".to_owned()),
        Some(Late::Allowed) => say("Once it has ended, it can still be renewed.".to_owned()),
        None => {}
    }
    if let Some(months) = renewal.extension_months {
        say(format!("It can be extended by up to {}.", months_long(months.get())));
    }
    match renewal.lighter_renewals {
        None => {}
        Some(0) => say("Every renewal is a full one.".to_owned()),
        Some(1) => say("One lighter renewal comes before each full one.".to_owned()),
        Some(lighter) => say(format!("{lighter} lighter renewals come before each full one.")),
    }
    if !renewal.must_progress.is_empty() {
        let names: Vec<&str> =
            renewal.must_progress.iter().map(|id| level_name(Some(id.as_str()), standard.wording)).collect();
        say(format!("Whoever holds {} must move up: the next award is a higher one.", listed(&names, "or")));
    }
}

pub(super) fn fee(standard: Standard<'_>) -> Vec<Clause> {
    let fee = match &standard.scheme.fee {
        None => return Vec::new(),
        Some(Fee::NotPublished(fee)) => return vec![Clause::new("The fee is not published.", &fee.source)],
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
            DatedBy::AsOf => "the day judged on",
            DatedBy::TaxPoint => "the tax point",
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
    let plus_vat = if fee.vat.is_some() { " plus VAT" } else { "" };
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
        Clause::new(format!("The fee band goes by {value}."), &fee.source)
    });
    let mut clauses: Vec<Clause> = by.into_iter().collect();
    clauses.extend(version.bands.iter().enumerate().map(clause));
    clauses.extend(version.per_unit.as_ref().map(|unit| unit_clause(unit, fee, standard)));
    clauses
}

/// `from 0 to 249`, `from 250`.
fn span_words(span: Span, unit: Unit, standard: Standard<'_>) -> String {
    let said = |number: i64| values::expression(&Expression::Whole(number), unit, standard);
    match span {
        Span::Only(only) => format!("exactly {}", said(only)),
        Span::To(from, last) => format!("from {} to {}", said(from), said(last)),
        Span::ToLessThan(from, next) => format!("from {} to less than {}", said(from), said(next)),
        Span::From(from) => format!("from {}", said(from)),
        Span::UpTo(last) => format!("up to {}", said(last)),
        Span::LessThan(next) => format!("less than {}", said(next)),
    }
}

fn unit_clause(unit: &PerUnit, fee: &Published, standard: Standard<'_>) -> Clause {
    let name = values::fact(&unit.fact, standard);
    let (above, of) = (amount(&unit.fact, unit.above, standard), unit_of(&unit.fact, unit.unit, standard));
    let part = match (unit.part, unit.unit) {
        (_, 1) => "",
        (PartOfUnit::Whole, _) => " A part of that adds nothing.",
        (PartOfUnit::Started, _) => " A part of that counts as the whole.",
        (PartOfUnit::Exact, _) => " A part of that adds that part.",
    };
    let net = money(unit.net, &fee.currency);
    let text = format!("For {name} above {above}, each {of} adds {net}{}.{part}", before_vat(Some(fee)));
    Clause::new(text, &unit.source)
}

fn modifier_clause(modifier: &Modifier, fee: &Published, standard: Standard<'_>) -> Clause {
    let name = fee_modifier_name(&modifier.id, standard.wording);
    let change = match &modifier.change {
        Change::Percent(percent) => changed(*percent, &format!("{}%", percent.unsigned_abs())),
        Change::Net(net) => changed(*net, &pence(net.saturating_abs(), &fee.currency)),
        Change::Ratio(ratio) => {
            let whole = amount(&ratio.fact, ratio.of, standard);
            format!("only a part of the fee, {} out of {whole}", values::fact(&ratio.fact, standard))
        }
    };
    let when = modifier.when.as_ref().map(|when| format!(", where {}", conditions::condition(when, standard)));
    Clause::new(format!("{name}: {change}{}.", when.unwrap_or_default()), &modifier.source)
}

/// `15% less`.
fn changed(change: i64, by: &str) -> String {
    format!("{by} {}", if change < 0 { "less" } else { "more" })
}

fn vat_clause(vat: &Vat) -> Clause {
    let rate = vat.rates.last().map(|rate| format!(", {} since {}", percent(rate.basis_points), date(rate.from)));
    let rounded = match vat.rounding {
        Rounding::Down => "rounded down",
        Rounding::Nearest => "rounded to the nearest",
    };
    let to = match (vat.rounding, vat.quantum) {
        (Rounding::Down, Quantum::Penny) => " to a whole penny",
        (Rounding::Down, Quantum::HalfPenny) => " to half a penny",
        (Rounding::Down, Quantum::TenthPenny) => " to a tenth of a penny",
        (Rounding::Nearest, Quantum::Penny) => " penny",
        (Rounding::Nearest, Quantum::HalfPenny) => " half penny",
        (Rounding::Nearest, Quantum::TenthPenny) => " tenth of a penny",
    };
    let on = match vat.level {
        VatLevel::Invoice => "on the whole invoice",
        VatLevel::Line => "on each line of the invoice",
    };
    let rate = rate.unwrap_or_default();
    Clause::new(format!("VAT is added at the rate on the tax point{rate}. It is {rounded}{to} {on}."), &vat.source)
}

pub(super) fn after_award(standard: Standard<'_>) -> Vec<Clause> {
    let Some(after) = &standard.scheme.after_award else { return Vec::new() };
    let mut clauses = Vec::new();
    clauses.extend(after.appeal.as_ref().map(|appeal| {
        let days = appeal.working_days.map(|days| format!(" within {}", some(days, "working day"))).unwrap_or_default();
        let text = if appeal.allowed {
            format!("The result can be appealed against{days}.")
        } else {
            "The result cannot be appealed against.".to_owned()
        };
        Clause::new(text, &appeal.source)
    }));
    clauses.extend(after.resit.as_ref().map(|resit| {
        if !resit.allowed {
            return Clause::new("The assessment cannot be taken again.", &resit.source);
        }
        let within = resit.within_months.map(|months| format!(" within {}", months_long(months.get())));
        let often = resit.attempts.map(|attempts| format!(" up to {}", some(attempts, "time")));
        let highest = resit
            .highest_level
            .as_ref()
            .map(|level| format!(", for {} at most", level_name(Some(level), standard.wording)));
        let [within, often, highest] = [within, often, highest].map(Option::unwrap_or_default);
        Clause::new(format!("The assessment can be taken again{often}{within}{highest}."), &resit.source)
    }));
    clauses.extend(after.assessors.as_ref().map(|assessors| {
        let agree = match (assessors.number, assessors.agreement) {
            (1, _) => "One assessor judges.".to_owned(),
            (number, Agreement::All) => format!("{number} assessors judge, and all of them must agree."),
            (number, Agreement::Majority) => {
                format!("{number} assessors judge, and more than half of them must agree.")
            }
            (number, Agreement::SeniorDecides) => {
                format!("{number} assessors judge, and the senior one has the last word.")
            }
        };
        Clause::new(agree, &assessors.source)
    }));
    clauses.extend(after.visits.as_ref().map(|visits| {
        let months = visits.every_months.get();
        let every = if months == 1 { "month".to_owned() } else { months_long(months) };
        Clause::new(format!("Somebody comes to look every {every}."), &visits.source)
    }));
    clauses.extend(
        after
            .void_on_change
            .as_ref()
            .map(|void| Clause::new("An award ends where what it was made for changes.", &void.source)),
    );
    clauses
}

fn some(number: u16, one: &str) -> String {
    if number == 1 { format!("1 {one}") } else { format!("{number} {one}s") }
}
