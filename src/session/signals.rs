//! Signals as something to poll: each leaves a flag, and a byte in one pipe.

use std::io;
use std::os::fd::{AsFd, BorrowedFd};
use std::os::unix::net::UnixStream;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, OnceLock};

use signal_hook::SigId;
use signal_hook::consts::{
    SIGALRM, SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGUSR1, SIGUSR2, SIGWINCH,
};
use signal_hook::{flag, low_level};

/// The signals that end the program, after the terminal is restored.
pub(super) const FATAL: [i32; 7] = [SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGUSR1, SIGUSR2, SIGALRM];

/// The signals of a session, caught as long as this lives.
#[derive(Debug)]
pub(super) struct Signals {
    pipe: UnixStream,
    arrived: Vec<(i32, Arc<AtomicBool>)>,
    registered: Vec<SigId>,
    over: Arc<AtomicBool>,
}

/// Whether no session is running, and signals do what they do by default. signal-hook never takes
/// a handler away, so without this a caught signal would be ignored after the first session. It is
/// one for the process, as signals are.
static OVER: OnceLock<Arc<AtomicBool>> = OnceLock::new();

impl Signals {
    /// Starts catching.
    ///
    /// # Errors
    /// When the process has no descriptors left, or may not catch a signal.
    pub(super) fn catch() -> io::Result<Self> {
        let (read, write) = UnixStream::pair()?;
        read.set_nonblocking(true)?;
        let is_first = OVER.get().is_none();
        let over = Arc::clone(OVER.get_or_init(Arc::default));
        over.store(false, Ordering::SeqCst);
        let mut signals = Signals { pipe: read, arrived: Vec::new(), registered: Vec::new(), over };
        for signal in FATAL.into_iter().chain([SIGTSTP]).filter(|_| is_first) {
            // Stays for good; the flag decides what it does.
            flag::register_conditional_default(signal, Arc::clone(&signals.over))?;
        }
        for signal in FATAL.into_iter().chain([SIGTSTP, SIGCONT, SIGWINCH]) {
            let flag = Arc::new(AtomicBool::new(false));
            // The flag first: who reads the byte finds it.
            signals.registered.push(flag::register(signal, Arc::clone(&flag))?);
            signals.registered.push(low_level::pipe::register(signal, write.try_clone()?)?);
            signals.arrived.push((signal, flag));
        }
        Ok(signals)
    }

    /// Readable when a signal has arrived.
    pub(super) fn readable(&self) -> BorrowedFd<'_> {
        self.pipe.as_fd()
    }

    /// Empties the pipe; call it before `take`.
    pub(super) fn drain(&self) {
        let mut bytes = [0; 64];
        while rustix::io::read(&self.pipe, &mut bytes).is_ok_and(|count| count == bytes.len()) {}
    }

    /// Whether `signal` has arrived since the last time.
    pub(super) fn take(&self, signal: i32) -> bool {
        self.arrived.iter().any(|(known, flag)| *known == signal && flag.swap(false, Ordering::SeqCst))
    }

    /// Which fatal signal has arrived.
    pub(super) fn take_fatal(&self) -> Option<i32> {
        FATAL.into_iter().find(|signal| self.take(*signal))
    }
}

impl Drop for Signals {
    fn drop(&mut self) {
        self.over.store(true, Ordering::SeqCst);
        for id in self.registered.drain(..) {
            low_level::unregister(id);
        }
    }
}

/// Dies by `signal`, so that whoever started the program sees the truth.
pub(super) fn die_by(signal: i32) {
    // Resets the signal to its default and raises it; cannot return for a fatal one.
    let _ = low_level::emulate_default_handler(signal);
}

/// Stops this process, and its whole process group if the reader asked for it here: what stands
/// in a pipe with it, or started it without job control, must stop too or the shell never gets
/// its terminal back.
///
/// Returns when the process is continued. Only for a process that has [job control](has_job_control).
pub(super) fn stop(group: bool) {
    if group {
        // Caught by ourselves, hence the second signal; the others stop by this one.
        let _ = rustix::process::kill_current_process_group(rustix::process::Signal::TSTP);
    }
    let _ = low_level::raise(signal_hook::consts::SIGSTOP);
}

/// Whether a shell with job control watches over this process. The leader of a session and what
/// runs in its group (`xterm -e warraq`, `ssh -t host warraq`) has nobody who would continue it:
/// stopped, it would hang for ever.
pub(super) fn has_job_control() -> bool {
    let session = rustix::process::getsid(None);
    session.is_ok_and(|leader| leader != rustix::process::getpgrp())
}
