//! Two buffers, what is shown and what is to be shown, and the bytes from one to the other.
//!
//! Widths are the buffer's, not the terminal's and not a table's: **a cell whose symbol is the
//! empty string is the right half of the wide symbol in the cell before it.** Who draws writes the
//! empty symbol there; every other symbol takes one cell. Layout alone decides how wide a text is,
//! and this room needs no second opinion.
//!
//! Terminals hold other opinions about marks and wide symbols. Therefore each such symbol is
//! followed by an absolute cursor move, and a wrong guess spoils one cell instead of the row.

use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Rect;

use super::colours::Colours;
use super::dialect::Dialect;
use super::pen::{Pen, number_into};

/// Synchronized output: the terminal shows all between the two at once, or ignores them.
const BEGIN: &[u8] = b"\x1b[?2026h";
const END: &[u8] = b"\x1b[?2026l";

/// What the terminal shows, and what it is to show next.
#[derive(Debug)]
pub struct Frame {
    shown: Buffer,
    next: Buffer,
    colours: Colours,
    /// What the terminal's pen is, as far as this frame has set it.
    pen: Pen,
    /// Whether what the terminal shows is unknown.
    unknown: bool,
    /// The widths of the row in hand, kept to be used again.
    units: Units,
}

#[derive(Debug, Default)]
struct Units {
    shown: Vec<Unit>,
    next: Vec<Unit>,
}

/// What a cell is in its row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Unit {
    Narrow,
    Wide,
    /// The right half of a wide symbol.
    RightHalf,
}

impl Frame {
    /// A frame of a terminal of `columns` × `rows` whose contents are unknown.
    #[must_use]
    pub fn new(columns: u16, rows: u16, colours: Colours) -> Self {
        let area = Rect::new(0, 0, columns, rows);
        Frame {
            shown: Buffer::empty(area),
            next: Buffer::empty(area),
            colours,
            pen: Pen::default(),
            unknown: true,
            units: Units::default(),
        }
    }

    /// The terminal has another size now; what it shows is unknown.
    pub fn resize(&mut self, columns: u16, rows: u16) {
        let area = Rect::new(0, 0, columns, rows);
        self.shown = Buffer::empty(area);
        self.next = Buffer::empty(area);
        self.unknown = true;
    }

    /// What the terminal shows is unknown: the next frame clears it and draws everything.
    pub fn invalidate(&mut self) {
        self.unknown = true;
    }

    /// The terminal is spoken to in this dialect from now on. Every dialect is written as the plain
    /// one is.
    pub fn speak(&mut self, _dialect: Dialect) {}

    /// The screen to draw on: all blank, whatever was drawn before.
    pub fn blank(&mut self) -> &mut Buffer {
        self.next.reset();
        &mut self.next
    }

    /// Appends the bytes that make the terminal show what was drawn; nothing if it shows it.
    pub fn encode(&mut self, out: &mut Vec<u8>) {
        let begin = out.len();
        out.extend_from_slice(BEGIN);
        let empty = out.len();
        if std::mem::take(&mut self.unknown) {
            out.extend_from_slice(b"\x1b[m\x1b[2J");
            self.pen = Pen::default();
            self.shown.reset();
        }
        let mut cursor = None;
        for y in 0..self.next.area.height {
            self.encode_row(y, &mut cursor, out);
        }
        if out.len() == empty {
            out.truncate(begin);
            return;
        }
        out.extend_from_slice(END);
        // The old screen becomes the paper of the next one; `blank` wipes it.
        std::mem::swap(&mut self.shown, &mut self.next);
    }

