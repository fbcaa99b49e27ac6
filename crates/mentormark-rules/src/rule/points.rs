//! Points: the weighted points of the selected criteria, against a number or a part of the most they could be.

use crate::packed::packed;
use alloc::vec::Vec;

use serde::{Serialize, Serializer, ser::SerializeMap};

use crate::{
    Id,
    json::Node,
    scheme::test::{SELECTOR, Selector, selector},
};

/// The weighted points of the selected criteria are at least so many.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Points {
    /// How many.
    pub at_least: PointsNeeded,
    /// Of these criteria.
    #[serde(flatten)]
    pub selector: Selector,
    /// Its anchor.
    pub source: Id,
}

packed!(struct Points { at_least, selector, source });

/// How many points.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PointsNeeded {
    /// So many.
    Count(u32),
    /// So many in a hundred of the most that the criteria could be given, 1 to 100.
    Percent(u32),
}

packed!(enum PointsNeeded { 0 => Count(a), 1 => Percent(a) });

impl Serialize for PointsNeeded {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Count(count) => serializer.serialize_u32(*count),
            Self::Percent(percent) => {
                let mut map = serializer.serialize_map(Some(1))?;
                map.serialize_entry("percent", percent)?;
                map.end()
            }
        }
    }
}

/// Reads the shape.
pub(crate) fn read(node: &Node<'_>) -> Points {
    let keys: Vec<&str> = SELECTOR.iter().chain(&["at_least", "source"]).copied().collect();
    let object = node.fields(&keys);
    let at_least = object.required("at_least").and_then(|node| {
        if node.is_object() {
            let percent = node.fields(&["percent"]).whole("percent", 1, 100);
            u32::try_from(percent).ok().map(PointsNeeded::Percent)
        } else {
            node.whole(1, 1_000_000_000).map(PointsNeeded::Count)
        }
    });
    Points {
        at_least: at_least.unwrap_or(PointsNeeded::Count(1)),
        selector: selector(&object),
        source: object.anchor("source"),
    }
}
