//! What lies over the panes, and what keys do there.

use super::Model;
use super::action::Language;
use super::card::NameCard;
use super::copy::CopyMenu;
use super::field::{Edit, TextField};
use super::help::help_rows;
use super::inspect::LineReport;
use super::list::Cursor;
use super::msg::{Effect, Message};
use super::notices::notice_rows;
use super::palette::Palette;
use super::panes::Panel;
use super::reading::SETTINGS;
use super::trail::{Company, Trail};
use crate::keys::{Key, KeyCode, Lookup};

/// What lies over the panes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Overlay {
    /// The keys.
    Help {
        /// What narrows them.
        query: TextField,
        /// The first row in sight.
        top: usize,
    },
    /// Every action.
    Palette(Palette),
    /// What could not be read.
    Notices {
        /// The first row in sight.
        top: usize,
    },
    /// A name, and its spellings.
    Name {
        /// What is known of it.
        card: NameCard,
        /// The first row in sight.
        top: usize,
    },
    /// Which line the reader can read; the whole screen, since some terminals reorder whole rows.
    Readable,
    /// Every mention of a name.
    Trail(Trail),
    /// What is named together with a name.
    Company(Company),
    /// What can be copied.
    Copy(CopyMenu),
    /// The options of reading; which of them the cursor is on.
    Options(Cursor),
    /// How a line is laid out.
    Line {
        /// What is to be known of it.
        report: LineReport,
        /// The first row in sight.
        top: usize,
    },
}

impl Model {
    /// Shows all that is known of the name in hand.
    pub(super) fn show_name(&mut self) {
        let card = self.name_in_hand().and_then(|id| NameCard::new(&self.snapshot, id));
        match card {
            Some(card) => self.overlay = Some(Overlay::Name { card, top: 0 }),
            None => self.message = Some(Message::NoName),
        }
    }

    /// Explains the line of the mention that the walk stands on, or else the first in sight.
    pub(super) fn inspect_line(&mut self) {
        let Some(page) = self.reader.page() else { return };
        let report = LineReport::new(page, self.reader.line_in_hand());
        self.overlay = report.map(|report| Overlay::Line { report, top: 0 });
    }

    /// Does what `key` means in the overlay.
    pub(super) fn overlay_key(&mut self, key: Key) -> Option<Effect> {
        let key = match &self.overlay {
            Some(Overlay::Help { .. } | Overlay::Palette(_)) => self.as_letter(key),
            _ => self.by_place(key),
        };
        match &self.overlay {
            None | Some(Overlay::Readable) => None,
            Some(Overlay::Options(_)) => {
                self.options_key(key);
                None
            }
            Some(Overlay::Palette(_)) => self.palette_key(key),
            Some(Overlay::Trail(_) | Overlay::Company(_)) => {
                self.trail_key(key);
                None
            }
            Some(Overlay::Copy(_)) => self.copy_key(key),
            Some(Overlay::Line { report, .. }) if key == Key::plain(KeyCode::Char('y')) => {
                let text = report.text();
                self.overlay = None;
                Some(self.copy_text(&text))
            }
            Some(Overlay::Name { .. }) => match self.keymap.lookup(&[key]) {
                Lookup::Found(action) if NameCard::ACTIONS.contains(&action) => {
                    self.overlay = None;
                    self.act(action)
                }
                _ => self.scroll_overlay(key),
            },
            Some(Overlay::Help { .. } | Overlay::Notices { .. } | Overlay::Line { .. }) => {
                self.scroll_overlay(key)
            }
        }
    }

    /// Scrolls the overlay, types into it, or closes it.
    fn scroll_overlay(&mut self, key: Key) -> Option<Effect> {
        let page = usize::from(Panel::new(self.size).inner.height).max(1);
        let Some(
            Overlay::Help { top, .. }
            | Overlay::Notices { top }
            | Overlay::Line { top, .. }
            | Overlay::Name { top, .. },
        ) = &mut self.overlay
        else {
            return None;
        };
        match key.code {
            KeyCode::Down => *top += 1,
            KeyCode::Up => *top = top.saturating_sub(1),
            KeyCode::PageDown => *top += page,
            KeyCode::PageUp => *top = top.saturating_sub(page),
            KeyCode::Home => *top = 0,
            KeyCode::End => *top = usize::MAX / 2,
            _ => self.overlay_letter(key),
        }
        self.bound_overlay();
        None
    }

