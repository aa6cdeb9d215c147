//! UAX #9, rules X1 to I2: the embedding level of each scalar of a paragraph.
//!
//! The steps are those of the standard, in its order: explicit levels and directions (X1 to X8),
//! isolating run sequences (X10, BD13), weak types (W1 to W7), paired brackets (N0), neutrals
//! (N1, N2), implicit levels (I1, I2). Characters that rule X9 removes stay in the text and take
//! the level of what stands before them (section 5.2).
//!
//! `unicode-bidi` gives the class of each character, but not the levels: 0.3.18 resolves brackets
//! after an isolate in the wrong context, and pairs more than 63 open ones. `tests/bidi.rs` holds
//! these levels against the standard's own files and an independent implementation.
//!
//! Time is linear in the text: every scan is a single pass, bounded by the 63 brackets that may
//! be open, or leaps from an isolate to its end.

mod brackets;
mod explicit;
mod islands;
mod neutral;
mod sequences;
mod weak;

use super::bidi::{BaseDirection, Level};
use super::properties::{Bracket, Class, ClassSet, Properties, bracket, with_properties};
use std::ops::Range;

/// The embedding level of each scalar of `text`, read as one paragraph, by rules X1 to I2: before
/// a line is made of it (L1 and L2 are [`Paragraph::line`](super::Paragraph::line)'s). A paragraph
/// separator inside the text takes the base level and separates nothing.
///
/// ```
/// use warraq::text::{BaseDirection, levels};
/// let numbers: Vec<u8> = levels("لا 42", BaseDirection::Auto).iter().map(|level| level.number()).collect();
/// assert_eq!(numbers, [1, 1, 1, 2, 2]);
/// ```
#[must_use]
pub fn levels(text: &str, direction: BaseDirection) -> Vec<Level> {
    match Resolver::default().resolve(with_properties(text), direction.level(text)) {
        Levels::All(level) => vec![level; text.chars().count()],
        Levels::Each(levels) => levels.to_vec(),
    }
}

/// The levels of a paragraph.
#[derive(Clone, Copy, Debug)]
pub(super) enum Levels<'r> {
    /// Every scalar has this one: most paragraphs without digits.
    All(Level),
    /// One for each scalar.
    Each(&'r [Level]),
}

impl Levels<'_> {
    /// Those of the scalars from `first` on.
    pub(super) fn after(self, first: usize) -> Self {
        match self {
            Levels::All(level) => Levels::All(level),
            Levels::Each(levels) => Levels::Each(&levels[first..]),
        }
    }

    #[inline]
    pub(super) fn of(self, scalar: usize) -> Level {
        match self {
            Levels::All(level) => level,
            Levels::Each(levels) => levels[scalar],
        }
    }
}

/// Buffers of the resolver, kept to be used again for the next paragraph.
#[derive(Debug, Default)]
pub(super) struct Resolver {
    /// The class of each scalar, before any rule.
    text: Vec<Class>,
    /// The brackets, each with its scalar.
    brackets: Vec<(u32, Bracket)>,
    /// Classes as the rules change them, by scalar.
    classes: Vec<Class>,
    levels: Vec<Level>,
    /// For each isolate initiator its PDI, for each PDI its initiator; else [`NONE`].
    partners: Vec<u32>,
    /// The scalars of the isolating run sequence in hand.
    sequence: Vec<u32>,
    /// Their classes.
    types: Vec<Class>,
    pairs: Vec<(u32, u32)>,
    islands: Vec<Range<usize>>,
}

const NONE: u32 = u32::MAX;

/// What makes a text other than left-to-right at all.
const RIGHT_TO_LEFT: ClassSet = ClassSet::of(&[Class::R, Class::Al, Class::An]);
/// What has a level other than the paragraph's in a right-to-left paragraph without explicit codes.
const NOT_RIGHT: ClassSet = ClassSet::of(&[Class::L, Class::En, Class::An]);
const EXPLICIT: ClassSet = ClassSet::of(&[
    Class::Lre,
    Class::Rle,
    Class::Lro,
    Class::Rlo,
    Class::Pdf,
    Class::Lri,
    Class::Rli,
    Class::Fsi,
    Class::Pdi,
]);
const REMOVED_BY_X9: ClassSet =
    ClassSet::of(&[Class::Lre, Class::Rle, Class::Lro, Class::Rlo, Class::Pdf, Class::Bn]);
