//! What a terminal makes of a row that it reorders by itself, for who has to write one: the order in
//! which it shows the characters, and the few properties of them that decide what has to be sent.

use super::bidi::{BaseDirection, Level, reset_blanks, visual_order};
use super::levels::levels;
use super::mirroring::mirrored;
use super::properties::{Blank, Class, Drawing, properties};

/// How `text` stands on the screen when somebody reorders it as one line (UAX #9, L1 and L2 on top of
/// [`levels`]): for each place from the left, the number of the character that stands there, and
/// its level. At odd levels [`mirror_image`]s are shown.
///
/// ```
/// use warraq::text::{BaseDirection, reordered};
/// let order: Vec<u32> = reordered("لا 42", BaseDirection::Auto).iter().map(|(at, _)| *at).collect();
/// assert_eq!(order, [3, 4, 2, 1, 0]);
/// ```
#[must_use]
pub fn reordered(text: &str, direction: BaseDirection) -> Vec<(u32, Level)> {
    let mut levels = levels(text, direction);
    let blanks: Vec<Blank> = text.chars().map(|c| Blank::of(properties(c).class)).collect();
    reset_blanks(&mut levels, blanks.into_iter(), direction.level(text));
    visual_order(&levels).into_iter().map(|at| (at, levels[at as usize])).collect()
}

/// The character that is shown for `c` in right-to-left text (UAX #9, L4); `None` for most.
#[must_use]
pub fn mirror_image(c: char) -> Option<char> {
    // Only what the table calls mirrored is looked for: the list of pairs is long.
    if properties(c).drawing == Drawing::Mirrored { mirrored(c) } else { None }
}

/// Whether `c` makes a left-to-right line other than left to right: a letter of a right-to-left script
/// or an Arabic number (Bidi_Class R, AL or AN).
#[must_use]
pub fn is_right_to_left(c: char) -> bool {
    matches!(properties(c).class, Class::R | Class::Al | Class::An)
}

/// Whether `c` is drawn over the letter before it (Bidi_Class NSM).
#[must_use]
pub fn is_mark(c: char) -> bool {
    properties(c).class == Class::Nsm
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_as_a_terminal_shows_it() {
        let check = |text: &str, direction, expected: &str| {
            let chars: Vec<char> = text.chars().collect();
            let shown: String = reordered(text, direction)
                .into_iter()
                .map(|(at, level)| {
                    let c = chars[at as usize];
                    if level.is_rtl() { mirror_image(c).unwrap_or(c) } else { c }
                })
                .collect();
            assert_eq!(shown, expected, "{text:?} {direction:?}");
        };
        check("abc", BaseDirection::Ltr, "abc");
        check("a אב b", BaseDirection::Ltr, "a בא b");
        check("a אב b", BaseDirection::Rtl, "b בא a");
        check("א (1) ב", BaseDirection::Ltr, "ב (1) א");
        check("א  ", BaseDirection::Ltr, "א  ");
        check("א  ", BaseDirection::Auto, "  א");
        check("", BaseDirection::Auto, "");
    }

    #[test]
    fn properties_of_characters() {
        assert!(is_right_to_left('ب') && is_right_to_left('\u{fe8f}') && is_right_to_left('٣'));
        assert!(!is_right_to_left('3') && !is_right_to_left('(') && !is_right_to_left('a'));
        assert!(is_mark('\u{64e}') && !is_mark('ب'));
        assert_eq!((mirror_image('«'), mirror_image('ب')), (Some('»'), None));
    }
}
