//! Opening what is read in another program: the article's file in the editor, its link in the browser, or its
//! text in the pager. Which programs those are, the command line knows.

use super::Model;
use super::msg::Effect;
use crate::corpus::{Article, ArticleId, Part};

/// What is to be opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opening {
    /// The article.
    pub article: ArticleId,
    /// Its line that is in sight, or that of the mention in hand; from 1.
    pub line: usize,
    /// In what.
    pub kind: OpeningKind,
}

/// In what something is opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum OpeningKind {
    /// The file, in the editor.
    Editor,
    /// The link of the article in the browser; without one, the text in the pager.
    Browser,
}

/// Why it was not opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OpenFault {
    /// A kiosk opens nothing.
    Kiosk,
    /// The variable that names the program cannot be read as one: an open quote, or nothing in it.
    NoCommand(&'static str),
    /// The program could not be started; why, in the system's own words.
    NotStarted {
        /// Its name.
        program: String,
        /// Why.
        why: String,
    },
    /// The program ended with this status.
    Failed {
        /// Its name.
        program: String,
        /// Its status, or the signal that ended it.
        status: i32,
    },
    /// No copy could be made for the program; why, in the system's own words.
    NoCopy(String),
}

/// Bytes of the longest link that is opened: browsers take no longer ones.
const LONGEST_LINK: usize = 2083;

impl Model {
    /// Has the open article opened elsewhere.
    pub(super) fn open_elsewhere(&mut self, kind: OpeningKind) -> Option<Effect> {
        let page = self.reader.page()?;
        let byte = self.reader.mention_in_sight().map_or(self.reader.byte(), |mention| mention.start);
        let text = &page.article().text;
        let line = text[..byte.min(text.len())].matches('\n').count() + 1;
        Some(Effect::Open(Opening { article: page.article().id, line, kind }))
    }
}

/// The link of an article: its source if that is one, or else the first line of it that is nothing but one. Only
/// of HTTP, only of printable ASCII: all other bytes are escaped, as browsers do it.
#[must_use]
pub fn link(article: &Article) -> Option<String> {
    let line = |part: &Part| article.text[part.range.clone()].trim();
    let lines = article.parts.iter().map(line);
    article.source_text().into_iter().chain(lines).find_map(as_link)
}

/// `text` as a link, if it is nothing but one.
fn as_link(text: &str) -> Option<String> {
    let rest = ["https://", "http://"].into_iter().find_map(|scheme| text.strip_prefix(scheme))?;
    let begins = rest.starts_with(|c: char| c.is_alphanumeric() || c == '[');
    if !begins || text.chars().any(|c| c.is_whitespace() || c.is_control()) {
        return None;
    }
    let mut link = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'!'..=b'~' if !b"\"'<>\\^`{|}".contains(&byte) => link.push(char::from(byte)),
            _ => link.push_str(&format!("%{byte:02X}")),
        }
    }
    (link.len() <= LONGEST_LINK).then_some(link)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_is_http_and_printable() {
        let check =
            |text: &str, expected: Option<&str>| assert_eq!(as_link(text).as_deref(), expected, "{text}");
        check("https://example.org/a?b=c&d#e", Some("https://example.org/a?b=c&d#e"));
        check("http://[::1]/", Some("http://[::1]/"));
        check("https://example.org/ليبيا", Some("https://example.org/%D9%84%D9%8A%D8%A8%D9%8A%D8%A7"));
        check("https://example.org/'$(x)`\"", Some("https://example.org/%27$(x)%60%22"));
        check("https://example.org/\u{202e}a", Some("https://example.org/%E2%80%AEa"));
        check("https://example.org/a b", None);
        check("https://example.org/\u{1b}[2J", None);
        check("file:///etc/passwd", None);
        check("javascript:alert(1)", None);
        check("--help", None);
        check("https://-x", None);
        check("https://", None);
        check(&format!("https://example.org/{}", "a".repeat(2064)), None);
        assert!(as_link(&format!("https://example.org/{}", "a".repeat(2063))).is_some());
    }
}
