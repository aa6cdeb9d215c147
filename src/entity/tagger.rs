//! Article → mentions. One walk over the words finds all that a list holds; the rest decides:
//! which homographs count, what the rules add, which of two overlapping names is the longer.
//! Every step is linear in the text.

use std::cmp::Reverse;
use std::collections::HashSet;
use std::ops::Range;

use super::compile;
use super::gates::{Around, Opening};
use super::gazetteer::{Gate, Gazetteer};
use super::kind::{EntityKind, Mention, Provenance};
use super::letters;
use super::lexicon::Class;
use super::lists::{Layer, Listed, Lists};
use super::names::{self, Match};
use super::people::{Reader, Titles};
use super::propagate::{self, Person};
use super::rules::{Found, Rules};
use super::span::{Span, Target};
use super::table::EntityTable;
use super::tokens::Words;
use crate::corpus::{Article, Residue, Role};
use crate::fold::{is_filler, is_mark};

/// Finds mentions. Made once, shared by all threads; it changes nothing but the table it is given.
#[derive(Clone, Debug)]
pub struct Tagger {
    pub(super) lists: Lists,
}

/// Buffers that tagging needs, kept from text to text.
#[derive(Debug, Default)]
pub struct Scratch {
    words: Words<'static>,
}

impl Tagger {
    /// A tagger that knows the gazetteer inside the program. It takes no time to have, however many
    /// names that holds.
    #[must_use]
    pub fn built_in() -> Tagger {
        // Made by `build.rs`.
        let pool = include_str!(concat!(env!("OUT_DIR"), "/names.txt"));
        let numbers = include_bytes!(concat!(env!("OUT_DIR"), "/names.bin"));
        Tagger { lists: Lists { base: Layer::read(pool, numbers), own: None } }
    }

    /// A tagger that knows `gazetteer`, and the words of the rules.
    #[must_use]
    pub fn new(gazetteer: &Gazetteer) -> Tagger {
        Tagger { lists: Lists { base: compile::whole(gazetteer), own: None } }
    }

    /// A tagger that knows `own` beside the gazetteer inside the program. Where both hold a name,
    /// it is `own`'s.
    ///
    /// ```
    /// use warraq::entity::{EntityTable, Gazetteer, Scratch, Tagger};
    /// let (own, _) = Gazetteer::parse("LOC\tكفر عميرة\tKafr Amira");
    /// let (tagger, mut table) = (Tagger::with(&own), EntityTable::new());
    /// let mentions = tagger.tag_text("من كفر عميرة إلى القاهرة", &mut table, &mut Scratch::default());
    /// let names: Vec<&str> = mentions.iter().map(|m| table[m.entity].canonical.as_str()).collect();
    /// assert_eq!(names, ["كفر عميرة", "القاهرة"]);
    /// ```
    #[must_use]
    pub fn with(own: &Gazetteer) -> Tagger {
        Tagger { lists: compile::over(Tagger::built_in().lists.base, own) }
    }

    /// The mentions of `article`, in order and apart from each other; their entities are entered
    /// into `table`. Controls of a page («صورة», «تويتر») are not read; all other parts are.
    pub fn tag(&self, article: &Article, table: &mut EntityTable, scratch: &mut Scratch) -> Vec<Mention> {
        let controls = article.parts.iter().filter(|part| part.role == Role::Residue(Residue::Control));
        self.tag_but_for(&article.text, controls.map(|part| part.range.clone()), table, scratch)
    }

    /// The same of a text that is no article: all of it is read.
    pub fn tag_text(&self, text: &str, table: &mut EntityTable, scratch: &mut Scratch) -> Vec<Mention> {
        self.tag_but_for(text, std::iter::empty(), table, scratch)
    }

