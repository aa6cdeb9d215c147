//! The command line: one table of options and commands feeds the parser, `--help` and README.

use crate::app::Language;
use crate::library::OwnFiles;
use crate::session::{Marks, Mode};
use crate::text::{BaseDirection, Profile, Shaping};
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
    /// What the reader knows of the names in them.
    pub own: OwnFiles,
    /// The file of the reader's changes to names, if another than the usual one.
    pub entities: Option<PathBuf>,
    /// The language that was asked for.
    pub language: Option<Language>,
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
    /// What becomes of marks; none where the terminal's answers say that.
    pub marks: Option<Marks>,
    /// Who joins letters.
    pub glyphs: Option<Shaping>,
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
    entry("warraq import-check [PATH…]", "say what of --annotations, --gazetteer and --kinds can be used"),
    entry("warraq inspect [FILE|-]", "say how each line of a text is laid out, and why, as JSON lines"),
    entry("warraq doctor", "say what this terminal is and how it is spoken to, with a test card"),
];

const OPTIONS: &[Entry] = &[
    entry("--lang ar|en", "language of the interface (otherwise the locale's)"),
    entry("--terminal MODE", "reader: how Arabic is sent; B in the reader tries them"),
    entry("", "  MODE is auto, visual, lro, lrm, inverse, inverse-auto, konsole, kitty,"),
    entry("", "  kitty-words, sgr or logical"),
    entry("--marks M", "reader: vowel marks: auto, show or hide"),
    entry("--glyphs G", "reader: forms (joined here) or raw (for fonts that join by themselves)"),
    entry("--kiosk", "reader: nothing but the reader, for strangers at the far end (see README)"),
    entry("--fresh", "reader: do not come back to where you left off"),
    entry("--state DIR", "reader: the folder of what is kept (otherwise warraq in the XDG state folder)"),
    entry("--no-state", "reader: keep nothing, and come back to nothing"),
    entry("--json", "list, entities, import-check, doctor: JSON; entities: a line a mention"),
    entry("--csv", "entities: comma-separated values (RFC 4180), a row for each mention"),
    entry("--by-article", "entities: a row for each name in each article"),
    entry("--totals", "entities: a row for each name, in --json and --csv too"),
    entry("--entities FILE", "your changes to names (otherwise warraq/names.txt in the XDG data folder)"),
    entry("--annotations P", "a file or folder of annotations made elsewhere; may be given again"),
    entry("--gazetteer FILE", "names before the program's own (TSV, CSV, JSON); may be given again"),
    entry("--kinds FILE", "what labels mean: LABEL, tab, PER, ORG, LOC or a name; may be given again"),
    entry("--width N", "print, inspect: cells of a line (otherwise 80, or a narrower terminal's)"),
    entry("--all", "print: all of the stored text, nothing folded"),
    entry("--logical", "print: the text as stored, not laid out"),
    entry("--direction D", "inspect: auto, rtl or ltr, for every paragraph"),
    entry("--mode M", "inspect: shaped, unshaped (letters as stored) or none (logical order)"),
    entry("--replies FILE|-", "doctor: what these answers of a terminal say, instead of asking this one"),
    entry("--term T", "doctor --replies: TERM there; --term-program and --tmux-client likewise"),
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
         3 (list, entities, import-check, tag) done, but something could not be read or used, as is said.\n",
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
    let mut own = OwnFiles::default();
    let (mut json, mut all, mut logical) = (false, false, false);
    let (mut csv, mut by_article, mut totals) = (false, false, false);
    let mut width = None;
    let (mut direction, mut profile) = (None, None);
    let mut read = Read::default();
    let mut doctor = Doctor::default();
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
            Arg::Long("annotations") => own.annotations.push(parser.value()?.into()),
            Arg::Long("gazetteer") => own.gazetteers.push(parser.value()?.into()),
            Arg::Long("kinds") => own.kinds.push(parser.value()?.into()),
            Arg::Long("width") => width = Some(parse_width(&parser.value()?)?),
            Arg::Long("direction") => direction = Some(parse_direction(&parser.value()?)?),
            Arg::Long("mode") => profile = Some(parse_mode(&parser.value()?)?),
            Arg::Long("terminal") => read.mode = Some(parse_terminal(&parser.value()?)?),
            Arg::Long("marks") => read.marks = parse_marks(&parser.value()?)?,
            Arg::Long("glyphs") => read.glyphs = Some(parse_glyphs(&parser.value()?)?),
            Arg::Long("kiosk") => read.kiosk = true,
            Arg::Long("fresh") => read.fresh = true,
            Arg::Long("state") => read.state = StateFolder::At(parser.value()?.into()),
            Arg::Long("no-state") => read.state = StateFolder::Nowhere,
            Arg::Long("replies") => doctor.replies = Some(parser.value()?.into()),
            Arg::Long("term") => doctor.term = Some(lossy(&parser.value()?)),
            Arg::Long("term-program") => doctor.term_program = Some(lossy(&parser.value()?)),
            Arg::Long("tmux-client") => doctor.tmux_client = Some(lossy(&parser.value()?)),
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
    if let Some(command) = name.filter(|_| read != Read::default()) {
        return Err(UsageError(format!(
            "--terminal, --marks, --glyphs, --kiosk, --fresh, --state and --no-state are for the reader, \
             not for `warraq {command}`"
        )));
    }
    if read.kiosk && matches!(read.state, StateFolder::At(_)) {
        return Err(UsageError("--kiosk keeps nothing of what is read: it takes no --state".into()));
    }
    only_for(json, "--json", &["list", "entities", "import-check", "doctor"])?;
    only_for(doctor != Doctor::default(), "--replies", &["doctor"])?;
    only_for(csv, "--csv", &["entities"])?;
    only_for(by_article, "--by-article", &["entities"])?;
    only_for(totals, "--totals", &["entities"])?;
    only_for(all, "--all", &["print"])?;
    only_for(logical, "--logical", &["print"])?;
    only_for(width.is_some(), "--width", &["print", "inspect"])?;
    only_for(direction.is_some(), "--direction", &["inspect"])?;
    only_for(profile.is_some(), "--mode", &["inspect"])?;
    // They say what is named in a library; who opens one may always give them.
    let is_given = entities.is_some() || own != OwnFiles::default();
    if let Some(command @ ("inspect" | "tag" | "doctor")) = name.filter(|_| is_given) {
        return Err(UsageError(format!(
            "--entities, --annotations, --gazetteer and --kinds say nothing to `warraq {command}`"
        )));
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
        Some("import-check") => {
            if own == OwnFiles::default() {
                let wanted = "import-check wants --annotations, --gazetteer or --kinds: PATH is an article";
                return Err(UsageError(wanted.into()));
            }
            Command::ImportCheck { json }
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
        Some("doctor") => {
            if !words.is_empty() {
                return Err(UsageError("doctor opens no PATH".into()));
            }
            let Doctor { replies, term, term_program, tmux_client, .. } = &doctor;
            if replies.is_none() && (term, term_program, tmux_client) != (&None, &None, &None) {
                return Err(UsageError(
                    "--term and its like say where the answers of --replies came from".into(),
                ));
            }
            Command::Doctor(Doctor { json, ..doctor })
        }
        _ => Command::Read(read),
    };
    let paths = words.into_iter().map(PathBuf::from).collect();
    Ok(Invocation { command, paths, own, entities, language })
}

fn only(command: Command) -> Invocation {
    Invocation { command, paths: Vec::new(), own: OwnFiles::default(), entities: None, language: None }
}

fn is_command(word: &OsString) -> bool {
    word.to_str().is_some_and(|word| {
        ["list", "print", "entities", "import-check", "tag", "inspect", "doctor"].contains(&word)
    })
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

fn parse_terminal(value: &OsString) -> Result<Mode, UsageError> {
    value.to_str().and_then(Mode::of_name).ok_or_else(|| {
        let names = Mode::ALL.map(Mode::name).join("`, `");
        UsageError(format!("--terminal takes one of `{names}`, not {value:?}"))
    })
}

fn parse_marks(value: &OsString) -> Result<Option<Marks>, UsageError> {
    match value.to_str() {
        Some("auto") => Ok(None),
        Some("show") => Ok(Some(Marks::Sent)),
        Some("hide") => Ok(Some(Marks::LeftOut)),
        _ => Err(UsageError(format!("--marks takes `auto`, `show` or `hide`, not {value:?}"))),
    }
}

fn parse_glyphs(value: &OsString) -> Result<Shaping, UsageError> {
    match value.to_str() {
        Some("forms") => Ok(Shaping::Forms),
        Some("raw") => Ok(Shaping::Letters),
        _ => Err(UsageError(format!("--glyphs takes `forms` or `raw`, not {value:?}"))),
    }
}

fn lossy(value: &OsString) -> String {
    value.to_string_lossy().into_owned()
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
#[path = "args_tests.rs"]
mod tests;
