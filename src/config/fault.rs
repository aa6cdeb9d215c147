//! What is wrong in a file of settings, in words.

use crate::app::Language;
use crate::keys::{Conflict, NotationError};

/// Something that is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Its line, from 1.
    pub line: usize,
    /// What it is.
    pub kind: FaultKind,
}

/// What can be wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FaultKind {
    /// This is no TOML; why, as the parser says it.
    Syntax(String),
    /// There is no such key.
    Unknown {
        /// As written.
        name: String,
        /// The one that was probably meant.
        nearest: Option<&'static str>,
    },
    /// A value where a table should be.
    NoTable {
        /// The table.
        name: String,
    },
    /// The value is none of those that the key may have.
    Value {
        /// The key.
        name: String,
        /// As written.
        found: String,
        /// What is allowed.
        allowed: Vec<String>,
    },
    /// A word that says nothing of a style.
    Look {
        /// The role.
        name: String,
        /// As written; empty if a word is missing.
        word: String,
    },
    /// This is no key.
    Key {
        /// The action that was to have it.
        action: &'static str,
        /// What is wrong with it.
        error: NotationError,
    },
    /// One key is in the way of another.
    Conflict {
        /// The action that keeps its own keys.
        action: &'static str,
        /// Which keys.
        conflict: Conflict,
        /// The action that has the other key.
        other: &'static str,
        /// The line where it got it; `None` if it is its own.
        there: Option<usize>,
    },
    /// Without a key for it nobody could leave the reader.
    NoWayOut,
}

impl FaultKind {
    /// What is wrong, and what is allowed.
    #[must_use]
    pub fn said(&self, language: Language) -> String {
        match language {
            Language::English => self.english(),
            Language::Arabic => self.arabic(),
        }
    }

    fn english(&self) -> String {
        match self {
            FaultKind::Syntax(why) => format!("no TOML: {why}"),
            FaultKind::Unknown { name, nearest: None } => format!("there is no setting `{name}`"),
            FaultKind::Unknown { name, nearest: Some(nearest) } => {
                format!("there is no setting `{name}`; `{nearest}` is the nearest")
            }
            FaultKind::NoTable { name } => {
                format!("`{name}` is a table: write [{name}] on a line of its own")
            }
            FaultKind::Value { name, found, allowed } => {
                format!("`{name}` cannot be {found}; it may be {}", allowed.join(", "))
            }
            FaultKind::Look { name, word } if word.is_empty() => {
                format!("`{name}`: a colour is missing after `on`")
            }
            FaultKind::Look { name, word } => {
                format!(
                    "`{name}`: `{word}` is no colour and no manner, or one too many; \
                         as in \"#rrggbb on blue bold\""
                )
            }
            FaultKind::Key { action, error } => format!("`{action}`: {error}; as in \"g g\", \"<C-d>\""),
            FaultKind::Conflict { action, conflict, other, there } => {
                let Conflict { wanted, bound } = conflict;
                let why = if wanted == bound { String::new() } else { format!("{conflict}; ") };
                match there {
                    Some(line) => format!("`{action}`: {why}`{bound}` belongs to `{other}` by line {line}"),
                    None => format!(
                        "`{action}`: {why}`{bound}` belongs to `{other}`: give that other keys, or none ([])"
                    ),
                }
            }
            FaultKind::NoWayOut => "`quit` needs a key, or nobody could leave the reader".to_string(),
        }
    }

    fn arabic(&self) -> String {
        match self {
            FaultKind::Syntax(why) => format!("ليس TOML ({why})"),
            FaultKind::Unknown { name, nearest: None } => format!("لا إعداد باسم `{name}`"),
            FaultKind::Unknown { name, nearest: Some(nearest) } => {
                format!("لا إعداد باسم `{name}`؛ أقرب اسم `{nearest}`")
            }
            FaultKind::NoTable { name } => format!("الاسم `{name}` لجدول: اكتب [{name}] في سطر وحده"),
            FaultKind::Value { name, found, allowed } => {
                format!("قيمة `{name}` لا تكون {found} والمسموح: {}", allowed.join("، "))
            }
            FaultKind::Look { name, word } if word.is_empty() => format!("في `{name}` ينقص لون بعد `on`"),
            FaultKind::Look { name, word } => {
                format!(
                    "في `{name}` ما ليس لونا ولا هيئة، أو هو زائد: `{word}` (مثال: \"#rrggbb on blue bold\")"
                )
            }
            FaultKind::Key { action, error } => {
                format!("للفعل `{action}` ما ليس مفتاحا: `{}` (مثال: \"g g\" و\"<C-d>\")", error.word)
            }
            FaultKind::Conflict { action, conflict: Conflict { wanted, bound }, other, there } => {
                let what = if wanted == bound {
                    format!("للفعل `{action}`: المفتاح `{bound}` ")
                } else {
                    format!("للفعل `{action}`: المفتاح `{wanted}` يعارض `{bound}` وهو ")
                };
                match there {
                    Some(line) => format!("{what}للفعل `{other}` في السطر {line}"),
                    None => format!("{what}للفعل `{other}`: أعطه مفاتيح أخرى أو لا شيء ([])"),
                }
            }
            FaultKind::NoWayOut => "لا بد للفعل `quit` من مفتاح، وإلا تعذّر الخروج".to_string(),
        }
    }
}
