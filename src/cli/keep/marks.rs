//! The file of what was done to articles: a line for each, with the moment of each thing done. Of two programs
//! that write it, each adds to what the other has written, and of what both have done the later counts.

use super::file::{Format, Parsed};
use crate::app::{Mark, MarkChange};
use crate::corpus::Fingerprint;
use std::collections::HashMap;
use std::fmt::Write;

/// The lines of the file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Marks {
    articles: HashMap<Fingerprint, Dated>,
}

/// What was done to an article, each with its moment: the later of two counts, and of two at the same moment the
/// greater, so that it does not matter who writes first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Dated {
    is_read: Option<(u64, bool)>,
    is_starred: Option<(u64, bool)>,
    byte: Option<(u64, usize)>,
}

impl Dated {
    fn merge(&mut self, other: Dated) {
        self.is_read = self.is_read.max(other.is_read);
        self.is_starred = self.is_starred.max(other.is_starred);
        self.byte = self.byte.max(other.byte);
    }

    fn latest(self) -> u64 {
        let moments = [self.is_read.map(|it| it.0), self.is_starred.map(|it| it.0), self.byte.map(|it| it.0)];
        moments.into_iter().flatten().max().unwrap_or(0)
    }
}

impl Marks {
    pub(super) fn is_empty(&self) -> bool {
        self.articles.is_empty()
    }

    /// Something was done at the moment `at`.
    pub(super) fn set(&mut self, article: Fingerprint, change: MarkChange, at: u64) {
        let done = match change {
            MarkChange::Read(is_read) => Dated { is_read: Some((at, is_read)), ..Dated::default() },
            MarkChange::Starred(is_starred) => {
                Dated { is_starred: Some((at, is_starred)), ..Dated::default() }
            }
            MarkChange::Byte(byte) => Dated { byte: Some((at, byte)), ..Dated::default() },
        };
        self.articles.entry(article).or_default().merge(done);
    }

    pub(super) fn merge(&mut self, other: &Marks) {
        for (article, done) in &other.articles {
            self.articles.entry(*article).or_default().merge(*done);
        }
    }

    /// The latest moment of all.
    pub(super) fn latest(&self) -> u64 {
        self.articles.values().map(|done| done.latest()).max().unwrap_or(0)
    }

    /// What the reader is to know of it.
    pub(super) fn known(&self) -> HashMap<Fingerprint, Mark> {
        let mark = |done: &Dated| Mark {
            is_read: done.is_read.is_some_and(|(_, is_read)| is_read),
            is_starred: done.is_starred.is_some_and(|(_, is_starred)| is_starred),
            byte: done.byte.map_or(0, |(_, byte)| byte),
        };
        self.articles.iter().map(|(article, done)| (*article, mark(done))).collect()
    }
}

impl Format for Marks {
    const HEAD: &'static str = "warraq marks";

    fn parse(lines: &[u8]) -> Parsed<Marks> {
        // A line of which all is known has about a hundred bytes.
        let articles = HashMap::with_capacity(lines.len() / 80);
        let mut marks = Marks { articles };
        let broken = super::file::lines(lines).filter(|(_, line)| {
            let entry = entry(line);
            if let Some((article, done)) = entry {
                marks.articles.entry(article).or_default().merge(done);
            }
            entry.is_none()
        });
        let broken = broken.map(|(number, _)| number).collect();
        Parsed { value: marks, broken }
    }

    fn write(&self, text: &mut String) {
        text.push_str(
            "# What you have done to articles, which are known again by what they hold. Behind each thing stands when\n\
             # it was done, in milliseconds since 1970.\n",
        );
        let mut articles: Vec<(&Fingerprint, &Dated)> = self.articles.iter().collect();
        articles.sort_unstable_by_key(|(article, _)| **article);
        for (article, done) in articles {
            // Writing to a string cannot fail.
            let _ = write!(text, "{article}");
            if let Some((at, is_read)) = done.is_read {
                let _ = write!(text, "\t{} {at}", if is_read { "read" } else { "unread" });
            }
            if let Some((at, is_starred)) = done.is_starred {
                let _ = write!(text, "\t{} {at}", if is_starred { "starred" } else { "unstarred" });
            }
            if let Some((at, byte)) = done.byte {
                let _ = write!(text, "\tbyte {byte} {at}");
            }
            text.push('\n');
        }
    }
}

