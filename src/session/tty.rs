//! The terminal as a thing that is taken over and always given back: on a normal end, an error, a
//! panic, a signal and while stopped. Exactly once each time, whoever comes first.

use std::backtrace::{Backtrace, BacktraceStatus};
use std::fmt;
use std::io::{self, Write as _};
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::panic::{self, PanicHookInfo};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use crossterm::style::{Attribute, SetAttribute};
use crossterm::{Command, cursor, terminal};
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::fs::{Mode, OFlags};
use rustix::io::Errno;
use rustix::termios::{self, OptionalActions, Termios};

use super::switch::Switch;
use crate::text;

/// Bracketed paste. crossterm has these too, but only together with its event reader.
const PASTE_ON: &[u8] = b"\x1b[?2004h";
const PASTE_OFF: &[u8] = b"\x1b[?2004l";

/// Reports of the mouse: its buttons and wheel, and moves while a button is down (1002), in the form that
/// has no largest column (1006).
const MOUSE_ON: &[u8] = b"\x1b[?1002h\x1b[?1006h";
const MOUSE_OFF: &[u8] = b"\x1b[?1006l\x1b[?1002l";

/// The whole screen scrolls, between the margins that it has from the beginning. Moves the cursor.
const REGION_OFF: &[u8] = b"\x1b[?69l\x1b[r";

/// How long a terminal that takes no bytes is waited for when it is to be restored.
const PATIENCE: Duration = Duration::from_secs(1);

/// How many panics of other threads are kept until they can be shown.
const LATE_PANICS: usize = 8;

/// Why there is no terminal to read at.
#[derive(Debug)]
pub enum OpenError {
    /// Standard output is no terminal.
    NoScreen,
    /// The terminal says of itself that it cannot place its cursor.
    NoCursor,
    /// Neither standard input nor `/dev/tty` is a terminal.
    NoKeyboard(io::Error),
    /// The terminal is there, but cannot be used.
    Unusable(io::Error),
}

/// A terminal for a session: restored when dropped, and by the panic hook before that.
#[derive(Debug)]
pub(super) struct Terminal {
    shared: Arc<Shared>,
    hook: Option<Hook>,
}

/// What the panic hook needs to restore the terminal from wherever the panic is.
#[derive(Debug)]
struct Shared {
    input: OwnedFd,
    output: OwnedFd,
    /// How the terminal was when the program started.
    before: Termios,
    /// Whether the terminal is in raw mode.
    entered: AtomicBool,
    /// Whether it shows our screen rather than the shell's.
    shown: AtomicBool,
    /// What is switched while it does.
    switch: Mutex<Switch>,
    /// Whether the mouse reports while it does.
    mouse: AtomicBool,
    /// Whether a frame may be cut off where it had set a region to scroll.
    owes_region: AtomicBool,
    late_panics: Mutex<Vec<String>>,
}

impl Terminal {
    /// Finds the terminal and changes nothing about it: the screen is standard output, keys come
    /// from standard input or, if that is a file or a pipe, from `/dev/tty`.
    pub(super) fn open() -> Result<Self, OpenError> {
        let (stdin, stdout) = (io::stdin(), io::stdout());
        if !termios::isatty(&stdout) {
            return Err(OpenError::NoScreen);
        }
        let output = own_description(stdout.as_fd()).map_err(OpenError::Unusable)?;
        let input = if termios::isatty(&stdin) {
            own_description(stdin.as_fd()).map_err(OpenError::Unusable)?
        } else {
            open_tty(c"/dev/tty").map_err(OpenError::NoKeyboard)?
        };
        Terminal::of(input, output)
    }

    /// The terminal that this process belongs to, wherever its input and output go.
    pub(super) fn controlling() -> Result<Self, OpenError> {
        let tty = || open_tty(c"/dev/tty").map_err(OpenError::NoKeyboard);
        Terminal::of(tty()?, tty()?)
    }

