//! Ways: how comparisons can come out while some facts are blank.
//!
//! A blank fact's values fall into cells, within which every comparison that looks at no other blank comes out the same. Where
//! several blanks are worked out together, the value is somewhere between its least and its greatest over their cells, and the
//! checks see to it that each outcome between can come true.

use alloc::{vec, vec::Vec};

use super::{
    Limits, Packed, Truths,
    comparison::{By, Compared, Cut, End},
    expression::CompiledExpression,
    ratio::Ratio,
};

/// One consistent outcome of the comparisons asked about.
#[derive(Clone, Debug)]
pub(crate) struct Way {
    /// Which of them hold.
    pub(crate) truths: Truths,
    /// Its place in the order of all cells and outcomes.
    pub(super) place: usize,
    /// How many places it stands for, from its own on: more than one where whatever the last facts are makes no difference.
    span: usize,
    /// The facts and the places of ways that come about where that fact alone changes; each pair stands at one of the two.
    moves: Vec<(usize, usize)>,
}

/// The blank facts that can change `result`, rising: two ways of filling the blanks that differ in that fact alone give different
/// results.
///
/// Exact where no expression takes in more than two blank facts and no blank fact stands in two expressions. Otherwise it may name one
/// that could change the result only if the others could be elsewhere at once; none that can is left out.
pub(crate) fn needs<R: PartialEq>(ways: &[Way], result: impl Fn(&Truths) -> R) -> Vec<usize> {
    let results: Vec<R> = ways.iter().map(|way| result(&way.truths)).collect();
    differing(ways, &results)
}

/// The same, given the result of each way.
pub(crate) fn differing<R: PartialEq>(ways: &[Way], results: &[R]) -> Vec<usize> {
    let mut needs: Vec<usize> = Vec::new();
    for (way, mine) in ways.iter().zip(results) {
        for &(fact, place) in &way.moves {
            let at = needs.partition_point(|&need| need < fact);
            if needs.get(at) == Some(&fact) {
                continue;
            }
            let others = ways.partition_point(|other| other.place.saturating_add(other.span) <= place);
            let end = place.saturating_add(way.span);
            let mut others = ways.iter().zip(results).skip(others).take_while(|(other, _)| other.place < end);
            if others.any(|(_, other)| other != mine) {
                needs.insert(at, fact);
            }
        }
    }
    needs
}

/// A blank fact.
struct Axis {
    fact: usize,
    /// The comparisons in which it is the only blank.
    asked: Vec<usize>,
    /// The expression in which it stands beside other blanks.
    group: Option<usize>,
    /// Whether it stands in others too, of which only one is asked at a time.
    is_shared: bool,
    cells: Vec<Cell>,
    /// The cell looked at.
    at: usize,
    stride: usize,
}

/// Values of a blank fact that no comparison tells apart in which it is the only blank.
struct Cell {
    least: Packed,
    most: Packed,
    /// Those of the comparisons that hold there.
    truths: Truths,
}

/// An expression of several blank facts. Its outcome is how many of the cuts its value is past.
struct Group<'c> {
    value: &'c CompiledExpression,
    asked: Vec<(usize, &'c [End])>,
    /// Whether there are several cuts. Then they are told apart by whole numbers: the checks see to it that it has no other values,
    /// wherever it is compared.
    is_whole: bool,
    /// The cuts of all ends, rising.
    cuts: Vec<Cut>,
    /// The least and the greatest outcome in the box looked at, and the one looked at.
    least: usize,
    most: usize,
    at: usize,
    stride: usize,
}

/// How an outcome can change where one fact alone does, and by how many cells it moves.
struct Turn {
    from: usize,
    cells: usize,
    to: usize,
}

