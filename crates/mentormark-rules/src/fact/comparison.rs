//! Comparisons: a fact, or what is worked out from facts, is as it should be.

use crate::packed::packed;
use alloc::{format, vec, vec::Vec};

use serde::{Serialize, Serializer};

use super::{
    Limits,
    expression::{self, CompiledExpression, Expression, MOST_WHOLE, Operation},
    ratio::{Ratio, RoundTo},
    scope::{Known, Scope},
};
use crate::{
    Code, Date, Id, Refusal,
    json::{Node, Object},
    scheme::facts::{Fact, FactKind},
};

/// How a fact, or what is worked out from facts, should be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Comparison {
    /// A number or a date within ends. All that are given must hold.
    Range {
        /// The number or the date.
        fact: Expression,
        /// It is this or more; on this day or after.
        #[serde(skip_serializing_if = "Option::is_none")]
        at_least: Option<Expression>,
        /// It is this or less; on this day or before.
        #[serde(skip_serializing_if = "Option::is_none")]
        at_most: Option<Expression>,
        /// It is more than this; after this day.
        #[serde(skip_serializing_if = "Option::is_none")]
        more_than: Option<Expression>,
        /// It is less than this; before this day.
        #[serde(skip_serializing_if = "Option::is_none")]
        less_than: Option<Expression>,
        /// It is near to a number. Never beside the other ends.
        #[serde(skip_serializing_if = "Option::is_none")]
        within: Option<Within>,
    },
    /// A yes-no fact or a choice is so.
    Is {
        /// The fact.
        fact: Id,
        /// What it is.
        #[serde(rename = "is")]
        value: Answer,
    },
    /// A choice is one of some options.
    IsOneOf {
        /// The fact.
        fact: Id,
        /// The options, at least one.
        #[serde(rename = "is_one_of")]
        options: Vec<Id>,
    },
    /// A list of options has this one.
    Includes {
        /// The fact.
        fact: Id,
        /// The option.
        #[serde(rename = "includes")]
        option: Id,
    },
}

packed!(enum Comparison { 0 => Range { fact, at_least, at_most, more_than, less_than, within }, 1 => Is { fact, value }, 2 => IsOneOf { fact, options }, 3 => Includes { fact, option } });

/// Near to a number, compared exactly: at least 90 % and at most 110 % of `of`, where `percent` is 10.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Within {
    /// The number, 1 or more.
    pub of: i64,
    /// By how many in a hundred it may be less or more, 0 to 100.
    pub percent: u8,
}

packed!(struct Within { of, percent });

/// What a yes-no fact or a choice is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// Yes, or no.
    Flag(bool),
    /// This option.
    Option(Id),
}

packed!(enum Answer { 0 => Flag(a), 1 => Option(a) });

impl Serialize for Answer {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Flag(flag) => serializer.serialize_bool(*flag),
            Self::Option(option) => option.serialize(serializer),
        }
    }
}

impl Comparison {
    /// That a number is at least so much.
    pub(crate) fn at_least(fact: Expression, least: Expression) -> Self {
        Self::Range { fact, at_least: Some(least), at_most: None, more_than: None, less_than: None, within: None }
    }

    /// That a date is this day or a later one.
    pub(crate) fn on_or_after(fact: Expression, day: Date) -> Self {
        Self::at_least(fact, Expression::Date(day))
    }
}

/// The keys of a comparison.
pub(crate) const COMPARISON_KEYS: &[&str] =
    &["fact", "at_least", "at_most", "more_than", "less_than", "within", "is", "is_one_of", "includes"];
/// The key of each end, whether the value is to be above it, and whether it is to be past it.
const ENDS: [(&str, bool, bool); 4] =
    [("at_least", true, false), ("at_most", false, true), ("more_than", true, true), ("less_than", false, false)];

