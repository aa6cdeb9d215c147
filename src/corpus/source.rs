//! What there is to read: the embedded articles, or files and folders by their paths. Finding is
//! lazy and opens nothing but folders; reading a found item is `read`'s.

use std::collections::HashSet;
use std::ffi::OsStr;
use std::fs::{self, Metadata};
use std::io;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::vec;

use super::article::{Notice, NoticeKind, Origin};
use super::embedded::{EMBEDDED, Embedded};

/// What to read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// The articles inside the binary.
    Embedded,
    /// Files, whatever their extension, and folders, searched to the bottom for `.txt`.
    Paths(Vec<PathBuf>),
}

impl Source {
    /// The articles that are there, in a stable order: paths as they were given, and within each
    /// folder by the bytes of the name.
    ///
    /// In folders, names with a leading dot are passed over and symbolic links are followed; what
    /// one walk has met before, under whatever name, is not met again, so loops end. A path that
    /// leads to no article yields a [`Notice`] in its place and the rest goes on.
    pub fn items(&self) -> Items {
        match self {
            Source::Embedded => Items { embedded: EMBEDDED.to_vec().into_iter(), ..Items::default() },
            Source::Paths(paths) => Items { paths: paths.clone().into_iter(), ..Items::default() },
        }
    }
}

/// Files and folders of annotations: files whatever their extension, and in folders the kinds of
/// files that annotations come in. Found as [`Source::items`] finds articles.
#[must_use]
pub fn annotation_files(paths: Vec<PathBuf>) -> Items {
    Items { paths: paths.into_iter(), wanted: Wanted::Annotations, ..Items::default() }
}

/// Which files of a folder are wanted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Wanted {
    #[default]
    Articles,
    Annotations,
}

impl Wanted {
    fn extensions(self) -> &'static [&'static str] {
        match self {
            Wanted::Articles => &["txt"],
            Wanted::Annotations => &["ann", "bio", "conll", "iob", "iob2", "json", "jsonl", "ndjson"],
        }
    }

    fn wants(self, path: &Path) -> bool {
        let wanted = |extension: &OsStr| self.extensions().iter().any(|e| extension.eq_ignore_ascii_case(e));
        path.extension().is_some_and(wanted)
    }

    /// What is to be said of a folder without any.
    fn none(self) -> NoticeKind {
        match self {
            Wanted::Articles => NoticeKind::EmptyFolder,
            Wanted::Annotations => NoticeKind::NoAnnotations,
        }
    }
}

/// One article that was found, and not read yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Item {
    /// Inside the binary.
    Embedded(Embedded),
    /// A file. It was a regular file when it was found, and may be anything by now.
    File(PathBuf),
}

impl Item {
    /// The file's name, with its extension, made displayable.
    pub fn name(&self) -> String {
        match self {
            Item::Embedded(file) => file.name.to_string(),
            Item::File(path) => path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned(),
        }
    }

    /// Where it comes from.
    pub fn origin(&self) -> Origin {
        match self {
            Item::Embedded(_) => Origin::Embedded,
            Item::File(path) => Origin::File(path.clone()),
        }
    }

    /// A notice about it.
    pub(super) fn notice(&self, kind: NoticeKind) -> Notice {
        match self {
            Item::Embedded(file) => Notice { place: file.name.to_string(), kind },
            Item::File(path) => notice(path, kind),
        }
    }
}

/// The articles of a [`Source`], found one by one.
#[derive(Debug, Default)]
pub struct Items {
    embedded: vec::IntoIter<Embedded>,
    paths: vec::IntoIter<PathBuf>,
    wanted: Wanted,
    walk: Option<Walk>,
}

impl Iterator for Items {
    type Item = Result<Item, Notice>;

    fn next(&mut self) -> Option<Self::Item> {
        if let Some(file) = self.embedded.next() {
            return Some(Ok(Item::Embedded(file)));
        }
        loop {
            if let Some(walk) = &mut self.walk {
                match walk.next() {
                    Some(found) => return Some(found),
                    None => self.walk = None,
                }
            }
            let path = self.paths.next()?;
            match fs::metadata(&path) {
                Err(error) => return Some(Err(notice(&path, failure(&error)))),
                Ok(seen) if seen.is_dir() => self.walk = Some(Walk::new(path, &seen, self.wanted)),
                Ok(seen) if seen.is_file() => return Some(Ok(Item::File(path))),
                Ok(_) => return Some(Err(notice(&path, NoticeKind::NotRegular))),
            }
        }
    }
}

/// The walk through one folder that was named.
#[derive(Debug)]
struct Walk {
    wanted: Wanted,
    /// The folder that was named, until anything at all has been said about it.
    silent: Option<PathBuf>,
    /// A folder that is to be listed next.
    enter: Option<PathBuf>,
    /// What is left of each folder on the way down, last name first.
    open: Vec<Vec<PathBuf>>,
    /// (device, inode) of every file and folder that was met.
    met: HashSet<(u64, u64)>,
}

impl Walk {
    fn new(folder: PathBuf, seen: &Metadata, wanted: Wanted) -> Walk {
        let met = HashSet::from([(seen.dev(), seen.ino())]);
        Walk { wanted, silent: Some(folder.clone()), enter: Some(folder), open: Vec::new(), met }
    }

    /// Looks at one path that stands in a folder. `None`: nothing to be said about it.
    fn look(&mut self, path: PathBuf) -> Option<Result<Item, Notice>> {
        let wanted = self.wanted.wants(&path);
        let seen = match fs::metadata(&path) {
            Ok(seen) => seen,
            Err(error) => return wanted.then(|| Err(notice(&path, failure(&error)))),
        };
        let regular = seen.is_file();
        if !seen.is_dir() && !wanted {
            return None;
        }
        if !self.met.insert((seen.dev(), seen.ino())) {
            return None;
        }
        if seen.is_dir() {
            self.enter = Some(path);
            return None;
        }
        Some(if regular { Ok(Item::File(path)) } else { Err(notice(&path, NoticeKind::NotRegular)) })
    }
}

impl Iterator for Walk {
    type Item = Result<Item, Notice>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let found = match self.enter.take() {
                Some(folder) => match list(&folder) {
                    Ok(paths) => {
                        self.open.push(paths);
                        None
                    }
                    Err(error) => Some(Err(notice(&folder, failure(&error)))),
                },
                None => match self.open.last_mut() {
                    None => {
                        let folder = self.silent.take()?;
                        return Some(Err(notice(&folder, self.wanted.none())));
                    }
                    Some(paths) => match paths.pop() {
                        Some(path) => self.look(path),
                        None => {
                            self.open.pop();
                            None
                        }
                    },
                },
            };
            if found.is_some() {
                self.silent = None;
                return found;
            }
        }
    }
}

/// What stands in a folder and is not hidden, last name first.
fn list(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut paths = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if !entry.file_name().as_bytes().starts_with(b".") {
            paths.push(entry.path());
        }
    }
    let name = |path: &PathBuf| path.file_name().map(OsStr::to_os_string);
    paths.sort_by_cached_key(name);
    paths.reverse();
    Ok(paths)
}

fn notice(path: &Path, kind: NoticeKind) -> Notice {
    Notice { place: path.to_string_lossy().into_owned(), kind }
}

/// What an error of the system means for a reader.
pub(super) fn failure(error: &io::Error) -> NoticeKind {
    match error.kind() {
        // "a.txt/b": a part of the path is no folder, so nothing is there.
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => NoticeKind::Missing,
        io::ErrorKind::PermissionDenied => NoticeKind::Denied,
        _ => NoticeKind::Io(error.to_string()),
    }
}
