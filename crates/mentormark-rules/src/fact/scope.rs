//! What names mean: turns an expression with names into one that can be worked out, and finds what is wrong with it on the way.

use alloc::{boxed::Box, format, vec::Vec};

use super::{
    Packed,
    expression::{AS_OF, CompiledExpression, Expression, Operation},
    ratio::Ratio,
};
use crate::{
    Code, Date, Refusal,
    json::child,
    scheme::facts::{Derived, Fact},
};

/// The most parts of an expression, those of its derived facts counted in.
const MOST_PARTS: usize = 256;
/// No date that is worked out is further from 1970 than so many days, about 2,700 years.
const MOST_DAYS: i64 = 1_000_000;

/// The facts and the derived facts that may be named, and those that were.
pub(crate) struct Scope<'s> {
    pub(crate) facts: &'s [Fact],
    /// Those after the one looked at are not to be named.
    derived: &'s [Derived],
    all_derived: &'s [Derived],
    /// Every fact named, as often as it was; the day judged on stands after the last fact.
    pub(crate) used: Vec<usize>,
    parts: usize,
    pub(crate) faults: Vec<Refusal>,
}

/// An expression compiled, and what is known of it whatever the facts.
#[derive(Clone, Debug)]
pub(crate) struct Known {
    pub(crate) expression: CompiledExpression,
    /// Whether it is a date; else it is a number.
    pub(crate) is_date: bool,
    /// Its least and greatest values over the limits of all facts.
    pub(crate) range: (Ratio, Ratio),
    /// No value has a greater denominator.
    pub(crate) denominator: i64,
    /// Whether it moves by at most 1 where a fact moves by 1, or by a day.
    is_smooth: bool,
}

impl Known {
    pub(crate) fn constant(value: i64, is_date: bool) -> Self {
        let value = Ratio::whole(value);
        let expression = CompiledExpression::Constant(value);
        Self { expression, is_date, range: (value, value), denominator: 1, is_smooth: true }
    }

    /// Whether it takes every whole number between its least and its greatest value, and no other number.
    pub(crate) fn is_gapless(&self) -> bool {
        self.is_smooth && self.denominator == 1
    }
}

/// The limits of every fact, and those of the day judged on after them.
pub(crate) fn limits(facts: &[Fact]) -> Vec<(Packed, Packed)> {
    facts.iter().map(|fact| fact.kind.limits()).chain([as_of_limits()]).collect()
}

fn as_of_limits() -> (Packed, Packed) {
    (Date::FIRST.day_number(), Date::LAST.day_number())
}

impl<'s> Scope<'s> {
    /// With the first `derived` of the derived facts to be named.
    pub(crate) fn new(facts: &'s [Fact], all_derived: &'s [Derived], derived: usize) -> Self {
        let derived = all_derived.get(..derived).unwrap_or(all_derived);
        Self { facts, derived, all_derived, used: Vec::new(), parts: 0, faults: Vec::new() }
    }

    pub(crate) fn refuse(&mut self, code: Code, pointer: &str, message: impl Into<alloc::string::String>) {
        self.faults.push(Refusal::new(code, pointer, message));
    }

    /// The place of the day judged on, after the last fact.
    pub(crate) fn as_of(&self) -> usize {
        self.facts.len()
    }

    /// How many facts were named so far, the day judged on left out.
    pub(crate) fn facts_used(&self) -> usize {
        self.used.iter().filter(|&&fact| fact != self.as_of()).count()
    }

    /// Notes what can only be told of the whole: that a fact stands in it twice, or that it is too long.
    pub(crate) fn close(&mut self, pointer: &str) {
        if self.parts > MOST_PARTS {
            let message = format!("this has more than {MOST_PARTS} parts, derived facts written out: make it shorter");
            self.refuse(Code::TooManyEntries, pointer, message);
            return;
        }
        let facts = self.facts;
        for (index, fact) in facts.iter().enumerate() {
            if self.used.iter().filter(|&&used| used == index).count() > 1 {
                let message = format!(
                    "`{}` stands here twice, derived facts written out: rearrange it so that the fact stands once",
                    fact.id
                );
                self.refuse(Code::FactUsedTwice, pointer, message);
            }
        }
    }

