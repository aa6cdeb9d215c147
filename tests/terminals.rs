//! Terminals as they answer: whatever they are asked, however their answers come, the right sequences
//! go around the session, in the right order, and the keys work.
//!
//! Nothing here sleeps: each step waits for what it is about, and fails after `DEADLINE`.

mod terminal;

use std::path::PathBuf;

use pty_process::blocking::Command;
use rustix::process::Signal;
use terminal::{Screen, example};

/// What a terminal answers, and what is written around a session for it.
struct Terminal {
    name: &'static str,
    /// To the first questions.
    answers: &'static [u8],
    /// Further questions, and what it answers to each.
    further: &'static [(&'static [u8], &'static [u8])],
    enter: &'static [u8],
    leave: &'static [u8],
}

const MARGINS: &[u8] = b"\x1b[?69$p\x1b[c";
const TMUX: &[u8] = b"\x1bP>|tmux 3.8\x1b\\\x1b[8;0$y\x1b[>84;0;0c\x1b[?1;2;4c";
const THROUGH_TMUX: &[u8] = b"\x1bPtmux;\x1b\x1b[>c\x1b\\";
const THROUGH_SCREEN: &[u8] = b"\x1bP\x1b[>c\x1b\\";

const VTE: Terminal = Terminal {
    name: "VTE",
    answers: b"\x1bP>|VTE(8401)\x1b\\\x1b[8;1$y\x1b[>61;8401;1c\x1b[?61;1;21;22;28c",
    further: &[(MARGINS, b"\x1b[?69;2$y\x1b[?61;1;21;22;28c")],
    enter: b"\x1b[8l",
    leave: b"\x1b[8h",
};

const KONSOLE: Terminal = Terminal {
    name: "Konsole",
    answers: b"\x1bP>|Konsole 26.08.2\x1b\\\x1b[>1;115;0c\x1b[?62;1;4c",
    further: &[],
    enter: b"\x1b]50;BidiRenderingEnabled=false\x07",
    leave: b"\x1b]50;BidiRenderingEnabled=true\x07",
};

const TERMINALS: &[Terminal] = &[
    VTE,
    KONSOLE,
    Terminal {
        name: "mlterm",
        answers: b"\x1bP>|mlterm(3.9.4)\x1b\\\x1b[8;0$y\x1b[>24;279;0c\x1b[?63;1;2;3;4c",
        further: &[(MARGINS, b"\x1b[?69;2$y\x1b[?63;1;2;3;4c")],
        enter: b"\x1b]5379;use_ctl=false\x07",
        leave: b"\x1b]5379;use_ctl=true\x07",
    },
    Terminal {
        name: "WezTerm",
        answers: b"\x1bP>|WezTerm 2025\x1b\\\x1b[8;2$y\x1b[>1;277;0c\x1b[?65;4;6;18;22c",
        further: &[(MARGINS, b"\x1b[?69;2$y\x1b[?65;4;6;18;22c")],
        enter: b"\x1b[8l",
        leave: b"",
    },
    Terminal {
        name: "xterm",
        answers: b"\x1bP>|XTerm(412)\x1b\\\x1b[8;0$y\x1b[>41;412;0c\x1b[?64;1;2c",
        further: &[(MARGINS, b"\x1b[?69;2$y\x1b[?64;1;2c")],
        enter: b"",
        leave: b"",
    },
    Terminal { name: "PuTTY", answers: b"\x1b[>0;136;0c\x1b[?6c", further: &[], enter: b"", leave: b"" },
    Terminal {
        name: "one that nobody knows",
        answers: b"\x1b[?62c",
        further: &[],
        enter: b"\x1b[8l",
        leave: b"",
    },
    Terminal {
        name: "VTE behind tmux that passes questions on",
        answers: TMUX,
        further: &[(THROUGH_TMUX, b"\x1bP>|VTE(8401)\x1b\\\x1b[8;1$y\x1b[>61;8401;1c")],
        enter: b"\x1bPtmux;\x1b\x1b[8l\x1b\\",
        leave: b"\x1bPtmux;\x1b\x1b[8h\x1b\\",
    },
    Terminal {
        name: "Konsole behind screen",
        answers: b"\x1b[>83;50002;0c\x1b[?1;2c",
        further: &[(THROUGH_SCREEN, b"\x1bP>|Konsole 26.08.2\x1b\\\x1b[>1;115;0c")],
        enter: b"\x1bP\x1b]50;BidiRenderingEnabled=false\x07\x1b\\",
        leave: b"\x1bP\x1b]50;BidiRenderingEnabled=true\x07\x1b\\",
    },
];

