//! One article at one width: the rows that the reading pane can scroll to. They are made from the top as
//! far as somebody wants them, so that a long article opens as fast as a short one.

use crate::corpus::{Article, Part, Residue, Role};
use crate::text::{
    Analyzer, BaseDirection, Justification, Line, LineSpan, Paragraph, Profile, direction_of, paragraphs,
};
use std::ops::Range;
use std::sync::Arc;

/// An article's rows at a width.
#[derive(Clone, Debug)]
pub struct Page {
    article: Arc<Article>,
    /// The layout of each part that has been shown at any width: a new one needs no new layout.
    paragraphs: Vec<Option<Paragraph>>,
    rows: Vec<PageRow>,
    /// The part that the next rows are of.
    next: usize,
    /// The last part above that is shown.
    above: Option<Above>,
    direction: BaseDirection,
    layout: PageLayout,
}

/// How an article is laid out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PageLayout {
    /// Cells of a line.
    pub width: u16,
    /// Whether residue is shown.
    pub shows_residue: bool,
    /// How text is drawn.
    pub profile: Profile,
    /// Of all paragraphs; by [`BaseDirection::Auto`] each has its own.
    pub direction: BaseDirection,
    /// Blank rows between lines.
    pub line_spacing: u8,
    /// How the lines of paragraphs are filled, if they are.
    pub justification: Option<Justification>,
}

/// What stands above the part in hand.
#[derive(Clone, Copy, Debug)]
struct Above {
    role: Role,
    is_short: bool,
}

/// A part of the article, laid out.
#[derive(Clone, Copy, Debug)]
pub struct LaidPart<'p> {
    /// Where it lies in the stored text, and what it is; the paragraph's own ranges count from its start.
    pub part: &'p Part,
    /// Its layout, as far as there are rows of it.
    pub paragraph: &'p Paragraph,
}

/// Bytes of an article of which all rows are made at once: nearly all articles have fewer.
const AT_ONCE: usize = 64 * 1024;

/// Bytes of a long paragraph that are laid out at a time.
const STEP: usize = 32 * 1024;

/// Cells of the longest line that counts as short: paragraphs are longer.
const SHORT: usize = 90;

