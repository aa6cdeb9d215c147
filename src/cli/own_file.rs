//! Files that the program keeps for its reader: read within bounds, and written whole or not at all.
//! Whoever reads one meanwhile, or after a crash, finds the old text or the new one; of two programs that
//! change one at the same time, the second changes what the first has written.

use rustix::fs::{FlockOperation, flock};
use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io::{self, ErrorKind, Read, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

/// Bytes of a file that are read at most. One that is longer is not ours, and left alone.
const LIMIT: u64 = 64 * 1024 * 1024;

/// How often, and how long each time, another program that writes is waited for.
const PATIENCE: (u32, Duration) = (100, Duration::from_millis(5));

/// Reads the file; `None` if there is none.
pub(super) fn read(path: &Path) -> io::Result<Option<Vec<u8>>> {
    match fs::metadata(path) {
        // A pipe in its place would hold the program for ever.
        Ok(found) if !found.is_file() => {
            return Err(io::Error::new(ErrorKind::InvalidInput, "no regular file"));
        }
        Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => {
            return Ok(None);
        }
        found => found?,
    };
    let mut bytes = Vec::new();
    File::open(path)?.take(LIMIT + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > LIMIT {
        return Err(io::Error::new(ErrorKind::FileTooLarge, "too large"));
    }
    Ok(Some(bytes))
}

/// Puts `change` of what stands in the file by now in its place. A file that is not there is made, with
/// its folder, for nobody else to read.
pub(super) fn update(path: &Path, change: impl FnOnce(Option<Vec<u8>>) -> Vec<u8>) -> io::Result<()> {
    try_update(path, |bytes| Ok(change(bytes)))
}

/// As [`update`]; where `change` fails, the file stays as it is.
pub(super) fn try_update(
    path: &Path,
    change: impl FnOnce(Option<Vec<u8>>) -> io::Result<Vec<u8>>,
) -> io::Result<()> {
    update_by_steps(path, change, |_| Ok(()))
}

/// Keeps these bytes beside the file at `path`, under its name and `.broken`, and a number if that is taken.
pub(super) fn set_aside(path: &Path, bytes: &[u8]) -> io::Result<PathBuf> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let numbered = (2..100).map(|number| format!("{name}.broken-{number}"));
    for aside in std::iter::once(format!("{name}.broken")).chain(numbered) {
        let aside = path.with_file_name(aside);
        match create(&aside, bytes) {
            Ok(()) => return Ok(aside),
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error),
        }
    }
    Err(io::Error::new(ErrorKind::AlreadyExists, "too many broken files beside it"))
}

/// Writes a file that is not there yet, whole or not at all; what has the name already is left alone.
pub(super) fn create(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = folder_of(path);
    let draft = draft_in(folder, path)?;
    let write = || -> io::Result<()> {
        let mut file = OpenOptions::new().write(true).create_new(true).open(&draft)?;
        file.write_all(bytes)?;
        file.sync_all()?;
        // A link takes no other file's name, as a new name would.
        match fs::hard_link(&draft, path) {
            Err(error) if error.kind() != ErrorKind::AlreadyExists && fs::symlink_metadata(path).is_err() => {
                // A file system without links.
                fs::rename(&draft, path)
            }
            linked => linked,
        }
    };
    let written = write();
    let _ = fs::remove_file(&draft);
    if let Ok(folder) = File::open(folder) {
        let _ = folder.sync_all();
    }
    written
}

/// The folder in which a file lies.
fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// Where the text of `path` is written first, beside it; nothing is there.
fn draft_in(folder: &Path, path: &Path) -> io::Result<PathBuf> {
    let name =
        path.file_name().ok_or_else(|| io::Error::new(ErrorKind::InvalidInput, "no name of a file"))?;
    let draft = folder.join(format!(".{}.{}", name.to_string_lossy(), std::process::id()));
    // What another run of this number may have left.
    let _ = fs::remove_file(&draft);
    Ok(draft)
}

/// What an update does to the disk, in this order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    Draft,
    Write,
    Sync,
    Rename,
}

