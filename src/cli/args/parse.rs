//! The parser: words and options, by the table, into an [`Invocation`].

use super::given::{Given, WIDEST};
use super::table::{COMMANDS, OPTIONS, OptionRow, READER, SHELLS, Value};
use super::{
    Command, Config, Doctor, Entities, EntityRows, Find, Form, Inspect, Invocation, Print, StateFolder,
    UsageError,
};
use crate::library::OwnFiles;
use lexopt::Arg;
use std::ffi::{OsStr, OsString};
use std::path::PathBuf;

/// Reads the arguments, the program's name not among them.
///
/// # Errors
/// If an option is unknown, lacks its value, or belongs to another command.
pub fn parse(args: impl IntoIterator<Item = OsString>) -> Result<Invocation, UsageError> {
    let mut args: Vec<OsString> = args.into_iter().collect();
    // What follows `--` is never a command; the parser does not say that it has seen one.
    let rest = args.iter().position(|arg| arg == "--").map(|at| args.split_off(at)).unwrap_or_default();
    let mut parser = lexopt::Parser::from_args(args);
    let mut words: Vec<OsString> = Vec::new();
    let mut command = None;
    let mut given = Given::default();
    let mut rows: Vec<&OptionRow> = Vec::new();
    while let Some(arg) = parser.next()? {
        let row = match &arg {
            Arg::Long(name) => OPTIONS.iter().find(|row| row.long == *name),
            Arg::Short(letter) => OPTIONS.iter().find(|row| row.short == Some(*letter)),
            Arg::Value(_) => None,
        };
        match (row, arg) {
            (Some(row), _) => {
                let value = if row.value.name().is_some() { parser.value()? } else { OsString::new() };
                (row.take)(&mut given, &value).ok_or_else(|| wrong_value(row, &value))?;
                if let Some(command) = given.instead {
                    return Ok(Invocation { command, ..Invocation::default() });
                }
                rows.push(row);
            }
            (None, Arg::Value(word)) => {
                match name_of(&word).filter(|_| words.is_empty() && command.is_none()) {
                    Some(name) => command = Some(name),
                    None => words.push(word),
                }
            }
            (None, unknown) => return Err(unknown.unexpected().into()),
        }
    }
    words.extend(rest.into_iter().skip(1));
    let name = command.unwrap_or(READER);
    match rows.into_iter().find(|row| !row.commands.contains(&name)) {
        Some(row) => Err(misplaced(row, name)),
        None => assemble(name, given, words),
    }
}

/// The command that a word calls.
fn name_of(word: &OsStr) -> Option<&'static str> {
    COMMANDS.iter().map(|row| row.name).find(|name| *name != READER && word == *name)
}

fn wrong_value(row: &OptionRow, value: &OsStr) -> UsageError {
    let wanted = match row.value {
        Value::Number(_) => format!("a number from 1 to {WIDEST}"),
        _ => one_of(&row.value.words()),
    };
    UsageError(format!("--{} takes {wanted}, not {value:?}", row.long))
}

/// `a`, `b` or `c`.
fn one_of(words: &[&str]) -> String {
    let quoted: Vec<String> = words.iter().map(|word| format!("`{word}`")).collect();
    listed(&quoted, "or")
}

/// `a, b or c`, where `link` is "or".
fn listed(words: &[String], link: &str) -> String {
    match words.split_last() {
        Some((last, before @ [_, ..])) => format!("{} {link} {last}", before.join(", ")),
        _ => words.concat(),
    }
}

fn misplaced(row: &OptionRow, name: &str) -> UsageError {
    let called = |name: &&str| if *name == READER { "the reader".into() } else { format!("`warraq {name}`") };
    let takers: Vec<String> = row.commands.iter().map(called).collect();
    let takers = listed(&takers, "and");
    UsageError(format!("--{} belongs to {takers}, not to {}", row.long, called(&name)))
}

/// What was given, as one command.
fn assemble(name: &str, given: Given, mut words: Vec<OsString>) -> Result<Invocation, UsageError> {
    let Given { language, config, entities, own, json, all, logical, width, .. } = given;
    let error = |said: &str| Err(UsageError(said.into()));
    let command = match name {
        "list" => Command::List { json },
        "entities" => {
            let rows = match (given.by_article, given.totals) {
                (true, true) => return error("--by-article and --totals are two lists"),
                (true, false) => Some(EntityRows::ByArticle),
                (false, true) => Some(EntityRows::Totals),
                (false, false) => None,
            };
            let form = match (json, given.csv) {
                (true, true) => return error("--json and --csv are two forms"),
                (true, false) => Form::Json,
                (false, true) => Form::Csv,
                (false, false) => Form::Tabs,
            };
            Command::Entities(Entities { rows, form })
        }
        "import-check" if own == OwnFiles::default() => {
            return error("import-check wants --annotations, --gazetteer or --kinds: PATH is an article");
        }
        "import-check" => Command::ImportCheck { json },
        "tag" if words.len() > 1 => return error("tag takes one FILE, or - for standard input"),
        "tag" => Command::Tag { file: words.pop().map(PathBuf::from) },
        "print" if words.is_empty() => return error("print wants an ARTICLE: a file's name, or a number"),
        "print" if logical && (all || width.is_some()) => {
            return error("--logical is not laid out: it takes neither --all nor --width");
        }
        "print" => {
            let article = words.remove(0).to_string_lossy().into_owned();
            Command::Print(Print { article, width, all, logical })
        }
        "search" if words.first().is_none_or(|query| query.to_string_lossy().trim().is_empty()) => {
            return error("search wants a QUERY; after `--`, if it begins with a hyphen");
        }
        "search" => Command::Search(Find { query: words.remove(0).to_string_lossy().into_owned(), json }),
        "inspect" if words.len() > 1 => return error("inspect takes one FILE, or - for standard input"),
        "inspect" => Command::Inspect(Inspect {
            file: words.pop().map(PathBuf::from),
            width: width.unwrap_or(80),
            direction: given.direction.unwrap_or_default(),
            profile: given.profile.unwrap_or_default(),
        }),
        "doctor" if !words.is_empty() => return error("doctor opens no PATH"),
        "doctor" => {
            let Doctor { replies, term, term_program, tmux_client, .. } = &given.doctor;
            if replies.is_none() && (term, term_program, tmux_client) != (&None, &None, &None) {
                return error("--term and its like say where the answers of --replies came from");
            }
            Command::Doctor(Doctor { json, ..given.doctor })
        }
        "completions" => {
            let shell = words.pop().filter(|_| words.is_empty());
            match shell.and_then(|shell| SHELLS.named(shell.to_str()?)) {
                Some(shell) => Command::Completions(shell),
                None => return error(&format!("completions wants one SHELL: {}", one_of(&SHELLS.words()))),
            }
        }
        "man" if !words.is_empty() => return error("man opens no PATH"),
        "man" => Command::Man,
        "config" if words.len() > 1 => return error("config takes one FILE"),
        "config" => match (given.default, given.check) {
            (true, false) if !words.is_empty() => return error("--default reads no FILE"),
            (true, false) => Command::Config(Config::Default),
            (false, true) => Command::Config(Config::Check(words.pop().map(PathBuf::from))),
            _ => return error("config wants either --default or --check"),
        },
        _ if given.read.kiosk && matches!(given.read.state, StateFolder::At(_)) => {
            return error("--kiosk keeps nothing of what is read: it takes no --state");
        }
        _ => Command::Read(given.read),
    };
    let paths = words.into_iter().map(PathBuf::from).collect();
    Ok(Invocation { command, paths, own, entities, config, language })
}
