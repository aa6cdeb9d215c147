//! What the layout may take for granted about the place where it will be shown.

/// How text is to be drawn. The default is right for a grid that draws each cell as it is given:
/// presentation forms, in visual order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Profile {
    /// Who chooses the joined form of a letter.
    pub shaping: Shaping,
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
