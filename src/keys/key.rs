//! One key press.

/// A key press: what was pressed, and with which modifiers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key {
    /// What was pressed.
    pub code: KeyCode,
    /// Held at the same time. Shift is not reported for characters: they come shifted.
    pub modifiers: Modifiers,
}

/// What was pressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs, reason = "each is named as it is written on the key")]
pub enum KeyCode {
    Char(char),
    Enter,
    Tab,
    Backspace,
    Escape,
    Up,
    Down,
    Left,
    Right,
    Home,
    End,
    PageUp,
    PageDown,
    Insert,
    Delete,
    F(u8),
}

/// Modifier keys that were held.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs, reason = "each is named as it is written on the key")]
pub struct Modifiers {
    pub ctrl: bool,
    pub alt: bool,
    pub shift: bool,
}

impl Modifiers {
    /// Nothing held.
    pub const NONE: Modifiers = Modifiers { ctrl: false, alt: false, shift: false };
}

impl Key {
    /// The key with no modifier.
    #[must_use]
    pub const fn plain(code: KeyCode) -> Self {
        Key { code, modifiers: Modifiers::NONE }
    }

    /// A character with no modifier.
    #[must_use]
    pub const fn char(c: char) -> Self {
        Key::plain(KeyCode::Char(c))
    }

    /// A character with Ctrl held.
    #[must_use]
    pub const fn ctrl(c: char) -> Self {
        Key { code: KeyCode::Char(c), modifiers: Modifiers { ctrl: true, alt: false, shift: false } }
    }

    /// A character with Alt held.
    #[must_use]
    pub const fn alt(c: char) -> Self {
        Key { code: KeyCode::Char(c), modifiers: Modifiers { ctrl: false, alt: true, shift: false } }
    }
}
