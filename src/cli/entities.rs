//! `warraq entities`: each mention, each name in each article, or each name.

use super::args::{Entities, EntityRows, Form};
use super::mention::{self, Fields};
use super::output;
use crate::entity::Entity;
use crate::index::Query;
use crate::library::Snapshot;
use serde::Serialize;
use std::collections::BTreeMap;
use std::io::{self, BufWriter, Write};

/// A row of any of the lists.
trait Row: Serialize {
    /// What the fields are called: in CSV, and in JSON.
    const HEAD: &'static [&'static str];
    fn fields(&self) -> Vec<String>;
}

pub(super) fn run(snapshot: &Snapshot, asked: Entities) -> io::Result<()> {
    let mut out = BufWriter::new(io::stdout().lock());
    match (asked.rows, asked.form) {
        (Some(EntityRows::Totals), form) | (None, form @ Form::Tabs) => {
            write(&mut out, form, totals(snapshot))?;
        }
        (Some(EntityRows::ByArticle), form) => write(&mut out, form, by_article(snapshot))?,
        (None, form) => write(&mut out, form, mentions(snapshot))?,
    }
    out.flush()
}

fn write<R: Row>(out: &mut impl Write, form: Form, rows: impl Iterator<Item = R>) -> io::Result<()> {
    if form == Form::Csv {
        output::csv(out, R::HEAD)?;
    }
    for row in rows {
        match form {
            Form::Json => output::json_line(out, &row)?,
            Form::Csv => output::csv(out, &row.fields())?,
            Form::Tabs => output::tabbed(out, &row.fields())?,
        }
    }
    Ok(())
}

#[derive(Serialize)]
struct MentionRow<'a> {
    /// The file's name.
    article: &'a str,
    #[serde(flatten)]
    mention: Fields<'a>,
}

fn mentions(snapshot: &Snapshot) -> impl Iterator<Item = MentionRow<'_>> {
    snapshot.articles().iter().flat_map(|article| {
        let mentions = snapshot.mentions(article.id);
        let fields = mention::fields(&article.text, 0, mentions, &snapshot.entities);
        fields.map(|mention| MentionRow { article: &article.name, mention })
    })
}

impl Row for MentionRow<'_> {
    const HEAD: &'static [&'static str] =
        &["article", "start", "end", "text", "kind", "canonical", "en", "provenance"];

    fn fields(&self) -> Vec<String> {
        let Fields { start, end, text, kind, canonical, en, provenance } = self.mention;
        let (start, end) = (start.to_string(), end.to_string());
        [self.article, &start, &end, text, kind, canonical, en.unwrap_or_default(), provenance]
            .map(str::to_string)
            .into()
    }
}

/// A name in an article.
#[derive(Serialize)]
struct ArticleRow<'a> {
    /// The file's name.
    article: &'a str,
    kind: &'a str,
    /// In this article.
    mentions: u32,
    canonical: &'a str,
    en: Option<&'a str>,
}

/// Article by article; in each as in the totals, the most frequent first.
fn by_article(snapshot: &Snapshot) -> impl Iterator<Item = ArticleRow<'_>> {
    snapshot.articles().iter().flat_map(|article| {
        let mut counts = BTreeMap::new();
        for mention in snapshot.mentions(article.id) {
            *counts.entry(mention.entity).or_insert(0) += 1;
        }
        let mut rows: Vec<(&Entity, u32)> =
            counts.into_iter().filter_map(|(id, count)| Some((snapshot.entities.get(id)?, count))).collect();
        rows.sort_by_key(|(entity, count)| (entity.kind, std::cmp::Reverse(*count)));
        rows.into_iter().map(|(entity, mentions)| ArticleRow {
            article: &article.name,
            kind: entity.kind.code(),
            mentions,
            canonical: &entity.canonical,
            en: entity.english.as_deref(),
        })
    })
}

impl Row for ArticleRow<'_> {
    const HEAD: &'static [&'static str] = &["article", "kind", "mentions", "canonical", "en"];

    fn fields(&self) -> Vec<String> {
        let mentions = self.mentions.to_string();
        [self.article, self.kind, &mentions, self.canonical, self.en.unwrap_or_default()]
            .map(str::to_string)
            .into()
    }
}

/// A name in all articles.
#[derive(Serialize)]
struct TotalRow<'a> {
    kind: &'a str,
    /// That mention it.
    articles: u32,
    mentions: u32,
    canonical: &'a str,
    en: Option<&'a str>,
}

fn totals(snapshot: &Snapshot) -> impl Iterator<Item = TotalRow<'_>> {
    let everything = snapshot.index.run(&Query::default());
    let mut rows: Vec<_> =
        snapshot.entities.iter().map(|(id, entity)| (entity, everything.facet(id))).collect();
    rows.sort_by_key(|(entity, facet)| (entity.kind, std::cmp::Reverse((facet.articles, facet.mentions))));
    rows.into_iter().map(|(entity, facet)| TotalRow {
        kind: entity.kind.code(),
        articles: facet.articles,
        mentions: facet.mentions,
        canonical: &entity.canonical,
        en: entity.english.as_deref(),
    })
}

impl Row for TotalRow<'_> {
    const HEAD: &'static [&'static str] = &["kind", "articles", "mentions", "canonical", "en"];

    fn fields(&self) -> Vec<String> {
        let (articles, mentions) = (self.articles.to_string(), self.mentions.to_string());
        [self.kind, &articles, &mentions, self.canonical, self.en.unwrap_or_default()]
            .map(str::to_string)
            .into()
    }
}
