//! bash: one function, which looks for the command among the words before the cursor.

use super::super::args::table::{COMMANDS, CommandRow, OPTIONS};
use super::{Hint, called, options, spellings};
use std::fmt::Write as _;

pub(super) fn script() -> String {
    let mut script = String::from(
        "# bash completion for warraq\n\
         _warraq() {\n\
         \x20   local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD-1]} command= at\n\
         \x20   COMPREPLY=()\n\
         \x20   for ((at = 1; at < COMP_CWORD; at++)); do\n\
         \x20       case ${COMP_WORDS[at]} in\n",
    );
    let valued = OPTIONS.iter().filter(|row| row.value.name().is_some());
    let valued: Vec<String> = valued.flat_map(spellings).collect();
    let names: Vec<&str> = called().map(|row| row.name).collect();
    let _ = write!(
        script,
        "            {}) ((at++)) ;;\n\
         \x20           {}) command=${{COMP_WORDS[at]}}; break ;;\n\
         \x20           -*) ;;\n\
         \x20           *) break ;;\n\
         \x20       esac\n\
         \x20   done\n\
         \x20   case $previous in\n",
        valued.join("|"),
        names.join("|"),
    );
    for option in OPTIONS.iter().filter(|row| row.value.name().is_some()) {
        let _ = writeln!(
            script,
            "        {}) {}; return ;;",
            spellings(option).join("|"),
            reply(&option.value.into())
        );
    }
    script.push_str("    esac\n    case $command in\n");
    for command in COMMANDS {
        let _ = writeln!(
            script,
            "        {}) if [[ $current == -* ]]; then {}; else {}; fi ;;",
            if command.name.is_empty() { "''" } else { command.name },
            words(&options(command).map(|option| format!("--{}", option.long)).collect::<Vec<_>>()),
            operands(command, &names),
        );
    }
    script.push_str("    esac\n}\ncomplete -o bashdefault -F _warraq warraq\n");
    script
}

/// What completes a word that is no option. The reader's first one may be a command.
fn operands(command: &CommandRow, names: &[&str]) -> String {
    let files = reply(&Hint::Files);
    if command.name.is_empty() {
        return format!("{}; {}", words(names), files.replace("COMPREPLY=(", "COMPREPLY+=("));
    }
    command.operands.first().map_or_else(|| ":".to_string(), |operand| reply(&operand.into()))
}

fn reply(hint: &Hint) -> String {
    match hint {
        Hint::Words(choices) => words(choices),
        Hint::Files => {
            "compopt -o filenames 2>/dev/null; COMPREPLY=($(compgen -f -- \"$current\"))".to_string()
        }
        Hint::Nothing => ":".to_string(),
    }
}

fn words<T: AsRef<str>>(words: &[T]) -> String {
    let words: Vec<&str> = words.iter().map(AsRef::as_ref).collect();
    format!("COMPREPLY=($(compgen -W '{}' -- \"$current\"))", words.join(" "))
}
