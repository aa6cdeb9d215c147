//! The one road by which a laid-out line reaches a buffer: cell by cell, each symbol as
//! [`crate::text`] gives it, which has shown controls as placeholders and dropped what draws nothing.

use crate::text::{Cell, Line};
use ratatui::buffer::{Buffer, CellDiffOption, CellWidth};
use ratatui::layout::Rect;
use ratatui::style::Style;
use std::num::NonZeroU16;

/// What stands in the cell after a symbol of two cells. It depends on who sends the buffer to the
/// terminal.
///
/// ratatui measures symbols when it compares two buffers, and so skips that cell by itself; a blank is
/// what its own widgets leave there. An empty symbol would do harm as soon as another widget overwrote
/// the wide one: it would be sent as a cell of its own, print nothing, and everything after it on the row
/// would stand one column too far left.
///
/// The reader in this package compares frames itself and measures nothing: there an empty symbol is
/// what says that the symbol before it is wide.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum RightHalf {
    /// `" "`, for ratatui's own terminal and backends.
    #[default]
    Blank,
    /// `""`, for a program that compares buffers by itself and takes widths from them.
    Empty,
}

/// Draws `line` in the first row of `area`, with its left edge in column `x` of the buffer, which may be left
/// of it, as far as it lies inside both `area` and `buffer`. A wide symbol of which only one cell would lie inside is left
/// out, and one of another text of which one cell is overwritten goes altogether.
///
/// `style` is asked for each cell, and laid over what the buffer has there.
///
/// ```
/// use ratatui::{buffer::Buffer, layout::Rect, style::Style};
/// use warraq::text::{BaseDirection, Paragraph, Profile};
/// use warraq::widget::{Align, RightHalf, draw_line};
///
/// let area = Rect::new(0, 0, 8, 1);
/// let mut buffer = Buffer::empty(area);
/// let paragraph = Paragraph::new("سلام", BaseDirection::Auto, Profile::default());
/// let line = paragraph.elided(8);
/// draw_line(&mut buffer, area, Align::Start.column(area, &line).into(), &line, RightHalf::Blank, |_| Style::new());
/// assert_eq!(buffer, Buffer::with_lines(["     ﻡﻼﺳ"]));
/// ```
pub fn draw_line(
    buffer: &mut Buffer,
    area: Rect,
    x: i32,
    line: &Line<'_>,
    right_half: RightHalf,
    style: impl Fn(&Cell<'_>) -> Style,
) {
    if area.is_empty() {
        return;
    }
    let mut x = x;
    for cell in line.cells() {
        let width = u16::from(cell.width);
        let end = x.saturating_add(i32::from(width));
        if width > 0 && x >= i32::from(area.left()) && end <= i32::from(area.right()) {
            put(buffer, x as u16, area.y, cell.symbol, width, right_half, style(&cell));
        }
        x = end;
    }
}

/// Puts a symbol of `width` cells at a place, if all of it lies in the buffer. For symbols that the
/// layout has made, and for a program's own signs.
pub(crate) fn put(
    buffer: &mut Buffer,
    x: u16,
    y: u16,
    symbol: &str,
    width: u16,
    right_half: RightHalf,
    style: Style,
) {
    let place = Rect { x, y, width, height: 1 };
    if place.is_empty() || buffer.area.intersection(place) != place {
        return;
    }
    drop_parted(buffer, place, right_half);
    set_symbol(buffer, x, y, symbol);
    for covered in x + 1..x + width {
        set_symbol(buffer, covered, y, right_half.symbol());
    }
    buffer.set_style(place, style);
    if right_half == RightHalf::Blank {
        // Where a line stands is the layout's word. Should ratatui measure a symbol otherwise, it would
        // leave out the cell after it, or send one too many.
        let cell = &mut buffer[(x, y)];
        if let Some(forced) = NonZeroU16::new(width).filter(|_| cell.cell_width() != width) {
            cell.set_diff_option(CellDiffOption::ForcedWidth(forced));
        }
    }
}

/// Blanks what is left outside `area` of wide symbols whose other cell lies inside: for who is about
/// to overwrite `area`.
pub(crate) fn drop_parted(buffer: &mut Buffer, area: Rect, right_half: RightHalf) {
    let area = area.intersection(buffer.area);
    if area.is_empty() {
        return;
    }
    for y in area.top()..area.bottom() {
        if right_half.is_at(buffer, area.left(), y) {
            set_symbol(buffer, area.left() - 1, y, " ");
        }
        if right_half.is_at(buffer, area.right(), y) {
            set_symbol(buffer, area.right(), y, " ");
        }
    }
}

impl RightHalf {
    fn symbol(self) -> &'static str {
        match self {
            RightHalf::Blank => " ",
            RightHalf::Empty => "",
        }
    }

    /// Whether the cell at a place is the right half of the symbol before it.
    fn is_at(self, buffer: &Buffer, x: u16, y: u16) -> bool {
        if x <= buffer.area.left() || x >= buffer.area.right() {
            return false;
        }
        match self {
            RightHalf::Blank => buffer[(x - 1, y)].cell_width() > 1,
            RightHalf::Empty => buffer[(x, y)].symbol().is_empty(),
        }
    }
}

/// Sets a symbol, and takes back what the one before it had said of its width.
fn set_symbol(buffer: &mut Buffer, x: u16, y: u16, symbol: &str) {
    let cell = &mut buffer[(x, y)];
    cell.set_symbol(symbol);
    if matches!(cell.diff_option, CellDiffOption::ForcedWidth(_)) {
        cell.set_diff_option(CellDiffOption::None);
    }
}
