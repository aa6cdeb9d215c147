//! Copying: what of an article can be had with one key, the menu that offers it, and what is said of it
//! afterwards. It is always the stored text, in logical order, never what stands in cells.

use super::list::Cursor;
use super::msg::{Effect, Message};
use super::panes::{Pane, Panel};
use super::{Model, Overlay};
use crate::corpus::{Article, Title, sentences, stem};
use crate::keys::{Key, KeyCode};
use crate::text::{BaseDirection, direction_of, pasteable};
use std::ops::Range;

/// What can be copied from the menu, in its order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "the names say it")]
pub enum CopyKind {
    Sentence,
    Paragraph,
    Title,
    Quotation,
    Mention,
}

impl CopyKind {
    /// Its letter in the menu.
    #[must_use]
    pub const fn letter(self) -> char {
        match self {
            CopyKind::Sentence => 's',
            CopyKind::Paragraph => 'p',
            CopyKind::Title => 't',
            CopyKind::Quotation => 'q',
            CopyKind::Mention => 'm',
        }
    }
}

/// What is copied: a piece of stored text that may be pasted anywhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clipping {
    /// As it will be pasted.
    pub text: String,
    /// Characters of the stored text that were left out, since a terminal would act on them.
    pub left_out: usize,
}

impl Clipping {
    fn new(stored: &str) -> Clipping {
        let (text, left_out) = pasteable(stored);
        Clipping { text: text.into_owned(), left_out }
    }
}

/// The menu of what can be copied.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CopyMenu {
    /// What there is.
    pub rows: Vec<(CopyKind, Clipping)>,
    /// Over the rows.
    pub cursor: Cursor,
}

/// How large what was copied is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CopySize {
    /// Unicode scalars.
    pub characters: usize,
    /// Bytes.
    pub bytes: usize,
    /// Characters that were left out.
    pub left_out: usize,
}

/// What has become of a text that was to be copied.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CopyEnd {
    /// It was sent to the terminal; whether that has taken it, it does not say.
    Sent,
    /// A program of the desktop has taken it.
    Taken {
        /// Its name.
        program: &'static str,
        /// Whether the terminal was sent it too.
        is_sent: bool,
    },
    /// The terminal takes no more than so many bytes, and was sent nothing.
    TooLong {
        /// Bytes.
        limit: usize,
    },
}

impl Model {
    /// Offers what can be copied.
    pub(super) fn open_copy_menu(&mut self) {
        let rows = self.copies();
        if rows.is_empty() {
            self.message = Some(Message::NothingToCopy);
            return;
        }
        self.overlay = Some(Overlay::Copy(CopyMenu { rows, cursor: Cursor::default() }));
    }

    /// A key while the menu is open.
    pub(super) fn copy_key(&mut self, key: Key) -> Option<Effect> {
        let Some(Overlay::Copy(CopyMenu { rows, cursor })) = &mut self.overlay else { return None };
        let chosen = match key.code {
            KeyCode::Down | KeyCode::Char('j') => {
                cursor.step(1, rows.len());
                return None;
            }
            KeyCode::Up | KeyCode::Char('k') => {
                cursor.step(-1, rows.len());
                return None;
            }
            KeyCode::Enter => Some(cursor.selected),
            // The key that opened the menu.
            KeyCode::Char('y') => Some(0),
            KeyCode::Char(letter) => rows.iter().position(|(kind, _)| kind.letter() == letter),
            _ => None,
        };
        if let Some(row) = chosen {
            return self.copy_row(row);
        }
        self.overlay = None;
        None
    }

    /// Copies what stands in row `at` of the menu, and closes it.
    pub(super) fn copy_row(&mut self, at: usize) -> Option<Effect> {
        let Some(Overlay::Copy(menu)) = self.overlay.take() else { return None };
        let (_, clipping) = menu.rows.into_iter().nth(at)?;
        Some(self.copy(clipping))
    }

    /// Where the menu stands, if it is open.
    #[must_use]
    pub fn copy_panel(&self) -> Option<Panel> {
        let Some(Overlay::Copy(menu)) = &self.overlay else { return None };
        Some(Panel::low(self.size, menu.rows.len()))
    }

    /// Copies the open article, as far as it is shown.
    pub(super) fn copy_article(&mut self) -> Option<Effect> {
        let end = self.reader.page()?.article().text.len();
        self.copy_range(0..end)
    }

