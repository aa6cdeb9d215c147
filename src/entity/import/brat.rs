//! brat's standoff format: `T1<tab>PER 0 5<tab>letters`. Relations, events, attributes and notes are
//! passed over: they say nothing of where a name stands.

use super::report::{Errors, Format, ImportFault};
use super::{Annotation, Document, Parsed, add};

/// Whether the lines of `text` are brat's: an identifier, and a tab behind it.
pub(super) fn is_brat(text: &str) -> bool {
    let mut lines = text.lines().filter(|line| !line.trim().is_empty()).take(20).peekable();
    lines.peek().is_some() && lines.all(is_line)
}

fn is_line(line: &str) -> bool {
    let Some((id, _)) = line.split_once('\t') else { return false };
    let number = id.strip_prefix(['T', 'R', 'E', 'A', 'M', 'N', '#']);
    id == "*" || number.is_some_and(|number| !number.is_empty() && number.bytes().all(|c| c.is_ascii_digit()))
}

/// Reads an `.ann` file; `beside` is the text beside it.
pub(super) fn parse(text: &str, beside: Option<&str>) -> Parsed {
    let mut document = Document { text: beside.map(str::to_string), ..Document::default() };
    let mut errors = Errors::default();
    for (line, content) in (1..).zip(text.lines()) {
        if !content.starts_with('T') {
            continue;
        }
        if let Err(fault) = span(content).and_then(|span| add(&mut document.spans, span)) {
            errors.push(line, fault);
        }
    }
    Parsed { format: Some(Format::Brat), documents: vec![document], errors }
}

fn span(line: &str) -> Result<Annotation, ImportFault> {
    let mut fields = line.splitn(3, '\t').skip(1);
    let place = fields.next().unwrap_or_default();
    if place.contains(';') {
        return Err(ImportFault::Discontinuous);
    }
    let words: Vec<&str> = place.split(' ').collect();
    let &[label, start, end] = words.as_slice() else { return Err(ImportFault::NoSpan) };
    let (Ok(start), Ok(end)) = (start.parse(), end.parse()) else { return Err(ImportFault::NoSpan) };
    let surface = fields.next().map(str::to_string).filter(|surface| !surface.trim().is_empty());
    Ok(Annotation { start, end, surface, label: label.to_string(), ..Annotation::default() })
}
