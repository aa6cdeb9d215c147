//! What a terminal is asked when a session begins, and in which order its answers come.
//!
//! The first questions go out in one write, before anything is drawn, and the last of them (DA1) is
//! one that every terminal answers: after it no more answers come. What not every terminal
//! understands is asked in a second write, only of those that understood its like in the first;
//! and a multiplexer is handed the same questions for the terminal behind it.

use std::time::{Duration, Instant};

use super::decide::{Decision, Hints, decide, multiplexer};
use super::replies::{Kind, Replies, printable};
use super::switch::Multiplexer;

/// How long a local terminal may hold the first frame by not answering: they answer within 50 ms,
/// most within one, and what is drawn without knowing may have to be drawn again.
const FIRST_FRAME: Duration = Duration::from_millis(150);

/// The same over a network, where a round trip around the world takes 300 ms.
const FIRST_FRAME_REMOTE: Duration = Duration::from_millis(400);

/// How long a terminal behind a multiplexer is waited for: where the multiplexer passes nothing on,
/// no answer ever comes.
const OUTER: Duration = Duration::from_millis(500);

/// XTVERSION: name and version.
const VERSION: &[u8] = b"\x1b[>q";
/// DECRQM of mode 8 (BDSM): does the terminal reorder text by itself?
const REORDERS: &[u8] = b"\x1b[8$p";
/// DA2: terminals that give no name differ in this.
const SECONDARY: &[u8] = b"\x1b[>c";
/// OSC 11: the background.
const BACKGROUND: &[u8] = b"\x1b]11;?\x1b\\";
/// DECRQM of mode ?69: does the terminal know left and right margins?
const MARGINS: &[u8] = b"\x1b[?69$p";
/// DA1, which every terminal answers.
const PRIMARY: &[u8] = b"\x1b[c";

/// How long the first frame waits for answers at most.
pub(super) fn first_frame(remote: bool) -> Duration {
    if remote { FIRST_FRAME_REMOTE } else { FIRST_FRAME }
}

/// The conversation with one terminal.
#[derive(Clone, Debug)]
pub(super) struct Probe {
    hints: Hints,
    stage: Stage,
    /// When the last questions went out.
    asked_at: Instant,
    /// What the terminal answered, or the multiplexer in its stead.
    inner: Replies,
    /// What the terminal behind the multiplexer answered.
    outer: Replies,
    /// What tmux calls the terminal behind it.
    client: Option<String>,
    /// Whether answers may lead to further questions.
    asks_on: bool,
}

/// Which answers are under way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stage {
    /// None: nothing was asked, or all was answered.
    Done,
    /// Those to the first questions.
    First,
    /// Those of the terminal behind the multiplexer.
    Outer,
    /// Those to the second questions.
    Second,
}

impl Probe {
    /// A conversation that has not begun.
    pub(super) fn new(hints: Hints, now: Instant) -> Probe {
        let (inner, outer) = (Replies::default(), Replies::default());
        Probe { hints, stage: Stage::Done, asked_at: now, inner, outer, client: None, asks_on: true }
    }

    /// Appends the first questions to `out`.
    pub(super) fn begin(&mut self, now: Instant, out: &mut Vec<u8>) {
        (self.stage, self.asked_at) = (Stage::First, now);
        out.extend_from_slice(VERSION);
        // Apple's Terminal knows no DECRQM, and prints its last letter.
        if !self.hints.is_apple {
            out.extend_from_slice(REORDERS);
        }
        for question in [SECONDARY, BACKGROUND, PRIMARY] {
            out.extend_from_slice(question);
        }
    }

    /// Takes in a reply, from its ESC to its last byte; appends what is to be asked next to `out`.
    pub(super) fn hear(&mut self, reply: &[u8], now: Instant, out: &mut Vec<u8>) {
        let replies = if self.stage == Stage::Outer { &mut self.outer } else { &mut self.inner };
        match (self.stage, replies.hear(reply)) {
            (Stage::First, Kind::Primary) => {
                self.stage = Stage::Done;
                if !self.asks_on {
                    return;
                }
                if let Some(multiplexer) = self.multiplexer() {
                    (self.stage, self.asked_at) = (Stage::Outer, now);
                    // Each by itself: one that is not passed on takes no other with it.
                    for question in [VERSION, REORDERS, SECONDARY] {
                        out.extend(multiplexer.wrap(question));
                    }
                } else if self.inner.reorders.is_some() {
                    (self.stage, self.asked_at) = (Stage::Second, now);
                    out.extend_from_slice(MARGINS);
                    out.extend_from_slice(PRIMARY);
                }
            }
            (Stage::Second, Kind::Primary) | (Stage::Outer, Kind::Secondary) => self.stage = Stage::Done,
            _ => {}
        }
    }

    /// Takes in what tmux calls the terminal behind it.
    pub(super) fn hear_client(&mut self, name: &str) {
        self.client = Some(printable(name));
    }

    /// Whether the answers that decide have come.
    pub(super) fn is_decided(&self) -> bool {
        match self.stage {
            Stage::Done | Stage::Second => true,
            Stage::Outer => self.client.is_some(),
            Stage::First => false,
        }
    }