    /// Copies the bytes of the open article that are shown.
    pub(super) fn copy_range(&mut self, range: Range<usize>) -> Option<Effect> {
        let text = self.reader.page()?.shown_text(range);
        Some(self.copy(Clipping::new(&text)))
    }

    /// Copies a text of the program's own.
    pub(super) fn copy_text(&mut self, text: &str) -> Effect {
        self.copy(Clipping::new(text))
    }

    fn copy(&mut self, clipping: Clipping) -> Effect {
        let Clipping { text, left_out } = clipping;
        self.copying = CopySize { characters: text.chars().count(), bytes: text.len(), left_out };
        Effect::Copy(text)
    }

    /// Says what has become of the text that was copied last.
    pub(super) fn copied(&mut self, end: CopyEnd) {
        self.message = Some(Message::Copied(self.copying, end));
    }

    /// What can be copied, each with its text.
    fn copies(&self) -> Vec<(CopyKind, Clipping)> {
        let Some(page) = self.reader.page() else { return Vec::new() };
        let article = page.article();
        let stored = |range: Range<usize>| Clipping::new(&article.text[range]);
        let sentence = self.sentence_in_hand();
        let part = sentence.as_ref().and_then(|sentence| article.part_from(sentence.start));
        let quotation = sentence.clone().map(|sentence| quotation(article, &article.text[sentence]));
        let rows = [
            (CopyKind::Sentence, sentence.map(stored)),
            (CopyKind::Paragraph, part.map(|part| stored(part.range.clone()))),
            (CopyKind::Title, title(article).map(stored)),
            (CopyKind::Quotation, quotation.as_deref().map(Clipping::new)),
            (CopyKind::Mention, self.mention_to_copy().map(Clipping::new)),
        ];
        rows.into_iter().filter_map(|(kind, clipping)| Some((kind, clipping?))).collect()
    }

    /// The sentence of the mention that the walk stands on, or else the first one that begins in sight, or
    /// else the one that is in sight.
    fn sentence_in_hand(&self) -> Option<Range<usize>> {
        let page = self.reader.page()?;
        let (top, mention) = (page.byte_at(self.reader.top()), self.reader.mention_in_sight());
        let from = mention.map_or(top, |mention| mention.start);
        let article = page.article();
        let is_wanted = |sentence: &Range<usize>| mention.is_some() || sentence.start >= top;
        let parts = article.parts.iter().filter(|part| part.range.end > from && page.shows(&part.range));
        let mut all = parts
            .flat_map(|part| sentences_of(article, part.range.clone()))
            .skip_while(|sentence| sentence.end <= from)
            .peekable();
        let first = all.peek().cloned();
        let last = self.reader.last_byte_in_sight();
        all.find(is_wanted).filter(|sentence| sentence.start < last).or(first)
    }

    /// The name in hand, as the text has it or as the sidebar shows it.
    fn mention_to_copy(&self) -> Option<&str> {
        if self.focus == Pane::Names {
            let name = self.snapshot.entities.get(self.names.selected()?)?;
            return Some(&name.canonical);
        }
        let mention = self.reader.mention_in_sight()?;
        Some(&self.reader.page()?.article().text[mention.clone()])
    }
}

/// The sentences of a part, as bytes of the article.
pub(super) fn sentences_of(article: &Article, part: Range<usize>) -> impl Iterator<Item = Range<usize>> {
    let start = part.start;
    sentences(&article.text[part]).map(move |range| start + range.start..start + range.end)
}

/// The headline, or the first sentence of the lead that stands in for it.
fn title(article: &Article) -> Option<Range<usize>> {
    match &article.title {
        Title::Headline(range) => Some(range.clone()),
        Title::Lead(range) => sentences_of(article, range.clone()).next().or(Some(range.clone())),
        Title::None => None,
    }
}

/// A sentence as it is cited: in the marks of its language, and where it is from.
fn quotation(article: &Article, sentence: &str) -> String {
    let title = match &article.title {
        Title::Headline(range) => Some(&article.text[range.clone()]),
        // It is no title but the beginning of the text.
        Title::Lead(_) | Title::None => None,
    };
    let title = title.filter(|title| *title != sentence);
    let mut named: Vec<&str> =
        [title, article.source_text(), article.date_text()].into_iter().flatten().collect();
    named.dedup();
    if named.is_empty() {
        named.push(stem(&article.name));
    }
    match direction_of(&article.text) {
        BaseDirection::Rtl => format!("«{sentence}» — {}", named.join("، ")),
        _ => format!("“{sentence}” — {}", named.join(", ")),
    }
}
