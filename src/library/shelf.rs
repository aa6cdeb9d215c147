//! Articles and what they mention, as they are read and as the reader changes names. What the tagger found
//! is kept beside what is shown, so that a change is worked out without tagging anything anew, and only for
//! the articles that it touches.

use super::Snapshot;
use super::own::{Own, OwnFiles};
use crate::corpus::{self, Article, ArticleId, Item, Notice, NoticeKind};
use crate::entity::repair::{Added, AddedNames, Found, Plan, Repairs};
use crate::entity::{EntityId, EntityTable, Kinds, Mention, Provenance, Scratch};
use crate::index::Gathering;
use std::panic::{self, AssertUnwindSafe};
use std::sync::Arc;

/// Bytes of text that are quickly read through: postings of less would save a search nothing.
const QUICK: usize = 1 << 20;

/// Bytes of text of which postings are made at once: so many that most words in them have been there before,
/// and yet read through in the time of a few frames where a search must wait for them.
const POSTED_AT_ONCE: usize = 16 << 20;

/// The reader's changes to names, and what is to be said about the file in which they stand.
#[derive(Clone, Debug, Default)]
pub struct Changes {
    /// The changes.
    pub repairs: Repairs,
    /// The file, as notices name it.
    pub place: String,
    /// What of it could not be read.
    pub notices: Vec<Notice>,
}

impl Changes {
    /// What of them cannot be done where these are all `kinds`.
    pub fn of_unknown_kinds<'a>(&'a self, kinds: &'a Kinds) -> impl Iterator<Item = Notice> + 'a {
        self.repairs.unknown_kinds(kinds).into_iter().map(|(line, kind)| {
            let place = format!("{}:{line}", self.place);
            Notice { place, kind: NoticeKind::NoKind { name: kind.to_string() } }
        })
    }
}

/// All that has been read, as found and as shown.
#[derive(Debug)]
pub struct Shelf {
    own: Own,
    scratch: Scratch,
    changes: Changes,
    plan: Plan,
    /// What was found, annotated, or called by a change; it only grows, so numbers stay what they are.
    entities: EntityTable,
    /// In how many mentions each entity is shown.
    shown: Vec<Shown>,
    /// Every name that was ever added, and who looks for them in new articles.
    added: Vec<Added>,
    finder: AddedNames,
    /// Of each article what was found before any change.
    found: Vec<Found>,
    /// What the articles say, until all have been read.
    gathering: Gathering,
    snapshot: Snapshot,
}

/// How often an entity is mentioned.
#[derive(Clone, Copy, Debug, Default)]
struct Shown {
    mentions: usize,
    /// Those of them that a rule found.
    by_rule: usize,
}

impl Shelf {
    /// An empty one, for articles whose names are read by the reader's own `files` and `changes`.
    #[must_use]
    pub fn new(files: &OwnFiles, changes: Changes) -> Shelf {
        let mut snapshot = Snapshot::default();
        let own = Own::read(files, &mut snapshot.notices);
        // All kinds are known by now, so changes can call them.
        let entities = EntityTable::with_kinds(own.annotations.labels().kinds().clone());
        let mut shelf = Shelf {
            own,
            scratch: Scratch::default(),
            changes: Changes::default(),
            plan: Plan::default(),
            entities,
            shown: Vec::new(),
            added: Vec::new(),
            finder: AddedNames::new([], 0),
            found: Vec::new(),
            gathering: Gathering::default(),
            snapshot,
        };
        shelf.set(changes);
        shelf
    }

    /// Reads and tags one item of a source, after those that it has.
    pub(super) fn read(&mut self, item: Result<Item, Notice>) {
        let id = ArticleId(u32::try_from(self.found.len()).unwrap_or(u32::MAX));
        match item.and_then(|item| self.tag(&item, id)) {
            Ok((article, found)) => {
                let mentions = self.plan.apply(&article.name, &found);
                let mentions = mentions.map_or_else(|| Arc::clone(&found.mentions), Arc::from);
                count(&mut self.shown, &mentions, 1);
                self.gathering.add(&article);
                let article = Arc::new(article);
                self.snapshot.index.push(&article, &mentions);
                self.snapshot.articles.push(article);
                self.snapshot.mentions.push(mentions);
                self.found.push(found);
            }
            Err(notice) => self.snapshot.notices.push(notice),
        }
    }

