//! The line that the reader types into: what it is for, and what keys do there.

use super::action::Language;
use super::field::{Edit, TextField};
use super::list::Cursor;
use super::msg::Effect;
use super::panes::Pane;
use super::{Model, Overlay, Place};
use crate::entity::EntityKind;
use crate::entity::repair::Name;
use crate::index::{Search, SearchError};
use crate::keys::{Key, KeyCode};
use std::ops::Range;

/// The line that the reader types into.
#[derive(Clone, Debug)]
pub struct Prompt {
    /// The pane that it is about; the one that it searches or narrows, if it does.
    pub pane: Pane,
    /// What it is typed for.
    pub wish: Wish,
    /// The text so far.
    pub field: TextField,
    /// Why the text is no search, if it is not.
    pub fault: Option<SearchError>,
    /// What there was before.
    pub(super) before: Before,
}

/// What the reader types a line for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wish {
    /// To search the articles or the text, or to narrow the names, as it is typed.
    Narrow,
    /// To show this name, which is of this kind, otherwise.
    Rename(EntityKind, Name),
    /// To add a name of this kind.
    Add(EntityKind),
    /// To write the list to a file.
    WriteList,
}

/// What there was before a line was typed, to be brought back.
#[derive(Clone, Debug)]
pub(super) struct Before {
    pub(super) place: Place,
    pub(super) names: String,
    pub(super) search: Search,
    pub(super) find: Search,
    pub(super) mention: Option<Range<usize>>,
}

impl Model {
    /// Asks what `pane` is to be searched for, or narrowed to.
    pub(super) fn open_search(&mut self, pane: Pane) {
        // What narrows a pane already can be typed further; in a text one search follows another.
        let text = match pane {
            Pane::Names => self.names.narrow().to_string(),
            Pane::List => self.query.search.typed().to_string(),
            Pane::Text => String::new(),
        };
        self.history.begin();
        self.open_prompt(pane, Wish::Narrow, &text);
        self.focus_on(pane);
    }

    pub(super) fn open_prompt(&mut self, pane: Pane, wish: Wish, text: &str) {
        let before = Before {
            place: self.place(),
            names: self.names.narrow().to_string(),
            search: self.query.search.clone(),
            find: self.find.clone(),
            mention: self.reader.mention().cloned(),
        };
        self.prompt = Some(Prompt { pane, wish, field: TextField::new(text), fault: None, before });
    }

    pub(super) fn prompt_key(&mut self, key: Key) -> Option<Effect> {
        let key = self.as_letter(key);
        let rtl = self.language == Language::Arabic;
        let prompt = self.prompt.as_mut()?;
        match prompt.field.edit(key, rtl) {
            Edit::Changed => self.narrow_as_typed(),
            // What cannot be understood is to be typed otherwise.
            Edit::Accepted if prompt.fault.is_some() => {}
            Edit::Accepted => {
                self.answer();
                let Prompt { wish, field, .. } = self.prompt.take()?;
                if wish == Wish::Narrow {
                    self.history.push(field.text());
                }
                return self.typed(wish, field.text());
            }
            Edit::Cancelled => {
                let Prompt { wish, before, .. } = self.prompt.take()?;
                if wish == Wish::Narrow {
                    self.bring_back(before);
                }
            }
            Edit::Moved => {}
            Edit::Ignored => match (&mut prompt.wish, key.code) {
                (Wish::Add(kind), KeyCode::Tab) => {
                    *kind = self.snapshot.entities.kinds().after(*kind);
                }
                (Wish::Narrow, KeyCode::Char('p')) if key.modifiers.ctrl => self.recall(true),
                (Wish::Narrow, KeyCode::Char('n')) if key.modifiers.ctrl => self.recall(false),
                (Wish::Narrow, KeyCode::Down | KeyCode::Tab) => self.step_found(true),
                (Wish::Narrow, KeyCode::Up) => self.step_found(false),
                _ => {}
            },
        }
        None
    }

    /// Brings back what there was before a line was typed that narrows.
    fn bring_back(&mut self, before: Before) {
        self.names.narrow_to(before.names);
        (self.query.search, self.find) = (before.search, before.find);
        self.ask();
        self.return_to(before.place);
        self.find_hits();
        self.reader.stand_on(before.mention);
    }

    /// Goes to the next of what is narrowed to, or found, or the one before.
    fn step_found(&mut self, is_forward: bool) {
        match self.focus {
            Pane::Text => self.step_walk(is_forward),
            Pane::List | Pane::Names => self.step(if is_forward { 1 } else { -1 }),
        }
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
        let Some(prompt) = self.prompt.as_ref().filter(|prompt| prompt.wish == Wish::Narrow) else { return };
        if prompt.pane == Pane::Names {
            self.names.narrow_to(prompt.field.text().to_string());
            self.ask();
        } else {
            self.search_as_typed();
        }
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
