//! The table of all entities of a library: one row for each person, organisation and place,
//! under however many spellings and in however many articles.

use std::collections::HashMap;
use std::sync::Arc;

use super::kind::{Entity, EntityId, EntityKind, Kinds};
use crate::fold::Folding;

/// Entities by number. Cloning copies pointers, not names, so each snapshot may have its own.
#[derive(Clone, Debug, Default)]
pub struct EntityTable {
    entities: Vec<Arc<Entity>>,
    /// For each kind: folded canonical name → number.
    ids: Vec<HashMap<Arc<str>, EntityId>>,
    kinds: Kinds,
}

impl EntityTable {
    /// A table without entities.
    #[must_use]
    pub fn new() -> EntityTable {
        EntityTable::default()
    }

    /// A table without entities that knows the names of the reader's own kinds.
    #[must_use]
    pub fn with_kinds(kinds: Kinds) -> EntityTable {
        EntityTable { kinds, ..EntityTable::default() }
    }

    /// What a kind is called: its code, or the reader's own name for it.
    #[must_use]
    pub fn kind_name(&self, kind: EntityKind) -> &str {
        self.kinds.name(kind)
    }

    /// The number of the entity of this kind and name, entered now if it is new. Spellings that
    /// fold to the same letters are one name; the first one seen is listed. An English name that
    /// comes later is added.
    pub fn intern(&mut self, kind: EntityKind, canonical: &str, english: Option<&str>) -> EntityId {
        let key = Folding::TAGGING.fold(canonical);
        if self.ids.len() <= kind.number() {
            self.ids.resize_with(kind.number() + 1, HashMap::new);
        }
        if let Some(&id) = self.ids[kind.number()].get(key.as_str()) {
            let entity = &mut self.entities[id.0 as usize];
            if entity.english.is_none() && english.is_some() {
                Arc::make_mut(entity).english = english.map(str::to_string);
            }
            return id;
        }
        let id = EntityId(u32::try_from(self.entities.len()).expect("fewer entities than bytes of text"));
        let (canonical, english) = (canonical.to_string(), english.map(str::to_string));
        self.entities.push(Arc::new(Entity { kind, canonical, english }));
        self.ids[kind.number()].insert(key.into(), id);
        id
    }

    /// The entity with this number, if it is one of this table.
    #[must_use]
    pub fn get(&self, id: EntityId) -> Option<&Entity> {
        self.entities.get(id.0 as usize).map(AsRef::as_ref)
    }

    /// The number of an entity, by kind and canonical name in any spelling that folds alike.
    #[must_use]
    pub fn find(&self, kind: EntityKind, canonical: &str) -> Option<EntityId> {
        self.ids.get(kind.number())?.get(Folding::TAGGING.fold(canonical).as_str()).copied()
    }

    /// Every entity with its number, in the order in which they were first seen.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (EntityId, &Entity)> {
        self.entities.iter().enumerate().map(|(at, entity)| (EntityId(at as u32), entity.as_ref()))
    }

    /// How many entities there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.entities.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entities.is_empty()
    }
}

impl std::ops::Index<EntityId> for EntityTable {
    type Output = Entity;

    /// # Panics
    /// If `id` is of another table.
    fn index(&self, id: EntityId) -> &Entity {
        &self.entities[id.0 as usize]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_row_for_all_spellings() {
        let mut table = EntityTable::new();
        let first = table.intern(EntityKind::Person, "أحمد", None);
        assert_eq!(table.intern(EntityKind::Person, "احمد", Some("Ahmad")), first);
        assert_eq!(table[first].canonical, "أحمد");
        assert_eq!(table[first].english.as_deref(), Some("Ahmad"));
        assert_ne!(table.intern(EntityKind::Place, "أحمد", None), first);
        assert_eq!(table.find(EntityKind::Person, "إحمد"), Some(first));
        assert_eq!((table.len(), table.iter().len()), (2, 2));
    }

    #[test]
    fn a_clone_does_not_change_with_its_original() {
        let mut table = EntityTable::new();
        let id = table.intern(EntityKind::Place, "قطر", None);
        let snapshot = table.clone();
        table.intern(EntityKind::Place, "قطر", Some("Qatar"));
        assert_eq!(snapshot[id].english, None);
    }
}