    /// Whether answers are still under way that are worth waiting for.
    pub(super) fn awaits(&self, now: Instant) -> bool {
        match self.stage {
            Stage::Done => false,
            Stage::First | Stage::Second => true,
            Stage::Outer => now < self.asked_at + OUTER,
        }
    }

    /// The session is about to end or to stop: no further question is asked.
    pub(super) fn ask_no_more(&mut self) {
        self.asks_on = false;
    }

    /// No answer is waited for any more; one that comes all the same is heard.
    pub(super) fn give_up(&mut self) {
        if self.stage != Stage::Outer {
            self.stage = Stage::Done;
        }
        self.asked_at = self.asked_at.checked_sub(OUTER).unwrap_or(self.asked_at);
    }

    /// What stands between, once it has said so.
    pub(super) fn multiplexer(&self) -> Option<Multiplexer> {
        multiplexer(&self.inner)
    }

    /// What passes sequences on that are wrapped for it: screen always does, tmux if it has passed one on.
    pub(super) fn through(&self) -> Option<Multiplexer> {
        self.multiplexer().filter(|between| *between == Multiplexer::Screen || !self.outer.is_empty())
    }

    /// What the terminal answered, or the multiplexer in its stead.
    pub(super) fn replies(&self) -> &Replies {
        &self.inner
    }

    /// What the terminal behind the multiplexer answered.
    pub(super) fn outer(&self) -> &Replies {
        &self.outer
    }

    /// What the answers say so far.
    pub(super) fn decision(&self) -> Decision {
        decide(&self.hints, &self.inner, &self.outer, self.client.as_deref())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is asked after each reply, and whether all that decides has come by then.
    fn check(hints: Hints, steps: &[(&str, &str, bool)]) -> Probe {
        let now = Instant::now();
        let mut probe = Probe::new(hints, now);
        let mut asked = Vec::new();
        probe.begin(now, &mut asked);
        for (reply, expected, decided) in steps {
            asked.clear();
            probe.hear(reply.as_bytes(), now, &mut asked);
            assert_eq!(String::from_utf8_lossy(&asked), *expected, "after {reply:?}");
            assert_eq!(probe.is_decided(), *decided, "after {reply:?}");
        }
        probe
    }

    fn xterm() -> Hints {
        Hints { term: "xterm-256color".into(), is_apple: false, light: None }
    }

    #[test]
    fn margins_are_asked_only_of_who_understood_the_like() {
        let margins = "\x1b[?69$p\x1b[c";
        let steps = [
            ("\x1bP>|XTerm(412)\x1b\\", "", false),
            ("\x1b[8;0$y", "", false),
            ("\x1b[>41;412;0c", "", false),
            ("\x1b[?64c", margins, true),
            ("\x1b[?69;2$y", "", true),
            ("\x1b[?64c", "", true),
        ];
        let probe = check(xterm(), &steps);
        assert!(probe.replies().has_margins() && !probe.awaits(Instant::now()));
        check(xterm(), &[("\x1b[>0;136;0c", "", false), ("\x1b[?6c", "", true)]);
    }

    #[test]
    fn what_is_behind_a_multiplexer_is_asked_through_it() {
        let wrapped = "\x1bPtmux;\x1b\x1b[>q\x1b\\\x1bPtmux;\x1b\x1b[8$p\x1b\\\x1bPtmux;\x1b\x1b[>c\x1b\\";
        let begin = [("\x1bP>|tmux 3.8\x1b\\", "", false), ("\x1b[?1;2;4c", wrapped, false)];
        let outer = [("\x1bP>|VTE(8401)\x1b\\", "", false), ("\x1b[8;1$y", "", false)];
        let steps = [&begin[..], &outer, &[("\x1b[>61;8401;1c", "", true)]].concat();
        let probe = check(xterm(), &steps);
        assert_eq!(probe.replies().version.as_deref(), Some("tmux 3.8"));
        assert_eq!(probe.outer().reorders, Some(1));

        let mut mute = check(xterm(), &begin);
        let now = Instant::now();
        assert!(mute.awaits(now) && !mute.awaits(now + OUTER));
        mute.hear_client("VTE(8401)\n");
        assert!(mute.is_decided());
        assert_eq!(mute.decision().terminal, "VTE");

        let wrapped = "\x1bP\x1b[>q\x1b\\\x1bP\x1b[8$p\x1b\\\x1bP\x1b[>c\x1b\\";
        check(xterm(), &[("\x1b[>83;50002;0c", "", false), ("\x1b[?1;2c", wrapped, false)]);
    }

    #[test]
    fn apples_terminal_is_not_asked_what_it_would_print() {
        let asked = |is_apple| {
            let mut asked = Vec::new();
            let hints = Hints { is_apple, ..xterm() };
            Probe::new(hints, Instant::now()).begin(Instant::now(), &mut asked);
            asked
        };
        assert_eq!(asked(false), b"\x1b[>q\x1b[8$p\x1b[>c\x1b]11;?\x1b\\\x1b[c");
        assert_eq!(asked(true), b"\x1b[>q\x1b[>c\x1b]11;?\x1b\\\x1b[c");
    }

    #[test]
    fn a_far_terminal_has_longer_to_answer() {
        assert!(first_frame(true) > first_frame(false));
    }
}
