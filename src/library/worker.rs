//! Reads, tags and indexes the articles of a library, one after the other.

use super::own::Own;
use super::{Snapshot, Sources};
use crate::corpus::{self, Article, ArticleId, Item, Notice, NoticeKind};
use crate::entity::import::Annotations;
use crate::entity::{EntityTable, Mention, Scratch, Tagger};
use std::panic::{self, AssertUnwindSafe};
use std::sync::Arc;
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

/// How long new articles may wait to be shown: publishing each one at once would copy the lists
/// of a large library once for each article in it.
const PUBLISH_EVERY: Duration = Duration::from_millis(100);

/// Loads everything in `sources` and returns when it is done.
#[must_use]
pub fn load(sources: impl Into<Sources>) -> Snapshot {
    let mut builder = Builder::default();
    builder.read_all(&sources.into(), |_| true);
    builder.snapshot(true)
}

/// Loads `sources` on a thread of its own. `publish` gets the first article as soon as it is read,
/// then the library as it grows, and last a complete snapshot; it answers whether to go on.
///
/// # Errors
/// If the system gives no thread.
pub fn spawn(
    sources: Sources,
    mut publish: impl FnMut(Arc<Snapshot>) -> bool + Send + 'static,
) -> std::io::Result<JoinHandle<()>> {
    thread::Builder::new().name("library".into()).spawn(move || {
        let mut builder = Builder::default();
        let mut published: Option<Instant> = None;
        let finished = builder.read_all(&sources, |builder| {
            if published.is_some_and(|at| at.elapsed() < PUBLISH_EVERY) {
                return true;
            }
            let goes_on = publish(Arc::new(builder.snapshot(false)));
            // Counted from here: making a snapshot of a large library takes its time too.
            published = Some(Instant::now());
            goes_on
        });
        if finished {
            publish(Arc::new(builder.snapshot(true)));
        }
    })
}

#[derive(Default)]
struct Builder {
    snapshot: Snapshot,
    entities: EntityTable,
    scratch: Scratch,
    annotations: Annotations,
}

impl Builder {
    /// Reads every item; `after_each` answers whether to go on. Returns whether all were read.
    fn read_all(&mut self, sources: &Sources, mut after_each: impl FnMut(&Self) -> bool) -> bool {
        let Own { tagger, annotations, reports } = Own::read(&sources.own, &mut self.snapshot.notices);
        self.entities = EntityTable::with_kinds(annotations.labels().kinds().clone());
        self.annotations = annotations;
        for item in sources.articles.items() {
            let id = ArticleId(u32::try_from(self.snapshot.articles.len()).unwrap_or(u32::MAX));
            let read = item.and_then(|item| self.read(&tagger, &item, id));
            match read {
                Ok((article, mentions)) => {
                    self.snapshot.index.push(&article, &mentions);
                    self.snapshot.articles.push(Arc::new(article));
                    self.snapshot.mentions.push(mentions.into());
                }
                Err(notice) => self.snapshot.notices.push(notice),
            }
            if !after_each(self) {
                return false;
            }
        }
        let annotations = std::mem::take(&mut self.annotations);
        self.snapshot.imports = reports.into_iter().chain(annotations.finish()).collect();
        true
    }

    /// Reads and tags one item. If that fails by a fault of ours, the article is lost, and named,
    /// and the others are not.
    fn read(
        &mut self,
        tagger: &Tagger,
        item: &Item,
        id: ArticleId,
    ) -> Result<(Article, Vec<Mention>), Notice> {
        let Builder { entities, scratch, annotations, .. } = self;
        // The table only grows, buffers are emptied before use, and annotations are only taken: whatever is in
        // them stays right wherever the work was broken off.
        let work = AssertUnwindSafe(|| {
            let article = corpus::read(item, id)?;
            let found = tagger.tag(&article, entities, scratch);
            let mentions = annotations.lay_over(&article, found, entities);
            Ok((article, mentions))
        });
        panic::catch_unwind(work)
            .unwrap_or_else(|_| Err(Notice { place: item.name(), kind: NoticeKind::Fault }))
    }

    fn snapshot(&self, complete: bool) -> Snapshot {
        Snapshot { entities: Arc::new(self.entities.clone()), complete, ..self.snapshot.clone() }
    }
}
