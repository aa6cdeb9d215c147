//! The terminal is asked what it is, and how wide it draws a handful of strings, without a session:
//! what `warraq doctor` reports. Nothing is drawn, and the shell's screen stays.

use std::io;
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::Errno;

use super::decide::Hints;
use super::input::{Event, Parser};
use super::probe::Probe;
use super::signals::Signals;
use super::tty::Terminal;
use super::{Decision, End, Multiplexer, OpenError, Options, Replies, Session, Waker, client};
use crate::keys::Key;

/// How long a terminal that answers nothing is waited for: nobody waits for a frame here.
const PATIENCE: Duration = Duration::from_millis(2500);

/// What a terminal was asked and answered, and what was made of it.
#[derive(Clone, Debug)]
pub struct Consultation {
    /// Every question that was sent, in order.
    pub asked: Vec<u8>,
    /// Every answer, as it came, but for cursor reports: `widths` says what they said.
    pub answered: Vec<Vec<u8>>,
    /// What the terminal answered, or the multiplexer in its stead.
    pub replies: Replies,
    /// What the terminal behind the multiplexer answered.
    pub outer: Replies,
    /// What was decided.
    pub decision: Decision,
    /// Whether all answers came in time.
    pub is_complete: bool,
    /// How far the cursor moved over each string that it was given.
    pub widths: Vec<Measured>,
}

/// A string that was written, and how many columns the cursor moved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Measured {
    /// What was written.
    pub text: String,
    /// Columns; `None` if the terminal did not say.
    pub columns: Option<u16>,
}

impl Consultation {
    /// What would be made of these answers, by `hints` and by what tmux would call its client.
    #[must_use]
    pub fn scripted(hints: Hints, asks: bool, answers: &[u8], client: Option<&str>) -> Consultation {
        let mut talk = Talk::new(hints, asks);
        let mut events = Vec::new();
        talk.parser.feed(answers, &mut events);
        talk.hear(events);
        if let Some(name) = client.filter(|_| talk.probe.multiplexer() == Some(Multiplexer::Tmux)) {
            talk.probe.hear_client(name);
        }
        talk.conclude(Vec::new())
    }
}

/// A conversation that is being kept for the record.
struct Talk {
    probe: Probe,
    parser: Parser,
    asked: Vec<u8>,
    answered: Vec<Vec<u8>>,
    /// The column of the last cursor report.
    column: Option<u16>,
    is_cancelled: bool,
}

/// Answers that are kept for the record at most; all are heard.
const RECORDED: usize = 64;

impl Talk {
    fn new(hints: Hints, asks: bool) -> Talk {
        let now = Instant::now();
        let (mut probe, mut asked) = (Probe::new(hints, now), Vec::new());
        if asks {
            probe.begin(now, &mut asked);
        }
        Talk { probe, parser: Parser::new(), asked, answered: Vec::new(), column: None, is_cancelled: false }
    }

    fn hear(&mut self, events: Vec<Event>) {
        for event in events {
            match event {
                Event::Reply(reply) => {
                    self.probe.hear(&reply, Instant::now(), &mut self.asked);
                    match column(&reply) {
                        Some(column) => self.column = Some(column),
                        None if self.answered.len() < RECORDED => self.answered.push(reply),
                        None => {}
                    }
                }
                Event::Key(key) => self.is_cancelled |= key == Key::ctrl('c'),
                Event::Paste(_) | Event::Mouse(_) => {}
            }
        }
    }

    fn conclude(self, widths: Vec<Measured>) -> Consultation {
        Consultation {
            replies: self.probe.replies().clone(),
            outer: self.probe.outer().clone(),
            decision: self.probe.decision(),
            is_complete: self.probe.is_decided(),
            asked: self.asked,
            answered: self.answered,
            widths,
        }
    }
}

/// The column that a cursor report (CPR) names.
fn column(reply: &[u8]) -> Option<u16> {
    let reply = std::str::from_utf8(reply).ok()?.strip_prefix("\x1b[")?.strip_suffix('R')?;
    reply.split_once(';')?.1.parse().ok()
}

impl Session {
    /// Finds the terminal that the process belongs to, though its output may go elsewhere; nothing
    /// about it changes before [`consult`](Self::consult).
    ///
    /// # Errors
    /// When there is no terminal.
    pub fn open_to_consult(options: Options) -> Result<Self, OpenError> {
        let waker = Waker::new().map_err(OpenError::Unusable)?;
        Ok(Session { terminal: Terminal::controlling()?, options, waker })
    }

