//! The fee: known where it is the same in every world.

use super::award::version;
use super::condition;
use super::expression::{is_date, value};
use super::given::Given;
use super::model::{Model, list, number, text};
use super::ratio::Ratio;
use super::worlds::{World, Worlds};
use crate::oracle::calendar::Day;
use serde_json::{Value, json};

/// What is charged, in pence.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Charge {
    band: String,
    net: i64,
    vat: i64,
}

/// The fee as the outcome has it. `level` is the place of the level that a level-dependent fee is priced at, if there is one.
#[must_use]
pub fn fee(model: &Model, given: &Given, worlds: &Worlds, level: Option<usize>) -> Value {
    let Some(fee) = model.json.get("fee") else {
        return json!({ "status": "none" });
    };
    if fee.get("status").is_some() {
        return json!({ "status": "not-published" });
    }
    let priced = |level: Option<usize>| -> Vec<Option<Charge>> {
        worlds.all.iter().map(|world| charge(model, fee, given, world, level)).collect()
    };
    let charges = priced(level);
    if let Some(same) = charges[0].as_ref().filter(|_| charges.iter().all(|charge| *charge == charges[0])) {
        return json!({ "status": "known", "currency": fee["currency"], "band": same.band, "net": same.net, "vat": same.vat,
            "gross": same.net + same.vat, "vat_rate_bp": rate(fee, given.tax_point) });
    }
    // With no level to price at, what a fact can change is what is charged at one level or another.
    let levels: Vec<Option<usize>> = match level {
        Some(level) => vec![Some(level)],
        None => (0..model.levels.len()).map(Some).collect(),
    };
    let lists: Vec<Vec<Option<Charge>>> = levels.into_iter().map(priced).collect();
    let said: Vec<Vec<&Option<Charge>>> =
        (0..worlds.all.len()).map(|world| lists.iter().map(|list| &list[world]).collect()).collect();
    json!({ "status": "unknown", "needs": worlds.needs(&said) })
}

/// What is charged in `world`; none where that depends on the level and there is none.
fn charge(model: &Model, fee: &Value, given: &Given, world: &World, level: Option<usize>) -> Option<Charge> {
    let version = match fee.get("versions") {
        Some(versions) => version(versions, if fee["dated_by"] == "tax_point" { given.tax_point } else { given.as_of }),
        None => fee,
    };
    let bands = list(&version["bands"]);
    let band = match version.get("fact") {
        Some(fact) => {
            let found = value(fact, world).number();
            let reached = |band: &&Value| band["from"].as_i64().is_none_or(|from| Ratio::whole(from.into()) <= found);
            bands.iter().rfind(reached).unwrap_or_else(|| panic!("no band holds {found:?}"))
        }
        None => &bands[0],
    };
    let base = match band.get("nets") {
        Some(nets) => number(&nets[model.levels[level?]]),
        None => number(&band["net"]),
    };
    let (units, unit_net) =
        version.get("per_unit").map_or((Ratio::ZERO, 0), |unit| (units(unit, world), number(&unit["net"])));
    let mut net = Ratio::whole(base.into()) + units * Ratio::whole(unit_net.into());
    for modifier in list(&fee["modifiers"]) {
        if modifier.get("when").is_none_or(|when| condition::holds(when, model, world)) {
            net = modified(net, modifier, world);
        }
    }
    let net = net.nearest().max(0);
    let vat = match fee.get("vat") {
        None => 0,
        Some(vat) if vat["level"] == "line" => {
            let line = |net: i128| vat_on(fee, vat, given, Ratio::whole(net));
            whole_pence(vat, line(base.into()) + units * line(unit_net.into()))
        }
        Some(vat) => whole_pence(vat, vat_on(fee, vat, given, Ratio::whole(net))),
    };
    let pence = |whole: i128| i64::try_from(whole).expect("no more than 64 bits of pence");
    Some(Charge { band: text(&band["id"]).to_owned(), net: pence(net), vat: pence(vat) })
}

/// How many units above its threshold are charged for.
fn units(unit: &Value, world: &World) -> Ratio {
    let above = Ratio::whole(number(&unit["above"]).into());
    let units = (value(&unit["fact"], world).number() - above) / Ratio::whole(number(&unit["unit"]).into());
    if units <= Ratio::ZERO {
        return Ratio::ZERO;
    }
    match text(&unit["part"]) {
        "whole" => Ratio::whole(units.down()),
        "started" => Ratio::whole(units.up()),
        "exact" => units,
        other => panic!("no such part of a unit: {other}"),
    }
}

fn modified(net: Ratio, modifier: &Value, world: &World) -> Ratio {
    if let Some(percent) = modifier.get("percent") {
        net * Ratio::new(100 + i128::from(number(percent)), 100)
    } else if let Some(more) = modifier.get("net") {
        net + Ratio::whole(number(more).into())
    } else {
        let ratio = &modifier["ratio"];
        net * value(&ratio["fact"], world).number() / value(&ratio["of"], world).number()
    }
}

