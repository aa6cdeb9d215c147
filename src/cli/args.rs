//! The command line: one table of options and commands feeds the parser, `--help` and README.

use crate::app::Language;
use crate::text::{BaseDirection, Profile};
use lexopt::Arg;
use std::ffi::OsString;
use std::fmt;
use std::path::PathBuf;

/// What the reader asks the program to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invocation {
    /// Which command.
    pub command: Command,
    /// Files and folders; none for the embedded articles.
    pub paths: Vec<PathBuf>,
    /// The file of the reader's changes to names, if another than the usual one.
    pub entities: Option<PathBuf>,
    /// The language that was asked for.
    pub language: Option<Language>,
}

/// A command.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// Open the reader.
    Read,
    /// List the articles.
    List {
        /// As JSON lines.
        json: bool,
    },
    /// Print one article.
    Print(Print),
    /// List the names, or each mention.
    Entities(Entities),
    /// Find the names in lines of text.
    Tag {
        /// The file; none, or `-`, for standard input.
        file: Option<PathBuf>,
    },
    /// Say how a text is laid out.
    Inspect(Inspect),
    /// Say how to use the program.
    Help,
    /// Say which version this is.
    Version,
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

/// A line of the help.
struct Entry {
    /// As it is typed.
    usage: &'static str,
    /// What it does.
    about: &'static str,
}

const fn entry(usage: &'static str, about: &'static str) -> Entry {
    Entry { usage, about }
}

const COMMANDS: &[Entry] = &[
    entry("warraq [PATH…]", "open the reader; without PATH, on the five articles inside it"),
    entry("warraq list [PATH…]", "list the articles: number, file, words, names, title"),
    entry("warraq print ARTICLE [PATH…]", "print one article, laid out as the reader shows it"),
    entry("warraq entities [PATH…]", "list the people, organisations and places that are named"),
    entry("warraq tag [FILE|-]", "find the names in lines of text as they come, as JSON lines"),
    entry("warraq inspect [FILE|-]", "say how each line of a text is laid out, and why, as JSON lines"),
];

const OPTIONS: &[Entry] = &[
    entry("--lang ar|en", "language of the interface (otherwise the locale's)"),
    entry("--entities FILE", "your changes to names (otherwise warraq/names.txt in the XDG data folder)"),
    entry("--json", "list, entities: JSON lines; entities: one for each mention"),
    entry("--csv", "entities: comma-separated values (RFC 4180), a row for each mention"),
    entry("--by-article", "entities: a row for each name in each article"),
    entry("--totals", "entities: a row for each name, in --json and --csv too"),
    entry("--width N", "print, inspect: cells of a line (otherwise 80, or a narrower terminal's)"),
    entry("--all", "print: all of the stored text, nothing folded"),
    entry("--logical", "print: the text as stored, not laid out"),
    entry("--direction D", "inspect: auto, rtl or ltr, for every paragraph"),
    entry("--mode M", "inspect: shaped, unshaped (letters as stored) or none (logical order)"),
    entry("-h, --help", "this help"),
    entry("-V, --version", "the version"),
];

