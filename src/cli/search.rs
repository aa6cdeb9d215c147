//! `warraq search`: the articles in which something is found, a line each.

use super::args::Find;
use super::names_file::NamesFile;
use super::{Status, output, report, report_imports};
use crate::app::Language;
use crate::corpus::{self, Article, ArticleId, Origin};
use crate::entity::EntityTable;
use crate::index::{Document, Query, Search, SearchError, Snippet};
use crate::library::{self, Sources};
use crate::text::{self, BaseDirection, Paragraph, Profile};
use crate::ui::Words;
use serde::Serialize;
use std::env;
use std::io::{self, BufWriter, IsTerminal, Write};
use std::ops::Range;

/// Letters of a snippet.
const SNIPPET: usize = 90;

/// What was found is shown in reverse on a terminal.
const REVERSE: [&str; 2] = ["\x1b[7m", "\x1b[27m"];

pub(super) fn run(
    asked: &Find,
    sources: Sources,
    names: NamesFile,
    language: Language,
) -> io::Result<Status> {
    let search = match Search::parse(&asked.query) {
        Ok(search) => search,
        Err(error) => {
            output::complain(&Words(language).search_error(&error.kind));
            point(&asked.query, &error);
            return Ok(Status::Usage);
        }
    };
    let stdout = io::stdout();
    let marks = stdout.is_terminal() && env::var_os("TERM").is_some_and(|term| term != "dumb");
    let mut printer = Printer { out: BufWriter::new(stdout.lock()), json: asked.json, marks, found: 0 };
    let (any, whole) = if search.has_entity() {
        named(&search, sources, names, language, &mut printer)?
    } else {
        plain(&search, &sources, language, &mut printer)?
    };
    printer.out.flush()?;
    Ok(match (any && printer.found > 0, whole) {
        (false, _) => Status::Failed,
        (true, true) => Status::Done,
        (true, false) => Status::Incomplete,
    })
}

/// Reads one article after the other, and says what is found before it reads the next. Whether there was any
/// article, and whether all could be read.
fn plain(
    search: &Search,
    sources: &Sources,
    language: Language,
    printer: &mut Printer<impl Write>,
) -> io::Result<(bool, bool)> {
    let (mut next, mut notices, entities) = (0, Vec::new(), EntityTable::new());
    for item in sources.articles.items() {
        match item.and_then(|item| corpus::read(&item, ArticleId(next))) {
            Ok(article) => {
                next += 1;
                let document = Document { article: &article, mentions: &[], entities: &entities };
                if search.matches(document) {
                    printer.article(search, document)?;
                }
            }
            Err(notice) => notices.push(notice),
        }
    }
    report(&notices, language);
    Ok((next > 0, notices.is_empty()))
}

/// The same where it must be known what the articles name.
fn named(
    search: &Search,
    sources: Sources,
    mut names: NamesFile,
    language: Language,
    printer: &mut Printer<impl Write>,
) -> io::Result<(bool, bool)> {
    let snapshot = library::load(Sources { changes: names.read(), ..sources });
    report(&snapshot.notices, language);
    report_imports(&snapshot.imports, language);
    let query = Query { search: search.clone(), ..Query::default() };
    for id in snapshot.index.run(&query).articles {
        if let Some(document) = snapshot.document(id) {
            printer.article(search, document)?;
        }
    }
    Ok((!snapshot.articles().is_empty(), snapshot.unread() == 0))
}

/// Shows on standard error where what was typed is wrong: by carets under it.
fn point(typed: &str, error: &SearchError) {
    let shown = |range: Range<usize>| text::neutralised(&typed[range]).into_owned();
    let before = cells(&shown(0..error.at.start));
    let wrong = cells(&shown(0..error.at.end)) - before;
    let mut said = io::stderr().lock();
    let _ = writeln!(said, "  {}", shown(0..typed.len()));
    let _ = writeln!(said, "  {:before$}{}", "", "^".repeat(wrong.max(1)));
}

