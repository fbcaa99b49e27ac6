//! There is no such page.

use crate::html::html;
use crate::pages::View;
use crate::route::{Page, Router};
use crate::sheet::Sheet;
use crate::state::Session;
use crate::text;

/// What draws the page.
pub(super) struct Unknown;

impl View for Unknown {
    fn page(&self, _: Page, sheet: &mut Sheet, _: Session, router: Router) {
        html!(
            sheet.html(),
            "<h1 tabindex=\"-1\">",
            text::UNKNOWN,
            "</h1><p>",
            text::UNKNOWN_WHY,
            "</p><p class=\"buttons\"><a class=\"button\" href=\"",
            router.address(Page::Start),
            "\">",
            text::UNKNOWN_HOME,
            "</a></p>"
        );
    }
}
