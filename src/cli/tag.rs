//! `warraq tag`: the names in lines of text as they come, one JSON line for each mention. Each line is
//! a text of its own. Memory is bounded, and all that is known is written before more is waited for.

use super::mention::{self, Fields};
use super::{Status, output};
use crate::app::Language;
use crate::corpus::Notice;
use crate::entity::repair::{AddedNames, Found, Plan};
use crate::entity::{EntityTable, Mention, Scratch, Tagger};
use crate::library::Changes;
use crate::ui::Words;
use anyhow::Context;
use serde::Serialize;
use std::ffi::OsStr;
use std::fs::File;
use std::io::{self, BufWriter, ErrorKind, Read, Write};
use std::iter;
use std::path::Path;

/// Bytes that are asked for at once.
const BLOCK: usize = 1 << 16;
/// A line is read in pieces of at most so many bytes (1 MiB).
const LONGEST: usize = 1 << 20;

/// One mention.
#[derive(Serialize)]
struct Row<'a> {
    /// From 1.
    line: u64,
    #[serde(flatten)]
    mention: Fields<'a>,
}

pub(super) fn run(file: Option<&Path>, changes: &Changes, language: Language) -> anyhow::Result<Status> {
    let (input, name): (Box<dyn Read>, String) = match file {
        Some(path) if path != Path::new("-") => {
            let name = path.display().to_string();
            (Box::new(File::open(path).with_context(|| format!("reading {name}"))?), name)
        }
        _ => (Box::new(io::stdin().lock()), "standard input".to_string()),
    };
    let own = Own::new(changes, file.and_then(Path::file_name).map(OsStr::to_string_lossy).as_deref());
    let unknown: Vec<Notice> = changes.of_unknown_kinds(own.table.kinds()).collect();
    let notices = [changes.notices.as_slice(), &unknown].concat();
    super::report(&notices, language);
    let mut tagging = Tagging::new(BufWriter::with_capacity(BLOCK, io::stdout().lock()), own);
    let read = tagging.all(input);
    // A failure of reading is named; one of writing is `run`'s to judge.
    let read = match read {
        Err(Failure::Reading(error)) => Err(error).with_context(|| format!("reading {name}")),
        Err(Failure::Writing(error)) => return Err(error.into()),
        Ok(()) => Ok(()),
    };
    let whole = tagging.complain(Words(language));
    read.map(|()| if whole && notices.is_empty() { Status::Done } else { Status::Incomplete })
}

enum Failure {
    Reading(io::Error),
    Writing(io::Error),
}

/// The reader's changes, as they bear on each line.
#[derive(Default)]
struct Own {
    /// What the file is called, of which deletions may tell.
    name: String,
    plan: Plan,
    /// The names that changes call, before any line is read.
    table: EntityTable,
    finder: Option<AddedNames>,
    has_changes: bool,
}

impl Own {
    fn new(changes: &Changes, name: Option<&str>) -> Own {
        let (mut table, mut added) = (EntityTable::new(), Vec::new());
        let plan = Plan::new(&changes.repairs, &mut table, &mut added);
        Own {
            name: name.unwrap_or_default().to_string(),
            plan,
            table,
            finder: (!added.is_empty()).then(|| AddedNames::new(&added, 0)),
            has_changes: changes.repairs.changes().next().is_some(),
        }
    }

    /// What a line mentions after the changes, and the table that its mentions are of.
    fn change(&self, text: &str, mentions: Vec<Mention>, table: EntityTable) -> (Vec<Mention>, EntityTable) {
        if !self.has_changes {
            return (mentions, table);
        }
        let hits =
            self.finder.as_ref().map_or(Vec::new(), |finder| finder.find_in(text, iter::once(0..text.len())));
        let found = Found { mentions: mentions.into(), beneath: Vec::new(), hits };
        let mentions = self.plan.apply(&self.name, &found).unwrap_or_else(|| found.mentions.to_vec());
        let table = self.plan.table(&table, |id| mentions.iter().any(|mention| mention.entity == id));
        (mentions, table)
    }
}

