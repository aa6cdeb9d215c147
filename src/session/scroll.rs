//! Rows that have moved together, scrolled by the terminal itself where that takes fewer bytes than
//! to write them again.
//!
//! A region of whole rows (DECSTBM) is what every terminal has; what stands beside the area moves
//! with it, and is written anew. Lines are deleted or inserted at its top: the Linux console has no SU
//! and SD. Where there are left and right margins, there is SU too, which needs no cursor; but no SD:
//! xterm 412 does not paint the blank rows that come down between margins. Every way is tried on paper,
//! and the shortest is sent.

use std::borrow::Cow;
use std::ops::Range;

use ratatui::layout::Rect;

use super::encode::{Cell, Unit};
use super::grid::Grid;
use super::paint::{Painter, absolute};
use super::pen::number_into;

/// Scrolls `area` of what the terminal holds if that brings it nearer to `wanted`, in fewer bytes.
pub(super) fn scroll(
    held: &mut Grid,
    wanted: &Grid,
    area: Rect,
    margins: bool,
    painter: &mut Painter,
    out: &mut Vec<u8>,
) {
    let columns = u16::try_from(held.columns()).unwrap_or(u16::MAX);
    let rows = u16::try_from(held.height()).unwrap_or(u16::MAX);
    let area = area.intersection(Rect::new(0, 0, columns, rows));
    let Some(shift) = best_shift(held, wanted, area) else { return };
    let whole_rows = Rect { x: 0, width: columns, ..area };
    let has_margins = margins && area != whole_rows && fits_margins(held, area);
    let ways = [
        Some(Region { area: whole_rows, shift, needs_margins: false }),
        has_margins.then_some(Region { area, shift, needs_margins: true }),
    ];
    let mut best = None;
    let mut least = usize::MAX;
    let mut bytes = Vec::new();
    for region in ways.into_iter().flatten() {
        let mut painter = *painter;
        bytes.clear();
        region.write(&mut painter, &mut bytes);
        let row = |y| Cow::Owned(region.row_after(held, y));
        if paint(row, wanted, area, painter, least, &mut bytes) {
            (best, least) = (Some(region), bytes.len());
        }
    }
    bytes.clear();
    if let Some(region) = best
        && !paint(|y| Cow::Borrowed(held.row(y)), wanted, area, *painter, least + 1, &mut bytes)
    {
        region.write(painter, out);
        region.move_rows(held);
    }
}

/// Appends what the rows of `area` take that are now `held`; false if that is not less than `limit`.
fn paint<'a>(
    held: impl Fn(usize) -> Cow<'a, [Cell]>,
    wanted: &Grid,
    area: Rect,
    mut painter: Painter,
    limit: usize,
    out: &mut Vec<u8>,
) -> bool {
    (area.top()..area.bottom()).all(|y| {
        painter.row(y, &held(usize::from(y)), wanted.row(usize::from(y)), out);
        out.len() < limit
    })
}

/// By how many rows the content of `area` has moved up (or down, if negative), judged by how many
/// rows are found again.
fn best_shift(held: &Grid, wanted: &Grid, area: Rect) -> Option<i32> {
    let (rows, columns) = ranges(area);
    let changed = rows.clone().filter(|y| held.row(*y)[columns.clone()] != wanted.row(*y)[columns.clone()]);
    if changed.take(2).count() < 2 {
        return None;
    }
    let prints = |grid: &Grid| -> Vec<Option<u64>> {
        rows.clone().map(|y| fingerprint(&grid.row(y)[columns.clone()])).collect()
    };
    let (held, wanted) = (prints(held), prints(wanted));
    let height = i32::from(area.height);
    let gain = |shift: i32| -> i32 {
        let rows = (0_i32..).zip(std::iter::zip(&held, &wanted));
        rows.map(|(y, (in_place, wanted))| {
            let from = usize::try_from(y + shift).ok().and_then(|from| held.get(from));
            let is_found = wanted.is_some() && from == Some(wanted);
            i32::from(is_found) - i32::from(wanted.is_some() && in_place == wanted)
        })
        .sum()
    };
    let shifts = (1..height).flat_map(|distance| [distance, -distance]);
    // Of equal gains the smallest move, which comes first.
    let best = shifts.map(|shift| (gain(shift), shift)).rev().max_by_key(|(gain, _)| *gain);
    best.filter(|(gain, _)| *gain > 0).map(|(_, shift)| shift)
}

