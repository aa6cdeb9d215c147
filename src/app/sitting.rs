//! Coming back: what a reader leaves behind at the end of a sitting, and how it is taken up at the next one,
//! while the library is still being read.

use super::Model;
use super::marks::{Mark, Marks};
use super::names::{NameGroup, NameOrder};
use super::order::Order;
use super::panes::Pane;
use crate::corpus::Fingerprint;
use crate::entity::repair::{Name, field, kind_of};
use crate::entity::{EntityId, EntityTable};
use crate::index::{Filter, Link, Search, Term};
use std::collections::HashMap;

/// What was kept for the reader of a library.
#[derive(Clone, Debug, Default)]
pub struct Kept {
    /// What the reader has done to articles, of whatever library.
    pub marks: HashMap<Fingerprint, Mark>,
    /// The articles that were in this library at the last sitting, sorted; `None` if this is the first.
    pub met: Option<Vec<Fingerprint>>,
    /// Where the reader was.
    pub sitting: Option<Sitting>,
}

/// Where a reader is in a library. Articles stand in it by what they hold and names by kind and spelling, since
/// numbers are others the next time.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sitting {
    /// What articles have to mention.
    pub filter: Vec<KeptTerm>,
    /// What narrows the list, as typed.
    pub narrowed: String,
    /// What narrows the names.
    pub names_narrowed: String,
    /// The order of the list.
    pub order: Order,
    /// Whether what has been read is left out.
    pub is_unread_only: bool,
    /// The open article.
    pub open: Option<Fingerprint>,
    /// The first article in sight in the list.
    pub top: Option<Fingerprint>,
    /// The pane that keys go to.
    pub focus: Pane,
    /// The order of the names.
    pub names_order: NameOrder,
    /// The names that are kept at the top, in their order.
    pub pinned: Vec<Name>,
    /// The groups of names that are folded away: kinds by their names; `None` for the pinned ones.
    pub folded: Vec<Option<String>>,
}

/// A term of a filter, with its name in place of a number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptTerm {
    /// What is to be mentioned, or not.
    pub name: Name,
    /// How it stands to the others.
    pub link: Link,
    /// Whether it counts for nothing at the moment.
    pub is_suspended: bool,
}

/// What of a sitting waits for articles and names that have not been read yet.
#[derive(Clone, Debug, Default)]
pub(super) struct Awaited {
    filter: Vec<KeptTerm>,
    pinned: Vec<Name>,
    folded: Vec<Option<String>>,
    open: Option<Fingerprint>,
    top: Option<Fingerprint>,
    /// Whether the reader has moved meanwhile, and is to be left in peace.
    has_moved: bool,
}

impl Model {
    /// Where the reader is now.
    #[must_use]
    pub fn sitting(&self) -> Sitting {
        // What is hidden now stays pinned.
        let entities = &self.whole().entities;
        let name = |id: &EntityId| {
            let entity = entities.get(*id)?;
            Name::new(entities.kind_name(entity.kind), &entity.canonical)
        };
        let term = |term: &Term| {
            let Term { entity, link, is_suspended } = term;
            Some(KeptTerm { name: name(entity)?, link: *link, is_suspended: *is_suspended })
        };
        let fingerprint = |id| self.snapshot.article(id).map(|article| article.fingerprint);
        let mut sitting = Sitting {
            filter: self.query.filter.terms().iter().filter_map(term).collect(),
            narrowed: self.narrowed().to_string(),
            names_narrowed: self.names.narrow().to_string(),
            order: self.order,
            is_unread_only: self.is_unread_only,
            open: self.reader.article().and_then(fingerprint),
            top: self.listed().get(self.list.top).copied().and_then(fingerprint),
            focus: self.focus,
            names_order: self.names.order(),
            pinned: self.names.pinned().iter().filter_map(name).collect(),
            folded: self.names.folded().iter().map(|group| group_name(*group, entities)).collect(),
        };
        // Who leaves before all has been read leaves what could not be taken up yet as well.
        if let Some(awaited) = &self.awaited {
            if !awaited.has_moved {
                sitting.open = awaited.open.or(sitting.open);
                sitting.top = awaited.top.or(sitting.top);
            }
            if !awaited.filter.is_empty() && sitting.filter.is_empty() {
                sitting.filter = awaited.filter.clone();
            }
            let pinned = awaited.pinned.iter().filter(|name| !sitting.pinned.contains(name));
            sitting.pinned = pinned.cloned().chain(sitting.pinned.iter().cloned()).collect();
            sitting.folded.extend(awaited.folded.iter().cloned());
        }
        sitting
    }

