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
fn an_arabic_keyboard_moves_searches_and_quits() {
    let mut screen = start(&[]);
    screen.shows("1 of 5");
    screen.send("تت");
    screen.shows("3 of 5");
    screen.send("ظ");
    screen.shows("Enter keep");
    // Where a line is typed letters are letters; the key of lam-alef sends both in one write.
    screen.send("لا");
    screen.shows("/ ﻻ");
    screen.send("\x1b");
    screen.shows("? help");
    screen.send("ض");
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
fn the_list_is_written_to_a_new_file_and_never_by_a_kiosk() {
    let folder = Folder::new("list");
    let start = |options: &[&str]| {
        let command = Command::new(env!("CARGO_BIN_EXE_warraq")).current_dir(folder.path());
        Screen::of(command.args(["--lang", "en"]).args(options))
    };
    let mut screen = start(&[]);
    screen.shows("1 of 5");
    screen.send("3/libya\r\r");
    screen.shows("4 of 5 articles");
    screen.send("W");
    screen.shows("warraq-list.csv");
    screen.send("\r");
    screen.shows("4 articles and");
    let text = fs::read_to_string(folder.0.join("warraq-list.csv")).expect("it was written");
    assert_eq!(text.lines().filter(|line| line.starts_with("article,")).count(), 4);
    // The next name is proposed; the old file stays as it is.
    screen.send("W");
    screen.shows("warraq-list-2.csv");
    screen.send("\x15warraq-list.csv\r");
    screen.shows("is there already");
    screen.send("W\x15list.json\r");
    screen.shows("written to list.json");
    assert_eq!(fs::read_to_string(folder.0.join("warraq-list.csv")).expect("it is there"), text);
    screen.send("q");
    assert_eq!(screen.ended().code(), Some(0));
    let mut screen = start(&["--kiosk"]);
    screen.shows("1 of 5");
    screen.send("W");
    screen.shows("Nothing can be written here");
    screen.send("q");
    assert_eq!(screen.ended().code(), Some(0));
    assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 2);
}

