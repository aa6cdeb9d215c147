//! Keys as a person writes them: `j`, `G`, `g g`, `<C-d>`, `<S-Tab>`, `<Enter>`. The same notation
//! stands in code, settings, help and tests; what `Display` writes, `FromStr` reads back.

use std::fmt::{self, Write as _};
use std::str::FromStr;

use super::key::{Key, KeyCode, Modifiers};

/// One or more keys pressed one after the other, written with blanks between: `g g`.
///
/// ```
/// use warraq::keys::{Key, KeySequence};
///
/// let twice: KeySequence = "g <C-d>".parse()?;
/// assert_eq!(twice.keys(), [Key::char('g'), Key::ctrl('d')]);
/// assert_eq!(twice.to_string(), "g <C-d>");
/// # Ok::<(), warraq::keys::NotationError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct KeySequence(Vec<Key>);

/// Why a written key could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotationError {
    /// The word at fault, as written.
    pub word: String,
    /// What is wrong with it.
    pub problem: Problem,
}

/// What can be wrong with a written key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Problem {
    /// No key at all.
    Empty,
    /// A `<` without its `>`.
    Unclosed,
    /// Several characters where one key was expected.
    SeveralKeys,
    /// A name that no key has.
    UnknownName,
    /// The same modifier twice.
    RepeatedModifier,
    /// Shift with a character, which would be a different character.
    ShiftedCharacter,
    /// A character that cannot be typed as a key.
    Control,
}

/// The names of the keys that are no characters, as written between `<` and `>`; the first name
/// of a key is the one that `Display` writes.
const NAMES: &[(&str, KeyCode)] = &[
    ("Enter", KeyCode::Enter),
    ("Return", KeyCode::Enter),
    ("CR", KeyCode::Enter),
    ("Tab", KeyCode::Tab),
    ("BS", KeyCode::Backspace),
    ("Backspace", KeyCode::Backspace),
    ("Esc", KeyCode::Escape),
    ("Escape", KeyCode::Escape),
    ("Up", KeyCode::Up),
    ("Down", KeyCode::Down),
    ("Left", KeyCode::Left),
    ("Right", KeyCode::Right),
    ("Home", KeyCode::Home),
    ("End", KeyCode::End),
    ("PageUp", KeyCode::PageUp),
    ("PageDown", KeyCode::PageDown),
    ("Insert", KeyCode::Insert),
    ("Ins", KeyCode::Insert),
    ("Delete", KeyCode::Delete),
    ("Del", KeyCode::Delete),
    ("Space", KeyCode::Char(' ')),
    ("lt", KeyCode::Char('<')),
];

/// The highest function key that a terminal can report.
const LAST_FUNCTION_KEY: u8 = 35;

impl KeySequence {
    /// The keys in the order in which they are pressed; never empty.
    #[must_use]
    pub fn keys(&self) -> &[Key] {
        &self.0
    }
}

impl FromStr for KeySequence {
    type Err = NotationError;

    /// # Errors
    /// When nothing is written, or a word is not a key.
    fn from_str(written: &str) -> Result<Self, NotationError> {
        // ASCII blanks only: every other blank is a character that a key may give.
        let keys: Vec<Key> = written.split_ascii_whitespace().map(str::parse).collect::<Result<_, _>>()?;
        if keys.is_empty() { Err(error(written, Problem::Empty)) } else { Ok(KeySequence(keys)) }
    }
}

impl fmt::Display for KeySequence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, key) in self.0.iter().enumerate() {
            if i > 0 {
                f.write_char(' ')?;
            }
            key.fmt(f)?;
        }
        Ok(())
    }
}

impl FromStr for Key {
    type Err = NotationError;

    /// # Errors
    /// When the word is not one key.
    fn from_str(word: &str) -> Result<Self, NotationError> {
        let key = match word.strip_prefix('<') {
            None => single_char(word).map(Key::char),
            Some(rest) => match rest.strip_suffix('>') {
                Some(inner) => bracketed(inner),
                None => Err(Problem::Unclosed),
            },
        };
        key.map_err(|problem| error(word, problem))
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Modifiers { ctrl, alt, shift } = self.modifiers;
        let modified = ctrl || alt || shift;
        if let (KeyCode::Char(c), false) = (self.code, modified)
            && name_of(self.code).is_none()
            && !needs_number(c)
        {
            return f.write_char(c);
        }
        f.write_char('<')?;
        for (held, letter) in [(ctrl, "C-"), (alt, "A-"), (shift, "S-")] {
            if held {
                f.write_str(letter)?;
            }
        }
        match (name_of(self.code), self.code) {
            (Some(name), _) => f.write_str(name)?,
            (None, KeyCode::F(number)) => write!(f, "F{number}")?,
            (None, KeyCode::Char(c)) if needs_number(c) => write!(f, "U+{:04X}", u32::from(c))?,
            (None, KeyCode::Char(c)) => f.write_char(c)?,
            (None, _) => unreachable!("every key that is no character has a name"),
        }
        f.write_char('>')
    }
}

