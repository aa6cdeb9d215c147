//! Kinds, entities and mentions: the types that cross the border.

use std::ops::Range;

/// What sort of thing a name names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EntityKind {
    /// A place.
    Place,
    /// An organisation.
    Organisation,
    /// A person.
    Person,
}

impl EntityKind {
    /// Every kind, in the order in which the sidebar shows them.
    pub const ALL: [EntityKind; 3] = [EntityKind::Place, EntityKind::Organisation, EntityKind::Person];

    /// The code of the gazetteer and of every export: `LOC`, `ORG`, `PER`.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            EntityKind::Place => "LOC",
            EntityKind::Organisation => "ORG",
            EntityKind::Person => "PER",
        }
    }

    /// The kind of such a code.
    #[must_use]
    pub fn of_code(code: &str) -> Option<EntityKind> {
        EntityKind::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

/// An entity's place in its [`EntityTable`](crate::entity::EntityTable).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntityId(pub u32);

/// One person, organisation or place, under however many spellings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entity {
    /// What it is.
    pub kind: EntityKind,
    /// Its name in Arabic, as it is listed.
    pub canonical: String,
    /// Its name in English, where one is known.
    pub english: Option<String>,
}

/// One place in an article that names an entity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    /// What is named.
    pub entity: EntityId,
    /// Bytes of the stored text: the article «ال» inside, clitics, quotes and titles outside.
    pub range: Range<usize>,
    /// Why we think so.
    pub provenance: Provenance,
}

/// Where a mention comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Provenance {
    /// The reader's own word.
    Reader,
    /// A name in the built-in gazetteer.
    Gazetteer,
    /// A rule: a title before it, a saying verb, quotes after «تنظيم».
    Rule,
}
