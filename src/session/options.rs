//! What depends on the terminal and on its owner's wishes, from the environment at first.

use std::env;
use std::time::Duration;

use super::{ClipboardProgram, Colours, Hints, Wishes, desktop, probe};

/// What depends on the terminal and on its owner's wishes.
#[derive(Clone, Debug)]
pub struct Options {
    /// The colours that may be sent.
    pub colours: Colours,
    /// How long a lone ESC byte waits for the rest of a sequence before it is the Esc key.
    pub escape_delay: Duration,
    /// What the environment says of the terminal.
    pub hints: Hints,
    /// How it is to be spoken to, whatever it answers.
    pub wishes: Wishes,
    /// Whether the terminal is asked what it is.
    pub asks: bool,
    /// How long the first frame waits for its answers.
    pub first_frame: Duration,
    /// Whether tmux may be run, to say what is in front of it.
    pub runs_tmux: bool,
    /// The programs that copy to the reader's own desktop, in the order of asking.
    pub clipboard: Vec<ClipboardProgram>,
    /// Whether the mouse reports from the beginning.
    pub mouse: bool,
    /// Whether the terminal can place its cursor at all.
    pub has_cursor: bool,
}

impl Options {
    /// What the environment says: `NO_COLOR`, `COLORTERM`, `TERM`; `SSH_CONNECTION` or `SSH_TTY` for
    /// more patience, and no desktop but the terminal; whether `TERM_PROGRAM` is Apple's, and whether there is a
    /// `TMUX`; `COLORFGBG`, if the terminal is local. Who has asked for colours does not heed
    /// `NO_COLOR`.
    #[must_use]
    pub fn from_environment(heeds_no_color: bool) -> Self {
        let value = |name| env::var_os(name).map(|value| value.to_string_lossy().into_owned());
        let colours = Colours::of_environment(
            value("NO_COLOR").filter(|_| heeds_no_color).as_deref(),
            value("COLORTERM").as_deref(),
            value("TERM").as_deref(),
        );
        let remote = ["SSH_CONNECTION", "SSH_TTY"].into_iter().any(|name| value(name).is_some());
        let hints = Hints {
            term: value("TERM").unwrap_or_default(),
            is_apple: value("TERM_PROGRAM").as_deref() == Some("Apple_Terminal"),
            light: value("COLORFGBG").filter(|_| !remote).and_then(|colours| background_of(&colours)),
        };
        Options {
            colours,
            escape_delay: escape_delay(remote),
            wishes: Wishes::default(),
            asks: hints.may_ask(),
            first_frame: probe::first_frame(remote),
            runs_tmux: value("TMUX").is_some(),
            clipboard: desktop::programs(remote),
            mouse: false,
            has_cursor: hints.term != "dumb",
            hints,
        }
    }
}

/// Whether the second colour of a `COLORFGBG` is light: of the sixteen, white and the bright ones but for
/// dark grey. Some write a third field between the two.
fn background_of(colours: &str) -> Option<bool> {
    match colours.rsplit_once(';')?.1.parse::<u8>().ok()? {
        background @ 0..16 => Some(matches!(background, 7 | 9..)),
        _ => None,
    }
}

/// A local terminal sends a sequence in one piece; over a network its bytes may part.
fn escape_delay(remote: bool) -> Duration {
    Duration::from_millis(if remote { 100 } else { 25 })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colorfgbg_names_a_background() {
        let check = |colours, expected| assert_eq!(background_of(colours), expected, "{colours}");
        check("15;0", Some(false));
        check("0;15", Some(true));
        check("0;default;15", Some(true));
        check("7;8", Some(false));
        check("0;7", Some(true));
        check("0;default", None);
        check("0;99", None);
        check("", None);
    }

    #[test]
    fn a_far_terminal_has_longer_to_finish_a_sequence() {
        assert!(escape_delay(true) > escape_delay(false));
    }
}
