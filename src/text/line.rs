//! A line: clusters of a paragraph in visual order.

use super::bidi::{self, Level};
use super::cluster::Clusters;
use super::profile::Order;
use std::ops::Range;

/// Why a line ends where it does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum BreakReason {
    /// The paragraph ends.
    End,
    /// UAX #14 allows a break, and the next word would not have fitted.
    Opportunity,
    /// The text demands it: line separator, form feed.
    Mandatory,
    /// A single word is wider than the line.
    Emergency,
    /// The rest gave way to "…".
    Elided,
}

/// Where a line lies in its paragraph; small enough to be kept for every line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineSpan {
    /// Which clusters; the visible ones are those without the blanks that hang at the end.
    pub(super) clusters: Range<usize>,
    pub(super) visible: Range<usize>,
    /// Bytes of the paragraph's text, hanging blanks with it: lines lie end to end.
    pub text_range: Range<usize>,
    /// Cells, without hanging blanks.
    pub advance: usize,
    /// Why it ends here.
    pub break_reason: BreakReason,
}

/// A line in visual order.
#[derive(Clone, Debug)]
pub struct Line<'p> {
    clusters: &'p Clusters,
    base: Level,
    span: LineSpan,
    /// By place in `span.visible`, after rule L1; `None` where all have the paragraph's level: most
    /// lines.
    levels: Option<Vec<Level>>,
    slots: Slots,
    ellipsis: Option<Side>,
}

/// What stands where, from left to right, by place in the visible clusters.
#[derive(Clone, Debug)]
enum Slots {
    /// As in the text.
    Straight,
    /// The other way round.
    Reversed,
    /// Each by itself.
    Listed(Vec<u32>),
    /// Each by itself; where the flag is set it is no cluster that stands there, but a cell that is
    /// added after it.
    Stretched(Vec<(u32, bool)>),
}

/// Which logical end of a line "…" stands at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    Start,
    End,
    Both,
}

/// What stands in one cell of a line, or in two.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell<'p> {
    /// Bytes of the paragraph's text that it stands for. Empty for the "…" of an elided line, for what
    /// justification adds, and for all but the first of a row of cells that stand for one
    /// character (a tab, U+FDFD).
    pub range: Range<usize>,
    /// What is drawn.
    pub symbol: &'p str,
    /// Cells: 1 for most, 2 for wide characters, 0 for what draws nothing.
    pub width: u8,
    /// Its embedding level on this line.
    pub level: Level,
}

impl<'p> Line<'p> {
    /// The line of the clusters in `span`, of a paragraph with base level `base`.
    pub(super) fn new(
        clusters: &'p Clusters,
        base: Level,
        order: Order,
        span: LineSpan,
        ellipsis: Option<Side>,
    ) -> Self {
        let is_even = clusters.all[span.visible.clone()].iter().all(|cluster| cluster.level == base);
        let levels = (!is_even).then(|| {
            // Rule L1 looks at the whole line: what hangs draws nothing, but may end a row of blanks.
            let whole = &clusters.all[span.clusters.clone()];
            let mut levels: Vec<Level> = whole.iter().map(|cluster| cluster.level).collect();
            bidi::reset_blanks(&mut levels, whole.iter().map(|c| c.blank), base);
            levels.truncate(span.visible.len());
            levels
        });
        let slots = match (order, &levels) {
            (Order::Logical, _) => Slots::Straight,
            (Order::Visual, Some(levels)) => Slots::Listed(bidi::visual_order(levels)),
            (Order::Visual, None) if base.is_rtl() => Slots::Reversed,
            (Order::Visual, None) => Slots::Straight,
        };
        Line { clusters, base, span, levels, slots, ellipsis }
    }

    /// Where it lies in the paragraph.
    #[must_use]
    pub fn span(&self) -> &LineSpan {
        &self.span
    }

    /// The paragraph's embedding level: a right-to-left line is to be set flush right.
    #[must_use]
    pub fn base(&self) -> Level {
        self.base
    }

    /// Cells that it takes, "…" with it.
    #[must_use]
    pub fn advance(&self) -> usize {
        let added = self.slot_count() - self.span.visible.len();
        let ellipses = match self.ellipsis {
            None => 0,
            Some(Side::Start | Side::End) => 1,
            Some(Side::Both) => 2,
        };
        self.span.advance + ellipses + added
    }