struct Tagging<W> {
    out: W,
    own: Own,
    tagger: Tagger,
    scratch: Scratch,
    /// The line that is being read, from 1, and how much of it has been tagged.
    line: u64,
    bytes: usize,
    scalars: usize,
    /// The first line that is not UTF-8 with its first byte that is wrong, and whether others are
    /// not either.
    wrong: Option<(u64, usize, bool)>,
    /// The first line that is longer than a piece, and whether others are.
    cut: Option<(u64, bool)>,
}

impl<W: Write> Tagging<W> {
    fn new(out: W, own: Own) -> Tagging<W> {
        let (tagger, scratch) = (Tagger::built_in(), Scratch::default());
        Tagging { out, own, tagger, scratch, line: 1, bytes: 0, scalars: 0, wrong: None, cut: None }
    }

    fn all(&mut self, mut input: impl Read) -> Result<(), Failure> {
        let (mut block, mut line) = (vec![0; BLOCK], Vec::new());
        loop {
            let count = match input.read(&mut block) {
                Ok(count) => count,
                Err(error) if error.kind() == ErrorKind::Interrupted => continue,
                Err(error) => return Err(Failure::Reading(error)),
            };
            for piece in block[..count].split_inclusive(|byte| *byte == b'\n') {
                line.extend_from_slice(piece);
                while line.len() > LONGEST {
                    let (first, others) = self.cut.unwrap_or((self.line, false));
                    self.cut = Some((first, others || first != self.line));
                    let rest = line.split_off(end_of_piece(&line[..LONGEST]));
                    self.tag(&line).map_err(Failure::Writing)?;
                    line = rest;
                }
                if line.ends_with(b"\n") {
                    self.tag(&line).map_err(Failure::Writing)?;
                    line.clear();
                    (self.line, self.bytes, self.scalars) = (self.line + 1, 0, 0);
                }
            }
            if count == 0 {
                self.tag(&line).map_err(Failure::Writing)?;
            }
            self.out.flush().map_err(Failure::Writing)?;
            if count == 0 {
                return Ok(());
            }
        }
    }

    /// Tags a line, or a piece of one.
    fn tag(&mut self, bytes: &[u8]) -> io::Result<()> {
        let text = String::from_utf8_lossy(bytes);
        if let Err(error) = str::from_utf8(bytes) {
            let offset = self.bytes + error.valid_up_to();
            let (first, offset, others) = self.wrong.unwrap_or((self.line, offset, false));
            self.wrong = Some((first, offset, others || first != self.line));
        }
        let mark = if (self.line, self.bytes) == (1, 0) { "\u{FEFF}" } else { "" };
        let text = text.strip_prefix(mark).unwrap_or(&text);
        // What one line names is nothing to the next, so memory does not grow.
        let mut table = self.own.table.clone();
        let mentions = self.tagger.tag_text(text, &mut table, &mut self.scratch);
        let (mentions, table) = self.own.change(text, mentions, table);
        for mention in mention::fields(text, self.scalars, &mentions, &table) {
            output::json_line(&mut self.out, &Row { line: self.line, mention })?;
        }
        self.bytes += bytes.len();
        self.scalars += text.chars().count();
        Ok(())
    }

    /// Says what was not read as it stands; whether all was.
    fn complain(&self, words: Words) -> bool {
        if let Some((line, offset, others)) = self.wrong {
            output::complain(&words.line_not_utf8(line, offset, others));
        }
        if let Some((line, others)) = self.cut {
            output::complain(&words.line_cut(line, LONGEST, others));
        }
        self.wrong.is_none() && self.cut.is_none()
    }
}

