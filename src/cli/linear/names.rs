//! Names without a screen: listed, and filtered by.

use super::desk::{Desk, Numbered};
use super::say::{self, Moment};
use crate::app::{Action, Msg, Pane};
use crate::entity::EntityId;
use crate::fold::fold_str;
use crate::index::Link;

impl Desk {
    pub(super) fn list_names(&mut self) {
        let (lines, numbered) = say::names(&self.model, self.words);
        self.numbered = Numbered::Names(numbered);
        self.say_lines(lines);
    }

    /// Filters by the name that matches `text` best.
    pub(super) fn filter(&mut self, text: &str, action: Action, link: Link) {
        if text.is_empty() {
            self.said.push(say::filter(&self.model, self.words));
            return;
        }
        let before = Moment::of(&self.model);
        self.tell(Msg::Act(Action::NamesPane));
        self.narrow(text);
        let (_, found) = say::names(&self.model, self.words);
        let entities = &self.model.snapshot().entities;
        let is_whole = |id: &EntityId| {
            entities.get(*id).is_some_and(|entity| {
                let mut names = std::iter::once(&entity.canonical).chain(&entity.english);
                names.any(|name| fold_str(name) == fold_str(text))
            })
        };
        let best = found.iter().copied().find(|id| is_whole(id)).or(found.first().copied());
        let stands = best.and_then(|best| self.model.filter().term(best));
        let is_there = stands.is_some_and(|term| term.link == link && !term.is_suspended);
        if let Some(best) = best.filter(|_| !is_there)
            && self.go_to_name(best)
        {
            self.tell(Msg::Act(action));
        }
        self.narrow("");
        self.leave_names(&before);
        match best {
            None => self.said.push(self.words.no_name_matches(text)),
            Some(_) if is_there => self.said.push(say::filter(&self.model, self.words)),
            Some(_) => self.say_since(&before),
        }
        if found.len() > 1 {
            self.said.push(self.words.other_names(found.len() - 1));
        }
    }

    /// Filters by a name that is listed, or takes it out of the filter.
    pub(super) fn filter_by(&mut self, name: EntityId) {
        let before = Moment::of(&self.model);
        self.tell(Msg::Act(Action::NamesPane));
        if self.go_to_name(name) {
            self.tell(Msg::Act(Action::Choose));
        }
        self.say_since(&before);
    }

    /// Moves the cursor of the names to one of them; whether it is listed.
    pub(super) fn go_to_name(&mut self, name: EntityId) -> bool {
        self.tell(Msg::Act(Action::Top));
        while self.model.names().selected() != Some(name) {
            let cursor = self.model.names().cursor();
            self.tell(Msg::Act(Action::Down));
            if self.model.names().cursor() == cursor {
                return false;
            }
        }
        true
    }

    /// Goes back from the names to where the reader was. Not to the text: it may be another article's, which
    /// is not read by being found.
    pub(super) fn leave_names(&mut self, before: &Moment) {
        if before.focus() != Pane::Names {
            self.tell(Msg::Act(Action::ListPane));
        }
    }
}
