//! The sidebar: the names of the articles in the list, grouped by kind under heads.

use super::list::Cursor;
use crate::entity::{EntityId, EntityKind, EntityTable};
use crate::fold::Needle;
use crate::index::{Facet, ResultSet};

/// A row of the sidebar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NameRow {
    /// A kind, with how many of its names stand under it.
    Head(EntityKind, usize),
    /// A name, with its counts in the current list.
    Name(EntityId, Facet),
}

/// The state of the sidebar.
#[derive(Clone, Debug, Default)]
pub struct Names {
    rows: Vec<NameRow>,
    /// Over the rows; never on a head.
    pub(super) cursor: Cursor,
    /// What narrows it, as typed.
    narrow: String,
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

    /// How many names are listed.
    #[must_use]
    pub fn len(&self) -> usize {
        self.rows.iter().filter(|row| matches!(row, NameRow::Name(..))).count()
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
        let head = above.iter().rev().find(|row| matches!(row, NameRow::Head(..)))?;
        matches!(above.last(), Some(NameRow::Name(..))).then_some(*head)
    }

    /// Narrows the names to what `text` matches; takes effect when they are listed.
    pub(super) fn narrow_to(&mut self, text: String) {
        self.narrow = text;
        self.is_moved = true;
    }

    /// Lists the names anew; the cursor stays on its name.
    pub(super) fn list(&mut self, entities: &EntityTable, results: &ResultSet) {
        let selected = self.selected().filter(|_| self.is_moved);
        let needle = Needle::new(&self.narrow);
        let mut names: Vec<(EntityKind, EntityId, Facet)> = entities
            .iter()
            .filter(|(_, entity)| {
                needle.matches(&entity.canonical)
                    || entity.english.as_deref().is_some_and(|english| needle.matches(english))
            })
            .map(|(id, entity)| (entity.kind, id, results.facet(id)))
            .collect();
        // Most articles first, then most mentions; the order of appearance settles the rest.
        names.sort_by_key(|(kind, id, facet)| {
            (*kind, std::cmp::Reverse((facet.articles, facet.mentions)), *id)
        });
        self.most = names.iter().map(|(_, _, facet)| facet.mentions).max().unwrap_or(0);
        self.rows.clear();
        for group in names.chunk_by(|a, b| a.0 == b.0) {
            self.rows.push(NameRow::Head(group[0].0, group.len()));
            self.rows.extend(group.iter().map(|(_, id, facet)| NameRow::Name(*id, *facet)));
        }
        let is_selected = |row: &NameRow| matches!(row, NameRow::Name(id, _) if Some(*id) == selected);
        self.cursor.selected = self.rows.iter().position(is_selected).unwrap_or(0);
        self.step_over_heads(0);
    }

    /// Moves the cursor by `by` rows; heads are stepped over.
    pub(super) fn step(&mut self, by: isize) {
        self.is_moved = true;
        self.step_over_heads(by);
    }

    fn step_over_heads(&mut self, by: isize) {
        self.cursor.step(by, self.rows.len());
        if matches!(self.rows.get(self.cursor.selected), Some(NameRow::Head(..))) {
            // The first row is a head, so there is a way back only downwards.
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
