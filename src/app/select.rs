//! Selecting: a range of the stored text, from one cluster to another, moved by keys or drawn with the mouse.
//! On the screen a range of mixed text may stand in several pieces; it is one range all the same.

use super::Model;
use super::action::Action;
use super::copy::sentences_of;
use super::msg::{Effect, Message};
use super::page::Page;
use super::panes::Pane;
use crate::corpus::ArticleId;
use crate::keys::{Key, KeyCode, Lookup};
use crate::text::Way;
use std::ops::Range;

/// What is selected: bytes of the stored text of the open article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Selection {
    /// Which article that is.
    pub(super) article: ArticleId,
    /// The cluster at the end that stays.
    anchor: Range<usize>,
    /// The cluster at the end that moves.
    head: Range<usize>,
    /// The column that moves by row go for.
    column: Option<usize>,
}

/// How far the head of a selection is moved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Move {
    /// To the cluster beside it on the screen.
    Beside(Way),
    Row(isize),
    /// To the end of the next word, or to the beginning of the one before.
    Word(bool),
    Sentence(bool),
    Paragraph(bool),
    /// To the end of the row, or to its beginning.
    RowEnd(bool),
    /// To the end of the text, or to its beginning.
    TextEnd(bool),
}

/// Something around the head that is selected whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Around {
    Sentence,
    Paragraph,
}

impl Selection {
    /// From one cluster to another.
    pub(super) fn new(article: ArticleId, anchor: Range<usize>, head: Range<usize>) -> Selection {
        Selection { article, anchor, head, column: None }
    }

    /// What is selected: bytes of the stored text.
    #[must_use]
    pub fn range(&self) -> Range<usize> {
        self.anchor.start.min(self.head.start)..self.anchor.end.max(self.head.end)
    }

    /// Whether any byte of `range` is selected.
    #[must_use]
    pub fn holds(&self, range: Range<usize>) -> bool {
        let selected = self.range();
        range.start < selected.end && selected.start < range.end
    }

    /// The end that moves goes to another cluster.
    pub(super) fn move_to(&mut self, head: Range<usize>) {
        (self.head, self.column) = (head, None);
    }
}

impl Model {
    /// What is selected.
    #[must_use]
    pub fn selection(&self) -> Option<&Selection> {
        self.selection.as_ref()
    }

    /// Characters that are selected, as far as they are shown.
    #[must_use]
    pub fn selected_characters(&self) -> usize {
        let selected = self.selection.as_ref().zip(self.reader.page());
        selected.map_or(0, |(selection, page)| page.shown_text(selection.range()).chars().count())
    }

    /// Begins a selection: of the mention in hand, or else of the first word in sight.
    pub(super) fn begin_selection(&mut self) {
        let Some(page) = self.reader.page() else { return };
        let mention = self.reader.mention_in_sight().cloned();
        let word = mention.or_else(|| page.word_after(page.byte_at(self.reader.top())));
        let Some(word) = word else {
            self.message = Some(Message::NothingToCopy);
            return;
        };
        let (first, last) = (page.cluster_at(word.start), page.cluster_at(word.end.saturating_sub(1)));
        self.selection = Some(Selection::new(page.article().id, first, last));
        self.focus_on(Pane::Text);
    }

    /// A key while something is selected.
    pub(super) fn selection_key(&mut self, key: Key) -> Option<Effect> {
        let command = key.modifiers.ctrl || key.modifiers.alt;
        match key.code {
            _ if command => return self.key_of_the_program(key),
            KeyCode::Escape | KeyCode::Char('v' | 'q') => self.selection = None,
            KeyCode::Enter | KeyCode::Char('y') => {
                let range = self.selection.take()?.range();
                return self.copy_range(range);
            }
            KeyCode::Char('o') => {
                if let Some(Selection { anchor, head, column, .. }) = &mut self.selection {
                    std::mem::swap(anchor, head);
                    *column = None;
                }
            }
            KeyCode::Char('s') => self.select_around(Around::Sentence),
            KeyCode::Char('p') => self.select_around(Around::Paragraph),
            _ => match motion(key, self.reader.page_rows()) {
                Some(motion) => self.move_selection(motion),
                None => return self.key_of_the_program(key),
            },
        }
        self.show_head();
        None
    }

    /// What the program as a whole does on a key, it does while something is selected, too.
    fn key_of_the_program(&mut self, key: Key) -> Option<Effect> {
        let Lookup::Found(action) = self.keymap.lookup(&[key]) else { return None };
        let is_the_programs = matches!(
            action,
            Action::Help
                | Action::NextMode
                | Action::ToggleMouse
                | Action::Redraw
                | Action::Suspend
                | Action::Quit
        );
        if is_the_programs { self.act(action) } else { None }
    }

