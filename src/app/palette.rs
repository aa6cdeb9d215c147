//! The palette: every action by what it does, narrowed as it is typed.

use super::action::{ACTIONS, Action, ActionRow, Language};
use super::field::{Edit, TextField};
use super::list::Cursor;
use super::msg::Effect;
use super::panes::Panel;
use super::{Model, Overlay};
use crate::fold::Needle;
use crate::keys::{Key, KeyCode, Keymap};

/// The state of the palette.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Palette {
    /// What narrows it.
    pub field: TextField,
    /// Over its rows.
    pub cursor: Cursor,
}

impl Palette {
    /// The actions that match what is typed, best first. All of it is the action's: none takes an argument.
    #[must_use]
    pub fn rows(&self, keymap: &Keymap<Action>) -> Vec<&'static ActionRow> {
        let typed = self.field.text().trim();
        let needle = Needle::new(typed);
        let mut rows: Vec<(Rank, &ActionRow)> =
            ACTIONS.iter().filter_map(|row| Some((rank(row, typed, &needle, keymap)?, row))).collect();
        rows.sort_by_key(|(rank, _)| *rank);
        rows.into_iter().map(|(_, row)| row).collect()
    }
}

/// How well an action matches.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    /// It is what was typed: its key, as in `:q`, or its name.
    Exact,
    /// Its name begins so.
    Begins,
    /// It is in its name, or in what it does.
    Holds,
}

fn rank(row: &ActionRow, typed: &str, needle: &Needle, keymap: &Keymap<Action>) -> Option<Rank> {
    if typed.is_empty() {
        return Some(Rank::Holds);
    }
    if row.name == typed || keymap.keys_of(row.action).any(|keys| keys.to_string() == typed) {
        Some(Rank::Exact)
    } else if row.name.starts_with(typed) {
        Some(Rank::Begins)
    } else {
        let words = [row.name, row.english, row.arabic];
        words.into_iter().any(|text| needle.matches(text)).then_some(Rank::Holds)
    }
}

impl Model {
    pub(super) fn open_palette(&mut self) {
        self.overlay = Some(Overlay::Palette(Palette::default()));
    }

    /// A key while the palette is open.
    pub(super) fn palette_key(&mut self, key: Key) -> Option<Effect> {
        let rtl = self.language == Language::Arabic;
        let page = usize::from(Panel::new(self.size).inner.height).max(1).cast_signed();
        let Some(Overlay::Palette(palette)) = &mut self.overlay else { return None };
        let rows = palette.rows(&self.keymap);
        match palette.field.edit(key, rtl) {
            Edit::Changed => palette.cursor = Cursor::default(),
            Edit::Moved => {}
            Edit::Cancelled => self.overlay = None,
            Edit::Accepted => {
                let chosen = rows.get(palette.cursor.selected).map(|row| row.action);
                self.overlay = None;
                return chosen.and_then(|action| self.act(action));
            }
            Edit::Ignored => {
                let by = match key.code {
                    KeyCode::Down | KeyCode::Tab => 1,
                    KeyCode::Up => -1,
                    KeyCode::Char('n') if key.modifiers.ctrl => 1,
                    KeyCode::Char('p') if key.modifiers.ctrl => -1,
                    KeyCode::PageDown => page,
                    KeyCode::PageUp => -page,
                    _ => 0,
                };
                palette.cursor.step(by, rows.len());
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::default_keymap;

    #[test]
    fn actions_are_found_by_key_by_name_and_in_both_languages() {
        let check = |typed: &str, expected: Option<Action>| {
            let palette = Palette { field: TextField::new(typed), ..Palette::default() };
            assert_eq!(palette.rows(&default_keymap()).first().map(|row| row.action), expected, "{typed}");
        };
        check("q", Some(Action::Quit));
        check(" quit ", Some(Action::Quit));
        check("qui", Some(Action::Quit));
        check("sort", Some(Action::Sort));
        check("next mention", Some(Action::NextMention));
        check("رتب", Some(Action::Sort));
        check("مساعده", Some(Action::Help));
        check("G", Some(Action::Bottom));
        check("xyz", None);
        let all = Palette::default().rows(&default_keymap());
        assert_eq!(all.len(), ACTIONS.len());
    }
}
