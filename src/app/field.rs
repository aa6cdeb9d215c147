//! A text field: one line of text with a cursor, and what keys do to it.

use crate::fold::is_mark;
use crate::keys::{Key, KeyCode, lam_alef};
use crate::text::{BaseDirection, Paragraph, Profile, Way};
use std::ops::Range;

/// A line of text that the reader types, and the place in it where the next letter goes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TextField {
    text: String,
    /// A byte of the text: the cursor stands on the letter that begins there, or behind the last one.
    cursor: usize,
}

/// What a key did to a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Edit {
    /// The text is another one now.
    Changed,
    /// The cursor has moved, or would have, were there room.
    Moved,
    /// The reader is done with it.
    Accepted,
    /// The reader wants it gone.
    Cancelled,
    /// Nothing that a text field knows.
    Ignored,
}

/// Characters that a field may hold: more is no search any more.
const LIMIT: usize = 200;

/// What blanks at the end are drawn as: they must be seen.
const BLANK: &str = "␣";

impl TextField {
    /// A field that holds `text`, with the cursor behind it.
    pub(super) fn new(text: &str) -> Self {
        let mut field = TextField::default();
        field.insert(text);
        field
    }

    /// The text so far.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// What is drawn for it, blanks at the end as signs, and the byte of that on which the cursor stands.
    #[must_use]
    pub fn shown(&self) -> (String, usize) {
        let end = self.text.trim_end_matches(' ').len();
        let shown = format!("{}{}", &self.text[..end], BLANK.repeat(self.text.len() - end));
        let behind = self.cursor.saturating_sub(end);
        (shown, self.cursor - behind + behind * BLANK.len())
    }

    /// Types `key` into it. `rtl` says whether a text without a direction of its own stands at the right.
    pub(super) fn edit(&mut self, key: Key, rtl: bool) -> Edit {
        let (ctrl, by_word) = (key.modifiers.ctrl, key.modifiers.ctrl || key.modifiers.alt);
        match key.code {
            KeyCode::Enter => Edit::Accepted,
            KeyCode::Escape => Edit::Cancelled,
            // Rubbing out what is not there closes the line, as in less and vim.
            KeyCode::Backspace if self.text.is_empty() => Edit::Cancelled,
            // One scalar, as Arabic is typed: a mark that was wrong goes without its letter.
            KeyCode::Backspace if !by_word => self.cut(self.scalar_before()..self.cursor),
            KeyCode::Backspace => self.cut(self.word_before(is_of_word)..self.cursor),
            KeyCode::Delete => self.cut(self.cursor..self.letter_end()),
            KeyCode::Left | KeyCode::Right => {
                let way = if key.code == KeyCode::Left { Way::Left } else { Way::Right };
                match by_word {
                    true if (way == Way::Left) == self.is_rtl(rtl) => self.go_to(self.word_after()),
                    true => self.go_to(self.word_before(is_of_word)),
                    false => self.go_to(self.next_on_screen(way, rtl)),
                }
            }
            KeyCode::Home => self.go_to(0),
            KeyCode::End => self.go_to(self.text.len()),
            KeyCode::Char('a') if ctrl => self.go_to(0),
            KeyCode::Char('e') if ctrl => self.go_to(self.text.len()),
            KeyCode::Char('d') if ctrl => self.cut(self.cursor..self.letter_end()),
            KeyCode::Char('k') if ctrl => self.cut(self.cursor..self.text.len()),
            KeyCode::Char('u') if ctrl => self.cut(0..self.cursor),
            KeyCode::Char('w') if ctrl => self.cut(self.word_before(|c| c != ' ')..self.cursor),
            KeyCode::Char(c) if !by_word => match lam_alef(c) {
                Some(letters) => self.insert(letters),
                None => self.insert(c.encode_utf8(&mut [0; 4])),
            },
            _ => Edit::Ignored,
        }
    }

    /// Adds `text` where the cursor stands: controls, line ends and blanks of every kind become blanks.
    pub(super) fn insert(&mut self, text: &str) -> Edit {
        let room = LIMIT.saturating_sub(self.text.chars().count());
        let is_blank = |c: char| c.is_control() || c.is_whitespace();
        let new: String = text.chars().map(|c| if is_blank(c) { ' ' } else { c }).take(room).collect();
        self.text.insert_str(self.cursor, &new);
        self.cursor += new.len();
        Edit::Changed
    }

