//! Article → mentions. One walk over the words finds all that a list holds; the rest decides:
//! which homographs count, what the rules add, which of two overlapping names is the longer.
//! Every step is linear in the text.

use std::collections::{HashMap, HashSet};

use super::gates::{Around, Opening};
use super::gazetteer::{Gate, Gazetteer};
use super::kind::{EntityKind, Mention, Provenance};
use super::lexicon::{Class, Lexicon, Vocabulary};
use super::names::{Listed, Match, Names};
use super::people::{Reader, Titles};
use super::propagate::{self, Person};
use super::rules::{Found, Rules, institution};
use super::span::{Span, Target};
use super::table::EntityTable;
use super::tokens::Words;
use crate::corpus::Article;
use crate::fold::{is_filler, is_mark};

/// Finds mentions. Made once, shared by all threads; it changes nothing but the table it is given.
#[derive(Clone, Debug)]
pub struct Tagger {
    gazetteer: Gazetteer,
    vocabulary: Vocabulary,
    lexicon: Lexicon,
    names: Names,
    /// For each entry, the entries in whose company its gated names count.
    company: Vec<Vec<u32>>,
    /// For each nationality, its country.
    countries: Vec<Option<u32>>,
}

impl Tagger {
    /// A tagger that knows `gazetteer`, and the words of the rules.
    #[must_use]
    pub fn new(gazetteer: Gazetteer) -> Tagger {
        let mut vocabulary = Vocabulary::with_capacity(8192);
        let lexicon = Lexicon::built_in(&mut vocabulary);
        let names = Names::new(&gazetteer, &mut vocabulary);
        let mut entries: HashMap<&str, Vec<u32>> = HashMap::new();
        for (at, entry) in gazetteer.entries.iter().enumerate() {
            entries.entry(&entry.entity.canonical).or_default().push(at as u32);
        }
        let find = |name: &str| entries.get(name).cloned().unwrap_or_default();
        let company = gazetteer
            .entries
            .iter()
            .map(|e| e.company.iter().flat_map(|name| find(name)).collect())
            .collect();
        let country = |name: &str| {
            find(name).into_iter().find(|&at| gazetteer.entries[at as usize].entity.kind == EntityKind::Place)
        };
        let countries = lexicon.nations.iter().map(|nation| country(&nation.country)).collect();
        Tagger { company, countries, gazetteer, vocabulary, lexicon, names }
    }

    /// The mentions of `article`, in order and apart from each other; their entities are entered
    /// into `table`. Controls of a page («صورة», «تويتر») are not read; all other parts are.
    pub fn tag(&self, article: &Article, table: &mut EntityTable) -> Vec<Mention> {
        let words = Words::of(article, &self.vocabulary);
        let mut matches = Vec::new();
        for at in 0..words.len() {
            self.names.at(at, &words, &mut matches);
        }
        let mut spans = self.spans(&words, &matches);
        select(&mut spans, words.len());
        self.spread(&words, &mut spans);
        spans
            .into_iter()
            .filter_map(|span| {
                let entity = match &span.target {
                    Target::Entry(at) => {
                        let entity = &self.gazetteer.entries[*at as usize].entity;
                        table.intern(entity.kind, &entity.canonical, entity.english.as_deref())
                    }
                    Target::New(kind, canonical, english) => {
                        table.intern(*kind, canonical, english.as_deref())
                    }
                    Target::Nothing => return None,
                };
                let range = stored_range(&words, &span);
                Some(Mention { entity, range, provenance: span.provenance })
            })
            .collect()
    }

