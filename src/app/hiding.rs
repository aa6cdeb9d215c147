//! Hiding what rules found: the model goes on with a snapshot without it, and keeps the whole one.

use super::Model;
use super::msg::Message;
use crate::entity::EntityId;
use crate::index::Filter;
use crate::library::Snapshot;
use std::sync::Arc;

/// What is hidden.
#[derive(Clone, Debug, Default)]
pub(super) struct Hiding {
    /// The library with all that is hidden; `None` while nothing is.
    whole: Option<Arc<Snapshot>>,
    /// The filter before hidden names were taken out of it, and after.
    filter: Option<(Filter, Filter)>,
}

impl Model {
    /// Whether what rules found is hidden.
    #[must_use]
    pub fn hides_rules(&self) -> bool {
        self.hiding.whole.is_some()
    }

    /// The library, hidden names and all.
    pub(super) fn whole(&self) -> &Arc<Snapshot> {
        self.hiding.whole.as_ref().unwrap_or(&self.snapshot)
    }

    /// Goes on with another snapshot of the library.
    pub(super) fn take(&mut self, snapshot: Arc<Snapshot>) {
        match &mut self.hiding.whole {
            None => self.snapshot = snapshot,
            Some(whole) => {
                self.snapshot = Arc::new(snapshot.without_rules());
                *whole = snapshot;
                self.query.filter = self.without_hidden(&self.query.filter);
            }
        }
    }

    /// Hides what rules found, or shows it again.
    pub(super) fn turn_rules(&mut self) {
        if self.hides_rules() {
            self.show_rules();
        } else {
            self.hide_rules();
        }
    }

    /// A name that is hidden can filter nothing: it leaves the filter until it is shown again.
    fn hide_rules(&mut self) {
        let mentions = self.snapshot.found_by_rules();
        if mentions == 0 {
            self.message = Some(Message::NoRules);
            return;
        }
        let sure = Arc::new(self.snapshot.without_rules());
        let whole = std::mem::replace(&mut self.snapshot, sure);
        let names = whole.entities.len() - self.snapshot.entities.len();
        self.hiding.whole = Some(whole);
        let (before, after) = (self.query.filter.clone(), self.without_hidden(&self.query.filter));
        let in_filter = before.terms().len() - after.terms().len();
        let listed = Arc::clone(&self.snapshot.entities);
        self.names.keep_cursor(|id| listed.get(id).map(|_| id));
        if in_filter == 0 {
            self.ask();
        } else {
            self.hiding.filter = Some((before, after.clone()));
            self.filter_by(after);
        }
        self.message = Some(Message::RulesHidden { names, mentions, in_filter });
    }

    /// What has left the filter comes back, unless that was changed meanwhile.
    fn show_rules(&mut self) {
        let Some(whole) = self.hiding.whole.take() else { return };
        self.snapshot = whole;
        match self.hiding.filter.take().filter(|(_, after)| *after == self.query.filter) {
            Some((before, _)) => self.filter_by(before),
            None => self.ask(),
        }
        self.message = Some(Message::RulesShown);
    }

    /// A filter without the names that are hidden.
    pub(super) fn without_hidden(&self, filter: &Filter) -> Filter {
        let mut filter = filter.clone();
        filter.follow(|id: EntityId| self.snapshot.entities.get(id).map(|_| id));
        filter
    }

    /// The filter that waits for hidden names follows the names, as the one in use does.
    pub(super) fn follow_hidden(&mut self, successor: impl Fn(EntityId) -> Option<EntityId>) {
        if let Some((before, after)) = &mut self.hiding.filter {
            before.follow(&successor);
            after.follow(successor);
        }
    }
}
