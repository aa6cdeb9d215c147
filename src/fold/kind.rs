//! What words are made of.

/// Which of three sorts a letter is of. A word is a run of one sort: «نوفمبر130» is two.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LetterKind {
    /// A letter of the Arabic script.
    Arabic,
    /// A letter of any other.
    Other,
    /// A digit, or another sign for a number.
    Digit,
}

impl LetterKind {
    /// The sort of `folded`, a scalar as [`Folding::char`](super::Folding::char) gives it; `None` for what
    /// stands between words.
    #[must_use]
    pub fn of(folded: char) -> Option<LetterKind> {
        match folded {
            // Nearly all of any text, without a search in the tables of Unicode.
            '\u{620}'..='\u{64A}' | '\u{671}'..='\u{6D3}' => Some(LetterKind::Arabic),
            c if c.is_numeric() => Some(LetterKind::Digit),
            '\u{600}'..='\u{6FF}' | '\u{750}'..='\u{77F}' if folded.is_alphabetic() => {
                Some(LetterKind::Arabic)
            }
            c if c.is_alphabetic() => Some(LetterKind::Other),
            _ => None,
        }
    }
}
