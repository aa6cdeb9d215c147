//! The reader's canvas. Everything that is drawn, article text, file names and the interface's own
//! words alike, is laid out by [`crate::text`], which shows controls as placeholders and drops what
//! draws nothing; it is then written cell by cell, by [`crate::widget`].
//!
//! After a symbol of two cells stands a cell with an empty symbol, as the session's frame wants it.

use crate::text::{self, BaseDirection, Cell, Line, Paragraph, Profile};
use crate::widget::{self, Align, RightHalf};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use std::ops::Range;

/// The cells of the screen, and the direction in which the interface reads.
#[derive(Debug)]
pub struct Canvas<'b> {
    buffer: &'b mut Buffer,
    rtl: bool,
    profile: Profile,
}

impl<'b> Canvas<'b> {
    /// Draws into `buffer` by `profile`; `rtl` says whether the interface reads from right to left.
    pub fn new(buffer: &'b mut Buffer, rtl: bool, profile: Profile) -> Self {
        Canvas { buffer, rtl, profile }
    }

    /// How text is drawn.
    #[must_use]
    pub fn profile(&self) -> Profile {
        self.profile
    }

    /// Cells that `text` takes on one row.
    #[must_use]
    pub fn width(&self, text: &str) -> u16 {
        u16::try_from(one_line(text, self.rtl, self.profile).advance()).unwrap_or(u16::MAX)
    }

    /// Whether the interface reads from right to left.
    #[must_use]
    pub fn is_rtl(&self) -> bool {
        self.rtl
    }

    /// Lays `style` over every cell of `area`.
    pub fn tint(&mut self, area: Rect, style: Style) {
        self.buffer.set_style(area, style);
    }

    /// Empties `area` and gives it `style`.
    pub fn clear(&mut self, area: Rect, style: Style) {
        let area = area.intersection(self.buffer.area);
        widget::drop_parted(self.buffer, area, RightHalf::Empty);
        for position in area.positions() {
            self.buffer[position].reset();
        }
        self.tint(area, style);
    }

    /// Puts one of the interface's own signs, one cell wide, at a place.
    pub fn sign(&mut self, x: u16, y: u16, sign: &'static str, style: Style) {
        widget::put(self.buffer, x, y, sign, 1, RightHalf::Empty, style);
    }

    /// Draws `line` with its left edge at `x`, as far as it lies inside `area`.
    pub fn line(&mut self, area: Rect, x: u16, line: &Line<'_>, style: impl Fn(&Cell<'_>) -> Style) {
        widget::draw_line(self.buffer, area, x.into(), line, RightHalf::Empty, style);
    }

    /// Draws `text`, of which the bytes `key` begin at the side where the text does `cells` cells from the
    /// edge of `area`: keywords in context stand under each other. What lies outside is left out.
    pub fn aligned(
        &mut self,
        area: Rect,
        text: &str,
        key: &Range<usize>,
        cells: u16,
        style: impl Fn(&Cell<'_>) -> Style,
    ) {
        let paragraph = one_line(text, self.rtl, self.profile);
        let line = paragraph.elided(usize::MAX);
        let columns = line.columns_of(key);
        let x = if line.base().is_rtl() {
            let end = columns.last().map_or(0, |columns| columns.end);
            i32::from(area.right()) - i32::from(cells) - end as i32
        } else {
            let start = columns.first().map_or(0, |columns| columns.start);
            i32::from(area.x) + i32::from(cells) - start as i32
        };
        widget::draw_line(self.buffer, area, x, &line, RightHalf::Empty, style);
    }

    /// Draws `text` on one row, flush with the side where it begins; of one that is too long what stands around
    /// the bytes `key` is shown.
    pub fn around(&mut self, area: Rect, text: &str, key: &Range<usize>, style: impl Fn(&Cell<'_>) -> Style) {
        let paragraph = one_line(text, self.rtl, self.profile);
        self.flush(area, &paragraph.elided_around(key, usize::from(area.width)), style);
    }

    /// Draws `line` in the first row of `area`, flush with the side where its paragraph begins.
    pub fn flush(&mut self, area: Rect, line: &Line<'_>, style: impl Fn(&Cell<'_>) -> Style) {
        self.line(area, Align::Start.column(area, line), line, style);
    }

    /// Draws `text` on one row, elided where it is too long, flush with the side where it begins.
    pub fn text(&mut self, area: Rect, text: &str, style: Style) {
        let paragraph = one_line(text, self.rtl, self.profile);
        self.flush(area, &paragraph.elided(usize::from(area.width)), |_| style);
    }

    /// A row of fields in `area`, from the side where the interface begins.
    pub fn row(&mut self, area: Rect) -> Row<'_, 'b> {
        let rtl = self.rtl;
        self.row_towards(area, rtl)
    }

    /// A row of fields in `area`, from the right if `rtl`.
    pub fn row_towards(&mut self, area: Rect, rtl: bool) -> Row<'_, 'b> {
        Row { canvas: self, area: Rect { height: 1, ..area }, rtl }
    }
}

