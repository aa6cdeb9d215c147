//! A row of visual cells → the row of cells that the terminal is to hold, so that it shows the visual
//! one ([`Dialect`] says what it does to a row by itself).
//!
//! Whatever the encoding, the result is one cell for each column: what is written there, with which
//! pen. Frames compare and scroll those, and need not know how they came about. Widths are the
//! buffer's, as [`frame`](super::frame) says.

mod console;
mod inverse;

use ratatui::buffer;

use self::inverse::invert;
use super::colours::{Colours, Ink, shade};
use super::dialect::{Dialect, Encoding, Font, Marks};
use super::pen::Pen;
use crate::text::{is_mark, is_right_to_left, mirror_image};

/// A cell of the terminal: what is written into it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Cell {
    symbol: Symbol,
    pub(super) pen: Pen,
    pub(super) unit: Unit,
    form: Form,
}

/// No control character, and not empty.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Symbol {
    One(char),
    /// A letter with its marks.
    Many(Box<str>),
}

/// What a cell is in its row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unit {
    Narrow,
    Wide,
    /// The right half of a wide symbol: nothing is written there.
    RightHalf,
}

/// What is written around a symbol.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    Bare,
    /// U+202D (LRO) after it: the rest of the row runs from left to right. Between a right-to-left
    /// letter and what follows it a left-to-right mark is needed too, or the two change places.
    Override,
    /// A left-to-right mark after it.
    Marked,
    /// In kitty's sequence for text of a given width.
    Sized,
}

impl Cell {
    /// What the terminal holds where it was erased.
    pub(super) const BLANK: Cell =
        Cell { symbol: Symbol::One(' '), pen: Pen::PLAIN, unit: Unit::Narrow, form: Form::Bare };

    /// What stands after a wide symbol, whose pen it has.
    const RIGHT_HALF: Cell = Cell { unit: Unit::RightHalf, ..Cell::BLANK };

    /// Appends what puts the symbol there. Returns whether the cursor surely stands in the next cell
    /// then: terminals disagree about the width of marks and of wide symbols.
    pub(super) fn write(&self, out: &mut Vec<u8>) -> bool {
        if self.form == Form::Sized {
            out.extend_from_slice(b"\x1b]66;w=1:h=1;");
        }
        match &self.symbol {
            Symbol::One(c) => out.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes()),
            Symbol::Many(scalars) => out.extend_from_slice(scalars.as_bytes()),
        }
        match self.form {
            Form::Bare => self.is_sure(),
            Form::Override => {
                let mark = if is_right_to_left(self.base()) { "\u{200e}\u{202d}" } else { "\u{202d}" };
                out.extend_from_slice(mark.as_bytes());
                false
            }
            // It takes no cell where this form is sent.
            Form::Marked => {
                out.extend_from_slice("\u{200e}".as_bytes());
                self.is_sure()
            }
            Form::Sized => {
                out.push(0x07);
                true
            }
        }
    }

    /// Whether every terminal agrees about its width.
    fn is_sure(&self) -> bool {
        self.unit == Unit::Narrow && matches!(self.symbol, Symbol::One(_))
    }

    /// The cell of a visual one. Who draws lets no control pass; should one come all the same, it
    /// is not obeyed.
    fn of(symbol: &str, pen: Pen, unit: Unit, dialect: Dialect) -> Cell {
        let mut scalars = symbol
            .chars()
            .map(|c| if c.is_control() { char::REPLACEMENT_CHARACTER } else { c })
            .filter(|c| dialect.marks == Marks::Sent || !is_mark(*c))
            .map(|c| if dialect.font == Font::Console { console::shown(c) } else { c });
        // An empty symbol with nothing wide before it, or a mark that is left out: nothing to show.
        let first = scalars.next().unwrap_or(' ');
        let symbol = match scalars.next() {
            None => Symbol::One(first),
            Some(second) => Symbol::Many([first, second].into_iter().chain(scalars).collect()),
        };
        let pen = if symbol == Symbol::One(' ') { pen.of_blank() } else { pen };
        Cell { symbol, pen, unit, form: Form::Bare }
    }

    /// Whether the cell looks the same when it is written in `pen` instead of its own.
    pub(super) fn bears(&self, pen: Pen) -> bool {
        self.pen == pen || self.is_blank() && self.pen == pen.of_blank()
    }

    /// The letter, without its marks.
    pub(super) fn base(&self) -> char {
        match &self.symbol {
            Symbol::One(c) => *c,
            Symbol::Many(scalars) => scalars.chars().next().unwrap_or(' '),
        }
    }

    fn set_base(&mut self, base: char) {
        self.symbol = match &self.symbol {
            Symbol::One(_) => Symbol::One(base),
            Symbol::Many(scalars) => {
                Symbol::Many(std::iter::once(base).chain(scalars.chars().skip(1)).collect())
            }
        };
    }

    /// Shows the mirror image instead, if there is one.
    fn mirror(&mut self) {
        if let Some(image) = mirror_image(self.base()) {
            self.set_base(image);
        }
    }

    fn is_blank(&self) -> bool {
        self.symbol == Symbol::One(' ')
    }

    /// Whether kitty shapes it together with no other: blanks, box-drawing signs and block elements,
    /// which it draws by itself, and wide symbols, which are another font's.
    fn ends_run(&self) -> bool {
        self.unit != Unit::Narrow || self.is_blank() || matches!(self.base(), '\u{2500}'..='\u{259f}')
    }
}