    /// A key that does not scroll: it is typed where keys are searched, and moves or closes elsewhere.
    fn overlay_letter(&mut self, key: Key) {
        let rtl = self.language == Language::Arabic;
        match &mut self.overlay {
            Some(Overlay::Help { query, top }) => match query.edit(key, rtl) {
                Edit::Changed => *top = 0,
                Edit::Accepted | Edit::Cancelled => self.overlay = None,
                Edit::Moved | Edit::Ignored => {}
            },
            Some(Overlay::Notices { top } | Overlay::Line { top, .. } | Overlay::Name { top, .. }) => {
                match key.code {
                    KeyCode::Char('j') => *top += 1,
                    KeyCode::Char('k') => *top = top.saturating_sub(1),
                    _ => self.overlay = None,
                }
            }
            None
            | Some(
                Overlay::Readable
                | Overlay::Options(_)
                | Overlay::Palette(_)
                | Overlay::Trail(_)
                | Overlay::Company(_)
                | Overlay::Copy(_),
            ) => {}
        }
    }

    /// The overlay scrolls no further than its last row.
    pub(super) fn bound_overlay(&mut self) {
        let inner = Panel::new(self.size).inner;
        let rows = match &mut self.overlay {
            None | Some(Overlay::Readable) => return,
            Some(Overlay::Help { query, .. }) => {
                help_rows(query.text(), inner.width, &self.keymap, self.language).len()
            }
            Some(Overlay::Palette(palette)) => {
                let rows = palette.rows(&self.keymap).len();
                return palette.cursor.keep_in_sight(rows, usize::from(inner.height));
            }
            Some(Overlay::Notices { .. }) => notice_rows(&self.notices, &self.snapshot).count(),
            Some(Overlay::Options(cursor)) => {
                let height = Panel::at_foot(self.size, SETTINGS.len() as u16).inner.height;
                return cursor.keep_in_sight(SETTINGS.len(), height.into());
            }
            // Above the clusters the stored line, the facts and a blank row.
            Some(Overlay::Line { report, .. }) => 3 + report.clusters.len(),
            Some(Overlay::Name { card, .. }) => card.rows().count(),
            Some(Overlay::Trail(Trail { cursor, steps, .. })) => {
                return cursor.keep_in_sight(steps.len(), usize::from(Panel::whole(self.size).inner.height));
            }
            Some(Overlay::Copy(CopyMenu { rows, cursor })) => {
                let height = usize::from(Panel::low(self.size, rows.len()).inner.height);
                return cursor.keep_in_sight(rows.len(), height);
            }
            Some(Overlay::Company(Company { cursor, others, .. })) => {
                return cursor.keep_in_sight(others.len(), usize::from(Panel::whole(self.size).inner.height));
            }
        };
        let height = usize::from(inner.height).max(1);
        if let Some(
            Overlay::Help { top, .. }
            | Overlay::Notices { top }
            | Overlay::Line { top, .. }
            | Overlay::Name { top, .. },
        ) = &mut self.overlay
        {
            *top = (*top).min(rows.saturating_sub(height));
        }
    }
}

/// What a key answers to the question which line is readable.
pub(super) fn readable(key: Key) -> Option<Effect> {
    match key.code {
        KeyCode::Char('1') => Some(Effect::Readable(Some(0))),
        KeyCode::Char('2') => Some(Effect::Readable(Some(1))),
        KeyCode::Char('3') => Some(Effect::Readable(Some(2))),
        KeyCode::Escape => Some(Effect::Readable(None)),
        _ => None,
    }
}
