//! The articles: for each its title, a line about it, and whether it has been read.

use super::Screen;
use super::cells::Canvas;
use super::theme::STAR;
use crate::app::{Density, Pane, content, minutes};
use crate::corpus::{Article, ArticleId};
use crate::text::{self, BaseDirection, Paragraph};
use ratatui::layout::Rect;
use ratatui::style::Modifier;
use std::ops::Range;

/// Stands at an article that shares sentences with others.
pub(super) const SAME_STORY: &str = "≈";

pub(super) fn draw(screen: Screen<'_>, canvas: &mut Canvas<'_>, pane: Rect) {
    let Screen { model, theme, words } = screen;
    let area = content(pane);
    let inner = Rect { x: area.x + 1, width: area.width.saturating_sub(2), ..area };
    if model.listed().is_empty() {
        let is_loading = !model.snapshot().complete || model.is_unanswered();
        let (said, hint) = match (is_loading, model.narrowed().is_empty()) {
            (true, _) => (words.loading(), ""),
            (false, true) if model.is_unread_only() => (words.none_unread(), words.all_again()),
            (false, true) => (words.none_left(), words.esc_clears_filter()),
            (false, false) => (words.no_match(), words.esc_clears()),
        };
        canvas.text(inner, said, theme.text);
        if area.height > 1 {
            canvas.text(Rect { y: area.y + 1, ..inner }, hint, theme.dim);
        }
        return;
    }
    let density = model.density();
    let cursor = model.list();
    let shown = model.listed().iter().enumerate().skip(cursor.top);
    for (y, (place, id)) in (area.y..area.bottom()).step_by(usize::from(density.rows())).zip(shown) {
        let rows = (density.rows() - density.gap).min(area.bottom() - y);
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
        draw_article(screen, canvas, article, *id, Rect { y, height: rows, ..inner }, density);
    }
}

fn draw_article(
    screen: Screen<'_>,
    canvas: &mut Canvas<'_>,
    article: &Article,
    id: ArticleId,
    area: Rect,
    density: Density,
) {
    let Screen { model, theme, words } = screen;
    let is_read = model.is_read(id);
    let name = text::neutralised(&article.name);
    let title = article.title_text().unwrap_or(&name);
    let interface = if canvas.is_rtl() { BaseDirection::Rtl } else { BaseDirection::Ltr };
    let profile = if article.title_text().is_some() { model.text_profile() } else { canvas.profile() };
    let paragraph = Paragraph::new(title, BaseDirection::of(title, interface), profile);
    let weight = if is_read { Modifier::empty() } else { Modifier::BOLD };
    let lines = paragraph.clamped(usize::from(area.width), usize::from(density.title.min(area.height)));
    let mut y = area.y;
    let excerpt = model.excerpt(id);
    let in_title = excerpt.filter(|_| article.title_text().is_some()).map_or(&[][..], |found| &found.title);
    for line in &lines {
        canvas.flush(Rect { y, ..area }, line, |cell| {
            let style = theme.text.add_modifier(weight);
            if is_in(in_title, &cell.range) { style.patch(theme.hit) } else { style }
        });
        y += 1;
    }
    if y >= area.bottom() {
        return;
    }
    let row = Rect { y, height: 1, ..area };
    if let Some(snippet) = excerpt.and_then(|found| found.snippet.as_ref()) {
        let start = snippet.range.start;
        let hits: Vec<Range<usize>> =
            snippet.hits.iter().map(|hit| hit.start - start..hit.end - start).collect();
        let key = hits.first().cloned().unwrap_or_default();
        canvas.around(row, &article.text[snippet.range.clone()], &key, |cell| {
            if is_in(&hits, &cell.range) { theme.dim.patch(theme.hit) } else { theme.dim }
        });
    } else if density.excerpt > 0 {
        // It is listed for its file's name, or for what is not in it.
        canvas.row_towards(row, paragraph.base().is_rtl()).path(&article.name, theme.dim);
    }
    y += density.excerpt;
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
    if !model.snapshot().stories.others(id).is_empty() {
        row.end_gap(u16::from(is_read || model.is_starred(id))).end(SAME_STORY, theme.dim);
    }
    row.start(&(id.0 + 1).to_string(), theme.dim);
    if model.is_new(id) {
        row.gap(1).start("·", theme.dim).gap(1).start(words.new_article(), theme.accent);
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

/// Whether a cell that stands for `cell` belongs to one of `hits`, which are in order.
fn is_in(hits: &[Range<usize>], cell: &Range<usize>) -> bool {
    hits.get(hits.partition_point(|hit| hit.end <= cell.start)).is_some_and(|hit| hit.start < cell.end)
}
