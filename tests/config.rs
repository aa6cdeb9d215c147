//! Settings: every key of the default file, changed, and what it does in the model or on a terminal; and every
//! value that it cannot have, with its line.

#[allow(dead_code, reason = "not every step of a session is taken here")]
mod terminal;

use pty_process::blocking::Command;
use ratatui::buffer::Buffer;
use ratatui::layout::{Rect, Size};
use ratatui::style::{Color, Modifier};
use std::fs;
use std::path::PathBuf;
use std::sync::Arc;
use terminal::Screen;
use warraq::app::{ACTIONS, Action, Language, Model, Msg, default_keymap};
use warraq::config::{Fault, FaultKind, Row, Settings, default_file, parse, rows};
use warraq::corpus::Source;
use warraq::keys::{Key, KeyCode, Lookup};
use warraq::library;
use warraq::session::Colours;
use warraq::ui::{self, Role, Theme};

/// The settings of a text in which nothing is wrong.
#[track_caller]
fn settings(text: &str) -> Settings {
    let (settings, faults) = parse(text);
    assert_eq!(faults, [], "{text}");
    settings
}

/// The default file with another line for a key of a table, and the number of that line.
fn changed(table: &str, name: &str, value: &str) -> (String, usize) {
    let file = default_file(Language::English);
    let begin = if table.is_empty() { 0 } else { file.find(&format!("\n[{table}]\n")).expect("a table") };
    let at = begin + file[begin..].find(&format!("\n{name} = ")).expect(name) + 1;
    let end = at + file[at..].find('\n').expect("a line ends");
    let line = 1 + file[..at].matches('\n').count();
    (format!("{}{name} = {value}{}", &file[..at], &file[end..]), line)
}

#[test]
fn the_default_file_says_the_defaults() {
    for language in [Language::English, Language::Arabic] {
        let file = default_file(language);
        assert_eq!(settings(&file), Settings::default());
        assert!(file.lines().all(|line| line.chars().count() <= 120), "{file}");
    }
    assert_eq!(settings(""), Settings::default());
}

#[test]
fn every_key_takes_each_of_its_values_and_changes_nothing_else() {
    for row in rows() {
        let words = row.allowed().into_iter().filter(|word| !word.contains('–'));
        for value in words.chain((row.name() == "measure").then(|| "40".into())) {
            let settings = settings(&changed("", row.name(), &format!("\"{value}\"")).0);
            assert_eq!(row.get(&settings), value, "{}", row.name());
            for other in rows().filter(|other| other.name() != row.name()) {
                assert_eq!(other.get(&settings), other.get(&Settings::default()), "{} = {value}", row.name());
            }
        }
    }
    // Numbers and truth may go without quotes.
    assert_eq!(settings("measure = 40\nzen = true"), settings("measure = \"40\"\nzen = \"on\""));
}

#[test]
fn every_role_of_the_theme_can_be_given_another_look() {
    let dark = |settings: &Settings| settings.theme(Colours::True, Some(false));
    for role in Role::ALL {
        let theme = dark(&settings(&changed("look", role.name(), "\"#010203 on blue italic\"").0));
        let style = theme.of(role);
        assert_eq!(
            (style.fg, style.bg, style.add_modifier),
            (Some(Color::Rgb(1, 2, 3)), Some(Color::Blue), Modifier::ITALIC),
            "{role:?}"
        );
        for other in Role::ALL.into_iter().filter(|other| *other != role) {
            assert_eq!(theme.of(other), Theme::dark().of(other), "{role:?}, {other:?}");
        }
        // What is not said stays the theme's.
        let theme = dark(&settings(&format!("[look]\n{} = \"red\"", role.name())));
        assert_eq!(theme.of(role), Theme::dark().of(role).fg(Color::Red));
    }
}

/// A key that nothing is bound to.
const FREE: Key = Key::plain(KeyCode::F(35));