/// The rate of VAT on `on`, in basis points; nothing where no VAT is charged.
fn rate(fee: &Value, on: Day) -> i64 {
    let started = |rate: &&Value| rate["from"].as_str().is_none_or(|from| !is_date(from) || Day::read(from) <= on);
    list(&fee["vat"]["rates"]).iter().rfind(started).map_or(0, |rate| number(&rate["basis_points"]))
}

/// The VAT on `net`, rounded to the quantum.
fn vat_on(fee: &Value, vat: &Value, given: &Given, net: Ratio) -> Ratio {
    let in_a_penny = match vat["quantum"].as_str() {
        Some("half-penny") => 2,
        Some("tenth-penny") => 10,
        _ => 1,
    };
    let quanta = net * Ratio::new(rate(fee, given.tax_point).into(), 10_000) * Ratio::whole(in_a_penny);
    Ratio::new(quanta.rounded(text(&vat["rounding"])), in_a_penny)
}

/// A total in whole pence, rounded as VAT is.
fn whole_pence(vat: &Value, total: Ratio) -> i128 {
    total.rounded(text(&vat["rounding"]))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn priced(fee: &Value, facts: &Value, level: Option<usize>) -> Value {
        let scheme = json!({ "levels": [{ "id": "low" }, { "id": "high" }], "fee": fee, "facts": [
            { "id": "n", "kind": "count", "least": 0, "most": 9 }, { "id": "charity", "kind": "yes-no" }] });
        let model = Model::read(&scheme);
        let assessment = json!({ "as_of": "2026-01-01", "facts": facts });
        let given = Given::read(&model, &assessment);
        super::fee(&model, &given, &Worlds::of(&model, &given), level)
    }

    fn vat(level: &str, quantum: &str, rounding: &str) -> Value {
        json!({ "level": level, "quantum": quantum, "rounding": rounding, "rates": [{ "from": "1973-04-01", "basis_points": 1750 }] })
    }

    #[test]
    fn units_are_charged_whole_started_or_exactly() {
        let net = |part: &str, n: i64| {
            let unit = json!({ "fact": "n", "above": 2, "unit": 3, "net": 100, "part": part });
            let fee = json!({ "currency": "GBP", "bands": [{ "id": "all", "net": 1000 }], "per_unit": unit });
            priced(&fee, &json!({ "n": n, "charity": true }), None)["net"].clone()
        };
        assert_eq!([2, 4, 5, 6].map(|n| net("whole", n)), [1000, 1000, 1100, 1100]);
        assert_eq!([2, 4, 5, 6].map(|n| net("started", n)), [1000, 1100, 1100, 1200]);
        assert_eq!([2, 4, 5, 6].map(|n| net("exact", n)), [1000, 1067, 1100, 1133]);
    }

    #[test]
    fn lines_are_rounded_each_and_then_summed() {
        let fee = |vat: Value| {
            json!({ "currency": "GBP", "bands": [{ "id": "all", "net": 10 }], "vat": vat,
                "per_unit": { "fact": "n", "above": 0, "unit": 1, "net": 10, "part": "whole" } })
        };
        // 1.75p a line; three units.
        let charged = |vat: Value| priced(&fee(vat), &json!({ "n": 3, "charity": true }), None)["vat"].clone();
        assert_eq!(charged(vat("invoice", "penny", "down")), 7);
        assert_eq!(charged(vat("line", "penny", "down")), 4);
        assert_eq!(charged(vat("line", "penny", "nearest")), 8);
        assert_eq!(charged(vat("line", "half-penny", "down")), 6);
        assert_eq!(charged(vat("line", "tenth-penny", "down")), 6);
        assert_eq!(charged(vat("line", "tenth-penny", "nearest")), 7);
    }

    #[test]
    fn a_fee_is_known_where_no_blank_can_change_it() {
        let fee = json!({ "currency": "GBP", "fact": "n", "modifiers": [{ "when": { "fact": "charity", "is": true }, "percent": -15 }],
            "bands": [{ "id": "few", "from": 0, "nets": { "low": 333, "high": 400 } }, { "id": "many", "from": 5, "net": 0 }] });
        assert_eq!(priced(&fee, &json!({ "n": 4, "charity": true }), Some(0))["net"], 283);
        assert_eq!(priced(&fee, &json!({ "n": 4 }), Some(0)), json!({ "status": "unknown", "needs": ["charity"] }));
        assert_eq!(priced(&fee, &json!({ "n": 5 }), None)["status"], "known");
        assert_eq!(
            priced(&fee, &json!({ "n": 4, "charity": false }), None),
            json!({ "status": "unknown", "needs": [] })
        );
        assert_eq!(priced(&fee, &json!({ "charity": false }), None), json!({ "status": "unknown", "needs": ["n"] }));
    }
}
