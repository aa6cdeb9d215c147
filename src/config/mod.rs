//! A reader's settings: [`parse`] makes [`Settings`] of a text, and says line by line what is wrong in it; what is
//! wrong keeps its default. [`default_file`] is the text that says nothing new. One table ([`rows`]) feeds both.
//! Knows no file and no environment; what a setting means is the business of the room whose word it is.

mod choice;
mod default;
mod fault;
mod keys;
mod looks;
mod nearest;
mod rows;
mod theme;

pub use choice::{COLOURS, Choice, GLYPHS, LANGUAGES, MARKS, MODES, MOUSE, THEMES};
pub use default::default_file;
pub use fault::{Fault, FaultKind};
pub use rows::{Row, rows};
pub use theme::ThemeChoice;

use crate::app::{Action, Language, Reading, default_keymap};
use crate::keys::Keymap;
use crate::session::{Colours, Marks, Mode};
use crate::text::Shaping;
use crate::ui::{Look, Role};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// What a reader wants, as far as settings say it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// The language of the interface; `None` for the locale's.
    pub language: Option<Language>,
    /// The theme.
    pub theme: ThemeChoice,
    /// The colours that may be sent; `None` for as many as the terminal has.
    pub colours: Option<Colours>,
    /// How Arabic is sent.
    pub mode: Mode,
    /// What becomes of vowel marks; `None` where the terminal's answers say that.
    pub marks: Option<Marks>,
    /// Who joins letters.
    pub glyphs: Shaping,
    /// Whether the mouse reports from the beginning.
    pub mouse: bool,
    /// How text is set.
    pub reading: Reading,
    /// What is laid over the theme.
    pub looks: Vec<(Role, Look)>,
    /// The keys.
    pub keymap: Keymap<Action>,
}

impl Default for Settings {
    fn default() -> Self {
        Settings {
            language: None,
            theme: ThemeChoice::default(),
            colours: None,
            mode: Mode::default(),
            marks: None,
            glyphs: Shaping::default(),
            mouse: false,
            reading: Reading::default(),
            looks: Vec::new(),
            keymap: default_keymap(),
        }
    }
}

/// The settings that `text` holds (TOML), and what is wrong in it, in the order of its lines.
#[must_use]
pub fn parse(text: &str) -> (Settings, Vec<Fault>) {
    let mut parser = Parser { text, settings: Settings::default(), faults: Vec::new() };
    // A line that is no TOML is read as a blank one, so that it spoils no other.
    let mut readable = text.to_string();
    for _ in 0..MOST_BROKEN_LINES {
        match DeTable::parse(&readable) {
            Ok(table) => {
                table.get_ref().iter().for_each(|(key, value)| parser.top(key, value));
                break;
            }
            Err(error) => {
                let at = error.span().map_or(0, |span| span.start.min(readable.len()));
                let error = error.message().to_string();
                blank_line(&mut readable, at);
                parser.fault(at, FaultKind::Syntax(error));
            }
        }
    }
    parser.faults.sort_by_key(|fault| fault.line);
    (parser.settings, parser.faults)
}

/// Lines that may be no TOML. Where there are more, the file is something else.
const MOST_BROKEN_LINES: usize = 20;

/// Makes the line of a byte blank; all others stay where they are.
fn blank_line(text: &mut String, at: usize) {
    let bytes = text.as_bytes();
    // What ends too early is noticed at the end, behind the last line.
    let last = bytes[..at].iter().rposition(|byte| !byte.is_ascii_whitespace()).map_or(0, |last| last + 1);
    let at = if at == bytes.len() { last } else { at };
    let start = bytes[..at].iter().rposition(|byte| *byte == b'\n').map_or(0, |end| end + 1);
    let end = bytes[at..].iter().position(|byte| *byte == b'\n').map_or(bytes.len(), |end| at + end);
    text.replace_range(start..end, &" ".repeat(end - start));
}

/// A text on its way to be settings.
struct Parser<'t> {
    text: &'t str,
    settings: Settings,
    faults: Vec<Fault>,
}

/// The tables of the file.
const TABLES: [&str; 2] = [looks::TABLE, keys::TABLE];

impl Parser<'_> {
    /// A key that stands in no table.
    fn top(&mut self, key: &Spanned<toml::de::DeString<'_>>, value: &Spanned<DeValue<'_>>) {
        let name: &str = key.get_ref();
        let at = value.span().start;
        if let Some(row) = rows().find(|row| row.name() == name) {
            let is_set = written(value.get_ref()).is_some_and(|value| row.set(&mut self.settings, value));
            if !is_set {
                self.wrong_value(name, value, row.allowed());
            }
        } else if TABLES.contains(&name) {
            match value.get_ref() {
                DeValue::Table(table) if name == keys::TABLE => self.keys(table),
                DeValue::Table(table) => self.looks(table),
                _ => self.fault(at, FaultKind::NoTable { name: name.to_string() }),
            }
        } else {
            let known = rows().map(Row::name).chain(TABLES);
            self.unknown(key, known);
        }
    }

    fn unknown(&mut self, key: &Spanned<toml::de::DeString<'_>>, known: impl Iterator<Item = &'static str>) {
        let name = key.get_ref().to_string();
        let nearest = nearest::nearest(&name, known);
        self.fault(key.span().start, FaultKind::Unknown { name, nearest });
    }

    fn wrong_value(&mut self, name: &str, value: &Spanned<DeValue<'_>>, allowed: Vec<String>) {
        let found = self.text.get(value.span()).and_then(|found| found.lines().next()).unwrap_or_default();
        let (name, found) = (name.to_string(), found.to_string());
        self.fault(value.span().start, FaultKind::Value { name, found, allowed });
    }

    fn fault(&mut self, at: usize, kind: FaultKind) {
        self.faults.push(Fault { line: self.line(at), kind });
    }

    /// The line of a byte, from 1.
    fn line(&self, at: usize) -> usize {
        1 + self.text.bytes().take(at).filter(|byte| *byte == b'\n').count()
    }
}

/// A value as it would stand between quotes; numbers and truth may go without.
fn written<'v>(value: &'v DeValue<'_>) -> Option<&'v str> {
    match value {
        DeValue::String(text) => Some(text),
        DeValue::Integer(number) if number.radix() == 10 => Some(number.as_str()),
        DeValue::Boolean(true) => Some("on"),
        DeValue::Boolean(false) => Some("off"),
        _ => None,
    }
}
