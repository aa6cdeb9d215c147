//! A line that the reader has written → what is asked by it: a command of this mode, a number, an action by
//! its name or by its keys.

use crate::app::{ACTIONS, Action, Language};
use crate::fold::Folding;
use crate::keys::{KeySequence, Keymap, Lookup};

/// What a line asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Request {
    /// To go on with what was being said.
    More,
    /// What had this number.
    Number(usize),
    /// A command of this mode, and what followed its name.
    Command(Command, String),
    /// An action of the reader, and what it is to write where it asks for a line.
    Act(Action, String),
    /// Nothing that is known.
    Unknown,
}

/// A command that only this mode has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "COMMANDS describes each, in two languages")]
pub(super) enum Command {
    Help,
    List,
    Read,
    All,
    Back,
    Repeat,
    Where,
    Find,
    Names,
    Filter,
    OrFilter,
    Without,
}

/// A row of [`COMMANDS`].
pub(super) struct CommandRow {
    pub(super) command: Command,
    /// How it is called, in each language; both are known in both.
    name: [&'static str; 2],
    /// What may follow it.
    operand: [&'static str; 2],
    /// What it does: no full stop.
    about: [&'static str; 2],
}

impl CommandRow {
    /// How it is written, and what it does.
    pub(super) fn said(&self, language: Language) -> String {
        let at = usize::from(language == Language::Arabic);
        let gap = if self.operand[at].is_empty() { "" } else { " " };
        format!("{}{gap}{}: {}", self.name[at], self.operand[at], self.about[at])
    }
}

const TEXT: [&str; 2] = ["TEXT", "«نص»"];
const NAME: [&str; 2] = ["NAME", "«اسم»"];
const NONE: [&str; 2] = ["", ""];

/// Every command, in the order of the help.
#[rustfmt::skip]
pub(super) const COMMANDS: &[CommandRow] = &[
    row(Command::Help, ["help", "مساعدة"], TEXT, ["all commands, or those that hold TEXT", "كل الأوامر، أو ما فيه النص"]),
    row(Command::List, ["list", "قائمة"], NONE, ["the articles in the list, by number", "مقالات القائمة بأرقامها"]),
    row(Command::Read, ["read", "اقرأ"], ["NUMBER", "«رقم»"], ["an article; without a number the one in hand; a number alone does what it stands before", "مقالة؛ ودون رقم المقالة المفتوحة؛ والرقم وحده يفعل ما كُتب بجانبه"]),
    row(Command::All, ["all", "الكل"], NONE, ["all that is left of what is being said; an empty line goes on by a page", "كل ما بقي؛ والسطر الفارغ يتابع صفحة"]),
    row(Command::Back, ["back", "رجوع"], NONE, ["a page of the text back", "صفحة من النص إلى الوراء"]),
    row(Command::Repeat, ["repeat", "أعد"], NONE, ["the last answer again", "الجواب الأخير من جديد"]),
    row(Command::Where, ["where", "أين"], NONE, ["what is filtered, listed and open", "التصفية والقائمة والمقالة المفتوحة"]),
    row(Command::Find, ["find", "ابحث"], TEXT, ["only articles that match TEXT; without it all again; /TEXT is the same", "المقالات التي توافق النص دون غيرها؛ ودونه كلها من جديد؛ ومثله /نص"]),
    row(Command::Names, ["names", "أسماء"], TEXT, ["the names in the listed articles, or those that match TEXT", "الأسماء في مقالات القائمة، أو ما يوافق النص"]),
    row(Command::Filter, ["filter", "صف"], NAME, ["only articles that also mention NAME", "المقالات التي تذكر الاسم أيضا دون غيرها"]),
    row(Command::OrFilter, ["or", "أو"], NAME, ["or NAME instead of the one before", "أو هذا الاسم بدل الذي قبله"]),
    row(Command::Without, ["without", "دون"], NAME, ["only articles that do not mention NAME", "المقالات التي لا تذكر الاسم دون غيرها"]),
];

/// Other names of actions.
const ALIASES: &[([&str; 2], Action)] = &[
    (["next", "التالية"], Action::NextArticle),
    (["previous", "السابقة"], Action::PreviousArticle),
    (["mention", "ذكر"], Action::NextMention),
    (["search", "بحث"], Action::Search),
    (["clear", "ألغ"], Action::Clear),
    (["undo", "تراجع"], Action::UndoRepair),
    (["exit", "اخرج"], Action::Quit),
    (["leave", "خروج"], Action::Quit),
];

const fn row(
    command: Command,
    name: [&'static str; 2],
    operand: [&'static str; 2],
    about: [&'static str; 2],
) -> CommandRow {
    CommandRow { command, name, operand, about }
}

impl Request {
    /// What `line` asks for.
    pub(super) fn parse(line: &str, keymap: &Keymap<Action>) -> Request {
        let line = line.trim();
        if line.is_empty() {
            return Request::More;
        }
        if let Some(number) = number(line) {
            return Request::Number(number);
        }
        if let Some(text) = line.strip_prefix('/').filter(|text| !text.is_empty()) {
            return Request::Command(Command::Find, text.trim().to_string());
        }
        let (word, rest) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
        let rest = rest.trim();
        let word = Folding::SEARCH.fold(word);
        let is_called = |names: &[&str; 2]| names.iter().any(|name| Folding::SEARCH.fold(name) == word);
        if let Some(row) = COMMANDS.iter().find(|row| is_called(&row.name)) {
            return Request::Command(row.command, rest.to_string());
        }
        if let Some((_, action)) = ALIASES.iter().find(|(names, _)| is_called(names)) {
            return Request::Act(*action, rest.to_string());
        }
        if let Some(row) = ACTIONS.iter().find(|row| row.name == word) {
            return Request::Act(row.action, rest.to_string());
        }
        match line.parse::<KeySequence>().map(|sequence| keymap.lookup(sequence.keys())) {
            Ok(Lookup::Found(action)) => Request::Act(action, String::new()),
            _ => Request::Unknown,
        }
    }
}

/// A number in digits of either script.
pub(super) fn number(text: &str) -> Option<usize> {
    let digit = |c: char| match c {
        '0'..='9' => Some(u32::from(c) - u32::from('0')),
        '٠'..='٩' => Some(u32::from(c) - u32::from('٠')),
        '۰'..='۹' => Some(u32::from(c) - u32::from('۰')),
        _ => None,
    };
    text.chars().try_fold(0_usize, |number, c| number.checked_mul(10)?.checked_add(digit(c)? as usize))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::default_keymap;

    #[test]
    fn lines_are_understood() {
        let check = |line: &str, expected: Request| {
            assert_eq!(Request::parse(line, &default_keymap()), expected, "{line:?}");
        };
        let command = |command, rest: &str| Request::Command(command, rest.into());
        let act = |action, rest: &str| Request::Act(action, rest.into());
        check("  ", Request::More);
        check("3", Request::Number(3));
        check("٣", Request::Number(3));
        check("99999999999999999999999", Request::Unknown);
        check("list", command(Command::List, ""));
        check("LIST", command(Command::List, ""));
        check("قائمة", command(Command::List, ""));
        check("read  3 ", command(Command::Read, "3"));
        check("اقرا ٣", command(Command::Read, "٣"));
        check("filter جون كيري", command(Command::Filter, "جون كيري"));
        check("/ليبيا", command(Command::Find, "ليبيا"));
        check("/", act(Action::Search, ""));
        check("next", act(Action::NextArticle, ""));
        check("next-mention", act(Action::NextMention, ""));
        check("n", act(Action::NextMention, ""));
        check("N", act(Action::PreviousMention, ""));
        check("<Esc>", act(Action::Clear, ""));
        check("search ليبيا", act(Action::Search, "ليبيا"));
        check("بحث ليبيا", act(Action::Search, "ليبيا"));
        check("خروج", act(Action::Quit, ""));
        check("frobnicate", Request::Unknown);
    }

    #[test]
    fn no_name_has_two_meanings() {
        let mut names: Vec<String> = COMMANDS.iter().flat_map(|row| row.name).map(str::to_string).collect();
        names.extend(ALIASES.iter().flat_map(|(names, _)| *names).map(str::to_string));
        for (at, name) in names.iter().enumerate() {
            let folded = Folding::SEARCH.fold(name);
            assert!(names[at + 1..].iter().all(|other| Folding::SEARCH.fold(other) != folded), "{name}");
            let is_key = default_keymap().iter().any(|(keys, _)| keys.to_string() == *name);
            assert!(!is_key, "{name} is a key");
        }
    }
}
