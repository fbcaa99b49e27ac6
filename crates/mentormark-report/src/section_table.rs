//! The sections as rows of a table: the twin of the picture, for those who read rather than look.

use mentormark_rules::{
    Id, Outcome, Reason,
    outcome::{SectionOutcome, Tally},
    reason::Ignored,
};

use crate::{Standard, names, open::Open, section_name};

/// One section of the table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SectionRow {
    /// The programme it is of, where there are several.
    pub programme: Option<String>,
    /// The section's id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Whether it concerns the applicant, by the answers so far; also where it might.
    pub applies: bool,
    /// Whether it hangs on what is still to be answered if it does: then its ratings count for nothing yet.
    pub may_apply: bool,
    /// The name of its level, "none yet", or "does not apply".
    pub level: String,
    /// The name of the level it could still reach, where that is higher.
    pub could_reach: Option<String>,
    /// The counts at each level, lowest first; only one, of no level, where every level counts the same criteria in the same way.
    pub tallies: Vec<TallyCell>,
}

/// The counts of one section at one level.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TallyCell {
    /// The level's name; none where the counts are those of every level.
    pub level: Option<String>,
    /// Criteria met; none where it is open whether the section applies.
    pub met: u32,
    /// Criteria not answered yet.
    pub unanswered: u32,
    /// Criteria rated not applicable, or that do not concern the applicant; none where it is open whether the section applies.
    pub not_applicable: u32,
    /// Criteria in all.
    pub of: u32,
    /// What a criterion must be to count: `met`.
    pub counted: String,
    /// The counts in words: `4 of 5 met, 1 not answered`; or `4 of 5 rated, if it applies`.
    pub words: String,
}

/// What a language says in the table.
pub(crate) struct Words {
    /// Where a level would stand, when there is none.
    pub(crate) no_level: &'static str,
    /// Where a level would stand, when the section does not concern the applicant.
    pub(crate) not_concerned: &'static str,
    /// What a criterion must be to count, by the rating it needs.
    pub(crate) rated: fn(&str, Standard<'_>) -> String,
    /// The counts at a level of the criteria that have that rating.
    pub(crate) tally: fn(&Tally, &str, Standard<'_>) -> String,
    /// How many of how many criteria have any rating, where it is open whether the section applies.
    pub(crate) may_apply: fn(u32, u32) -> String,
}

/// The sections of an outcome with the programme that each is of, in scheme order, programme by programme.
pub(crate) fn sections(outcome: &Outcome) -> impl Iterator<Item = (Option<&Id>, &SectionOutcome)> {
    let own = outcome.sections.iter().map(|section| (None, section));
    let each = outcome.programmes.iter();
    own.chain(each.flat_map(|programme| programme.sections.iter().map(move |section| (Some(&programme.id), section))))
}

/// Whether an outcome says that a section does not concern the applicant, where blank facts come out in the way that gives the least.
pub(crate) fn is_left_out(outcome: &Outcome, programme: Option<&Id>, section: &SectionOutcome) -> bool {
    outcome.reasons.iter().any(|reason| match reason {
        Reason::SectionNotApplicable { programme: of, section: id, .. } => {
            of.as_ref() == programme && *id == section.id
        }
        _ => false,
    })
}

/// How many criteria at a level have a rating that counts for nothing as long as it is open whether their section applies.
pub(crate) fn rated(outcome: &Outcome, programme: Option<&Id>, of: &Id, level: &Id, standard: Standard<'_>) -> u32 {
    let criteria = standard.section(of).map_or(&[][..], |section| &section.criteria);
    let at_level = |id: &Id| {
        let criterion = criteria.iter().find(|criterion| criterion.id == *id);
        criterion.is_some_and(|criterion| criterion.level.as_ref().is_none_or(|own| own == level))
    };
    let counts = |reason: &&Reason| match reason {
        Reason::RatingIgnored { programme: of, criterion, because: Ignored::DoesNotApply, .. } => {
            of.as_ref() == programme && at_level(criterion)
        }
        _ => false,
    };
    u32::try_from(outcome.reasons.iter().filter(counts).count()).unwrap_or(u32::MAX)
}

/// The sections of an outcome as rows, in scheme order; programme by programme where there are several.
pub(crate) fn section_table(outcome: &Outcome, standard: Standard<'_>, words: &Words) -> Vec<SectionRow> {
    let wording = standard.wording;
    let level = |level: Option<&Id>| level.map_or(words.no_level, |level| names::level(level, wording)).to_owned();
    let open = Open::new(outcome, standard);
    let rows = sections(outcome).map(|(programme, section)| {
        let may_apply = open.applying(programme, section).is_some();
        let applies = may_apply || !is_left_out(outcome, programme, section);
        SectionRow {
            programme: programme.map(ToString::to_string),
            id: section.id.to_string(),
            name: section_name(&section.id, wording).to_owned(),
            applies,
            may_apply,
            level: if applies { level(section.bounds.level.as_ref()) } else { words.not_concerned.to_owned() },
            could_reach: (!section.bounds.is_settled()).then(|| level(section.bounds.could_reach.as_ref())),
            tallies: tallies(&open, may_apply, programme, section, words),
        }
    });
    rows.collect()
}

fn tallies(
    open: &Open<'_>,
    may_apply: bool,
    programme: Option<&Id>,
    section: &SectionOutcome,
    words: &Words,
) -> Vec<TallyCell> {
    let Open { outcome, standard, .. } = *open;
    let cell = |tally: &Tally| {
        let rating = standard.counted_from(&section.id, &tally.level).map_or("", Id::as_str);
        let cell = TallyCell {
            level: Some(names::level(&tally.level, standard.wording).to_owned()),
            met: tally.met,
            unanswered: tally.unanswered,
            not_applicable: tally.not_applicable,
            of: tally.of,
            words: (words.tally)(tally, rating, standard),
            counted: (words.rated)(rating, standard),
        };
        if !may_apply {
            return cell;
        }
        // The outcome's own counts are those of the way of filling blank facts in which the section does not apply.
        let rated = rated(outcome, programme, &section.id, &tally.level, standard);
        let unanswered = tally.of.saturating_sub(rated);
        TallyCell { met: 0, unanswered, not_applicable: 0, words: (words.may_apply)(rated, tally.of), ..cell }
    };
    let mut cells: Vec<TallyCell> = section.tallies.iter().map(cell).collect();
    // Criteria that belong to no level are counted at each.
    let same_criteria = standard.section(&section.id).is_some_and(|of| !standard.has_levels(Some(of)));
    if same_criteria && cells.windows(2).all(|pair| matches!(pair, [one, other] if one.words == other.words)) {
        cells.truncate(1);
        for cell in &mut cells {
            cell.level = None;
        }
    }
    cells
}
