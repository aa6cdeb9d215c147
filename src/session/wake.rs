//! How another thread wakes the session: one byte in a pipe, however often it calls.

use std::io;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use rustix::pipe::{PipeFlags, pipe_with};

/// Wakes the session, which then gives its reader `Input::Wake`. Clones wake the same session;
/// waking one that has ended does nothing.
#[derive(Clone, Debug)]
pub struct Waker(Arc<Pipe>);

#[derive(Debug)]
struct Pipe {
    /// Whether a byte is on its way, so that no second one is needed.
    called: AtomicBool,
    // Both ends live as long as any waker does: a late call meets no closed pipe.
    read: OwnedFd,
    write: OwnedFd,
}

impl Waker {
    /// A waker that nobody listens to yet.
    ///
    /// # Errors
    /// When the process has no descriptors left.
    pub(super) fn new() -> io::Result<Self> {
        let (read, write) = pipe_with(PipeFlags::CLOEXEC | PipeFlags::NONBLOCK)?;
        Ok(Waker(Arc::new(Pipe { called: AtomicBool::new(false), read, write })))
    }

    /// Wakes the session; calls that come before it wakes count as one. Never blocks.
    pub fn wake(&self) {
        if !self.0.called.swap(true, Ordering::SeqCst) {
            // An empty pipe takes a byte; nothing else can go wrong with it.
            let _ = rustix::io::write(&self.0.write, &[1]);
        }
    }

    /// Readable when somebody called.
    pub(super) fn readable(&self) -> BorrowedFd<'_> {
        self.0.read.as_fd()
    }

    /// Whether somebody called since the last time. What they did before calling is visible after.
    pub(super) fn take(&self) -> bool {
        // The byte goes first: a call between the two steps is part of this one, and its work is
        // seen, because the reader looks only afterwards.
        let _ = rustix::io::read(&self.0.read, &mut [0; 16]);
        self.0.called.swap(false, Ordering::SeqCst)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn many_calls_are_one() {
        let waker = Waker::new().expect("a pipe");
        assert!(!waker.take());
        let clone = waker.clone();
        let caller = std::thread::spawn(move || (0..100_000).for_each(|_| clone.wake()));
        caller.join().expect("the caller ends");
        assert!(waker.take());
        assert!(!waker.take());
        waker.wake();
        assert!(waker.take());
    }
}
