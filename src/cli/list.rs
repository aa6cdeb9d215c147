//! `warraq list`.

use super::output;
use crate::library::Snapshot;
use serde::Serialize;
use std::io::{self, BufWriter, Write};

/// One line of `warraq list --json`.
#[derive(Serialize)]
struct Row<'a> {
    /// The file's name.
    article: &'a str,
    /// From 1.
    number: u64,
    /// The headline or the lead, logical, as stored; null if the text holds neither.
    title: Option<&'a str>,
    /// Words, residue apart.
    words: usize,
    /// Different entities that it mentions.
    entities: usize,
}

pub(super) fn run(snapshot: &Snapshot, json: bool) -> io::Result<()> {
    let mut out = BufWriter::new(io::stdout().lock());
    for article in snapshot.articles() {
        let row = Row {
            article: &article.name,
            number: super::number(article.id),
            title: article.title_text(),
            words: article.words,
            entities: snapshot.index.entities_of(article.id).count(),
        };
        if json {
            output::json_line(&mut out, &row)?;
        } else {
            let Row { article, number, title, words, entities } = row;
            let fields = [number.to_string(), article.into(), words.to_string(), entities.to_string()];
            let [number, article, words, entities] = &fields;
            output::tabbed(&mut out, &[number, article, words, entities, title.unwrap_or(article)])?;
        }
    }
    out.flush()
}
