//! The command line: what can be asked for. [`table`] says how it is written, and feeds the parser,
//! `--help`, the completions, the manual page and README's test.

pub(super) mod given;
pub(super) mod help;
mod parse;
pub(super) mod table;

pub use help::help;
pub use parse::parse;

use crate::app::Language;
use crate::config::ThemeChoice;
use crate::library::OwnFiles;
use crate::session::{Colours, Marks, Mode};
use crate::text::{BaseDirection, Profile, Shaping};
use std::fmt;
use std::path::PathBuf;

/// What the reader asks the program to do.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Invocation {
    /// Which command.
    pub command: Command,
    /// Files and folders; none for the embedded articles.
    pub paths: Vec<PathBuf>,
    /// What the reader knows of the names in them.
    pub own: OwnFiles,
    /// The file of the reader's changes to names, if another than the usual one.
    pub entities: Option<PathBuf>,
    /// The file of settings, if another than the usual one.
    pub config: Option<PathBuf>,
    /// The language that was asked for, or the locale's.
    pub language: Option<Option<Language>>,
}

/// A command.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// Open the reader.
    Read(Read),
    /// List the articles.
    List {
        /// As JSON lines.
        json: bool,
    },
    /// Print one article.
    Print(Print),
    /// List the articles in which something is found.
    Search(Find),
    /// List the names, or each mention.
    Entities(Entities),
    /// Find the names in lines of text.
    Tag {
        /// The file; none, or `-`, for standard input.
        file: Option<PathBuf>,
    },
    /// Say what became of the reader's own names and annotations.
    ImportCheck {
        /// As JSON lines.
        json: bool,
    },
    /// Say how a text is laid out.
    Inspect(Inspect),
    /// Say what the terminal is, and how it is spoken to.
    Doctor(Doctor),
    /// Print what a shell needs to complete command lines.
    Completions(Shell),
    /// Print the manual page.
    Man,
    /// Print the default settings, or say what is wrong in some.
    Config(Config),
    /// Say how to use the program.
    Help,
    /// Say which version this is.
    Version,
}

/// How the reader is to be opened.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Read {
    /// How the terminal is to be spoken to.
    pub mode: Option<Mode>,
    /// What becomes of marks, or what the terminal's answers say.
    pub marks: Option<Option<Marks>>,
    /// Who joins letters.
    pub glyphs: Option<Shaping>,
    /// The theme.
    pub theme: Option<ThemeChoice>,
    /// The colours that may be sent, or as many as the terminal has.
    pub colours: Option<Option<Colours>>,
    /// Line by line, without a screen.
    pub linear: bool,
    /// For strangers at the far end of a connection: nothing but the reader.
    pub kiosk: bool,
    /// Not where it was left.
    pub fresh: bool,
    /// Where what is kept between sittings lies.
    pub state: StateFolder,
}

/// The folder of what is kept between sittings.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum StateFolder {
    /// That of the environment.
    #[default]
    Usual,
    /// This one.
    At(PathBuf),
    /// None: nothing is kept.
    Nowhere,
}

/// A shell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, clippy::enum_variant_names, reason = "each is named as its program is")]
pub enum Shell {
    Bash,
    Zsh,
    Fish,
    PowerShell,
}

/// What `warraq config` was asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Config {
    /// The default file.
    Default,
    /// What is wrong in this one, or in the usual one.
    Check(Option<PathBuf>),
}

/// What `warraq doctor` was asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Doctor {
    /// As JSON.
    pub json: bool,
    /// A file of answers, or `-`, instead of a terminal; the rest says where they came from.
    pub replies: Option<PathBuf>,
    /// `TERM` there.
    pub term: Option<String>,
    /// `TERM_PROGRAM` there.
    pub term_program: Option<String>,
    /// What tmux calls its client there.
    pub tmux_client: Option<String>,
}

/// What `warraq print` was asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Print {
    /// Which article: its file's name, its stem, or its number in the list.
    pub article: String,
    /// Cells of a line.
    pub width: Option<usize>,
    /// All of the stored text, nothing folded.
    pub all: bool,
    /// As stored, not laid out.
    pub logical: bool,
}

/// What `warraq search` was asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Find {
    /// What is looked for, as typed.
    pub query: String,
    /// As JSON lines.
    pub json: bool,
}

/// What `warraq entities` was asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Entities {
    /// What a row is; none for a name in a table, and a mention in JSON and CSV.
    pub rows: Option<EntityRows>,
    /// How rows are written.
    pub form: Form,
}

/// What a row of `warraq entities` is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EntityRows {
    /// A name in all articles.
    Totals,
    /// A name in an article.
    ByArticle,
}

/// How rows are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Form {
    /// Fields with tabs between them.
    #[default]
    Tabs,
    /// JSON lines.
    Json,
    /// Comma-separated values (RFC 4180).
    Csv,
}

/// What `warraq inspect` was asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Inspect {
    /// The file; none, or `-`, for standard input.
    pub file: Option<PathBuf>,
    /// Cells of a line.
    pub width: usize,
    /// The base direction of each paragraph.
    pub direction: BaseDirection,
    /// Who orders and who joins.
    pub profile: Profile,
}

/// A command line that makes no sense, and what would.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UsageError(String);

impl fmt::Display for UsageError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for UsageError {}

impl Default for Command {
    fn default() -> Self {
        Command::Read(Read::default())
    }
}

impl From<lexopt::Error> for UsageError {
    fn from(error: lexopt::Error) -> Self {
        UsageError(error.to_string())
    }
}

/// The interface's language by the locale: `LC_ALL`, `LC_MESSAGES` and `LANG`, the first that is
/// set deciding (POSIX, 8.2).
pub fn language_of_locale(variable: impl Fn(&str) -> Option<String>) -> Language {
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"]
        .into_iter()
        .find_map(|name| variable(name).filter(|value| !value.is_empty()));
    let language = locale.as_deref().map(|locale| locale.split(['_', '.', '@']).next().unwrap_or_default());
    if language == Some("ar") { Language::Arabic } else { Language::English }
}

#[cfg(test)]
mod tests;
