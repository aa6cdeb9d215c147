//! `warraq inspect`: how a text is laid out and why, one JSON line for each laid-out line.

use super::args::Inspect;
use super::output;
use crate::text::{BreakReason, Cell, Line, LineSpan, Paragraph, paragraphs};
use anyhow::Context;
use serde::Serialize;
use std::io::{self, BufWriter, Read, Write};
use std::{fs, path::Path};

/// One laid-out line.
#[derive(Serialize)]
struct Row<'a> {
    /// From 1, in the input.
    paragraph: usize,
    /// From 1, in the paragraph.
    line: usize,
    /// The paragraph's embedding level.
    base: u8,
    /// Bytes of the input, blanks that hang over the line's end with them.
    start: usize,
    end: usize,
    /// Why the line ends: `end`, `opportunity`, `mandatory`, `emergency`.
    r#break: &'static str,
    /// In visual order, from left to right.
    cells: Vec<CellRow<'a>>,
}

#[derive(Serialize)]
struct CellRow<'a> {
    /// Bytes of the input.
    start: usize,
    end: usize,
    level: u8,
    /// Cells: 0 for what draws nothing.
    width: u8,
    /// What is drawn; for what draws nothing its scalars, `U+202E`.
    symbol: Symbol<'a>,
}

#[derive(Serialize)]
#[serde(untagged)]
enum Symbol<'a> {
    Drawn(&'a str),
    Scalars(String),
}

pub(super) fn run(inspect: &Inspect) -> anyhow::Result<()> {
    let text = read(inspect.file.as_deref())?;
    let mut out = BufWriter::with_capacity(1 << 16, io::stdout().lock());
    for (number, range) in (1..).zip(paragraphs(&text)) {
        let offset = range.start;
        let stored = &text[range];
        let paragraph = Paragraph::new(stored, inspect.direction, inspect.profile);
        for (line, span) in (1..).zip(paragraph.break_lines(inspect.width)) {
            let row = row(stored, offset, (number, line), &paragraph.line(&span), &span);
            output::json_line(&mut out, &row)?;
        }
    }
    out.flush()?;
    Ok(())
}

fn read(file: Option<&Path>) -> anyhow::Result<String> {
    let (bytes, name) = match file {
        Some(path) if path != Path::new("-") => {
            let name = path.display().to_string();
            (fs::read(path).with_context(|| format!("reading {name}"))?, name)
        }
        _ => {
            let mut bytes = Vec::new();
            io::stdin().read_to_end(&mut bytes).context("reading standard input")?;
            (bytes, "standard input".to_string())
        }
    };
    String::from_utf8(bytes).map_err(|error| {
        let offset = error.utf8_error().valid_up_to();
        anyhow::anyhow!("{name}: not UTF-8 (byte {offset} is the first that is wrong)")
    })
}

fn row<'a>(
    stored: &str,
    offset: usize,
    (paragraph, number): (usize, usize),
    line: &Line<'a>,
    span: &LineSpan,
) -> Row<'a> {
    Row {
        paragraph,
        line: number,
        base: line.base().number(),
        start: offset + span.text_range.start,
        end: offset + span.text_range.end,
        r#break: match span.break_reason {
            BreakReason::End => "end",
            BreakReason::Opportunity => "opportunity",
            BreakReason::Mandatory => "mandatory",
            BreakReason::Emergency => "emergency",
            BreakReason::Elided => "elided",
        },
        cells: line.cells().map(|cell| cell_row(stored, offset, &cell)).collect(),
    }
}

fn cell_row<'a>(stored: &str, offset: usize, cell: &Cell<'a>) -> CellRow<'a> {
    let scalars = || stored[cell.range.clone()].chars().map(|c| format!("U+{:04X}", u32::from(c)));
    CellRow {
        start: offset + cell.range.start,
        end: offset + cell.range.end,
        level: cell.level.number(),
        width: cell.width,
        symbol: match cell.width {
            0 => Symbol::Scalars(scalars().collect::<Vec<_>>().join(" ")),
            _ => Symbol::Drawn(cell.symbol),
        },
    }
}
