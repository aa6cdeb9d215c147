//! The file in which the reader's changes to names stand: `warraq/names.txt` in the data folder (XDG), or
//! the one that `--entities` names. It is made with the first change.

use super::own_file;
use crate::corpus::{Notice, NoticeKind};
use crate::entity::repair::{Edit, Repairs};
use crate::library::Changes;
use anyhow::Context;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

/// The file, and what of the reader's changes is not in it yet.
#[derive(Clone, Debug)]
pub(super) struct NamesFile {
    /// None where nothing is to be kept.
    path: Option<PathBuf>,
    /// As last read or written, and then edited.
    repairs: Repairs,
    unsaved: Vec<Edit>,
}

impl NamesFile {
    /// The file that was asked for, or else the one in the data folder by the environment:
    /// `XDG_DATA_HOME`, else `~/.local/share`.
    pub(super) fn new(asked: Option<PathBuf>, variable: impl Fn(&str) -> Option<PathBuf>) -> NamesFile {
        // The base directory specification: a relative path is to be ignored.
        let absolute = |name| variable(name).filter(|path: &PathBuf| path.is_absolute());
        let home = || absolute("HOME").map(|home| home.join(".local/share"));
        let usual = || absolute("XDG_DATA_HOME").or_else(home).map(|data| data.join("warraq/names.txt"));
        NamesFile { path: asked.or_else(usual), repairs: Repairs::default(), unsaved: Vec::new() }
    }

    /// What stands in the file, and what of it could not be read.
    pub(super) fn read(&mut self) -> Changes {
        let Some(path) = &self.path else { return Changes::default() };
        match own_file::read(path) {
            Ok(bytes) => {
                self.repairs = bytes.map_or_else(Repairs::default, |bytes| Repairs::parse(&bytes));
                self.changes()
            }
            Err(error) => {
                let kind = match error.kind() {
                    ErrorKind::PermissionDenied => NoticeKind::Denied,
                    _ => NoticeKind::Io(error.to_string()),
                };
                let place = path.display().to_string();
                Changes { notices: vec![Notice { place, kind }], ..Changes::default() }
            }
        }
    }

    /// Does `edit` to what stands in the file by now, and gives all changes. Where it cannot be kept, it is
    /// done all the same, kept with the next one, and the reason given.
    pub(super) fn edit(&mut self, edit: Edit) -> (Changes, io::Result<()>) {
        self.unsaved.push(edit);
        let kept = match &self.path {
            None => Err(io::Error::new(ErrorKind::NotFound, "there is no folder for it")),
            Some(path) => save(path, &self.unsaved),
        };
        let kept = match kept {
            Ok(repairs) => {
                self.repairs = repairs;
                self.unsaved.clear();
                Ok(())
            }
            Err(error) => {
                self.unsaved.last().into_iter().for_each(|edit| self.repairs.edit(edit));
                Err(error)
            }
        };
        (self.changes(), kept)
    }

    /// Keeps what could not be kept before.
    pub(super) fn finish(&mut self) -> anyhow::Result<()> {
        let Some(path) = self.path.as_deref().filter(|_| !self.unsaved.is_empty()) else { return Ok(()) };
        save(path, &self.unsaved)
            .with_context(|| format!("keeping your changes of names in {}", path.display()))?;
        self.unsaved.clear();
        Ok(())
    }

    fn changes(&self) -> Changes {
        let place = self.path.as_deref().unwrap_or(Path::new("")).display().to_string();
        let notice = |line| Notice { place: format!("{place}:{line}"), kind: NoticeKind::NoChange };
        let notices = self.repairs.unknown().map(notice).collect();
        Changes { repairs: self.repairs.clone(), notices, place }
    }
}

