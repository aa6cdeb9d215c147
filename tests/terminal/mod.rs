//! A program on a terminal of its own: what it writes is played into an emulator.
//!
//! Nothing here sleeps: each step waits for what it is about, and fails after [`DEADLINE`].

use std::num::NonZeroU16;
use std::path::PathBuf;
use std::process::{Child, ExitStatus};
use std::time::{Duration, Instant};

use pty_process::blocking::{Command, Pts, Pty};
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::process::{Pid, Signal, kill_process};
use rustix::termios::tcgetattr;

pub(crate) const DEADLINE: Duration = Duration::from_secs(60);
const COLUMNS: u16 = 80;
const ROWS: u16 = 24;

/// What a terminal that draws cells as they are given answers to the questions at the start.
const PLAIN_ANSWERS: &[u8] = b"\x1bP>|XTerm(412)\x1b\\\x1b[8;0$y\x1b[>41;412;0c\x1b[?62c";

/// The second questions, and that answer to them.
const NO_MARGINS: (&[u8], &[u8]) = (b"\x1b[?69$p\x1b[c", b"\x1b[?69;0$y\x1b[?62c");

/// DSR 5, at the end of a frame.
const FRAME_QUESTION: &[u8] = b"\x1b[5n";

/// A terminal with a program on it.
pub(crate) struct Screen {
    pub(crate) pty: Pty,
    /// Kept open: the last one to close it would reset the terminal's modes.
    #[allow(dead_code, reason = "what is held open is not always looked at")]
    pub(crate) pts: Pts,
    pub(crate) emulator: vt100::Parser,
    pub(crate) child: Child,
    pub(crate) modes_before: String,
    /// All that the program wrote.
    pub(crate) written: Vec<u8>,
    /// What the terminal answers to the first questions, once.
    pub(crate) answers: Option<&'static [u8]>,
    /// Further questions in their order, and what it answers to each.
    pub(crate) further: Vec<(&'static [u8], &'static [u8])>,
    /// Whether it answers the question at the end of each frame.
    pub(crate) answers_frames: bool,
    /// How many frames have asked.
    pub(crate) frames_asked: usize,
}

impl Screen {
    /// Starts a command on a terminal.
    pub(crate) fn of(command: Command) -> Self {
        let (pty, pts) = pty_process::blocking::open().expect("a terminal");
        pty.resize(pty_process::Size::new(ROWS, COLUMNS)).expect("a size");
        let modes_before = modes(&pty);
        let path = std::env::var("PATH").unwrap_or_default();
        let mut command = command.env_clear().env("PATH", path).env("TERM", "xterm-256color");
        let child = command.spawn_borrowed(&pts).expect("the program starts");
        let emulator = vt100::Parser::new(size(ROWS), size(COLUMNS), 0);
        Screen {
            pty,
            pts,
            emulator,
            child,
            modes_before,
            written: Vec::new(),
            answers: Some(PLAIN_ANSWERS),
            answers_frames: true,
            frames_asked: 0,
            further: vec![NO_MARGINS],
        }
    }

    /// Waits until the screen, as text, contains `text`.
    pub(crate) fn shows(&mut self, text: &str) {
        self.until(&format!("{text:?} on the screen"), |screen| screen.contents().contains(text));
    }

    /// Waits until `condition` holds of the screen.
    pub(crate) fn until(&mut self, what: &str, condition: impl Fn(&vt100::Screen) -> bool) {
        let deadline = Instant::now() + DEADLINE;
        while !condition(self.emulator.screen()) {
            let late = Instant::now() > deadline;
            assert!(!late, "waited in vain for {what}; the screen:\n{}", self.contents());
            self.read(Duration::from_millis(50));
        }
    }

    /// Waits until `condition` holds of all that was written and shown.
    #[allow(dead_code, reason = "most tests look at the screen alone")]
    pub(crate) fn wait(&mut self, what: &str, condition: impl Fn(&Screen) -> bool) {
        let deadline = Instant::now() + DEADLINE;
        while !condition(self) {
            let late = Instant::now() > deadline;
            assert!(!late, "waited in vain for {what}: {}", self.written.escape_ascii());
            self.read(Duration::from_millis(50));
        }
    }

    /// Waits until so many frames have asked whether they have been taken in.
    #[allow(dead_code, reason = "not every test counts frames")]
    pub(crate) fn until_asked(&mut self, frames: usize) {
        let deadline = Instant::now() + DEADLINE;
        while self.frames_asked < frames {
            assert!(Instant::now() < deadline, "waited in vain for frame {frames}:\n{}", self.contents());
            self.read(Duration::from_millis(50));
        }
    }