/// Where to cut a line that does not end in `bytes`: behind a blank in its last half, or else between
/// two scalars.
fn end_of_piece(bytes: &[u8]) -> usize {
    let half = bytes.len() / 2;
    if let Some(at) = bytes[half..].iter().rposition(|byte| *byte == b' ') {
        return half + at + 1;
    }
    let begins = |byte: &u8| byte & 0xC0 != 0x80;
    // A scalar has at most four bytes.
    let last = bytes.iter().rev().take(4).position(begins);
    last.map_or(bytes.len(), |back| bytes.len() - back - 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entity::repair::Repairs;

    /// Gives out so many bytes at a time.
    struct Slowly<'a>(&'a [u8], usize);

    impl Read for Slowly<'_> {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            let count = self.1.min(buffer.len()).min(self.0.len());
            buffer[..count].copy_from_slice(&self.0[..count]);
            self.0 = &self.0[count..];
            Ok(count)
        }
    }

    /// Tags `input` as it comes in pieces of any size: `line start..end text` for each mention.
    #[track_caller]
    fn check(input: &[u8], expected: &[&str]) {
        for size in [1, 7, BLOCK] {
            let mut tagging = Tagging::new(Vec::new(), Own::default());
            assert!(tagging.all(Slowly(input, size)).is_ok());
            let rows: Vec<serde_json::Value> = tagging
                .out
                .split(|byte| *byte == b'\n')
                .filter(|line| !line.is_empty())
                .map(|line| serde_json::from_slice(line).expect("JSON"))
                .collect();
            let row = |row: &serde_json::Value| {
                let text = row["text"].as_str().expect("a text");
                format!("{} {}..{} {text}", row["line"], row["start"], row["end"])
            };
            assert_eq!(rows.iter().map(row).collect::<Vec<_>>(), expected, "{size} bytes at a time");
        }
    }

    #[test]
    fn each_line_is_a_text_of_its_own() {
        check(
            "من القاهرة\nإلى بغداد\r\n\nوليبيا".as_bytes(),
            &["1 3..10 القاهرة", "2 4..9 بغداد", "4 1..6 ليبيا"],
        );
        check(b"", &[]);
        check("\u{FEFF}القاهرة\n\u{FEFF}بغداد".as_bytes(), &["1 0..7 القاهرة", "2 1..6 بغداد"]);
    }

    #[test]
    fn each_line_is_changed_as_the_reader_has_changed_names() {
        let lines = "delete\tLOC\tبغداد\tin\ta.txt\nmerge\tLOC\tليبيا\tinto\tLOC\tالقاهرة\nadd\tPER\tكلام\n";
        let changes = Changes { repairs: Repairs::parse(lines.as_bytes()), ..Changes::default() };
        let check = |name: Option<&str>, expected: &[&str]| {
            let mut tagging = Tagging::new(Vec::new(), Own::new(&changes, name));
            assert!(tagging.all("كلام من بغداد\nوليبيا".as_bytes()).is_ok());
            let out = String::from_utf8(tagging.out).expect("JSON is UTF-8");
            let names = out.lines().map(|line| {
                let row: serde_json::Value = serde_json::from_str(line).expect("JSON");
                let field = |field: &str| row[field].as_str().expect("a text").to_string();
                format!("{} {} {}", row["line"], field("kind"), field("canonical"))
            });
            assert_eq!(names.collect::<Vec<_>>(), expected);
        };
        check(None, &["1 PER كلام", "1 LOC بغداد", "2 LOC القاهرة"]);
        check(Some("a.txt"), &["1 PER كلام", "2 LOC القاهرة"]);
    }

    #[test]
    fn what_is_not_utf8_is_replaced() {
        check(b"\xFF \xD8\xA8\xD8\xBA\xD8\xAF\xD8\xA7\xD8\xAF\n", &["1 2..7 بغداد"]);
    }

    #[test]
    fn a_long_line_is_read_in_pieces_and_counted_whole() {
        let word = "كلام ";
        let words = LONGEST / word.len() + 1;
        let long = format!("{}بغداد\nبغداد", word.repeat(words));
        let mut tagging = Tagging::new(Vec::new(), Own::default());
        assert!(tagging.all(long.as_bytes()).is_ok());
        let start = words * word.chars().count();
        let out = String::from_utf8(tagging.out).expect("JSON is UTF-8");
        assert!(out.starts_with(&format!("{{\"line\":1,\"start\":{start},\"end\":{},", start + 5)), "{out}");
        assert!(out.contains("{\"line\":2,\"start\":0,"), "{out}");
        assert_eq!(tagging.cut, Some((1, false)));
    }

    #[test]
    fn a_line_is_cut_between_scalars() {
        assert_eq!(end_of_piece("ab cd".as_bytes()), 3);
        assert_eq!(end_of_piece("ابج".as_bytes()), 4);
        assert_eq!(end_of_piece(&"ابج".as_bytes()[..5]), 4);
        assert_eq!(end_of_piece(&[0x80; 9]), 9);
    }
}
