//! Panels over the panes: the help, and what could not be read.

use super::Screen;
use super::cells::{self, Canvas};
use crate::app::{ActionRow, Group};
use ratatui::layout::Rect;
use ratatui::style::Modifier;

/// Cells of a panel, where the screen is wider.
const WIDTH: u16 = 76;

/// A row of the help.
enum HelpRow {
    Blank,
    Head(Group),
    Action(&'static ActionRow),
}

pub(super) fn help(screen: Screen<'_>, canvas: &mut Canvas<'_>, query: &str, top: usize) {
    let Screen { model, theme, words } = screen;
    let language = model.language();
    let mut rows = Vec::new();
    for group in Group::ALL {
        let actions: Vec<HelpRow> =
            model.help_rows(query).filter(|row| row.group == group).map(HelpRow::Action).collect();
        if actions.is_empty() {
            continue;
        }
        if !rows.is_empty() {
            rows.push(HelpRow::Blank);
        }
        rows.push(HelpRow::Head(group));
        rows.extend(actions);
    }
    let area = panel(screen, canvas, words.help(), query, words.help_hint());
    if rows.is_empty() {
        canvas.text(area, words.no_match(), theme.panel);
    }
    let keys_width = (area.width / 3).min(22);
    let top = top.min(rows.len().saturating_sub(usize::from(area.height)));
    for (y, row) in (area.y..area.bottom()).zip(rows.iter().skip(top)) {
        let at = Rect { y, height: 1, ..area };
        match row {
            HelpRow::Blank => {}
            HelpRow::Head(group) => canvas.text(at, group.title(language), theme.accent),
            HelpRow::Action(action) => {
                let mut row = canvas.row(at);
                let mut used = 0;
                for (place, key) in action.keys.iter().enumerate() {
                    let gap = u16::from(place > 0);
                    row.gap(gap).start(key, theme.text.add_modifier(Modifier::BOLD));
                    used += gap + cells::width(key);
                }
                row.gap(keys_width.saturating_sub(used).max(1));
                row.start(action.description(language), theme.text);
            }
        }
    }
}

pub(super) fn notices(screen: Screen<'_>, canvas: &mut Canvas<'_>, top: usize) {
    let Screen { model, theme, words } = screen;
    let area = panel(screen, canvas, words.notices(), "", words.esc_closes());
    let notices = model.snapshot().notices.iter().skip(top);
    for (y, notice) in (area.y..area.bottom()).zip(notices) {
        let mut row = canvas.row(Rect { y, height: 1, ..area });
        let what = words.notice(notice);
        // The reason matters more than the beginning of a long path.
        let room = row.room().saturating_sub(cells::width(&what) + 2).max(area.width / 3);
        let name = shortened(&notice.place, room);
        row.start(&name, theme.heading).gap(2).start(&what, theme.text);
    }
}

/// The end of a path: what tells files apart stands there.
fn shortened(path: &str, room: u16) -> String {
    if cells::width(path) <= room {
        return path.to_string();
    }
    let mut tail = path;
    while cells::width(tail) + 1 > room {
        let Some(first) = tail.chars().next() else { break };
        tail = &tail[first.len_utf8()..];
    }
    format!("…{tail}")
}

/// Draws an empty panel in the middle of the screen and returns the room inside.
fn panel(screen: Screen<'_>, canvas: &mut Canvas<'_>, title: &str, query: &str, hint: &str) -> Rect {
    let Screen { model, theme, .. } = screen;
    let size = model.size();
    let width = size.width.min(WIDTH);
    // On a small screen every line goes to the rows.
    let height = if size.height > 16 { size.height - 2 } else { size.height };
    let area = Rect::new((size.width - width) / 2, (size.height - height) / 2, width, height);
    canvas.clear(area, theme.panel);
    let margin = if width > 20 { 2 } else { 0 };
    let inner = Rect { x: area.x + margin, width: width - 2 * margin, ..area };
    let mut row = canvas.row(Rect { height: 1.min(height), ..inner });
    row.start(title, theme.accent);
    if !query.is_empty() {
        row.gap(2).start("/", theme.dim).start(query, theme.heading);
    }
    if cells::width(hint) + 2 <= row.room() {
        row.end(hint, theme.dim);
    }
    let heading = if height > 8 { 2 } else { 1.min(height) };
    Rect { y: inner.y + heading, height: height - heading, ..inner }
}
