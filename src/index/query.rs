//! A query and its answer: the articles, and beside every entity how many of them mention it.

use super::{Filter, Index, Row, Search};
use crate::corpus::ArticleId;
use crate::entity::EntityId;
use std::collections::HashSet;
use std::sync::Arc;
use std::time::Duration;

/// What the reader asks for. Empty, it asks for everything.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    /// What an article must mention.
    pub filter: Filter,
    /// What must be found in it.
    pub search: Search,
    /// Articles that are left out, whatever they mention.
    pub left_out: Arc<HashSet<ArticleId>>,
    /// Where each article stands in the answer, by its number; those beyond the end stand last. Empty, it asks for
    /// the library's order.
    pub ranks: Arc<[u32]>,
}

/// How an entity stands in a [`ResultSet`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Facet {
    /// Articles of the result that mention it.
    pub articles: u32,
    /// Mentions in those articles.
    pub mentions: u32,
}

/// The answer to a [`Query`].
#[derive(Clone, Debug, Default)]
pub struct ResultSet {
    /// In the order that was asked for.
    pub articles: Vec<ArticleId>,
    /// By entity; entities beyond the end stand in no article of the result.
    facets: Vec<Facet>,
    /// Whether there was no time to hold an expression against all that may be part of it.
    pub is_cut_short: bool,
}

impl ResultSet {
    /// Where an article stands in the result, from 0.
    #[must_use]
    pub fn place(&self, article: ArticleId) -> Option<usize> {
        self.articles.iter().position(|id| *id == article)
    }

    /// How `entity` stands in the result.
    #[must_use]
    pub fn facet(&self, entity: EntityId) -> Facet {
        self.facets.get(entity.0 as usize).copied().unwrap_or_default()
    }
}

impl Index {
    /// Answers `query`.
    #[must_use]
    pub fn run(&self, query: &Query) -> ResultSet {
        self.answer(query, None)
    }

    /// Answers `query`, as far as expressions can be held against articles in some time. What has been read
    /// for them stays with the search: asked again, it goes on from there.
    #[must_use]
    pub fn run_within(&self, query: &Query, patience: Duration) -> ResultSet {
        self.answer(query, Some(patience))
    }

    fn answer(&self, query: &Query, patience: Option<Duration>) -> ResultSet {
        let search = query.search.resolved(&self.entities, patience);
        let is_left_out = |number| query.left_out.contains(&ArticleId(number));
        let mut result = ResultSet::default();
        let mut numbers = (0..).zip(&self.rows);
        for postings in &self.postings {
            let found = search.among(postings);
            for (at, (number, row)) in numbers.by_ref().take(postings.len()).enumerate() {
                let mentions = |entity| row.mentions(entity);
                if !is_left_out(number)
                    && query.filter.lets_through(mentions)
                    && found.finds(at, &row.article, mentions)
                {
                    result.add(ArticleId(number), row);
                }
            }
        }
        for (number, row) in numbers {
            let mentions = |entity| row.mentions(entity);
            if !is_left_out(number)
                && query.filter.lets_through(mentions)
                && search.finds(&row.article, mentions)
            {
                result.add(ArticleId(number), row);
            }
        }
        result.is_cut_short = search.has_run_out();
        if !query.ranks.is_empty() {
            let rank = |id: &ArticleId| query.ranks.get(id.0 as usize).copied().unwrap_or(u32::MAX);
            // Stable: what shares a rank stands as in the library.
            result.articles.sort_by_key(rank);
        }
        result
    }
}

impl ResultSet {
    fn add(&mut self, article: ArticleId, row: &Row) {
        self.articles.push(article);
        for (entity, mentions) in &row.entities {
            let at = entity.0 as usize;
            if self.facets.len() <= at {
                self.facets.resize(at + 1, Facet::default());
            }
            self.facets[at].articles += 1;
            self.facets[at].mentions += mentions;
        }
    }
}

impl Row {
    fn mentions(&self, entity: EntityId) -> bool {
        self.entities.binary_search_by_key(&entity, |(id, _)| *id).is_ok()
    }
}
