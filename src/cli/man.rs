//! `warraq man`: the manual page (man(7)), from the tables of commands, options, keys and settings.

use super::args::help::{ABOUT, ENDS, OPERANDS};
use super::args::table::{COMMANDS, LIBRARIES, OPTIONS, READER};
use crate::app::{ACTIONS, Group, Language};
use crate::config;
use std::fmt::Write as _;

/// What is kept where.
const FILES: &[(&str, &str)] = &[
    ("$XDG_CONFIG_HOME/warraq/config.toml", "Your settings; else in ~/.config."),
    ("$XDG_DATA_HOME/warraq/names.txt", "Your changes to names; else in ~/.local/share."),
    (
        "$XDG_STATE_HOME/warraq/terminals",
        "Which terminal is spoken to how, where you chose it; else in ~/.local/state.",
    ),
];

/// What counts of the environment.
const ENVIRONMENT: &[(&str, &str)] = &[
    (
        "LC_ALL, LC_MESSAGES, LANG",
        "The language of the interface, where neither --lang nor the settings say it.",
    ),
    (
        "NO_COLOR",
        "If it is not empty, no colours are sent, unless --theme or --colours, or colours in the settings, ask for some.",
    ),
    ("TERM, COLORTERM", "How many colours there are, where the terminal's answers do not say more."),
];

/// The page.
pub(super) fn page() -> String {
    let mut page = format!(".TH WARRAQ 1 \"\" \"warraq {}\" \"User Commands\"\n", env!("CARGO_PKG_VERSION"));
    // The first line of the page's own words: what it is called, and what it is.
    let (name, about) = ABOUT.split_once(", ").unwrap_or(("warraq", ABOUT));
    let _ = writeln!(page, ".SH NAME\n{name} \\- {}", text(about.split(':').next().unwrap_or_default()));
    page.push_str(".SH SYNOPSIS\n");
    for (at, command) in COMMANDS.iter().enumerate() {
        let usage = command.usage();
        let (program, rest) = usage.split_once(' ').unwrap_or((&usage, ""));
        let between = if at > 0 { ".br\n" } else { "" };
        let words = format!("[\\fIoption\\fR...] {}", text(rest));
        let _ = writeln!(page, "{between}.B {program}\n{}", words.trim_end());
    }
    let _ = writeln!(page, ".SH DESCRIPTION\n{}\n.PP\n{}", paragraph(ABOUT), paragraph(OPERANDS));
    page.push_str(".SH COMMANDS\n");
    for command in COMMANDS {
        item(&mut page, &command.usage(), command.about);
    }
    page.push_str(".SH OPTIONS\n");
    for option in OPTIONS {
        let words = option.value.words();
        let allowed = if words.is_empty() { String::new() } else { format!(": {}", words.join(", ")) };
        let short = option.short.map(|letter| format!("-{letter}, ")).unwrap_or_default();
        let value = option.value.name().map(|name| format!(" {name}")).unwrap_or_default();
        let takers = option.commands.iter().map(|name| if *name == READER { "the reader" } else { name });
        let takers = match option.commands.len() {
            count if count < LIBRARIES.len() => format!(" ({})", takers.collect::<Vec<_>>().join(", ")),
            _ => String::new(),
        };
        item(
            &mut page,
            &format!("{short}--{}{value}", option.long),
            &format!("{}{allowed}{takers}", option.about),
        );
    }
    page.push_str(".SH KEYS\n");
    for group in Group::ALL {
        let _ = writeln!(page, ".SS {}", text(group.title(Language::English)));
        for row in ACTIONS.iter().filter(|row| row.group == group) {
            item(&mut page, &row.keys.join("  "), &format!("{} ({})", row.english, row.name));
        }
    }
    page.push_str(".SH SETTINGS\n");
    let _ = writeln!(
        page,
        "{}",
        paragraph(
            "Keys of config.toml. Besides, the table [look] changes colours of the theme, and the table [keys] gives \
         keys to the actions that stand in brackets above. `warraq config --default` prints all with their defaults.",
        )
    );
    for row in config::rows() {
        let about = format!("{}: {}", row.description(Language::English), row.allowed().join(", "));
        item(&mut page, row.name(), &about);
    }
    for (head, rows) in [("FILES", FILES), ("ENVIRONMENT", ENVIRONMENT)] {
        let _ = writeln!(page, ".SH {head}");
        rows.iter().for_each(|(name, about)| item(&mut page, name, about));
    }
    page.push_str(".SH EXIT STATUS\n");
    for (status, when) in ENDS {
        item(&mut page, &status.to_string(), when);
    }
    page
}