    /// Asks the terminal, and has it measure `strings`; then restores it. `Err` holds how the session
    /// ended before it was done, by a signal or by Ctrl-C.
    ///
    /// # Errors
    /// When the terminal cannot be used; it is restored then too.
    pub fn consult(mut self, strings: &[&str]) -> io::Result<Result<Consultation, End>> {
        let signals = Signals::catch()?;
        self.terminal.enter()?;
        let mut talk = Talk::new(self.options.hints.clone(), self.options.asks);
        let done = self.ask(&mut talk, &signals, strings);
        self.terminal.leave();
        Ok(match done? {
            Ok(widths) => Ok(talk.conclude(widths)),
            Err(end) => Err(end),
        })
    }

    fn ask(
        &self,
        talk: &mut Talk,
        signals: &Signals,
        strings: &[&str],
    ) -> io::Result<Result<Vec<Measured>, End>> {
        let deadline = Instant::now() + PATIENCE;
        let mut client = None;
        let mut sent = 0;
        while talk.probe.awaits(Instant::now()) {
            self.terminal.write(&talk.asked[sent..])?;
            sent = talk.asked.len();
            if let Some(end) = self.listen(talk, signals, deadline)? {
                return Ok(Err(end));
            }
            if Instant::now() >= deadline {
                break;
            }
            let is_tmux = talk.probe.multiplexer() == Some(Multiplexer::Tmux);
            if is_tmux && self.options.runs_tmux && client.is_none() {
                client = Some(client::ask(self.waker.clone()));
            }
        }
        // What answered by itself needs no other name.
        let client = client.filter(|_| !talk.probe.is_decided());
        if let Some(name) = client.and_then(|client| client.recv_timeout(PATIENCE).ok()) {
            talk.probe.hear_client(&name);
        }
        let mut widths = Vec::new();
        // Who answered nothing so far is not asked for its cursor either.
        let answers = talk.probe.replies().primary.is_some();
        for text in strings.iter().filter(|_| answers) {
            talk.column = None;
            self.terminal.write(format!("\r{text}\x1b[6n").as_bytes())?;
            let deadline = Instant::now() + PATIENCE;
            while talk.column.is_none() && Instant::now() < deadline {
                if let Some(end) = self.listen(talk, signals, deadline)? {
                    return Ok(Err(end));
                }
            }
            self.terminal.write(b"\r\x1b[K")?;
            let columns = talk.column.map(|column| column.saturating_sub(1));
            widths.push(Measured { text: (*text).to_owned(), columns });
        }
        Ok(Ok(widths))
    }

    /// Takes in what arrives until `deadline`, but waits no longer than is worth for what is
    /// awaited; says if that is the end.
    fn listen(&self, talk: &mut Talk, signals: &Signals, deadline: Instant) -> io::Result<Option<End>> {
        // Short turns: a multiplexer that passes nothing on is given up earlier than the deadline.
        let left = deadline.saturating_duration_since(Instant::now()).min(Duration::from_millis(100));
        let left = Timespec::try_from(left).map_err(io::Error::other)?;
        let fds = &mut [
            PollFd::from_borrowed_fd(signals.readable(), PollFlags::IN),
            PollFd::from_borrowed_fd(self.terminal.input(), PollFlags::IN),
        ];
        match poll(fds, Some(&left)) {
            Ok(_) | Err(Errno::INTR) => {}
            Err(error) => return Err(error.into()),
        }
        if let Some(signal) = signals.take_fatal() {
            return Ok(Some(End::Signal(signal)));
        }
        if !fds[1].revents().is_empty() {
            let mut bytes = [0; 4096];
            let count = match rustix::io::read(self.terminal.input(), &mut bytes) {
                Ok(0) | Err(Errno::IO) => return Ok(Some(End::HangUp)),
                Ok(count) => count,
                Err(Errno::AGAIN | Errno::INTR) => 0,
                Err(error) => return Err(error.into()),
            };
            let mut events = Vec::new();
            talk.parser.feed(&bytes[..count], &mut events);
            talk.hear(events);
        }
        Ok(talk.is_cancelled.then_some(End::Signal(signal_hook::consts::SIGINT)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cursor_reports_name_a_column() {
        assert_eq!(column(b"\x1b[12;3R"), Some(3));
        assert_eq!(column(b"\x1b[12R"), None);
        assert_eq!(column(b"\x1b[1;99999999R"), None);
        assert_eq!(column(b"\x1b[?62c"), None);
    }
}