/// Starts the probe on a terminal that has yet to answer. It believes in a network between, so that
/// a test on a busy machine is not taken for a person who presses Esc.
fn start() -> Screen {
    let mut screen = Screen::of(Command::new("env").arg("SSH_TTY=/dev/pts/0").arg(example("pty_probe")));
    screen.answers = None;
    screen.further = Vec::new();
    screen
}

/// Where `bytes` stand in what was written, from `from` on.
fn place(screen: &Screen, bytes: &[u8], from: usize) -> Option<usize> {
    screen.written[from..].windows(bytes.len()).position(|window| window == bytes).map(|at| from + at)
}

/// The keys work, nothing was lost of them, and the end is exact.
#[track_caller]
fn keys_work_and_the_end_is_exact(screen: &mut Screen, name: &str, leave: &[u8]) {
    // What is passed on by a multiplexer goes out while it can.
    let leaves_first = leave.starts_with(b"\x1bP");
    screen.send("jk");
    screen.shows("last k");
    screen.send("q");
    assert_eq!(screen.ended().code(), Some(0), "{name}");
    screen.assert_restored();
    let shells = b"\x1b[?1049l".as_slice();
    let end = if leaves_first { [leave, shells] } else { [shells, leave] }.concat();
    let written = screen.written.escape_ascii().to_string();
    assert!(screen.written.ends_with(&end), "{name}: {written}");
    let count = screen.written.windows(leave.len().max(1)).filter(|window| *window == leave).count();
    assert_eq!(count, usize::from(!leave.is_empty()), "{name}: {written}");
}

#[test]
fn prompt_answers_come_before_the_first_frame() {
    for Terminal { name, answers, further, enter, leave } in TERMINALS {
        let mut screen = start();
        (screen.answers, screen.further) = (Some(*answers), further.to_vec());
        screen.shows("probe 80x24");
        let shown = place(&screen, b"\x1b[?1049h", 0).expect("our screen");
        let before = [*enter, b"\x1b[?1049h"].concat();
        assert_eq!(place(&screen, &before, 0), Some(shown - enter.len()), "{name}");
        let questions = [b"\x1b[>q\x1b[8$p\x1b[>c\x1b]11;?\x1b\\\x1b[c".as_slice()];
        assert!(screen.written.starts_with(&questions.concat()), "{name}");
        keys_work_and_the_end_is_exact(&mut screen, name, leave);
    }
}

#[test]
fn what_comes_after_the_first_frame_and_changes_nothing_draws_nothing() {
    let mut screen = start();
    (screen.answers, screen.further) = (Some(VTE.answers), Vec::new());
    screen.shows("bottom");
    screen.answer(VTE.further[0].1);
    screen.send("x");
    screen.shows("last x");
    let clears = screen.written.windows(4).filter(|window| window == b"\x1b[2J").count();
    assert_eq!(clears, 1, "one whole frame");
}

#[test]
fn late_answers_switch_and_draw_anew() {
    for Terminal { name, answers, further, enter, leave } in TERMINALS {
        let mut screen = start();
        screen.shows("probe 80x24");
        let from = screen.written.len();
        screen.further = further.to_vec();
        screen.answer(answers);
        let is_told_already = [b"\x1b[8l".as_slice(), b""].contains(enter);
        if !is_told_already {
            screen.wait("the switch", |screen| place(screen, enter, from).is_some());
            let switched = place(&screen, enter, from).expect("waited for");
            screen.wait("a whole frame", |screen| place(screen, b"\x1b[2J", switched).is_some());
        }
        keys_work_and_the_end_is_exact(&mut screen, name, leave);
    }
}

#[test]
fn answers_byte_by_byte() {
    for Terminal { name, answers, further, enter, leave } in TERMINALS {
        let mut screen = start();
        screen.wait("the questions", |screen| screen.wrote(b"\x1b[c"));
        for byte in *answers {
            screen.answer(std::slice::from_ref(byte));
        }
        for (question, answer) in *further {
            screen.wait("further questions", |screen| screen.wrote(question));
            for byte in *answer {
                screen.answer(std::slice::from_ref(byte));
            }
        }
        screen.shows("probe 80x24");
        assert!(enter.is_empty() || screen.wrote(enter), "{name}");
        keys_work_and_the_end_is_exact(&mut screen, name, leave);
    }
}

