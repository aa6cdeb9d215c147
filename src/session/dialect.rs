//! What has to be sent so that a terminal shows the cells that were drawn, each in its column.
//!
//! The reader draws in visual order, with presentation forms. Terminals that leave the order of text
//! alone are sent just that; the others undo it in ways of their own, each of which has its remedy.

/// How one terminal is spoken to. The default is right for every terminal that draws each cell as it
/// is given.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Dialect {
    /// How the cells of a row are written.
    pub encoding: Encoding,
    /// Whether marks are sent with their letters.
    pub marks: Marks,
    /// What the terminal's font has.
    pub font: Font,
    /// Whether left and right margins can be set (DECSLRM, under mode 69): a pane beside others
    /// is then scrolled by itself.
    pub margins: bool,
}

impl Dialect {
    /// Whether a terminal that is spoken to so holds the same cells: that margins are known changes
    /// nothing of what is seen.
    #[must_use]
    pub(super) fn looks_like(self, other: Dialect) -> bool {
        self == Dialect { margins: self.margins, ..other }
    }
}

/// How the cells of a row are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Encoding {
    /// As they stand.
    #[default]
    Plain,
    /// As they stand, with U+202D (LRO) after the first: for terminals that reorder a row as one
    /// paragraph and heed explicit codes.
    Override,
    /// As they stand, with U+200E (LRM) after each right-to-left letter, which then stands between
    /// left-to-right ones: for terminals that reorder each run of a row by itself, so that an override
    /// reaches no further than its own.
    Marked,
    /// In the order that the terminal turns into ours: for those that reorder each row and cannot be
    /// told not to.
    Inverse(Reordering),
    /// With every second cell near right-to-left text in an `OSC 66` of its own, so that no two of
    /// them are shaped together: kitty from 0.40 on.
    KittyCells,
    /// Words as they stand, the letters of each word in logical order: older kitties.
    KittyWords,
    /// As they stand, with neighbouring cells in two colours that no eye tells apart: for terminals
    /// that reorder runs of equal attributes.
    Alternating,
}

/// What a terminal does to a row that it reorders.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Reordering {
    /// Whether the base direction is that of the row's first strong character; otherwise it is left
    /// to right.
    pub auto: bool,
    /// Whether it mirrors brackets in right-to-left runs.
    pub mirrors: bool,
    /// Whether box-drawing signs and block elements (U+2500 to U+25FF) count as left-to-right letters.
    pub boxes_are_letters: bool,
}

impl Reordering {
    /// Each row is a left-to-right paragraph, brackets are mirrored: VTE, iTerm2, Apple's Terminal.
    pub const LEFT_TO_RIGHT: Reordering = Reordering { auto: false, mirrors: true, boxes_are_letters: false };
    /// Each row goes the way of its first letter, brackets are mirrored: PuTTY.
    pub const FIRST_STRONG: Reordering = Reordering { auto: true, mirrors: true, boxes_are_letters: false };
    /// Konsole: rows are left-to-right, brackets stay, and box-drawing signs part the text.
    pub const KONSOLE: Reordering = Reordering { auto: false, mirrors: false, boxes_are_letters: true };
}

/// What the terminal's font has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Font {
    /// Whatever is drawn, from other fonts if need be.
    #[default]
    Whole,
    /// The few hundred characters of a font of the Linux console: others are replaced by what looks most
    /// like them.
    Console,
}

/// What becomes of marks (tashkeel) on the way to the terminal.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Marks {
    /// They are sent after their letters.
    #[default]
    Sent,
    /// They are left out: the terminal would draw them in the wrong place, or lose their letter.
    LeftOut,
}
