//! Where a line may end (UAX #14), by `icu_segmenter`.
//!
//! Most of a text is words with one space between them, and there the answer is known: the segmenter
//! is given one letter for each run of such words, and what else the text holds.
//!
//! <https://www.unicode.org/reports/tr14/>

use icu_segmenter::LineSegmenter;
use icu_segmenter::options::LineBreakOptions;

/// What a scalar is inside a word, as far as that is sure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wordly {
    /// A letter of class AL: no line ends between two of them (rule LB28), and no rule asks how many
    /// there are.
    Letter,
    /// A mark of class CM: as the letter before it (LB9).
    Mark,
    /// U+0020.
    Space,
    /// Whatever else.
    Other,
}

impl Wordly {
    pub(super) fn of(c: char) -> Wordly {
        match c {
            ' ' => Wordly::Space,
            'A'..='Z' | 'a'..='z' | '\u{C0}'..='\u{D6}' | '\u{D8}'..='\u{F6}' | '\u{F8}'..='\u{24F}' => {
                Wordly::Letter
            }
            '\u{620}'..='\u{64A}' | '\u{671}'..='\u{6D3}' | '\u{750}'..='\u{77F}' => Wordly::Letter,
            '\u{64B}'..='\u{65F}' | '\u{670}' => Wordly::Mark,
            _ => Wordly::Other,
        }
    }
}

/// Finds the words of a text that stand one space after another one: nothing before such a word reaches
/// beyond its beginning.
#[derive(Debug, Default)]
pub(super) struct Words {
    before: Before,
}

/// What the scalars before make together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Before {
    /// A letter with all that may be left out after it.
    Word,
    /// A word and one space.
    WordAndSpace,
    #[default]
    Other,
}

/// What they make with one more: by what they are and what that is.
const TOGETHER: [[Before; 4]; 3] = {
    use Before::{Other, Word, WordAndSpace};
    // A letter, a mark, a space, something else.
    [[Word, Word, WordAndSpace, Other], [Word, Other, Other, Other], [Word, Other, Other, Other]]
};

impl Words {
    /// Whether such a word begins with the text's next scalar.
    #[inline]
    pub(super) fn next(&mut self, wordly: Wordly) -> bool {
        let before = self.before;
        // Words end where nobody can foretell: a table is faster than branches.
        self.before = TOGETHER[before as usize][wordly as usize];
        (before == Before::WordAndSpace) & (wordly == Wordly::Letter)
    }
}

/// A text without what stands in a run of words after its first letter.
#[derive(Debug, Default)]
pub(super) struct Condensed {
    units: Vec<u16>,
    /// The byte of the text at which each unit's scalar begins.
    places: Vec<u32>,
    words: Words,
}

impl Condensed {
    pub(super) fn clear(&mut self) {
        self.units.clear();
        self.places.clear();
        self.words = Words::default();
    }

    /// Adds the text's next scalar, which begins at byte `at`. Returns whether a line may end before
    /// it, where that needs no asking.
    #[inline]
    pub(super) fn push(&mut self, c: char, wordly: Wordly, at: u32) -> bool {
        let before = self.words.before;
        let begins_word = self.words.next(wordly);
        // LB18, and LB28 inside a word. Nothing before a word reaches beyond it, so that to the rules two
        // words with a space between them are one.
        let is_left_out = begins_word | ((before == Before::Word) & (self.words.before != Before::Other));
        if !is_left_out {
            self.push_kept(c, before, at);
        }
        begins_word
    }

    /// Adds a scalar that is no part of a run of words, and the space before it that could have been.
    #[inline(never)]
    fn push_kept(&mut self, c: char, before: Before, at: u32) {
        if before == Before::WordAndSpace {
            self.units.push(u16::from(b' '));
            self.places.push(at - 1);
        }
        for unit in c.encode_utf16(&mut [0; 2]) {
            self.units.push(*unit);
            self.places.push(at);
        }
    }