    /// Compiles an expression; `None` where something is wrong with it, which is noted here or where a derived fact stands.
    pub(crate) fn compile(&mut self, expression: &Expression, pointer: &str) -> Option<Known> {
        self.parts = self.parts.saturating_add(1);
        if self.parts > MOST_PARTS {
            return None;
        }
        match expression {
            Expression::Whole(number) => Some(Known::constant(*number, false)),
            Expression::Date(date) => Some(Known::constant(date.day_number(), true)),
            Expression::Name(name) => self.named(name, pointer),
            Expression::Of(operation, parts) => {
                let key = operation.name();
                let is_list = !matches!(operation, Operation::Round(_));
                let mut known = Vec::with_capacity(parts.len());
                for (i, part) in parts.iter().enumerate() {
                    let pointer = if is_list { format!("{pointer}/{key}/{i}") } else { child(pointer, key) };
                    // All parts are looked at, so that all faults are found.
                    let part = self.compile(part, &pointer);
                    let wanted = operation
                        .takes_dates()
                        .or(known.first().and_then(|first: &Option<Known>| first.as_ref().map(|first| first.is_date)));
                    known.push(part.filter(|part| self.is_kind(part, wanted.unwrap_or(part.is_date), &pointer)));
                }
                let known: Option<Vec<Known>> = known.into_iter().collect();
                self.combine(*operation, known?, pointer)
            }
        }
    }

    /// Whether it is a date where it should be, or a number; else that is noted.
    pub(crate) fn is_kind(&mut self, known: &Known, is_date: bool, pointer: &str) -> bool {
        if known.is_date != is_date {
            let (is, wanted) = if is_date { ("a number", "a date") } else { ("a date", "a number") };
            let message = format!("this is {is}, where {wanted} belongs: name a fact that is {wanted}, or write one");
            self.refuse(Code::WrongFactKind, pointer, message);
        }
        known.is_date == is_date
    }

    fn named(&mut self, name: &str, pointer: &str) -> Option<Known> {
        let index = self.facts.iter().position(|fact| fact.id == *name);
        let fact = if name == AS_OF { Some((self.facts.len(), true)) } else { None };
        let fact = fact.or_else(|| {
            let index = index?;
            Some((index, self.facts.get(index)?.kind.is_date()?))
        });
        if let Some((index, is_date)) = fact {
            self.used.push(index);
            let (least, most) = self.facts.get(index).map_or_else(as_of_limits, |fact| fact.kind.limits());
            let range = (Ratio::whole(least), Ratio::whole(most));
            let expression = CompiledExpression::Fact(index);
            return Some(Known { expression, is_date, range, denominator: 1, is_smooth: true });
        }
        if let Some(place) = self.derived.iter().position(|derived| derived.id == *name) {
            let value = &self.derived.get(place)?.value;
            // What is wrong with a derived fact is noted where it stands.
            let faults = core::mem::take(&mut self.faults);
            let all = self.derived;
            let derived = core::mem::replace(&mut self.derived, all.get(..place).unwrap_or_default());
            let mut within = core::mem::take(&mut self.used);
            let known = self.compile(value, pointer);
            core::mem::swap(&mut self.used, &mut within);
            within.sort_unstable();
            within.dedup();
            self.used.append(&mut within);
            self.derived = derived;
            self.faults = faults;
            return known;
        }
        if let Some(fact) = index.and_then(|index| self.facts.get(index)) {
            let (kind, keys) = fact.kind.compared();
            let message =
                format!("`{name}` is {kind}, neither a number nor a date: name one that is, or compare it by {keys}");
            self.refuse(Code::WrongFactKind, pointer, message);
        } else if self.all_derived.iter().any(|derived| derived.id == *name) {
            let message = format!("`{name}` is not derived yet: what is named must stand further up");
            self.refuse(Code::DerivedTooLate, pointer, message);
        } else {
            let how = if name.bytes().all(|byte| byte.is_ascii_digit()) {
                "write a number without quotes"
            } else {
                "name one of those under `facts` or `derived`"
            };
            let message = format!("there is no fact `{name}`: {how}");
            let known = self.facts.iter().map(|fact| &*fact.id).chain(self.derived.iter().map(|derived| &*derived.id));
            let known = known.chain([AS_OF]);
            self.faults.push(Refusal::new(Code::UnknownFact, pointer, message).suggesting(name, known));
        }
        None
    }

