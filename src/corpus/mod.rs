//! Bytes of files → articles. What is stored is never changed: a title, the parts and the
//! scrape residue are byte ranges into the text as it was read.

mod article;
mod embedded;
mod source;

pub use article::{Article, ArticleId, Notice, NoticeKind, Origin, Part, Residue, Role, Title};
pub use embedded::{EMBEDDED, Embedded};
pub use source::{Item, Items, Source};
