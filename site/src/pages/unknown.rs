//! There is no such page.

use crate::html::html;
use crate::route::{Page, Router};
use crate::sheet::Sheet;
use crate::text;

pub(super) fn page(sheet: &mut Sheet, router: Router) {
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
