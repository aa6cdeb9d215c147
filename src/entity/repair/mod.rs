//! The reader's own repairs of names: a text of one change a line, which is kept as it was typed.
//! What the changes do to what the tagger found is [`Plan`]'s to say; the file is `cli`'s.

mod added;
mod change;
mod plan;

pub use added::{AddedNames, Hit};
pub use change::{Added, Change, Name, field, kind_of};
pub use plan::{Found, Plan, Said};

use super::kind::Kinds;

/// The changes, in their order, and every other line between them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Repairs {
    lines: Vec<Line>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Line {
    /// As it stands, its end included.
    bytes: Vec<u8>,
    says: Says,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Says {
    Change(Change),
    /// A comment, or blank.
    Nothing,
    /// Nothing that is known.
    Unknown,
}

/// Something to be done to a text of changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Edit {
    /// Write a change under all others.
    Append(Change),
    /// Take the last line out that says this.
    TakeBack(Change),
}

/// What stands at the head of a new file.
const HEAD: &str = "\
# Changes to the names that warraq finds, one a line, done in this order; yours to edit.
# A tab stands between fields. A name is called as it is shown, and by its kind: LOC, ORG, PER, or one of
# your own, as your annotations and --kinds call it.
#
#   merge    LOC  name  into  LOC  name    both are one, shown as the second
#   rename   LOC  name  to  name           shown otherwise
#   kind     ORG  name  to  PER            something else of that name
#   delete   LOC  name                     no name, wherever it stands
#   delete   LOC  name  in  article.txt    no name in this article
#   add      LOC  name  English  a|b       a name, wherever it or a or b stands; English, a and b may be missing
";

impl Repairs {
    /// A new text: only the head that says how to read it.
    #[must_use]
    pub fn begun() -> Repairs {
        Repairs::parse(HEAD.as_bytes())
    }

    /// Reads a text. What cannot be read is kept, and reported by [`Repairs::unknown`].
    ///
    /// ```
    /// use warraq::entity::repair::Repairs;
    /// let text = "# mine\ndelete\tLOC\tمالي\nsplit\tLOC\tقطر\n";
    /// let repairs = Repairs::parse(text.as_bytes());
    /// assert_eq!(repairs.changes().count(), 1);
    /// assert_eq!(repairs.unknown().collect::<Vec<_>>(), [3]);
    /// assert_eq!(repairs.to_bytes(), text.as_bytes());
    /// ```
    #[must_use]
    pub fn parse(bytes: &[u8]) -> Repairs {
        let lines = bytes.split_inclusive(|byte| *byte == b'\n');
        Repairs { lines: lines.map(|bytes| Line { bytes: bytes.to_vec(), says: says(bytes) }).collect() }
    }

    /// The text, byte for byte as it was read, but for edits.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        self.lines.iter().flat_map(|line| line.bytes.iter().copied()).collect()
    }

    /// The changes, in their order.
    pub fn changes(&self) -> impl Iterator<Item = &Change> {
        self.numbered().map(|(_, change)| change)
    }

    /// The same, with the numbers of their lines, from 1.
    pub(super) fn numbered(&self) -> impl Iterator<Item = (usize, &Change)> {
        (1..).zip(&self.lines).filter_map(|(number, line)| match &line.says {
            Says::Change(change) => Some((number, change)),
            Says::Nothing | Says::Unknown => None,
        })
    }

    /// The numbers of the lines that say nothing that is known, from 1.
    pub fn unknown(&self) -> impl Iterator<Item = usize> {
        (1..).zip(&self.lines).filter(|(_, line)| line.says == Says::Unknown).map(|(number, _)| number)
    }

    /// The first line that calls a kind of which `kinds` know nothing, from 1, for each such kind. What a
    /// change calls so cannot be found, so the change does nothing.
    #[must_use]
    pub fn unknown_kinds(&self, kinds: &Kinds) -> Vec<(usize, &str)> {
        let mut unknown: Vec<(usize, &str)> = Vec::new();
        for (number, line) in (1..).zip(&self.lines) {
            let Says::Change(change) = &line.says else { continue };
            for kind in change.kinds().filter(|kind| kind_of(kind, kinds).is_none()) {
                if unknown.iter().all(|(_, known)| *known != kind) {
                    unknown.push((number, kind));
                }
            }
        }
        unknown
    }

    /// Does `edit`. A change that stands nowhere cannot be taken back: then nothing happens.
    pub fn edit(&mut self, edit: &Edit) {
        match edit {
            Edit::Append(change) => {
                if let Some(last) = self.lines.last_mut().filter(|last| !last.bytes.ends_with(b"\n")) {
                    last.bytes.push(b'\n');
                }
                let bytes = format!("{change}\n").into_bytes();
                self.lines.push(Line { bytes, says: Says::Change(change.clone()) });
            }
            Edit::TakeBack(change) => {
                let says_it = |line: &Line| matches!(&line.says, Says::Change(said) if said == change);
                if let Some(at) = self.lines.iter().rposition(says_it) {
                    self.lines.remove(at);
                }
            }
        }
    }
}

