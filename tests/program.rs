//! The reader itself, on a terminal of its own.

mod terminal;

use std::fs;
use std::os::unix::process::ExitStatusExt;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use pty_process::blocking::Command;
use rustix::process::Signal;
use terminal::Screen;

/// Starts the reader with `args` in English.
fn start(args: &[&str]) -> Screen {
    Screen::of(Command::new(env!("CARGO_BIN_EXE_warraq")).args(["--lang", "en"]).args(args))
}

/// A folder of its own for a test, removed when dropped.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Folder {
        let path = std::env::temp_dir().join(format!("warraq-{name}-{}", std::process::id()));
        fs::create_dir_all(&path).expect("a temporary folder");
        Folder(path)
    }

    fn path(&self) -> &str {
        self.0.to_str().expect("a temporary path is UTF-8")
    }

    fn write(&self, name: &str, bytes: &[u8]) {
        fs::write(self.0.join(name), bytes).expect("a file can be written");
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

#[test]
fn the_five_articles_open_and_quitting_restores() {
    let mut screen = start(&[]);
    screen.shows("5 articles");
    screen.shows("1 of 5");
    screen.send("jj");
    screen.shows("3 of 5");
    screen.send("?");
    screen.shows("Moving");
    screen.send("\x1b");
    screen.shows("3 of 5");
    screen.send("q");
    assert_eq!(screen.ended().code(), Some(0));
    screen.assert_restored();
}

#[test]
fn signals_restore() {
    for signal in [Signal::TERM, Signal::HUP, Signal::INT] {
        let mut screen = start(&[]);
        screen.shows("1 of 5");
        screen.kill(signal);
        assert_eq!(screen.ended().signal(), Some(signal.as_raw()));
        screen.assert_restored();
    }
}

#[test]
fn suspending_gives_the_terminal_back_and_returning_redraws() {
    let script = "\"$0\" --lang en; echo stopped; read line; fg >/dev/null; echo \"ended $?\"";
    let program = env!("CARGO_BIN_EXE_warraq");
    let mut screen = Screen::of(Command::new("sh").args(["-m", "-c", script]).arg(program));
    screen.shows("1 of 5");
    screen.send("j");
    screen.shows("2 of 5");
    screen.send("\x1a");
    screen.shows("stopped");
    screen.assert_restored();
    screen.send("\r");
    screen.shows("2 of 5");
    screen.send("q");
    screen.shows("ended 0");
    assert_eq!(screen.ended().code(), Some(0));
    screen.assert_restored();
}

#[test]
fn changes_of_names_are_kept_and_hold_for_the_next_reader() {
    let folder = Folder::new("changes");
    let (names, line) = (folder.0.join("names.txt"), "delete\tLOC\tليبيا\n");
    let options = ["--entities", names.to_str().expect("a temporary path is UTF-8")];
    // Two readers at once: neither loses what the other has changed.
    let mut readers = [start(&options), start(&options)];
    for (screen, name) in readers.iter_mut().zip(["libya", "syria"]) {
        screen.shows("1 of 5");
        assert_eq!(names.exists(), name == "syria", "it is made with the first change");
        screen.send(&format!("3/{name}\rX"));
        screen.shows("is no name any more");
    }
    let text = fs::read_to_string(&names).expect("the file is there");
    assert!(text.contains(line) && text.ends_with("delete\tLOC\tسوريا\n"), "{text}");
    readers[0].send("U");
    readers[0].shows("Undone:");
    assert!(!fs::read_to_string(&names).expect("it is there").contains(line));
    for screen in &mut readers {
        screen.send("q");
        assert_eq!(screen.ended().code(), Some(0));
        screen.assert_restored();
    }
    let mut screen = start(&options);
    screen.shows("1 of 5");
    screen.send("3/syria");
    screen.shows("Nothing matches");
    screen.send("\x03");
    assert_eq!(screen.ended().code(), Some(0));
}

#[test]
fn what_cannot_be_kept_holds_until_the_reader_quits_and_is_said() {
    let folder = Folder::new("unkept");
    // A folder cannot be made where a file stands.
    folder.write("file", b"");
    let names = folder.0.join("file/names.txt");
    let mut screen = start(&["--entities", names.to_str().expect("a temporary path is UTF-8")]);
    screen.shows("1 of 5");
    screen.send("3/libya\rX");
    screen.shows("not kept");
    screen.send("q");
    assert_eq!(screen.ended().code(), Some(0));
    screen.assert_restored();
    screen.shows("keeping your changes of names");
}

#[test]
fn every_size_down_to_one_cell() {
    let mut screen = start(&[]);
    screen.shows("1 of 5");
    for (columns, rows) in [(200, 50), (40, 12), (30, 10), (2, 2), (1, 1), (80, 24)] {
        screen.resize(columns, rows);
        screen.send("j");
    }
    screen.shows("5 of 5");
    screen.send("q");
    assert_eq!(screen.ended().code(), Some(0));
    screen.assert_restored();
}

#[test]
fn what_cannot_be_read_is_named_and_the_rest_opens() {
    let folder = Folder::new("notices");
    folder.write("a.txt", "مقالة قصيرة عن ليبيا.".as_bytes());
    folder.write("b.txt", b"\xff\xfe\xfd");
    folder.write("c.txt", b"");
    let mut screen = start(&[folder.path()]);
    screen.shows("1 article");
    screen.shows("2 not read");
    screen.send("!");
    screen.shows("b.txt");
    screen.shows("not UTF-8");
    screen.shows("c.txt");
    // Any key closes the panel.
    screen.send("qq");
    assert_eq!(screen.ended().code(), Some(0));
}

#[test]
fn with_nothing_to_read_it_says_so_and_fails() {
    let folder = Folder::new("empty");
    let mut screen = start(&[folder.path()]);
    assert_eq!(screen.ended().code(), Some(1));
    screen.assert_restored();
    screen.shows("no .txt file in this folder");

    let mut screen = start(&["/nonexistent/article.txt"]);
    assert_eq!(screen.ended().code(), Some(1));
    screen.assert_restored();
    screen.shows("no such file or folder");
}

#[test]
fn a_file_that_vanishes_while_it_is_open_stays_readable() {
    let folder = Folder::new("vanishing");
    folder.write("a.txt", "سطر أول.\n".repeat(100).as_bytes());
    let mut screen = start(&[folder.path()]);
    screen.shows("1 of 1");
    fs::remove_file(folder.0.join("a.txt")).expect("the file is there");
    screen.send("\rG");
    screen.shows("100%");
    screen.send("q");
    assert_eq!(screen.ended().code(), Some(0));
}

/// A link of 8,000 bytes a second that takes 50 ms each way, in front of a terminal.
struct SlowLink {
    screen: terminal::Screen,
    /// What the program wrote, and when.
    under_way: std::collections::VecDeque<(Instant, u8)>,
    /// When the link takes the next byte in.
    free_at: Instant,
    answers: std::collections::VecDeque<Instant>,
    shown: vt100::Parser,
    seen: Vec<u8>,
}

impl SlowLink {
    const DELAY: Duration = Duration::from_millis(50);
    const BYTE: Duration = Duration::from_micros(125);

    fn of(mut screen: Screen) -> SlowLink {
        screen.answers_frames = false;
        let shown = vt100::Parser::new(terminal::size(24), terminal::size(80), 0);
        let (under_way, answers) = Default::default();
        SlowLink { screen, under_way, free_at: Instant::now(), answers, shown, seen: Vec::new() }
    }

    /// Carries what is due.
    fn carry(&mut self) {
        let before = self.screen.written.len();
        self.screen.read(Duration::from_millis(2));
        let now = Instant::now();
        for byte in &self.screen.written[before..] {
            self.free_at = self.free_at.max(now) + Self::BYTE;
            self.under_way.push_back((self.free_at + Self::DELAY, *byte));
        }
        while self.under_way.front().is_some_and(|(at, _)| *at <= now) {
            let Some((_, byte)) = self.under_way.pop_front() else { break };
            self.shown.process(&[byte]);
            self.seen.push(byte);
            if self.seen.ends_with(b"\x1b[5n") {
                self.answers.push_back(now + Self::DELAY);
            }
        }
        while self.answers.front().is_some_and(|at| *at <= now) {
            self.answers.pop_front();
            self.screen.send("\x1b[0n");
        }
    }

    /// Carries until the terminal shows `text`.
    fn shows(&mut self, text: &str) {
        let deadline = Instant::now() + terminal::DEADLINE;
        while !self.shown.screen().contents().contains(text) {
            assert!(Instant::now() < deadline, "{text:?}: {}", self.shown.screen().contents());
            self.carry();
        }
    }
}

#[test]
#[ignore = "takes ten seconds of real time, and an idle machine"]
fn a_key_held_on_a_slow_link() {
    let mut link = SlowLink::of(start(&[]));
    link.shows("1 of 5");
    // Down and up, so that each press changes all of the text.
    let started = Instant::now();
    let mut presses = 0;
    while started.elapsed() < Duration::from_secs(8) {
        if started.elapsed() * 15 >= Duration::from_secs(1) * presses {
            link.screen.send(if presses % 8 < 4 { "j" } else { "k" });
            presses += 1;
        }
        link.carry();
    }
    let released = Instant::now();
    link.screen.send("G");
    link.shows("5 of 5");
    let (late, sent) = (released.elapsed(), link.screen.written.len());
    println!("{presses} presses, right {late:?} after the release, {sent} bytes");
    assert!(late <= Duration::from_millis(1500) && sent <= 80_000, "{late:?}, {sent} bytes");
}
