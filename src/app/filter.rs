//! Names in hand: how keys change the filter by them, and where the reader stands before and after; how
//! they are listed.

use super::msg::Message;
use super::panes::Pane;
use super::{Model, Place};
use crate::entity::EntityId;
use crate::index::{Filter, Link};

impl Model {
    /// The name that keys of the filter are about: the one chosen in the sidebar, or that of the mention
    /// that the walk through the text stands on.
    pub(super) fn name_in_hand(&self) -> Option<EntityId> {
        match self.focus {
            Pane::Names => self.names.selected(),
            Pane::List | Pane::Text => self.reader.entity_in_hand(&self.snapshot),
        }
    }

    /// As [`name_in_hand`](Self::name_in_hand); says so if there is none.
    pub(super) fn name_in_hand_or_say(&mut self) -> Option<EntityId> {
        let entity = self.name_in_hand();
        if entity.is_none() {
            self.message = Some(Message::NoName);
        }
        entity
    }

    /// Adds the name in hand to the filter, or takes it out again.
    pub(super) fn toggle_name(&mut self, link: Link) {
        let Some(entity) = self.name_in_hand_or_say() else { return };
        let stands = self.query.filter.term(entity).map(|term| term.link);
        if stands.is_none() && link == Link::And && self.results.facet(entity).articles == 0 {
            self.message = Some(Message::NotInList);
            return;
        }
        let mut filter = self.query.filter.clone();
        filter.toggle(entity, link);
        self.filter_by(filter);
        if stands != Some(link) && link != Link::Not {
            self.reader.show_first(&self.snapshot, entity);
            self.remember_filtered();
        }
    }

    /// Lets the name in hand count for nothing, or count again.
    pub(super) fn suspend_name(&mut self) {
        let mut filter = self.query.filter.clone();
        match self.name_in_hand() {
            Some(entity) if filter.suspend(entity) => self.filter_by(filter),
            _ => self.message = Some(Message::NotInFilter),
        }
    }

    /// Keeps the name in hand at the top of the names, or lets it go.
    pub(super) fn pin_name(&mut self) {
        if let Some(entity) = self.name_in_hand_or_say() {
            self.names.pin(entity);
            self.list_names();
        }
    }

    /// Folds the kind of names away that the cursor is in, or opens it.
    pub(super) fn fold_names(&mut self) {
        self.names.fold();
        self.list_names();
    }

    /// Takes the name out of the filter that was added last.
    pub(super) fn pop_name(&mut self) {
        let mut filter = self.query.filter.clone();
        match filter.pop() {
            Some(_) => self.filter_by(filter),
            None => self.message = Some(Message::NotInFilter),
        }
    }

    /// Takes every name out of the filter, which can be brought back.
    pub(super) fn clear_filter(&mut self) {
        self.last_filter = self.query.filter.clone();
        self.filter_by(Filter::default());
    }

    /// Brings back the filter that was cleared last.
    pub(super) fn bring_filter_back(&mut self) {
        if self.last_filter.is_empty() {
            self.message = Some(Message::NoLastFilter);
            return;
        }
        let last = self.without_hidden(&self.last_filter);
        if last.is_empty() {
            self.message = Some(Message::FilterHidden);
            return;
        }
        self.last_filter = Filter::default();
        if !self.query.filter.is_empty() {
            self.last_filter = self.query.filter.clone();
        }
        self.filter_by(last);
    }

    pub(super) fn filter_by(&mut self, filter: Filter) {
        if filter.is_empty() {
            self.query.filter = filter;
            self.leave_filter();
            return;
        }
        let before = self.place();
        self.query.filter = filter;
        self.ask();
        self.settle();
        if self.unfiltered.is_none() {
            self.unfiltered = Some((before, before));
        }
        self.remember_filtered();
    }

    /// Remembers where the filter has brought the reader.
    fn remember_filtered(&mut self) {
        let now = self.place();
        if let Some((_, after)) = &mut self.unfiltered {
            *after = now;
        }
    }

    /// Shows everything again. A reader who has read on since stays there; one who has not goes
    /// back to where the first name was chosen.
    fn leave_filter(&mut self) {
        let now = self.place();
        self.reader.forget_mention();
        self.ask();
        let Some((before, after)) = self.unfiltered.take() else { return };
        if (now.article, now.byte) == (after.article, after.byte) {
            // The cursor of the names stays on its name: the reader has been moving there.
            self.return_to(Place { names: self.names.cursor, focus: self.focus, ..before });
        }
    }
}
