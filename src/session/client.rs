//! What tmux calls the terminal in front of it, for those tmuxes that pass no question on to it. tmux
//! is run for this, by a thread of its own and never by a shell.

use std::io::Read;
use std::process::{Command, Stdio};
use std::sync::mpsc::{self, Receiver};
use std::thread;
use std::time::Duration;

use rustix::event::{PollFd, PollFlags, Timespec, poll};

use super::wake::Waker;

/// How long tmux may take.
const PATIENCE: Duration = Duration::from_secs(1);

/// Bytes of its answer that are read at most.
const LIMIT: usize = 256;

/// Asks tmux, and wakes the session when it has answered. Nothing comes if it does not.
pub(super) fn ask(waker: Waker) -> Receiver<String> {
    let (sender, receiver) = mpsc::channel();
    let asking = move || {
        if let Some(name) = answer(Command::new("tmux").args(["display-message", "-p", "#{client_termtype}"]))
        {
            // Nobody listens any more once the session has ended.
            let _ = sender.send(name);
            waker.wake();
        }
    };
    // Without a thread there is no answer, as without a tmux.
    let _ = thread::Builder::new().name("tmux".to_owned()).spawn(asking);
    receiver
}

/// What `command` prints, if it does within [`PATIENCE`].
fn answer(command: &mut Command) -> Option<String> {
    let quiet = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null());
    let mut child = quiet.spawn().ok()?;
    let mut stdout = child.stdout.take()?;
    let patience = Timespec::try_from(PATIENCE).ok()?;
    let is_ready = poll(&mut [PollFd::new(&stdout, PollFlags::IN)], Some(&patience)) == Ok(1);
    // One short line comes in one piece.
    let mut bytes = [0; LIMIT];
    let count = if is_ready { stdout.read(&mut bytes).unwrap_or(0) } else { 0 };
    // It has answered, or it will not.
    let _ = child.kill();
    let _ = child.wait();
    (count > 0).then(|| String::from_utf8_lossy(&bytes[..count]).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_short_and_may_fail() {
        assert_eq!(answer(Command::new("echo").arg("VTE(8401)")).as_deref(), Some("VTE(8401)\n"));
        assert_eq!(answer(&mut Command::new("/nonexistent/tmux")), None);
        let long = answer(Command::new("echo").arg("x".repeat(1000))).expect("an answer");
        assert_eq!(long.len(), 256);
    }
}
