//! What all readers of a library share, read only: a [`Snapshot`], which a worker builds in the
//! background and publishes as it grows and as the reader changes names. The screen always has a finished
//! one to show.

mod own;
mod shelf;
mod sure;
mod worker;

pub use own::OwnFiles;
pub use shelf::{Changes, Shelf};
pub use worker::{Worker, load, shelve, spawn};

use crate::corpus::{Article, ArticleId, Notice, Source};
use crate::entity::import::Report;
use crate::entity::repair::Said;
use crate::entity::{EntityId, EntityTable, Mention};
use crate::index::{Document, Index, Stories};
use std::sync::Arc;

/// What a library is made of.
#[derive(Clone, Debug)]
pub struct Sources {
    /// The articles.
    pub articles: Source,
    /// What the reader knows of the names in them.
    pub own: OwnFiles,
    /// What the reader has changed in the names that were found.
    pub changes: Changes,
}

impl From<Source> for Sources {
    fn from(articles: Source) -> Sources {
        Sources { articles, own: OwnFiles::default(), changes: Changes::default() }
    }
}

/// The library at one moment.
#[derive(Clone, Debug, Default)]
pub struct Snapshot {
    articles: Vec<Arc<Article>>,
    mentions: Vec<Arc<[Mention]>>,
    /// What nothing but rules has found, in ascending order.
    by_rule: Arc<[EntityId]>,
    /// Which of the reader's changes concern which names.
    said: Arc<[Said]>,
    /// What the mentions name.
    pub entities: Arc<EntityTable>,
    /// Which articles mention what.
    pub index: Index,
    /// Which articles tell the same story, once everything has been read.
    pub stories: Arc<Stories>,
    /// How often the reader had changed names, since the library was opened.
    pub changes: u64,
    /// What could not be read: of the reader's own changes, then in the order of the sources.
    pub notices: Vec<Notice>,
    /// What became of the files that the reader brought along, once everything has been read.
    pub imports: Vec<Report>,
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

    /// One article with what it mentions, as a search sees it.
    #[must_use]
    pub fn document(&self, id: ArticleId) -> Option<Document<'_>> {
        let article = self.article(id)?;
        Some(Document { article, mentions: self.mentions(id), entities: &self.entities })
    }

    /// The reader's changes that have to do with a name, in their order.
    pub fn changes_of(&self, entity: EntityId) -> impl Iterator<Item = &Said> {
        self.said.iter().filter(move |said| said.entity == entity)
    }

    /// How many files could not be read, or not all of what is in them.
    #[must_use]
    pub fn unread(&self) -> usize {
        self.notices.len() + self.imports.iter().filter(|report| !report.is_complete()).count()
    }

    /// What an article mentions, in the order of its text.
    #[must_use]
    pub fn mentions(&self, id: ArticleId) -> &[Mention] {
        self.mentions.get(id.0 as usize).map_or(&[], |mentions| mentions)
    }
}
