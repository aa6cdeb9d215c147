//! What is kept between sittings, with the program itself on terminals of its own.

mod terminal;

use std::fs;
use std::os::unix::process::ExitStatusExt;
use std::path::PathBuf;

use pty_process::blocking::Command;
use rustix::process::Signal;
use terminal::Screen;

/// A folder of its own for a test, removed when dropped.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Folder {
        let path = std::env::temp_dir().join(format!("warraq-state-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).expect("a temporary folder");
        Folder(path)
    }

    fn path(&self, name: &str) -> String {
        self.0.join(name).to_str().expect("a temporary path is UTF-8").to_string()
    }

    fn write(&self, name: &str, text: &str) {
        let path = self.0.join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("it can be made");
        fs::write(path, text).expect("a file can be written");
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.0.join(name)).unwrap_or_default()
    }

    /// What lies in it, with what lies in its folders.
    fn files(&self) -> Vec<String> {
        let mut found = Vec::new();
        let mut folders = vec![self.0.clone()];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).expect("a folder") {
                let path = entry.expect("an entry").path();
                match path.is_dir() {
                    true => folders.push(path),
                    false => found.push(path.strip_prefix(&self.0).expect("in it").display().to_string()),
                }
            }
        }
        found.sort();
        found
    }

    /// Starts the reader with `warraq` in this folder as its state folder.
    fn start(&self, args: &[&str]) -> Screen {
        let state = format!("XDG_STATE_HOME={}", self.path(""));
        let command = Command::new("env").arg(state).arg(env!("CARGO_BIN_EXE_warraq"));
        Screen::of(command.args(["--lang", "en"]).args(args))
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn quit(mut screen: Screen) -> Screen {
    screen.send("q");
    assert_eq!(screen.ended().code(), Some(0));
    screen.assert_restored();
    screen
}

#[test]
fn the_reader_comes_back_to_the_same_sentence() {
    let state = Folder::new("same");
    let mut screen = state.start(&[]);
    screen.shows("1 of 5");
    screen.send("jj\r ");
    screen.shows("min left");
    // A name of which no article is to speak: the text stays.
    screen.send("3/rome\r-1");
    screen.shows("−");
    screen.resize(60, 24);
    screen.send("2S");
    screen.shows("Articles by title");
    screen.send("12");
    screen.until("the list beside the text", |screen| {
        let contents = screen.contents();
        contents.contains("Space page") && contents.contains("of 4") && !contents.contains("by title")
    });
    let before = screen.contents();
    quit(screen);
    let mut screen = state.start(&[]);
    screen.shows("of 4");
    screen.resize(60, 24);
    screen.until("the screen as it was", |screen| screen.contents() == before);
    quit(screen);
    // Whoever would begin afresh may.
    let mut screen = state.start(&["--fresh"]);
    screen.shows("1 of 5");
    assert!(screen.contents().contains('✓'), "what was read is known all the same");
    quit(screen);
}

#[test]
fn two_readers_at_once_lose_nothing() {
    let state = Folder::new("two");
    for is_first_to_go_first in [true, false] {
        let mut readers = [state.start(&[]), state.start(&[])];
        readers[0].shows("of 5");
        readers[1].shows("of 5");
        // The first and the last article in one, the second and the star of the first in the other.
        readers[0].send("gmGm");
        readers[0].until("two marks", |screen| screen.contents().matches('✓').count() == 2);
        readers[1].send("gsjm");
        readers[1].shows("★");
        readers[1].shows("✓");
        let [one, other] = readers;
        match is_first_to_go_first {
            true => _ = (quit(one), quit(other)),
            false => _ = (quit(other), quit(one)),
        }
        let mut screen = state.start(&[]);
        screen.until("all marks", |screen| {
            let contents = screen.contents();
            contents.matches('✓').count() == 3 && contents.contains('★')
        });
        quit(screen);
        assert_eq!(state.read("warraq/marks").matches("\tread").count(), 3);
        fs::remove_dir_all(state.0.join("warraq")).expect("ours");
    }
}

#[test]
fn what_was_done_is_kept_however_the_reader_ends() {
    // In a pause, then by these signals at once.
    for signal in [Signal::KILL, Signal::TERM, Signal::HUP] {
        let state = Folder::new("ends");
        let mut screen = state.start(&[]);
        screen.shows("1 of 5");
        screen.send("jm");
        screen.shows("✓");
        if signal == Signal::KILL {
            screen.wait("a pause", |_| state.read("warraq/places/embedded").ends_with('\n'));
        }
        screen.kill(signal);
        assert_eq!(screen.ended().signal(), Some(signal.as_raw()));
        let mut screen = state.start(&[]);
        screen.shows("2 of 5");
        screen.shows("✓");
        quit(screen);
    }
}

#[test]
fn it_is_kept_before_the_reader_is_stopped() {
    let state = Folder::new("stopped");
    let script = "\"$0\" --lang en; echo stopped; read line; fg >/dev/null; echo \"ended $?\"";
    let variable = format!("XDG_STATE_HOME={}", state.path(""));
    let command = Command::new("env").arg(variable).args(["sh", "-m", "-c", script]);
    let mut screen = Screen::of(command.arg(env!("CARGO_BIN_EXE_warraq")));
    screen.shows("1 of 5");
    screen.send("m");
    screen.shows("✓");
    screen.send("\x1a");
    screen.shows("stopped");
    assert!(state.read("warraq/marks").contains("\tread "));
    screen.send("\r");
    screen.shows("1 of 5");
    screen.send("q");
    screen.shows("ended 0");
    assert_eq!(screen.ended().code(), Some(0));
}

#[test]
fn nothing_is_kept_where_nothing_is_to_be() {
    let state = Folder::new("nothing");
    for option in ["--no-state", "--kiosk"] {
        let mut screen = state.start(&[option]);
        screen.shows("1 of 5");
        screen.send("jms");
        screen.shows("★");
        quit(screen);
        assert_eq!(state.files(), [""; 0], "{option}");
    }
    // Nor is anything made by looking.
    let mut screen = state.start(&["--state", &state.path("other")]);
    screen.shows("1 of 5");
    assert_eq!(state.files(), [""; 0]);
    quit(screen);
    assert_eq!(state.files(), ["other/places/embedded"]);
}

#[test]
fn where_nothing_can_be_kept_the_reader_reads_and_says_so_once() {
    let state = Folder::new("cannot");
    // A file where the folder should be; a disk that takes no more. The shell's limit counts 512 bytes.
    state.write("warraq", "a file");
    let in_place = state.start(&[]);
    let full = Folder::new("full");
    let script = "trap '' XFSZ; ulimit -f 0; exec \"$0\" --lang en";
    let variable = format!("XDG_STATE_HOME={}", full.path(""));
    let command = Command::new("env").arg(variable).args(["sh", "-c", script]);
    let on_full_disk = Screen::of(command.arg(env!("CARGO_BIN_EXE_warraq")));
    for mut screen in [in_place, on_full_disk] {
        screen.shows("1 of 5");
        screen.send("m");
        screen.shows("✓");
        // After a pause.
        screen.shows("Not kept for next time");
        screen.send("j");
        screen.shows("2 of 5");
        let mut screen = quit(screen);
        screen.shows("keeping what you have read");
        assert_eq!(screen.contents().matches("keeping what").count(), 1);
    }
    assert_eq!(state.read("warraq"), "a file");
    assert_eq!(full.files(), [""; 0], "no half of a file is left");
}

#[test]
fn a_broken_file_is_set_aside_and_named_and_the_rest_of_it_counts() {
    let state = Folder::new("broken");
    let mut screen = state.start(&[]);
    screen.shows("1 of 5");
    screen.send("m");
    screen.shows("✓");
    quit(screen);
    let broken = state.read("warraq/marks") + "nonsense\n";
    state.write("warraq/marks", &broken);
    let mut screen = state.start(&[]);
    screen.shows("1 of 5");
    screen.shows("✓");
    let mut screen = quit(screen);
    screen.shows("marks: line 5 says nothing");
    screen.shows("marks.broken");
    assert_eq!(state.read("warraq/marks.broken"), broken);
    assert!(
        state.read("warraq/marks").contains("\tread ") && !state.read("warraq/marks").contains("nonsense")
    );
    // A file of something else, twice.
    for number in ["", "-2"] {
        state.write("warraq/places/embedded", "%PDF");
        let mut screen = state.start(&[]);
        screen.shows("1 of 5");
        let mut screen = quit(screen);
        screen.shows("embedded: line 1 says nothing");
        assert_eq!(state.read(&format!("warraq/places/embedded.broken{number}")), "%PDF");
    }
}

#[test]
fn what_a_later_version_has_written_is_left_alone() {
    let state = Folder::new("later");
    state.write("warraq/marks", "warraq marks 2\n?\n");
    let mut screen = state.start(&[]);
    screen.shows("1 of 5");
    screen.send("m");
    screen.shows("✓");
    let mut screen = quit(screen);
    screen.shows("written by a later version");
    assert_eq!(state.files(), ["warraq/marks"]);
    assert_eq!(state.read("warraq/marks"), "warraq marks 2\n?\n");
}

#[test]
fn articles_that_move_keep_their_marks_and_those_that_come_are_new() {
    let state = Folder::new("moves");
    let articles = Folder::new("articles");
    articles.write("a.txt", "مقالة أولى عن ليبيا.");
    articles.write("b.txt", "مقالة ثانية عن سوريا.");
    let folder = articles.path("");
    let mut screen = state.start(&[&folder]);
    screen.shows("2 articles");
    assert!(!screen.contents().contains("new"), "nothing is, the first time");
    screen.send("ms");
    screen.shows("★");
    quit(screen);
    fs::rename(articles.0.join("a.txt"), articles.0.join("z.txt")).expect("ours");
    articles.write("c.txt", "مقالة ثالثة عن مصر.");
    // The same folder by another name.
    let mut screen = state.start(&[&format!("{folder}/./")]);
    screen.shows("3 articles");
    screen.shows("1 new");
    screen.shows("3 of 3");
    screen.shows("★");
    let screen = quit(screen);
    drop(screen);
    let mut screen = state.start(&[&folder]);
    screen.shows("3 articles");
    screen.shows("★");
    assert!(!screen.contents().contains("new"), "what was there last time is new no more");
    quit(screen);
}
