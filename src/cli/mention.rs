//! A mention as the commands for scripts give it.

use crate::entity::{EntityTable, Mention};
use serde::Serialize;

/// The fields of a mention.
#[derive(Serialize)]
pub(super) struct Fields<'a> {
    /// Unicode scalars from the start of the text; a byte-order mark is not counted.
    pub(super) start: usize,
    /// One past the last scalar.
    pub(super) end: usize,
    /// As stored.
    pub(super) text: &'a str,
    /// `PER`, `ORG`, `LOC`, or a kind of the reader's own.
    pub(super) kind: &'a str,
    /// The Arabic name under which all its spellings are listed.
    pub(super) canonical: &'a str,
    /// The English name, or null.
    pub(super) en: Option<&'a str>,
    /// Why it was found: `reader`, `reader-gazetteer`, `imported`, `gazetteer` or `rule`.
    pub(super) provenance: &'static str,
}

/// The fields of the mentions of a text, in its order; `before` scalars stand before the text.
pub(super) fn fields<'a>(
    text: &'a str,
    before: usize,
    mentions: &'a [Mention],
    entities: &'a EntityTable,
) -> impl Iterator<Item = Fields<'a>> {
    let (mut byte, mut scalar) = (0, before);
    // Walks the text once: mentions are in order.
    let mut up_to = move |to: usize| {
        scalar += text[byte..to].chars().count();
        byte = to;
        scalar
    };
    mentions.iter().filter_map(move |Mention { entity, range, provenance }| {
        let entity = entities.get(*entity)?;
        Some(Fields {
            start: up_to(range.start),
            end: up_to(range.end),
            text: &text[range.clone()],
            kind: entities.kind_name(entity.kind),
            canonical: &entity.canonical,
            en: entity.english.as_deref(),
            provenance: provenance.code(),
        })
    })
}
