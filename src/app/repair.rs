//! The reader's repairs of names: what keys do to the name in hand. A change is handed out to be kept; what
//! it has changed is known, and said, when the library comes back with it.

use super::msg::{Effect, Message, Report};
use super::panes::Pane;
use super::prompt::Wish;
use super::{Model, Overlay};
use crate::entity::repair::{Added, Change, Edit, Name, field};
use crate::entity::{EntityId, EntityKind};
use crate::library::Snapshot;
use std::sync::Arc;

/// Changes on their way, and those that can be undone.
#[derive(Clone, Debug, Default)]
pub(super) struct Repairing {
    /// The name that is going to be merged into another.
    marked: Option<EntityId>,
    /// What was changed since the program began, and not undone.
    done: Vec<Change>,
    /// How many edits were handed out.
    edits: u64,
    /// What is to be said of the last one when the library has taken it in.
    awaited: Option<Report>,
}

impl Model {
    /// The name that is going to be merged into another.
    #[must_use]
    pub fn marked(&self) -> Option<EntityId> {
        self.repairing.marked
    }

    /// Marks the name in hand, or merges the marked one into it.
    pub(super) fn merge_name(&mut self) -> Option<Effect> {
        let (id, into) = self.name_to_repair()?;
        let marked = self.repairing.marked.take().filter(|marked| *marked != id);
        match marked.and_then(|marked| self.name_of(marked)) {
            Some(from) => self.hand_out(Change::Merge { from, into }),
            None => {
                self.repairing.marked = Some(id);
                self.message = Some(Message::Marked(into));
                None
            }
        }
    }

    /// Asks for the name as it is to be shown.
    pub(super) fn ask_for_name(&mut self) {
        if let Some((id, name)) = self.name_to_repair() {
            let (kind, text) = (self.snapshot.entities[id].kind, name.text.clone());
            self.open_prompt(self.focus, Wish::Rename(kind, name), &text);
        }
    }

    /// Makes the name in hand one of the next kind.
    pub(super) fn turn_kind(&mut self) -> Option<Effect> {
        let (id, name) = self.name_to_repair()?;
        let entities = &self.snapshot.entities;
        let to = field(entities.kind_name(entities.kinds().after(entities[id].kind)));
        self.hand_out(Change::Kind { name, to })
    }

    /// Says that the name in hand is none in any article.
    pub(super) fn delete_name(&mut self) -> Option<Effect> {
        let (_, name) = self.name_to_repair()?;
        self.hand_out(Change::Delete { name, article: None })
    }

    /// Says that it is none in the open article.
    pub(super) fn delete_name_here(&mut self) -> Option<Effect> {
        let (id, name) = self.name_to_repair()?;
        let article = self.reader.article()?;
        if !self.snapshot.mentions(article).iter().any(|mention| mention.entity == id) {
            self.message = Some(Message::NoMention);
            return None;
        }
        let article = field(&self.snapshot.article(article)?.name);
        self.hand_out(Change::Delete { name, article: Some(article) })
    }

    /// Asks for a name that was not found: first the words of the mention in hand, or what the names were
    /// searched for, are offered.
    pub(super) fn ask_for_new_name(&mut self) {
        let in_hand = self.name_in_hand().and_then(|id| self.snapshot.entities.get(id));
        let kind = in_hand.map_or(EntityKind::Place, |entity| entity.kind);
        let text = match self.focus {
            Pane::Names => self.names.narrow().to_string(),
            Pane::List | Pane::Text => self.words_in_hand().unwrap_or_default(),
        };
        self.open_prompt(self.focus, Wish::Add(kind), &text);
    }

    fn words_in_hand(&self) -> Option<String> {
        self.name_in_hand()?;
        let article = self.snapshot.article(self.reader.article()?)?;
        Some(article.text[self.reader.mention()?.clone()].to_string())
    }

    /// Does what was typed for.
    pub(super) fn typed(&mut self, wish: Wish, text: &str) -> Option<Effect> {
        let kind = match &wish {
            Wish::Narrow => return None,
            Wish::WriteList => return Some(text.trim()).filter(|file| !file.is_empty()).map(write_list),
            Wish::Rename(kind, _) | Wish::Add(kind) => *kind,
        };
        let Some(typed) = Name::new(self.snapshot.entities.kind_name(kind), text) else {
            self.message = Some(Message::NoWord);
            return None;
        };
        match wish {
            Wish::Rename(_, name) if name == typed => None,
            Wish::Rename(_, name) => self.hand_out(Change::Rename { name, to: typed.text }),
            Wish::Narrow | Wish::WriteList | Wish::Add(_) => {
                let (english, spellings) = (None, Vec::new());
                self.hand_out(Change::Add(Added { name: typed, english, spellings }))
            }
        }
    }

