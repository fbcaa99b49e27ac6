//! Filling HTML templates: `{{name}}` is a value, `{{#name}}`..`{{/name}}` is repeated for each row of a list.

use anyhow::{Context, Result, bail};
use std::collections::BTreeMap;

/// Values by name. They are escaped for text and attributes when filled in, unless they are [`Value::Html`].
pub(crate) type Values = BTreeMap<&'static str, Value>;

/// What stands for a name in a template.
pub(crate) enum Value {
    /// Plain text, escaped.
    Text(String),
    /// HTML, as it is.
    Html(String),
    /// One set of values for each repetition.
    Rows(Vec<Values>),
}

/// Fills `template` with `values`.
///
/// # Errors
/// When the template names a value that is not there, or a repeated part does not end.
pub(crate) fn fill(template: &str, values: &Values) -> Result<String> {
    let mut filled = String::new();
    let mut rest = template;
    while let Some((before, after)) = rest.split_once("{{") {
        filled.push_str(before);
        let (name, after) = after.split_once("}}").context("a template has `{{` without `}}`")?;
        let value =
            |name: &str| values.get(name).with_context(|| format!("a template asks for `{name}`, which is not known"));
        rest = after;
        if let Some(name) = name.strip_prefix('#') {
            let end = format!("{{{{/{name}}}}}");
            let (each, after) = after.split_once(&end).with_context(|| format!("a template lacks `{end}`"))?;
            let Value::Rows(rows) = value(name)? else { bail!("a template repeats `{name}`, which is no list") };
            for row in rows {
                filled.push_str(&fill(each, row)?);
            }
            rest = after;
        } else {
            match value(name)? {
                Value::Text(text) => filled.push_str(&escaped(text)),
                Value::Html(html) => filled.push_str(html),
                Value::Rows(_) => {
                    bail!("a template shows the list `{name}`: write `{{{{#{name}}}}}` to repeat a part")
                }
            }
        }
    }
    filled.push_str(rest);
    Ok(filled)
}

/// `text` as it stands in HTML text and in quoted attributes.
pub(crate) fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn values() -> Values {
        let row = |name: &str| Values::from([("name", Value::Text(name.to_owned()))]);
        Values::from([
            ("title", Value::Text("Tom & <Jerry>".to_owned())),
            ("head", Value::Html("<meta>".to_owned())),
            ("schemes", Value::Rows(vec![row("a"), row("b")])),
        ])
    }

    #[test]
    fn text_is_escaped_and_html_is_not() {
        assert_eq!(fill("{{head}}<p>{{title}}</p>", &values()).unwrap(), "<meta><p>Tom &amp; &lt;Jerry&gt;</p>");
    }

    #[test]
    fn a_part_is_repeated_for_each_row() {
        assert_eq!(fill("[{{#schemes}}<{{name}}>{{/schemes}}]", &values()).unwrap(), "[<a><b>]");
    }

    #[test]
    fn an_unknown_name_is_refused() {
        assert_eq!(
            fill("{{nope}}", &values()).unwrap_err().to_string(),
            "a template asks for `nope`, which is not known"
        );
    }

    #[test]
    fn a_part_without_end_is_refused() {
        assert_eq!(fill("{{#schemes}}", &values()).unwrap_err().to_string(), "a template lacks `{{/schemes}}`");
    }
}
