//! The command line: opens the reader, or does one thing and ends. The commands that need no
//! terminal are for scripts and pipes.

mod args;
mod completions;
mod config_file;
mod doctor;
mod entities;
mod import_check;
mod inspect;
mod keep;
mod linear;
mod list;
mod listing;
mod man;
mod memory;
mod mention;
mod names_file;
mod open;
mod output;
mod own_file;
mod print;
mod read;
mod search;
mod tag;

pub use args::{
    Command, Config, Doctor, Entities, EntityRows, Find, Form, Inspect, Invocation, Print, Read, StateFolder,
    UsageError, help, language_of_locale, parse,
};

use crate::app::Language;
use crate::corpus::{ArticleId, Notice, Source};
use crate::entity::import::Report;
use crate::library::{self, Snapshot, Sources};
use crate::ui::Words;
use config_file::ConfigFile;
use names_file::NamesFile;
use std::env;
use std::ffi::OsString;
use std::io;
use std::path::PathBuf;
use std::process::ExitCode;

/// How the program ends. `--help` and README list the numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// Everything was done.
    Done,
    /// Nothing could be opened, or there is no such article, or nothing was found, or writing failed.
    Failed,
    /// The command line makes no sense.
    Usage,
    /// Done, but something could not be read.
    Incomplete,
}

impl From<Status> for ExitCode {
    fn from(status: Status) -> Self {
        ExitCode::from(match status {
            Status::Done => 0,
            Status::Failed => 1,
            Status::Usage => 2,
            Status::Incomplete => 3,
        })
    }
}

/// Does what the arguments ask for.
///
/// # Errors
/// [`UsageError`] for a command line that makes no sense; any other error is a failure of the
/// terminal or of standard output. A closed pipe is none.
pub fn run(args: impl IntoIterator<Item = OsString>) -> anyhow::Result<ExitCode> {
    let invocation = parse(args)?;
    let locale = || language_of_locale(|name| env::var(name).ok());
    let articles =
        if invocation.paths.is_empty() { Source::Embedded } else { Source::Paths(invocation.paths) };
    // For strangers nothing is kept, unless in a file that is named.
    let is_kiosk = matches!(&invocation.command, Command::Read(asked) if asked.kiosk);
    let variable = |name: &str| env::var_os(name).filter(|_| !is_kiosk).map(PathBuf::from);
    let needs_none = matches!(
        invocation.command,
        Command::Completions(_) | Command::Man | Command::Config(_) | Command::Help | Command::Version
    );
    let config = if needs_none { ConfigFile::none() } else { ConfigFile::read(invocation.config, variable) };
    let language = invocation.language.unwrap_or(config.settings.language).unwrap_or_else(locale);
    report(&config.notices(language), language);
    let mut names = NamesFile::new(invocation.entities, variable);
    let sources = Sources { own: invocation.own, ..articles.into() };
    let done = match invocation.command {
        Command::Read(asked) if asked.linear => {
            return ended(linear::run(sources, names, config, language, is_kiosk));
        }
        Command::Read(asked) => return read::run(sources, names, config, language, asked),
        Command::Doctor(asked) => return doctor::run(&asked, language),
        Command::List { json } => {
            with_library(sources, names, language, |snapshot| list::run(snapshot, json))
        }
        Command::Entities(asked) => {
            with_library(sources, names, language, |snapshot| entities::run(snapshot, asked))
        }
        Command::ImportCheck { json } => {
            import_check::run(Sources { changes: names.read(), ..sources }, json, language)
        }
        Command::Inspect(inspect) => return ended(inspect::run(&inspect).map(|()| Status::Done)),
        Command::Tag { file } => return ended(tag::run(file.as_deref(), &names.read(), language)),
        Command::Search(asked) => search::run(&asked, sources, names, language),
        Command::Print(print) => print::run(&print, &sources.articles, language),
        Command::Completions(shell) => output::print(&completions::script(shell)).map(|()| Status::Done),
        Command::Man => output::print(&man::page()).map(|()| Status::Done),
        Command::Config(asked) => config_file::run(asked, variable, language),
        Command::Help => output::print(&help()).map(|()| Status::Done),
        Command::Version => {
            output::print(concat!("warraq ", env!("CARGO_PKG_VERSION"), "\n")).map(|()| Status::Done)
        }
    };
    match done {
        // Whoever reads our output has seen enough.
        Err(error) if is_closed_pipe(&error) => Ok(Status::Done.into()),
        done => Ok(done?.into()),
    }
}

/// As [`run`] ends: a closed pipe is success.
fn ended(done: anyhow::Result<Status>) -> anyhow::Result<ExitCode> {
    match done {
        Err(error) if error.downcast_ref::<io::Error>().is_some_and(is_closed_pipe) => {
            Ok(Status::Done.into())
        }
        done => done.map(Into::into),
    }
}

fn is_closed_pipe(error: &io::Error) -> bool {
    error.kind() == io::ErrorKind::BrokenPipe
}

/// Loads the whole library, hands it to `command`, and says what could not be read.
fn with_library(
    sources: Sources,
    mut names: NamesFile,
    language: Language,
    command: impl FnOnce(&Snapshot) -> io::Result<()>,
) -> io::Result<Status> {
    let snapshot = library::load(Sources { changes: names.read(), ..sources });
    report(&snapshot.notices, language);
    report_imports(&snapshot.imports, language);
    if snapshot.articles().is_empty() {
        return Ok(Status::Failed);
    }
    command(&snapshot)?;
    Ok(if snapshot.unread() == 0 { Status::Done } else { Status::Incomplete })
}

/// Says on standard error what could not be read.
fn report(notices: &[Notice], language: Language) {
    for notice in notices {
        let what = Words(language).notice(notice);
        output::complain(&format!("{}: {what}", notice.place));
    }
}

/// Says on standard error what became of the reader's own files: those that were taken whole in one line.
fn report_imports(reports: &[Report], language: Language) {
    let words = Words(language);
    let is_whole = |report: &&Report| report.is_complete() && report.repaired == 0;
    let (whole, others): (Vec<&Report>, Vec<&Report>) = reports.iter().partition(is_whole);
    for report in &others {
        let first = report.unread.first.first().map(|error| format!("; {}", words.import_error(error)));
        let said = words.report(report) + first.as_deref().unwrap_or_default();
        output::complain(&format!("{}: {said}", report.place));
    }
    match whole.as_slice() {
        [] => {}
        [report] => output::complain(&format!("{}: {}", report.place, words.report(report))),
        _ => {
            let sum = Report::sum(words.whole_files(whole.len()), whole);
            output::complain(&format!("{}: {}", sum.place, words.report(&sum)));
        }
    }
}

/// The number by which people call an article: from 1.
fn number(id: ArticleId) -> u64 {
    u64::from(id.0) + 1
}

/// Says on standard error why the program fails, and gives the status for it.
#[must_use]
pub fn fail(error: &anyhow::Error) -> ExitCode {
    let is_usage = error.is::<UsageError>();
    let hint = if is_usage { " (see `warraq --help`)" } else { "" };
    output::complain(&format!("{error:#}{hint}"));
    if is_usage { Status::Usage.into() } else { Status::Failed.into() }
}
