//! The floor: what a programmer would write by hand for this one scheme, over a plain struct of booleans. No reasons, no
//! routes, no data: just both bounds of the award, calendar months, the fee band and VAT by date.

/// Answers to the 105 criteria in scheme order.
pub(crate) struct Booleans {
    pub(crate) answered: [bool; 105],
    pub(crate) met: [bool; 105],
}

/// Year, month, day.
pub(crate) type Day = (i32, u32, u32);

pub(crate) struct Given {
    pub(crate) answers: Booleans,
    /// 1 bronze, 2 silver, 3 gold.
    pub(crate) held: Option<(u8, Day)>,
    pub(crate) as_of: Day,
    pub(crate) tax_point: Day,
    pub(crate) employees: Option<u32>,
}

/// Levels as 0 none to 3 gold, worst and best; net, VAT and gross in pence.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Answer {
    pub(crate) quality: (u8, u8),
    pub(crate) award: (u8, u8),
    pub(crate) fee: Option<(u64, u64, u64)>,
}

/// How many criteria each pillar has at bronze, silver and gold.
pub(crate) const SIZES: [[usize; 3]; 7] = [[5, 5, 5], [4, 6, 5], [5, 6, 5], [6, 5, 5], [4, 6, 5], [4, 5, 5], [4, 5, 5]];

const VAT: [(Day, u64); 7] = [
    ((2011, 1, 4), 2_000),
    ((2010, 1, 1), 1_750),
    ((2008, 12, 1), 1_500),
    ((1991, 4, 1), 1_750),
    ((1979, 6, 18), 1_500),
    ((1974, 7, 29), 800),
    ((1973, 4, 1), 1_000),
];

#[inline(never)]
pub(crate) fn verify(given: &Given) -> Answer {
    let (mut worst, mut best) = ([0u8; 4], [0u8; 4]);
    let mut first = 0;
    for sizes in SIZES {
        let (mut low, mut high) = (0, 0);
        let (mut low_climbs, mut high_climbs) = (true, true);
        for size in sizes {
            let met = given.answers.met[first..first + size].iter().filter(|met| **met).count();
            let answered = given.answers.answered[first..first + size].iter().filter(|answered| **answered).count();
            low_climbs &= 2 * met > size;
            high_climbs &= 2 * (met + size - answered) > size;
            low += usize::from(low_climbs);
            high += usize::from(high_climbs);
            first += size;
        }
        worst[low] += 1;
        best[high] += 1;
    }
    let quality = (six_of_seven(worst), six_of_seven(best));
    let cap = match given.held {
        None => 1,
        Some((level, on)) if given.as_of >= six_months_after(on) => (level + 1).min(3),
        Some((level, _)) => level,
    };
    let fee = given.employees.map(|employees| {
        let net = if employees < 250 { 80_000 } else { 140_000 };
        let rate = VAT.iter().find(|(from, _)| *from <= given.tax_point).map_or(0, |(_, rate)| *rate);
        let vat = net * rate / 10_000;
        (net, vat, net + vat)
    });
    Answer { quality, award: (quality.0.min(cap), quality.1.min(cap)), fee }
}

fn six_of_seven(at: [u8; 4]) -> u8 {
    let mut count = 0;
    for level in (1..=3u8).rev() {
        count += at[usize::from(level)];
        if count >= 6 {
            return level;
        }
    }
    0
}

fn six_months_after((year, month, day): Day) -> Day {
    let (year, month) = if month > 6 { (year + 1, month - 6) } else { (year, month + 6) };
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let last = match month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    };
    (year, month, day.min(last))
}
