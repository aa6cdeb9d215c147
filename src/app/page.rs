//! One article at one width: every row that the reading pane can scroll to.

use crate::corpus::{Article, Part, Residue, Role};
use crate::text::{Analyzer, BaseDirection, LineSpan, Paragraph, Profile, direction_of, paragraphs};
use std::ops::Range;

/// An article's rows at a width.
#[derive(Clone, Debug)]
pub struct Page {
    /// All parts, folded ones too: a new width, or residue shown, needs no new layout.
    parts: Vec<LaidPart>,
    rows: Vec<PageRow>,
    /// Whether the article as a whole reads from right to left.
    is_rtl: bool,
    /// Cells.
    width: u16,
    shows_residue: bool,
    profile: Profile,
}

/// A part of the article, laid out.
#[derive(Clone, Debug)]
pub struct LaidPart {
    /// Bytes of the stored text; the paragraph's own ranges count from its start.
    pub range: Range<usize>,
    /// What it is.
    pub role: Role,
    /// Its layout.
    pub paragraph: Paragraph,
    /// Whether it is a short line directly under another one: a verse, a row of a table, a line of a
    /// text that was wrapped before it was stored.
    follows: bool,
}

/// Cells of the longest line that counts as short: paragraphs are longer.
const SHORT: usize = 90;

/// A row of a [`Page`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PageRow {
    /// Air between parts.
    Blank,
    /// Says why what follows is residue.
    Label(Residue),
    /// A line of a part.
    Line {
        /// Which of [`Page::part`].
        part: usize,
        /// Which line of it.
        span: LineSpan,
    },
}

impl Page {
    /// Lays out `article` and arranges it at `width` cells, with or without its residue.
    #[must_use]
    pub fn new(article: &Article, width: u16, shows_residue: bool, profile: Profile) -> Self {
        // What has no direction of its own, a row of stars or a number, goes the article's way.
        let direction = direction_of(&article.text);
        let mut end = 0;
        let mut analyzer = Analyzer::default();
        let lay_out = |part: &Part| {
            let text = &article.text[part.range.clone()];
            let own = BaseDirection::of(text, direction);
            let paragraph = analyzer.paragraph(text, own, profile);
            let line_ends = paragraphs(&article.text[end..part.range.start]).count();
            let follows = end > 0 && line_ends <= 1 && paragraph.advance() <= SHORT;
            end = part.range.end;
            LaidPart { range: part.range.clone(), role: part.role, paragraph, follows }
        };
        let mut page = Page {
            parts: article.parts.iter().map(lay_out).collect(),
            rows: Vec::new(),
            is_rtl: direction == BaseDirection::Rtl,
            width,
            shows_residue,
            profile,
        };
        page.arrange(width, shows_residue);
        page
    }

    /// Arranges the article anew.
    pub(super) fn arrange(&mut self, width: u16, shows_residue: bool) {
        (self.width, self.shows_residue) = (width, shows_residue);
        self.rows.clear();
        let mut before: Option<Role> = None;
        let mut was_short = false;
        for (number, part) in self.parts.iter().enumerate() {
            if let Role::Residue(residue) = part.role {
                if !shows_residue {
                    continue;
                }
                if before != Some(part.role) {
                    self.rows.extend(before.map(|_| PageRow::Blank));
                    self.rows.push(PageRow::Label(residue));
                }
            } else if before.is_some_and(|before| !clings(before, part.role)) {
                let is_verse =
                    was_short && part.follows && before == Some(Role::Body) && part.role == Role::Body;
                self.rows.extend((!is_verse).then_some(PageRow::Blank));
            }
            before = Some(part.role);
            was_short = part.paragraph.advance() <= SHORT;
            let lines = part.paragraph.break_lines(usize::from(width));
            self.rows.extend(lines.into_iter().map(|span| PageRow::Line { part: number, span }));
        }
    }

