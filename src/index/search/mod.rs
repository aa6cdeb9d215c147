//! Text search: what a reader types → terms, and what of an article they find. Words are found in any
//! spelling, by their beginning, with or without clitics; quotes find the letters as stored.
//!
//! ```
//! use warraq::index::Search;
//! let search = Search::parse("ليب -داعش \"قال نعم\" title:النفط entity:daesh re:20(14|15)").unwrap();
//! assert!(search.has_pattern());
//! let error = Search::parse("ليبيا \"قال").unwrap_err();
//! assert_eq!(&"ليبيا \"قال"[error.at], "\"قال");
//! ```
//!
//! All positive terms must be found, and none that is excluded. Places are bytes of the stored text; all of
//! that is searched, what is folded away on the screen with it. The file's name is searched too, and gives
//! no places.

mod exact;
mod parse;
mod patience;
mod pattern;
mod phrase;
mod postings;
mod resolved;
mod set;
mod snippet;
mod vocabulary;
mod words;

pub use parse::{Field, SearchError, SearchErrorKind};
pub use patience::Patience;
pub(super) use postings::Postings;
pub use snippet::Snippet;

use crate::corpus::{Article, Title};
use crate::entity::{EntityTable, Mention, NameNeedle};
use exact::Exact;
use pattern::Pattern;
use phrase::Phrase;
use std::ops::Range;
use std::sync::Arc;
use words::Words;

/// What a reader looks for. Empty, it is found in every article. Cloning it shares its terms.
#[derive(Clone, Debug, Default)]
pub struct Search {
    typed: String,
    terms: Arc<[Term]>,
}

/// An article with what it mentions, as a search sees it.
#[derive(Clone, Copy, Debug)]
pub struct Document<'a> {
    /// The article.
    pub article: &'a Article,
    /// What it mentions.
    pub mentions: &'a [Mention],
    /// What the mentions name.
    pub entities: &'a EntityTable,
}

/// One of the things that are looked for.
#[derive(Clone, Debug)]
struct Term {
    /// Whether an article must not hold it.
    is_excluded: bool,
    wanted: Wanted,
}

#[derive(Clone, Debug)]
enum Wanted {
    /// In the text or the file's name.
    Text(Needle),
    /// In the title or the file's name.
    Title(Needle),
    /// In the text.
    Pattern(Pattern),
    /// Among the names that are mentioned.
    Entity(NameNeedle),
}

/// What is looked for in a text.
#[derive(Clone, Debug)]
enum Needle {
    Phrase(Phrase),
    Exact(Exact),
}

impl Search {
    /// Reads what a reader has typed.
    ///
    /// # Errors
    /// If it cannot be understood, and where.
    pub fn parse(typed: &str) -> Result<Search, SearchError> {
        Ok(Search { typed: typed.to_string(), terms: parse::terms(typed)?.into() })
    }

    /// As it was typed.
    #[must_use]
    pub fn typed(&self) -> &str {
        &self.typed
    }

    /// Whether nothing is looked for.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.terms.is_empty()
    }

    /// Whether it has a regular expression, for which all texts must be read.
    #[must_use]
    pub fn has_pattern(&self) -> bool {
        self.terms.iter().any(|term| matches!(term.wanted, Wanted::Pattern(_)))
    }

    /// Whether it asks for names, so that it must be known what articles mention.
    #[must_use]
    pub fn has_entity(&self) -> bool {
        self.terms.iter().any(|term| matches!(term.wanted, Wanted::Entity(_)))
    }

    /// Whether `document` is one that is looked for.
    #[must_use]
    pub fn matches(&self, document: Document<'_>) -> bool {
        let Document { article, mentions, entities } = document;
        self.resolved(entities, None)
            .finds(article, |entity| mentions.iter().any(|mention| mention.entity == entity))
    }

    /// The bytes of the stored text that are found, by any term that is not excluded: in order, and merged
    /// where they overlap.
    #[must_use]
    pub fn hits(&self, document: Document<'_>) -> Vec<Range<usize>> {
        self.hits_within(document, None)
    }

    /// The same, but of expressions no more than is found in some time, if one is given.
    #[must_use]
    pub fn hits_within(&self, document: Document<'_>, patience: Option<Patience>) -> Vec<Range<usize>> {
        let mut hits = Vec::new();
        for term in self.terms.iter().filter(|term| !term.is_excluded) {
            term.wanted.find(document, patience, &mut hits);
        }
        hits.sort_unstable_by_key(|hit| (hit.start, hit.end));
        hits.dedup_by(|next, hit| {
            let overlaps = next.start < hit.end;
            if overlaps {
                hit.end = hit.end.max(next.end);
            }
            overlaps
        });
        hits
    }

    /// The part of the text around the first hit, of `budget` letters at the most; `None` if nothing in the
    /// text is found. A hit outside the title goes before one in it.
    #[must_use]
    pub fn snippet(&self, document: Document<'_>, budget: usize) -> Option<Snippet> {
        Snippet::around(document.article, &self.hits(document), budget)
    }
}

/// Two searches are the same if they were typed alike.
impl PartialEq for Search {
    fn eq(&self, other: &Search) -> bool {
        self.typed == other.typed
    }
}

impl Eq for Search {}

impl Wanted {
    /// Adds every place in the text where it stands.
    fn find(&self, document: Document<'_>, patience: Option<Patience>, hits: &mut Vec<Range<usize>>) {
        let Document { article, mentions, entities } = document;
        match self {
            Wanted::Text(needle) => needle.find(&article.text, 0, hits),
            Wanted::Title(needle) => {
                if let Title::Headline(title) | Title::Lead(title) = &article.title {
                    needle.find(&article.text[title.clone()], title.start, hits);
                }
            }
            Wanted::Pattern(pattern) => hits.extend(pattern.find_all(&article.text, patience)),
            Wanted::Entity(names) => {
                let is_meant = |mention: &&Mention| {
                    entities.get(mention.entity).is_some_and(|entity| names.matches(entity))
                };
                hits.extend(mentions.iter().filter(is_meant).map(|mention| mention.range.clone()));
            }
        }
    }
}

impl Needle {
    fn is_in(&self, text: &str) -> bool {
        match self {
            Needle::Phrase(phrase) => {
                let mut words = Words::new(text);
                while words.advance() {
                    if phrase.at(&words).is_some() {
                        return true;
                    }
                }
                false
            }
            Needle::Exact(exact) => exact.find_all(text).next().is_some(),
        }
    }

    /// Adds every place where it stands in `text`, which begins at byte `base` of the stored text.
    fn find(&self, text: &str, base: usize, hits: &mut Vec<Range<usize>>) {
        let mut add = |hit: Range<usize>| hits.push(base + hit.start..base + hit.end);
        match self {
            Needle::Phrase(phrase) => {
                let mut words = Words::new(text);
                while words.advance() {
                    phrase.at(&words).into_iter().for_each(&mut add);
                }
            }
            Needle::Exact(exact) => exact.find_all(text).for_each(add),
        }
    }
}
