//! Every command and every option, one row each.

use super::given::{Given, cells, flag, put, text, word};
use super::{Command, Shell, StateFolder};
use crate::config::{COLOURS, Choice, GLYPHS, LANGUAGES, MARKS, MODES, THEMES};
use crate::text::{BaseDirection, Profile};
use std::ffi::OsStr;

/// A row of [`COMMANDS`].
pub(in crate::cli) struct CommandRow {
    /// The word that calls it; [`READER`] is called by none.
    pub(in crate::cli) name: &'static str,
    /// What it is given, in this order.
    pub(in crate::cli) operands: &'static [Operand],
    /// What it does: one line, no full stop.
    pub(in crate::cli) about: &'static str,
}

/// What a command is given.
pub(in crate::cli) enum Operand {
    /// One article of the library.
    Article,
    /// What is looked for.
    Query,
    /// Articles and folders of them, or none.
    Paths,
    /// A file, or standard input.
    FileOrInput,
    /// A file, or none.
    File,
    /// The name of a shell.
    Shell,
}

/// A row of [`OPTIONS`].
pub(in crate::cli) struct OptionRow {
    /// Its name, without hyphens.
    pub(in crate::cli) long: &'static str,
    /// The letter that stands for it, if one does.
    pub(in crate::cli) short: Option<char>,
    /// What follows it.
    pub(in crate::cli) value: Value,
    /// The commands that take it, by name.
    pub(in crate::cli) commands: &'static [&'static str],
    /// What it does: one line, no full stop.
    pub(in crate::cli) about: &'static str,
    /// Takes it in, and its value; `None` if that is none of those that it may have.
    pub(super) take: fn(&mut Given, &OsStr) -> Option<()>,
}

/// What follows an option.
#[derive(Clone, Copy)]
pub(in crate::cli) enum Value {
    /// Nothing.
    None,
    /// One of these words.
    Word(&'static str, fn() -> Vec<&'static str>),
    /// A number from 1 to [`WIDEST`](super::given::WIDEST).
    Number(&'static str),
    /// A file.
    File(&'static str),
    /// A file or a folder; the option may be given again.
    Path(&'static str),
    /// Any text.
    Text(&'static str),
}

impl Value {
    /// What stands for it in the help; `None` if nothing follows.
    pub(in crate::cli) const fn name(self) -> Option<&'static str> {
        match self {
            Value::None => None,
            Value::Word(name, _)
            | Value::Number(name)
            | Value::File(name)
            | Value::Path(name)
            | Value::Text(name) => Some(name),
        }
    }

    /// Whether the option may be given again.
    pub(in crate::cli) const fn is_repeated(self) -> bool {
        matches!(self, Value::Path(_))
    }

    /// The words that it may be; none where it may be anything.
    pub(in crate::cli) fn words(self) -> Vec<&'static str> {
        match self {
            Value::Word(_, words) => words(),
            _ => Vec::new(),
        }
    }
}

impl Operand {
    /// As the help writes it.
    pub(in crate::cli) const fn usage(&self) -> &'static str {
        match self {
            Operand::Article => "ARTICLE",
            Operand::Query => "QUERY",
            Operand::Paths => "[PATH…]",
            Operand::FileOrInput => "[FILE|-]",
            Operand::File => "[FILE]",
            Operand::Shell => "SHELL",
        }
    }

    /// The words that it may be; none where it may be anything.
    pub(in crate::cli) fn words(&self) -> Vec<&'static str> {
        if matches!(self, Operand::Shell) { SHELLS.words() } else { Vec::new() }
    }
}

/// The command that no word calls: the reader.
pub(in crate::cli) const READER: &str = "";

