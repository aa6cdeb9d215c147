//! Places in a page: from a cell of a row to the bytes that it stands for and back, and from a place in the
//! text to the next one that a reader means. What is folded away has no places.

use super::page::{Page, PageRow};
use crate::text::{Line, Way, is_mark};
use std::ops::Range;

/// A laid-out row of a page.
struct Placed<'p> {
    line: Line<'p>,
    /// The byte of the stored text at which its part begins.
    start: usize,
    /// Cells before its first one.
    indent: usize,
}

impl Placed<'_> {
    /// Each cell that stands for text and can be seen: its columns, and bytes of the stored text.
    fn cells(&self) -> Vec<(Range<usize>, Range<usize>)> {
        let mut column = self.indent;
        let mut cells = Vec::new();
        for cell in self.line.cells() {
            let from = column;
            column += usize::from(cell.width);
            if cell.width > 0 && !cell.range.is_empty() {
                cells.push((from..column, self.start + cell.range.start..self.start + cell.range.end));
            }
        }
        cells
    }
}

impl Page {
    fn placed(&self, row: usize) -> Option<Placed<'_>> {
        let PageRow::Line { part, span } = self.rows().get(row)? else { return None };
        let line = self.line(*part, span);
        let slack = usize::from(self.layout().width).saturating_sub(line.advance());
        let indent = if line.base().is_rtl() { slack } else { 0 };
        Some(Placed { line, start: self.part(*part).part.range.start, indent })
    }

    /// The bytes of the cell in `column` of `row`, or else of the nearest one on that row; `None` if there is
    /// no text on it.
    pub(super) fn cluster_near(&self, row: usize, column: usize) -> Option<Range<usize>> {
        let cells = self.placed(row)?.cells();
        let distance = |columns: &Range<usize>| match column {
            _ if columns.contains(&column) => 0,
            _ if column < columns.start => columns.start - column,
            _ => column - (columns.end - 1),
        };
        cells.into_iter().min_by_key(|(columns, _)| distance(columns)).map(|(_, bytes)| bytes)
    }

    /// The bytes of the cell that stands for `byte`; those of its character, if none does.
    pub(super) fn cluster_at(&self, byte: usize) -> Range<usize> {
        let row = self.row_at(byte).and_then(|row| self.placed(row));
        let found = row.and_then(|row| row.cells().into_iter().find(|(_, bytes)| bytes.contains(&byte)));
        found.map_or_else(|| self.character_at(byte), |(_, bytes)| bytes)
    }

    fn character_at(&self, byte: usize) -> Range<usize> {
        let text = &self.article().text;
        let start = (0..=byte.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
        start..start + text[start..].chars().next().map_or(0, char::len_utf8)
    }

    /// The column in which the cell of `byte` begins, on its row.
    pub(super) fn column_of(&self, byte: usize) -> Option<usize> {
        let cells = self.placed(self.row_at(byte)?)?.cells();
        cells.into_iter().find(|(_, bytes)| bytes.contains(&byte)).map(|(columns, _)| columns.start)
    }

    /// The cell next to that of `byte` as the eye sees it. Beyond an edge of the row the text goes on: at the
    /// edge where the row ends on the row below, at the other on the row above.
    pub(super) fn next_on_screen(&self, byte: usize, way: Way) -> Option<Range<usize>> {
        let row = self.row_at(byte)?;
        let placed = self.placed(row)?;
        let cells = placed.cells();
        let at = cells.iter().position(|(_, bytes)| bytes.contains(&byte))?;
        let beside = match way {
            Way::Left => at.checked_sub(1),
            Way::Right => Some(at + 1),
        };
        if let Some((_, bytes)) = beside.and_then(|at| cells.get(at)) {
            return Some(bytes.clone());
        }
        let is_onwards = (way == Way::Left) == placed.line.base().is_rtl();
        let row = if is_onwards { self.row_below(row) } else { self.row_above(row) }?;
        self.cluster_near(row, if way == Way::Left { usize::MAX } else { 0 })
    }

    /// The first and the last cell of a row, as the text goes.
    pub(super) fn row_ends(&self, row: usize) -> Option<(Range<usize>, Range<usize>)> {
        let cells = self.placed(row)?.cells();
        let bytes = || cells.iter().map(|(_, bytes)| bytes.clone());
        Some((bytes().min_by_key(|bytes| bytes.start)?, bytes().max_by_key(|bytes| bytes.start)?))
    }

    /// The next row below `row` that holds text.
    pub(super) fn row_below(&self, row: usize) -> Option<usize> {
        (row + 1..self.rows().len()).find(|row| self.placed(*row).is_some_and(|row| !row.cells().is_empty()))
    }

    /// The next one above.
    pub(super) fn row_above(&self, row: usize) -> Option<usize> {
        (0..row).rev().find(|row| self.placed(*row).is_some_and(|row| !row.cells().is_empty()))
    }

    /// The first word that is shown and ends after `byte`.
    pub(super) fn word_after(&self, byte: usize) -> Option<Range<usize>> {
        self.shown_parts_from(byte)
            .find_map(|part| words(&self.article().text, &part).find(|word| word.end > byte))
    }

    /// The last word that is shown and begins before `byte`.
    pub(super) fn word_before(&self, byte: usize) -> Option<Range<usize>> {
        self.shown_parts_before(byte)
            .find_map(|part| words(&self.article().text, &part).take_while(|word| word.start < byte).last())
    }

    /// The parts that are shown and end after `byte`, in order.
    pub(super) fn shown_parts_from(&self, byte: usize) -> impl Iterator<Item = Range<usize>> + '_ {
        let parts = &self.article().parts;
        let first = parts.partition_point(|part| part.range.end <= byte);
        let shown = parts[first..].iter().filter(|part| self.shows(&part.range));
        shown.map(|part| part.range.clone())
    }

    /// The parts that are shown and begin before `byte`, the last one first.
    pub(super) fn shown_parts_before(&self, byte: usize) -> impl Iterator<Item = Range<usize>> + '_ {
        let parts = &self.article().parts;
        let end = parts.partition_point(|part| part.range.start < byte);
        let shown = parts[..end].iter().rev().filter(|part| self.shows(&part.range));
        shown.map(|part| part.range.clone())
    }

    /// The stored text of `range` as far as it is shown: what is folded away between two parts is left out,
    /// with the line ends after it.
    pub(super) fn shown_text(&self, range: Range<usize>) -> String {
        let (text, parts) = (&self.article().text, &self.article().parts);
        let mut shown = String::new();
        let mut from = range.start;
        for (at, part) in parts.iter().enumerate().filter(|(_, part)| !self.shows(&part.range)) {
            let next = parts.get(at + 1).map_or(text.len(), |next| next.range.start);
            let (start, end) = (part.range.start.clamp(from, range.end), next.clamp(from, range.end));
            shown.push_str(&text[from..start]);
            from = end;
        }
        shown.push_str(&text[from..range.end]);
        shown
    }
}