    /// Everything that counts, overlaps and all.
    fn spans(&self, words: &Words<'_>, matches: &[Match]) -> Vec<Span> {
        // What is sure without its surroundings, and which entities that makes present.
        let nowhere = vec![None; words.tokens.len()];
        let no_titles = Titles::of(words, &nowhere);
        let bare = Around { words, titles: &no_titles, kinds: &nowhere };
        let sure = |found: &Match| match found.listed {
            Listed::Name { gate: Gate::Open, .. } => true,
            Listed::Name { gate: Gate::Adjective, .. } => !bare.is_adjective(found),
            Listed::Nothing => true,
            _ => false,
        };
        let mut open: Vec<Span> = matches.iter().filter(|found| sure(found)).map(span_of).collect();
        select(&mut open, words.len());
        let mut kinds = nowhere.clone();
        let mut present: HashSet<u32> = HashSet::new();
        for span in &open {
            if let Target::Entry(at) = span.target {
                present.insert(at);
                kinds[span.start..span.end].fill(Some(self.kind(at)));
            }
        }
        for token in &words.tokens[..words.len()] {
            let nations = token.readings().iter().filter_map(|r| self.lexicon.adjectives.get(&r.word));
            let countries = nations.filter_map(|&(nation, _)| self.countries[nation]);
            // «المالي» is financial far more often than from Mali.
            present.extend(
                countries.filter(|&at| self.gazetteer.entries[at as usize].names[0].1 != Gate::Homograph),
            );
        }

        // Homographs: what stands around them. Twice, since the first of a list opens the next.
        let titles = Titles::of(words, &kinds);
        // A gated spelling inside a sure name, or of one that is sure itself, is no sign of anything.
        let covered: Vec<bool> =
            matches.iter().map(|found| kinds[found.start..found.end].iter().all(Option::is_some)).collect();
        let mut openings = vec![Opening::No; matches.len()];
        for _ in 0..2 {
            let known = kinds.clone();
            let around = Around { words, titles: &titles, kinds: &known };
            for ((found, opening), covered) in matches.iter().zip(&mut openings).zip(&covered) {
                let Listed::Name { entry, gate, .. } = found.listed else { continue };
                if matches!(gate, Gate::Open | Gate::Adjective) {
                    continue;
                }
                *opening = around.opening(found, self.kind(entry), gate);
                if *opening >= Opening::Weak && !covered {
                    if *opening == Opening::Strong && gate != Gate::Paper {
                        present.insert(entry);
                    }
                    for kind in &mut kinds[found.start..found.end] {
                        kind.get_or_insert(self.kind(entry));
                    }
                }
            }
        }

        // Of several entities with one spelling in one place, the best founded.
        let mut best: HashMap<(usize, usize, u8), (u8, Span)> = HashMap::new();
        for (found, &opening) in matches.iter().zip(&openings) {
            let rank = if sure(found) { 2 } else { self.rank(words, found, opening, &present) };
            if rank > 0 {
                let key = (found.start, found.end, found.skip);
                if best.get(&key).is_none_or(|(other, _)| *other < rank) {
                    best.insert(key, (rank, span_of(found)));
                }
            }
        }
        let mut spans: Vec<Span> = best.into_values().map(|(_, span)| span).collect();
        // The map's order is not ours: the same text must give the same mentions.
        spans.sort_by_key(|span| (span.start, span.end, span.skip));
        let founded = spans.clone();
        self.add_rules(words, matches, &founded, &titles, &mut spans);
        spans
    }

    /// How well founded a gated name is; 0 if it does not count.
    fn rank(&self, words: &Words<'_>, found: &Match, opening: Opening, present: &HashSet<u32>) -> u8 {
        let Listed::Name { entry, spelling, gate } = found.listed else { return 0 };
        if matches!(gate, Gate::Open | Gate::Adjective) || opening == Opening::Blocked {
            return 0;
        }
        let (name, _) = &self.gazetteer.entries[entry as usize].names[usize::from(spelling)];
        if name.contains(is_mark) && words.stored.get(stored_range(words, &span_of(found))) == Some(name) {
            return 4;
        }
        if gate == Gate::Paper {
            return if opening == Opening::Strong { 5 } else { 0 };
        }
        // What the rest of the article says is not enough for these where they stand alone.
        let kind = self.kind(entry);
        let alone = match gate {
            Gate::Feminine => true,
            Gate::Strict => {
                kind == EntityKind::Person || kind == EntityKind::Place && opening < Opening::Leaning
            }
            _ => false,
        };
        let accompanied = present.contains(&entry)
            || self.company[entry as usize].iter().any(|other| present.contains(other));
        if accompanied && !alone {
            3
        } else if opening >= Opening::Weak {
            1
        } else {
            0
        }
    }

