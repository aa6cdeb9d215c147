//! The keymap that ACTIONS describes.

use super::action::{ACTIONS, Action};
use crate::keys::Keymap;

/// Every action under the keys of its row.
#[must_use]
pub fn default_keymap() -> Keymap<Action> {
    let mut keymap = Keymap::new();
    for row in ACTIONS {
        for keys in row.keys {
            let sequence = keys.parse().expect("the test below parses every key of the table");
            keymap.bind(sequence, row.action).expect("the test below binds every key of the table");
        }
    }
    keymap
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::keys::{Key, Lookup};

    #[test]
    fn every_key_of_the_table_can_be_bound() {
        let keymap = default_keymap();
        assert_eq!(keymap.iter().count(), ACTIONS.iter().map(|row| row.keys.len()).sum::<usize>());
        assert_eq!(keymap.lookup(&[Key::ctrl('c')]), Lookup::Found(Action::Quit));
    }
}
