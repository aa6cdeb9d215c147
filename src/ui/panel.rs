//! Panels over the panes: the help, and what could not be read.

use super::Screen;
use super::cells::{self, Canvas};
use crate::app::{ActionRow, HelpRow, LineReport, NoticeRow, Panel, help_rows, notice_rows};
use ratatui::layout::Rect;
use ratatui::style::Modifier;

/// Cells of the column of keys, where descriptions stand beside it.
const KEYS: u16 = 20;

pub(super) fn help(screen: Screen<'_>, canvas: &mut Canvas<'_>, query: &str, top: usize) {
    let Screen { model, theme, words } = screen;
    let area = panel(screen, canvas, words.help(), query, words.help_hint());
    let rows = help_rows(query, area.width, model.keymap());
    if rows.is_empty() {
        canvas.text(area, words.no_match(), theme.panel);
    }
    for (y, row) in (area.y..area.bottom()).zip(rows.iter().skip(top)) {
        let at = Rect { y, height: 1, ..area };
        match row {
            HelpRow::Blank => {}
            HelpRow::Head(group) => canvas.text(at, group.title(model.language()), theme.accent),
            HelpRow::Keys(action) => {
                keys(screen, &mut canvas.row(at), action);
            }
            HelpRow::About(action) => {
                canvas.row(at).gap(2).start(action.description(model.language()), theme.text);
            }
            HelpRow::Action(action) => {
                let mut row = canvas.row(at);
                let used = keys(screen, &mut row, action);
                row.gap(KEYS.saturating_sub(used).max(1));
                row.start(action.description(model.language()), theme.text);
            }
        }
    }
}

/// The keys of an action; returns how many cells they take.
fn keys(screen: Screen<'_>, row: &mut cells::Row<'_, '_>, action: &ActionRow) -> u16 {
    let before = row.room();
    for (place, keys) in screen.model.keymap().keys_of(action.action).enumerate() {
        let style = screen.theme.text.add_modifier(Modifier::BOLD);
        row.gap(u16::from(place > 0)).start(&keys.to_string(), style);
    }
    before - row.room()
}

pub(super) fn notices(screen: Screen<'_>, canvas: &mut Canvas<'_>, top: usize) {
    let Screen { model, theme, words } = screen;
    let snapshot = model.snapshot();
    let title = if snapshot.imports.is_empty() {
        format!("{} · {}", words.notices(), model.unread())
    } else {
        words.own_files().to_string()
    };
    let area = panel(screen, canvas, &title, "", words.esc_closes());
    for (y, row) in (area.y..area.bottom()).zip(notice_rows(model.notices(), snapshot).skip(top)) {
        let mut line = canvas.row(Rect { y, height: 1, ..area });
        match row {
            NoticeRow::Place(place) => line.path(place, theme.heading),
            NoticeRow::Reason(notice) => line.gap(2).start(&words.notice(notice), theme.dim),
            NoticeRow::Report(report) => line.gap(2).start(&words.report(report), theme.text),
            NoticeRow::Line(error) => line.gap(2).start(&words.import_error(error), theme.dim),
        };
    }
}

pub(super) fn line(screen: Screen<'_>, canvas: &mut Canvas<'_>, report: &LineReport, top: usize) {
    let Screen { theme, words, .. } = screen;
    let area = panel(screen, canvas, words.line_report(), "", words.line_report_hint());
    for (y, index) in (area.y..area.bottom()).zip(top..3 + report.clusters.len()) {
        let at = Rect { y, height: 1, ..area };
        match index {
            0 => canvas.text(at, &report.stored, theme.heading),
            1 => {
                canvas.row(at).start(&words.line_facts(report), theme.dim);
            }
            2 => {}
            _ => {
                // A table of numbers and code points: from left to right in every language.
                let cluster = &report.clusters[index - 3];
                let mut row = canvas.row_towards(at, false);
                row.column(&cluster.bytes.start.to_string(), 8, theme.dim);
                row.column(&cluster.symbol, 4, theme.heading);
                row.column(&words.level(cluster.level.number()), 10, theme.text);
                row.column(&words.cells(cluster.width), 9, theme.text);
                let style = if cluster.width == 0 { theme.warning } else { theme.dim };
                row.start(&cluster.scalars, style);
            }
        }
    }
}

/// Draws an empty panel with a title, and returns the room inside.
pub(super) fn panel(
    screen: Screen<'_>,
    canvas: &mut Canvas<'_>,
    title: &str,
    query: &str,
    hint: &str,
) -> Rect {
    let Screen { model, theme, .. } = screen;
    headed(screen, canvas, Panel::new(model.size()), hint, |row| {
        row.start(title, theme.accent);
        if !query.is_empty() {
            row.gap(2).start("/", theme.dim).start(query, theme.heading);
        }
    })
}

/// Draws an empty panel whose first line `head` writes, with a hint at its end where there is room, and
/// returns the room inside.
pub(super) fn headed(
    screen: Screen<'_>,
    canvas: &mut Canvas<'_>,
    place: Panel,
    hint: &str,
    head: impl FnOnce(&mut cells::Row<'_, '_>),
) -> Rect {
    let Panel { outer, title, inner } = place;
    canvas.clear(outer, screen.theme.panel);
    if title.height > 0 {
        let mut row = canvas.row(title);
        head(&mut row);
        if row.width(hint) + 2 <= row.room() {
            row.end(hint, screen.theme.dim);
        }
    }
    inner
}
