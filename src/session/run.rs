//! The loop of a session: it takes in all that has arrived, then draws once, and sleeps until something
//! arrives again.

mod others;

use std::io;
use std::sync::mpsc::Receiver;
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::Errno;
use signal_hook::consts::{SIGCONT, SIGTSTP, SIGWINCH};

use super::clipboard::Clipboard;
use super::colours::Colours;
use super::decide::{Choice, Decision};
use super::dialect::Dialect;
use super::errand::ErrandError;
use super::frame::Frame;
use super::input::{self, Awaited, Event, Parser};
use super::mode::Wishes;
use super::pace::Pace;
use super::probe::Probe;
use super::signals::Signals;
use super::switch::Multiplexer;
use super::tty::Terminal;
use super::wake::Waker;
use super::{End, Flow, Input, LARGEST_SCREEN, Reader, Session, client, signals};

/// How many bytes are taken in before a frame may be drawn: a flood of them must not stop the
/// screen for ever.
const TURN_LIMIT: usize = 64 * 1024;

/// How long a hand is still that rests: longer than between two presses of a key that is held, too short
/// to be waited for.
const REST: Duration = Duration::from_millis(120);

/// How long answers that are still under way are waited for at the end, so that they do not land
/// in the shell.
const DRAIN: Duration = Duration::from_millis(500);

/// Runs `session` until its reader quits, a signal ends the program, or the terminal goes away; then
/// restores the terminal.
pub(super) fn run(session: Session, reader: &mut impl Reader) -> io::Result<End> {
    let options = session.options;
    let signals = Signals::catch()?;
    let size = screen_size(session.terminal.size());
    let begin = Instant::now();
    let mut turn = Loop {
        frame: Frame::new(
            size.0,
            size.1,
            options.wishes.colours.unwrap_or(options.colours),
            Dialect::default(),
        ),
        pace: Pace::new(options.asks),
        draw_at: None,
        terminal: session.terminal,
        escape_delay: options.escape_delay,
        waker: session.waker,
        signals,
        parser: Parser::new(),
        events: Vec::new(),
        size,
        redraw: true,
        unsent: Vec::new(),
        probe: Probe::new(options.hints, begin),
        runs_tmux: options.runs_tmux,
        client: None,
        has_news: true,
        show_at: options.asks.then(|| begin + options.first_frame),
        decision: None,
        told: Vec::new(),
        colours: options.colours,
        wishes: options.wishes,
        choice: Choice::default(),
        clipboard: Clipboard::new(options.clipboard),
        owes_copy: false,
        launched: None,
        settle_at: None,
        rest_at: None,
        pause_at: None,
        expects_continue: false,
    };
    turn.terminal.report_mouse(options.mouse, &mut turn.unsent);
    if options.asks {
        turn.probe.begin(begin, &mut turn.unsent);
    }
    let end = turn.run(reader);
    if !matches!(end, Ok(End::HangUp)) {
        turn.drain();
        turn.send_copied();
    }
    turn.terminal.leave();
    // A signal that came while the terminal was being restored counts too.
    let late = turn.signals.take_fatal().map(End::Signal);
    let end = if end.as_ref().is_ok_and(|end| *end == End::Quit) { late.map_or(end, Ok) } else { end };
    drop(turn);
    end
}

/// The state of a running session.
struct Loop {
    terminal: Terminal,
    signals: Signals,
    waker: Waker,
    escape_delay: Duration,
    parser: Parser,
    events: Vec<Event>,
    frame: Frame,
    pace: Pace,
    /// When a frame that is held back is drawn all the same.
    draw_at: Option<Instant>,
    size: (u16, u16),
    /// Whether the screen is to be drawn though the reader has nothing new.
    redraw: bool,
    /// What the terminal has not taken yet. While there is any, no frame is drawn: a slow
    /// terminal is shown fewer frames, never old ones.
    unsent: Vec<u8>,
    /// What the terminal was asked, and has answered.
    probe: Probe,
    runs_tmux: bool,
    /// What tmux calls the terminal in front of it, once it has said so.
    client: Option<Receiver<String>>,
    /// Whether something was answered that the reader has not been told.
    has_news: bool,
    /// Until when the first frame may wait for answers.
    show_at: Option<Instant>,
    /// What was made of the answers.
    decision: Option<Decision>,
    /// What the reader was told of them.
    told: Vec<Input>,
    /// The colours that the environment allows.
    colours: Colours,
    wishes: Wishes,
    /// How the terminal is spoken to now.
    choice: Choice,
    /// The roads to the reader's clipboard.
    clipboard: Clipboard,
    /// Whether something that was copied may be among what the terminal has not taken yet.
    owes_copy: bool,
    /// How the program ends that was started last beside the reader.
    launched: Option<Receiver<Result<(), ErrandError>>>,
    /// When the unfinished sequence is settled.
    settle_at: Option<Instant>,
    /// When the reader's hand is said to rest, if nothing happens before.
    rest_at: Option<Instant>,
    /// When it is told of a pause, if nothing is typed before.
    pause_at: Option<Instant>,
    /// Whether the signal that ended the last stop has not been heard of yet.
    expects_continue: bool,
}

