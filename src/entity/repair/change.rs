//! A change to the names, and the line that stands for it in the reader's file.

use super::super::kind::{EntityId, EntityKind, Kinds};
use super::super::letters;
use super::super::table::EntityTable;
use std::fmt;

/// A name and what it names, as the sidebar shows them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    /// What it names, by the [`field`] of the kind's name: the number of a kind of the reader's own hangs on
    /// which files are given.
    pub kind: String,
    /// Its spelling, with single blanks between words.
    pub text: String,
}

/// What the reader knows better than the tagger.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// Both are one; it is shown as `into`.
    Merge {
        /// The name that is listed no more.
        from: Name,
        /// The name that stands for both.
        into: Name,
    },
    /// The name is shown otherwise.
    Rename {
        /// As it is shown now.
        name: Name,
        /// As it is to be shown.
        to: String,
    },
    /// The name names something else.
    Kind {
        /// As it is now.
        name: Name,
        /// What it names, as [`Name::kind`] has it.
        to: String,
    },
    /// This is no name.
    Delete {
        /// What is none.
        name: Name,
        /// In which article, by the [`field`] of its name; everywhere, if there is none.
        article: Option<String>,
    },
    /// This is a name, wherever it stands.
    Add(Added),
}

/// A name that the reader adds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Added {
    /// The name.
    pub name: Name,
    /// Its name in English.
    pub english: Option<String>,
    /// How else it is spelled.
    pub spellings: Vec<String>,
}

impl Name {
    /// A name in one line, of the kind that is called so; `None` if `text` holds no word.
    #[must_use]
    pub fn new(kind: &str, text: &str) -> Option<Name> {
        one_line(text).map(|text| Name { kind: field(kind), text })
    }

    /// The number of what is called so in `table`.
    #[must_use]
    pub fn find(&self, table: &EntityTable) -> Option<EntityId> {
        table.find(kind_of(&self.kind, table.kinds())?, &self.text)
    }
}

/// `text` with single blanks between its words and no controls; `None` if no letter or digit is left.
fn one_line(text: &str) -> Option<String> {
    let text: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    (!letters::words(&text).is_empty()).then_some(text)
}

/// What an article or a kind is called, as a field of a line: controls, which the name of a file or a label
/// may hold, are escaped.
#[must_use]
pub fn field(name: &str) -> String {
    field_chars(name).collect()
}

/// Whether `field` is [`field`] of `name`.
pub(super) fn is_field_of(field: &str, name: &str) -> bool {
    field_chars(name).eq(field.chars())
}

/// The kind whose name stands in `field`, if there is one.
#[must_use]
pub fn kind_of(field: &str, kinds: &Kinds) -> Option<EntityKind> {
    kinds.iter().find(|(_, name)| is_field_of(field, name)).map(|(kind, _)| kind)
}

fn field_chars(name: &str) -> impl Iterator<Item = char> {
    name.trim().chars().flat_map(|c| {
        let is_escaped = c.is_control() || c == '\\';
        let (plain, escaped) = if is_escaped { (None, Some(c.escape_default())) } else { (Some(c), None) };
        plain.into_iter().chain(escaped.into_iter().flatten())
    })
}

impl Change {
    /// Reads a line, without its end; `None` if it says nothing that is known.
    pub(super) fn parse(line: &str) -> Option<Change> {
        let fields: Vec<&str> = line.split('\t').map(str::trim).collect();
        Some(match fields[..] {
            ["merge", kind, from, "into", other, into] => {
                Change::Merge { from: name(kind, from)?, into: name(other, into)? }
            }
            ["rename", kind, text, "to", to] => Change::Rename { name: name(kind, text)?, to: one_line(to)? },
            ["kind", kind, text, "to", to] => {
                Change::Kind { name: name(kind, text)?, to: some(to)?.to_string() }
            }
            ["delete", kind, text] => Change::Delete { name: name(kind, text)?, article: None },
            ["delete", kind, text, "in", article] => {
                Change::Delete { name: name(kind, text)?, article: Some(some(article)?.to_string()) }
            }
            ["add", kind, text, ref rest @ ..] if rest.len() <= 2 => {
                let english = rest.first().and_then(|english| some(english));
                let spellings = rest.get(1).copied().unwrap_or_default();
                let spellings = spellings.split('|').filter(|spelling| !spelling.is_empty());
                Change::Add(Added {
                    name: name(kind, text)?,
                    english: english.map(str::to_string),
                    spellings: spellings.map(one_line).collect::<Option<_>>()?,
                })
            }
            _ => return None,
        })
    }

