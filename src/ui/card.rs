//! The panel about a name: its spellings, where each was found and why, and the keys that change it.

use super::Screen;
use super::cells::Canvas;
use super::panel;
use super::theme::sign;
use crate::app::{ACTIONS, ActionRow, NameCard, Spelling};
use ratatui::layout::Rect;

pub(super) fn draw(screen: Screen<'_>, canvas: &mut Canvas<'_>, card: &NameCard, top: usize) {
    let words = screen.words;
    let area = panel::panel(screen, canvas, words.card(), None, words.esc_closes());
    for (y, index) in (area.y..area.bottom()).zip(top..card.rows()) {
        row(screen, canvas, card, index, Rect { y, height: 1, ..area });
    }
}

fn row(screen: Screen<'_>, canvas: &mut Canvas<'_>, card: &NameCard, index: usize, at: Rect) {
    let Screen { model, theme, words } = screen;
    let NameCard { entity, spellings, articles, .. } = card;
    let mut row = canvas.row(at);
    match index {
        0 => {
            row.start(sign(entity.kind), theme.sign(entity.kind)).gap(1);
            row.start(&entity.canonical, theme.heading).gap(2);
            row.start(entity.english.as_deref().unwrap_or_default(), theme.dim);
        }
        1 => {
            let mentions = spellings.iter().map(|spelling| spelling.mentions).sum();
            let kind = model.snapshot().entities.kind_name(entity.kind);
            row.start(words.kind(entity.kind).unwrap_or(kind), theme.dim).gap(1).start("·", theme.dim).gap(1);
            row.start(&words.mentions_in(mentions, *articles), theme.dim);
        }
        _ => match (spellings.get(index.wrapping_sub(3)), action(card, index)) {
            (Some(spelling), _) => {
                let Spelling { text, mentions, articles, provenance } = spelling;
                row.column(&mentions.to_string(), 6, theme.heading);
                row.column(&words.articles(*articles), 16, theme.dim);
                let why: Vec<&str> = provenance.iter().map(|why| words.provenance(*why)).collect();
                row.end(&why.join(words.comma()), theme.dim).end_gap(2);
                row.start(text, theme.text);
            }
            (None, Some(action)) => {
                let key = model.keymap().keys_of(action.action).next().map(ToString::to_string);
                row.column(&key.unwrap_or_default(), 6, theme.heading);
                row.start(action.description(model.language()), theme.text);
            }
            (None, None) => {}
        },
    }
}

/// The action that stands in a row.
fn action(card: &NameCard, index: usize) -> Option<&'static ActionRow> {
    let action = NameCard::ACTIONS.get(index.checked_sub(4 + card.spellings.len())?)?;
    ACTIONS.iter().find(|row| row.action == *action)
}