impl Group<'_> {
    /// The outcome at a value.
    fn outcome(&self, value: Ratio) -> usize {
        self.cuts.partition_point(|cut| cut.is_passed(value))
    }

    /// Where an end cuts.
    fn cut(&self, end: &End, limits: &Limits) -> Cut {
        let cut = end.cut(limits);
        if self.is_whole { cut.whole() } else { cut }
    }

    /// The cuts of all ends, rising, each once.
    fn all_cuts(&self, limits: &Limits) -> Vec<Cut> {
        let mut cuts = Vec::new();
        for end in self.asked.iter().flat_map(|(_, ends)| *ends) {
            insert(&mut cuts, self.cut(end, limits));
        }
        cuts
    }

    /// Whether a comparison with these ends holds at the outcome looked at.
    fn holds(&self, ends: &[End], limits: &Limits) -> bool {
        // The last cut that the value is past; each end cuts at one of them.
        let last = self.at.checked_sub(1).and_then(|at| self.cuts.get(at));
        ends.iter().all(|end| last.is_some_and(|last| *last >= self.cut(end, limits)) == end.is_above)
    }
}

/// Every way in which the comparisons `wanted` can come out while the facts keep to their limits, which are lost.
///
/// A fact is blank where its limits leave several values. There is one way where no fact that is looked at is blank.
pub(crate) fn ways(comparisons: &[Compared], limits: &mut Limits, wanted: &[usize]) -> Vec<Way> {
    each_way(comparisons, limits, wanted, &mut |_, _| {}, &|_, _| false)
}

/// The same, calling `look` for each way with the limits within which the facts lie there.
///
/// One way stands for all that differ in the last facts alone wherever `is_settled`, given which comparisons hold and which are open
/// there, says that those make no difference.
pub(crate) fn each_way(
    comparisons: &[Compared],
    limits: &mut Limits,
    wanted: &[usize],
    look: &mut dyn FnMut(&Truths, &Limits),
    is_settled: &dyn Fn(&Truths, &Truths) -> bool,
) -> Vec<Way> {
    let mut settled = Truths::default();
    let mut axes: Vec<Axis> = Vec::new();
    let mut groups: Vec<Group<'_>> = Vec::new();
    for &index in wanted {
        let Some(compared) = comparisons.get(index) else { continue };
        let is_blank = |fact: &usize| limits.get(*fact).is_some_and(|(least, most)| least < most);
        let blanks: Vec<usize> = compared.facts.iter().copied().filter(is_blank).collect();
        match (blanks.as_slice(), &compared.by) {
            ([], _) => {
                if compared.holds(limits) {
                    settled.add(index);
                }
            }
            ([_, _, ..], By::Ends(value, ends)) => {
                let group = group_of(&mut groups, value, (index, ends));
                for &fact in &blanks {
                    if let Some(axis) = axis_of(&mut axes, fact) {
                        axis.is_shared |= axis.group.is_some_and(|other| other != group);
                        axis.group = Some(group);
                    }
                }
            }
            (&[fact, ..], _) => {
                if let Some(axis) = axis_of(&mut axes, fact) {
                    axis.asked.push(index);
                }
            }
        }
    }
    let mut stride = 1usize;
    for group in groups.iter_mut().rev() {
        group.cuts = group.all_cuts(limits);
        group.is_whole = group.cuts.len() > 1;
        if group.is_whole {
            group.cuts = group.all_cuts(limits);
        }
        group.stride = stride;
        stride = stride.saturating_mul(group.cuts.len().saturating_add(1));
    }
    for axis in axes.iter_mut().rev() {
        axis.cells = cells(axis, comparisons, limits);
        axis.stride = stride;
        stride = stride.saturating_mul(axis.cells.len());
    }
    // The comparisons that are open until the axes from each on are looked at; there are none after the last.
    let mut open: Vec<Truths> = vec![Truths::default()];
    for axis in axes.iter().rev() {
        let mut more = Truths::of(&axis.asked);
        open.first().into_iter().for_each(|later| more.add_all(later));
        open.insert(0, more);
    }
    let mut ways = Vec::new();
    // Before this many axes are looked at, it is known not to be settled.
    let mut from = 0;
    loop {
        let before = ways.len();
        // How many axes are looked at before nothing that is left makes a difference. Groups are told by all of their facts.
        let looked_at =
            if groups.is_empty() { until_settled(&axes, &settled, &open, from, is_settled) } else { axes.len() };
        ways_in_box(&axes, looked_at, &mut groups, limits, &settled, &mut ways);
        ways.iter().skip(before).for_each(|way: &Way| look(&way.truths, limits));
        // The last axis counts fastest, so that places rise.
        let more = axes.iter_mut().enumerate().take(looked_at).rev().find_map(|(place, axis)| {
            axis.at = axis.at.saturating_add(1);
            let is_more = axis.at < axis.cells.len();
            if !is_more {
                axis.at = 0;
            }
            is_more.then_some(place)
        });
        match more {
            Some(place) => from = place.saturating_add(1),
            None => return ways,
        }
    }
}

