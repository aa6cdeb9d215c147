//! What the mouse did, and where.

/// A report of the mouse.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Mouse {
    /// What it did.
    pub deed: MouseDeed,
    /// The cell that it is over, from 0, from the left edge of the screen.
    pub column: u16,
    /// The same from the upper edge.
    pub row: u16,
}

/// What the mouse did. Only its first button and its wheel mean anything here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum MouseDeed {
    /// The button went down.
    Press,
    /// It was moved with the button down.
    Drag,
    /// The button went up.
    Release,
    /// The wheel was turned away from the hand.
    WheelUp,
    /// The wheel was turned towards the hand.
    WheelDown,
}
