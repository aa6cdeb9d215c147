//! Bytes from the terminal → keys, mouse reports, pastes and replies. Our own parser, because the reader asks the
//! terminal questions and the answers must never become key presses, however late, long or torn
//! they arrive; crossterm's parser is private and turns some of them into keys.
//!
//! Knows no clock and no descriptor: the caller feeds bytes, asks what is awaited, and says when
//! it has waited long enough. Memory is bounded whatever arrives.

use super::escape::{self, Meaning};
use crate::keys::{Key, KeyCode, Modifiers, Mouse, joined};

/// The most bytes of one paste that are kept; the rest is swallowed.
pub const PASTE_LIMIT: usize = 64 * 1024;

/// The most bytes of one escape sequence or reply that are kept; the rest is swallowed.
pub const SEQUENCE_LIMIT: usize = 4 * 1024;

const PASTE_END: &[u8] = b"\x1b[201~";

/// What the bytes said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// A key press. Its character is never a control character.
    Key(Key),
    /// What the mouse did. It reports only if it was asked to.
    Mouse(Mouse),
    /// Pasted text, at most [`PASTE_LIMIT`] bytes: line ends and tabs as blanks, without any
    /// other control character.
    Paste(String),
    /// An answer of the terminal as it came, from its ESC to its last byte; cut after
    /// [`SEQUENCE_LIMIT`] bytes.
    Reply(Vec<u8>),
}

/// What an unfinished sequence waits for: how long that is worth, the caller decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Awaited {
    /// An ESC came, which is a key by itself or begins something: wait some milliseconds.
    AfterEscape,
    /// A beginning came that could also be Alt with a character (`ESC [`): wait a little longer.
    AfterIntroducer,
    /// Something came that no person typed: the rest of a sequence, a reply or a paste. Giving
    /// it up early would turn the rest into key presses: wait for seconds.
    Rest,
}

/// The parser's state between reads.
#[derive(Debug, Default)]
pub struct Parser {
    state: State,
    /// The unfinished sequence from its ESC on, or the unfinished paste.
    held: Vec<u8>,
    /// The unfinished UTF-8 character.
    partial: Partial,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum State {
    #[default]
    Ground,
    /// After ESC.
    Escape,
    /// After `ESC [`.
    Csi,
    /// After `ESC [ [`.
    LinuxConsole,
    /// After `ESC [ M`: so many bytes of a mouse report are to come.
    Mouse(u8),
    /// After `ESC O`.
    Ss3,
    /// In a string of the terminal: DCS, OSC or APC.
    Text,
    /// After an ESC in such a string.
    TextEscape,
    /// In a paste, after so many bytes of its end mark.
    Paste(usize),
}

#[derive(Clone, Copy, Debug, Default)]
struct Partial {
    bytes: [u8; 4],
    len: usize,
    /// How many bytes the character has; 0 when none is begun.
    wanted: usize,
    alt: bool,
}

impl Parser {
    /// A parser that has seen nothing.
    #[must_use]
    pub fn new() -> Self {
        Parser::default()
    }

    /// Takes in the next bytes and appends what they complete to `events`. However the bytes are
    /// cut into calls, the events are the same.
    pub fn feed(&mut self, bytes: &[u8], events: &mut Vec<Event>) {
        for byte in bytes {
            self.byte(*byte, events);
        }
    }

    /// What is awaited, if a sequence is unfinished.
    #[must_use]
    pub fn awaited(&self) -> Option<Awaited> {
        match self.state {
            State::Ground if self.partial.wanted == 0 => None,
            State::Escape => Some(Awaited::AfterEscape),
            State::TextEscape => Some(Awaited::AfterIntroducer),
            State::Csi | State::Ss3 | State::Text if self.only_introducer() => Some(Awaited::AfterIntroducer),
            _ => Some(Awaited::Rest),
        }
    }

    /// Nothing more comes: settles what is unfinished. A lone ESC is the key, a lone introducer
    /// is Alt with its character, a paste ends here, and the torn rest of anything else is dropped.
    pub fn flush(&mut self, events: &mut Vec<Event>) {
        self.partial = Partial::default();
        match self.state {
            State::Escape => self.end(Event::Key(Key::plain(KeyCode::Escape)), events),
            State::TextEscape => {
                self.give_up(events);
                events.push(Event::Key(Key::plain(KeyCode::Escape)));
            }
            State::Paste(_) => self.end_paste(events),
            _ => self.give_up(events),
        }
    }

