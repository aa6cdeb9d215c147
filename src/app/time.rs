//! How long reading takes.

use super::reader::Reader;
use crate::corpus::{Part, Role};

/// Words that a practised reader of Arabic news takes in within a minute.
const WORDS_PER_MINUTE: usize = 180;

/// Minutes that `words` words take; at least one.
#[must_use]
pub fn minutes(words: usize) -> usize {
    words.div_ceil(WORDS_PER_MINUTE).max(1)
}

/// Minutes that what stands from the first row in sight on takes; `None` where the end is in sight.
#[must_use]
pub fn minutes_left(reader: &Reader) -> Option<usize> {
    let page = reader.page().filter(|_| !reader.at_end())?;
    let (article, byte) = (page.article(), reader.byte());
    let is_read = |part: &&Part| !matches!(part.role, Role::Residue(_));
    let (mut left, mut all) = (0, 0);
    for part in article.parts.iter().filter(is_read) {
        all += part.range.len();
        left += part.range.end.saturating_sub(part.range.start.max(byte));
    }
    // Words are not counted anew for each frame: they are as long before a place as after it.
    Some(minutes((article.words * left).checked_div(all).unwrap_or(0)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::PageLayout;
    use crate::corpus::{self, ArticleId, Origin};
    use std::sync::Arc;

    #[test]
    fn what_is_left_shrinks_to_nothing() {
        let text = format!("{}\n\n", "كلمة ".repeat(90)).repeat(8);
        let article = corpus::from_bytes(text.into_bytes(), "a.txt".into(), Origin::Embedded, ArticleId(0));
        let article = Arc::new(article.expect("a text"));
        let mut reader = Reader::default();
        reader.open(&article, 0, PageLayout { width: 50, ..PageLayout::default() }, 10);
        assert_eq!(minutes_left(&reader), Some(4));
        for (tenths, expected) in [(2, 4), (5, 2), (8, 1)] {
            reader.go_to(article.text.len() * tenths / 10);
            assert_eq!(minutes_left(&reader), Some(expected), "after {tenths} tenths");
        }
        reader.go_to(article.text.len());
        assert_eq!(minutes_left(&reader), None);
        assert_eq!((minutes(0), minutes(180), minutes(181)), (1, 1, 2));
    }
}
