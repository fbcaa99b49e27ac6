//! The fee: the band in which a fact falls, and VAT at the rate in force on the tax point.

use alloc::vec::Vec;

use crate::{
    BasisPoints, Date, Pence,
    money::Rounding,
    scheme::{Scheme, VatRate},
};

/// The fee of a checked scheme, compiled.
#[derive(Clone, Debug)]
pub(crate) struct Tariff {
    /// The position of the fact that decides the band.
    pub(crate) fact: usize,
    /// The least value and the net fee of each band, rising.
    bands: Vec<(i64, Pence)>,
    vat: Option<VatTable>,
}

#[derive(Clone, Debug)]
struct VatTable {
    /// The first day and the rate of each period, rising.
    rates: Vec<(Date, BasisPoints)>,
    rounding: Rounding,
}

/// A fee in numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Charge {
    /// The position of the band in the scheme.
    pub band: usize,
    /// Before VAT.
    pub net: Pence,
    /// The VAT.
    pub vat: Pence,
    /// With VAT.
    pub gross: Pence,
    /// The VAT rate; 0 where none is charged.
    pub rate: BasisPoints,
}

/// What the fee is, as far as it can be told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Price {
    /// The same in every way of filling the blanks.
    Known(Charge),
    /// It depends on a fact not given.
    Unknown,
    /// The scheme charges nothing.
    None,
}

impl Tariff {
    /// Compiles the fee; `None` where the scheme has none, or where it was not checked.
    pub(crate) fn new(scheme: &Scheme) -> Option<Self> {
        let fee = scheme.fee.as_ref()?;
        let rate = |rate: &VatRate| (rate.from, rate.basis_points);
        Some(Self {
            fact: scheme.facts.iter().position(|fact| fact.id == fee.fact)?,
            bands: fee.bands.iter().map(|band| (band.from, band.net)).collect(),
            vat: fee
                .vat
                .as_ref()
                .map(|vat| VatTable { rates: vat.rates.iter().map(rate).collect(), rounding: vat.rounding }),
        })
    }

    /// Whether the fee can be told for a supply on `tax_point`: VAT needs a rate in force.
    pub(crate) fn covers(&self, tax_point: Date) -> bool {
        self.vat.as_ref().is_none_or(|vat| vat.rate_on(tax_point).is_some())
    }

    /// The charge for a value of the fact, or for a blank one if every value falls in the same band.
    pub(crate) fn price(&self, value: Option<i64>, tax_point: Date) -> Price {
        let band = match (value, self.bands.as_slice()) {
            (Some(value), bands) => bands.partition_point(|&(from, _)| from <= value).checked_sub(1),
            (None, [_]) => Some(0),
            (None, _) => None,
        };
        let net = band.and_then(|band| Some((band, self.bands.get(band)?.1)));
        net.map_or(Price::Unknown, |(band, net)| {
            let rate = self.vat.as_ref().and_then(|vat| Some((vat.rate_on(tax_point)?, vat.rounding)));
            let (rate, vat) = rate.map_or_else(Default::default, |(rate, rounding)| (rate, net.share(rate, rounding)));
            Price::Known(Charge { band, net, vat, gross: net.plus(vat), rate })
        })
    }
}

impl VatTable {
    /// The rate in force on a day; `None` before the first.
    fn rate_on(&self, day: Date) -> Option<BasisPoints> {
        self.rates.iter().rev().find(|&&(from, _)| from <= day).map(|&(_, rate)| rate)
    }
}

#[cfg(test)]
mod tests {
    use alloc::vec;

    use super::*;

    fn tariff() -> Tariff {
        let pence = |n| Pence::new(n).unwrap();
        let rate = |from: &str, bp| (from.parse().unwrap(), BasisPoints::new(bp).unwrap());
        Tariff {
            fact: 0,
            bands: vec![(0, pence(80_000)), (250, pence(140_000))],
            vat: Some(VatTable {
                rates: vec![rate("2010-01-01", 1_750), rate("2011-01-04", 2_000)],
                rounding: Rounding::Down,
            }),
        }
    }

    fn check(value: i64, tax_point: &str, expected: (u64, u64, u64)) {
        let Price::Known(charge) = tariff().price(Some(value), tax_point.parse().unwrap()) else { panic!() };
        assert_eq!((charge.net.get(), charge.vat.get(), charge.gross.get()), expected);
    }

    #[test]
    fn a_band_starts_where_it_says_and_ends_where_the_next_starts() {
        check(0, "2026-11-21", (80_000, 16_000, 96_000));
        check(249, "2026-11-21", (80_000, 16_000, 96_000));
        check(250, "2026-11-21", (140_000, 28_000, 168_000));
        check(i64::MAX, "2026-11-21", (140_000, 28_000, 168_000));
    }

    #[test]
    fn the_vat_rate_is_the_one_in_force_on_the_tax_point() {
        check(249, "2011-01-03", (80_000, 14_000, 94_000));
        check(249, "2011-01-04", (80_000, 16_000, 96_000));
        assert!(tariff().covers("2010-01-01".parse().unwrap()));
        assert!(!tariff().covers("2009-12-31".parse().unwrap()));
    }

    #[test]
    fn a_blank_fact_leaves_the_fee_open_unless_there_is_one_band() {
        let day = "2026-11-21".parse().unwrap();
        assert_eq!(tariff().price(None, day), Price::Unknown);
        let mut one = tariff();
        one.bands.truncate(1);
        assert!(matches!(one.price(None, day), Price::Known(_)));
    }
}