    /// Its cells from left to right.
    pub fn cells(&self) -> impl Iterator<Item = Cell<'p>> + '_ {
        // "…" stands at a logical end and belongs to no run of the text: it takes the paragraph's
        // level, so it is outermost at the side where lines begin or end.
        let ellipsis = |at| Cell { range: at..at, symbol: "…", width: 1, level: self.base() };
        let Range { start, end } = self.span.text_range;
        let at_start = matches!(self.ellipsis, Some(Side::Start | Side::Both)).then(|| ellipsis(start));
        let at_end = matches!(self.ellipsis, Some(Side::End | Side::Both)).then(|| ellipsis(end));
        let (left, right) = if self.base().is_rtl() { (at_end, at_start) } else { (at_start, at_end) };
        let clusters = (0..self.slot_count()).map(|at| match &self.slots {
            Slots::Straight => self.cell(at),
            Slots::Reversed => self.cell(self.span.visible.len() - 1 - at),
            Slots::Listed(places) => self.cell(places[at] as usize),
            Slots::Stretched(slots) => match slots[at] {
                (place, false) => self.cell(place as usize),
                (place, true) => self.added(place as usize),
            },
        });
        left.into_iter().chain(clusters).chain(right)
    }

    /// What is drawn, from left to right.
    #[must_use]
    pub fn visual(&self) -> String {
        self.cells().map(|cell| cell.symbol).collect()
    }

    /// The same line with cells added after its clusters, as many as `stretch` says for each.
    pub(super) fn stretched_by(mut self, stretch: &[u16]) -> Self {
        let count = self.span.visible.len();
        let places: Vec<u32> = match &self.slots {
            Slots::Listed(places) => places.clone(),
            Slots::Reversed => (0..).take(count).collect::<Vec<u32>>().into_iter().rev().collect(),
            Slots::Straight | Slots::Stretched(_) => (0..).take(count).collect(),
        };
        let mut slots = Vec::with_capacity(count);
        for place in places {
            let added = std::iter::repeat_n((place, true), usize::from(stretch[place as usize]));
            // After it is at its left in a run from right to left.
            if self.level(place as usize).is_rtl() {
                slots.extend(added);
                slots.push((place, false));
            } else {
                slots.push((place, false));
                slots.extend(added);
            }
        }
        self.slots = Slots::Stretched(slots);
        self
    }

    fn slot_count(&self) -> usize {
        match &self.slots {
            Slots::Stretched(slots) => slots.len(),
            _ => self.span.visible.len(),
        }
    }

    fn level(&self, place: usize) -> Level {
        self.levels.as_ref().map_or(self.base, |levels| levels[place])
    }

