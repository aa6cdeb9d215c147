//! The menu of what can be copied: a row each, with its letter and exactly what will be pasted, laid out on
//! one line.

use super::Screen;
use super::cells::Canvas;
use super::panel::headed;
use crate::app::{CopyMenu, Panel};
use ratatui::layout::Rect;

/// Cells of a row from which it says how many characters there are: rows begin alike.
const WITH_SIZE: u16 = 60;

/// Cells of the column of letters.
const LETTERS: u16 = 3;

pub(super) fn draw(screen: Screen<'_>, canvas: &mut Canvas<'_>, menu: &CopyMenu) {
    let Screen { model, theme, words } = screen;
    let place = Panel::low(model.size(), menu.rows.len());
    let area = headed(screen, canvas, place, words.copy_hint(), None, |row| {
        row.start(words.copy_menu(), theme.accent);
    });
    let kinds = menu.rows.iter().map(|(kind, _)| canvas.width(words.copied_kind(*kind)));
    let kinds = kinds.max().unwrap_or(0) + 2;
    let in_sight = menu.rows.iter().enumerate().skip(menu.cursor.top);
    for (y, (at, (kind, clipping))) in (area.y..area.bottom()).zip(in_sight) {
        let line = Rect { y, height: 1, ..area };
        if at == menu.cursor.selected {
            canvas.tint(Rect { y, height: 1, ..place.outer }, theme.selected);
        }
        let mut row = canvas.row(line);
        row.column(&kind.letter().to_string(), LETTERS, theme.heading);
        row.column(words.copied_kind(*kind), kinds, theme.dim);
        if area.width >= WITH_SIZE {
            row.end(&clipping.text.chars().count().to_string(), theme.dim).end_gap(2);
        }
        if clipping.left_out > 0 {
            row.end(&words.left_out(clipping.left_out), theme.warning).end_gap(2);
        }
        row.start(&clipping.text, theme.text);
    }
}
