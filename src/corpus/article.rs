//! An article, its parts, and what went wrong while reading: the types that cross the border.

use super::dates::Date;
use super::fingerprint::Fingerprint;
use std::ops::Range;
use std::path::PathBuf;

/// An article's place in its library, from 0, in the order of the sources.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ArticleId(pub u32);

/// Where an article came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// One of the articles inside the binary.
    Embedded,
    /// A file.
    File(PathBuf),
}

/// An article as stored, and what its lines are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Article {
    /// Its place in the library.
    pub id: ArticleId,
    /// The file's name, with its extension, made displayable (lossy where it is no UTF-8).
    pub name: String,
    /// Where it was read from.
    pub origin: Origin,
    /// By which its text is known again.
    pub fingerprint: Fingerprint,
    /// The text as stored, after decoding; a byte-order mark is not part of it. Every range in
    /// the program is a byte range of this.
    pub text: String,
    /// What the list shows.
    pub title: Title,
    /// A source or agency named by the text itself, if one stands where sources stand.
    pub source: Option<Range<usize>>,
    /// A date named by the text itself, if one stands where dates stand and is unambiguous.
    pub date: Option<Date>,
    /// The lines that hold anything, in order; blank lines belong to no part.
    pub parts: Vec<Part>,
    /// How many words the parts that are not residue hold.
    pub words: usize,
}

impl Article {
    /// The headline, or the lead that stands in for it; `None` if the text holds neither.
    #[must_use]
    pub fn title_text(&self) -> Option<&str> {
        match &self.title {
            Title::Headline(range) | Title::Lead(range) => Some(&self.text[range.clone()]),
            Title::None => None,
        }
    }

    /// The part that holds `byte`, or else the first one after it.
    #[must_use]
    pub fn part_from(&self, byte: usize) -> Option<&Part> {
        self.parts.get(self.parts.partition_point(|part| part.range.end <= byte))
    }

    /// The source that the text names.
    #[must_use]
    pub fn source_text(&self) -> Option<&str> {
        self.source.clone().map(|range| &self.text[range])
    }

    /// The date that the text names.
    #[must_use]
    pub fn date_text(&self) -> Option<&str> {
        self.date.as_ref().map(|date| &self.text[date.range.clone()])
    }
}

/// A file's name without its extension.
#[must_use]
pub fn stem(name: &str) -> &str {
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

/// Which bytes are the article's title.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Title {
    /// A headline stands in the text.
    Headline(Range<usize>),
    /// No headline: the lead stands in for it, to be elided where it is shown.
    Lead(Range<usize>),
    /// The text holds nothing that could be shown; show the name.
    None,
}

/// One line of the text that is not blank, without its line end and surrounding blanks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// Bytes of the stored text.
    pub range: Range<usize>,
    /// What the line is.
    pub role: Role,
}

/// What a line is in its article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Role {
    /// The headline (of the article, or of a further article in the same file).
    Headline,
    /// A line that stands above or under a headline and belongs to it.
    Kicker,
    /// Who and where: «أخبار الآن | باريس- فرنسا (متابعات)», or a byline.
    Dateline,
    /// What a picture shows.
    Caption,
    /// A short line between paragraphs: a subheading.
    Heading,
    /// A paragraph.
    Body,
    /// Left over from the page that the text was taken from; folded away by default.
    Residue(Residue),
}

/// Why a line counts as residue.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Residue {
    /// The same headline or caption once more.
    Repeated,
    /// A control of the page or a marker of its software: «صورة», «تويتر», "TT".
    Control,
    /// A block of links to other articles.
    Related,
}

/// Something that a reader should know about reading; the rest still works.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// Which file or folder, as the reader named it.
    pub place: String,
    /// What happened.
    pub kind: NoticeKind,
}

/// What happened to a file or folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoticeKind {
    /// There is no such file or folder.
    Missing,
    /// The system refuses to open it.
    Denied,
    /// Neither a file nor a folder: a pipe, a socket, a device. Not opened, since it may never end.
    NotRegular,
    /// Holds NUL bytes: no text.
    Binary,
    /// Not UTF-8; the offset is the first byte that is wrong.
    NotUtf8 {
        /// Bytes from the start of the file.
        offset: usize,
    },
    /// Holds nothing, or only blanks.
    Empty,
    /// A folder that holds no article.
    EmptyFolder,
    /// A folder that holds no annotations.
    NoAnnotations,
    /// Too large to be read.
    TooLarge {
        /// Bytes that it holds.
        bytes: u64,
    },
    /// A line of the reader's changes to names says nothing that is known.
    NoChange,
    /// The reader's changes to names call a kind that no file tells of.
    NoKind {
        /// As they call it.
        name: String,
    },
    /// A setting that cannot be used, and why, in words.
    Setting(String),
    /// The program failed at it: a fault of ours.
    Fault,
    /// Any other failure, in the system's own words.
    Io(String),
}
