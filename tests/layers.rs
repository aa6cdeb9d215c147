//! The fence: which room of `src/` may look into which, and which outside crates only one room
//! may name. If a change needs a new arrow, change the table here in the same commit and say why.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// (room, rooms that it may use)
const ROOMS: &[(&str, &[&str])] = &[
    ("text", &[]),
    ("fold", &[]),
    // The road from a line to cells, for the reader and for other programs that draw with ratatui.
    ("widget", &["text"]),
    ("keys", &[]),
    ("corpus", &["fold"]),
    ("entity", &["corpus", "fold"]),
    ("index", &["corpus", "entity", "fold"]),
    ("library", &["corpus", "entity", "index"]),
    // Positions and titles in the model are the corpus's ranges and the entities' ids.
    ("app", &["text", "fold", "keys", "library", "corpus", "entity", "index"]),
    // The reader's canvas writes by the same road as the widgets do.
    ("ui", &["app", "text", "widget", "keys", "library", "corpus", "entity", "index"]),
    // What is read at the terminal is behind a trait: `cli` puts the two together.
    ("session", &["keys", "text"]),
    // A setting is called by the words of the room that it is for, and is a value of that room's own types.
    ("config", &["text", "keys", "app", "ui", "session"]),
    (
        "cli",
        &["text", "fold", "keys", "corpus", "entity", "index", "library", "app", "ui", "session", "config"],
    ),
    (
        "main",
        &["text", "fold", "keys", "corpus", "entity", "index", "library", "app", "ui", "session", "cli"],
    ),
];

/// (what the source must not name, rooms that may)
const OUTSIDE: &[(&str, &[&str])] = &[
    ("unicode_bidi", &["text"]),
    ("unicode_joining_type", &["text"]),
    ("unicode_segmentation", &["text"]),
    ("unicode_width", &["text"]),
    ("icu_segmenter", &["text"]),
    // Articles are known again by what they hold.
    ("siphasher", &["corpus"]),
    ("base64", &["session"]),
    ("crossterm", &["session"]),
    ("signal_hook", &["session"]),
    // `cli` holds other programs off while it writes the reader's files.
    ("rustix", &["session", "corpus", "cli"]),
    // The rectangles of the panes are the one thing of ratatui that the state needs; `cli` hands the
    // session's buffer to the view.
    ("ratatui", &["widget", "ui", "session", "app", "cli"]),
    ("anyhow", &["cli", "main"]),
    ("lexopt", &["cli"]),
    // A file of settings, from a text.
    ("toml::de", &["config"]),
    ("toml::Spanned", &["config"]),
    // `cli` writes JSON. `entity` reads that of annotation tools, from a text to documents: what their values
    // mean is its own business, and files are not.
    ("serde", &["cli", "entity"]),
    ("serde_json", &["cli", "entity"]),
    ("regex", &["index"]),
    ("regex_syntax", &["index"]),
    ("std::fs", &["corpus", "cli"]),
    ("std::env", &["session", "cli", "main"]),
    // `cli` waits for other programs that write the reader's files.
    ("std::thread", &["library", "session", "cli"]),
    // `index` asks how long an expression takes, which cannot be seen in it.
    ("std::time", &["index", "session", "library", "cli"]),
    ("std::process", &["cli", "main", "session"]),
];

