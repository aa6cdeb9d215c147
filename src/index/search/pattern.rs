//! Regular expressions over the stored text.

use super::parse::{SearchError, SearchErrorKind};
use regex::{Regex, RegexBuilder};
use std::ops::Range;

/// Bytes that a compiled expression may take. What an expression costs grows with it.
const SIZE: usize = 1 << 20;

/// Bytes of a text that are searched: an expression may take long for each of them.
const TEXT: usize = 4 << 20;

/// A regular expression: lines begin at `^` and end at `$`, large and small letters are different, and what
/// is folded elsewhere is not. Where it matches nothing but the place between two letters, it is not found.
#[derive(Clone, Debug)]
pub(super) struct Pattern(Regex);

impl Pattern {
    /// Of `written`, which begins at byte `at` of what was typed.
    pub(super) fn new(written: &str, at: usize) -> Result<Pattern, SearchError> {
        let mut builder = RegexBuilder::new(written);
        builder.multi_line(true).crlf(true).size_limit(SIZE).dfa_size_limit(SIZE);
        builder.build().map(Pattern).map_err(|error| match error {
            regex::Error::CompiledTooBig(_) => {
                SearchError { at: at..at + written.len(), kind: SearchErrorKind::PatternTooLarge }
            }
            _ => fault(written, at),
        })
    }

    pub(super) fn is_in(&self, text: &str) -> bool {
        self.find_all(text).next().is_some()
    }

    pub(super) fn find_all<'a>(&'a self, text: &'a str) -> impl Iterator<Item = Range<usize>> + 'a {
        let end = (0..=text.len().min(TEXT)).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
        self.0.find_iter(&text[..end]).map(|found| found.range()).filter(|range| !range.is_empty())
    }
}

/// What is wrong with `written`, and where.
fn fault(written: &str, at: usize) -> SearchError {
    let (span, said) = match regex_syntax::Parser::new().parse(written) {
        Err(regex_syntax::Error::Parse(error)) => (Some(*error.span()), error.kind().to_string()),
        Err(regex_syntax::Error::Translate(error)) => (Some(*error.span()), error.kind().to_string()),
        _ => (None, String::new()),
    };
    let at = match span {
        Some(span) if span.start.offset < written.len() => at + span.start.offset..at + span.end.offset,
        _ => at..at + written.len(),
    };
    SearchError { at, kind: SearchErrorKind::Pattern(said) }
}
