//! The file of settings: `warraq/config.toml` in the configuration folder (XDG), or the one that `--config` names;
//! and `warraq config`, which prints the default one and says what is wrong in one. It is never written.

use super::args::Config;
use super::{Status, output, own_file};
use crate::app::Language;
use crate::config::{self, Fault, Settings};
use crate::corpus::{Notice, NoticeKind};
use crate::text;
use crate::ui::Words;
use std::io::ErrorKind;
use std::path::PathBuf;

/// What a file of settings says.
#[derive(Debug)]
pub(super) struct ConfigFile {
    /// The file; `None` where there is none to look for.
    path: Option<PathBuf>,
    pub(super) settings: Settings,
    /// Why the file could not be read, if it is there and could not.
    unread: Option<NoticeKind>,
    faults: Vec<Fault>,
    /// Whether it is there.
    is_there: bool,
}

impl ConfigFile {
    /// No file at all.
    pub(super) fn none() -> ConfigFile {
        let settings = Settings::default();
        ConfigFile { path: None, settings, unread: None, faults: Vec::new(), is_there: false }
    }

    /// Reads the file that was asked for, or else the one in the configuration folder by the environment:
    /// `XDG_CONFIG_HOME`, else `~/.config`.
    pub(super) fn read(asked: Option<PathBuf>, variable: impl Fn(&str) -> Option<PathBuf>) -> ConfigFile {
        let is_asked = asked.is_some();
        let mut file = ConfigFile { path: asked.or_else(|| usual(variable)), ..ConfigFile::none() };
        let Some(path) = &file.path else { return file };
        match own_file::read(path) {
            Ok(Some(bytes)) => {
                file.is_there = true;
                match std::str::from_utf8(&bytes) {
                    Ok(text) => (file.settings, file.faults) = config::parse(text),
                    Err(error) => file.unread = Some(NoticeKind::NotUtf8 { offset: error.valid_up_to() }),
                }
            }
            Ok(None) => file.unread = is_asked.then_some(NoticeKind::Missing),
            Err(error) if error.kind() == ErrorKind::PermissionDenied => {
                file.unread = Some(NoticeKind::Denied);
            }
            Err(error) => file.unread = Some(NoticeKind::Io(error.to_string())),
        }
        file
    }

    /// What is wrong with it, each with its place.
    pub(super) fn notices(&self, language: Language) -> Vec<Notice> {
        let place = self.place();
        let unread = self.unread.iter().map(|kind| Notice { place: place.clone(), kind: kind.clone() });
        let faults = self.faults.iter().map(|fault| Notice {
            place: format!("{place}:{}", fault.line),
            kind: NoticeKind::Setting(fault.kind.said(language)),
        });
        unread.chain(faults).collect()
    }

    fn place(&self) -> String {
        self.path.as_deref().map(|path| path.display().to_string()).unwrap_or_default()
    }
}

/// The file in the configuration folder.
fn usual(variable: impl Fn(&str) -> Option<PathBuf>) -> Option<PathBuf> {
    // The base directory specification: a relative path is to be ignored.
    let absolute = |name| variable(name).filter(|path: &PathBuf| path.is_absolute());
    let home = || absolute("HOME").map(|home| home.join(".config"));
    absolute("XDG_CONFIG_HOME").or_else(home).map(|folder| folder.join("warraq/config.toml"))
}

/// `warraq config`.
pub(super) fn run(
    asked: Config,
    variable: impl Fn(&str) -> Option<PathBuf>,
    language: Language,
) -> std::io::Result<Status> {
    let path = match asked {
        Config::Default => {
            return output::print(&config::default_file(language)).map(|()| Status::Done);
        }
        Config::Check(path) => path,
    };
    let file = ConfigFile::read(path, variable);
    let words = Words(language);
    let notices = file.notices(language);
    let mut said = String::new();
    for notice in &notices {
        said.push_str(&format!("{}: {}\n", notice.place, words.notice(notice)));
    }
    if notices.is_empty() {
        said = format!("{}: {}\n", file.place(), words.settings_in_order(file.is_there));
    }
    // A line break in what it quotes of the file would be taken for one of ours.
    let lines: Vec<_> = said.lines().map(text::neutralised).collect();
    output::print(&(lines.join("\n") + "\n"))?;
    Ok(if notices.is_empty() { Status::Done } else { Status::Failed })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_configuration_folder_is_that_of_the_environment() {
        let check = |set: &[(&str, &str)], expected: Option<&str>| {
            let variable = |name: &str| set.iter().find(|(n, _)| *n == name).map(|(_, v)| PathBuf::from(v));
            assert_eq!(usual(variable), expected.map(PathBuf::from), "{set:?}");
        };
        let home = ("HOME", "/home/a");
        check(&[home], Some("/home/a/.config/warraq/config.toml"));
        check(&[home, ("XDG_CONFIG_HOME", "/c")], Some("/c/warraq/config.toml"));
        check(&[home, ("XDG_CONFIG_HOME", "c")], Some("/home/a/.config/warraq/config.toml"));
        check(&[("HOME", "")], None);
        check(&[], None);
    }
}