/// Every command; the reader first.
#[rustfmt::skip]
pub(in crate::cli) const COMMANDS: &[CommandRow] = &[
    command(READER, &[Operand::Paths], "open the reader; without PATH, on the five articles inside it"),
    command("list", &[Operand::Paths], "list the articles: number, file, words, names, title"),
    command("print", &[Operand::Article, Operand::Paths], "print one article, laid out as the reader shows it"),
    command("search", &[Operand::Query, Operand::Paths], "list the articles in which something is found, and where"),
    command("entities", &[Operand::Paths], "list the people, organisations and places that are named"),
    command("tag", &[Operand::FileOrInput], "find the names in lines of text as they come, as JSON lines"),
    command("import-check", &[Operand::Paths], "say what of --annotations, --gazetteer and --kinds can be used"),
    command("inspect", &[Operand::FileOrInput], "say how each line of a text is laid out, and why, as JSON lines"),
    command("doctor", &[], "say what this terminal is and how it is spoken to, with a test card"),
    command("completions", &[Operand::Shell], "print what a shell needs to complete command lines"),
    command("man", &[], "print the manual page (man(7))"),
    command("config", &[Operand::File], "print the default settings, or say what is wrong in yours"),
];

/// Those that open a library.
pub(in crate::cli) const LIBRARIES: &[&str] =
    &[READER, "list", "print", "search", "entities", "import-check"];

/// Those, and the one that names lines of text.
const NAMING: &[&str] = &[READER, "list", "print", "search", "entities", "tag", "import-check"];

/// Those that go by the reader's settings.
const CONFIGURED: &[&str] = &[READER, "list", "print", "search", "entities", "tag", "import-check", "doctor"];

/// All of them.
pub(in crate::cli) const EVERY: &[&str] = &[
    READER,
    "list",
    "print",
    "search",
    "entities",
    "tag",
    "import-check",
    "inspect",
    "doctor",
    "completions",
    "man",
    "config",
];

