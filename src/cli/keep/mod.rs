//! What is kept between sittings, in `warraq` in the state folder (XDG): `marks`, of articles wherever they lie, and
//! in `places` a file for each library, called after its paths. Written in pauses, by a thread of its own, and before
//! the program stops or ends; each time read again and added to, so that two readers at once lose nothing.

mod file;
mod marks;
mod place;

use crate::app::{Kept, MarkChange, Model, Sitting};
use crate::corpus::{Fingerprint, Source};
use anyhow::{Context, anyhow};
use marks::Marks;
use place::Place;
use std::env;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, TryRecvError};
use std::thread;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

/// How long nothing is typed in a pause.
const PAUSE: Duration = Duration::from_secs(2);

/// How long it is at least from one writing to the next in pauses, so that a disk is not kept busy by reading.
const BETWEEN: Duration = Duration::from_secs(30);

/// How long who never pauses may lose.
const AT_MOST: Duration = Duration::from_secs(60);

/// Keeps what a reader of one library does.
#[derive(Debug)]
pub(super) struct Keeper {
    /// None where nothing is kept.
    files: Option<Files>,
    /// The later of the clock and of all moments that are known: what is done now counts more than those, even if
    /// the clock is wrong.
    moment: u64,
    /// What is not written yet.
    unsaved: Marks,
    /// Where the reader was, and what was there, when it was last written.
    written: Written,
    /// When something was first done that may have to be written.
    undone_since: Option<Instant>,
    last: Option<Instant>,
    /// What becomes of what is being written.
    saving: Option<Receiver<Result<(), Failure>>>,
    fault: Option<anyhow::Error>,
    /// Whether the reader has been told of it.
    is_told: bool,
}

#[derive(Clone, Debug)]
struct Files {
    marks: PathBuf,
    place: PathBuf,
    paths: Vec<String>,
}

#[derive(Clone, Debug, Default)]
struct Written {
    sitting: Sitting,
    met: Option<Vec<Fingerprint>>,
}

/// What could not be written, and why.
#[derive(Debug)]
struct Failure {
    marks: Marks,
    /// What stands in the file of the place still.
    before: Option<Box<Written>>,
    fault: anyhow::Error,
}

impl Failure {
    /// The thread that was to write is gone.
    fn of_ours() -> Failure {
        Failure { marks: Marks::default(), before: None, fault: anyhow!("the program failed at it") }
    }
}

impl Keeper {
    /// Reads what is kept in `folder` for a reader of `source`, without where it was if it begins afresh, and what is
    /// to be said of broken files.
    pub(super) fn open(
        folder: Option<PathBuf>,
        source: &Source,
        is_fresh: bool,
    ) -> (Keeper, Kept, Vec<String>) {
        let mut keeper = Keeper {
            files: folder.map(|folder| Files::new(&folder, source)),
            moment: 0,
            unsaved: Marks::default(),
            written: Written::default(),
            undone_since: None,
            last: None,
            saving: None,
            fault: None,
            is_told: false,
        };
        let Some(files) = keeper.files.clone() else { return (keeper, Kept::default(), Vec::new()) };
        let (marks, place) = (file::read::<Marks>(&files.marks), file::read::<Place>(&files.place));
        let mut said = Vec::new();
        let (marks, place) = match (marks, place) {
            (Ok((marks, broken)), Ok((place, is_broken))) => {
                let named = |said, path: &Path| format!("{}: {said}", path.display());
                said.extend(broken.map(|broken| named(broken, &files.marks)));
                said.extend(is_broken.map(|broken| named(broken, &files.place)));
                (marks, place)
            }
            // What cannot be read is not to be written over.
            (Err(error), _) => {
                return (keeper.without_files(&files.marks, error), Kept::default(), said);
            }
            (_, Err(error)) => {
                return (keeper.without_files(&files.place, error), Kept::default(), said);
            }
        };
        keeper.moment = marks.latest();
        let met = place.is_known.then_some(place.met);
        keeper.written = Written { sitting: place.sitting.clone(), met: met.clone() };
        let sitting = Some(place.sitting).filter(|_| place.is_known && !is_fresh);
        (keeper, Kept { marks: marks.known(), met, sitting }, said)
    }

    /// Keeps nothing, because of this.
    fn without_files(self, path: &Path, error: io::Error) -> Keeper {
        let fault = anyhow::Error::new(error).context(path.display().to_string());
        Keeper { files: None, fault: Some(fault), ..self }
    }

    /// The reader has done something.
    pub(super) fn note(&mut self, changes: Vec<(Fingerprint, MarkChange)>) {
        if self.files.is_none() {
            return;
        }
        self.undone_since.get_or_insert_with(Instant::now);
        if !changes.is_empty() {
            self.moment = now().max(self.moment.saturating_add(1));
        }
        for (article, change) in changes {
            self.unsaved.set(article, change, self.moment);
        }
    }

    /// How long nothing is to be typed before [`keep`](Self::keep); `None` while there is nothing to write.
    pub(super) fn awaits_pause(&self) -> Option<Duration> {
        self.undone_since?;
        let rest = self.last.map(|last| BETWEEN.saturating_sub(last.elapsed()));
        Some(rest.unwrap_or_default().max(PAUSE))
    }

    /// Whether no pause is to be waited for any longer.
    pub(super) fn is_late(&self) -> bool {
        self.undone_since.is_some_and(|since| since.elapsed() > AT_MOST)
    }