    fn add_rules(
        &self,
        words: &Words<'_>,
        matches: &[Match],
        founded: &[Span],
        titles: &Titles,
        spans: &mut Vec<Span>,
    ) {
        let mut kinds = vec![None; words.tokens.len()];
        // The longest founded mention that begins at a word.
        let mut at_word: HashMap<usize, &Span> = HashMap::new();
        for span in founded {
            if let Target::Entry(at) = span.target {
                kinds[span.start..span.end].fill(Some(self.kind(at)));
                at_word.insert(span.start, span);
            }
        }
        let rules = Rules { words, lexicon: &self.lexicon, kinds: &kinds };
        let mut found: Vec<Found> = Vec::new();
        for phrase in matches {
            let Some(institution) = institution(phrase, &self.names.institutions) else { continue };
            found.extend(rules.nationality(phrase, institution));
            let place = at_word.get(&phrase.end).and_then(|span| match span.target {
                Target::Entry(at) if self.kind(at) == EntityKind::Place => {
                    let entity = &self.gazetteer.entries[at as usize].entity;
                    Some((span, entity.canonical.as_str(), entity.english.as_deref().unwrap_or_default()))
                }
                _ => None,
            });
            found.extend(
                place.and_then(|place| rules.of_place(phrase, institution, place.0, (place.1, place.2))),
            );
        }
        let reader = Reader { words, lexicon: &self.lexicon, titles, kinds: &kinds };
        for at in 0..words.len() {
            found.extend(rules.quoted(at));
            found.extend(rules.town(at));
            if let Some(end) = reader.name_at(at) {
                let listed =
                    at_word.get(&at).filter(|span| self.is_person(span) && span.end - span.start > 1);
                // A listed full name ends where the list says, unless it is plainly the start of another.
                let goes_on = |span: &Span| {
                    let next = words.tokens[span.end].whole_class;
                    next.any(Class::COMPOUND_END | Class::CONNECTOR)
                };
                if listed.is_none_or(|span| span.end >= end || goes_on(span)) {
                    let kind = EntityKind::Person;
                    found.push(Found { start: at, end, skip: 0, kind, name: None });
                }
            }
        }
        spans.extend(found.into_iter().map(|found| {
            let (canonical, english) = match found.name {
                Some((canonical, english)) => (canonical, Some(english)),
                None => (plain(words, found.start, found.end, found.skip), None),
            };
            let (start, end, skip) = (found.start, found.end, found.skip);
            let target = Target::New(found.kind, canonical, english);
            Span { start, end, skip, target, provenance: Provenance::Rule }
        }));
        spans.extend(
            founded.iter().filter(|span| self.is_person(span)).filter_map(|span| self.namesake(words, span)),
        );
    }

    /// «تيريزا كيري»: a listed surname behind another given name is another person.
    fn namesake(&self, words: &Words<'_>, surname: &Span) -> Option<Span> {
        let before = surname.start.checked_sub(1)?;
        let token = &words.tokens[before];
        let joined = surname.skip == 0 && words.tokens[surname.start].gap.blank();
        if surname.end - surname.start > 1 || !joined {
            return None;
        }
        let given = token.readings().iter().find(|r| self.vocabulary.class(r.word).any(Class::GIVEN))?;
        let Target::Entry(at) = surname.target else { return None };
        let canonical = &self.gazetteer.entries[at as usize].entity.canonical;
        let (start, end, skip) = (before, surname.end, given.skip);
        let name = plain(words, start, end, skip);
        let first = name.split(' ').next().unwrap_or_default().to_string();
        let same = canonical
            .split(' ')
            .any(|word| super::names::name_words(word) == super::names::name_words(&first));
        let target = if same { surname.target.clone() } else { Target::New(EntityKind::Person, name, None) };
        Some(Span { start, end, skip, target, provenance: Provenance::Rule })
    }

