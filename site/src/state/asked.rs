//! TEMPORARY, until the engine has `Plan::asked` and a public `Plan::looks_at_held`: remove this file then.

use mentormark_rules::{Assessment, Plan, Reason};

#[derive(Clone, PartialEq)]
pub(crate) struct Asked {
    pub(crate) facts: Vec<bool>,
    pub(crate) sections: Vec<bool>,
}

pub(crate) trait Asks {
    fn asked(&self, assessment: &Assessment) -> Asked;
    fn looks_at_held(&self) -> bool;
}

impl Asks for Plan {
    fn asked(&self, assessment: &Assessment) -> Asked {
        let outcome = self.assess(assessment);
        let applies = |id: &str| {
            !outcome.as_ref().is_ok_and(|outcome| {
                let says = |reason: &Reason| matches!(reason, Reason::SectionNotApplicable { section, .. } if **section == *id);
                outcome.reasons.iter().any(says)
                    && outcome.sections.iter().any(|section| *section.id == *id && section.bounds.could_reach.is_none())
            })
        };
        Asked {
            facts: vec![true; self.scheme().facts.len()],
            sections: self.scheme().sections.iter().map(|section| applies(&section.id)).collect(),
        }
    }

    fn looks_at_held(&self) -> bool {
        self.scheme().progression.is_some()
    }
}