/// Fields side by side on one row, filled from both ends. Each field is a paragraph of its own, so
/// that no text can reorder its neighbours.
#[derive(Debug)]
pub struct Row<'c, 'b> {
    canvas: &'c mut Canvas<'b>,
    /// What is still free.
    area: Rect,
    rtl: bool,
}

impl Row<'_, '_> {
    /// Cells that are still free.
    #[must_use]
    pub fn room(&self) -> u16 {
        self.area.width
    }

    /// Cells that `text` would take.
    #[must_use]
    pub fn width(&self, text: &str) -> u16 {
        self.canvas.width(text)
    }

    /// Adds a field after those at the start, elided to the room that is left.
    pub fn start(&mut self, text: &str, style: Style) -> &mut Self {
        self.field(text, style, true)
    }

    /// Adds a field that is drawn by `profile`: an article's own words.
    pub fn start_by(&mut self, profile: Profile, text: &str, style: Style) -> &mut Self {
        let paragraph = one_line(text, self.rtl, profile);
        self.put(&paragraph.elided(usize::from(self.area.width)), style, true)
    }

    /// Adds a field before those at the end.
    pub fn end(&mut self, text: &str, style: Style) -> &mut Self {
        self.field(text, style, false)
    }

    /// Adds a text that is being typed, with the cursor on the letter that begins at byte `at`: of a long one
    /// what stands around it is shown, and that letter's cell, or the one after the logical end, has the style
    /// `cursor`.
    pub fn typed(
        &mut self,
        text: &str,
        at: usize,
        style: impl Fn(&Cell<'_>) -> Style,
        cursor: Style,
    ) -> &mut Self {
        let letter = text[at..].chars().next().map_or(at..at, |c| at..at + c.len_utf8());
        let paragraph = self.paragraph(text);
        let line = paragraph.elided_around(&letter, usize::from(self.area.width.saturating_sub(1)));
        let advance = u16::try_from(line.advance()).unwrap_or(self.area.width);
        let area = self.take(advance + 1, true);
        let is_rtl = line.base().is_rtl();
        let (x, behind) =
            if is_rtl { (area.x + 1, area.x) } else { (area.x, area.right().saturating_sub(1)) };
        self.canvas.line(area, x, &line, style);
        // On what draws nothing it stands in no column, and is drawn where the text ends.
        let columns = line.columns_of(&letter).first().cloned().filter(|_| !letter.is_empty());
        let cells = columns.map_or(Rect { x: behind, width: 1, ..area }, |columns| Rect {
            x: x + columns.start as u16,
            width: columns.len() as u16,
            ..area
        });
        self.canvas.tint(cells.intersection(area), cursor);
        self
    }

    /// Adds a path: of a long one the end is shown, since that tells it from others.
    pub fn path(&mut self, path: &str, style: Style) -> &mut Self {
        let paragraph = self.paragraph(&text::neutralised(path));
        self.put(&paragraph.elided_at_start(usize::from(self.area.width)), style, true)
    }

    /// Adds a field that takes `cells` cells however short it is.
    pub fn column(&mut self, text: &str, cells: u16, style: Style) -> &mut Self {
        let area = self.take(cells, true);
        let rtl = self.rtl;
        self.canvas.row_towards(area, rtl).start(text, style);
        self
    }

    /// Leaves `cells` free at the start.
    pub fn gap(&mut self, cells: u16) -> &mut Self {
        self.take(cells, true);
        self
    }

    /// Leaves `cells` free at the end.
    pub fn end_gap(&mut self, cells: u16) -> &mut Self {
        self.take(cells, false);
        self
    }

    fn field(&mut self, text: &str, style: Style, at_start: bool) -> &mut Self {
        let paragraph = self.paragraph(text);
        self.put(&paragraph.elided(usize::from(self.area.width)), style, at_start)
    }

    fn paragraph(&self, text: &str) -> Paragraph {
        one_line(text, self.rtl, self.canvas.profile)
    }

    /// Takes the room of `line` off one end, and draws it there.
    fn put(&mut self, line: &Line<'_>, style: Style, at_start: bool) -> &mut Self {
        let advance = u16::try_from(line.advance()).unwrap_or(self.area.width);
        let area = self.take(advance, at_start);
        self.canvas.line(area, area.x, line, |_| style);
        self
    }

    /// Takes `cells` off one end of what is free.
    fn take(&mut self, cells: u16, at_start: bool) -> Rect {
        let cells = cells.min(self.area.width);
        let at_left = at_start != self.rtl;
        let taken = Rect { width: cells, ..self.area };
        self.area.width -= cells;
        if at_left {
            self.area.x += cells;
            taken
        } else {
            Rect { x: self.area.right(), ..taken }
        }
    }
}

/// `text` as one paragraph; what has no direction of its own takes that of its place.
fn one_line(text: &str, rtl: bool, profile: Profile) -> Paragraph {
    let place = if rtl { BaseDirection::Rtl } else { BaseDirection::Ltr };
    Paragraph::new(text, BaseDirection::of(text, place), profile)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What stands in a row of ten cells after `draw`.
    fn check(rtl: bool, draw: impl Fn(&mut Canvas<'_>, Rect), expected: &str) {
        let area = Rect::new(0, 0, 10, 1);
        let mut buffer = Buffer::empty(area);
        draw(&mut Canvas::new(&mut buffer, rtl, Profile::default()), area);
        let found: String = buffer.content.iter().map(ratatui::buffer::Cell::symbol).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn every_letter_of_a_word_with_lam_alef_is_there() {
        // Ratatui's own right-aligned line prints five of the six.
        check(false, |c, a| c.text(a, "السلام", Style::new()), "     ﻡﻼﺴﻟﺍ");
    }

    #[test]
    fn controls_never_reach_a_cell() {
        check(false, |c, a| c.text(a, "a\u{1b}[2Jb", Style::new()), "a␛[2Jb    ");
        check(false, |c, a| c.text(a, "\u{202e}ab\u{9b}", Style::new()), "ba\u{fffd}       ");
    }

    #[test]
    fn wide_symbols_leave_an_empty_cell() {
        check(false, |c, a| c.text(a, "中x", Style::new()), "中x       ");
    }

    #[test]
    fn rows_fill_from_both_ends_and_mirror() {
        let draw = |c: &mut Canvas<'_>, a| {
            c.row(a).start("ab", Style::new()).gap(1).start("cd", Style::new()).end("12", Style::new());
        };
        check(false, draw, "ab cd   12");
        check(true, draw, "12   cd ab");
    }

    #[test]
    fn what_is_typed_has_a_cursor_after_its_logical_end() {
        let typed = |text: (&str, usize), rtl| {
            let area = Rect::new(0, 0, 6, 1);
            let mut buffer = Buffer::empty(area);
            let mut canvas = Canvas::new(&mut buffer, rtl, Profile::default());
            canvas.row(area).typed(text.0, text.1, |_| Style::new(), Style::new().reversed());
            let symbols: String = buffer.content.iter().map(ratatui::buffer::Cell::symbol).collect();
            let cursor = buffer.content.iter().position(|cell| !cell.modifier.is_empty());
            (symbols, cursor.expect("a cursor"))
        };
        assert_eq!(typed(("ab", 2), false), ("ab    ".into(), 2));
        assert_eq!(typed(("", 0), false), ("      ".into(), 0));
        assert_eq!(typed(("abcdefgh", 8), false), ("…efgh ".into(), 5));
        assert_eq!(typed(("دد", 4), false), (" ﺩﺩ   ".into(), 0));
        assert_eq!(typed(("دد", 4), true), ("    ﺩﺩ".into(), 3));
        // Elsewhere it stands on a letter, and so in mixed text at the letter's own place.
        assert_eq!(typed(("abcdefgh", 0), false), ("abcd… ".into(), 0));
        assert_eq!(typed(("abcdefgh", 4), false), ("…def… ".into(), 2));
        assert_eq!(typed(("دب", 0), false), (" ﺏﺩ   ".into(), 2));
        assert_eq!(typed(("abدب", 2), false), ("abﺏﺩ  ".into(), 3));
        assert_eq!(typed(("abدب", 4), false), ("abﺏﺩ  ".into(), 2));
        // A lam-alef is one cell, whichever of its letters the cursor is on.
        assert_eq!(typed(("لا", 2), true), ("     ﻻ".into(), 5));
        assert_eq!(typed(("中", 0), false), ("中    ".into(), 0));
    }

    #[test]
    fn a_field_cannot_reorder_its_neighbours() {
        let draw = |c: &mut Canvas<'_>, a| {
            c.row(a).start("\u{202e}ab", Style::new()).start("cd", Style::new());
        };
        check(false, draw, "bacd      ");
    }

    #[test]
    fn what_is_too_long_is_elided_at_its_logical_end() {
        check(false, |c, a| c.text(a, "abcdefghijkl", Style::new()), "abcdefghi…");
        check(false, |c, a| c.text(a, "دددددددددددد", Style::new()), "…ﺩﺩﺩﺩﺩﺩﺩﺩﺩ");
    }
}