/// A row of a [`Page`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PageRow {
    /// Air between parts.
    Blank,
    /// Air between lines.
    Leading,
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
    /// Begins to lay out `article`: as much as most articles have. For more, ask by
    /// [`make_rows`](Self::make_rows) and its relatives.
    #[must_use]
    pub fn new(article: &Arc<Article>, layout: PageLayout) -> Self {
        let mut page = Page {
            article: Arc::clone(article),
            paragraphs: vec![None; article.parts.len()],
            rows: Vec::new(),
            next: 0,
            above: None,
            direction: direction(article, layout),
            layout,
        };
        page.make_rows_to(AT_ONCE);
        page
    }

    /// Arranges the article anew, as far as byte `byte` of the stored text at least.
    pub(super) fn arrange(&mut self, layout: PageLayout, byte: usize) {
        if (layout.profile, layout.direction) != (self.layout.profile, self.layout.direction) {
            self.paragraphs.fill(None);
            self.direction = direction(&self.article, layout);
        }
        self.layout = layout;
        (self.next, self.above) = (0, None);
        self.rows.clear();
        self.make_rows_to(byte.max(AT_ONCE));
    }

    /// Makes rows until there are `count`, or all.
    pub fn make_rows(&mut self, count: usize) {
        while self.rows.len() < count && !self.is_whole() {
            self.make_more_rows();
        }
    }

    /// Makes rows until there is one that begins after byte `byte` of the stored text, or all.
    pub(super) fn make_rows_to(&mut self, byte: usize) {
        while self.made_to() <= byte && !self.is_whole() {
            self.make_more_rows();
        }
    }

    /// Whether there is a row for everything that is shown.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.next >= self.article.parts.len()
    }

    /// The byte of the stored text at which the last row begins.
    fn made_to(&self) -> usize {
        self.rows.iter().rev().find_map(|row| self.bytes(row)).map_or(0, |bytes| bytes.start)
    }

    /// Makes rows for some of the text that has none yet.
    fn make_more_rows(&mut self) {
        let number = self.next;
        let part = &self.article.parts[number];
        if self.is_folded(part) {
            self.next += 1;
            return;
        }
        let PageLayout { profile, line_spacing, .. } = self.layout;
        let width = usize::from(self.layout.width);
        let last = match self.rows.last() {
            Some(PageRow::Line { part, span }) if *part == number => Some(span.clone()),
            _ => None,
        };
        let text = &self.article.text[part.range.clone()];
        let direction = match self.layout.direction {
            BaseDirection::Auto => BaseDirection::of(text, self.direction),
            forced => forced,
        };
        let paragraph = self.paragraphs[number]
            .get_or_insert_with(|| Analyzer::default().begin(text, direction, profile));
        let is_short = paragraph.is_whole() && paragraph.advance() <= SHORT;
        if let Some(last) = &last {
            paragraph.lay_out_to(last.text_range.end + STEP);
        }
        let mut lines = paragraph.break_lines_after(last.as_ref(), width);
        while lines.is_empty() && !paragraph.is_whole() {
            // Not one line is full yet: they are very long.
            paragraph.lay_out_to(2 * paragraph.laid_out());
            lines = paragraph.break_lines_after(last.as_ref(), width);
        }
        let is_done = paragraph.is_whole();
        if last.is_none() {
            self.make_room(number, is_short);
        }
        for span in lines {
            let leading = if self.rows.is_empty() { 0 } else { line_spacing };
            self.rows.extend(std::iter::repeat_n(PageRow::Leading, leading.into()));
            self.rows.push(PageRow::Line { part: number, span });
        }
        if is_done {
            let role = self.article.parts[number].role;
            (self.next, self.above) = (number + 1, Some(Above { role, is_short }));
        }
    }

    /// Makes the rows between part `number` and what stands above it.
    fn make_room(&mut self, number: usize, is_short: bool) {
        let role = self.article.parts[number].role;
        if let Role::Residue(residue) = role {
            if self.above.is_none_or(|above| above.role != role) {
                self.rows.extend(self.above.map(|_| PageRow::Blank));
                self.rows.push(PageRow::Label(residue));
            }
        } else if let Some(above) = self.above
            && !clings(above.role, role)
        {
            let is_body = above.role == Role::Body && role == Role::Body;
            let is_verse = is_body && above.is_short && is_short && self.follows(number);
            self.rows.extend((!is_verse).then_some(PageRow::Blank));
        }
    }

    /// Whether part `number` stands in the line directly under another one: a verse, a row of a table, a
    /// line of a text that was wrapped before it was stored.
    fn follows(&self, number: usize) -> bool {
        let parts = &self.article.parts;
        let before = number.checked_sub(1).map(|before| parts[before].range.end);
        before.is_some_and(|end| paragraphs(&self.article.text[end..parts[number].range.start]).count() <= 1)
    }

    /// The article.
    #[must_use]
    pub fn article(&self) -> &Article {
        &self.article
    }

    /// Its rows from the top, as far as they are made.
    #[must_use]
    pub fn rows(&self) -> &[PageRow] {
        &self.rows
    }

    /// The part that a row belongs to, by its number.
    #[must_use]
    pub fn part(&self, number: usize) -> LaidPart<'_> {
        let paragraph = self.paragraphs[number].as_ref().expect("a part is laid out before it has rows");
        LaidPart { part: &self.article.parts[number], paragraph }
    }

    /// One of the lines of part `number`, as it is set.
    #[must_use]
    pub fn line(&self, number: usize, span: &LineSpan) -> Line<'_> {
        let LaidPart { part, paragraph } = self.part(number);
        match self.layout.justification.filter(|_| part.role == Role::Body) {
            Some(justification) => {
                let text = &self.article.text[part.range.clone()];
                paragraph.justified(text, span, self.layout.width.into(), justification)
            }
            None => paragraph.line(span),
        }
    }

    /// The row at which the next paragraph after `row` begins, or, backwards, the last one before it; `None`
    /// if there is none, as far as rows are made. What stands under another line without air is part of its
    /// paragraph.
    #[must_use]
    pub fn next_paragraph(&self, row: usize, is_forward: bool) -> Option<usize> {
        let mut after_air = true;
        let mut begins = self.rows.iter().enumerate().filter_map(|(at, row)| match row {
            PageRow::Line { .. } => std::mem::take(&mut after_air).then_some(at),
            PageRow::Blank | PageRow::Label(_) => {
                after_air = true;
                None
            }
            PageRow::Leading => None,
        });
        match is_forward {
            true => begins.find(|at| *at > row),
            false => begins.take_while(|at| *at < row).last(),
        }
    }

    /// Whether the article as a whole reads from right to left.
    #[must_use]
    pub fn is_rtl(&self) -> bool {
        self.direction == BaseDirection::Rtl
    }

    /// How it is laid out.
    #[must_use]
    pub fn layout(&self) -> PageLayout {
        self.layout
    }

    /// Whether residue is shown.
    #[must_use]
    pub fn shows_residue(&self) -> bool {
        self.layout.shows_residue
    }

    /// Lines of the stored text that are folded away.
    #[must_use]
    pub fn folded(&self) -> usize {
        self.article.parts.iter().filter(|part| self.is_folded(part)).count()
    }

    fn is_folded(&self, part: &Part) -> bool {
        !self.layout.shows_residue && matches!(part.role, Role::Residue(_))
    }

    /// The byte of the stored text at which `row`, or the next row that holds text, begins.
    #[must_use]
    pub fn byte_at(&self, row: usize) -> usize {
        let found = self.rows[row.min(self.rows.len())..].iter().find_map(|row| self.bytes(row));
        found.map_or(usize::MAX, |bytes| bytes.start)
    }

    /// The last row that begins at or before `byte`; 0 if there is none. `None` if it is not made yet.
    #[must_use]
    pub fn row_at(&self, byte: usize) -> Option<usize> {
        let starts_later = |row: &PageRow| self.bytes(row).is_some_and(|bytes| bytes.start > byte);
        let end = match self.rows.iter().position(starts_later) {
            Some(end) => end,
            None if self.is_whole() => self.rows.len(),
            None => return None,
        };
        let is_line = |row: &PageRow| matches!(row, PageRow::Line { .. });
        Some(self.rows[..end].iter().rposition(is_line).unwrap_or(0))
    }

    /// Whether every byte of `range` is shown, not folded.
    #[must_use]
    pub fn shows(&self, range: &Range<usize>) -> bool {
        self.article.part_from(range.start).is_some_and(|part| {
            !self.is_folded(part) && part.range.start <= range.start && range.end <= part.range.end
        })
    }

    /// The bytes of the stored text on `row`.
    fn bytes(&self, row: &PageRow) -> Option<Range<usize>> {
        let PageRow::Line { part, span } = row else { return None };
        let start = self.article.parts[*part].range.start;
        Some(start + span.text_range.start..start + span.text_range.end)
    }
}