/// What tells a row from others by its letters; `None` if it is blank. Two rows with the same would be
/// a bad guess, and nothing worse.
fn fingerprint(row: &[Cell]) -> Option<u64> {
    if row.iter().all(|cell| *cell == Cell::BLANK) {
        return None;
    }
    // FNV-1a, by scalars.
    let mix =
        |print: u64, cell: &Cell| (print ^ u64::from(u32::from(cell.base()))).wrapping_mul(0x100_0000_01b3);
    Some(row.iter().fold(0xcbf2_9ce4_8422_2325, mix))
}

/// Whether no wide symbol is cut by the edges of `area`: what becomes of one, terminals disagree about.
fn fits_margins(held: &Grid, area: Rect) -> bool {
    let (mut rows, columns) = ranges(area);
    let (first, last) = (columns.start, columns.end - 1);
    area.width >= 2
        && rows.all(|y| held.row(y)[first].unit != Unit::RightHalf && held.row(y)[last].unit != Unit::Wide)
}

fn ranges(area: Rect) -> (Range<usize>, Range<usize>) {
    let range = |from: u16, to: u16| usize::from(from)..usize::from(to);
    (range(area.top(), area.bottom()), range(area.left(), area.right()))
}

/// What is scrolled, and by how much.
#[derive(Clone, Copy, Debug)]
struct Region {
    area: Rect,
    shift: i32,
    needs_margins: bool,
}

impl Region {
    /// Appends what scrolls it.
    fn write(&self, painter: &mut Painter, out: &mut Vec<u8>) {
        let Region { area, shift, needs_margins } = *self;
        painter.take_eraser(out);
        let pair = |first: u16, second: u16, last: u8, out: &mut Vec<u8>| {
            out.extend_from_slice(b"\x1b[");
            number_into(first, out);
            out.push(b';');
            number_into(second, out);
            out.push(last);
        };
        if needs_margins {
            out.extend_from_slice(b"\x1b[?69h");
            pair(area.left() + 1, area.right(), b's', out);
        }
        pair(area.top() + 1, area.bottom(), b'r', out);
        let scrolls_up = needs_margins && shift > 0;
        if !scrolls_up {
            absolute(area.left(), area.top(), out);
        }
        out.extend_from_slice(b"\x1b[");
        let distance = u16::try_from(shift.unsigned_abs()).unwrap_or(u16::MAX);
        if distance > 1 {
            number_into(distance, out);
        }
        out.push(match (scrolls_up, shift > 0) {
            (true, _) => b'S',
            (false, true) => b'M',
            (false, false) => b'L',
        });
        out.extend_from_slice(b"\x1b[r");
        if needs_margins {
            out.extend_from_slice(b"\x1b[?69l");
        }
        painter.lose_cursor();
    }

    /// What row `y` holds after that.
    fn row_after(&self, held: &Grid, y: usize) -> Vec<Cell> {
        let (rows, columns) = ranges(self.area);
        let mut row = held.row(y).to_vec();
        let from = i32::try_from(y).ok().and_then(|y| usize::try_from(y + self.shift).ok());
        match from.filter(|from| rows.contains(from)) {
            Some(from) => row[columns.clone()].clone_from_slice(&held.row(from)[columns]),
            None => row[columns].fill(Cell::BLANK),
        }
        row
    }

    fn move_rows(&self, held: &mut Grid) {
        let (rows, _) = ranges(self.area);
        let moved: Vec<Vec<Cell>> = rows.clone().map(|y| self.row_after(held, y)).collect();
        for (y, row) in rows.zip(moved) {
            held.row_mut(y).clone_from_slice(&row);
        }
    }
}
