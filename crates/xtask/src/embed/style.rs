//! The style sheet of the frames: what pages of the site show as well, and then what is a frame's own.

use super::read;
use crate::bundle;
use anyhow::Result;
use std::path::Path;

/// The sheet, of the folder of the site.
pub(super) fn sheet(site: &Path) -> Result<String> {
    Ok(bundle::sheets(&site.join("style/pieces"))? + &read(&site.join("embed/frame.css"))?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::place;
    use std::collections::BTreeMap;

    /// The values of the custom properties of a sheet.
    fn colours(sheet: &str) -> BTreeMap<&str, &str> {
        let lines =
            sheet.lines().filter_map(|line| line.trim().strip_prefix("--")?.strip_suffix(';')?.split_once(": "));
        lines.filter(|(_, value)| value.contains('#')).collect()
    }

    /// A colour without the property that a page around may set in its place.
    fn own(value: &str) -> &str {
        value.strip_prefix("var(--mentormark-").map_or(value, |rest| {
            let (_, own) = rest.split_once(", ").unwrap();
            own.strip_suffix(')').unwrap()
        })
    }

    #[test]
    fn a_frame_has_the_colours_of_the_site_in_light_and_in_dark() {
        let site = place::root().join("site");
        let ground = read(&site.join("style/1-ground.css")).unwrap();
        let (light, dark) = ground.split_once("@media (prefers-color-scheme: dark)").unwrap();
        let (light, dark) = (colours(light), colours(dark));
        let frame = read(&site.join("embed/frame.css")).unwrap();
        let (plain, both) = frame.split_once("@supports").unwrap();
        let (plain, both) = (colours(plain), colours(both));
        assert!(plain.len() > 15 && both.len() > 10);
        for (name, value) in &plain {
            assert_eq!(own(value), light[name], "{name}");
            let pair = dark.get(name).map(|dark| format!("light-dark({}, {dark})", light[name]));
            assert_eq!(both.get(name).map(|both| own(both)), pair.as_deref(), "{name}");
        }
        assert!(both.keys().all(|name| plain.contains_key(name)));
    }
}
