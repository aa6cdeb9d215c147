//! The articles: for each its title, a line about it, and whether it has been read.

use super::Screen;
use super::cells::Canvas;
use super::theme::STAR;
use crate::app::{Pane, content, minutes};
use crate::corpus::{Article, ArticleId};
use crate::text::{self, BaseDirection, Paragraph};
use ratatui::layout::Rect;
use ratatui::style::Modifier;

pub(super) fn draw(screen: Screen<'_>, canvas: &mut Canvas<'_>, pane: Rect) {
    let Screen { model, theme, words } = screen;
    let area = content(pane);
    let inner = Rect { x: area.x + 1, width: area.width.saturating_sub(2), ..area };
    if model.listed().is_empty() {
        let is_loading = !model.snapshot().complete;
        let is_all_read = model.is_unread_only() && model.narrowed().is_empty();
        let said = match (is_loading, is_all_read) {
            (true, _) => words.loading(),
            (false, true) => words.none_unread(),
            (false, false) => words.no_title(),
        };
        canvas.text(inner, said, theme.text);
        if !is_loading && !is_all_read && area.height > 1 {
            canvas.text(Rect { y: area.y + 1, ..inner }, words.esc_clears(), theme.dim);
        }
        return;
    }
    let density = model.density();
    let cursor = model.list();
    let shown = model.listed().iter().enumerate().skip(cursor.top);
    for (y, (place, id)) in (area.y..area.bottom()).step_by(usize::from(density.rows())).zip(shown) {
        let rows = (density.title + 1).min(area.bottom() - y);
        let Some(article) = model.snapshot().article(*id) else { continue };
        let is_selected = place == cursor.selected;
        if is_selected {
            // A bar and no tint: an item is many cells, and a tint would send them all at each step.
            let is_focused = model.focus() == Pane::List;
            let edge = if canvas.is_rtl() { area.right().saturating_sub(1) } else { area.x };
            for y in y..y + rows {
                let style = if is_focused { theme.accent } else { theme.dim };
                canvas.sign(edge, y, if canvas.is_rtl() { "▐" } else { "▌" }, style);
            }
        }
        draw_article(screen, canvas, article, *id, Rect { y, height: rows, ..inner }, density.title);
    }
}

fn draw_article(
    screen: Screen<'_>,
    canvas: &mut Canvas<'_>,
    article: &Article,
    id: ArticleId,
    area: Rect,
    title_lines: u16,
) {
    let Screen { model, theme, words } = screen;
    let is_read = model.is_read(id);
    let name = text::neutralised(&article.name);
    let title = article.title_text().unwrap_or(&name);
    let interface = if canvas.is_rtl() { BaseDirection::Rtl } else { BaseDirection::Ltr };
    let paragraph = Paragraph::new(title, BaseDirection::of(title, interface), canvas.profile());
    let weight = if is_read { Modifier::empty() } else { Modifier::BOLD };
    let lines = paragraph.clamped(usize::from(area.width), usize::from(title_lines.min(area.height)));
    let mut y = area.y;
    for line in &lines {
        canvas.flush(Rect { y, ..area }, line, |_| theme.text.add_modifier(weight));
        y += 1;
    }
    if y >= area.bottom() {
        return;
    }
    // The line about it begins under the first word of the title.
    let about = Rect { y, ..area };
    let mut row = canvas.row_towards(about, paragraph.base().is_rtl());
    if is_read {
        row.end("✓", theme.dim);
    }
    if model.is_starred(id) {
        row.end_gap(u16::from(is_read)).end(STAR, theme.accent);
    }
    row.start(&(id.0 + 1).to_string(), theme.dim);
    if model.is_new(id) {
        row.gap(1).start("·", theme.dim).gap(1).start(words.new(), theme.accent);
    }
    let named = article.source_text().or(article.date_text());
    let names = words.names(model.snapshot().index.entities_of(id).count());
    for field in
        [Some(words.minutes(minutes(article.words)).as_str()), Some(&names), named].into_iter().flatten()
    {
        // Half a number would be a wrong one.
        if row.width(field) + 3 <= row.room() {
            row.gap(1).start("·", theme.dim).gap(1).start(field, theme.dim);
        }
    }
}