    fn of(input: OwnedFd, output: OwnedFd) -> Result<Self, OpenError> {
        let before = termios::tcgetattr(&input).map_err(|e| OpenError::Unusable(e.into()))?;
        let [entered, shown, mouse, owes_region] = [false; 4].map(AtomicBool::new);
        let (switch, late_panics) = (Mutex::default(), Mutex::default());
        let shared = Arc::new(Shared {
            input,
            output,
            before,
            entered,
            shown,
            switch,
            mouse,
            owes_region,
            late_panics,
        });
        Ok(Terminal { shared, hook: None })
    }

    /// Takes the keyboard over: raw mode, so that answers can be read. The shell's screen stays.
    ///
    /// # Errors
    /// When the terminal refuses raw mode.
    pub(super) fn enter(&mut self) -> io::Result<()> {
        if self.hook.is_none() {
            self.hook = Some(Hook::install(Arc::clone(&self.shared)));
        }
        let mut raw = self.shared.before.clone();
        raw.make_raw();
        // Before raw mode, so that a failure half-way is restored.
        self.shared.entered.store(true, Ordering::SeqCst);
        self.shared.set(&raw)
    }

    /// Takes the screen over as well: appends to `out` what is to be written for that. May be called
    /// again when something else may have changed the terminal meanwhile.
    pub(super) fn show(&self, out: &mut Vec<u8>) {
        self.shared.shown.store(true, Ordering::SeqCst);
        out.extend_from_slice(&self.shared.switch().enter);
        ansi(terminal::EnterAlternateScreen, out);
        // Nobody knows what a program before us, or we ourselves when we were stopped, left set.
        out.extend_from_slice(REGION_OFF);
        ansi(cursor::Hide, out);
        out.extend_from_slice(PASTE_ON);
        if self.shared.mouse.load(Ordering::SeqCst) {
            out.extend_from_slice(MOUSE_ON);
        }
    }

    /// From now on the mouse reports, or does not. Where our screen is shown already, appends what makes it
    /// so to `out`.
    pub(super) fn report_mouse(&self, reports: bool, out: &mut Vec<u8>) {
        if self.shared.mouse.swap(reports, Ordering::SeqCst) != reports && self.is_shown() {
            out.extend_from_slice(if reports { MOUSE_ON } else { MOUSE_OFF });
        }
    }

    /// Whether our screen is shown.
    pub(super) fn is_shown(&self) -> bool {
        self.shared.shown.load(Ordering::SeqCst)
    }

    /// From now on `switch` is what is switched for the session, instead of what was. Where our
    /// screen is shown already, appends what makes it so to `out`; all must be drawn anew then.
    pub(super) fn switch(&self, switch: &Switch, out: &mut Vec<u8>) {
        let mut current = self.shared.switch();
        if *current == *switch {
            return;
        }
        if self.is_shown() {
            out.extend_from_slice(&current.leave);
            out.extend_from_slice(&switch.enter);
        }
        current.clone_from(switch);
    }

    /// Writes `bytes`, waiting for the terminal as long as it is worth.
    pub(super) fn write(&self, bytes: &[u8]) -> io::Result<()> {
        write_patiently(self.output(), bytes)
    }

    /// Gives the terminal back as it was; nothing if that is done already.
    pub(super) fn leave(&self) {
        self.shared.leave();
    }

    /// A frame was not taken whole, and may never be.
    pub(super) fn owe_region(&self) {
        self.shared.owes_region.store(true, Ordering::SeqCst);
    }

    /// Where keys come from; not blocking, unless the terminal could not be opened anew.
    pub(super) fn input(&self) -> BorrowedFd<'_> {
        self.shared.input.as_fd()
    }

    /// Where the screen is; not blocking, unless the terminal could not be opened anew.
    pub(super) fn output(&self) -> BorrowedFd<'_> {
        self.shared.output.as_fd()
    }

    /// Columns and rows as the terminal reports them; 0 where it does not know.
    pub(super) fn size(&self) -> (u16, u16) {
        termios::tcgetwinsize(&self.shared.output).map_or((0, 0), |size| (size.ws_col, size.ws_row))
    }
}

