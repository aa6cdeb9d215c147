//! The reading pane: a head with the progress, and the rows of the article with its mentions.

use super::Screen;
use super::cells::Canvas;
use super::theme::STAR;
use crate::app::{Model, PageRow, Pane, content, minutes};
use crate::corpus::{Article, Part, Role, stem};
use crate::entity::{EntityId, Mention, Provenance};
use crate::text::{Cell, neutralised};
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};
use std::ops::Range;

/// What kinds of names, and headlines, are known by without colours.
const KINDS: Modifier = Modifier::BOLD.union(Modifier::UNDERLINED).union(Modifier::ITALIC);

/// Cells of the progress bar.
const BAR: usize = 10;

pub(super) fn draw(screen: Screen<'_>, canvas: &mut Canvas<'_>, pane: Rect) {
    let Screen { model, theme, words } = screen;
    let reader = model.reader();
    let column = model.text_column();
    let open = reader.article().and_then(|id| model.snapshot().article(id));
    let (Some(article), Some(page)) = (open, reader.page()) else {
        if !model.snapshot().complete {
            canvas.text(column, words.loading(), theme.dim);
        }
        return;
    };
    let is_rtl = page.is_rtl();
    if !model.arrangement().is_zen && content(pane).height < pane.height {
        head(screen, canvas, article, is_rtl, Rect { height: 1, y: pane.y, ..column });
    }
    let mentions = model.snapshot().mentions(article.id);
    let rows = page.rows().iter().skip(reader.top()).take(usize::from(column.height));
    for (y, row) in (column.y..).zip(rows) {
        let area = Rect { y, height: 1, ..column };
        match row {
            PageRow::Blank | PageRow::Leading => {}
            PageRow::Label(residue) => {
                let mut row = canvas.row_towards(area, is_rtl);
                row.start("┄", theme.rule).gap(1).start(words.residue(*residue), theme.dim);
                row.gap(1).start("┄", theme.rule);
            }
            PageRow::Line { part: number, span } => {
                let part = page.part(*number).part;
                let base = style_of(screen, part.role);
                let line = page.line(*number, span);
                canvas.flush(area, &line, |cell| style(screen, part, base, cell, mentions));
            }
        }
    }
}

/// How far the reader is, as a line under the text, which grows the way the text runs.
pub(super) fn progress(screen: Screen<'_>, canvas: &mut Canvas<'_>, area: Rect) {
    let Screen { model, theme, .. } = screen;
    let Some(page) = model.reader().page() else { return };
    let column = Rect { x: model.text_column().x, width: model.text_column().width, ..area };
    let done = model.reader().percent() * usize::from(column.width) / 100;
    let rest = usize::from(column.width) - done;
    let mut row = canvas.row_towards(column, page.is_rtl());
    row.start(&"━".repeat(done), theme.dim).start(&"─".repeat(rest), theme.rule);
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
    if model.is_starred(article.id) {
        row.start(STAR, theme.accent).gap(1);
    }
    let title = article.title_text().filter(|_| reader.is_scrolled());
    if let Some(title) = title {
        row.start_by(model.text_profile(), title, style);
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
    let others = model.snapshot().stories.others(article.id);
    let numbers: Vec<u32> = others.iter().map(|other| other.0 + 1).collect();
    let new = model.known().new_percent().map(|percent| words.share_new(percent));
    let story = (!numbers.is_empty()).then(|| words.same_story(&numbers));
    for field in [new, story].into_iter().flatten() {
        if row.width(&field) + 3 <= row.room() {
            row.gap(1).start("·", theme.dim).gap(1).start(&field, theme.dim);
        }
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

/// The style of a cell of a part, which has the style `base`. Testing each cell by its bytes gives the several
/// runs that one mention, hit or sentence may have on a mixed line, and leaves the letters their shapes.
fn style(screen: Screen<'_>, part: &Part, base: Style, cell: &Cell<'_>, mentions: &[Mention]) -> Style {
    let start = part.range.start + cell.range.start;
    let end = part.range.start + cell.range.end;
    // What justification adds belongs to the letter before it.
    let letter = start - usize::from(start == end && start > 0);
    if screen.model.selection().is_some_and(|selection| selection.holds(letter..end)) {
        // Whatever it is besides: of two reversals nothing would be left to be seen.
        return screen.theme.text.add_modifier(Modifier::REVERSED);
    }
    let is_known = screen.model.known().holds(letter);
    let base = if is_known { screen.theme.dim } else { base };
    let is_dim = is_known || matches!(part.role, Role::Residue(_));
    base.patch(over(screen, start..end, is_dim, mentions))
}

/// What lies over the style of the text where bytes of it belong to a mention, or to what a search has found.
fn over(screen: Screen<'_>, Range { start, end }: Range<usize>, is_dim: bool, mentions: &[Mention]) -> Style {
    let Screen { model, theme, .. } = screen;
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
        _ if hit.is_some() && theme.hit.add_modifier.contains(Modifier::REVERSED) => {
            // Bold is what the one that the walk stands on is known by.
            Style::new().remove_modifier(KINDS).patch(theme.hit)
        }
        _ if hit.is_some() => style.patch(theme.hit),
        Some(mention) if reader.hits().is_none() && is_wanted(model, mention.entity) => {
            style.patch(theme.chosen)
        }
        Some(_) if is_dim => theme.dim.add_modifier(style.add_modifier),
        _ => style,
    }
}