    fn encode_row(&mut self, y: u16, cursor: &mut Option<(u16, u16)>, out: &mut Vec<u8>) {
        let columns = self.next.area.width;
        let start = usize::from(y) * usize::from(columns);
        let row = start..start + usize::from(columns);
        let (shown, next) = (&self.shown.content[row.clone()], &self.next.content[row]);
        if std::iter::zip(shown, next).all(|(shown, next)| same(shown, next)) {
            return;
        }
        let units = &mut self.units;
        units_of(shown, &mut units.shown);
        units_of(next, &mut units.next);
        for x in 0..columns {
            let at = usize::from(x);
            let unit = units.next[at];
            // A cell that was half of something wide is not what it was, even if its symbol is:
            // the terminal blanked it when the other half was overwritten.
            let changed = unit != units.shown[at] || !same(&shown[at], &next[at]);
            if unit == Unit::RightHalf || !changed {
                continue;
            }
            let row = Row { y, next, units: &units.next, colours: self.colours };
            row.move_to(x, cursor, self.pen, out);
            let pen = Pen::of(&next[at], self.colours);
            pen.write_after(self.pen, out);
            self.pen = pen;
            let plain = row.write_symbol(x, out);
            // After the last column the cursor hangs in the air, each terminal in its own.
            *cursor = (plain && x + 1 < columns).then_some((x + 1, y));
        }
    }
}

/// A row that is being written.
struct Row<'a> {
    y: u16,
    next: &'a [Cell],
    units: &'a [Unit],
    colours: Colours,
}

impl Row<'_> {
    /// Brings the cursor to column `x`, the shortest way.
    fn move_to(&self, x: u16, cursor: &mut Option<(u16, u16)>, pen: Pen, out: &mut Vec<u8>) {
        match *cursor {
            Some(at) if at == (x, self.y) => {}
            Some((from, y)) if y == self.y && from < x => {
                let start = out.len();
                out.extend_from_slice(b"\x1b[");
                if x - from > 1 {
                    number_into(x - from, out);
                }
                out.push(b'C');
                // What stands between may be shorter than the move over it.
                let moved = out.len();
                if self.rewrite(from, x, pen, moved - start, out) {
                    out.drain(start..moved);
                } else {
                    out.truncate(moved);
                }
            }
            _ => {
                out.extend_from_slice(b"\x1b[");
                if (x, self.y) != (0, 0) {
                    number_into(self.y + 1, out);
                }
                if x > 0 {
                    out.push(b';');
                    number_into(x + 1, out);
                }
                out.push(b'H');
            }
        }
        *cursor = Some((x, self.y));
    }

    /// Writes the unchanged cells of `from..to` if the pen fits them and they are plain and
    /// shorter than `limit` bytes.
    fn rewrite(&self, from: u16, to: u16, pen: Pen, limit: usize, out: &mut Vec<u8>) -> bool {
        let start = out.len();
        (from..to).all(|x| {
            let at = usize::from(x);
            self.units[at] == Unit::Narrow
                && Pen::of(&self.next[at], self.colours) == pen
                && self.write_symbol(x, out)
                && out.len() - start <= limit
        })
    }

    /// Writes the symbol of column `x`; whether the cursor surely stands in the next cell then.
    fn write_symbol(&self, x: u16, out: &mut Vec<u8>) -> bool {
        let at = usize::from(x);
        let symbol = self.next[at].symbol();
        // An empty symbol with nothing wide before it: nothing to show.
        let symbol = if symbol.is_empty() { " " } else { symbol };
        let mut scalars = 0;
        for c in symbol.chars() {
            // Who draws lets no control pass; should one come all the same, it is not obeyed.
            let c = if c.is_control() { char::REPLACEMENT_CHARACTER } else { c };
            out.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes());
            scalars += 1;
        }
        scalars == 1 && self.units[at] == Unit::Narrow
    }
}

fn units_of(row: &[Cell], units: &mut Vec<Unit>) {
    units.clear();
    for (at, cell) in row.iter().enumerate() {
        let unit = if units.last() == Some(&Unit::Wide) {
            Unit::RightHalf
        } else if !cell.symbol().is_empty() && row.get(at + 1).is_some_and(|right| right.symbol().is_empty())
        {
            Unit::Wide
        } else {
            Unit::Narrow
        };
        units.push(unit);
    }
}

/// Whether two cells look the same. Not `Cell`'s own equality, which also compares what ratatui's
/// own diff is to do with the cell.
fn same(a: &Cell, b: &Cell) -> bool {
    a.symbol() == b.symbol() && a.fg == b.fg && a.bg == b.bg && a.modifier == b.modifier
}

#[cfg(test)]
#[path = "frame_tests.rs"]
mod tests;
