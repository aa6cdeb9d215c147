//! Keys, their written notation, and keymaps. Knows no terminal: bytes become keys in `session`.

mod key;

pub use key::{Key, KeyCode, Modifiers};