/// Every option, in the order of the help.
#[rustfmt::skip]
pub(in crate::cli) const OPTIONS: &[OptionRow] = &[
    option("config", Value::File("FILE"), CONFIGURED,
        "your settings (else warraq/config.toml in the XDG configuration folder)",
        |given, value| put(&mut given.config, Some(value.into()))),
    option("lang", Value::Word("LANG", || LANGUAGES.words()), EVERY,
        "language of the interface (auto: the locale's)",
        |given, value| put(&mut given.language, word(LANGUAGES, value))),
    option("theme", Value::Word("THEME", || THEMES.words()), &[READER],
        "colours for a dark or light background, or other ones",
        |given, value| put(&mut given.read.theme, word(THEMES, value))),
    option("colours", Value::Word("COLOURS", || COLOURS.words()), &[READER],
        "how many colours are sent; NO_COLOR says none",
        |given, value| put(&mut given.read.colours, word(COLOURS, value))),
    option("terminal", Value::Word("MODE", || MODES.words()), &[READER],
        "how Arabic is sent; B in the reader tries them",
        |given, value| put(&mut given.read.mode, word(MODES, value))),
    option("marks", Value::Word("MARKS", || MARKS.words()), &[READER],
        "vowel marks",
        |given, value| put(&mut given.read.marks, word(MARKS, value))),
    option("glyphs", Value::Word("GLYPHS", || GLYPHS.words()), &[READER],
        "forms (joined here) or raw (for fonts that join by themselves)",
        |given, value| put(&mut given.read.glyphs, word(GLYPHS, value))),
    option("linear", Value::None, &[READER],
        "line by line, without a screen, for screen readers and pipes",
        |given, _| flag(&mut given.read.linear)),
    option("kiosk", Value::None, &[READER],
        "nothing but reading, for strangers at the far end (see README)",
        |given, _| flag(&mut given.read.kiosk)),
    option("fresh", Value::None, &[READER],
        "do not come back to where you left off",
        |given, _| flag(&mut given.read.fresh)),
    option("state", Value::Path("DIR"), &[READER],
        "the folder of what is kept (else warraq in the XDG state folder)",
        |given, value| { given.read.state = StateFolder::At(value.into()); Some(()) }),
    option("no-state", Value::None, &[READER],
        "keep nothing, and come back to nothing",
        |given, _| { given.read.state = StateFolder::Nowhere; Some(()) }),
    option("json", Value::None, &["list", "search", "entities", "import-check", "doctor"],
        "JSON; entities by mention",
        |given, _| flag(&mut given.json)),
    option("csv", Value::None, &["entities"],
        "comma-separated values (RFC 4180), a row for each mention",
        |given, _| flag(&mut given.csv)),
    option("by-article", Value::None, &["entities"],
        "a row for each name in each article",
        |given, _| flag(&mut given.by_article)),
    option("totals", Value::None, &["entities"],
        "a row for each name, in --json and --csv too",
        |given, _| flag(&mut given.totals)),
    option("entities", Value::File("FILE"), NAMING,
        "your changes to names (else warraq/names.txt in the XDG data folder)",
        |given, value| put(&mut given.entities, Some(value.into()))),
    option("annotations", Value::Path("PATH"), LIBRARIES,
        "a file or folder of annotations made elsewhere; may be given again",
        |given, value| { given.own.annotations.push(value.into()); Some(()) }),
    option("gazetteer", Value::Path("FILE"), LIBRARIES,
        "names before the program's own (TSV, CSV, JSON); may be given again",
        |given, value| { given.own.gazetteers.push(value.into()); Some(()) }),
    option("kinds", Value::Path("FILE"), LIBRARIES,
        "labels: LABEL, tab, PER, ORG, LOC or a name; may be given again",
        |given, value| { given.own.kinds.push(value.into()); Some(()) }),
    option("width", Value::Number("N"), &["print", "inspect"],
        "cells of a line (otherwise 80, or a narrower terminal's)",
        |given, value| put(&mut given.width, cells(value))),
    option("all", Value::None, &["print"],
        "all of the stored text, nothing folded",
        |given, _| flag(&mut given.all)),
    option("logical", Value::None, &["print"],
        "the text as stored, not laid out",
        |given, _| flag(&mut given.logical)),
    option("direction", Value::Word("D", || DIRECTIONS.words()), &["inspect"],
        "the direction of every paragraph",
        |given, value| put(&mut given.direction, word(DIRECTIONS, value))),
    option("mode", Value::Word("M", || PROFILES.words()), &["inspect"],
        "shaped, unshaped (letters as stored) or none (logical order)",
        |given, value| put(&mut given.profile, word(PROFILES, value))),
    option("default", Value::None, &["config"],
        "print every setting with its default, as a file",
        |given, _| flag(&mut given.default)),
    option("check", Value::None, &["config"],
        "say what is wrong in FILE, or in your settings",
        |given, _| flag(&mut given.check)),
    option("replies", Value::File("FILE|-"), &["doctor"],
        "what these answers of a terminal say, instead of asking this one",
        |given, value| put(&mut given.doctor.replies, Some(value.into()))),
    option("term", Value::Text("T"), &["doctor"],
        "with --replies: TERM there",
        |given, value| put(&mut given.doctor.term, text(value))),
    option("term-program", Value::Text("T"), &["doctor"],
        "with --replies: TERM_PROGRAM there",
        |given, value| put(&mut given.doctor.term_program, text(value))),
    option("tmux-client", Value::Text("T"), &["doctor"],
        "with --replies: what tmux calls its client there",
        |given, value| put(&mut given.doctor.tmux_client, text(value))),
    OptionRow { short: Some('h'), ..option("help", Value::None, EVERY, "this help",
        |given, _| put(&mut given.instead, Some(Command::Help))) },
    OptionRow { short: Some('V'), ..option("version", Value::None, EVERY, "the version",
        |given, _| put(&mut given.instead, Some(Command::Version))) },
];

/// The shells that can be told how to complete command lines.
pub(super) const SHELLS: Choice<Shell> = Choice::new(&[
    ("bash", Shell::Bash),
    ("zsh", Shell::Zsh),
    ("fish", Shell::Fish),
    ("powershell", Shell::PowerShell),
]);

const DIRECTIONS: Choice<BaseDirection> =
    Choice::new(&[("auto", BaseDirection::Auto), ("rtl", BaseDirection::Rtl), ("ltr", BaseDirection::Ltr)]);

const PROFILES: Choice<Profile> = Choice::new(&[
    ("shaped", Profile::shaped()),
    ("unshaped", Profile::unshaped()),
    ("none", Profile::logical()),
]);

const fn command(name: &'static str, operands: &'static [Operand], about: &'static str) -> CommandRow {
    CommandRow { name, operands, about }
}

const fn option(
    long: &'static str,
    value: Value,
    commands: &'static [&'static str],
    about: &'static str,
    take: fn(&mut Given, &OsStr) -> Option<()>,
) -> OptionRow {
    OptionRow { long, short: None, value, commands, about, take }
}