/// Reads a comparison from among the fields of an object.
pub(crate) fn read(object: &Object<'_>) -> Comparison {
    let mut shapes = ["is", "is_one_of", "includes", "within"].into_iter().filter_map(|key| object.optional(key));
    let shape = shapes.next();
    let ends = ENDS.iter().filter_map(|(key, ..)| object.optional(key)).filter(|_| shape.is_some());
    for node in shapes.chain(ends) {
        node.refuse(Code::TwoShapes, "two ways to compare stand side by side: keep one, or put both under `all`");
    }
    let id = |key| object.optional(key).and_then(|node| node.id());
    let fact = || object.id("fact");
    let is = object.optional("is");
    if let Some(node) = is.as_ref().filter(|node| node.is_whole()) {
        let message = "this must be an option, true or false, not a whole number: write `at_least` or another end";
        node.refuse(Code::WrongType, message);
    } else if let Some(node) = is {
        let value = if node.is_text() {
            node.id().map(Answer::Option)
        } else if node.is_list() {
            node.refuse(Code::WrongType, "this must be one option, not a list: write `is_one_of` for several");
            None
        } else {
            node.flag().map(Answer::Flag)
        };
        return Comparison::Is { fact: fact(), value: value.unwrap_or(Answer::Flag(false)) };
    }
    if object.optional("is_one_of").is_some() {
        let options = object.filled_list("is_one_of").iter().map(|node| node.id().unwrap_or_default()).collect();
        return Comparison::IsOneOf { fact: fact(), options };
    }
    if let Some(option) = id("includes") {
        return Comparison::Includes { fact: fact(), option };
    }
    let expression = |key| object.optional(key).as_ref().map(expression::read);
    let node = object.required("fact");
    if let Some(node) = &node
        && shape.is_none()
        && ENDS.iter().all(|(key, ..)| object.optional(key).is_none())
    {
        node.refuse(
            Code::MissingField,
            "this is compared with nothing: add `at_least`, `at_most`, `is` or another comparison",
        );
    }
    Comparison::Range {
        fact: node.as_ref().map_or(Expression::Whole(0), expression::read),
        at_least: expression("at_least"),
        at_most: expression("at_most"),
        more_than: expression("more_than"),
        less_than: expression("less_than"),
        within: object.optional("within").as_ref().map(within),
    }
}

fn within(node: &Node<'_>) -> Within {
    let object = node.fields(&["of", "percent"]);
    let percent = u8::try_from(object.whole("percent", 0, 100)).unwrap_or_default();
    Within { of: object.whole("of", 1, MOST_WHOLE), percent }
}

/// A comparison compiled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Compared {
    /// The facts that it looks at, rising, each once; never the day judged on.
    pub(crate) facts: Vec<usize>,
    pub(crate) by: By,
}

packed!(struct Compared { facts, by });

/// How facts are compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum By {
    /// The value is on the right side of every end. Only where one end is all there is may facts stand in it; then the value is what
    /// is left without it, and the end is nought.
    Ends(CompiledExpression, Vec<End>),
    /// The value, a place below 64, is among these bits.
    Among(u64),
    /// The value, itself bits, has this one.
    Has(u64),
}

packed!(enum By { 0 => Ends(a, b), 1 => Among(a), 2 => Has(a) });

/// One end of a comparison.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct End {
    pub(super) than: CompiledExpression,
    /// Whether the value is to be past the cut.
    pub(crate) is_above: bool,
    pub(super) is_open: bool,
}

packed!(struct End { than, is_above, is_open });

/// Where an end cuts through the values: they are past it where they are greater, or the same and the cut is not open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Cut {
    at: Ratio,
    is_open: bool,
}

impl Cut {
    /// The number that a cut between whole numbers stands at, the least one past it.
    pub(crate) fn at(self) -> i64 {
        self.at.numerator()
    }

    /// Whether a value is past the cut.
    pub(crate) fn is_passed(self, value: Ratio) -> bool {
        value > self.at || (value == self.at && !self.is_open)
    }

    /// The cut that does the same to whole numbers, and is not open.
    pub(crate) fn whole(self) -> Self {
        let at = if self.is_open { self.at.round(RoundTo::Down).saturating_add(1) } else { self.at.round(RoundTo::Up) };
        Self { at: Ratio::whole(at), is_open: false }
    }
}

impl End {
    /// Whether it cuts where another does, on whichever side the values are to be.
    pub(crate) fn cuts_like(&self, other: &Self) -> bool {
        self.than == other.than && self.is_open == other.is_open
    }

    /// Where it cuts on the day judged on, which is the last of the limits.
    pub(crate) fn cut(&self, limits: &Limits) -> Cut {
        Cut { at: self.than.value(limits), is_open: self.is_open }
    }
}

impl Compared {
    /// Whether it holds where limits leave one value to each of its facts.
    pub(crate) fn holds(&self, limits: &Limits) -> bool {
        let bits = || {
            let fact = self.facts.first().and_then(|&fact| limits.get(fact));
            fact.and_then(|&(value, _)| u64::try_from(value).ok()).unwrap_or_default()
        };
        match &self.by {
            By::Ends(value, ends) => {
                let value = value.value(limits);
                ends.iter().all(|end| end.cut(limits).is_passed(value) == end.is_above)
            }
            By::Among(places) => {
                u32::try_from(bits()).ok().and_then(|place| places.checked_shr(place)).is_some_and(|bits| bits & 1 == 1)
            }
            By::Has(bit) => bits() & bit != 0,
        }
    }

    /// Whether several facts are worked out together, so that blanks in it are told by the whole.
    pub(crate) fn takes_several(&self) -> bool {
        self.facts.len() > 1
    }
}

