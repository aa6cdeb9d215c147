//! The sidebar: the names of the articles in the list, or of the open article, grouped under heads: those
//! that the reader has pinned, then each kind.

use super::list::Cursor;
use crate::entity::{EntityId, EntityKind, EntityTable, NameNeedle};
use crate::fold::Folding;
use crate::index::{Facet, ResultSet};
use std::cmp::Reverse;

/// A row of the sidebar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NameRow {
    /// What stands under it.
    Head(Head),
    /// A name, with its counts in the current list.
    Name(EntityId, Facet),
}

/// The head of a group of names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Head {
    /// Which group.
    pub group: NameGroup,
    /// How many names belong under it.
    pub count: usize,
    /// Whether they are folded away.
    pub is_folded: bool,
}

/// A group of names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NameGroup {
    /// Those that the reader has pinned.
    Pinned,
    /// The others of a kind.
    Kind(EntityKind),
}

/// The order of names in their group.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum NameOrder {
    /// Most articles first, then most mentions.
    #[default]
    Count,
    /// By the letters, without the article.
    Alphabet,
}

/// The state of the sidebar.
#[derive(Clone, Debug, Default)]
pub struct Names {
    rows: Vec<NameRow>,
    /// Over the rows; on a head only if that is folded.
    pub(super) cursor: Cursor,
    /// What narrows it, as typed.
    narrow: String,
    order: NameOrder,
    /// In the order in which they were pinned.
    pinned: Vec<EntityId>,
    folded: Vec<NameGroup>,
    /// Whether only the names of the open article are listed.
    is_of_article: bool,
    /// The most mentions that one name has: the length of a full bar.
    most: u32,
    /// Whether the reader has moved the cursor: until then it stays on the first name while the
    /// library grows.
    is_moved: bool,
    /// Rows in sight.
    height: usize,
}

impl Names {
    /// All rows.
    #[must_use]
    pub fn rows(&self) -> &[NameRow] {
        &self.rows
    }

    /// How many names are listed, folded ones counted.
    #[must_use]
    pub fn len(&self) -> usize {
        let count = |row: &NameRow| if let NameRow::Head(head) = row { head.count } else { 0 };
        self.rows.iter().map(count).sum()
    }

    /// Whether none is listed.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The cursor over the rows.
    #[must_use]
    pub fn cursor(&self) -> Cursor {
        self.cursor
    }

    /// What narrows it; empty if nothing does.
    #[must_use]
    pub fn narrow(&self) -> &str {
        &self.narrow
    }

    /// The order of names in their group.
    #[must_use]
    pub fn order(&self) -> NameOrder {
        self.order
    }

    /// Whether only the names of the open article are listed.
    #[must_use]
    pub fn is_of_article(&self) -> bool {
        self.is_of_article
    }

    /// Whether a name is pinned.
    #[must_use]
    pub fn is_pinned(&self, entity: EntityId) -> bool {
        self.pinned.contains(&entity)
    }

    /// The names that are kept at the top, in their order.
    pub(super) fn pinned(&self) -> &[EntityId] {
        &self.pinned
    }

    /// The groups that are folded away.
    pub(super) fn folded(&self) -> &[NameGroup] {
        &self.folded
    }

    /// The most mentions that one name has in the current list.
    #[must_use]
    pub fn most(&self) -> u32 {
        self.most
    }

    /// The chosen name.
    #[must_use]
    pub fn selected(&self) -> Option<EntityId> {
        match self.rows.get(self.cursor.selected) {
            Some(NameRow::Name(entity, _)) => Some(*entity),
            _ => None,
        }
    }

    /// The head that the first row in sight stands under, if that row is no head itself: it stays
    /// in view.
    #[must_use]
    pub fn head_above(&self) -> Option<NameRow> {
        // A single row is the chosen name's.
        if self.height < 2 {
            return None;
        }
        let above = self.rows.get(..=self.cursor.top)?;
        let head = above.iter().rev().find(|row| row.group().is_some())?;
        matches!(above.last(), Some(NameRow::Name(..))).then_some(*head)
    }