    /// The cell that is added after the one at `place`: a tatweel, or a blank after a blank.
    fn added(&self, place: usize) -> Cell<'p> {
        let cell = self.cell(place);
        let symbol = if cell.symbol == " " { " " } else { "\u{640}" };
        Cell { range: cell.range.end..cell.range.end, symbol, width: 1, level: cell.level }
    }

    #[inline]
    fn cell(&self, place: usize) -> Cell<'p> {
        let index = self.span.visible.start + place;
        let (range, symbol) = self.clusters.drawn(index);
        Cell { range, symbol, width: self.clusters.all[index].cells.width(), level: self.level(place) }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{BaseDirection, Paragraph, Profile};

    /// As UAX #9 writes its examples: capitals are right-to-left letters.
    fn stored(example: &str) -> String {
        example.chars().map(|c| if c.is_ascii_uppercase() { hebrew(c) } else { c }).collect()
    }

    fn hebrew(c: char) -> char {
        char::from_u32(0x05D0 + u32::from(c) - u32::from('A')).expect("26 letters fit in the block")
    }

    fn shown(visual: &str) -> String {
        let capital = |c: char| {
            let n = u32::from(c).checked_sub(0x05D0).filter(|n| *n < 26);
            n.and_then(|n| char::from_u32(n + u32::from('A'))).unwrap_or(c)
        };
        visual.chars().map(capital).collect()
    }

    #[track_caller]
    fn check(example: &str, direction: BaseDirection, expected: &str) {
        let text = stored(example);
        let paragraph = Paragraph::new(&text, direction, Profile::default());
        let spans = paragraph.break_lines(1000);
        let visual: Vec<String> = spans.iter().map(|s| shown(&paragraph.line(s).visual())).collect();
        assert_eq!(visual.join("|"), expected, "{example}");
    }

    #[test]
    fn order_is_that_of_the_standards_examples() {
        use BaseDirection::{Auto, Ltr, Rtl};
        check("car means CAR.", Auto, "car means RAC.");
        check("CAR MEANS car.", Auto, ".car SNAEM RAC");
        check("he said \"CAR MEANS car.\"", Ltr, "he said \"SNAEM RAC car.\"");
        check("ABC (2014/6/23) DE", Auto, "ED (2014/6/23) CBA");
        check("A 23 B 2014", Auto, "2014 B 23 A");
        check("• AB", Auto, "BA •");
        check("1) AB", Auto, "BA (1");
        check("abc DEF", Rtl, "FED abc");
        check("A \u{2066}x!\u{2069} B", Auto, "B x! A");
    }

    #[test]
    fn changed_digits_stand_where_the_stored_ones_do() {
        use super::super::Digits;
        // Ordered as Arabic-Indic digits these dates would turn round: 23/6/2014.
        let check = |text: &str, digits, expected: &str| {
            let paragraph =
                Paragraph::new(text, BaseDirection::Auto, Profile { digits, ..Profile::unshaped() });
            assert_eq!(paragraph.elided(40).visual(), expected, "{text}");
        };
        check("ب (2014/6/23)", Digits::AsWritten, "(2014/6/23) ب");
        check("ب (2014/6/23)", Digits::ArabicIndic, "(٢٠١٤/٦/٢٣) ب");
        let date = Paragraph::new("ب ٢٠١٤-٦-٢٣", BaseDirection::Auto, Profile::unshaped());
        assert_eq!(date.elided(40).visual(), "٢٣-٦-٢٠١٤ ب");
        check("ب ٢٠١٤-٦-٢٣", Digits::European, "23-6-2014 ب");
        check("+49 (555) 123 ب", Digits::ArabicIndic, "ب ١٢٣ (٥٥٥) ٤٩+");
    }

    #[test]
    fn what_is_typed_is_elided_at_its_logical_beginning() {
        let check = |example: &str, width, expected: &str| {
            let text = stored(example);
            let paragraph = Paragraph::new(&text, BaseDirection::Auto, Profile::default());
            let line = paragraph.elided_at_start(width);
            assert_eq!(shown(&line.visual()), expected);
            assert!(line.advance() <= width);
        };
        check("abcdef", 6, "abcdef");
        check("abcdef", 4, "…def");
        check("ABCDEF", 4, "FED…");
        check("abc", 0, "");
    }

    #[test]
    fn what_stands_around_a_place_is_kept() {
        let check = |example: &str, key: &str, width, expected: &str| {
            let text = stored(example);
            let paragraph = Paragraph::new(&text, BaseDirection::Auto, Profile::default());
            let at = text.find(&stored(key)).expect("it is there");
            let line = paragraph.elided_around(&(at..at + stored(key).len()), width);
            assert_eq!(shown(&line.visual()), expected, "{example} around {key}");
            assert!(line.advance() <= width);
        };
        check("abcdefghij", "e", 10, "abcdefghij");
        check("abcdefghij", "a", 6, "abcde…");
        check("abcdefghij", "e", 6, "…cdef…");
        check("abcdefghij", "j", 6, "…fghij");
        check("ABCDEFGHIJ", "E", 6, "…FEDC…");
        check("ABCDEFGHIJ", "A", 6, "…EDCBA");
        check("abc DEF ghi", "E", 7, "… FED…");
        check("abcdef", "c", 1, "…");
        check("abcdef", "c", 2, "……");
        check("abcdef", "c", 0, "");
        check("abcdef", "bcdef", 4, "abc…");
        check("abcdefgh", "defgh", 5, "…cde…");
    }

    #[track_caller]
    fn check_elided(example: &str, width: usize, expected: &str) {
        let text = stored(example);
        let paragraph = Paragraph::new(&text, BaseDirection::Auto, Profile::default());
        let line = paragraph.elided(width);
        assert_eq!(shown(&line.visual()), expected);
        assert!(line.advance() <= width);
    }

    #[test]
    fn an_elided_line_loses_its_logical_end() {
        check_elided("ABC", 3, "CBA");
        check_elided("ABCD", 3, "…BA");
        check_elided("abcd", 3, "ab…");
        check_elided("ABC abc", 6, "…a CBA");
        check_elided("AB CD", 4, "…BA");
        check_elided("ABCD", 1, "…");
        check_elided("ABCD", 0, "");
    }
}