/// What `poll` found.
#[derive(Clone, Copy, Debug, Default)]
struct Ready {
    signal: bool,
    wake: bool,
    input: bool,
    /// The terminal has gone, though something may be left to read.
    gone: bool,
}

impl Loop {
    fn run(&mut self, reader: &mut impl Reader) -> io::Result<End> {
        self.terminal.enter()?;
        let (columns, rows) = self.size;
        if let Some(end) = self.give(Input::Resize { columns, rows }, reader)? {
            return Ok(end);
        }
        loop {
            if self.send().is_err() {
                return Ok(self.gone());
            }
            if let Some(end) = self.introduce(reader)? {
                return Ok(end);
            }
            if self.unsent.is_empty() && self.speak() {
                self.draw(reader);
                if self.send().is_err() {
                    return Ok(self.gone());
                }
            }
            let ready = self.wait()?;
            if let Some(end) = self.take_in(ready, reader)? {
                return Ok(end);
            }
            if let Some(end) = self.take_rest(ready, reader)? {
                return Ok(end);
            }
            if let Some(end) = self.take_pause(ready, reader)? {
                return Ok(end);
            }
        }
    }

    fn draw(&mut self, reader: &mut impl Reader) {
        self.draw_at = None;
        if !self.redraw && !reader.dirty() {
            return;
        }
        let now = Instant::now();
        self.draw_at = self.pace.held(now);
        if self.draw_at.is_some() {
            return;
        }
        self.redraw = false;
        reader.draw(self.frame.blank());
        self.frame.encode(&reader.scrolling(), &mut self.unsent);
        if !self.unsent.is_empty() {
            self.pace.sent(now, &mut self.unsent);
        }
    }

    /// Tells the reader what the terminal is, once that is known or is waited for no longer.
    fn introduce(&mut self, reader: &mut impl Reader) -> io::Result<Option<End>> {
        let is_waiting = self.show_at.is_some_and(|at| at > Instant::now());
        if !self.has_news || is_waiting && !self.probe.is_decided() {
            return Ok(None);
        }
        (self.has_news, self.show_at) = (false, None);
        let decision = self.decision.insert(self.probe.decision());
        // Of a mute terminal nothing is known, but it may yet answer.
        let is_unknown = self.probe.is_decided() && !decision.is_known;
        let colours = self.wishes.colours.unwrap_or(self.colours.at_least(decision.colours));
        let terminal = Input::Terminal { identity: decision.identity.clone(), is_unknown, colours };
        let background = decision.light.map(|light| Input::Background { light });
        self.redraw |= self.frame.set_colours(colours);
        for input in background.into_iter().chain([terminal]) {
            if !self.told.contains(&input) {
                self.told.push(input.clone());
                if let Some(end) = self.give(input, reader)? {
                    return Ok(Some(end));
                }
            }
        }
        Ok(None)
    }

    /// Brings about that the terminal is spoken to as its answers and the reader's wishes say, and
    /// that it shows our screen; whether it may be drawn on.
    fn speak(&mut self) -> bool {
        let Some(decision) = &self.decision else { return false };
        let choice = self.wishes.over(decision);
        if choice == self.choice && self.terminal.is_shown() {
            return true;
        }
        self.terminal.switch(&choice.switch, &mut self.unsent);
        if !self.terminal.is_shown() {
            self.terminal.show(&mut self.unsent);
        }
        if !choice.dialect.looks_like(self.choice.dialect) || choice.switch != self.choice.switch {
            self.frame.invalidate();
            self.redraw = true;
        }
        self.frame.set_dialect(choice.dialect);
        self.choice = choice;
        true
    }

