//! What became of a file that the reader brought along: counts that add up, and why.

use super::super::gazetteer::Fault;
use std::collections::BTreeMap;

/// What became of one file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// The file, as the reader named it.
    pub place: String,
    /// What it is; none if it is nothing that is known.
    pub format: Option<Format>,
    /// Documents in it; of a gazetteer, and of a table of labels, none.
    pub documents: usize,
    /// Documents that belong to no article.
    pub unmatched: usize,
    /// Annotations that stand where they said; of a gazetteer its names, of a table its labels.
    pub taken: usize,
    /// Annotations that stand near the place they named.
    pub repaired: usize,
    /// Annotations that are left out, by the reason.
    pub rejected: BTreeMap<Reason, usize>,
    /// What could not be read.
    pub unread: Errors,
}

impl Report {
    /// What of a file at `place` could not be read, and nothing else yet.
    pub(super) fn new(place: &str, format: Option<Format>, unread: Errors) -> Report {
        Report { place: place.to_string(), format, unread, ..Report::default() }
    }

    /// The sum of several, under the name of `place`.
    #[must_use]
    pub fn sum<'a>(place: String, reports: impl IntoIterator<Item = &'a Report>) -> Report {
        let mut sum = Report { place, ..Report::default() };
        for report in reports {
            sum.documents += report.documents;
            sum.unmatched += report.unmatched;
            sum.taken += report.taken;
            sum.repaired += report.repaired;
            sum.unread.count += report.unread.count;
            for (reason, count) in &report.rejected {
                *sum.rejected.entry(*reason).or_default() += count;
            }
        }
        sum
    }

    /// Whether all of it has been taken, or repaired.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        self.unmatched == 0 && self.rejected.is_empty() && self.unread.count == 0
    }
}

/// What a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    /// JSON: one value.
    Json,
    /// JSON, a value a line.
    JsonLines,
    /// A word and its tag a line.
    Conll,
    /// brat's standoff annotations.
    Brat,
    /// Names of the reader's own.
    Gazetteer,
    /// Labels and their kinds.
    Labels,
}

impl Format {
    /// What exports call it.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Format::Json => "json",
            Format::JsonLines => "jsonl",
            Format::Conll => "conll",
            Format::Brat => "brat",
            Format::Gazetteer => "gazetteer",
            Format::Labels => "kinds",
        }
    }
}

/// Why an annotation is left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reason {
    /// It lies beyond the text, or holds nothing but blanks.
    Nowhere,
    /// The letters that it names do not stand where it says, nor near it.
    OtherText,
    /// It goes over the end of a line.
    CrossesLine,
    /// A longer one, or another of the same place, stands there.
    Overlap,
    /// Its label is empty, too long, or one too many.
    Label,
}

impl Reason {
    /// What exports call it.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Reason::Nowhere => "nowhere",
            Reason::OtherText => "other-text",
            Reason::CrossesLine => "crosses-line",
            Reason::Overlap => "overlap",
            Reason::Label => "label",
        }
    }
}

/// Lines that could not be read: all are counted, and the first of them kept. Who has more has one fault
/// in many places.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Errors {
    /// At most [`Errors::KEPT`], by line.
    pub first: Vec<ImportError>,
    /// How many there are in all.
    pub count: usize,
}

impl Errors {
    /// How many are kept.
    pub const KEPT: usize = 20;

    /// Adds one, of a line no earlier than those before.
    pub(super) fn push(&mut self, line: usize, fault: ImportFault) {
        self.count += 1;
        if self.first.len() < Errors::KEPT {
            self.first.push(ImportError { line, fault });
        }
    }

    /// Adds others of the same file.
    pub(super) fn append(&mut self, others: Errors) {
        self.count += others.count;
        self.first.extend(others.first);
        self.first.sort_by_key(|error| error.line);
        self.first.truncate(Errors::KEPT);
    }
}

/// A line that could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportError {
    /// From 1.
    pub line: usize,
    /// What is wrong with it.
    pub fault: ImportFault,
}

/// What is wrong with a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ImportFault {
    /// The file is of no format that is known.
    Format,
    /// No JSON, in the parser's own words.
    Json(String),
    /// Larger than a document may be.
    TooLarge,
    /// Its document has more annotations than any may have.
    TooMany,
    /// Neither a text with annotations nor an annotation.
    NoDocument,
    /// An annotation without a place, a label, or both.
    NoSpan,
    /// A word without a tag.
    NoTag,
    /// Such a tag says nothing.
    Tag(String),
    /// It stands in several places at once.
    Discontinuous,
    /// A line of a gazetteer.
    Name(Fault),
    /// A line of a table of labels: a label and a kind are wanted.
    LabelLine,
}
