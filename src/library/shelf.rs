//! Articles and what they mention, as they are read and as the reader changes names. What the tagger found
//! is kept beside what is shown, so that a change is worked out without tagging anything anew, and only for
//! the articles that it touches.

use super::Snapshot;
use crate::corpus::{self, Article, ArticleId, Item, Notice, NoticeKind};
use crate::entity::repair::{Added, AddedNames, Hit, Plan, Repairs};
use crate::entity::{EntityId, EntityTable, Mention, Scratch, Tagger};
use std::panic::{self, AssertUnwindSafe};
use std::sync::Arc;

/// The reader's own changes, and what is to be said about the file in which they stand.
#[derive(Clone, Debug, Default)]
pub struct Own {
    /// The changes.
    pub repairs: Repairs,
    /// What of them could not be read.
    pub notices: Vec<Notice>,
}

/// All that has been read, as found and as shown.
#[derive(Debug)]
pub struct Shelf {
    tagger: Tagger,
    scratch: Scratch,
    own: Own,
    plan: Plan,
    /// How often the names have been changed since the beginning.
    changes: u64,
    /// What the tagger found and changes call; it only grows, so numbers stay what they are.
    entities: EntityTable,
    /// In how many mentions each entity is shown.
    shown: Vec<usize>,
    /// Every name that was ever added, and who looks for them in new articles.
    added: Vec<Added>,
    finder: AddedNames,
    /// Of each article what the tagger found, and where added names stand.
    found: Vec<Found>,
    snapshot: Snapshot,
}

#[derive(Debug)]
struct Found {
    mentions: Arc<[Mention]>,
    hits: Vec<Hit>,
}

impl Shelf {
    /// An empty one, on which the reader's names are `own`.
    #[must_use]
    pub fn new(own: Own) -> Shelf {
        let mut shelf = Shelf {
            tagger: Tagger::built_in(),
            scratch: Scratch::default(),
            own: Own::default(),
            plan: Plan::default(),
            changes: 0,
            entities: EntityTable::new(),
            shown: Vec::new(),
            added: Vec::new(),
            finder: AddedNames::new([], 0),
            found: Vec::new(),
            snapshot: Snapshot::default(),
        };
        shelf.set(own);
        shelf
    }

    /// Reads and tags one item of a source, after those that it has.
    pub(super) fn read(&mut self, item: Result<Item, Notice>) {
        let id = ArticleId(u32::try_from(self.found.len()).unwrap_or(u32::MAX));
        match item.and_then(|item| self.tag(&item, id)) {
            Ok((article, found)) => {
                let mentions = self.plan.apply(&article, &found.mentions, &found.hits);
                let mentions = mentions.map_or_else(|| Arc::clone(&found.mentions), Arc::from);
                count(&mut self.shown, &mentions, 1);
                self.snapshot.index.push(&article, &mentions);
                self.snapshot.articles.push(Arc::new(article));
                self.snapshot.mentions.push(mentions);
                self.found.push(found);
            }
            Err(notice) => self.snapshot.notices.push(notice),
        }
    }

    /// Reads and tags one item. If that fails by a fault of ours, the article is lost, and named,
    /// and the others are not.
    fn tag(&mut self, item: &Item, id: ArticleId) -> Result<(Article, Found), Notice> {
        let (tagger, finder) = (&self.tagger, &self.finder);
        let (entities, scratch) = (&mut self.entities, &mut self.scratch);
        // The table only grows, and buffers are emptied before use: whatever is in them stays right
        // wherever the work was broken off.
        let work = AssertUnwindSafe(|| {
            let article = corpus::read(item, id)?;
            let mentions = tagger.tag(&article, entities, scratch).into();
            let hits = finder.find(&article);
            Ok((article, Found { mentions, hits }))
        });
        panic::catch_unwind(work)
            .unwrap_or_else(|_| Err(Notice { place: item.name(), kind: NoticeKind::Fault }))
    }

    /// Puts `own` in the place of what the reader has changed so far.
    pub fn change(&mut self, own: Own) {
        self.changes += 1;
        self.set(own);
    }

    fn set(&mut self, own: Own) {
        let known = self.added.len();
        let plan = Plan::new(&own.repairs, &mut self.entities, &mut self.added);
        if known < self.added.len() {
            let finder = AddedNames::new(&self.added[known..], known as u32);
            for (found, article) in self.found.iter_mut().zip(&self.snapshot.articles) {
                found.hits.extend(finder.find(article));
            }
            self.finder = AddedNames::new(&self.added, 0);
        }
        for (number, found) in self.found.iter().enumerate() {
            let article = &self.snapshot.articles[number];
            if !plan.differs(&self.plan, article, &found.mentions, &found.hits) {
                continue;
            }
            let mentions = plan.apply(article, &found.mentions, &found.hits);
            let mentions = mentions.map_or_else(|| Arc::clone(&found.mentions), Arc::from);
            count(&mut self.shown, &self.snapshot.mentions[number], -1);
            count(&mut self.shown, &mentions, 1);
            self.snapshot.index.replace(article.id, &mentions);
            self.snapshot.mentions[number] = mentions;
        }
        (self.plan, self.own) = (plan, own);
    }

    /// What is to be shown now.
    #[must_use]
    pub fn snapshot(&self, complete: bool) -> Snapshot {
        let is_mentioned = |id: EntityId| self.shown.get(id.0 as usize).is_some_and(|count| *count > 0);
        let entities = Arc::new(self.plan.table(&self.entities, is_mentioned));
        let notices = self.own.notices.iter().chain(&self.snapshot.notices).cloned().collect();
        Snapshot { entities, notices, complete, changes: self.changes, ..self.snapshot.clone() }
    }
}

fn count(shown: &mut Vec<usize>, mentions: &[Mention], by: isize) {
    for mention in mentions {
        let at = mention.entity.0 as usize;
        if shown.len() <= at {
            shown.resize(at + 1, 0);
        }
        shown[at] = shown[at].saturating_add_signed(by);
    }
}