#[test]
fn colours_are_those_that_the_environment_or_the_answers_promise() {
    const XTERM: &[u8] = b"\x1bP>|XTerm(412)\x1b\\\x1b[>41;412;0c\x1b[?62c";
    const PUTTY: &[u8] = b"\x1b[>0;136;0c\x1b[?6c";
    const UNKNOWN: &[u8] = b"\x1b[?62c";
    let cases: [(&[&str], &[u8], &str); 6] = [
        (&["TERM=xterm"], XTERM, "38;2;1;2;3m"),
        (&["TERM=xterm"], PUTTY, "38;5;16m"),
        (&["TERM=xterm"], UNKNOWN, "30m"),
        (&["TERM=xterm-256color"], UNKNOWN, "38;5;16m"),
        (&["TERM=xterm", "COLORTERM=truecolor"], PUTTY, "38;2;1;2;3m"),
        (&["TERM=screen"], b"\x1b[>84;0;0c\x1b[?1;2c", "38;2;1;2;3m"),
    ];
    for (environment, answers, expected) in cases {
        let command = Command::new("env").args(environment).arg("SSH_TTY=x").arg(example("pty_probe"));
        let mut screen = Screen::of(command);
        (screen.answers, screen.further) = (Some(answers), Vec::new());
        screen.shows("bottom");
        assert!(screen.wrote(expected.as_bytes()), "{environment:?}: {}", screen.written.escape_ascii());
        screen.send("q");
        assert_eq!(screen.ended().code(), Some(0));
    }
}

#[test]
fn late_answers_bring_colours() {
    let command = Command::new("env").args(["TERM=xterm", "SSH_TTY=x"]).arg(example("pty_probe"));
    let mut screen = Screen::of(command);
    (screen.answers, screen.further) = (None, Vec::new());
    screen.shows("bottom");
    assert!(screen.wrote(b"30m"));
    screen.answer(b"\x1b[>0;136;0c\x1b[?6c");
    screen.wait("the same in more colours", |screen| screen.wrote(b"38;5;16m"));
    screen.send("q");
    assert_eq!(screen.ended().code(), Some(0));
    screen.assert_restored();
}

#[test]
fn what_is_typed_before_and_between_answers_stays_in_order() {
    let mut screen = start();
    screen.send("ab");
    screen.wait("the questions", |screen| screen.wrote(b"\x1b[c"));
    screen.answer(b"c\x1bP>|XTerm(412)\x1b\\d\x1b[>41;412;0ce\x1b[?62cf");
    // The size, and six keys.
    screen.shows("input 7 last f");
    keys_work_and_the_end_is_exact(&mut screen, "xterm", b"");
}

#[test]
fn a_quitting_key_that_was_typed_ahead_quits() {
    let mut screen = start();
    screen.send("q");
    screen.wait("the questions", |screen| screen.wrote(b"\x1b[c"));
    screen.answer(b"\x1bP>|XTerm(412)\x1b\\\x1b[>41;412;0c\x1b[?62c");
    assert_eq!(screen.ended().code(), Some(0));
    screen.assert_restored();
    assert!(!screen.wrote(b"\x1b[?1049"), "the shell's screen was never left");
}

#[test]
fn hostile_answers() {
    let flood = "x".repeat(10 << 20);
    let hostile: [(&str, Vec<u8>); 5] = [
        ("ten megabytes of a name", format!("\x1bP>|{flood}\x1b\\\x1b[?62c").into_bytes()),
        ("ten megabytes of numbers", format!("\x1b[>{}c\x1b[?62c", "1;".repeat(5 << 20)).into_bytes()),
        ("an answer inside an answer", b"\x1bP>|\x1bP>|kitty(\x1b[8;1$y\x1b\\(j)\x1b\\\x1b[?62c".to_vec()),
        ("controls in a name", b"\x1bP>|\r\nj\x9b\xff\xc3(j)\x1b\\\x1b[?62c".to_vec()),
        ("a second opinion", b"\x1b[?62c\x1b[8;1$y\x1b[8;0$y\x1b[?62c\x1b[?62c".to_vec()),
    ];
    for (name, answers) in hostile {
        let mut screen = start();
        screen.wait("the questions", |screen| screen.wrote(b"\x1b[c"));
        screen.answer(&answers);
        screen.send("x");
        screen.shows("last x");
        screen.send("q");
        assert_eq!(screen.ended().code(), Some(0), "{name}");
        screen.assert_restored();
    }
}

