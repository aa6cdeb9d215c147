//! Names of entities as readers type them: in any spelling, in English, or by their sound.

use super::kind::Entity;
use crate::fold::{LatinNeedle, Needle};

/// What is looked for among the names.
#[derive(Clone, Debug)]
pub struct NameNeedle {
    spelling: Needle,
    sound: Option<LatinNeedle>,
}

impl NameNeedle {
    /// Prepares `typed`, which a reader is perhaps still typing.
    #[must_use]
    pub fn new(typed: &str) -> NameNeedle {
        NameNeedle { spelling: Needle::new(typed), sound: LatinNeedle::new(typed) }
    }

    /// Whether `entity` has a name that holds it, or sounds like it. The empty needle is in every name.
    #[must_use]
    pub fn matches(&self, entity: &Entity) -> bool {
        self.spelling.matches(&entity.canonical)
            || entity.english.as_deref().is_some_and(|english| self.spelling.matches(english))
            || self.sound.as_ref().is_some_and(|sound| sound.matches(&entity.canonical))
    }
}