/// The direction of what has none of its own, a row of stars or a number: it goes the article's way.
fn direction(article: &Article, layout: PageLayout) -> BaseDirection {
    match layout.direction {
        BaseDirection::Auto => direction_of(&article.text),
        forced => forced,
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

    const NARROW: PageLayout = PageLayout {
        width: 40,
        shows_residue: false,
        profile: Profile::unshaped(),
        direction: BaseDirection::Auto,
        line_spacing: 0,
        justification: None,
    };

    fn page(text: &str) -> Page {
        set(text, NARROW)
    }

    fn set(text: &str, layout: PageLayout) -> Page {
        let bytes = text.as_bytes().to_vec();
        let article =
            corpus::from_bytes(bytes, "a.txt".into(), Origin::Embedded, ArticleId(0)).expect("a text");
        Page::new(&Arc::new(article), layout)
    }

    /// The rows at 40 cells: `.` for air, `=` for a line.
    fn rows(text: &str) -> String {
        let row = |row: &PageRow| if matches!(row, PageRow::Line { .. }) { '=' } else { '.' };
        page(text).rows().iter().map(row).collect()
    }

    #[test]
    fn there_is_air_between_paragraphs_and_none_between_verses() {
        assert_eq!(rows("بيت أول من القصيدة،\nوبيت ثان بعده،\n\nوبيت ثالث،\nورابع."), "==.==");
        let long = "جملة طويلة من كلمات كثيرة ".repeat(5);
        assert_eq!(rows(&format!("{long}.\n{long}.")), "====.====");
    }

    #[test]
    fn there_is_air_between_lines_where_it_is_wanted() {
        let text = format!("{}.\n\nكلمة أخيرة هنا.", "جملة طويلة من كلمات كثيرة ".repeat(3));
        let rows = |line_spacing| -> String {
            let sign = |row: &PageRow| match row {
                PageRow::Line { .. } => '=',
                PageRow::Leading => '-',
                _ => '.',
            };
            set(&text, PageLayout { line_spacing, ..NARROW }).rows().iter().map(sign).collect()
        };
        assert_eq!(rows(0), "==.=");
        assert_eq!(rows(1), "=-=.-=");
        assert_eq!(rows(2), "=--=.--=");
    }

    #[test]
    fn paragraphs_begin_after_air() {
        let long = "جملة طويلة من كلمات كثيرة ".repeat(5);
        for line_spacing in [0, 2] {
            let text = format!("{long}.\n\nبيت أول،\nوبيت ثان.\n\n{long}.");
            let page = set(&text, PageLayout { line_spacing, ..NARROW });
            let begins: Vec<usize> =
                std::iter::successors(Some(0), |row| page.next_paragraph(*row, true)).collect();
            let starts: Vec<&str> = begins.iter().map(|row| &text[page.byte_at(*row)..][..4]).collect();
            assert_eq!(starts, ["جم", "بي", "جم"]);
            assert_eq!(page.next_paragraph(begins[2] + 1, false), Some(begins[2]));
            assert_eq!(page.next_paragraph(begins[2], false), Some(begins[1]));
            assert_eq!(page.next_paragraph(0, false), None);
        }
    }

    #[test]
    fn body_lines_are_filled_and_headlines_are_not() {
        let headline = "عنوان طويل يأخذ أكثر من سطر واحد في هذا العمود الضيق";
        let text = format!("{headline}\n\n{}.", "جملة طويلة من كلمات كثيرة ".repeat(5));
        for justification in [Justification::Spaces, Justification::Kashida] {
            let page = set(&text, PageLayout { justification: Some(justification), ..NARROW });
            let mut advances = page.rows().iter().filter_map(|row| match row {
                PageRow::Line { part, span } => Some((*part, page.line(*part, span).advance())),
                _ => None,
            });
            assert!(advances.by_ref().next().is_some_and(|(part, advance)| part == 0 && advance < 40));
            let body: Vec<usize> =
                advances.filter(|(part, _)| *part == 1).map(|(_, advance)| advance).collect();
            let (last, full) = body.split_last().expect("it has lines");
            assert!(full.len() >= 2 && full.iter().all(|advance| *advance == 40) && *last < 40, "{body:?}");
        }
    }

    #[test]
    fn one_setting_forces_a_direction() {
        for (direction, expected) in [
            (BaseDirection::Auto, [true, false, true]),
            (BaseDirection::Rtl, [true, true, true]),
            (BaseDirection::Ltr, [false, false, false]),
        ] {
            let page =
                set("سطر عربي هنا.\n\nA line of English.\n\n* * *", PageLayout { direction, ..NARROW });
            let is_rtl: Vec<bool> =
                (0..3).map(|number| page.part(number).paragraph.base().is_rtl()).collect();
            assert_eq!(is_rtl, expected, "{direction:?}");
        }
    }

    #[test]
    fn a_long_article_is_laid_out_as_far_as_it_is_asked_for() {
        let sentence = "جملة طويلة من كلمات كثيرة، عددها 12 كلمة. ";
        for text in [sentence.repeat(10_000), format!("{sentence}\n\n").repeat(5_000)] {
            let mut lazy = page(&text);
            assert!(!lazy.is_whole());
            let before = lazy.rows().len();
            lazy.make_rows(before + 1);
            assert!(lazy.rows().len() > before && !lazy.is_whole());
            let byte = text.len() / 2;
            let byte = (byte..).find(|byte| text.is_char_boundary(*byte)).expect("the text goes on");
            assert_eq!(lazy.row_at(byte), None);
            lazy.make_rows_to(byte);
            let row = lazy.row_at(byte).expect("it is made");
            let mut whole = page(&text);
            whole.make_rows(usize::MAX);
            assert!(whole.is_whole() && !lazy.is_whole());
            assert_eq!(whole.rows()[..=row], lazy.rows()[..=row]);
            assert_eq!(whole.row_at(byte), Some(row));
            // The same at another width.
            let wide = PageLayout { width: 66, line_spacing: 1, ..NARROW };
            lazy.arrange(wide, byte);
            whole.arrange(wide, usize::MAX);
            let row = lazy.row_at(byte).expect("it is made");
            assert_eq!(whole.rows()[..=row], lazy.rows()[..=row]);
        }
    }
}
