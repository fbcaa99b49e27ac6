//! Every word on screen stands in the text files: no literal elsewhere in the site's source is words for people.

use proc_macro2::{TokenStream, TokenTree};
use syn::{Attribute, Item, Lit, LitStr, Macro, visit::Visit};

use crate::{at, below, name, text, tidy};

/// Attributes whose values people read or hear.
const READ: [&str; 6] = ["alt", "aria-description", "aria-label", "aria-roledescription", "placeholder", "title"];

/// What looks like words and is none, and why. One that is met no longer fails the test.
const ALLOWED: [(&str, &[&str]); 3] = [
    ("classes that style sheets know", &["button grave", "button plain", "reason always"]),
    ("names of elements in a page", &["input, select", "summary span"]),
    ("names that the browser has", &["AbortSignal", "CompressionStream", "DecompressionStream", "TimeoutError"]),
];

/// The same in scripts: classes, what a page says to its worker, and a key.
const IN_SCRIPTS: [&str; 5] = ["button plain", "renewal card", "take over", "keep the rest", "Enter"];

/// A literal of a source file.
struct Literal {
    text: String,
    line: usize,
    /// Whether it is a piece of the markup that `html!` makes.
    is_markup: bool,
}

/// The literals of a source file, without its tests and its attributes.
#[derive(Default)]
struct Literals(Vec<Literal>);

impl Literals {
    fn add(&mut self, literal: &LitStr, is_markup: bool) {
        self.0.push(Literal { text: literal.value(), line: literal.span().start().line, is_markup });
    }

    /// What stands between the brackets of a macro; only what stands there itself is markup, not what stands deeper.
    fn tokens(&mut self, tokens: TokenStream, is_markup: bool) {
        let mut is_attribute = false;
        for token in tokens {
            // Comments are attributes here.
            let was_marked =
                std::mem::replace(&mut is_attribute, matches!(&token, TokenTree::Punct(mark) if mark.as_char() == '#'));
            match token {
                TokenTree::Group(_) if was_marked => {}
                TokenTree::Group(group) => self.tokens(group.stream(), false),
                TokenTree::Literal(literal) => {
                    if let Lit::Str(literal) = Lit::new(literal) {
                        self.add(&literal, is_markup);
                    }
                }
                _ => {}
            }
        }
    }
}

impl<'ast> Visit<'ast> for Literals {
    fn visit_lit_str(&mut self, literal: &'ast LitStr) {
        self.add(literal, false);
    }

    fn visit_macro(&mut self, called: &'ast Macro) {
        self.tokens(called.tokens.clone(), called.path.is_ident("html"));
    }

    fn visit_item(&mut self, item: &'ast Item) {
        let is_test = |attribute: &Attribute| {
            attribute.path().is_ident("cfg") && attribute.parse_args::<syn::Ident>().is_ok_and(|only| only == "test")
        };
        if !matches!(item, Item::Mod(module) if module.attrs.iter().any(is_test)) {
            syn::visit::visit_item(self, item);
        }
    }

    fn visit_attribute(&mut self, _: &'ast Attribute) {}
}

/// A text without what stands between an opening and a closing mark.
fn without(text: &str, open: char, close: char) -> String {
    let mut parts = text.split(open);
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |kept, part| kept + " " + part.split_once(close).map_or(part, |(_, rest)| rest))
}

/// What people read in a piece of markup: what stands between tags, and some attributes. It may begin or end within a tag.
fn read_in(markup: &str) -> Vec<&str> {
    let starts = markup.find('<').unwrap_or(markup.len());
    let mut in_tag = markup.find('>').map_or(markup.contains('=') && starts > 0, |ends| ends < starts);
    let mut found = Vec::new();
    for part in markup.split_inclusive(['<', '>']) {
        let inner = part.trim_end_matches(['<', '>']);
        if in_tag {
            let values = READ.iter().filter_map(|name| inner.split_once(&format!("{name}=\"")));
            found.extend(values.map(|(_, rest)| rest.split('"').next().unwrap_or_default()));
        } else if !inner.starts_with('-') {
            // What begins so goes on with an id.
            found.push(inner);
        }
        in_tag = part.ends_with('<');
    }
    found.retain(|text| without(&without(text, '&', ';'), '{', '}').chars().any(char::is_alphabetic));
    found
}

/// Whether a text that is no markup looks like words: two in a row, one with a capital letter, or a letter that no name has.
fn is_words(text: &str) -> bool {
    let pieces = text.split_whitespace().map(|piece| piece.trim_end_matches(['.', ',', ':', ';', '!', '?', '…']));
    let words: Vec<Option<&str>> = pieces
        .map(|piece| Some(piece).filter(|word| word.len() > 1 && word.chars().all(char::is_alphabetic)))
        .collect();
    let is_capitalised =
        |word: &&str| word.starts_with(char::is_uppercase) && word.chars().skip(1).any(char::is_lowercase);
    words.windows(2).any(|pair| pair.iter().all(Option::is_some))
        || words.iter().flatten().any(is_capitalised)
        || !text.is_ascii()
}

/// The words for people in a literal.
fn words_in(literal: &Literal) -> Vec<&str> {
    let text = literal.text.as_str();
    let is_markup = literal.is_markup || text.contains("</") || text.contains("=\"") || text.starts_with('<');
    match is_markup {
        true => read_in(text),
        false if is_words(&without(text, '{', '}')) => vec![text],
        false => Vec::new(),
    }
}

