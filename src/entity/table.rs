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
    /// What is not shown, and what stands in its place, if anything does.
    gone: HashMap<EntityId, Option<EntityId>>,
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

    /// The names of the reader's own kinds.
    #[must_use]
    pub fn kinds(&self) -> &Kinds {
        &self.kinds
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
        if let Some(&id) = self.ids(kind).get(key.as_str()) {
            let entity = &mut self.entities[id.0 as usize];
            if entity.english.is_none() && english.is_some() {
                Arc::make_mut(entity).english = english.map(str::to_string);
            }
            return id;
        }
        let id = EntityId(u32::try_from(self.entities.len()).expect("fewer entities than bytes of text"));
        let (canonical, english) = (canonical.to_string(), english.map(str::to_string));
        self.entities.push(Arc::new(Entity { kind, canonical, english }));
        self.ids(kind).insert(key.into(), id);
        id
    }

    fn ids(&mut self, kind: EntityKind) -> &mut HashMap<Arc<str>, EntityId> {
        if self.ids.len() <= kind.number() {
            self.ids.resize_with(kind.number() + 1, HashMap::new);
        }
        &mut self.ids[kind.number()]
    }

    /// Shows `entity` under this number.
    pub(super) fn replace(&mut self, id: EntityId, entity: Entity) {
        self.ids(entity.kind).insert(Folding::TAGGING.fold(&entity.canonical).into(), id);
        self.entities[id.0 as usize] = Arc::new(entity);
    }

    /// Shows this number no more; `successor` stands in its place.
    pub(super) fn remove(&mut self, id: EntityId, successor: Option<EntityId>) {
        self.gone.insert(id, successor);
    }

    /// This table without some of its entities, in whose place nothing stands.
    #[must_use]
    pub fn without(&self, left_out: &[EntityId]) -> EntityTable {
        let mut table = self.clone();
        left_out.iter().for_each(|id| table.remove(*id, None));
        table
    }

    /// The entity with this number, if it is one of this table.
    #[must_use]
    pub fn get(&self, id: EntityId) -> Option<&Entity> {
        self.entities.get(id.0 as usize).filter(|_| !self.gone.contains_key(&id)).map(AsRef::as_ref)
    }

    /// What stands for what this number stood for in a table before the reader changed something: most
    /// often that number still.
    #[must_use]
    pub fn successor(&self, id: EntityId) -> Option<EntityId> {
        let id = self.gone.get(&id).copied().unwrap_or(Some(id))?;
        self.get(id).map(|_| id)
    }

    /// The number of an entity, by kind and canonical name in any spelling that folds alike, or of what
    /// stands in its place.
    #[must_use]
    pub fn find(&self, kind: EntityKind, canonical: &str) -> Option<EntityId> {
        let id = self.ids.get(kind.number())?.get(Folding::TAGGING.fold(canonical).as_str()).copied()?;
        self.successor(id)
    }

    /// Every entity with its number, in the order in which they were first seen.
    pub fn iter(&self) -> impl Iterator<Item = (EntityId, &Entity)> {
        let all = self.entities.iter().enumerate().map(|(at, entity)| (EntityId(at as u32), entity.as_ref()));
        all.filter(|(id, _)| !self.gone.contains_key(id))
    }

    /// How many entities there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.entities.len() - self.gone.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
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
        assert_eq!((table.len(), table.iter().count()), (2, 2));
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
