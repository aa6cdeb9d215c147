//! The names: under a head for each kind, with the articles in the list that mention each.

use super::Screen;
use super::cells::{self, Canvas};
use crate::app::{Head, NameRow, Pane, content};
use crate::entity::EntityId;
use crate::index::{Facet, Link};
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};

/// Cells of a full bar.
const BAR: u16 = 8;
/// Cells of a pane from which names have bars.
const WITH_BARS: u16 = 30;
/// Cells of a pane from which names also stand in English, where the interface does.
const WITH_ENGLISH: u16 = 36;

pub(super) fn draw(screen: Screen<'_>, canvas: &mut Canvas<'_>, pane: Rect) {
    let Screen { model, theme, words } = screen;
    let area = content(pane);
    let names = model.names();
    if names.rows().is_empty() {
        let empty = match (model.snapshot().complete, names.narrow().is_empty()) {
            (false, _) => words.loading(),
            (true, true) => words.no_names(),
            (true, false) => words.no_match(),
        };
        canvas.text(Rect { x: area.x + 1, width: area.width.saturating_sub(2), ..area }, empty, theme.text);
        return;
    }
    let cursor = names.cursor();
    let in_sight = names.rows().iter().enumerate().skip(cursor.top).take(usize::from(area.height));
    for (y, (place, row)) in (area.y..).zip(in_sight) {
        let at = Rect { y, height: 1, ..area };
        match row {
            NameRow::Head(head) => draw_head(screen, canvas, at, *head, place == cursor.selected),
            NameRow::Name(id, facet) => {
                let is_selected = place == cursor.selected;
                name(screen, canvas, at, *id, *facet, is_selected);
            }
        }
    }
    if let Some(NameRow::Head(head)) = names.head_above() {
        let at = Rect { height: 1.min(area.height), ..area };
        canvas.clear(at, Style::new());
        draw_head(screen, canvas, at, head, false);
    }
}

fn draw_head(screen: Screen<'_>, canvas: &mut Canvas<'_>, area: Rect, head: Head, is_selected: bool) {
    let Screen { model, theme, words } = screen;
    if is_selected {
        select(screen, canvas, area);
    }
    let mut row = canvas.row(area);
    row.gap(1)
        .start(words.names_in(head.group, &model.snapshot().entities), theme.heading)
        .gap(1)
        .start(&head.count.to_string(), theme.dim);
    if head.is_folded {
        row.gap(1).start("…", theme.dim);
    }
}

/// Marks a row as the one that the cursor is on.
fn select(screen: Screen<'_>, canvas: &mut Canvas<'_>, area: Rect) {
    let Screen { model, theme, .. } = screen;
    let is_focused = model.focus() == Pane::Names;
    canvas.tint(area, if is_focused { theme.selected } else { theme.selected_dim });
    let edge = if canvas.is_rtl() { area.right().saturating_sub(1) } else { area.x };
    let style = if is_focused { theme.accent } else { theme.dim };
    canvas.sign(edge, area.y, if canvas.is_rtl() { "▐" } else { "▌" }, style);
}

fn name(screen: Screen<'_>, canvas: &mut Canvas<'_>, area: Rect, id: EntityId, facet: Facet, selected: bool) {
    let Screen { model, theme, .. } = screen;
    let Some(entity) = model.snapshot().entities.get(id) else { return };
    let term = model.filter().term(id);
    let is_absent = facet.articles == 0;
    if selected {
        select(screen, canvas, area);
    }
    let is_rtl = canvas.is_rtl();
    let mut row = canvas.row(area);
    let (sign, sign_style) = screen.sign(id, entity.kind);
    // Reversed, a bar would be a block of its colour.
    let is_reversed =
        selected && model.focus() == Pane::Names && theme.selected.add_modifier == Modifier::REVERSED;
    let sign_style = if is_reversed { theme.text } else { sign_style };
    row.gap(1).start(sign, if is_absent { theme.dim } else { sign_style }).gap(1);
    row.end_gap(1).end(&facet.articles.to_string(), theme.dim).end_gap(1);
    // A bar is worth less than the end of a name.
    if area.width >= WITH_BARS && row.width(&entity.canonical) + BAR < row.room() {
        bar(screen, &mut row, sign_style, facet, is_rtl);
        row.end_gap(1);
    }
    let style = match (term, is_absent) {
        (Some(term), _) if term.is_suspended => theme.dim.add_modifier(Modifier::ITALIC),
        (Some(term), _) if term.link == Link::Not => theme.warning,
        (Some(_), _) => theme.accent,
        (None, true) => theme.dim,
        (None, false) if model.snapshot().is_by_rule(id) => theme.lighter(theme.text),
        (None, false) => theme.text,
    };
    if let Some(term) = term {
        let sign = match (term.is_suspended, term.link) {
            (true, _) => "‖",
            (false, Link::Not) => "−",
            (false, Link::Or) => "∨",
            (false, Link::And) => "",
        };
        row.start(sign, style);
    }
    if model.marked() == Some(id) {
        row.start("=", theme.accent).gap(1);
    }
    row.start(&entity.canonical, style);
    let english = entity.english.as_deref().filter(|_| !is_rtl && area.width >= WITH_ENGLISH);
    if let Some(english) = english.filter(|english| row.width(english) + 2 <= row.room()) {
        row.gap(2).start(english, theme.dim);
    }
}

/// The mentions as a bar, growing from the side where the interface begins.
fn bar(screen: Screen<'_>, row: &mut cells::Row<'_, '_>, style: Style, facet: Facet, is_rtl: bool) {
    let most = u64::from(screen.model.names().most().max(1));
    // Every mentioned name shows at least half a cell.
    let halves = (u64::from(facet.mentions) * u64::from(BAR) * 2).div_ceil(most);
    let whole = "━".repeat(usize::try_from(halves / 2).unwrap_or(0));
    let tip = match (halves % 2, is_rtl) {
        (0, _) => "",
        (_, false) => "╸",
        (_, true) => "╺",
    };
    let bar = whole + tip;
    row.end_gap(BAR.saturating_sub(row.width(&bar))).end(&bar, style);
}
