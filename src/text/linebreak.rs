//! Where a line may end (UAX #14), by `icu_segmenter`.
//!
//! <https://www.unicode.org/reports/tr14/>

use icu_segmenter::LineSegmenter;
use icu_segmenter::options::LineBreakOptions;

/// The byte offsets in `text` after which a line may, or must, end; rising, without 0, with the
/// text's end.
pub(super) fn opportunities(text: &str) -> Vec<usize> {
    let segmenter = LineSegmenter::new_for_non_complex_scripts(LineBreakOptions::default());
    segmenter.segment_str(text).filter(|&at| at > 0).collect()
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
        let check = |text, expected: &[usize]| assert_eq!(opportunities(text), expected, "{text:?}");
        check("ab cd", &[3, 5]);
        // unicode-linebreak forbids this one, which news texts need.
        check("«ا» (ب)", &["«ا» ".len(), "«ا» (ب)".len()]);
        check("ab\u{2028}c", &[5, 6]);
        check("", &[]);
    }
}
