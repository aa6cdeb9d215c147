//! The Unicode Bidirectional Algorithm (UAX #9) around the levels of a paragraph, which are
//! `levels`' work: base directions (P2, P3), and the rules on a line, L1 and L2, on the line's own
//! slice.
//!
//! <https://www.unicode.org/reports/tr9/>

use super::properties::{Blank, Class, properties};

/// An embedding level (UAX #9, BD2): even is left to right, odd is right to left.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Level(u8);

impl Level {
    /// The level of a left-to-right paragraph.
    pub const LTR: Level = Level(0);
    /// The level of a right-to-left paragraph.
    pub const RTL: Level = Level(1);

    /// Whether text at this level runs from right to left.
    #[must_use]
    pub const fn is_rtl(self) -> bool {
        self.0 % 2 == 1
    }

    /// A level by its number, at most 126.
    pub(super) const fn new(number: u8) -> Level {
        debug_assert!(number <= 126);
        Level(number)
    }

    /// The number: 0 to 126.
    #[must_use]
    pub const fn number(self) -> u8 {
        self.0
    }
}

/// How a paragraph's base direction is chosen (UAX #9, P2, P3 and HL1).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum BaseDirection {
    /// By the first strong character outside isolates; left to right if there is none.
    #[default]
    Auto,
    /// Left to right, whatever the text.
    Ltr,
    /// Right to left, whatever the text.
    Rtl,
}

impl BaseDirection {
    /// The direction of `text` by itself, or `otherwise` if it has none: a row of stars, a number.
    #[must_use]
    pub fn of(text: &str, otherwise: BaseDirection) -> BaseDirection {
        match first_strong(text) {
            Some(level) if level.is_rtl() => BaseDirection::Rtl,
            Some(_) => BaseDirection::Ltr,
            None => otherwise,
        }
    }

    /// The level that a paragraph of `text` gets.
    #[must_use]
    pub fn level(self, text: &str) -> Level {
        match self {
            BaseDirection::Ltr => Level::LTR,
            BaseDirection::Rtl => Level::RTL,
            BaseDirection::Auto => first_strong(text).unwrap_or(Level::LTR),
        }
    }
}

/// The direction of a text of several paragraphs as a whole: that of the first one that has any
/// (UAX #9, HL1). A paragraph of digits or stars alone goes this way.
#[must_use]
pub fn direction_of(text: &str) -> BaseDirection {
    let first = super::paragraphs(text).find_map(|range| first_strong(&text[range]));
    if first.is_some_and(Level::is_rtl) { BaseDirection::Rtl } else { BaseDirection::Ltr }
}

/// The direction of the first strong character of the first paragraph in `text`, isolates
/// skipped (UAX #9, P2); `None` if there is none.
#[must_use]
pub fn first_strong(text: &str) -> Option<Level> {
    let mut depth = 0_usize;
    for c in text.chars() {
        match properties(c).class {
            Class::L if depth == 0 => return Some(Level::LTR),
            Class::R | Class::Al if depth == 0 => return Some(Level::RTL),
            Class::Lri | Class::Rli | Class::Fsi => depth += 1,
            Class::Pdi => depth = depth.saturating_sub(1),
            Class::B => return None,
            _ => {}
        }
    }
    None
}

/// Rule L1 on one line: separators, and blanks before a separator or the line's end, take the
/// paragraph's level.
pub(super) fn reset_blanks(
    levels: &mut [Level],
    blanks: impl DoubleEndedIterator<Item = Blank>,
    base: Level,
) {
    let mut trailing = true;
    for (level, blank) in levels.iter_mut().rev().zip(blanks.rev()) {
        match blank {
            Blank::Separator => {
                *level = base;
                trailing = true;
            }
            Blank::Space if trailing => *level = base,
            Blank::Space => {}
            Blank::No => trailing = false,
        }
    }
}

/// Rule L2 on one line: the logical index of what stands at each place, from left to right.
pub(super) fn visual_order(levels: &[Level]) -> Vec<u32> {
    let mut order: Vec<u32> = (0..).take(levels.len()).collect();
    let highest = levels.iter().map(|level| level.number()).max().unwrap_or(0);
    let Some(lowest_odd) = levels.iter().filter(|level| level.is_rtl()).map(|level| level.number()).min()
    else {
        return order;
    };
    for threshold in (lowest_odd..=highest).rev() {
        // Logical indices of a run stand together at every step, so runs can be found in
        // `order` itself.
        let mut at = 0;
        while at < order.len() {
            if levels[order[at] as usize].number() < threshold {
                at += 1;
                continue;
            }
            let end = order[at..]
                .iter()
                .position(|&i| levels[i as usize].number() < threshold)
                .map_or(order.len(), |length| at + length);
            order[at..end].reverse();
            at = end;
        }
    }
    order
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base_direction_is_the_first_strong_outside_isolates() {
        let check = |text, expected| assert_eq!(first_strong(text), expected, "{text:?}");
        check("• 1) «التحالف»", Some(Level::RTL));
        check("TT التحالف", Some(Level::LTR));
        check("2014 (%)", None);
        check("\u{2067}عربي\u{2069} latin", Some(Level::LTR));
        check("", None);
    }

    #[test]
    fn a_text_goes_the_way_of_its_first_paragraph_with_letters() {
        assert_eq!(direction_of("* * *\n2014\nعربي\nlatin"), BaseDirection::Rtl);
        assert_eq!(direction_of("* * *"), BaseDirection::Ltr);
    }

    #[test]
    fn blanks_at_the_end_take_the_base_level() {
        let one = Level(1);
        let mut levels = [Level(2), Level(2), Level(2)];
        reset_blanks(&mut levels, [Blank::No, Blank::Space, Blank::Space].into_iter(), one);
        assert_eq!(levels, [Level(2), one, one]);
    }

    #[test]
    fn runs_are_reversed_from_the_highest_level_down() {
        let check = |levels: &[u8], expected: &[u32]| {
            let levels: Vec<Level> = levels.iter().map(|&n| Level(n)).collect();
            assert_eq!(visual_order(&levels), expected);
        };
        check(&[0, 0, 0], &[0, 1, 2]);
        check(&[1, 1, 1], &[2, 1, 0]);
        check(&[1, 2, 2, 1], &[3, 1, 2, 0]);
        check(&[0, 1, 2, 2, 1, 0], &[0, 4, 2, 3, 1, 5]);
        check(&[126], &[0]);
        check(&[], &[]);
    }
}