    /// Asks for the name of a file to write the list to, where any may be written.
    pub(super) fn ask_for_file(&mut self, proposed: Option<String>) {
        match proposed {
            Some(name) => self.open_prompt(self.focus, Wish::WriteList, &name),
            None => self.message = Some(Message::NothingWritten),
        }
    }

    /// Takes the last change back.
    pub(super) fn undo_repair(&mut self) -> Option<Effect> {
        let Some(change) = self.repairing.done.pop() else {
            self.message = Some(Message::NothingToUndo);
            return None;
        };
        self.await_report(change.clone(), true);
        Some(Effect::Repair(Edit::TakeBack(change)))
    }

    /// Unmarks the name that was going to be merged; whether there was one.
    pub(super) fn unmark(&mut self) -> bool {
        self.repairing.marked.take().is_some()
    }

    /// The last change could not be kept.
    pub(super) fn not_kept(&mut self, why: String) {
        if let Some(report) = &mut self.repairing.awaited {
            report.fault = Some(why);
        }
    }

    /// Takes a snapshot in: whatever the model holds of names goes on with what stands for them there.
    pub(super) fn follow_names(&mut self, snapshot: &Snapshot) {
        if snapshot.changes == self.snapshot.changes {
            return;
        }
        let (before, after) = (Arc::clone(&self.whole().entities), &snapshot.entities);
        // What was led somewhere, and is led no more, goes back.
        let undone = self.repairing.awaited.as_ref().filter(|report| report.is_undone);
        let back = undone.and_then(|report| {
            let (name, shown) = (called(&report.change), shown(&report.change)?);
            Some((shown.find(&before)?, name.find(after)?))
        });
        let successor = |id: EntityId| {
            after.successor(id).or_else(|| back.filter(|(shown, _)| *shown == id).map(|(_, name)| name))
        };
        self.query.filter.follow(successor);
        self.last_filter.follow(successor);
        self.names.follow(successor);
        self.follow_hidden(successor);
        self.repairing.marked = self.repairing.marked.and_then(successor);
        if self.query.filter.is_empty() {
            self.unfiltered = None;
        }
        // They hold what was true before; a key opens them anew.
        if matches!(self.overlay, Some(Overlay::Name { .. } | Overlay::Trail(_) | Overlay::Company(_))) {
            self.overlay = None;
        }
    }

    /// Says what the last change has done, once the library has taken it in.
    pub(super) fn report_repair(&mut self) {
        if self.snapshot.changes < self.repairing.edits {
            return;
        }
        let Some(mut report) = self.repairing.awaited.take() else { return };
        let name = if report.is_undone { Some(called(&report.change)) } else { shown(&report.change) };
        report.articles = name.map(|name| {
            let id = name.find(&self.snapshot.entities);
            id.map_or(0, |id| self.results.facet(id).articles as usize)
        });
        self.message = Some(Message::Repaired(Box::new(report)));
    }

    fn hand_out(&mut self, change: Change) -> Option<Effect> {
        self.await_report(change.clone(), false);
        self.repairing.done.push(change.clone());
        Some(Effect::Repair(Edit::Append(change)))
    }

    fn await_report(&mut self, change: Change, is_undone: bool) {
        self.repairing.edits += 1;
        self.repairing.awaited = Some(Report { change, is_undone, articles: None, fault: None });
    }

    fn name_to_repair(&mut self) -> Option<(EntityId, Name)> {
        let found = self.name_in_hand().and_then(|id| Some((id, self.name_of(id)?)));
        if found.is_none() {
            self.message = Some(Message::NoName);
        }
        found
    }

    fn name_of(&self, id: EntityId) -> Option<Name> {
        let entities = &self.snapshot.entities;
        let entity = entities.get(id)?;
        Name::new(entities.kind_name(entity.kind), &entity.canonical)
    }
}

fn write_list(file: &str) -> Effect {
    Effect::WriteList(file.to_string())
}

/// The name that a change is about, as it was before.
fn called(change: &Change) -> Name {
    match change {
        Change::Merge { from: name, .. }
        | Change::Rename { name, .. }
        | Change::Kind { name, .. }
        | Change::Delete { name, .. }
        | Change::Add(Added { name, .. }) => name.clone(),
    }
}

/// The same, as it is after; none if it is no name then.
fn shown(change: &Change) -> Option<Name> {
    match change {
        Change::Merge { into, .. } => Some(into.clone()),
        Change::Rename { name, to } => Some(Name { text: to.clone(), ..name.clone() }),
        Change::Kind { name, to } => Some(Name { kind: to.clone(), ..name.clone() }),
        Change::Delete { article: None, .. } => None,
        Change::Delete { name, .. } | Change::Add(Added { name, .. }) => Some(name.clone()),
    }
}
