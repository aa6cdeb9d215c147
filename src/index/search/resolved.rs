//! A search over a library: whether an article is looked for, with or without postings of its words.

use super::postings::Postings;
use super::set::Set;
use super::{Needle, Patience, Search, Term, Wanted};
use crate::corpus::Article;
use crate::entity::{EntityId, EntityTable};
use std::cell::Cell;
use std::time::Duration;

/// A search, and which entities its names are.
pub(in crate::index) struct Resolved<'a> {
    terms: Vec<ResolvedTerm<'a>>,
    clock: Clock,
}

/// How long expressions may take; without a time, as long as they do.
struct Clock {
    patience: Option<Duration>,
    /// It begins with the first expression that is held against a text.
    begun: Cell<Option<Patience>>,
    /// Whether an article was passed over for want of time.
    has_run_out: Cell<bool>,
}

struct ResolvedTerm<'a> {
    term: &'a Term,
    /// The entities that are asked for, if it asks for names.
    named: Vec<EntityId>,
}

/// What postings tell of a search.
pub(in crate::index) struct Narrowed<'a> {
    /// The articles that may be looked for.
    articles: Set,
    /// What has to be read in them all the same.
    open: Vec<&'a ResolvedTerm<'a>>,
    clock: &'a Clock,
}

impl Search {
    /// With the entities of `table` that are asked for. With a time, expressions are held against articles
    /// for that long, and go on from there the next time: all of one library.
    pub(in crate::index) fn resolved(&self, table: &EntityTable, patience: Option<Duration>) -> Resolved<'_> {
        let named = |term: &Term| match &term.wanted {
            Wanted::Entity(names) => {
                table.iter().filter(|(_, entity)| names.matches(entity)).map(|(id, _)| id).collect()
            }
            _ => Vec::new(),
        };
        let terms = self.terms.iter().map(|term| ResolvedTerm { term, named: named(term) }).collect();
        Resolved { terms, clock: Clock { patience, begun: Cell::default(), has_run_out: Cell::default() } }
    }
}

impl Resolved<'_> {
    /// Whether `article` is looked for, of which `mentions` says what it mentions.
    pub(in crate::index) fn finds(&self, article: &Article, mentions: impl Fn(EntityId) -> bool) -> bool {
        self.terms.iter().all(|term| term.lets_through(article, &mentions, &self.clock))
    }

    /// Whether an article was passed over since there was no time to read it.
    pub(in crate::index) fn has_run_out(&self) -> bool {
        self.clock.has_run_out.get()
    }

    /// What can be said without reading the articles of `postings`.
    pub(in crate::index) fn among(&self, postings: &Postings) -> Narrowed<'_> {
        let articles = Set::all(postings.len());
        let mut narrowed = Narrowed { articles, open: Vec::new(), clock: &self.clock };
        for resolved in &self.terms {
            let Some((holding, is_exact)) = resolved.term.wanted.holding(postings) else {
                narrowed.open.push(resolved);
                continue;
            };
            match (resolved.term.is_excluded, is_exact) {
                (false, _) => narrowed.articles.keep(&holding),
                (true, true) => narrowed.articles.remove(&holding),
                (true, false) => {}
            }
            if !is_exact {
                narrowed.open.push(resolved);
            }
        }
        narrowed
    }
}

impl Narrowed<'_> {
    /// Whether `article`, which is the one of this number in the postings, is looked for.
    pub(in crate::index) fn finds(
        &self,
        number: usize,
        article: &Article,
        mentions: impl Fn(EntityId) -> bool,
    ) -> bool {
        self.articles.contains(number)
            && self.open.iter().all(|term| term.lets_through(article, &mentions, self.clock))
    }
}

impl Clock {
    fn begun(&self) -> Option<Patience> {
        if self.begun.get().is_none() {
            self.begun.set(self.patience.map(Patience::new));
        }
        self.begun.get()
    }
}

impl ResolvedTerm<'_> {
    fn lets_through(&self, article: &Article, mentions: impl Fn(EntityId) -> bool, clock: &Clock) -> bool {
        let is_there = match &self.term.wanted {
            Wanted::Text(needle) => needle.is_in(&article.text) || needle.is_in(&article.name),
            Wanted::Title(needle) => {
                needle.is_in(article.title_text().unwrap_or_default()) || needle.is_in(&article.name)
            }
            Wanted::Pattern(pattern) => match clock.begun() {
                None => pattern.is_in(&article.text),
                Some(patience) => {
                    let Some(is_in) = pattern.is_in_within(article, patience) else {
                        clock.has_run_out.set(true);
                        return false;
                    };
                    is_in
                }
            },
            Wanted::Entity(_) => self.named.iter().any(|entity| mentions(*entity)),
        };
        is_there != self.term.is_excluded
    }
}

impl Wanted {
    /// The articles that may hold it, and whether all of them do; `None` if the words of an article say nothing
    /// of it.
    fn holding(&self, postings: &Postings) -> Option<(Set, bool)> {
        let (needle, is_everywhere) = match self {
            Wanted::Text(needle) => (needle, true),
            Wanted::Title(needle) => (needle, false),
            Wanted::Pattern(_) | Wanted::Entity(_) => return None,
        };
        let mut set = Set::all(postings.len());
        match needle {
            Needle::Phrase(phrase) => {
                phrase.words().iter().for_each(|word| set.keep(&postings.holding(word)));
                Some((set, is_everywhere && phrase.words().len() == 1))
            }
            Needle::Exact(exact) => {
                exact.words().for_each(|word| set.keep(&postings.holding_whole(&word)));
                Some((set, false))
            }
        }
    }
}
