//! The ways of writing that a reader may ask for by name, over what the terminal's answers say.

use ratatui::buffer::Cell;

use super::colours::Colours;
use super::decide::{Choice, Decision};
use super::dialect::{Dialect, Encoding, Marks, Reordering};
use super::encode;
use super::switch::Switch;

/// A way of writing, as `--terminal` names it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Mode {
    /// What the terminal's answers say.
    #[default]
    Auto,
    /// Cells as they stand.
    Visual,
    /// The same, each row under a left-to-right override.
    Lro,
    /// Cells as they stand, a left-to-right mark after each right-to-left letter: xterm.js.
    Lrm,
    /// For terminals that reorder each row from left to right, and mirror brackets.
    Inverse,
    /// For those that take the direction of each row from its first letter: PuTTY.
    InverseAuto,
    /// For Konsole, without changing its settings.
    Konsole,
    /// For kitty from 0.40 on.
    Kitty,
    /// For older kitties, and kitty behind a multiplexer.
    KittyWords,
    /// Neighbouring cells in two colours that look the same: qterminal.
    Sgr,
    /// Logical order, letters as stored: for terminals that order and join whole screens rightly.
    Logical,
}

impl Mode {
    /// Every mode, in the order in which a reader tries them.
    pub const ALL: [Mode; 11] = [
        Mode::Auto,
        Mode::Visual,
        Mode::Lro,
        Mode::Lrm,
        Mode::Inverse,
        Mode::InverseAuto,
        Mode::Konsole,
        Mode::Kitty,
        Mode::KittyWords,
        Mode::Sgr,
        Mode::Logical,
    ];

    /// Its name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Mode::Auto => "auto",
            Mode::Visual => "visual",
            Mode::Lro => "lro",
            Mode::Lrm => "lrm",
            Mode::Inverse => "inverse",
            Mode::InverseAuto => "inverse-auto",
            Mode::Konsole => "konsole",
            Mode::Kitty => "kitty",
            Mode::KittyWords => "kitty-words",
            Mode::Sgr => "sgr",
            Mode::Logical => "logical",
        }
    }

    /// The mode of this name.
    #[must_use]
    pub fn of_name(name: &str) -> Option<Mode> {
        Mode::ALL.into_iter().find(|mode| mode.name() == name)
    }

    /// The mode in which cells are written so.
    #[must_use]
    pub fn of_encoding(encoding: Encoding) -> Option<Mode> {
        Mode::ALL.into_iter().find(|mode| mode.encoding() == Some(encoding))
    }

    /// The one to try after this.
    #[must_use]
    pub fn next(self) -> Mode {
        let at = Mode::ALL.iter().position(|mode| *mode == self).unwrap_or(0);
        Mode::ALL[(at + 1) % Mode::ALL.len()]
    }

    /// One row of cells as it is written in this mode, for a line of its own in a shell; `None` for
    /// [`Mode::Auto`]. An empty symbol is the right half of the wide one before it.
    #[must_use]
    pub fn row(self, cells: &[Cell]) -> Option<Vec<u8>> {
        let dialect = Dialect { encoding: self.encoding()?, ..Dialect::default() };
        Some(encode::row_of_text(cells, dialect, Colours::True))
    }

    /// How its cells are written; `None` where the terminal's answers say that.
    const fn encoding(self) -> Option<Encoding> {
        Some(match self {
            Mode::Auto => return None,
            Mode::Visual | Mode::Logical => Encoding::Plain,
            Mode::Lro => Encoding::Override,
            Mode::Lrm => Encoding::Marked,
            Mode::Inverse => Encoding::Inverse(Reordering::LEFT_TO_RIGHT),
            Mode::InverseAuto => Encoding::Inverse(Reordering::FIRST_STRONG),
            Mode::Konsole => Encoding::Inverse(Reordering::KONSOLE),
            Mode::Kitty => Encoding::KittyCells,
            Mode::KittyWords => Encoding::KittyWords,
            Mode::Sgr => Encoding::Alternating,
        })
    }
}

/// What a reader asks for, whatever the terminal answers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Wishes {
    /// The way of writing.
    pub mode: Mode,
    /// What becomes of marks; `None` where the terminal's answers say that.
    pub marks: Option<Marks>,
    /// The colours that may be sent; `None` for those that the environment and the terminal's answers tell of.
    pub colours: Option<Colours>,
}

impl Wishes {
    /// How a terminal of which `decision` was made is spoken to by these wishes.
    #[must_use]
    pub fn over(self, decision: &Decision) -> Choice {
        let mut choice = decision.choice.clone();
        if let Some(encoding) = self.mode.encoding() {
            choice.dialect.encoding = encoding;
            if self.mode == Mode::KittyWords {
                choice.dialect.marks = Marks::LeftOut;
            }
            // Every other mode counts on a terminal that does what it does by itself.
            if self.mode != Mode::Visual {
                choice.switch = Switch::default();
            }
        }
        choice.dialect.marks = self.marks.unwrap_or(choice.dialect.marks);
        choice
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lead_to_modes_and_round_through_all() {
        let mut mode = Mode::Auto;
        for expected in Mode::ALL {
            assert_eq!(mode, expected);
            assert_eq!(Mode::of_name(mode.name()), Some(mode));
            mode = mode.next();
        }
        assert_eq!(mode, Mode::Auto);
        assert_eq!(Mode::of_name("Visual"), None);
    }
}
