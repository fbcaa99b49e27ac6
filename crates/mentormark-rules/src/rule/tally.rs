//! Tallies: the shapes that count ratings (share, points, none below), compiled to bit sets and a number to reach.

use crate::packed::packed;
use alloc::vec::Vec;

use crate::{
    Bounds, Id, Rank,
    case::{Answers, place},
    rule::{points::PointsNeeded, share::Part},
    scheme::{
        Scheme,
        test::{Selector, Test},
    },
};

/// A set of criteria as bits.
#[derive(Clone, Debug, Default)]
pub(crate) struct Selection {
    /// Where its first bits stand. Few selections cross into another word, so counting mostly looks no further.
    first: Span,
    /// Where further bits stand.
    rest: Vec<Span>,
    /// How many criteria there are.
    pub(crate) of: u32,
}

packed!(struct Selection { first, rest, of });

/// The bits of a selection within one word of a bit set.
#[derive(Clone, Copy, Debug, Default)]
struct Span {
    word: usize,
    mask: u64,
}

packed!(struct Span { word, mask });

impl Selection {
    /// The criteria at these places, which rise.
    pub(crate) fn of(places: impl Iterator<Item = usize>) -> Self {
        let (mut spans, mut of): (Vec<Span>, u32) = (Vec::new(), 0);
        for criterion in places {
            let (word, bit) = place(criterion);
            match spans.last_mut().filter(|span| span.word == word) {
                Some(span) => span.mask |= bit,
                None => spans.push(Span { word, mask: bit }),
            }
            of = of.saturating_add(1);
        }
        let mut spans = spans.into_iter();
        Self { first: spans.next().unwrap_or_default(), rest: spans.collect(), of }
    }

    fn sum(&self, count: impl Fn(&Span) -> u32) -> u32 {
        self.rest.iter().fold(count(&self.first), |sum, span| sum.saturating_add(count(span)))
    }

    /// How many of the criteria are in a bit set.
    pub(crate) fn within(&self, set: &[u64]) -> u32 {
        self.sum(|span| (set.get(span.word).copied().unwrap_or_default() & span.mask).count_ones())
    }

    /// Whether a criterion is among them.
    pub(crate) fn has(&self, criterion: usize) -> bool {
        let (word, bit) = place(criterion);
        self.words().any(|(of, mask)| of == word && mask & bit != 0)
    }

    /// The criteria as words of a bit set, each with its place there.
    pub(crate) fn words(&self) -> impl Iterator<Item = (usize, u64)> {
        core::iter::once(&self.first).chain(&self.rest).map(|span| (span.word, span.mask))
    }

    /// The places of the criteria, in scheme order.
    pub(crate) fn members(&self) -> Members<'_> {
        Members { span: self.first, rest: self.rest.iter() }
    }
}

/// The places of the criteria of a selection that are left.
pub(crate) struct Members<'s> {
    span: Span,
    rest: core::slice::Iter<'s, Span>,
}

impl Iterator for Members<'_> {
    type Item = usize;

    fn next(&mut self) -> Option<usize> {
        while self.span.mask == 0 {
            self.span = *self.rest.next()?;
        }
        let bit = usize::try_from(self.span.mask.trailing_zeros()).ok()?;
        self.span.mask &= self.span.mask.wrapping_sub(1);
        Some(self.span.word.saturating_mul(64).saturating_add(bit))
    }
}

/// Which shape a tally was made from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shape {
    Share,
    Points,
    NoneBelow,
}

packed!(enum Shape { 0 => Share, 1 => Points, 2 => NoneBelow });

/// A shape that counts ratings, at one level.
#[derive(Clone, Debug)]
pub(crate) struct Tally {
    pub(crate) shape: Shape,
    pub(crate) selection: Selection,
    /// The step of the scale from which a rating counts; at least 1. Points count every step.
    pub(crate) step: usize,
    or_reasoned: bool,
    need: Need,
    /// How many criteria it takes, where all there is to do is to count the bits of one word.
    plain: Option<u32>,
    /// The selection by weight, where points are counted.
    by_weight: Vec<(u64, Selection)>,
    /// The points of each step of the scale, where points are counted.
    points: Vec<u64>,
    /// Its anchor.
    pub(crate) source: Id,
}

