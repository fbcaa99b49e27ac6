//! `GET /docs`: the description of the server for people, one page without scripts, made from the same as `/openapi.json`.

use std::{fmt::Write as _, sync::Arc};

use axum::{
    extract::State,
    http::header,
    response::{IntoResponse, Response},
};
use serde_json::Value;

use crate::{openapi, problem::Kind, verifier::Verifier};

const STYLE: &str = include_str!("docs.css");

/// What the page looks like; the page may hold no style of its own.
pub(crate) async fn style() -> Response {
    ([(header::CONTENT_TYPE, "text/css; charset=utf-8"), (header::CACHE_CONTROL, "public, max-age=300")], STYLE)
        .into_response()
}

/// This server described for people.
#[utoipa::path(get, path = "/docs", tag = "operations",
    responses((status = 200, description = "a page", body = String, content_type = "text/html")))]
pub(crate) async fn docs(State(verifier): State<Arc<Verifier>>) -> Response {
    let page = page(openapi::described(), &openapi::limits(&verifier.config.limits));
    ([(header::CONTENT_TYPE, "text/html; charset=utf-8"), (header::CACHE_CONTROL, "public, max-age=300")], page)
        .into_response()
}

/// The page. Writing to a `String` cannot fail, so what `write!` gives is dropped.
fn page(described: &Value, limits: &Value) -> String {
    let mut out = String::from(
        "<!doctype html>\n<html lang=\"en-GB\">\n<head>\n<meta charset=\"utf-8\">\n<title>Mentormark verifier</title>\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n<link rel=\"stylesheet\" href=\"/docs.css\">\n</head>\n<body>\n\
         <main>\n<h1>Mentormark verifier</h1>\n",
    );
    let _ = writeln!(out, "<p>{}</p>", said(&described["info"]["description"]));
    out += "<p>The same for machines: <a href=\"/openapi.json\">openapi.json</a>.</p>\n<h2>Addresses</h2>\n";
    for (path, methods) in members(&described["paths"]) {
        for (method, operation) in members(methods) {
            write_operation(&mut out, path, method, operation);
        }
    }
    out += "<h2>Limits</h2>\n<p>Those a minute and those of a client are for one client, by its address. Answers tell what is left of \
            a minute's in <code>RateLimit</code>; over the limit they are 429 with <code>Retry-After</code>. 0 a minute is no \
            limit.</p>\n<table>\n";
    for (name, value) in members(limits) {
        let _ = writeln!(
            out,
            "<tr><th scope=\"row\"><code>{}</code></th><td>{value}</td></tr>",
            escaped(&name.replace('_', "-"))
        );
    }
    out += "</table>\n<h2>Problems</h2>\n<p>Every answer that is not what was asked for is a problem document (RFC 9457) whose \
            <code>type</code> is one of these.</p>\n<dl>\n";
    for kind in Kind::ALL {
        let (id, status) = (kind.as_str(), kind.status().as_u16());
        let _ = writeln!(out, "<dt id=\"{id}\">{id} ({status})</dt>\n<dd>{}</dd>", inline(kind.meaning().trim()));
    }
    out += "</dl>\n<h2>Shapes</h2>\n";
    for (name, schema) in members(&described["components"]["schemas"]) {
        write_schema(&mut out, name, schema);
    }
    out += "</main>\n</body>\n</html>\n";
    out
}

fn write_operation(out: &mut String, path: &str, method: &str, operation: &Value) {
    let heading = format!("{} {path}", method.to_uppercase());
    let _ = writeln!(out, "<section>\n<h3><code>{}</code></h3>", escaped(&heading));
    let _ = writeln!(out, "<p>{} {}</p>", said(&operation["summary"]), said(&operation["description"]));
    let parameters = operation["parameters"].as_array().map(Vec::as_slice).unwrap_or_default();
    if !parameters.is_empty() {
        out.push_str(
            "<table>\n<tr><th scope=\"col\">Parameter</th><th scope=\"col\">In</th><th scope=\"col\">Says</th></tr>\n",
        );
        for parameter in parameters {
            let [name, place, says] = ["name", "in", "description"].map(|member| said(&parameter[member]));
            let _ = writeln!(out, "<tr><td>{name}</td><td>{place}</td><td>{says}</td></tr>");
        }
        out.push_str("</table>\n");
    }
    for (media_type, content) in members(&operation["requestBody"]["content"]) {
        let says = said(&operation["requestBody"]["description"]);
        let _ = writeln!(
            out,
            "<p>Body: {} as <code>{}</code>; {says}.</p>",
            shape(&content["schema"]),
            escaped(media_type)
        );
    }
    out.push_str(
        "<table>\n<tr><th scope=\"col\">Status</th><th scope=\"col\">Means</th><th scope=\"col\">Body</th></tr>\n",
    );
    for (status, answer) in members(&operation["responses"]) {
        let body = members(&answer["content"]).next().map(|(_, content)| shape(&content["schema"]));
        let (says, body) = (said(&answer["description"]), body.unwrap_or_default());
        let _ = writeln!(out, "<tr><td>{}</td><td>{says}</td><td>{body}</td></tr>", escaped(status));
    }
    out.push_str("</table>\n</section>\n");
}