/// The article and what was done to it, as a line has it.
fn entry(line: &[u8]) -> Option<(Fingerprint, Dated)> {
    let line = std::str::from_utf8(line).ok()?;
    let mut fields = line.split('\t');
    let article = Fingerprint::parse(fields.next()?.as_bytes())?;
    let mut done = Dated::default();
    for field in fields {
        let (thing, rest) = field.split_once(' ')?;
        match (thing, rest.split_once(' ')) {
            ("read" | "unread", None) => done.is_read = Some((rest.parse().ok()?, thing == "read")),
            ("starred" | "unstarred", None) => {
                done.is_starred = Some((rest.parse().ok()?, thing == "starred"));
            }
            ("byte", Some((byte, at))) => done.byte = Some((at.parse().ok()?, byte.parse().ok()?)),
            _ => return None,
        }
    }
    Some((article, done))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Marks of articles `a`, `b` …: `a+5` read at 5, `a-6` unread, `a*7` starred, `a/7` not, `a@80:9` byte 80 at 9.
    fn marks(written: &str) -> Marks {
        let mut marks = Marks::default();
        for word in written.split_whitespace() {
            let (article, done) = (Fingerprint::of(&word.as_bytes()[..1]), &word[2..]);
            let moment = |text: &str| text.parse().expect("a number");
            let (change, at) = match word.as_bytes()[1] {
                b'+' => (MarkChange::Read(true), moment(done)),
                b'-' => (MarkChange::Read(false), moment(done)),
                b'*' => (MarkChange::Starred(true), moment(done)),
                b'/' => (MarkChange::Starred(false), moment(done)),
                _ => {
                    let (byte, at) = done.split_once(':').expect("a place and a moment");
                    (MarkChange::Byte(byte.parse().expect("a number")), moment(at))
                }
            };
            marks.set(article, change, at);
        }
        marks
    }

    #[test]
    fn the_later_counts_of_each_thing_whoever_writes_first() {
        let check = |one: &str, other: &str, expected: &str| {
            for (one, other) in [(one, other), (other, one)] {
                let (mut merged, other) = (marks(one), marks(other));
                merged.merge(&other);
                assert_eq!(merged, marks(expected), "{one:?} and {other:?}");
                merged.merge(&other);
                assert_eq!(merged, marks(expected), "twice");
            }
        };
        check("", "", "");
        check("a+5", "", "a+5");
        check("a+5", "b+6", "a+5 b+6");
        check("a+5", "a-6", "a-6");
        check("a+7 a*3 a@10:7", "a-6 a/4 a@20:8 b*1", "a+7 a/4 a@20:8 b*1");
        check("a+5", "a-5", "a+5");
        check("a@10:5", "a@20:5", "a@20:5");
    }

    #[test]
    fn lines_are_read_as_they_were_written() {
        let marks = marks("a+1764091234567 a*3 b@5120:7 c-8 c/9");
        let mut text = String::new();
        marks.write(&mut text);
        assert_eq!(Marks::parse(text.as_bytes()), Parsed { value: marks.clone(), broken: Vec::new() });
        let a = Fingerprint::of(b"a");
        assert!(text.contains(&format!("\n{a}\tread 1764091234567\tstarred 3\n")), "{text}");
        assert_eq!(marks.latest(), 1_764_091_234_567);
        assert_eq!(marks.known()[&a], Mark { is_read: true, is_starred: true, byte: 0 });
        assert_eq!(marks.known()[&Fingerprint::of(b"b")].byte, 5120);
    }

    #[test]
    fn what_is_no_line_is_numbered() {
        let a = Fingerprint::of(b"a");
        let lines =
            ["?", "read 5", "read", "read x", "loved 5", "byte 5", "byte -1 5", "read 5 6", "starred 5\tx"];
        for line in lines.map(|line| if line == "?" { line.to_string() } else { format!("{a}\t{line}") }) {
            let expected = usize::from(!line.ends_with("\tread 5"));
            let parsed = Marks::parse(format!("# mine\n\n{line}\n{a}\tstarred 3\n").as_bytes());
            assert_eq!(parsed.broken.len(), expected, "{line}");
            assert!(parsed.broken.iter().all(|number| *number == 4), "after the head comes line 2");
            assert!(parsed.value.known()[&a].is_starred);
        }
    }
}