/// What is looked through, or separates paragraphs inside a paragraph.
const REMOVED: ClassSet = ClassSet::of(&[Class::Bn, Class::B]);

impl Resolver {
    /// The levels of the scalars of `text`, one paragraph with base level `base`.
    pub(super) fn resolve(
        &mut self,
        text: impl Iterator<Item = (char, Properties)>,
        base: Level,
    ) -> Levels<'_> {
        let present = self.read(text);
        if !present.any(EXPLICIT) {
            // All of the text is one sequence. Two kinds of it, which are most of all text, need
            // no rule at all: every character takes the paragraph's level.
            let is_plain = match base.is_rtl() {
                false => !present.any(RIGHT_TO_LEFT),
                true => !present.any(NOT_RIGHT),
            };
            if is_plain {
                return Levels::All(base);
            }
        }
        self.levels.clear();
        self.levels.resize(self.text.len(), base);
        if !present.any(EXPLICIT) && !present.any(REMOVED) {
            self.find_islands(base);
            self.resolve_islands(base);
            return Levels::Each(&self.levels);
        }
        self.classes.clear();
        self.classes.extend_from_slice(&self.text);
        self.find_partners();
        self.explicit(base);
        self.sequences(base);
        self.fill_removed(base);
        Levels::Each(&self.levels)
    }

    /// Keeps what the rules ask of each scalar; returns all classes that occur.
    fn read(&mut self, text: impl Iterator<Item = (char, Properties)>) -> ClassSet {
        self.text.clear();
        self.brackets.clear();
        let Resolver { text: classes, brackets, .. } = self;
        let mut present = ClassSet::default();
        classes.extend((0..).zip(text).map(|(at, (c, properties))| {
            present.insert(properties.class);
            if properties.is_bracket() {
                brackets.extend(bracket(c).map(|bracket| (at, bracket)));
            }
            properties.class
        }));
        present
    }
}

/// The direction of a level, as a strong class.
fn strong_of(level: Level) -> Class {
    if level.is_rtl() { Class::R } else { Class::L }
}

/// I1 and I2: by how much a class raises an even level, and an odd one.
const RAISED: [[u8; Class::COUNT]; 2] = {
    let mut raised = [[0; Class::COUNT]; 2];
    raised[0][Class::R as usize] = 1;
    raised[0][Class::An as usize] = 2;
    raised[0][Class::En as usize] = 2;
    raised[1][Class::L as usize] = 1;
    raised[1][Class::En as usize] = 1;
    raised[1][Class::An as usize] = 1;
    raised
};

/// I1 and I2.
fn implicit(level: Level, class: Class) -> Level {
    Level::new(level.number() + RAISED[usize::from(level.is_rtl())][class as usize])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn too_many_open_brackets_undo_every_pair() {
        let level = |text: &str, place: usize| levels(text, BaseDirection::Rtl)[place].number();
        // A pair goes with the letters in it and before it, a lone bracket with the paragraph.
        let before = |open: usize| level(&format!("a(b)א{}", "(".repeat(open)), 3);
        assert_eq!((before(63), before(64)), (2, 1));
        // The sequence goes on after the isolate, and has no pair there either.
        let after = |open: usize| level(&format!("a{}\u{2066}x\u{2069}b)א", "(".repeat(open)), open + 5);
        assert_eq!((after(63), after(64)), (2, 1));
    }

    #[test]
    fn an_isolate_ends_with_its_paragraph() {
        // So deep that the isolate opens no level of its own, and so its end begins no run.
        let text = "\u{202B}".repeat(130) + "\u{2067}\na\u{2069}";
        assert_eq!(levels(&text, BaseDirection::Rtl).len(), 134);
    }
}
