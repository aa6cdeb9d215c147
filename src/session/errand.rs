//! Another program that is run for the reader: at the terminal for a while, as an editor, or beside it, as a
//! browser on a desktop. It is started from its name and arguments, never by a shell; who gives the terminal
//! back before and takes it over again is `run`.

use std::ffi::OsString;
use std::io;
use std::os::fd::OwnedFd;
use std::os::unix::process::{CommandExt, ExitStatusExt};
use std::process::{Command, Stdio};
use std::sync::mpsc::{self, Receiver};
use std::thread;

use rustix::fs::{Mode, OFlags};
use rustix::io::Errno;
use rustix::process::{Pid, Signal, WaitOptions, kill_process, waitpid};
use rustix::termios::isatty;

use super::signals;
use super::wake::Waker;

/// What is to be run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Errand {
    /// The program: a path, or a name that is looked for in `PATH`.
    pub program: OsString,
    /// Its arguments.
    pub arguments: Vec<OsString>,
    /// Whether it needs the terminal. One that does not is not waited for.
    pub wants_terminal: bool,
}

/// Why a program did not do what it was run for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ErrandError {
    /// It could not be started; in the system's own words.
    NotStarted(String),
    /// It ended with this status.
    Failed(i32),
    /// This signal ended it.
    Killed(i32),
}

impl Errand {
    /// Starts it beside the reader, without the terminal; wakes the session when it has ended.
    pub(super) fn launch(&self, waker: Waker) -> Receiver<Result<(), ErrandError>> {
        let (sender, receiver) = mpsc::channel();
        let mut command = Command::new(&self.program);
        command.args(&self.arguments).process_group(0);
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        let waiting = move || {
            let ended = match command.status() {
                Err(error) => Err(ErrandError::NotStarted(error.to_string())),
                Ok(status) => result(status.code(), status.signal()),
            };
            // Nobody listens any more once the session has ended.
            let _ = sender.send(ended);
            waker.wake();
        };
        // Without a thread nothing is heard of it.
        let _ = thread::Builder::new().name("errand".to_owned()).spawn(waiting);
        receiver
    }

    /// Runs it and waits for its end. The keyboard's signals go to it and to this process alike; what they
    /// left behind here is the caller's to forget. If it stops, so does this process, where a shell would
    /// continue both.
    pub(super) fn run(&self) -> Result<(), ErrandError> {
        let not_started = |error: io::Error| ErrandError::NotStarted(error.to_string());
        let mut command = Command::new(&self.program);
        command.args(&self.arguments);
        if !isatty(io::stdin()) {
            command.stdin(Stdio::from(keyboard().map_err(not_started)?));
        }
        let child = command.spawn().map_err(not_started)?;
        let pid = Pid::from_child(&child);
        loop {
            match waitpid(Some(pid), WaitOptions::UNTRACED) {
                Ok(Some((_, status))) if status.stopped() => {
                    if signals::has_job_control() {
                        signals::stop(false);
                    }
                    // A shell continues all of the job, but nobody else would.
                    let _ = kill_process(pid, Signal::CONT);
                }
                Ok(Some((_, status))) => return result(status.exit_status(), status.terminating_signal()),
                Ok(None) | Err(Errno::INTR) => {}
                Err(error) => return Err(not_started(error.into())),
            }
        }
    }
}

fn result(status: Option<i32>, signal: Option<i32>) -> Result<(), ErrandError> {
    match (status, signal) {
        (Some(0), _) => Ok(()),
        (Some(status), _) => Err(ErrandError::Failed(status)),
        (None, signal) => Err(ErrandError::Killed(signal.unwrap_or(0))),
    }
}

/// The terminal as something to read from. Not the session's own: reading from that does not block.
fn keyboard() -> io::Result<OwnedFd> {
    let flags = OFlags::RDWR | OFlags::NOCTTY | OFlags::CLOEXEC;
    Ok(rustix::fs::open(c"/dev/tty", flags, Mode::empty())?)
}
