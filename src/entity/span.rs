//! A stretch of words that names something: what the steps of the tagger hand to each other.

use super::kind::{EntityKind, Provenance};

/// A name as it is going to be mentioned, unless a longer one stands in its place.
#[derive(Clone, Debug)]
pub(super) struct Span {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) skip: u8,
    pub(super) target: Target,
    pub(super) provenance: Provenance,
}

/// What a span names.
#[derive(Clone, Debug)]
pub(super) enum Target {
    /// An entry of the gazetteer.
    Entry(u32),
    /// Something that no list holds: kind, canonical name, English name.
    New(EntityKind, String, Option<String>),
    /// Nothing: the span keeps shorter names away.
    Nothing,
}
