//! The answers in a page that was downloaded to be read, printed and opened again: a block of data in its text. Nothing in the page is
//! run or drawn to find it.

/// What the block of data begins with. Words in the page are escaped, so it stands nowhere else.
pub(crate) const BLOCK: &str = "<script type=\"application/json\" id=\"mentormark-assessment\">";

/// What it ends with.
pub(crate) const END: &str = "</script>";

/// The data in a page; `None` where there is no block, or more than one.
pub(crate) fn data(page: &str) -> Option<&str> {
    let (_, rest) = page.split_once(BLOCK)?;
    let (data, rest) = rest.split_once(END)?;
    (!rest.contains(BLOCK)).then_some(data)
}

/// Whether a text is a page and no JSON.
pub(crate) fn is_page(text: &str) -> bool {
    text.trim_start_matches('\u{feff}').trim_start().starts_with('<')
}

/// JSON as it may stand in the block: nothing in it could end the block or start a comment.
pub(crate) fn escaped(json: &str) -> String {
    json.replace('<', "\\u003c")
}

#[cfg(test)]
mod tests {
    use mentormark_rules::json::{Tree, tree};

    use super::*;

    fn page(data: &str) -> String {
        format!("<!doctype html><head>{BLOCK}{data}{END}</head><body><table></table></body>")
    }

    #[test]
    fn the_data_is_found_in_the_text_of_the_page() {
        assert_eq!(data(&page("{\"a\":1}")), Some("{\"a\":1}"));
        assert!(is_page(&page("{}")) && is_page("\u{feff}\n <html>") && !is_page("{\"a\":\"<\"}"));
    }

    #[test]
    fn a_page_without_one_block_that_ends_has_no_data() {
        let twice = page("{}") + &page("{}");
        for text in ["", "<p>", "{}", &format!("<p>{BLOCK}{{}}"), &twice, &page("{}").replace("mentormark-", "")] {
            assert_eq!(data(text), None, "{text}");
        }
    }

    #[test]
    fn nothing_that_is_said_ends_the_block() {
        let said = "</script><script>alert(1)</script><!-- \\u003c \\\\< \u{2028}";
        let json = mentormark_rules::json::canonical(said);
        let page = page(&escaped(&json));
        assert_eq!(page.matches("</script>").count(), 1);
        assert_eq!(tree(data(&page).unwrap()).unwrap(), Tree::Text(said.to_owned()));
    }
}