/// Makes of `row` the cells that show `visual`, which has as many.
pub(super) fn encode(visual: &[buffer::Cell], dialect: Dialect, colours: Colours, row: &mut [Cell]) {
    for (at, cell) in visual.iter().enumerate() {
        let is_half = at > 0 && row[at - 1].unit == Unit::Wide;
        let is_wide =
            !cell.symbol().is_empty() && visual.get(at + 1).is_some_and(|right| right.symbol().is_empty());
        let unit = if is_wide { Unit::Wide } else { Unit::Narrow };
        row[at] = if is_half {
            Cell::RIGHT_HALF
        } else {
            Cell::of(cell.symbol(), Pen::of(cell, colours), unit, dialect)
        };
    }
    if dialect.encoding == Encoding::Alternating {
        alternate(row);
        return;
    }
    // Nothing reorders or shapes the others.
    if dialect.encoding == Encoding::Plain || !row.iter().any(|cell| is_right_to_left(cell.base())) {
        return;
    }
    match dialect.encoding {
        Encoding::Plain | Encoding::Alternating => {}
        // After the first cell rather than before it: at the beginning of a row some terminals give
        // it a cell of its own.
        Encoding::Override => row[0].form = Form::Override,
        Encoding::Marked => {
            for cell in row.iter_mut().filter(|cell| is_right_to_left(cell.base())) {
                cell.form = Form::Marked;
            }
        }
        Encoding::Inverse(reordering) => invert(row, reordering),
        Encoding::KittyCells => part(row),
        Encoding::KittyWords => reverse_words(row),
    }
}

/// The column in which a terminal shows what it reports as `column` of `row`, which it holds.
pub(super) fn column_shown(row: &[Cell], dialect: Dialect, column: usize) -> usize {
    match dialect.encoding {
        Encoding::Inverse(reordering) => inverse::column_shown(row, reordering, column),
        _ => column,
    }
}

/// One row as the reader would send it in `dialect`, for a line of its own in a shell: from where the cursor
/// is, without a move.
pub(super) fn row_of_text(visual: &[buffer::Cell], dialect: Dialect, colours: Colours) -> Vec<u8> {
    let mut row = vec![Cell::BLANK; visual.len()];
    encode(visual, dialect, colours, &mut row);
    let (mut pen, mut out) = (Pen::PLAIN, Vec::new());
    for cell in row.iter().filter(|cell| cell.unit != Unit::RightHalf) {
        cell.pen.write_after(pen, &mut out);
        pen = cell.pen;
        cell.write(&mut out);
    }
    Pen::PLAIN.write_after(pen, &mut out);
    out
}

/// Whether the cell at `at` is right to left or a neighbour of one that is.
fn is_near_right_to_left(row: &[Cell], at: usize) -> bool {
    let width = if row[at].unit == Unit::Wide { 2 } else { 1 };
    row[at.saturating_sub(1)..row.len().min(at + width + 1)].iter().any(|cell| is_right_to_left(cell.base()))
}

/// Every second cell near right-to-left text in a sequence of its own. Which of two neighbours it is
/// depends on the column alone, so that a change reaches no further than the cells beside it.
fn part(row: &mut [Cell]) {
    for at in (1..row.len()).step_by(2) {
        if !row[at].ends_run() && is_near_right_to_left(row, at) {
            row[at].form = Form::Sized;
        }
    }
}

/// The letters of each word in the order in which kitty reverses them. It shapes what stands together
/// in one font, so a word also ends where the face changes; and it moves letters, not their colours.
fn reverse_words(row: &mut [Cell]) {
    let is_together = |left: &Cell, right: &Cell| {
        !left.ends_run() && !right.ends_run() && left.pen.face() == right.pen.face()
    };
    for word in row.chunk_by_mut(is_together) {
        if word.iter().any(|cell| is_right_to_left(cell.base())) {
            let pens: Vec<Pen> = word.iter().map(|cell| cell.pen).collect();
            word.reverse();
            for (cell, pen) in word.iter_mut().zip(pens) {
                cell.mirror();
                cell.pen = pen;
            }
        }
    }
}

/// Text in the terminal's own colour gets this one: what that is, is not known, and no attribute
/// tells two cells of it apart without being seen. Half-way between black and white it is legible
/// on every ground.
const GREY: [u8; 3] = [0x76; 3];

/// Neighbouring cells near right-to-left text in colours that are a step of blue apart; all colours as
/// red, green and blue, so that the rest of the row does not look different. Which of them it is
/// depends on the column alone, as in [`part`].
fn alternate(row: &mut [Cell]) {
    for at in 0..row.len() {
        if row[at].unit == Unit::RightHalf {
            continue;
        }
        let [r, g, b] = match row[at].pen.fg {
            // Whatever colour it is written in.
            Ink::Default if row[at].is_blank() && !is_near_right_to_left(row, at) => continue,
            Ink::Default => GREY,
            Ink::Indexed(index) => shade(index),
            Ink::Rgb(r, g, b) => [r, g, b],
        };
        let step = match row[at].unit {
            _ if !is_near_right_to_left(row, at) => 0,
            // Its neighbours may stand in even or odd columns, both.
            Unit::Wide => 2,
            _ => u8::from(at % 2 == 1),
        };
        row[at].pen.fg = Ink::Rgb(r, g, b ^ step);
    }
}

#[cfg(test)]
mod tests;
