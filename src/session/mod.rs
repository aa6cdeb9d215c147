//! One reader at one terminal: bytes in, bytes out, everything restored.
//!
//! The session owns the terminal and the loop, and knows nothing of articles: what is read there
//! is a [`Reader`]. It takes in all that has arrived, then draws once; when nothing arrives,
//! nothing runs and nothing is sent.
//!
//! | file | what it does |
//! |---|---|
//! | `run` | the loop: takes in what has arrived, draws, sends |
//! | `options` | what the environment says of the terminal, and its owner's wishes |
//! | `tty` | takes the terminal over and gives it back, whatever happens |
//! | `signals`, `wake` | signals and other threads, as something to poll |
//! | `input`, `escape` | bytes → keys, pastes and replies |
//! | `probe`, `replies`, `client` | what the terminal is asked, and what it answers |
//! | `decide`, `mode` | how it is spoken to, by its answers or by the reader's wish |
//! | `dialect` | the ways of speaking to it, so that it shows cells where they stand |
//! | `switch` | sequences that make it leave the order of text alone for a session |
//! | `consult` | the same questions without a session, to be reported |
//! | `clipboard`, `desktop` | text for the reader's clipboard: by the terminal, or by a program |
//! | `errand` | another program at the terminal for a while |
//! | `encode` | a row of drawn cells → the cells that the terminal is to hold |
//! | `frame`, `grid`, `scroll`, `paint`, `pen`, `colours` | those cells → bytes |
//! | `pace` | how fast frames may follow one another |

mod client;
mod clipboard;
mod colours;
mod consult;
mod decide;
mod desktop;
mod dialect;
mod encode;
mod errand;
mod escape;
pub mod frame;
mod grid;
pub mod input;
mod mode;
mod options;
mod pace;
mod paint;
mod pen;
mod probe;
mod replies;
mod run;
mod scroll;
mod signals;
mod switch;
mod tty;
mod wake;

use std::io;
use std::process::ExitCode;
use std::time::Duration;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use self::tty::Terminal;
use crate::keys::{Key, Mouse};

pub use self::clipboard::{Copied, TERMINAL_LIMIT};
pub use self::colours::Colours;
pub use self::consult::{Consultation, Measured};
pub use self::decide::{Choice, Decision, Hints};
pub use self::desktop::ClipboardProgram;
pub use self::dialect::{Dialect, Encoding, Font, Marks, Reordering};
pub use self::errand::{Errand, ErrandError};
pub use self::mode::{Mode, Wishes};
pub use self::options::Options;
pub use self::replies::Replies;
pub use self::switch::{Multiplexer, Switch};
pub use self::tty::{OpenError, columns};
pub use self::wake::Waker;

/// The most columns and rows of a screen; a terminal that claims more is given so many. The
/// buffers of the largest screen take about 160 MB.
pub const LARGEST_SCREEN: u16 = 1000;

/// What the session drives.
pub trait Reader {
    /// Something happened. The first input of a session is a `Resize`.
    fn on_input(&mut self, input: Input) -> Flow;

    /// Whether the screen is to be drawn anew. Asked after all that has arrived was given.
    fn dirty(&self) -> bool;

    /// Draws the whole screen on a blank buffer of the size last given, from (0, 0) on; afterwards
    /// the reader is no longer dirty. Also called when it was not: after a stop the terminal shows
    /// something else. [`frame`] says how wide symbols stand in the buffer.
    fn draw(&mut self, buffer: &mut Buffer);

    /// The areas of what was drawn last whose rows may move up or down together, as a pane's content
    /// does when it is scrolled. That they have moved is found without the reader; an area too many
    /// costs time, one too few costs bytes.
    fn scrolling(&self) -> Vec<Rect> {
        Vec::new()
    }

    /// Whether the reader has put something off until the hand rests, and is to be told when it does
    /// ([`Input::Rest`]).
    fn awaits_rest(&self) -> bool {
        false
    }

    /// How long nothing is to be typed before the reader is told of a pause ([`Input::Pause`]), if it wants to
    /// be told of one.
    fn awaits_pause(&self) -> Option<Duration> {
        None
    }
}

