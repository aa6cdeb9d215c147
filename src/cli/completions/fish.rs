//! fish: a line for each option of each command.

use super::super::args::table::{COMMANDS, CommandRow};
use super::{Hint, called, options};
use std::fmt::Write as _;

pub(super) fn script() -> String {
    let names: Vec<&str> = called().map(|row| row.name).collect();
    let mut script = format!(
        "# fish completion for warraq\n\
         set -l commands {}\n\
         complete -c warraq -e\n",
        names.join(" "),
    );
    for command in called() {
        let _ = writeln!(
            script,
            "complete -c warraq -n \"not __fish_seen_subcommand_from $commands\" -a {} -d {}",
            command.name,
            quoted(command.about),
        );
    }
    for command in COMMANDS {
        let when = match command.name {
            "" => "not __fish_seen_subcommand_from $commands".to_string(),
            name => format!("__fish_seen_subcommand_from {name}"),
        };
        if let Some(line) = operands(command) {
            let _ = writeln!(script, "complete -c warraq -n \"{when}\" {line}");
        }
        for option in options(command) {
            let short = option.short.map(|letter| format!(" -s {letter}")).unwrap_or_default();
            let value = option.value.name().map(|_| value(&option.value.into())).unwrap_or_default();
            let about = quoted(option.about);
            let _ = writeln!(
                script,
                "complete -c warraq -n \"{when}\" -l {}{short}{value} -d {about}",
                option.long
            );
        }
    }
    script
}

/// What a command is given, where that is no file: those fish completes by itself.
fn operands(command: &CommandRow) -> Option<String> {
    match command.operands.first().map(Hint::from) {
        Some(Hint::Words(words)) => Some(format!("-f -a {}", quoted(&words.join(" ")))),
        Some(Hint::Files) => None,
        Some(Hint::Nothing) | None => Some("-f".into()),
    }
}

fn value(hint: &Hint) -> String {
    match hint {
        Hint::Words(words) => format!(" -x -a {}", quoted(&words.join(" "))),
        Hint::Files => " -r -F".into(),
        Hint::Nothing => " -x".into(),
    }
}

/// Between single quotes, as fish reads it.
fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\\', "\\\\").replace('\'', "\\'"))
}