/// How many axes, at least `from`, must be looked at before those that are left make no difference.
fn until_settled(
    axes: &[Axis],
    settled: &Truths,
    open: &[Truths],
    from: usize,
    is_settled: &dyn Fn(&Truths, &Truths) -> bool,
) -> usize {
    let mut holds = settled.clone();
    for (place, (axis, open)) in axes.iter().zip(open).enumerate() {
        if place >= from && is_settled(&holds, open) {
            return place;
        }
        axis.cells.get(axis.at).into_iter().for_each(|cell| holds.add_all(&cell.truths));
    }
    axes.len()
}

/// The place of the group of an expression, which is made where there is none yet and asked about by one more comparison.
fn group_of<'c>(groups: &mut Vec<Group<'c>>, value: &'c CompiledExpression, asked: (usize, &'c [End])) -> usize {
    let found = groups.iter().position(|group| group.value == value);
    let place = found.unwrap_or(groups.len());
    if let Some(group) = groups.get_mut(place) {
        group.asked.push(asked);
    } else {
        let (asked, cuts) = (vec![asked], Vec::new());
        groups.push(Group { value, asked, is_whole: false, cuts, least: 0, most: 0, at: 0, stride: 0 });
    }
    place
}

/// The axis of a fact, which is made where there is none yet. Axes are in the order of the facts.
fn axis_of(axes: &mut Vec<Axis>, fact: usize) -> Option<&mut Axis> {
    let place = axes.partition_point(|axis| axis.fact < fact);
    if axes.get(place).is_none_or(|axis| axis.fact != fact) {
        axes.insert(
            place,
            Axis { fact, asked: Vec::new(), group: None, is_shared: false, cells: Vec::new(), at: 0, stride: 0 },
        );
    }
    axes.get_mut(place)
}

/// The cells of a blank fact. Options that no comparison tells apart are one; numbers and dates are not, where others lie between.
fn cells(axis: &Axis, comparisons: &[Compared], limits: &mut Limits) -> Vec<Cell> {
    let Some(&whole) = limits.get(axis.fact) else { return Vec::new() };
    let mut starts = vec![whole.0];
    let mut bits = 0;
    let mut is_number = true;
    for compared in axis.asked.iter().filter_map(|&index| comparisons.get(index)) {
        match &compared.by {
            By::Ends(value, ends) => {
                let cuts: Vec<Cut> = ends.iter().map(|end| end.cut(limits)).collect();
                turning_points(value, &cuts, axis.fact, limits, &mut starts);
            }
            By::Among(_) => is_number = false,
            By::Has(bit) => bits |= Packed::try_from(*bit).unwrap_or_default(),
        }
    }
    if !is_number {
        starts = (whole.0..=whole.1).collect();
    }
    if bits != 0 {
        // Every subset of the options asked about, in rising order; each has a comparison of its own, so that no two are the same.
        starts = core::iter::successors(Some(0), |set: &i64| {
            let next = set.wrapping_sub(bits) & bits;
            (next != 0).then_some(next)
        })
        .collect();
    }
    let ends = starts.iter().skip(1).map(|next| next.saturating_sub(1)).chain([whole.1]);
    let mut cells: Vec<Cell> = Vec::new();
    for (&least, most) in starts.iter().zip(ends) {
        put(limits, axis.fact, (least, least));
        let mut truths = Truths::default();
        for &index in &axis.asked {
            if comparisons.get(index).is_some_and(|compared| compared.holds(limits)) {
                truths.add(index);
            }
        }
        if is_number || cells.iter().all(|cell| cell.truths != truths) {
            cells.push(Cell { least, most, truths });
        }
    }
    put(limits, axis.fact, whole);
    cells
}

