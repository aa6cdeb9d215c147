//! The part of a text around what was found.

use crate::corpus::{Article, Title};
use crate::fold::{is_filler, is_mark};
use std::ops::Range;

/// A part of a line, cut where words end, and what was found in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Snippet {
    /// Bytes of the stored text.
    pub range: Range<usize>,
    /// What was found in it, as bytes of the stored text.
    pub hits: Vec<Range<usize>>,
    /// Whether the line begins before it.
    pub is_cut_before: bool,
    /// Whether the line goes on after it.
    pub is_cut_after: bool,
}

impl Snippet {
    /// Around the first of `hits`, which are in order, or the first outside a headline; of `budget` letters at
    /// the most, marks not counted. `None` if there is no hit.
    #[must_use]
    pub fn around(article: &Article, hits: &[Range<usize>], budget: usize) -> Option<Snippet> {
        let text = article.text.as_str();
        let is_apart = |hit: &&Range<usize>| match &article.title {
            Title::Headline(title) => hit.start >= title.end || hit.end <= title.start,
            Title::Lead(_) | Title::None => true,
        };
        let hit = hits.iter().find(is_apart).or_else(|| hits.first())?;
        // What an expression has found may begin with line ends.
        let start = hit.end - text[hit.clone()].trim_start().len();
        let (hit_end, hit_letters) = forward(&text[..hit.end], start, budget);
        let (_, after) = forward(text, start, budget);
        // Half of the room is for what stands before the hit, and what is left over after it.
        let room = ((budget - hit_letters) / 2).max(budget - after);
        let (from, before) = backward(text, start, room);
        let (to, _) = forward(text, start, budget - before);
        let from = if goes_on(text[..from].chars().next_back()) {
            text[from..start].find(char::is_whitespace).map_or(start, |blank| from + blank)
        } else {
            from
        };
        let to = if goes_on(text[to..].chars().next()) {
            text[hit_end..to].rfind(char::is_whitespace).map_or(hit_end, |blank| hit_end + blank)
        } else {
            to
        };
        let range = trimmed(text, from..to);
        let hits = hits.iter().filter(|hit| hit.start < range.end && hit.end > range.start);
        Some(Snippet {
            hits: hits.map(|hit| hit.start.max(range.start)..hit.end.min(range.end)).collect(),
            is_cut_before: text[..range.start]
                .chars()
                .rev()
                .find(|c| !is_blank(*c))
                .is_some_and(|c| !is_line_end(c)),
            is_cut_after: text[range.end..].chars().find(|c| !is_blank(*c)).is_some_and(|c| !is_line_end(c)),
            range,
        })
    }
}

/// The end of at most `count` letters of the line from byte `at` on, with their marks, and how many they are.
fn forward(text: &str, at: usize, count: usize) -> (usize, usize) {
    let mut letters = 0;
    for (offset, c) in text[at..].char_indices() {
        let takes = usize::from(takes_place(c));
        if is_line_end(c) || letters + takes > count {
            return (at + offset, letters);
        }
        letters += takes;
    }
    (text.len(), letters)
}

/// The start of at most `count` letters of the line before byte `at`, and how many they are.
fn backward(text: &str, at: usize, count: usize) -> (usize, usize) {
    let (mut start, mut letters) = (at, 0);
    for (offset, c) in text[..at].char_indices().rev() {
        if is_line_end(c) || letters == count {
            break;
        }
        if takes_place(c) {
            letters += 1;
            start = offset;
        }
    }
    (start, letters)
}

fn takes_place(c: char) -> bool {
    !is_mark(c) && !is_filler(c)
}

/// Whether a word, or what else is no blank, goes on with `beyond`.
fn goes_on(beyond: Option<char>) -> bool {
    beyond.is_some_and(|c| !c.is_whitespace())
}

fn is_blank(c: char) -> bool {
    (c.is_whitespace() && !is_line_end(c)) || is_filler(c)
}

fn is_line_end(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let part = &text[range.clone()];
    let start = range.end - part.trim_start().len();
    start..start.max(range.start + part.trim_end().len())
}

#[cfg(test)]
mod tests {
    use super::super::{Document, Search};
    use crate::corpus::{self, ArticleId, Origin};
    use crate::entity::EntityTable;

    /// The snippet, `[…]` around what was found, `…` where the line goes on.
    #[track_caller]
    fn check(typed: &str, text: &str, budget: usize, expected: &str) {
        let article = corpus::from_bytes(text.into(), "a.txt".into(), Origin::Embedded, ArticleId(0));
        let article = article.expect("it is a text");
        let document = Document { article: &article, mentions: &[], entities: &EntityTable::new() };
        let search = Search::parse(typed).expect("it can be understood");
        let Some(snippet) = search.snippet(document, budget) else {
            assert_eq!(expected, "nothing");
            return;
        };
        let mut shown = String::new();
        let mut at = snippet.range.start;
        for hit in &snippet.hits {
            shown += &format!("{}[{}]", &text[at..hit.start], &text[hit.clone()]);
            at = hit.end;
        }
        shown += &text[at..snippet.range.end];
        let (before, after) =
            (["", "…"][usize::from(snippet.is_cut_before)], ["", "…"][usize::from(snippet.is_cut_after)]);
        assert_eq!(format!("{before}{shown}{after}"), expected);
    }

    #[test]
    fn it_is_cut_at_the_ends_of_words() {
        let text = "one two three four five six seven eight nine ten";
        check("five", text, 100, "one two three four [five] six seven eight nine ten");
        check("five", text, 18, "…four [five] six…");
        check("five", text, 4, "…[five]…");
        check("one", text, 12, "[one] two…");
        check("ten", text, 13, "…nine [ten]");
        check("five", text, 2, "…[fi]…");
        check("nothing", text, 20, "nothing");
    }

    #[test]
    fn it_keeps_to_its_line() {
        check("two", "one\n  two  \nthree", 100, "[two]");
        check("re:\\n\\s*two", "one\n  two  \nthree", 100, "[two]");
    }

    #[test]
    fn marks_take_no_place() {
        check("قال", "ثم قَالَ نعم وقال لا", 11, "ثم [قَالَ] نعم…");
    }
}
