//! What the reader has done to articles: read them, starred them, left them somewhere. It hangs on what an
//! article holds, so that files that hold the same share it, and one that is moved keeps it.

use super::Model;
use super::msg::Message;
use super::panes::Pane;
use crate::corpus::{ArticleId, Fingerprint};
use std::collections::HashMap;
use std::sync::Arc;

/// What the reader has done to an article.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Mark {
    /// Whether it counts as read.
    pub is_read: bool,
    /// Whether it has a star.
    pub is_starred: bool,
    /// The byte of its text that was at the top when it was left.
    pub byte: usize,
}

/// One of these, as it is now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MarkChange {
    /// [`Mark::is_read`].
    Read(bool),
    /// [`Mark::is_starred`].
    Starred(bool),
    /// [`Mark::byte`].
    Byte(usize),
}

impl Mark {
    /// As it is after `change`.
    pub fn set(&mut self, change: MarkChange) {
        match change {
            MarkChange::Read(is_read) => self.is_read = is_read,
            MarkChange::Starred(is_starred) => self.is_starred = is_starred,
            MarkChange::Byte(byte) => self.byte = byte,
        }
    }
}

/// The marks of all articles, in this library or not, and what of them has changed.
#[derive(Clone, Debug, Default)]
pub(super) struct Marks {
    known: HashMap<Fingerprint, Mark>,
    changes: Vec<(Fingerprint, MarkChange)>,
}

impl Marks {
    /// As they were kept.
    pub(super) fn kept(known: HashMap<Fingerprint, Mark>) -> Marks {
        Marks { known, changes: Vec::new() }
    }

    pub(super) fn of(&self, article: Fingerprint) -> Mark {
        self.known.get(&article).copied().unwrap_or_default()
    }

    pub(super) fn set(&mut self, article: Fingerprint, change: MarkChange) {
        let before = self.of(article);
        let mut after = before;
        after.set(change);
        if after != before {
            self.known.insert(article, after);
            self.changes.push((article, change));
        }
    }
}

impl Model {
    /// What has changed of the marks since this was last asked, in order, up to where the open article stands now.
    pub fn leave_article(&mut self) -> Vec<(Fingerprint, MarkChange)> {
        self.remember_byte();
        self.take_mark_changes()
    }

    /// What has changed of the marks since this was last asked, in order.
    pub fn take_mark_changes(&mut self) -> Vec<(Fingerprint, MarkChange)> {
        std::mem::take(&mut self.marks.changes)
    }

    /// Whether the reader has read an article.
    #[must_use]
    pub fn is_read(&self, article: ArticleId) -> bool {
        self.mark(article).is_read
    }

    /// Whether the reader has given an article a star.
    #[must_use]
    pub fn is_starred(&self, article: ArticleId) -> bool {
        self.mark(article).is_starred
    }

    /// Whether an article was not there at the last sitting, and has not been read yet.
    #[must_use]
    pub fn is_new(&self, article: ArticleId) -> bool {
        self.new.contains(&article)
    }

    /// How many such articles there are.
    #[must_use]
    pub fn new_articles(&self) -> usize {
        self.new.len()
    }

    /// Whether what has been read is left out of the list.
    #[must_use]
    pub fn is_unread_only(&self) -> bool {
        self.is_unread_only
    }

    pub(super) fn mark(&self, article: ArticleId) -> Mark {
        self.snapshot
            .article(article)
            .map_or_else(Mark::default, |article| self.marks.of(article.fingerprint))
    }

    /// Marks the open article as read, unless the reader has just said that it is not.
    pub(super) fn mark_read(&mut self) {
        let open = self.reader.article();
        if self.kept_unread != open {
            self.set_read(open, true);
        }
    }

    pub(super) fn toggle_read(&mut self) {
        let open = self.reader.article();
        let is_read = open.is_some_and(|open| self.is_read(open));
        self.kept_unread = open.filter(|_| is_read);
        self.set_read(open, !is_read);
    }

    fn set_read(&mut self, article: Option<ArticleId>, is_read: bool) {
        if let Some(article) = article.and_then(|id| self.snapshot.article(id)) {
            self.marks.set(article.fingerprint, MarkChange::Read(is_read));
            self.new.remove(&article.id);
        }
    }

    pub(super) fn toggle_star(&mut self) {
        let Some(article) = self.reader.article().and_then(|open| self.snapshot.article(open)) else {
            return;
        };
        let is_starred = self.marks.of(article.fingerprint).is_starred;
        self.marks.set(article.fingerprint, MarkChange::Starred(!is_starred));
    }

    /// Remembers how far the reader has come in the open article.
    pub(super) fn remember_byte(&mut self) {
        if let Some(page) = self.reader.page() {
            self.marks.set(page.article().fingerprint, MarkChange::Byte(self.reader.byte()));
        }
    }

    /// Opens the next article of the list that has not been read, from the first again after the last.
    pub(super) fn next_unread(&mut self) {
        let (from, count) = (self.list.selected, self.listed().len());
        let others = (1..count).map(|by| (from + by) % count);
        let Some(next) = others.into_iter().find(|at| !self.is_read(self.listed()[*at])) else {
            self.message = Some(Message::NoUnread);
            return;
        };
        self.list.selected = next;
        self.open_selected();
        if self.focus == Pane::Text {
            self.mark_read();
        }
    }

    /// Leaves what has been read out of the list, or lists it again. What is read meanwhile stays: nothing
    /// is to go away under the reader's eyes. So does the open article.
    pub(super) fn turn_unread_only(&mut self) {
        self.is_unread_only = !self.is_unread_only;
        self.query.left_out = Arc::default();
        self.leave_out_from(0);
        self.ask();
    }

    /// Takes in the articles from number `first` on, which are there since the last snapshot.
    pub(super) fn take_in_articles(&mut self, first: usize) {
        self.leave_out_from(first);
        let Some(met) = &self.met_before else { return };
        for article in &self.snapshot.articles()[first..] {
            let is_new = met.binary_search(&article.fingerprint).is_err();
            if is_new && !self.marks.of(article.fingerprint).is_read {
                self.new.insert(article.id);
            }
        }
    }

    fn leave_out_from(&mut self, first: usize) {
        if !self.is_unread_only {
            return;
        }
        let open = self.reader.page().map(|page| page.article().fingerprint).or(self.awaited_article());
        let articles = self.snapshot.articles().get(first..).unwrap_or_default();
        let read = articles.iter().filter(|article| {
            self.marks.of(article.fingerprint).is_read && Some(article.fingerprint) != open
        });
        Arc::make_mut(&mut self.query.left_out).extend(read.map(|article| article.id));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_changes_is_handed_out_once_and_what_does_not_is_not() {
        let (one, other) = (Fingerprint::of(b"1"), Fingerprint::of(b"2"));
        let read = Mark { is_read: true, ..Mark::default() };
        let mut marks = Marks::kept(HashMap::from([(one, read)]));
        marks.set(one, MarkChange::Read(true));
        marks.set(other, MarkChange::Byte(0));
        assert_eq!(marks.changes, []);
        marks.set(one, MarkChange::Byte(12));
        marks.set(other, MarkChange::Starred(true));
        marks.set(one, MarkChange::Read(false));
        let changes =
            [(one, MarkChange::Byte(12)), (other, MarkChange::Starred(true)), (one, MarkChange::Read(false))];
        assert_eq!(marks.changes, changes);
        assert_eq!(marks.of(one), Mark { byte: 12, ..Mark::default() });
        assert_eq!(marks.of(other), Mark { is_starred: true, ..Mark::default() });
    }
}
