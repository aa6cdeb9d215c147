//! One row of the terminal's cells → the bytes that bring it from what it holds to what it is to
//! hold: the shortest moves, pens and erasures.
//!
//! Terminals hold their own opinions about the width of marks and wide symbols. Therefore each such
//! symbol is followed by an absolute cursor move, and a wrong guess spoils one cell instead of the row.

use super::encode::{Cell, Unit};
use super::pen::{Pen, number_into};

/// The terminal's pen and cursor while a frame is written.
#[derive(Clone, Copy, Debug)]
pub(super) struct Painter {
    pen: Pen,
    /// Column and row, where they are known for sure.
    cursor: Option<(u16, u16)>,
}

impl Painter {
    /// With this pen, and the cursor anywhere.
    pub(super) fn new(pen: Pen) -> Self {
        Painter { pen, cursor: None }
    }

    pub(super) fn pen(&self) -> Pen {
        self.pen
    }

    /// Appends what makes row `y`, which holds `held`, hold `wanted`.
    pub(super) fn row(&mut self, y: u16, held: &[Cell], wanted: &[Cell], out: &mut Vec<u8>) {
        // A cell that was half of something wide is not what it was, even if its symbol is: the
        // terminal blanked it when the other half was overwritten. Its unit tells.
        let changed = |at: usize| wanted[at].unit != Unit::RightHalf && held[at] != wanted[at];
        let columns = u16::try_from(wanted.len()).unwrap_or(u16::MAX);
        let mut x = 0;
        while x < columns {
            let at = usize::from(x);
            if !changed(at) {
                x += 1;
                continue;
            }
            self.move_to(x, y, wanted, out);
            if wanted[at] == Cell::BLANK {
                let run = wanted[at..].iter().position(|cell| *cell != Cell::BLANK);
                let end = run.map_or(wanted.len(), |length| at + length);
                let last = (at..end).rev().find(|at| changed(*at)).unwrap_or(at);
                let length = u16::try_from(last + 1 - at).unwrap_or(u16::MAX);
                if self.erase(length, end == wanted.len(), out) {
                    x += length;
                    continue;
                }
            }
            self.take(&wanted[at], out);
            let is_sure = wanted[at].write(out);
            x += 1;
            // After the last column the cursor hangs in the air, each terminal in its own.
            self.cursor = (is_sure && x < columns).then_some((x, y));
        }
    }

    /// Takes up a pen that `cell` can be written with.
    fn take(&mut self, cell: &Cell, out: &mut Vec<u8>) {
        if !cell.bears(self.pen) {
            cell.pen.write_after(self.pen, out);
            self.pen = cell.pen;
        }
    }

    /// Takes up a pen with which the terminal can erase: some fill erased cells and new rows with the
    /// pen's background, some do not.
    pub(super) fn take_eraser(&mut self, out: &mut Vec<u8>) {
        self.take(&Cell::BLANK, out);
    }

    /// What has been sent may have moved the cursor.
    pub(super) fn lose_cursor(&mut self) {
        self.cursor = None;
    }

    /// Brings the cursor to column `x` of row `y`, the shortest way. `wanted` is the row, which
    /// holds that already in the columns before `x`.
    fn move_to(&mut self, x: u16, y: u16, wanted: &[Cell], out: &mut Vec<u8>) {
        let from = self.cursor.replace((x, y));
        if from == Some((x, y)) {
            return;
        }
        let start = out.len();
        absolute(x, y, out);
        let Some((from_x, from_y)) = from.filter(|(_, from_y)| *from_y <= y) else { return };
        let down = usize::from(y - from_y);
        if down > 3 {
            return;
        }
        // The column where it is, or the first one, and from there to the right.
        for (column, first) in [(from_x, &b""[..]), (0, &b"\r"[..])] {
            if column > x {
                continue;
            }
            let before = out.len();
            out.extend_from_slice(first);
            out.extend(std::iter::repeat_n(b'\n', down));
            self.forward(column, x, wanted, out);
            if out.len() - before <= before - start {
                out.drain(start..before);
            } else {
                out.truncate(before);
            }
        }
    }

    /// Erases so many cells at the cursor, which stays, if that is shorter than to write blanks.
    fn erase(&mut self, length: u16, to_the_end: bool, out: &mut Vec<u8>) -> bool {
        let (start, before) = (out.len(), self.pen);
        self.take_eraser(out);
        let pen = out.len() - start;
        out.extend_from_slice(b"\x1b[");
        if to_the_end {
            out.push(b'K');
        } else {
            number_into(length, out);
            out.push(b'X');
        }
        // A move to what stands behind it is still to come.
        let move_on = if to_the_end { 0 } else { 4 };
        if out.len() - start + move_on < pen + usize::from(length) {
            return true;
        }
        out.truncate(start);
        self.pen = before;
        false
    }

    /// Brings the cursor to the right inside a row.
    fn forward(&self, from: u16, to: u16, wanted: &[Cell], out: &mut Vec<u8>) {
        if from == to {
            return;
        }
        let start = out.len();
        out.extend_from_slice(b"\x1b[");
        if to - from > 1 {
            number_into(to - from, out);
        }
        out.push(b'C');
        // What stands between may be shorter than the move over it.
        let moved = out.len();
        let is_written = wanted[usize::from(from)..usize::from(to)].iter().all(|cell| {
            cell.unit == Unit::Narrow
                && cell.bears(self.pen)
                && cell.write(out)
                && out.len() - moved <= moved - start
        });
        if is_written {
            out.drain(start..moved);
        } else {
            out.truncate(moved);
        }
    }
}

/// CUP.
pub(super) fn absolute(x: u16, y: u16, out: &mut Vec<u8>) {
    out.extend_from_slice(b"\x1b[");
    if (x, y) != (0, 0) {
        number_into(y + 1, out);
    }
    if x > 0 {
        out.push(b';');
        number_into(x + 1, out);
    }
    out.push(b'H');
}
