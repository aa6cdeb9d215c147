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

/// `text` as it may be pasted anywhere, a shell among other places, and how many characters were left out:
/// controls, but for line ends and tabs, and bidi controls that have no partner in their line, which
/// would reorder what stands after the text. All else stays as it is stored: joiners, marks, and bidi
/// controls that end what they begin.
///
/// ```
/// use warraq::text::pasteable;
/// assert_eq!(pasteable("a\u{1b}[2J\tb\n"), ("a[2J\tb\n".into(), 1));
/// assert_eq!(pasteable("خانه\u{200c}ها \u{2067}ab\u{2069}\u{202e}").1, 1);
/// ```
#[must_use]
pub fn pasteable(text: &str) -> (Cow<'_, str>, usize) {
    let is_control = |c: char| c.is_control() && !matches!(c, '\n' | '\r' | '\t');
    let lone = lone_bidi_controls(text);
    let mut left_out = lone.len();
    let mut lone = lone.into_iter().peekable();
    if left_out == 0 && !text.contains(is_control) {
        return (Cow::Borrowed(text), 0);
    }
    let mut kept = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        if is_control(c) {
            left_out += 1;
        } else if lone.next_if_eq(&at).is_none() {
            kept.push(c);
        }
    }
    (Cow::Owned(kept), left_out)
}

/// Where the embeddings, overrides and isolates of `text` stand that nothing ends in their line, and the
/// ends that nothing has begun (UAX #9, BD9 to BD11); in order.
fn lone_bidi_controls(text: &str) -> Vec<usize> {
    let (mut open, mut lone): (Vec<(usize, bool)>, Vec<usize>) = (Vec::new(), Vec::new());
    // Of those that are open: without one, none is looked for.
    let mut isolates = 0;
    for (at, c) in text.char_indices() {
        match c {
            '\u{202A}' | '\u{202B}' | '\u{202D}' | '\u{202E}' => open.push((at, false)),
            '\u{2066}'..='\u{2068}' => {
                open.push((at, true));
                isolates += 1;
            }
            '\u{202C}' => match open.last() {
                Some((_, false)) => drop(open.pop()),
                _ => lone.push(at),
            },
            '\u{2069}' if isolates == 0 => lone.push(at),
            '\u{2069}' => {
                while let Some((at, false)) = open.pop() {
                    lone.push(at);
                }
                isolates -= 1;
            }
            '\n' | '\r' | '\u{1C}'..='\u{1E}' | '\u{85}' | '\u{2029}' => {
                lone.extend(open.drain(..).map(|(at, _)| at));
                isolates = 0;
            }
            _ => {}
        }
    }
    lone.extend(open.into_iter().map(|(at, _)| at));
    lone.sort_unstable();
    lone
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
    fn what_is_pasted_is_what_is_stored_without_what_acts() {
        let check = |text: &str, expected: &str, left_out: usize| {
            let (found, count) = pasteable(text);
            assert_eq!((found.as_ref(), count), (expected, left_out), "{text:?}");
            assert_eq!(matches!(found, Cow::Borrowed(_)), left_out == 0);
        };
        check("", "", 0);
        // As stored: marks, tatweel, joiners, presentation forms of the source's own, direction marks.
        check(
            "ٱللَّهِ ـــ \u{200c}\u{200d} \u{FEFB} \u{200e}\u{200f}\u{61c}",
            "ٱللَّهِ ـــ \u{200c}\u{200d} \u{FEFB} \u{200e}\u{200f}\u{61c}",
            0,
        );
        check("a\tb\r\nc\rd", "a\tb\r\nc\rd", 0);
        check("\u{1b}]52;c;cm0=\u{7}\u{9b}2J\u{7f}\0", "]52;c;cm0=2J", 5);
        // The end of a bracketed paste, so that the rest would be typed.
        check("\u{1b}[201~rm -r\n", "[201~rm -r\n", 1);
        check("\u{202b}ab\u{202c}\u{2067}c\u{2069}", "\u{202b}ab\u{202c}\u{2067}c\u{2069}", 0);
        check("\u{202e}ab", "ab", 1);
        check("ab\u{202c}\u{2069}", "ab", 2);
        check("\u{2067}\u{202e}a\u{2069}b", "\u{2067}a\u{2069}b", 1);
        check("\u{202e}\u{2067}a\u{202c}\u{2069}b", "\u{2067}a\u{2069}b", 2);
        check("\u{202e}a\nb\u{202c}", "a\nb", 2);
        check("\u{2067}\n\u{2069}\u{2067}\u{202e}\u{202d}a\u{2069}", "\n\u{2067}a\u{2069}", 4);
        // In time that grows with the text, not with its square.
        let many = 300_000;
        check(&("\u{202e}".repeat(many) + &"\u{2069}".repeat(many)), "", 2 * many);
    }

    #[test]
    fn ligature_words_are_the_standards() {
        for c in '\u{FDF0}'..='\u{FDFC}' {
            let expected: String = std::iter::once(c).nfkc().collect();
            assert_eq!(ligature_words(c), Some(expected.as_str()), "{:04X}", u32::from(c));
        }
    }
}
