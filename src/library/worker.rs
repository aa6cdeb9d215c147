//! Reads, tags and indexes the articles of a library, one after the other, and takes in what the reader
//! changes, then and later.

use super::shelf::{Changes, Shelf};
use super::{Snapshot, Sources};
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread;
use std::time::{Duration, Instant};

/// How long new articles may wait to be shown: publishing each one at once would copy the lists
/// of a large library once for each article in it.
const PUBLISH_EVERY: Duration = Duration::from_millis(100);

/// Loads everything in `sources` and returns when it is done.
#[must_use]
pub fn load(sources: impl Into<Sources>) -> Snapshot {
    shelve(sources).snapshot()
}

/// Loads everything in `sources`, to be changed further.
#[must_use]
pub fn shelve(sources: impl Into<Sources>) -> Shelf {
    let Sources { articles, own, changes } = sources.into();
    let mut shelf = Shelf::new(&own, changes);
    for item in articles.items() {
        shelf.read(item);
    }
    shelf.finish();
    shelf
}

/// A library that is read on a thread of its own. The thread ends when this is dropped.
#[derive(Debug)]
pub struct Worker {
    changes: Sender<Changes>,
}

impl Worker {
    /// Puts `changes` in the place of what the reader has changed so far; a snapshot with it follows.
    pub fn change(&self, changes: Changes) {
        // The thread ends before this only if nobody listens to it any more.
        let _ = self.changes.send(changes);
    }
}

/// Loads `sources` on a thread of its own. `publish` gets the first article as soon as it is read,
/// then the library as it grows, then a complete snapshot, and one for each change that the reader makes;
/// it answers whether to go on.
///
/// # Errors
/// If the system gives no thread.
pub fn spawn(
    sources: Sources,
    publish: impl FnMut(Arc<Snapshot>) -> bool + Send + 'static,
) -> std::io::Result<Worker> {
    let (sender, changes) = mpsc::channel();
    thread::Builder::new().name("library".into()).spawn(move || work(sources, &changes, publish))?;
    Ok(Worker { changes: sender })
}

fn work(sources: Sources, changes: &Receiver<Changes>, mut publish: impl FnMut(Arc<Snapshot>) -> bool) {
    let mut shelf = Shelf::new(&sources.own, sources.changes);
    let mut published: Option<Instant> = None;
    for item in sources.articles.items() {
        shelf.read(item);
        shelf.post();
        let mut is_changed = false;
        for changes in changes.try_iter() {
            shelf.change(changes);
            is_changed = true;
        }
        if !is_changed && published.is_some_and(|at| at.elapsed() < PUBLISH_EVERY) {
            continue;
        }
        if !publish(Arc::new(shelf.snapshot())) {
            return;
        }
        // Counted from here: making a snapshot of a large library takes its time too.
        published = Some(Instant::now());
    }
    shelf.finish();
    let mut goes_on = publish(Arc::new(shelf.snapshot()));
    if shelf.post() && goes_on {
        goes_on = publish(Arc::new(shelf.snapshot()));
    }
    while goes_on {
        let Ok(latest) = changes.recv() else { return };
        shelf.change(latest);
        // Each one holds all of the one before; what counts is how many there were.
        changes.try_iter().for_each(|latest| shelf.change(latest));
        goes_on = publish(Arc::new(shelf.snapshot()));
    }
}
