//! Bytes of files → articles. What is stored is never changed: a title, the parts and the
//! scrape residue are byte ranges into the text as it was read.
//!
//! A [`Source`] names what to read; its [`items`](Source::items) are found one after another and
//! [`read`] turns each into an [`Article`], so that a caller can show progress and stop between
//! any two of them. What cannot be read is a [`Notice`], never the end of the rest.
//!
//! ```
//! use warraq::corpus::{ArticleId, Source, Title, read};
//!
//! let mut articles = Vec::new();
//! for item in Source::Embedded.items() {
//!     let id = ArticleId(articles.len() as u32);
//!     articles.push(item.and_then(|item| read(&item, id)).expect("the seeds can be read"));
//! }
//! assert_eq!(articles.len(), 5);
//! assert!(matches!(articles[1].title, Title::Headline(_)));
//! ```
//!
//! The steps, one file each: `source` (what is there) → `read` (bytes → text) → `lines` (text →
//! lines and their shapes) → `furniture` and `dates` (what a line says by its form) → `clean`
//! (what each line is in its article).
//!
//! Invariants: no terminal, no threads, no clock; a file that is no regular file is never waited
//! for; every range lies on character boundaries of [`Article::text`]; time is linear in the text.

mod article;
mod clean;
mod dates;
mod embedded;
mod fingerprint;
mod furniture;
mod lines;
mod read;
mod sentences;
mod source;

pub use article::{Article, ArticleId, Notice, NoticeKind, Origin, Part, Residue, Role, Title, stem};
pub use dates::{Date, Day};
pub use embedded::{EMBEDDED, Embedded};
pub use fingerprint::Fingerprint;
pub use read::{MAX_BYTES, from_bytes, read, read_text};
pub use sentences::sentences;
pub use source::{Item, Items, Source, annotation_files};
