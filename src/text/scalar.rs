//! A text, read once into scalars: each with its properties and its joins, so that no later step
//! asks again.

use super::joining::{self, Joins};
use super::linebreak::Condensed;
use super::properties::{Class, ClassSet, Properties, properties};
use unicode_joining_type::JoiningType;

/// A scalar of the text, with all that is asked of it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Scalar {
    /// Byte of the text.
    pub(super) at: u32,
    pub(super) c: char,
    pub(super) properties: &'static Properties,
    pub(super) joins: Joins,
    /// Whether a line may end before it; where this is not set, [`Scalars::condensed`] tells.
    pub(super) begins_word: bool,
}

impl Scalar {
    /// Its bidirectional class, before any rule.
    pub(super) fn class(&self) -> Class {
        self.properties.class
    }
}

/// The scalars of a paragraph.
#[derive(Debug, Default)]
pub(super) struct Scalars {
    pub(super) all: Vec<Scalar>,
    /// All bidirectional classes that occur.
    pub(super) present: ClassSet,
    /// Whether [`Properties::is_simple`] holds of all.
    pub(super) is_simple: bool,
    /// What is asked for line breaks.
    pub(super) condensed: Condensed,
}

impl Scalars {
    /// Reads `text`; what was read before is forgotten.
    #[inline(never)]
    pub(super) fn read(&mut self, text: &str) {
        self.all.clear();
        self.all.reserve(text.chars().count());
        let mut present = ClassSet::default();
        let mut is_simple = true;
        self.condensed.clear();
        // The last scalar that is not looked through in joining.
        let (mut before, mut before_joining) = (0, JoiningType::NonJoining);
        for (at, c) in text.char_indices() {
            let properties = properties(c);
            present.insert(properties.class);
            is_simple &= properties.is_simple;
            let mut joins = Joins::default();
            if properties.joining != JoiningType::Transparent {
                let joined = joining::join(before_joining, properties.joining);
                joins.insert(Joins::PREVIOUS.only_if(joined));
                if let Some(scalar) = self.all.get_mut(before) {
                    scalar.joins.insert(Joins::NEXT.only_if(joined));
                }
                (before, before_joining) = (self.all.len(), properties.joining);
            }
            let at = u32::try_from(at).expect("Paragraph::new cuts longer texts");
            let begins_word = self.condensed.push(c, properties.wordly, at);
            self.all.push(Scalar { at, c, properties, joins, begins_word });
        }
        (self.present, self.is_simple) = (present, is_simple);
    }
}
