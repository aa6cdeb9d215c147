//! Bytes → an article, or a notice that says why not. Nothing of the text is changed but for a
//! byte-order mark, which is no part of it; what its lines are is `clean`'s.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::Path;

use rustix::fs::{Mode, OFlags};

use super::article::{Article, ArticleId, Notice, NoticeKind, Origin};
use super::fingerprint::Fingerprint;
use super::source::{Item, failure};
use super::{clean, lines};

/// The largest file that is read, in bytes (64 MiB). An article is held in memory whole, and no
/// article of a thousandth of this size is known; what is larger is something else.
pub const MAX_BYTES: u64 = 64 << 20;

/// Reads one item and finds out what its lines are.
///
/// # Errors
/// A [`Notice`] about the item: it is gone, may not be opened, is no regular file, is larger than
/// [`MAX_BYTES`], or holds no text ([`from_bytes`]).
pub fn read(item: &Item, id: ArticleId) -> Result<Article, Notice> {
    let bytes = match item {
        Item::Embedded(file) => Ok(file.bytes.to_vec()),
        Item::File(path) => file(path),
    };
    bytes
        .and_then(|bytes| from_bytes(bytes, item.name(), item.origin(), id))
        .map_err(|kind| item.notice(kind))
}

/// Reads a whole file of the reader's that is no article: UTF-8, without its byte-order mark.
///
/// # Errors
/// As [`read`].
pub fn read_text(path: &Path) -> Result<String, Notice> {
    let item = Item::File(path.to_path_buf());
    file(path).and_then(decode).map_err(|kind| item.notice(kind))
}

/// Makes an article of the bytes of a text in UTF-8, with or without a byte-order mark.
///
/// # Errors
/// [`NoticeKind::Binary`], [`NoticeKind::NotUtf8`], [`NoticeKind::Empty`] or
/// [`NoticeKind::TooLarge`].
pub fn from_bytes(
    bytes: Vec<u8>,
    name: String,
    origin: Origin,
    id: ArticleId,
) -> Result<Article, NoticeKind> {
    let text = decode(bytes)?;
    let clean::Reading { title, source, date, parts, words } = clean::parts(&text);
    let fingerprint = Fingerprint::of(text.as_bytes());
    Ok(Article { id, name, origin, fingerprint, text, title, source, date, parts, words })
}

/// The text of a file's bytes, if they are one.
fn decode(bytes: Vec<u8>) -> Result<String, NoticeKind> {
    if bytes.len() as u64 > MAX_BYTES {
        return Err(NoticeKind::TooLarge { bytes: bytes.len() as u64 });
    }
    if bytes.contains(&0) {
        return Err(NoticeKind::Binary);
    }
    let mut text = String::from_utf8(bytes)
        .map_err(|error| NoticeKind::NotUtf8 { offset: error.utf8_error().valid_up_to() })?;
    if text.starts_with('\u{FEFF}') {
        text.drain(..'\u{FEFF}'.len_utf8());
    }
    if lines::is_blank(&text) {
        return Err(NoticeKind::Empty);
    }
    Ok(text)
}

/// The bytes of a regular file. Never waits for a pipe or a device, not even for one that takes
/// the file's place between the two looks at it.
fn file(path: &Path) -> Result<Vec<u8>, NoticeKind> {
    let system = |error: io::Error| failure(&error);
    // Merely opening some devices does something, so look first.
    if !fs::metadata(path).map_err(system)?.is_file() {
        return Err(NoticeKind::NotRegular);
    }
    let flags = OFlags::RDONLY | OFlags::NONBLOCK | OFlags::NOCTTY | OFlags::CLOEXEC;
    let opened = rustix::fs::open(path, flags, Mode::empty()).map_err(|error| system(error.into()))?;
    let file = File::from(opened);
    let seen = file.metadata().map_err(system)?;
    if !seen.is_file() {
        return Err(NoticeKind::NotRegular);
    }
    if seen.len() > MAX_BYTES {
        return Err(NoticeKind::TooLarge { bytes: seen.len() });
    }
    // A file may grow while it is read: one byte past the bound is enough for `from_bytes` to know.
    let mut bytes = Vec::with_capacity(seen.len() as usize);
    file.take(MAX_BYTES + 1).read_to_end(&mut bytes).map_err(system)?;
    Ok(bytes)
}