    /// What is known of parts taken together.
    ///
    /// No number that comes up, before it is brought to lowest terms, leaves 64 bits: the numerator of a value is at most its
    /// magnitude times its denominator, and both bounds are multiplied through.
    pub(crate) fn combine(&mut self, operation: Operation, parts: Vec<Known>, pointer: &str) -> Option<Known> {
        let mut known = parts.iter();
        let mut sum = known.next()?.clone();
        for part in known {
            if operation == Operation::Ratio && part.range.0 <= Ratio::ZERO && part.range.1 >= Ratio::ZERO {
                self.refuse(
                    Code::RatioByZero,
                    pointer,
                    "this could divide by nought: let what it divides by start above 0",
                );
                return None;
            }
            let Some(both) = together(operation, &sum, part) else {
                self.too_large(pointer);
                return None;
            };
            sum = both;
        }
        sum.range = (operation.alone(sum.range.0), operation.alone(sum.range.1));
        match operation {
            Operation::PlusMonths(_) => {
                sum.is_smooth = sum.range.0 == sum.range.1;
                if sum.range.0 < Ratio::whole(-MOST_DAYS) || sum.range.1 > Ratio::whole(MOST_DAYS) {
                    self.too_large(pointer);
                    return None;
                }
            }
            Operation::Round(_) => sum.denominator = 1,
            _ => {}
        }
        if let Some(is_date) = operation.takes_dates() {
            sum.is_date = is_date && matches!(operation, Operation::PlusMonths(_));
        }
        sum.expression =
            CompiledExpression::Of(operation, parts.into_iter().map(|part| part.expression).collect::<Box<[_]>>());
        Some(sum)
    }

    fn too_large(&mut self, pointer: &str) {
        let message = "this could become too large to be worked out exactly: give its facts narrower limits";
        self.refuse(Code::NumberTooLarge, pointer, message);
    }
}

/// What is known of two parts taken together; `None` where a number could leave 64 bits.
fn together(operation: Operation, one: &Known, other: &Known) -> Option<Known> {
    let magnitude = |known: &Known| Some(known.range.0.magnitude()?.max(known.range.1.magnitude()?));
    let (high, other_high) = (magnitude(one)?, magnitude(other)?);
    let denominators = one.denominator.checked_mul(other.denominator)?;
    let is_constant = |known: &Known| known.range.0 == known.range.1;
    let (greatest, denominator, is_smooth) = match operation {
        Operation::Least | Operation::Greatest => (high.max(other_high), one.denominator.max(other.denominator), true),
        Operation::MonthsBetween => (high.max(other_high), 1, true),
        Operation::Product => (high.checked_mul(other_high)?, denominators, false),
        Operation::Ratio => {
            let denominator = one.denominator.checked_mul(other_high)?.checked_mul(other.denominator)?;
            let divides = is_constant(other) && other_high >= 1 && other.denominator == 1;
            (high, denominator, divides)
        }
        _ => (high.checked_add(other_high)?, denominators, true),
    };
    // Both the numerators before lowest terms and those that later operations start from stay below this.
    greatest.checked_mul(denominators)?.checked_mul(2)?;
    let range = operation.over(one.range, other.range)?;
    let is_smooth = range.0 == range.1 || (is_smooth && one.is_smooth && other.is_smooth);
    Some(Known { range, denominator, is_smooth, ..one.clone() })
}
