//! What the layout may take for granted about the place where it will be shown.

/// How text is to be drawn. The default is right for a grid that draws each cell as it is given:
/// presentation forms, in visual order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Profile {
    /// Who orders the cells of a line.
    pub order: Order,
    /// Who chooses the joined form of a letter.
    pub shaping: Shaping,
    /// What becomes of guillemets in right-to-left text.
    pub guillemets: Guillemets,
}

/// Who orders the cells of a line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// We do: from left to right as they are to be seen, brackets mirrored (L2, L4).
    #[default]
    Visual,
    /// Whoever draws: cells come in logical order, brackets as stored. Levels are given all the same.
    Logical,
}

/// Who chooses the joined form of an Arabic letter.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Shaping {
    /// We do: each letter becomes its presentation form, lam-alef becomes one cell.
    #[default]
    Forms,
    /// Nobody, or whoever draws: letters stay as they are, lam and alef are two cells.
    Letters,
}

/// What becomes of guillemets in right-to-left text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Guillemets {
    /// They are mirrored as all paired signs are (L4): each faces its word.
    #[default]
    Mirrored,
    /// They stay as they are stored: some texts were typed for terminals that do not mirror, and
    /// hold them the wrong way round already.
    AsStored,
}

impl Profile {
    /// For whoever orders and joins by themselves: logical order, letters as stored.
    #[must_use]
    pub const fn logical() -> Profile {
        Profile { order: Order::Logical, shaping: Shaping::Letters, guillemets: Guillemets::Mirrored }
    }

    /// In visual order, with the letters as stored.
    #[must_use]
    pub const fn unshaped() -> Profile {
        Profile { order: Order::Visual, shaping: Shaping::Letters, guillemets: Guillemets::Mirrored }
    }
}
