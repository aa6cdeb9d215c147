//! What a reader chose for a terminal, kept for the next time: `warraq/terminals` in the state folder
//! (XDG), a line for each terminal: the mode, a tab, the terminal's identity. Lines that begin with `#`
//! are the reader's own. Nothing is kept that was not chosen by hand.

use super::own_file;
use crate::session::Mode;
use anyhow::Context;
use std::path::{Path, PathBuf};

/// The program's state folder by the environment: in `XDG_STATE_HOME`, else in `~/.local/state`. A kiosk has one only
/// where its server names it.
pub(super) fn state_folder(variable: impl Fn(&str) -> Option<PathBuf>, kiosk: bool) -> Option<PathBuf> {
    // The base directory specification: a relative path is to be ignored.
    let absolute = |name| variable(name).filter(|path: &PathBuf| path.is_absolute());
    let home = || absolute("HOME").filter(|_| !kiosk).map(|home| home.join(".local/state"));
    absolute("XDG_STATE_HOME").or_else(home).map(|state| state.join("warraq"))
}

/// The file, or none where nothing is to be kept.
#[derive(Clone, Debug)]
pub(super) struct Memory {
    path: Option<PathBuf>,
}

impl Memory {
    /// The file in this folder.
    pub(super) fn in_folder(folder: Option<&Path>) -> Memory {
        Memory { path: folder.map(|folder| folder.join("terminals")) }
    }

    /// Whether something can be kept.
    pub(super) fn keeps(&self) -> bool {
        self.path.is_some()
    }

    /// What is kept, and what is wrong with the file, if anything is.
    pub(super) fn read(&self) -> (Choices, Vec<String>) {
        let Some(path) = &self.path else { return (Choices::default(), Vec::new()) };
        let name = path.display();
        match own_file::read(path) {
            Ok(bytes) => {
                let (choices, broken) = Choices::parse(&bytes.unwrap_or_default());
                let said = broken.iter().map(|line| format!("{name}:{line}: no mode and terminal: skipped"));
                (choices, said.collect())
            }
            Err(error) => (Choices::default(), vec![format!("{name}: {error}")]),
        }
    }

    /// Keeps `mode` for the terminal of this identity, beside what stands in the file by now.
    pub(super) fn keep(&self, identity: &str, mode: Mode) -> anyhow::Result<()> {
        let Some(path) = &self.path else { return Ok(()) };
        let choose = |bytes: Option<Vec<u8>>| {
            let (mut choices, _) = Choices::parse(&bytes.unwrap_or_default());
            choices.set(identity, mode);
            choices.to_bytes()
        };
        own_file::update(path, choose).with_context(|| format!("writing {}", path.display()))
    }
}

/// The lines of the file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Choices {
    lines: Vec<Vec<u8>>,
}

impl Choices {
    /// The lines of `bytes`, and the numbers of those that say nothing, from 1.
    fn parse(bytes: &[u8]) -> (Choices, Vec<usize>) {
        let mut lines: Vec<Vec<u8>> = bytes.split(|byte| *byte == b'\n').map(<[u8]>::to_vec).collect();
        if lines.last().is_some_and(Vec::is_empty) {
            lines.pop();
        }
        let is_broken = |line: &[u8]| !line.is_empty() && line[0] != b'#' && entry(line).is_none();
        let numbered = (1..).zip(&lines).filter(|(_, line)| is_broken(line));
        let broken = numbered.map(|(number, _)| number).collect();
        (Choices { lines }, broken)
    }

    /// What is kept for the terminal of this identity.
    pub(super) fn of(&self, identity: &str) -> Option<Mode> {
        self.lines
            .iter()
            .filter_map(|line| entry(line))
            .find(|(_, known)| *known == identity)
            .map(|(mode, _)| mode)
    }

    fn set(&mut self, identity: &str, mode: Mode) {
        let line = format!("{}\t{identity}", mode.name()).into_bytes();
        let known =
            self.lines.iter_mut().find(|line| entry(line).is_some_and(|(_, known)| known == identity));
        match known {
            Some(known) => *known = line,
            None => self.lines.push(line),
        }
    }

    fn to_bytes(&self) -> Vec<u8> {
        self.lines.iter().flat_map(|line| line.iter().copied().chain([b'\n'])).collect()
    }
}

/// The mode and the identity on a line.
fn entry(line: &[u8]) -> Option<(Mode, &str)> {
    let (mode, identity) = std::str::from_utf8(line).ok()?.split_once('\t')?;
    Some((Mode::of_name(mode)?, identity))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    #[test]
    fn a_choice_takes_its_line_and_all_others_stay() {
        let check = |before: &[u8], identity: &str, mode, after: &[u8], broken: &[usize]| {
            let (mut choices, found) = Choices::parse(before);
            assert_eq!(found, broken);
            choices.set(identity, mode);
            assert_eq!(choices.of(identity), Some(mode));
            assert_eq!(String::from_utf8_lossy(&choices.to_bytes()), String::from_utf8_lossy(after));
        };
        check(b"", "a / b", Mode::Lro, b"lro\ta / b\n", &[]);
        check(b"# mine\n\nlro\tx\nsgr\ty\n", "x", Mode::Visual, b"# mine\n\nvisual\tx\nsgr\ty\n", &[]);
        check(b"lro\tx", "y", Mode::Auto, b"lro\tx\nauto\ty\n", &[]);
        check(
            b"nonsense\n\xff\xfe\tx\nfast\tx\nlro x\nlro\tx\n",
            "x",
            Mode::Inverse,
            b"nonsense\n\xff\xfe\tx\nfast\tx\nlro x\ninverse\tx\n",
            &[1, 2, 3, 4],
        );
    }

    #[test]
    fn the_state_folder_is_that_of_the_environment() {
        let check = |set: &[(&str, &str)], kiosk, expected: Option<&str>| {
            let variable = |name: &str| set.iter().find(|(n, _)| *n == name).map(|(_, v)| PathBuf::from(v));
            assert_eq!(state_folder(variable, kiosk), expected.map(PathBuf::from), "{set:?}");
        };
        let home = ("HOME", "/home/a");
        check(&[home], false, Some("/home/a/.local/state/warraq"));
        check(&[home, ("XDG_STATE_HOME", "/s")], false, Some("/s/warraq"));
        check(&[home, ("XDG_STATE_HOME", "s")], false, Some("/home/a/.local/state/warraq"));
        check(&[home], true, None);
        check(&[home, ("XDG_STATE_HOME", "/s")], true, Some("/s/warraq"));
        check(&[], false, None);
    }

    #[test]
    fn what_is_kept_is_found_again_and_nothing_else_lies_beside_it() {
        let folder = std::env::temp_dir().join(format!("warraq-memory-{}", std::process::id()));
        let memory = Memory { path: Some(folder.join("warraq/terminals")) };
        assert_eq!(memory.read(), (Choices::default(), Vec::new()));
        memory.keep("x", Mode::Lro).expect("it can be written");
        memory.keep("y", Mode::Sgr).expect("it can be written");
        let (choices, said) = memory.read();
        assert_eq!(
            (choices.of("x"), choices.of("y"), choices.of("z")),
            (Some(Mode::Lro), Some(Mode::Sgr), None)
        );
        assert!(said.is_empty());
        assert_eq!(fs::read_dir(folder.join("warraq")).expect("a folder").count(), 1);
        fs::write(folder.join("warraq/terminals"), "?\n").expect("it can be written");
        assert!(memory.read().1[0].ends_with("terminals:1: no mode and terminal: skipped"));
        fs::remove_dir_all(folder).expect("it can be removed");
    }
}
