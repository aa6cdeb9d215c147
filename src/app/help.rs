//! The rows of the help, for what has been typed and for the room that there is.

use super::action::{ACTIONS, Action, ActionRow, Group, Language};
use crate::fold::Needle;
use crate::keys::Keymap;

/// A row of the help.
#[derive(Clone, Copy, Debug)]
pub enum HelpRow {
    /// Air between groups.
    Blank,
    /// The heading of a group.
    Head(Group),
    /// The keys of an action and what it does, side by side.
    Action(&'static ActionRow),
    /// The keys of an action, where there is no room beside them.
    Keys(&'static ActionRow),
    /// What it does, in the row below.
    About(&'static ActionRow),
}

/// Cells from which keys and descriptions stand side by side.
const SIDE_BY_SIDE: u16 = 70;

/// Cells of the column of keys, where descriptions stand beside it.
pub const KEYS_COLUMN: u16 = 20;

/// The actions that `query` matches, in either language, by name or by key; `width` cells wide.
#[must_use]
pub fn help_rows(query: &str, width: u16, keymap: &Keymap<Action>, language: Language) -> Vec<HelpRow> {
    // No letter of a description takes more than one cell.
    let has_room = |row: &ActionRow| {
        row.description(language).chars().count() <= usize::from(width.saturating_sub(KEYS_COLUMN))
    };
    let needle = Needle::new(query);
    let matches = |row: &&ActionRow| {
        let words = [row.english, row.arabic, row.name];
        let mut keys = keymap.keys_of(row.action).map(ToString::to_string);
        words.iter().any(|text| needle.matches(text)) || keys.any(|keys: String| needle.matches(&keys))
    };
    let mut rows = Vec::new();
    for group in Group::ALL {
        let before = rows.len();
        for row in ACTIONS.iter().filter(|row| row.group == group).filter(matches) {
            if rows.len() == before {
                rows.extend((before > 0).then_some(HelpRow::Blank));
                rows.push(HelpRow::Head(group));
            }
            if width >= SIDE_BY_SIDE && has_room(row) {
                rows.push(HelpRow::Action(row));
            } else {
                rows.extend([HelpRow::Keys(row), HelpRow::About(row)]);
            }
        }
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::default_keymap;

    #[test]
    fn every_action_stands_in_the_help_at_every_width() {
        for width in [20, 69, 70, 100] {
            let found = help_rows("", width, &default_keymap(), Language::English);
            let actions = found.iter().filter(|row| matches!(row, HelpRow::Action(_) | HelpRow::About(_)));
            assert_eq!(actions.count(), ACTIONS.len());
            assert_eq!(
                found.iter().filter(|row| matches!(row, HelpRow::Blank)).count(),
                Group::ALL.len() - 1
            );
        }
        assert!(help_rows("qqq", 80, &default_keymap(), Language::English).is_empty());
    }
}
