//! What JSON of other programs holds, asked for by the names that they use for one thing. Nothing here
//! trusts a type: what is not there, or is something else, is not there.

use super::report::{Errors, ImportFault};
use serde::de::{DeserializeSeed, Deserializer, SeqAccess, Visitor};
use serde_json::Value;
use serde_json::value::RawValue;
use std::fmt;

/// The largest document, in bytes of JSON (8 MiB). It is held in memory as a tree, which takes up to
/// thirty times as much; no article of a tenth of it is known.
pub(super) const LARGEST: usize = 8 << 20;

/// How the values of a file follow each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Layout {
    /// A value, or the members of one list.
    Whole,
    /// A value a line.
    Lines,
}

/// Hands every document of `text` to `each`, with its line: the members of a list, the lines of JSON
/// lines, or the one value. Reads as far as it can, and returns what it cannot.
pub(super) fn values(text: &str, mut each: impl FnMut(usize, Value)) -> (Layout, Errors) {
    let mut errors = Errors::default();
    let mut lines = Lines { text, byte: 0, line: 1 };
    let mut take = |raw: &str, errors: &mut Errors| {
        let line = lines.of(raw);
        if raw.len() > LARGEST {
            errors.push(line, ImportFault::TooLarge);
            return;
        }
        match serde_json::from_str(raw) {
            Ok(value) => each(line, value),
            Err(error) => json_error(errors, line - 1, &error),
        }
    };
    if text.trim_start().starts_with('[') {
        let mut list = serde_json::Deserializer::from_str(text);
        let read = Members(&mut |raw: &str| take(raw, &mut errors)).deserialize(&mut list);
        if let Err(error) = read.and_then(|()| list.end()) {
            json_error(&mut errors, 0, &error);
        }
        return (Layout::Whole, errors);
    }
    // With a value a line, this looks no further than the first.
    if serde_json::from_str::<&RawValue>(text).is_ok() {
        take(text, &mut errors);
        return (Layout::Whole, errors);
    }
    for line in text.lines().filter(|line| !line.trim().is_empty()) {
        take(line, &mut errors);
    }
    (Layout::Lines, errors)
}

/// Adds an error of the parser, whose text begins behind line `before`.
fn json_error(errors: &mut Errors, before: usize, error: &serde_json::Error) {
    let said = error.to_string();
    // The parser's own line is that of its piece of the file.
    let what = said.rsplit_once(" at line ").map_or(said.as_str(), |(what, _)| what);
    errors.push(before + error.line().max(1), ImportFault::Json(what.to_string()));
}

/// Counts lines up to pieces of a text that come in order.
struct Lines<'a> {
    text: &'a str,
    byte: usize,
    line: usize,
}

impl Lines<'_> {
    /// The line in which `piece`, a part of the text, begins.
    fn of(&mut self, piece: &str) -> usize {
        let at = (piece.as_ptr() as usize).saturating_sub(self.text.as_ptr() as usize);
        let between = self.text.as_bytes().get(self.byte..at).unwrap_or_default();
        self.line += between.iter().filter(|byte| **byte == b'\n').count();
        self.byte = self.byte.max(at);
        self.line
    }
}

/// The members of a list, one after the other: never the whole list at once.
struct Members<'a>(&'a mut dyn FnMut(&str));

impl<'de> DeserializeSeed<'de> for Members<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, list: D) -> Result<(), D::Error> {
        list.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for Members<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        while let Some(raw) = list.next_element::<&RawValue>()? {
            (self.0)(raw.get());
        }
        Ok(())
    }
}

/// A text under the first of `names` that holds one.
pub(super) fn text<'a>(value: &'a Value, names: &[&str]) -> Option<&'a str> {
    names.iter().find_map(|name| value.get(name)?.as_str())
}

/// A number under the first of `names` that holds one.
pub(super) fn number(value: &Value, names: &[&str]) -> Option<usize> {
    names.iter().find_map(|name| whole(value.get(name)?))
}

/// A number that counts something.
pub(super) fn whole(value: &Value) -> Option<usize> {
    value.as_u64().and_then(|number| usize::try_from(number).ok())
}

/// A list under the first of `names` that holds one.
pub(super) fn list<'a>(value: &'a Value, names: &[&str]) -> Option<&'a [Value]> {
    names.iter().find_map(|name| value.get(name)?.as_array()).map(Vec::as_slice)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The lines on which values begin, and those on which something is wrong.
    fn check(text: &str, layout: Layout, expected: &[usize], wrong: &[usize]) {
        let mut found = Vec::new();
        let (as_what, errors) = values(text, |line, _| found.push(line));
        assert_eq!((as_what, found.as_slice()), (layout, expected), "{text:.60}");
        assert_eq!(
            errors.first.iter().map(|error| error.line).collect::<Vec<_>>(),
            wrong,
            "{text:.60}: {errors:?}"
        );
    }

    #[test]
    fn values_are_found_with_their_lines() {
        check("{}\n\n{}\n", Layout::Lines, &[1, 3], &[]);
        check("{\n\"a\":\n1}", Layout::Whole, &[1], &[]);
        check("\n[{},\n{}\n]", Layout::Whole, &[2, 3], &[]);
        check("{}\n{\"a\n{}", Layout::Lines, &[1, 3], &[2]);
        check("[{},\n{},\n oops", Layout::Whole, &[1, 2], &[3]);
        check("[1] 2", Layout::Whole, &[1], &[1]);
        check("", Layout::Lines, &[], &[]);
    }

    #[test]
    fn depth_and_size_are_bounded() {
        let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
        check(&deep, Layout::Whole, &[], &[1]);
        let deep = format!("{{}}\n{}", "{\"a\":".repeat(100_000));
        check(&deep, Layout::Lines, &[1], &[2]);
        let large = format!("{{}}\n\"{}\"", "x".repeat(LARGEST));
        check(&large, Layout::Lines, &[1], &[2]);
    }
}