#[test]
fn every_action_can_be_given_other_keys() {
    for row in ACTIONS {
        let settings = settings(&changed("keys", row.name, "[\"<F35>\"]").0);
        assert_eq!(settings.keymap.lookup(&[FREE]), Lookup::Found(row.action), "{}", row.name);
        assert_eq!(settings.keymap.keys_of(row.action).count(), 1, "{}", row.name);
        for (sequence, action) in default_keymap().iter() {
            let found = settings.keymap.lookup(sequence.keys());
            let expected = if *action == row.action { Lookup::Unknown } else { Lookup::Found(*action) };
            assert_eq!(found, expected, "{sequence}");
        }
        let none = changed("keys", row.name, "[]").0;
        if row.action == Action::Quit {
            assert_eq!(parse(&none).1[0].kind, FaultKind::NoWayOut);
        } else {
            assert_eq!(self::settings(&none).keymap.keys_of(row.action).count(), 0, "{}", row.name);
        }
    }
    // Two actions may exchange their keys, and one key may be written without brackets.
    let swapped = settings("[keys]\ndown = \"k\"\nup = [\"j\"]").keymap;
    assert_eq!(swapped.lookup(&[Key::char('k')]), Lookup::Found(Action::Down));
    assert_eq!(swapped.lookup(&[Key::char('j')]), Lookup::Found(Action::Up));
}

#[test]
fn keys_do_and_the_help_shows_what_they_are_bound_to() {
    let keymap = settings("[keys]\nhelp = [\"g g\", \"<F35>\"]\ntop = [\"<Home>\"]").keymap;
    let mut model = Model::new(Size::new(100, 200), Language::English).with_keymap(keymap);
    let mut rows = |keys: &[Key]| -> Vec<String> {
        for key in keys {
            model.update(Msg::Key(*key));
        }
        let mut buffer = Buffer::empty(Rect::new(0, 0, 100, 200));
        ui::view(&model, &Theme::dark(), &mut buffer);
        buffer
            .content
            .chunks(100)
            .map(|row| row.iter().map(ratatui::buffer::Cell::symbol).collect())
            .collect()
    };
    let help = |rows: &[String]| rows.iter().find(|row| row.contains("This help")).cloned();
    assert_eq!(help(&rows(&[Key::char('?')])), None, "the old key does nothing");
    assert_eq!(help(&rows(&[Key::char('g')])), None);
    let shown = help(&rows(&[Key::char('g')])).expect("the help");
    assert!(shown.contains("g g <F35>") && !shown.contains('?'), "{shown}");
}

#[test]
fn every_wrong_value_is_named_with_its_line_and_keeps_the_default() {
    let check = |table: &str, name: &str, value: &str, is_right: fn(&FaultKind) -> bool| {
        let (file, line) = changed(table, name, value);
        let (settings, faults) = parse(&file);
        assert_eq!(settings, Settings::default(), "{name} = {value}");
        assert!(matches!(&faults[..], [fault] if fault.line == line && is_right(&fault.kind)), "{faults:?}");
        for language in [Language::English, Language::Arabic] {
            assert!(faults[0].kind.said(language).contains(name), "{name}");
        }
    };
    let is_value = |kind: &FaultKind| matches!(kind, FaultKind::Value { .. });
    for row in rows() {
        for value in ["\"nonsense\"", "-1", "7.5", "[]", "{ a = 1 }", "1979-05-27"] {
            check("", row.name(), value, is_value);
        }
    }
    for role in Role::ALL {
        check("look", role.name(), "\"nonsense\"", |kind| matches!(kind, FaultKind::Look { .. }));
        check("look", role.name(), "[]", is_value);
    }
    for row in ACTIONS {
        for value in ["[\"<nonsense>\"]", "[\"<F35>\", \"gg\"]", "\"\""] {
            check("keys", row.name, value, |kind| matches!(kind, FaultKind::Key { .. }));
        }
        check("keys", row.name, "[3]", is_value);
    }
}

/// The faults of a text, by line, each with a part of what is said of it.
#[track_caller]
fn check_faults(text: &str, expected: &[(usize, &str)]) {
    let (_, faults) = parse(text);
    let said = |fault: &Fault| (fault.line, fault.kind.said(Language::English));
    let found: Vec<(usize, String)> = faults.iter().map(said).collect();
    assert_eq!(found.len(), expected.len(), "{text}\n{found:?}");
    for ((line, said), (wanted, part)) in found.iter().zip(expected) {
        assert!(line == wanted && said.contains(part), "{text}\n{line}: {said:?}, not {wanted}: {part:?}");
    }
}

