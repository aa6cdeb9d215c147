//! Command lines, and what they mean.

use super::table::{COMMANDS, EVERY, OPTIONS, OptionRow, Value};
use super::*;
use std::collections::HashSet;
use std::ffi::OsString;

fn parsed(line: &str) -> Result<Invocation, UsageError> {
    parse(line.split_whitespace().map(OsString::from))
}

#[test]
fn commands_and_options_are_understood() {
    let check = |line: &str, command: Command, paths: &[&str]| {
        let found = parsed(line).expect(line);
        assert_eq!(found.command, command, "{line}");
        assert_eq!(found.paths, paths.iter().map(PathBuf::from).collect::<Vec<_>>(), "{line}");
    };
    let print = |article: &str| Print { article: article.into(), width: None, all: false, logical: false };
    check("", Command::Read(Read::default()), &[]);
    check("a b", Command::Read(Read::default()), &["a", "b"]);
    check("list --json a", Command::List { json: true }, &["a"]);
    let entities = |rows, form| Command::Entities(Entities { rows, form });
    check("--json entities", entities(None, Form::Json), &[]);
    check("entities --csv --totals", entities(Some(EntityRows::Totals), Form::Csv), &[]);
    check("entities --by-article a", entities(Some(EntityRows::ByArticle), Form::Tabs), &["a"]);
    check("tag -", Command::Tag { file: Some("-".into()) }, &[]);
    check("tag", Command::Tag { file: None }, &[]);
    check("print 2 --width 40 a", Command::Print(Print { width: Some(40), ..print("2") }), &["a"]);
    check("print x --all", Command::Print(Print { all: true, ..print("x") }), &[]);
    // A file that is called like a command is named by its path.
    check("./list", Command::Read(Read::default()), &["./list"]);
    check("a list", Command::Read(Read::default()), &["a", "list"]);
    check("-- -x", Command::Read(Read::default()), &["-x"]);
    check("-- list", Command::Read(Read::default()), &["list"]);
    check("list -- --json", Command::List { json: false }, &["--json"]);
    let search = |query: &str, json| Command::Search(Find { query: query.into(), json });
    check("search a b --json", search("a", true), &["b"]);
    check("search -- -a b", search("-a", false), &["b"]);
    let inspect = |file: &str| Inspect {
        file: Some(file.into()),
        width: 80,
        direction: BaseDirection::Auto,
        profile: Profile::default(),
    };
    check("inspect -", Command::Inspect(inspect("-")), &[]);
    let forced = Inspect { direction: BaseDirection::Rtl, profile: Profile::logical(), ..inspect("a") };
    check("inspect --direction rtl --mode none a", Command::Inspect(forced), &[]);
    check("a --help", Command::Help, &[]);
    check("import-check --json --kinds k a", Command::ImportCheck { json: true }, &["a"]);
    let own = parsed("--annotations a --annotations b list --gazetteer c").expect("right").own;
    assert_eq!(own.annotations, [PathBuf::from("a"), PathBuf::from("b")]);
    assert_eq!((own.gazetteers, own.kinds), (vec![PathBuf::from("c")], vec![]));
    // Whoever opens a library may say what is named in it.
    assert_eq!(parsed("tag --entities e").expect("tag").entities, Some(PathBuf::from("e")));
    for line in ["--entities e --kinds k", "list --entities e --kinds k", "print 1 --entities e --kinds k"] {
        let Invocation { own, entities, .. } = parsed(line).expect(line);
        assert_eq!((own.kinds, entities), (vec![PathBuf::from("k")], Some(PathBuf::from("e"))), "{line}");
    }
    let read = Read {
        mode: Some(Mode::InverseAuto),
        marks: Some(Some(Marks::LeftOut)),
        glyphs: Some(Shaping::Letters),
        theme: Some(ThemeChoice::HighContrast),
        colours: Some(Some(Colours::Ansi256)),
        linear: true,
        kiosk: true,
        fresh: true,
        state: StateFolder::Nowhere,
    };
    let line = "--terminal inverse-auto --marks hide --glyphs raw --theme high-contrast --colours 256 --linear --kiosk --fresh --no-state a";
    check(line, Command::Read(read), &["a"]);
    check(
        "--marks auto --terminal auto",
        Command::Read(Read { mode: Some(Mode::Auto), marks: Some(None), ..Read::default() }),
        &[],
    );
    let elsewhere = Read { fresh: true, state: StateFolder::At("s".into()), ..Read::default() };
    check("--state s --fresh", Command::Read(elsewhere), &[]);
    check("config --default", Command::Config(Config::Default), &[]);
    check("config --check a", Command::Config(Config::Check(Some("a".into()))), &[]);
    check("completions fish", Command::Completions(Shell::Fish), &[]);
    check("man", Command::Man, &[]);
    check("doctor", Command::Doctor(Doctor::default()), &[]);
    let scripted = Doctor {
        json: true,
        replies: Some("-".into()),
        term: Some("xterm".into()),
        term_program: Some("x".into()),
        tmux_client: Some("y".into()),
    };
    let line = "doctor --json --replies - --term xterm --term-program x --tmux-client y";
    check(line, Command::Doctor(scripted), &[]);
}

