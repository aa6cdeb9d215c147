//! `warraq doctor`: what the terminal is asked and answers, what is made of that, and how to see
//! whether it is right. Without a terminal the answers may come from a file.

mod card;

use super::args::Doctor;
use super::memory::{self, Memory};
use super::{Status, output};
use crate::app::Language;
use crate::session::{
    Choice, Colours, Consultation, Encoding, Hints, Marks, Measured, Mode, Multiplexer, Options, Replies,
    Session, Wishes,
};
use crate::text;
use anyhow::Context;
use serde::Serialize;
use std::env;
use std::fmt::Write as _;
use std::fs::File;
use std::io::{self, IsTerminal, Read};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// What is measured: what it is, how it is written, and how many columns it has to take.
const WIDTHS: [(&str, &str, u16); 9] = [
    ("letter", "\u{FEB3}", 1),
    ("letter and mark", "\u{FEB3}\u{064E}", 1),
    ("letter and two marks", "\u{FEB3}\u{0651}\u{064E}", 1),
    ("lam-alef, one form", "\u{FEFB}", 1),
    ("lam-alef, two letters", "\u{0644}\u{0627}", 2),
    ("guillemet", "«", 1),
    ("ellipsis", "…", 1),
    ("wide letter", "中", 2),
    ("override between letters", "a\u{202D}b", 2),
];

/// Bytes of a file of answers that are read at most.
const LIMIT: u64 = 1 << 20;

/// The report, as JSON has it.
#[derive(Serialize)]
struct Report<'a> {
    version: &'static str,
    term: &'a str,
    /// Bytes that were sent, controls escaped.
    asked: String,
    answered: Vec<String>,
    /// Whether everything that decides was answered.
    complete: bool,
    replies: Answers<'a>,
    /// What the terminal behind a multiplexer answered.
    outer: Answers<'a>,
    multiplexer: Option<&'static str>,
    /// The row of the table that fits.
    terminal: &'static str,
    /// Whether anything said what the terminal is.
    known: bool,
    identity: &'a str,
    /// The mode that was chosen by hand for it.
    chosen: Option<&'static str>,
    /// How Arabic is sent, by the name that `--terminal` has for it.
    encoding: &'static str,
    marks: &'static str,
    margins: bool,
    /// The colours that are sent.
    colours: &'static str,
    /// Written before and after, controls escaped.
    enter: String,
    leave: String,
    widths: Vec<Width<'a>>,
}

#[derive(Serialize)]
struct Answers<'a> {
    xtversion: Option<&'a str>,
    da1: Option<&'a str>,
    da2: Option<&'a str>,
    mode_8: Option<u8>,
    mode_69: Option<u8>,
    light: Option<bool>,
}

#[derive(Serialize)]
struct Width<'a> {
    what: &'a str,
    columns: Option<u16>,
    expected: u16,
}

pub(super) fn run(asked: &Doctor, language: Language) -> anyhow::Result<ExitCode> {
    let folder = memory::state_folder(|name| env::var_os(name).map(PathBuf::from), false);
    let memory = Memory::in_folder(folder.as_deref());
    let (hints, colours, consultation) = match &asked.replies {
        Some(file) => {
            let hints = Hints {
                term: asked.term.clone().unwrap_or_default(),
                is_apple: asked.term_program.as_deref() == Some("Apple_Terminal"),
                light: None,
            };
            let asks = hints.may_ask();
            let client = asked.tmux_client.as_deref();
            let consultation = Consultation::scripted(hints.clone(), asks, &read(file)?, client);
            (hints, Colours::of_environment(None, None, asked.term.as_deref()), consultation)
        }
        None => {
            let options = Options::from_environment(true);
            let (hints, colours) = (options.hints.clone(), options.colours);
            let session = Session::open_to_consult(options)
                .context("`warraq doctor` asks a terminal; --replies FILE needs none")?;
            let strings = WIDTHS.map(|(_, text, _)| text);
            match session.consult(&strings).context("using the terminal")? {
                Ok(consultation) => (hints, colours, consultation),
                Err(end) => return Ok(end.conclude()),
            }
        }
    };
    let (choices, said) = memory.read();
    said.iter().for_each(|line| output::complain(line));
    let chosen = choices.of(&consultation.decision.identity).filter(|_| asked.replies.is_none());
    let choice =
        Wishes { mode: chosen.unwrap_or_default(), ..Wishes::default() }.over(&consultation.decision);
    let colours = colours.at_least(consultation.decision.colours);
    let report = report(&hints, &consultation, &choice, chosen.map(Mode::name), colours);
    let has_card = !asked.json && asked.replies.is_none() && io::stdout().is_terminal();
    let mut out = Vec::new();
    if asked.json {
        output::json_line(&mut out, &report)?;
    } else {
        out.extend_from_slice(plain(&report).as_bytes());
    }
    if has_card {
        out.extend_from_slice(&card::card(&choice, language));
    }
    let put_away = || if has_card { card::put_away(&choice, language) } else { Ok(()) };
    match output::print_bytes(&out).and_then(|()| put_away()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(error.into()),
        _ => Ok(Status::Done.into()),
    }
}