    /// The byte offsets of the text of `length` bytes after which a line may, or must, end, but for
    /// those that [`push`](Self::push) has told.
    pub(super) fn opportunities(&self, length: usize) -> impl Iterator<Item = usize> {
        let segmenter = LineSegmenter::new_for_non_complex_scripts(LineBreakOptions::default());
        let place = move |unit: usize| self.places.get(unit).map_or(length, |place| *place as usize);
        // The first one is the text's beginning.
        segmenter.segment_utf16(&self.units).skip(1).map(place)
    }
}

/// Whether a line must end after `c` (classes BK, CR, LF and NL).
pub(super) fn is_mandatory(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{000B}' | '\u{000C}' | '\u{0085}' | '\u{2028}' | '\u{2029}')
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every byte at which a line of `text` may end.
    fn opportunities(text: &str) -> Vec<usize> {
        let mut condensed = Condensed::default();
        let mut told = Vec::new();
        for (at, c) in text.char_indices() {
            if condensed.push(c, Wordly::of(c), u32::try_from(at).expect("a short text")) {
                told.push(at);
            }
        }
        told.extend(condensed.opportunities(text.len()));
        told.sort_unstable();
        told
    }

    #[test]
    fn lines_may_end_between_words_but_not_inside_them() {
        let check = |text: &str, expected: &[usize]| assert_eq!(opportunities(text), expected, "{text:?}");
        check("ab cd", &[3, 5]);
        // unicode-linebreak forbids this one, which news texts need.
        check("«ا» (ب)", &["«ا» ".len(), "«ا» (ب)".len()]);
        check("ab\u{2028}c", &[5, 6]);
        check("", &[]);
    }

    /// A scalar or two of each class of UAX #14, and of each that its rules tell apart inside one.
    const CLASSES: &str = "ا\u{64B}a\u{301} \u{A0}\u{200B}\u{200D}\u{2060}-\u{2010}\u{2014}\u{AD}/.,:;!?…\u{2024}%$€10٣\u{66C}\u{60C}\
        ()[]«»“”\"'\u{2018}א中ァー한\u{1100}\u{1161}\u{11A8}ก\u{1F468}\u{1F3FB}\u{261D}\u{1F1E6}\u{FFFC}\u{B4}\u{2025}\u{3001}\u{1B05}\u{25CC}\t\n\u{2028}";

    /// What the segmenter says of the whole text.
    fn whole(text: &str) -> Vec<usize> {
        let segmenter = LineSegmenter::new_for_non_complex_scripts(LineBreakOptions::default());
        segmenter.segment_str(text).filter(|at| *at > 0).collect()
    }

    #[test]
    fn every_letter_and_mark_of_words_may_be_left_out() {
        let words: Vec<char> =
            ('\0'..='\u{FFFF}').filter(|c| matches!(Wordly::of(*c), Wordly::Letter | Wordly::Mark)).collect();
        for (c, neighbour) in words.iter().flat_map(|c| CLASSES.chars().map(move |n| (*c, n))) {
            let texts = [
                format!("{neighbour}{c}ب{c}{neighbour}"),
                format!("ب{c}{c}{neighbour}ب"),
                format!("{neighbour} {c} {c}{neighbour} {c}"),
            ];
            for text in texts {
                assert_eq!(opportunities(&text), whole(&text), "{text:?}");
            }
        }
    }

    #[test]
    fn opportunities_are_those_of_the_whole_text() {
        let classes: Vec<char> = CLASSES.chars().chain("ابجabc\u{64E}\u{651}      ".chars()).collect();
        let mut number = 1_u64;
        let mut below = |bound: usize| {
            // A linear congruence is random enough to choose classes.
            number = number.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (number >> 33) as usize % bound
        };
        for _ in 0..100_000 {
            let length = 2 + below(10);
            let text: String = (0..length).map(|_| classes[below(classes.len())]).collect();
            assert_eq!(opportunities(&text), whole(&text), "{text:?}");
        }
    }
}