/// The words of a part, as bytes of the text: runs of letters and digits, with the marks and joiners in them.
fn words<'t>(text: &'t str, part: &Range<usize>) -> impl Iterator<Item = Range<usize>> + 't {
    let is_inside =
        |c: char| c.is_alphanumeric() || is_mark(c) || matches!(c, '\u{640}' | '\u{200c}'..='\u{200d}');
    let mut rest = part.clone();
    std::iter::from_fn(move || {
        let start = rest.start + text[rest.clone()].find(char::is_alphanumeric)?;
        let end = text[start..rest.end].find(|c| !is_inside(c)).map_or(rest.end, |length| start + length);
        rest.start = end;
        Some(start..end)
    })
}

#[cfg(test)]
mod tests {
    use super::super::page::PageLayout;
    use super::*;
    use crate::corpus::{self, ArticleId, Origin};
    use std::sync::Arc;

    fn page(text: &str, width: u16) -> Page {
        let bytes = text.as_bytes().to_vec();
        let article = corpus::from_bytes(bytes, "a.txt".into(), Origin::Embedded, ArticleId(0));
        Page::new(&Arc::new(article.expect("a text")), PageLayout { width, ..PageLayout::default() })
    }

    #[test]
    fn a_cell_leads_to_its_bytes_and_back() {
        let check = |text: &str, column: usize, expected: &str| {
            let page = page(text, 20);
            let found = page.cluster_near(0, column).expect("there is text");
            assert_eq!(&page.article().text[found.clone()], expected, "{column} in {text}");
            assert_eq!(page.cluster_at(found.start), found);
            let columns = page.column_of(found.start).expect("it is on the row");
            assert_eq!(page.cluster_near(0, columns), Some(found));
        };
        // Flush right, in twenty cells.
        check("سلام abc", 19, "س");
        check("سلام abc", 18, "لا");
        // One cell for lam-alef: seven in all, and the Latin word at the left.
        check("سلام abc", 13, "a");
        check("سلام abc", 15, "c");
        check("سلام abc", 0, "a");
        check("abc سلام", 0, "a");
        check("abc سلام", 99, "س");
        check("بَيت", 19, "بَ");
    }

    #[test]
    fn the_next_cell_is_the_one_that_the_eye_sees() {
        let check = |text: &str, from: &str, way, expected: Option<&str>| {
            let page = page(text, 9);
            let start = text.find(from).expect("it is there");
            let found = page.next_on_screen(start, way);
            assert_eq!(found.map(|bytes| &text[bytes]), expected, "{from} in {text}");
        };
        check("سلام abc", "س", Way::Left, Some("لا"));
        check("سلام abc", "س", Way::Right, None);
        check("سلام abc", " ", Way::Left, Some("c"));
        check("سلام abc", "a", Way::Left, None);
        // Over the edge, where the row ends.
        check("سلام عليكم أبدا", "ي", Way::Left, Some("ك"));
        check("سلام عليكم أبدا", "م أ", Way::Left, Some("أ"));
        check("سلام عليكم أبدا", "أ", Way::Right, Some("م"));
        check("abcd efgh ijk", "d", Way::Right, Some(" "));
        check("abcd efgh ijk", "i", Way::Left, Some("h"));
        check("abcd efgh ijk", "k", Way::Right, None);
    }

    #[test]
    fn words_are_found_over_parts() {
        let text = "قال «كِتاب» الـيوم.\n\nab 12\n";
        let page = page(text, 40);
        let mut words = Vec::new();
        let mut byte = 0;
        while let Some(word) = page.word_after(byte) {
            byte = word.end;
            words.push(word);
        }
        let found: Vec<&str> = words.iter().map(|word| &text[word.clone()]).collect();
        assert_eq!(found, ["قال", "كِتاب", "الـيوم", "ab", "12"]);
        byte = text.len();
        for word in words.iter().rev() {
            assert_eq!(page.word_before(byte).as_ref(), Some(word));
            byte = word.start;
        }
        assert_eq!(page.word_before(byte), None);
    }
}
