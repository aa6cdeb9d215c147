//! The table `[keys]`: the name of an action, and the keys that it has instead of its own.

use super::{FaultKind, Parser};
use crate::app::{ACTIONS, Action, ActionRow, default_keymap};
use crate::keys::{Conflict, KeySequence, Keymap};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// Its name.
pub(super) const TABLE: &str = "keys";

/// The keys that the reader gives to an action, each with the byte where it is written.
struct Wish {
    row: &'static ActionRow,
    keys: Vec<(KeySequence, usize)>,
}

impl Parser<'_> {
    pub(super) fn keys(&mut self, table: &DeTable<'_>) {
        let mut wishes = Vec::new();
        for (name, value) in table {
            match ACTIONS.iter().find(|row| row.name == name.get_ref().as_ref()) {
                None => self.unknown(name, ACTIONS.iter().map(|row| row.name)),
                Some(row) => wishes.extend(self.wish(row, value)),
            }
        }
        wishes.sort_by_key(|wish| wish.keys.first().map(|(_, at)| *at));
        self.settings.keymap = self.bind(wishes);
    }

    /// What the reader gives to an action; `None` if that cannot be used, so that it keeps its own keys.
    fn wish(&mut self, row: &'static ActionRow, value: &Spanned<DeValue<'_>>) -> Option<Wish> {
        let written: Vec<&Spanned<DeValue<'_>>> = match value.get_ref() {
            DeValue::Array(array) => array.iter().collect(),
            _ => vec![value],
        };
        if written.is_empty() && row.action == Action::Quit {
            self.fault(value.span().start, FaultKind::NoWayOut);
            return None;
        }
        let mut keys = Vec::new();
        for value in written {
            let at = value.span().start;
            let Some(text) = value.get_ref().as_str() else {
                self.wrong_value(row.name, value, vec![r#"["g g", "<C-d>"]"#.to_string()]);
                return None;
            };
            match text.parse() {
                Ok(sequence) => keys.push((sequence, at)),
                Err(error) => {
                    self.fault(at, FaultKind::Key { action: row.name, error });
                    return None;
                }
            }
        }
        Some(Wish { row, keys })
    }

    /// The keymap by these wishes. What is in the way of another key is left out, with all that was wished for
    /// its action.
    fn bind(&mut self, mut wishes: Vec<Wish>) -> Keymap<Action> {
        loop {
            let wished = |action| wishes.iter().find(|wish| wish.row.action == action);
            let mut keymap = Keymap::new();
            for (sequence, action) in default_keymap().iter().filter(|(_, action)| wished(**action).is_none())
            {
                keymap.bind(sequence.clone(), *action).expect("these keys are a part of the usual ones");
            }
            let Some((refused, at, conflict)) = first_conflict(&mut keymap, &wishes) else {
                return in_order(&keymap);
            };
            let bound = keymap.iter().find(|(sequence, _)| **sequence == conflict.bound);
            let other = bound.map(|(_, action)| *action);
            let row = ACTIONS.iter().find(|row| Some(row.action) == other);
            let there = other.and_then(wished).and_then(|wish| {
                wish.keys
                    .iter()
                    .find(|(sequence, _)| *sequence == conflict.bound)
                    .map(|(_, at)| self.line(*at))
            });
            let (action, other) = (wishes[refused].row.name, row.map_or("", |row| row.name));
            self.fault(at, FaultKind::Conflict { action, conflict, other, there });
            wishes.remove(refused);
        }
    }
}

/// Binds what is wished for, until one key is in the way of another: whose wish that is, where it is written, and why.
fn first_conflict(keymap: &mut Keymap<Action>, wishes: &[Wish]) -> Option<(usize, usize, Conflict)> {
    for (place, wish) in wishes.iter().enumerate() {
        for (sequence, at) in &wish.keys {
            if let Err(conflict) = keymap.bind(sequence.clone(), wish.row.action) {
                return Some((place, *at, conflict));
            }
        }
    }
    None
}

/// The same keys in the order of the actions, which is that of the help.
fn in_order(keymap: &Keymap<Action>) -> Keymap<Action> {
    let mut ordered = Keymap::new();
    for row in ACTIONS {
        for (sequence, action) in keymap.iter().filter(|(_, action)| **action == row.action) {
            ordered.bind(sequence.clone(), *action).expect("they were bound before");
        }
    }
    ordered
}
