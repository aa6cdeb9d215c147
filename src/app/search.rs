//! Searches: of all articles, which the list then holds, and of the text that is open; what they have found
//! where the reader looks.

use super::msg::Message;
use super::panes::Pane;
use super::reader::Step;
use super::{Model, Prompt};
use crate::corpus::{ArticleId, Title};
use crate::index::{Patience, Search, Snippet};
use crate::library::Snapshot;
use std::collections::HashMap;
use std::ops::Range;

/// What a search has found in an article of the list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Excerpt {
    /// Bytes of its title.
    pub title: Vec<Range<usize>>,
    /// The text around the first place; `None` if only its name or its file's was found.
    pub snippet: Option<Snippet>,
}

/// Excerpts of the articles in sight: made when they come in sight, since a search finds thousands.
#[derive(Clone, Debug, Default)]
pub(super) struct Excerpts {
    search: Search,
    made: HashMap<ArticleId, Excerpt>,
}

/// Letters of an excerpt: more than the list is wide.
const EXCERPT: usize = 160;

/// Articles that an expression can be looked for in at each key. In more of them it is, since all of each text
/// must be read, when the hand rests.
const ARTICLES_AT_ONCE: usize = 1000;

/// Bytes of a text that is searched at each key; a longer one is when the hand rests.
const BYTES_AT_ONCE: usize = 1024 * 1024;

impl Excerpts {
    /// Has those of `articles` for `search`.
    fn make(&mut self, search: &Search, snapshot: &Snapshot, articles: &[ArticleId]) {
        if self.search != *search {
            *self = Excerpts { search: search.clone(), made: HashMap::new() };
        }
        let patience = Patience::new(Patience::OF_A_KEY);
        for id in articles {
            let Some(document) = snapshot.document(*id) else { continue };
            self.made.entry(*id).or_insert_with(|| {
                let title = match &document.article.title {
                    Title::Headline(title) | Title::Lead(title) => title.clone(),
                    Title::None => 0..0,
                };
                let in_title = |hit: Range<usize>| {
                    let (start, end) = (hit.start.max(title.start), hit.end.min(title.end));
                    (start < end).then(|| start - title.start..end - title.start)
                };
                let hits = search.hits_within(document, Some(patience));
                Excerpt {
                    snippet: Snippet::around(document.article, &hits, EXCERPT),
                    title: hits.into_iter().filter_map(in_title).collect(),
                }
            });
        }
    }
}

impl Model {
    /// What the search of the list has found in an article in sight.
    #[must_use]
    pub fn excerpt(&self, article: ArticleId) -> Option<&Excerpt> {
        self.excerpts.made.get(&article)
    }

    /// Whether the list holds what a search has found.
    #[must_use]
    pub fn is_searched(&self) -> bool {
        !self.query.search.is_empty()
    }

    /// The search of the text, as typed; empty if there is none, or only one of the list.
    #[must_use]
    pub fn sought(&self) -> &str {
        self.find.typed()
    }

    /// Looks in the text that is open for what is sought there, or what the list was searched for.
    pub(super) fn find_hits(&mut self) {
        let search = if self.find.is_empty() { &self.query.search } else { &self.find };
        let document = self.reader.article().and_then(|open| self.snapshot.document(open));
        let (Some(document), false) = (document, search.is_empty()) else {
            self.reader.search_for(None);
            self.found = None;
            return;
        };
        let wanted = Some((document.article.id, search.clone()));
        if wanted == self.found {
            return;
        }
        let hits = search.hits_within(document, Some(Patience::new(Patience::OF_A_KEY)));
        // An article may be listed for its file's name, or for what is not in it.
        let is_of_text = !self.find.is_empty() || !hits.is_empty();
        self.reader.search_for(is_of_text.then_some(hits));
        self.found = wanted;
    }

    /// Makes the excerpts of the articles in sight.
    pub(super) fn make_excerpts(&mut self) {
        if !self.is_searched() {
            self.excerpts = Excerpts::default();
            return;
        }
        let listed = self.results.articles.iter().skip(self.list.top).take(self.list_capacity());
        let in_sight: Vec<ArticleId> = listed.copied().collect();
        self.excerpts.make(&self.query.search, &self.snapshot, &in_sight);
    }

    /// Searches by what the prompt holds. What cannot be understood is said, and what was found stays.
    pub(super) fn search_as_typed(&mut self) {
        let Some(Prompt { pane, field, fault, .. }) = &mut self.prompt else { return };
        let (pane, search) = (*pane, Search::parse(field.text()));
        *fault = search.as_ref().err().cloned();
        let Ok(search) = search else { return };
        self.is_unanswered = true;
        let reads_much = if pane == Pane::Text {
            self.reader.page().is_some_and(|page| page.article().text.len() > BYTES_AT_ONCE)
        } else {
            search.has_pattern() && self.snapshot.articles().len() > ARTICLES_AT_ONCE
        };
        if pane == Pane::List {
            self.query.search = search;
        }
        if !reads_much {
            self.answer();
        }
    }

    /// Does what a search has put off until the hand rests.
    pub(super) fn search_on(&mut self) {
        if self.is_unanswered {
            self.answer();
        } else if self.results.is_cut_short {
            self.ask();
        }
    }

    /// Does the search that is typed, if that has not been done.
    pub(super) fn answer(&mut self) {
        if !std::mem::take(&mut self.is_unanswered) {
            return;
        }
        match &self.prompt {
            Some(Prompt { pane: Pane::Text, field, before, .. }) => {
                let Ok(search) = Search::parse(field.text()) else { return };
                // Nothing typed is the search that there was.
                self.find = if search.is_empty() { before.find.clone() } else { search };
                let place = before.place;
                self.find_hits();
                self.reader.return_to(&place);
                if !self.reader.show_hit_after(place.byte) {
                    self.reader.forget_mention();
                }
            }
            _ => self.ask(),
        }
    }

    /// Goes to the next place that is walked through, a hit or a mention, or the one before.
    pub(super) fn step_walk(&mut self, is_forward: bool) {
        let wanted = self.wanted();
        let step = self.reader.step_mention(&self.snapshot, &wanted, is_forward);
        self.message = match (step, self.reader.hits()) {
            (Step::Next, _) => None,
            (Step::Round, None) if is_forward => Some(Message::FirstAgain),
            (Step::Round, None) => Some(Message::LastAgain),
            (Step::Round, Some(_)) if is_forward => Some(Message::FirstHitAgain),
            (Step::Round, Some(_)) => Some(Message::LastHitAgain),
            (Step::Nowhere, None) => Some(Message::NoMention),
            (Step::Nowhere, Some([])) => Some(Message::NoHit),
            (Step::Nowhere, Some(_)) => Some(Message::HitsFolded),
        };
    }

    /// Ends the search that the reader sees in the pane with the focus, or else the other; whether there was
    /// one.
    pub(super) fn end_search(&mut self) -> bool {
        let (is_sought, is_searched) = (!self.find.is_empty(), self.is_searched());
        if is_sought && (self.focus == Pane::Text || !is_searched) {
            self.find = Search::default();
        } else if is_searched {
            self.query.search = Search::default();
        } else {
            return false;
        }
        self.reader.forget_mention();
        true
    }
}