/// What happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Input {
    /// A key was pressed.
    Key(Key),
    /// What the mouse did, where it was asked to report ([`Flow::Mouse`]).
    Mouse(Mouse),
    /// Text was pasted: at most [`input::PASTE_LIMIT`] bytes, no control characters.
    Paste(String),
    /// The screen has this size now, each in 1..=[`LARGEST_SCREEN`].
    Resize {
        /// Its width in cells.
        columns: u16,
        /// Its height in cells.
        rows: u16,
    },
    /// What has become of the text of [`Flow::Copy`].
    Copied(Copied),
    /// The other program of [`Flow::Run`] has ended, or could not be run.
    Ran(Result<(), ErrandError>),
    /// A [`Waker`] was called, once or many times.
    Wake,
    /// Nothing else has happened for a moment, and the reader wanted to know.
    Rest,
    /// Nothing has been typed for as long as the reader wanted ([`Reader::awaits_pause`]).
    Pause,
    /// The program is about to be stopped, and may never be continued.
    Stop,
    /// It is known what the terminal's background is.
    Background {
        /// Whether dark text is easier to read on it.
        light: bool,
    },
    /// What the terminal is, as far as it has said: before the first frame, and again whenever more
    /// becomes known.
    Terminal {
        /// One line that is the same for the same terminal.
        identity: String,
        /// Whether it answered, and nothing in that says how it treats Arabic.
        is_unknown: bool,
        /// The colours that it is sent: what is drawn in others becomes the nearest of them.
        colours: Colours,
    },
}

/// How the session goes on after an input.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Flow {
    /// As before.
    Continue,
    /// The process stops until the shell continues it, as Ctrl-Z does elsewhere. Nothing happens
    /// where no shell would continue it.
    Suspend,
    /// The whole screen is sent anew: something else may have written on it.
    Redraw,
    /// This text goes to the reader's clipboard; [`Input::Copied`] says what has become of it.
    Copy(String),
    /// The mouse reports from now on, or no more.
    Mouse(bool),
    /// Another program is run, which has the terminal until it ends if it wants that; [`Input::Ran`] says how
    /// it did.
    Run(Errand),
    /// The terminal is spoken to by these wishes from now on.
    Speak(Wishes),
    /// The session ends.
    Quit,
}

/// How a session ended. The terminal is restored by then.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[must_use = "a session that a signal ended owes the caller of the program the same signal"]
pub enum End {
    /// The reader quit.
    Quit,
    /// The terminal went away.
    HangUp,
    /// This signal is to end the program.
    Signal(i32),
}

impl End {
    /// What `main` returns. If a signal ended the session, the program dies by it here, so that a
    /// shell or a supervisor sees the truth; save what is to be saved before.
    #[must_use]
    pub fn conclude(self) -> ExitCode {
        if let End::Signal(signal) = self {
            signals::die_by(signal);
        }
        ExitCode::SUCCESS
    }
}

/// One reader at one terminal.
#[derive(Debug)]
pub struct Session {
    terminal: Terminal,
    options: Options,
    waker: Waker,
}

impl Session {
    /// Finds the terminal; nothing about it changes before [`run`](Self::run).
    ///
    /// # Errors
    /// When there is no terminal. The error says what can be done without one.
    pub fn open(options: Options) -> Result<Self, OpenError> {
        if !options.has_cursor {
            return Err(OpenError::NoCursor);
        }
        let terminal = Terminal::open()?;
        let waker = Waker::new().map_err(OpenError::Unusable)?;
        Ok(Session { terminal, options, waker })
    }

    /// Wakes this session from another thread.
    #[must_use]
    pub fn waker(&self) -> Waker {
        self.waker.clone()
    }

    /// Takes the terminal over and lets `reader` have it until it quits, a signal ends the
    /// program, or the terminal goes away; then restores it. Run it on the main thread.
    ///
    /// # Errors
    /// When the terminal cannot be used; it is restored then too.
    pub fn run(self, reader: &mut impl Reader) -> io::Result<End> {
        run::run(self, reader)
    }
}
