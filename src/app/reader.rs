//! The reading pane: which article, which rows of it, which mention.

use super::page::{Page, PageLayout};
use super::place::Place;
use crate::corpus::{Article, ArticleId};
use crate::entity::{EntityId, Mention};
use crate::library::Snapshot;
use std::collections::HashSet;
use std::ops::Range;
use std::sync::Arc;

/// The state of the reading pane.
#[derive(Clone, Debug, Default)]
pub struct Reader {
    article: Option<ArticleId>,
    page: Option<Page>,
    /// The first row shown.
    top: usize,
    /// Rows of the pane that show text.
    height: usize,
    /// The mention or hit that `n` went to last, as bytes of the stored text.
    mention: Option<Range<usize>>,
    /// What a search has found in the article, in order; `None` without a search, when the walk goes through
    /// the mentions.
    hits: Option<Vec<Range<usize>>>,
    /// The row and the byte that [`go_to`](Reader::go_to) went to: a row may begin far before the byte, and at
    /// another width the text would go back further each time.
    sought: Option<(usize, usize)>,
    /// The articles that were left with their residue shown.
    unfolded: HashSet<ArticleId>,
}

/// How a walk through the mentions ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// At the next one in its direction.
    Next,
    /// At the other end, since there was none left.
    Round,
    /// There is no mention at all.
    Nowhere,
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

    /// The mention or hit that the walk stands on.
    #[must_use]
    pub fn mention(&self) -> Option<&Range<usize>> {
        self.mention.as_ref()
    }

    /// What a search has found in the article, as bytes of the stored text, in order; `None` without a search.
    #[must_use]
    pub fn hits(&self) -> Option<&[Range<usize>]> {
        self.hits.as_deref()
    }

    /// The walk goes through `hits` from now on, or through the mentions.
    pub(super) fn search_for(&mut self, hits: Option<Vec<Range<usize>>>) {
        self.hits = hits;
    }

    /// How far the article has been scrolled, from 0 to 100; 100 if it needs no scrolling.
    #[must_use]
    pub fn percent(&self) -> usize {
        match &self.page {
            // How many rows there will be is not known: bytes tell nearly the same.
            Some(page) if !page.is_whole() => page.byte_at(self.top) * 100 / page.article().text.len(),
            _ => (self.top * 100).checked_div(self.rows().saturating_sub(self.height)).unwrap_or(100),
        }
    }

    /// Whether the first rows, with the headline among them, are out of sight.
    #[must_use]
    pub fn is_scrolled(&self) -> bool {
        self.top > 0
    }

    /// Opens `article` with the text from byte `byte` on, where it was left, unless it is open already.
    pub(super) fn open(&mut self, article: &Arc<Article>, byte: usize, layout: PageLayout, height: u16) {
        if self.article == Some(article.id) {
            self.lay_out(article, PageLayout { shows_residue: self.shows_residue(), ..layout }, height);
            return;
        }
        if let Some(open) = self.article {
            if self.shows_residue() {
                self.unfolded.insert(open);
            } else {
                self.unfolded.remove(&open);
            }
        }
        (self.article, self.page, self.mention, self.hits) = (Some(article.id), None, None, None);
        (self.top, self.sought) = (0, None);
        let shows_residue = self.unfolded.contains(&article.id);
        self.lay_out(article, PageLayout { shows_residue, ..layout }, height);
        if byte > 0 {
            self.go_to(byte);
        }
    }

    /// Closes whatever is open.
    pub(super) fn close(&mut self) {
        *self = Reader::default();
    }

    /// The byte of the stored text at the top; 0 at the beginning.
    pub(super) fn byte(&self) -> usize {
        match (&self.page, self.sought) {
            (_, Some((top, byte))) if top == self.top => byte,
            (Some(page), _) if self.top > 0 => page.byte_at(self.top).min(page.article().text.len()),
            _ => 0,
        }
    }

    /// Scrolls so that `byte` is in the first row; 0 is the beginning, whatever stands there.
    pub(super) fn go_to(&mut self, byte: usize) {
        let row = if byte == 0 { Some(0) } else { self.row_of(byte) };
        self.scroll_to(row.unwrap_or(0));
        self.sought = Some((self.top, byte));
    }

    /// How the text is laid out, and the row at the top.
    pub(super) fn row(&self) -> (Option<PageLayout>, usize) {
        (self.page.as_ref().map(Page::layout), self.top)
    }

    /// Scrolls to where the reader stood.
    pub(super) fn return_to(&mut self, place: &Place) {
        let (layout, top) = place.row;
        if self.article == place.article && self.row().0 == layout {
            self.scroll_to(top);
        } else {
            self.go_to(place.byte);
        }
    }

    /// The row of `byte`, which is made if it was not there yet.
    fn row_of(&mut self, byte: usize) -> Option<usize> {
        let page = self.page.as_mut()?;
        page.make_rows_to(byte);
        page.row_at(byte)
    }

    /// Lays the open article out anew where its layout changed; the same text stays at the top.
    pub(super) fn lay_out(&mut self, article: &Arc<Article>, layout: PageLayout, height: u16) {
        self.height = usize::from(height);
        let byte = self.byte();
        match &mut self.page {
            Some(page) if page.layout() == layout => {
                self.scroll_to(self.top);
                return;
            }
            Some(page) => page.arrange(layout, byte),
            None => self.page = Some(Page::new(article, layout)),
        }
        self.go_to(byte);
    }

    pub(super) fn shows_residue(&self) -> bool {
        self.page.as_ref().is_some_and(Page::shows_residue)
    }

    /// Scrolls by `rows`, negative upwards.
    pub(super) fn scroll(&mut self, rows: isize) {
        self.scroll_to(self.top.saturating_add_signed(rows));
    }

    /// Scrolls so that the next paragraph, or the last one before the first row, begins there. Returns whether
    /// there was one to go to.
    pub(super) fn step_paragraph(&mut self, is_forward: bool) -> bool {
        let before = self.top;
        let mut next = None;
        while let Some(page) = &mut self.page {
            next = page.next_paragraph(before, is_forward);
            if next.is_some() || !is_forward || page.is_whole() {
                break;
            }
            page.make_rows(page.rows().len() + 1);
        }
        self.scroll_to(next.unwrap_or(if is_forward { self.rows() } else { 0 }));
        self.top != before
    }

    /// Scrolls so that `top` is the first row, as far as the end allows.
    pub(super) fn scroll_to(&mut self, top: usize) {
        if let Some(page) = &mut self.page {
            page.make_rows(top.saturating_add(self.height + 1));
        }
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

    /// Goes to the next mention (`is_forward`) or the one before, round and round, and brings it
    /// into sight. Where the last one is out of sight, the walk goes on from what is on the screen.
    pub(super) fn step_mention(
        &mut self,
        snapshot: &Snapshot,
        chosen: &[EntityId],
        is_forward: bool,
    ) -> Step {
        let walked = self.walked(snapshot, chosen);
        if walked.is_empty() {
            self.mention = None;
            return Step::Nowhere;
        }
        let current = self.mention_in_sight().and_then(|mention| walked.iter().position(|m| m == mention));
        // How many mentions stand before where the walk goes on, and how many up to there.
        let (before, until) = match current {
            Some(at) => (at, at + 1),
            None => {
                let top = self.page.as_ref().map_or(0, |page| page.byte_at(self.top));
                let above = walked.partition_point(|mention| mention.start < top);
                (above, above)
            }
        };
        let (next, step) = match is_forward {
            true if until < walked.len() => (until, Step::Next),
            true => (0, Step::Round),
            false if before > 0 => (before - 1, Step::Next),
            false => (walked.len() - 1, Step::Round),
        };
        self.show(walked[next].clone());
        step
    }

    /// The mention that the walk stands on, if it has not been scrolled away.
    pub(super) fn mention_in_sight(&self) -> Option<&Range<usize>> {
        let (mention, page) = (self.mention.as_ref()?, self.page.as_ref()?);
        let row = page.row_at(mention.start)?;
        (self.top..self.top + self.height).contains(&row).then_some(mention)
    }

    /// The byte at which the last row in sight begins.
    pub(super) fn last_byte_in_sight(&self) -> usize {
        self.page.as_ref().map_or(0, |page| page.byte_at(self.top + self.height))
    }

    /// The row of `byte` is there to be gone to.
    pub(super) fn make_rows_to(&mut self, byte: usize) {
        self.row_of(byte);
    }

    /// So are `rows` rows more than those in sight.
    pub(super) fn make_rows_below(&mut self, rows: isize) {
        let last = self.top + self.height + rows.unsigned_abs() + 1;
        if let Some(page) = &mut self.page {
            page.make_rows(last.saturating_add(2));
        }
    }

    /// Scrolls as little as brings `byte` into sight.
    pub(super) fn bring_into_sight(&mut self, byte: usize) {
        let Some(row) = self.row_of(byte) else { return };
        if row < self.top {
            self.scroll_to(row);
        } else if row >= self.top + self.height {
            self.scroll_to((row + 1).saturating_sub(self.height));
        }
    }

    /// The entity of the mention that the walk stands on, if that is in sight.
    pub(super) fn entity_in_hand(&self, snapshot: &Snapshot) -> Option<EntityId> {
        let (article, range) = (self.article?, self.mention_in_sight()?);
        snapshot
            .mentions(article)
            .iter()
            .find(|mention| mention.range.start < range.end && range.start < mention.range.end)
            .map(|mention| mention.entity)
    }

    /// Goes to the first mention of `entity`.
    pub(super) fn show_first(&mut self, snapshot: &Snapshot, entity: EntityId) {
        let first = self.mentioned(snapshot, &[entity]).next().map(|mention| mention.range.clone());
        if let Some(range) = first {
            self.show(range);
        }
    }

    /// Goes to the first hit, unless one is in sight.
    pub(super) fn show_first_hit(&mut self) {
        let Some(page) = &self.page else { return };
        let in_sight = self.top..self.top + self.height;
        let is_seen = |hit: &Range<usize>| page.row_at(hit.start).is_some_and(|row| in_sight.contains(&row));
        let hits = self.found_in(page);
        if !hits.iter().any(is_seen)
            && let Some(first) = hits.into_iter().next()
        {
            self.show(first);
        }
    }

    /// Goes to the first hit at or after `byte`, or else the first; whether there is one.
    pub(super) fn show_hit_after(&mut self, byte: usize) -> bool {
        let Some(page) = &self.page else { return false };
        let hits = self.found_in(page);
        let hit = hits.iter().find(|hit| hit.start >= byte).or(hits.first()).cloned();
        if let Some(hit) = hit.clone() {
            self.show(hit);
        }
        hit.is_some()
    }

    /// The hits that are not folded away.
    fn found_in(&self, page: &Page) -> Vec<Range<usize>> {
        let hits = self.hits.iter().flatten();
        hits.filter(|hit| page.shows(&(hit.start..hit.start))).cloned().collect()
    }

    /// The row of the mention that the walk stands on, or else the first in sight.
    pub(super) fn line_in_hand(&self) -> usize {
        let row = |mention: &Range<usize>| self.page.as_ref()?.row_at(mention.start);
        self.mention_in_sight().and_then(row).unwrap_or(self.top)
    }

    /// Where the walk through the mentions stands; nowhere, if that has been scrolled away.
    #[must_use]
    pub fn walk(&self, snapshot: &Snapshot, chosen: &[EntityId]) -> Walk {
        let mut walk = Walk { at: None, of: 0 };
        let current = self.mention_in_sight();
        for range in self.walked(snapshot, chosen) {
            walk.of += 1;
            if current == Some(&range) {
                walk.at = Some(walk.of);
            }
        }
        walk
    }

    /// Lets the walk stand on `mention`.
    pub(super) fn stand_on(&mut self, mention: Option<Range<usize>>) {
        self.mention = mention;
    }

    pub(super) fn forget_mention(&mut self) {
        self.mention = None;
    }

    /// What a walk goes through: the hits of a search, or else the mentions.
    fn walked(&self, snapshot: &Snapshot, chosen: &[EntityId]) -> Vec<Range<usize>> {
        match (&self.hits, &self.page) {
            (Some(_), Some(page)) => self.found_in(page),
            _ => self.mentioned(snapshot, chosen).map(|mention| mention.range.clone()).collect(),
        }
    }

    /// The mentions that are not folded away: of the chosen entities, or of all if none is chosen.
    fn mentioned<'a>(
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

    /// Brings a mention into sight, and lets the walk stand on it.
    pub(super) fn show(&mut self, mention: Range<usize>) {
        let Some(row) = self.row_of(mention.start) else { return };
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
