//! The words that the tagger knows, and what they do: one number for each word, and for each
//! number the classes of `assets/gazetteer/lexicon.txt`. What a word in its place means is decided
//! by the rules.

use std::collections::HashMap;
use std::ops::{BitOr, BitOrAssign};

use crate::fold::Folding;

/// What a word can do, as a set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Class(u32);

impl Class {
    pub(super) const GIVEN: Class = Class(1);
    pub(super) const GIVEN_FOREIGN: Class = Class(1 << 1);
    pub(super) const TITLE: Class = Class(1 << 2);
    pub(super) const TITLE_WORD: Class = Class(1 << 3);
    pub(super) const SAYING: Class = Class(1 << 4);
    pub(super) const ACTING: Class = Class(1 << 5);
    pub(super) const PLACE_NOUN: Class = Class(1 << 6);
    pub(super) const PLACE_HEAD: Class = Class(1 << 7);
    pub(super) const PLACE_PREFIX: Class = Class(1 << 8);
    pub(super) const PREPOSITION: Class = Class(1 << 9);
    pub(super) const ORG_NOUN: Class = Class(1 << 10);
    pub(super) const QUOTED_ORG: Class = Class(1 << 11);
    pub(super) const MEDIA_NOUN: Class = Class(1 << 12);
    pub(super) const MINISTER: Class = Class(1 << 13);
    pub(super) const CONNECTOR: Class = Class(1 << 14);
    pub(super) const COMPOUND: Class = Class(1 << 15);
    pub(super) const COMPOUND_END: Class = Class(1 << 16);
    pub(super) const MEASURE: Class = Class(1 << 17);
    pub(super) const STOP: Class = Class(1 << 18);
    pub(super) const NOT_PLACE: Class = Class(1 << 19);
    pub(super) const NATION: Class = Class(1 << 20);

    /// A word of the language that no surname is.
    pub(super) const NO_SURNAME: Class = Class(
        Self::STOP.0
            | Self::SAYING.0
            | Self::ACTING.0
            | Self::TITLE.0
            | Self::TITLE_WORD.0
            | Self::PREPOSITION.0
            | Self::PLACE_NOUN.0
            | Self::ORG_NOUN.0
            | Self::MEDIA_NOUN.0
            | Self::MEASURE.0,
    );

    pub(super) fn any(self, of: Class) -> bool {
        self.0 & of.0 != 0
    }
}

impl BitOr for Class {
    type Output = Class;
    fn bitor(self, other: Class) -> Class {
        Class(self.0 | other.0)
    }
}

impl BitOrAssign for Class {
    fn bitor_assign(&mut self, other: Class) {
        self.0 |= other.0;
    }
}

const SECTIONS: &[(&str, Class)] = &[
    ("given", Class::GIVEN),
    ("given-foreign", Class(Class::GIVEN.0 | Class::GIVEN_FOREIGN.0)),
    ("title", Class::TITLE),
    ("title-word", Class::TITLE_WORD),
    ("saying", Class::SAYING),
    ("acting", Class::ACTING),
    ("place-noun", Class::PLACE_NOUN),
    ("place-head", Class::PLACE_HEAD),
    ("place-prefix", Class::PLACE_PREFIX),
    ("preposition", Class::PREPOSITION),
    ("org-noun", Class::ORG_NOUN),
    ("quoted-org", Class::QUOTED_ORG),
    ("media-noun", Class::MEDIA_NOUN),
    ("minister", Class::MINISTER),
    ("connector", Class::CONNECTOR),
    ("compound", Class::COMPOUND),
    ("compound-end", Class::COMPOUND_END),
    ("measure", Class::MEASURE),
    ("stop", Class::STOP),
    ("not-place", Class::NOT_PLACE),
];

/// The number of a word.
pub(super) type WordId = u32;

/// Every word of the gazetteer, the lexicon and the institutions.
#[derive(Clone, Debug, Default)]
pub(super) struct Vocabulary {
    ids: HashMap<Box<str>, WordId>,
    classes: Vec<Class>,
}

impl Vocabulary {
    /// With room for that many words, so that building need not move them again and again.
    pub(super) fn with_capacity(words: usize) -> Vocabulary {
        Vocabulary { ids: HashMap::with_capacity(words), classes: Vec::with_capacity(words) }
    }

    /// The number of `word`, which is folded; given now if it has none.
    pub(super) fn add(&mut self, word: &str, class: Class) -> WordId {
        let word = normal(word);
        let next = self.classes.len() as WordId;
        let id = match self.ids.get(word.as_str()) {
            Some(&id) => id,
            None => {
                self.ids.insert(word.into(), next);
                self.classes.push(Class::default());
                next
            }
        };
        self.classes[id as usize] |= class;
        id
    }

