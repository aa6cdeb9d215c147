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
    /// Whether vowel marks are drawn.
    pub tashkeel: Tashkeel,
    /// Which digits are drawn.
    pub digits: Digits,
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

/// Whether vowel marks are drawn. They are never letters: hamza and madda, and whatever stands beside
/// letters, are drawn all the same; and the text, its order, joining and widths are those of the text with marks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tashkeel {
    /// As stored.
    #[default]
    Shown,
    /// Tashkeel, shadda with it, the dagger alef and the small signs of the Quran are left out.
    Hidden,
}

/// Which digits are drawn, one for one. Their order is that of the digits that are stored: European digits
/// and Arabic-Indic ones have different bidirectional classes (EN and AN), so a date of the one would turn
/// round if it were ordered as the other. So where somebody else orders the cells ([`Order::Logical`]), digits stay as
/// they are stored.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Digits {
    /// As stored.
    #[default]
    AsWritten,
    /// ٠١٢٣, but not in left-to-right paragraphs, nor after a Latin letter of the same word: «F-16» stays.
    ArabicIndic,
    /// 0123.
    European,
}

impl Profile {
    /// For whoever orders and joins by themselves: logical order, letters as stored.
    #[must_use]
    pub const fn logical() -> Profile {
        Profile { order: Order::Logical, ..Profile::unshaped() }
    }

    /// The default: in visual order, letters as presentation forms.
    #[must_use]
    pub const fn shaped() -> Profile {
        Profile { shaping: Shaping::Forms, ..Profile::unshaped() }
    }

    /// In visual order, with the letters as stored.
    #[must_use]
    pub const fn unshaped() -> Profile {
        Profile {
            order: Order::Visual,
            shaping: Shaping::Letters,
            guillemets: Guillemets::Mirrored,
            tashkeel: Tashkeel::Shown,
            digits: Digits::AsWritten,
        }
    }
}