    /// Its rows from the top.
    #[must_use]
    pub fn rows(&self) -> &[PageRow] {
        &self.rows
    }

    /// The part that a row belongs to.
    #[must_use]
    pub fn part(&self, number: usize) -> &LaidPart {
        &self.parts[number]
    }

    /// Whether the article as a whole reads from right to left.
    #[must_use]
    pub fn is_rtl(&self) -> bool {
        self.is_rtl
    }

    /// Cells of its lines.
    #[must_use]
    pub fn width(&self) -> u16 {
        self.width
    }

    /// How its text is drawn.
    #[must_use]
    pub fn profile(&self) -> Profile {
        self.profile
    }

    /// Whether residue is shown.
    #[must_use]
    pub fn shows_residue(&self) -> bool {
        self.shows_residue
    }

    /// Lines of the stored text that are folded away.
    #[must_use]
    pub fn folded(&self) -> usize {
        self.parts.iter().filter(|part| self.is_folded(part)).count()
    }

    fn is_folded(&self, part: &LaidPart) -> bool {
        !self.shows_residue && matches!(part.role, Role::Residue(_))
    }

    /// The byte of the stored text at which `row`, or the next row that holds text, begins.
    #[must_use]
    pub fn byte_at(&self, row: usize) -> usize {
        let found = self.rows[row.min(self.rows.len())..].iter().find_map(|row| self.bytes(row));
        found.map_or(usize::MAX, |bytes| bytes.start)
    }

    /// The last row that begins at or before `byte`; 0 if there is none.
    #[must_use]
    pub fn row_at(&self, byte: usize) -> usize {
        let starts_later = |row: &PageRow| self.bytes(row).is_some_and(|bytes| bytes.start > byte);
        let end = self.rows.iter().position(starts_later).unwrap_or(self.rows.len());
        let is_line = |row: &PageRow| matches!(row, PageRow::Line { .. });
        self.rows[..end].iter().rposition(is_line).unwrap_or(0)
    }

    /// Whether every byte of `range` is shown, not folded.
    #[must_use]
    pub fn shows(&self, range: &Range<usize>) -> bool {
        let at = self.parts.partition_point(|part| part.range.end <= range.start);
        self.parts.get(at).is_some_and(|part| {
            !self.is_folded(part) && part.range.start <= range.start && range.end <= part.range.end
        })
    }

    /// The bytes of the stored text on `row`.
    fn bytes(&self, row: &PageRow) -> Option<Range<usize>> {
        let PageRow::Line { part, span } = row else { return None };
        let start = self.parts[*part].range.start;
        Some(start + span.text_range.start..start + span.text_range.end)
    }
}

/// Whether a part stands directly under the one before, without air between them.
fn clings(before: Role, role: Role) -> bool {
    match (before, role) {
        (Role::Residue(_), _) => false,
        (Role::Kicker, Role::Headline) | (Role::Headline, Role::Kicker) => true,
        (before, role) => before == role && matches!(role, Role::Caption | Role::Dateline | Role::Headline),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::{self, ArticleId, Origin};

    /// The rows at 40 cells: `.` for air, `=` for a line.
    fn rows(text: &str) -> String {
        let bytes = text.as_bytes().to_vec();
        let article =
            corpus::from_bytes(bytes, "a.txt".into(), Origin::Embedded, ArticleId(0)).expect("a text");
        let row = |row: &PageRow| if matches!(row, PageRow::Line { .. }) { '=' } else { '.' };
        Page::new(&article, 40, false, Profile::default()).rows().iter().map(row).collect()
    }

    #[test]
    fn there_is_air_between_paragraphs_and_none_between_verses() {
        assert_eq!(rows("بيت أول من القصيدة،\nوبيت ثان بعده،\n\nوبيت ثالث،\nورابع."), "==.==");
        let long = "جملة طويلة من كلمات كثيرة ".repeat(5);
        assert_eq!(rows(&format!("{long}.\n{long}.")), "====.====");
    }
}
