//! Every script names all of the table, and each shell that is here can read its own.

use super::super::args::table::COMMANDS;
use super::*;
use std::io::Write as _;
use std::process::{Command, Stdio};

const SHELLS: [Shell; 4] = [Shell::Bash, Shell::Zsh, Shell::Fish, Shell::PowerShell];

#[test]
fn every_command_option_and_word_stands_in_every_script() {
    for shell in SHELLS {
        let script = script(shell);
        let holds =
            |word: &str| script.split(|c: char| !(c.is_alphanumeric() || c == '-')).any(|w| w == word);
        for command in called() {
            assert!(holds(command.name), "{shell:?}: {}", command.name);
        }
        for option in OPTIONS {
            let dashes = if shell == Shell::Fish { "" } else { "--" };
            assert!(holds(&format!("{dashes}{}", option.long)), "{shell:?}: --{}", option.long);
            for word in option.value.words() {
                assert!(holds(word), "{shell:?}: --{} {word}", option.long);
            }
        }
    }
}

#[test]
fn each_shell_reads_its_script() {
    for (shell, program) in [(Shell::Bash, "bash"), (Shell::Zsh, "zsh"), (Shell::Fish, "fish")] {
        let started = Command::new(program).arg("-n").stdin(Stdio::piped()).stderr(Stdio::piped()).spawn();
        let Ok(mut child) = started else {
            eprintln!("{program} is not here: its script was not tried");
            continue;
        };
        child.stdin.take().expect("piped").write_all(script(shell).as_bytes()).expect("it reads");
        let output = child.wait_with_output().expect("it ends");
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success() && said.is_empty(), "{program}: {said}");
    }
}

/// What bash offers for the last word of a line.
fn offered_by_bash(line: &[&str]) -> Option<Vec<String>> {
    let words: Vec<String> = line.iter().map(|word| single_quoted(word)).collect();
    let asked = format!(
        "{}\nCOMP_WORDS=({}); COMP_CWORD={}; _warraq; printf '%s\\n' \"${{COMPREPLY[@]}}\"",
        script(Shell::Bash),
        words.join(" "),
        line.len() - 1,
    );
    let output = Command::new("bash").args(["--norc", "-c", &asked]).output().ok()?;
    Some(String::from_utf8_lossy(&output.stdout).lines().map(String::from).collect())
}

#[test]
fn bash_offers_what_the_parser_takes() {
    let check = |line: &[&str], expected: &[&str]| match offered_by_bash(line) {
        Some(offered) => assert_eq!(offered, expected, "{line:?}"),
        None => eprintln!("bash is not here: {line:?} was not tried"),
    };
    check(&["warraq", "--the"], &["--theme"]);
    check(&["warraq", "--theme", "hi"], &["high-contrast"]);
    check(&["warraq", "list", "--c"], &["--config"]);
    check(&["warraq", "entities", "--c"], &["--config", "--csv"]);
    check(&["warraq", "--lang", "ar", "ent"], &["entities"]);
    check(&["warraq", "--lang", "ar", "print", "--w"], &["--width"]);
    check(&["warraq", "completions", "fi"], &["fish"]);
    check(&["warraq", "config", "--d"], &["--default"]);
    for command in COMMANDS {
        let line: Vec<&str> =
            ["warraq", command.name, "--"].into_iter().filter(|word| !word.is_empty()).collect();
        let taken: Vec<String> = options(command).map(|row| format!("--{}", row.long)).collect();
        let taken: Vec<&str> = taken.iter().map(String::as_str).collect();
        check(&line, &taken);
    }
}
