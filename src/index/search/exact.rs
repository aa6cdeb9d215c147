//! What is typed in quotes: the letters as stored, whole words.

use super::words::Words;
use crate::fold::{Folding, LetterKind, is_filler, is_mark};
use std::ops::Range;

/// A text to be found as it stands. Between its words a stored text may have any blanks, line ends with them;
/// at its ends no word may go on.
#[derive(Clone, Debug)]
pub(super) struct Exact {
    /// What stands between blanks.
    pieces: Vec<String>,
}

impl Exact {
    /// Of what stands between quotes; `None` if that is blank.
    pub(super) fn new(quoted: &str) -> Option<Exact> {
        let pieces: Vec<String> = quoted.split_whitespace().map(str::to_string).collect();
        (!pieces.is_empty()).then_some(Exact { pieces })
    }

    /// Its words, folded: a text in which it stands holds each as a whole word.
    pub(super) fn words(&self) -> impl Iterator<Item = String> {
        self.pieces.iter().flat_map(|piece| {
            let mut words = Words::new(piece);
            std::iter::from_fn(move || words.advance().then(|| words.folded().to_string()))
        })
    }

    /// Every place in `stored` where it stands.
    pub(super) fn find_all<'a>(&'a self, stored: &'a str) -> impl Iterator<Item = Range<usize>> + 'a {
        let (first, others) = self.pieces.split_first().expect("it is not blank");
        let mut from = 0;
        std::iter::from_fn(move || {
            loop {
                let start = from + stored[from..].find(first.as_str())?;
                let next = start + first.len();
                match end_of(stored, next, others).filter(|end| is_apart(stored, start..*end)) {
                    Some(end) => {
                        from = end;
                        return Some(start..end);
                    }
                    None => from = start + stored[start..].chars().next().map_or(1, char::len_utf8),
                }
            }
        })
    }
}

/// Where `pieces` end, if they stand in `stored` from `at` on, each behind blanks.
fn end_of(stored: &str, mut at: usize, pieces: &[String]) -> Option<usize> {
    for piece in pieces {
        let rest = stored[at..].trim_start();
        let next = stored.len() - rest.len();
        if next == at || !rest.starts_with(piece.as_str()) {
            return None;
        }
        at = next + piece.len();
    }
    Some(at)
}

/// Whether no word goes on at either end of `range`: neither a letter's mark or tatweel, nor a letter of the
/// same sort, be there fillers between them or not.
fn is_apart(stored: &str, range: Range<usize>) -> bool {
    let found = &stored[range.clone()];
    let belongs = |c: Option<char>| c.is_some_and(|c| is_mark(c) || c == '\u{640}');
    let (before, after) = (&stored[..range.start], &stored[range.end..]);
    let (first, last) = (kind(found.chars()), kind(found.chars().rev()));
    let begins = first.is_none() || !belongs(before.chars().next_back());
    let ends = last.is_none() || !belongs(after.chars().next());
    begins && ends && !goes_on(first, before.chars().rev()) && !goes_on(last, after.chars())
}

/// Whether `beyond`, away from the found, begins with the sort of letter that stands `at_end` of it. A sign has
/// none, and then nothing is read.
fn goes_on(at_end: Option<LetterKind>, beyond: impl Iterator<Item = char>) -> bool {
    at_end.is_some() && at_end == kind(beyond)
}

/// The sort of the letter that comes first in `chars`, marks and fillers apart; `None` if what comes first
/// is none.
fn kind(chars: impl Iterator<Item = char>) -> Option<LetterKind> {
    let mut chars = chars.skip_while(|c| is_mark(*c) || is_filler(*c));
    chars.next().and_then(|c| Folding::SEARCH.char(c)).and_then(LetterKind::of)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(quoted: &str, stored: &str, expected: &[&str]) {
        let exact = Exact::new(quoted).expect("it is not blank");
        let found: Vec<&str> = exact.find_all(stored).map(|range| &stored[range]).collect();
        assert_eq!(found, expected, "{quoted:?} in {stored:?}");
    }

    #[test]
    fn letters_are_found_as_stored() {
        check("احمد", "أحمد احمد", &["احمد"]);
        check("كتاب", "كِتاب كتاب کتاب", &["كتاب"]);
        check("كِتاب", "كِتاب كتاب", &["كِتاب"]);
        check("العـراق", "العراق العـراق", &["العـراق"]);
        check("ISIS", "isis ISIS", &["ISIS"]);
    }

    #[test]
    fn words_are_found_whole() {
        check("قطر", "وقطر قطري قطرُ قطرـ ـقطر «قطر»", &["قطر"]);
        check("قطر", "\u{200F}قطر\u{200F}", &["قطر"]);
        check("مي", "مي\u{200C}خواهد", &[]);
        check("130", "نوفمبر130 1301", &["130"]);
        check("aa", "aaa aa", &["aa"]);
    }

    #[test]
    fn several_words_are_a_phrase() {
        check(
            "قال نعم",
            "قال نعم، قال  نعم قال\nنعم قال: نعم وقال نعم",
            &["قال نعم", "قال  نعم", "قال\nنعم"],
        );
        check("قال: نعم", "قال نعم قال: نعم", &["قال: نعم"]);
        check("a a b", "a a a b", &["a a b"]);
    }

    #[test]
    fn signs_are_found_anywhere() {
        check("؟", "متى؟ أين؟؟", &["؟", "؟", "؟"]);
        check("C++", "C++ C+", &["C++"]);
        assert!(Exact::new("  ").is_none());
        // Marks without a letter, in time that grows with the text, not with its square.
        let (marks, exact) = ("\u{64b}".repeat(300_000), Exact::new("\u{64b}").expect("it is not blank"));
        assert_eq!(exact.find_all(&marks).count(), 300_000);
    }
}