#[test]
fn wrong_usage_says_what_is_right() {
    let check = |line: &str, part: &str| {
        let error = parsed(line).expect_err(line).to_string();
        assert!(error.contains(part), "{line}: {error}");
    };
    check("--colour", "--colour");
    check("--lang fr", "`auto`, `en` or `ar`");
    check("print", "ARTICLE");
    check("print 1 --width 0", "1 to 10000");
    check("--json", "`warraq search`, `warraq entities`");
    check("search", "wants a QUERY");
    check("import-check a", "--annotations");
    check("list --gazetteer", "--gazetteer");
    check("list --width 3", "print");
    check("inspect a b", "one FILE");
    check("tag a b", "one FILE");
    check("inspect --entities a b", "not to `warraq inspect`");
    check("tag --kinds a b", "not to `warraq tag`");
    check("doctor --entities a", "not to `warraq doctor`");
    check("doctor --annotations a", "not to `warraq doctor`");
    check("list --csv", "entities");
    check("entities --csv --json", "two forms");
    check("entities --by-article --totals", "two lists");
    check("inspect --mode x", "`unshaped`");
    check("list --direction rtl", "inspect");
    check("--terminal fast", "`inverse-auto`");
    check("--marks no", "`hide`");
    check("--glyphs no", "`raw`");
    check("list --kiosk", "the reader, not to `warraq list`");
    check("list --no-state", "the reader, not to `warraq list`");
    check("--kiosk --state a", "takes no --state");
    check("--replies x", "warraq doctor");
    check("config", "--default or --check");
    check("config --default --check", "--default or --check");
    check("config --default a", "no FILE");
    check("config --check a b", "one FILE");
    check("completions", "`fish` or `powershell`");
    check("completions csh", "`fish` or `powershell`");
    check("completions fish zsh", "one SHELL");
    check("man a", "no PATH");
    check("doctor a", "no PATH");
    check("doctor --term x", "--replies");
    check("print 1 --logical --width 20", "neither --all nor --width");
}

#[test]
fn the_locale_decides_the_language() {
    let check = |set: &[(&str, &str)], expected| {
        let variable = |name: &str| set.iter().find(|(n, _)| *n == name).map(|(_, v)| (*v).to_string());
        assert_eq!(language_of_locale(variable), expected, "{set:?}");
    };
    check(&[("LANG", "ar_EG.UTF-8")], Language::Arabic);
    check(&[("LANG", "ar_EG.UTF-8"), ("LC_ALL", "C")], Language::English);
    check(&[("LC_ALL", ""), ("LC_MESSAGES", "ar")], Language::Arabic);
    check(&[("LANG", "arn_CL")], Language::English);
    check(&[], Language::English);
}

#[test]
fn the_table_says_something_of_every_command_and_option() {
    let names: Vec<&str> = COMMANDS.iter().map(|row| row.name).collect();
    assert_eq!(names, EVERY);
    let mut seen = HashSet::new();
    for row in OPTIONS {
        assert!(seen.insert(row.long), "--{} twice", row.long);
        assert!(row.commands.iter().all(|name| names.contains(name)), "--{}", row.long);
        assert!(!row.about.is_empty() && !row.about.ends_with('.'), "--{}", row.long);
        assert!(help().contains(&row.usage()), "--{}", row.long);
        assert!(row.value.words().iter().all(|word| help().contains(word)), "--{}", row.long);
    }
    for line in help().lines() {
        assert!(line.chars().count() <= 100, "{line}");
    }
}

/// A value that an option may have.
fn a_value(row: &OptionRow) -> Option<String> {
    let word = row.value.words().last().map(ToString::to_string);
    word.or_else(|| row.value.name().map(|_| "7".into()))
}

#[test]
fn every_option_is_taken_by_its_commands_and_by_no_other() {
    for row in OPTIONS.iter().filter(|row| row.short.is_none()) {
        for command in COMMANDS {
            let mut line = format!("{} --{} {}", command.name, row.long, a_value(row).unwrap_or_default());
            // What some commands and options cannot do without.
            line += if ["print", "search"].contains(&command.name) { " 1" } else { "" };
            line += if command.name == "completions" { " zsh" } else { "" };
            line += if command.name == "import-check" { " --kinds k" } else { "" };
            line += if command.name == "config" && !matches!(row.long, "default" | "check") {
                " --check"
            } else {
                ""
            };
            line += if row.long.starts_with("t") && command.name == "doctor" { " --replies r" } else { "" };
            let found = parsed(&line);
            assert_eq!(found.is_ok(), row.commands.contains(&command.name), "{line}: {found:?}");
            if row.value.name().is_some() {
                let bare = format!("{} --{}", command.name, row.long);
                assert!(parsed(&bare).is_err(), "{bare}");
            }
            if !row.value.words().is_empty() || matches!(row.value, Value::Number(_)) {
                let wrong = line.replace(&a_value(row).expect("a value"), "nonsense");
                assert!(parsed(&wrong).is_err(), "{wrong}");
            }
        }
    }
}