    /// Narrows the names to what `text` matches; takes effect when they are listed.
    pub(super) fn narrow_to(&mut self, text: String) {
        self.narrow = text;
        self.is_moved = true;
    }

    /// Narrows and orders the names as they were when the reader left; takes effect when they are listed, as
    /// the next ones do.
    pub(super) fn take_up(&mut self, narrow: String, order: NameOrder) {
        (self.narrow, self.order) = (narrow, order);
    }

    /// Folds these groups away.
    pub(super) fn fold_away(&mut self, mut groups: Vec<NameGroup>) {
        groups.retain(|group| !self.folded.contains(group));
        self.folded.append(&mut groups);
    }

    /// Pins these names above those that are pinned.
    pub(super) fn pin_all(&mut self, mut names: Vec<EntityId>) {
        self.pinned.retain(|pinned| !names.contains(pinned));
        names.append(&mut self.pinned);
        self.pinned = names;
    }

    /// Changes the order of names; takes effect when they are listed, as the next ones do.
    pub(super) fn turn_order(&mut self) {
        self.order = match self.order {
            NameOrder::Count => NameOrder::Alphabet,
            NameOrder::Alphabet => NameOrder::Count,
        };
    }

    /// Lists the names of the open article only, or those of the list again.
    pub(super) fn turn_scope(&mut self) {
        self.is_of_article = !self.is_of_article;
    }

    /// Pins a name, or lets it go.
    pub(super) fn pin(&mut self, entity: EntityId) {
        match self.pinned.iter().position(|pinned| *pinned == entity) {
            Some(at) => {
                self.pinned.remove(at);
            }
            None => self.pinned.push(entity),
        }
    }

    /// Folds the group away in which the cursor is, or opens it; nothing if there is none.
    pub(super) fn fold(&mut self) {
        let above = self.rows.get(..=self.cursor.selected).unwrap_or_default();
        let Some(group) = above.iter().rev().find_map(NameRow::group) else { return };
        match self.folded.iter().position(|folded| *folded == group) {
            Some(at) => {
                self.folded.remove(at);
            }
            None => self.folded.push(group),
        }
        // The cursor goes to the head, and from there to the first name.
        self.cursor.selected = self.rows.iter().position(|row| row.group() == Some(group)).unwrap_or(0);
        self.is_moved = true;
    }

    /// Lists the names anew, those that `article` mentions if only those are wanted; the cursor stays on
    /// its name.
    pub(super) fn list(&mut self, entities: &EntityTable, results: &ResultSet, article: &[EntityId]) {
        let selected = self.rows.get(self.cursor.selected).copied().filter(|_| self.is_moved);
        let needle = NameNeedle::new(&self.narrow);
        let mut names: Vec<(NameGroup, EntityId, Facet)> = entities
            .iter()
            .filter(|(id, _)| !self.is_of_article || article.binary_search(id).is_ok())
            .filter(|(_, entity)| needle.matches(entity))
            .map(|(id, entity)| {
                let group = if self.is_pinned(id) { NameGroup::Pinned } else { NameGroup::Kind(entity.kind) };
                (group, id, results.facet(id))
            })
            .collect();
        match self.order {
            // The order of appearance settles the rest.
            NameOrder::Count => names
                .sort_by_key(|(group, id, facet)| (*group, Reverse((facet.articles, facet.mentions)), *id)),
            NameOrder::Alphabet => names.sort_by_cached_key(|(group, id, _)| {
                let folded = Folding::SEARCH.fold(&entities[*id].canonical);
                (*group, folded.strip_prefix("ال").unwrap_or(&folded).to_string())
            }),
        }
        let place = |id: &EntityId| self.pinned.iter().position(|pinned| pinned == id);
        let pinned = names.iter().take_while(|(group, ..)| *group == NameGroup::Pinned).count();
        names[..pinned].sort_by_key(|(_, id, _)| place(id));
        self.most = names.iter().map(|(_, _, facet)| facet.mentions).max().unwrap_or(0);
        self.rows.clear();
        for group in names.chunk_by(|a, b| a.0 == b.0) {
            // What is looked for is not hidden.
            let is_folded = self.folded.contains(&group[0].0) && self.narrow.is_empty();
            let head = Head { group: group[0].0, count: group.len(), is_folded };
            self.rows.push(NameRow::Head(head));
            if !is_folded {
                self.rows.extend(group.iter().map(|(_, id, facet)| NameRow::Name(*id, *facet)));
            }
        }
        let is_selected = |row: &NameRow| selected.is_some_and(|selected| selected.is_same(row));
        self.cursor.selected = self.rows.iter().position(is_selected).unwrap_or(0);
        self.step_over_heads(0);
    }