#[test]
fn unknown_keys_are_named_with_the_nearest_known_one() {
    check_faults("langauge = \"en\"", &[(1, "`language` is the nearest")]);
    check_faults("\nfont = 3", &[(2, "there is no setting `font`")]);
    check_faults("[look]\nplaces = \"red\"", &[(2, "`place` is the nearest")]);
    check_faults("[keys]\nquitt = []", &[(2, "`quit` is the nearest")]);
    check_faults("[kesy]\ndown = []", &[(1, "`keys` is the nearest")]);
    check_faults("keys = 3", &[(1, "`keys` is a table")]);
    check_faults("look = \"red\"", &[(1, "`look` is a table")]);
}

#[test]
fn what_is_no_toml_spoils_no_other_line() {
    let broken =
        "theme = \"dark\"\nwhat is this\nmarks = \"hide\nmarks = \"hide\"\n[look\n[look]\nplace = \"red\"\n";
    let (settings, faults) = parse(broken);
    assert_eq!(faults.iter().map(|fault| fault.line).collect::<Vec<_>>(), [2, 3, 5], "{faults:?}");
    let right = "theme = \"dark\"\nmarks = \"hide\"\n[look]\nplace = \"red\"\n";
    assert_eq!(settings, self::settings(right));
    check_faults("theme = \"dark\"\ntheme = \"light\"", &[(2, "no TOML")]);
    check_faults("theme = [", &[(1, "no TOML")]);
    // Something else altogether.
    assert_eq!(parse(&"what is this\n".repeat(1000)).1.len(), 20);
}

#[test]
fn keys_in_each_others_way_are_named_with_both_lines() {
    let check = |text: &str, expected: &[(usize, &str)]| check_faults(&format!("[keys]\n{text}"), expected);
    check("down = [\"9 8\"]\nup = [\"9 8\"]", &[(3, "`9 8` belongs to `down` by line 2")]);
    check("down = [\"9 8\"]\nup = [\"9\"]", &[(3, "`9 8` belongs to `down` by line 2")]);
    check("down = [\"9\"]\nup = [\"9 8\"]", &[(3, "could not be reached")]);
    check("down = [\n\"9 9\",\n\"j\",\n\"j j\"]", &[(5, "`j` belongs to `down` by line 4")]);
    check("down = [\"q\"]", &[(2, "`q` belongs to `quit`: give that other keys, or none ([])")]);
    check("down = [\"q q\"]", &[(2, "`q` belongs to `quit`")]);
    check("down = [\"Q\", \"Q\"]", &[(2, "`Q` belongs to `down` by line 2")]);
    check("down = [\"u\"]\nhalf-page-up = []", &[]);
    // What is refused keeps its own keys, and so is in the way again.
    check("down = [\"q\"]\nup = [\"j\"]", &[(2, "`quit`"), (3, "`j` belongs to `down`")]);
    let (settings, _) = parse("[keys]\ndown = [\"q\"]\nup = [\"j\"]\nhelp = [\"<F35>\"]");
    assert_eq!(settings.keymap.lookup(&[Key::char('j')]), Lookup::Found(Action::Down));
    assert_eq!(settings.keymap.lookup(&[FREE]), Lookup::Found(Action::Help));
}

