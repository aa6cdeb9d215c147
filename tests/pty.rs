//! A program on a real terminal of its own: whatever ends it, the terminal is as it was before.
//!
//! Nothing here sleeps: each step waits for what it is about, and fails after `DEADLINE`.

mod terminal;

use std::os::unix::process::ExitStatusExt;
use std::path::PathBuf;
use std::process::Stdio;
use std::time::{Duration, Instant};

use pty_process::blocking::Command;
use rustix::process::{Pid, Signal, WaitOptions, waitpid};
use rustix::termios::{OptionalActions, tcgetattr, tcsetattr};
use terminal::{DEADLINE, Screen, example, size};

/// The program to start.
fn program() -> PathBuf {
    example("pty_probe")
}

/// Starts the program and waits for its first frame.
fn start() -> Screen {
    let mut screen = Screen::of(Command::new(program()));
    screen.shows("probe 80x24");
    assert!(screen.emulator.screen().alternate_screen(), "the shell's screen is left alone");
    assert!(screen.emulator.screen().hide_cursor());
    assert!(screen.emulator.screen().bracketed_paste());
    assert_ne!(screen.modes(), screen.modes_before, "raw mode");
    screen
}

/// The program dies by this signal, with the terminal restored.
fn dies_by(signal: Signal) {
    let mut screen = start();
    screen.kill(signal);
    let status = screen.ended();
    assert_eq!(status.signal(), Some(signal.as_raw()), "{status:?}");
    screen.assert_restored();
    assert_eq!(screen.contents().trim(), "", "nothing is said");
}

#[test]
fn quitting() {
    let mut screen = start();
    screen.shows("bottom");
    screen.send("jب\x1b[A");
    screen.shows("last <Up>");
    screen.send("q");
    assert_eq!(screen.ended().code(), Some(0));
    screen.assert_restored();
    assert_eq!(screen.contents().trim(), "");
}

#[test]
fn a_lone_escape_is_a_key_after_a_while() {
    let mut screen = start();
    screen.send("\x1b");
    screen.shows("last <Esc>");
    screen.send("\x1b[200~pasted\rtext\x1b[201~");
    screen.shows("last paste(pasted text)");
}

#[test]
fn replies_of_the_terminal_are_no_keys() {
    let mut screen = start();
    screen.send("\x1b[?64;1;2c\x1bP>|quit(q)\x1b\\\x1b[0nx");
    // The first size, and the key.
    screen.shows("input 2 last x");
}

#[test]
fn resizing() {
    let mut screen = start();
    for (columns, rows) in [(100, 30), (20, 5), (1, 2), (120, 40)] {
        screen.resize(columns, rows);
        let shown = format!("probe {columns}x{rows}");
        let shown: String = shown.chars().take(usize::from(columns)).collect();
        screen.shows(&shown);
    }
    screen.shows("bottom");
    let last = screen.emulator.screen().rows(0, 120).last();
    assert_eq!(last.as_deref(), Some("bottom"), "drawn for the new height");
}

#[test]
fn sizes_that_no_screen_has() {
    let mut screen = start();
    screen.pty.resize(pty_process::Size::new(0, 0)).expect("a new size");
    screen.emulator.set_size(size(1000), size(1000));
    screen.pty.resize(pty_process::Size::new(u16::MAX, u16::MAX)).expect("a new size");
    screen.shows("probe 1000x1000");
    screen.pty.resize(pty_process::Size::new(0, 0)).expect("a new size");
    screen.shows("probe 80x24");
}

#[test]
fn a_terminal_that_takes_no_bytes_does_not_hold_the_program() {
    let mut screen = start();
    screen.resize(900, 900);
    screen.shows("probe 900x900");
    // A frame of 810,000 cells, of which somebody reads the first ones.
    screen.send("F");
    screen.until("the beginning of a frame", |screen| {
        screen.cell(0, 899).is_some_and(vt100::Cell::has_contents)
    });
    screen.kill(Signal::TERM);
    let deadline = Instant::now() + DEADLINE;
    let status = loop {
        if let Some(status) = screen.child.try_wait().expect("the program can be waited for") {
            break status;
        }
        assert!(Instant::now() < deadline, "the program does not end");
        std::thread::yield_now();
    };
    assert_eq!(status.signal(), Some(Signal::TERM.as_raw()), "{status:?}");
    assert_eq!(screen.modes(), screen.modes_before);
}

