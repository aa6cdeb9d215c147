//! The clipboard of the desktop that the reader sits at, by whichever of the usual programs is there. It is
//! run by a thread of its own, never by a shell, with the text on its standard input and a time-out.

use std::env;
use std::io;
use std::os::unix::process::CommandExt;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc::{self, Receiver};
use std::thread;
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::Errno;

use super::wake::Waker;

/// How long a program may take.
pub(super) const PATIENCE: Duration = Duration::from_secs(2);

/// How long its end is waited for before one looks again: programs of a few kilobytes end within this.
const LOOK: Duration = Duration::from_millis(5);

/// A program that puts its standard input into the clipboard of a desktop.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClipboardProgram {
    name: &'static str,
    arguments: &'static [&'static str],
    /// The variable that is there where its desktop is; none for a system that has one desktop.
    desktop: Option<&'static str>,
    is_utf16: bool,
}

const fn program(
    name: &'static str,
    arguments: &'static [&'static str],
    desktop: Option<&'static str>,
) -> ClipboardProgram {
    ClipboardProgram { name, arguments, desktop, is_utf16: false }
}

/// Every program that is known, in the order of asking.
const PROGRAMS: &[ClipboardProgram] = &[
    program("wl-copy", &["--type", "text/plain;charset=utf-8"], Some("WAYLAND_DISPLAY")),
    program("xclip", &["-in", "-selection", "clipboard"], Some("DISPLAY")),
    program("xsel", &["--input", "--clipboard"], Some("DISPLAY")),
    program("pbcopy", &[], None),
    // Windows under Linux; it takes other text for that of an old code page.
    ClipboardProgram { is_utf16: true, ..program("clip.exe", &[], Some("WSL_DISTRO_NAME")) },
];

/// The programs whose desktop is there, by the environment. None for who reads from afar: that desktop
/// would be another one.
pub(super) fn programs(is_remote: bool) -> Vec<ClipboardProgram> {
    let is_there = |program: &&ClipboardProgram| match program.desktop {
        Some(variable) => env::var_os(variable).is_some_and(|value| !value.is_empty()),
        None => cfg!(target_os = "macos"),
    };
    if is_remote { Vec::new() } else { PROGRAMS.iter().filter(is_there).copied().collect() }
}

/// Gives `text` to the first of `programs` that takes it, and wakes the session: with its name, or `None`
/// if there is none.
pub(super) fn copy(
    text: String,
    programs: Vec<ClipboardProgram>,
    waker: Waker,
) -> Receiver<Option<&'static str>> {
    let (sender, receiver) = mpsc::channel();
    let copying = move || {
        let taken = programs.iter().find(|program| program.take(&text).unwrap_or(false));
        // Nobody listens any more once the session has ended.
        let _ = sender.send(taken.map(|program| program.name));
        waker.wake();
    };
    // Without a thread the sender is dropped, which says the same as `None`.
    let _ = thread::Builder::new().name("clipboard".to_owned()).spawn(copying);
    receiver
}

impl ClipboardProgram {
    /// Whether it has taken `text`.
    fn take(self, text: &str) -> io::Result<bool> {
        let mut command = Command::new(self.name);
        let deadline = Instant::now() + PATIENCE;
        if self.is_utf16 {
            let units: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
            return feed(command.args(self.arguments), &units, deadline);
        }
        feed(command.args(self.arguments), text.as_bytes(), deadline)
    }
}

/// Runs `command` with `bytes` on its standard input; whether it took them and ended well by `deadline`.
fn feed(command: &mut Command, bytes: &[u8], deadline: Instant) -> io::Result<bool> {
    let quiet = command.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null());
    // In a group of its own it neither stops nor ends with the reader: what it leaves behind hands the text
    // out for as long as the desktop wants it.
    let mut child = quiet.process_group(0).spawn()?;
    let done = write(&mut child, bytes, deadline).and_then(|()| end(&mut child, deadline));
    if !matches!(done, Ok(Some(_))) {
        let _ = child.kill();
        let _ = child.wait();
    }
    Ok(done?.is_some_and(|status| status.success()))
}

/// Writes all of `bytes`, and closes the pipe.
fn write(child: &mut Child, mut bytes: &[u8], deadline: Instant) -> io::Result<()> {
    let stdin = child.stdin.take().expect("it was asked for");
    rustix::io::ioctl_fionbio(&stdin, true)?;
    while !bytes.is_empty() {
        let left = Timespec::try_from(deadline.saturating_duration_since(Instant::now()));
        let left = left.map_err(io::Error::other)?;
        match rustix::io::write(&stdin, bytes) {
            Ok(count) => bytes = &bytes[count..],
            Err(Errno::INTR) => {}
            Err(Errno::AGAIN) => {
                if poll(&mut [PollFd::new(&stdin, PollFlags::OUT)], Some(&left)) == Ok(0) {
                    return Err(io::ErrorKind::TimedOut.into());
                }
            }
            Err(error) => return Err(error.into()),
        }
    }
    Ok(())
}

/// How it ended; `None` if it has not by `deadline`.
fn end(child: &mut Child, deadline: Instant) -> io::Result<Option<ExitStatus>> {
    loop {
        if let Some(status) = child.try_wait()? {
            return Ok(Some(status));
        }
        if Instant::now() >= deadline {
            return Ok(None);
        }
        thread::sleep(LOOK);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_copies_to_a_desktop_that_is_far_away() {
        assert!(programs(true).is_empty());
    }

    #[test]
    fn a_program_has_taken_the_text_if_it_ends_well_in_time() {
        let check = |script: &str, bytes: usize, millis: u64, expected: Option<bool>| {
            let deadline = Instant::now() + Duration::from_millis(millis);
            let found = feed(Command::new("sh").args(["-c", script]), &vec![b'x'; bytes], deadline);
            assert_eq!(found.ok(), expected, "{script}");
        };
        check("cat >/dev/null", 1_000_000, 60_000, Some(true));
        check("test $(wc -c) = 1000000", 1_000_000, 60_000, Some(true));
        check("cat >/dev/null; exit 1", 10, 60_000, Some(false));
        // Deaf, it is not waited for; nor is one that never ends.
        check("exec sleep 600", 1_000_000, 20, None);
        check("exec sleep 600", 10, 20, Some(false));
        // What it leaves behind holds nobody.
        check("cat >/dev/null; sleep 5 & echo", 10, 60_000, Some(true));
        let missing = feed(&mut Command::new("/nonexistent/xclip"), b"", Instant::now() + PATIENCE);
        assert!(missing.is_err());
    }
}
