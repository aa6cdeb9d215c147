//! What a scalar is to the tagger: the letter that it folds to, which sort of word that is part of,
//! and, between words, what it means there.

use crate::fold::{Folding, LetterKind, is_filler};

/// A scalar, packed into one number so that a table of them can be part of the compiled lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Letter(u32);

/// What words are made of: a change of the sort ends a word («نوفمبر130» is two).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Sort(u8);

impl Sort {
    /// Stands between words.
    pub(super) const GAP: Sort = Sort(0);
    const ARABIC: Sort = Sort(1);
    const OTHER: Sort = Sort(2);
    const DIGIT: Sort = Sort(3);
    /// Dropped; belongs to the letter before.
    pub(super) const MARK: Sort = Sort(4);
    /// Dropped; belongs to nothing.
    pub(super) const FILLER: Sort = Sort(5);
}

/// What stands between two words, one bit each.
pub(super) mod mark {
    pub(in super::super) const BLANK: u8 = 1;
    pub(in super::super) const HYPHEN: u8 = 2;
    pub(in super::super) const COMMA: u8 = 4;
    pub(in super::super) const QUOTE: u8 = 8;
    pub(in super::super) const BRACKET: u8 = 16;
    pub(in super::super) const COLON: u8 = 32;
    /// Ends a sentence, or is no mark that we know.
    pub(in super::super) const END: u8 = 64;
    pub(in super::super) const LINE: u8 = 128;
}

impl Letter {
    /// What `c` is, worked out; [`Letters`] has looked up the frequent ones.
    pub(super) fn of(c: char) -> Letter {
        let Some(to) = Folding::TAGGING.char(c) else {
            let sort = if is_filler(c) { Sort::FILLER } else { Sort::MARK };
            return Letter::new(c, sort, 0);
        };
        match sort(to) {
            Sort::GAP => Letter::new(to, Sort::GAP, mark_of(to)),
            sort => Letter::new(to, sort, 0),
        }
    }

    fn new(to: char, sort: Sort, mark: u8) -> Letter {
        Letter(u32::from(to) | u32::from(sort.0) << 21 | u32::from(mark) << 24)
    }

    /// The scalar that it folds to. Of what is dropped, itself.
    pub(super) fn scalar(self) -> u32 {
        self.0 & 0x1F_FFFF
    }

    /// The same as a `char`.
    pub(super) fn char(self) -> char {
        char::from_u32(self.scalar()).unwrap_or(char::REPLACEMENT_CHARACTER)
    }

    pub(super) fn sort(self) -> Sort {
        Sort((self.0 >> 21 & 7) as u8)
    }

    /// What it means between words.
    pub(super) fn mark(self) -> u8 {
        (self.0 >> 24) as u8
    }
}

/// The scalars that are looked up: two bytes of UTF-8 at the most, and U+2000 to U+206F.
const LETTERS: usize = PUNCTUATION + 0x70;
const PUNCTUATION: usize = 0x800;

/// The frequent [`Letter`]s, looked up.
#[derive(Clone, Copy)]
pub(super) struct Letters<'a>(&'a [[u8; 4]; LETTERS]);

impl<'a> Letters<'a> {
    /// The numbers of [`Letters::all`], compiled.
    pub(super) fn new(numbers: &'a [[u8; 4]]) -> Letters<'a> {
        Letters(numbers.first_chunk().expect("the lists hold them all"))
    }

    /// What is looked up, as the numbers of letters.
    pub(super) fn all() -> impl Iterator<Item = u32> {
        let scalars = (0..PUNCTUATION).chain(0x2000..);
        scalars.take(LETTERS).map(|scalar| char::from_u32(scalar as u32).map_or(0, |c| Letter::of(c).0))
    }

    /// The scalar at byte `at` of `text` and what it is, and where the next one begins; `None` at the
    /// end.
    #[inline]
    pub(super) fn at(self, text: &str, at: usize) -> Option<(u32, Letter, usize)> {
        let bytes = text.as_bytes();
        let first = *bytes.get(at)?;
        let (scalar, row, len) = match first {
            0..0x80 => (u32::from(first), usize::from(first), 1),
            0x80..0xE0 => {
                let scalar = u32::from(first & 0x1F) << 6 | u32::from(*bytes.get(at + 1)? & 0x3F);
                (scalar, scalar as usize, 2)
            }
            _ => return Letters::rare(self, text, at),
        };
        Some((scalar, Letter(u32::from_le_bytes(self.0[row])), at + len))
    }

    /// Scalars of three bytes of UTF-8 and more.
    #[cold]
    fn rare(self, text: &str, at: usize) -> Option<(u32, Letter, usize)> {
        let c = text.get(at..)?.chars().next()?;
        let row = (c as usize).checked_sub(0x2000).filter(|row| *row < LETTERS - PUNCTUATION);
        let letter = match row {
            Some(row) => Letter(u32::from_le_bytes(self.0[PUNCTUATION + row])),
            None => Letter::of(c),
        };
        Some((u32::from(c), letter, at + c.len_utf8()))
    }
}

/// The words of a name as a text has them: folded, letters and digits apart.
pub(super) fn words(name: &str) -> Vec<String> {
    let (mut words, mut last): (Vec<String>, _) = (Vec::new(), Sort::GAP);
    for letter in name.chars().map(Letter::of) {
        match letter.sort() {
            Sort::MARK | Sort::FILLER => continue,
            Sort::GAP => {}
            sort if sort == last => {
                words.last_mut().expect("a letter came before").push(letter.char());
            }
            _ => words.push(letter.char().into()),
        }
        last = letter.sort();
    }
    words
}

fn sort(folded: char) -> Sort {
    match LetterKind::of(folded) {
        Some(LetterKind::Arabic) => Sort::ARABIC,
        Some(LetterKind::Other) => Sort::OTHER,
        Some(LetterKind::Digit) => Sort::DIGIT,
        None => Sort::GAP,
    }
}

fn mark_of(c: char) -> u8 {
    match c {
        '\n' | '\r' | '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}' => mark::LINE,
        _ if c.is_whitespace() => mark::BLANK,
        '-' | '\u{2010}' | '\u{2011}' => mark::HYPHEN,
        '،' | ',' => mark::COMMA,
        ':' => mark::COLON,
        _ if is_quote(c) => mark::QUOTE,
        '(' | ')' | '[' | ']' => mark::BRACKET,
        _ => mark::END,
    }
}

fn is_quote(c: char) -> bool {
    matches!(c, '«' | '»' | '"' | '“' | '”' | '„' | '‹' | '›' | '\'' | '‘' | '’')
}

pub(super) fn opens_quote(c: char) -> bool {
    is_quote(c) && !matches!(c, '»' | '›')
}

/// Some write „…“, so that “ closes too.
pub(super) fn closes_quote(c: char) -> bool {
    is_quote(c) && !matches!(c, '«' | '„' | '‹')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(name: &str, expected: &[&str]) {
        assert_eq!(words(name), expected, "{name}");
    }

    #[test]
    fn names_fall_into_words() {
        check("الولايات المتحدة", &["الولايات", "المتحدة"]);
        check("داعش - خراسان", &["داعش", "خراسان"]);
        check("إف16", &["اف", "16"]);
        check("عُمَـان، ٢٠١٥", &["عمان", "2015"]);
        check("Le Monde", &["le", "monde"]);
        check("", &[]);
    }
}
