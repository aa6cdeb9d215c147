//! A text, read into scalars with their properties, so that no later step looks them up again; and
//! where a long text may be cut, so that it can be read a part at a time.

use super::joining::Joins;
use super::linebreak::{Condensed, Words};
use super::properties::{Class, Properties, properties};

/// A scalar of the text, with all that is asked of it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Scalar {
    /// Byte of the text.
    pub(super) at: u32,
    pub(super) c: char,
    pub(super) properties: Properties,
    /// Whether a line may end before it; where this is not set, [`Scalars::condensed`] tells.
    pub(super) begins_word: bool,
}

impl Scalar {
    /// Its bidirectional class, before any rule.
    pub(super) fn class(&self) -> Class {
        self.properties.class
    }
}

/// The scalars of a text.
#[derive(Debug, Default)]
pub(super) struct Scalars {
    /// Those of the text in hand, and others of texts before.
    buffer: Vec<Scalar>,
    count: usize,
    /// Whether [`Properties::is_simple`] holds of all.
    pub(super) is_simple: bool,
    /// What is asked for line breaks.
    pub(super) condensed: Condensed,
}

impl Scalars {
    /// Reads `text`; what was read before is forgotten.
    pub(super) fn read(&mut self, text: &str) {
        if self.buffer.len() < text.len() {
            let (c, begins_word) = (' ', false);
            self.buffer.resize(text.len(), Scalar { at: 0, c, properties: properties(c), begins_word });
        }
        self.condensed.clear();
        let mut is_simple = true;
        let mut count = 0;
        for ((at, c), slot) in text.char_indices().zip(&mut self.buffer) {
            let properties = properties(c);
            is_simple &= properties.is_simple();
            let at = at as u32;
            let begins_word = self.condensed.push(c, properties.wordly, at);
            *slot = Scalar { at, c, properties, begins_word };
            count += 1;
        }
        (self.is_simple, self.count) = (is_simple, count);
    }

    /// The scalars in order.
    pub(super) fn all(&self) -> &[Scalar] {
        &self.buffer[..self.count]
    }
}

/// Whether the first of `scalars` that joining does not look through can join what stands before it.
pub(super) fn can_be_joined(scalars: &[Scalar]) -> bool {
    let first = scalars.iter().find(|scalar| !scalar.properties.is_transparent());
    first.is_some_and(|scalar| scalar.properties.joins_previous())
}

/// Whether the last of `scalars` that joining does not look through can join what stands after it;
/// `otherwise` if it looks through all.
pub(super) fn can_join(scalars: &[Scalar], otherwise: bool) -> bool {
    let last = scalars.iter().rfind(|scalar| !scalar.properties.is_transparent());
    last.map_or(otherwise, |scalar| scalar.properties.joins_next())
}

/// How the scalar at `at`, which is not transparent, joins its neighbours in `scalars`.
pub(super) fn joins(scalars: &[Scalar], at: usize) -> Joins {
    let own = scalars[at].properties;
    Joins::new(
        own.joins_previous() && can_join(&scalars[..at], false),
        own.joins_next() && can_be_joined(&scalars[at + 1..]),
    )
}

/// The first byte of `text`, at or after `from`, at which the text may be cut in two that have the
/// clusters, joins and line breaks of the whole; only levels reach across. It is where a word begins
/// after another and one space. The text's end if there is no such place.
pub(super) fn next_cut(text: &str, from: usize) -> usize {
    let start = (from..text.len()).find(|&at| text.is_char_boundary(at)).unwrap_or(text.len());
    let mut words = Words::default();
    let begins = text[start..].char_indices().find(|(_, c)| words.next(properties(*c).wordly));
    begins.map_or(text.len(), |(at, _)| start + at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_cut_between_words() {
        let check = |text: &str, from, expected: &str| {
            assert_eq!(&text[next_cut(text, from)..], expected, "{text:?} from {from}");
        };
        check("one two three", 0, "two three");
        check("one two three", 2, "two three");
        // What stands before is not looked at: that there is a word is seen only after another letter.
        check("one two three", 3, "three");
        check("كِتاب جديد", 1, "جديد");
        // More than a blank: what stands before could reach across.
        check("one, two  three (four five", 0, "five");
        check("one", 0, "");
        check("", 0, "");
    }
}