/// The help, whole.
#[must_use]
pub fn help() -> String {
    let mut text = String::from(
        "warraq, a terminal reader for Arabic articles: real bidirectional layout, and a\n\
         sidebar of the people, organisations and places that the texts name.\n",
    );
    for (head, entries) in [("Commands", COMMANDS), ("Options", OPTIONS)] {
        text.push_str(&format!("\n{head}:\n"));
        let width = entries.iter().map(|entry| entry.usage.chars().count()).max().unwrap_or(0);
        for Entry { usage, about } in entries {
            text.push_str(&format!("  {usage:width$}  {about}\n"));
        }
    }
    text.push_str(
        "\nPATH is a .txt file or a folder of them, in UTF-8. ARTICLE is the file's name, its name\n\
         without extension, or its number in the list. After `--`, whatever follows is a PATH.\n\
         \n\
         Exit status: 0 done; 1 nothing could be opened, or no such article; 2 wrong usage;\n\
         3 (list, entities, tag) done, but something could not be read, as standard error says.\n",
    );
    text
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

impl From<lexopt::Error> for UsageError {
    fn from(error: lexopt::Error) -> Self {
        UsageError(error.to_string())
    }
}

/// Reads the arguments, the program's name not among them.
///
/// # Errors
/// If an option is unknown, lacks its value, or belongs to another command.
pub fn parse(args: impl IntoIterator<Item = OsString>) -> Result<Invocation, UsageError> {
    let mut args: Vec<OsString> = args.into_iter().collect();
    // What follows `--` is never a command; the parser does not say that it has seen one.
    let paths = args.iter().position(|arg| arg == "--").map(|at| args.split_off(at)).unwrap_or_default();
    let mut parser = lexopt::Parser::from_args(args);
    let mut words: Vec<OsString> = Vec::new();
    let (mut language, mut entities) = (None, None);
    let (mut json, mut all, mut logical) = (false, false, false);
    let (mut csv, mut by_article, mut totals) = (false, false, false);
    let mut width = None;
    let (mut direction, mut profile) = (None, None);
    let mut command_word: Option<OsString> = None;
    while let Some(arg) = parser.next()? {
        match arg {
            Arg::Short('h') | Arg::Long("help") => return Ok(only(Command::Help)),
            Arg::Short('V') | Arg::Long("version") => return Ok(only(Command::Version)),
            Arg::Long("lang") => language = Some(parse_language(&parser.value()?)?),
            Arg::Long("entities") => entities = Some(PathBuf::from(parser.value()?)),
            Arg::Long("json") => json = true,
            Arg::Long("csv") => csv = true,
            Arg::Long("by-article") => by_article = true,
            Arg::Long("totals") => totals = true,
            Arg::Long("all") => all = true,
            Arg::Long("logical") => logical = true,
            Arg::Long("width") => width = Some(parse_width(&parser.value()?)?),
            Arg::Long("direction") => direction = Some(parse_direction(&parser.value()?)?),
            Arg::Long("mode") => profile = Some(parse_mode(&parser.value()?)?),
            Arg::Value(word) if words.is_empty() && command_word.is_none() && is_command(&word) => {
                command_word = Some(word);
            }
            Arg::Value(word) => words.push(word),
            other => return Err(other.unexpected().into()),
        }
    }
    words.extend(paths.into_iter().skip(1));
    let name = command_word.as_deref().and_then(|word| word.to_str());
    let only_for = |given: bool, option: &str, commands: &[&str]| {
        if given && !name.is_some_and(|name| commands.contains(&name)) {
            let commands = commands.join("` and `warraq ");
            return Err(UsageError(format!("{option} belongs to `warraq {commands}`")));
        }
        Ok(())
    };
    only_for(json, "--json", &["list", "entities"])?;
    only_for(csv, "--csv", &["entities"])?;
    only_for(by_article, "--by-article", &["entities"])?;
    only_for(totals, "--totals", &["entities"])?;
    only_for(all, "--all", &["print"])?;
    only_for(logical, "--logical", &["print"])?;
    only_for(width.is_some(), "--width", &["print", "inspect"])?;
    only_for(direction.is_some(), "--direction", &["inspect"])?;
    only_for(profile.is_some(), "--mode", &["inspect"])?;
    if let Some(command @ ("inspect" | "tag")) = name.filter(|_| entities.is_some()) {
        return Err(UsageError(format!("--entities says nothing to `warraq {command}`")));
    }
    let command = match name {
        Some("list") => Command::List { json },
        Some("entities") => {
            let rows = match (by_article, totals) {
                (true, true) => return Err(UsageError("--by-article and --totals are two lists".into())),
                (true, false) => Some(EntityRows::ByArticle),
                (false, true) => Some(EntityRows::Totals),
                (false, false) => None,
            };
            let form = match (json, csv) {
                (true, true) => return Err(UsageError("--json and --csv are two forms".into())),
                (true, false) => Form::Json,
                (false, true) => Form::Csv,
                (false, false) => Form::Tabs,
            };
            Command::Entities(Entities { rows, form })
        }
        Some("tag") => {
            if words.len() > 1 {
                return Err(UsageError("tag takes one FILE, or - for standard input".into()));
            }
            Command::Tag { file: words.pop().map(PathBuf::from) }
        }
        Some("print") => {
            if words.is_empty() {
                return Err(UsageError("print wants an ARTICLE: a file's name, or a number".into()));
            }
            if logical && (all || width.is_some()) {
                return Err(UsageError(
                    "--logical is not laid out: it takes neither --all nor --width".into(),
                ));
            }
            let article = words.remove(0).to_string_lossy().into_owned();
            Command::Print(Print { article, width, all, logical })
        }
        Some("inspect") => {
            if words.len() > 1 {
                return Err(UsageError("inspect takes one FILE, or - for standard input".into()));
            }
            Command::Inspect(Inspect {
                file: words.pop().map(PathBuf::from),
                width: width.unwrap_or(80),
                direction: direction.unwrap_or_default(),
                profile: profile.unwrap_or_default(),
            })
        }
        _ => Command::Read,
    };
    Ok(Invocation { command, paths: words.into_iter().map(PathBuf::from).collect(), entities, language })
}

fn only(command: Command) -> Invocation {
    Invocation { command, paths: Vec::new(), entities: None, language: None }
}

fn is_command(word: &OsString) -> bool {
    word.to_str().is_some_and(|word| ["list", "print", "entities", "tag", "inspect"].contains(&word))
}

fn parse_language(value: &OsString) -> Result<Language, UsageError> {
    match value.to_str() {
        Some("ar") => Ok(Language::Arabic),
        Some("en") => Ok(Language::English),
        _ => Err(UsageError(format!("--lang takes `ar` or `en`, not {value:?}"))),
    }
}

fn parse_direction(value: &OsString) -> Result<BaseDirection, UsageError> {
    match value.to_str() {
        Some("auto") => Ok(BaseDirection::Auto),
        Some("rtl") => Ok(BaseDirection::Rtl),
        Some("ltr") => Ok(BaseDirection::Ltr),
        _ => Err(UsageError(format!("--direction takes `auto`, `rtl` or `ltr`, not {value:?}"))),
    }
}

fn parse_mode(value: &OsString) -> Result<Profile, UsageError> {
    match value.to_str() {
        Some("shaped") => Ok(Profile::default()),
        Some("unshaped") => Ok(Profile::unshaped()),
        Some("none") => Ok(Profile::logical()),
        _ => Err(UsageError(format!("--mode takes `shaped`, `unshaped` or `none`, not {value:?}"))),
    }
}

fn parse_width(value: &OsString) -> Result<usize, UsageError> {
    let width = value.to_str().and_then(|value| value.parse().ok());
    width
        .filter(|width| (1..=10_000).contains(width))
        .ok_or_else(|| UsageError(format!("--width takes a number from 1 to 10000, not {value:?}")))
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
mod tests {
    use super::*;

    fn parsed(line: &str) -> Result<Invocation, UsageError> {
        parse(line.split_whitespace().map(OsString::from))
    }

    #[test]
    fn commands_and_options_are_understood() {
        let check = |line: &str, command: Command, paths: &[&str]| {
            let found = parsed(line).expect(line);
            assert_eq!(found.command, command, "{line}");
            assert_eq!(found.paths, paths.iter().map(PathBuf::from).collect::<Vec<_>>(), "{line}");
        };
        let print =
            |article: &str| Print { article: article.into(), width: None, all: false, logical: false };
        check("", Command::Read, &[]);
        check("a b", Command::Read, &["a", "b"]);
        check("list --json a", Command::List { json: true }, &["a"]);
        let entities = |rows, form| Command::Entities(Entities { rows, form });
        check("--json entities", entities(None, Form::Json), &[]);
        check("entities --csv --totals", entities(Some(EntityRows::Totals), Form::Csv), &[]);
        check("entities --by-article a", entities(Some(EntityRows::ByArticle), Form::Tabs), &["a"]);
        check("tag -", Command::Tag { file: Some("-".into()) }, &[]);
        check("tag", Command::Tag { file: None }, &[]);
        check("print 2 --width 40 a", Command::Print(Print { width: Some(40), ..print("2") }), &["a"]);
        check("print x --all", Command::Print(Print { all: true, ..print("x") }), &[]);
        // A file that is called like a command is named by its path.
        check("./list", Command::Read, &["./list"]);
        check("a list", Command::Read, &["a", "list"]);
        check("-- -x", Command::Read, &["-x"]);
        check("-- list", Command::Read, &["list"]);
        check("list -- --json", Command::List { json: false }, &["--json"]);
        let inspect = |file: &str| Inspect {
            file: Some(file.into()),
            width: 80,
            direction: BaseDirection::Auto,
            profile: Profile::default(),
        };
        check("inspect -", Command::Inspect(inspect("-")), &[]);
        let forced = Inspect { direction: BaseDirection::Rtl, profile: Profile::logical(), ..inspect("a") };
        check("inspect --direction rtl --mode none a", Command::Inspect(forced), &[]);
        check("a --help", Command::Help, &[]);
    }

    #[test]
    fn wrong_usage_says_what_is_right() {
        let check = |line: &str, part: &str| {
            let error = parsed(line).expect_err(line).to_string();
            assert!(error.contains(part), "{line}: {error}");
        };
        check("--colour", "--colour");
        check("--lang fr", "`ar` or `en`");
        check("print", "ARTICLE");
        check("print 1 --width 0", "1 to 10000");
        check("--json", "list` and `warraq entities");
        check("list --width 3", "print");
        check("inspect a b", "one FILE");
        check("inspect --entities a b", "says nothing");
        check("tag --entities a b", "says nothing");
        check("tag a b", "one FILE");
        check("list --csv", "entities");
        check("entities --csv --json", "two forms");
        check("entities --by-article --totals", "two lists");
        check("inspect --mode x", "`unshaped`");
        check("list --direction rtl", "inspect");
        check("print 1 --logical --width 20", "neither --all nor --width");
    }

    #[test]
    fn the_locale_decides_the_language() {
        let check = |set: &[(&str, &str)], expected| {
            let variable = |name: &str| set.iter().find(|(n, _)| *n == name).map(|(_, v)| (*v).to_string());
            assert_eq!(language_of_locale(variable), expected, "{set:?}");
        };
        check(&[("LANG", "ar_EG.UTF-8")], Language::Arabic);
        check(&[("LANG", "ar_EG.UTF-8"), ("LC_ALL", "C")], Language::English);
        check(&[("LC_ALL", ""), ("LC_MESSAGES", "ar")], Language::Arabic);
        check(&[("LANG", "arn_CL")], Language::English);
        check(&[], Language::English);
    }

    #[test]
    fn every_option_stands_in_the_help() {
        let help = help();
        for option in [
            "--direction",
            "--mode",
            "--lang",
            "--entities",
            "--json",
            "--csv",
            "--by-article",
            "--totals",
            "--width",
            "--all",
            "--logical",
            "--help",
            "--version",
        ] {
            assert!(help.contains(option), "{option}");
        }
        assert!(help.lines().all(|line| line.chars().count() <= 100));
    }
}
