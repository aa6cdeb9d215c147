//! Regular expressions over the stored text. How long one takes is not to be seen in it, so it is held against
//! a text stretch by stretch, and the clock is asked between them.

use super::parse::{SearchError, SearchErrorKind};
use super::patience::Patience;
use crate::corpus::{Article, ArticleId};
use regex::{Regex, RegexBuilder};
use std::collections::HashMap;
use std::ops::Range;
use std::sync::{Arc, Mutex, PoisonError};

/// Bytes that a compiled expression may take. What it costs for each byte of a text grows with it: up to some
/// microseconds.
const SIZE: usize = 1 << 18;

/// Bytes that it may take to be quicker.
const FAST: usize = 1 << 20;

/// Bytes of a text that are searched.
const TEXT: usize = 4 << 20;

/// Bytes of a stretch: what is found ends in the stretch in whose first lines it begins.
const STRETCH: usize = 4 << 10;

/// A regular expression: lines begin at `^` and end at `$`, large and small letters are different, and what
/// is folded elsewhere is not. Where it matches nothing but the place between two letters, it is not found.
#[derive(Clone, Debug)]
pub(super) struct Pattern {
    regex: Regex,
    /// How far the articles of a library have been read for it. Clones share it.
    read: Arc<Mutex<HashMap<ArticleId, Read>>>,
}

/// How far a text has been read for an expression.
#[derive(Clone, Copy, Debug)]
enum Read {
    /// To this byte, and it is not before that.
    To(usize),
    Whole {
        is_in: bool,
    },
}

impl Pattern {
    /// Of `written`, which begins at byte `at` of what was typed.
    pub(super) fn new(written: &str, at: usize) -> Result<Pattern, SearchError> {
        let mut builder = RegexBuilder::new(written);
        builder.multi_line(true).crlf(true).size_limit(SIZE).dfa_size_limit(FAST);
        match builder.build() {
            Ok(regex) => Ok(Pattern { regex, read: Arc::default() }),
            Err(regex::Error::CompiledTooBig(_)) => {
                Err(SearchError { at: at..at + written.len(), kind: SearchErrorKind::PatternTooLarge })
            }
            Err(_) => Err(fault(written, at)),
        }
    }

    pub(super) fn is_in(&self, text: &str) -> bool {
        self.find_all(text, None).next().is_some()
    }

    /// Whether it is in an article of the one library that it is held against for some time; `None` if it
    /// takes longer. It goes on from there when it is asked again.
    pub(super) fn is_in_within(&self, article: &Article, patience: Patience) -> Option<bool> {
        let mut read = self.read.lock().unwrap_or_else(PoisonError::into_inner);
        let state = read.entry(article.id).or_insert(Read::To(0));
        loop {
            match *state {
                Read::Whole { is_in } => return Some(is_in),
                Read::To(_) if patience.has_ended() => return None,
                Read::To(at) => {
                    *state = match self.step(&article.text, at) {
                        None => Read::Whole { is_in: false },
                        Some((None, next)) => Read::To(next),
                        Some((Some(_), _)) => Read::Whole { is_in: true },
                    }
                }
            }
        }
    }

    /// Every place in `text` where it stands, or those that are found in some time.
    pub(super) fn find_all<'a>(
        &'a self,
        text: &'a str,
        patience: Option<Patience>,
    ) -> impl Iterator<Item = Range<usize>> + 'a {
        let mut at = 0;
        std::iter::from_fn(move || {
            loop {
                if patience.is_some_and(Patience::has_ended) {
                    return None;
                }
                let (found, next) = self.step(text, at)?;
                at = next;
                if found.is_some() {
                    return found;
                }
            }
        })
    }

    /// Reads the stretch of `text` at `at`: what is found first in it, and where to go on; `None` at the end.
    fn step(&self, text: &str, at: usize) -> Option<(Option<Range<usize>>, usize)> {
        let whole = boundary(text, TEXT);
        if at >= whole {
            return None;
        }
        let most = boundary(text, (at + STRETCH).min(whole));
        let end = match text[at..most].rfind('\n') {
            Some(line) if most < whole => at + line + 1,
            _ => most,
        };
        let mut found = self.regex.find_at(&text[..end], at);
        // A line is cut there, and what is found may be no end of one, or longer.
        if end < whole && !text[..end].ends_with('\n') && found.is_some_and(|found| found.end() == end) {
            let further = boundary(text, (end + STRETCH).min(whole));
            found = self.regex.find_at(&text[..further], at).filter(|found| found.start() < end);
        }
        Some(match found {
            // Between two letters; the next one may begin it.
            Some(found) if found.is_empty() => {
                let next = text[found.end()..].chars().next().map_or(1, char::len_utf8);
                (None, found.end() + next)
            }
            Some(found) => (Some(found.range()), found.end()),
            // It may begin in the last line, and end in the next stretch.
            None => match text[at..end].trim_end_matches('\n').rfind('\n') {
                Some(line) if end < whole => (None, at + line + 1),
                _ => (None, end),
            },
        })
    }
}

/// `at`, or the end of the letter before it if it is inside one.
fn boundary(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(written: &str, text: &str, expected: &[Range<usize>]) {
        let pattern = Pattern::new(written, 0).expect("it is an expression");
        let found: Vec<Range<usize>> = pattern.find_all(text, None).collect();
        assert_eq!(found, expected, "{written:?}");
        assert_eq!(pattern.is_in(text), !expected.is_empty(), "{written:?}");
    }

    #[test]
    fn what_stands_between_two_stretches_is_found() {
        for more in 0..16 {
            let before = format!("{}{}", "-".repeat(more), "سطر\n".repeat(STRETCH / 7 - 1));
            let text = format!("{before}one\ntwo\n{}", "سطر\n".repeat(STRETCH));
            let at = before.len();
            check("one\\ntwo", &text, std::slice::from_ref(&(at..at + 7)));
            check("^two$", &text, std::slice::from_ref(&(at + 4..at + 7)));
        }
        let line = "ا".repeat(STRETCH);
        check("ا$", &line, std::slice::from_ref(&(line.len() - 2..line.len())));
        check("x?", "اxا", std::slice::from_ref(&(2..3)));
    }

    #[test]
    fn no_expression_reads_all_of_a_text_at_once() {
        let text = "كلمة ".repeat(TEXT / 8);
        for written in ["(?s)(?:.*\\x00)?", "(?s).*\\x00|.", "(?s).{0,200}Q.*\\bz", "\\w+ \\w+ Q"] {
            let pattern = Pattern::new(written, 0).expect("it is an expression");
            let (_, next) = pattern.step(&text, 0).expect("there is text");
            assert!(0 < next && next <= STRETCH, "{written:?}");
        }
        assert!(Pattern::new("(?s:.*\\b){300}Q", 0).is_err(), "too slow for each letter");
    }
}
