//! Kinds, entities and mentions: the types that cross the border.

use std::ops::Range;
use std::sync::Arc;

/// What sort of thing a name names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EntityKind {
    /// A place.
    Place,
    /// An organisation.
    Organisation,
    /// A person.
    Person,
    /// Something else that the reader's own files tell of, under a name of their own.
    Other(KindId),
}

/// The number of a kind of the reader's own among the [`Kinds`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct KindId(u8);

impl EntityKind {
    /// The kinds that the program itself finds, in the order in which the sidebar shows them; the
    /// reader's own follow.
    pub const ALL: [EntityKind; 3] = [EntityKind::Place, EntityKind::Organisation, EntityKind::Person];

    /// The code of the gazetteer: `LOC`, `ORG`, `PER`, and `MISC` for whatever else. Where the
    /// reader's own kinds may occur, [`Kinds::name`] says their names.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            EntityKind::Place => "LOC",
            EntityKind::Organisation => "ORG",
            EntityKind::Person => "PER",
            EntityKind::Other(_) => "MISC",
        }
    }

    /// The kind of such a code; `MISC` is none.
    #[must_use]
    pub fn of_code(code: &str) -> Option<EntityKind> {
        EntityKind::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// The kind of such a number.
    #[must_use]
    pub const fn of_number(number: u8) -> EntityKind {
        match number {
            0 => EntityKind::Place,
            1 => EntityKind::Organisation,
            2 => EntityKind::Person,
            more => EntityKind::Other(KindId(more - 3)),
        }
    }

    /// Numbers from 0 without gaps, in order.
    #[must_use]
    pub const fn number(self) -> usize {
        match self {
            EntityKind::Place => 0,
            EntityKind::Organisation => 1,
            EntityKind::Person => 2,
            EntityKind::Other(KindId(id)) => 3 + id as usize,
        }
    }
}

/// The names of the kinds that the reader's own files tell of.
#[derive(Clone, Debug, Default)]
pub struct Kinds {
    own: Vec<Arc<str>>,
}

impl Kinds {
    /// The most kinds of the reader's own: a file with more of them holds no kinds.
    pub const MOST: usize = 100;
    /// The longest name of one, in scalars.
    pub const LONGEST: usize = 60;

    /// The kind of this name, which is new perhaps; `None` if the name is empty or too long, or
    /// there are too many.
    ///
    /// ```
    /// use warraq::entity::{EntityKind, Kinds};
    /// let mut kinds = Kinds::default();
    /// let event = kinds.intern("EVENT").unwrap();
    /// assert_eq!(kinds.name(event), "EVENT");
    /// assert_eq!(kinds.intern("PER"), Some(EntityKind::Person));
    /// ```
    pub fn intern(&mut self, name: &str) -> Option<EntityKind> {
        self.get(name).or_else(|| {
            let fits = !name.trim().is_empty() && name.chars().nth(Kinds::LONGEST).is_none();
            if !fits || self.own.len() >= Kinds::MOST {
                return None;
            }
            self.own.push(name.into());
            self.get(name)
        })
    }

    /// The kind of this name, if there is one.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<EntityKind> {
        self.iter().find(|(_, known)| *known == name).map(|(kind, _)| kind)
    }

    /// Every kind and what it is called: those of the program first.
    pub fn iter(&self) -> impl Iterator<Item = (EntityKind, &str)> {
        let own = (0..).zip(&self.own).map(|(at, name)| (EntityKind::Other(KindId(at)), name.as_ref()));
        EntityKind::ALL.into_iter().map(|kind| (kind, kind.code())).chain(own)
    }

    /// What a kind is called: its code, or its own name.
    #[must_use]
    pub fn name(&self, kind: EntityKind) -> &str {
        match kind {
            EntityKind::Other(KindId(id)) => self.own.get(usize::from(id)).map_or(kind.code(), AsRef::as_ref),
            _ => kind.code(),
        }
    }

    /// The kind that follows this one, round and round.
    #[must_use]
    pub fn after(&self, kind: EntityKind) -> EntityKind {
        let next = self.iter().map(|(other, _)| other).find(|other| *other > kind);
        next.unwrap_or(EntityKind::Place)
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

/// Where a mention comes from. Of two that overlap, the one that is named first here stands; of two
/// of a gazetteer and a rule of the program's own, the longer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Provenance {
    /// The reader's own word.
    Reader,
    /// A name in a gazetteer of the reader's own.
    ReaderGazetteer,
    /// An annotation that the reader has brought along.
    Imported,
    /// A name in the built-in gazetteer.
    Gazetteer,
    /// A rule: a title before it, a saying verb, quotes after «تنظيم».
    Rule,
}

impl Provenance {
    /// What exports call it.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Provenance::Reader => "reader",
            Provenance::ReaderGazetteer => "reader-gazetteer",
            Provenance::Imported => "imported",
            Provenance::Gazetteer => "gazetteer",
            Provenance::Rule => "rule",
        }
    }
}