    fn byte(&mut self, byte: u8, events: &mut Vec<Event>) {
        match self.state {
            State::Ground => self.ground(byte, false, events),
            State::Escape => self.after_escape(byte, events),
            State::Csi => self.in_csi(byte, events),
            State::LinuxConsole => match byte {
                0x20..=0x7e => self.mean(escape::linux_console(byte), events),
                _ => self.abandon(byte, events),
            },
            State::Mouse(left) => match byte {
                0x20.. if left > 1 => self.state = State::Mouse(left - 1),
                0x20.. => self.reset(),
                _ => self.abandon(byte, events),
            },
            State::Ss3 => match byte {
                b'0'..=b'9' | b';' => self.hold(byte, SEQUENCE_LIMIT),
                0x40..=0x7e => self.mean(escape::ss3(self.held.get(2..).unwrap_or_default(), byte), events),
                _ => self.abandon(byte, events),
            },
            State::Text => self.in_text(byte, events),
            State::TextEscape if byte == b'\\' => {
                self.hold(0x1b, SEQUENCE_LIMIT);
                self.hold(byte, SEQUENCE_LIMIT);
                self.mean(Meaning::Reply, events);
            }
            State::TextEscape => {
                // An ESC that begins something else breaks the string off.
                self.give_up(events);
                self.begin_escape();
                self.after_escape(byte, events);
            }
            State::Paste(matched) => self.in_paste(byte, matched, events),
        }
    }

    /// A byte outside every sequence, or the first after an ESC that makes it Alt.
    fn ground(&mut self, byte: u8, alt: bool, events: &mut Vec<Event>) {
        if self.partial.wanted > 0 {
            if (0x80..0xC0).contains(&byte) {
                self.continue_character(byte, events);
                return;
            }
            // A torn character is dropped; the byte that tore it begins anew.
            self.partial = Partial::default();
        }
        let wanted = match byte {
            0x1b => return self.begin_escape(),
            0x00..=0x1f | 0x7f => return events.push(Event::Key(control(byte, alt))),
            0x20..=0x7e => return push_character(char::from(byte), alt, events),
            0xC2..=0xDF => 2,
            0xE0..=0xEF => 3,
            0xF0..=0xF4 => 4,
            // No character begins with these.
            0x80..=0xC1 | 0xF5.. => return,
        };
        self.partial = Partial { bytes: [byte, 0, 0, 0], len: 1, wanted, alt };
    }

    fn continue_character(&mut self, byte: u8, events: &mut Vec<Event>) {
        let Partial { bytes, len, wanted, alt } = &mut self.partial;
        bytes[*len] = byte;
        *len += 1;
        if len == wanted {
            let character = std::str::from_utf8(&bytes[..*len]).ok().and_then(|text| text.chars().next());
            if let Some(c) = character {
                push_character(c, *alt, events);
            }
            self.partial = Partial::default();
        }
    }

    fn begin_escape(&mut self) {
        self.held.clear();
        self.held.push(0x1b);
        self.state = State::Escape;
    }

    fn after_escape(&mut self, byte: u8, events: &mut Vec<Event>) {
        let next = match byte {
            b'[' => State::Csi,
            b'O' => State::Ss3,
            // DCS, OSC, APC. No terminal answers with SOS or PM: `ESC X` and `ESC ^` are keys.
            b'P' | b']' | b'_' => State::Text,
            0x1b => {
                // Two presses of Esc rather than Alt with what follows: over a slow link Esc and
                // an arrow arrive in one read, and rxvt's Alt with an arrow looks just like that.
                events.push(Event::Key(Key::plain(KeyCode::Escape)));
                return;
            }
            _ => {
                self.reset();
                return self.ground(byte, true, events);
            }
        };
        self.held.push(byte);
        self.state = next;
    }

    fn in_csi(&mut self, byte: u8, events: &mut Vec<Event>) {
        let body = self.held.get(2..).unwrap_or_default();
        match byte {
            b'[' if body.is_empty() => self.state = State::LinuxConsole,
            b'$' if escape::is_rxvt_shift(body) => self.mean(escape::csi(body, byte), events),
            0x20..=0x3f => self.hold(byte, SEQUENCE_LIMIT),
            0x40..=0x7e => {
                let overlong = self.held.len() >= SEQUENCE_LIMIT;
                let meaning = match escape::csi(body, byte) {
                    Meaning::Reply => Meaning::Reply,
                    // What was cut off could have made it anything.
                    _ if overlong => Meaning::Nothing,
                    meaning => meaning,
                };
                self.hold(byte, SEQUENCE_LIMIT);
                self.mean(meaning, events);
            }
            _ => self.abandon(byte, events),
        }
    }

    fn in_text(&mut self, byte: u8, events: &mut Vec<Event>) {
        match byte {
            0x07 => {
                self.hold(byte, SEQUENCE_LIMIT);
                self.mean(Meaning::Reply, events);
            }
            0x1b => self.state = State::TextEscape,
            // CAN and SUB cancel a string, and Ctrl-C is the reader's way out of one that a
            // broken terminal never ends. Every other byte belongs to it.
            0x18 | 0x1a => self.reset(),
            0x03 => self.abandon(byte, events),
            _ => self.hold(byte, SEQUENCE_LIMIT),
        }
    }

