//! What other hosts of the site are told to send with it: the headers of `crates/mentormark-verifier/src/headers.txt`, which the server
//! sends itself, as the files that hosts read. A page can set its policy by `<meta>`, but not who may frame it, nor how long it is kept.

use crate::output::Output;
use crate::place;
use anyhow::{Context, Result, bail};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;

/// What Netlify and Cloudflare Pages read, at the root of the site.
pub(crate) const HEADERS: &str = "_headers";

/// The folder of the files for hosts that are set up by whoever runs them.
pub(crate) const FOLDER: &str = "docs/hosting";

const LIST: &str = "crates/mentormark-verifier/src/headers.txt";

/// The header by which files are kept.
const KEEPING: &str = "Cache-Control";

/// The root of the site in the list.
const ALL: &str = "/";

/// Headers by name.
type Headers = Vec<(String, String)>;

/// The headers of the list.
struct List {
    /// The same everywhere.
    always: Headers,
    /// Not the same everywhere.
    differing: Vec<Differing>,
}

/// A header that differs by path.
#[derive(Debug, PartialEq, Eq)]
struct Differing {
    /// Its name.
    name: String,
    /// What it is where nothing else is said, if it is there at all.
    everywhere: Option<String>,
    /// What it is below a path from the root of the site.
    below: Headers,
}

/// `_headers` for the pages of `output`, which will be at the path `under` of their host.
///
/// Where two rules fit, such hosts send a header twice, so no two rules with a header in common fit the same page.
///
/// # Errors
/// When the list cannot be read.
pub(crate) fn headers(output: &Output, under: &str) -> Result<String> {
    let pages = output.contents().filter_map(|(path, _)| path.strip_suffix("index.html"));
    Ok(rules(pages, &list()?, under))
}

fn rules<'a>(pages: impl Iterator<Item = &'a str>, list: &List, under: &str) -> String {
    let folders: BTreeSet<&str> = pages.filter_map(|path| path.split_inclusive('/').next()).collect();
    let mut rules = BTreeMap::from([(format!("{under}*"), list.always.clone())]);
    let mut rule = |path: String, name: &str, value: &str| {
        rules.entry(path).or_default().push((name.to_owned(), value.to_owned()));
    };
    for Differing { name, everywhere, below } in &list.differing {
        // These hosts have every file asked for anew unless they are told otherwise.
        if let Some(everywhere) = everywhere.as_ref().filter(|_| name != KEEPING) {
            rule(under.to_owned(), name, everywhere);
            for folder in folders.iter().filter(|folder| !below.iter().any(|(special, _)| special == *folder)) {
                rule(format!("{under}{folder}*"), name, everywhere);
            }
        }
        for (folder, value) in below {
            rule(format!("{under}{folder}*"), name, value);
        }
    }
    let mut out = format!("# Generated from {LIST} by `cargo xtask site`: edit that file, not this one.\n");
    for (path, headers) in rules {
        let _ = write!(out, "\n{path}\n");
        for (name, value) in headers {
            let _ = writeln!(out, "  {name}: {value}");
        }
    }
    out
}

/// The files of [`FOLDER`]: name and text.
///
/// # Errors
/// When the list cannot be read.
pub(crate) fn files() -> Result<Vec<(String, String)>> {
    let list = list()?;
    let made = format!("# Generated from {LIST} by `cargo xtask docs`: edit that file, not this one.\n");
    let files = [("Caddyfile", caddy(&list)), ("apache.conf", apache(&list)), ("nginx.conf", nginx(&list))];
    Ok(files.into_iter().map(|(name, text)| (name.to_owned(), format!("{made}{text}"))).collect())
}

