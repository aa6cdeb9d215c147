//! The help, from the table.

use super::table::{COMMANDS, CommandRow, LIBRARIES, OPTIONS, Operand, OptionRow, READER};
use std::fmt::Write as _;

/// What the program is.
pub(in crate::cli) const ABOUT: &str = "warraq, a terminal reader for Arabic articles: real bidirectional \
    layout, and a\nsidebar of the people, organisations and places that the texts name.\n";

/// What its words mean.
pub(in crate::cli) const OPERANDS: &str = "PATH is a .txt file or a folder of them, in UTF-8. ARTICLE is the \
    file's name, its name\nwithout extension, or its number in the list. After `--`, whatever follows is a \
    PATH, or\nthe QUERY: words in any spelling, by their beginning, all of them; \"as it stands\"; -without;\n\
    title:word, entity:name, re:expression.\n";

/// How it ends: the exit status, and when.
pub(in crate::cli) const ENDS: &[(u8, &str)] = &[
    (0, "done"),
    (1, "nothing could be opened, or no such article, or nothing found"),
    (2, "wrong usage"),
    (3, "done, but not all could be read or used, as is said (list, search, entities, import-check, tag)"),
];

/// The most columns of a list of words that stands beside its option.
const SHORT: usize = 18;

/// Where the lines of the help end.
const MARGIN: usize = 100;

/// The help, whole.
#[must_use]
pub fn help() -> String {
    let mut help = String::from(ABOUT);
    help.push_str("\nCommands:\n");
    let width = COMMANDS.iter().map(|row| row.usage().chars().count()).max().unwrap_or(0);
    for row in COMMANDS {
        let _ = writeln!(help, "  {:width$}  {}", row.usage(), row.about);
    }
    help.push_str("\nOptions:\n");
    let width = OPTIONS.iter().map(|row| row.usage().chars().count()).max().unwrap_or(0);
    for row in OPTIONS {
        let _ = writeln!(help, "  {:width$}  {}{}", row.usage(), row.takers(), row.about);
        for line in row.long_list(MARGIN - width - 6) {
            let _ = writeln!(help, "  {:width$}    {line}", "");
        }
    }
    let _ = write!(help, "\n{OPERANDS}\nExit status:\n");
    for (status, when) in ENDS {
        let _ = writeln!(help, "  {status}  {when}");
    }
    help
}

impl CommandRow {
    /// How it is written, whole.
    pub(in crate::cli) fn usage(&self) -> String {
        let words = ["warraq", self.name].into_iter().filter(|word| !word.is_empty());
        words.chain(self.operands.iter().map(Operand::usage)).collect::<Vec<_>>().join(" ")
    }
}

impl OptionRow {
    /// How it is written: its name, and its value's or, where that is short, what it may be.
    pub(in crate::cli) fn usage(&self) -> String {
        let mut usage = self.short.map(|letter| format!("-{letter}, ")).unwrap_or_default();
        let _ = write!(usage, "--{}", self.long);
        let words = self.value.words().join("|");
        match self.value.name() {
            Some(_) if (1..=SHORT).contains(&words.len()) => usage = format!("{usage} {words}"),
            Some(name) => usage = format!("{usage} {name}"),
            None => {}
        }
        usage
    }

    /// Whom it is for, where it is not for all or for all that open articles.
    fn takers(&self) -> String {
        if self.commands.len() >= LIBRARIES.len() {
            return String::new();
        }
        let names = self.commands.iter().map(|name| if *name == READER { "reader" } else { name });
        format!("{}: ", names.collect::<Vec<_>>().join(", "))
    }

    /// The lines that say what its value may be, where that is too long to stand beside it.
    fn long_list(&self, columns: usize) -> Vec<String> {
        let words = self.value.words();
        let Some(name) = self.value.name().filter(|_| words.join("|").len() > SHORT) else {
            return Vec::new();
        };
        let mut lines = vec![format!("{name} is one of")];
        for (place, word) in words.iter().enumerate() {
            let comma = if place + 1 < words.len() { "," } else { "" };
            if lines[lines.len() - 1].len() + 1 + word.len() + comma.len() > columns {
                lines.push(String::new());
            }
            let line = lines.len() - 1;
            lines[line] = format!("{} {word}{comma}", lines[line]).trim_start().to_string();
        }
        lines
    }
}
