//! Where the names stand that the reader has added: by the rules of the gazetteer, as a name without a
//! gate. Whole words, with clitics before them or without, and every spelling that folds alike.

use super::super::compile;
use super::super::gazetteer::{Entry, Gate, Gazetteer};
use super::super::kind::{Entity, EntityKind};
use super::super::letters;
use super::super::lists::{Listed, Lists};
use super::super::names;
use super::super::tokens::Words;
use super::change::Added;
use crate::corpus::{Article, Residue, Role};
use crate::fold::Folding;
use std::ops::Range;

/// Looks for names that the reader has added.
#[derive(Clone, Debug)]
pub struct AddedNames {
    lists: Lists,
    /// Letters without which no text holds any of the names; one string for each spelling.
    cores: Vec<Vec<char>>,
    /// The number of the first.
    first: u32,
}

/// A place where an added name stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// Which name.
    pub name: u32,
    /// Bytes of the stored text.
    pub range: Range<usize>,
}

impl AddedNames {
    /// Looks for `added`, which are numbered from `first` on.
    #[must_use]
    pub fn new<'a>(added: impl IntoIterator<Item = &'a Added>, first: u32) -> AddedNames {
        let entries: Vec<Entry> = added.into_iter().map(entry).collect();
        let spellings = entries.iter().flat_map(|entry| &entry.names);
        let cores = spellings.map(|(spelling, _)| core(spelling)).collect();
        let lists = Lists { base: compile::names(&Gazetteer { entries }), own: None };
        AddedNames { lists, cores, first }
    }

    /// Every place in `article`, overlaps and all. Controls of a page are not read.
    #[must_use]
    pub fn find(&self, article: &Article) -> Vec<Hit> {
        let parts = article.parts.iter().filter(|part| part.role != Role::Residue(Residue::Control));
        self.find_in(&article.text, parts.map(|part| part.range.clone()))
    }

    /// Every place in these lines of `text`: no name goes on in the next one.
    pub fn find_in(&self, text: &str, lines: impl IntoIterator<Item = Range<usize>>) -> Vec<Hit> {
        let mut hits = Vec::new();
        let mut room = Words::default();
        for range in lines {
            let line = &text[range.clone()];
            if !self.cores.iter().any(|core| holds(line, core)) {
                continue;
            }
            let words = Words::of(line, std::iter::empty(), &self.lists, room);
            let mut found = Vec::new();
            for at in 0..words.len() {
                names::at(at, &words, &self.lists, &mut found);
            }
            for found in found {
                let Listed::Name { entry, .. } = found.listed else { continue };
                let Range { start, end } = words.stored_range(found.start, found.end, found.skip);
                let range = range.start + start..range.start + end;
                hits.push(Hit { name: self.first + entry, range });
            }
            room = words.emptied();
        }
        hits
    }
}

fn entry(added: &Added) -> Entry {
    let Added { name, english, spellings } = added;
    let spellings = std::iter::once(&name.text).chain(spellings);
    let names = spellings.map(|spelling| (spelling.clone(), Gate::Open)).collect();
    // Where a name stands does not hang on what it names.
    let kind = EntityKind::Place;
    let entity = Entity { kind, canonical: name.text.clone(), english: english.clone() };
    Entry { entity, names, company: Vec::new() }
}

/// The letters of the longest word that stand in a text wherever the name does: «لل…» has lost the alef of
/// the article, and perhaps a lam, and the last letter may be written otherwise.
fn core(spelling: &str) -> Vec<char> {
    let certain = |word: String| {
        let word = word.strip_prefix("ال").unwrap_or(&word);
        let word = word.strip_prefix('ل').unwrap_or(word);
        word.strip_suffix(['ة', 'ى', 'ي']).unwrap_or(word).chars().collect::<Vec<char>>()
    };
    letters::words(spelling).into_iter().map(certain).max_by_key(Vec::len).unwrap_or_default()
}

/// Whether the letters of `core` follow each other somewhere in `text`, folded. In ten thousand articles
/// that is known long before their words are.
fn holds(text: &str, core: &[char]) -> bool {
    let fold = |c| Folding::TAGGING.char(c);
    let stands_at = |found: usize, at: usize| {
        let mut before = text[..found].chars().rev().filter_map(fold);
        let mut after = text[found..].chars().filter_map(fold);
        core[at..].iter().all(|letter| after.next() == Some(*letter))
            && core[..at].iter().rev().all(|letter| before.next() == Some(*letter))
    };
    // A letter that only itself folds to is looked for much faster than others.
    match core.iter().position(|letter| is_alone(*letter)) {
        Some(at) => text.match_indices(core[at]).any(|(found, _)| stands_at(found, at)),
        None => core.is_empty() || text.char_indices().any(|(found, _)| stands_at(found, 0)),
    }
}

/// Whether no other letter folds to this one.
fn is_alone(letter: char) -> bool {
    matches!(letter, 'ب' | 'ت'..='غ' | 'ف' | 'ق' | 'ل'..='ن' | 'و')
}

#[cfg(test)]
mod tests {
    use super::super::change::Name;
    use super::*;
    use crate::corpus::{self, ArticleId, Origin};

    /// What is found of `spelling` in `text`, by the stored letters.
    fn check(spelling: &str, text: &str, expected: &[&str]) {
        let name = Name::new("LOC", spelling).expect("a name");
        let added = Added { name, english: None, spellings: Vec::new() };
        let bytes = text.as_bytes().to_vec();
        let article = corpus::from_bytes(bytes, "a.txt".into(), Origin::Embedded, ArticleId(0));
        let article = article.expect("it is a text");
        let hits = AddedNames::new([&added], 0).find(&article);
        let found: Vec<&str> = hits.iter().map(|hit| &article.text[hit.range.clone()]).collect();
        assert_eq!(found, expected, "{spelling} in {text}");
    }

    #[test]
    fn only_a_letter_to_which_no_other_folds_is_alone() {
        for c in '\0'..='\u{FFFF}' {
            let folded = Folding::TAGGING.char(c);
            assert!(folded.is_none_or(|folded| folded == c || !is_alone(folded)), "{c:?}");
        }
    }

    #[test]
    fn added_names_are_found_as_listed_ones_are() {
        check("عميرة", "من عميرة إلى عميره، لا عميرات", &["عميرة", "عميره"]);
        check("كفر عميرة", "وبكفر عميرة؛ كفر. عميرة", &["كفر عميرة"]);
        check("الأمم", "للأمم والأُمم وبالامم", &["لأمم", "الأُمم", "الامم"]);
        check("أربيل", "اربيل وأرْبيـل ولإربيل", &["اربيل", "أرْبيـل", "إربيل"]);
        check("موسى", "موسي ومُوسى", &["موسي", "مُوسى"]);
        check("علي", "على علي", &["علي"]);
        check("اللوز", "للوز واللوز", &["لوز", "اللوز"]);
        check("«NASA» 2", "nasa 2, NASAx 2", &["nasa 2"]);
    }
}
