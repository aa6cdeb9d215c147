//! The reader on a terminal of its own, and other programs: those that take what is copied, and those that have
//! the terminal for a while. All of them are scripts of these tests.
//!
//! Nothing here sleeps: each step waits for what it is about, and fails after `DEADLINE`.

mod terminal;

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;

use pty_process::blocking::Command;
use terminal::Screen;

/// OSC 52, up to the text.
const TO_TERMINAL: &[u8] = b"\x1b]52;c;";

/// The first sentence of the article of these tests, and all of it; with what a terminal would act on.
const SENTENCE: &str = "أعلنت الحكومة اليوم خطة جديدة.";
const ARTICLE: &str = "أعلنت الحكومة\u{1b} اليوم خطة جديدة. ثم سكتت.\n\nسطر آخر\u{9b}2J هنا.\n";

/// A folder with an article and some programs; removed when dropped.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Folder {
        let path = std::env::temp_dir().join(format!("warraq-elsewhere-{name}-{}", std::process::id()));
        fs::create_dir_all(path.join("bin")).expect("a temporary folder");
        fs::create_dir_all(path.join("tmp")).expect("a temporary folder");
        let folder = Folder(path);
        fs::write(folder.file("-a.txt"), ARTICLE).expect("a file can be written");
        folder
    }

    fn file(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }

    /// A program of this name that runs these commands; `$0/..` is not needed, since `HERE` is the folder.
    fn program(&self, name: &str, commands: &str) -> String {
        let (path, here) = (self.file("bin").join(name), self.0.display());
        fs::write(&path, format!("#!/bin/sh\nHERE='{here}'\n{commands}\n")).expect("it can be written");
        fs::set_permissions(&path, PermissionsExt::from_mode(0o700)).expect("it can be made to run");
        path.display().to_string()
    }

    fn read(&self, name: &str) -> Option<String> {
        fs::read_to_string(self.file(name)).ok()
    }

    /// Starts the reader on the article, with these variables; its own programs go before all others.
    fn start(&self, variables: &[&str], args: &[&str]) -> Screen {
        let mut screen = Screen::of(self.command(variables, args));
        screen.shows("1 of 1");
        screen
    }

    fn command(&self, variables: &[&str], args: &[&str]) -> Command {
        let path =
            format!("PATH={}:{}", self.file("bin").display(), std::env::var("PATH").unwrap_or_default());
        let temporary = format!("TMPDIR={}", self.file("tmp").display());
        let article = self.file("-a.txt");
        let command = Command::new("env").args([&path, &temporary]).args(variables);
        let command = command.arg(env!("CARGO_BIN_EXE_warraq")).args(["--lang", "en"]).args(args);
        command.args(["--".into(), article.into_os_string()])
    }

    /// What is left of the copies that other programs were given.
    fn copies(&self) -> usize {
        fs::read_dir(self.file("tmp")).expect("a folder").count()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn quit(mut screen: Screen) {
    screen.send("q");
    assert_eq!(screen.ended().code(), Some(0));
    screen.assert_restored();
}

/// A program that takes what is copied.
const TAKES: &str = "cat > \"$HERE/taken\"; echo \"$@\" > \"$HERE/arguments\"";

#[test]
fn on_a_desktop_a_program_takes_what_is_copied() {
    for (name, variable, arguments) in [
        ("wl-copy", "WAYLAND_DISPLAY=wayland-0", "--type text/plain;charset=utf-8\n"),
        ("xclip", "DISPLAY=:77", "-in -selection clipboard\n"),
    ] {
        let folder = Folder::new(name);
        folder.program(name, TAKES);
        let mut screen = folder.start(&[variable], &[]);
        screen.send("2yy");
        screen.shows(&format!("Copied to the clipboard ({name}): 30 characters · 1 control left out"));
        assert_eq!(folder.read("taken").as_deref(), Some(SENTENCE));
        assert_eq!(folder.read("arguments").as_deref(), Some(arguments));
        assert!(!screen.wrote(TO_TERMINAL));
        quit(screen);
    }
}

#[test]
fn the_next_program_is_tried_and_then_the_terminal() {
    let folder = Folder::new("next");
    folder.program("xclip", "cat >/dev/null; exit 1");
    folder.program("xsel", TAKES);
    let mut screen = folder.start(&["DISPLAY=:77"], &[]);
    screen.send("2yy");
    screen.shows("Copied to the clipboard (xsel)");
    folder.program("xsel", "exit 1");
    screen.send("yy");
    screen.shows("Sent to the terminal: 30 characters");
    assert!(screen.wrote(TO_TERMINAL));
    quit(screen);
}

#[test]
fn no_program_is_run_for_who_reads_from_afar() {
    let desktop = "DISPLAY=:77";
    for (variables, args) in [
        (&[desktop, "SSH_CONNECTION=1.2.3.4 5 6.7.8.9 22"][..], &[][..]),
        (&[desktop, "SSH_TTY=/dev/pts/7"], &[]),
        (&[desktop], &["--kiosk"]),
        (&[], &[]),
    ] {
        let folder = Folder::new("afar");
        folder.program("xclip", TAKES);
        let mut screen = folder.start(variables, args);
        screen.send("2yy");
        screen.shows("Sent to the terminal: 30 characters");
        let sent = [
            TO_TERMINAL,
            b"2KPYudmE2YbYqiDYp9mE2K3Zg9mI2YXYqSDYp9mE2YrZiNmFINiu2LfYqSDYrNiv2YrYr9ipLg==\x1b\\",
        ]
        .concat();
        assert!(screen.wrote(&sent), "{}", screen.written.escape_ascii());
        quit(screen);
        assert_eq!(folder.read("taken"), None, "{variables:?} {args:?}");
    }
}

#[test]
fn what_is_copied_last_arrives_though_the_reader_quits_at_once() {
    let folder = Folder::new("last");
    let mut screen = folder.start(&[], &[]);
    screen.send("2yyq");
    assert_eq!(screen.ended().code(), Some(0));
    screen.assert_restored();
    assert!(screen.wrote(TO_TERMINAL));
    folder.program("xclip", TAKES);
    let mut screen = folder.start(&["DISPLAY=:77"], &[]);
    screen.send("2yyq");
    assert_eq!(screen.ended().code(), Some(0));
    screen.assert_restored();
    assert_eq!(folder.read("taken").as_deref(), Some(SENTENCE));
}

#[test]
fn what_is_too_long_for_the_terminal_is_refused_and_not_cut() {
    let folder = Folder::new("long");
    fs::write(folder.file("-a.txt"), "جملة من الجمل. ".repeat(10_000)).expect("a file can be written");
    let mut screen = folder.start(&[], &[]);
    screen.send("2Y");
    screen.shows("Not sent: 260000 bytes");
    assert!(!screen.wrote(TO_TERMINAL));
    screen.send("yy");
    screen.shows("Sent to the terminal: 14 characters");
    // A program of the desktop takes all of it.
    quit(screen);
    folder.program("xclip", TAKES);
    let mut screen = folder.start(&["DISPLAY=:77"], &[]);
    screen.send("2Y");
    screen.shows("Copied to the clipboard (xclip): 150000 characters");
    assert_eq!(folder.read("taken").map(|text| text.len()), Some(260_000));
    quit(screen);
}

/// An editor that says where it is, keeps what it was given, and waits for a line.
const EDITS: &str =
    "echo \"$@\" > \"$HERE/arguments\"; cat \"$2\" > \"$HERE/given\"; ls -l \"$2\" > \"$HERE/mode\"
    echo edits here; read line; echo \"$line\" > \"$HERE/typed\"";

#[test]
fn an_editor_has_the_terminal_until_it_ends() {
    let folder = Folder::new("editor");
    let editor = folder.program("vi", EDITS);
    let mut screen = folder.start(&[&format!("EDITOR={editor}")], &[]);
    screen.send("M2jjjje");
    screen.shows("edits here");
    screen.assert_restored();
    screen.send("typed\r");
    screen.until("the reader", vt100::Screen::alternate_screen);
    screen.shows("1 article");
    assert_eq!(folder.read("typed").as_deref(), Some("typed\n"));
    assert_eq!(folder.read("given").as_deref(), Some(ARTICLE), "it is the file itself");
    let arguments = format!("+1 {}\n", folder.file("-a.txt").display());
    assert_eq!(folder.read("arguments"), Some(arguments));
    assert_eq!(screen.emulator.screen().mouse_protocol_mode(), vt100::MouseProtocolMode::ButtonMotion);
    // The keys work, and another size is seen.
    screen.send("?");
    screen.shows("Moving");
    screen.send("\x1b");
    screen.shows("1 of 1");
    quit(screen);
}

#[test]
fn the_keyboards_signals_are_for_the_editor() {
    let folder = Folder::new("signals");
    folder.program("vi", "trap 'echo heard' INT QUIT; echo edits here; read line || read line || read line");
    let mut screen = folder.start(&["EDITOR=vi"], &[]);
    screen.send("e");
    screen.shows("edits here");
    screen.send("\x03");
    screen.shows("heard");
    screen.send("\r\r\r");
    screen.until("the reader", vt100::Screen::alternate_screen);
    screen.shows("1 of 1");
    quit(screen);
}

#[test]
fn an_editor_that_stops_stops_the_reader_too() {
    let folder = Folder::new("stops");
    folder.program("vi", "echo edits here; read line; kill -STOP $$; echo goes on; read line");
    let reader = "\"$0\" --lang en -- \"$1\"; echo stopped; read line; fg >/dev/null; echo \"ended $?\"";
    let path = format!("PATH={}:{}", folder.file("bin").display(), std::env::var("PATH").unwrap_or_default());
    let command = Command::new("env").args([&path, "EDITOR=vi", "sh", "-m", "-c", reader]);
    let command = command.arg(env!("CARGO_BIN_EXE_warraq")).arg(folder.file("-a.txt"));
    let mut screen = Screen::of(command);
    screen.shows("1 of 1");
    screen.send("e");
    screen.shows("edits here");
    screen.send("\r");
    screen.shows("stopped");
    screen.assert_restored();
    screen.send("\r");
    screen.shows("goes on");
    screen.send("\r");
    screen.until("the reader", vt100::Screen::alternate_screen);
    screen.shows("1 of 1");
    screen.send("q");
    screen.shows("ended 0");
    assert_eq!(screen.ended().code(), Some(0));
    screen.assert_restored();
}

#[test]
fn how_an_editor_fails_is_said() {
    let folder = Folder::new("fails");
    let failing = folder.program("failing", "exit 3");
    let missing = folder.file("bin/missing").display().to_string();
    for (editor, said) in [
        (failing.as_str(), "failing ended with status 3"),
        (&missing, "missing could not be started: No such file"),
        ("vi 'x", "$EDITOR does not name a program"),
    ] {
        let mut screen = folder.start(&[&format!("EDITOR={editor}")], &[]);
        screen.send("e");
        screen.shows(said);
        quit(screen);
    }
}

#[test]
fn a_pager_gets_a_private_copy_without_what_acts() {
    let folder = Folder::new("pager");
    let pager = EDITS.replace("$2", "$1");
    folder.program("less", &pager);
    let mut screen = folder.start(&[], &[]);
    screen.send("o");
    screen.shows("edits here");
    screen.assert_restored();
    assert_eq!(folder.copies(), 1);
    screen.send("\r");
    screen.until("the reader", vt100::Screen::alternate_screen);
    screen.shows("1 of 1");
    assert_eq!(folder.copies(), 0);
    let given = folder.read("given").expect("it was given a file");
    assert_eq!(given, "أعلنت الحكومة␛ اليوم خطة جديدة. ثم سكتت.\n\nسطر آخر\u{fffd}2J هنا.");
    assert!(folder.read("mode").is_some_and(|mode| mode.starts_with("-r--------")));
    quit(screen);
}

#[test]
fn a_kiosk_opens_nothing() {
    let folder = Folder::new("kiosk");
    let editor = folder.program("vi", EDITS);
    for key in ["e", "o"] {
        let variables = [format!("EDITOR={editor}"), format!("PAGER={editor}"), format!("BROWSER={editor}")];
        let variables: Vec<&str> = variables.iter().map(String::as_str).collect();
        let mut screen = folder.start(&variables, &["--kiosk"]);
        screen.send(key);
        screen.shows("No other program can be opened here");
        assert_eq!((folder.read("arguments"), folder.copies()), (None, 0));
        quit(screen);
    }
}

#[test]
fn what_is_drawn_over_with_the_mouse_is_copied() {
    let folder = Folder::new("mouse");
    let mut screen = folder.start(&[], &[]);
    screen.send("2");
    screen.shows("page");
    assert!(!screen.wrote(b"\x1b[?100"), "nobody has asked for the mouse");
    // The text begins at the right edge of its column, in the third row.
    let row = screen.emulator.screen().rows(0, 80).nth(2).expect("the screen has rows");
    let right = row.trim_end().chars().filter(|c| !('\u{64b}'..='\u{652}').contains(c)).count();
    screen.send("M");
    screen.shows("Mouse on");
    screen.send(&format!("\x1b[<0;{right};3M\x1b[<32;{};3M\x1b[<0;{};3m", right - 4, right - 4));
    screen.shows("Selected: 5 characters");
    screen.send("y");
    screen.shows("Sent to the terminal: 5 characters");
    assert!(screen.wrote(&[TO_TERMINAL, "2KPYudmE2YbYqg==\x1b\\".as_bytes()].concat()), "the first word");
    quit(screen);
}

#[test]
fn a_browser_on_the_desktop_takes_the_link_and_not_the_terminal() {
    let folder = Folder::new("browser");
    fs::write(folder.file("-a.txt"), "خبر قصير هنا.\n\nhttps://example.org/ا'\n")
        .expect("a file can be written");
    let opener = if cfg!(target_os = "macos") { "open" } else { "xdg-open" };
    folder.program(opener, "echo \"$@\" > \"$HERE/new\"; mv \"$HERE/new\" \"$HERE/arguments\"; exit 4");
    let mut screen = folder.start(&["DISPLAY=:77"], &[]);
    let from = screen.written.len();
    screen.send("o");
    // How it ends is heard of all the same.
    screen.shows(&format!("{opener} ended with status 4"));
    assert_eq!(folder.read("arguments").as_deref(), Some("https://example.org/%D8%A7%27\n"));
    assert!(!screen.written[from..].windows(8).any(|window| window == b"\x1b[?1049l"));
    quit(screen);
}