    /// Waits until something arrives, the terminal takes bytes again, a sequence is to be settled, or a
    /// frame has been held back for long enough.
    fn wait(&mut self) -> io::Result<Ready> {
        let (terminal, signals) = (&self.terminal, &self.signals);
        let (read, write) = (PollFlags::IN, PollFlags::OUT);
        let fds = &mut [
            PollFd::from_borrowed_fd(signals.readable(), read),
            PollFd::from_borrowed_fd(self.waker.readable(), read),
            PollFd::from_borrowed_fd(terminal.input(), read),
            PollFd::from_borrowed_fd(terminal.output(), write),
        ];
        let fds = if self.unsent.is_empty() { &mut fds[..3] } else { &mut fds[..] };
        let until = [self.settle_at, self.show_at, self.draw_at, self.rest_at, self.pause_at]
            .into_iter()
            .flatten()
            .min();
        let left = until.map(|at| at.saturating_duration_since(Instant::now()));
        let left = left.map(Timespec::try_from).transpose().map_err(io::Error::other)?;
        match poll(fds, left.as_ref()) {
            Ok(_) => {}
            Err(Errno::INTR) => return Ok(Ready { signal: true, ..Ready::default() }),
            Err(error) => return Err(error.into()),
        }
        let [signal, wake, input, ..] = fds else { unreachable!("at least three are polled") };
        let gone = PollFlags::HUP | PollFlags::ERR | PollFlags::NVAL;
        Ok(Ready {
            signal: !signal.revents().is_empty(),
            wake: !wake.revents().is_empty(),
            input: input.revents().contains(read),
            gone: input.revents().intersects(gone),
        })
    }

    fn take_in(&mut self, ready: Ready, reader: &mut impl Reader) -> io::Result<Option<End>> {
        if ready.signal
            && let Some(end) = self.take_signals(reader)?
        {
            return Ok(Some(end));
        }
        if ready.wake && self.waker.take() {
            if let Some(name) = self.client.as_ref().and_then(|client| client.try_recv().ok()) {
                self.probe.hear_client(&name);
                self.has_news = true;
            }
            if let Some(end) = self.hear_of_others(reader)? {
                return Ok(Some(end));
            }
            if let Some(end) = self.give(Input::Wake, reader)? {
                return Ok(Some(end));
            }
        }
        if ready.input {
            if let Some(end) = self.take_bytes(reader)? {
                return Ok(Some(end));
            }
        } else if ready.gone {
            return Ok(Some(self.gone()));
        }
        if self.settle_at.is_some_and(|at| at <= Instant::now()) {
            self.settle_at = None;
            self.parser.flush(&mut self.events);
            return self.give_events(reader);
        }
        Ok(None)
    }

    /// Tells the reader that the hand rests, if it wants to know and nothing has come for long enough.
    fn take_rest(&mut self, ready: Ready, reader: &mut impl Reader) -> io::Result<Option<End>> {
        let now = Instant::now();
        match self.rest_at {
            _ if !reader.awaits_rest() => self.rest_at = None,
            Some(at) if at <= now => {
                self.rest_at = None;
                return self.give(Input::Rest, reader);
            }
            Some(_) if !ready.input => {}
            _ => self.rest_at = Some(now + REST),
        }
        Ok(None)
    }

    /// Tells the reader of a pause, if it wants to know and nothing has come for as long as it said.
    fn take_pause(&mut self, ready: Ready, reader: &mut impl Reader) -> io::Result<Option<End>> {
        let now = Instant::now();
        match (reader.awaits_pause(), self.pause_at) {
            (None, _) => self.pause_at = None,
            (Some(_), Some(at)) if at <= now => {
                self.pause_at = None;
                return self.give(Input::Pause, reader);
            }
            (Some(_), Some(_)) if !ready.input => {}
            (Some(after), _) => self.pause_at = Some(now + after),
        }
        Ok(None)
    }