/// Columns of the terminal that standard output is; `None` if it is none.
#[must_use]
pub fn columns() -> Option<usize> {
    let size = termios::tcgetwinsize(io::stdout()).ok()?;
    (size.ws_col > 0).then(|| usize::from(size.ws_col))
}

impl Drop for Terminal {
    fn drop(&mut self) {
        self.leave();
        drop(self.hook.take());
        let mut late = self.shared.late_panics.lock().unwrap_or_else(PoisonError::into_inner);
        for message in late.drain(..) {
            // Nobody can be told that nobody can be told.
            let _ = writeln!(io::stderr(), "{message}");
        }
    }
}

impl Shared {
    fn leave(&self) {
        if !self.entered.swap(false, Ordering::SeqCst) {
            return;
        }
        if self.shown.swap(false, Ordering::SeqCst) {
            let mut out = Vec::new();
            // A frame may have been cut off: its bracket is closed first. ESC breaks off whatever
            // sequence it was in.
            ansi(terminal::EndSynchronizedUpdate, &mut out);
            if self.owes_region.load(Ordering::SeqCst) {
                out.extend_from_slice(REGION_OFF);
            }
            ansi(cursor::Show, &mut out);
            if self.mouse.load(Ordering::SeqCst) {
                out.extend_from_slice(MOUSE_OFF);
            }
            out.extend_from_slice(PASTE_OFF);
            ansi(SetAttribute(Attribute::Reset), &mut out);
            let Switch { leave, leaves_first, .. } = self.switch().clone();
            if leaves_first {
                out.extend_from_slice(&leave);
            }
            ansi(terminal::LeaveAlternateScreen, &mut out);
            if !leaves_first {
                out.extend_from_slice(&leave);
            }
            // A terminal that is gone cannot be restored, and needs not be.
            let _ = write_patiently(self.output.as_fd(), &out);
        }
        let _ = self.set(&self.before);
    }

    /// What is switched. Nothing that could panic happens while this is held.
    fn switch(&self) -> MutexGuard<'_, Switch> {
        self.switch.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn set(&self, modes: &Termios) -> io::Result<()> {
        loop {
            // At once, not after the output has drained: a terminal that was stopped with Ctrl-S
            // would never let the program end. What was written is processed already.
            match termios::tcsetattr(&self.input, OptionalActions::Now, modes) {
                Err(Errno::INTR) => {}
                done => return Ok(done?),
            }
        }
    }

    fn keep_panic(&self, message: String) {
        let mut late = self.late_panics.lock().unwrap_or_else(PoisonError::into_inner);
        if late.len() < LATE_PANICS {
            late.push(message);
        }
    }
}

