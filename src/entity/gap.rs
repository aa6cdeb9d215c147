//! What stands between two words of a text.

use super::letters::Letter;
use super::letters::mark::{BLANK, BRACKET, COMMA, HYPHEN, LINE, QUOTE};

/// What stands between two words.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Gap {
    marks: u8,
    /// The first and the last character that is no blank.
    pub(super) first: Option<char>,
    pub(super) last: Option<char>,
}

impl Gap {
    /// Takes in one more scalar.
    pub(super) fn push(&mut self, letter: Letter) {
        self.marks |= letter.mark();
        if letter.mark() & (BLANK | LINE) == 0 {
            let c = letter.char();
            self.first = self.first.or(Some(c));
            self.last = Some(c);
        }
    }

    /// The same, with the end of a line in it.
    pub(super) fn with_line(self) -> Gap {
        Gap { marks: self.marks | LINE, ..self }
    }

    fn only(self, marks: u8) -> bool {
        self.marks & !marks == 0
    }

    /// Two words of one name may stand on either side.
    pub(super) fn joins(self) -> bool {
        self.only(BLANK | HYPHEN)
    }

    /// Nothing but blanks.
    pub(super) fn blank(self) -> bool {
        self.marks == BLANK
    }

    /// A trigger before it reaches over it: blanks, quotes, brackets.
    pub(super) fn carries(self) -> bool {
        self.only(BLANK | QUOTE | BRACKET)
    }

    /// Nothing but a comma and blanks.
    pub(super) fn comma(self) -> bool {
        self.only(BLANK | COMMA) && self.marks & COMMA != 0
    }

    /// A comma, quotes or brackets besides blanks, as between the members of a list.
    pub(super) fn lists(self) -> bool {
        self.only(BLANK | COMMA | QUOTE | BRACKET)
    }

    /// A clause may end here: anything but blanks and hyphens.
    pub(super) fn ends_phrase(self) -> bool {
        !self.only(BLANK | HYPHEN)
    }

    /// Quotes stand in it.
    pub(super) fn quotes(self) -> bool {
        self.marks & QUOTE != 0
    }

    /// A line ends somewhere in it, or the text does.
    pub(super) fn ends_line(self) -> bool {
        self.marks & LINE != 0
    }

    /// Begins a line, with no mark before it.
    pub(super) fn starts_line(self) -> bool {
        self.marks & LINE != 0 && self.last.is_none()
    }
}
