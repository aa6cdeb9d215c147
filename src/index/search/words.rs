//! A stored text read word by word, each word folded for search, with the way back to the stored bytes.

use crate::fold::{Folding, LetterKind, is_filler};
use std::ops::Range;
use std::sync::LazyLock;

/// A place in a text: before its first word, then on one word after the other. Words are runs of one sort
/// of letters; marks and fillers are in the word, and drop out of its folded form.
#[derive(Clone, Debug)]
pub(super) struct Words<'a> {
    stored: &'a str,
    letters: &'static [Letter],
    /// Where the next word is looked for.
    next: usize,
    /// The word, folded, and its bytes in the stored text: from its first letter to its last one with the
    /// marks upon it.
    folded: String,
    range: Range<usize>,
}

impl<'a> Words<'a> {
    /// Before the first word of `stored`.
    pub(super) fn new(stored: &'a str) -> Words<'a> {
        Words { stored, letters: &LETTERS, next: 0, folded: String::new(), range: 0..0 }
    }

    /// Goes on to the next word; `false` if there is none.
    pub(super) fn advance(&mut self) -> bool {
        self.folded.clear();
        let mut kind = None;
        let mut filler_since_letter = false;
        for (at, c) in self.stored[self.next..].char_indices() {
            let (at, end) = (self.next + at, self.next + at + c.len_utf8());
            let letter = match self.letters.get(c as usize).copied().unwrap_or_else(|| Letter::of(c)) {
                Letter::Gap if kind.is_none() => continue,
                Letter::Gap => {
                    self.next = end;
                    return true;
                }
                Letter::Filler => {
                    filler_since_letter = true;
                    continue;
                }
                Letter::Mark => {
                    if !filler_since_letter {
                        self.range.end = end;
                    }
                    continue;
                }
                Letter::In(new, letter) => {
                    if kind.is_none() {
                        kind = Some(new);
                        self.range.start = at;
                    } else if kind != Some(new) {
                        self.next = at;
                        return true;
                    }
                    letter
                }
            };
            self.folded.push(letter);
            self.range.end = end;
            filler_since_letter = false;
        }
        self.next = self.stored.len();
        kind.is_some()
    }

    /// The word, folded.
    pub(super) fn folded(&self) -> &str {
        &self.folded
    }

    /// The word's bytes in the stored text.
    pub(super) fn range(&self) -> Range<usize> {
        self.range.clone()
    }

    /// The bytes of the stored text behind `part`, whole letters of the folded word: with the marks upon
    /// them, and without fillers at either end.
    pub(super) fn stored_range(&self, part: Range<usize>) -> Range<usize> {
        let mut range = self.range();
        let mut folded = 0;
        let mut is_inside = false;
        for (at, c) in self.stored[self.range()].char_indices() {
            let at = self.range.start + at;
            match Letter::of(c) {
                Letter::In(..) if folded >= part.end => break,
                Letter::In(_, letter) => {
                    if folded == part.start {
                        range.start = at;
                    }
                    folded += letter.len_utf8();
                    range.end = at + c.len_utf8();
                    is_inside = true;
                }
                Letter::Mark if is_inside => range.end = at + c.len_utf8(),
                Letter::Mark => {}
                Letter::Filler | Letter::Gap => is_inside = false,
            }
        }
        range
    }
}

/// What a scalar is to a search.
#[derive(Clone, Copy, Debug)]
enum Letter {
    /// A part of a word of this sort, and the letter that stands for it.
    In(LetterKind, char),
    /// Dropped; belongs to the letter before.
    Mark,
    /// Dropped; belongs to nothing.
    Filler,
    /// Stands between words.
    Gap,
}

/// The scalars of two bytes of UTF-8 at the most: nearly all of any text.
static LETTERS: LazyLock<Vec<Letter>> = LazyLock::new(|| {
    let scalars = (0..0x800).filter_map(char::from_u32);
    scalars.map(Letter::of).collect()
});

impl Letter {
    fn of(c: char) -> Letter {
        match Folding::SEARCH.char(c) {
            None if is_filler(c) => Letter::Filler,
            None => Letter::Mark,
            Some(letter) => LetterKind::of(letter).map_or(Letter::Gap, |kind| Letter::In(kind, letter)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The words, folded, each with its stored text if that is another.
    #[track_caller]
    fn check(stored: &str, expected: &[&str]) {
        let mut words = Words::new(stored);
        let mut found = Vec::new();
        while words.advance() {
            let same = &stored[words.range()];
            assert_eq!(words.range(), words.stored_range(0..words.folded().len()));
            found.push(if same == words.folded() {
                same.into()
            } else {
                format!("{}={same}", words.folded())
            });
        }
        assert_eq!(found, expected);
    }

    #[test]
    fn words_are_runs_of_one_sort() {
        check("في نوفمبر130، قال", &["في", "نوفمبر", "130", "قال"]);
        check("ISIS (٤٥)", &["isis=ISIS", "45=٤٥"]);
        check("— « »", &[]);
        check("", &[]);
    }

    #[test]
    fn a_word_keeps_its_marks_and_no_fillers() {
        check("ـقَطَرُ\u{200F}، أحمد", &["قطر=قَطَرُ", "احمد=أحمد"]);
        check("العـــراق", &["العراق=العـــراق"]);
        check("لـَ«غزة»", &["ل", "غزه=غزة"]);
    }

    #[test]
    fn a_part_of_a_word_leads_back_to_its_letters() {
        let check = |stored: &str, part: Range<usize>, expected: &str| {
            let mut words = Words::new(stored);
            assert!(words.advance());
            assert_eq!(&stored[words.stored_range(part)], expected);
        };
        check("والْعـــرَاقِ", 0..2, "و");
        check("والْعـــرَاقِ", 2..6, "الْ");
        check("والْعـــرَاقِ", 2..8, "الْع");
        check("والْعـــرَاقِ", 2..10, "الْعـــرَ");
        check("والْعـــرَاقِ", 2..14, "الْعـــرَاقِ");
    }
}
