//! The panel about a name: its spellings, where each was found and why, the reader's changes that have to do
//! with it, and the keys that change it.

use super::Screen;
use super::cells::Canvas;
use super::panel;
use crate::app::{ACTIONS, CardRow, NameCard, Spelling};
use ratatui::layout::Rect;

/// Cells beside its count from which a spelling is said to stand in so many articles.
const WITH_COUNTS: u16 = 40;

pub(super) fn draw(screen: Screen<'_>, canvas: &mut Canvas<'_>, card: &NameCard, top: usize) {
    let words = screen.words;
    let area = panel::panel(screen, canvas, words.card(), None, words.esc_closes());
    for (y, row) in (area.y..area.bottom()).zip(card.rows().skip(top)) {
        draw_row(screen, canvas, card, row, Rect { y, height: 1, ..area });
    }
}

fn draw_row(screen: Screen<'_>, canvas: &mut Canvas<'_>, card: &NameCard, content: CardRow<'_>, at: Rect) {
    let Screen { model, theme, words } = screen;
    let NameCard { entity, spellings, articles, .. } = card;
    let mut row = canvas.row(at);
    match content {
        CardRow::Name => {
            let (sign, style) = screen.sign(card.id, entity.kind);
            row.start(sign, style).gap(1);
            row.start(&entity.canonical, theme.heading).gap(2);
            row.start(entity.english.as_deref().unwrap_or_default(), theme.dim);
        }
        CardRow::Facts => {
            let mentions = spellings.iter().map(|spelling| spelling.mentions).sum();
            let kind = model.snapshot().entities.kind_name(entity.kind);
            row.start(words.kind(entity.kind).unwrap_or(kind), theme.dim).gap(1).start("·", theme.dim).gap(1);
            row.start(&words.mentions_in(mentions, *articles), theme.dim);
        }
        CardRow::Blank => {}
        CardRow::Spelling(spelling) => {
            let Spelling { text, mentions, articles, provenance } = spelling;
            row.column(&mentions.to_string(), 6, theme.heading);
            if row.room() >= WITH_COUNTS {
                row.column(&words.articles(*articles), 16, theme.dim);
            }
            let why: Vec<&str> = provenance.iter().map(|why| words.provenance(*why)).collect();
            let why = why.join(words.comma());
            // Why it was found is worth less than what was.
            if row.width(text) + 2 + row.width(&why) <= row.room() {
                row.end(&why, theme.dim).end_gap(2);
            }
            row.start(text, theme.text);
        }
        CardRow::Change(line, change) => {
            row.column(&words.line(line), 12, theme.dim);
            // As it stands in the file, each field for itself: none reorders its neighbours.
            for field in change.to_string().split('\t') {
                row.start(field, theme.text).gap(2);
            }
        }
        CardRow::Action(action) => {
            let Some(action) = ACTIONS.iter().find(|row| row.action == action) else { return };
            let key = model.keymap().keys_of(action.action).next().map(ToString::to_string);
            row.column(&key.unwrap_or_default(), 6, theme.heading);
            row.start(action.description(model.language()), theme.text);
        }
    }
}