    /// Reads and tags one item. If that fails by a fault of ours, the article is lost, and named,
    /// and the others are not.
    fn tag(&mut self, item: &Item, id: ArticleId) -> Result<(Article, Found), Notice> {
        let Shelf { own: Own { tagger, annotations, .. }, finder, entities, scratch, .. } = self;
        // The table only grows, buffers are emptied before use, and annotations are only taken: whatever is in
        // them stays right wherever the work was broken off.
        let work = AssertUnwindSafe(|| {
            let article = corpus::read(item, id)?;
            let mut beneath = tagger.tag(&article, entities, scratch);
            let mentions = annotations.lay_over(&article, beneath.clone(), entities);
            beneath.retain(|mention| !stands_in(&mentions, mention));
            // Nearly always none is left, of each of perhaps very many articles.
            beneath.shrink_to_fit();
            let hits = finder.find(&article);
            Ok((article, Found { mentions: mentions.into(), beneath, hits }))
        });
        panic::catch_unwind(work)
            .unwrap_or_else(|_| Err(Notice { place: item.name(), kind: NoticeKind::Fault }))
    }

    /// Everything has been read: annotations that no article has taken belong to none, and stories are known.
    pub(super) fn finish(&mut self) {
        let reports = std::mem::take(&mut self.own.reports);
        let annotations = std::mem::take(&mut self.own.annotations);
        self.snapshot.imports = reports.into_iter().chain(annotations.finish()).collect();
        self.snapshot.stories = Arc::new(std::mem::take(&mut self.gathering).stories());
        self.snapshot.complete = true;
    }

    /// Makes postings of the words of what has been read, if there is enough of it; whether any were made.
    pub(super) fn post(&mut self) -> bool {
        self.snapshot.index.post(if self.snapshot.complete { QUICK } else { POSTED_AT_ONCE })
    }

    /// Puts `changes` in the place of what the reader has changed so far.
    pub fn change(&mut self, changes: Changes) {
        self.snapshot.changes += 1;
        self.set(changes);
    }

    fn set(&mut self, changes: Changes) {
        let known = self.added.len();
        let plan = Plan::new(&changes.repairs, &mut self.entities, &mut self.added);
        if known < self.added.len() {
            let finder = AddedNames::new(&self.added[known..], known as u32);
            for (found, article) in self.found.iter_mut().zip(&self.snapshot.articles) {
                found.hits.extend(finder.find(article));
            }
            self.finder = AddedNames::new(&self.added, 0);
        }
        for (number, found) in self.found.iter().enumerate() {
            let article = &self.snapshot.articles[number];
            if !plan.differs(&self.plan, &article.name, found) {
                continue;
            }
            let mentions = plan.apply(&article.name, found);
            let mentions = mentions.map_or_else(|| Arc::clone(&found.mentions), Arc::from);
            count(&mut self.shown, &self.snapshot.mentions[number], -1);
            count(&mut self.shown, &mentions, 1);
            self.snapshot.index.replace(article.id, &mentions);
            self.snapshot.mentions[number] = mentions;
        }
        (self.plan, self.changes) = (plan, changes);
    }

    /// What is to be shown now.
    #[must_use]
    pub fn snapshot(&self) -> Snapshot {
        let shown = |id: EntityId| self.shown.get(id.0 as usize).copied().unwrap_or_default();
        let is_mentioned = |id: EntityId| shown(id).mentions > 0;
        let by_rule = (0..self.shown.len()).map(|at| EntityId(at as u32)).filter(|id| {
            let Shown { mentions, by_rule } = shown(*id);
            mentions > 0 && mentions == by_rule
        });
        let by_rule = by_rule.collect();
        let entities = Arc::new(self.plan.table(&self.entities, is_mentioned));
        let changes = self.changes.notices.iter().cloned();
        let changes = changes.chain(self.changes.of_unknown_kinds(self.entities.kinds()));
        let notices = changes.chain(self.snapshot.notices.iter().cloned()).collect();
        let said = Arc::clone(self.plan.said());
        let mut snapshot = Snapshot { by_rule, said, entities, notices, ..self.snapshot.clone() };
        snapshot.index.set_entities(Arc::clone(&snapshot.entities));
        snapshot
    }
}

/// Whether `mention` is one of `mentions`, which are in order.
fn stands_in(mentions: &[Mention], mention: &Mention) -> bool {
    let at = mentions.binary_search_by_key(&mention.range.start, |other| other.range.start);
    at.is_ok_and(|at| mentions[at] == *mention)
}

fn count(shown: &mut Vec<Shown>, mentions: &[Mention], by: isize) {
    for mention in mentions {
        let at = mention.entity.0 as usize;
        if shown.len() <= at {
            shown.resize(at + 1, Shown::default());
        }
        let Shown { mentions, by_rule } = &mut shown[at];
        *mentions = mentions.saturating_add_signed(by);
        if mention.provenance == Provenance::Rule {
            *by_rule = by_rule.saturating_add_signed(by);
        }
    }
}
