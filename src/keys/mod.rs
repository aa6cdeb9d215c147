//! Keys, their written notation, and keymaps; and what the mouse reports. Knows no terminal: bytes become
//! keys in `session`.

mod key;
mod keymap;
mod layouts;
mod mouse;
mod notation;

pub use key::{Key, KeyCode, Modifiers};
pub use keymap::{Conflict, Keymap, Lookup};
pub use layouts::{Keyboard, LAYOUTS, Layout, joined, lam_alef};
pub use mouse::{Mouse, MouseDeed};
pub use notation::{KeySequence, NotationError, Problem};