/// Compiles a comparison; `None` where something is wrong with it, which is noted here or where a derived fact stands.
pub(crate) fn compile(
    scope: &mut Scope<'_>,
    comparison: &Comparison,
    pointer: &str,
) -> Option<(Compared, Option<Known>)> {
    let (fact, by) = match comparison {
        Comparison::Range { .. } => return compile_range(scope, comparison, pointer),
        Comparison::Is { fact, value: Answer::Flag(flag) } => {
            let (index, fact) = scope.asked(fact, pointer)?;
            if !matches!(fact.kind, FactKind::YesNo) {
                scope.wrong_kind(fact, "true or false", pointer);
                return None;
            }
            (index, By::Among(if *flag { 2 } else { 1 }))
        }
        Comparison::Is { fact, value: Answer::Option(option) } => {
            let (index, options) = scope.choice(fact, pointer)?;
            (index, By::Among(scope.option(options, option, &format!("{pointer}/is"))?))
        }
        Comparison::IsOneOf { fact, options: listed } => {
            let (index, options) = scope.choice(fact, pointer)?;
            let mut among = 0;
            for (i, option) in listed.iter().enumerate() {
                let pointer = format!("{pointer}/is_one_of/{i}");
                let bit = scope.option(options, option, &pointer).unwrap_or_default();
                if among & bit != 0 {
                    scope.refuse(Code::DuplicateOption, &pointer, format!("`{option}` stands twice: keep one"));
                }
                among |= bit;
            }
            (index, By::Among(among))
        }
        Comparison::Includes { fact, option } => {
            let (index, fact) = scope.asked(fact, pointer)?;
            let FactKind::Choices { options } = &fact.kind else {
                scope.wrong_kind(fact, "a list of options", pointer);
                return None;
            };
            (index, By::Has(scope.option(options, option, &format!("{pointer}/includes"))?))
        }
    };
    Some((Compared { facts: vec![fact], by }, None))
}

impl<'s> Scope<'s> {
    /// A fact that is not compared by its size.
    fn asked(&mut self, name: &str, pointer: &str) -> Option<(usize, &'s Fact)> {
        let facts = self.facts;
        let found = facts.iter().enumerate().find(|(_, fact)| fact.id == *name);
        if found.is_none() {
            let message = format!("there is no fact `{name}`: name one of those under `facts`");
            let known = facts.iter().map(|fact| &*fact.id);
            self.faults
                .push(Refusal::new(Code::UnknownFact, format!("{pointer}/fact"), message).suggesting(name, known));
        }
        found
    }

    /// A fact that is one of some options.
    fn choice(&mut self, name: &str, pointer: &str) -> Option<(usize, &'s [Id])> {
        let (index, fact) = self.asked(name, pointer)?;
        if let FactKind::Choice { options } = &fact.kind {
            return Some((index, options));
        }
        self.wrong_kind(fact, "an option", pointer);
        None
    }

    fn wrong_kind(&mut self, fact: &Fact, is: &str, pointer: &str) {
        let (kind, keys) = fact.kind.compared();
        let message = format!("`{}` is {kind}, never {is}: compare it by {keys}", fact.id);
        self.refuse(Code::WrongFactKind, &format!("{pointer}/fact"), message);
    }

    /// The bit of an option.
    fn option(&mut self, options: &[Id], option: &str, pointer: &str) -> Option<u64> {
        let place = options.iter().position(|known| *known == *option);
        if place.is_none() {
            let message = format!("`{option}` is no option here: use one of the fact's `options`");
            let known = options.iter().map(|known| &**known);
            self.faults.push(Refusal::new(Code::UnknownOption, pointer, message).suggesting(option, known));
        }
        bit(place?)
    }
}

/// The bit at a place; `None` from the 64th on.
pub(crate) fn bit(place: usize) -> Option<u64> {
    1u64.checked_shl(u32::try_from(place).ok()?)
}

