//! Panels over the panes: the help, and what could not be read.

use super::Screen;
use super::cells::{self, Canvas};
use crate::app::{
    ActionRow, HelpRow, KEYS_COLUMN, Language, LineReport, NoticeRow, Palette, Panel, TextField, help_rows,
    notice_rows,
};
use crate::text::is_mark;
use ratatui::layout::Rect;
use ratatui::style::Modifier;

/// Cells for what is typed, which count for more than a hint.
const TYPING: u16 = 20;

pub(super) fn help(screen: Screen<'_>, canvas: &mut Canvas<'_>, query: &TextField, top: usize) {
    let Screen { model, theme, words } = screen;
    let query_field = (!query.text().is_empty()).then_some(("/", query));
    let area = panel(screen, canvas, words.help(), query_field, words.help_hint());
    let rows = help_rows(query.text(), area.width, model.keymap(), model.language());
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
                row.gap(KEYS_COLUMN.saturating_sub(used).max(1));
                row.start(action.description(model.language()), theme.text);
            }
        }
    }
}

/// The keys of an action; returns how many cells they take.
fn keys(screen: Screen<'_>, row: &mut cells::Row<'_, '_>, action: &ActionRow) -> u16 {
    let before = row.room();
    for (place, keys) in screen.model.keymap().keys_of(action.action).enumerate() {
        let keys = keys.to_string();
        row.gap(u16::from(place > 0)).start(&keys, screen.theme.text.add_modifier(Modifier::BOLD));
        if let Some(letter) = letter_for(screen, &keys) {
            row.gap(1).start(&letter, screen.theme.dim);
        }
    }
    before - row.room()
}

/// What the reader's keyboard has at the place of `key`, if it has letters of its own: the Arabic interface is
/// for people who have them.
fn letter_for(screen: Screen<'_>, key: &str) -> Option<String> {
    let Screen { model, .. } = screen;
    let keyboard = model.keyboard();
    let mut characters = key.chars();
    let (Some(latin), None) = (characters.next(), characters.next()) else { return None };
    let is_wanted = keyboard.is_used() || model.language() == Language::Arabic;
    let own = keyboard.layout().own(latin).filter(|own| is_wanted && !own.is_ascii())?;
    // A mark needs something to stand on.
    Some(if is_mark(own) { format!("\u{640}{own}") } else { own.to_string() })
}

pub(super) fn palette(screen: Screen<'_>, canvas: &mut Canvas<'_>, palette: &Palette) {
    let Screen { model, theme, words } = screen;
    let area = panel(screen, canvas, words.palette(), Some((":", &palette.field)), words.palette_hint());
    let rows = palette.rows(model.keymap());
    if rows.is_empty() {
        canvas.text(area, words.no_match(), theme.panel);
    }
    let in_sight = rows.iter().enumerate().skip(palette.cursor.top);
    for (y, (place, action)) in (area.y..area.bottom()).zip(in_sight) {
        let at = Rect { y, height: 1, ..area };
        if place == palette.cursor.selected {
            canvas.tint(at, theme.selected);
        }
        let mut row = canvas.row(at);
        let description = action.description(model.language());
        let keys: Vec<String> = model.keymap().keys_of(action.action).map(ToString::to_string).collect();
        let keys = keys.join(" ");
        // What it does says more than its keys.
        if row.width(description) + 2 + row.width(&keys) <= row.room() {
            row.end(&keys, theme.dim);
        }
        row.start(description, theme.text);
    }
}

pub(super) fn notices(screen: Screen<'_>, canvas: &mut Canvas<'_>, top: usize) {
    let Screen { model, theme, words } = screen;
    let snapshot = model.snapshot();
    let title = if snapshot.imports.is_empty() {
        format!("{} · {}", words.notices(), model.unread())
    } else {
        words.own_files().to_string()
    };
    let area = panel(screen, canvas, &title, None, words.esc_closes());
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
    let area = panel(screen, canvas, words.line_report(), None, words.line_report_hint());
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
    typed: Option<(&str, &TextField)>,
    hint: &str,
) -> Rect {
    let Screen { model, theme, .. } = screen;
    headed(screen, canvas, Panel::new(model.size()), hint, typed, |row| {
        row.start(title, theme.accent);
    })
}

/// Draws an empty panel whose first line begins with what `head` writes, goes on with what the reader
/// types there, if so, and ends in a hint where there is room; returns the room inside.
pub(super) fn headed(
    screen: Screen<'_>,
    canvas: &mut Canvas<'_>,
    place: Panel,
    hint: &str,
    typed: Option<(&str, &TextField)>,
    head: impl FnOnce(&mut cells::Row<'_, '_>),
) -> Rect {
    let theme = screen.theme;
    let Panel { outer, title, inner } = place;
    canvas.clear(outer, theme.panel);
    if title.height > 0 {
        let mut row = canvas.row(title);
        head(&mut row);
        let typing = if typed.is_some() { TYPING } else { 0 };
        if row.width(hint) + 2 + typing <= row.room() {
            row.end(hint, theme.dim).end_gap(2);
        }
        if let Some((sign, field)) = typed {
            let ((text, at), style) = (field.shown(), theme.heading);
            row.gap(2).start(sign, theme.dim).typed(
                &text,
                at,
                |_| style,
                style.add_modifier(Modifier::REVERSED),
            );
        }
    }
    inner
}
