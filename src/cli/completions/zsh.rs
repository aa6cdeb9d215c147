//! zsh: a list of options for `_arguments`, by the command.

use super::super::args::table::{COMMANDS, CommandRow, Operand, OptionRow};
use super::{Hint, called, options, single_quoted, spellings};
use std::fmt::Write as _;

pub(super) fn script() -> String {
    let mut script = String::from(
        "#compdef warraq\n\
         _warraq_commands() {\n\
         \x20   local -a commands=(\n",
    );
    for command in called() {
        let line = format!("{}:{}", command.name, command.about.replace(':', "\\:"));
        let _ = writeln!(script, "        {}", single_quoted(&line));
    }
    script.push_str(
        "    )\n\
         \x20   _describe -t commands command commands\n\
         \x20   _files\n\
         }\n\
         _warraq() {\n\
         \x20   local command= word\n\
         \x20   for word in ${words[2,CURRENT-1]}; do\n\
         \x20       case $word in\n",
    );
    let names: Vec<&str> = called().map(|row| row.name).collect();
    let _ = write!(
        script,
        "            {}) command=$word; break ;;\n\
         \x20       esac\n\
         \x20   done\n\
         \x20   case $command in\n",
        names.join("|"),
    );
    for command in COMMANDS {
        let name = if command.name.is_empty() { "''" } else { command.name };
        let _ = writeln!(script, "        {name}) _arguments -s -S \\");
        for line in options(command).flat_map(option).chain(operands(command)) {
            let _ = writeln!(script, "            {} \\", single_quoted(&line));
        }
        script.push_str("            ;;\n");
    }
    script.push_str("    esac\n}\n");
    // As a file of its own, and as something that is read at the start of a shell.
    script.push_str(
        "if [[ ${funcstack[1]} == _warraq ]]; then _warraq \"$@\"; else compdef _warraq warraq; fi\n",
    );
    script
}

/// An option in each of its spellings.
fn option(option: &'static OptionRow) -> impl Iterator<Item = String> {
    let about = escaped(option.about);
    let repeated = if option.value.is_repeated() { "*" } else { "" };
    spellings(option).into_iter().map(move |spelling| match option.value.name() {
        None => format!("{spelling}[{about}]"),
        Some(name) => {
            format!("{repeated}{spelling}[{about}]:{}:{}", escaped(name), action(&option.value.into()))
        }
    })
}

/// What stands where. A command is the first word itself.
fn operands(command: &'static CommandRow) -> Vec<String> {
    if command.name.is_empty() {
        return vec!["1: :_warraq_commands".into(), "*:PATH:_files".into()];
    }
    let mut lines = vec![format!("1:command:({})", command.name)];
    for (at, operand) in command.operands.iter().enumerate() {
        let name = escaped(operand.usage());
        let place = if matches!(operand, Operand::Paths) { "*".to_string() } else { (at + 2).to_string() };
        lines.push(format!("{place}:{name}:{}", action(&operand.into())));
    }
    lines
}

fn action(hint: &Hint) -> String {
    match hint {
        Hint::Words(words) => format!("({})", words.join(" ")),
        Hint::Files => "_files".into(),
        Hint::Nothing => " ".into(),
    }
}

/// What `_arguments` would take for its own.
fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\").replace('[', "\\[").replace(']', "\\]").replace(':', "\\:")
}