/// Does `edits` to the file, and gives what stands there then.
fn save(path: &Path, edits: &[Edit]) -> io::Result<Repairs> {
    let mut saved = Repairs::default();
    own_file::update(path, |bytes| {
        let mut repairs = bytes.map_or_else(Repairs::begun, |bytes| Repairs::parse(&bytes));
        edits.iter().for_each(|edit| repairs.edit(edit));
        saved = repairs;
        saved.to_bytes()
    })?;
    Ok(saved)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entity::repair::{Change, Name};
    use std::fs;
    use std::io::{Read, Write};
    use std::process::{Command, Stdio};

    /// Where the child of the test below writes, and how many edits the file holds.
    const CHILD: [&str; 2] = ["WARRAQ_TEST_FILE", "WARRAQ_TEST_EDITS"];

    /// The edits of the child: a change, and it is taken back.
    fn edit(number: usize) -> Edit {
        let Edit::Append(change) = delete("مكان") else { unreachable!("a deletion is appended") };
        if number % 2 == 1 { Edit::Append(change) } else { Edit::TakeBack(change) }
    }

    /// It edits the file, says so by a byte, and goes on until it is killed.
    #[test]
    #[ignore = "the child of the next test, which kills it"]
    fn child_that_edits_until_it_is_killed() {
        let [Some(path), Some(edits)] = CHILD.map(std::env::var_os) else { return };
        let done: usize = edits.to_str().and_then(|edits| edits.parse().ok()).expect("a number");
        let mut file = NamesFile::new(Some(path.into()), |_| None);
        for number in done + 1.. {
            file.edit(edit(number)).1.expect("it can be kept");
            io::stderr().write_all(b".").expect("somebody listens");
        }
    }

    #[test]
    fn killed_at_any_moment_every_line_is_of_the_old_text_or_of_the_new() {
        let folder = std::env::temp_dir().join(format!("warraq-killed-{}", std::process::id()));
        let path = folder.join("names.txt");
        fs::create_dir_all(&folder).expect("a temporary folder");
        let mut begun = Repairs::begun();
        (0..200).for_each(|number| begun.edit(&delete(&format!("مكان {number}"))));
        fs::write(&path, begun.to_bytes()).expect("ours");
        let after = |edits: usize| {
            let mut repairs = begun.clone();
            (edits % 2 == 1).then(|| repairs.edit(&edit(1)));
            repairs.to_bytes()
        };
        let program = std::env::current_exe().expect("a program");
        let name = "cli::names_file::tests::child_that_edits_until_it_is_killed";
        let (mut edits, mut state) = (0, 7_u64);
        let mut random = |below: u64| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (state >> 33) % below
        };
        for _ in 0..200 {
            let mut child = Command::new(&program)
                .args(["--exact", name, "--ignored", "--nocapture"])
                .envs([(CHILD[0], path.clone().into_os_string()), (CHILD[1], edits.to_string().into())])
                .stdout(Stdio::null())
                .stderr(Stdio::piped())
                .spawn()
                .expect("this program starts");
            let mut said = child.stderr.take().expect("piped");
            let wanted = usize::try_from(random(4)).expect("a small number");
            said.read_exact(&mut vec![0; wanted]).expect("it goes on until it is killed");
            (0..random(100_000)).for_each(|_| std::hint::spin_loop());
            child.kill().and_then(|()| child.wait()).expect("ours");
            let mut rest = Vec::new();
            said.read_to_end(&mut rest).expect("a pipe");
            edits += wanted + rest.len();
            let found = fs::read(&path).expect("it is always there");
            // What was said to be kept is kept; one edit more may be.
            assert!([after(edits), after(edits + 1)].contains(&found), "after {edits} edits");
            edits += usize::from(found != after(edits));
        }
        assert!(edits > 100);
        // What the killed left behind is their own drafts, and in nobody's way.
        let mut file = NamesFile::new(Some(path.clone()), |_| None);
        file.edit(edit(edits + 1)).1.expect("it can be kept");
        assert_eq!(fs::read(&path).expect("readable"), after(edits + 1));
        fs::remove_dir_all(&folder).expect("ours");
    }

    fn delete(name: &str) -> Edit {
        let name = Name::new("LOC", name).expect("a name");
        Edit::Append(Change::Delete { name, article: None })
    }

    #[test]
    fn the_data_folder_is_that_of_the_environment() {
        let check = |asked: Option<&str>, set: &[(&str, &str)], expected: Option<&str>| {
            let variable = |name: &str| set.iter().find(|(n, _)| *n == name).map(|(_, v)| PathBuf::from(v));
            let file = NamesFile::new(asked.map(PathBuf::from), variable);
            assert_eq!(file.path, expected.map(PathBuf::from), "{set:?}");
        };
        let home = ("HOME", "/home/a");
        check(None, &[home], Some("/home/a/.local/share/warraq/names.txt"));
        check(None, &[home, ("XDG_DATA_HOME", "/d")], Some("/d/warraq/names.txt"));
        check(None, &[home, ("XDG_DATA_HOME", "d")], Some("/home/a/.local/share/warraq/names.txt"));
        check(Some("mine"), &[home], Some("mine"));
        check(None, &[], None);
    }

    #[test]
    fn the_lines_of_another_program_stay_and_what_could_not_be_kept_is_kept_later() {
        let folder = std::env::temp_dir().join(format!("warraq-names-file-{}", std::process::id()));
        let path = folder.join("names.txt");
        let file = || NamesFile::new(Some(path.clone()), |_| None);
        let (mut one, mut other) = (file(), file());
        assert!(one.read().repairs.changes().next().is_none() && !folder.exists(), "reading makes nothing");
        one.edit(delete("مالي")).1.expect("it can be kept");
        other.edit(delete("قطر")).1.expect("it can be kept");
        let (changes, kept) = one.edit(Edit::TakeBack(match delete("مالي") {
            Edit::Append(change) | Edit::TakeBack(change) => change,
        }));
        kept.expect("it can be kept");
        assert_eq!(changes.repairs.changes().count(), 1);
        let text = fs::read_to_string(&path).expect("readable");
        assert!(
            text.starts_with("# Changes to the names") && text.ends_with("\ndelete\tLOC\tقطر\n"),
            "{text}"
        );
        // A folder in its place: nothing can be kept, and nothing is lost.
        fs::remove_file(&path).and_then(|()| fs::create_dir(&path)).expect("ours");
        let (changes, kept) = one.edit(delete("سرت"));
        assert_eq!((changes.repairs.changes().count(), kept.is_err()), (2, true));
        assert_eq!(file().read().notices.len(), 1);
        fs::remove_dir(&path).and_then(|()| fs::write(&path, "?\n")).expect("ours");
        let (changes, kept) = one.edit(delete("غزة"));
        kept.expect("it can be kept");
        assert_eq!(changes.notices[0].place, format!("{}:1", path.display()));
        let text = fs::read_to_string(&path).expect("readable");
        assert_eq!(text, "?\ndelete\tLOC\tسرت\ndelete\tLOC\tغزة\n");
        fs::remove_dir_all(&folder).expect("ours");
    }
}
