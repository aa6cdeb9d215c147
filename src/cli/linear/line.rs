//! The line that is asked for: what narrows or is sought, a name, a file.

use super::desk::Desk;
use super::say::Moment;
use crate::app::{Action, Msg, Wish};
use crate::keys::{Key, KeyCode};

impl Desk {
    /// Narrows what has the focus to what matches `text`.
    pub(super) fn narrow(&mut self, text: &str) {
        self.tell(Msg::Act(Action::Search));
        self.type_line(text);
    }

    /// Types `text` into the line that is open, in place of what stands there.
    pub(super) fn type_line(&mut self, text: &str) {
        self.tell(Msg::Key(Key::ctrl('u')));
        if !text.is_empty() {
            self.tell(Msg::Paste(text.to_string()));
        }
        self.tell(Msg::Key(Key::plain(KeyCode::Enter)));
        // What cannot be understood is not taken.
        if let Some(fault) = self.model.prompt().and_then(|prompt| prompt.fault.as_ref()) {
            self.said.push(self.words.search_error(&fault.kind));
            self.tell(Msg::Key(Key::plain(KeyCode::Escape)));
        }
    }

    /// Takes `line` for what was asked for.
    pub(super) fn write(&mut self, line: &str) {
        let before = Moment::of(&self.model);
        let wish = self.model.prompt().map(|prompt| prompt.wish.clone());
        match (wish, line.trim()) {
            (_, "<Esc>") => self.tell(Msg::Key(Key::plain(KeyCode::Escape))),
            // The name that was proposed.
            (Some(Wish::WriteList), "") => self.tell(Msg::Key(Key::plain(KeyCode::Enter))),
            (Some(Wish::Add(_)), "<Tab>") => return self.tell(Msg::Key(Key::plain(KeyCode::Tab))),
            (Some(Wish::Add(_) | Wish::Rename(..)), "") => self.tell(Msg::Key(Key::plain(KeyCode::Escape))),
            (_, text) => self.type_line(text),
        }
        self.say_since(&before);
    }

    /// Says what is to be written, if anything is.
    pub(super) fn ask_for_line(&mut self) {
        let Some(prompt) = self.model.prompt() else { return };
        let words = self.words;
        self.said.push(match &prompt.wish {
            Wish::Narrow => words.write_search().to_string(),
            Wish::Rename(_, name) => words.write_name(&name.text),
            Wish::WriteList => words.write_file(prompt.field.text()),
            Wish::Add(kind) => {
                let entities = &self.model.snapshot().entities;
                words.write_new_name(words.kind(*kind).unwrap_or(entities.kind_name(*kind)))
            }
        });
    }
}