    fn take_signals(&mut self, reader: &mut impl Reader) -> io::Result<Option<End>> {
        self.signals.drain();
        if let Some(signal) = self.signals.take_fatal() {
            return Ok(Some(End::Signal(signal)));
        }
        if self.signals.take(SIGTSTP) {
            self.suspend(false, reader)?;
        }
        // Stopped and continued by others, without a chance to restore the terminal: what it
        // shows and how it is set may be anything now.
        if self.signals.take(SIGCONT) && !std::mem::take(&mut self.expects_continue) {
            self.resume()?;
        }
        if self.signals.take(SIGWINCH) {
            // Whatever the size is by now, the terminal may have been another one in between, and
            // have cut off what no longer fitted.
            self.frame.invalidate();
            self.redraw = true;
        }
        if self.redraw {
            return self.take_size(reader);
        }
        Ok(None)
    }

    fn take_size(&mut self, reader: &mut impl Reader) -> io::Result<Option<End>> {
        let size = screen_size(self.terminal.size());
        if size == self.size {
            return Ok(None);
        }
        self.size = size;
        let (columns, rows) = size;
        self.frame.resize(columns, rows);
        self.redraw = true;
        self.give(Input::Resize { columns, rows }, reader)
    }

    fn take_bytes(&mut self, reader: &mut impl Reader) -> io::Result<Option<End>> {
        let mut bytes = [0; 4096];
        let mut taken = 0;
        while taken < TURN_LIMIT {
            let count = match rustix::io::read(self.terminal.input(), &mut bytes) {
                Ok(0) | Err(Errno::IO) => return Ok(Some(self.gone())),
                Ok(count) => count,
                Err(Errno::AGAIN) => break,
                Err(Errno::INTR) => continue,
                Err(error) => return Err(error.into()),
            };
            taken += count;
            self.parser.feed(&bytes[..count], &mut self.events);
            if let Some(end) = self.give_events(reader)? {
                return Ok(Some(end));
            }
            // Asked before each further read: the descriptor may be one that blocks.
            if !self.has_more() {
                break;
            }
        }
        let patience = match self.parser.awaited() {
            None => None,
            Some(Awaited::AfterEscape) => Some(self.escape_delay),
            Some(Awaited::AfterIntroducer) => Some(8 * self.escape_delay),
            Some(Awaited::Rest) => Some(Duration::from_secs(5)),
        };
        self.settle_at = patience.map(|patience| Instant::now() + patience);
        Ok(None)
    }

    fn has_more(&self) -> bool {
        let now = Timespec { tv_sec: 0, tv_nsec: 0 };
        poll(&mut [PollFd::from_borrowed_fd(self.terminal.input(), PollFlags::IN)], Some(&now)) == Ok(1)
    }

    fn give_events(&mut self, reader: &mut impl Reader) -> io::Result<Option<End>> {
        let mut events = std::mem::take(&mut self.events);
        input::join_lam_alef(&mut events);
        for event in events.drain(..) {
            let input = match event {
                Event::Key(key) => Input::Key(key),
                Event::Mouse(mouse) => Input::Mouse(self.frame.mouse_over(mouse)),
                Event::Paste(text) => Input::Paste(text),
                Event::Reply(reply) => {
                    self.hear(&reply);
                    continue;
                }
            };
            if let Some(end) = self.give(input, reader)? {
                return Ok(Some(end));
            }
        }
        self.events = events;
        Ok(None)
    }

    /// Acts on a reply of the terminal.
    fn hear(&mut self, reply: &[u8]) {
        if self.pace.hear(reply) {
            return;
        }
        self.probe.hear(reply, Instant::now(), &mut self.unsent);
        self.has_news = true;
        if self.runs_tmux && self.probe.multiplexer() == Some(Multiplexer::Tmux) && self.client.is_none() {
            self.client = Some(client::ask(self.waker.clone()));
        }
    }

