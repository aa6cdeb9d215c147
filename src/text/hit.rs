//! From cells to text and back: which bytes stand in a column, in which columns a range of bytes
//! stands (in several runs, where it is reordered), where a caret stands, what is next on the
//! screen, and which line holds a byte.

use super::line::{Cell, Line, LineSpan};
use std::ops::Range;

/// Which of its two neighbours a place between characters belongs to. Where directions meet, the
/// two stand apart on the screen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Affinity {
    /// The character before it, in logical order.
    Upstream,
    /// The character after it.
    #[default]
    Downstream,
}

/// A place in the text: before the byte `byte`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Position {
    /// Byte of the paragraph's text.
    pub byte: usize,
    /// Which of its neighbours it belongs to.
    pub affinity: Affinity,
}

/// A way on the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Way {
    Left,
    Right,
}

impl<'p> Line<'p> {
    /// The cell that `column` is part of, counted from the left edge of the line; `None` beyond
    /// its cells.
    #[must_use]
    pub fn cell_at(&self, column: usize) -> Option<Cell<'p>> {
        self.columns().find(|(columns, _)| columns.contains(&column)).map(|(_, cell)| cell)
    }

    /// The columns of the cells that stand for any byte of `range`, from left to right: one run
    /// for most ranges, several where the range is parted by reordering. A lam-alef is in it if
    /// either letter is.
    #[must_use]
    pub fn columns_of(&self, range: &Range<usize>) -> Vec<Range<usize>> {
        let mut runs: Vec<Range<usize>> = Vec::new();
        for (columns, cell) in self.columns() {
            let is_in = match cell.range.is_empty() {
                false => cell.range.start < range.end && range.start < cell.range.end,
                // What is added between letters belongs to the letter before it.
                true => range.start < cell.range.end && cell.range.end <= range.end,
            };
            if columns.is_empty() || !is_in {
                continue;
            }
            match runs.last_mut() {
                Some(run) if run.end == columns.start => run.end = columns.end,
                _ => runs.push(columns),
            }
        }
        runs
    }

    /// The column at whose left edge a caret at `position` stands, 0 to [`Line::advance`]; `None`
    /// if neither neighbour of the position is on this line.
    #[must_use]
    pub fn caret(&self, position: Position) -> Option<usize> {
        let after = |(columns, cell): (Range<usize>, Cell<'_>)| {
            (cell.range.contains(&position.byte)).then(|| leading(&columns, &cell))
        };
        let before = |(columns, cell): (Range<usize>, Cell<'_>)| {
            (cell.range.start < position.byte && position.byte <= cell.range.end)
                .then(|| trailing(&columns, &cell))
        };
        match position.affinity {
            Affinity::Downstream => {
                self.visible().find_map(after).or_else(|| self.visible().find_map(before))
            }
            Affinity::Upstream => self.visible().find_map(before).or_else(|| self.visible().find_map(after)),
        }
    }

    /// The position of a caret at the left edge of `column`; beyond the line's cells, that of its
    /// last one. [`Line::caret`] leads back to the same column.
    #[must_use]
    pub fn position_at(&self, column: usize) -> Position {
        let mut last = None;
        for (columns, cell) in self.visible() {
            if columns.start >= column {
                // The left edge of this cell: where it begins, or, right to left, where it ends.
                return if cell.level.is_rtl() { ends(&cell) } else { begins(&cell) };
            }
            last = Some(cell);
        }
        match last {
            Some(cell) if cell.level.is_rtl() => begins(&cell),
            Some(cell) => ends(&cell),
            None => Position { byte: self.span().text_range.start, affinity: Affinity::Downstream },
        }
    }

    /// The cell next to the one that stands for `byte`, on the screen; `None` at the line's edge,
    /// or if `byte` is not on this line.
    #[must_use]
    pub fn next_on_screen(&self, byte: usize, way: Way) -> Option<Cell<'p>> {
        let cells: Vec<Cell<'p>> = self.visible().map(|(_, cell)| cell).collect();
        let at = cells.iter().position(|cell| cell.range.contains(&byte))?;
        match way {
            Way::Left => cells[..at].last().cloned(),
            Way::Right => cells.get(at + 1).cloned(),
        }
    }

    /// Each cell with the columns that it takes.
    fn columns(&self) -> impl Iterator<Item = (Range<usize>, Cell<'p>)> + '_ {
        let mut column = 0;
        self.cells().map(move |cell| {
            let start = column;
            column += usize::from(cell.width);
            (start..column, cell)
        })
    }

    /// The cells that stand for text and can be seen.
    fn visible(&self) -> impl Iterator<Item = (Range<usize>, Cell<'p>)> + '_ {
        self.columns().filter(|(columns, cell)| !columns.is_empty() && !cell.range.is_empty())
    }
}

/// The column edge at which reading the cell begins.
fn leading(columns: &Range<usize>, cell: &Cell<'_>) -> usize {
    if cell.level.is_rtl() { columns.end } else { columns.start }
}

/// The column edge at which reading the cell ends.
fn trailing(columns: &Range<usize>, cell: &Cell<'_>) -> usize {
    if cell.level.is_rtl() { columns.start } else { columns.end }
}

fn begins(cell: &Cell<'_>) -> Position {
    Position { byte: cell.range.start, affinity: Affinity::Downstream }
}

fn ends(cell: &Cell<'_>) -> Position {
    Position { byte: cell.range.end, affinity: Affinity::Upstream }
}

/// Which of a paragraph's `lines` holds `byte`: the last one for the text's end and beyond. It
/// leads from a place in the text to its line at any width, and
/// [`text_range`](LineSpan::text_range) leads back.
#[must_use]
pub fn line_of(lines: &[LineSpan], byte: usize) -> usize {
    lines.partition_point(|line| line.text_range.end <= byte).min(lines.len().saturating_sub(1))
}

#[cfg(test)]
#[allow(clippy::single_range_in_vec_init, reason = "most ranges stand in one run of columns")]
mod tests {
    use super::super::{BaseDirection, Paragraph, Profile};
    use super::*;

    fn with_line<T>(text: &str, test: impl Fn(&Line<'_>) -> T) -> T {
        let paragraph = Paragraph::new(text, BaseDirection::Auto, Profile::default());
        let spans = paragraph.break_lines(1000);
        test(&paragraph.line(&spans[0]))
    }

    #[test]
    fn a_range_stands_in_the_columns_of_its_cells() {
        let check = |text: &str, part: &str, expected: &[Range<usize>]| {
            let start = text.find(part).expect("the part is in the text");
            let found = with_line(text, |line| line.columns_of(&(start..start + part.len())));
            assert_eq!(found, expected, "{part} in {text}");
        };
        check("abc def", "def", &[4..7]);
        check("قال كيري", "كيري", &[0..4]);
        // A number inside right-to-left text parts what stands around it.
        check("سنة 2014 في", "2014", &[3..7]);
        check("سنة 2014 في", "4 ف", &[1..3, 6..7]);
        // Either letter of a lam-alef.
        check("سلام", "ل", &[1..2]);
        check("سلام", "ا", &[1..2]);
        check("abc", "", &[]);
    }

    #[test]
    fn a_caret_stands_at_both_edges_where_directions_meet() {
        let check = |text: &str, byte, affinity, expected| {
            let position = Position { byte, affinity };
            assert_eq!(
                with_line(text, |line| line.caret(position)),
                expected,
                "{byte} {affinity:?} in {text}"
            );
        };
        check("abc", 0, Affinity::Downstream, Some(0));
        check("abc", 3, Affinity::Downstream, Some(3));
        check("دب", 0, Affinity::Downstream, Some(2));
        check("دب", 4, Affinity::Upstream, Some(0));
        // "abדב": after b, and before the first right-to-left letter, at the far right.
        check("abدب", 2, Affinity::Upstream, Some(2));
        check("abدب", 2, Affinity::Downstream, Some(4));
        check("", 0, Affinity::Downstream, None);
    }

    #[test]
    fn carets_and_columns_lead_to_each_other() {
        for text in [
            "abc",
            "سلام عليكم",
            "abc سلام 123 def",
            "قال «كيري» (2014) for x",
            "中文 ب",
            "a\u{202E}bc\u{202C}d",
        ] {
            with_line(text, |line| {
                let mut column = 0;
                for cell in line.cells() {
                    assert_eq!(line.caret(line.position_at(column)), Some(column), "{column} in {text}");
                    let found = line.cell_at(column).filter(|_| cell.width > 0);
                    assert_eq!(found.map(|found| found.range), (cell.width > 0).then_some(cell.range));
                    column += usize::from(cell.width);
                }
                assert_eq!(line.caret(line.position_at(column)), Some(column), "the end of {text}");
                assert_eq!(line.cell_at(column), None);
            });
        }
    }

    #[test]
    fn the_next_cell_on_the_screen_is_not_always_the_next_in_the_text() {
        let check = |text: &str, byte, way, expected: Option<&str>| {
            let found = with_line(text, |line| line.next_on_screen(byte, way).map(|cell| cell.range));
            assert_eq!(found.map(|range| &text[range]), expected, "{byte} in {text}");
        };
        check("دب", 0, Way::Left, Some("ب"));
        check("دب", 0, Way::Right, None);
        check("abدب", 1, Way::Right, Some("ب"));
        check("سلام", 2, Way::Right, Some("س"));
    }

    #[test]
    fn a_byte_is_found_again_at_another_width() {
        let text = "كلمة أولى ثم كلمة ثانية ثم ثالثة";
        let paragraph = Paragraph::new(text, BaseDirection::Auto, Profile::default());
        for (byte, _) in text.char_indices().chain([(text.len(), ' ')]) {
            for width in [1, 5, 10, 40] {
                let lines = paragraph.break_lines(width);
                let range = &lines[line_of(&lines, byte)].text_range;
                assert!(range.contains(&byte) || (byte == text.len() && range.end == byte));
            }
        }
        assert_eq!(line_of(&[], 3), 0);
    }
}
