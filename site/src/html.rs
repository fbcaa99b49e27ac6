//! Markup made as text: literals are markup, everything else is words and is escaped. `html!` tells them apart, so words from
//! a file or a person cannot become markup.
//!
//! Pages are made this way, and not of one view type for each element, because each such type costs a kilobyte or two of
//! WebAssembly, and a page is worth some fifty of them.

/// Markup.
#[derive(Clone, Default, PartialEq, Eq)]
pub(crate) struct Html(String);

impl Html {
    /// Adds markup.
    pub(crate) fn markup(&mut self, markup: &'static str) {
        self.0.push_str(markup);
    }

    /// Adds markup with words in the places of its marks. Called by `html!`.
    pub(crate) fn fill(&mut self, markup: &'static str, words: &[&str]) {
        let mut words = words.iter();
        for (at, markup) in markup.split('\0').enumerate() {
            if at > 0 {
                self.words(words.next().copied().unwrap_or_default());
            }
            self.0.push_str(markup);
        }
    }

    /// Adds words, escaped for text and for quoted attributes.
    pub(crate) fn words(&mut self, words: &str) {
        for letter in words.chars() {
            match letter {
                '&' => self.0.push_str("&amp;"),
                '<' => self.0.push_str("&lt;"),
                '>' => self.0.push_str("&gt;"),
                '"' => self.0.push_str("&quot;"),
                _ => self.0.push(letter),
            }
        }
    }

    /// Adds the picture that `mentormark-report` draws, which escapes its own words.
    pub(crate) fn picture(&mut self, svg: &str) {
        self.0.push_str(svg);
    }

    /// Adds other markup.
    pub(crate) fn add(&mut self, other: &Self) {
        self.0.push_str(&other.0);
    }

    /// The markup as text.
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

/// Adds to an [`Html`]: literals as markup, everything else as words. The literals go in as one text with a mark where words stand,
/// because one call is less WebAssembly than one for each piece.
macro_rules! html {
    ($to:expr $(,)?) => { () };
    (@ $to:expr, [$($markup:expr,)*] [$($words:expr,)*]) => { $to.fill(concat!($($markup),*), &[$($words),*]) };
    (@ $to:expr, [$($before:expr,)*] [$($words:expr,)*] $markup:literal $(, $($rest:tt)*)?) => {
        $crate::html::html!(@ $to, [$($before,)* $markup,] [$($words,)*] $($($rest)*)?)
    };
    (@ $to:expr, [$($before:expr,)*] [$($words:expr,)*] $more:expr $(, $($rest:tt)*)?) => {
        $crate::html::html!(@ $to, [$($before,)* "\0",] [$($words,)* ::std::convert::AsRef::<str>::as_ref(&$more),] $($($rest)*)?)
    };
    ($to:expr, $($pieces:tt)+) => { $crate::html::html!(@ $to, [] [] $($pieces)+) };
}
pub(crate) use html;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_literals_are_markup() {
        let mut page = Html::default();
        let words = String::from("a <b> & \"c\"");
        html!(page, "<p title=\"", words, "\">", &words[..5], "</p>");
        assert_eq!(page.as_str(), "<p title=\"a &lt;b&gt; &amp; &quot;c&quot;\">a &lt;b&gt;</p>");
    }
}
