//! What all readers of a library share, read only: a [`Snapshot`], which a worker builds in the
//! background and publishes as it grows and as the reader changes names. The screen always has a finished
//! one to show.

mod shelf;
mod worker;

pub use shelf::{Own, Shelf};
pub use worker::{Worker, load, shelve, spawn};

use crate::corpus::{Article, ArticleId, Notice};
use crate::entity::{EntityTable, Mention};
use crate::index::Index;
use std::sync::Arc;

/// The library at one moment.
#[derive(Clone, Debug, Default)]
pub struct Snapshot {
    articles: Vec<Arc<Article>>,
    mentions: Vec<Arc<[Mention]>>,
    /// What the mentions name.
    pub entities: Arc<EntityTable>,
    /// Which articles mention what.
    pub index: Index,
    /// How often the reader had changed names, since the library was opened.
    pub changes: u64,
    /// What could not be read: of the reader's own changes, then in the order of the sources.
    pub notices: Vec<Notice>,
    /// Whether everything has been read.
    pub complete: bool,
}

impl Snapshot {
    /// Every article read so far, by number.
    #[must_use]
    pub fn articles(&self) -> &[Arc<Article>] {
        &self.articles
    }

    /// One article; `None` if no such article has been read.
    #[must_use]
    pub fn article(&self, id: ArticleId) -> Option<&Arc<Article>> {
        self.articles.get(id.0 as usize)
    }

    /// What an article mentions, in the order of its text.
    #[must_use]
    pub fn mentions(&self, id: ArticleId) -> &[Mention] {
        self.mentions.get(id.0 as usize).map_or(&[], |mentions| mentions)
    }
}
