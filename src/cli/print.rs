//! `warraq print`: one article, laid out in visual order as the reader shows it, or as stored.

use super::args::Print;
use super::{Status, output, report};
use crate::app::{Language, Page, PageLayout, PageRow};
use crate::corpus::{self, Article, ArticleId, Source};
use crate::session;
use crate::text::{self, BaseDirection, Line, Paragraph, Profile, direction_of, paragraphs};
use crate::ui::Words;
use std::io::{self, BufWriter, IsTerminal, Write};
use std::sync::Arc;

/// Cells of a line where neither the reader nor a terminal says.
const WIDTH: usize = 80;

pub(super) fn run(print: &Print, source: &Source, language: Language) -> io::Result<Status> {
    let mut notices = Vec::new();
    let found = find(&print.article, source, &mut notices);
    // A file by its path needs no list to be found in.
    let found = found.or_else(|| match source {
        Source::Embedded => find_file(&print.article),
        Source::Paths(_) => None,
    });
    let Some(article) = found else {
        report(&notices, language);
        let wanted = &print.article;
        output::complain(&format!("no article {wanted}: `warraq list` shows their names and numbers"));
        return Ok(Status::Failed);
    };
    let mut out = BufWriter::new(io::stdout().lock());
    if print.logical {
        logical(&mut out, &article)?;
    } else {
        // No wider than is comfortable to read, unless that is asked for.
        let width =
            print.width.or_else(|| session::columns().map(|columns| columns.min(WIDTH))).unwrap_or(WIDTH);
        if print.all {
            all(&mut out, &article, width)
        } else {
            page(&mut out, &Arc::new(article), width, language)
        }?;
    }
    out.flush()?;
    // What was passed over on the way to the article that was asked for is not its reader's concern.
    Ok(Status::Done)
}

/// The file at `path`, if there is one that can be read.
fn find_file(path: &str) -> Option<Article> {
    let item = Source::Paths(vec![path.into()]).items().next()?.ok()?;
    corpus::read(&item, ArticleId(0)).ok()
}

/// The article that `wanted` calls: by the file's name, else its stem, else its number. Reads no
/// more articles than it must.
fn find(wanted: &str, source: &Source, notices: &mut Vec<corpus::Notice>) -> Option<Article> {
    let is_named = |name: &str| name == wanted || corpus::stem(name) == wanted;
    let number = wanted.parse::<u32>().ok().and_then(|number| number.checked_sub(1));
    // Numbers count what can be read, so with a number what stands before must be read as well.
    let mut next = 0;
    let mut numbered = None;
    for item in source.items() {
        let item = match item {
            Ok(item) => item,
            Err(notice) => {
                notices.push(notice);
                continue;
            }
        };
        let is_named = is_named(&item.name());
        if !is_named && (number.is_none() || numbered.is_some()) {
            continue;
        }
        match corpus::read(&item, ArticleId(next)) {
            Ok(article) if is_named => return Some(article),
            Ok(article) => {
                if number == Some(next) {
                    numbered = Some(article);
                }
                next += 1;
            }
            Err(notice) => notices.push(notice),
        }
    }
    numbered
}

/// The stored text. A terminal gets placeholders for controls; a pipe gets every byte.
fn logical(out: &mut impl Write, article: &Article) -> io::Result<()> {
    if !io::stdout().is_terminal() {
        return out.write_all(article.text.as_bytes());
    }
    for line in article.text.lines() {
        writeln!(out, "{}", text::neutralised(line))?;
    }
    Ok(())
}

/// What the reader shows: the rows of the reading pane.
fn page(out: &mut impl Write, article: &Arc<Article>, width: usize, language: Language) -> io::Result<()> {
    let mut page = Page::new(
        article,
        PageLayout { width: u16::try_from(width).unwrap_or(u16::MAX), ..PageLayout::default() },
    );
    page.make_rows(usize::MAX);
    for row in page.rows() {
        match row {
            PageRow::Blank | PageRow::Leading => out.write_all(b"\n")?,
            PageRow::Label(residue) => writeln!(out, "{}", Words(language).residue(*residue))?,
            PageRow::Line { part, span } => {
                write_line(out, &page.part(*part).paragraph.line(span), width)?;
            }
        }
    }
    Ok(())
}

/// All of the stored text, line by line.
fn all(out: &mut impl Write, article: &Article, width: usize) -> io::Result<()> {
    let neutral = direction_of(&article.text);
    for range in paragraphs(&article.text) {
        let stored = &article.text[range];
        let paragraph = Paragraph::new(stored, BaseDirection::of(stored, neutral), Profile::default());
        for span in paragraph.break_lines(width) {
            write_line(out, &paragraph.line(&span), width)?;
        }
    }
    Ok(())
}

/// A line, flush with the side where it begins.
fn write_line(out: &mut impl Write, line: &Line<'_>, width: usize) -> io::Result<()> {
    let indent =
        if line.base().is_rtl() && line.advance() > 0 { width.saturating_sub(line.advance()) } else { 0 };
    writeln!(out, "{:indent$}{}", "", line.visual())
}
