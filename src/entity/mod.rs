//! Articles → mentions of people, organisations and places. Precision goes before recall: a wrong
//! name in the list costs the reader more than a missing one.

pub mod import;

mod compile;
mod gap;
mod gates;
mod gazetteer;
#[cfg(test)]
mod image;
mod kind;
mod letters;
mod lexicon;
mod lists;
mod names;
mod needle;
mod people;
mod propagate;
pub mod repair;
mod rows;
mod rules;
mod span;
mod table;
mod tagger;
mod tokens;

pub use gazetteer::{Fault, Gate, Gazetteer, GazetteerError};
pub use kind::{Entity, EntityId, EntityKind, KindId, Kinds, Mention, Provenance};
pub use needle::NameNeedle;
pub use table::EntityTable;
pub use tagger::{Scratch, Tagger};
