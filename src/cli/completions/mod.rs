//! `warraq completions`: what a shell needs to complete command lines, from the table of commands and options.

mod bash;
mod fish;
mod powershell;
mod zsh;

use super::args::Shell;
use super::args::table::{CommandRow, OPTIONS, Operand, OptionRow, READER, Value};

/// The script for a shell.
pub(super) fn script(shell: Shell) -> String {
    match shell {
        Shell::Bash => bash::script(),
        Shell::Zsh => zsh::script(),
        Shell::Fish => fish::script(),
        Shell::PowerShell => powershell::script(),
    }
}

/// What a shell completes a value or an operand with.
enum Hint {
    /// These words.
    Words(Vec<&'static str>),
    /// Files and folders.
    Files,
    /// Nothing that it could know.
    Nothing,
}

impl From<Value> for Hint {
    fn from(value: Value) -> Hint {
        match value {
            Value::Word(..) => Hint::Words(value.words()),
            Value::File(_) | Value::Path(_) => Hint::Files,
            Value::None | Value::Number(_) | Value::Text(_) => Hint::Nothing,
        }
    }
}

impl From<&Operand> for Hint {
    fn from(operand: &Operand) -> Hint {
        match operand {
            Operand::Shell => Hint::Words(operand.words()),
            // An article is called by its file's name, too.
            Operand::Article | Operand::Paths | Operand::FileOrInput | Operand::File => Hint::Files,
            Operand::Query => Hint::Nothing,
        }
    }
}

/// The options that a command takes.
fn options(command: &CommandRow) -> impl Iterator<Item = &'static OptionRow> {
    OPTIONS.iter().filter(|row| row.commands.contains(&command.name))
}

/// How an option is written: its name, and the letter that stands for it.
fn spellings(option: &OptionRow) -> Vec<String> {
    let short = option.short.map(|letter| format!("-{letter}"));
    [format!("--{}", option.long)].into_iter().chain(short).collect()
}

/// The commands that a word calls.
fn called() -> impl Iterator<Item = &'static CommandRow> {
    super::args::table::COMMANDS.iter().filter(|row| row.name != READER)
}

/// `text` between single quotes, as a POSIX shell reads it.
fn single_quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', r"'\''"))
}

#[cfg(test)]
#[path = "tests.rs"]
mod tests;
