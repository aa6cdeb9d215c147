//! A widget of one line.

use super::align::Align;
use super::look::Look;
use crate::text::{BaseDirection, Paragraph, Profile};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::widgets::Widget;
use std::ops::Range;

/// One line of text of either direction: a title, a row of a list, a field. What is too long gives way
/// to "…" at its logical end, and so does all that follows a line break in the text.
///
/// It draws in the first row of its area, flush with the side where the text begins.
///
/// ```
/// use ratatui::{buffer::Buffer, layout::Rect, widgets::Widget};
/// use warraq::widget::BidiLine;
///
/// let mut buffer = Buffer::empty(Rect::new(0, 0, 9, 1));
/// BidiLine::new("السلام عليكم").render(buffer.area, &mut buffer);
/// assert_eq!(buffer, Buffer::with_lines(["…ﻠﻋ ﻡﻼﺴﻟﺍ"]));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[must_use = "a widget does nothing until it is rendered"]
pub struct BidiLine<'a> {
    text: &'a str,
    look: Look<'a>,
}

impl<'a> BidiLine<'a> {
    /// A line of `text`, in its own direction, without styles.
    pub fn new(text: &'a str) -> Self {
        BidiLine { text, look: Look::default() }
    }

    /// Styles for byte ranges of the text, as [`BidiParagraph::styles`](super::BidiParagraph::styles)
    /// takes them.
    pub fn styles(mut self, styles: &'a [(Range<usize>, Style)]) -> Self {
        self.look.styles = styles;
        self
    }

    /// The style of the whole row, also where no text stands.
    pub fn style(mut self, style: impl Into<Style>) -> Self {
        self.look.style = style.into();
        self
    }

    /// The direction of the line; by default that of its first letter.
    pub fn direction(mut self, direction: BaseDirection) -> Self {
        self.look.direction = direction;
        self
    }

    /// Where it stands in its row; by default at the side where it begins.
    pub fn alignment(mut self, alignment: Align) -> Self {
        self.look.alignment = alignment;
        self
    }

    /// Who joins the letters; by default this package does.
    pub fn profile(mut self, profile: Profile) -> Self {
        self.look.profile = profile;
        self
    }

    /// Cells that the whole line takes where there is room: for constraints of a layout. ratatui's own
    /// measures (`Line::width`, `Span::width`) are wrong for Arabic.
    ///
    /// ```
    /// use warraq::widget::BidiLine;
    /// assert_eq!(BidiLine::new("السلام").width(), 5);
    /// ```
    #[must_use]
    pub fn width(&self) -> usize {
        // As much as it would be given: more than a line can have.
        self.paragraph().elided(usize::MAX).advance()
    }

    fn paragraph(&self) -> Paragraph {
        self.look.paragraph(self.text, self.look.direction_without_letters(self.text))
    }
}

impl Widget for BidiLine<'_> {
    fn render(self, area: Rect, buffer: &mut Buffer) {
        (&self).render(area, buffer);
    }
}

impl Widget for &BidiLine<'_> {
    fn render(self, area: Rect, buffer: &mut Buffer) {
        let area = area.intersection(buffer.area);
        if area.is_empty() {
            return;
        }
        let row = Rect { height: 1, ..area };
        buffer.set_style(row, self.look.style);
        let paragraph = self.paragraph();
        self.look.draw(buffer, row, &paragraph.elided(usize::from(row.width)), 0);
    }
}
