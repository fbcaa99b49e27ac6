//! A document as a person reads it.

/// A document with a line for each value, to be read.
pub(super) fn indented(document: &str) -> String {
    let (mut written, mut depth, mut in_text, mut escaped) = (String::new(), 0_usize, false, false);
    let mut last = ' ';
    for letter in document.chars() {
        if !in_text && matches!(letter, '}' | ']') {
            depth = depth.saturating_sub(1);
            if !matches!(last, '{' | '[') {
                line(&mut written, depth);
            }
        } else if !in_text && matches!(last, '{' | '[') {
            line(&mut written, depth);
        }
        written.push(letter);
        match letter {
            _ if in_text => {
                in_text = escaped || letter != '"';
                escaped = !escaped && letter == '\\';
                // Within a text nothing is the start of anything.
                last = ' ';
                continue;
            }
            '"' => in_text = true,
            '{' | '[' => depth += 1,
            ',' => line(&mut written, depth),
            ':' => written.push(' '),
            _ => {}
        }
        last = letter;
    }
    written
}

fn line(written: &mut String, depth: usize) {
    written.push('\n');
    for _ in 0..depth {
        written.push_str("  ");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_is_written_with_a_line_for_each_value() {
        let written = indented(r#"{"a":[],"b":{"c":"x,{\"}","d":[1,null]},"e":{}}"#);
        let wanted = "{\n  \"a\": [],\n  \"b\": {\n    \"c\": \"x,{\\\"}\",\n    \"d\": [\n      1,\n      null\n    ]\n  },\n  \"e\": {}\n}";
        assert_eq!(written, wanted);
    }
}
