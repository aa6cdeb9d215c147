//! The line that the reader types into: what it is for, and what keys do there.

use super::action::Language;
use super::field::{Edit, TextField};
use super::list::Cursor;
use super::msg::Effect;
use super::panes::Pane;
use super::{Model, Overlay, Place};
use crate::entity::EntityKind;
use crate::entity::repair::Name;
use crate::index::Search;
use crate::keys::{Key, KeyCode};

/// The line that the reader types into.
#[derive(Clone, Debug)]
pub struct Prompt {
    /// The pane that it is about; the one that it narrows, if it does.
    pub pane: Pane,
    /// What it is typed for.
    pub wish: Wish,
    /// The text so far.
    pub field: TextField,
    /// Where to go back to.
    pub(super) before: Place,
    /// What narrowed the pane before.
    pub(super) before_text: String,
}

/// What the reader types a line for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wish {
    /// To narrow a pane, as it is typed.
    Narrow,
    /// To show this name, which is of this kind, otherwise.
    Rename(EntityKind, Name),
    /// To add a name of this kind.
    Add(EntityKind),
}

impl Model {
    pub(super) fn open_prompt(&mut self) {
        let pane = if self.focus == Pane::Names { Pane::Names } else { Pane::List };
        let before_text = match pane {
            Pane::Names => self.names.narrow().to_string(),
            Pane::List | Pane::Text => self.query.search.typed().to_string(),
        };
        let before = self.place();
        self.focus_on(pane);
        // What narrows the pane already can be typed further.
        let (wish, field) = (Wish::Narrow, TextField::new(&before_text));
        self.history.begin();
        self.prompt = Some(Prompt { pane, wish, field, before, before_text });
    }

    pub(super) fn prompt_key(&mut self, key: Key) -> Option<Effect> {
        let key = self.as_letter(key);
        let rtl = self.language == Language::Arabic;
        let prompt = self.prompt.as_mut()?;
        match prompt.field.edit(key, rtl) {
            Edit::Changed => self.narrow_as_typed(),
            Edit::Accepted => {
                let Prompt { wish, field, .. } = self.prompt.take()?;
                if wish == Wish::Narrow {
                    self.history.push(field.text());
                }
                return self.typed(wish, field.text());
            }
            Edit::Cancelled => {
                let Prompt { pane, wish, before, before_text, .. } = self.prompt.take()?;
                if wish == Wish::Narrow {
                    self.set_narrow(pane, before_text);
                    self.return_to(before);
                }
            }
            Edit::Moved => {}
            Edit::Ignored => match (&mut prompt.wish, key.code) {
                (Wish::Add(kind), KeyCode::Tab) => {
                    *kind = self.snapshot.entities.kinds().after(*kind);
                }
                (Wish::Narrow, KeyCode::Char('p')) if key.modifiers.ctrl => self.recall(true),
                (Wish::Narrow, KeyCode::Char('n')) if key.modifiers.ctrl => self.recall(false),
                (Wish::Narrow, KeyCode::Down | KeyCode::Tab) => self.step(1),
                (Wish::Narrow, KeyCode::Up) => self.step(-1),
                _ => {}
            },
        }
        None
    }

    /// Brings back what was typed before, or what came after that.
    fn recall(&mut self, is_back: bool) {
        let Some(prompt) = &mut self.prompt else { return };
        let line = match is_back {
            true => self.history.before(prompt.field.text()),
            false => self.history.after(),
        };
        if let Some(line) = line {
            prompt.field = TextField::new(&line);
            self.narrow_as_typed();
        }
    }

    fn narrow_as_typed(&mut self) {
        if let Some(prompt) = self.prompt.as_ref().filter(|prompt| prompt.wish == Wish::Narrow) {
            self.set_narrow(prompt.pane, prompt.field.text().to_string());
        }
    }

    pub(super) fn set_narrow(&mut self, pane: Pane, text: String) {
        match pane {
            Pane::Names => self.names.narrow_to(text),
            // What cannot be understood is perhaps not typed to its end: what was found stays.
            Pane::List | Pane::Text => {
                if let Ok(search) = Search::parse(&text) {
                    self.query.search = search;
                }
            }
        }
        self.ask();
    }

    pub(super) fn paste(&mut self, text: &str) {
        if let Some(Overlay::Help { query, top }) = &mut self.overlay {
            query.insert(text);
            *top = 0;
        } else if let Some(Overlay::Palette(palette)) = &mut self.overlay {
            palette.field.insert(text);
            palette.cursor = Cursor::default();
        } else if let Some(prompt) = &mut self.prompt {
            prompt.field.insert(text);
            self.narrow_as_typed();
        }
    }
}