    fn in_paste(&mut self, byte: u8, matched: usize, events: &mut Vec<Event>) {
        if byte == PASTE_END[matched] {
            if matched + 1 == PASTE_END.len() {
                self.end_paste(events);
            } else {
                self.state = State::Paste(matched + 1);
            }
            return;
        }
        // What looked like the end mark was text. Only its first byte is an ESC, so the mark can
        // begin anew at this byte, never inside what was matched.
        for begun in &PASTE_END[..matched] {
            self.hold(*begun, PASTE_LIMIT);
        }
        let again = byte == PASTE_END[0];
        if !again {
            self.hold(byte, PASTE_LIMIT);
        }
        self.state = State::Paste(usize::from(again));
    }

    fn mean(&mut self, meaning: Meaning, events: &mut Vec<Event>) {
        match meaning {
            Meaning::Key(key) => self.end(Event::Key(key), events),
            Meaning::Mouse(mouse) => self.end(Event::Mouse(mouse), events),
            Meaning::Reply => {
                let reply = std::mem::take(&mut self.held);
                self.end(Event::Reply(reply), events);
            }
            Meaning::PasteBegins => {
                self.held.clear();
                self.state = State::Paste(0);
            }
            Meaning::MouseBytes => self.state = State::Mouse(3),
            Meaning::Nothing => self.reset(),
        }
    }

    /// The byte cannot stand in the sequence: the sequence is given up, the byte counts anew.
    fn abandon(&mut self, byte: u8, events: &mut Vec<Event>) {
        self.give_up(events);
        self.ground(byte, false, events);
    }

    /// Drops the unfinished sequence; of a mere introducer, Alt with its character remains.
    fn give_up(&mut self, events: &mut Vec<Event>) {
        if self.only_introducer()
            && let Some(introducer) = self.held.last()
        {
            events.push(Event::Key(Key::alt(char::from(*introducer))));
        }
        self.reset();
    }

    fn only_introducer(&self) -> bool {
        matches!(self.state, State::Csi | State::Ss3 | State::Text | State::TextEscape)
            && self.held.len() == 2
    }

    fn end_paste(&mut self, events: &mut Vec<Event>) {
        let text = pasted(&self.held);
        self.end(Event::Paste(text), events);
    }

    fn end(&mut self, event: Event, events: &mut Vec<Event>) {
        events.push(event);
        self.reset();
    }

    fn reset(&mut self) {
        self.state = State::Ground;
        // A paste may have made it large; what follows is a handful of bytes.
        self.held.clear();
        self.held.shrink_to(SEQUENCE_LIMIT);
    }

    fn hold(&mut self, byte: u8, limit: usize) {
        if self.held.len() < limit {
            self.held.push(byte);
        }
    }
}

/// Makes one key of lam and an alef that came at once: on keyboards that have both on one key, it sends both.
pub(super) fn join_lam_alef(events: &mut Vec<Event>) {
    let joined = |pair: &[Event]| match pair {
        [Event::Key(first), Event::Key(second)] => joined(*first, *second),
        _ => None,
    };
    let mut at = 0;
    while at + 1 < events.len() {
        if let Some(key) = joined(&events[at..at + 2]) {
            events.splice(at..at + 2, [Event::Key(key)]);
        }
        at += 1;
    }
}

fn push_character(c: char, alt: bool, events: &mut Vec<Event>) {
    // U+0080–009F come through UTF-8 too.
    if !c.is_control() {
        events.push(Event::Key(Key {
            code: KeyCode::Char(c),
            modifiers: Modifiers { alt, ..Modifiers::NONE },
        }));
    }
}

/// The key that sends a control byte.
fn control(byte: u8, alt: bool) -> Key {
    let (code, ctrl) = match byte {
        0x00 => (KeyCode::Char(' '), true),
        // Backspace is one or the other by the terminal's settings; Ctrl-H is lost to it.
        0x08 | 0x7f => (KeyCode::Backspace, false),
        0x09 => (KeyCode::Tab, false),
        // Enter sends CR; programs that type for a person send LF.
        0x0a | 0x0d => (KeyCode::Enter, false),
        0x01..=0x1a => (KeyCode::Char(char::from(byte - 1 + b'a')), true),
        // Ctrl with \ ] ^ _ (0x1b is ESC itself).
        _ => (KeyCode::Char(char::from(byte + 0x40)), true),
    };
    Key { code, modifiers: Modifiers { ctrl, alt, ..Modifiers::NONE } }
}

/// The text of a paste: what is no UTF-8 is dropped, and so is every control but line ends and
/// tabs, which become blanks. Terminals let a paste carry whatever the clipboard holds.
fn pasted(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len());
    let mut after_return = false;
    for c in bytes.utf8_chunks().flat_map(|chunk| chunk.valid().chars()) {
        match c {
            '\n' if after_return => {}
            '\n' | '\r' | '\t' => text.push(' '),
            c if c.is_control() => {}
            c => text.push(c),
        }
        after_return = c == '\r';
    }
    text
}

#[cfg(test)]
#[path = "input_tests.rs"]
pub(in crate::session) mod tests;
