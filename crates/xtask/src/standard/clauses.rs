//! Clauses as nested lists, each with a link to its source.

use crate::standard::sources::Sources;
use crate::template::escaped;
use mentormark_report::Clause;
use mentormark_rules::Id;

/// A list of clauses and of what they are made up of. A source that was named just above is not named again.
pub(super) fn list(clauses: &[Clause], above: Option<&Id>, sources: &mut Sources<'_>) -> String {
    let mut html = "<ul class=\"clauses\">".to_owned();
    for Clause { text, source, of } in clauses {
        html += "<li>";
        html += &escaped(text);
        if let Some(anchor) = source.as_ref().filter(|anchor| Some(*anchor) != above) {
            html += " ";
            html += &sources.cite(anchor);
        }
        if !of.is_empty() {
            html += &list(of, source.as_ref().or(above), sources);
        }
        html += "</li>";
    }
    html + "</ul>"
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::ENGLISH;
    use mentormark_rules::Wording;

    #[test]
    fn a_part_stands_within_its_clause_and_names_only_a_source_of_its_own() {
        let clause =
            |text: &str, source: Option<&str>, of| Clause { text: text.to_owned(), source: source.map(Into::into), of };
        let parts = vec![clause("one & two", Some("a#x"), vec![]), clause("three", Some("a#y"), vec![])];
        let wording = Wording::default();
        let html = list(
            &[clause("All of:", Some("a#x"), parts)],
            None,
            &mut Sources::new(&wording, &ENGLISH, "source".to_owned()),
        );
        assert!(html.starts_with("<ul class=\"clauses\"><li>All of: <a class=\"cite\""), "{html}");
        assert!(html.contains("<ul class=\"clauses\"><li>one &amp; two</li><li>three <a"), "{html}");
        assert_eq!(html.matches("<a ").count(), 2);
    }
}
