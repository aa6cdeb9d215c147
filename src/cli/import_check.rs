//! `warraq import-check`: what became of the reader's own names and annotations, file by file.

use super::{Status, output, report};
use crate::app::Language;
use crate::entity::import::{Format, Reason, Report};
use crate::library::{self, Sources};
use crate::ui::Words;
use serde::Serialize;
use std::collections::BTreeMap;
use std::io::{self, BufWriter, Write};

/// One line of `warraq import-check --json`.
#[derive(Serialize)]
struct Row<'a> {
    file: &'a str,
    /// `json`, `jsonl`, `conll`, `brat`, `gazetteer`, `kinds`; null if it is nothing that is known.
    format: Option<&'a str>,
    documents: usize,
    /// Documents that belong to no article.
    unmatched: usize,
    taken: usize,
    repaired: usize,
    /// By the reason.
    rejected: BTreeMap<&'a str, usize>,
    /// Lines that could not be read.
    unread: usize,
    /// The first of them.
    errors: Vec<Line>,
}

#[derive(Serialize)]
struct Line {
    line: usize,
    what: String,
}

pub(super) fn run(sources: Sources, json: bool, language: Language) -> io::Result<Status> {
    let snapshot = library::load(sources);
    report(&snapshot.notices, language);
    let mut out = BufWriter::new(io::stdout().lock());
    for report in &snapshot.imports {
        if json {
            output::json_line(&mut out, &row(report, language))?;
        } else {
            table(&mut out, report, language)?;
        }
    }
    out.flush()?;
    Ok(if snapshot.unread() == 0 { Status::Done } else { Status::Incomplete })
}

fn row(report: &Report, language: Language) -> Row<'_> {
    let what = |error| Words(language).import_error(error);
    Row {
        file: &report.place,
        format: report.format.map(Format::code),
        documents: report.documents,
        unmatched: report.unmatched,
        taken: report.taken,
        repaired: report.repaired,
        rejected: report.rejected.iter().map(|(reason, n)| (Reason::code(*reason), *n)).collect(),
        unread: report.unread.count,
        errors: report
            .unread
            .first
            .iter()
            .map(|error| Line { line: error.line, what: what(error) })
            .collect(),
    }
}

/// The file and its format, then what became of it, then the lines that could not be read.
fn table(out: &mut impl Write, report: &Report, language: Language) -> io::Result<()> {
    let words = Words(language);
    let format = report.format.map_or("-", Format::code);
    output::tabbed(out, &[&report.place, format, &words.report(report)])?;
    for error in &report.unread.first {
        output::tabbed(out, &["", "", &words.import_error(error)])?;
    }
    let hidden = report.unread.count - report.unread.first.len();
    if hidden > 0 {
        output::tabbed(out, &["", "", &format!("+ {hidden}")])?;
    }
    Ok(())
}
