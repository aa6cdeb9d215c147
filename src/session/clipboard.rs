//! Text for the clipboard of whoever reads. Two roads lead there: a sequence to the terminal at the
//! reader's end (OSC 52), which works over SSH, but nobody learns whether the terminal has taken it; and on
//! a desktop of the reader's own a program, which `desktop` runs.

use std::sync::mpsc::{Receiver, TryRecvError};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use super::desktop::{self, ClipboardProgram};
use super::switch::Multiplexer;
use super::wake::Waker;

/// Bytes of a sequence that terminals take at most, as far as is known: hterm refuses more than 100,000, and
/// others have been seen to stop at 75,000. tmux passes on a mebibyte.
const SEQUENCE_LIMIT: usize = 74_994;

/// Bytes of text of which a sequence can be made.
pub const TERMINAL_LIMIT: usize = (SEQUENCE_LIMIT - BEGIN.len() - 2) / 4 * 3;

/// Bytes that GNU screen passes on in one string; before version 4.2 it drops what is longer.
const SCREEN_STRING: usize = 250;

const BEGIN: &[u8] = b"\x1b]52;c;";

/// What has become of a text that was to be copied.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Copied {
    /// It was sent to the terminal. Whether that has taken it, it does not say.
    Sent,
    /// This program of the reader's desktop has taken it.
    Taken(&'static str),
    /// The same, and since a multiplexer may be watched from elsewhere, the terminal was sent it too.
    TakenAndSent(&'static str),
    /// It is longer than terminals take, which is [`TERMINAL_LIMIT`]; nothing was sent.
    TooLong,
}

/// The roads to the clipboard of one reader.
#[derive(Debug)]
pub(super) struct Clipboard {
    programs: Vec<ClipboardProgram>,
    /// What a program has been given and has not taken yet, and where it says so.
    under_way: Option<(String, Receiver<Option<&'static str>>)>,
}

/// What stands between the program and the terminal, as far as copying goes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Between {
    /// What passes sequences on, wrapped for it.
    pub(super) through: Option<Multiplexer>,
    /// Whether there is a multiplexer at all, which may have been left in one place and taken up in another.
    pub(super) is_multiplexed: bool,
}

impl Clipboard {
    /// By these programs, if one of them takes the text, and else by the terminal.
    pub(super) fn new(programs: Vec<ClipboardProgram>) -> Clipboard {
        Clipboard { programs, under_way: None }
    }

    /// Copies `text`: appends what the terminal is to be sent to `out`, or sets a program to work, which
    /// [`hear`](Self::hear) hears of. Says what has become of it, if that is known.
    pub(super) fn copy(
        &mut self,
        text: String,
        between: Between,
        waker: &Waker,
        out: &mut Vec<u8>,
    ) -> Option<Copied> {
        if self.programs.is_empty() {
            return Some(by_terminal(&text, between, out));
        }
        let taking = desktop::copy(text.clone(), self.programs.clone(), waker.clone());
        self.under_way = Some((text, taking));
        None
    }

    /// What has become of the text that a program was given, once it has taken it or refused. Then the
    /// terminal gets it.
    pub(super) fn hear(&mut self, between: Between, out: &mut Vec<u8>) -> Option<Copied> {
        let (_, taking) = self.under_way.as_ref()?;
        let taken = match taking.try_recv() {
            Err(TryRecvError::Empty) => return None,
            heard => heard.unwrap_or(None),
        };
        let (text, _) = self.under_way.take()?;
        Some(match taken {
            Some(program) if between.is_multiplexed && send(&text, between.through, out) => {
                Copied::TakenAndSent(program)
            }
            Some(program) => Copied::Taken(program),
            None => by_terminal(&text, between, out),
        })
    }

    /// The session is about to end: what is under way is waited for, as long as a program may take.
    pub(super) fn finish(&mut self, between: Between, out: &mut Vec<u8>) {
        let Some((text, taking)) = self.under_way.take() else { return };
        let patience = desktop::PATIENCE.saturating_mul(u32::try_from(self.programs.len()).unwrap_or(1));
        if !matches!(taking.recv_timeout(patience), Ok(Some(_))) {
            by_terminal(&text, between, out);
        }
    }
}

fn by_terminal(text: &str, between: Between, out: &mut Vec<u8>) -> Copied {
    if send(text, between.through, out) { Copied::Sent } else { Copied::TooLong }
}

/// Appends what puts `text` into the terminal's clipboard to `out`; whether it is short enough for that.
/// `through` is what passes it on to the terminal, if anything stands between and does.
fn send(text: &str, through: Option<Multiplexer>, out: &mut Vec<u8>) -> bool {
    if text.len() > TERMINAL_LIMIT {
        return false;
    }
    let mut sequence = BEGIN.to_vec();
    sequence.extend_from_slice(STANDARD.encode(text).as_bytes());
    match through {
        // ST rather than BEL: a terminal that knows no OSC 52 would ring.
        None => {
            sequence.extend_from_slice(b"\x1b\\");
            out.extend(sequence);
        }
        Some(Multiplexer::Tmux) => {
            sequence.extend_from_slice(b"\x1b\\");
            out.extend(Multiplexer::Tmux.wrap(&sequence));
        }
        // An ST would end its string, and its strings are short: it writes one after another to the
        // terminal, which sees them as one.
        Some(Multiplexer::Screen) => {
            sequence.push(0x07);
            for piece in sequence.chunks(SCREEN_STRING) {
                out.extend(Multiplexer::Screen.wrap(piece));
            }
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_sent_as_base64_in_the_wrapping_of_who_passes_it_on() {
        let check = |text: &str, through, expected: &[u8]| {
            let mut out = Vec::new();
            assert!(send(text, through, &mut out));
            assert_eq!(out.escape_ascii().to_string(), expected.escape_ascii().to_string());
        };
        let (tmux, screen) = (Some(Multiplexer::Tmux), Some(Multiplexer::Screen));
        check("سلام", None, b"\x1b]52;c;2LPZhNin2YU=\x1b\\");
        check("سلام", tmux, b"\x1bPtmux;\x1b\x1b]52;c;2LPZhNin2YU=\x1b\x1b\\\x1b\\");
        check("سلام", screen, b"\x1bP\x1b]52;c;2LPZhNin2YU=\x07\x1b\\");
        check("", None, b"\x1b]52;c;\x1b\\");
        // What is hostile in a text is not seen in its base64.
        check("\x1b\\\x07", None, b"\x1b]52;c;G1wH\x1b\\");
        let [first, second] = ["YWFh".repeat(60) + "YWE", "=\x07".to_string()];
        let pieces = format!("\x1bP\x1b]52;c;{first}\x1b\\\x1bP{second}\x1b\\");
        check(&"a".repeat(182), screen, pieces.as_bytes());
    }

    #[test]
    fn what_is_too_long_is_not_sent_at_all() {
        for through in [None, Some(Multiplexer::Tmux), Some(Multiplexer::Screen)] {
            let mut out = Vec::new();
            assert!(!send(&"x".repeat(TERMINAL_LIMIT + 1), through, &mut out));
            assert!(out.is_empty());
            assert!(send(&"x".repeat(TERMINAL_LIMIT), through, &mut out));
            if through.is_none() {
                assert!((SEQUENCE_LIMIT - 4..=SEQUENCE_LIMIT).contains(&out.len()), "{}", out.len());
            }
        }
    }
}
