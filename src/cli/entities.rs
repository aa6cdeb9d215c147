//! `warraq entities`.

use super::output;
use crate::corpus::Article;
use crate::entity::{Mention, Provenance};
use crate::index::Query;
use crate::library::Snapshot;
use serde::Serialize;
use std::io::{self, BufWriter, Write};

/// One line of `warraq entities --json`.
#[derive(Serialize)]
struct Row<'a> {
    /// The file's name.
    article: &'a str,
    /// Unicode scalars from the start of the stored text; a byte-order mark is not counted.
    start: usize,
    /// One past the last scalar.
    end: usize,
    /// As stored.
    text: &'a str,
    /// `PER`, `ORG` or `LOC`.
    kind: &'a str,
    /// The Arabic name under which all its spellings are listed.
    canonical: &'a str,
    /// The English name, or null.
    en: Option<&'a str>,
    /// Why it was found: `reader`, `gazetteer` or `rule`.
    provenance: &'a str,
}

pub(super) fn run(snapshot: &Snapshot, json: bool) -> io::Result<()> {
    let mut out = BufWriter::new(io::stdout().lock());
    if json {
        for article in snapshot.articles() {
            mentions(&mut out, snapshot, article)?;
        }
    } else {
        totals(&mut out, snapshot)?;
    }
    out.flush()
}

fn mentions(out: &mut impl Write, snapshot: &Snapshot, article: &Article) -> io::Result<()> {
    let mut scalars = Scalars { text: &article.text, byte: 0, scalar: 0 };
    for Mention { entity, range, provenance } in snapshot.mentions(article.id) {
        let Some(entity) = snapshot.entities.get(*entity) else { continue };
        let row = Row {
            article: &article.name,
            start: scalars.up_to(range.start),
            end: scalars.up_to(range.end),
            text: &article.text[range.clone()],
            kind: entity.kind.code(),
            canonical: &entity.canonical,
            en: entity.english.as_deref(),
            provenance: match provenance {
                Provenance::Reader => "reader",
                Provenance::Gazetteer => "gazetteer",
                Provenance::Rule => "rule",
            },
        };
        output::json_line(out, &row)?;
    }
    Ok(())
}

/// One line for each entity: kind, articles, mentions, Arabic name, English name.
fn totals(out: &mut impl Write, snapshot: &Snapshot) -> io::Result<()> {
    let everything = snapshot.index.run(&Query::default());
    let mut rows: Vec<_> =
        snapshot.entities.iter().map(|(id, entity)| (entity, everything.facet(id))).collect();
    rows.sort_by_key(|(entity, facet)| (entity.kind, std::cmp::Reverse((facet.articles, facet.mentions))));
    for (entity, facet) in rows {
        let (articles, mentions) = (facet.articles.to_string(), facet.mentions.to_string());
        let english = entity.english.as_deref().unwrap_or_default();
        output::tabbed(out, &[entity.kind.code(), &articles, &mentions, &entity.canonical, english])?;
    }
    Ok(())
}

/// Turns rising byte offsets into scalar offsets, walking the text once.
struct Scalars<'a> {
    text: &'a str,
    byte: usize,
    scalar: usize,
}

impl Scalars<'_> {
    fn up_to(&mut self, byte: usize) -> usize {
        self.scalar += self.text[self.byte..byte].chars().count();
        self.byte = byte;
        self.scalar
    }
}
