//! Articles → mentions of people, organisations and places.

mod kind;

pub use kind::{Entity, EntityId, EntityKind, Mention, Provenance};