    /// The kinds that it calls.
    pub(super) fn kinds(&self) -> impl Iterator<Item = &str> {
        let (one, other) = match self {
            Change::Merge { from, into } => (from, Some(&into.kind)),
            Change::Kind { name, to } => (name, Some(to)),
            Change::Rename { name, .. } | Change::Delete { name, .. } | Change::Add(Added { name, .. }) => {
                (name, None)
            }
        };
        std::iter::once(&one.kind).chain(other).map(String::as_str)
    }
}

fn name(kind: &str, text: &str) -> Option<Name> {
    Some(Name { kind: some(kind)?.to_string(), text: one_line(text)? })
}

/// A field, if anything stands in it.
fn some(field: &str) -> Option<&str> {
    Some(field).filter(|field| !field.is_empty())
}

/// The line, without its end.
impl fmt::Display for Change {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Change::Merge { from, into } => write!(f, "merge\t{from}\tinto\t{into}"),
            Change::Rename { name, to } => write!(f, "rename\t{name}\tto\t{to}"),
            Change::Kind { name, to } => write!(f, "kind\t{name}\tto\t{to}"),
            Change::Delete { name, article: None } => write!(f, "delete\t{name}"),
            Change::Delete { name, article: Some(article) } => write!(f, "delete\t{name}\tin\t{article}"),
            Change::Add(Added { name, english, spellings }) => {
                write!(f, "add\t{name}")?;
                if english.is_some() || !spellings.is_empty() {
                    write!(f, "\t{}", english.as_deref().unwrap_or_default())?;
                }
                if !spellings.is_empty() {
                    write!(f, "\t{}", spellings.join("|"))?;
                }
                Ok(())
            }
        }
    }
}

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}\t{}", self.kind, self.text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_a_change_and_a_change_is_that_line() {
        for line in [
            "merge\tLOC\tسورية\tinto\tLOC\tسوريا",
            "rename\tPER\tكيري\tto\tجون كيري",
            "kind\tORG\tالحياة\tto\tPER",
            "kind\tحدث عام\tمعرض القاهرة\tto\tEVENT",
            "delete\tLOC\tمالي",
            "delete\tLOC\tمالي\tin\t001 b.txt",
            "add\tLOC\tكفر عميرة",
            "add\tLOC\tكفر عميرة\tKafr Amira",
            "add\tLOC\tكفر عميرة\t\tكفرعميرة|عميرة",
            "add\tLOC\tكفر عميرة\tKafr Amira\tكفرعميرة",
        ] {
            let change = Change::parse(line).expect(line);
            assert_eq!(change.to_string(), line);
        }
    }

    #[test]
    fn what_is_typed_otherwise_is_understood_or_refused() {
        let check = |line: &str, expected: Option<&str>| {
            assert_eq!(Change::parse(line).map(|change| change.to_string()).as_deref(), expected, "{line:?}");
        };
        check("delete \tLOC\t  أبو   ظبي ", Some("delete\tLOC\tأبو ظبي"));
        check("add\tLOC\tقطر\t\t", Some("add\tLOC\tقطر"));
        check("delete LOC مالي", None);
        check("delete\t\tمالي", None);
        check("kind\tLOC\tمالي\tto\t", None);
        check("delete\tLOC\t«»", None);
        check("delete\tLOC\tمالي\tin\t", None);
        check("merge\tLOC\tسورية\tLOC\tسوريا", None);
        check("add\tLOC\tقطر\tQatar\tقطر|؟", None);
        check("add\tLOC\tقطر\t\t\tamb", None);
        check("split\tLOC\tقطر", None);
        check("", None);
    }

    #[test]
    fn a_kind_of_any_name_is_known_again() {
        for name in ["حدث عام", "EV\u{1b}[2J\tENT\n", r"C:\x", "EVENT", "PER"] {
            let mut kinds = Kinds::default();
            let kind = kinds.intern("OTHER").and(kinds.intern(name)).expect(name);
            let change = Change::Kind { name: Name::new(name, "قطر").expect("a name"), to: field(name) };
            let line = change.to_string();
            assert!(line.matches('\t').count() == 4 && !line.contains(['\n', '\u{1b}']), "{line:?}");
            assert_eq!(Change::parse(&line), Some(change));
            assert_eq!(kind_of(line.split('\t').nth(1).expect("a field"), &kinds), Some(kind), "{line:?}");
        }
    }

    #[test]
    fn no_article_and_no_name_can_begin_a_line() {
        assert_eq!(field("a\nadd\tb\\.txt"), "a\\nadd\\tb\\\\.txt");
        let name = Name::new("LOC", "قطر\nadd\tLOC\u{85}").expect("a name");
        assert_eq!(name.text, "قطر add LOC");
        assert_eq!(Name::new("LOC", " \n "), None);
    }
}