/// Adds to `points` each value of a fact, above its least, from which on a value is past a cut, or is no longer. No other fact in the
/// value is blank.
fn turning_points(
    value: &CompiledExpression,
    cuts: &[Cut],
    fact: usize,
    limits: &mut Limits,
    points: &mut Vec<Packed>,
) {
    let Some(&whole) = limits.get(fact) else { return };
    for cut in cuts {
        let mut is_passed = |at: Packed| {
            put(limits, fact, (at, at));
            cut.is_passed(value.value(limits))
        };
        let (mut low, mut high) = whole;
        let before = is_passed(low);
        if is_passed(high) != before {
            // It is as at the least at `low`, and otherwise at `high`.
            while high.saturating_sub(low) > 1 {
                let middle = low.midpoint(high);
                if is_passed(middle) == before {
                    low = middle;
                } else {
                    high = middle;
                }
            }
            insert(points, high);
        }
    }
    put(limits, fact, whole);
}

/// Adds the ways with every fact in the cell looked at; those after the first `looked_at` may be in any.
fn ways_in_box(
    axes: &[Axis],
    looked_at: usize,
    groups: &mut [Group<'_>],
    limits: &mut Limits,
    settled: &Truths,
    ways: &mut Vec<Way>,
) {
    let mut of_cells = settled.clone();
    let mut place_of_cells = 0usize;
    // Places are counted by the axes, the last fastest, and within them by the groups.
    let span = axes.iter().skip(looked_at).fold(1usize, |span, axis| span.saturating_mul(axis.cells.len()));
    for axis in axes {
        if let Some(cell) = axis.cells.get(axis.at) {
            put(limits, axis.fact, (cell.least, cell.most));
            of_cells.add_all(&cell.truths);
        }
        place_of_cells = place_of_cells.saturating_add(axis.at.saturating_mul(axis.stride));
    }
    for group in groups.iter_mut() {
        (group.least, group.most) = outcomes(group, limits);
        group.at = group.least;
    }
    let mut moved: Vec<Vec<Turn>> = Vec::new();
    if !groups.is_empty() {
        moved.extend(axes.iter().map(|axis| turns(axis, axes, groups, limits)));
    }
    loop {
        let mut truths = of_cells.clone();
        let mut place = place_of_cells;
        for group in groups.iter() {
            place = place.saturating_add(group.at.saturating_mul(group.stride));
            for (index, ends) in &group.asked {
                if group.holds(ends, limits) {
                    truths.add(*index);
                }
            }
        }
        let mut moves = Vec::new();
        for (index, axis) in axes.iter().enumerate() {
            // Among ways that differ in one fact alone, if any two differ, then one differs from the first.
            let first = |place: usize| place.saturating_sub(axis.at.saturating_mul(axis.stride));
            if axis.is_shared {
                // All that the expressions can come to in its cells counts as its doing.
                let from = ways.partition_point(|way| way.place < first(place_of_cells));
                moves.extend(ways.get(from).map(|way| (axis.fact, way.place)));
                continue;
            }
            let Some(group) = axis.group.and_then(|group| groups.get(group)) else {
                if axis.at > 0 {
                    moves.push((axis.fact, first(place)));
                }
                continue;
            };
            for turn in moved.get(index).into_iter().flatten().filter(|turn| turn.from == group.at) {
                let to = place.saturating_add(turn.cells.saturating_mul(axis.stride));
                let to = to.saturating_add(turn.to.saturating_mul(group.stride));
                moves.push((axis.fact, to.saturating_sub(turn.from.saturating_mul(group.stride))));
            }
        }
        ways.push(Way { truths, place, span, moves });
        let is_more = groups.iter_mut().rev().any(|group| {
            let is_more = group.at < group.most;
            group.at = if is_more { group.at.saturating_add(1) } else { group.least };
            is_more
        });
        if !is_more {
            return;
        }
    }
}

/// The least and the greatest outcome of a group within limits.
fn outcomes(group: &Group<'_>, limits: &Limits) -> (usize, usize) {
    // INVARIANT: the checks rule out what has no value.
    group.value.range(limits).map_or((0, 0), |(least, most)| (group.outcome(least), group.outcome(most)))
}

/// How a fact alone can change the outcome of its group, within its cell and into the next.
fn turns(axis: &Axis, axes: &[Axis], groups: &[Group<'_>], limits: &mut Limits) -> Vec<Turn> {
    let mut turns = Vec::new();
    let found = axis.group.and_then(|group| groups.get(group)).zip(axis.cells.get(axis.at));
    let Some((group, cell)) = found else { return turns };
    let is_in = |other: &&Axis| other.is_shared || other.group == axis.group;
    let mut others = axes.iter().filter(is_in).filter(|other| other.fact != axis.fact);
    let other = others.next().filter(|_| others.next().is_none()).map(|other| other.fact);
    // Where the fact moves through its cell, the outcome passes one cut at a time.
    if cell.least < cell.most {
        for (low, high) in outcomes_at(group, axis.fact, (cell.least, cell.most), other, limits) {
            for from in low.min(high)..low.max(high) {
                turns.push(Turn { from, cells: 0, to: from.saturating_add(1) });
            }
        }
    }
    if let Some(next) = axis.cells.get(axis.at.saturating_add(1)) {
        for (from, to) in outcomes_at(group, axis.fact, (cell.most, next.least), other, limits) {
            turns.push(Turn { from, cells: 1, to });
        }
    }
    put(limits, axis.fact, (cell.least, cell.most));
    turns
}

/// The outcomes that a group can have at one value of a fact and, all else being equal, at another one.
///
/// Exact where there is one `other` blank fact; where there are more, some of these may never come together.
fn outcomes_at(
    group: &Group<'_>,
    fact: usize,
    values: (Packed, Packed),
    other: Option<usize>,
    limits: &mut Limits,
) -> Vec<(usize, usize)> {
    let Some((other, &whole)) = other.and_then(|other| Some((other, limits.get(other)?))) else {
        put(limits, fact, (values.0, values.0));
        let one = outcomes(group, limits);
        put(limits, fact, (values.1, values.1));
        let (least, most) = outcomes(group, limits);
        return (one.0..=one.1).flat_map(|one| (least..=most).map(move |other| (one, other))).collect();
    };
    // Between its turning points the other fact makes no difference.
    let mut points = vec![whole.0];
    for value in [values.0, values.1] {
        put(limits, fact, (value, value));
        turning_points(group.value, &group.cuts, other, limits, &mut points);
    }
    let mut found = Vec::new();
    for point in points {
        put(limits, other, (point, point));
        let mut outcome = |value: Packed| {
            put(limits, fact, (value, value));
            outcomes(group, limits).0
        };
        found.push((outcome(values.0), outcome(values.1)));
    }
    put(limits, other, whole);
    found
}

fn put(limits: &mut Limits, fact: usize, range: (Packed, Packed)) {
    if let Some(limits) = limits.get_mut(fact) {
        *limits = range;
    }
}

/// Adds an entry to a rising list unless it is there already.
fn insert<T: Ord>(list: &mut Vec<T>, entry: T) {
    let place = list.partition_point(|other| *other < entry);
    if list.get(place) != Some(&entry) {
        list.insert(place, entry);
    }
}

#[cfg(test)]
mod tests;