    fn tag_but_for(
        &self,
        text: &str,
        controls: impl Iterator<Item = Range<usize>>,
        table: &mut EntityTable,
        scratch: &mut Scratch,
    ) -> Vec<Mention> {
        let words = Words::of(text, controls, &self.lists, std::mem::take(&mut scratch.words));
        let mut matches = Vec::new();
        for at in 0..words.len() {
            names::at(at, &words, &self.lists, &mut matches);
        }
        let mut spans = self.spans(&words, &matches);
        select(&mut spans, words.len());
        self.spread(&words, &mut spans);
        let mentions = spans.into_iter().filter_map(|span| {
            let entity = match &span.target {
                Target::Entry(at) => {
                    let (canonical, english) = self.lists.names(*at);
                    table.intern(self.lists.kind(*at), canonical, english)
                }
                Target::New(kind, canonical, english) => table.intern(*kind, canonical, english.as_deref()),
                Target::Nothing => return None,
            };
            let range = words.stored_range(span.start, span.end, span.skip);
            Some(Mention { entity, range, provenance: span.provenance })
        });
        let mentions = mentions.collect();
        scratch.words = words.emptied();
        mentions
    }

    /// Everything that counts, overlaps and all.
    fn spans(&self, words: &Words<'_>, matches: &[Match<'_>]) -> Vec<Span> {
        // What is sure without its surroundings, and which entities that makes present.
        let sure = |found: &Match<'_>| match found.listed {
            Listed::Name { gate: Gate::Open, .. } => true,
            Listed::Name { gate: Gate::Adjective, .. } => !words.is_adjective(found.start, found.skip),
            Listed::Nothing => true,
            _ => false,
        };
        let mut open: Vec<Span> = matches.iter().filter(|found| sure(found)).map(span_of).collect();
        select(&mut open, words.len());
        let mut kinds = vec![None; words.tokens.len()];
        let mut present: HashSet<u32> = HashSet::new();
        for span in &open {
            if let Target::Entry(at) = span.target {
                present.insert(at);
                kinds[span.start..span.end].fill(Some(self.kind(at)));
            }
        }
        let nations = words.readings.iter().filter(|reading| reading.class.any(Class::NATION));
        let countries = nations.filter_map(|reading| self.lists.adjective(reading.word)?.0.country);
        // «المالي» is financial far more often than from Mali.
        present.extend(countries.filter(|&at| self.lists.canonical_gate(at) != Gate::Homograph));

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
                let Listed::Name { entry, gate } = found.listed else { continue };
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

        // Of several entities with one spelling in one place, the best founded, and the first of equals.
        let mut ranked: Vec<(u8, &Match)> = matches
            .iter()
            .zip(&openings)
            .map(|(found, &opening)| {
                (if sure(found) { 2 } else { self.rank(words, found, opening, &present) }, found)
            })
            .filter(|(rank, _)| *rank > 0)
            .collect();
        ranked.sort_by_key(|(rank, found)| (found.start, found.end, found.skip, Reverse(*rank)));
        ranked.dedup_by_key(|(_, found)| (found.start, found.end, found.skip));
        let mut spans: Vec<Span> = ranked.into_iter().map(|(_, found)| span_of(found)).collect();
        let founded = spans.clone();
        self.add_rules(words, matches, &founded, &titles, &mut spans);
        spans
    }

    /// How well founded a gated name is; 0 if it does not count.
    fn rank(&self, words: &Words<'_>, found: &Match<'_>, opening: Opening, present: &HashSet<u32>) -> u8 {
        let Listed::Name { entry, gate } = found.listed else { return 0 };
        if matches!(gate, Gate::Open | Gate::Adjective) || opening == Opening::Blocked {
            return 0;
        }
        let stored = || &words.stored[words.stored_range(found.start, found.end, found.skip)];
        if found.vocalised.is_some_and(|name| name == stored()) {
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
        let accompanied =
            present.contains(&entry) || self.lists.company(entry).any(|other| present.contains(&other));
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
        matches: &[Match<'_>],
        founded: &[Span],
        titles: &Titles,
        spans: &mut Vec<Span>,
    ) {
        let mut kinds = vec![None; words.tokens.len()];
        for span in founded {
            if let Target::Entry(at) = span.target {
                kinds[span.start..span.end].fill(Some(self.kind(at)));
            }
        }
        // The longest founded mention that begins at a word.
        let at_word = |word: usize| {
            let until = founded.partition_point(|span| span.start <= word);
            let begun = founded[..until].iter().rev().take_while(|span| span.start == word);
            begun.into_iter().find(|span| matches!(span.target, Target::Entry(_)))
        };
        let rules = Rules { words, lists: &self.lists, kinds: &kinds };
        let mut found: Vec<Found> = Vec::new();
        for phrase in matches {
            let Listed::Institution(at) = phrase.listed else { continue };
            let institution = self.lists.institution(at);
            found.extend(rules.nationality(phrase, &institution));
            let place = at_word(phrase.end).and_then(|span| match span.target {
                Target::Entry(at) if self.kind(at) == EntityKind::Place => {
                    let (canonical, english) = self.lists.names(at);
                    Some((span, canonical, english.unwrap_or_default()))
                }
                _ => None,
            });
            found.extend(
                place.and_then(|place| rules.of_place(phrase, &institution, place.0, (place.1, place.2))),
            );
        }
        let reader = Reader { words, lists: &self.lists, titles, kinds: &kinds };
        for at in 0..words.len() {
            found.extend(rules.quoted(at));
            found.extend(rules.town(at));
            if let Some(end) = reader.name_at(at) {
                let listed = at_word(at).filter(|span| self.is_person(span) && span.end - span.start > 1);
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
        let joined = surname.skip == 0 && words.tokens[surname.start].gap.blank();
        if surname.end - surname.start > 1 || !joined {
            return None;
        }
        let given = words.readings(before).iter().find(|reading| reading.class.any(Class::GIVEN))?;
        let Target::Entry(at) = surname.target else { return None };
        let (canonical, _) = self.lists.names(at);
        let (start, end, skip) = (before, surname.end, given.skip);
        let name = plain(words, start, end, skip);
        let first = name.split(' ').next().unwrap_or_default().to_string();
        let same = canonical.split(' ').any(|word| letters::words(word) == letters::words(&first));
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
        let reader = Reader { words, lists: &self.lists, titles: &titles, kinds: &kinds };
        let added = propagate::surnames(&reader, &persons, &taken, &bare);
        let added_at: HashSet<usize> = added.iter().map(|span| span.start).collect();
        spans.retain(|span| !(added_at.contains(&span.start) && span.end - span.start == 1));
        spans.extend(added);
        select(spans, words.len());
    }

    fn kind(&self, entry: u32) -> EntityKind {
        self.lists.kind(entry)
    }

    fn is_person(&self, span: &Span) -> bool {
        match &span.target {
            Target::Entry(at) => self.kind(*at) == EntityKind::Person,
            Target::New(kind, ..) => *kind == EntityKind::Person,
            Target::Nothing => false,
        }
    }
}

fn span_of(found: &Match<'_>) -> Span {
    let target = match found.listed {
        Listed::Name { entry, .. } => Target::Entry(entry),
        _ => Target::Nothing,
    };
    let (start, end, skip) = (found.start, found.end, found.skip);
    Span { start, end, skip, target, provenance: Provenance::Gazetteer }
}

/// Keeps the longest of what overlaps, in order. Of equals a list's goes before a rule's, and the
/// whole word before one without clitics, and then the first.
fn select(spans: &mut Vec<Span>, words: usize) {
    spans.sort_by_key(|span| span.start);
    let rank = |span: &Span| (Reverse(span.end - span.start), span.provenance == Provenance::Rule, span.skip);
    // Few ranks, many spans: sorted by rank alone, and stably, they take time linear in the text.
    let mut order: Vec<_> = spans.iter().map(rank).zip(0..).collect();
    order.sort_by_key(|(rank, _)| *rank);
    let mut taken = vec![false; words];
    let mut free = vec![false; spans.len()];
    for (_, at) in order {
        let Span { start, end, .. } = spans[at];
        let place = &mut taken[start..end];
        free[at] = !place.contains(&true);
        if free[at] {
            place.fill(true);
        }
    }
    let mut free = free.into_iter();
    spans.retain(|_| free.next().unwrap_or(false));
}

/// The stored words without marks and fillers, one blank between them.
fn plain(words: &Words<'_>, start: usize, end: usize, skip: u8) -> String {
    let mut name = String::new();
    for at in start..end {
        let stored = &words.stored[words.stored_range(at, at + 1, if at == start { skip } else { 0 })];
        if at > start {
            name.push(if words.tokens[at].gap.blank() { ' ' } else { '-' });
        }
        name.extend(stored.chars().filter(|&c| !is_mark(c) && !is_filler(c)));
    }
    name
}
