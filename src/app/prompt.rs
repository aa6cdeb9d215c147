//! The line that the reader types into: what it is for, and what keys do there.

use super::line::{self, Edit};
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
    pub text: String,
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
        let (wish, text) = (Wish::Narrow, before_text.clone());
        self.prompt = Some(Prompt { pane, wish, text, before, before_text });
    }

    pub(super) fn prompt_key(&mut self, key: Key) -> Option<Effect> {
        let prompt = self.prompt.as_mut()?;
        match line::edit(&mut prompt.text, key) {
            Edit::Changed => self.narrow_as_typed(),
            Edit::Accepted => {
                let Prompt { wish, text, .. } = self.prompt.take()?;
                return self.typed(wish, &text);
            }
            Edit::Cancelled => {
                let Prompt { pane, wish, before, before_text, .. } = self.prompt.take()?;
                if wish == Wish::Narrow {
                    self.set_narrow(pane, before_text);
                    self.return_to(before);
                }
            }
            Edit::Ignored => match (&mut prompt.wish, key.code) {
                (Wish::Add(kind), KeyCode::Tab) => {
                    *kind = self.snapshot.entities.kinds().after(*kind);
                }
                (Wish::Narrow, KeyCode::Down | KeyCode::Tab) => self.step(1),
                (Wish::Narrow, KeyCode::Up) => self.step(-1),
                _ => {}
            },
        }
        None
    }

    pub(super) fn narrow_as_typed(&mut self) {
        if let Some(prompt) = self.prompt.as_ref().filter(|prompt| prompt.wish == Wish::Narrow) {
            self.set_narrow(prompt.pane, prompt.text.clone());
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
            line::insert(query, text);
            *top = 0;
        } else if let Some(prompt) = &mut self.prompt {
            line::insert(&mut prompt.text, text);
            self.narrow_as_typed();
        }
    }
}
