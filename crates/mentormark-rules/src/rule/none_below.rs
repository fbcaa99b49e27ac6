//! None below: no selected criterion may be rated below a rating. What must be met is so before any score.

use crate::packed::packed;
use serde::Serialize;

use crate::{
    Id,
    json::Node,
    scheme::test::{SELECTOR, Selector, selector},
};

/// No selected criterion is rated below `rated`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct NoneBelow {
    /// The least rating that will do.
    pub rated: Id,
    /// Of these criteria.
    #[serde(flatten)]
    pub selector: Selector,
    /// Its anchor.
    pub source: Id,
}

packed!(struct NoneBelow { rated, selector, source });

/// Reads the shape.
pub(crate) fn read(node: &Node<'_>) -> NoneBelow {
    let keys: alloc::vec::Vec<&str> = SELECTOR.iter().chain(&["rated", "source"]).copied().collect();
    let object = node.fields(&keys);
    NoneBelow { rated: object.id("rated"), selector: selector(&object), source: object.anchor("source") }
}
