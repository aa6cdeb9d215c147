//! What is said when what rules found is hidden.

use super::{Words, counted};
use crate::app::Language;

/// So many names, and mentions, are hidden, and so many names have left the filter.
pub(super) fn hidden(words: Words, names: usize, mentions: usize, in_filter: usize) -> String {
    let forms = ["ذكر واحد", "ذكران", "مرات ذكر", "مرة ذكر", "مرة ذكر"];
    let (names, mentions) = match words.0 {
        Language::English => (words.names(names), format!("{mentions} mention{}", plural(mentions))),
        Language::Arabic => (words.names(names), counted(mentions, forms)),
    };
    let left = match (in_filter, words.0) {
        (0, _) => String::new(),
        (n, Language::English) => format!(", {n} of the filter"),
        (n, Language::Arabic) => {
            format!("، ومن التصفية {}", counted(n, ["اسم واحد", "اسمان", "أسماء", "اسما", "اسم"]))
        }
    };
    match words.0 {
        Language::English => format!("Hidden: {names}, {mentions} that rules found{left} · H shows them"),
        Language::Arabic => format!("أُخفي: {names}، {mentions} وجدتها القواعد{left} · H للإظهار"),
    }
}

fn plural(n: usize) -> &'static str {
    if n == 1 { "" } else { "s" }
}