    /// The articles that are there, to be known at the next sitting; sorted. While not all have been read,
    /// those of the last sitting are among them.
    #[must_use]
    pub fn met(&self) -> Vec<Fingerprint> {
        let here = self.snapshot.articles().iter().map(|article| article.fingerprint);
        let before = self.met_before.iter().flatten().copied().filter(|_| !self.snapshot.complete);
        let mut met: Vec<Fingerprint> = here.chain(before).collect();
        met.sort_unstable();
        met.dedup();
        met
    }

    /// Takes up what was kept; before the first article.
    pub(super) fn take_up(&mut self, kept: Kept) {
        self.marks = Marks::kept(kept.marks);
        self.met_before = kept.met;
        let Some(sitting) = kept.sitting else { return };
        self.query.search = Search::parse(&sitting.narrowed).unwrap_or_default();
        self.order = sitting.order;
        self.is_unread_only = sitting.is_unread_only;
        self.focus = sitting.focus;
        if sitting.focus != Pane::Text {
            self.side = sitting.focus;
        }
        self.names.take_up(sitting.names_narrowed, sitting.names_order);
        self.awaited = Some(Awaited {
            filter: sitting.filter,
            pinned: sitting.pinned,
            folded: sitting.folded,
            open: sitting.open,
            top: sitting.top,
            has_moved: false,
        });
    }

    /// The article that the reader left, until it has been opened.
    pub(super) fn awaited_article(&self) -> Option<Fingerprint> {
        self.awaited.as_ref().filter(|awaited| !awaited.has_moved)?.open
    }

    /// The reader does something: what has not been taken up by now must not take him elsewhere.
    pub(super) fn stay(&mut self) {
        if let Some(awaited) = &mut self.awaited {
            awaited.has_moved = true;
        }
    }

    /// Takes up what can be, now that there are more articles and names. Names of a filter, and pinned ones, wait
    /// for each other: half a filter would list articles that nobody asked for.
    pub(super) fn take_up_further(&mut self, mut awaited: Awaited) {
        let (entities, is_complete) = (&self.snapshot.entities, self.snapshot.complete);
        let find = |name: &Name| name.find(entities);
        let pinned: Vec<EntityId> = awaited.pinned.iter().filter_map(find).collect();
        let terms = awaited.filter.iter().filter_map(|term| {
            Some(Term { entity: find(&term.name)?, link: term.link, is_suspended: term.is_suspended })
        });
        let filter = Filter::of(terms);
        let folded = awaited.folded.drain(..).filter_map(|group| group_of(group.as_deref(), entities));
        self.names.fold_away(folded.collect());
        if !awaited.pinned.is_empty() && (is_complete || pinned.len() == awaited.pinned.len()) {
            awaited.pinned.clear();
            self.names.pin_all(pinned);
        }
        if !awaited.filter.is_empty() && (is_complete || filter.terms().len() == awaited.filter.len()) {
            awaited.filter.clear();
            // Who has moved on finds it where cleared filters are.
            if awaited.has_moved {
                self.last_filter = filter;
            } else {
                self.query.filter = filter;
            }
        }
        self.ask();
        if !awaited.has_moved {
            self.return_to_article(&mut awaited);
        }
        let is_over = awaited.filter.is_empty() && awaited.pinned.is_empty() && awaited.open.is_none();
        if !(is_complete || is_over) {
            self.awaited = Some(awaited);
        }
    }

    /// Opens the article that the reader left, once it is there. The list has its place when it is as long as
    /// it will be.
    fn return_to_article(&mut self, awaited: &mut Awaited) {
        let find = |wanted: Option<Fingerprint>| {
            let is_wanted =
                |id: &&_| self.snapshot.article(**id).map(|article| article.fingerprint) == wanted;
            wanted.and_then(|_| self.listed().iter().position(|id| is_wanted(&id)))
        };
        if let Some(at) = find(awaited.open) {
            let top = find(awaited.top);
            self.list.selected = at;
            self.list.top = top.unwrap_or(self.list.top);
            self.open_selected();
            if awaited.filter.is_empty() {
                awaited.open = None;
            }
        } else if self.listed().is_empty() {
            // A list that nothing is left in leaves the text where it is.
            let articles = self.snapshot.articles().iter();
            let open = articles.map(|article| (article.id, Some(article.fingerprint)));
            let open = open.into_iter().find(|(_, found)| awaited.open.is_some() && *found == awaited.open);
            if let Some((id, _)) = open {
                self.open(id);
            }
        }
    }
}

fn group_name(group: NameGroup, entities: &EntityTable) -> Option<String> {
    match group {
        NameGroup::Pinned => None,
        NameGroup::Kind(kind) => Some(field(entities.kind_name(kind))),
    }
}

fn group_of(name: Option<&str>, entities: &EntityTable) -> Option<NameGroup> {
    match name {
        None => Some(NameGroup::Pinned),
        Some(name) => kind_of(name, entities.kinds()).map(NameGroup::Kind),
    }
}
