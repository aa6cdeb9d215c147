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

/// How many frames may be under way before the first answer has come: the first screen is never
/// waited for, nor what fills it a moment later.
const WINDOW: u32 = 3;

/// Which frames the terminal has answered for.
#[derive(Debug)]
pub(super) struct Pace {
    habit: Habit,
    /// Answers that may still come.
    owed: u32,
    patience: Duration,
    /// Until when the next frame is held back.
    held_until: Option<Instant>,
}

/// What is known of the terminal's answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Habit {
    /// It was asked by the first of so many frames.
    Unknown { frames: u32 },
    /// It answers.
    Answers,
    /// It did not, in time, and is not waited for again; or it is not to be asked.
    Mute,
}

impl Pace {
    pub(super) fn new(asks: bool) -> Self {
        let habit = if asks { Habit::Unknown { frames: 0 } } else { Habit::Mute };
        Pace { habit, owed: 0, patience: PATIENCE, held_until: None }
    }

    /// Until when the next frame has to wait, unless an answer comes; `None` if it may be sent now.
    pub(super) fn held(&self, now: Instant) -> Option<Instant> {
        self.held_until.filter(|until| *until > now)
    }

    /// A frame is sent: appends the question to it.
    pub(super) fn sent(&mut self, now: Instant, frame: &mut Vec<u8>) {
        let waited_in_vain = self.held_until.take().is_some();
        let (asks, holds) = match self.habit {
            Habit::Unknown { .. } if waited_in_vain => {
                self.habit = Habit::Mute;
                (false, false)
            }
            // One question is enough to learn whether the terminal answers.
            Habit::Unknown { frames } => {
                self.habit = Habit::Unknown { frames: frames + 1 };
                (frames == 0, frames + 1 == WINDOW)
            }
            Habit::Answers => {
                if waited_in_vain {
                    self.patience = (self.patience * 3 / 2).min(MOST_PATIENCE);
                }
                (true, true)
            }
            Habit::Mute => (false, false),
        };
        if asks {
            frame.extend_from_slice(QUESTION);
            self.owed += 1;
        }
        if holds {
            self.held_until = Some(now + self.patience);
        }
    }

    /// Takes a reply in if it is an answer to the question.
    pub(super) fn hear(&mut self, reply: &[u8]) -> bool {
        if reply != ANSWER {
            return false;
        }
        self.owed = self.owed.saturating_sub(1);
        self.habit = Habit::Answers;
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
    fn who_never_answers_is_asked_once_and_waited_for_once() {
        let mut clock = Clock::new(true);
        let mut waits = Vec::new();
        for frame in 0..6 {
            assert_eq!(clock.send(), frame == 0);
            waits.push(clock.held());
            clock.1 += Duration::from_millis(u64::try_from(clock.held()).expect("seconds"));
        }
        assert_eq!(waits, [0, 0, 2000, 0, 0, 0]);
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

    /// A key is held for 8 s at 15 presses a second, on a link of 8,000 bytes a second that takes 50 ms
    /// each way: for how many milliseconds the screen is wrong after the release, and how many bytes
    /// have been sent. In steps of a millisecond, of no real time.
    fn slow_link(asks: bool, frame_bytes: u64) -> (u64, u64) {
        const RELEASE: u64 = 8_000;
        let mut clock = Clock::new(asks);
        let (mut pressed, mut drawn, mut sent) = (0, 0, 0);
        // When the link has carried all that was sent; answers under way; when each state is seen.
        let (mut free_at, mut answers, mut seen) = (0, std::collections::VecDeque::new(), 0);
        for now in 0..200_000 {
            pressed = if now < RELEASE { 1 + now * 15 / 1000 } else { pressed };
            if answers.front().is_some_and(|at| *at <= now) {
                answers.pop_front();
                clock.0.hear(ANSWER);
            }
            if drawn < pressed && clock.held() == 0 {
                drawn = pressed;
                sent += frame_bytes;
                free_at = now.max(free_at) + frame_bytes / 8;
                seen = free_at + 50;
                if clock.send() {
                    answers.push_back(seen + 50);
                }
            }
            clock.1 += Duration::from_millis(1);
        }
        assert_eq!(drawn, pressed);
        (seen - RELEASE, sent)
    }

    #[test]
    fn a_key_held_on_a_slow_link() {
        // A line further with a list beside the text, and another article.
        for frame_bytes in [1_400, 3_600] {
            let (late, sent) = slow_link(true, frame_bytes);
            assert!(late <= 1_500 && sent <= 80_000, "{frame_bytes}: {late} ms, {sent} bytes");
            let (late, sent) = slow_link(false, frame_bytes);
            assert!(late > 10_000 && sent > 160_000, "{frame_bytes}: {late} ms, {sent} bytes");
        }
        // A screen so large that it takes the link a second and a half.
        let (late, sent) = slow_link(true, 12_000);
        assert!(late <= 4_500 && sent <= 110_000, "{late} ms, {sent} bytes");
    }

    #[test]
    fn who_is_asked_nothing_is_not_asked_this_either() {
        let mut clock = Clock::new(false);
        assert!(!clock.send());
        assert!(!clock.0.is_owed());
    }
}
