//! A line of text, and what keys do to it.

use crate::keys::{Key, KeyCode};

/// What a key did to a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Edit {
    /// The text is another one now.
    Changed,
    /// The reader is done with it.
    Accepted,
    /// The reader wants it gone.
    Cancelled,
    /// Nothing that a line of text knows.
    Ignored,
}

/// Characters that a line may hold: more is no search any more.
const LIMIT: usize = 200;

/// Types `key` into `line`.
pub(super) fn edit(line: &mut String, key: Key) -> Edit {
    let command = key.modifiers.ctrl || key.modifiers.alt;
    match key.code {
        KeyCode::Enter => Edit::Accepted,
        KeyCode::Escape => Edit::Cancelled,
        // Rubbing out what is not there closes the line, as in less and vim.
        KeyCode::Backspace if line.is_empty() => Edit::Cancelled,
        KeyCode::Backspace => {
            line.pop();
            Edit::Changed
        }
        KeyCode::Char('u') if key.modifiers.ctrl => {
            line.clear();
            Edit::Changed
        }
        KeyCode::Char('w') if key.modifiers.ctrl => {
            let kept = line.trim_end().rfind(' ').map_or(0, |at| at + 1);
            line.truncate(kept);
            Edit::Changed
        }
        KeyCode::Char(c) if !command => insert(line, &c.to_string()),
        _ => Edit::Ignored,
    }
}

/// Adds `text` to `line`: controls and line ends become blanks.
pub(super) fn insert(line: &mut String, text: &str) -> Edit {
    let room = LIMIT.saturating_sub(line.chars().count());
    line.extend(text.chars().map(|c| if c.is_control() { ' ' } else { c }).take(room));
    Edit::Changed
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::keys::KeySequence;

    #[test]
    fn keys_edit_a_line() {
        let check = |keys: &str, expected: &str, last: Edit| {
            let mut line = String::new();
            let sequence: KeySequence = keys.parse().expect("written keys");
            let edits: Vec<Edit> = sequence.keys().iter().map(|key| edit(&mut line, *key)).collect();
            assert_eq!((line.as_str(), edits.last()), (expected, Some(&last)), "{keys}");
        };
        check("ل ي <BS>", "ل", Edit::Changed);
        check("a <Space> b <C-w>", "a ", Edit::Changed);
        check("a b <C-u>", "", Edit::Changed);
        check("a <Enter>", "a", Edit::Accepted);
        check("<BS>", "", Edit::Cancelled);
        check("a <Down>", "a", Edit::Ignored);
        check("<A-x>", "", Edit::Ignored);
    }

    #[test]
    fn pasted_controls_become_blanks_and_length_is_bounded() {
        let mut line = String::new();
        insert(&mut line, "a\nb\u{1b}c");
        assert_eq!(line, "a b c");
        insert(&mut line, &"x".repeat(1000));
        assert_eq!(line.len(), LIMIT);
    }
}