fn nginx(list: &List) -> String {
    let mut out =
        "# The maps belong into `http`. Put your own names and paths in place of these; below a sub-path use `alias`, \
                   and the sub-path before /404.html.\n"
            .to_owned();
    for Differing { name, everywhere, below } in &list.differing {
        // A header that is empty is not sent.
        let everywhere = everywhere.as_deref().unwrap_or_default();
        let _ = write!(out, "\nmap $uri {} {{\n    default \"{everywhere}\";\n", variable(name));
        for (folder, value) in below {
            let _ = writeln!(out, "    ~/{folder} \"{value}\";");
        }
        out.push_str("}\n");
    }
    out.push_str(
        "\nserver {\n    listen 80;\n    server_name mentormark.example.org;\n    root /srv/mentormark;\n    \
         error_page 404 /404.html;\n\n    include mime.types;\n    default_type application/octet-stream;\n    charset utf-8;\n    \
         gzip_static on;\n    # brotli_static on;  # where nginx has that module\n\n",
    );
    for (name, value) in &list.always {
        let _ = writeln!(out, "    add_header {name} \"{value}\" always;");
    }
    for Differing { name, .. } in &list.differing {
        // Where something is missing, these are of 404.html.
        let _ = writeln!(out, "    add_header {name} {} always;", variable(name));
    }
    out.push_str("}\n");
    out
}

/// The variable of a header.
fn variable(name: &str) -> String {
    format!("$mentormark_{}", name.to_lowercase().replace('-', "_"))
}

fn apache(list: &List) -> String {
    let mut out = "# As .htaccess beside index.html, or in <Directory>. Apache 2.4 with mod_headers, mod_deflate and mod_filter; below a \
                   sub-path put that before /404.html.\n\n\
                   DirectoryIndex index.html\nErrorDocument 404 /404.html\nOptions -Indexes -MultiViews\n\
                   AddDefaultCharset utf-8\nAddType text/javascript .js\nAddType application/wasm .wasm\nAddType image/svg+xml .svg\n\
                   AddType application/octet-stream .plan .words\n\
                   AddOutputFilterByType DEFLATE text/html text/css text/javascript application/wasm application/octet-stream \
                   application/json image/svg+xml\n\n"
        .to_owned();
    for (name, value) in &list.always {
        let _ = writeln!(out, "Header always set {name} \"{value}\"");
    }
    for Differing { name, everywhere, below } in &list.differing {
        let when = if name == KEEPING { "" } else { "always " };
        if let Some(everywhere) = everywhere {
            let _ = writeln!(out, "Header {when}set {name} \"{everywhere}\"");
        }
        for (folder, value) in below {
            let _ = writeln!(out, "Header {when}set {name} \"{value}\" \"expr=%{{REQUEST_URI}} =~ m#/{folder}#\"");
        }
    }
    out
}

fn caddy(list: &List) -> String {
    let mut out = "# Put your own name and path in place of these; below a sub-path use `handle_path`.\n\n\
                   mentormark.example.org {\n\troot * /srv/mentormark\n"
        .to_owned();
    for (name, value) in &list.always {
        let _ = writeln!(out, "\theader {name} \"{value}\"");
    }
    for Differing { name, everywhere, below } in &list.differing {
        let stem = name.to_lowercase();
        let paths: Vec<String> = below.iter().map(|(folder, _)| format!("*/{folder}*")).collect();
        if let Some(everywhere) = everywhere {
            let _ = writeln!(out, "\t@other-{stem} not path {}", paths.join(" "));
            let _ = writeln!(out, "\theader @other-{stem} {name} \"{everywhere}\"");
        }
        for ((folder, value), path) in below.iter().zip(&paths) {
            let matcher = format!("@{}-{stem}", folder.trim_end_matches('/'));
            let _ = write!(out, "\t{matcher} path {path}\n\theader {matcher} {name} \"{value}\"\n");
        }
    }
    out.push_str(
        "\tfile_server {\n\t\tprecompressed br gzip\n\t}\n\thandle_errors {\n\t\trewrite * /404.html\n\t\theader Cache-Control no-cache\n\t\t\
         file_server\n\t}\n}\n",
    );
    out
}

fn list() -> Result<List> {
    let text = fs::read_to_string(place::root().join(LIST)).with_context(|| format!("read {LIST}"))?;
    read(&text).with_context(|| format!("read {LIST}"))
}

