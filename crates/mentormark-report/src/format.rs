//! Amounts, dates and rates as text: whole numbers only, so nothing is rounded on the way.

use mentormark_rules::{BasisPoints, Date, Pence};

/// An amount in a currency: `£1,680.00`. A currency without a sign of its own here is named by its code.
///
/// ```
/// use mentormark_report::money;
/// use mentormark_rules::Pence;
///
/// let amount = Pence::new(168_000).unwrap();
/// assert_eq!(money(amount, "GBP"), "£1,680.00");
/// assert_eq!(money(amount, "EUR"), "€1,680.00");
/// ```
#[must_use]
pub fn money(amount: Pence, currency: &str) -> String {
    let (whole, rest) = (grouped(amount.get() / 100), amount.get() % 100);
    match currency {
        "GBP" => format!("£{whole}.{rest:02}"),
        "EUR" => format!("€{whole}.{rest:02}"),
        other => format!("{other} {whole}.{rest:02}"),
    }
}

/// A date in words, with the names that `months` have in a language: `2 March 2026`.
pub(crate) fn date(date: Date, months: &[&str; 12]) -> String {
    let month = usize::from(date.month()).checked_sub(1).and_then(|index| months.get(index));
    format!("{} {} {}", date.day(), month.copied().unwrap_or_default(), date.year())
}

/// A rate as a percentage: `20%`, `17.5%`.
///
/// ```
/// use mentormark_rules::BasisPoints;
///
/// assert_eq!(mentormark_report::percent(BasisPoints::new(1_750).unwrap()), "17.5%");
/// ```
#[must_use]
pub fn percent(rate: BasisPoints) -> String {
    let (whole, rest) = (rate.get() / 100, rate.get() % 100);
    match rest {
        0 => format!("{whole}%"),
        tenths if tenths % 10 == 0 => format!("{whole}.{}%", tenths / 10),
        hundredths => format!("{whole}.{hundredths:02}%"),
    }
}

/// A whole number with its thousands parted: `10,000`.
///
/// ```
/// assert_eq!(mentormark_report::count(-10_000), "-10,000");
/// ```
#[must_use]
pub fn count(number: i64) -> String {
    let sign = if number < 0 { "-" } else { "" };
    format!("{sign}{}", grouped(number.unsigned_abs()))
}

/// A whole number that is never below nought, with its thousands parted.
pub(crate) fn whole(number: u64) -> String {
    grouped(number)
}

/// So many pence as money, with a minus before them where they are below nought: `-£10.50`.
pub(crate) fn pence(pence: i64, currency: &str) -> String {
    let sign = if pence < 0 { "-" } else { "" };
    Pence::new(pence.unsigned_abs()).map_or_else(|| count(pence), |amount| format!("{sign}{}", money(amount, currency)))
}

fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_are_parted_at_every_length() {
        for (number, text) in [(0, "0"), (999, "999"), (1_000, "1,000"), (12_345_678, "12,345,678")] {
            assert_eq!(grouped(number), text);
        }
        assert_eq!(count(i64::MIN), "-9,223,372,036,854,775,808");
    }

    #[test]
    fn pence_keep_both_digits() {
        for (pence, text) in [(0, "£0.00"), (5, "£0.05"), (100, "£1.00"), (96_000, "£960.00")] {
            assert_eq!(money(Pence::new(pence).unwrap(), "GBP"), text);
        }
        assert_eq!(money(Pence::new(123_456).unwrap(), "CHF"), "CHF 1,234.56");
    }

    #[test]
    fn money_below_nought_keeps_its_minus() {
        for (amount, text) in [(-1, "-£0.01"), (-100, "-£1.00"), (-1_050, "-£10.50"), (0, "£0.00"), (1_050, "£10.50")]
        {
            assert_eq!(pence(amount, "GBP"), text);
        }
        assert_eq!(pence(i64::MIN, "GBP"), count(i64::MIN), "more than money can be");
    }

    #[test]
    fn rates_show_no_more_digits_than_they_have() {
        for (rate, text) in [(0, "0%"), (2_000, "20%"), (1_750, "17.5%"), (825, "8.25%"), (5, "0.05%")] {
            assert_eq!(percent(BasisPoints::new(rate).unwrap()), text);
        }
    }
}
