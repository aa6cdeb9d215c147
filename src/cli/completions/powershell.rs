//! PowerShell: a table of options by command, and what looks into it. Files it completes by itself, where nothing
//! is offered.

use super::super::args::table::{COMMANDS, OPTIONS};
use super::{Hint, called, options, spellings};
use std::fmt::Write as _;

pub(super) fn script() -> String {
    let mut script = String::from(
        "# PowerShell completion for warraq\n\
         Register-ArgumentCompleter -Native -CommandName warraq -ScriptBlock {\n\
         \x20   param($word, $line, $cursor)\n\
         \x20   $commands = [ordered]@{\n",
    );
    for command in called() {
        let _ = writeln!(script, "        {} = {}", quoted(command.name), quoted(command.about));
    }
    script.push_str("    }\n    $options = @{\n");
    for command in COMMANDS {
        let _ = writeln!(script, "        {} = [ordered]@{{", quoted(command.name));
        for option in options(command) {
            for spelling in spellings(option) {
                let _ = writeln!(script, "            {} = {}", quoted(&spelling), quoted(option.about));
            }
        }
        script.push_str("        }\n");
    }
    script.push_str("    }\n    $values = @{\n");
    for option in OPTIONS {
        if let Hint::Words(words) = option.value.into() {
            let words: Vec<String> = words.into_iter().map(quoted).collect();
            let _ = writeln!(
                script,
                "        {} = @({})",
                quoted(&format!("--{}", option.long)),
                words.join(", ")
            );
        }
    }
    script.push_str("    }\n    $operands = @{\n");
    for command in COMMANDS {
        if let Some(Hint::Words(words)) = command.operands.first().map(Hint::from) {
            let words: Vec<String> = words.into_iter().map(quoted).collect();
            let _ = writeln!(script, "        {} = @({})", quoted(command.name), words.join(", "));
        }
    }
    script.push_str(
        "    }\n\
         \x20   $before = @($line.CommandElements | Select-Object -Skip 1 |\n\
         \x20       Where-Object { $_.Extent.EndOffset -lt $cursor } | ForEach-Object { $_.ToString() })\n\
         \x20   $command = @($before | Where-Object { $commands.Contains($_) })[0]\n\
         \x20   $last = if ($before.Count) { $before[-1] } else { '' }\n\
         \x20   $offered = if ($values.ContainsKey($last)) { $values[$last] }\n\
         \x20       elseif ($word -like '-*') { $options[\"$command\"].Keys }\n\
         \x20       elseif (-not $command) { $commands.Keys }\n\
         \x20       elseif ($operands.ContainsKey($command)) { $operands[$command] }\n\
         \x20   $offered | Where-Object { $_ -like \"$word*\" } | ForEach-Object {\n\
         \x20       $about = if ($commands.Contains($_)) { $commands[$_] } else { $options[\"$command\"][$_] }\n\
         \x20       $about = if ($about) { $about } else { $_ }\n\
         \x20       [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $about)\n\
         \x20   }\n\
         }\n",
    );
    script
}

/// Between single quotes, as PowerShell reads it.
fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}