    /// Surnames and full names that the article itself introduces, wherever else they stand.
    fn spread(&self, words: &Words<'_>, spans: &mut Vec<Span>) {
        let persons: Vec<Person> = spans
            .iter()
            .filter(|span| span.end - span.start > 1 && self.is_person(span))
            .map(|span| Person {
                start: span.start,
                end: span.end,
                skip: span.skip,
                target: span.target.clone(),
                listed: matches!(span.target, Target::Entry(_)),
            })
            .collect();
        if persons.is_empty() {
            return;
        }
        let mut taken = vec![false; words.tokens.len()];
        let mut bare = taken.clone();
        for span in spans.iter() {
            // A bare surname may yet turn out to be another's.
            let surname = self.is_person(span) && span.end - span.start == 1;
            let marks = if surname { &mut bare } else { &mut taken };
            marks[span.start..span.end].fill(true);
        }
        let kinds: Vec<Option<EntityKind>> = vec![None; words.tokens.len()];
        let titles = Titles::of(words, &kinds);
        let reader = Reader { words, lexicon: &self.lexicon, titles: &titles, kinds: &kinds };
        let added = propagate::surnames(&reader, &persons, &taken, &bare);
        let added_at: HashSet<usize> = added.iter().map(|span| span.start).collect();
        spans.retain(|span| !(added_at.contains(&span.start) && span.end - span.start == 1));
        spans.extend(added);
        select(spans, words.len());
    }

    fn kind(&self, entry: u32) -> EntityKind {
        self.gazetteer.entries[entry as usize].entity.kind
    }

    fn is_person(&self, span: &Span) -> bool {
        match &span.target {
            Target::Entry(at) => self.kind(*at) == EntityKind::Person,
            Target::New(kind, ..) => *kind == EntityKind::Person,
            Target::Nothing => false,
        }
    }
}

pub(super) fn span_of(found: &Match) -> Span {
    let target = match found.listed {
        Listed::Name { entry, .. } => Target::Entry(entry),
        _ => Target::Nothing,
    };
    let (start, end, skip) = (found.start, found.end, found.skip);
    Span { start, end, skip, target, provenance: Provenance::Gazetteer }
}

/// Keeps the longest of what overlaps, in order. Of equals a list's goes before a rule's, and the
/// whole word before one without clitics.
fn select(spans: &mut Vec<Span>, words: usize) {
    let rank = |span: &Span| {
        (span.start.wrapping_sub(span.end), span.provenance == Provenance::Rule, span.skip, span.start)
    };
    spans.sort_by_key(rank);
    let mut taken = vec![false; words];
    spans.retain(|span| {
        let place = &mut taken[span.start..span.end];
        let free = !place.contains(&true);
        if free {
            place.fill(true);
        }
        free
    });
    spans.sort_by_key(|span| span.start);
}

pub(super) fn stored_range(words: &Words<'_>, span: &Span) -> std::ops::Range<usize> {
    let start = words.tokens[span.start].start + usize::from(span.skip);
    words.folded.source_range(start..words.tokens[span.end - 1].end)
}

/// The stored words without marks and fillers, one blank between them.
fn plain(words: &Words<'_>, start: usize, end: usize, skip: u8) -> String {
    let mut name = String::new();
    for at in start..end {
        let token = &words.tokens[at];
        let from = token.start + if at == start { usize::from(skip) } else { 0 };
        let stored = &words.stored[words.folded.source_range(from..token.end)];
        if at > start {
            name.push(if token.gap.blank() { ' ' } else { '-' });
        }
        name.extend(stored.chars().filter(|&c| !is_mark(c) && !is_filler(c)));
    }
    name
}
