//! What a case comes to in each way in which its blank facts can come out.
//!
//! There may be thousands of ways, but to a section most of them are the same: it looks at few comparisons. So what a section comes to
//! is worked out once for all ways in which those come out the same.

use alloc::vec::Vec;

use crate::{
    Bounds, Case, Plan, Rank,
    case::Programme,
    fact::Truths,
    plan::{section_level, widened},
    rule::{
        sections::{Levels, SectionLevel},
        test::Asking,
    },
};

/// What was worked out for each section, by the comparisons that hold.
#[derive(Clone, Debug)]
pub(crate) struct Memo<T> {
    sections: Vec<Known<T>>,
}

/// What was worked out for one section.
#[derive(Clone, Debug)]
struct Known<T> {
    known: Vec<(Truths, T)>,
    /// The place that was asked about last. In the next way most sections see the same.
    last: usize,
}

impl<T> Memo<T> {
    /// Nothing yet, of so many sections.
    pub(crate) fn new(sections: usize) -> Self {
        Self { sections: (0..sections).map(|_| Known { known: Vec::new(), last: 0 }).collect() }
    }

    /// What was asked about last of a section.
    pub(crate) fn last(&self, section: usize) -> Option<&T> {
        let section = self.sections.get(section)?;
        section.known.get(section.last).map(|(_, known)| known)
    }

    /// What there is for a section where the same of the comparisons `on` hold, worked out by `make` if it was not yet.
    pub(crate) fn ask(
        &mut self,
        section: usize,
        truths: &Truths,
        on: &Truths,
        make: &mut dyn FnMut() -> T,
    ) -> Option<&T> {
        let Known { known, last } = self.sections.get_mut(section)?;
        if known.get(*last).is_none_or(|(known, _)| !known.agree(truths, on)) {
            *last = known.iter().position(|(known, _)| known.agree(truths, on)).unwrap_or(known.len());
            if *last == known.len() {
                known.push((truths.clone(), make()));
            }
        }
        known.get(*last).map(|(_, known)| known)
    }
}

/// What a case comes to in each way.
#[derive(Clone, Debug, Default)]
pub(crate) struct Survey {
    /// What the ratings earn in each way.
    pub(crate) qualities: Vec<Bounds<Option<Rank>>>,
    /// What each programme comes to; none where there is one way.
    programmes: Vec<Surveyed>,
}

#[derive(Clone, Debug)]
struct Surveyed {
    /// What its ratings earn, over every way.
    quality: Option<Bounds<Option<Rank>>>,
    sections: Memo<SectionLevel>,
}

impl Survey {
    /// What the ratings of a programme earn over every way; `None` where there is one way.
    pub(crate) fn quality(&self, programme: usize) -> Option<Bounds<Option<Rank>>> {
        self.programmes.get(programme)?.quality
    }

    /// What a section of a programme comes to over every way; `None` where there is one way.
    pub(crate) fn section(&self, programme: usize, section: usize) -> Option<Bounds<Option<Rank>>> {
        let found = self.programmes.get(programme)?.sections.sections.get(section)?;
        found.known.iter().fold(None, |so_far, (_, level)| Some(widened(so_far, level.bounds)))
    }
}

impl Plan {
    /// What a case comes to in each of some ways.
    pub(crate) fn survey(&self, case: &Case, ways: &[&Truths]) -> Survey {
        if let [only] = ways {
            return Survey { qualities: [self.quality(case, only)].into(), programmes: Vec::new() };
        }
        let blank = |_: &Programme| Surveyed { quality: None, sections: Memo::new(self.sections().len()) };
        let mut programmes: Vec<Surveyed> = case.programmes.iter().map(blank).collect();
        let mut levels = Levels::default();
        let mut quality = |truths: &&Truths| {
            let each = case.programmes.iter().zip(&mut programmes).map(|(programme, surveyed)| {
                let quality = self.quality_in(programme, case, truths, surveyed, &mut levels);
                surveyed.quality = Some(widened(surveyed.quality, quality));
                quality
            });
            self.combine(case.programmes.len(), each)
        };
        let qualities = ways.iter().map(&mut quality).collect();
        Survey { qualities, programmes }
    }

    /// What the ratings of a programme earn in one of several ways; `levels` is room for what its sections come to.
    fn quality_in(
        &self,
        programme: &Programme,
        case: &Case,
        truths: &Truths,
        surveyed: &mut Surveyed,
        levels: &mut Levels,
    ) -> Bounds<Option<Rank>> {
        levels.clear();
        let asking = Asking { answers: &programme.answers, truths, awards: &case.awards, levels: None };
        for (index, section) in self.sections().iter().enumerate() {
            let level = surveyed.sections.ask(index, truths, &section.looks_at, &mut || {
                let answers = self.concerned(&programme.answers, case, truths);
                section_level(section, Asking { answers: &answers, ..asking })
            });
            if let Some(&level) = level {
                levels.add(level, true);
            }
        }
        let asking = Asking { levels: Some(levels), ..asking };
        if self.award.looks_at_ratings() {
            let answers = self.concerned(&programme.answers, case, truths);
            return self.award.level(Asking { answers: &answers, ..asking });
        }
        self.award.level(asking)
    }
}