/// As [`update`]; `before` each step something may go wrong.
fn update_by_steps(
    path: &Path,
    change: impl FnOnce(Option<Vec<u8>>) -> io::Result<Vec<u8>>,
    mut before: impl FnMut(Step) -> io::Result<()>,
) -> io::Result<()> {
    let path = real_path(path)?;
    let folder = folder_of(&path);
    DirBuilder::new().recursive(true).mode(0o700).create(folder)?;
    let folder_file = File::open(folder)?;
    lock(&folder_file)?;
    let bytes = change(read(&path)?)?;
    let draft = draft_in(folder, &path)?;
    let mut write = || -> io::Result<()> {
        before(Step::Draft)?;
        let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(&draft)?;
        if let Ok(old) = fs::metadata(&path) {
            file.set_permissions(old.permissions())?;
        }
        let (half, rest) = bytes.split_at(bytes.len() / 2);
        file.write_all(half)?;
        before(Step::Write)?;
        file.write_all(rest)?;
        before(Step::Sync)?;
        file.sync_all()?;
        before(Step::Rename)?;
        fs::rename(&draft, &path)
    };
    if let Err(error) = write() {
        // It may not be there; nothing else is to be done about it.
        let _ = fs::remove_file(&draft);
        return Err(error);
    }
    // The name is as durable as the text. Some file systems cannot be asked for that.
    let _ = folder_file.sync_all();
    Ok(())
}

/// The file behind symbolic links, which stay as they are; it need not be there.
fn real_path(path: &Path) -> io::Result<PathBuf> {
    let mut path = path.to_path_buf();
    // As many as Linux follows.
    for _ in 0..40 {
        match fs::read_link(&path) {
            Ok(target) => path = path.parent().unwrap_or(Path::new("")).join(target),
            Err(_) => return Ok(path),
        }
    }
    Err(io::Error::new(ErrorKind::InvalidInput, "too many symbolic links"))
}