    fn select_around(&mut self, around: Around) {
        let Some((selection, page)) = self.selection.as_mut().zip(self.reader.page()) else { return };
        let byte = selection.head.start;
        let Some(part) = page.shown_parts_from(byte).next() else { return };
        let whole = match around {
            Around::Paragraph => Some(part),
            Around::Sentence => sentences_of(page.article(), part).find(|sentence| byte < sentence.end),
        };
        if let Some(whole) = whole {
            let (first, last) = (page.cluster_at(whole.start), page.cluster_at(whole.end - 1));
            *selection = Selection::new(selection.article, first, last);
        }
    }

    fn move_selection(&mut self, motion: Move) {
        // What is gone to may have no row yet.
        let end = self.reader.page().map_or(0, |page| page.article().text.len());
        match motion {
            Move::TextEnd(true) => self.reader.make_rows_to(end),
            Move::Row(rows) => self.reader.make_rows_below(rows),
            _ => {}
        }
        let Some((selection, page)) = self.selection.as_mut().zip(self.reader.page()) else { return };
        let column = selection.column.or_else(|| page.column_of(selection.head.start));
        let Some(head) = moved(page, &selection.head, column, motion) else { return };
        selection.move_to(head);
        if matches!(motion, Move::Row(_)) {
            selection.column = column;
        }
    }

    /// Brings the end that moves into sight.
    fn show_head(&mut self) {
        if let Some(selection) = &self.selection {
            let byte = selection.head.start;
            self.reader.bring_into_sight(byte);
        }
    }
}

/// What a key moves by; `page` is the rows of a page.
fn motion(key: Key, page: isize) -> Option<Move> {
    Some(match key.code {
        KeyCode::Left | KeyCode::Char('h') => Move::Beside(Way::Left),
        KeyCode::Right | KeyCode::Char('l') => Move::Beside(Way::Right),
        KeyCode::Down | KeyCode::Char('j') => Move::Row(1),
        KeyCode::Up | KeyCode::Char('k') => Move::Row(-1),
        KeyCode::PageDown | KeyCode::Char(' ') => Move::Row(page),
        KeyCode::PageUp => Move::Row(-page),
        KeyCode::Char('w' | 'e') => Move::Word(true),
        KeyCode::Char('b') => Move::Word(false),
        KeyCode::Char(')') => Move::Sentence(true),
        KeyCode::Char('(') => Move::Sentence(false),
        KeyCode::Char('}') => Move::Paragraph(true),
        KeyCode::Char('{') => Move::Paragraph(false),
        KeyCode::End | KeyCode::Char('$') => Move::RowEnd(true),
        KeyCode::Home | KeyCode::Char('0') => Move::RowEnd(false),
        KeyCode::Char('G') => Move::TextEnd(true),
        KeyCode::Char('g') => Move::TextEnd(false),
        _ => return None,
    })
}

/// Where `motion` leads from the cluster `head`, which stands in `column`; `None` if nowhere.
fn moved(page: &Page, head: &Range<usize>, column: Option<usize>, motion: Move) -> Option<Range<usize>> {
    let last = |range: Range<usize>| page.cluster_at(range.end - 1);
    let first = |range: Range<usize>| page.cluster_at(range.start);
    let sentences = |part: Range<usize>| sentences_of(page.article(), part);
    match motion {
        Move::Beside(way) => page.next_on_screen(head.start, way),
        Move::Row(rows) => {
            let mut row = page.row_at(head.start)?;
            for _ in 0..rows.unsigned_abs() {
                let next = if rows < 0 { page.row_above(row) } else { page.row_below(row) };
                let Some(next) = next else { break };
                row = next;
            }
            page.cluster_near(row, column.unwrap_or(0))
        }
        Move::Word(true) => page.word_after(head.end).map(last),
        Move::Word(false) => page.word_before(head.start).map(first),
        Move::Sentence(true) => {
            let mut parts = page.shown_parts_from(head.end);
            parts.find_map(|part| sentences(part).find(|sentence| sentence.end > head.end)).map(last)
        }
        Move::Sentence(false) => {
            let mut parts = page.shown_parts_before(head.start);
            let before = |part| sentences(part).take_while(|sentence| sentence.start < head.start).last();
            parts.find_map(before).map(first)
        }
        Move::Paragraph(true) => page.shown_parts_from(head.end).next().map(last),
        Move::Paragraph(false) => page.shown_parts_before(head.start).next().map(first),
        Move::RowEnd(is_end) => {
            page.row_ends(page.row_at(head.start)?).map(|ends| if is_end { ends.1 } else { ends.0 })
        }
        Move::TextEnd(true) => page.shown_parts_before(usize::MAX).next().map(last),
        Move::TextEnd(false) => page.shown_parts_from(0).next().map(first),
    }
}
