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
    pub(super) properties: Properties,
    pub(super) joins: Joins,
}

/// The scalars of a paragraph.
#[derive(Debug, Default)]
pub(super) struct Scalars {
    pub(super) all: Vec<Scalar>,
    /// Their bidirectional classes, apart: the rules on levels walk through these alone.
    pub(super) classes: Vec<Class>,
    /// All classes that occur.
    pub(super) present: ClassSet,
    /// Whether [`Properties::is_simple`] holds of all.
    pub(super) is_simple: bool,
    /// What is asked for line breaks.
    pub(super) condensed: Condensed,
}

impl Scalars {
    /// Reads `text`; what was read before is forgotten.
    pub(super) fn read(&mut self, text: &str) {
        self.all.clear();
        self.classes.clear();
        self.present = ClassSet::default();
        self.is_simple = true;
        self.condensed.clear();
        // The last scalar that is not looked through in joining.
        let mut before: Option<(usize, JoiningType)> = None;
        for (at, c) in text.char_indices() {
            let properties = properties(c);
            self.present.insert(properties.class);
            self.is_simple &= properties.is_simple;
            let mut joins = Joins::default();
            if properties.joining != JoiningType::Transparent {
                if let Some((index, joining)) = before
                    && joining::join(joining, properties.joining)
                {
                    self.all[index].joins.next = true;
                    joins.previous = true;
                }
                before = Some((self.all.len(), properties.joining));
            }
            let at = u32::try_from(at).expect("Paragraph::new cuts longer texts");
            self.condensed.push(c, properties.wordly, at);
            self.all.push(Scalar { at, c, properties, joins });
            self.classes.push(properties.class);
        }
    }
}
