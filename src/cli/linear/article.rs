//! An article without a screen: opened, and gone through.

use super::desk::{Desk, Left};
use super::reading::Reading;
use super::say;
use crate::app::{Action, Msg, Page};
use crate::corpus::ArticleId;

/// Lines that are said at once of a long list.
const PAGE: usize = 20;

impl Desk {
    /// Goes on with what was being said: a page of it, or all.
    pub(super) fn more(&mut self, all: bool) {
        match &mut self.left {
            Left::Text => self.more_text(all),
            Left::Lines(lines) => {
                let count = if all { lines.len() } else { lines.len().min(PAGE) };
                self.said.extend(lines.drain(..count));
                match lines.len() {
                    0 => self.left = Left::Text,
                    left => self.said.push(self.words.lines_left(left)),
                }
            }
        }
    }

    pub(super) fn more_text(&mut self, all: bool) {
        self.left = Left::Text;
        match &mut self.reading {
            Some(reading) if !reading.is_done() => {
                self.said.extend(if all { reading.rest(self.words) } else { reading.page(self.words) });
            }
            _ => self.said.push(self.words.nothing_left().to_string()),
        }
    }

    pub(super) fn back(&mut self) {
        if let Some(reading) = &mut self.reading {
            reading.back();
        }
        self.more_text(false);
    }

    /// Reads the article of this number from its beginning.
    pub(super) fn read_article(&mut self, number: usize) {
        let id = number.checked_sub(1).and_then(|at| u32::try_from(at).ok()).map(ArticleId);
        let Some(id) = id.filter(|id| self.model.snapshot().article(*id).is_some()) else {
            self.said.push(self.words.no_such_number(number));
            return;
        };
        let Some(place) = self.model.listed().iter().position(|listed| *listed == id) else {
            self.said.push(self.words.article_not_listed(number));
            return;
        };
        self.tell(Msg::Act(Action::ListPane));
        self.tell(Msg::Act(Action::Top));
        for _ in 0..place {
            self.tell(Msg::Act(Action::Down));
        }
        self.read();
    }

    /// Reads the article in hand from its beginning.
    pub(super) fn read(&mut self) {
        self.tell(Msg::Rest);
        let Some(id) = self.model.reader().article() else {
            self.said.push(self.words.nothing_left().to_string());
            return;
        };
        self.said.push(say::article_in_hand(&self.model, self.words, id));
        self.tell(Msg::Act(Action::TextPane));
        self.open_text();
        let paragraphs = self.reading.as_ref().map_or(0, Reading::paragraphs);
        if let Some(said) = self.said.last_mut() {
            said.push_str(&format!("{}{}.", self.words.comma(), self.words.paragraphs(paragraphs)));
        }
        self.more_text(false);
    }

    /// The article in hand, to be read from its beginning.
    pub(super) fn open_text(&mut self) {
        let shows_residue = self.model.reader().page().is_some_and(Page::shows_residue);
        let article = self.model.reader().article().and_then(|id| self.model.snapshot().article(id));
        self.reading = article.map(|article| Reading::new(article, shows_residue));
        self.left = Left::Text;
    }

    /// The article in hand, where its reader is in it.
    pub(super) fn open_text_once(&mut self) {
        if self.reading.is_none() {
            self.open_text();
        }
    }
}