fn read(text: &str) -> Result<List> {
    let mut by_path: BTreeMap<&str, Headers> = BTreeMap::new();
    let mut path = None;
    for line in text.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        match (line.trim_start().split_once(": "), path) {
            _ if line.starts_with('/') => path = Some(line),
            (Some((name, value)), Some(path)) => {
                by_path.entry(path).or_default().push((name.to_owned(), value.to_owned()));
            }
            _ => bail!("`{line}` is neither a path nor a header below one"),
        }
    }
    let everywhere = by_path.remove(ALL).with_context(|| format!("it has no headers for `{ALL}`"))?;
    let mut differing: Vec<Differing> = Vec::new();
    for (path, headers) in by_path {
        for (name, value) in headers {
            let below = (path[ALL.len()..].to_owned(), value);
            match differing.iter_mut().find(|known| known.name == name) {
                Some(known) => known.below.push(below),
                None => differing.push(Differing { name, everywhere: None, below: vec![below] }),
            }
        }
    }
    let mut always = Headers::new();
    for (name, value) in everywhere {
        match differing.iter_mut().find(|known| known.name == name) {
            Some(known) => known.everywhere = Some(value),
            None => always.push((name, value)),
        }
    }
    Ok(List { always, differing })
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str =
        "# How.\n\n/\n  Policy: none\n  Keep: ask\n  Sniff: no\n\n/embed/\n  Policy: any\n  Share: all\n";

    #[test]
    fn what_is_the_same_everywhere_is_told_apart_from_what_is_not() {
        let List { always, differing } = read(TEXT).unwrap();
        let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        assert_eq!(always, [pair("Keep", "ask"), pair("Sniff", "no")]);
        let special = |name: &str, everywhere: Option<&str>, value: &str| Differing {
            name: name.to_owned(),
            everywhere: everywhere.map(str::to_owned),
            below: vec![pair("embed/", value)],
        };
        assert_eq!(differing, [special("Policy", Some("none"), "any"), special("Share", None, "all")]);
    }

    #[test]
    fn a_list_that_is_not_clear_is_refused() {
        for wrong in ["Policy: none\n", "/\n  Policy\n", "/embed/\n  Policy: any\n"] {
            assert!(read(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn no_two_rules_of_one_file_give_the_same_header_to_a_page() {
        const PAGES: [&str; 5] = ["", "about/", "embed/nms/", "nms/2022/", "nms/2022/aims/"];
        for under in ["/", "/tools/mentormark/"] {
            let made = self::rules(PAGES.into_iter(), &list().unwrap(), under);
            let rules: Vec<(&str, Vec<&str>)> = made
                .split("\n\n")
                .skip(1)
                .map(|rule| {
                    let (path, headers) = rule.split_once('\n').unwrap();
                    (path, headers.lines().map(|line| line.trim().split_once(':').unwrap().0).collect())
                })
                .collect();
            for page in PAGES.into_iter().chain(["assets/a"]) {
                let asked = format!("{under}{page}");
                let fits = |path: &str| path.strip_suffix('*').map_or(path == asked, |start| asked.starts_with(start));
                let mut sent: Vec<&str> =
                    rules.iter().filter(|(path, _)| fits(path)).flat_map(|(_, names)| names.clone()).collect();
                let all = sent.len();
                sent.sort_unstable();
                sent.dedup();
                assert_eq!(sent.len(), all, "{asked}");
                let is_asset = page.starts_with("assets/");
                assert_eq!(sent.contains(&"Content-Security-Policy"), !is_asset, "{asked}");
                assert_eq!(sent.contains(&"Cache-Control"), is_asset, "{asked}");
            }
        }
    }

    #[test]
    fn every_file_has_every_header_of_the_list() {
        let list = list().unwrap();
        let of_one = |header: &'_ Differing| {
            header.everywhere.iter().chain(header.below.iter().map(|(_, value)| value)).cloned().collect()
        };
        let values = list.always.iter().map(|(_, value)| value.clone());
        let values: Vec<String> = values.chain(list.differing.iter().flat_map::<Vec<String>, _>(of_one)).collect();
        for (name, text) in files().unwrap() {
            for value in &values {
                assert!(text.contains(&format!("\"{value}\"")), "{name}: {value}");
            }
        }
    }
}