#[test]
fn a_slow_terminal_sees_the_newest_frame() {
    let mut screen = start();
    screen.resize(200, 100);
    screen.send("F");
    for _ in 0..50 {
        screen.send("x");
    }
    screen.send("y");
    screen.shows("last y");
    screen.send("q");
    assert_eq!(screen.ended().code(), Some(0));
    screen.assert_restored();
}

#[test]
fn a_flood_of_keys() {
    let mut screen = start();
    for _ in 0..200 {
        screen.send(&"\x1b[B".repeat(100));
        screen.read(Duration::ZERO);
    }
    screen.shows("input 20001 last <Down>");
}

#[test]
fn a_hand_that_rests() {
    let mut screen = start();
    screen.send("R");
    screen.shows("last rested");
    // It is said once.
    screen.send("x");
    screen.shows("last x");
}

#[test]
fn sigterm() {
    dies_by(Signal::TERM);
}

#[test]
fn sighup() {
    dies_by(Signal::HUP);
}

#[test]
fn sigint() {
    dies_by(Signal::INT);
}

#[test]
fn sigquit() {
    dies_by(Signal::QUIT);
}

#[test]
fn the_terminal_goes_away() {
    let mut screen = start();
    // Another terminal takes the place of the one that is closed.
    let (other, _kept) = pty_process::blocking::open().expect("a terminal");
    drop(std::mem::replace(&mut screen.pty, other));
    let status = screen.ended();
    assert!(status.success() || status.signal() == Some(Signal::HUP.as_raw()), "{status:?}");
}

#[test]
fn a_panic() {
    let mut screen = start();
    screen.send("P");
    assert_eq!(screen.ended().code(), Some(101));
    screen.assert_restored();
    let contents = screen.contents();
    assert!(contents.contains("the probe was asked to panic"), "{contents}");
}

#[test]
fn a_panic_of_another_thread() {
    let mut screen = start();
    screen.send("T");
    screen.shows("last woken");
    assert!(screen.emulator.screen().alternate_screen(), "the session goes on");
    assert!(!screen.contents().contains("panic"));
    screen.send("q");
    assert_eq!(screen.ended().code(), Some(0));
    screen.assert_restored();
    let contents = screen.contents();
    assert!(contents.contains("the worker was asked to panic"), "{contents}");
}

#[test]
fn the_mouse_reports_only_when_it_is_asked_to() {
    const ON: &[u8] = b"\x1b[?1002h\x1b[?1006h";
    let mut screen = start();
    // Nobody asked.
    assert!(!screen.wrote(b"\x1b[?100"));
    screen.send("M");
    screen.wait("the mouse", |screen| screen.wrote(ON));
    screen.send("\x1b[<0;10;5M");
    screen.shows("last Press 9 4");
    screen.send("\x1b[<32;1");
    screen.send("1;5M\x1b[<0;11;5m");
    screen.shows("last Release 10 4");
    screen.send("M");
    screen.until("no mouse", |screen| screen.mouse_protocol_mode() == vt100::MouseProtocolMode::None);
    screen.send("q");
    assert_eq!(screen.ended().code(), Some(0));
    screen.assert_restored();
}

#[test]
fn whatever_ends_the_program_the_mouse_is_the_terminals_again() {
    for end in ["q", "P", "TERM", "HUP", "INT", "QUIT"] {
        let mut screen = start();
        screen.send("M");
        screen.until("the mouse", |screen| {
            screen.mouse_protocol_mode() == vt100::MouseProtocolMode::ButtonMotion
        });
        match end {
            "TERM" => screen.kill(Signal::TERM),
            "HUP" => screen.kill(Signal::HUP),
            "INT" => screen.kill(Signal::INT),
            "QUIT" => screen.kill(Signal::QUIT),
            key => screen.send(key),
        }
        screen.ended();
        screen.assert_restored();
    }
}