fn says(line: &[u8]) -> Says {
    let Ok(line) = std::str::from_utf8(line) else { return Says::Unknown };
    let line = line.trim_start_matches('\u{FEFF}').trim_end_matches(['\n', '\r']);
    if line.trim().is_empty() || line.starts_with('#') {
        return Says::Nothing;
    }
    Change::parse(line).map_or(Says::Unknown, Says::Change)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn change(line: &str) -> Change {
        let Says::Change(change) = says(line.as_bytes()) else { panic!("{line} is no change") };
        change
    }

    #[test]
    fn every_line_is_kept_as_it_was_and_the_unknown_are_numbered() {
        let check = |text: &[u8], changes: usize, unknown: &[usize]| {
            let repairs = Repairs::parse(text);
            assert_eq!(repairs.to_bytes(), text);
            assert_eq!(repairs.changes().count(), changes);
            assert_eq!(repairs.unknown().collect::<Vec<_>>(), unknown);
        };
        check(b"", 0, &[]);
        check(HEAD.as_bytes(), 0, &[]);
        check("\u{FEFF}delete\tLOC\tمالي\r\n\r\n# a\n  \ndelete\tLOC\tقطر".as_bytes(), 2, &[]);
        check(b"?\ndelete\tLOC\t\xff\n\n delete\n#\xff\n", 0, &[1, 2, 4, 5]);
    }

    #[test]
    fn kinds_that_nothing_tells_of_are_named_once() {
        let text =
            "add\tEVENT\tمعرض\ndelete\tLOK\tمالي\nkind\tLOC\tقطر\tto\tEVENT\nmerge\tLOK\tا\tinto\tX\tب\n";
        let mut kinds = Kinds::default();
        assert_eq!(
            Repairs::parse(text.as_bytes()).unknown_kinds(&kinds),
            [(1, "EVENT"), (2, "LOK"), (4, "X")]
        );
        kinds.intern("EVENT").and(kinds.intern("X")).expect("names of kinds");
        assert_eq!(Repairs::parse(text.as_bytes()).unknown_kinds(&kinds), [(2, "LOK")]);
    }

    #[test]
    fn an_edit_touches_one_line() {
        let check = |before: &str, edit: Edit, after: &str| {
            let mut repairs = Repairs::parse(before.as_bytes());
            repairs.edit(&edit);
            assert_eq!(String::from_utf8(repairs.to_bytes()).expect("UTF-8"), after);
            assert_eq!(repairs, Repairs::parse(after.as_bytes()));
        };
        let line = "delete\tLOC\tمالي";
        let (append, take_back) = (Edit::Append(change(line)), Edit::TakeBack(change(line)));
        check("", append.clone(), "delete\tLOC\tمالي\n");
        check("# a", append.clone(), "# a\ndelete\tLOC\tمالي\n");
        check("?\n\n", append, "?\n\ndelete\tLOC\tمالي\n");
        check("delete\tLOC\tمالي\n#\ndelete\tLOC\tمالي\n?\n", take_back.clone(), "delete\tLOC\tمالي\n#\n?\n");
        check("# a\n", take_back, "# a\n");
    }
}
