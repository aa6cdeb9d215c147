//! A paragraph: all of the layout that does not depend on the width. Wrapping it anew at another
//! width reuses everything here; a long one is laid out as far as somebody looks.

use super::bidi::Level;
use super::cluster::{Break, Cluster, Clusters};
use super::justify::{self, Justification};
use super::line::{BreakReason, Line, LineSpan, Side};
use super::piece::Rest;
use super::profile::Order;
use std::ops::Range;

/// A paragraph, ready to be broken into lines.
#[derive(Clone, Debug)]
pub struct Paragraph {
    pub(super) base: Level,
    pub(super) order: Order,
    pub(super) clusters: Clusters,
    /// What has not been laid out yet.
    pub(super) rest: Option<Box<Rest>>,
}

impl Paragraph {
    /// The paragraph's embedding level.
    #[must_use]
    pub fn base(&self) -> Level {
        self.base
    }

    /// Bytes of its text.
    #[must_use]
    pub fn len(&self) -> usize {
        self.clusters.length + self.rest.as_ref().map_or(0, |rest| rest.len())
    }

    /// Whether its text is empty.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Whether all of it is laid out, as it is unless [`Analyzer::begin`](super::Analyzer::begin) made it. What is not is missing
    /// from every line.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.rest.is_none()
    }

    /// Bytes of its text that are laid out, from its beginning.
    #[must_use]
    pub fn laid_out(&self) -> usize {
        self.clusters.length
    }

    /// Lays out what is missing up to byte `end` of its text, and some more; nothing if it is there.
    pub fn lay_out_to(&mut self, end: usize) {
        while self.clusters.length < end
            && let Some(mut rest) = self.rest.take()
        {
            self.rest = rest.lay_out(&mut self.clusters).then_some(rest);
        }
    }

    /// Cells that it takes on one line, without the blanks at its end.
    #[must_use]
    pub fn advance(&self) -> usize {
        self.span(0, self.clusters.all.len(), BreakReason::End).advance
    }

    /// Breaks it into lines of at most `width` cells (a wide character alone on a line of one cell
    /// takes two all the same), greedily, at the opportunities of UAX #14;
    /// inside a word only where the word alone is wider than a line. Blanks at a line's end hang.
    /// An empty paragraph is one empty line; a `width` of 0 counts as 1.
    #[must_use]
    pub fn break_lines(&self, width: usize) -> Vec<LineSpan> {
        self.break_lines_after(None, width)
    }

    /// As [`break_lines`](Self::break_lines), but only what follows `last`, one of the lines at this
    /// width. While the paragraph is not whole, the line that it breaks off in is left out.
    ///
    /// ```
    /// use warraq::text::{Analyzer, BaseDirection, Profile};
    ///
    /// let text = "كلمة ".repeat(100_000);
    /// let mut paragraph = Analyzer::default().begin(&text, BaseDirection::Auto, Profile::default());
    /// let mut lines = paragraph.break_lines(40);
    /// assert!(!lines.is_empty() && !paragraph.is_whole());
    /// while lines.len() < 5_000 {
    ///     paragraph.lay_out_to(lines.last().unwrap().text_range.end + 10_000);
    ///     lines.extend(paragraph.break_lines_after(lines.last(), 40));
    /// }
    /// assert_eq!(lines[4_999].text_range, 4_999 * 72..5_000 * 72);
    /// ```
    #[must_use]
    pub fn break_lines_after(&self, last: Option<&LineSpan>, width: usize) -> Vec<LineSpan> {
        let width = width.max(1);
        let all = &self.clusters.all;
        let mut lines = Vec::new();
        let mut first = last.map_or(0, |last| last.clusters.end);
        let mut opportunity = first;
        let mut advance = 0;
        let mut at = first;
        while at < all.len() {
            let cluster = &all[at];
            let cells = usize::from(cluster.cells.width());
            if !cluster.cells.hang() && advance + cells > width && at > first {
                let (end, reason) = if opportunity > first {
                    (opportunity, BreakReason::Opportunity)
                } else {
                    (at, BreakReason::Emergency)
                };
                lines.push(self.span(first, end, reason));
                // What stands after the opportunity has been counted for the line before.
                (first, at, advance) = (end, end, 0);
                continue;
            }
            advance += cells;
            at += 1;
            match cluster.break_after {
                Break::No => {}
                Break::Allowed => opportunity = at,
                Break::Mandatory => {
                    lines.push(self.span(first, at, BreakReason::Mandatory));
                    (first, opportunity, advance) = (at, at, 0);
                }
            }
        }
        if self.is_whole() && (first < all.len() || (last.is_none() && lines.is_empty())) {
            lines.push(self.span(first, all.len(), BreakReason::End));
        }
        lines
    }

    /// A line of it in visual order.
    #[must_use]
    pub fn line(&self, span: &LineSpan) -> Line<'_> {
        self.ordered(span.clone(), None)
    }

    /// A line of it in visual order, filled up to `width` cells if it is not the paragraph's last.
    /// `text` is the paragraph's, as it was laid out.
    #[must_use]
    pub fn justified(
        &self,
        text: &str,
        span: &LineSpan,
        width: usize,
        justification: Justification,
    ) -> Line<'_> {
        let slack = width.saturating_sub(span.advance);
        let is_last = matches!(span.break_reason, BreakReason::End | BreakReason::Mandatory);
        if slack == 0 || is_last {
            return self.line(span);
        }
        let stretch = justify::stretch(text, &self.clusters, &span.visible, slack, justification);
        self.line(span).stretched_by(&stretch)
    }

    /// The whole paragraph on one line of at most `width` cells: where it is longer, its logical
    /// end gives way to "…".
    #[must_use]
    pub fn elided(&self, width: usize) -> Line<'_> {
        self.elided_from(0, width)
    }

    /// As [`elided`](Self::elided), but the beginning gives way: for what is being typed, and for
    /// paths, whose end tells them apart.
    #[must_use]
    pub fn elided_at_start(&self, width: usize) -> Line<'_> {
        let all = &self.clusters.all;
        let whole = self.span(0, all.len(), BreakReason::End);
        if whole.advance <= width {
            return self.ordered(whole, None);
        }
        let mut advance = 0;
        let room = width.saturating_sub(1);
        let last = all.iter().rposition(|cluster| !cluster.cells.hang()).map_or(0, |last| last + 1);
        let first = all[..last]
            .iter()
            .rposition(|cluster| {
                advance += usize::from(cluster.cells.width());
                advance > room
            })
            .map_or(0, |left_out| left_out + 1);
        let span = self.span(first, all.len(), BreakReason::Elided);
        self.ordered(span, (width > 0).then_some(Side::Start))
    }

    /// As [`elided`](Self::elided), but what stands around the bytes `key` is kept, more of what follows than
    /// of what comes before, and either end or both give way.
    #[must_use]
    pub fn elided_around(&self, key: &Range<usize>, width: usize) -> Line<'_> {
        let all = &self.clusters.all;
        let cells = |at: usize| usize::from(all[at].cells.width());
        let whole = self.span(0, all.len(), BreakReason::End);
        if whole.advance <= width {
            return self.ordered(whole, None);
        }
        let last = whole.visible.end;
        let mut first = all[..last].partition_point(|cluster| (cluster.start as usize) < key.start);
        let mut before = 0;
        while first > 0 && before + cells(first - 1) <= width / 3 {
            first -= 1;
            before += cells(first);
        }
        let (mut end, mut advance) = (first, usize::from(first > 0));
        while end < last && advance + cells(end) <= width {
            advance += cells(end);
            end += 1;
        }
        if end == last {
            while first > 0 && advance + cells(first - 1) <= width + usize::from(first == 1) {
                first -= 1;
                advance += cells(first);
            }
        }
        while end < last && end > first && advance >= width {
            end -= 1;
            advance -= cells(end);
        }
        let side = match (first > 0, end < last) {
            (true, true) if width < 2 => Side::Start,
            (true, true) => Side::Both,
            (true, false) => Side::Start,
            (false, _) => Side::End,
        };
        self.ordered(self.span(first, end, BreakReason::Elided), (width > 0).then_some(side))
    }

    /// At most `lines` lines of at most `width` cells each; what does not fit gives way to "…" at
    /// the end of the last one.
    #[must_use]
    pub fn clamped(&self, width: usize, lines: usize) -> Vec<Line<'_>> {
        let mut spans = self.break_lines(width);
        let is_longer = spans.len() > lines;
        spans.truncate(lines);
        let last = if is_longer { spans.pop() } else { None };
        let whole = spans.into_iter().map(|span| self.ordered(span, None));
        whole.chain(last.map(|span| self.elided_from(span.clusters.start, width))).collect()
    }

    /// All from cluster `first` on one line of at most `width` cells, elided if it is longer.
    fn elided_from(&self, first: usize, width: usize) -> Line<'_> {
        let all = &self.clusters.all;
        // Where the text demands a new line, one line ends.
        let is_break = |cluster: &Cluster| cluster.break_after == Break::Mandatory;
        let line = all[first..].iter().position(is_break).map_or(all.len(), |at| first + at + 1);
        let whole = self.span(first, line, BreakReason::End);
        if whole.advance <= width && line == all.len() {
            return self.ordered(whole, None);
        }
        let mut advance = 0;
        let room = width.saturating_sub(1);
        let end = all[first..line]
            .iter()
            .position(|cluster| {
                advance += usize::from(cluster.cells.width());
                advance > room
            })
            .map_or(line, |fitting| first + fitting);
        self.ordered(self.span(first, end, BreakReason::Elided), (width > 0).then_some(Side::End))
    }

    fn ordered(&self, span: LineSpan, ellipsis: Option<Side>) -> Line<'_> {
        Line::new(&self.clusters, self.base, self.order, span, ellipsis)
    }

    /// The line of the clusters `first..end`.
    fn span(&self, first: usize, end: usize, break_reason: BreakReason) -> LineSpan {
        let visible =
            (first..end).rev().find(|&i| !self.clusters.all[i].cells.hang()).map_or(first, |i| i + 1);
        let advance = self.clusters.all[first..visible].iter().map(|c| usize::from(c.cells.width())).sum();
        LineSpan {
            clusters: first..end,
            visible: first..visible,
            text_range: self.clusters.start(first)..self.clusters.start(end),
            advance,
            break_reason,
        }
    }
}