packed!(struct Tally { shape, selection, step, or_reasoned, need, plain, by_weight, points, source });

/// What a tally must come to.
#[derive(Clone, Copy, Debug)]
enum Need {
    /// This part of the criteria; so many where none is left out.
    Part(Part, u32),
    /// So many points.
    Points(u64),
    /// So many in a hundred of the most there could be.
    Percent(u64),
}

packed!(enum Need { 0 => Part(a, b), 1 => Points(a), 2 => Percent(a) });

/// What a tally comes to: criteria that count, or points.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Score {
    /// With every blank at its worst.
    pub(crate) low: u64,
    /// With every blank at its best.
    pub(crate) high: u64,
    /// What it must come to; more than it could where nothing is left to count.
    pub(crate) needed: u64,
    /// The most it could come to.
    pub(crate) most: u64,
    /// Criteria that are blank.
    pub(crate) blank: u32,
    /// Criteria that count at all.
    pub(crate) of: u32,
}

impl Score {
    /// Whether it is enough.
    pub(crate) fn holds(&self) -> Bounds<bool> {
        Bounds { level: self.low >= self.needed, could_reach: self.high >= self.needed }
    }
}

impl Tally {
    /// Compiles a shape that counts ratings; `None` for any other.
    ///
    /// It looks at the criteria of `section`, or of all sections, as they are selected at `level`.
    pub(crate) fn new(scheme: &Scheme, section: Option<usize>, level: Rank, test: &Test) -> Option<Self> {
        let step = |rating: &Id| scheme.rating_index(rating).unwrap_or(1).max(1);
        let counted = |shape: Shape, rated: &Id, of: Part, or_reasoned: bool, selector: &Selector, source: &Id| {
            let selection = Selection::of(select(scheme, selector, section, level).map(|at| at.0));
            let needed = of.needed(selection.of);
            Self {
                shape,
                step: step(rated),
                or_reasoned,
                need: Need::Part(of, needed),
                plain: Some(needed).filter(|_| !or_reasoned && selection.of > 0 && selection.rest.is_empty()),
                selection,
                by_weight: Vec::new(),
                points: Vec::new(),
                source: source.clone(),
            }
        };
        Some(match test {
            Test::Share(share) => {
                counted(Shape::Share, &share.rated, share.of, share.or_reasoned, &share.selector, &share.source)
            }
            Test::NoneBelow(below) => {
                counted(Shape::NoneBelow, &below.rated, Part::All, false, &below.selector, &below.source)
            }
            Test::Points(points) => {
                let selected: Vec<(usize, u64)> = select(scheme, &points.selector, section, level).collect();
                let mut by_weight: Vec<(u64, Selection)> = Vec::new();
                for &(_, weight) in &selected {
                    if !by_weight.iter().any(|&(other, _)| other == weight) {
                        let same = selected.iter().filter(|&&(_, other)| other == weight);
                        by_weight.push((weight, Selection::of(same.map(|&(place, _)| place))));
                    }
                }
                Self {
                    shape: Shape::Points,
                    step: 1,
                    or_reasoned: false,
                    need: match points.at_least {
                        PointsNeeded::Count(count) => Need::Points(u64::from(count)),
                        PointsNeeded::Percent(percent) => Need::Percent(u64::from(percent)),
                    },
                    plain: None,
                    selection: Selection::of(selected.iter().map(|&(place, _)| place)),
                    by_weight,
                    points: scheme.points().map(u64::from).collect(),
                    source: points.source.clone(),
                }
            }
            _ => return None,
        })
    }

    /// Whether the tally comes to enough, with every blank at its worst and at its best.
    #[inline]
    pub(crate) fn holds(&self, answers: &Answers) -> Bounds<bool> {
        let Some(needed) = self.plain.filter(|_| !answers.leaves_out()) else {
            return self.score(answers).holds();
        };
        let span = &self.selection.first;
        let reached = answers.reached_word(self.step, span.word);
        let could = reached | !answers.known_word(span.word);
        Bounds {
            level: (reached & span.mask).count_ones() >= needed,
            could_reach: (could & span.mask).count_ones() >= needed,
        }
    }

