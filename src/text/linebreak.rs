//! Where a line may end (UAX #14), by `icu_segmenter`.
//!
//! <https://www.unicode.org/reports/tr14/>

use icu_segmenter::LineSegmenter;
use icu_segmenter::iterators::LineBreakIterator;
use icu_segmenter::options::LineBreakOptions;
use icu_segmenter::scaffold::Utf8;

/// The byte offsets of a text after which a line may, or must, end: asked one after the other.
pub(super) struct Opportunities<'t> {
    rest: LineBreakIterator<'static, 't, Utf8>,
    next: Option<usize>,
}

impl<'t> Opportunities<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        let segmenter = LineSegmenter::new_for_non_complex_scripts(LineBreakOptions::default());
        let mut rest = segmenter.segment_str(text);
        let next = rest.next();
        Opportunities { rest, next }
    }

    /// Whether a line may end at byte `at`; each question must be about a later byte.
    pub(super) fn is_at(&mut self, at: usize) -> bool {
        while self.next.is_some_and(|next| next < at) {
            self.next = self.rest.next();
        }
        self.next == Some(at)
    }
}

/// Whether a line must end after `c` (classes BK, CR, LF and NL).
pub(super) fn is_mandatory(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{000B}' | '\u{000C}' | '\u{0085}' | '\u{2028}' | '\u{2029}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_may_end_between_words_but_not_inside_them() {
        let check = |text: &str, expected: &[usize]| {
            let mut opportunities = Opportunities::new(text);
            let found: Vec<usize> = (1..=text.len()).filter(|at| opportunities.is_at(*at)).collect();
            assert_eq!(found, expected, "{text:?}");
        };
        check("ab cd", &[3, 5]);
        // unicode-linebreak forbids this one, which news texts need.
        check("«ا» (ب)", &["«ا» ".len(), "«ا» (ب)".len()]);
        check("ab\u{2028}c", &[5, 6]);
        check("", &[]);
    }
}
