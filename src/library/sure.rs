//! A snapshot without what rules found: names of a list, of an annotation and of the reader alone.

use super::Snapshot;
use crate::entity::{EntityId, Mention, Provenance};
use std::sync::Arc;

impl Snapshot {
    /// Whether every mention of an entity was found by a rule.
    #[must_use]
    pub fn is_by_rule(&self, entity: EntityId) -> bool {
        self.by_rule.binary_search(&entity).is_ok()
    }

    /// The same library, in which nothing that a rule found is mentioned, counted or listed. Numbers of
    /// entities and articles stay what they are.
    #[must_use]
    pub fn without_rules(&self) -> Snapshot {
        let mut sure = Snapshot { by_rule: Arc::default(), ..self.clone() };
        sure.entities = Arc::new(self.entities.without(&self.by_rule));
        sure.index.set_entities(Arc::clone(&sure.entities));
        for (article, mentions) in self.articles.iter().zip(&mut sure.mentions) {
            if mentions.iter().any(is_by_rule) {
                *mentions = mentions.iter().filter(|mention| !is_by_rule(mention)).cloned().collect();
                sure.index.replace(article.id, mentions);
            }
        }
        sure
    }

    /// How many mentions rules found.
    #[must_use]
    pub fn found_by_rules(&self) -> usize {
        self.mentions
            .iter()
            .flat_map(|mentions| mentions.iter())
            .filter(|mention| is_by_rule(mention))
            .count()
    }
}

fn is_by_rule(mention: &Mention) -> bool {
    mention.provenance == Provenance::Rule
}