    fn cut(&mut self, range: Range<usize>) -> Edit {
        if range.is_empty() {
            return Edit::Moved;
        }
        self.cursor = range.start;
        self.text.replace_range(range, "");
        Edit::Changed
    }

    fn go_to(&mut self, byte: usize) -> Edit {
        self.cursor = byte;
        Edit::Moved
    }

    fn scalar_before(&self) -> usize {
        self.text[..self.cursor].char_indices().next_back().map_or(0, |(at, _)| at)
    }

    /// Where the letter under the cursor ends, its marks with it.
    fn letter_end(&self) -> usize {
        // Of a lam-alef it is one letter, though both stand in one cell.
        let line = self.laid_out(&self.text, false, Profile::unshaped());
        let letter = line.elided(usize::MAX).cells().find(|cell| cell.range.contains(&self.cursor));
        // Blanks at the end are no cells.
        letter.map_or((self.cursor + 1).min(self.text.len()), |cell| cell.range.end)
    }

    /// Where the last word before the cursor begins.
    fn word_before(&self, is_of_word: fn(char) -> bool) -> usize {
        let before = &self.text[..self.cursor];
        before.trim_end_matches(|c| !is_of_word(c)).trim_end_matches(is_of_word).len()
    }

    /// Where the word at or after the cursor ends.
    fn word_after(&self) -> usize {
        let after = &self.text[self.cursor..];
        let after = after.trim_start_matches(|c| !is_of_word(c)).trim_start_matches(is_of_word);
        self.text.len() - after.len()
    }

    /// The byte to which the cursor goes when it moves by one cell on the screen. Behind the last letter it
    /// stands beyond the end of the line.
    fn next_on_screen(&self, way: Way, rtl: bool) -> usize {
        let (shown, cursor) = self.shown();
        let paragraph = self.laid_out(&shown, rtl, Profile::default());
        let line = paragraph.elided(usize::MAX);
        let seen = line.cells().filter(|cell| cell.width > 0 && !cell.range.is_empty());
        let mut places: Vec<Range<usize>> = seen.map(|cell| cell.range).collect();
        let end = if line.base().is_rtl() { 0 } else { places.len() };
        places.insert(end, shown.len()..shown.len());
        // On what cannot be seen it stands on the next letter.
        let here = places.iter().enumerate().filter(|(_, range)| cursor < range.end || cursor == range.start);
        let at = here.min_by_key(|(_, range)| range.start).map_or(end, |(at, _)| at);
        let to = match way {
            Way::Left => at.saturating_sub(1),
            Way::Right => (at + 1).min(places.len() - 1),
        };
        let byte = places[to].start;
        let behind = byte.saturating_sub(self.text.trim_end_matches(' ').len());
        byte - behind + behind / BLANK.len()
    }

    fn is_rtl(&self, rtl: bool) -> bool {
        self.laid_out(&self.text, rtl, Profile::default()).base().is_rtl()
    }

    fn laid_out(&self, text: &str, rtl: bool, profile: Profile) -> Paragraph {
        let place = if rtl { BaseDirection::Rtl } else { BaseDirection::Ltr };
        Paragraph::new(text, BaseDirection::of(text, place), profile)
    }
}

