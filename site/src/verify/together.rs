//! All files together: each by itself, and then what was signed against the answers that it is for.

use wasm_split_helpers::SplitLoaderError;

use super::given::{Given, Kind};
use super::{Finding, Holds, Report, recount, signed};
use crate::text::verify;

/// What is said of each file, in the order in which they were given.
///
/// # Errors
/// When something was signed and what checks that could not be loaded; asking again tries again.
pub(super) async fn reports(given: Vec<Given>, root: String) -> Result<Vec<Report>, SplitLoaderError> {
    let mut reports = Vec::new();
    let mut recounts = Vec::new();
    for Given { name, is } in &given {
        let mut report = Report { title: verify::title(name, verify::kind(is.name())), ..Report::default() };
        match is {
            Kind::Submission(text, tree) => {
                recounts.extend(recount::submission(name, text, tree, &mut report).await);
            }
            Kind::Assessment(tree) => recounts.extend(recount::assessment(name, tree, &mut report).await),
            Kind::Other(why) => report.findings.push(Finding::new(Holds::No, why.clone())),
            Kind::Receipt(_) | Kind::Verification(_) | Kind::Keys(_) => {}
        }
        reports.push(report);
    }
    if given.iter().all(|given| matches!(given.is, Kind::Submission(..) | Kind::Assessment(_) | Kind::Other(_))) {
        return Ok(reports);
    }
    Ok(signed(given, recounts, root, reports).await?.await)
}

impl Kind {
    fn name(&self) -> &'static str {
        match self {
            Self::Receipt(_) => "receipt",
            Self::Verification(_) => "verification",
            Self::Submission(..) => "submission",
            Self::Assessment(_) => "assessment",
            Self::Keys(_) => "keys",
            Self::Other(_) => "",
        }
    }
}