/// Cuts `text` into paragraphs: the byte range of each, without its separator (UAX #9, P1; CR LF
/// is one separator). A text that ends in a separator does not begin another paragraph after it.
pub fn paragraphs(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut start = 0;
    std::iter::from_fn(move || {
        if start >= text.len() {
            return None;
        }
        let bytes = &text.as_bytes()[start..];
        let mut length = 0;
        let separator = loop {
            match bytes[length..].iter().position(|byte| BEGINS_SEPARATOR[usize::from(*byte)]) {
                None => {
                    length = bytes.len();
                    break 0;
                }
                Some(before) => length += before,
            }
            match separator(&bytes[length..]) {
                0 => length += 1,
                separator => break separator,
            }
        };
        let end = start + length;
        let next = end + separator;
        let range = start..end;
        start = next;
        Some(range)
    })
}

/// Which bytes a separator may begin with; some begin other characters too.
const BEGINS_SEPARATOR: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        table[byte] = matches!(byte as u8, b'\n' | b'\r' | 0x1C..=0x1E | 0xC2 | 0xE2);
        byte += 1;
    }
    table
};

/// Bytes of the separator (bidi class B) that `bytes` of UTF-8 begin with; 0 if they begin with none.
fn separator(bytes: &[u8]) -> usize {
    match bytes {
        [b'\r', b'\n', ..] => 2,
        [b'\n' | b'\r' | 0x1C..=0x1E, ..] => 1,
        // U+0085 and U+2029.
        [0xC2, 0x85, ..] => 2,
        [0xE2, 0x80, 0xA9, ..] => 3,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::super::{BaseDirection, Profile};
    use super::*;

    #[test]
    fn paragraphs_are_cut_at_every_separator() {
        let check = |text: &str, expected: &[&str]| {
            let found: Vec<&str> = paragraphs(text).map(|range| &text[range]).collect();
            assert_eq!(found, expected, "{text:?}");
        };
        check("a\nb\r\nc\rd\u{2029}e", &["a", "b", "c", "d", "e"]);
        check("a\n\n", &["a", ""]);
        check("", &[]);
    }

    /// The text of each line.
    fn lines(text: &str, width: usize) -> Vec<String> {
        let paragraph = Paragraph::new(text, BaseDirection::Auto, Profile::default());
        paragraph.break_lines(width).iter().map(|span| text[span.text_range.clone()].to_string()).collect()
    }

    #[test]
    fn lines_end_at_opportunities_and_blanks_hang() {
        assert_eq!(lines("one two three", 7), ["one two ", "three"]);
        assert_eq!(lines("one two three", 8), ["one two ", "three"]);
        assert_eq!(lines("one    two", 3), ["one    ", "two"]);
        assert_eq!(lines("", 5), [""]);
        assert_eq!(lines("a\u{2028}b", 5), ["a\u{2028}", "b"]);
        assert_eq!(lines("«ليبيا» (سرت)", 8), ["«ليبيا» ", "(سرت)"]);
    }

    #[test]
    fn one_line_ends_where_the_text_demands_a_new_one() {
        let paragraph = Paragraph::new("ab\u{2028}cd", BaseDirection::Auto, Profile::default());
        assert_eq!(paragraph.elided(10).visual(), "ab…");
        assert_eq!(paragraph.elided(2).visual(), "a…");
        let clamped: Vec<String> = paragraph.clamped(10, 2).iter().map(Line::visual).collect();
        assert_eq!(clamped, ["ab", "cd"]);
    }

    #[test]
    fn a_word_wider_than_the_line_is_broken_between_cells() {
        assert_eq!(lines("abcdefgh ij", 3), ["abc", "def", "gh ", "ij"]);
        // Lam-alef is never parted, and counts one cell.
        assert_eq!(lines("سلاسلا", 2), ["سلا", "سلا"]);
        assert_eq!(lines("ab", 0), ["a", "b"]);
    }
}