    /// Begins to write what there is to write; `failed` is called on the thread that writes, if it cannot.
    pub(super) fn keep(&mut self, model: &mut Model, failed: impl FnOnce() + Send + 'static) {
        self.look();
        if self.saving.is_some() {
            // A slow disk: the next pause will do.
            self.last = Some(Instant::now());
            return;
        }
        let Some(save) = self.save(model) else { return };
        let (sender, saving) = mpsc::channel();
        let work = move || {
            let result = save.run();
            let is_failed = result.is_err();
            // It is waited for at the end, so somebody listens.
            let _ = sender.send(result);
            if is_failed {
                failed();
            }
        };
        match thread::Builder::new().name("keeper".into()).spawn(work) {
            Ok(_) => self.saving = Some(saving),
            Err(error) => self.fault = Some(error.into()),
        }
    }

    /// Writes what there is to write, and returns when that is done.
    pub(super) fn keep_now(&mut self, model: &mut Model) {
        if let Some(saving) = self.saving.take() {
            self.done(saving.recv().unwrap_or_else(|_| Err(Failure::of_ours())));
        }
        if let Some(save) = self.save(model) {
            let result = save.run();
            self.done(result);
        }
    }

    /// Why something could not be kept, once; if it was kept later, there is no fault.
    pub(super) fn tell_fault(&mut self) -> Option<String> {
        self.look();
        let fault = self.fault.as_ref().filter(|_| !self.is_told)?;
        self.is_told = true;
        Some(format!("{fault:#}"))
    }

    /// Why something could not be kept, at the end.
    pub(super) fn into_fault(self) -> Option<anyhow::Error> {
        self.fault
    }

    /// What there is to write, if anything is.
    fn save(&mut self, model: &mut Model) -> Option<Save> {
        self.note(model.leave_article());
        self.undone_since = None;
        // A library in which nothing could be read has no place.
        let files = self.files.as_ref().filter(|_| !model.snapshot().articles().is_empty())?;
        let now = Written { sitting: model.sitting(), met: Some(model.met()) };
        let has_moved = now.sitting != self.written.sitting || now.met != self.written.met;
        if self.unsaved.is_empty() && !has_moved {
            return None;
        }
        self.last = Some(Instant::now());
        let before = std::mem::replace(&mut self.written, now.clone());
        let place = has_moved.then_some((before, now));
        Some(Save { files: files.clone(), marks: std::mem::take(&mut self.unsaved), place })
    }

    /// Looks whether the thread that writes is done.
    fn look(&mut self) {
        let Some(saving) = &self.saving else { return };
        let result = match saving.try_recv() {
            Ok(result) => result,
            Err(TryRecvError::Empty) => return,
            Err(TryRecvError::Disconnected) => Err(Failure::of_ours()),
        };
        self.saving = None;
        self.done(result);
    }

    fn done(&mut self, result: Result<(), Failure>) {
        self.fault = result.err().map(|Failure { marks, before, fault }| {
            // Once more the next time.
            self.unsaved.merge(&marks);
            self.written = before.map_or_else(|| std::mem::take(&mut self.written), |before| *before);
            fault
        });
    }
}

impl Files {
    fn new(folder: &Path, source: &Source) -> Files {
        let (name, paths) = match source {
            Source::Embedded => ("embedded".to_string(), vec!["the articles inside the program".to_string()]),
            Source::Paths(paths) => {
                // The same set of places is the same library, however it was called.
                let mut paths: Vec<PathBuf> = paths.iter().map(|path| whole(path)).collect();
                paths.sort_unstable();
                paths.dedup();
                let bytes: Vec<&[u8]> =
                    paths.iter().map(|path| path.as_os_str().as_encoded_bytes()).collect();
                let name = Fingerprint::of(&bytes.join(&0)).to_string();
                (name, paths.iter().map(|path| path.display().to_string()).collect())
            }
        };
        Files { marks: folder.join("marks"), place: folder.join("places").join(name), paths }
    }
}

impl Files {
    fn write(&self, marks: &Marks, place: Option<&(Written, Written)>) -> anyhow::Result<()> {
        if !marks.is_empty() {
            let add = |kept: &mut Marks| kept.merge(marks);
            file::update(&self.marks, add).with_context(|| self.marks.display().to_string())?;
        }
        if let Some((before, now)) = place {
            let put = |place: &mut Place| {
                let theirs = if place.is_known { &place.sitting } else { &before.sitting };
                place.sitting = place::merge(&before.sitting, &now.sitting, theirs);
                place.met = now.met.clone().unwrap_or_default();
                place.paths.clone_from(&self.paths);
            };
            file::update(&self.place, put).with_context(|| self.place.display().to_string())?;
        }
        Ok(())
    }
}

/// The path from the root, through no symbolic link.
fn whole(path: &Path) -> PathBuf {
    let from_here = || env::current_dir().map(|here| here.join(path));
    fs::canonicalize(path).or_else(|_| from_here()).unwrap_or_else(|_| path.to_path_buf())
}

/// What is to be written.
#[derive(Debug)]
struct Save {
    files: Files,
    marks: Marks,
    /// Where the reader was when it was written last, and is now.
    place: Option<(Written, Written)>,
}

impl Save {
    fn run(self) -> Result<(), Failure> {
        let Save { files, marks, place } = self;
        let written = files.write(&marks, place.as_ref());
        written.map_err(|fault| Failure { marks, before: place.map(|(before, _)| Box::new(before)), fault })
    }
}

/// Milliseconds since 1970.
fn now() -> u64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    u64::try_from(since.as_millis()).unwrap_or(u64::MAX)
}

#[cfg(test)]
#[path = "kill_tests.rs"]
mod kill_tests;