    /// Says what stands for each name after some have changed. The cursor stays on its name, or goes to the
    /// next one that is left.
    pub(super) fn follow(&mut self, successor: impl Fn(EntityId) -> Option<EntityId>) {
        self.pinned = self.pinned.iter().filter_map(|id| successor(*id)).collect();
        let mut met = Vec::with_capacity(self.pinned.len());
        self.pinned.retain(|id| {
            !met.contains(id) && {
                met.push(*id);
                true
            }
        });
        self.keep_cursor(successor);
    }

    /// Keeps the cursor on what stands for its name, or, if nothing does, on the next name that is left.
    pub(super) fn keep_cursor(&mut self, successor: impl Fn(EntityId) -> Option<EntityId>) {
        let follow = |row: &NameRow| match row {
            NameRow::Head(_) => None,
            NameRow::Name(id, facet) => successor(*id).map(|id| NameRow::Name(id, *facet)),
        };
        let at = self.cursor.selected.min(self.rows.len());
        let (above, below) = self.rows.split_at(at);
        let is_head = below.first().is_some_and(|row| row.group().is_some());
        let kept = below.iter().find_map(follow).or_else(|| above.iter().rev().find_map(follow));
        if let Some(kept) = kept.filter(|_| !is_head) {
            self.rows[at] = kept;
        }
    }

    /// Moves the cursor by `by` rows; heads are stepped over.
    pub(super) fn step(&mut self, by: isize) {
        self.is_moved = true;
        self.step_over_heads(by);
    }

    /// Moves the cursor to row `place`, also to a head: to fold what stands under it.
    pub(super) fn go_to(&mut self, place: usize) {
        self.is_moved = true;
        self.cursor.selected = place.min(self.rows.len().saturating_sub(1));
    }

    fn step_over_heads(&mut self, by: isize) {
        self.cursor.step(by, self.rows.len());
        let is_open = |row: Option<&NameRow>| matches!(row, Some(NameRow::Head(head)) if !head.is_folded);
        if is_open(self.rows.get(self.cursor.selected)) {
            // The first row is a head, so there is a way back only downwards; a name follows an open head,
            // and stands before it, or a folded one does.
            let back = if by < 0 && self.cursor.selected > 0 { -1 } else { 1 };
            self.cursor.step(back, self.rows.len());
        }
    }

    /// Brings the cursor into the `height` rows in sight, with its head where that is the row
    /// above.
    pub(super) fn keep_in_sight(&mut self, height: usize) {
        self.height = height;
        self.cursor.keep_in_sight(self.rows.len(), height);
        // The pinned head covers the first row: a chosen row must not hide under it.
        if self.head_above().is_some() && self.cursor.selected == self.cursor.top && self.cursor.top > 0 {
            self.cursor.top -= 1;
        }
    }
}

impl NameRow {
    /// The group that it is the head of.
    fn group(&self) -> Option<NameGroup> {
        match self {
            NameRow::Head(head) => Some(head.group),
            NameRow::Name(..) => None,
        }
    }

    /// Whether it stands for the same as another row, whatever the counts.
    fn is_same(&self, other: &NameRow) -> bool {
        match (self, other) {
            (NameRow::Head(one), NameRow::Head(other)) => one.group == other.group,
            (NameRow::Name(one, _), NameRow::Name(other, _)) => one == other,
            _ => false,
        }
    }
}