#[test]
fn a_kiosk_keeps_changes_only_in_a_file_that_is_named() {
    let folder = Folder::new("kiosk-changes");
    let home = format!("HOME={}", folder.path());
    let names = folder.0.join("names.txt");
    let named = ["--entities", names.to_str().expect("a temporary path is UTF-8")];
    for options in [&[][..], &named] {
        let program = env!("CARGO_BIN_EXE_warraq");
        let command = Command::new("env").arg(&home).args([program, "--lang", "en", "--kiosk"]);
        let mut screen = Screen::of(command.args(options));
        screen.shows("1 of 5");
        screen.send("3/libya\rX");
        screen.shows("is no name any more");
        assert_eq!(screen.contents().contains("not kept"), options.is_empty());
        screen.send("q");
        assert_eq!(screen.ended().code(), Some(0));
        let found = fs::read_dir(folder.path()).expect("a folder").count();
        assert_eq!(found, usize::from(!options.is_empty()));
    }
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
    screen.shows("2 faults");
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

/// Starts the reader with a state folder and these variables.
fn start_with_state(folder: &Folder, variables: &[&str], args: &[&str]) -> Screen {
    let state = format!("XDG_STATE_HOME={}", folder.path());
    let command = Command::new("env").arg(state).args(variables).arg(env!("CARGO_BIN_EXE_warraq"));
    Screen::of(command.args(["--lang", "en"]).args(args))
}

impl Folder {
    /// What is kept of the reader's choices; nothing if there is no file.
    fn choices(&self) -> Option<String> {
        fs::read_to_string(self.0.join("warraq/terminals")).ok()
    }
}

/// The answer of a terminal that nobody knows.
const UNKNOWN: &[u8] = b"\x1b[?62c";

/// The identity of the terminal of these tests.
const XTERM: &str = "XTerm(412) / 41;412;0 / xterm-256color";

#[test]
fn a_mode_that_was_chosen_by_hand_is_kept_for_its_terminal() {
    let folder = Folder::new("choices");
    let mut screen = start_with_state(&folder, &[], &[]);
    screen.shows("1 of 5");
    assert_eq!(folder.choices(), None, "nothing is kept unless it is chosen");
    screen.send("B");
    screen.shows("visual  ");
    screen.send("B");
    screen.shows("lro  ");
    screen.shows("joined");
    screen.send("q");
    assert_eq!(screen.ended().code(), Some(0));
    screen.assert_restored();
    assert_eq!(folder.choices(), Some(format!("lro\t{XTERM}\n")));

    // The next one goes on from there; a mode on the command line is kept nowhere.
    for (args, next, kept) in [(&[][..], "lrm", "lrm"), (&["--terminal", "sgr"], "logical", "logical")] {
        let mut screen = start_with_state(&folder, &[], args);
        screen.shows("1 of 5");
        screen.send("B");
        screen.shows(&format!("{next}  "));
        screen.send("q");
        assert_eq!(screen.ended().code(), Some(0));
        assert_eq!(folder.choices(), Some(format!("{kept}\t{XTERM}\n")));
    }
}

#[test]
fn broken_choices_are_named_and_stay() {
    let folder = Folder::new("broken");
    fs::create_dir_all(folder.0.join("warraq")).expect("a folder");
    folder.write("warraq/terminals", format!("# mine\nnonsense\nlro\t{XTERM}\n").as_bytes());
    let mut screen = start_with_state(&folder, &[], &[]);
    screen.shows("1 of 5");
    screen.send("Bq");
    assert_eq!(screen.ended().code(), Some(0));
    screen.shows("terminals:2: no mode and terminal");
    assert_eq!(folder.choices(), Some(format!("# mine\nnonsense\nlrm\t{XTERM}\n")));
}

#[test]
fn a_choice_that_cannot_be_kept_counts_for_this_time_and_is_named() {
    let folder = Folder::new("unwritable");
    folder.write("warraq", b"a file where a folder should be");
    let mut screen = start_with_state(&folder, &[], &[]);
    screen.shows("1 of 5");
    screen.send("B");
    screen.shows("visual  ");
    screen.send("q");
    assert_eq!(screen.ended().code(), Some(0));
    screen.shows("warraq/terminals");
}

#[test]
fn the_reader_of_an_unknown_terminal_is_asked_once() {
    // (what is pressed, what is kept)
    for (key, kept) in [("1", "visual"), ("2", "lro"), ("3", "inverse"), ("\x1b", "auto")] {
        let folder = Folder::new("unknown");
        let mut screen = start_with_state(&folder, &[], &[]);
        (screen.answers, screen.further) = (Some(UNKNOWN), Vec::new());
        screen.shows("Which of these lines can you read?");
        screen.send(key);
        screen.shows("1 of 5");
        screen.send("q");
        assert_eq!(screen.ended().code(), Some(0));
        assert_eq!(folder.choices(), Some(format!("{kept}\txterm-256color\n")));

        let mut screen = start_with_state(&folder, &[], &[]);
        (screen.answers, screen.further) = (Some(UNKNOWN), Vec::new());
        screen.shows("1 of 5");
        screen.send("q");
        assert_eq!(screen.ended().code(), Some(0));
    }
}

#[test]
fn the_question_gives_way_to_any_other_key() {
    let folder = Folder::new("other-key");
    let mut screen = start_with_state(&folder, &[], &[]);
    (screen.answers, screen.further) = (Some(UNKNOWN), Vec::new());
    screen.shows("Which of these lines can you read?");
    screen.send("?");
    screen.shows("Moving");
    screen.send("\x1b");
    screen.shows("1 of 5");
    screen.send("q");
    assert_eq!(screen.ended().code(), Some(0));
    assert_eq!(folder.choices(), None, "nothing was answered");
}

#[test]
fn nobody_is_asked_who_need_not_be() {
    // (variables, arguments, what the terminal answers)
    let cases: [(&[&str], &[&str], &'static [u8]); 5] = [
        (&["TERM=st-256color"], &[], b"\x1b[?6c"),
        (&[], &[], b"\x1bP>|newterm 1\x1b\\\x1b[?6c"),
        (&[], &[], b"\x1b[>0;136;0c\x1b[?6c"),
        (&[], &["--terminal", "lro"], b"\x1b[?62c"),
        (&[], &["--kiosk"], b"\x1b[?62c"),
    ];
    for (variables, args, answers) in cases {
        let folder = Folder::new("known");
        let mut screen = start_with_state(&folder, variables, args);
        (screen.answers, screen.further) = (Some(answers), Vec::new());
        screen.shows("1 of 5");
        screen.send("q");
        assert_eq!(screen.ended().code(), Some(0));
        assert_eq!(folder.choices(), None);
    }
}

#[test]
fn letters_that_are_not_to_be_joined_come_as_they_are() {
    // (arguments, whether the lam-alef of a title comes as one form, and as two letters)
    let cases: [(&[&str], bool); 3] =
        [(&[], true), (&["--glyphs", "raw"], false), (&["--terminal", "logical"], false)];
    for (args, has_forms) in cases {
        let mut screen = start(args);
        screen.shows("1 of 5");
        let contents = screen.contents();
        let is_form = |c| ('\u{FE70}'..='\u{FEFC}').contains(&c);
        let is_letter = |c| ('\u{0621}'..='\u{064A}').contains(&c);
        assert_eq!((contents.contains(is_form), contents.contains(is_letter)), (has_forms, !has_forms));
        screen.send("q");
        assert_eq!(screen.ended().code(), Some(0));
    }
}

#[test]
fn a_terminal_is_sent_what_it_needs_and_what_its_reader_asks_for() {
    const OVERRIDE: &[u8] = "\u{202D}".as_bytes();
    const KITTY: &[u8] = b"\x1b]66;";
    let sent = |screen: &Screen| (screen.wrote(OVERRIDE), screen.wrote(KITTY));
    // (what the terminal answers, arguments, whether overrides are sent, whether kitty's cells are)
    let cases: [(&'static [u8], &[&str], bool, bool); 5] = [
        (b"\x1b[>1;10;0c\x1b[?62c", &[], true, false),
        (b"\x1bP>|kitty(0.48.2)\x1b\\\x1b[>1;4000;48c\x1b[?62c", &[], false, true),
        (b"\x1b[>0;136;0c\x1b[?6c", &[], false, false),
        (b"\x1b[>1;10;0c\x1b[?62c", &["--terminal", "visual"], false, false),
        (b"\x1b[>0;136;0c\x1b[?6c", &["--terminal", "lro"], true, false),
    ];
    for (answers, args, overrides, cells) in cases {
        let mut screen = start(args);
        (screen.answers, screen.further) = (Some(answers), Vec::new());
        screen.shows("1 of 5");
        assert_eq!(sent(&screen), (overrides, cells), "{} {args:?}", answers.escape_ascii());
        screen.send("q");
        assert_eq!(screen.ended().code(), Some(0));
    }
    // By hand, and by an answer that comes late.
    let mut screen = start(&[]);
    screen.shows("1 of 5");
    screen.send("B");
    screen.shows("visual  ");
    assert_eq!(sent(&screen), (false, false));
    screen.send("B");
    screen.wait("overrides", |screen| screen.wrote(OVERRIDE));
    let mut screen = start(&[]);
    (screen.answers, screen.further) = (None, Vec::new());
    screen.shows("1 of 5");
    assert_eq!(sent(&screen), (false, false));
    screen.answer(b"\x1bP>|kitty(0.48.2)\x1b\\\x1b[>1;4000;48c\x1b[?62c");
    screen.wait("kitty's cells", |screen| screen.wrote(KITTY));
}

#[test]
fn a_kiosk_is_nothing_but_the_reader() {
    let home = Folder::new("kiosk");
    let run = |variables: &[&str]| {
        let script = "\"$0\" --lang en --kiosk; echo \"ended $?\"; read line";
        let home = format!("HOME={}", home.path());
        let command = Command::new("env").arg(home).args(variables);
        let command = command.args(["sh", "-m", "-c", script]);
        let mut screen = Screen::of(command.arg(env!("CARGO_BIN_EXE_warraq")));
        screen.shows("1 of 5");
        // A shell is there that could continue it, and yet it does not stop.
        screen.send("\x1aj");
        screen.shows("2 of 5");
        screen.send("B");
        screen.shows("visual  ");
        // The clipboard is that of the reader's own terminal.
        screen.send("iy");
        screen.shows("Sent to the terminal");
        assert!(screen.wrote(b"\x1b]52;c;"));
        screen.send("q");
        screen.shows("ended 0");
    };
    run(&["TMUX=/nonexistent"]);
    assert_eq!(fs::read_dir(&home.0).expect("a folder").count(), 0, "nothing was written");
    // A server that names a folder for it has it kept there.
    let state = Folder::new("kiosk-state");
    run(&[&format!("XDG_STATE_HOME={}", state.path())]);
    assert_eq!(fs::read_dir(&home.0).expect("a folder").count(), 0);
    assert_eq!(state.choices(), Some(format!("visual\t{XTERM}\n")));
}

#[test]
fn a_console_is_asked_nothing_and_its_reader_told_about_the_font() {
    let mut screen = start_with_state(&Folder::new("console"), &["TERM=linux"], &[]);
    screen.answers = None;
    screen.shows("setfont Arabic-VGA16");
    screen.shows("1 of 5");
    screen.send("j");
    screen.shows("2 of 5");
    screen.until("the message to go", |screen| !screen.contents().contains("setfont"));
    screen.send("q");
    assert_eq!(screen.ended().code(), Some(0));
    screen.assert_restored();
    for question in [b"\x1b[c".as_slice(), b"\x1b[>", b"$p", b"\x1b]", b"\x1b[8l"] {
        assert!(!screen.wrote(question), "{}", question.escape_ascii());
    }
}

#[test]
fn doctor_asks_measures_and_restores() {
    let mut screen = Screen::of(Command::new(env!("CARGO_BIN_EXE_warraq")).arg("doctor"));
    screen.resize(200, 50);
    for count in 1..=9 {
        let question = b"\x1b[6n";
        screen.wait("a question for the cursor", |screen| {
            screen.written.windows(question.len()).filter(|window| window == question).count() == count
        });
        let (row, column) = screen.emulator.screen().cursor_position();
        screen.answer(format!("\x1b[{};{}R", row + 1, column + 1).as_bytes());
    }
    screen.shows("recognised   xterm");
    screen.shows("sent as      visual, marks: show");
    screen.shows("widths       9 of 9 as expected");
    assert_eq!(screen.contents().matches("answered").count(), 1, "{}", screen.contents());
    screen.shows("Where a line is right");
    assert_eq!(screen.ended().code(), Some(0));
    screen.assert_restored();
    assert!(!screen.wrote(b"\x1b[?1049"), "the shell's screen stays");
}

#[test]
fn doctor_can_be_ended_while_a_terminal_is_mute() {
    for (key, signal) in [(Some("\x03"), Signal::INT), (None, Signal::TERM)] {
        let mut screen = Screen::of(Command::new(env!("CARGO_BIN_EXE_warraq")).arg("doctor"));
        screen.answers = None;
        screen.wait("the questions", |screen| screen.wrote(b"\x1b[c"));
        match key {
            Some(key) => screen.send(key),
            None => screen.kill(signal),
        }
        assert_eq!(screen.ended().signal(), Some(signal.as_raw()));
        screen.assert_restored();
    }
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
#[ignore = "takes twenty seconds of real time, and an idle machine"]
fn a_key_held_on_a_slow_link() {
    // Through the articles, and a page at a time through the text, so that each press changes all of it.
    held("", ["j", "k"], 4, "G", "5 of 5");
    held("j2", ["\x1b[6~", "\x1b[5~"], 1, "\x1b[F", "100%");
}

/// After `focus`, holds the first key down for as many presses as `turn` says, then the second, for eight seconds; then
/// `last` is pressed, and `shown` must stand there soon.
fn held(focus: &str, keys: [&str; 2], turn: u32, last: &str, shown: &str) {
    let mut link = SlowLink::of(start(&[]));
    link.shows("1 of 5");
    link.screen.send(focus);
    let started = Instant::now();
    let mut presses = 0;
    while started.elapsed() < Duration::from_secs(8) {
        if started.elapsed() * 15 >= Duration::from_secs(1) * presses {
            link.screen.send(keys[(presses / turn % 2) as usize]);
            presses += 1;
        }
        link.carry();
    }
    let released = Instant::now();
    link.screen.send(last);
    link.shows(shown);
    let (late, sent) = (released.elapsed(), link.screen.written.len());
    println!("{presses} presses, right {late:?} after the release, {sent} bytes");
    assert!(late <= Duration::from_millis(1500) && sent <= 80_000, "{late:?}, {sent} bytes");
}
