//! What a model looks like.

use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::{Rect, Size};
use warraq::app::Model;
use warraq::ui::{self, Theme};

pub(crate) fn drawn(model: &Model, theme: &Theme) -> Buffer {
    let Size { width, height } = model.size();
    let mut buffer = Buffer::empty(Rect::new(0, 0, width, height));
    ui::view(model, theme, &mut buffer);
    buffer
}

/// What each row shows, cells joined.
pub(crate) fn rows(buffer: &Buffer) -> Vec<String> {
    let rows = buffer.content.chunks(usize::from(buffer.area.width).max(1));
    rows.map(|row| row.iter().map(Cell::symbol).collect()).collect()
}
