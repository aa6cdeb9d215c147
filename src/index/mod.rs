//! Which articles mention what, and what stands in them: a row for each article, and queries over the rows.

mod filter;
mod query;
mod search;
mod stories;

pub use filter::{Filter, Link, Term};
pub use query::{Facet, Query, ResultSet};
pub use search::{Document, Field, Patience, Search, SearchError, SearchErrorKind, Snippet};
pub use stories::{Gathering, Stories, Telling, telling};

use crate::corpus::{Article, ArticleId};
use crate::entity::{EntityId, EntityTable, Mention};
use search::Postings;
use std::sync::Arc;

/// A row for each article of a library, by [`ArticleId`]. Cloning it
/// shares the rows.
#[derive(Clone, Debug, Default)]
pub struct Index {
    rows: Vec<Arc<Row>>,
    /// What is mentioned, by name.
    entities: Arc<EntityTable>,
    /// The words of the first rows, some rows after the other; of the others the texts are read.
    postings: Vec<Arc<Postings>>,
    /// Rows that have postings, and bytes of the others' texts.
    posted: usize,
    unposted: usize,
}

/// What a query asks of an article.
#[derive(Debug)]
struct Row {
    /// What it mentions, and how often; sorted by entity.
    entities: Box<[(EntityId, u32)]>,
    article: Arc<Article>,
}

impl Index {
    /// Adds the next article, whose number must be the count of articles so far.
    pub fn push(&mut self, article: &Arc<Article>, mentions: &[Mention]) {
        debug_assert_eq!(article.id.0 as usize, self.rows.len());
        self.unposted += article.text.len();
        self.rows.push(Arc::new(Row { entities: counted(mentions), article: Arc::clone(article) }));
    }

    /// Changes what an article mentions.
    pub fn replace(&mut self, article: ArticleId, mentions: &[Mention]) {
        if let Some(row) = self.rows.get_mut(article.0 as usize) {
            *row = Arc::new(Row { entities: counted(mentions), article: Arc::clone(&row.article) });
        }
    }

    /// Makes postings of the words of the articles that have none, if their texts are `enough` bytes; whether
    /// any were made. Searches find the same with and without.
    pub fn post(&mut self, enough: usize) -> bool {
        let before = self.posted;
        while self.posted < self.rows.len() && self.unposted >= enough {
            let rows = &self.rows[self.posted..];
            let rows = &rows[..rows.len().min(Postings::MOST)];
            self.postings.push(Arc::new(Postings::of(rows.iter().map(|row| row.article.as_ref()))));
            self.posted += rows.len();
            self.unposted -= rows.iter().map(|row| row.article.text.len()).sum::<usize>();
        }
        self.posted > before
    }

    /// Says what is mentioned, by name.
    pub fn set_entities(&mut self, entities: Arc<EntityTable>) {
        self.entities = entities;
    }

    /// How many articles there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The entities that an article mentions, each once.
    pub fn entities_of(&self, article: ArticleId) -> impl Iterator<Item = EntityId> + '_ {
        let row = self.rows.get(article.0 as usize);
        row.into_iter().flat_map(|row| row.entities.iter().map(|(entity, _)| *entity))
    }
}

/// Each entity of `mentions` once, with how often it is mentioned; sorted by entity.
fn counted(mentions: &[Mention]) -> Box<[(EntityId, u32)]> {
    let mut ids: Vec<EntityId> = mentions.iter().map(|mention| mention.entity).collect();
    ids.sort_unstable();
    let same = ids.chunk_by(|a, b| a == b);
    same.map(|same| (same[0], u32::try_from(same.len()).unwrap_or(u32::MAX))).collect()
}
