//! What is shown and what is to be shown, and the bytes from one to the other.
//!
//! Drawn cells become the terminal's cells in `encode`; those are compared,
//! scrolled (`scroll`) and written (`paint`), whatever the [`Dialect`] has made of them. Only rows
//! that were drawn otherwise than before are encoded anew.
//!
//! Widths are the buffer's, not the terminal's and not a table's: **a cell whose symbol is the
//! empty string is the right half of the wide symbol in the cell before it.** Who draws writes the
//! empty symbol there; every other symbol takes one cell. Layout alone decides how wide a text is,
//! and this room needs no second opinion.

use ratatui::buffer::{self, Buffer};
use ratatui::layout::Rect;

use super::colours::Colours;
use super::dialect::Dialect;
use super::encode::{self, Cell};
use super::grid::Grid;
use super::paint::Painter;
use super::pen::Pen;
use super::scroll;
use crate::keys::Mouse;

/// Synchronized output: the terminal shows all between the two at once, or ignores them.
const BEGIN: &[u8] = b"\x1b[?2026h";
const END: &[u8] = b"\x1b[?2026l";

/// What the terminal shows, and what it is to show next.
#[derive(Debug)]
pub struct Frame {
    drawn: Buffer,
    next: Buffer,
    held: Grid,
    wanted: Grid,
    dialect: Dialect,
    colours: Colours,
    /// What the terminal's pen is, as far as this frame has set it.
    pen: Pen,
    /// Whether what the terminal shows is unknown.
    unknown: bool,
}

impl Frame {
    /// A frame of a terminal of `columns` × `rows` whose contents are unknown.
    #[must_use]
    pub fn new(columns: u16, rows: u16, colours: Colours, dialect: Dialect) -> Self {
        let area = Rect::new(0, 0, columns, rows);
        Frame {
            drawn: Buffer::empty(area),
            next: Buffer::empty(area),
            held: Grid::blank(columns, rows),
            wanted: Grid::blank(columns, rows),
            dialect,
            colours,
            pen: Pen::PLAIN,
            unknown: true,
        }
    }

    /// The terminal has another size now; what it shows is unknown.
    pub fn resize(&mut self, columns: u16, rows: u16) {
        *self = Frame::new(columns, rows, self.colours, self.dialect);
    }

    /// The terminal is spoken to otherwise from now on; if that makes a difference to what it
    /// holds, the next frame draws everything.
    pub fn set_dialect(&mut self, dialect: Dialect) {
        if !dialect.looks_like(self.dialect) {
            self.invalidate();
        }
        self.dialect = dialect;
    }

    /// So many colours may be sent from now on. Says whether they are others than before; the next frame
    /// draws everything then.
    pub fn set_colours(&mut self, colours: Colours) -> bool {
        let is_change = colours != self.colours;
        self.unknown |= is_change;
        self.colours = colours;
        is_change
    }

    /// What the terminal shows is unknown: the next frame clears it and draws everything.
    pub fn invalidate(&mut self) {
        self.unknown = true;
    }

    /// The screen to draw on: all blank, whatever was drawn before.
    pub fn blank(&mut self) -> &mut Buffer {
        self.next.reset();
        &mut self.next
    }

    /// The mouse over what was drawn, when the terminal reports it as `mouse`: those that reorder rows by
    /// themselves report columns of the rows as they were sent.
    #[must_use]
    pub fn mouse_over(&self, mouse: Mouse) -> Mouse {
        let Some(row) = self.held.rows().nth(usize::from(mouse.row)) else { return mouse };
        let column = encode::column_shown(row, self.dialect, usize::from(mouse.column));
        Mouse { column: u16::try_from(column).unwrap_or(mouse.column), ..mouse }
    }

    /// Appends the bytes that make the terminal show what was drawn; nothing if it shows it.
    /// `scrolling` are the areas whose rows may have moved up or down together.
    pub fn encode(&mut self, scrolling: &[Rect], out: &mut Vec<u8>) {
        let begin = out.len();
        out.extend_from_slice(BEGIN);
        let empty = out.len();
        let is_new = std::mem::take(&mut self.unknown);
        self.encode_rows(is_new);
        let mut painter = Painter::new(self.pen);
        if is_new {
            out.extend_from_slice(b"\x1b[m\x1b[2J");
            painter = Painter::new(Pen::PLAIN);
            self.held.cells.fill(Cell::BLANK);
        } else {
            for area in scrolling {
                scroll::scroll(&mut self.held, &self.wanted, *area, self.dialect.margins, &mut painter, out);
            }
        }
        for (y, (held, wanted)) in (0..).zip(std::iter::zip(self.held.rows_mut(), self.wanted.rows())) {
            if held != wanted {
                painter.row(y, held, wanted, out);
                held.clone_from_slice(wanted);
            }
        }
        self.pen = painter.pen();
        // The old screen becomes the paper of the next one; `blank` wipes it.
        std::mem::swap(&mut self.drawn, &mut self.next);
        if out.len() == empty {
            out.truncate(begin);
        } else {
            out.extend_from_slice(END);
        }
    }

    /// Encodes the rows that were drawn otherwise than before, or all of them.
    fn encode_rows(&mut self, all: bool) {
        let columns = self.wanted.columns().max(1);
        let rows = std::iter::zip(self.drawn.content.chunks(columns), self.next.content.chunks(columns));
        for ((drawn, next), wanted) in rows.zip(self.wanted.rows_mut()) {
            if all || !std::iter::zip(drawn, next).all(|(drawn, next)| same(drawn, next)) {
                encode::encode(next, self.dialect, self.colours, wanted);
            }
        }
    }
}

/// Whether two cells look the same. Not `Cell`'s own equality, which also compares what ratatui's
/// own diff is to do with the cell.
fn same(a: &buffer::Cell, b: &buffer::Cell) -> bool {
    a.symbol() == b.symbol() && a.fg == b.fg && a.bg == b.bg && a.modifier == b.modifier
}

#[cfg(test)]
#[path = "frame_tests.rs"]
mod tests;