/// A term, and what it means.
fn item(page: &mut String, term: &str, about: &str) {
    let _ = writeln!(page, ".TP\n\\fB{}\\fR\n{}", text(term), paragraph(about));
}

/// Columns of a line of the page's source.
const MARGIN: usize = 78;

/// Text in lines of the page's source, broken between words.
fn paragraph(plain: &str) -> String {
    let mut lines = vec![String::new()];
    for word in plain.split_whitespace().map(text) {
        let line = lines.len() - 1;
        if lines[line].is_empty() {
            lines[line] = word;
        } else if lines[line].len() + 1 + word.len() <= MARGIN {
            lines[line] = format!("{} {word}", lines[line]);
        } else {
            lines.push(word);
        }
    }
    lines.join("\n")
}

/// Text that roff takes for nothing else. Whatever is no ASCII is written by its number, so that the page does
/// not hang on the locale in which it is read.
fn text(plain: &str) -> String {
    let mut text = String::new();
    for c in plain.chars() {
        match c {
            '\\' => text.push_str("\\e"),
            '-' => text.push_str("\\-"),
            '^' => text.push_str("\\(ha"),
            '~' => text.push_str("\\(ti"),
            '`' => text.push_str("\\(ga"),
            '\'' => text.push_str("\\(aq"),
            '…' => text.push_str("..."),
            c if c.is_ascii() => text.push(c),
            c => {
                let _ = write!(text, "\\[u{:04X}]", u32::from(c));
            }
        }
    }
    // A full stop in front would make it a request.
    if text.starts_with('.') { format!("\\&{text}") } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_text_is_a_request_or_an_escape() {
        let check = |plain: &str, expected: &str| assert_eq!(text(plain), expected);
        check("--a-b", "\\-\\-a\\-b");
        check(".", "\\&.");
        check("it's", "it\\(aqs");
        check("a\\b", "a\\eb");
        check("[PATH…]", "[PATH...]");
        check("« ورّ»", "\\[u00AB] \\[u0648]\\[u0631]\\[u0651]\\[u00BB]");
    }

    #[test]
    fn every_command_option_key_and_setting_stands_in_the_page() {
        let page = page();
        let filled = page.replace('\n', " ");
        let stands = |term: &str| page.lines().any(|line| line.starts_with(&format!("\\fB{}", text(term))));
        COMMANDS.iter().for_each(|row| assert!(stands(&row.usage()), "{}", row.usage()));
        for option in OPTIONS {
            let short = option.short.map(|letter| format!("-{letter}, ")).unwrap_or_default();
            assert!(stands(&format!("{short}--{}", option.long)), "--{}", option.long);
            let words = text(&option.value.words().join(", "));
            assert!(filled.contains(&words), "--{}", option.long);
        }
        ACTIONS
            .iter()
            .for_each(|row| assert!(filled.contains(&text(&format!("({})", row.name))), "{}", row.name));
        config::rows().for_each(|row| assert!(stands(row.name()), "{}", row.name()));
        assert!(page.is_ascii());
        let known = [".TH ", ".SH ", ".SS ", ".TP", ".PP", ".B ", ".br"];
        for line in page.lines().filter(|line| line.starts_with(['.', '\''])) {
            assert!(known.iter().any(|request| line.starts_with(request)), "{line}");
        }
    }
}