#[test]
fn stopped_and_continued_by_a_shell() {
    let script = "\"$0\"; echo stopped; read line; fg >/dev/null; echo \"ended $?\"";
    let mut screen = Screen::of(Command::new("sh").args(["-m", "-c", script]).arg(program()));
    screen.shows("probe 80x24");
    screen.send("Mx");
    screen.shows("last x");
    let modes_of_session = screen.modes();

    screen.send("\x1a");
    screen.shows("stopped");
    screen.assert_restored();

    screen.resize(90, 20);
    screen.send("\r");
    screen.shows("probe 90x20");
    screen.shows("bottom");
    assert!(screen.emulator.screen().alternate_screen());
    assert!(screen.emulator.screen().hide_cursor());
    assert!(screen.emulator.screen().bracketed_paste());
    assert_eq!(screen.emulator.screen().mouse_protocol_mode(), vt100::MouseProtocolMode::ButtonMotion);
    assert_eq!(screen.modes(), modes_of_session);

    screen.send("q");
    screen.shows("ended 0");
    assert_eq!(screen.ended().code(), Some(0));
    screen.assert_restored();
}

#[test]
fn what_stands_in_a_pipe_with_it_stops_too() {
    // What stands before the program has begun when it does: a shell's child that has only just been
    // forked still ignores the signal.
    let script = "{ echo; exec sleep 60; } | { read begun; exec \"$0\"; }; echo stopped; read line";
    let mut screen = Screen::of(Command::new("sh").args(["-m", "-c", script]).arg(program()));
    screen.shows("probe 80x24");
    screen.send("\x1a");
    // The shell calls the pipe stopped when all of it has stopped.
    screen.shows("stopped");
    screen.assert_restored();
}

#[test]
fn with_nobody_to_continue_it_the_program_does_not_stop() {
    let mut screen = start();
    screen.send("\x1ax");
    screen.shows("last x");
    screen.until("the alternate screen", vt100::Screen::alternate_screen);
    screen.kill(Signal::TSTP);
    screen.send("y");
    screen.shows("last y");
}

#[test]
fn stopped_by_force_and_continued() {
    let mut screen = start();
    let modes_of_session = screen.modes();
    screen.kill(Signal::STOP);
    let pid = Pid::from_child(&screen.child);
    let deadline = Instant::now() + DEADLINE;
    let options = WaitOptions::UNTRACED | WaitOptions::NOHANG;
    while waitpid(Some(pid), options).expect("a child").is_none_or(|(_, status)| !status.stopped()) {
        assert!(Instant::now() < deadline, "the program does not stop");
        screen.read(Duration::from_millis(10));
    }
    // A shell that takes its terminal back.
    let mut cooked = tcgetattr(&screen.pts).expect("modes");
    cooked.local_modes |= rustix::termios::LocalModes::ECHO | rustix::termios::LocalModes::ICANON;
    tcsetattr(&screen.pts, OptionalActions::Now, &cooked).expect("modes can be set");
    screen.emulator.process(b"\x1b[?1049l\x1b[?25h\x1b[?2004l$ ");

    screen.kill(Signal::CONT);
    screen.shows("probe 80x24");
    screen.shows("bottom");
    assert!(screen.emulator.screen().hide_cursor());
    assert!(screen.emulator.screen().bracketed_paste());
    assert_eq!(screen.modes(), modes_of_session);
}

#[test]
fn keys_come_from_the_terminal_when_input_is_a_file() {
    let mut screen = Screen::of(Command::new(program()).stdin(Stdio::null()));
    screen.shows("probe 80x24");
    screen.send("k");
    screen.shows("last k");
    screen.send("q");
    assert_eq!(screen.ended().code(), Some(0));
    screen.assert_restored();
}

#[test]
fn without_a_screen_it_says_what_works_without() {
    let mut screen = Screen::of(Command::new(program()).stdout(Stdio::null()));
    screen.shows("standard output is no terminal");
    screen.shows("warraq list");
    assert_eq!(screen.ended().code(), Some(1));
    screen.assert_restored();
}

#[test]
fn without_colours() {
    let mut screen = Screen::of(Command::new("env").args(["NO_COLOR=1"]).arg(program()));
    screen.shows("probe 80x24");
    let cell = screen.emulator.screen().cell(0, 0).expect("a cell");
    assert_eq!((cell.contents(), cell.fgcolor(), cell.bold()), ("p", vt100::Color::Default, true));
}

