//! What is drawn for scalars that must not reach a terminal as they are: controls, format
//! characters, and characters whose width terminals disagree about.
//!
//! The rule is: show or drop, never pass. Bidi controls and joiners have done their work by the
//! time cells are made, so they draw nothing; a control becomes a visible placeholder.

use std::borrow::Cow;

/// `text` without anything that a terminal acts on, in logical order, for lines that are printed
/// rather than laid out: controls become placeholders, and so do bidi controls, which could
/// reorder what stands beside them. Joiners and marks stay.
///
/// ```
/// use warraq::text::neutralised;
/// assert_eq!(neutralised("a\u{1b}[2J\n"), "a␛[2J␊");
/// assert_eq!(neutralised("خانه\u{200c}ها"), "خانه\u{200c}ها");
/// ```
#[must_use]
pub fn neutralised(text: &str) -> Cow<'_, str> {
    let stand_in = |c: char| match c {
        '\u{061C}' | '\u{200E}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => {
            Some(REPLACEMENT)
        }
        c => placeholder(c),
    };
    if text.chars().all(|c| stand_in(c).is_none()) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().map(|c| stand_in(c).unwrap_or(c)).collect())
}

/// What a tab is drawn as. Tab stops would depend on the line, and an article is no table.
const TAB: &str = "    ";

/// What is drawn in a row of cells for one scalar: the words inside a word ligature, which fonts
/// draw up to ten times as wide as the one cell that it is said to take; the blanks of a tab or of
/// a blank of two cells.
pub(super) fn row(c: char) -> Option<&'static str> {
    match c {
        '\t' => Some(TAB),
        '\u{3000}' => Some("  "),
        '\u{FDF0}'..='\u{FDFD}' => ligature_words(c),
        _ => None,
    }
}

/// The placeholder for a character that has no picture of its own.
const REPLACEMENT: char = '\u{FFFD}';

/// The visible placeholder for a control or an interlinear annotation character; `None` if `c` is
/// neither.
pub(super) fn placeholder(c: char) -> Option<char> {
    match c {
        // The block Control Pictures is laid out as C0 is.
        '\0'..='\u{1F}' => char::from_u32(0x2400 + u32::from(c)),
        '\u{7F}' => Some('\u{2421}'),
        '\u{80}'..='\u{9F}' | '\u{FFF9}'..='\u{FFFB}' => Some(REPLACEMENT),
        _ => None,
    }
}

/// Whether something else than `c`, or nothing at all, is drawn for it, and not because it is
/// ignorable: controls, blanks other than U+0020, signs whose width is unsure.
pub(super) fn is_special(c: char) -> bool {
    let is_blank = c.is_whitespace() && c != ' ';
    let has_stand_in = placeholder(c).is_some() || prepended(c).is_some() || regional_letter(c).is_some();
    is_blank || has_stand_in || row(c).is_some()
}

/// A skin tone, which changes the picture before it.
pub(super) fn is_emoji_modifier(c: char) -> bool {
    matches!(c, '\u{1F3FB}'..='\u{1F3FF}')
}

/// Whether `c` acts, if at all, without being drawn (Default_Ignorable_Code_Point): joiners, bidi
/// controls, soft hyphen, variation selectors, tags.
pub(super) fn is_ignorable(c: char) -> bool {
    matches!(c,
        '\u{00AD}' | '\u{034F}' | '\u{061C}' | '\u{115F}'..='\u{1160}' | '\u{17B4}'..='\u{17B5}'
        | '\u{180B}'..='\u{180F}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{206F}' | '\u{3164}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{FFA0}'
        | '\u{FFF0}'..='\u{FFF8}' | '\u{1BCA0}'..='\u{1BCA3}' | '\u{1D173}'..='\u{1D17A}'
        | '\u{E0000}'..='\u{E0FFF}')
}

/// A sign that encloses or spans the digits after it (Prepended_Concatenation_Mark) takes no cell
/// on some terminals and one on others; a star stands in for it.
pub(super) fn prepended(c: char) -> Option<char> {
    matches!(c,
        '\u{0600}'..='\u{0605}' | '\u{06DD}' | '\u{070F}' | '\u{0890}'..='\u{0891}' | '\u{08E2}'
        | '\u{110BD}' | '\u{110CD}')
    .then_some('\u{066D}')
}

/// Half of a flag is drawn as its letter: terminals disagree about the width of flags.
pub(super) fn regional_letter(c: char) -> Option<char> {
    let offset = u32::from(c).checked_sub(0x1F1E6).filter(|offset| *offset < 26)?;
    char::from_u32(u32::from('A') + offset)
}

/// The words inside a word ligature, in logical order.
fn ligature_words(c: char) -> Option<&'static str> {
    Some(match c {
        '\u{FDF0}' => "صلے",
        '\u{FDF1}' => "قلے",
        '\u{FDF2}' => "الله",
        '\u{FDF3}' => "اكبر",
        '\u{FDF4}' => "محمد",
        '\u{FDF5}' => "صلعم",
        '\u{FDF6}' => "رسول",
        '\u{FDF7}' => "عليه",
        '\u{FDF8}' => "وسلم",
        '\u{FDF9}' => "صلى",
        '\u{FDFA}' => "صلى الله عليه وسلم",
        '\u{FDFB}' => "جل جلاله",
        '\u{FDFC}' => "ریال",
        '\u{FDFD}' => "بسم الله الرحمن الرحيم",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use unicode_normalization::UnicodeNormalization;

    #[test]
    fn every_control_has_a_placeholder_that_is_no_control() {
        for c in ('\0'..='\u{9F}').filter(|c| c.is_control()) {
            assert!(!placeholder(c).expect("controls have one").is_control(), "{:02X}", u32::from(c));
        }
        assert_eq!(placeholder('ا'), None);
    }

    #[test]
    fn ligature_words_are_the_standards() {
        for c in '\u{FDF0}'..='\u{FDFC}' {
            let expected: String = std::iter::once(c).nfkc().collect();
            assert_eq!(ligature_words(c), Some(expected.as_str()), "{:04X}", u32::from(c));
        }
    }
}
