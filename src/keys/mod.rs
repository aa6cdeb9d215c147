//! Keys, their written notation, and keymaps. Knows no terminal: bytes become keys in `session`.

mod key;
mod keymap;
mod layouts;
mod notation;

pub use key::{Key, KeyCode, Modifiers};
pub use keymap::{Conflict, Keymap, Lookup};
pub use layouts::{Keyboard, LAYOUTS, Layout, joined, lam_alef};
pub use notation::{KeySequence, NotationError, Problem};