/// What stands between `<` and `>`.
fn bracketed(inner: &str) -> Result<Key, Problem> {
    let mut modifiers = Modifiers::NONE;
    let mut name = inner;
    // A modifier is a letter, a hyphen and something after them: `<C-->` is Ctrl and a hyphen.
    while let Some((letter, rest)) = name.split_once('-').filter(|(_, rest)| !rest.is_empty()) {
        let held = match letter {
            "C" | "c" => &mut modifiers.ctrl,
            "A" | "a" | "M" | "m" => &mut modifiers.alt,
            "S" | "s" => &mut modifiers.shift,
            _ => break,
        };
        if std::mem::replace(held, true) {
            return Err(Problem::RepeatedModifier);
        }
        name = rest;
    }
    let mut code = named(name)?;
    if let KeyCode::Char(c) = &mut code {
        if modifiers.shift {
            return Err(Problem::ShiftedCharacter);
        }
        // A terminal sends the same byte for Ctrl-D and Ctrl-Shift-D.
        if modifiers.ctrl {
            c.make_ascii_lowercase();
        }
    }
    Ok(Key { code, modifiers })
}

fn named(name: &str) -> Result<KeyCode, Problem> {
    if name.is_empty() {
        return Err(Problem::Empty);
    }
    if let Some((_, code)) = NAMES.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)) {
        return Ok(*code);
    }
    let digits = |text: &str, radix| text.chars().all(|c| c.is_digit(radix));
    if let Some(number) = name.strip_prefix(['F', 'f']).filter(|rest| !rest.is_empty() && digits(rest, 10)) {
        let number = number.parse().ok().filter(|number| (1..=LAST_FUNCTION_KEY).contains(number));
        return number.map(KeyCode::F).ok_or(Problem::UnknownName);
    }
    if let Some(hex) = name.strip_prefix("U+").filter(|rest| digits(rest, 16)) {
        let c = u32::from_str_radix(hex, 16).ok().and_then(char::from_u32).ok_or(Problem::UnknownName)?;
        return if c.is_control() { Err(Problem::Control) } else { Ok(KeyCode::Char(c)) };
    }
    match single_char(name) {
        Ok(c) => Ok(KeyCode::Char(c)),
        Err(Problem::SeveralKeys) => Err(Problem::UnknownName),
        Err(other) => Err(other),
    }
}

fn single_char(word: &str) -> Result<char, Problem> {
    let mut chars = word.chars();
    match (chars.next(), chars.next()) {
        (None, _) => Err(Problem::Empty),
        (Some(c), None) if c.is_control() => Err(Problem::Control),
        (Some(c), None) => Ok(c),
        (Some(_), Some(_)) => Err(Problem::SeveralKeys),
    }
}

fn name_of(code: KeyCode) -> Option<&'static str> {
    NAMES.iter().find(|(_, named)| *named == code).map(|(name, _)| *name)
}

/// Characters that nobody would see, or that would turn the words around them: written by number.
fn needs_number(c: char) -> bool {
    c.is_control()
        || c.is_whitespace()
        || matches!(c, '\u{AD}' | '\u{61C}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}')
}

fn error(word: &str, problem: Problem) -> NotationError {
    NotationError { word: word.to_owned(), problem }
}

impl fmt::Display for NotationError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let word = &self.word;
        match self.problem {
            Problem::Empty => write!(f, "no key is written in {word:?}"),
            Problem::Unclosed => {
                write!(f, "{word:?} has no closing `>`; the key `<` itself is written `<lt>`")
            }
            Problem::SeveralKeys => {
                write!(f, "{word:?} is more than one key; put blanks between keys, or a name in `<…>`")
            }
            Problem::UnknownName => {
                write!(f, "no key is named {word:?}; names are like <Enter>, <PageDown>, <F1>")
            }
            Problem::RepeatedModifier => write!(f, "{word:?} names a modifier twice"),
            Problem::ShiftedCharacter => {
                write!(f, "{word:?}: terminals report no Shift with a character; write the shifted character")
            }
            Problem::Control => write!(f, "{word:?} is a control character, not a key"),
        }
    }
}

