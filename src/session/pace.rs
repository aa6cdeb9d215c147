//! How fast frames may follow one another: over a slow link never more than one is under way, so
//! that what is seen is never older than one frame, however long a key is held.
//!
//! Each frame ends in a question (DSR 5) that the terminal answers when it has taken the frame in;
//! the next one is held back until then. Knows no clock: it is told what time it is.

use std::time::{Duration, Instant};

/// DSR: is the terminal well?
const QUESTION: &[u8] = b"\x1b[5n";
/// It is.
const ANSWER: &[u8] = b"\x1b[0n";

/// How long an answer is waited for before the next frame is sent without it. While none comes it
/// grows, so that a link that is slower still is not flooded either.
const PATIENCE: Duration = Duration::from_secs(2);
const MOST_PATIENCE: Duration = Duration::from_secs(5);

/// Which frames the terminal has answered for.
#[derive(Debug)]
pub(super) struct Pace {
    /// Whether the terminal is asked anything.
    asks: bool,
    /// Whether it has ever answered: a mute one is not waited for.
    answers: bool,
    /// Answers that may still come.
    owed: u32,
    patience: Duration,
    /// Until when the next frame is held back.
    held_until: Option<Instant>,
}

impl Pace {
    pub(super) fn new(asks: bool) -> Self {
        Pace { asks, answers: false, owed: 0, patience: PATIENCE, held_until: None }
    }

    /// Until when the next frame has to wait, unless an answer comes; `None` if it may be sent now.
    pub(super) fn held(&self, now: Instant) -> Option<Instant> {
        self.held_until.filter(|until| *until > now)
    }

    /// A frame is sent: appends the question to it.
    pub(super) fn sent(&mut self, now: Instant, frame: &mut Vec<u8>) {
        // One question is enough to learn whether the terminal answers at all.
        if !self.asks || !self.answers && self.owed > 0 {
            return;
        }
        frame.extend_from_slice(QUESTION);
        self.owed += 1;
        if self.answers {
            if self.held_until.is_some() {
                self.patience = (self.patience * 3 / 2).min(MOST_PATIENCE);
            }
            self.held_until = Some(now + self.patience);
        }
    }

    /// Takes a reply in if it is an answer to the question.
    pub(super) fn hear(&mut self, reply: &[u8]) -> bool {
        if reply != ANSWER {
            return false;
        }
        self.owed = self.owed.saturating_sub(1);
        self.answers = true;
        self.patience = PATIENCE;
        self.held_until = None;
        true
    }

    /// Whether answers may still come.
    pub(super) fn is_owed(&self) -> bool {
        self.owed > 0
    }

    /// What has not come by now is not waited for any longer.
    pub(super) fn forgive(&mut self) {
        self.owed = 0;
        self.held_until = None;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Clock(Pace, Instant);

    impl Clock {
        fn new(asks: bool) -> Self {
            Clock(Pace::new(asks), Instant::now())
        }

        /// Sends a frame; whether it asks.
        fn send(&mut self) -> bool {
            let mut frame = Vec::new();
            self.0.sent(self.1, &mut frame);
            frame == QUESTION
        }

        /// For how many milliseconds the next frame is held back.
        fn held(&self) -> u128 {
            self.0.held(self.1).map_or(0, |until| (until - self.1).as_millis())
        }
    }

    #[test]
    fn one_frame_is_under_way() {
        let mut clock = Clock::new(true);
        assert!(clock.send());
        assert!(clock.0.hear(ANSWER));
        assert!(clock.send());
        assert_eq!(clock.held(), 2000);
        assert!(!clock.0.hear(b"\x1b[?62c"), "another reply");
        assert_eq!(clock.held(), 2000);
        assert!(clock.0.hear(ANSWER) && !clock.0.is_owed());
        assert_eq!(clock.held(), 0);
    }

    #[test]
    fn who_never_answers_is_asked_once_and_not_waited_for() {
        let mut clock = Clock::new(true);
        assert!(clock.send());
        assert_eq!(clock.held(), 0);
        assert!(!clock.send());
        assert_eq!(clock.held(), 0);
        // Until an answer comes after all.
        clock.0.hear(ANSWER);
        assert!(clock.send());
        assert_eq!(clock.held(), 2000);
    }

    #[test]
    fn patience_grows_and_an_answer_restores_it() {
        let mut clock = Clock::new(true);
        clock.send();
        clock.0.hear(ANSWER);
        let mut waits = Vec::new();
        for _ in 0..4 {
            clock.send();
            waits.push(clock.held());
            clock.1 += Duration::from_millis(u64::try_from(clock.held()).expect("seconds"));
            assert_eq!(clock.held(), 0, "the time is over");
        }
        assert_eq!(waits, [2000, 3000, 4500, 5000]);
        clock.0.hear(ANSWER);
        clock.send();
        assert_eq!(clock.held(), 2000);
        clock.0.forgive();
        assert!(!clock.0.is_owed());
        assert_eq!(clock.held(), 0);
    }

    #[test]
    fn who_is_asked_nothing_is_not_asked_this_either() {
        let mut clock = Clock::new(false);
        assert!(!clock.send());
        assert!(!clock.0.is_owed());
    }
}
