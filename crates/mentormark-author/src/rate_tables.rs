//! Rate tables: rates of policy that schemes name instead of writing them out.

use std::collections::BTreeMap;

use mentormark_rules::{Code, Refusal, json::Tree};

use crate::{Anchors, Diagnostic, SchemeFile, anchors::Sources, document::Document};

/// Where a scheme may name a table.
const NAMED_AT: &str = "/fee/vat/rates";

/// The rate tables that schemes may name, and what stands behind them.
#[derive(Clone, Debug, Default)]
pub struct RateTables {
    /// The lists of rates by the id of their table, as the scheme reader takes them.
    by_id: BTreeMap<String, Tree>,
    sources: Sources,
}

impl RateTables {
    /// Adds a table: an `id`, by which schemes name it, and its `rates`, which stand in the compiled scheme instead.
    ///
    /// The rates themselves are read with each scheme that names them.
    ///
    /// # Errors
    /// Every fault of the file; [`Code::DuplicateId`] where there is such a table already.
    pub fn add(&mut self, file: &SchemeFile<'_>) -> Result<(), Vec<Diagnostic>> {
        let mut document = Document::read(file)?;
        let id = document.read_as(|root| {
            let object = root.object(&["id", "rates"])?;
            let id = object.required("id").and_then(|node| {
                let id = node.id()?;
                if self.by_id.contains_key(id.as_str()) {
                    node.refuse(Code::DuplicateId, format!("there is a rate table `{id}` already: rename this one"));
                }
                Some(id)
            });
            object.required("rates")?.filled_list()?;
            id
        });
        let rates = field(&mut document.tree, "rates").cloned();
        let (id, rates) = document.unless_faulty(id.zip(rates))?;
        self.by_id.insert(id.as_str().into(), rates);
        Ok(())
    }

    /// Adds what stands behind the tables of a subject; their anchors are `<subject>#<name>`.
    pub fn add_sources(&mut self, subject: &str, anchors: &Anchors) {
        self.sources.extend(anchors.of(subject));
    }

    /// The sources of all tables by full anchor.
    pub(crate) fn sources(&self) -> &Sources {
        &self.sources
    }

    /// Puts the rates in the place of their name.
    pub(crate) fn inline(&self, document: &mut Document<'_>) {
        let named = ["fee", "vat", "rates"].into_iter().try_fold(&mut document.tree, field);
        let Some(place) = named else { return };
        let Tree::Text(name) = &*place else { return };
        let name = name.clone();
        if let Some(rates) = self.by_id.get(&name) {
            *place = rates.clone();
            document.annotate(NAMED_AT.into(), format!("this is in the rate table `{name}`"));
            return;
        }
        let message = format!("there is no rate table `{name}`: name one that exists, or write the rates here");
        let refusal = Refusal::new(Code::UnknownRateTable, NAMED_AT, message);
        let refusal = refusal.suggesting(&name, self.by_id.keys().map(String::as_str));
        let meant = refusal.did_you_mean.as_deref().and_then(|meant| self.by_id.get_key_value(meant));
        let Some((meant, rates)) = meant else {
            // The name stays where it is, and is read as no rates.
            document.misread(refusal);
            return;
        };
        *place = rates.clone();
        // The note is on what is in the table, not on its name.
        if let Tree::List(entries) = rates {
            for i in 0..entries.len() {
                document.annotate(format!("{NAMED_AT}/{i}"), format!("this is in the rate table `{meant}`"));
            }
        }
        document.mended.push(refusal);
    }
}

fn field<'t>(tree: &'t mut Tree, key: &str) -> Option<&'t mut Tree> {
    let Tree::Object(fields) = tree else { return None };
    fields.iter_mut().find(|(name, _)| name == key).map(|(_, tree)| tree)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_needs_an_id_of_its_own_and_rates() {
        let mut tables = RateTables::default();
        let mut codes = |text: &str| {
            let added = tables.add(&SchemeFile { name: "t.toml", text });
            let faults = added.err().unwrap_or_default();
            faults.iter().map(|fault| fault.code).collect::<Vec<_>>()
        };
        assert_eq!(codes("id = \"a\"\nrates = [{}]"), []);
        assert_eq!(codes("id = \"a\"\nrates = []"), [Code::DuplicateId, Code::EmptyList]);
        assert_eq!(codes("rates = 1\nname = \"b\""), [Code::MissingField, Code::WrongType, Code::UnknownField]);
    }
}
