//! The trail of a name, and its company: panels that take the whole screen.

use super::Screen;
use super::cells::Canvas;
use super::panel::headed;
use crate::app::{Company, Panel, Trail, TrailStep};
use crate::entity::EntityId;
use ratatui::layout::Rect;

/// Cells of the column of articles.
const ARTICLES: u16 = 5;
/// Cells of the longest bar.
const BAR: u16 = 20;

pub(super) fn trail(screen: Screen<'_>, canvas: &mut Canvas<'_>, trail: &Trail) {
    let Screen { theme, words, .. } = screen;
    let about = words.mentions_in(trail.steps.len(), articles(trail));
    let area = panel(screen, canvas, trail.entity, &about, &months(trail));
    let in_sight = trail.steps.iter().enumerate().skip(trail.cursor.top);
    for (y, (place, step)) in (area.y..area.bottom()).zip(in_sight) {
        let row = Rect { y, height: 1, ..area };
        if place == trail.cursor.selected {
            canvas.tint(row, theme.selected);
        }
        canvas.row(row).start(&(step.article.0 + 1).to_string(), theme.dim);
        let side = ARTICLES.min(row.width);
        let x = if canvas.is_rtl() { row.x } else { row.x + side };
        context(screen, canvas, Rect { x, width: row.width - side, ..row }, step);
    }
}

/// How many articles it leads through.
fn articles(trail: &Trail) -> usize {
    trail.steps.chunk_by(|a, b| a.article == b.article).count()
}

/// The mention with what stands around it; mentions stand under each other.
fn context(screen: Screen<'_>, canvas: &mut Canvas<'_>, area: Rect, step: &TrailStep) {
    let Screen { model, theme, .. } = screen;
    let Some(article) = model.snapshot().article(step.article) else { return };
    let text = &article.text[step.context.clone()];
    let start = step.context.start;
    let key = step.mention.start - start..step.mention.end - start;
    // More of what follows is shown than of what comes before: it says more.
    canvas.aligned(area, text, &key, area.width * 2 / 5, |cell| {
        let is_key = cell.range.start < key.end && key.start < cell.range.end;
        if is_key { theme.chosen } else { theme.text }
    });
}

/// How many mentions each month has, where dates are known: `2015-02 ▃  2015-03 █`.
fn months(trail: &Trail) -> String {
    const HEIGHTS: [&str; 8] = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"];
    let months = trail.months();
    let most = months.iter().map(|(.., count)| *count).max().unwrap_or(1);
    let month = |(year, month, count): &(u16, u8, usize)| {
        format!("{year}-{month:02} {} {count}", HEIGHTS[(count * (HEIGHTS.len() - 1)).div_ceil(most)])
    };
    months.iter().map(month).collect::<Vec<_>>().join("  ")
}

pub(super) fn company(screen: Screen<'_>, canvas: &mut Canvas<'_>, company: &Company) {
    let Screen { model, theme, words } = screen;
    let about = words.together_in(company.articles as usize);
    let area = panel(screen, canvas, company.entity, &about, "");
    // The names have most of the room.
    let bar = BAR.min(area.width / 4);
    let in_sight = company.others.iter().enumerate().skip(company.cursor.top);
    for (y, (place, (other, articles))) in (area.y..area.bottom()).zip(in_sight) {
        let Some(entity) = model.snapshot().entities.get(*other) else { continue };
        let at = Rect { y, height: 1, ..area };
        if place == company.cursor.selected {
            canvas.tint(at, theme.selected);
        }
        let mut row = canvas.row(at);
        row.column(&articles.to_string(), ARTICLES, theme.dim);
        let cells = (u32::from(bar) * articles).div_ceil(company.articles.max(1));
        let (sign, style) = screen.sign(*other, entity.kind);
        row.column(&"━".repeat(cells as usize), bar + 1, style);
        row.start(sign, style).gap(1).start(&entity.canonical, theme.text);
        if let Some(english) = &entity.english {
            row.gap(2).start(english, theme.dim);
        }
    }
}

/// Draws an empty panel about a name and returns the room inside.
fn panel(screen: Screen<'_>, canvas: &mut Canvas<'_>, id: EntityId, about: &str, at_end: &str) -> Rect {
    let Screen { model, theme, words } = screen;
    headed(screen, canvas, Panel::whole(model.size()), words.follow_hint(), None, |row| {
        if let Some(entity) = model.snapshot().entities.get(id) {
            let (sign, style) = screen.sign(id, entity.kind);
            row.start(sign, style).gap(1).start(&entity.canonical, theme.accent);
            row.gap(2).start(about, theme.dim).gap(2).start(at_end, theme.text);
        }
    })
}