    /// The number of a word of a text, as folded for tagging. Final ى counts as ي in words of four
    /// letters or more: in shorter ones («على», «علي») they are two words.
    pub(super) fn find(&self, word: &str) -> Option<WordId> {
        if word.ends_with('ى') {
            return self.ids.get(normal(word).as_str()).copied();
        }
        self.ids.get(word).copied()
    }

    /// Second chance: final ه for ة, as many write it. Not for words that begin with a stripped
    /// «و», of which a pronoun at the end is likelier.
    pub(super) fn find_with_heh(&self, word: &str) -> Option<WordId> {
        let stem = word.strip_suffix('ه')?;
        (stem.chars().count() >= 3).then(|| self.ids.get(format!("{stem}ة").as_str()).copied())?
    }

    pub(super) fn class(&self, id: WordId) -> Class {
        self.classes[id as usize]
    }
}

fn normal(word: &str) -> String {
    match word.strip_suffix('ى') {
        Some(stem) if stem.chars().count() >= 3 => format!("{stem}ي"),
        _ => word.to_string(),
    }
}

/// A nationality adjective in its two definite forms.
#[derive(Clone, Debug)]
pub(super) struct Nation {
    pub(super) masculine: String,
    pub(super) feminine: String,
    /// Canonical name of the country.
    pub(super) country: String,
    pub(super) english: String,
}

/// The words of the rules beside the vocabulary.
#[derive(Clone, Debug, Default)]
pub(super) struct Lexicon {
    pub(super) nations: Vec<Nation>,
    /// Definite adjective → its nation, and whether it is the feminine.
    pub(super) adjectives: HashMap<WordId, (usize, bool)>,
    /// Endings of surnames from elsewhere, folded.
    pub(super) surname_ends: Vec<String>,
}

impl Lexicon {
    /// Reads `lexicon.txt` and `nationalities.tsv` and gives every word its number.
    pub(super) fn built_in(words: &mut Vocabulary) -> Lexicon {
        let mut lexicon = Lexicon::default();
        let (mut class, mut endings) = (Class::default(), false);
        for line in include_str!("../../assets/gazetteer/lexicon.txt").lines() {
            if let Some(section) = line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
                endings = section == "surname-end";
                class = SECTIONS.iter().find(|(name, _)| *name == section).map_or(Class::default(), |s| s.1);
            } else if !line.starts_with('#') {
                for word in line.split_whitespace().map(|word| Folding::TAGGING.fold(word)) {
                    if endings {
                        lexicon.surname_ends.push(word);
                    } else {
                        words.add(&word, class);
                    }
                }
            }
        }
        for line in include_str!("../../assets/gazetteer/nationalities.tsv").lines() {
            let mut fields = line.split('\t');
            let (Some(spellings), Some(country), Some(english)) =
                (fields.next(), fields.next(), fields.next())
            else {
                continue;
            };
            let at = lexicon.nations.len();
            for (i, spelling) in spellings.split('|').enumerate() {
                let (masculine, feminine) = (format!("ال{spelling}"), format!("ال{spelling}ة"));
                for (form, is_feminine) in [(&masculine, false), (&feminine, true)] {
                    let id = words.add(&Folding::TAGGING.fold(form), Class::NATION);
                    lexicon.adjectives.insert(id, (at, is_feminine));
                }
                if i == 0 {
                    let (country, english) = (country.to_string(), english.to_string());
                    lexicon.nations.push(Nation { masculine, feminine, country, english });
                }
            }
        }
        lexicon
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_section_has_a_class() {
        for line in include_str!("../../assets/gazetteer/lexicon.txt").lines() {
            if let Some(section) = line.strip_prefix('[') {
                let section = section.trim_end_matches(']');
                let known = SECTIONS.iter().any(|(name, _)| *name == section);
                assert!(known || section == "surname-end", "no class for `{section}`");
            }
        }
    }

    #[test]
    fn two_short_words_stay_two() {
        let mut words = Vocabulary::default();
        let ali = words.add("علي", Class::GIVEN);
        assert_eq!(words.find("على"), None);
        assert_eq!(words.find("علي"), Some(ali));
        let musa = words.add("موسى", Class::GIVEN);
        assert_eq!(words.find("موسي"), Some(musa));
        let gaza = words.add("غزة", Class::default());
        assert_eq!(words.find_with_heh("غزه"), None, "two letters are no stem");
        let syria = words.add("سورية", Class::default());
        assert_eq!(words.find_with_heh("سوريه"), Some(syria));
        assert_ne!(gaza, syria);
    }
}