/// Holds other programs off that would change a file of this folder, until it is closed. The folder is
/// locked since the file is another one after each change.
fn lock(folder: &File) -> io::Result<()> {
    let (times, pause) = PATIENCE;
    for _ in 0..times {
        match flock(folder, FlockOperation::NonBlockingLockExclusive) {
            Ok(()) => return Ok(()),
            Err(rustix::io::Errno::WOULDBLOCK) => thread::sleep(pause),
            // A file system without locks, as some on a network are: two programs at the same moment are
            // rarer there than changes that could not be kept.
            Err(_) => return Ok(()),
        }
    }
    Err(io::Error::new(ErrorKind::WouldBlock, "another program is writing there"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::os::unix::fs::{PermissionsExt, symlink};
    use std::panic::{self, AssertUnwindSafe};

    const STEPS: [Step; 4] = [Step::Draft, Step::Write, Step::Sync, Step::Rename];

    /// A folder of its own for a test, removed when dropped.
    struct Folder(PathBuf);

    impl Folder {
        fn new(name: &str) -> Folder {
            let path = std::env::temp_dir().join(format!("warraq-own-file-{name}-{}", std::process::id()));
            fs::create_dir_all(&path).expect("a temporary folder");
            Folder(path)
        }

        fn names(&self) -> Vec<String> {
            let names = fs::read_dir(&self.0).expect("a folder");
            names.map(|name| name.expect("an entry").file_name().to_string_lossy().into_owned()).collect()
        }
    }

    impl Drop for Folder {
        fn drop(&mut self) {
            let _ = fs::remove_dir_all(&self.0);
        }
    }

    fn try_add(line: &'static str) -> impl FnOnce(Option<Vec<u8>>) -> io::Result<Vec<u8>> {
        move |old| Ok(add(line)(old))
    }

    fn add(line: &'static str) -> impl FnOnce(Option<Vec<u8>>) -> Vec<u8> {
        move |old| [old.unwrap_or_default(), line.as_bytes().to_vec()].concat()
    }

    #[test]
    fn whatever_goes_wrong_the_old_text_is_there_and_nothing_beside_it() {
        for failing in STEPS {
            let folder = Folder::new(&format!("fails-{failing:?}"));
            let path = folder.0.join("names.txt");
            update(&path, add("old\n")).expect("it can be written");
            let full = |step| if step == failing { Err(ErrorKind::StorageFull.into()) } else { Ok(()) };
            let error = update_by_steps(&path, try_add("new\n"), full).expect_err("the disk is full");
            assert_eq!(error.kind(), ErrorKind::StorageFull);
            assert_eq!(read(&path).expect("readable"), Some(b"old\n".to_vec()), "{failing:?}");
            assert_eq!(folder.names(), ["names.txt"]);
        }
    }

    #[test]
    fn killed_at_any_moment_the_old_text_is_there_and_the_next_change_goes_on() {
        for last in STEPS {
            let folder = Folder::new(&format!("dies-{last:?}"));
            let path = folder.0.join("names.txt");
            update(&path, add("old\n")).expect("it can be written");
            // Nothing of what follows is done, as if the process were gone.
            let dies = |step| if step == last { panic::resume_unwind(Box::new(())) } else { Ok(()) };
            let died =
                panic::catch_unwind(AssertUnwindSafe(|| update_by_steps(&path, try_add("lost\n"), dies)));
            assert!(died.is_err());
            assert_eq!(read(&path).expect("readable"), Some(b"old\n".to_vec()), "{last:?}");
            update(&path, add("new\n")).expect("it can be written");
            assert_eq!(read(&path).expect("readable"), Some(b"old\nnew\n".to_vec()));
            assert_eq!(folder.names(), ["names.txt"]);
        }
    }

    #[test]
    fn a_file_keeps_its_mode_and_a_link_its_target() {
        let folder = Folder::new("mode");
        let (path, link) = (folder.0.join("deep/er/names.txt"), folder.0.join("link"));
        symlink("deep/er/names.txt", &link).expect("a link");
        update(&link, add("a\n")).expect("a file behind a link is made");
        let mode = || fs::metadata(&path).expect("it is there").permissions().mode() & 0o777;
        assert_eq!(mode(), 0o600);
        fs::set_permissions(&path, fs::Permissions::from_mode(0o644)).expect("ours");
        update(&link, add("b\n")).expect("it can be written");
        assert_eq!((mode(), fs::read(&path).expect("readable")), (0o644, b"a\nb\n".to_vec()));
        assert!(fs::symlink_metadata(&link).expect("it is there").is_symlink());
        symlink("round", folder.0.join("round")).expect("a link");
        assert!(update(&folder.0.join("round"), add("c")).is_err());
        assert!(read(&folder.0).is_err(), "a folder is no text");
    }

    #[test]
    fn a_new_file_takes_no_other_files_name() {
        let folder = Folder::new("create");
        let path = folder.0.join("list.csv");
        create(&path, b"a").expect("it can be written");
        let error = create(&path, b"b").expect_err("it is there");
        assert_eq!(error.kind(), ErrorKind::AlreadyExists);
        symlink("nowhere", folder.0.join("link")).expect("a link");
        assert!(create(&folder.0.join("link"), b"c").is_err() && !folder.0.join("nowhere").exists());
        assert!(create(&folder.0.join("none/list.csv"), b"d").is_err(), "no folder is made");
        assert!(create(&folder.0.join(".."), b"e").is_err());
        assert_eq!(fs::read(&path).expect("readable"), b"a");
        let mut names = folder.names();
        names.sort_unstable();
        assert_eq!(names, ["link", "list.csv"]);
    }

    #[test]
    fn of_two_that_write_at_once_neither_loses_a_line() {
        let folder = Folder::new("two");
        let path = folder.0.join("names.txt");
        // On a busy machine one may lose its patience; then it has written nothing.
        let insist = |line: &'static str| {
            while let Err(error) = update(&path, add(line)) {
                assert_eq!(error.kind(), ErrorKind::WouldBlock);
            }
        };
        thread::scope(|scope| {
            for line in ["a\n", "b\n"] {
                scope.spawn(move || (0..20).for_each(|_| insist(line)));
            }
        });
        let text = fs::read_to_string(&path).expect("readable");
        let count = |line| text.lines().filter(|found| *found == line).count();
        assert_eq!((count("a"), count("b"), text.lines().count()), (20, 20, 40));
    }
}