/// The panic hook of a session's life. It is the one global thing here, because Rust has one hook
/// for the process: without it the message would be written onto the alternate screen and vanish
/// with it. The hook that was there before comes back when the session ends; it is not called
/// before, because a message may quote an article, and it would write that to the terminal raw.
struct Hook {
    previous: Arc<dyn Fn(&PanicHookInfo<'_>) + Send + Sync>,
}

impl Hook {
    fn install(shared: Arc<Shared>) -> Self {
        let previous: Arc<dyn Fn(&PanicHookInfo<'_>) + Send + Sync> = Arc::from(panic::take_hook());
        let session = thread::current().id();
        panic::set_hook(Box::new(move |info| {
            let thread = thread::current();
            if thread.id() == session {
                shared.leave();
            }
            let message = harmless(&format!("thread {:?}: {info}", thread.name().unwrap_or("unnamed")));
            if shared.entered.load(Ordering::SeqCst) {
                // The session goes on when a worker fails, and its screen with it: the message
                // waits until the terminal is given back.
                shared.keep_panic(message);
                return;
            }
            let backtrace = Backtrace::capture();
            let _ = writeln!(io::stderr(), "{message}");
            if backtrace.status() == BacktraceStatus::Captured {
                let _ = writeln!(io::stderr(), "{backtrace}");
            }
        }));
        Hook { previous }
    }
}

impl Drop for Hook {
    fn drop(&mut self) {
        // A panicking thread may not change the hook, and the program is about to end anyway.
        if !thread::panicking() {
            let previous = Arc::clone(&self.previous);
            panic::set_hook(Box::new(move |info| previous(info)));
        }
    }
}

/// What a panic says, without what a terminal would act on.
fn harmless(message: &str) -> String {
    let lines: Vec<_> = message.lines().map(text::neutralised).collect();
    lines.join("\n")
}

impl fmt::Debug for Hook {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Hook")
    }
}

impl fmt::Display for OpenError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            OpenError::NoScreen => f.write_str(
                "standard output is no terminal; `warraq list`, `warraq print` and `warraq --linear` write to \
                 files and pipes",
            ),
            OpenError::NoCursor => f.write_str(
                "this terminal (TERM=dumb) cannot show a screen; `warraq --linear` reads line by line in it, and \
                 `warraq list` and `warraq print` work too",
            ),
            OpenError::NoKeyboard(error) => {
                write!(f, "standard input is no terminal and /dev/tty cannot be opened ({error}); ")?;
                f.write_str("`warraq list` and `warraq print` need no keys, `warraq --linear` reads commands from a pipe")
            }
            OpenError::Unusable(error) => write!(f, "the terminal cannot be used: {error}"),
        }
    }
}

// What the system answered stands in what is said; as a source it would be said twice.
impl std::error::Error for OpenError {}

/// The terminal behind `fd`, opened anew: "not blocking" belongs to the open description, which
/// standard input and output share with the shell and every program in the pipe.
fn own_description(fd: BorrowedFd<'_>) -> io::Result<OwnedFd> {
    match termios::ttyname(fd, Vec::new()).map_err(io::Error::from).and_then(|name| open_tty(&name)) {
        Ok(own) => Ok(own),
        // After `su`, or where /dev is another's, the name cannot be opened. The shared one works
        // too, at the price of blocking when the terminal takes no bytes.
        Err(_) => Ok(rustix::io::fcntl_dupfd_cloexec(fd, 3)?),
    }
}

fn open_tty(path: &std::ffi::CStr) -> io::Result<OwnedFd> {
    let flags = OFlags::RDWR | OFlags::NOCTTY | OFlags::NONBLOCK | OFlags::CLOEXEC;
    let fd = rustix::fs::open(path, flags, Mode::empty())?;
    if termios::isatty(&fd) { Ok(fd) } else { Err(Errno::NOTTY.into()) }
}

/// Writes everything, waiting for the terminal as long as it is worth.
fn write_patiently(output: BorrowedFd<'_>, mut bytes: &[u8]) -> io::Result<()> {
    let deadline = Instant::now() + PATIENCE;
    while !bytes.is_empty() {
        match rustix::io::write(output, bytes) {
            Ok(count) => bytes = &bytes[count..],
            Err(Errno::INTR) => {}
            Err(Errno::AGAIN) => {
                let left = deadline.saturating_duration_since(Instant::now());
                let left = Timespec::try_from(left).map_err(io::Error::other)?;
                if poll(&mut [PollFd::from_borrowed_fd(output, PollFlags::OUT)], Some(&left)) == Ok(0) {
                    return Err(io::ErrorKind::TimedOut.into());
                }
            }
            Err(error) => return Err(error.into()),
        }
    }
    Ok(())
}

fn ansi(command: impl Command, out: &mut Vec<u8>) {
    let mut text = String::new();
    command.write_ansi(&mut text).expect("a string takes what is written");
    out.extend_from_slice(text.as_bytes());
}
