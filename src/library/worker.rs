//! Reads, tags and indexes the articles of a source, one after the other, and takes in what the reader
//! changes, then and later.

use super::Snapshot;
use super::shelf::{Own, Shelf};
use crate::corpus::Source;
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread;
use std::time::{Duration, Instant};

/// How long new articles may wait to be shown: publishing each one at once would copy the lists
/// of a large library once for each article in it.
const PUBLISH_EVERY: Duration = Duration::from_millis(100);

/// Loads everything in `source` and returns when it is done.
#[must_use]
pub fn load(source: &Source) -> Snapshot {
    shelve(source, Own::default()).snapshot(true)
}

/// Loads everything in `source`, under the reader's names, to be changed further.
#[must_use]
pub fn shelve(source: &Source, own: Own) -> Shelf {
    let mut shelf = Shelf::new(own);
    for item in source.items() {
        shelf.read(item);
    }
    shelf
}

/// A library that is read on a thread of its own. The thread ends when this is dropped.
#[derive(Debug)]
pub struct Worker {
    changes: Sender<Own>,
}

impl Worker {
    /// Puts `own` in the place of what the reader has changed so far; a snapshot with it follows.
    pub fn change(&self, own: Own) {
        // The thread ends before this only if nobody listens to it any more.
        let _ = self.changes.send(own);
    }
}

/// Loads `source` on a thread of its own. `publish` gets the first article as soon as it is read,
/// then the library as it grows, then a complete snapshot, and one for each change that the reader makes;
/// it answers whether to go on.
///
/// # Errors
/// If the system gives no thread.
pub fn spawn(
    source: Source,
    own: Own,
    publish: impl FnMut(Arc<Snapshot>) -> bool + Send + 'static,
) -> std::io::Result<Worker> {
    let (sender, changes) = mpsc::channel();
    thread::Builder::new().name("library".into()).spawn(move || work(&source, own, &changes, publish))?;
    Ok(Worker { changes: sender })
}

fn work(source: &Source, own: Own, changes: &Receiver<Own>, mut publish: impl FnMut(Arc<Snapshot>) -> bool) {
    let mut shelf = Shelf::new(own);
    let mut published: Option<Instant> = None;
    for item in source.items() {
        shelf.read(item);
        let mut is_changed = false;
        for own in changes.try_iter() {
            shelf.change(own);
            is_changed = true;
        }
        if !is_changed && published.is_some_and(|at| at.elapsed() < PUBLISH_EVERY) {
            continue;
        }
        if !publish(Arc::new(shelf.snapshot(false))) {
            return;
        }
        // Counted from here: making a snapshot of a large library takes its time too.
        published = Some(Instant::now());
    }
    let mut goes_on = publish(Arc::new(shelf.snapshot(true)));
    while goes_on {
        let Ok(own) = changes.recv() else { return };
        shelf.change(own);
        // Each one holds all of the one before; what counts is how many there were.
        changes.try_iter().for_each(|own| shelf.change(own));
        goes_on = publish(Arc::new(shelf.snapshot(true)));
    }
}