#[test]
fn a_terminal_that_reorders_is_told_not_to_and_gets_its_order_back() {
    let mut screen = Screen::of(Command::new(program()));
    screen.answers = Some(b"\x1b[8;1$y\x1b[>65;7006;1c\x1b]11;rgb:ffff/ffff/ffff\x1b\\\x1b[?65;1;9c");
    screen.shows("last light");
    let told =
        screen.written.windows(4).position(|w| w == b"\x1b[8l").expect("told before anything is drawn");
    let drawn = screen.written.windows(8).position(|w| w == b"\x1b[?1049h").expect("the alternate screen");
    assert!(told < drawn);
    screen.send("q");
    assert_eq!(screen.ended().code(), Some(0));
    assert!(screen.wrote(b"\x1b[8h"));
    screen.assert_restored();
}

#[test]
fn a_terminal_that_does_not_reorder_is_not_made_to() {
    let mut screen = start();
    screen.send("q");
    assert_eq!(screen.ended().code(), Some(0));
    assert!(!screen.wrote(b"\x1b[8h"));
}

#[test]
fn a_mute_terminal_does_not_hold_the_program() {
    let mut screen = Screen::of(Command::new(program()));
    (screen.answers, screen.answers_frames) = (None, false);
    screen.shows("probe 80x24");
    for key in ["x", "y"] {
        screen.send(key);
        screen.shows(&format!("last {key}"));
    }
    assert_eq!(screen.frames_asked, 1, "once is enough to learn that it does not answer");
    screen.send("q");
    assert_eq!(screen.ended().code(), Some(0));
    screen.assert_restored();
}

#[test]
fn late_answers_do_not_land_in_the_shell() {
    let script = "\"$0\"; echo; cat";
    let mut screen = Screen::of(Command::new("sh").args(["-c", script]).arg(program()));
    screen.answers = None;
    screen.shows("probe 80x24");
    screen.send("q");
    // The program has been told to quit and waits for the answers that are still under way.
    screen.send("\x1b[8;0$y\x1b[?62c");
    screen.until("the shell's screen", |screen| !screen.alternate_screen());
    screen.send("end\r");
    screen.shows("end");
    assert!(!screen.contents().contains("62c"), "{}", screen.contents());
}

/// A terminal that has answered for a frame, and from now on does so only when it is told to.
fn start_and_stop_answering() -> Screen {
    let mut screen = start();
    screen.send("w");
    screen.shows("last w");
    screen.until_asked(2);
    screen.answers_frames = false;
    // This frame is sent, since the terminal has answered for all others.
    screen.send("x");
    screen.until_asked(3);
    screen.shows("last x");
    screen
}

#[test]
fn the_next_frame_waits_for_the_answer_and_shows_the_newest_state() {
    let mut screen = start_and_stop_answering();
    for key in ["a", "b", "c"] {
        screen.send(key);
        while screen.read(Duration::from_millis(20)) {}
    }
    assert!(screen.contents().contains("last x"), "{}", screen.contents());
    screen.send("\x1b[0n");
    screen.shows("input 6 last c");
    assert!(!screen.wrote(b"last a") && !screen.wrote(b"last b"));
    assert_eq!(screen.frames_asked, 4);
}

#[test]
fn an_answer_that_does_not_come_is_not_waited_for_for_ever() {
    let mut screen = start_and_stop_answering();
    screen.send("y");
    screen.shows("last y");
}

#[test]
fn the_answer_to_the_last_frame_does_not_land_in_the_shell() {
    let script = "\"$0\"; echo; cat";
    let mut screen = Screen::of(Command::new("sh").args(["-c", script]).arg(program()));
    screen.answers_frames = false;
    screen.shows("probe 80x24");
    screen.until_asked(1);
    screen.send("q");
    screen.send("\x1b[0n");
    screen.until("the shell's screen", |screen| !screen.alternate_screen());
    screen.send("end\r");
    screen.shows("end");
    assert!(!screen.contents().contains("0n"), "{}", screen.contents());
}

#[test]
fn a_terminal_that_is_asked_nothing_is_not_asked_about_frames() {
    let mut screen = Screen::of(Command::new("env").args(["TERM=linux"]).arg(program()));
    screen.shows("probe 80x24");
    screen.send("x");
    screen.shows("last x");
    screen.send("q");
    assert_eq!(screen.ended().code(), Some(0));
    assert_eq!(screen.frames_asked, 0);
}