#[test]
fn every_end_switches_back_once() {
    for Terminal { name, answers, further, leave, .. } in [&VTE, &KONSOLE] {
        for end in ["q", "P", "TERM", "HUP", "INT", "QUIT"] {
            let mut screen = start();
            (screen.answers, screen.further) = (Some(*answers), further.to_vec());
            screen.shows("bottom");
            match end {
                "TERM" => screen.kill(Signal::TERM),
                "HUP" => screen.kill(Signal::HUP),
                "INT" => screen.kill(Signal::INT),
                "QUIT" => screen.kill(Signal::QUIT),
                key => screen.send(key),
            }
            screen.ended();
            screen.assert_restored();
            let count = screen.written.windows(leave.len()).filter(|window| window == leave).count();
            assert_eq!(count, 1, "{name}, {end}");
        }
    }
}

#[test]
fn a_stop_switches_back_and_a_return_switches_again() {
    let script = "\"$0\"; echo stopped; read line; fg >/dev/null; echo \"ended $?\"";
    let command = Command::new("sh").args(["-m", "-c", script]).arg(example("pty_probe"));
    let mut screen = Screen::of(command.env("SSH_TTY", "x"));
    (screen.answers, screen.further) = (Some(KONSOLE.answers), Vec::new());
    screen.shows("probe 80x24");
    screen.send("\x1a");
    screen.shows("stopped");
    let stopped = screen.written.len();
    let left = place(&screen, KONSOLE.leave, 0).expect("switched back");
    screen.send("\r");
    screen.shows("bottom");
    let again = place(&screen, KONSOLE.enter, stopped).expect("switched again");
    let shown = place(&screen, b"\x1b[?1049h", stopped).expect("our screen");
    assert!(left < stopped && again < shown);
    screen.send("q");
    screen.shows("ended 0");
    assert_eq!(screen.ended().code(), Some(0));
    screen.assert_restored();
    let count = |bytes: &[u8]| screen.written.windows(bytes.len()).filter(|window| *window == bytes).count();
    assert_eq!((count(KONSOLE.enter), count(KONSOLE.leave)), (2, 2));
}

#[test]
fn tmux_is_run_only_inside_of_it_and_its_silence_holds_nothing() {
    let folder = std::env::temp_dir().join(format!("warraq-tmux-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a temporary folder");
    let ran = folder.join("ran");
    script(&folder.join("tmux"), &format!("echo \"$@\" > {}; echo 'Konsole 26.08.2'", ran.display()));
    let path = format!("PATH={}:{}", folder.display(), std::env::var("PATH").unwrap_or_default());
    for (inside, expected) in [(None, false), (Some("TMUX=/tmp/tmux/default,1,0"), true)] {
        let command = Command::new("env").args(["SSH_TTY=x", &path]).args(inside);
        let mut screen = Screen::of(command.arg(example("pty_probe")));
        (screen.answers, screen.further) = (Some(TMUX), Vec::new());
        screen.shows("probe 80x24");
        if expected {
            // What wakes the session is the answer.
            screen.shows("last woken");
        }
        assert_eq!(ran.exists(), expected);
        screen.send("q");
        assert_eq!(screen.ended().code(), Some(0));
        screen.assert_restored();
        assert!(!screen.wrote(b"\x1b]50;"), "nothing is sent that tmux would not pass on");
    }
    let asked = std::fs::read_to_string(&ran).expect("it ran");
    assert_eq!(asked, "display-message -p #{client_termtype}\n");
    std::fs::remove_dir_all(folder).expect("it can be removed");
}

/// A program that runs these commands.
fn script(path: &PathBuf, commands: &str) {
    use std::os::unix::fs::PermissionsExt;
    std::fs::write(path, format!("#!/bin/sh\n{commands}\n")).expect("it can be written");
    std::fs::set_permissions(path, PermissionsExt::from_mode(0o700)).expect("it can be made to run");
}