fn is_of_word(c: char) -> bool {
    c.is_alphanumeric() || is_mark(c) || c == '\u{640}'
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::keys::KeySequence;

    /// What stands in the field after `keys`, with `|` where the cursor is.
    #[track_caller]
    fn check(keys: &str, expected: &str) {
        let mut field = TextField::default();
        press(&mut field, keys);
        assert_eq!(written(&field), expected, "{keys}");
    }

    fn press(field: &mut TextField, keys: &str) -> Option<Edit> {
        let sequence: KeySequence = keys.parse().expect("written keys");
        sequence.keys().iter().map(|key| field.edit(*key, false)).last()
    }

    fn written(field: &TextField) -> String {
        format!("{}|{}", &field.text[..field.cursor], &field.text[field.cursor..])
    }

    #[test]
    fn keys_edit_a_line() {
        check("ل ي <BS>", "ل|");
        check("a <Space> b <C-w>", "a |");
        check("a b <C-u>", "|");
        check("a b c <Left> <C-u>", "|c");
        check("a b c <Home> <Right> <C-k>", "a|");
        check("a b c <C-a> x <C-e> y", "xabcy|");
        check("a b c <Left> <Left> <BS>", "|bc");
        check("a b <Home> <BS>", "|ab");
        check("a b <Home> <Delete>", "|b");
        check("a b <Delete>", "ab|");
        check("a b <Space> <Left> <Delete>", "ab|");
        check("a . b <Space> c <C-Left> <C-Left>", "a.|b c");
        check("a . b <Space> c <Home> <C-Right> <C-Right>", "a.b| c");
        check("a . b <C-BS>", "a.|");
        check("<A-x>", "|");
    }

    #[test]
    fn arrows_go_where_the_eye_sees_them_go() {
        check("ل ي ب <Left>", "ليب|");
        check("ل ي ب <Right>", "لي|ب");
        check("ل ي ب <Right> <Right> <Left>", "لي|ب");
        check("ل ي ب <Home> <Right>", "|ليب");
        // A word to the left is the next word in Arabic.
        check("ب ب <Space> د د <Home> <C-Left>", "بب| دد");
        check("ب ب <Space> د د <C-Right>", "بب |دد");
        // "abدب" stands as "abبد": the cell at the right of b is that of ب.
        check("a b د ب <Home> <Right> <Right>", "abد|ب");
        check("a b د ب <Left>", "ab|دب");
        check("a b د ب <Left> <Left> <Left>", "a|bدب");
        // Blanks at the end are cells.
        check("د <Space> <Space> <Right>", "د | ");
        check("د <Space> <Space> <Right> <Right> <Right>", "|د  ");
    }

    #[test]
    fn a_mark_goes_with_its_letter_and_is_rubbed_out_alone() {
        check("ك ِ ت <Right> <Right>", "|كِت");
        check("ك ِ <BS>", "ك|");
        check("ك ِ ت <Home> <Delete>", "|ت");
        // Lam and alef stand in one cell, and are two letters.
        check("س ل ا م <Right> <Right>", "س|لام");
        check("س ل ا م <Right> <Right> <Delete>", "س|ام");
        check("س ل ا <BS>", "سل|");
        // The key of lam-alef may come as one sign.
        check("ﻻ ﻷ", "لالأ|");
    }

    #[test]
    fn some_keys_end_it() {
        let last = |keys| press(&mut TextField::default(), keys);
        assert_eq!(last("a <Enter>"), Some(Edit::Accepted));
        assert_eq!(last("a <Esc>"), Some(Edit::Cancelled));
        assert_eq!(last("<BS>"), Some(Edit::Cancelled));
        assert_eq!(last("a <Home> <BS>"), Some(Edit::Moved));
        assert_eq!(last("a <Down>"), Some(Edit::Ignored));
        assert_eq!(last("a <C-p>"), Some(Edit::Ignored));
    }

    #[test]
    fn pasted_controls_become_blanks_and_length_is_bounded() {
        let mut field = TextField::new("xy");
        field.cursor = 1;
        field.insert("a\nb\u{1b}c\u{2028}d");
        assert_eq!(written(&field), "xa b c d|y");
        field.insert(&"x".repeat(1000));
        assert_eq!(field.text.len(), LIMIT);
    }

    #[test]
    fn no_key_leaves_the_cursor_inside_a_character() {
        let text = "قال «كِيري» 12 👨‍👩‍👧 abc لا\u{200f} ـ\u{301}  ";
        let keys = ["<Left>", "<Right>", "<Delete>", "<BS>", "<C-Left>", "<C-Right>", "<C-w>", "<C-k>"];
        for rtl in [false, true] {
            for start in 0..=text.len() {
                let Some(_) = text.get(start..) else { continue };
                for key in keys {
                    let mut field = TextField { text: text.into(), cursor: start };
                    for _ in 0..4 {
                        field.edit(key.parse().expect("a key"), rtl);
                        assert!(field.text.is_char_boundary(field.cursor), "{key} at {start}");
                        let (shown, cursor) = field.shown();
                        assert!(shown.is_char_boundary(cursor), "{key} at {start}");
                    }
                }
            }
        }
    }
}
