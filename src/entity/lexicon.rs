//! The words that the rules know, and what they do: the classes of `assets/gazetteer/lexicon.txt`,
//! nationalities, institutions, and what is no name. What a word in its place means is decided by
//! the rules.

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
    pub(super) const MEMBER: Class = Class(1 << 21);

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

    pub(super) const fn from_bits(bits: u32) -> Class {
        Class(bits)
    }

    pub(super) const fn bits(self) -> u32 {
        self.0
    }

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
    ("member", Class::MEMBER),
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

/// What the files say, for `compile`.
#[derive(Clone, Debug, Default)]
pub(super) struct Lexicon {
    /// Words, folded, and what they can do.
    pub(super) words: Vec<(String, Class)>,
    /// Endings of surnames from elsewhere, folded.
    pub(super) surname_ends: Vec<String>,
    pub(super) nations: Vec<NationLine>,
    pub(super) institutions: Vec<InstitutionLine>,
    /// Phrases that begin like names and are none.
    pub(super) not_names: Vec<&'static str>,
}

/// A nationality.
#[derive(Clone, Debug)]
pub(super) struct NationLine {
    /// Spellings of the adjective, indefinite and masculine; the first one is listed.
    pub(super) spellings: Vec<&'static str>,
    /// Canonical name of the country.
    pub(super) country: &'static str,
    pub(super) english: &'static str,
}

/// An institution that a nationality or a place makes a name.
#[derive(Clone, Debug)]
pub(super) struct InstitutionLine {
    pub(super) phrase: &'static str,
    pub(super) completed_by: Completion,
    pub(super) stands_alone: bool,
    pub(super) english: &'static str,
}

/// What makes an institution's phrase a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Completion {
    Masculine,
    Feminine,
    Place,
}

impl Completion {
    pub(super) const ALL: [Completion; 3] = [Completion::Masculine, Completion::Feminine, Completion::Place];
}

impl Lexicon {
    /// Reads `lexicon.txt`, `nationalities.tsv`, `institutions.tsv` and `not-names.txt`.
    pub(super) fn built_in() -> Lexicon {
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
                        lexicon.words.push((word, class));
                    }
                }
            }
        }
        for line in include_str!("../../assets/gazetteer/nationalities.tsv").lines() {
            let fields: Vec<&str> = line.split('\t').collect();
            let [spellings, country, english, ..] = fields[..] else { continue };
            let spellings = spellings.split('|').collect();
            lexicon.nations.push(NationLine { spellings, country, english });
        }
        for line in include_str!("../../assets/gazetteer/institutions.tsv").lines() {
            let fields: Vec<&str> = line.split('\t').collect();
            let [phrase, by, english] = fields[..] else { continue };
            let completed_by = match by.trim_end_matches('!') {
                "m" => Completion::Masculine,
                "f" => Completion::Feminine,
                _ => Completion::Place,
            };
            let stands_alone = by.ends_with('!');
            lexicon.institutions.push(InstitutionLine { phrase, completed_by, stands_alone, english });
        }
        let not_names = include_str!("../../assets/gazetteer/not-names.txt").lines();
        lexicon.not_names = not_names.filter(|line| !line.starts_with('#')).collect();
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
}
