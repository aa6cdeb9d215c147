//! The panel of the options of reading, under the text that they change.

use super::Screen;
use super::cells::Canvas;
use super::panel::headed;
use crate::app::{Cursor, Panel, SETTINGS};
use ratatui::layout::Rect;

pub(super) fn draw(screen: Screen<'_>, canvas: &mut Canvas<'_>, cursor: Cursor) {
    let Screen { model, theme, words } = screen;
    let place = Panel::at_foot(model.size(), SETTINGS.len() as u16);
    let area = headed(screen, canvas, place, words.options_hint(), None, |row| {
        row.start(words.options(), theme.accent);
    });
    let shown = SETTINGS.iter().enumerate().skip(cursor.top);
    for (y, (at, setting)) in (area.y..area.bottom()).zip(shown) {
        let is_selected = at == cursor.selected;
        if is_selected {
            canvas.tint(Rect { x: place.outer.x, width: place.outer.width, y, height: 1 }, theme.selected);
        }
        let mut row = canvas.row(Rect { y, height: 1, ..area });
        let style = if is_selected { theme.heading } else { theme.text };
        let value = setting.shown(model.reading(), model.language());
        // What it is counts more than what it is called, where there is no room for both.
        row.end(&value, if is_selected { theme.accent } else { theme.text }).end_gap(2);
        row.start(setting.description(model.language()), style);
    }
}