fn write_schema(out: &mut String, name: &str, schema: &Value) {
    let name = escaped(name);
    let _ = writeln!(out, "<section>\n<h3 id=\"shape-{name}\">{name}</h3>\n<p>{}</p>", said(&schema["description"]));
    let required: Vec<&str> = schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    let mut rows = members(&schema["properties"]).peekable();
    if rows.peek().is_some() {
        out.push_str(
            "<table>\n<tr><th scope=\"col\">Member</th><th scope=\"col\">Is</th><th scope=\"col\">Says</th></tr>\n",
        );
        for (member, schema) in rows {
            let left_out = if required.contains(&member) { "" } else { " (may be left out)" };
            let (member, says) = (escaped(member), said(&schema["description"]));
            let _ = writeln!(
                out,
                "<tr><td><code>{member}</code>{left_out}</td><td>{}</td><td>{says}</td></tr>",
                shape(schema)
            );
        }
        out.push_str("</table>\n");
    }
    let ways: Vec<String> = schema["oneOf"].as_array().into_iter().flatten().map(shape).collect();
    if !ways.is_empty() {
        let _ = writeln!(out, "<p>One of: {}.</p>", ways.join("; "));
    }
    out.push_str("</section>\n");
}

/// What a schema is, in a few words.
fn shape(schema: &Value) -> String {
    if let Some(name) = schema["$ref"].as_str().and_then(|reference| reference.rsplit('/').next()) {
        let name = escaped(name);
        return format!("<a href=\"#shape-{name}\">{name}</a>");
    }
    for ways in ["oneOf", "anyOf"] {
        if let Some(ways) = schema[ways].as_array() {
            return ways.iter().map(shape).collect::<Vec<_>>().join(" or ");
        }
    }
    let types: Vec<&str> = match &schema["type"] {
        Value::Array(types) => types.iter().filter_map(Value::as_str).collect(),
        one => one.as_str().into_iter().collect(),
    };
    let kinds = types.iter().map(|kind| match *kind {
        "array" => format!("list of {}", shape(&schema["items"])),
        "object"
            if schema["additionalProperties"]["type"].is_string()
                || schema["additionalProperties"]["$ref"].is_string() =>
        {
            format!("object of {}", shape(&schema["additionalProperties"]))
        }
        "object" => {
            let listed: Vec<String> = members(&schema["properties"])
                .map(|(name, schema)| format!("{}: {}", escaped(name), shape(schema)))
                .collect();
            if listed.is_empty() { "object".to_owned() } else { format!("object ({})", listed.join(", ")) }
        }
        other => escaped(schema["format"].as_str().filter(|_| other == "string").unwrap_or(other)),
    });
    kinds.collect::<Vec<_>>().join(" or ")
}

fn members(value: &Value) -> impl Iterator<Item = (&str, &Value)> {
    value.as_object().into_iter().flatten().map(|(name, value)| (name.as_str(), value))
}

/// A text of the description, with what stands in backticks as code.
fn said(value: &Value) -> String {
    inline(value.as_str().unwrap_or_default())
}

fn inline(text: &str) -> String {
    let parts = text.split('`').enumerate();
    parts
        .map(|(at, part)| if at % 2 == 1 { format!("<code>{}</code>", escaped(part)) } else { escaped(part) })
        .collect()
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Limits;

    #[test]
    fn the_page_explains_every_address_problem_and_shape() {
        let described = openapi::described();
        let page = page(described, &openapi::limits(&Limits::default()));
        for (path, _) in members(&described["paths"]) {
            assert!(page.contains(&escaped(path)), "{path}");
        }
        for kind in Kind::ALL {
            assert!(page.contains(&format!("id=\"{}\"", kind.as_str())), "{}", kind.as_str());
        }
        for (name, _) in members(&described["components"]["schemas"]) {
            assert!(page.contains(&format!("id=\"shape-{name}\"")), "{name}");
        }
        for foreign in ["<script", "style=", "src=", "href=\"http", "url("] {
            assert!(!page.contains(foreign), "it fetches or runs something: {foreign}");
        }
    }

    #[test]
    fn every_link_within_the_page_leads_somewhere() {
        let page = page(openapi::described(), &openapi::limits(&Limits::default()));
        for link in page.split("href=\"#").skip(1).filter_map(|rest| rest.split('"').next()) {
            assert!(page.contains(&format!("id=\"{link}\"")), "{link}");
        }
    }

    #[test]
    fn text_is_escaped_and_backticks_are_code() {
        assert_eq!(inline("a `<b>` & c"), "a <code>&lt;b&gt;</code> &amp; c");
    }
}
