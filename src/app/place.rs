//! Where the reader stands: what is listed, which article is open, what is in sight.

use super::list::Cursor;
use super::page::PageLayout;
use super::panes::{Pane, content, text_column};
use super::search::Excerpts;
use super::{Model, Reading};
use crate::corpus::ArticleId;
use crate::entity::EntityId;
use crate::index::Patience;
use ratatui::layout::Rect;

/// Where a reader stands, to come back to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) focus: Pane,
    pub(super) article: Option<ArticleId>,
    pub(super) list_top: usize,
    /// The byte of the article at the top of the text.
    pub(super) byte: usize,
    /// The row at the top, as long as the text is laid out like this.
    pub(super) row: (Option<PageLayout>, usize),
    pub(super) names: Cursor,
}

impl Model {
    /// Asks the index anew; the same article stays chosen, if it is still there.
    pub(super) fn ask(&mut self) {
        let chosen = self.selected_article().or(self.reader.article());
        self.results = self.snapshot.index.run_within(&self.query, Patience::OF_A_KEY);
        self.is_unanswered &= self.prompt.as_ref().is_some_and(|prompt| prompt.pane == Pane::Text);
        // Names may have changed, for which a search may ask.
        (self.found, self.excerpts) = (None, Excerpts::default());
        let place = chosen.and_then(|chosen| self.results.place(chosen));
        self.list.selected = place.unwrap_or(0);
        if place.is_none() {
            self.list.top = 0;
        }
        self.list_names();
        self.open_selected();
    }

    /// Lists the names anew.
    pub(super) fn list_names(&mut self) {
        let open = self.reader.article();
        let of_article: Vec<EntityId> =
            open.map_or(Vec::new(), |open| self.snapshot.index.entities_of(open).collect());
        self.names.list(&self.snapshot.entities, &self.results, &of_article);
    }

    /// Opens the chosen article in the reading pane. An empty list leaves the text where it is.
    pub(super) fn open_selected(&mut self) {
        if let Some(article) = self.results.articles.get(self.list.selected).copied() {
            self.open(article);
        } else if self.reader.article().is_none_or(|open| self.snapshot.article(open).is_none()) {
            self.reader.close();
        }
    }

    /// Opens `article` and goes to its text.
    pub(super) fn focus_on_text(&mut self, article: ArticleId) {
        self.open(article);
        self.focus_on(Pane::Text);
    }

    pub(super) fn open(&mut self, article: ArticleId) {
        let (layout, height) = self.page_layout();
        let is_other = self.reader.article() != Some(article);
        if is_other {
            self.kept_unread = None;
            self.remember_byte();
        }
        if let Some(article) = self.snapshot.article(article) {
            let left = self.marks.of(article.fingerprint).byte;
            self.reader.open(article, left, layout, height);
        }
        if is_other && self.names.is_of_article() {
            self.list_names();
        }
    }

    pub(super) fn lay_out(&mut self, residue: bool) {
        let (layout, height) = self.page_layout();
        let open = self.reader.article().and_then(|open| self.snapshot.article(open));
        if let Some(article) = open {
            self.reader.lay_out(article, PageLayout { shows_residue: residue, ..layout }, height);
        }
    }

    /// Brings everything in sight that must be, at the size that the screen has now.
    pub(super) fn settle(&mut self) {
        // Another article has other bytes.
        self.selection.take_if(|selection| self.reader.article() != Some(selection.article));
        self.lay_out(self.reader.shows_residue());
        self.find_hits();
        let capacity = self.list_capacity();
        self.list.keep_in_sight(self.results.articles.len(), capacity);
        self.make_excerpts();
        let names_height = self.names_height();
        self.names.keep_in_sight(names_height);
        self.find_known();
        self.bound_overlay();
    }

    /// Where the text stands, or would stand if its pane were in sight.
    #[must_use]
    pub fn text_column(&self) -> Rect {
        let arrangement = self.arrangement();
        let pane = arrangement.text.or(arrangement.list).or(arrangement.names).unwrap_or_default();
        text_column(if arrangement.is_zen { pane } else { content(pane) }, self.reading.measure)
    }

    /// How the text is laid out there, and how many rows of it are in sight.
    fn page_layout(&self) -> (PageLayout, u16) {
        let column = self.text_column();
        let Reading { direction, line_spacing, alignment, .. } = self.reading;
        let layout = PageLayout {
            width: column.width.max(1),
            shows_residue: false,
            profile: self.text_profile(),
            direction,
            line_spacing,
            justification: alignment.justification(),
        };
        (layout, column.height)
    }

    pub(super) fn list_capacity(&self) -> usize {
        self.density().capacity(self.arrangement().content_height())
    }

    pub(super) fn names_height(&self) -> usize {
        usize::from(self.arrangement().content_height())
    }

    pub(super) fn place(&self) -> Place {
        Place {
            focus: self.focus,
            article: self.reader.article(),
            list_top: self.list.top,
            byte: self.reader.byte(),
            row: self.reader.row(),
            names: self.names.cursor,
        }
    }

    pub(super) fn return_to(&mut self, place: Place) {
        self.focus = place.focus;
        if let Some(article) = place.article
            && let Some(at) = self.results.place(article)
        {
            self.list.selected = at;
            self.open(article);
            self.reader.return_to(&place);
        }
        self.list.top = place.list_top;
        self.names.cursor = place.names;
    }
}