/// The words for people in a source file, each with its line.
fn found(source: &str) -> Vec<(usize, String)> {
    let mut literals = Literals::default();
    literals.visit_file(&syn::parse_file(source).expect("Rust"));
    let words = |literal: &Literal| -> Vec<(usize, String)> {
        words_in(literal).into_iter().map(|words| (literal.line, words.to_owned())).collect()
    };
    literals.0.iter().flat_map(words).collect()
}

/// The texts in a script, each with its line: what stands between quotation marks of any kind, without comments, expressions and
/// the messages of errors, which nobody reads on a page.
fn texts_of(script: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    for (number, line) in script.lines().enumerate() {
        let line = line.trim_start();
        if line.starts_with("//") || line.starts_with('*') || line.starts_with("/*") || line.contains("Error(") {
            continue;
        }
        let mut rest = line.split(" // ").next().unwrap_or_default();
        while let Some(start) = rest.find(['"', '\'', '`']) {
            let (mark, after) = rest.split_at(start).1.split_at(1);
            let end = after.find(mark).unwrap_or(after.len());
            let text = after.get(..end).unwrap_or_default();
            found.push((number + 1, text.replace("${", "{")));
            rest = after.get(end + 1..).unwrap_or_default();
        }
    }
    found
}

#[test]
fn no_script_of_the_site_has_words_of_its_own() {
    let mut files = vec![at("site/boot.js"), at("site/offline/page.js"), at("site/offline/worker.js")];
    files.extend(
        below(&at("site/embed"), "js")
            .into_iter()
            .filter(|file| !file.components().any(|part| part.as_os_str() == "released")),
    );
    assert!(files.len() > 7, "{files:?}");
    let words = |(line, text): (usize, String)| is_words(&without(&text, '{', '}')).then_some((line, text));
    let found = files.iter().flat_map(|file| {
        let found = texts_of(&text(file))
            .into_iter()
            .filter_map(words)
            .filter(|(_, text)| !IN_SCRIPTS.contains(&text.as_str()));
        found
            .map(|(line, text)| format!("{}:{line}: `{text}` belongs into a file of words", file.display()))
            .collect::<Vec<_>>()
    });
    tidy(&found.collect::<Vec<_>>());
    assert_eq!(texts_of("say(\'Try again\'); // not \'this\'"), [(1, "Try again".to_owned())]);
    assert!(texts_of("say(\"Try again\")").into_iter().filter_map(words).count() == 1);
}

#[test]
fn every_word_on_screen_stands_in_the_text_files() {
    let source = at("site/src");
    let texts = source.join("text");
    let files: Vec<_> = below(&source, "rs").into_iter().filter(|file| !file.starts_with(&texts)).collect();
    assert!(files.len() > 50, "{files:?}");
    let mut unmet: Vec<&str> = ALLOWED.iter().flat_map(|(_, allowed)| allowed.iter().copied()).collect();
    let mut wrong = Vec::new();
    for file in files.iter().filter(|file| name(file) != "fixture.rs") {
        for (line, words) in found(&text(file)) {
            if ALLOWED.iter().any(|(_, allowed)| allowed.contains(&words.as_str())) {
                unmet.retain(|allowed| *allowed != words);
            } else {
                wrong.push(format!("{}:{line}: `{words}` belongs into site/src/text", file.display()));
            }
        }
    }
    wrong.extend(unmet.iter().map(|allowed| format!("`{allowed}` is met nowhere: take it out of what is allowed")));
    tidy(&wrong);
}

#[test]
fn words_are_found_wherever_a_page_may_have_them() {
    let check = |source: &str, expected: &[&str]| {
        let words: Vec<String> =
            found(&format!("fn page() {{ {source} }}")).into_iter().map(|(_, words)| words).collect();
        assert_eq!(words, expected, "{source}");
    };
    check(r#"html!(to, "<p>Saved</p>");"#, &["Saved"]);
    check(r#"html!(to, "<p class=\"quiet\">", text::WAIT, " or so</p>");"#, &[" or so"]);
    check(r#"html!(to, "one");"#, &["one"]);
    check(r#"html!(to, "\" aria-label=\"Steps\"><ul>");"#, &["Steps"]);
    check(r#"to.markup(if a { "<h2>Why</h2>" } else { "<h2>" });"#, &["Why"]);
    check(r#"tell("two words");"#, &["two words"]);
    check(r#"tell("Cleared");"#, &["Cleared"]);
    check(r#"tell(&format!("{n} of {m} met so far"));"#, &["{n} of {m} met so far"]);
    check(r#"tell("wedi’i");"#, &["wedi’i"]);
}

#[test]
fn what_nobody_reads_is_not_found() {
    let check = |source: &str| assert!(found(source).is_empty(), "{source}");
    check(r#"fn page() { html!(to, "<p class=\"note grave\">", text::WAIT, "</p>, &amp; <b id=\"kept\">: "); }"#);
    check(r#"fn page() { html!(to, "\" data-do=\"print\" aria-describedby=\"", id); }"#);
    check(r#"fn page() { element("[data-field=\"{field}\"] .entry"); named(of, "getReader"); }"#);
    check("#[expect(clippy::panic, reason = \"why this is so\")] fn page() {}");
    check("thread_local! { /// What is kept.\n static KEPT: u8 = const { 0 }; }");
    check("#[cfg(test)] mod tests { const SAID: &str = \"Two words\"; }");
}