impl std::error::Error for NotationError {}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(written: &str, keys: &[Key]) {
        let sequence: KeySequence = written.parse().unwrap_or_else(|e| panic!("{e}"));
        assert_eq!(sequence.keys(), keys, "{written}");
    }

    fn fails(written: &str, problem: Problem) {
        let error = written.parse::<KeySequence>().expect_err(written);
        assert_eq!(error.problem, problem, "{written}");
        assert!(error.to_string().contains(&format!("{:?}", error.word)), "{error}");
    }

    fn with(code: KeyCode, modifiers: &str) -> Key {
        let held = |letter| modifiers.contains(letter);
        Key { code, modifiers: Modifiers { ctrl: held('C'), alt: held('A'), shift: held('S') } }
    }

    #[test]
    fn written_keys() {
        check("j", &[Key::char('j')]);
        check("G", &[Key::char('G')]);
        check("g g", &[Key::char('g'), Key::char('g')]);
        check("  g\t g ", &[Key::char('g'), Key::char('g')]);
        check("<C-d>", &[Key::ctrl('d')]);
        check("<c-D>", &[Key::ctrl('d')]);
        check("<A-x>", &[Key::alt('x')]);
        check("<M-X>", &[Key::alt('X')]);
        check("<S-Tab>", &[with(KeyCode::Tab, "S")]);
        check("<C-A-S-PageUp>", &[with(KeyCode::PageUp, "CAS")]);
        check("<Enter>", &[Key::plain(KeyCode::Enter)]);
        check("<enter>", &[Key::plain(KeyCode::Enter)]);
        check("<Esc>", &[Key::plain(KeyCode::Escape)]);
        check("<BS>", &[Key::plain(KeyCode::Backspace)]);
        check("<PageDown>", &[Key::plain(KeyCode::PageDown)]);
        check("<F1> <f12>", &[Key::plain(KeyCode::F(1)), Key::plain(KeyCode::F(12))]);
        check("<Space>", &[Key::char(' ')]);
        check("<C-Space>", &[Key::ctrl(' ')]);
        check("<lt>", &[Key::char('<')]);
        check("> -", &[Key::char('>'), Key::char('-')]);
        check("<C-->", &[Key::ctrl('-')]);
        check("<A->>", &[Key::alt('>')]);
        check("<A-lt>", &[Key::alt('<')]);
        check("ب", &[Key::char('ب')]);
        check("<A-ب>", &[Key::alt('ب')]);
        check("<U+200F>", &[Key::char('\u{200F}')]);
        check("F U", &[Key::char('F'), Key::char('U')]);
    }

    #[test]
    fn faults() {
        fails("", Problem::Empty);
        fails("  ", Problem::Empty);
        fails("<>", Problem::Empty);
        fails("<", Problem::Unclosed);
        fails("g <C-d", Problem::Unclosed);
        fails("gg", Problem::SeveralKeys);
        fails("C-d", Problem::SeveralKeys);
        fails("<Entr>", Problem::UnknownName);
        fails("<X-a>", Problem::UnknownName);
        fails("<C->", Problem::UnknownName);
        fails("<F0>", Problem::UnknownName);
        fails("<F36>", Problem::UnknownName);
        fails("<F999>", Problem::UnknownName);
        fails("<U+D800>", Problem::UnknownName);
        fails("<U+>", Problem::UnknownName);
        fails("<U+1B>", Problem::Control);
        fails("\u{1}", Problem::Control);
        fails("<C-C-d>", Problem::RepeatedModifier);
        fails("<S-a>", Problem::ShiftedCharacter);
        fails("<S-Space>", Problem::ShiftedCharacter);
    }

    #[test]
    fn what_is_written_reads_back() {
        let mut codes: Vec<KeyCode> = NAMES.iter().map(|(_, code)| *code).collect();
        codes.extend((1..=LAST_FUNCTION_KEY).map(KeyCode::F));
        let chars =
            (' '..='~').chain(['ب', '،', '中', '\u{A0}', '\u{3000}', '\u{200F}', '\u{2066}', '\u{301}']);
        codes.extend(chars.map(KeyCode::Char));
        for code in codes {
            for modifiers in ["", "C", "A", "S", "CA", "CAS"] {
                let mut key = with(code, modifiers);
                if let KeyCode::Char(c) = &mut key.code {
                    key.modifiers.shift = false;
                    if key.modifiers.ctrl {
                        c.make_ascii_lowercase();
                    }
                }
                let written = key.to_string();
                assert_eq!(written.parse(), Ok(key), "{written}");
                let twice = format!("{written} {written}");
                let sequence: KeySequence = twice.parse().expect("two readable keys");
                assert_eq!((sequence.keys(), sequence.to_string()), (&[key, key][..], twice));
            }
        }
    }
}
