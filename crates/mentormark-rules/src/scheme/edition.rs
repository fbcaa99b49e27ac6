//! Which edition of a scheme judges an assessment.

use alloc::{format, vec::Vec};

use crate::{Assessment, Code, Date, Refusal};

/// One edition among those that a surface can judge by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Edition<'a> {
    /// The scheme's id.
    pub scheme: &'a str,
    /// The edition's id.
    pub edition: &'a str,
    /// The first day on which it is in force.
    pub starts_on: Date,
}

/// The position in `editions` of the one that judges `assessment`: the one it names, else the latest in force on `as_of`.
///
/// # Errors
/// [`Code::UnknownScheme`], [`Code::UnknownEdition`], or [`Code::NoEditionOnDate`] where none is named and `as_of` is
/// before the first.
///
/// # Examples
/// ```
/// use mentormark_rules::{json, scheme::{Edition, edition_on}};
///
/// let edition = |edition, starts_on: &str| Edition { scheme: "s", edition, starts_on: starts_on.parse().unwrap() };
/// let editions = [edition("2020", "2020-01-01"), edition("2022", "2022-01-01")];
/// let judged = |as_of: &str| {
///     let text = format!(r#"{{"scheme":"s","as_of":"{as_of}","facts":{{}},"ratings":{{}}}}"#);
///     edition_on(&editions, &json::assessment(&text).unwrap()).map_err(|refusal| refusal.code.as_str())
/// };
/// assert_eq!(judged("2021-12-31"), Ok(0));
/// assert_eq!(judged("2022-01-01"), Ok(1));
/// assert_eq!(judged("2019-12-31"), Err("no-edition-on-date"));
/// ```
pub fn edition_on(editions: &[Edition<'_>], assessment: &Assessment) -> Result<usize, Refusal> {
    let scheme = assessment.scheme.as_str();
    let of_scheme: Vec<(usize, &Edition<'_>)> =
        editions.iter().enumerate().filter(|(_, edition)| edition.scheme == scheme).collect();
    if of_scheme.is_empty() {
        let message = format!("there is no scheme `{scheme}`: name one of those listed");
        let known = editions.iter().map(|edition| edition.scheme);
        return Err(Refusal::new(Code::UnknownScheme, "/scheme", message).suggesting(scheme, known));
    }
    if let Some(named) = &assessment.edition {
        return of_scheme.iter().find(|(_, edition)| edition.edition == named).map(|&(i, _)| i).ok_or_else(|| {
            let message = format!("`{scheme}` has no edition `{named}`: name one of those listed, or none");
            let known = of_scheme.iter().map(|(_, edition)| edition.edition);
            Refusal::new(Code::UnknownEdition, "/edition", message).suggesting(named, known)
        });
    }
    let in_force = of_scheme.iter().filter(|(_, edition)| edition.starts_on <= assessment.as_of);
    in_force.max_by_key(|(_, edition)| edition.starts_on).map(|&(i, _)| i).ok_or_else(|| {
        let message = format!(
            "no edition of `{scheme}` was in force on {}: judge on a later day, or name an edition",
            assessment.as_of
        );
        Refusal::new(Code::NoEditionOnDate, "/as_of", message)
    })
}
