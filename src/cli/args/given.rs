//! What a command line has given so far, and how the values of options are read.

use super::{Command, Doctor, Read};
use crate::app::Language;
use crate::config::Choice;
use crate::library::OwnFiles;
use crate::text::{BaseDirection, Profile};
use std::ffi::OsStr;
use std::path::PathBuf;

/// What a command line has given so far, whichever command it is for.
#[derive(Default)]
pub(super) struct Given {
    /// What is done instead of any command: the help, the version.
    pub(super) instead: Option<Command>,
    pub(super) language: Option<Option<Language>>,
    pub(super) config: Option<PathBuf>,
    pub(super) entities: Option<PathBuf>,
    pub(super) own: OwnFiles,
    pub(super) read: Read,
    pub(super) doctor: Doctor,
    pub(super) json: bool,
    pub(super) csv: bool,
    pub(super) by_article: bool,
    pub(super) totals: bool,
    pub(super) default: bool,
    pub(super) check: bool,
    pub(super) width: Option<usize>,
    pub(super) all: bool,
    pub(super) logical: bool,
    pub(super) direction: Option<BaseDirection>,
    pub(super) profile: Option<Profile>,
}

/// The most cells of a line.
pub(in crate::cli) const WIDEST: usize = 10_000;

/// Puts a value that could be read in its place.
pub(super) fn put<T>(place: &mut Option<T>, value: Option<T>) -> Option<()> {
    *place = Some(value?);
    Some(())
}

/// Turns a switch on.
pub(super) fn flag(switch: &mut bool) -> Option<()> {
    *switch = true;
    Some(())
}

/// What a word means.
pub(super) fn word<T: Copy + PartialEq>(choice: Choice<T>, value: &OsStr) -> Option<T> {
    choice.named(value.to_str()?)
}

/// Any text, displayable.
pub(super) fn text(value: &OsStr) -> Option<String> {
    Some(value.to_string_lossy().into_owned())
}

/// Cells of a line.
pub(super) fn cells(value: &OsStr) -> Option<usize> {
    value.to_str()?.parse().ok().filter(|cells| (1..=WIDEST).contains(cells))
}