/// A folder of its own for a test, with an article in it; removed when dropped.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Folder {
        let path = std::env::temp_dir().join(format!("warraq-config-{name}-{}", std::process::id()));
        fs::create_dir_all(path.join("warraq")).expect("a temporary folder");
        let words = "قَالَ محمد في ليبيا (Reuters) «داعش» 2014. ".repeat(8);
        fs::write(path.join("a.txt"), format!("عنوان المقالة\n\n{words}\n")).expect("it can be written");
        Folder(path)
    }

    /// The program with these settings and arguments, on a terminal, when it has read the article and ended.
    fn session(&self, settings: &str, arguments: &[&str]) -> Screen {
        fs::write(self.0.join("warraq/config.toml"), settings).expect("it can be written");
        let mut command = Command::new("env");
        for argument in arguments.iter().filter(|argument| argument.contains('=')) {
            command = command.arg(argument.replace("HERE", &self.0.to_string_lossy()));
        }
        command = command.arg(env!("CARGO_BIN_EXE_warraq"));
        if !arguments.iter().any(|argument| argument.contains('=')) {
            command = command.arg("--config").arg(self.0.join("warraq/config.toml"));
        }
        command = command.args(arguments.iter().filter(|argument| !argument.contains('=')));
        let mut screen = Screen::of(command.arg(self.0.join("a.txt")));
        screen.shows("Reuters");
        screen.send("q");
        assert!(screen.ended().success());
        screen
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn wrote(screen: &Screen, text: &str) -> bool {
    screen.wrote(text.as_bytes())
}

/// Whether any colour was sent.
fn has_colours(screen: &Screen) -> bool {
    wrote(screen, "38;2;") || wrote(screen, "38;5;")
}

/// A key of the program, a value that is not the default, and what tells on a terminal that it counts.
type Seen = (&'static str, &'static str, fn(&Screen) -> bool);

const SEEN: &[Seen] = &[
    ("language", "ar", |screen| !wrote(screen, "article")),
    ("theme", "light", |screen| wrote(screen, "38;2;107;102;92")),
    ("colours", "none", |screen| !has_colours(screen)),
    ("terminal", "lro", |screen| wrote(screen, "\u{202D}")),
    ("marks", "hide", |screen| !wrote(screen, "\u{64E}")),
    ("glyphs", "raw", |screen| wrote(screen, "م")),
    ("mouse", "on", |screen| wrote(screen, "\u{1b}[?1002h")),
];

#[test]
fn every_key_of_the_program_is_seen_to_work() {
    let folder = Folder::new("seen");
    // As many as there are, so that no shade is changed for another.
    let usual = folder.session("colours = \"true\"", &[]);
    for row in rows().filter(|row| matches!(row, Row::Program(_))) {
        let (name, value, is_seen) =
            SEEN.iter().find(|(name, ..)| *name == row.name()).expect("a value for each");
        assert!(!is_seen(&usual), "{name} by default");
        let colours = if *name == "colours" { "" } else { "colours = \"true\"\n" };
        let screen = folder.session(&format!("{colours}{name} = \"{value}\""), &[]);
        assert!(is_seen(&screen), "{name} = {value}: {}", screen.written.escape_ascii());
    }
    let screen = folder.session("colours = \"true\"\n[look]\nplace = \"#010203\"", &[]);
    assert!(wrote(&screen, "38;2;1;2;3") && !wrote(&usual, "38;2;1;2;3"));
}

/// Options of reading, each with a value that is not the default.
const SET: &[(&str, &str)] = &[
    ("measure", "24"),
    ("line-spacing", "1"),
    ("alignment", "kashida"),
    ("tashkeel", "hidden"),
    ("digits", "arabic-indic"),
    ("guillemets", "as-stored"),
    ("direction", "ltr"),
    ("zen", "on"),
    ("dim-known", "on"),
];

#[test]
fn every_option_of_reading_is_seen_to_work() {
    let folder = Folder::new("reading");
    fs::copy(folder.0.join("a.txt"), folder.0.join("b.txt")).expect("it can be copied");
    let source = Source::Paths(vec![folder.0.join("a.txt"), folder.0.join("b.txt")]);
    let snapshot = Arc::new(library::load(source));
    let screen = |settings: &Settings| {
        let mut model = Model::new(Size::new(120, 30), Language::English);
        model.update(Msg::Library(Arc::clone(&snapshot)));
        model.set_reading(settings.reading);
        // The first is read, then the second.
        for key in [Key::plain(KeyCode::Enter), Key::char('J')] {
            model.update(Msg::Key(key));
        }
        let mut buffer = Buffer::empty(Rect::new(0, 0, 120, 30));
        ui::view(&model, &Theme::dark(), &mut buffer);
        buffer
    };
    let usual = screen(&Settings::default());
    for row in rows().filter(|row| matches!(row, Row::Reading(_))) {
        let (name, value) = SET.iter().find(|(name, _)| *name == row.name()).expect("a value for each");
        let set = screen(&settings(&format!("{name} = \"{value}\"")));
        assert_ne!(set, usual, "{name} = {value}");
    }
    // And the program does so.
    let hidden = folder.session("tashkeel = \"hidden\"", &[]);
    assert!(!wrote(&hidden, "\u{64E}") && wrote(&folder.session("", &[]), "\u{64E}"));
}

#[test]
fn the_command_line_counts_for_more_than_the_file() {
    let folder = Folder::new("line");
    let screen = folder.session("language = \"ar\"", &["--lang", "en"]);
    assert!(wrote(&screen, "article"));
    let screen = folder.session("colours = \"true\"\ntheme = \"dark\"", &["--theme", "light"]);
    assert!(wrote(&screen, "38;2;107;102;92"));
    assert!(!has_colours(&folder.session("colours = \"true\"", &["--colours", "none"])));
    assert!(!wrote(&folder.session("terminal = \"lro\"", &["--terminal", "visual"]), "\u{202D}"));
    assert!(wrote(&folder.session("marks = \"hide\"", &["--marks", "show"]), "\u{64E}"));
    assert!(!wrote(&folder.session("glyphs = \"raw\"", &["--glyphs", "forms"]), "م"));
}

/// <https://no-color.org>: what is set for this program, in its file or on its command line, counts for more.
#[test]
fn no_color_counts_for_more_than_a_theme_in_the_file() {
    let folder = Folder::new("no-color");
    let at = "XDG_CONFIG_HOME=HERE";
    let none = "NO_COLOR=1";
    assert!(has_colours(&folder.session("theme = \"dark\"", &[at])));
    assert!(!has_colours(&folder.session("theme = \"dark\"", &[at, none])));
    assert!(has_colours(&folder.session("colours = \"256\"", &[at, none])));
    assert!(has_colours(&folder.session("", &[at, none, "--theme", "dark"])));
    assert!(has_colours(&folder.session("", &[at, none, "--colours", "256"])));
    assert!(!has_colours(&folder.session("", &[at, none, "--theme", "none"])));
}

#[test]
fn a_fault_is_said_before_and_in_the_reader_which_goes_on() {
    let folder = Folder::new("fault");
    let screen = folder.session("theme = \"drak\"", &[]);
    assert!(wrote(&screen, "config.toml:1: `theme` cannot be \"drak\"") && wrote(&screen, "1 fault"));
    // Strangers' settings are not looked for, but for those that the server names.
    let at = "XDG_CONFIG_HOME=HERE";
    assert!(wrote(&folder.session("theme = \"drak\"", &[at]), "cannot be"));
    assert!(!wrote(&folder.session("theme = \"drak\"", &[at, "--kiosk"]), "cannot be"));
    assert!(wrote(&folder.session("theme = \"drak\"", &["--kiosk"]), "cannot be"));
}

#[test]
fn check_says_what_is_wrong_and_ends_so() {
    let folder = Folder::new("check");
    let file = folder.0.join("warraq/config.toml");
    let check = |text: Option<&str>, arguments: &[&str], status: i32, said: &str| {
        match text {
            Some(text) => fs::write(&file, text).expect("it can be written"),
            None => fs::remove_file(&file).expect("it is there"),
        }
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_warraq"));
        let output =
            command.args(["config", "--check"]).args(arguments).env_clear().env("XDG_CONFIG_HOME", &folder.0);
        let output = output.output().expect("the program starts");
        let stdout = String::from_utf8_lossy(&output.stdout);
        assert!(output.status.code() == Some(status) && stdout.contains(said), "{stdout}");
    };
    check(Some("theme = \"dark\""), &[], 0, "config.toml: in order");
    check(
        Some("\ntheme = \"drak\""),
        &[],
        1,
        "config.toml:2: `theme` cannot be \"drak\"; it may be auto, dark",
    );
    check(Some("theme = \"dr\u{1b}[2J\""), &[], 1, "config.toml:1:");
    check(Some("\ntheme = \"drak\""), &["--lang", "ar"], 1, "config.toml:2: قيمة `theme` لا تكون");
    check(Some(""), &["/nowhere/c.toml"], 1, "/nowhere/c.toml: no such file");
    check(None, &[], 0, "the defaults hold");
}