fn compile_range(scope: &mut Scope<'_>, comparison: &Comparison, pointer: &str) -> Option<(Compared, Option<Known>)> {
    let Comparison::Range { fact, at_least, at_most, more_than, less_than, within } = comparison else { return None };
    let value = scope.compile(fact, &format!("{pointer}/fact"));
    let facts_in_value = scope.facts_used();
    let mut ends = Vec::new();
    for ((key, is_above, is_open), than) in ENDS.iter().zip([at_least, at_most, more_than, less_than]) {
        let Some(than) = than else { continue };
        let pointer = format!("{pointer}/{key}");
        let than = scope.compile(than, &pointer);
        let than = than.filter(|than| value.as_ref().is_none_or(|value| scope.is_kind(than, value.is_date, &pointer)));
        ends.push(than.map(|than| (than, *is_above, *is_open)));
    }
    scope.close(pointer);
    let mut value = value?;
    let ends: Option<Vec<(Known, bool, bool)>> = ends.into_iter().collect();
    let mut ends = ends?;
    if scope.facts_used() > facts_in_value {
        let Ok([(than, is_above, is_open)]) = <[_; 1]>::try_from(ends) else {
            let message = "ends that name facts stand one to a comparison: put each into one of its own, under `all`";
            scope.refuse(Code::FactsEntangled, pointer, message);
            return None;
        };
        // Of dates, days are left.
        value = scope.combine(Operation::Difference, vec![value, than], pointer)?;
        ends = vec![(Known::constant(0, false), is_above, is_open)];
    }
    let mut ends: Vec<End> =
        ends.into_iter().map(|(than, is_above, is_open)| End { than: than.expression, is_above, is_open }).collect();
    if let Some(within) = within {
        if !scope.is_kind(&value, false, &format!("{pointer}/fact")) {
            return None;
        }
        let percent = i64::from(within.percent);
        for (part, is_above) in [(100i64.saturating_sub(percent), true), (percent.saturating_add(100), false)] {
            let than = CompiledExpression::Constant(Ratio::new(within.of.checked_mul(part)?, 100)?);
            ends.push(End { than, is_above, is_open: !is_above });
        }
    }
    let mut facts: Vec<usize> = Vec::new();
    for &fact in scope.used.iter().filter(|&&fact| fact != scope.as_of()) {
        let place = facts.partition_point(|&other| other < fact);
        if facts.get(place) != Some(&fact) {
            facts.insert(place, fact);
        }
    }
    Some((Compared { facts, by: By::Ends(value.expression.clone(), ends) }, Some(value)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        fact::tests::{codes, comparison},
        json::canonical,
    };

    #[test]
    fn a_comparison_is_written_as_it_is_read() {
        for text in [
            r#"{"at_least":5,"fact":"a"}"#,
            r#"{"at_most":{"sum":["b",1]},"fact":{"product":["a",2]},"more_than":1}"#,
            r#"{"fact":"d","less_than":"as_of"}"#,
            r#"{"fact":"a","within":{"of":120,"percent":10}}"#,
            r#"{"fact":"y","is":true}"#,
            r#"{"fact":"c","is":"p"}"#,
            r#"{"fact":"c","is_one_of":["p","q"]}"#,
            r#"{"fact":"l","includes":"s"}"#,
        ] {
            assert_eq!(canonical(&comparison(text)), text);
        }
    }

    fn check(text: &str, expected: &[(Code, &str)]) {
        let (_, faults) = crate::fact::tests::read(text, |node| read(&node.fields(COMPARISON_KEYS)));
        assert_eq!(codes(&faults), expected, "{text}");
    }

    #[test]
    fn what_is_no_comparison_is_refused_where_it_stands() {
        check(r#"{"fact":"a"}"#, &[(Code::MissingField, "/fact")]);
        check(r#"{"at_least":1}"#, &[(Code::MissingField, "/fact")]);
        check(r#"{"fact":"a","at_least":null}"#, &[(Code::WrongType, "/at_least")]);
        check(r#"{"fact":"a","is":1}"#, &[(Code::WrongType, "/is")]);
        check(r#"{"fact":{"sum":[1]},"is":true}"#, &[(Code::WrongType, "/fact")]);
        check(r#"{"fact":"a","is_one_of":[]}"#, &[(Code::EmptyList, "/is_one_of")]);
        check(r#"{"fact":"a","is":true,"at_least":1}"#, &[(Code::TwoShapes, "/at_least")]);
        check(r#"{"fact":"a","is":"p","includes":"p"}"#, &[(Code::TwoShapes, "/includes")]);
        check(r#"{"fact":"a","within":{"of":1,"percent":1},"at_most":1}"#, &[(Code::TwoShapes, "/at_most")]);
        check(
            r#"{"fact":"a","within":{"of":0,"percent":101}}"#,
            &[(Code::NumberOutOfRange, "/within/percent"), (Code::NumberOutOfRange, "/within/of")],
        );
        check(r#"{"fact":"a","within":{"of":1}}"#, &[(Code::MissingField, "/within/percent")]);
    }

    #[test]
    fn a_cut_between_whole_numbers_does_the_same_to_them() {
        for numerator in -12..=12 {
            for is_open in [false, true] {
                let cut = Cut { at: Ratio::new(numerator, 4).unwrap(), is_open };
                for value in (-5..=5).map(Ratio::whole) {
                    assert_eq!(cut.is_passed(value), cut.whole().is_passed(value), "{value:?} {cut:?}");
                }
            }
        }
    }
}