/// The cells that `text` takes in logical order.
fn cells(text: &str) -> usize {
    // Blanks at the end of a line take none, so a letter stands behind them.
    let text = format!("{text}.");
    let paragraph = Paragraph::new(&text, BaseDirection::Ltr, Profile::logical());
    let lines = paragraph.break_lines(usize::MAX);
    lines.iter().map(|span| paragraph.line(span).advance()).sum::<usize>() - 1
}

struct Printer<W: Write> {
    out: W,
    json: bool,
    /// Whether hits are marked for a terminal.
    marks: bool,
    /// Articles so far.
    found: usize,
}

/// One line of `warraq search --json`.
#[derive(Serialize)]
struct Row<'a> {
    /// The file's name.
    article: &'a str,
    /// From 1.
    number: u64,
    /// The file; null for an article inside the program.
    path: Option<String>,
    /// The headline or the lead, logical, as stored; null if the text holds neither.
    title: Option<&'a str>,
    hits: Vec<Piece<'a>>,
    /// The text around the first hit; null if nothing in the text is found.
    snippet: Option<Piece<'a>>,
}

/// A part of the stored text.
#[derive(Serialize)]
struct Piece<'a> {
    /// Bytes of the stored text.
    start: usize,
    end: usize,
    text: &'a str,
}

impl<W: Write> Printer<W> {
    fn article(&mut self, search: &Search, document: Document<'_>) -> io::Result<()> {
        self.found += 1;
        let article = document.article;
        let hits = search.hits(document);
        let snippet = Snippet::around(article, &hits, SNIPPET);
        if !self.json {
            let shown = snippet.map_or_else(
                || text::neutralised(article.title_text().unwrap_or(&article.name)).into_owned(),
                |snippet| marked(&article.text, &snippet, self.marks),
            );
            return writeln!(self.out, "{}\t{}\t{shown}", text::neutralised(&article.name), hits.len());
        }
        let piece =
            |range: Range<usize>| Piece { start: range.start, end: range.end, text: &article.text[range] };
        let row = Row {
            article: &article.name,
            number: super::number(article.id),
            path: path(article),
            title: article.title_text(),
            hits: hits.into_iter().map(piece).collect(),
            snippet: snippet.map(|snippet| piece(snippet.range)),
        };
        output::json_line(&mut self.out, &row)
    }
}

fn path(article: &Article) -> Option<String> {
    match &article.origin {
        Origin::Embedded => None,
        Origin::File(path) => Some(path.to_string_lossy().into_owned()),
    }
}

/// The snippet, neutralised, with `…` where its line goes on.
fn marked(stored: &str, snippet: &Snippet, marks: bool) -> String {
    let [on, off] = if marks { REVERSE } else { [""; 2] };
    let ellipsis = |is_cut: bool| if is_cut { "…" } else { "" };
    let mut shown = ellipsis(snippet.is_cut_before).to_string();
    let mut at = snippet.range.start;
    for hit in &snippet.hits {
        shown.push_str(&text::neutralised(&stored[at..hit.start]));
        shown.push_str(on);
        shown.push_str(&text::neutralised(&stored[hit.clone()]));
        shown.push_str(off);
        at = hit.end;
    }
    shown.push_str(&text::neutralised(&stored[at..snippet.range.end]));
    shown.push_str(ellipsis(snippet.is_cut_after));
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hits_are_marked_on_a_terminal_and_controls_are_none() {
        let check = |marks, expected: &str| {
            let stored = "one \u{1b}[2J two three";
            let snippet = Snippet {
                range: 4..12,
                hits: std::iter::once(9..12).collect(),
                is_cut_before: true,
                is_cut_after: true,
            };
            assert_eq!(marked(stored, &snippet, marks), expected);
        };
        check(false, "…\u{241b}[2J two…");
        check(true, "…\u{241b}[2J \u{1b}[7mtwo\u{1b}[27m…");
    }

    #[test]
    fn cells_are_those_of_a_terminal() {
        assert_eq!(cells("قَالَ «"), 5);
        assert_eq!(cells("قَالَ "), 4);
        assert_eq!(cells(""), 0);
    }
}
