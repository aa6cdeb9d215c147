//! The reading pane: a head with the progress, and the rows of the article with its mentions.

use super::Screen;
use super::cells::Canvas;
use super::list::minutes;
use crate::app::{Model, PageRow, Pane, content, text_column};
use crate::corpus::{Article, Part, Role, stem};
use crate::entity::{EntityId, Mention, Provenance};
use crate::text::{Cell, neutralised};
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};

/// Cells of the progress bar.
const BAR: usize = 10;

pub(super) fn draw(screen: Screen<'_>, canvas: &mut Canvas<'_>, pane: Rect) {
    let Screen { model, theme, words } = screen;
    let reader = model.reader();
    let column = text_column(pane);
    let open = reader.article().and_then(|id| model.snapshot().article(id));
    let (Some(article), Some(page)) = (open, reader.page()) else {
        if !model.snapshot().complete {
            canvas.text(column, words.loading(), theme.dim);
        }
        return;
    };
    let is_rtl = page.is_rtl();
    if content(pane).height < pane.height {
        head(screen, canvas, article, is_rtl, Rect { height: 1, y: pane.y, ..column });
    }
    let mentions = model.snapshot().mentions(article.id);
    let rows = page.rows().iter().skip(reader.top()).take(usize::from(column.height));
    for (y, row) in (column.y..).zip(rows) {
        let area = Rect { y, height: 1, ..column };
        match row {
            PageRow::Blank => {}
            PageRow::Label(residue) => {
                let mut row = canvas.row_towards(area, is_rtl);
                row.start("┄", theme.rule).gap(1).start(words.residue(*residue), theme.dim);
                row.gap(1).start("┄", theme.rule);
            }
            PageRow::Line { part, span } => {
                let part = page.part(*part);
                let line = part.paragraph.line(span);
                let base = style_of(screen, part.part.role);
                canvas.flush(area, &line, |cell| base.patch(over(screen, part.part, cell, mentions)));
            }
        }
    }
}

/// What is open, or, once its headline is out of sight, its title; and how far the reader is.
fn head(screen: Screen<'_>, canvas: &mut Canvas<'_>, article: &Article, is_rtl: bool, area: Rect) {
    let Screen { model, theme, words } = screen;
    let reader = model.reader();
    let style = if model.focus() == Pane::Text { theme.accent } else { theme.dim };
    let mut row = canvas.row_towards(area, is_rtl);
    // Progress grows the way the text runs.
    let done = reader.percent() * BAR / 100;
    row.end(&format!("{}%", reader.percent()), theme.dim).end_gap(1);
    if area.width >= 40 {
        row.end(&"─".repeat(BAR - done), theme.rule).end(&"━".repeat(done), style).end_gap(2);
    }
    let title = article.title_text().filter(|_| reader.is_scrolled());
    if let Some(title) = title {
        row.start(title, style);
        return;
    }
    let name = neutralised(stem(&article.name));
    let about = article.date_text().or(article.source_text()).unwrap_or(&name);
    let minutes = words.minutes(minutes(article.words));
    if row.width(about) + 3 + row.width(&minutes) <= row.room() {
        row.start(about, style).gap(1).start("·", theme.dim).gap(1).start(&minutes, theme.dim);
    } else {
        row.start(&minutes, style);
    }
}

fn is_wanted(model: &Model, entity: EntityId) -> bool {
    model.filter().wanted().any(|wanted| wanted == entity)
}

fn style_of(screen: Screen<'_>, role: Role) -> Style {
    let theme = screen.theme;
    match role {
        Role::Headline => theme.heading,
        Role::Heading => theme.heading.remove_modifier(Modifier::BOLD),
        Role::Body => theme.text,
        Role::Kicker | Role::Dateline | Role::Caption | Role::Residue(_) => theme.dim,
    }
}

/// What lies over the style of a part where a cell belongs to a mention, or to what a search has found.
/// Testing each cell by its bytes gives the several runs that one of them may have on a mixed line, and leaves
/// the letters their shapes.
fn over(screen: Screen<'_>, part: &Part, cell: &Cell<'_>, mentions: &[Mention]) -> Style {
    let Screen { model, theme, .. } = screen;
    let start = part.range.start + cell.range.start;
    let end = part.range.start + cell.range.end;
    let reader = model.reader();
    let hits = reader.hits().unwrap_or_default();
    let hit = hits.get(hits.partition_point(|hit| hit.end <= start)).filter(|hit| hit.start < end);
    let mention = mentions.get(mentions.partition_point(|mention| mention.range.end <= start));
    let mention = mention.filter(|mention| mention.range.start < end);
    let kind = mention.and_then(|mention| model.snapshot().entities.get(mention.entity));
    let style = kind.map_or(Style::new(), |entity| theme.kind(entity.kind));
    let is_by_rule = mention.is_some_and(|mention| mention.provenance == Provenance::Rule);
    let style = if is_by_rule { theme.lighter(style) } else { style };
    let walked = if reader.hits().is_some() { hit } else { mention.map(|mention| &mention.range) };
    if walked.is_some() && walked == reader.mention() {
        return style.patch(theme.current);
    }
    match mention {
        // While something is sought, what is found alone stands out: without colours the two look alike.
        _ if hit.is_some() => style.patch(theme.hit),
        Some(mention) if reader.hits().is_none() && is_wanted(model, mention.entity) => {
            style.patch(theme.chosen)
        }
        Some(_) if matches!(part.role, Role::Residue(_)) => theme.dim.add_modifier(style.add_modifier),
        _ => style,
    }
}