    /// The terminal answers with these bytes, however long they take; what the program writes
    /// meanwhile is read.
    #[allow(dead_code, reason = "most terminals answer by themselves")]
    pub(crate) fn answer(&mut self, mut bytes: &[u8]) {
        while !bytes.is_empty() {
            let piece = &bytes[..bytes.len().min(1024)];
            let count = rustix::io::write(&self.pty, piece).expect("the terminal answers");
            bytes = &bytes[count..];
            while self.read(Duration::ZERO) {}
        }
    }

    /// Plays what the program wrote into the emulator, waiting for it at most so long; whether
    /// there was any.
    pub(crate) fn read(&mut self, patience: Duration) -> bool {
        let patience = Timespec::try_from(patience).expect("a short time");
        let mut fds = [PollFd::new(&self.pty, PollFlags::IN)];
        if poll(&mut fds, Some(&patience)) != Ok(1) {
            return false;
        }
        let mut bytes = [0; 4096];
        let count = rustix::io::read(&self.pty, &mut bytes).expect("the terminal can be read");
        self.emulator.process(&bytes[..count]);
        self.written.extend_from_slice(&bytes[..count]);
        if self.wrote(b"\x1b[c")
            && let Some(answers) = self.answers.take()
        {
            rustix::io::write(&self.pty, answers).expect("the terminal answers");
        }
        if let Some((question, answer)) = self.further.first().copied()
            && self.wrote(question)
        {
            self.further.remove(0);
            rustix::io::write(&self.pty, answer).expect("the terminal answers");
        }
        let new = self.written.len() - count;
        let since = &self.written[new.saturating_sub(FRAME_QUESTION.len() - 1)..];
        for _ in since.windows(FRAME_QUESTION.len()).filter(|window| *window == FRAME_QUESTION) {
            self.frames_asked += 1;
            if self.answers_frames {
                rustix::io::write(&self.pty, b"\x1b[0n").expect("the terminal answers");
            }
        }
        count > 0
    }

    /// Whether the program has written `bytes`.
    pub(crate) fn wrote(&self, bytes: &[u8]) -> bool {
        self.written.windows(bytes.len()).any(|window| window == bytes)
    }

    pub(crate) fn contents(&self) -> String {
        self.emulator.screen().contents()
    }

    pub(crate) fn send(&self, keys: &str) {
        let count = rustix::io::write(&self.pty, keys.as_bytes()).expect("the terminal takes keys");
        assert_eq!(count, keys.len());
    }

    #[allow(dead_code, reason = "not every screen changes its size")]
    pub(crate) fn resize(&mut self, columns: u16, rows: u16) {
        self.emulator.set_size(size(rows), size(columns));
        self.pty.resize(pty_process::Size::new(rows, columns)).expect("a new size");
    }

    #[allow(dead_code, reason = "not every program is ended by a signal")]
    pub(crate) fn kill(&self, signal: Signal) {
        kill_process(Pid::from_child(&self.child), signal).expect("the program lives");
    }

    pub(crate) fn modes(&self) -> String {
        modes(&self.pty)
    }

    /// Waits for the program's end and for all that it wrote.
    pub(crate) fn ended(&mut self) -> ExitStatus {
        let deadline = Instant::now() + DEADLINE;
        loop {
            let status = self.child.try_wait().expect("the program can be waited for");
            while self.read(Duration::from_millis(10)) {}
            match status {
                Some(status) => return status,
                None => assert!(Instant::now() < deadline, "the program does not end:\n{}", self.contents()),
            }
        }
    }

    /// The terminal is as the program found it.
    pub(crate) fn assert_restored(&self) {
        let screen = self.emulator.screen();
        assert!(!screen.alternate_screen(), "the shell's screen is back");
        assert!(!screen.hide_cursor(), "the cursor is visible");
        assert!(!screen.bracketed_paste(), "pastes come plain");
        assert_eq!(screen.mouse_protocol_mode(), vt100::MouseProtocolMode::None, "no mouse reports");
        assert_eq!(screen.fgcolor(), vt100::Color::Default);
        assert!(!screen.bold());
        assert_eq!(self.modes(), self.modes_before);
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        // A failed test leaves no program behind.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// An example, which lies beside the folder of this test's binary.
#[allow(dead_code, reason = "not every test starts one")]
pub(crate) fn example(name: &str) -> PathBuf {
    let test = std::env::current_exe().expect("the test has a path");
    let target = test.parent().and_then(|deps| deps.parent()).expect("the test lies in target/*/deps");
    let program = target.join("examples").join(name);
    assert!(program.exists(), "build it first: cargo build --example {name}");
    program
}

pub(crate) fn size(cells: u16) -> NonZeroU16 {
    NonZeroU16::new(cells).expect("not zero")
}

/// All modes of the terminal, to be compared.
pub(crate) fn modes(pty: &Pty) -> String {
    format!("{:?}", tcgetattr(pty).expect("a terminal has modes"))
}