    /// What the tally comes to.
    #[inline(never)]
    pub(crate) fn score(&self, answers: &Answers) -> Score {
        let left_out = if answers.leaves_out() { self.selection.within(answers.left_out()) } else { 0 };
        let of = self.selection.of.saturating_sub(left_out);
        let mut score = Score { blank: self.blank(&self.selection, answers), of, ..Score::default() };
        if self.shape == Shape::Points {
            self.count_points(answers, &mut score);
        } else {
            let met = if self.or_reasoned {
                self.selection.sum(|span| {
                    let word = |set: &[u64]| set.get(span.word).copied().unwrap_or_default();
                    let counts =
                        word(answers.reached(self.step)) | (word(answers.reasoned()) & !word(answers.left_out()));
                    (counts & span.mask).count_ones()
                })
            } else {
                self.selection.within(answers.reached(self.step))
            };
            score.low = u64::from(met);
            score.high = score.low.saturating_add(u64::from(score.blank));
            score.most = u64::from(of);
        }
        score.needed = match self.need {
            _ if of == 0 => u64::MAX,
            Need::Part(_, needed) if left_out == 0 => u64::from(needed),
            Need::Part(part, _) => u64::from(part.needed(of)),
            Need::Points(needed) => needed,
            Need::Percent(percent) => percent.saturating_mul(score.most).div_ceil(100),
        };
        score
    }

    /// How many of the selected criteria are blank, and could still count.
    fn blank(&self, selection: &Selection, answers: &Answers) -> u32 {
        selection.sum(|span| {
            let word = |set: &[u64]| set.get(span.word).copied().unwrap_or_default();
            let settled = word(answers.known()) | if self.or_reasoned { word(answers.reasoned()) } else { 0 };
            (!settled & span.mask).count_ones()
        })
    }

    fn count_points(&self, answers: &Answers, score: &mut Score) {
        let lowest = self.points.first().copied().unwrap_or_default();
        let highest = self.points.last().copied().unwrap_or_default();
        for (weight, selection) in &self.by_weight {
            let left_out = selection.within(answers.left_out());
            let of = u64::from(selection.of.saturating_sub(left_out));
            let times = |count: u64, points: u64| count.saturating_mul(points).saturating_mul(*weight);
            let mut low = times(of, lowest);
            for (step, pair) in (1..).zip(self.points.windows(2)) {
                if let [below, here] = pair {
                    low = low.saturating_add(times(
                        u64::from(selection.within(answers.reached(step))),
                        here.saturating_sub(*below),
                    ));
                }
            }
            let blank = u64::from(self.blank(selection, answers));
            score.low = score.low.saturating_add(low);
            score.high = score.high.saturating_add(low).saturating_add(times(blank, highest.saturating_sub(lowest)));
            score.most = score.most.saturating_add(times(of, highest));
        }
    }

    /// What a criterion adds to the score when rated at `step`.
    pub(crate) fn worth(&self, criterion: usize, step: usize, answers: &Answers) -> u64 {
        if self.shape == Shape::Points {
            let weight = self.by_weight.iter().find(|(_, selection)| selection.has(criterion));
            let points = self.points.get(step).copied().unwrap_or_default();
            return weight.map_or(0, |(weight, _)| weight.saturating_mul(points));
        }
        let reasoned = self.or_reasoned && answers.is_reasoned(criterion);
        u64::from(self.selection.has(criterion) && (step >= self.step || reasoned))
    }
}

/// The criteria that a selector picks at a level, with their weights: places in scheme order.
pub(crate) fn select<'a>(
    scheme: &'a Scheme,
    selector: &'a Selector,
    section: Option<usize>,
    level: Rank,
) -> impl Iterator<Item = (usize, u64)> + 'a {
    let of_sections = scheme.sections.iter().enumerate().flat_map(|(index, section)| {
        let criteria = section.criteria.iter();
        criteria.map(move |criterion| (index, section, criterion))
    });
    of_sections.zip(0..).filter_map(move |((index, of, criterion), place)| {
        let here = section.is_none_or(|section| section == index);
        let weight = u64::from(of.weight).saturating_mul(u64::from(criterion.weight));
        (here && selector.picks(scheme, of, criterion, level.index())).then_some((place, weight))
    })
}
