//! How a text looks, for a line and for a paragraph alike: styles, direction, alignment, letters.

use super::align::Align;
use super::cells::{RightHalf, draw_line};
use crate::text::{BaseDirection, Cell, Line, Paragraph, Profile, direction_of};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use std::ops::Range;

/// What both widgets can be told of a text's look.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Look<'a> {
    pub(super) styles: &'a [(Range<usize>, Style)],
    pub(super) style: Style,
    pub(super) direction: BaseDirection,
    pub(super) alignment: Align,
    pub(super) profile: Profile,
}

impl Look<'_> {
    /// The direction of those paragraphs of `text` that have no letter to tell it.
    pub(super) fn direction_without_letters(&self, text: &str) -> BaseDirection {
        match self.direction {
            BaseDirection::Auto => direction_of(text),
            forced => forced,
        }
    }

    /// Lays out one paragraph.
    pub(super) fn paragraph(&self, text: &str, without_letters: BaseDirection) -> Paragraph {
        let direction = match self.direction {
            BaseDirection::Auto => BaseDirection::of(text, without_letters),
            forced => forced,
        };
        Paragraph::new(text, direction, self.profile)
    }

    /// Draws a line of the paragraph that begins at byte `start` of the text.
    pub(super) fn draw(&self, buffer: &mut Buffer, row: Rect, line: &Line<'_>, start: usize) {
        let bytes = &line.span().text_range;
        // A line may begin inside a row of cells that stand for the character before it.
        let bytes = start + bytes.start.saturating_sub(1)..start + bytes.end;
        let here: Vec<&(Range<usize>, Style)> =
            self.styles.iter().filter(|(range, _)| overlap(range, &bytes)).collect();
        let style = |cell: &Cell<'_>| {
            let Some(bytes) = bytes_of(cell) else { return self.style };
            let bytes = start + bytes.start..start + bytes.end;
            let over = here.iter().filter(|(range, _)| overlap(range, &bytes));
            over.fold(self.style, |style, (_, over)| style.patch(*over))
        };
        draw_line(buffer, row, self.alignment.column(row, line).into(), line, RightHalf::Blank, style);
    }
}

/// Some bytes of the character or characters that a cell stands for; `None` for the "…" of an elided line.
fn bytes_of(cell: &Cell<'_>) -> Option<Range<usize>> {
    let Range { start, end } = cell.range;
    if start < end {
        Some(start..end)
    } else if cell.symbol == "…" {
        None
    } else {
        // All but the first of the cells of one character: it ends here.
        Some(end.saturating_sub(1)..end)
    }
}

/// Whether two ranges have a byte in common. None needs to end at a character's boundary, or inside a text.
fn overlap(a: &Range<usize>, b: &Range<usize>) -> bool {
    a.start.max(b.start) < a.end.min(b.end)
}
