//! The row that a terminal turns into ours, for terminals that reorder every row as one paragraph
//! and cannot be told not to.
//!
//! Reordering is nearly its own inverse: reordered once more, a row comes out as it was, unless a
//! number stands next to right-to-left text (its level depends on the letter *before* it in the row
//! as sent), or brackets pair otherwise. Therefore each attempt is played through what the terminal
//! does, and counts only if our row comes out. Where it does not, some blanks are sent as U+2800, the
//! braille pattern without dots: it looks like a blank, and is a left-to-right letter, which parts
//! what stands on its two sides.
//!
//! Not every row has an inverse: where a number stands at the right of right-to-left letters without
//! a blank between them, no order of these cells is shown so in a left-to-right row. Then the attempt
//! is sent that comes closest.

use super::super::dialect::Reordering;
use super::{Cell, Unit};
use crate::text::{BaseDirection, Level, reordered};

/// Blank to the eye, a left-to-right letter to the algorithm.
const PARTING_BLANK: char = '\u{2800}';

/// Puts the cells of `row` in the order that the terminal turns into the present one.
pub(super) fn invert(row: &mut [Cell], reordering: Reordering) {
    // A right half follows its symbol wherever that goes.
    let visual: Vec<Cell> = row.iter().filter(|cell| cell.unit != Unit::RightHalf).cloned().collect();
    let bases = if reordering.auto {
        &[BaseDirection::Ltr, BaseDirection::Rtl][..]
    } else {
        &[BaseDirection::Ltr][..]
    };
    let terminal = terminal_base(reordering);
    let mut best = (usize::MAX, Vec::new());
    'attempts: for parting in [Parting::Nowhere, Parting::Numbers, Parting::Everywhere] {
        let wanted = parted(&visual, parting);
        for base in bases {
            let attempt = shown(&wanted, *base, reordering);
            let result = shown(&attempt, terminal, reordering);
            let wrong = std::iter::zip(&result, &wanted).filter(|(result, wanted)| result != wanted).count();
            if wrong < best.0 {
                best = (wrong, attempt);
            }
            if wrong == 0 {
                break 'attempts;
            }
        }
    }
    let mut places = row.iter_mut();
    for cell in best.1 {
        let right_half = (cell.unit == Unit::Wide).then_some(Cell::RIGHT_HALF);
        for cell in [cell].into_iter().chain(right_half) {
            if let Some(place) = places.next() {
                *place = cell;
            }
        }
    }
}

/// Where the terminal shows what `row`, as it was sent, has in `column`.
///
/// PuTTY 0.78, Konsole 22.12 and mlterm 3.9 report the mouse so, by the column of the row as it was sent.
pub(super) fn column_shown(row: &[Cell], reordering: Reordering, column: usize) -> usize {
    let width = |cell: &Cell| if cell.unit == Unit::Wide { 2 } else { 1 };
    let sent: Vec<Cell> = row.iter().filter(|cell| cell.unit != Unit::RightHalf).cloned().collect();
    let mut end = 0;
    let pointed = sent.iter().position(|cell| {
        end += width(cell);
        column < end
    });
    let mut shown = 0;
    for (at, _) in order(&sent, terminal_base(reordering), reordering) {
        if Some(at as usize) == pointed {
            return shown;
        }
        shown += width(&sent[at as usize]);
    }
    column
}

/// The direction of a row in the terminal.
fn terminal_base(reordering: Reordering) -> BaseDirection {
    if reordering.auto { BaseDirection::Auto } else { BaseDirection::Ltr }
}

/// For each place from the left, which cell of `row` a terminal shows there, and its level.
fn order(row: &[Cell], base: BaseDirection, reordering: Reordering) -> Vec<(u32, Level)> {
    let letter = |cell: &Cell| match cell.base() {
        '\u{2500}'..='\u{25ff}' if reordering.boxes_are_letters => 'A',
        c => c,
    };
    let text: String = row.iter().map(letter).collect();
    reordered(&text, base)
}

/// What a terminal shows that is sent `row`.
fn shown(row: &[Cell], base: BaseDirection, reordering: Reordering) -> Vec<Cell> {
    order(row, base, reordering)
        .into_iter()
        .map(|(at, level)| {
            let mut cell = row[at as usize].clone();
            if level.is_rtl() && reordering.mirrors {
                cell.mirror();
            }
            cell
        })
        .collect()
}

/// Which blanks are sent as [`PARTING_BLANK`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Parting {
    Nowhere,
    /// One in each gap beside a number.
    Numbers,
    /// One in each row of blanks.
    Everywhere,
}

fn parted(visual: &[Cell], parting: Parting) -> Vec<Cell> {
    let mut row = visual.to_vec();
    let is_digit = |at: Option<usize>| at.is_some_and(|at| visual[at].base().is_numeric());
    let mut gap = 0;
    while let Some(start) = visual[gap..].iter().position(|cell| !cell.base().is_alphanumeric()) {
        let start = gap + start;
        let length = visual[start..].iter().position(|cell| cell.base().is_alphanumeric());
        let end = length.map_or(visual.len(), |length| start + length);
        let mut blanks = (start..end).filter(|at| visual[*at].is_blank());
        match parting {
            Parting::Nowhere => {}
            Parting::Numbers => {
                let beside = if is_digit((end < visual.len()).then_some(end)) {
                    blanks.next_back()
                } else if is_digit(start.checked_sub(1)) {
                    blanks.next()
                } else {
                    None
                };
                if let Some(at) = beside {
                    row[at].set_base(PARTING_BLANK);
                }
            }
            Parting::Everywhere => {
                for at in blanks.filter(|at| *at == start || !visual[at - 1].is_blank()) {
                    row[at].set_base(PARTING_BLANK);
                }
            }
        }
        gap = end;
    }
    row
}
