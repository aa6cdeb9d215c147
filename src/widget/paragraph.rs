//! A widget of running text.

use super::align::Align;
use super::look::Look;
use crate::text::{BaseDirection, Profile, paragraphs};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::widgets::Widget;
use std::ops::Range;

/// Running text of either direction, of one paragraph or many: each is laid out by itself, and stands
/// flush with the side where it begins.
///
/// Rendering costs time in proportion to the text down to the last row in sight, not to all of it; only
/// rows in sight are put into visual order. Nothing is kept from one frame to the next: who shows
/// megabytes at every key had better keep [`Paragraph`](crate::text::Paragraph)s, and draw their lines
/// with [`draw_line`](super::draw_line).
///
/// An area that lies partly outside the buffer is cut down to what lies inside. Text under the area
/// stays where nothing is drawn over it: as with ratatui's own widgets, `Clear` is what removes it.
///
/// The [module](super) has an example.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[must_use = "a widget does nothing until it is rendered"]
pub struct BidiParagraph<'a> {
    text: &'a str,
    look: Look<'a>,
    wrap: bool,
    scroll: usize,
}

impl<'a> BidiParagraph<'a> {
    /// The paragraphs of `text`, as [`paragraphs`] cuts them: each in its own direction, on one line,
    /// without styles.
    pub fn new(text: &'a str) -> Self {
        BidiParagraph { text, ..BidiParagraph::default() }
    }

    /// Styles for byte ranges of the text; where several lie over a cell, each is laid over those before
    /// it in the slice, and all over [`style`](Self::style).
    ///
    /// A cell has the style if it stands for any byte in the range: lam-alef, which is two letters in one
    /// cell, if either is inside; a letter, if its range begins or ends in the middle of it. A range that
    /// is empty or lies outside the text styles nothing. On a line of both directions one range may come
    /// out as several runs of cells. The "…" of an elided line has the style of the whole.
    pub fn styles(mut self, styles: &'a [(Range<usize>, Style)]) -> Self {
        self.look.styles = styles;
        self
    }

    /// The style of the whole area, also where no text stands.
    pub fn style(mut self, style: impl Into<Style>) -> Self {
        self.look.style = style.into();
        self
    }

    /// The direction of every paragraph. By default (`Auto`) each has that of its first letter; one
    /// without letters, a row of stars or a number, goes with the first paragraph that has some.
    pub fn direction(mut self, direction: BaseDirection) -> Self {
        self.look.direction = direction;
        self
    }

    /// Where lines stand in their rows; by default at the side where their paragraph begins.
    pub fn alignment(mut self, alignment: Align) -> Self {
        self.look.alignment = alignment;
        self
    }

    /// Whether what is too long for a row goes on in the next one. Off, as it is by default, each
    /// paragraph is one row, and what is too long gives way to "…" at its logical end.
    ///
    /// A wide symbol that does not fit into an area of one column is left out.
    pub fn wrap(mut self, wrap: bool) -> Self {
        self.wrap = wrap;
        self
    }

    /// How many rows at the top are passed over. Beyond the last one nothing is drawn.
    pub fn scroll(mut self, rows: usize) -> Self {
        self.scroll = rows;
        self
    }

    /// Who joins the letters; by default this package does.
    pub fn profile(mut self, profile: Profile) -> Self {
        self.look.profile = profile;
        self
    }

    /// Rows that the whole text takes at a width in cells, whatever [`scroll`](Self::scroll) says: for
    /// scrollbars. None at a width of 0.
    ///
    /// With [`wrap`](Self::wrap) it lays out all of the text; keep the number while text and width stay.
    #[must_use]
    pub fn line_count(&self, width: usize) -> usize {
        let paragraphs = paragraphs(self.text);
        match (width, self.wrap) {
            (0, _) => 0,
            (_, false) => paragraphs.count(),
            (_, true) => {
                let without_letters = self.look.direction_without_letters(self.text);
                let lay_out = |range: Range<usize>| self.look.paragraph(&self.text[range], without_letters);
                paragraphs.map(|range| lay_out(range).break_lines(width).len()).sum()
            }
        }
    }
}

impl Widget for BidiParagraph<'_> {
    fn render(self, area: Rect, buffer: &mut Buffer) {
        (&self).render(area, buffer);
    }
}

impl Widget for &BidiParagraph<'_> {
    fn render(self, area: Rect, buffer: &mut Buffer) {
        let area = area.intersection(buffer.area);
        if area.is_empty() {
            return;
        }
        buffer.set_style(area, self.look.style);
        let width = usize::from(area.width);
        let without_letters = self.look.direction_without_letters(self.text);
        let mut above = self.scroll;
        let mut rows = area.rows().peekable();
        for range in paragraphs(self.text) {
            if rows.peek().is_none() {
                return;
            }
            if !self.wrap && above > 0 {
                above -= 1;
                continue;
            }
            let paragraph = self.look.paragraph(&self.text[range.clone()], without_letters);
            if !self.wrap {
                if let Some(row) = rows.next() {
                    self.look.draw(buffer, row, &paragraph.elided(width), range.start);
                }
                continue;
            }
            let spans = paragraph.break_lines(width);
            // The spans come first: `zip` would take a row for nothing at their end.
            for (span, row) in spans.iter().skip(above).zip(rows.by_ref()) {
                self.look.draw(buffer, row, &paragraph.line(span), range.start);
            }
            above = above.saturating_sub(spans.len());
        }
    }
}
