//! The day. The engine reads no clock, so the site tells it the date where the person is.

use mentormark_rules::Date;

/// Today by this device's clock and time zone; `None` where its clock is out of all bounds.
pub(crate) fn today() -> Option<Date> {
    let now = js_sys::Date::new_0();
    let part = |number: u32| u8::try_from(number).ok();
    let year = u16::try_from(now.get_full_year()).ok()?;
    Date::new(year, part(now.get_month() + 1)?, part(now.get_date())?).ok()
}
