//! Keeps an action plan in this browser, in an entry of its own beside the answers, with a version of its own. What cannot be read is
//! left as it is. Where the browser refuses, the plan stays with the page and that is said.

use leptos::prelude::*;
use mentormark_rules::json::{self, Tree};

use super::actions::{Action, ActionPlan};
use crate::state::{Session, store};

/// The version of an entry. One of another version is left as it is.
const VERSION: i64 = 1;

/// What stands where a plan is kept.
pub(super) enum Stored {
    /// A plan, which may be empty.
    Plan(ActionPlan),
    /// Something that is no plan of this version, as it was found.
    Unreadable(String),
}

/// The plan as it stands now: another tab may have changed it.
pub(super) fn stored(session: Session) -> Stored {
    let unkept = session.unkept.get_untracked();
    let entry = if unkept.is_empty() { store::entry(&key(session)) } else { Some(unkept) };
    match entry {
        None => Stored::Plan(ActionPlan::default()),
        Some(entry) => read(&entry).map_or(Stored::Unreadable(entry), Stored::Plan),
    }
}

/// Keeps a plan.
pub(super) fn keep(session: Session, plan: &ActionPlan) {
    let entry = write(plan);
    let is_kept = store::put(&key(session), &entry).is_ok();
    session.unkept.set(if is_kept { String::new() } else { entry });
}

/// Whether the browser refused to keep the plan.
pub(super) fn is_refused(session: Session) -> bool {
    session.unkept.with(|unkept| !unkept.is_empty())
}

/// Moves what cannot be read out of the way, so that a new plan can be kept.
pub(super) fn set_aside(session: Session) {
    if let Stored::Unreadable(entry) = stored(session) {
        // Where this is refused it stands as before, and the page goes on saying so.
        let _ = store::set_aside(&key(session), &entry);
    }
}

/// The key of the entry.
pub(super) fn key(session: Session) -> String {
    store::plan_key(&session.key.get_untracked())
}

fn write(plan: &ActionPlan) -> String {
    let text = |key: &str, value: &str| (key.to_owned(), Tree::Text(value.to_owned()));
    let action = |action: &Action| {
        Tree::Object(vec![
            text("criterion", &action.criterion),
            text("programme", &action.programme),
            text("to", &action.to),
            text("owner", &action.owner),
            text("by", &action.by),
            ("done".to_owned(), Tree::Bool(action.is_done)),
        ])
    };
    json::canonical(&Tree::Object(vec![
        ("version".to_owned(), Tree::Whole(VERSION)),
        text("id", &plan.id),
        text("level", &plan.level),
        ("actions".to_owned(), Tree::List(plan.actions.iter().map(action).collect())),
    ]))
}

fn read(entry: &str) -> Option<ActionPlan> {
    let tree = json::tree(entry).ok()?;
    if field(&tree, "version")? != &Tree::Whole(VERSION) {
        return None;
    }
    let Tree::List(actions) = field(&tree, "actions")? else { return None };
    Some(ActionPlan {
        id: text(&tree, "id")?,
        level: text(&tree, "level")?,
        actions: actions.iter().map(action).collect::<Option<_>>()?,
    })
}

fn action(tree: &Tree) -> Option<Action> {
    let Tree::Bool(is_done) = *field(tree, "done")? else { return None };
    Some(Action {
        criterion: text(tree, "criterion")?,
        programme: text(tree, "programme")?,
        to: text(tree, "to")?,
        owner: text(tree, "owner")?,
        by: text(tree, "by")?,
        is_done,
    })
}

fn field<'a>(tree: &'a Tree, name: &str) -> Option<&'a Tree> {
    let Tree::Object(fields) = tree else { return None };
    fields.iter().find(|(key, _)| key == name).map(|(_, value)| value)
}

fn text(tree: &Tree, name: &str) -> Option<String> {
    if let Tree::Text(text) = field(tree, name)? { Some(text.clone()) } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plan() -> ActionPlan {
        let action = Action {
            criterion: "aims.bronze.purpose".to_owned(),
            to: "met".to_owned(),
            owner: "Chair, \"MH\"".to_owned(),
            by: "2027-01-31".to_owned(),
            is_done: true,
            ..Action::default()
        };
        ActionPlan { id: "123".to_owned(), level: "silver".to_owned(), actions: vec![action] }
    }

    #[test]
    fn a_plan_is_read_as_it_was_written() {
        assert_eq!(read(&write(&plan())), Some(plan()));
        assert_eq!(read(&write(&ActionPlan::default())), Some(ActionPlan::default()));
    }

    #[test]
    fn anything_else_is_not_read() {
        let whole = write(&plan());
        for (from, to) in
            [("\"version\":1", "\"version\":2"), ("\"done\":true", "\"done\":1"), ("\"to\"", "\"of\""), ("}", "")]
        {
            assert!(whole.contains(from));
            assert_eq!(read(&whole.replace(from, to)), None, "{from}");
        }
    }
}
