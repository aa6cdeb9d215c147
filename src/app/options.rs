//! The options of reading as the reader changes them: by keys, and in a panel under the text, which follows at once.

use super::Model;
use super::msg::Message;
use super::overlay::Overlay;
use super::panes::Pane;
use super::reading::{Reading, SETTINGS};
use crate::keys::{Key, KeyCode};
use crate::text::Profile;

impl Model {
    /// How text is set.
    #[must_use]
    pub fn reading(&self) -> &Reading {
        &self.reading
    }

    /// Sets text in this way from now on.
    pub fn set_reading(&mut self, reading: Reading) {
        self.reading = reading;
        self.settle();
    }

    /// How the text of articles is drawn, and their titles.
    #[must_use]
    pub fn text_profile(&self) -> Profile {
        self.reading.profile(self.profile)
    }

    /// Changes one option, and says so.
    pub(super) fn turn_setting(&mut self, name: &'static str, is_forward: bool) {
        for setting in SETTINGS.iter().filter(|setting| setting.name == name) {
            setting.turn(&mut self.reading, is_forward);
            self.message = Some(Message::Set(name, setting.shown(&self.reading, self.language)));
        }
    }

    /// Dims what was read in another article, or no more, and says how much is new.
    pub(super) fn toggle_known(&mut self) {
        self.turn_setting("dim-known", true);
        self.find_known();
        if self.reading.dims_known {
            self.message = Some(Message::New(self.known.new_percent()));
        }
    }

    /// Leaves nothing but the text, or brings the panes back.
    pub(super) fn toggle_zen(&mut self) {
        self.reading.zen = !self.arrangement().is_zen;
        if self.reading.zen {
            self.focus_on(Pane::Text);
        }
    }

    /// Goes to the next paragraph of the text, or back to where this one or the one before begins.
    pub(super) fn step_paragraph(&mut self, is_forward: bool) {
        if !self.reader.step_paragraph(is_forward) && is_forward {
            self.message = Some(Message::EndOfArticle);
        }
    }

    /// What a key does in the panel of options.
    pub(super) fn options_key(&mut self, key: Key) {
        let rightwards = self.rightwards();
        let Some(Overlay::Options(cursor)) = &mut self.overlay else { return };
        let turned = match key.code {
            KeyCode::Up | KeyCode::Char('k') => return cursor.step(-1, SETTINGS.len()),
            KeyCode::Down | KeyCode::Char('j') => return cursor.step(1, SETTINGS.len()),
            KeyCode::Home => return cursor.step(-(SETTINGS.len() as isize), SETTINGS.len()),
            KeyCode::End => return cursor.step(SETTINGS.len() as isize, SETTINGS.len()),
            // More is where the interface reads to.
            KeyCode::Right | KeyCode::Char('l') => rightwards > 0,
            KeyCode::Left | KeyCode::Char('h') => rightwards < 0,
            KeyCode::Enter | KeyCode::Char(' ') => true,
            _ => {
                self.overlay = None;
                return;
            }
        };
        SETTINGS[cursor.selected].turn(&mut self.reading, turned);
    }
}