fn read(file: &Path) -> anyhow::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    if file == Path::new("-") {
        io::stdin().take(LIMIT).read_to_end(&mut bytes).context("reading standard input")?;
    } else {
        let name = file.display().to_string();
        let opened = File::open(file).with_context(|| format!("reading {name}"))?;
        opened.take(LIMIT).read_to_end(&mut bytes).with_context(|| format!("reading {name}"))?;
    }
    Ok(bytes)
}

fn report<'a>(
    hints: &'a Hints,
    found: &'a Consultation,
    choice: &Choice,
    chosen: Option<&'static str>,
    colours: Colours,
) -> Report<'a> {
    let escaped = |bytes: &[u8]| bytes.escape_ascii().to_string();
    let width = |((what, text, expected), measured): (&(&'static str, &str, u16), &Measured)| {
        debug_assert_eq!(*text, measured.text);
        Width { what, columns: measured.columns, expected: *expected }
    };
    Report {
        version: env!("CARGO_PKG_VERSION"),
        term: &hints.term,
        asked: escaped(&found.asked),
        answered: found.answered.iter().map(|answer| escaped(answer)).collect(),
        complete: found.is_complete,
        replies: answers(&found.replies),
        outer: answers(&found.outer),
        multiplexer: found.decision.multiplexer.map(|multiplexer| match multiplexer {
            Multiplexer::Tmux => "tmux",
            Multiplexer::Screen => "screen",
        }),
        terminal: found.decision.terminal,
        known: found.decision.is_known,
        identity: &found.decision.identity,
        chosen,
        encoding: encoding(choice.dialect.encoding),
        marks: if choice.dialect.marks == Marks::Sent { "show" } else { "hide" },
        margins: choice.dialect.margins,
        colours: match colours {
            Colours::None => "none",
            Colours::Ansi16 => "16",
            Colours::Ansi256 => "256",
            Colours::True => "true",
        },
        enter: escaped(&choice.switch.enter),
        leave: escaped(&choice.switch.leave),
        widths: WIDTHS.iter().zip(&found.widths).map(width).collect(),
    }
}

fn answers(replies: &Replies) -> Answers<'_> {
    Answers {
        xtversion: replies.version.as_deref(),
        da1: replies.primary.as_deref(),
        da2: replies.secondary.as_deref(),
        mode_8: replies.reorders,
        mode_69: replies.margins,
        light: replies.light,
    }
}

/// The name that `--terminal` has for an encoding.
fn encoding(encoding: Encoding) -> &'static str {
    Mode::of_encoding(encoding).unwrap_or_default().name()
}

/// The report as text, to be sent to somebody.
fn plain(report: &Report<'_>) -> String {
    let mut lines = String::new();
    let mut row = |what: &str, said: &str| {
        let said = if said.is_empty() { "-" } else { said };
        let _ = writeln!(lines, "{what:<12} {}", text::neutralised(said));
    };
    row("warraq", report.version);
    row("TERM", report.term);
    row("asked", &report.asked);
    row("answered", &report.answered.join(" "));
    if !report.complete {
        row("", "not everything was answered in time");
    }
    for (who, replies) in [("terminal", &report.replies), ("behind it", &report.outer)] {
        if who == "behind it" && report.multiplexer.is_none() {
            continue;
        }
        let said = |answer: Option<&str>| answer.unwrap_or("-").to_owned();
        let number = |answer: Option<u8>| answer.map_or("-".to_owned(), |number| number.to_string());
        row(
            who,
            &format!(
                "XTVERSION {} · DA2 {} · DA1 {} · mode 8 {} · mode ?69 {}",
                said(replies.xtversion),
                said(replies.da2),
                said(replies.da1),
                number(replies.mode_8),
                number(replies.mode_69),
            ),
        );
    }
    row("recognised", report.terminal);
    row("through", report.multiplexer.unwrap_or_default());
    row("identity", report.identity);
    row("chosen", report.chosen.unwrap_or_default());
    row("sent as", &format!("{}, marks: {}", report.encoding, report.marks));
    row("colours", report.colours);
    row("before", &report.enter);
    row("after", &report.leave);
    let is_right = |width: &&Width<'_>| width.columns == Some(width.expected);
    let right = report.widths.iter().filter(is_right).count();
    row("widths", &format!("{right} of {} as expected", report.widths.len()));
    for Width { what, columns, expected } in report.widths.iter().filter(|width| !is_right(width)) {
        let columns = columns.map_or("no answer".to_owned(), |columns| columns.to_string());
        row("", &format!("{what}: {columns}, expected {expected}"));
    }
    lines
}
