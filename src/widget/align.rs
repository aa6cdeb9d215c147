//! Where a line stands in its row.

use crate::text::Line;
use ratatui::layout::Rect;

/// Where a line stands in its row, by the side where its paragraph begins: right for a right-to-left
/// paragraph, left for the others. ratatui's own alignments name sides instead, and a text of both
/// directions has no one side.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Align {
    /// At the side where the paragraph begins.
    #[default]
    Start,
    /// At the other side.
    End,
    /// In the middle; an odd cell is left free at the paragraph's end.
    Center,
}

impl Align {
    /// The column of the buffer in which the left edge of `line` stands in `area`; that of `area` itself
    /// where the line is wider.
    #[must_use]
    pub fn column(self, area: Rect, line: &Line<'_>) -> u16 {
        let advance = u16::try_from(line.advance()).unwrap_or(u16::MAX);
        let free = area.width.saturating_sub(advance);
        let is_rtl = line.base().is_rtl();
        let before = match self {
            Align::Start if is_rtl => free,
            Align::End if !is_rtl => free,
            Align::Start | Align::End => 0,
            Align::Center if is_rtl => free.div_ceil(2),
            Align::Center => free / 2,
        };
        area.left().saturating_add(before)
    }
}