    /// Takes in the answers that are still under way, for as long as [`DRAIN`] at most.
    fn drain(&mut self) {
        self.probe.ask_no_more();
        let deadline = Instant::now() + DRAIN;
        let mut bytes = [0; 4096];
        while self.probe.awaits(Instant::now()) || self.pace.is_owed() {
            let left = deadline.saturating_duration_since(Instant::now());
            let Ok(timeout) = Timespec::try_from(left) else { break };
            let ready =
                poll(&mut [PollFd::from_borrowed_fd(self.terminal.input(), PollFlags::IN)], Some(&timeout));
            match ready {
                Err(Errno::INTR) => continue,
                Ok(1..) => {}
                _ => break,
            }
            let Ok(count @ 1..) = rustix::io::read(self.terminal.input(), &mut bytes) else { break };
            self.parser.feed(&bytes[..count], &mut self.events);
            for event in std::mem::take(&mut self.events) {
                if let Event::Reply(reply) = event {
                    self.hear(&reply);
                }
            }
        }
        // What has not come by now is not waited for a second time.
        self.probe.give_up();
        self.pace.forgive();
    }

    fn give(&mut self, input: Input, reader: &mut impl Reader) -> io::Result<Option<End>> {
        match reader.on_input(input) {
            Flow::Continue => Ok(None),
            Flow::Quit => Ok(Some(End::Quit)),
            Flow::Copy(text) => self.copy(text, reader),
            Flow::Mouse(reports) => {
                self.terminal.report_mouse(reports, &mut self.unsent);
                Ok(None)
            }
            Flow::Run(errand) => self.run_errand(&errand, reader),
            Flow::Redraw => {
                self.frame.invalidate();
                self.redraw = true;
                Ok(None)
            }
            Flow::Speak(wishes) => {
                self.wishes = wishes;
                Ok(None)
            }
            Flow::Suspend => {
                self.suspend(true, reader)?;
                self.take_size(reader)
            }
        }
    }

    fn suspend(&mut self, group: bool, reader: &mut impl Reader) -> io::Result<()> {
        if !signals::has_job_control() {
            return Ok(());
        }
        // What the reader wants of the session then, it can no longer have.
        let _ = reader.on_input(Input::Stop);
        self.drain();
        self.terminal.leave();
        signals::stop(group);
        // The system may have another thread hear of the signal, some time after this one goes on. Taken
        // for another stop, it would have the alternate screen entered twice, and the shell's cursor lost.
        self.expects_continue = !self.signals.take(SIGCONT);
        self.resume()
    }

    /// Takes the terminal over again, whatever became of it.
    fn resume(&mut self) -> io::Result<()> {
        // What stopped and continued us is dealt with here; a new size is asked for anyway.
        self.signals.take(SIGTSTP);
        self.signals.take(SIGCONT);
        self.unsent.clear();
        // An answer that was under way went to whoever had the terminal meanwhile.
        self.pace.forgive();
        self.terminal.enter()?;
        if self.terminal.is_shown() {
            self.terminal.show(&mut self.unsent);
        }
        self.frame.invalidate();
        self.redraw = true;
        Ok(())
    }

    /// Sends what the terminal takes.
    fn send(&mut self) -> io::Result<()> {
        while !self.unsent.is_empty() {
            match rustix::io::write(self.terminal.output(), &self.unsent) {
                Ok(count) => drop(self.unsent.drain(..count)),
                Err(Errno::AGAIN) => {
                    self.terminal.owe_region();
                    break;
                }
                Err(Errno::INTR) => {}
                Err(error) => return Err(error.into()),
            }
        }
        self.owes_copy &= !self.unsent.is_empty();
        Ok(())
    }

    /// The terminal has gone. The signal that says so may be here already, and is the better end.
    fn gone(&self) -> End {
        self.signals.take_fatal().map_or(End::HangUp, End::Signal)
    }
}

/// A size that can be drawn on, whatever the terminal claims.
fn screen_size((columns, rows): (u16, u16)) -> (u16, u16) {
    let or = |cells, usual| if cells == 0 { usual } else { cells };
    (or(columns, 80).min(LARGEST_SCREEN), or(rows, 24).min(LARGEST_SCREEN))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_sane() {
        assert_eq!(screen_size((0, 0)), (80, 24));
        assert_eq!(screen_size((0, 1)), (80, 1));
        assert_eq!(screen_size((132, 0)), (132, 24));
        assert_eq!(screen_size((1, 1)), (1, 1));
        assert_eq!(screen_size((u16::MAX, u16::MAX)), (1000, 1000));
    }
}
