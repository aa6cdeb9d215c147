//! One line of the text, explained: what is stored, what is drawn for it, and why it stands so.

use super::page::{Page, PageRow};
use crate::text::{BreakReason, Level, first_strong, neutralised};
use std::fmt::Write;
use std::ops::Range;

/// What is to be known of a laid-out line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineReport {
    /// The stored text of the line, logical.
    pub stored: String,
    /// Bytes of the article.
    pub bytes: Range<usize>,
    /// The paragraph's level.
    pub base: Level,
    /// Whether the paragraph's own letters decide its direction; otherwise the article's do.
    pub has_direction: bool,
    /// Why the line ends where it does.
    pub break_reason: BreakReason,
    /// In logical order.
    pub clusters: Vec<ClusterReport>,
}

/// What is to be known of a cluster.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClusterReport {
    /// Bytes of the article.
    pub bytes: Range<usize>,
    /// Its scalars, as `U+0644 U+0627`, each with its name if it is one that is not drawn.
    pub scalars: String,
    /// Its embedding level on this line.
    pub level: Level,
    /// Cells.
    pub width: u8,
    /// What is drawn; empty if nothing is.
    pub symbol: String,
}

impl LineReport {
    /// Reports on the first line of text at or below `row` of the page; `None` if there is none.
    pub(super) fn new(page: &Page, row: usize) -> Option<Self> {
        let article = page.article();
        let (number, span) = page.rows().get(row..)?.iter().find_map(|row| match row {
            PageRow::Line { part, span } => Some((*part, span)),
            _ => None,
        })?;
        let part = page.part(number);
        let line = part.paragraph.line(span);
        let start = part.part.range.start;
        let shift = |range: &Range<usize>| start + range.start..start + range.end;
        let mut cells: Vec<_> = line.cells().filter(|cell| !cell.range.is_empty()).collect();
        cells.sort_by_key(|cell| cell.range.start);
        let report = |cell: &crate::text::Cell<'_>| ClusterReport {
            bytes: shift(&cell.range),
            scalars: scalars(&article.text[shift(&cell.range)]),
            level: cell.level,
            width: cell.width,
            symbol: cell.symbol.to_string(),
        };
        let bytes = shift(&span.text_range);
        Some(LineReport {
            stored: article.text[bytes.clone()].to_string(),
            bytes,
            base: line.base(),
            has_direction: first_strong(&article.text[part.part.range.clone()]).is_some(),
            break_reason: span.break_reason,
            clusters: cells.iter().map(report).collect(),
        })
    }

    /// The report as plain text, to be sent to somebody.
    #[must_use]
    pub fn text(&self) -> String {
        let LineReport { stored, bytes, base, has_direction, break_reason, clusters } = self;
        let by = if *has_direction { "its first letter" } else { "the article's" };
        let mut text = format!("{}\n", neutralised(stored.trim_end_matches(['\r', '\n'])));
        let _ = writeln!(
            text,
            "bytes {}..{}, base level {} by {by}, ends: {break_reason:?}",
            bytes.start,
            bytes.end,
            base.number()
        );
        for cluster in clusters {
            let ClusterReport { bytes, scalars, level, width, symbol } = cluster;
            let (start, level) = (bytes.start, level.number());
            let _ = writeln!(text, "{start}\tlevel {level}\tcells {width}\t{scalars}\t{symbol}");
        }
        text
    }
}

/// `text` as code points; what is not drawn is named.
fn scalars(text: &str) -> String {
    let named = |c: char| match name(c) {
        Some(name) => format!("U+{:04X} {name}", u32::from(c)),
        None => format!("U+{:04X}", u32::from(c)),
    };
    text.chars().map(named).collect::<Vec<_>>().join(" ")
}

/// The usual short name of a character that acts without being drawn.
fn name(c: char) -> Option<&'static str> {
    Some(match c {
        '\t' => "TAB",
        '\n' => "LF",
        '\r' => "CR",
        '\u{00A0}' => "NBSP",
        '\u{00AD}' => "SHY",
        '\u{061C}' => "ALM",
        '\u{200B}' => "ZWSP",
        '\u{200C}' => "ZWNJ",
        '\u{200D}' => "ZWJ",
        '\u{200E}' => "LRM",
        '\u{200F}' => "RLM",
        '\u{202A}' => "LRE",
        '\u{202B}' => "RLE",
        '\u{202C}' => "PDF",
        '\u{202D}' => "LRO",
        '\u{202E}' => "RLO",
        '\u{2060}' => "WJ",
        '\u{2066}' => "LRI",
        '\u{2067}' => "RLI",
        '\u{2068}' => "FSI",
        '\u{2069}' => "PDI",
        '\u{FEFF}' => "BOM",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::super::page::PageLayout;
    use super::*;
    use crate::corpus::{self, ArticleId, Origin};
    use std::sync::Arc;

    #[test]
    fn a_line_is_explained_in_logical_order() {
        let text = "سلا\u{200F}م 12\n".to_string();
        let article = corpus::from_bytes(text.into_bytes(), "a.txt".into(), Origin::Embedded, ArticleId(0))
            .expect("it is a text");
        let page = Page::new(&Arc::new(article), PageLayout { width: 40, ..PageLayout::default() });
        let report = LineReport::new(&page, 0).expect("there is a line");
        assert_eq!((report.base, report.has_direction), (Level::RTL, true));
        let scalars: Vec<&str> = report.clusters.iter().map(|cluster| cluster.scalars.as_str()).collect();
        assert_eq!(
            scalars,
            ["U+0633", "U+0644 U+0627", "U+200F RLM", "U+0645", "U+0020", "U+0031", "U+0032"]
        );
        assert_eq!(report.clusters[5].level.number(), 2);
        assert_eq!(report.clusters[2].width, 0);
        assert!(report.text().contains("base level 1 by its first letter"));
        assert!(!report.text().contains('\u{200F}'));
        assert_eq!(LineReport::new(&page, 1), None);
    }
}
