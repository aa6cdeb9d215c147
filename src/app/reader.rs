//! The reading pane: which article, which rows of it, which mention.

use super::page::Page;
use crate::corpus::{Article, ArticleId};
use crate::entity::{EntityId, Mention};
use crate::library::Snapshot;
use std::ops::Range;

/// The state of the reading pane.
#[derive(Clone, Debug, Default)]
pub struct Reader {
    article: Option<ArticleId>,
    page: Option<Page>,
    /// The first row shown.
    top: usize,
    /// Rows of the pane that show text.
    height: usize,
    /// The mention that `n` went to last, as bytes of the stored text.
    mention: Option<Range<usize>>,
}

/// Where the walk through the mentions stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Walk {
    /// From 1; `None` before the first step.
    pub at: Option<usize>,
    /// How many mentions there are.
    pub of: usize,
}

impl Reader {
    /// The article that is open.
    #[must_use]
    pub fn article(&self) -> Option<ArticleId> {
        self.article
    }

    /// Its rows; `None` if no article is open.
    #[must_use]
    pub fn page(&self) -> Option<&Page> {
        self.page.as_ref()
    }

    /// The first row shown.
    #[must_use]
    pub fn top(&self) -> usize {
        self.top
    }

    /// The mention that the walk stands on.
    #[must_use]
    pub fn mention(&self) -> Option<&Range<usize>> {
        self.mention.as_ref()
    }

    /// How much of the article has been shown, from 0 to 100.
    #[must_use]
    pub fn percent(&self) -> usize {
        let rows = self.rows();
        if rows <= self.height { 100 } else { (self.top + self.height) * 100 / rows }
    }

    /// Whether the first rows, with the headline among them, are out of sight.
    #[must_use]
    pub fn is_scrolled(&self) -> bool {
        self.top > 0
    }

    /// Opens `article` at its beginning, unless it is open already.
    pub(super) fn open(&mut self, article: &Article, width: u16, height: u16) {
        if self.article == Some(article.id) {
            self.lay_out(article, width, height, self.shows_residue());
            return;
        }
        *self = Reader { article: Some(article.id), ..Reader::default() };
        self.lay_out(article, width, height, false);
    }

    /// Closes whatever is open.
    pub(super) fn close(&mut self) {
        *self = Reader::default();
    }

    /// Lays the open article out anew where the width or the residue changed; the same text
    /// stays at the top.
    pub(super) fn lay_out(&mut self, article: &Article, width: u16, height: u16, residue: bool) {
        self.height = usize::from(height);
        let width = width.max(1);
        if !self.page.as_ref().is_some_and(|page| page.width() == width && page.shows_residue() == residue) {
            let byte = self.page.as_ref().filter(|_| self.top > 0).map(|page| page.byte_at(self.top));
            let page = Page::new(article, width, residue);
            self.top = byte.map_or(0, |byte| page.row_at(byte));
            self.page = Some(page);
        }
        self.scroll_to(self.top);
    }

    pub(super) fn shows_residue(&self) -> bool {
        self.page.as_ref().is_some_and(Page::shows_residue)
    }

    /// Scrolls by `rows`, negative upwards.
    pub(super) fn scroll(&mut self, rows: isize) {
        self.scroll_to(self.top.saturating_add_signed(rows));
    }

    /// Scrolls so that `top` is the first row, as far as the end allows.
    pub(super) fn scroll_to(&mut self, top: usize) {
        self.top = top.min(self.rows().saturating_sub(self.height));
    }

    /// Rows of a page: one stays for the eye to hold on to.
    pub(super) fn page_rows(&self) -> isize {
        self.height.saturating_sub(1).max(1).cast_signed()
    }

    /// Whether the end of the article is in sight.
    pub(super) fn at_end(&self) -> bool {
        self.top + self.height >= self.rows()
    }

    /// Goes to the next mention (`by` = 1) or the one before (-1), round and round, and brings it
    /// into sight. Before the first step, the next one is the first at or below the top row.
    pub(super) fn step_mention(&mut self, snapshot: &Snapshot, chosen: &[EntityId], by: isize) {
        let walked: Vec<Range<usize>> = self.walked(snapshot, chosen).map(|m| m.range.clone()).collect();
        if walked.is_empty() {
            self.mention = None;
            return;
        }
        let current = self.mention.as_ref().and_then(|mention| walked.iter().position(|m| m == mention));
        let next = match current {
            Some(at) => (at.cast_signed() + by).rem_euclid(walked.len().cast_signed()).cast_unsigned(),
            None => {
                let top = self.page.as_ref().map_or(0, |page| page.byte_at(self.top));
                let below = walked.partition_point(|mention| mention.start < top);
                let at = if by > 0 { below } else { below + walked.len() - 1 };
                at % walked.len()
            }
        };
        self.show(walked[next].clone());
    }

    /// Goes to the first mention of `entity`.
    pub(super) fn show_first(&mut self, snapshot: &Snapshot, entity: EntityId) {
        let first = self.walked(snapshot, &[entity]).next().map(|mention| mention.range.clone());
        if let Some(range) = first {
            self.show(range);
        }
    }

    /// Where the walk through the mentions stands.
    #[must_use]
    pub fn walk(&self, snapshot: &Snapshot, chosen: &[EntityId]) -> Walk {
        let mut walk = Walk { at: None, of: 0 };
        for mention in self.walked(snapshot, chosen) {
            walk.of += 1;
            if self.mention.as_ref() == Some(&mention.range) {
                walk.at = Some(walk.of);
            }
        }
        walk
    }

    pub(super) fn forget_mention(&mut self) {
        self.mention = None;
    }

    /// The mentions in sight of a walk: of the chosen entities, or of all if none is chosen.
    fn walked<'a>(
        &'a self,
        snapshot: &'a Snapshot,
        chosen: &'a [EntityId],
    ) -> impl Iterator<Item = &'a Mention> {
        let mentions = self.article.map_or(&[][..], |article| snapshot.mentions(article));
        let page = self.page.as_ref();
        mentions.iter().filter(move |mention| {
            (chosen.is_empty() || chosen.contains(&mention.entity))
                && page.is_some_and(|page| page.shows(&mention.range))
        })
    }

    fn show(&mut self, mention: Range<usize>) {
        let Some(page) = &self.page else { return };
        let row = page.row_at(mention.start);
        self.mention = Some(mention);
        // A row from the edge, so that the sentence around it is in sight too.
        let margin = (self.height / 4).min(3);
        if row < self.top + margin || row + margin >= self.top + self.height {
            self.scroll_to(row.saturating_sub(self.height / 3));
        }
    }

    fn rows(&self) -> usize {
        self.page.as_ref().map_or(0, |page| page.rows().len())
    }
}
