//! The view: [`view`] turns a model into cells and changes nothing.

mod card;
pub mod cells;
mod copy;
mod frame;
mod list;
mod names;
mod options;
mod panel;
mod readable;
mod text;
mod theme;
mod trail;
mod words;

pub use theme::{Look, LookError, Role, Scheme, Theme};
pub use words::Words;

use crate::app::{Language, Model, Overlay, Pane};
use crate::entity::{EntityId, EntityKind};
use cells::Canvas;
use ratatui::buffer::Buffer;
use ratatui::style::Style;

/// Draws the whole screen into `buffer`, which has the model's size.
pub fn view(model: &Model, theme: &Theme, buffer: &mut Buffer) {
    buffer.reset();
    let words = Words(model.language());
    let mut canvas = Canvas::new(buffer, model.language() == Language::Arabic, model.profile());
    let screen = Screen { model, theme, words };
    let arrangement = model.arrangement();
    if let Some(area) = arrangement.header {
        frame::header(screen, &mut canvas, area);
    }
    for pane in Pane::ALL {
        let Some(area) = arrangement.pane(pane) else { continue };
        frame::pane_head(screen, &mut canvas, pane, area);
        match pane {
            Pane::List => list::draw(screen, &mut canvas, area),
            Pane::Text => text::draw(screen, &mut canvas, area),
            Pane::Names => names::draw(screen, &mut canvas, area),
        }
    }
    frame::rules(screen, &mut canvas, &arrangement);
    if let Some(area) = arrangement.status {
        frame::status(screen, &mut canvas, area);
    }
    match model.overlay() {
        Some(Overlay::Help { query, top }) => panel::help(screen, &mut canvas, query, *top),
        Some(Overlay::Palette(palette)) => panel::palette(screen, &mut canvas, palette),
        Some(Overlay::Notices { top }) => panel::notices(screen, &mut canvas, *top),
        Some(Overlay::Options(cursor)) => options::draw(screen, &mut canvas, *cursor),
        Some(Overlay::Trail(trail)) => trail::trail(screen, &mut canvas, trail),
        Some(Overlay::Company(company)) => trail::company(screen, &mut canvas, company),
        Some(Overlay::Copy(menu)) => copy::draw(screen, &mut canvas, menu),
        Some(Overlay::Line { report, top }) => panel::line(screen, &mut canvas, report, *top),
        Some(Overlay::Name { card, top }) => card::draw(screen, &mut canvas, card, *top),
        Some(Overlay::Readable) => readable::draw(screen, &mut canvas),
        None => {}
    }
}

/// What every part of the view looks at.
#[derive(Clone, Copy)]
struct Screen<'m> {
    model: &'m Model,
    theme: &'m Theme,
    words: Words,
}

impl Screen<'_> {
    /// The sign before a name, and how it and the bar of the name look.
    fn sign(self, id: EntityId, kind: EntityKind) -> (&'static str, Style) {
        let is_by_rule = self.model.snapshot().is_by_rule(id);
        let style = self.theme.sign(kind);
        (theme::sign(kind, is_by_rule), if is_by_rule { self.theme.lighter(style) } else { style })
    }
}