#[test]
fn rooms_look_only_into_rooms_below() {
    let mut faults = Vec::new();
    for (path, room, code) in sources() {
        let allowed = ROOMS.iter().find(|(name, _)| *name == room).map(|(_, rooms)| *rooms);
        let Some(allowed) = allowed else {
            faults.push(format!("{}: the room `{room}` is not in the table", path.display()));
            continue;
        };
        for used in rooms_named(&code) {
            if used != room && !allowed.contains(&used.as_str()) {
                faults.push(format!("{}: `{room}` may not use `{used}`", path.display()));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn outside_crates_stay_in_their_rooms() {
    let mut faults = Vec::new();
    for (path, room, code) in sources() {
        for (name, rooms) in OUTSIDE {
            if names_path(&code, name) && !rooms.contains(&room.as_str()) {
                faults.push(format!("{}: only {rooms:?} may name `{name}`", path.display()));
            }
        }
        // `app` may have rectangles, and nothing else, of ratatui.
        if room == "app" && names_path(&code.replace("ratatui::layout::", ""), "ratatui") {
            faults.push(format!("{}: `app` may name only `ratatui::layout`", path.display()));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// The fence itself must be able to see a breach.
#[test]
fn a_breach_is_seen() {
    assert_eq!(rooms_named("use crate::session::tty; crate::ui::view()"), set(&["session", "ui"]));
    assert_eq!(rooms_named("use crate::{app, text::Line};"), set(&["app", "text"]));
    assert!(names_path("use ratatui::buffer::Buffer;", "ratatui"));
    assert!(!names_path("let my_ratatui = 1;", "ratatui"));
    assert!(names_path("use std::{fs, env};", "std::env"));
    assert!(!names_path("use std::{fmt, io}; fn env() {}", "std::env"));
    assert_eq!(without_comments("a // crate::ui\nb"), "a \nb");
}

fn set(names: &[&str]) -> BTreeSet<String> {
    names.iter().map(ToString::to_string).collect()
}

/// Every source file: its path, its room, its code without comments.
fn sources() -> Vec<(PathBuf, String, String)> {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    walk(&src, &mut files);
    assert!(files.len() > 10, "the walk found only {} files", files.len());
    files
        .into_iter()
        .filter(|path| path.file_name().is_some_and(|name| name != "lib.rs"))
        .map(|path| {
            let first = path.strip_prefix(&src).expect("walked from src").components().next();
            let first = first.expect("a file below src").as_os_str().to_string_lossy().into_owned();
            let room = first.trim_end_matches(".rs").to_string();
            let code = without_comments(&fs::read_to_string(&path).expect("source is UTF-8"));
            (path, room, code)
        })
        .collect()
}

fn walk(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("src can be read") {
        let path = entry.expect("src can be listed").path();
        if path.is_dir() {
            walk(&path, files);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
}

fn without_comments(code: &str) -> String {
    let lines: Vec<&str> = code.lines().map(|line| line.find("//").map_or(line, |at| &line[..at])).collect();
    lines.join("\n")
}

/// The rooms named as `crate::room`, `warraq::room` or inside `crate::{…}`.
fn rooms_named(code: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for prefix in ["crate::", "warraq::"] {
        for (at, _) in code.match_indices(prefix) {
            let rest = &code[at + prefix.len()..];
            if let Some(group) = rest.strip_prefix('{') {
                let mut depth = 0;
                let mut word_start = true;
                for (i, c) in group.char_indices() {
                    match c {
                        '{' => depth += 1,
                        '}' if depth == 0 => break,
                        '}' => depth -= 1,
                        ',' if depth == 0 => word_start = true,
                        c if c.is_alphabetic() && depth == 0 && word_start => {
                            found.insert(identifier(&group[i..]));
                            word_start = false;
                        }
                        _ => {}
                    }
                }
            } else {
                found.insert(identifier(rest));
            }
        }
    }
    found.retain(|name| !name.is_empty());
    found
}

fn identifier(code: &str) -> String {
    code.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()
}

/// Whether `code` names `path` as a whole path segment.
fn names_path(code: &str, path: &str) -> bool {
    if let Some((root, module)) = path.split_once("::") {
        // `use std::{env, fs}` names both.
        let group = format!("{root}::{{");
        let mut groups = code.match_indices(&group).map(|(at, _)| &code[at + group.len()..]);
        let in_group =
            |rest: &str| rest.split(['}', ';']).next().is_some_and(|names| names_path(names, module));
        if groups.any(in_group) {
            return true;
        }
    }
    code.match_indices(path).any(|(at, _)| {
        let before = code[..at].chars().next_back();
        let after = code[at + path.len()..].chars().next();
        !before.is_some_and(|c| c.is_alphanumeric() || c == '_')
            && !after.is_some_and(|c| c.is_alphanumeric() || c == '_')
    })
}

/// ARCHITECTURE's table of rooms is this one.
#[test]
fn the_rooms_are_those_of_the_document() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("ARCHITECTURE.md");
    let document = fs::read_to_string(path).expect("ARCHITECTURE.md is there");
    for (room, allowed) in ROOMS.iter().filter(|(room, _)| *room != "main") {
        let row = document.lines().find(|line| line.starts_with(&format!("| `{room}` |")));
        let row = row.unwrap_or_else(|| panic!("`{room}` has no row"));
        let column = row.split('|').nth(3).expect("a row has columns");
        if column.trim() == "all" {
            continue;
        }
        let mut named: BTreeSet<String> =
            column.split('`').skip(1).step_by(2).map(ToString::to_string).collect();
        if column.contains("and its types") {
            named.extend(set(&["corpus", "entity", "index"]));
        }
        assert_eq!(named, set(allowed), "what `{room}` may look into");
    }
}
